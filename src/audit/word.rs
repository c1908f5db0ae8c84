//! Word files as [`Content`].
//!
//! In: a path. Out: paragraphs, tables of figures as grids, and footnotes, in reading order; a table within another one behind it. What was struck out by tracked changes is
//! not there; what was put in is. Files are of unknown hands: the package counts what it inflates.

use std::{fs::File, io::Read, path::Path};

use super::{
    content::{Content, Covered, Frame, Grid, GridCell, Line, Paragraph, Part},
    table::Table,
};
use crate::{
    assets::missing_file,
    diagnostic::{Code, Diagnostic, Failure, Location},
    ooxml::{Attributes, Parts, Refusal, Scanner, Token, unescape, whole_number},
    spelling,
};

const DOCUMENT: &str = "word/document.xml";
const FOOTNOTES: &str = "word/footnotes.xml";
/// Word has no more columns.
const MOST_COLUMNS: usize = 63;
/// The first bytes of old Word files and of those with a password.
const COMPOUND: [u8; 4] = [0xd0, 0xcf, 0x11, 0xe0];
/// The opening of `EncryptedPackage`, as such a file names what lies behind its password.
const LOCKED: &[u8] = b"E\0n\0c\0r\0y\0p\0t\0e\0d\0";
/// Bytes of a file that is no package in which that name is looked for.
const MOST_LOOKED_AT: u64 = 64 << 20;

/// Reads a Word file.
///
/// # Errors
/// `file-not-found`; `damaged-file`, `password-protected` or `file-too-large`.
pub fn read(path: &Path, name: &str) -> Result<Content, Failure> {
    if !path.is_file() {
        return Err(missing_file(path, name));
    }
    Parts::open(path).and_then(|package| contents(package, name)).map_err(|refusal| refused(path, name, refusal))
}

/// Reads a Word file in memory.
///
/// # Errors
/// `damaged-file` or `file-too-large`.
pub fn of_bytes(bytes: Vec<u8>, name: &str) -> Result<Content, Failure> {
    let contents = Parts::of_bytes(bytes).and_then(|package| contents(package, name));
    contents.map_err(|refusal| refused(Path::new(""), name, refusal))
}

/// A file that is not read, as the user hears of it.
fn refused(path: &Path, name: &str, refusal: Refusal) -> Failure {
    let found = match refusal {
        Refusal::Damaged if is_locked(path) => Diagnostic::error(Code::PasswordProtected),
        Refusal::Damaged => Diagnostic::error(Code::DamagedFile),
        Refusal::PasswordProtected => Diagnostic::error(Code::PasswordProtected),
        Refusal::TooLarge { what, most, place } => {
            Diagnostic::error(Code::FileTooLarge).with("reason", what).with("most", most).with("place", place)
        }
    };
    found.at(Location::file(name)).into()
}

/// Whether a file that is no package is one behind a password, rather than one of Word before 2007.
fn is_locked(path: &Path) -> bool {
    let mut bytes = Vec::new();
    let read = File::open(path).and_then(|file| file.take(MOST_LOOKED_AT).read_to_end(&mut bytes));
    read.is_ok() && bytes.starts_with(&COMPOUND) && bytes.windows(LOCKED.len()).any(|window| window == LOCKED)
}

fn contents(mut package: Parts, name: &str) -> Result<Content, Refusal> {
    let document = package.read(DOCUMENT)?.ok_or(Refusal::Damaged)?;
    let footnotes = package.read(FOOTNOTES)?;
    let mut content = Content { name: name.to_owned(), ..Content::default() };
    let (mut paragraphs, mut tables) = (0, 0);
    for block in blocks(document)? {
        match block {
            Block::Words { text, .. } => paragraph(&mut content, &mut paragraphs, text),
            Block::Table(rows) => table(&mut content, (&mut paragraphs, &mut tables), rows),
        }
    }
    let mut number = 0;
    let mut of_note = String::new();
    for block in footnotes.map(blocks).transpose()?.unwrap_or_default() {
        let Block::Words { text, note } = block else { continue };
        number += usize::from(note != of_note);
        of_note = note;
        let place = format!("chú thích {number}");
        content.parts.push(Part::Paragraph(Paragraph { place, text }));
    }
    Ok(content)
}

fn paragraph(content: &mut Content, paragraphs: &mut usize, text: String) {
    *paragraphs += 1;
    let place = format!("đoạn {paragraphs}");
    content.parts.push(Part::Paragraph(Paragraph { place, text }));
}

/// A table of figures as a grid; letterhead and signature are tables only by their layout.
fn table(content: &mut Content, (paragraphs, tables): (&mut usize, &mut usize), rows: Vec<Vec<GridCell>>) {
    let lines = (1..).zip(rows).map(|(number, cells)| Line { number, cells });
    let mut grid = Grid { frame: Frame::Document(*tables + 1), rows: lines.collect(), has_spans: true };
    if Table::of(&grid).0.is_empty() {
        let cells = std::mem::take(&mut grid.rows).into_iter().flat_map(|row| row.cells);
        let texts = cells.filter(|cell| !cell.is_blank()).map(|cell| cell.text);
        for text in texts.flat_map(|text| text.lines().map(str::to_owned).collect::<Vec<_>>()) {
            paragraph(content, paragraphs, text);
        }
        return;
    }
    *tables += 1;
    content.parts.push(Part::Grid(grid));
}

/// What stands one below the other.
enum Block {
    /// A paragraph that says something, and the id of its footnote.
    Words { text: String, note: String },
    /// Rows of a table.
    Table(Vec<Vec<GridCell>>),
}

