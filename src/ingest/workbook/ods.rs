//! Workbooks of LibreOffice (ods), read straight from their content.
//!
//! In: the parts of the file. Out: one [`Grid`] for each table. Cells and rows that say "so many times" are counted before they are laid
//! out: one line of XML can stand for a full sheet.

use std::rc::Rc;

use chrono::NaiveDate;

use super::{
    grid::{Grid, MOST_COLUMNS, MOST_ROWS},
    number_format::shown_day,
    ods_styles::Styles,
    stored::{Stored, Texts},
};
use crate::ooxml::{Attributes, Parts, Refusal, Scanner, Token, unescape};

const CONTENT: &str = "content.xml";
const STYLES: &str = "styles.xml";
/// Cells that are only there because a row is repeated.
const MOST_REPEATED: usize = 4_000_000;

/// Whether these are the parts of such a workbook.
#[must_use]
pub fn is_such(parts: &Parts) -> bool {
    parts.find(CONTENT).is_some()
}

/// Reads every table.
///
/// # Errors
/// When the content is damaged, locked or too large.
pub fn read(mut parts: Parts) -> Result<Vec<Grid>, Refusal> {
    if is_locked(parts.read("META-INF/manifest.xml")?.unwrap_or_default())? {
        return Err(Refusal::PasswordProtected);
    }
    let mut styles = Styles::default();
    styles.read(parts.read(STYLES)?.unwrap_or_default())?;
    parts.stream(&[CONTENT.to_owned()], |mut feed| tables(&mut Scanner::of_feed(&mut feed), styles))
}

/// Whether the list of parts says that one of them is encrypted.
fn is_locked(manifest: Vec<u8>) -> Result<bool, Refusal> {
    let mut scanner = Scanner::of_bytes(manifest);
    loop {
        match scanner.next()? {
            Token::Open { name: b"encryption-data", .. } => return Ok(true),
            Token::Open { .. } | Token::Close { .. } | Token::Text(_) => {}
            Token::End => return Ok(false),
        }
    }
}

fn tables(scanner: &mut Scanner<'_>, mut styles: Styles) -> Result<Vec<Grid>, Refusal> {
    let (mut grids, mut is_spreadsheet) = (Vec::new(), false);
    loop {
        match scanner.next()? {
            Token::Open { name: b"spreadsheet", .. } => is_spreadsheet = true,
            Token::Open { name: b"table", attributes, empty: false } if is_spreadsheet => {
                let hidden = attributes.get("table:style-name").is_some_and(|style| styles.is_hidden(style));
                let name = attributes.text("table:name").unwrap_or_default();
                let grid = Grid::new(&grids, name, hidden, Rc::new(Texts::default()));
                grids.push(Table { grid, ..Table::default() }.read(scanner, &styles)?);
            }
            Token::End if is_spreadsheet => return Ok(grids),
            Token::End => return Err(Refusal::Damaged),
            token => styles.take(&token),
        }
    }
}

#[derive(Default)]
struct Table {
    grid: Grid,
    /// The current row, from 0, how often it stands there, and whether nobody sees it.
    row: u32,
    times: u32,
    row_hidden: bool,
    /// Where the next cell and the next description of columns stand, from 0.
    column: u32,
    described: u32,
    /// Columns, the first and that behind the last, whose cells show months if they do not say otherwise; and whether the current row says so.
    month_columns: Vec<(u32, u32)>,
    month_row: Option<bool>,
    /// What the current row holds.
    cells: Vec<(u32, Stored)>,
    /// Regions merged downwards that start in the current row: their column and height.
    merged: Vec<(u32, u32)>,
    repeated: usize,
}

