//! Workbooks: xlsx, xlsm and ods from their parts, xls and xlsb through calamine.
//!
//! In: a path. Out: one [`Sheet`](super::Sheet) for each worksheet, each a [`Grid`](grid::Grid). What kind a file is, its content says:
//! many programs write one kind under the name of another. Files are of unknown hands: each has limits, and passing one is an error.

mod compound;
mod grid;
mod number_format;
mod ods;
mod ods_styles;
mod other_kinds;
mod stored;
mod xls_formats;
mod xls_outline;
mod xlsx;
mod xlsx_cells;

use std::{fs::File, io::Read, path::Path};

use super::{Sheet, Sheets, refused};
use crate::{
    assets::unreadable,
    diagnostic::Failure,
    ooxml::{Parts, Refusal},
};

/// No workbook is larger: a full sheet of 40 columns takes a third of it.
const LARGEST_FILE: u64 = 1 << 30;

/// Opens a workbook as its worksheets.
///
/// # Errors
/// Those of [`unreadable`], `password-protected`, `damaged-file` or `file-too-large`.
pub fn open(path: &Path, name: &str) -> Result<Sheets, Failure> {
    let mut opening = Vec::new();
    let read = File::open(path).and_then(|file| {
        file.take(8).read_to_end(&mut opening)?;
        path.metadata()
    });
    let size = read.map_err(|error| unreadable(path, name, &error))?.len();
    let grids = read_grids(path, &opening, size).map_err(|refusal| refused(name, refusal))?;
    Ok(grids.into_iter().map(|grid| Box::new(grid) as Box<dyn Sheet>).collect())
}

/// Opens the bytes of a workbook of the present kind (`.xlsx`), such as one that was only rendered.
///
/// # Errors
/// As [`open`].
pub fn open_bytes(bytes: Vec<u8>, name: &str) -> Result<Sheets, Failure> {
    let grids = Parts::of_bytes(bytes).and_then(xlsx::read).map_err(|refusal| refused(name, refusal))?;
    Ok(grids.into_iter().map(|grid| Box::new(grid) as Box<dyn Sheet>).collect())
}

fn read_grids(path: &Path, opening: &[u8], size: u64) -> Result<Vec<grid::Grid>, Refusal> {
    if size > LARGEST_FILE {
        return Err(Refusal::too_large("file size in MB", LARGEST_FILE >> 20, ""));
    }
    if opening.starts_with(compound::OPENING) {
        return other_kinds::read_xls(path);
    }
    let parts = Parts::open(path)?;
    if xlsx::is_such(&parts) {
        return xlsx::read(parts);
    }
    if ods::is_such(&parts) {
        return ods::read(parts);
    }
    parts.measure()?;
    other_kinds::read_xlsb(path)
}
