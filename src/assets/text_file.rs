//! Text files that people write, and typed TOML with every error placed.
//!
//! In: a path. Out: a [`TextFile`]: its text, the values of its TOML, the line of any key. The TOML crate speaks English sentences of
//! fixed form; those that users meet become codes here, the rest become reasons that the message catalogue knows.

use std::{
    io::{Error, ErrorKind},
    path::Path,
};

use serde::de::DeserializeOwned;
use toml::de::{DeTable, DeValue};

use crate::{
    diagnostic::{Code, Diagnostic, Failure, Location},
    spelling,
};

/// A text file with the name under which messages speak of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextFile {
    /// Path for messages.
    pub name: String,
    /// Content, UTF-8 without byte order mark.
    pub text: String,
}

impl TextFile {
    /// Reads a file of the project; `name` is how messages call it.
    ///
    /// # Errors
    /// Those of [`unreadable`], or `not-unicode` when it is not UTF-8.
    pub fn read(path: &Path, name: &str) -> Result<Self, Failure> {
        let bytes = std::fs::read(path).map_err(|error| unreadable(path, name, &error))?;
        Self::decode(name.to_owned(), bytes)
    }

    /// The text in these bytes.
    ///
    /// # Errors
    /// `not-unicode` when they are neither UTF-8 nor UTF-16 with its byte order mark, as PowerShell and Notepad write it.
    pub fn decode(name: String, bytes: Vec<u8>) -> Result<Self, Failure> {
        let text = match bytes.as_slice() {
            [0xFF, 0xFE, rest @ ..] => utf_16(rest, u16::from_le_bytes),
            [0xFE, 0xFF, rest @ ..] => utf_16(rest, u16::from_be_bytes),
            _ => String::from_utf8(bytes).ok(),
        };
        let text = text.ok_or_else(|| Diagnostic::error(Code::NotUnicode).at(Location::file(name.as_str())))?;
        let text = text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text);
        Ok(Self { name, text })
    }

    /// The file as typed TOML.
    ///
    /// # Errors
    /// `invalid-toml`, `unknown-key` or `unknown-choice` (with the nearest known one), `missing-key` or `invalid-value`, each with
    /// its line.
    pub fn parse<T: DeserializeOwned>(&self) -> Result<T, Failure> {
        self.parse_part(&self.text, 0)
    }

    /// A part of the file as typed TOML, such as the front matter of a template; `lines_before` shifts the lines of
    /// messages.
    ///
    /// # Errors
    /// As [`TextFile::parse`].
    pub fn parse_part<T: DeserializeOwned>(&self, part: &str, lines_before: usize) -> Result<T, Failure> {
        toml::from_str(part).map_err(|error| {
            let span = error.span().unwrap_or_default();
            let line = line_at(part, span.start);
            let whole_line = part.lines().nth(line - 1).unwrap_or_default();
            let written = part.get(span).and_then(|text| text.lines().next()).unwrap_or_default();
            explain(error.message(), written, whole_line).at(self.at_line(line + lines_before)).into()
        })
    }

    /// Every number of its TOML that is written with a decimal point or exponent: its key and how it is written.
    #[must_use]
    pub fn decimals(&self) -> Vec<(String, String)> {
        let mut found = Vec::new();
        if let Ok(document) = DeTable::parse(&self.text) {
            decimals_of(document.get_ref(), "", &mut found);
        }
        found
    }

    /// This line of the file.
    #[must_use]
    pub fn at_line(&self, line: usize) -> Location {
        Location::file(self.name.as_str()).line(line)
    }

    /// A key such as `input[1].file`, with its line where the file has it.
    #[must_use]
    pub fn at_key(&self, key: &str) -> Location {
        self.at_key_of_part(&self.text, 0, key)
    }

    /// As [`TextFile::at_key`], for a part of the file.
    #[must_use]
    pub fn at_key_of_part(&self, part: &str, lines_before: usize, key: &str) -> Location {
        let place = Location::file(self.name.as_str()).key(key);
        match DeTable::parse(part).ok().and_then(|table| line_of_key(part, table.get_ref(), key)) {
            Some(line) => place.line(line + lines_before),
            None => place,
        }
    }

    /// The tables of an array such as `unit`, as many as are asked for.
    #[must_use]
    pub fn at_tables(&self, array: &str, count: usize) -> Vec<Location> {
        let table = DeTable::parse(&self.text).ok();
        let place = |index: usize| {
            let key = format!("{array}[{index}]");
            let place = Location::file(self.name.as_str()).key(&key);
            match table.as_ref().and_then(|table| line_of_key(&self.text, table.get_ref(), &key)) {
                Some(line) => place.line(line),
                None => place,
            }
        };
        (0..count).map(place).collect()
    }
}