impl Table {
    fn read(mut self, scanner: &mut Scanner<'_>, styles: &Styles) -> Result<Grid, Refusal> {
        let usual = |attributes: Attributes<'_>| {
            attributes.get("table:default-cell-style-name").map(|style| styles.shows_month(style))
        };
        loop {
            match scanner.next()? {
                Token::Open { name: b"table-column", attributes, .. } => {
                    let first = self.described;
                    self.described = first.saturating_add(times(attributes, "table:number-columns-repeated"));
                    if usual(attributes) == Some(true) {
                        self.month_columns.push((first, self.described));
                    }
                    if is_hidden(attributes) {
                        self.grid.hide_columns(first, self.described.saturating_sub(1));
                    }
                }
                Token::Open { name: b"table-row", attributes, .. } => {
                    self.times = times(attributes, "table:number-rows-repeated");
                    self.row_hidden = is_hidden(attributes);
                    self.month_row = usual(attributes);
                    self.column = 0;
                }
                Token::Open { name: b"table-cell" | b"covered-table-cell", attributes, empty } => {
                    let own = || attributes.get("table:style-name").map(|style| styles.shows_month(style));
                    let usual = self.month_row.unwrap_or_else(|| self.is_in_month_column());
                    let cell = Cell::of(attributes, || own().unwrap_or(usual), &mut self.grid.own)?;
                    self.take(&cell, empty, scanner)?;
                }
                Token::Close { name: b"table-row" } => self.end_row()?,
                Token::Close { name: b"table" } => return self.grid.finish(),
                Token::End => return Err(Refusal::Damaged),
                Token::Open { .. } | Token::Close { .. } | Token::Text(_) => {}
            }
        }
    }

    fn is_in_month_column(&self) -> bool {
        let next = self.month_columns.partition_point(|(_, end)| *end <= self.column);
        self.month_columns.get(next).is_some_and(|(first, _)| *first <= self.column)
    }

    fn take(&mut self, cell: &Cell, empty: bool, scanner: &mut Scanner<'_>) -> Result<(), Refusal> {
        let has_words = !empty && read_words(scanner, self.grid.own.open())?;
        let words = self.grid.own.end()?;
        let stored = match cell.value {
            Value::Stored(stored) => Some(stored),
            Value::Error => Some(Stored::Odd(words)),
            Value::Words if has_words => Some(Stored::Own(words)),
            Value::Formula(formula) => Some(Stored::Odd(formula)),
            Value::Words | Value::Nothing => None,
        };
        let first = self.column;
        self.column = first.saturating_add(cell.times);
        if cell.height > 1 {
            self.merged.push((first, cell.height));
        }
        if let Some(stored) = stored {
            // One beyond the last allowed column is enough to be told.
            let end = self.column.min(first.max(MOST_COLUMNS) + 1);
            self.cells.extend((first..end).map(|column| (column, stored)));
        }
        Ok(())
    }

    fn end_row(&mut self) -> Result<(), Refusal> {
        let (first, times) = (self.row, self.times.min(MOST_ROWS));
        self.row = first.saturating_add(self.times);
        for (column, height) in self.merged.drain(..) {
            self.grid.merge((first, column), (first.saturating_add(height - 1), column))?;
        }
        self.repeated += self.cells.len() * times.saturating_sub(1) as usize;
        if self.repeated > MOST_REPEATED {
            return Err(Refusal::too_large("cells of a sheet", MOST_REPEATED as u64, ""));
        }
        for row in first..first.saturating_add(if self.cells.is_empty() { 0 } else { times }) {
            for (column, cell) in &self.cells {
                self.grid.put(row, *column, self.row_hidden, *cell)?;
            }
        }
        self.cells.clear();
        Ok(())
    }
}

fn times(attributes: Attributes<'_>, name: &str) -> u32 {
    attributes.number(name).unwrap_or(1)
}

/// Hidden by hand or by a filter.
fn is_hidden(attributes: Attributes<'_>) -> bool {
    matches!(attributes.get("table:visibility"), Some(b"collapse" | b"filter"))
}

/// What the attributes of a cell say.
struct Cell {
    value: Value,
    times: u32,
    height: u32,
}

enum Value {
    Nothing,
    Stored(Stored),
    /// The words inside.
    Words,
    /// The words inside, which name an error.
    Error,
    /// A formula without a result.
    Formula(u32),
}

