//! The document model: what a report says and how it is built, before any format decides how it looks.
//!
//! In: the typed values that the `report` stage computed. Out: a [`Document`] that each renderer turns into bytes. A
//! table cell is a typed value with a number format, so that a workbook receives numbers and dates, not text.

mod cell;
mod chart;
mod frame;
mod layout;
mod metadata;
mod table;
mod theme;

pub use cell::{Cell, Value, plain_decimal};
pub use chart::{Bar, Chart, Series, Tone};
pub use frame::{ADDRESSED_TO, Closing, Letterhead, MOTTO, Marks, NATION, RECIPIENTS, Recipient, Title, Urgency};
pub use layout::{Layout, Medium, Preset, Profile};
pub use metadata::Metadata;
pub use table::{Align, Column, HeadCell, NO_ROWS, RateOf, Row, RowKind, Table, TableError};
pub use theme::{FontFiles, Theme};

/// One official document: letterhead, body, closing and appendices, in reading order.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// What archives and viewers ask for.
    pub metadata: Metadata,
    /// Which layout law it follows, and the choices that the law leaves open.
    pub layout: Layout,
    /// Whether it is still a draft (number, day and month left blank) or final.
    pub status: Status,
    /// The head of page 1.
    pub letterhead: Letterhead,
    /// The text.
    pub body: Vec<Block>,
    /// Recipients and signature.
    pub closing: Closing,
    /// Each starts a page of its own.
    pub appendices: Vec<Appendix>,
    /// The notes that [`Inline::Footnote`] points at by index; printed numbers count from 1 in this order.
    pub footnotes: Vec<Vec<Inline>>,
}

/// Whether a document can be signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// Being written: gaps are marked.
    Draft,
    /// To be signed: no gap is left.
    Final,
}

/// A numbered attachment with pages of its own.
#[derive(Debug, Clone, PartialEq)]
pub struct Appendix {
    /// Stable id, used as bookmark and sheet name.
    pub id: String,
    /// `PHỤ LỤC 01` or `Phụ lục I`.
    pub label: String,
    /// The title, one string; renderers wrap it.
    pub title: String,
    /// `(Kèm theo Báo cáo số 28/BC-TKTra ngày 01 tháng 01 năm 2019 của Tổ Kiểm tra)`.
    pub reference: String,
    /// Paper orientation of its pages.
    pub orientation: Orientation,
    /// Content below the title.
    pub blocks: Vec<Block>,
}

/// Paper orientation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Orientation {
    /// 210 × 297 mm.
    Portrait,
    /// 297 × 210 mm.
    Landscape,
}

/// One block of text.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// The opening of a part or chapter: two centred bold lines, the number (`Phần I`) above the title in capitals.
    Part {
        /// `Phần I`, `Chương II`.
        number: String,
        /// The title, upper case.
        title: String,
    },
    /// A heading; level 1 is "I. …", 2 is "1. …", both bold; 3 is "a) …" in the style of its own words. Its number is part of the
    /// text.
    Heading {
        /// 1 to 3.
        level: u8,
        /// Number and title.
        content: Vec<Inline>,
    },
    /// A paragraph: justified, first line indented. List items are paragraphs that start with "- " or "+ ".
    Paragraph(Vec<Inline>),
    /// A centred line in italics or bold, such as the extraction line above a table.
    Line {
        /// Where it stands.
        align: Align,
        /// What it says.
        content: Vec<Inline>,
    },
    /// A typed table.
    Table(Table),
    /// A chart of counts.
    Chart(Chart),
    /// A part that a person has yet to write: printed as a marked gap in a draft, never in a final document.
    Gap(String),
}

/// A run of text within a block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Inline {
    /// Text in one style.
    Text {
        /// The characters, NFC.
        text: String,
        /// How they are printed.
        style: TextStyle,
    },
    /// The mark of the footnote with this index in [`Document::footnotes`]; printed as a superscript "(n)".
    Footnote(usize),
}

impl Inline {
    /// Plain text.
    #[must_use]
    pub fn plain(text: impl Into<String>) -> Self {
        Self::Text { text: text.into(), style: TextStyle::default() }
    }
}

/// How a run of text is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct TextStyle {
    /// Bold.
    pub bold: bool,
    /// Italic.
    pub italic: bool,
}

impl Document {
    /// Every table in reading order, with the appendix that holds it (none for the body).
    pub fn tables(&self) -> impl Iterator<Item = (Option<&Appendix>, &Table)> {
        let body = self.body.iter().map(|block| (None, block));
        let appendices =
            self.appendices.iter().flat_map(|part| part.blocks.iter().map(move |block| (Some(part), block)));
        body.chain(appendices).filter_map(|(part, block)| match block {
            Block::Table(table) => Some((part, table)),
            _ => None,
        })
    }
}
