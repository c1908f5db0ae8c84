//! What stands around the text: the head of the first page, recipients and signature.
//!
//! In: the letterhead, the closing. Out: two columns on a wide screen and on paper, one on a narrow screen; read aloud in the
//! order of the layout law either way.

use super::{markup::Markup, outline};
use crate::{
    document::{ADDRESSED_TO, Closing, Letterhead, MOTTO, Marks, NATION, RECIPIENTS, Recipient, Title, Urgency},
    render::width,
};

/// Widest line of a subject, as in the other formats.
const SUBJECT_MM: f32 = 165.0;
/// The rule below a subject: its share of the last line, and its limits.
const RULE_SHARE: f32 = 0.4;
const RULE_MM: (f32, f32) = (20.0, 60.0);

/// The head of the document, down to the addressees; `size` is that of the subject.
pub fn letterhead(markup: &mut Markup, letterhead: &Letterhead, size: f32) {
    let marks = &letterhead.marks;
    corner(markup, marks);
    markup.group("div", &[("class", "letterhead")], |markup| {
        markup.group("div", &[("class", "issuer")], |markup| {
            letterhead.superior.iter().for_each(|line| paragraph(markup, "", line));
            letterhead.issuer.iter().for_each(|line| paragraph(markup, "name", line));
        });
        markup.group("div", &[("class", "nation")], |markup| {
            paragraph(markup, "", NATION);
            paragraph(markup, "motto", MOTTO);
        });
        paragraph(markup, "number", &letterhead.number);
        paragraph(markup, "place", &letterhead.place_and_date);
        markup.group("div", &[("class", "below")], |markup| {
            if let Title::Letter { subject } = &letterhead.title {
                markup.block("h1", &[("id", outline::TITLE), ("class", "about")], |markup| markup.text(subject));
            }
            if let Some(urgency) = marks.urgency {
                urgency_box(markup, urgency);
            }
        });
    });
    if let Title::Named { kind, subject } = &letterhead.title {
        let rule = format!("--rule:{:.1}mm", rule_length(subject, size));
        markup.block("h1", &[("id", outline::TITLE), ("class", "named"), ("style", &rule)], |markup| {
            markup.text(kind);
            markup.void("br", &[]);
            markup.element("span", &[], |markup| markup.text(subject));
        });
    }
    addressees(markup, &letterhead.addressees);
}

/// The marks above the head: where the copy was signed, how far the document may go.
fn corner(markup: &mut Markup, marks: &Marks) {
    if let Some(copy) = &marks.copy {
        paragraph(markup, "copy", copy);
    }
    if let Some(circulation) = &marks.circulation {
        paragraph(markup, "circulation", circulation);
    }
}

fn urgency_box(markup: &mut Markup, urgency: Urgency) {
    let (width, height) = urgency.box_mm();
    let size = format!("width:{width}mm;height:{height}mm");
    markup.block("p", &[("class", "urgency"), ("style", &size)], |markup| markup.text(urgency.words()));
}

/// The rule below a subject in millimetres; the page balances its lines, so that the last is about as long as the others.
fn rule_length(subject: &str, size: f32) -> f32 {
    let length = width::of_bold(subject, size);
    let lines = (length / SUBJECT_MM).ceil().max(1.0);
    (length / lines * RULE_SHARE).clamp(RULE_MM.0, RULE_MM.1)
}

/// One addressee stands beside the words, several below each other.
fn addressees(markup: &mut Markup, addressees: &[String]) {
    match addressees {
        [] => {}
        [one] => paragraph(markup, "addressees", &format!("{ADDRESSED_TO} {one}")),
        many => {
            markup.group("div", &[("class", "addressees")], |markup| {
                paragraph(markup, "", ADDRESSED_TO);
                markup.group("ul", &[], |markup| {
                    for (place, addressee) in many.iter().enumerate() {
                        let end = if place + 1 == many.len() { '.' } else { ';' };
                        markup.block("li", &[], |markup| markup.text(&format!("- {addressee}{end}")));
                    }
                });
            });
        }
    }
}

/// Recipients on the left, signature on the right; nothing where the document has neither.
pub fn closing(markup: &mut Markup, closing: &Closing, marks: &Marks) {
    if !closing.is_empty() || marks.drafter.is_some() {
        markup.group("div", &[("class", "closing")], |markup| {
            markup.group("div", &[("class", "recipients")], |markup| recipients(markup, closing, marks));
            markup.group("div", &[("class", "signature")], |markup| signature(markup, closing));
        });
    }
    if let Some(address) = &marks.address {
        paragraph(markup, "address", address);
    }
}

fn recipients(markup: &mut Markup, closing: &Closing, marks: &Marks) {
    if !closing.recipients.is_empty() {
        paragraph(markup, "words", RECIPIENTS);
        markup.group("ul", &[], |markup| {
            for Recipient { level, text } in &closing.recipients {
                let (class, sign) = if *level == 0 { ("", '-') } else { ("sub", '+') };
                markup.block("li", &[("class", class)], |markup| markup.text(&format!("{sign} {text}")));
            }
        });
    }
    if let Some(drafter) = &marks.drafter {
        paragraph(markup, "", drafter);
    }
}

fn signature(markup: &mut Markup, closing: &Closing) {
    closing.authority.iter().for_each(|line| paragraph(markup, "", line));
    markup.block("div", &[("class", "room")], |_| ());
    closing.office.iter().for_each(|office| paragraph(markup, "", office));
    if !closing.signer.is_empty() {
        paragraph(markup, "", &closing.signer);
    }
}

fn paragraph(markup: &mut Markup, class: &str, text: &str) {
    markup.block("p", &[("class", class)], |markup| markup.text(text));
}
