//! Which cell formats of an xls show a date as a month: the reader of its cells does not tell.
//!
//! In: the records above the sheets. Out: an answer by the number of a cell format.

use std::collections::BTreeSet;

use super::{
    compound::u16_at,
    number_format::{self, Shown},
};

const OPENING: u16 = 0x809;
const FORMAT: u16 = 0x41e;
const CELL_FORMAT: u16 = 0xe0;
/// Since this version of the format texts have two bytes of length and may be UTF-16.
const VERSION_8: u16 = 0x600;

/// The formats of a workbook.
#[derive(Debug, Default)]
pub struct Formats {
    is_version_8: bool,
    /// Own number formats that show months, and those that do not, by their number.
    months: BTreeSet<u16>,
    others: BTreeSet<u16>,
    /// The number format of each cell format.
    of_cells: Vec<u16>,
}

impl Formats {
    /// Takes a record; one that is too short says nothing.
    pub fn take(&mut self, kind: u16, data: &[u8]) -> Option<()> {
        match kind {
            OPENING => self.is_version_8 = u16_at(data, 0)? == VERSION_8,
            FORMAT => {
                let is_month = number_format::of_code(&self.code(data)?) == Shown::Month;
                let list = if is_month { &mut self.months } else { &mut self.others };
                list.insert(u16_at(data, 0)?);
            }
            // Its place counts even where it says nothing.
            CELL_FORMAT => self.of_cells.push(u16_at(data, 2).unwrap_or_default()),
            _ => {}
        }
        Some(())
    }

    /// Whether cells of this format show a date as a month.
    #[must_use]
    pub fn shows_month(&self, cell_format: u16) -> bool {
        let Some(number) = self.of_cells.get(usize::from(cell_format)) else { return false };
        let is_built_in = !self.others.contains(number) && number_format::built_in(u32::from(*number)) == Shown::Month;
        is_built_in || self.months.contains(number)
    }

    /// The code of a number format; letters beyond Latin say nothing of dates.
    fn code(&self, data: &[u8]) -> Option<String> {
        if !self.is_version_8 {
            return Some(data.get(3..)?.iter().copied().map(char::from).collect());
        }
        let letters = data.get(5..)?;
        if data.get(4)? & 1 == 0 {
            return Some(letters.iter().copied().map(char::from).collect());
        }
        let units = letters.chunks_exact(2).filter_map(|pair| u16_at(pair, 0));
        Some(char::decode_utf16(units).map(|letter| letter.unwrap_or(char::REPLACEMENT_CHARACTER)).collect())
    }
}
