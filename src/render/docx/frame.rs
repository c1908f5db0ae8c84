//! Letterhead and closing: the two borderless tables of two columns around the text.
//!
//! In: the letterhead, the closing. Out: `w:tbl` of fixed widths, and the centred title below the letterhead.

use super::{
    page::{text_width, twips},
    rule, style,
    text::Paragraph,
    title,
};
use crate::{
    document::{Closing, Letterhead, MOTTO, NATION, Orientation, RECIPIENTS, Title},
    ooxml::Xml,
};

/// Tiêu ngữ has a rule exactly as long as itself: 60.5 mm at 14 pt.
const MOTTO_MM: f32 = 60.5;
/// Left column: at 13 pt the Quốc hiệu needs 96 of the 165 mm for itself.
const LEFT_MM: f32 = 65.0;
/// Size in `reference.docx`, for the length of the rule.
const ISSUER_SIZE: f32 = 13.0;

/// The head of page 1 down to the rule below the subject.
pub fn letterhead(xml: &mut Xml, letterhead: &Letterhead) {
    let room = text_width(Orientation::Portrait);
    let left = twips(LEFT_MM);
    two_columns(xml, "Phần đầu văn bản", |xml| {
        row(
            xml,
            "top",
            |xml| {
                for line in &letterhead.superior {
                    Paragraph::new(style::SUPERIOR).write_text(xml, line);
                }
                for line in &letterhead.issuer {
                    Paragraph::new(style::ISSUER).write_text(xml, line);
                }
                let last = letterhead.issuer.last().map_or("", String::as_str);
                rule::write(xml, left, rule::share_of(last, ISSUER_SIZE));
            },
            |xml| {
                Paragraph::new(style::NATION).write_text(xml, NATION);
                Paragraph::new(style::MOTTO).write_text(xml, MOTTO);
                rule::write(xml, room - left, twips(MOTTO_MM));
            },
        );
        row(
            xml,
            "bottom",
            |xml| Paragraph::new(style::NUMBER).write_text(xml, &letterhead.number),
            |xml| Paragraph::new(style::PLACE_DATE).write_text(xml, &letterhead.place_and_date),
        );
    });
    let subject = letterhead.title.subject();
    if let Title::Named { kind, .. } = &letterhead.title {
        Paragraph { keep_next: true, ..Paragraph::new(style::KIND) }.write_text(xml, kind);
    }
    title::write(xml, style::SUBJECT, subject, room);
    rule::write(xml, room, title::rule_length(subject, room));
}

/// Recipients on the left, signature on the right, on one page with the end of the text.
pub fn closing(xml: &mut Xml, closing: &Closing) {
    Paragraph { keep_next: true, after: Some(200), ..Paragraph::new(style::JOINT) }.write(xml, |_| ());
    two_columns(xml, "Nơi nhận và chữ ký", |xml| {
        row(xml, "top", |xml| recipients(xml, closing), |xml| signature(xml, closing));
    });
}

fn recipients(xml: &mut Xml, closing: &Closing) {
    Paragraph::new(style::RECIPIENTS).write_text(xml, RECIPIENTS);
    for recipient in &closing.recipients {
        let (style, sign) = if recipient.level == 0 { (style::RECIPIENT, '-') } else { (style::RECIPIENT_SUB, '+') };
        Paragraph::new(style).write_text(xml, &format!("{sign} {}", recipient.text));
    }
}

fn signature(xml: &mut Xml, closing: &Closing) {
    for line in &closing.authority {
        Paragraph::new(style::AUTHORITY).write_text(xml, line);
    }
    Paragraph::new(style::SIGNATURE_ROOM).write(xml, |_| ());
    if let Some(office) = &closing.office {
        Paragraph::new(style::AUTHORITY).write_text(xml, office);
    }
    Paragraph::new(style::SIGNER).write_text(xml, &closing.signer);
}

fn two_columns(xml: &mut Xml, caption: &str, rows: impl FnOnce(&mut Xml)) {
    let (left, right) = widths();
    xml.element("w:tbl", &[], |xml| {
        xml.element("w:tblPr", &[], |xml| {
            xml.value("w:tblStyle", style::FRAME);
            xml.empty("w:tblW", &[("w:w", &text_width(Orientation::Portrait).to_string()), ("w:type", "dxa")]);
            xml.empty("w:tblLayout", &[("w:type", "fixed")]);
            xml.value("w:tblCaption", caption);
        });
        xml.element("w:tblGrid", &[], |xml| {
            xml.empty("w:gridCol", &[("w:w", &left)]);
            xml.empty("w:gridCol", &[("w:w", &right)]);
        });
        rows(xml);
    });
}

fn row(xml: &mut Xml, align: &str, left: impl FnOnce(&mut Xml), right: impl FnOnce(&mut Xml)) {
    let (left_width, right_width) = widths();
    xml.element("w:tr", &[], |xml| {
        xml.element("w:trPr", &[], |xml| xml.empty("w:cantSplit", &[]));
        cell(xml, &left_width, align, left);
        cell(xml, &right_width, align, right);
    });
}

fn cell(xml: &mut Xml, width: &str, align: &str, content: impl FnOnce(&mut Xml)) {
    xml.element("w:tc", &[], |xml| {
        xml.element("w:tcPr", &[], |xml| {
            xml.empty("w:tcW", &[("w:w", width), ("w:type", "dxa")]);
            xml.value("w:vAlign", align);
        });
        content(xml);
    });
}

fn widths() -> (String, String) {
    let left = twips(LEFT_MM);
    (left.to_string(), (text_width(Orientation::Portrait) - left).to_string())
}
