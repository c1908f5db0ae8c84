//! Paper, margins, page numbers: the part of the layout law that Word keeps in section properties.
//!
//! In: the profile, the marks of page 1 and the orientation of a section. Out: `w:sectPr`, and the heads and feet that it refers to.

use super::{
    marks, style,
    text::{Paragraph, run},
};
use crate::{
    diagnostic::Failure,
    document::{Align, Marks, Orientation, Profile},
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

/// Points in twips.
pub fn points(points: f32) -> u32 {
    (points * 20.0).round() as u32
}

/// The height of the text between the margins, in points.
pub fn text_height(orientation: Orientation) -> f32 {
    const MARGINS: u32 = 2 * 1134;
    let height = match orientation {
        Orientation::Portrait => LONG_SIDE,
        Orientation::Landscape => SHORT_SIDE,
    };
    (height - MARGINS) as f32 / 20.0
}

/// The width of the text between the margins, in twips.
pub fn text_width(orientation: Orientation) -> u32 {
    match orientation {
        Orientation::Portrait => SHORT_SIDE - LEFT - RIGHT,
        Orientation::Landscape => LONG_SIDE - LEFT - RIGHT,
    }
}

/// The heads and feet of all pages: which part each section refers to.
pub struct Numbering {
    /// Of the document proper.
    document: Vec<Reference>,
    /// Of every appendix.
    appendix: Vec<Reference>,
}

/// A head or a foot of a section.
#[derive(Clone)]
struct Reference {
    element: &'static str,
    pages: &'static str,
    part: String,
}

/// Either edge of a page.
#[derive(Clone, Copy, PartialEq)]
enum Edge {
    Head,
    Foot,
}

impl Edge {
    /// (kind of the part, its root, the element that refers to it)
    const fn names(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Head => ("header", "w:hdr", "w:headerReference"),
            Self::Foot => ("footer", "w:ftr", "w:footerReference"),
        }
    }
}

impl Numbering {
    /// Adds the parts to the package: page numbers at the head for Nghị định 30, at the foot for Thông tư 01, none on a first page;
    /// there stand the marks that the document bears.
    pub fn add(package: &mut Package, profile: Profile, marks: &Marks) -> Result<Self, Failure> {
        let numbered = match profile {
            Profile::Nd30 => Edge::Head,
            Profile::Tt01 => Edge::Foot,
        };
        let mut numbering = Self { document: Vec::new(), appendix: Vec::new() };
        for edge in [Edge::Head, Edge::Foot] {
            let marked = match edge {
                Edge::Head => marks.copy.is_some() || marks.circulation.is_some(),
                Edge::Foot => marks.address.is_some(),
            };
            if edge == numbered {
                let part = add(package, edge, 1, |xml| number(xml, edge))?;
                numbering.document.push(reference(edge, "default", &part));
                numbering.appendix.push(reference(edge, "default", &part));
            }
            if edge == numbered || marked {
                let part = add(package, edge, 2, |xml| edge_paragraph(edge).write(xml, |_| ()))?;
                numbering.appendix.push(reference(edge, "first", &part));
                if !marked {
                    numbering.document.push(reference(edge, "first", &part));
                }
            }
            if marked {
                let part = add(package, edge, 3, |xml| match edge {
                    Edge::Head => marks::head(xml, marks),
                    Edge::Foot => marks::foot(xml, marks),
                })?;
                numbering.document.push(reference(edge, "first", &part));
            }
        }
        Ok(numbering)
    }

    /// The properties of the section of the document proper.
    pub fn document_section(&self, xml: &mut Xml) {
        section(xml, &self.document, Orientation::Portrait);
    }

    /// The properties of the section of an appendix.
    pub fn appendix_section(&self, xml: &mut Xml, orientation: Orientation) {
        section(xml, &self.appendix, orientation);
    }
}

fn reference(edge: Edge, pages: &'static str, part: &str) -> Reference {
    Reference { element: edge.names().2, pages, part: part.to_owned() }
}

/// Adds a head or foot and tells the id by which sections refer to it.
fn add(package: &mut Package, edge: Edge, number: u8, content: impl FnOnce(&mut Xml)) -> Result<String, Failure> {
    let (kind, root, _) = edge.names();
    let bytes = Xml::part(root, super::NAMESPACES, content)?;
    package.put(&format!("word/{kind}{number}.xml"), &format!("{WORD}.{kind}+xml"), bytes)?;
    package.relate("word/document.xml", &format!("{RELATION}/{kind}"), &format!("{kind}{number}.xml"))
}

fn edge_paragraph(edge: Edge) -> Paragraph {
    let (style, align) = match edge {
        Edge::Head => (style::HEADER, Align::Center),
        Edge::Foot => (style::FOOTER, Align::Right),
    };
    Paragraph { align: Some(align), ..Paragraph::new(style) }
}

fn number(xml: &mut Xml, edge: Edge) {
    edge_paragraph(edge).write(xml, |xml| {
        xml.element("w:fldSimple", &[("w:instr", " PAGE ")], |xml| run(xml, "2"));
    });
}

/// Paper, margins, and a numbering of its own that starts at 1 on an unnumbered page.
fn section(xml: &mut Xml, references: &[Reference], orientation: Orientation) {
    xml.element("w:sectPr", &[], |xml| {
        for reference in references {
            xml.empty(reference.element, &[("w:type", reference.pages), ("r:id", &reference.part)]);
        }
        xml.value("w:type", "nextPage");
        let (short, long) = (SHORT_SIDE.to_string(), LONG_SIDE.to_string());
        match orientation {
            Orientation::Portrait => xml.empty("w:pgSz", &[("w:w", &short), ("w:h", &long)]),
            Orientation::Landscape => {
                xml.empty("w:pgSz", &[("w:w", &long), ("w:h", &short), ("w:orient", "landscape")]);
            }
        }
        let (right, left) = (RIGHT.to_string(), LEFT.to_string());
        let margins = [("w:top", TOP), ("w:right", &right), ("w:bottom", BOTTOM), ("w:left", &left)];
        let rest = [("w:header", EDGE), ("w:footer", EDGE), ("w:gutter", "0")];
        xml.empty("w:pgMar", &[&margins[..], &rest[..]].concat());
        xml.empty("w:pgNumType", &[("w:start", "1")]);
        xml.empty("w:cols", &[("w:space", "720")]);
        xml.empty("w:titlePg", &[]);
    });
}
