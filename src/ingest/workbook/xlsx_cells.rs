//! The cells of one xlsx worksheet.
//!
//! In: the XML of the sheet, token by token. Out: its [`Grid`].

use std::collections::BTreeMap;

use super::{
    grid::Grid,
    number_format::{self, Shown},
    stored::{self, Stored},
    xlsx::{Book, Words, plain_letters},
};
use crate::ooxml::{Attributes, Refusal, Scanner, Token, unescape, whole_number};

/// Reads a worksheet to its end.
///
/// # Errors
/// When the part is damaged or too large.
pub fn read(scanner: &mut Scanner<'_>, grid: Grid, book: &Book) -> Result<Grid, Refusal> {
    let mut cells = Cells { grid, book, row: 0, row_hidden: false, column: 0, formulas: BTreeMap::new() };
    loop {
        match scanner.next()? {
            Token::Open { name: b"row", attributes, .. } => cells.open_row(attributes)?,
            Token::Open { name: b"c", attributes, empty } => {
                let cell = cells.open_cell(attributes)?;
                if !empty {
                    cells.read_cell(scanner, &cell)?;
                }
            }
            Token::Open { name: b"mergeCell", attributes, .. } => {
                if let Some((first, last)) = attributes.get("ref").and_then(region) {
                    cells.grid.merge(first, last)?;
                }
            }
            Token::Open { name: b"col", attributes, .. } if attributes.flag("hidden") => {
                let (first, last) = (attributes.number("min"), attributes.number("max"));
                if let (Some(first), Some(last)) = (first.and_then(|first| first.checked_sub(1)), last) {
                    cells.grid.hide_columns(first, last.saturating_sub(1));
                }
            }
            Token::Open { .. } | Token::Close { .. } | Token::Text(_) => {}
            Token::End => return cells.grid.finish(),
        }
    }
}

struct Cells<'b> {
    grid: Grid,
    book: &'b Book,
    /// Number of the current row, from 1; 0 before the first.
    row: u32,
    row_hidden: bool,
    /// Where a cell stands that does not say so, from 0.
    column: u32,
    /// Formulas that several cells share, by their number.
    formulas: BTreeMap<u32, String>,
}

/// A cell whose content is yet to be read.
struct Cell {
    row: u32,
    column: u32,
    kind: Kind,
    shown: Shown,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Shared,
    Inline,
    Words,
    Truth,
    Error,
    Day,
    Number,
}

