//! The document model: what a report says and how it is built, before any format decides how it looks.
//!
//! In: the typed values that the `report` stage computed. Out: a [`Document`] that each renderer turns into bytes. A
//! table cell is a typed value with a number format, so that a workbook receives numbers and dates, not text.

mod table;
mod theme;

use chrono::NaiveDate;

pub use table::{Align, Cell, Column, HeadCell, Row, RowKind, Table, TableError, Value};
pub use theme::{FontFiles, Theme};

/// One official document: letterhead, body, closing and appendices, in reading order.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// What archives and viewers ask for.
    pub metadata: Metadata,
    /// Which layout law it follows.
    pub profile: Profile,
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

/// The facts that a file carries about itself (Nghị định 30/2020/NĐ-CP, Phụ lục VI, Phần II).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Metadata {
    /// Type and subject in one line.
    pub title: String,
    /// The issuing body.
    pub organization: String,
    /// The date of the document: also the creation date of every file, so that two runs give the same bytes.
    pub date: NaiveDate,
}

/// The layout law of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Profile {
    /// Nghị định 30/2020/NĐ-CP: from 05/3/2020; page number centred in the top margin.
    Nd30,
    /// Thông tư 01/2011/TT-BNV: before 05/3/2020; page number at the right foot of the page.
    Tt01,
}

impl Profile {
    /// The law in force on the date of the document.
    #[must_use]
    pub fn in_force_on(date: NaiveDate) -> Self {
        match NaiveDate::from_ymd_opt(2020, 3, 5) {
            Some(start) if date < start => Self::Tt01,
            _ => Self::Nd30,
        }
    }
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

/// The head of page 1 (ô 1 to 5a of the layout law), each line as it is to be printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letterhead {
    /// Lines of the superior body, upper case, not bold; may be empty.
    pub superior: Vec<String>,
    /// Lines of the issuing body, upper case, bold, with a short rule below the last.
    pub issuer: Vec<String>,
    /// `Số: 28/BC-TKTra`.
    pub number: String,
    /// `Kon Tum, ngày 01 tháng 01 năm 2019`.
    pub place_and_date: String,
    /// `BÁO CÁO`.
    pub kind: String,
    /// The subject below the kind, with a short rule below it.
    pub subject: String,
}

/// The end of the text: who receives it and who signs it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Closing {
    /// The recipients as printed, without the leading dash.
    pub recipients: Vec<Recipient>,
    /// Authority and title above the signature room, upper case (`KT. TỔ TRƯỞNG`, `TỔ PHÓ`).
    pub authority: Vec<String>,
    /// The other office of the signer, upper case, above the name; may be empty.
    pub office: Option<String>,
    /// The name of the signer.
    pub signer: String,
}

/// One line of the recipients list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recipient {
    /// 0 for "- …", 1 for "+ …".
    pub level: u8,
    /// The text with its closing mark.
    pub text: String,
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
    /// A heading; level 1 is "I. …", 2 is "1. …", 3 is "a) …". Its number is part of the text.
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
