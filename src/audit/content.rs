//! What is looked at: tables cell by cell and paragraphs, each with its place in the file.
//!
//! In: cells and text from a reader. Out: [`Content`], the same for workbooks, text tables and Word files.

use crate::{ingest::column_letters, wording::Number};
use chrono::NaiveDate;

/// What a file holds, in reading order.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Content {
    /// The file as people call it.
    pub name: String,
    /// Tables and paragraphs.
    pub parts: Vec<Part>,
    /// Sheets that nobody sees: they are not looked at.
    pub hidden: Vec<String>,
}

/// One part of a file.
#[derive(Debug, Clone, PartialEq)]
pub enum Part {
    /// Words.
    Paragraph(Paragraph),
    /// Cells.
    Grid(Grid),
}

/// Words that stand together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paragraph {
    /// Where it stands.
    pub place: String,
    /// What it says, tidied.
    pub text: String,
}

/// Cells in rows and columns.
#[derive(Debug, Clone, PartialEq)]
pub struct Grid {
    /// What it is part of.
    pub frame: Frame,
    /// Its rows from the top.
    pub rows: Vec<Line>,
    /// Whether its cells say how far they reach; else a heading reaches over the empty cells at its right.
    pub has_spans: bool,
}

/// How places of a grid are told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Frame {
    /// A sheet of a workbook.
    Sheet(String),
    /// A text table.
    Text,
    /// A table of a document, counted from 1.
    Document(usize),
    /// A table turned on its side.
    Turned(Turned),
}

/// Where the cells of a turned table stand in the file. Its first row and column are headings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Turned {
    /// What the table is part of as it lies in the file.
    pub frame: Box<Frame>,
    /// The number of the row that each column was.
    pub rows: Vec<u32>,
    /// The column that each row was.
    pub columns: Vec<usize>,
}

impl Frame {
    /// Whether cells hold values, which a format may show in another way, rather than text.
    #[must_use]
    pub fn is_sheet(&self) -> bool {
        match self {
            Self::Sheet(_) => true,
            Self::Text | Self::Document(_) => false,
            Self::Turned(turned) => turned.frame.is_sheet(),
        }
    }

    fn cell(&self, number: u32, column: usize) -> String {
        match self {
            Self::Sheet(name) => format!("trang \"{name}\", ô {}{number}", column_letters(column)),
            Self::Text => format!("dòng {number}, cột {}", column + 1),
            Self::Document(table) => format!("bảng {table}, dòng {number}, cột {}", column + 1),
            Self::Turned(turned) => turned.frame.cell(number, column),
        }
    }

    fn row(&self, number: u32) -> String {
        match self {
            Self::Sheet(name) => format!("trang \"{name}\", dòng {number}"),
            Self::Text => format!("dòng {number}"),
            Self::Document(table) => format!("bảng {table}, dòng {number}"),
            Self::Turned(turned) => turned.frame.row(number),
        }
    }

    fn column(&self, column: usize) -> String {
        match self {
            Self::Sheet(name) => format!("trang \"{name}\", cột {}", column_letters(column)),
            Self::Text => format!("cột {}", column + 1),
            Self::Document(table) => format!("bảng {table}, cột {}", column + 1),
            Self::Turned(turned) => turned.frame.column(column),
        }
    }

    fn whole(&self) -> String {
        match self {
            Self::Sheet(name) => format!("trang \"{name}\""),
            Self::Text => "cả tệp".to_owned(),
            Self::Document(table) => format!("bảng {table}"),
            Self::Turned(turned) => turned.frame.whole(),
        }
    }
}

/// One row of cells.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// Its number as a person sees it.
    pub number: u32,
    /// Its cells, one for each column.
    pub cells: Vec<GridCell>,
}

/// One cell.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct GridCell {
    /// What it says, tidied.
    pub text: String,
    /// The number in it, if it holds nothing else.
    pub number: Option<Number>,
    /// The date in it, if it holds nothing else.
    pub date: Option<NaiveDate>,
    /// Whether a merged cell covers it that starts elsewhere.
    pub covered: Covered,
}

/// Whether a cell shows what another one holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Covered {
    /// It stands for itself.
    #[default]
    No,
    /// A cell at its left reaches over it.
    FromLeft,
    /// A cell above it reaches down to it.
    FromAbove,
}

impl GridCell {
    /// A cell of words, a number or a date in them recognised.
    #[must_use]
    pub fn of_text(text: String) -> Self {
        let (number, date) = (Number::read(&text), crate::wording::whole_date(&text));
        Self { text, number, date, covered: Covered::No }
    }

    /// Whether it holds nothing of its own.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.covered != Covered::No || self.text.is_empty()
    }

    /// Whether it says yes.
    #[must_use]
    pub fn is_mark(&self) -> bool {
        matches!(self.text.trim(), "X" | "x" | "✓" | "√" | "v")
    }

    /// Whether it says that there is nothing.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        matches!(self.text.trim(), "" | "-" | "–" | "—" | "không" | "Không")
    }

    /// Whether its formula has an error or no saved value: `#REF!`, `=SUM(C5:C9)`.
    #[must_use]
    pub fn is_uncalculated(&self) -> bool {
        self.text.starts_with('=') || self.is_error()
    }

    /// Whether it shows an error of a workbook.
    #[must_use]
    pub fn is_error(&self) -> bool {
        self.text.strip_prefix('#').is_some_and(|rest| rest.starts_with(|letter: char| letter.is_ascii_uppercase()))
    }
}

impl Grid {
    /// The cell at a row and column of the grid.
    #[must_use]
    pub fn cell(&self, row: usize, column: usize) -> Option<&GridCell> {
        self.rows.get(row)?.cells.get(column)
    }

    /// Columns of its longest row.
    #[must_use]
    pub fn width(&self) -> usize {
        self.rows.iter().map(|row| row.cells.len()).max().unwrap_or_default()
    }

    /// Where a cell stands, as a person finds it.
    #[must_use]
    pub fn place(&self, row: usize, column: usize) -> String {
        if let Frame::Turned(turned) = &self.frame {
            let number = column.checked_sub(1).and_then(|column| turned.rows.get(column)).copied();
            let column = row.checked_sub(1).and_then(|row| turned.columns.get(row)).copied();
            return self.frame.cell(number.unwrap_or_default(), column.unwrap_or_default());
        }
        self.frame.cell(self.rows.get(row).map_or(0, |row| row.number), column)
    }

    /// Where a row stands.
    #[must_use]
    pub fn place_of_row(&self, row: usize) -> String {
        if let Frame::Turned(turned) = &self.frame {
            let column = row.checked_sub(1).and_then(|row| turned.columns.get(row)).copied();
            return self.frame.column(column.unwrap_or_default());
        }
        self.frame.row(self.rows.get(row).map_or(0, |row| row.number))
    }

    /// Where it stands as a whole.
    #[must_use]
    pub fn place_of_all(&self) -> String {
        self.frame.whole()
    }
}