/// The text in pairs of bytes; `None` when they are none.
fn utf_16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Option<String> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let units: Vec<u16> = pairs.iter().map(|pair| unit(*pair)).collect();
    rest.is_empty().then(|| String::from_utf16(&units).ok())?
}

/// What a file system error means to a user: `file-not-found` with the nearest name in the folder, or `file-unreadable`.
#[must_use]
pub fn unreadable(path: &Path, name: &str, error: &Error) -> Failure {
    match error.kind() {
        ErrorKind::NotFound => missing_file(path, name),
        _ => Diagnostic::error(Code::FileUnreadable).at(Location::file(name)).because(error).into(),
    }
}

/// The bytes of a file that a user names.
///
/// # Errors
/// `file-not-found` with the nearest name in the folder, or `file-unreadable`.
pub fn read_bytes(path: &Path, name: &str) -> Result<Vec<u8>, Failure> {
    std::fs::read(path).map_err(|error| unreadable(path, name, &error))
}

/// `file-not-found`, with the name in the folder that comes nearest to the wanted one.
#[must_use]
pub fn missing_file(path: &Path, name: &str) -> Failure {
    let wanted = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let entries = path.parent().and_then(|folder| std::fs::read_dir(folder).ok());
    let present: Vec<String> =
        entries.into_iter().flatten().flatten().map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    let nearest = spelling::nearest(&wanted, present.iter().map(String::as_str)).unwrap_or_default();
    // On other systems than Windows a backslash is a letter of the name.
    let slashes = if cfg!(not(windows)) && name.contains('\\') { name.replace('\\', "/") } else { String::new() };
    Diagnostic::error(Code::FileNotFound)
        .at(Location::file(name))
        .with("nearest", nearest)
        .with("slashes", slashes)
        .into()
}

fn line_at(text: &str, offset: usize) -> usize {
    text.get(..offset).unwrap_or_default().matches('\n').count() + 1
}

/// The line of the deepest step of a key path that the text has.
fn line_of_key(text: &str, table: &DeTable<'_>, key: &str) -> Option<usize> {
    let mut steps = key.split(['.', '[', ']']).filter(|step| !step.is_empty());
    let first = steps.next()?;
    let (name, mut value) = table.iter().find(|(name, _)| name.get_ref() == first)?;
    let mut start = name.span().start;
    for step in steps {
        let next = match value.get_ref() {
            DeValue::Table(table) => table.iter().find(|(name, _)| name.get_ref() == step),
            DeValue::Array(values) => {
                let element = step.parse().ok().and_then(|index: usize| values.get(index));
                if let Some(element) = element {
                    (start, value) = (element.span().start, element);
                }
                continue;
            }
            _ => None,
        };
        let Some((name, below)) = next else { break };
        (start, value) = (name.span().start, below);
    }
    Some(line_at(text, start))
}

fn decimals_of(table: &DeTable<'_>, above: &str, found: &mut Vec<(String, String)>) {
    for (name, value) in table {
        let dot = if above.is_empty() { "" } else { "." };
        decimals_in(value.get_ref(), &format!("{above}{dot}{}", name.get_ref()), found);
    }
}

fn decimals_in(value: &DeValue<'_>, key: &str, found: &mut Vec<(String, String)>) {
    match value {
        DeValue::Float(number) => found.push((key.to_owned(), number.as_str().to_owned())),
        DeValue::Table(table) => decimals_of(table, key, found),
        DeValue::Array(values) => {
            let elements = values.iter().enumerate();
            elements.for_each(|(index, value)| decimals_in(value.get_ref(), &format!("{key}[{index}]"), found));
        }
        _ => {}
    }
}

