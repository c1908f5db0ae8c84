//! The head of page 1: who issues the document, its number and date, its title, whom it addresses.
//!
//! In: the letterhead and the sizes of type. Out: a borderless table of two columns, and what stands centred below it.

use super::{
    frame::{self, Framed, left_width, right_width},
    page::{points, text_width, twips},
    rule, style,
    text::Paragraph,
    title,
};
use crate::{
    document::{ADDRESSED_TO, Letterhead, MOTTO, NATION, Orientation, Preset, Title, Urgency},
    ooxml::Xml,
};

/// Tiêu ngữ has a rule exactly as long as itself: 60.5 mm at 14 pt.
const MOTTO_MM_OF_POINT: f32 = 60.5 / 14.0;
/// "Kính gửi:" starts this far from the left edge of the text, as in Mẫu 1.5 of the decree.
const ADDRESSED_MM: f32 = 35.0;
/// Widths in ems: "Kính gửi", up to the colon under which the dashes stand; the same with colon and space; a dash and a space.
const COLON_EM: f32 = 3.57;
const ADDRESSED_EM: f32 = 4.1;
const DASH_EM: f32 = 0.583;
/// Size of the subject of a letter, the same in both presets.
const LETTER_SUBJECT_SIZE: f32 = 12.0;
/// Room above the urgency box and below the addressees, in twips: 6 pt.
const ROOM: u32 = 120;

/// The head of page 1 down to the addressees.
pub fn write(xml: &mut Xml, letterhead: &Letterhead, preset: Preset) {
    let room = text_width(Orientation::Portrait);
    frame::two_columns(xml, "Phần đầu văn bản", |xml| {
        frame::row(xml, "top", true, |xml| issuer(xml, letterhead, preset), |xml| nation(xml, preset));
        frame::row(
            xml,
            "bottom",
            true,
            |xml| Paragraph::new(style::NUMBER).write_text(xml, &letterhead.number),
            |xml| Paragraph::new(style::PLACE_DATE).write_text(xml, &letterhead.place_and_date),
        );
        below_number(xml, letterhead);
    });
    if let Title::Named { kind, subject } = &letterhead.title {
        Paragraph { keep_next: true, ..Paragraph::new(style::KIND) }.write_text(xml, kind);
        title::write(xml, style::SUBJECT, subject, room, preset);
        rule::write(xml, room, title::rule_length(subject, room, preset));
    }
    addressees(xml, letterhead, preset);
}

fn issuer(xml: &mut Xml, letterhead: &Letterhead, preset: Preset) {
    for line in &letterhead.superior {
        Paragraph::new(style::SUPERIOR).write_text(xml, line);
    }
    for line in &letterhead.issuer {
        Paragraph::new(style::ISSUER).write_text(xml, line);
    }
    // A cell needs a paragraph, and a name its rule; without a name there is only an empty line.
    match letterhead.issuer.last() {
        Some(last) => rule::write(xml, left_width(), rule::share_of(last, preset.head_size(), left_width())),
        None => Paragraph::new(style::ISSUER).write_text(xml, ""),
    }
}

fn nation(xml: &mut Xml, preset: Preset) {
    Paragraph::new(style::NATION).write_text(xml, NATION);
    Paragraph::new(style::MOTTO).write_text(xml, MOTTO);
    rule::write(xml, right_width(), twips(MOTTO_MM_OF_POINT * preset.text_size()));
}

/// Ô 5b and ô 10b: the subject of a letter and the urgency box, in the left column below the number.
fn below_number(xml: &mut Xml, letterhead: &Letterhead) {
    let subject = match &letterhead.title {
        Title::Letter { subject } => Some(subject),
        Title::Named { .. } => None,
    };
    if subject.is_none() && letterhead.marks.urgency.is_none() {
        return;
    }
    let left = |xml: &mut Xml| {
        if let Some(subject) = subject {
            let indents = title::indents(subject, left_width(), LETTER_SUBJECT_SIZE);
            Paragraph { indents, ..Paragraph::new(style::LETTER_SUBJECT) }.write_text(xml, subject);
        }
        if let Some(urgency) = letterhead.marks.urgency {
            urgency_box(xml, urgency);
        }
    };
    frame::row(xml, "top", true, left, |xml| Paragraph::new(style::JOINT).write(xml, |_| ()));
}

fn urgency_box(xml: &mut Xml, urgency: Urgency) {
    Paragraph { after: Some(ROOM), ..Paragraph::new(style::JOINT) }.write(xml, |_| ());
    let (width, height) = urgency.box_mm();
    let framed = Framed {
        lines: style::URGENCY_BOX,
        style: style::URGENCY,
        caption: "Dấu chỉ mức độ khẩn",
        words: urgency.words(),
        size: (twips(width), twips(height)),
        indent: None,
    };
    framed.write(xml);
}

/// Ô 9a: one addressee on the line of "Kính gửi:", several below it with dashes under the colon.
fn addressees(xml: &mut Xml, letterhead: &Letterhead, preset: Preset) {
    let (start, em) = (twips(ADDRESSED_MM), preset.text_size());
    let indented = |style, ems: f32, hanging: f32| {
        let left = start + points(ems * em);
        Paragraph { keep_next: true, indents: Some((left, 0)), hanging: points(hanging * em), ..Paragraph::new(style) }
    };
    match letterhead.addressees.as_slice() {
        [] => return,
        [only] => {
            let words = format!("{ADDRESSED_TO} {only}");
            indented(style::ADDRESSED, ADDRESSED_EM, ADDRESSED_EM).write_text(xml, &words);
        }
        [others @ .., last] => {
            indented(style::ADDRESSED, 0.0, 0.0).write_text(xml, ADDRESSED_TO);
            let dashed = indented(style::ADDRESSEE, COLON_EM + DASH_EM, DASH_EM);
            for addressee in others {
                dashed.write_text(xml, &format!("- {addressee};"));
            }
            dashed.write_text(xml, &format!("- {last}."));
        }
    }
    Paragraph { keep_next: true, after: Some(ROOM), ..Paragraph::new(style::JOINT) }.write(xml, |_| ());
}