impl Cells<'_> {
    fn open_row(&mut self, attributes: Attributes<'_>) -> Result<(), Refusal> {
        self.row = match attributes.get("r") {
            Some(number) => whole_number(number).filter(|number| *number > 0).ok_or(Refusal::Damaged)?,
            None => self.row.saturating_add(1),
        };
        self.row_hidden = attributes.flag("hidden");
        self.column = 0;
        Ok(())
    }

    fn open_cell(&mut self, attributes: Attributes<'_>) -> Result<Cell, Refusal> {
        let mut cell = Cell {
            row: self.row.checked_sub(1).ok_or(Refusal::Damaged)?,
            column: self.column,
            kind: Kind::Number,
            shown: Shown::Number,
        };
        for (name, value) in attributes {
            match name {
                b"r" => (cell.row, cell.column) = reference(value).ok_or(Refusal::Damaged)?,
                b"s" => {
                    let style = whole_number(value).and_then(|style| self.book.styles.get(style as usize));
                    cell.shown = style.copied().unwrap_or_default();
                }
                b"t" => cell.kind = kind(value),
                _ => {}
            }
        }
        self.column = cell.column.saturating_add(1);
        Ok(cell)
    }

    fn read_cell(&mut self, scanner: &mut Scanner<'_>, cell: &Cell) -> Result<(), Refusal> {
        let (mut value, mut formula) = (None, None);
        loop {
            match scanner.next()? {
                Token::Open { name: b"v", empty: false, .. } if cell.kind != Kind::Inline => {
                    value = self.read_value(scanner, cell)?.or(value);
                }
                Token::Open { name: b"is", empty: false, .. } => value = self.read_inline(scanner)?,
                Token::Open { name: b"f", attributes, empty } => {
                    let shared = attributes.number("si");
                    formula = Some(self.read_formula(scanner, shared, empty)?);
                }
                Token::Close { name: b"c" } => break,
                Token::End => return Err(Refusal::Damaged),
                Token::Open { .. } | Token::Close { .. } | Token::Text(_) => {}
            }
        }
        // A formula whose result is the empty text is an empty cell; one that was never calculated is not.
        if value.is_none()
            && cell.kind != Kind::Words
            && let Some(formula) = formula
        {
            value = Some(Stored::Odd(self.grid.own.push(&format!("={formula}"))?));
        }
        match value {
            Some(value) => self.grid.put(cell.row, cell.column, self.row_hidden, value),
            None => Ok(()),
        }
    }

    /// What `<v>` holds, read up to its end.
    fn read_value(&mut self, scanner: &mut Scanner<'_>, cell: &Cell) -> Result<Option<Stored>, Refusal> {
        let mut value = None;
        loop {
            match scanner.next()? {
                Token::Text(text) if cell.kind == Kind::Words => {
                    // The pieces of a longer text follow each other in the open text.
                    unescape(text, self.grid.own.open())?;
                    value = Some(Stored::Own(0));
                }
                Token::Text(text) => value = self.plain_value(text.trim_ascii(), cell)?,
                Token::Close { .. } => break,
                Token::Open { .. } | Token::End => return Err(Refusal::Damaged),
            }
        }
        if value == Some(Stored::Own(0)) && cell.kind == Kind::Words {
            return self.end_words().map(Some);
        }
        Ok(value)
    }

    /// Closes words of a cell's own; they may hold `_x000D_` and its like.
    fn end_words(&mut self) -> Result<Stored, Refusal> {
        Ok(Stored::Own(self.grid.own.end_with(plain_letters)?))
    }

    fn plain_value(&mut self, text: &[u8], cell: &Cell) -> Result<Option<Stored>, Refusal> {
        let words = || std::str::from_utf8(text).map_err(|_| Refusal::Damaged);
        let own = &mut self.grid.own;
        Ok(match cell.kind {
            _ if text.is_empty() => None,
            Kind::Shared => Some(Stored::Shared(whole_number(text).ok_or(Refusal::Damaged)?)),
            Kind::Error => Some(Stored::Odd(own.push(words()?)?)),
            Kind::Truth => {
                let truth = if text == b"1" || text.eq_ignore_ascii_case(b"true") { "true" } else { "false" };
                Some(Stored::Odd(own.push(truth)?))
            }
            Kind::Day => {
                let day = words()?.get(..10).and_then(|day| day.parse().ok()).map(stored::day);
                day.map_or_else(|| own.push(words()?).map(Stored::Own), Ok).map(Some)?
            }
            Kind::Number | Kind::Words | Kind::Inline => {
                match words()?.parse().ok().filter(|number| f64::is_finite(*number)) {
                    Some(number) => number_format::shown(number, cell.shown, self.book.from_1904, own)?,
                    None => {
                        unescape(text, own.open())?;
                        Some(Stored::Own(own.end()?))
                    }
                }
            }
        })
    }

    /// The words of `<is>`, read up to its end.
    fn read_inline(&mut self, scanner: &mut Scanner<'_>) -> Result<Option<Stored>, Refusal> {
        let mut words = Words::default();
        loop {
            match scanner.next()? {
                Token::Close { name: b"is" } => return self.end_words().map(Some),
                Token::End => return Err(Refusal::Damaged),
                token => words.take(&token, self.grid.own.open())?,
            }
        }
    }

    /// A formula; one that only names a shared formula has the text of that.
    fn read_formula(&mut self, scanner: &mut Scanner<'_>, shared: Option<u32>, empty: bool) -> Result<String, Refusal> {
        let mut formula = String::new();
        if !empty {
            read_text(scanner, &mut formula)?;
        }
        if let Some(number) = shared {
            if formula.is_empty() {
                return Ok(self.formulas.get(&number).cloned().unwrap_or_default());
            }
            self.formulas.insert(number, formula.clone());
        }
        Ok(formula)
    }
}

/// Adds the text of an element, read up to its end.
fn read_text(scanner: &mut Scanner<'_>, into: &mut String) -> Result<(), Refusal> {
    loop {
        match scanner.next()? {
            Token::Text(text) => unescape(text, into)?,
            Token::Close { .. } => return Ok(()),
            Token::Open { .. } | Token::End => return Err(Refusal::Damaged),
        }
    }
}

fn kind(value: &[u8]) -> Kind {
    match value {
        b"s" => Kind::Shared,
        b"inlineStr" => Kind::Inline,
        b"str" => Kind::Words,
        b"b" => Kind::Truth,
        b"e" => Kind::Error,
        b"d" => Kind::Day,
        _ => Kind::Number,
    }
}

/// Row and column of `B12`, from 0.
fn reference(text: &[u8]) -> Option<(u32, u32)> {
    let mut column = 0u32;
    let mut rest = text;
    while let Some((letter, behind)) = rest.split_first() {
        match letter {
            b'$' => {}
            letter if letter.is_ascii_alphabetic() => {
                column = column.checked_mul(26)?.checked_add(u32::from(letter.to_ascii_uppercase() - b'@'))?;
            }
            _ => break,
        }
        rest = behind;
    }
    let row = whole_number(rest)?.checked_sub(1)?;
    Some((row, column.checked_sub(1)?))
}

/// First and last cell of `A3:B7`; both the same of a single one.
fn region(text: &[u8]) -> Option<((u32, u32), (u32, u32))> {
    let mut corners = text.split(|byte| *byte == b':').map(reference);
    let first = corners.next()??;
    Some((first, corners.next().unwrap_or(Some(first))?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_rows_and_columns_from_zero() {
        assert_eq!(reference(b"A1"), Some((0, 0)));
        assert_eq!(reference(b"$AB$12"), Some((11, 27)));
        assert_eq!(reference(b"XFD1048576"), Some((1_048_575, 16_383)));
        for wrong in ["", "A", "12", "A0", "AAAAAAAA1", "A99999999999", "A-1"] {
            assert_eq!(reference(wrong.as_bytes()), None, "{wrong}");
        }
        assert_eq!(region(b"A3:B7"), Some(((2, 0), (6, 1))));
        assert_eq!(region(b"A3"), Some(((2, 0), (2, 0))));
    }
}