/// The code of a sentence of the TOML crate; `written` is what it speaks of.
fn explain(message: &str, written: &str, whole_line: &str) -> Diagnostic {
    let quoted: Vec<&str> = message.split('`').skip(1).step_by(2).collect();
    let first = quoted.first().copied().unwrap_or_default();
    let known: Vec<&str> = quoted.iter().skip(1).copied().collect();
    let proposed = |found: Diagnostic| {
        let nearest = spelling::nearest(first, known.iter().copied()).unwrap_or_default();
        found.with("nearest", nearest).with("known", known.join(", "))
    };
    if message.starts_with("unknown field") {
        return proposed(Diagnostic::error(Code::UnknownKey).with("key", first));
    }
    if message.starts_with("unknown variant") {
        return proposed(Diagnostic::error(Code::UnknownChoice).with("value", first));
    }
    if message.starts_with("missing field") {
        return Diagnostic::error(Code::MissingKey).with("key", first);
    }
    // A value of another type where a choice stands in quotes.
    if message.starts_with("wanted string or table") {
        return Diagnostic::error(Code::InvalidValue).with("value", written).with("example", "\"…\"");
    }
    if message.starts_with("invalid type") || message.starts_with("invalid value") {
        let expected = message.rsplit_once("expected ").map_or("", |(_, expected)| expected.trim());
        let found = Diagnostic::error(Code::InvalidValue).with("value", written);
        return found.with("example", example(expected, written));
    }
    if let Some(written) = comma_decimal(whole_line) {
        let example = format!("\"{written}\"");
        return Diagnostic::error(Code::InvalidValue).with("value", written).with("example", example);
    }
    let reason = message.lines().next().unwrap_or_default();
    let value = whole_line.split_once('=').map_or("", |(_, value)| value.trim_start());
    let reason = match value.chars().next() {
        _ if reason.starts_with("duplicate key") => reason,
        _ if whole_line.contains(['“', '”']) => "typographic quotes",
        Some(first) if first.is_ascii_digit() => "malformed number",
        _ => reason,
    };
    Diagnostic::error(Code::InvalidToml).with("reason", reason)
}

/// A value like `0,5` without quotes: what a Vietnamese hand writes and TOML does not read.
fn comma_decimal(line: &str) -> Option<&str> {
    let values = line.split('=').skip(1).map(str::trim_start);
    values.filter_map(|value| value.split([' ', '}', ']', '#']).next()).find(|value| {
        let is_number = |part: &str| !part.is_empty() && part.chars().all(|digit| digit.is_ascii_digit());
        value
            .strip_prefix('-')
            .unwrap_or(value)
            .split_once(',')
            .is_some_and(|(whole, decimals)| is_number(whole) && is_number(decimals.trim_end_matches(['%', ','])))
    })
}

/// How the value might be written: the same value in the expected form where there is one.
fn example(expected: &str, written: &str) -> String {
    let plain = written.trim_matches('"');
    let is_table = written.starts_with(['[', '{']);
    match expected {
        "a string" if !is_table && !written.contains('"') && !matches!(plain, "true" | "false") => {
            format!("\"{plain}\"")
        }
        "a string" => "\"…\"".to_owned(),
        "a sequence" if written.starts_with('[') => format!("[{written}]"),
        "a sequence" => format!("[\"{plain}\"]"),
        "a boolean" => "true".to_owned(),
        "dd/mm/yyyy" if is_table => "[\"01/01/1970\"]".to_owned(),
        "dd/mm/yyyy" => "\"01/01/1970\"".to_owned(),
        "a percentage" => "\"5%\"".to_owned(),
        "yyyy-mm-dd" => "\"2025-03-01\"".to_owned(),
        _ if expected.starts_with("struct") || expected == "a map" => "{ … = \"…\" }".to_owned(),
        _ => {
            let digits: String = plain.chars().take_while(char::is_ascii_digit).collect();
            if digits.is_empty() { "1".to_owned() } else { digits }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_found_on_its_line() {
        let text = "[a]\nb = 1\n\n[[c]]\nd = 1\n[[c]]\nd = [\n  1,\n  { e = 2 },\n]\n";
        let file = TextFile { name: "a.toml".into(), text: text.into() };
        let lines = ["a.b", "c[0].d", "c[1].d", "c[1].d[1].e", "a.missing", "missing"].map(|key| file.at_key(key).line);
        assert_eq!(lines, [Some(2), Some(5), Some(7), Some(9), Some(1), None]);
        let tables = file.at_tables("c", 3);
        assert_eq!(tables, ["c[0]", "c[1]", "c[2]"].map(|key| file.at_key(key)));
    }
}
