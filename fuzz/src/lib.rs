//! What fuzz targets share: bytes become a file, the file is read to its last cell.
//!
//! In: bytes that nobody vouches for. Out: nothing; a panic, an abort, a long wait or much memory is a find.

use std::{
    fs,
    io::{Cursor, Write},
    path::PathBuf,
    sync::LazyLock,
};

use dondoc::{
    diagnostic::Failure,
    ingest::{self, OpenFile, Wanted},
};
use tempfile::TempDir;
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

static FOLDER: LazyLock<TempDir> = LazyLock::new(|| tempfile::tempdir().unwrap());

/// Opens a file of these bytes.
///
/// # Errors
/// What reading it tells.
pub fn open(extension: &str, bytes: &[u8]) -> Result<OpenFile, Failure> {
    let path: PathBuf = FOLDER.path().join(format!("tasks.{extension}"));
    fs::write(&path, bytes).unwrap();
    ingest::open(&path, "tasks", None)
}

/// Reads every cell of a file of these bytes whose heading holds `Một` or `Hai`.
pub fn read(extension: &str, bytes: &[u8]) {
    let Ok(file) = open(extension, bytes) else { return };
    let want = |label: &str| Wanted {
        field: label.to_owned().into(),
        labels: vec![label.to_owned()],
        required: false,
        decisive: true,
        instead: Vec::new(),
        loose: true,
    };
    let Ok(found) = file.tables(&["Một", "Hai"].map(want)) else { return };
    for table in &found.tables {
        let mut rows = table.rows();
        let mut last = 0;
        while rows.advance() {
            assert!(rows.place() > last, "rows come in order");
            last = rows.place();
            for column in 0..rows.width() {
                let _ = rows.cell(column).text();
            }
            let _ = table.raw_text(last);
            let _ = table.row_number(last);
        }
        let _ = table.hidden_columns();
    }
}

/// A zip file of these parts.
#[must_use]
pub fn packed(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
        writer.start_file(*name, options).unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// The parts with one replaced: the first byte says which, the rest is its content.
#[must_use]
pub fn with_one<'a>(parts: &[(&'a str, &'a [u8])], bytes: &'a [u8]) -> Option<Vec<(&'a str, &'a [u8])>> {
    let (which, content) = bytes.split_first()?;
    let mut parts = parts.to_vec();
    let place = usize::from(*which) % parts.len();
    parts[place].1 = content;
    Some(parts)
}
