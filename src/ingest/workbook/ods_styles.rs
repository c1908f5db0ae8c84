//! What the styles of an ods say of its cells: which tables nobody sees, and which dates are shown as a month.
//!
//! In: the tokens above the tables. Out: answers by the name of a style.

use std::collections::{BTreeMap, BTreeSet};

use crate::ooxml::{Refusal, Scanner, Token};

/// The elements that are formats.
const FORMATS: [&[u8]; 7] = [
    b"date-style",
    b"text-style",
    b"number-style",
    b"time-style",
    b"currency-style",
    b"percentage-style",
    b"boolean-style",
];
/// Styles that go by others are followed no further.
const MOST_STEPS: usize = 8;

/// The styles of a workbook, by their names.
#[derive(Debug, Default)]
pub struct Styles {
    hidden_tables: BTreeSet<Vec<u8>>,
    /// Formats that show a date as the month of a year.
    months: BTreeSet<Vec<u8>>,
    /// Formats that hand dates on to another one, as those for words too (`mm/yyyy;@`) do.
    handed_on: BTreeMap<Vec<u8>, Vec<u8>>,
    /// The format of each style of cells, and the style that it goes by where it has none.
    cells: BTreeMap<Vec<u8>, [Option<Vec<u8>>; 2]>,
    /// The style and the format that are being read.
    style: Vec<u8>,
    format: Vec<u8>,
    /// Which parts of a date it shows: year, month, and smaller ones.
    parts: (bool, bool, bool),
}

impl Styles {
    /// Takes all styles of a part.
    ///
    /// # Errors
    /// When the part is damaged.
    pub fn read(&mut self, part: Vec<u8>) -> Result<(), Refusal> {
        let mut scanner = Scanner::of_bytes(part);
        loop {
            match scanner.next()? {
                Token::End => return Ok(()),
                token => self.take(&token),
            }
        }
    }

    /// Takes a piece of the styles; what comes later holds.
    pub fn take(&mut self, token: &Token<'_>) {
        match token {
            Token::Open { name: b"style", attributes, .. } => {
                self.style = attributes.get("style:name").unwrap_or_default().to_vec();
                self.format.clear();
                let names = ["style:data-style-name", "style:parent-style-name"];
                let named = names.map(|name| attributes.get(name).map(<[u8]>::to_vec));
                self.cells.insert(self.style.clone(), named);
            }
            Token::Open { name: b"table-properties", attributes, .. } => {
                if attributes.get("table:display") == Some(b"false") {
                    self.hidden_tables.insert(self.style.clone());
                }
            }
            Token::Open { name, attributes, .. } if FORMATS.contains(name) => {
                self.format = attributes.get("style:name").unwrap_or_default().to_vec();
                self.parts = (false, false, false);
                self.months.remove(&self.format);
                self.handed_on.remove(&self.format);
            }
            Token::Open { name: b"year", .. } => self.parts.0 = true,
            Token::Open { name: b"month", .. } => self.parts.1 = true,
            Token::Open { name: b"day" | b"hours" | b"minutes" | b"seconds", .. } => self.parts.2 = true,
            Token::Open { name: b"map", attributes, .. } if !self.format.is_empty() => {
                let to = attributes.get("style:apply-style-name").map(<[u8]>::to_vec);
                self.handed_on.extend(to.map(|to| (self.format.clone(), to)));
            }
            Token::Close { name: b"date-style" } if self.parts == (true, true, false) => {
                self.months.insert(self.format.clone());
            }
            Token::Open { .. } | Token::Close { .. } | Token::Text(_) | Token::End => {}
        }
    }

    /// Whether a table of this style is hidden.
    #[must_use]
    pub fn is_hidden(&self, table: &[u8]) -> bool {
        self.hidden_tables.contains(table)
    }

    /// Whether cells of this style show a date as a month.
    #[must_use]
    pub fn shows_month(&self, cell: &[u8]) -> bool {
        let named = |cell: &[u8]| self.cells.get(cell).map(|[format, parent]| (format.as_ref(), parent.as_deref()));
        let styles = std::iter::successors(Some(cell), |cell| named(cell)?.1).take(MOST_STEPS);
        let mut formats = styles.filter_map(|style| named(style)?.0);
        let format = formats.next().map(|format| self.handed_on.get(format).unwrap_or(format));
        format.is_some_and(|format| self.months.contains(format))
    }
}
