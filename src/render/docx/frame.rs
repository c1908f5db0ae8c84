//! Tables that are only layout: two columns without lines, and a box around a few words.
//!
//! In: what stands in them. Out: `w:tbl` of fixed widths, described as layout for those who listen to the document.

use super::{
    page::{text_width, twips},
    style,
    text::Paragraph,
};
use crate::{document::Orientation, ooxml::Xml};

/// Left column: at 13 pt the Quốc hiệu needs 96 of the 165 mm for itself.
const LEFT_MM: f32 = 65.0;
/// What a screen reader says of these tables.
const LAYOUT_ONLY: &str = "Bảng không kẻ, chỉ để dàn trang";

/// Width of the left column in twips.
pub fn left_width() -> u32 {
    twips(LEFT_MM)
}

/// Width of the right column in twips.
pub fn right_width() -> u32 {
    text_width(Orientation::Portrait) - left_width()
}

/// Two columns as wide as the text of a portrait page.
pub fn two_columns(xml: &mut Xml, caption: &str, rows: impl FnOnce(&mut Xml)) {
    let (left, right) = (left_width().to_string(), right_width().to_string());
    xml.element("w:tbl", &[], |xml| {
        xml.element("w:tblPr", &[], |xml| {
            xml.value("w:tblStyle", style::FRAME);
            xml.empty("w:tblW", &[("w:w", &text_width(Orientation::Portrait).to_string()), ("w:type", "dxa")]);
            xml.empty("w:tblLayout", &[("w:type", "fixed")]);
            described(xml, caption, LAYOUT_ONLY);
        });
        xml.element("w:tblGrid", &[], |xml| {
            xml.empty("w:gridCol", &[("w:w", &left)]);
            xml.empty("w:gridCol", &[("w:w", &right)]);
        });
        rows(xml);
    });
}

/// A row of both columns; `whole` rows never break over two pages.
pub fn row(xml: &mut Xml, align: &str, whole: bool, left: impl FnOnce(&mut Xml), right: impl FnOnce(&mut Xml)) {
    xml.element("w:tr", &[], |xml| {
        if whole {
            xml.element("w:trPr", &[], |xml| xml.empty("w:cantSplit", &[]));
        }
        cell(xml, left_width(), align, left);
        cell(xml, right_width(), align, right);
    });
}

/// The title and the description of a table, which only screen readers tell.
pub fn described(xml: &mut Xml, caption: &str, description: &str) {
    for (name, text) in [("w:tblCaption", caption), ("w:tblDescription", description)] {
        if !text.is_empty() {
            xml.value(name, text);
        }
    }
}

/// A box around words on one line.
pub struct Framed<'a> {
    /// Table style: the lines.
    pub lines: &'static str,
    /// Paragraph style: the words.
    pub style: &'static str,
    /// What it is called.
    pub caption: &'a str,
    /// The words.
    pub words: &'a str,
    /// Width and height, in twips.
    pub size: (u32, u32),
    /// Room at the left in twips; without it the box is centred.
    pub indent: Option<u32>,
}

impl Framed<'_> {
    /// Writes the box and the paragraph that Word wants after a table.
    pub fn write(&self, xml: &mut Xml) {
        let (width, height) = (self.size.0.to_string(), self.size.1.to_string());
        xml.element("w:tbl", &[], |xml| {
            xml.element("w:tblPr", &[], |xml| {
                xml.value("w:tblStyle", self.lines);
                xml.empty("w:tblW", &[("w:w", &width), ("w:type", "dxa")]);
                match self.indent {
                    None => xml.value("w:jc", "center"),
                    Some(indent) => xml.empty("w:tblInd", &[("w:w", &indent.to_string()), ("w:type", "dxa")]),
                }
                xml.empty("w:tblLayout", &[("w:type", "fixed")]);
                described(xml, self.caption, "");
            });
            xml.element("w:tblGrid", &[], |xml| xml.empty("w:gridCol", &[("w:w", &width)]));
            xml.element("w:tr", &[], |xml| {
                xml.element("w:trPr", &[], |xml| {
                    xml.empty("w:cantSplit", &[]);
                    xml.empty("w:trHeight", &[("w:val", &height), ("w:hRule", "exact")]);
                });
                cell(xml, self.size.0, "center", |xml| Paragraph::new(self.style).write_text(xml, self.words));
            });
        });
        Paragraph::new(style::JOINT).write(xml, |_| ());
    }
}

fn cell(xml: &mut Xml, width: u32, align: &str, content: impl FnOnce(&mut Xml)) {
    xml.element("w:tc", &[], |xml| {
        xml.element("w:tcPr", &[], |xml| {
            xml.empty("w:tcW", &[("w:w", &width.to_string()), ("w:type", "dxa")]);
            xml.value("w:vAlign", align);
        });
        content(xml);
    });
}
