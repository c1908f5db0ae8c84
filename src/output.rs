//! The only place that creates files: whole files, all or none.
//!
//! In: a folder and the bytes of each file. Out: the files. Each is written beside its place first; only when all are, and none of
//! the places is held by another program, they are renamed: no half report ever lies in the folder. Files of earlier runs stay, and are
//! named.

use std::{
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
};

use tempfile::NamedTempFile;

use crate::diagnostic::{Code, Diagnostic, Failure, Location};

/// One file to be written; `name` is relative to the folder and may have folders of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutputFile {
    /// Path below the output folder, with `/`.
    pub name: String,
    /// Content.
    pub bytes: Vec<u8>,
}

/// Writes all files.
///
/// # Errors
/// `output-locked` for each place that another program holds, `output-failed` for the rest; nothing has changed then, unless the
/// system fails in the midst of renaming.
pub fn write_all(folder: &Path, files: &[OutputFile]) -> Result<(), Failure> {
    if folder.exists() && !folder.is_dir() {
        return Err(explain(folder, &io::ErrorKind::NotADirectory.into()).into());
    }
    let places: Vec<PathBuf> = files.iter().map(|file| folder.join(&file.name)).collect();
    let locked = places.iter().filter_map(|place| Some(explain(place, &check_free(place).err()?)));
    Failure::unless_empty(locked.collect(), ())?;
    let mut waiting = Vec::new();
    for (file, place) in files.iter().zip(&places) {
        let written = write_beside(place, &file.bytes).map_err(|error| explain(place, &error))?;
        waiting.push((written, place));
    }
    for (written, place) in waiting {
        written.persist(place).map_err(|error| explain(place, &error.error))?;
    }
    Ok(())
}

/// Names of files that an earlier run left in the folder and that `files` do not replace: a report under one of `reports`, a table.
#[must_use]
pub fn left_by_earlier_runs(folder: &Path, reports: &[String], files: &[OutputFile]) -> Vec<String> {
    let tables = fs::read_dir(folder.join("tables")).into_iter().flatten().flatten();
    let tables = tables.map(|entry| format!("tables/{}", entry.file_name().to_string_lossy()));
    let tables = tables.filter(|name| Path::new(name).extension().is_some_and(|extension| extension == "csv"));
    let mut names: Vec<String> = reports.iter().cloned().chain(tables).collect();
    names.retain(|name| folder.join(name).is_file() && files.iter().all(|file| file.name != *name));
    names.sort();
    names
}

/// Names of files with this opening that an earlier run left in the folder and that `files` do not replace.
#[must_use]
pub fn left_with_opening(folder: &Path, opening: &str, files: &[OutputFile]) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut names: Vec<String> = entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.retain(|name| name.starts_with(opening) && files.iter().all(|file| file.name != *name));
    names.sort();
    names
}

fn write_beside(place: &Path, bytes: &[u8]) -> io::Result<NamedTempFile> {
    let folder = place.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let mut builder = tempfile::Builder::new();
    // Results are for everybody, unlike ordinary temporary files, which only their owner may read.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o644));
    let mut file = builder.prefix(".dondoc-").tempfile_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    Ok(file)
}

/// A file that Word or Excel holds cannot be opened for writing.
fn check_free(place: &Path) -> io::Result<()> {
    match fs::OpenOptions::new().append(true).open(place) {
        Ok(_) => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(error),
    }
}

/// Windows says 32 or 33 when another program holds a file.
const HELD_BY_ANOTHER: [i32; 2] = [32, 33];

fn explain(place: &Path, error: &io::Error) -> Diagnostic {
    let held = cfg!(windows) && error.raw_os_error().is_some_and(|code| HELD_BY_ANOTHER.contains(&code));
    let held = held
        || matches!(error.kind(), io::ErrorKind::PermissionDenied | io::ErrorKind::ResourceBusy) && place.is_file();
    let code = if held { Code::OutputLocked } else { Code::OutputFailed };
    Diagnostic::error(code).at(Location::file(place.display().to_string())).because(error)
}
