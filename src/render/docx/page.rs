//! Paper, margins, page numbers: the part of the layout law that Word keeps in section properties.
//!
//! In: the profile and the orientation of a section. Out: `w:sectPr`, and the header or footer that prints the number.

use super::{
    style,
    text::{Paragraph, run},
};
use crate::{
    diagnostic::Failure,
    document::{Align, Orientation, Profile},
    ooxml::{Package, Xml},
};

/// Twentieths of a point, the unit of Word, in a millimetre: 1440 / 25.4.
const TWIPS_PER_MM: f32 = 56.692_9;

/// A4, in twips.
const SHORT_SIDE: u32 = 11_906;
const LONG_SIDE: u32 = 16_838;
/// Margins of both profiles within the ranges of the law: 20, 20, 30 and 15 mm.
const TOP: &str = "1134";
const BOTTOM: &str = "1134";
const LEFT: u32 = 1701;
const RIGHT: u32 = 851;
/// Distance of the page number from the edge of the paper: 10 mm.
const EDGE: &str = "567";

const RELATION: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// Millimetres in twips.
pub fn twips(millimetres: f32) -> u32 {
    // The saturating cast is wanted: no length of a page comes near the limits.
    (millimetres * TWIPS_PER_MM).round() as u32
}

/// The width of the text between the margins, in twips.
pub fn text_width(orientation: Orientation) -> u32 {
    match orientation {
        Orientation::Portrait => SHORT_SIDE - LEFT - RIGHT,
        Orientation::Landscape => LONG_SIDE - LEFT - RIGHT,
    }
}

/// The two parts that print (or, on a first page, do not print) the page number.
pub struct Numbering {
    element: &'static str,
    later_pages: String,
    first_page: String,
}

impl Numbering {
    /// Adds the parts to the package: at the head for Nghị định 30, at the foot for Thông tư 01.
    pub fn add(package: &mut Package, profile: Profile) -> Result<Self, Failure> {
        let (kind, root, paragraph_style, align) = match profile {
            Profile::Nd30 => ("header", "w:hdr", style::HEADER, Align::Center),
            Profile::Tt01 => ("footer", "w:ftr", style::FOOTER, Align::Right),
        };
        let mut add = |number: u8, numbered: bool| {
            let bytes = Xml::part(root, super::NAMESPACES, |xml| {
                Paragraph { align: Some(align), ..Paragraph::new(paragraph_style) }.write(xml, |xml| {
                    if numbered {
                        xml.element("w:fldSimple", &[("w:instr", " PAGE ")], |xml| run(xml, "2"));
                    }
                });
            })?;
            package.put(&format!("word/{kind}{number}.xml"), &format!("{WORD}.{kind}+xml"), bytes)?;
            package.relate("word/document.xml", &format!("{RELATION}/{kind}"), &format!("{kind}{number}.xml"))
        };
        let element = match profile {
            Profile::Nd30 => "w:headerReference",
            Profile::Tt01 => "w:footerReference",
        };
        Ok(Self { element, later_pages: add(1, true)?, first_page: add(2, false)? })
    }

    /// The properties of a section: paper, margins, and a numbering of its own that starts at 1 on an unnumbered page.
    pub fn section(&self, xml: &mut Xml, orientation: Orientation) {
        xml.element("w:sectPr", &[], |xml| {
            xml.empty(self.element, &[("w:type", "default"), ("r:id", &self.later_pages)]);
            xml.empty(self.element, &[("w:type", "first"), ("r:id", &self.first_page)]);
            xml.value("w:type", "nextPage");
            let (short, long) = (SHORT_SIDE.to_string(), LONG_SIDE.to_string());
            match orientation {
                Orientation::Portrait => xml.empty("w:pgSz", &[("w:w", &short), ("w:h", &long)]),
                Orientation::Landscape => {
                    xml.empty("w:pgSz", &[("w:w", &long), ("w:h", &short), ("w:orient", "landscape")]);
                }
            }
            xml.empty(
                "w:pgMar",
                &[
                    ("w:top", TOP),
                    ("w:right", &RIGHT.to_string()),
                    ("w:bottom", BOTTOM),
                    ("w:left", &LEFT.to_string()),
                    ("w:header", EDGE),
                    ("w:footer", EDGE),
                    ("w:gutter", "0"),
                ],
            );
            xml.empty("w:pgNumType", &[("w:start", "1")]);
            xml.empty("w:cols", &[("w:space", "720")]);
            xml.empty("w:titlePg", &[]);
        });
    }
}
