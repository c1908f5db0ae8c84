//! What the records of an xls say about its sheets beside their cells.
//!
//! In: the stream of records. Out: for each sheet how far it reaches, which rows and columns nobody sees; before a reader that holds
//! sheets as full rectangles is let near it.

use std::collections::BTreeSet;

use super::{
    compound::{u16_at, u32_at},
    xls_formats::Formats,
};
use crate::ooxml::Refusal;

/// Cells of all rectangles together: a full sheet of 120 columns. A far cell makes a rectangle of everything before it.
const MOST_CELLS: u64 = 8_000_000;

const BOUND_SHEET: u16 = 0x85;
const FILE_PASS: u16 = 0x2f;
const END_OF_SHEET: u16 = 0x0a;
const COLUMNS: u16 = 0x7d;
const ROW: u16 = 0x208;
const ROW_HIDDEN: u16 = 0x20;
const COLUMNS_HIDDEN: u16 = 1;
/// Records of one cell: they open with its row and column.
const CELLS: [u16; 9] = [0x06, 0x201, 0x203, 0x204, 0x205, 0x27e, 0xbd, 0xbe, 0xfd];
/// Of those, records of several cells of a row: they end with the last column.
const SEVERAL: [u16; 2] = [0xbd, 0xbe];

/// Records of one number, and of several numbers of a row: each with its format.
const NUMBERS: [u16; 3] = [0x06, 0x203, 0x27e];
const MANY_NUMBERS: u16 = 0xbd;
/// Format and value of one of them.
const FORMAT_AND_NUMBER: usize = 6;

/// A sheet without its cells.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Outline {
    /// Rows that nobody sees, from 0.
    pub hidden_rows: BTreeSet<u32>,
    /// Columns that nobody sees, first and last, from 0.
    pub hidden_columns: Vec<(u32, u32)>,
    /// Row and column, from 0, of the cells that show a date as a month.
    pub months: BTreeSet<(u32, u32)>,
    area: Option<Area>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Area {
    first: (u16, u16),
    last: (u16, u16),
}

/// The outline of each sheet, in the order of the workbook.
///
/// # Errors
/// When the file is locked, or its sheets would fill more memory than any real one.
pub fn outlines(stream: &[u8]) -> Result<Vec<Outline>, Refusal> {
    let (mut starts, mut formats) = (Vec::new(), Formats::default());
    for (kind, data) in records(stream, 0) {
        formats.take(kind, data);
        match kind {
            FILE_PASS => return Err(Refusal::PasswordProtected),
            BOUND_SHEET => starts.push(u32_at(data, 0).ok_or(Refusal::Damaged)? as usize),
            END_OF_SHEET => break,
            _ => {}
        }
    }
    if starts.iter().collect::<BTreeSet<_>>().len() < starts.len() {
        return Err(Refusal::Damaged);
    }
    let outlines: Vec<Outline> = starts.iter().map(|start| Outline::of(stream, *start, &formats)).collect();
    let cells: u64 = outlines.iter().filter_map(|outline| outline.area).map(Area::cells).sum();
    if cells > MOST_CELLS { Err(Refusal::too_large("cells of a sheet", MOST_CELLS, "")) } else { Ok(outlines) }
}

impl Outline {
    fn of(stream: &[u8], start: usize, formats: &Formats) -> Self {
        let mut outline = Self::default();
        for (kind, data) in records(stream, start).take_while(|(kind, _)| *kind != END_OF_SHEET) {
            outline.take(kind, data);
            outline.take_months(kind, data, formats);
        }
        outline
    }

    /// A record that is too short says nothing.
    fn take(&mut self, kind: u16, data: &[u8]) -> Option<()> {
        let (first, second) = (u16_at(data, 0)?, u16_at(data, 2)?);
        match kind {
            ROW if u16_at(data, 12)? & ROW_HIDDEN != 0 => {
                self.hidden_rows.insert(u32::from(first));
            }
            COLUMNS if u16_at(data, 8)? & COLUMNS_HIDDEN != 0 => {
                self.hidden_columns.push((u32::from(first), u32::from(second)));
            }
            kind if CELLS.contains(&kind) => {
                let last = if SEVERAL.contains(&kind) { u16_at(data, data.len().checked_sub(2)?)? } else { second };
                let area = self.area.get_or_insert(Area { first: (first, second), last: (first, last) });
                area.first = (area.first.0.min(first), area.first.1.min(second));
                area.last = (area.last.0.max(first), area.last.1.max(last));
            }
            _ => {}
        }
        Some(())
    }
}

impl Outline {
    fn take_months(&mut self, kind: u16, data: &[u8], formats: &Formats) -> Option<()> {
        let (row, first) = (u16_at(data, 0)?, u16_at(data, 2)?);
        let cells = match kind {
            MANY_NUMBERS => data.len().checked_sub(FORMAT_AND_NUMBER)? / FORMAT_AND_NUMBER,
            kind => usize::from(NUMBERS.contains(&kind)),
        };
        for (column, number) in (u32::from(first)..).zip(0..cells) {
            if formats.shows_month(u16_at(data, 4 + number * FORMAT_AND_NUMBER)?) {
                self.months.insert((u32::from(row), column));
            }
        }
        Some(())
    }
}

impl Area {
    fn cells(self) -> u64 {
        let along = |first: u16, last: u16| u64::from(last - first) + 1;
        along(self.first.0, self.last.0) * along(self.first.1, self.last.1)
    }
}

/// Kind and content of each record from a place on.
fn records(stream: &[u8], start: usize) -> impl Iterator<Item = (u16, &[u8])> {
    let mut at = start;
    std::iter::from_fn(move || {
        let (kind, length) = (u16_at(stream, at)?, usize::from(u16_at(stream, at + 2)?));
        let data = stream.get(at + 4..at + 4 + length)?;
        at += 4 + length;
        Some((kind, data))
    })
}