/// What is open while a part is read.
#[derive(Default)]
struct Reader {
    blocks: Vec<Block>,
    /// The paragraph that is open.
    text: String,
    /// The tables that are open, the innermost last.
    tables: Vec<OpenTable>,
    /// Tables within the outermost that are closed: they stand for themselves, behind it.
    inner: Vec<Vec<Vec<GridCell>>>,
    note: String,
    /// Footnotes that are lines between text and notes.
    is_rule: bool,
}

/// A table that is open, and the cell of it.
#[derive(Default)]
struct OpenTable {
    rows: Vec<Vec<GridCell>>,
    cell: String,
    span: usize,
    covered: Covered,
}

fn blocks(bytes: Vec<u8>) -> Result<Vec<Block>, Refusal> {
    let (mut reader, mut scanner) = (Reader::default(), Scanner::of_bytes(bytes));
    let mut in_text = false;
    loop {
        match scanner.next()? {
            Token::Open { name: b"Fallback" | b"moveFrom" | b"del", empty: false, .. } => skip(&mut scanner)?,
            Token::Open { name: b"t", empty, .. } => in_text = !empty,
            Token::Open { name, attributes, empty } => {
                reader.open(name, attributes)?;
                if empty {
                    reader.close(name)?;
                }
            }
            Token::Close { name: b"t" } => in_text = false,
            Token::Close { name } => reader.close(name)?,
            Token::Text(text) if in_text => unescape(text, &mut reader.text)?,
            Token::Text(_) => {}
            Token::End => return Ok(reader.blocks),
        }
    }
}

/// Passes over an element that has just opened.
fn skip(scanner: &mut Scanner<'_>) -> Result<(), Refusal> {
    let mut depth = 1;
    while depth > 0 {
        match scanner.next()? {
            Token::Open { empty, .. } => depth += usize::from(!empty),
            Token::Close { .. } => depth -= 1,
            Token::Text(_) => {}
            Token::End => return Err(Refusal::Damaged),
        }
    }
    Ok(())
}

impl Reader {
    fn open(&mut self, name: &[u8], attributes: Attributes<'_>) -> Result<(), Refusal> {
        let value = attributes.prefixed("val");
        match name {
            b"tab" | b"br" | b"cr" => self.text.push(if name == b"tab" { ' ' } else { '\n' }),
            b"noBreakHyphen" => self.text.push('-'),
            b"footnote" => {
                self.note =
                    attributes.prefixed("id").map(|id| String::from_utf8_lossy(id).into_owned()).unwrap_or_default();
                self.is_rule = attributes.prefixed("type").is_some();
            }
            b"tbl" => self.tables.push(OpenTable::default()),
            b"gridBefore" => {
                let columns = value.and_then(whole_number).map_or(0, |columns| columns as usize);
                self.put(columns, |_| GridCell::default())?;
            }
            _ => {
                if let Some(table) = self.tables.last_mut() {
                    table.open(name, value);
                }
            }
        }
        Ok(())
    }

    /// Puts cells at the end of the last row.
    fn put(&mut self, cells: usize, make: impl Fn(usize) -> GridCell) -> Result<(), Refusal> {
        let Some(row) = self.tables.last_mut().and_then(|table| table.rows.last_mut()) else { return Ok(()) };
        if row.len() + cells > 2 * MOST_COLUMNS {
            return Err(Refusal::too_large("columns of a sheet", MOST_COLUMNS as u64, ""));
        }
        row.extend((0..cells).map(make));
        Ok(())
    }

    fn close(&mut self, name: &[u8]) -> Result<(), Refusal> {
        match name {
            b"p" => {
                let text = spelling::tidy(&std::mem::take(&mut self.text));
                if let Some(OpenTable { cell, .. }) = self.tables.last_mut() {
                    if !cell.is_empty() && !text.is_empty() {
                        cell.push('\n');
                    }
                    cell.push_str(&text);
                } else if !text.is_empty() && !self.is_rule {
                    self.blocks.push(Block::Words { text, note: self.note.clone() });
                }
            }
            b"tc" => {
                let Some(table) = self.tables.last_mut() else { return Ok(()) };
                let (cell, covered, span) = (std::mem::take(&mut table.cell), table.covered, table.span);
                let first = GridCell { covered, ..GridCell::of_text(cell) };
                let rest = if covered == Covered::No { Covered::FromLeft } else { covered };
                let make = |index: usize| match index {
                    0 => first.clone(),
                    _ => GridCell { covered: rest, ..GridCell::default() },
                };
                self.put(span, make)?;
            }
            b"tbl" => match self.tables.pop() {
                Some(table) if self.tables.is_empty() => {
                    let inner = std::mem::take(&mut self.inner);
                    self.blocks.extend([table.rows].into_iter().chain(inner).map(Block::Table));
                }
                Some(table) => self.inner.push(table.rows),
                None => {}
            },
            _ => {}
        }
        Ok(())
    }
}

impl OpenTable {
    fn open(&mut self, name: &[u8], value: Option<&[u8]>) {
        match name {
            b"tr" => self.rows.push(Vec::new()),
            b"tc" => {
                self.cell.clear();
                (self.span, self.covered) = (1, Covered::No);
            }
            b"gridSpan" => self.span = value.and_then(whole_number).map_or(1, |span| span as usize).max(1),
            b"vMerge" if value != Some(b"restart") => self.covered = Covered::FromAbove,
            _ => {}
        }
    }
}
