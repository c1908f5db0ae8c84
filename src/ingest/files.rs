//! Which files an input means: one file, all of a folder, or all that fit a wildcard.
//!
//! In: the project folder and what dondoc.toml says. Out: [`Files`] in the order of their names as people count ("thang-2" before
//! "thang-10"), the same on every system, and what was left out.

use std::{
    borrow::Cow,
    cmp::Ordering,
    path::{Component, Path, PathBuf},
};

use glob::{MatchOptions, Pattern};

use super::{READERS, known_extensions};
use crate::diagnostic::{Code, Diagnostic, Failure, Location};

/// Where a project keeps its results: they are never read as inputs unless asked for by name.
const RESULTS: &str = "out/";

/// Names like `*.XLSX` and `*.xlsx` are the same on Windows, so they are everywhere.
const OPTIONS: MatchOptions =
    MatchOptions { case_sensitive: false, require_literal_separator: true, require_literal_leading_dot: false };

/// The files of one input.
#[derive(Debug)]
pub struct Files {
    /// The files, each as messages call it: as seen from the project folder.
    pub files: Vec<(PathBuf, String)>,
    /// What lies beside them and is not read.
    pub left_out: Vec<Diagnostic>,
}

/// The files that `asked` means, seen from `folder`.
///
/// # Errors
/// `no-files` when a folder or wildcard has none that can be read.
pub fn files(folder: &Path, asked: &str) -> Result<Files, Failure> {
    let path = folder.join(asked);
    let Some(pattern) = pattern(folder, &path, asked) else {
        return Ok(Files { files: vec![(path, asked.to_owned())], left_out: Vec::new() });
    };
    let found = glob::glob_with(&pattern, OPTIONS).into_iter().flatten().flatten();
    let mut found: Vec<(PathBuf, String)> = found.map(|path| (path.clone(), name_of(folder, &path))).collect();
    found.retain(|(_, name)| asked.starts_with(RESULTS) || !name.starts_with(RESULTS));
    found.sort_by(|(_, left), (_, right)| by_name(left, right));
    let (files, left_out): (Vec<_>, Vec<_>) = found.into_iter().partition(|(path, _)| is_readable(path));
    let left_out: Vec<String> =
        left_out.into_iter().map(|(path, name)| if path.is_dir() { name + "/" } else { name }).collect();
    if files.is_empty() {
        let none = Diagnostic::error(Code::NoFiles).at(Location::file(asked)).with("pattern", asked);
        return Err(none.with("files", left_out.join(", ")).with("known", known_extensions()).into());
    }
    let tell = || Diagnostic::notice(Code::FilesLeftOut).at(Location::file(asked)).with("files", left_out.join(", "));
    Ok(Files { files, left_out: (!left_out.is_empty()).then(tell).into_iter().collect() })
}

/// The wildcard that `asked` is, or that a folder stands for; `None` for the name of one file. A folder named like a file of a kind
/// that can be read is a slip.
fn pattern(folder: &Path, path: &Path, asked: &str) -> Option<String> {
    let below = |asked: &str| match Path::new(asked).is_absolute() {
        true => asked.to_owned(),
        false => format!("{}/{asked}", Pattern::escape(&folder.to_string_lossy())),
    };
    if path.is_dir() && (asked.ends_with('/') || !has_known_extension(path)) {
        let asked = asked.trim_end_matches('/');
        return Some(below(&format!("{}/*", Pattern::escape(asked))));
    }
    (asked.contains(['*', '?', '[']) && !path.exists()).then(|| below(asked))
}

/// A path as seen from the project folder, with `/` on every system.
fn name_of(folder: &Path, path: &Path) -> String {
    let seen = path.strip_prefix(folder).unwrap_or(path);
    let parts = seen.components().map(|part| match part {
        Component::RootDir => Cow::Borrowed(""),
        part => part.as_os_str().to_string_lossy().into_owned().into(),
    });
    parts.collect::<Vec<_>>().join("/")
}

/// Whether a file is data: of a kind that can be read, neither hidden nor the lock that Excel lays beside an open workbook.
fn is_readable(path: &Path) -> bool {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    !name.starts_with('.') && !name.starts_with("~$") && has_known_extension(path) && !path.is_dir()
}

fn has_known_extension(path: &Path) -> bool {
    let extension = path.extension().map(|text| text.to_string_lossy().to_lowercase()).unwrap_or_default();
    READERS.iter().any(|reader| reader.extensions.contains(&extension.as_str()))
}

/// By bytes, but digits as the number that they make.
fn by_name(left: &str, right: &str) -> Ordering {
    let (mut ours, mut theirs) = (runs(left), runs(right));
    loop {
        let order = match (ours.next(), theirs.next()) {
            (None, None) => return left.cmp(right),
            (Some(one), Some(other)) => match (number(one), number(other)) {
                (Some(one), Some(other)) => one.len().cmp(&other.len()).then_with(|| one.cmp(other)),
                _ => one.cmp(other),
            },
            (one, other) => one.is_some().cmp(&other.is_some()),
        };
        if order != Ordering::Equal {
            return order;
        }
    }
}

/// The parts of a name that are all digits or have none.
fn runs(name: &str) -> impl Iterator<Item = &str> {
    let mut rest = name;
    std::iter::from_fn(move || {
        let is_digit = rest.starts_with(|letter: char| letter.is_ascii_digit());
        let end = rest.find(|letter: char| letter.is_ascii_digit() != is_digit).unwrap_or(rest.len());
        let (run, behind) = rest.split_at_checked(end)?;
        rest = behind;
        (!run.is_empty()).then_some(run)
    })
}

/// The digits that count, without leading zeros.
fn number(run: &str) -> Option<&str> {
    run.starts_with(|letter: char| letter.is_ascii_digit()).then(|| run.trim_start_matches('0'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_ordered_as_people_count() {
        let mut names = ["b1", "a10.csv", "a2.csv", "a02.csv", "a", "a1b", "A3", "a2.csv2", "đ"];
        names.sort_by(|left, right| by_name(left, right));
        assert_eq!(names, ["A3", "a", "a1b", "a02.csv", "a2.csv", "a2.csv2", "a10.csv", "b1", "đ"]);
    }
}