impl Cell {
    fn of(attributes: Attributes<'_>, as_month: impl FnOnce() -> bool, own: &mut Texts) -> Result<Self, Refusal> {
        let value = |name: &str| attributes.text(name).unwrap_or_default();
        let kept = |stored: Option<Stored>| stored.map_or(Value::Words, Value::Stored);
        let value = match attributes.get("office:value-type") {
            _ if attributes.get("calcext:value-type") == Some(b"error") => Value::Error,
            Some(b"float" | b"percentage" | b"currency") => {
                kept(value("office:value").parse().ok().map(Stored::Number))
            }
            Some(b"date") => match date(&value("office:date-value")) {
                Some(date) => Value::Stored(shown_day(date, as_month(), own)?),
                None => Value::Words,
            },
            Some(b"time") => Value::Stored(Stored::Odd(own.push(&clock(&value("office:time-value")))?)),
            Some(b"boolean") => Value::Stored(Stored::Odd(own.push(&value("office:boolean-value"))?)),
            Some(_) => match attributes.text("office:string-value") {
                Some(words) => Value::Stored(Stored::Own(own.push(&words)?)),
                None => Value::Words,
            },
            None => match attributes.text("table:formula") {
                Some(formula) => {
                    let formula = formula.split_once(":=").map_or(formula.as_str(), |(_, formula)| formula);
                    Value::Formula(own.push(&format!("={formula}"))?)
                }
                None => Value::Nothing,
            },
        };
        let times = times(attributes, "table:number-columns-repeated");
        Ok(Self { value, times, height: attributes.number("table:number-rows-spanned").unwrap_or(1) })
    }
}

/// The day of `2018-08-01` or `2018-08-01T10:00:00`.
fn date(text: &str) -> Option<NaiveDate> {
    text.get(..10)?.parse().ok()
}

/// `PT12H30M00S` as `12:30:00`; anything else as it is.
fn clock(text: &str) -> String {
    let parts = text.strip_prefix("PT").and_then(|rest| {
        let (hours, rest) = rest.split_once('H')?;
        let (minutes, rest) = rest.split_once('M')?;
        let seconds = rest.strip_suffix('S')?;
        Some(format!("{hours:0>2}:{minutes:0>2}:{:0>2}", seconds.split(['.', ',']).next().unwrap_or_default()))
    });
    parts.unwrap_or_else(|| text.to_owned())
}

/// Adds the paragraphs of a cell, read up to its end, and tells whether there was any; notes pinned to it are left out.
fn read_words(scanner: &mut Scanner<'_>, into: &mut String) -> Result<bool, Refusal> {
    let (mut paragraphs, mut open, mut in_note, mut in_paragraph) = (0, 1u32, false, false);
    loop {
        match scanner.next()? {
            Token::Open { name: b"annotation", empty, .. } => {
                in_note = !empty;
                open += u32::from(!empty);
            }
            Token::Close { name: b"annotation" } => {
                in_note = false;
                open = open.saturating_sub(1);
            }
            Token::Open { name: b"p", empty, .. } if !in_note => {
                into.extend((paragraphs > 0).then_some('\n'));
                paragraphs += 1;
                in_paragraph = !empty;
                open += u32::from(!empty);
            }
            Token::Open { name, attributes, empty } => {
                match name {
                    b"s" if in_paragraph => {
                        let spaces = times(attributes, "text:c").min(1000);
                        into.extend((0..spaces).map(|_| ' '));
                    }
                    b"tab" if in_paragraph => into.push('\t'),
                    b"line-break" if in_paragraph => into.push('\n'),
                    _ => {}
                }
                open += u32::from(!empty);
            }
            Token::Close { name } => {
                in_paragraph &= name != b"p" || in_note;
                open = open.saturating_sub(1);
                if open == 0 {
                    return Ok(paragraphs > 0);
                }
            }
            Token::Text(text) if in_paragraph && !in_note => unescape(text, into)?,
            Token::Text(_) => {}
            Token::End => return Err(Refusal::Damaged),
        }
    }
}
