//! How much room a page leaves for text, section by section.
//!
//! In: the text of a part. Out: [`Pages`], for tables and pictures that are put in.

use crate::ooxml::attribute;

/// The pages of a part.
#[derive(Debug)]
pub struct Pages {
    /// Where each section ends, and its page.
    sections: Vec<(usize, Page)>,
}

/// The room for text on a page, in twips.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Page {
    /// From the left to the right margin.
    pub width: u32,
    /// From the top to the bottom margin.
    pub height: u32,
}

/// A4 upright with the margins of official documents: what a part without sections of its own stands on.
const A4: Page = Page { width: 11_906 - 1701 - 851, height: 16_838 - 1134 - 1134 };

impl Pages {
    /// The sections of a part.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let sections = text.match_indices("<w:sectPr").map(|(start, _)| {
            let rest = text.get(start..).unwrap_or_default();
            (start, page(rest.split("</w:sectPr>").next().unwrap_or_default()))
        });
        Self { sections: sections.collect() }
    }

    /// The page on which a byte of the part stands.
    #[must_use]
    pub fn at(&self, byte: usize) -> Page {
        let own = self.sections.iter().find(|(end, _)| *end > byte).or_else(|| self.sections.last());
        own.map_or(A4, |(_, page)| *page)
    }
}

fn page(section: &str) -> Page {
    let number = |element: &str, name: &str, otherwise: i64| -> i64 {
        let start = section.find(&format!("<{element} ")).and_then(|start| section.get(start..));
        let value = start.and_then(|rest| attribute(rest.split('>').next()?, name));
        // Some programs write parts of a twip.
        let value = value.and_then(|value| value.split('.').next()?.parse::<i32>().ok());
        value.map_or(otherwise, i64::from)
    };
    let margin = |attribute: &str, otherwise: i64| number("w:pgMar", attribute, otherwise).abs();
    let width = number("w:pgSz", "w:w", 11_906) - margin("w:left", 1701) - margin("w:right", 851);
    let height = number("w:pgSz", "w:h", 16_838) - margin("w:top", 1134) - margin("w:bottom", 1134);
    // Odd margins leave a little room all the same.
    let room = |length: i64| u32::try_from(length.max(1440)).unwrap_or(A4.width);
    Page { width: room(width), height: room(height) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_section_has_its_page() {
        let text = "<w:p><w:sectPr><w:pgSz w:w=\"16838\" w:h=\"11906\"/><w:pgMar w:top=\"1000\" w:right=\"838\" w:bottom=\"906\" w:left=\"1000\"/></w:sectPr></w:p><w:p/>";
        let pages = Pages::of(text);
        assert_eq!(pages.at(2), Page { width: 15_000, height: 10_000 });
        assert_eq!(pages.at(text.len()), Page { width: 15_000, height: 10_000 });
        assert_eq!(Pages::of("<w:hdr/>").at(0), A4);
    }
}
