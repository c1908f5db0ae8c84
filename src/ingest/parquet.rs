//! Parquet files: most columns are decoded here, the others through Polars.
//!
//! In: a path. Out: one [`Sheet`] without a name, as if the table were opened as a spreadsheet: the names of its columns are row 1, and
//! a place is the row number. A small table is read whole when it is opened; of a larger one a few row groups are held at a time, as far
//! as somebody looks at them.

mod cells;
mod contents;
mod decode;
mod encodings;
mod file;
mod groups;
mod pages;
mod rows;
mod shapes;
mod thrift;

use std::{
    cell::{Cell, OnceCell, RefCell},
    collections::VecDeque,
    path::Path,
    rc::Rc,
};

pub use cells::{Cells, NO_VALUE, WordKind};
pub use groups::{GroupRoom, Groups};

use self::{
    file::ParquetFile,
    rows::{Group, ParquetRows},
};
use super::{Rows, Sheet, Sheets, refused};
use crate::{assets::unreadable, diagnostic::Failure, ooxml::Refusal, spelling};

/// The row of the column names, as a person who opens the table sees it.
const HEADING_ROW: u64 = 1;

/// So many cells are held at most: each takes sixteen bytes at least.
const MOST_HELD_CELLS: u64 = 8_000_000;

/// So many rows are looked at before it is known what a table is.
const TOP: u64 = 1_000;

/// A larger file is not held in memory.
const MOST_HELD_BYTES: u64 = 32 << 20;

/// Opens a Parquet file.
///
/// # Errors
/// Those of [`unreadable`], `damaged-file` or `file-too-large`.
pub fn open(path: &Path, name: &str) -> Result<Sheets, Failure> {
    let told_unreadable = |error: std::io::Error| unreadable(path, name, &error);
    let length = path.metadata().map_err(told_unreadable)?.len();
    let file = ParquetFile::open(path, length, MOST_HELD_BYTES).map_err(told_unreadable)?;
    let table = file.and_then(ParquetTable::of).map_err(|refusal| refused(name, refusal))?;
    Ok(vec![Box::new(table)])
}

struct ParquetTable {
    file: ParquetFile,
    /// The row groups looked at last, the newest behind.
    held: RefCell<VecDeque<Rc<Group>>>,
    /// The beginning of a large table: whoever opens it looks at that, and often at nothing else.
    top: OnceCell<Rc<Group>>,
    has_top: bool,
    /// Whether some column could not be read.
    fault: Cell<bool>,
}

impl ParquetTable {
    /// The table of a file; a small one is read whole.
    fn of(file: ParquetFile) -> Result<Self, Refusal> {
        let is_small = file.is_held() && file.cells() <= MOST_HELD_CELLS;
        let has_top = !is_small && file.rows(0).end >= TOP;
        let table = Self { file, held: RefCell::default(), top: OnceCell::new(), has_top, fault: Cell::default() };
        let mut unpacked = table.file.most_unpacked();
        let mut groups = 0..if is_small { table.file.groups() } else { 0 };
        let is_sound =
            groups.all(|index| table.group(index, table.file.rows(index).end).read_all(&table.file, &mut unpacked));
        // Of a larger one the beginning is looked at in any case.
        if table.file.height() > 0 {
            table.texts(HEADING_ROW + 1);
        }
        (is_sound && !table.fault.get()).then_some(table).ok_or(Refusal::Damaged)
    }

    /// The row group of a row; of a small table it was held all along.
    fn group(&self, index: usize, row: u64) -> Rc<Group> {
        if self.has_top && row < TOP {
            return Rc::clone(self.top.get_or_init(|| Rc::new(Group::top(&self.file, TOP as usize))));
        }
        let mut held = self.held.borrow_mut();
        if let Some(group) = held.iter().find(|group| group.index == index) {
            return Rc::clone(group);
        }
        let columns = self.file.columns.len().max(1) as u64;
        let cells = |index: usize| (self.file.rows(index).end - self.file.rows(index).start).saturating_mul(columns);
        let mut most = MOST_HELD_CELLS.saturating_sub(cells(index));
        let mut kept = VecDeque::new();
        while let Some(group) = held.pop_back() {
            match most.checked_sub(cells(group.index)) {
                Some(left) => most = left,
                None => break,
            }
            kept.push_front(group);
        }
        let group = Rc::new(Group::new(&self.file, index, usize::MAX));
        kept.push_back(Rc::clone(&group));
        *held = kept;
        group
    }

    fn last(&self) -> u64 {
        self.file.height().saturating_add(HEADING_ROW)
    }
}

impl Sheet for ParquetTable {
    fn has_fault(&self) -> bool {
        self.fault.get()
    }

    fn groups(&self) -> Option<Groups<'_>> {
        Some(Groups(&self.file))
    }

    fn top(&self, rows: usize) -> Vec<(u64, Vec<String>)> {
        let last = self.last().min(u64::try_from(rows).unwrap_or(u64::MAX));
        let tidy = |place| self.texts(place).iter().map(|text| spelling::tidy(text)).collect();
        (HEADING_ROW..=last).map(|place| (place, tidy(place))).collect()
    }

    fn rows_from(&self, place: u64) -> Box<dyn Rows + '_> {
        Box::new(ParquetRows::before(self, place))
    }

    fn texts(&self, place: u64) -> Vec<String> {
        let row = ParquetRows::at(self, place);
        (0..row.width()).map(|column| row.cell(column).text().into_owned()).collect()
    }

    fn row_number(&self, place: u64) -> u32 {
        u32::try_from(place).unwrap_or(u32::MAX)
    }
}
