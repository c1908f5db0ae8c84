//! Workbooks of Office Open XML (xlsx, xlsm), read straight from their parts.
//!
//! In: the parts of the file. Out: one [`Grid`] for each worksheet. A second thread inflates while this one scans; the XML is never
//! held whole, and each sheet is passed over once, whatever it has: values, formulas, hidden rows, merged cells.

use std::{collections::BTreeMap, rc::Rc};

use super::{
    grid::Grid,
    number_format::{self, Shown},
    stored::Texts,
    xlsx_cells,
};
use crate::ooxml::{Attributes, Parts, Refusal, Scanner, Token, unescape, visible};

const OFFICE_DOCUMENT: &str = "/officeDocument";
const WORKSHEET: &str = "/worksheet";
const STYLES: &str = "/styles";
const SHARED_STRINGS: &str = "/sharedStrings";
const EXTERNAL_LINK: &str = "/externalLink";

/// What cells of all sheets need.
pub struct Book {
    /// How each cell style shows numbers.
    pub styles: Vec<Shown>,
    /// Whether days are counted from 1904.
    pub from_1904: bool,
}

/// A worksheet as the workbook lists it.
struct Listed {
    name: String,
    hidden: bool,
    part: String,
}

/// Whether these are the parts of such a workbook.
#[must_use]
pub fn is_such(parts: &Parts) -> bool {
    parts.find("_rels/.rels").is_some() && parts.find("xl/workbook.bin").is_none()
}

/// Reads every worksheet.
///
/// # Errors
/// When a part is missing, damaged or too large.
pub fn read(mut parts: Parts) -> Result<Vec<Grid>, Refusal> {
    let root = relationships(&mut parts, "")?;
    let main = root.into_iter().find(|target| target.kind.ends_with(OFFICE_DOCUMENT)).ok_or(Refusal::Damaged)?.part;
    let related = relationships(&mut parts, &main)?;
    let part_of = |kind: &str| related.iter().find(|target| target.kind.ends_with(kind)).map(|target| &target.part);
    let (listed, from_1904) = workbook(required(&mut parts, &main)?, &related)?;
    let styles = match part_of(STYLES) {
        Some(part) => styles(parts.read(part)?.unwrap_or_default())?,
        None => Vec::new(),
    };
    let book = Book { styles, from_1904 };
    let linked = part_of(EXTERNAL_LINK).is_some();
    let strings = part_of(SHARED_STRINGS).and_then(|part| parts.find(part));
    let mut names: Vec<String> = strings.iter().cloned().collect();
    for sheet in &listed {
        names.push(parts.find(&sheet.part).ok_or(Refusal::Damaged)?);
    }
    parts.stream(&names, |mut feed| {
        let mut shared = Texts::default();
        if strings.is_some() {
            shared_strings(&mut Scanner::of_feed(&mut feed), &mut shared)?;
        }
        let shared = Rc::new(shared);
        let mut grids = Vec::new();
        for sheet in listed {
            let mut grid = Grid::new(&grids, sheet.name, sheet.hidden, Rc::clone(&shared));
            grid.linked = linked;
            grids.push(xlsx_cells::read(&mut Scanner::of_feed(&mut feed), grid, &book)?);
        }
        Ok(grids)
    })
}

fn required(parts: &mut Parts, name: &str) -> Result<Vec<u8>, Refusal> {
    parts.read(name)?.ok_or(Refusal::Damaged)
}

/// A part that another one relates to.
struct Target {
    id: String,
    kind: String,
    part: String,
}

/// The parts that a part relates to; what lies outside the package is never followed.
fn relationships(parts: &mut Parts, source: &str) -> Result<Vec<Target>, Refusal> {
    let (folder, file) = source.rsplit_once('/').unwrap_or(("", source));
    let slash = if folder.is_empty() { "" } else { "/" };
    let bytes = parts.read(&format!("{folder}{slash}_rels/{file}.rels"))?.unwrap_or_default();
    let mut targets = Vec::new();
    elements(bytes, |name, attributes| {
        let outside = attributes.get("TargetMode") == Some(b"External");
        if name == b"Relationship" && !outside {
            let text = |name| attributes.text(name).unwrap_or_default();
            targets.push(Target { id: text("Id"), kind: text("Type"), part: resolved(folder, &text("Target")) });
        }
    })?;
    Ok(targets)
}

/// A target seen from a folder, as a path from the root of the package.
fn resolved(folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    let start = if target.starts_with('/') { "" } else { folder };
    let mut steps = Vec::new();
    for step in start.split('/').chain(target.split('/')) {
        match step {
            "" | "." => {}
            ".." => {
                steps.pop();
            }
            step => steps.push(step),
        }
    }
    steps.join("/")
}

/// Every element of a small part.
fn elements(bytes: Vec<u8>, mut tell: impl FnMut(&[u8], Attributes<'_>)) -> Result<(), Refusal> {
    let mut scanner = Scanner::of_bytes(bytes);
    loop {
        match scanner.next()? {
            Token::Open { name, attributes, .. } => tell(name, attributes),
            Token::Close { .. } | Token::Text(_) => {}
            Token::End => return Ok(()),
        }
    }
}

/// The worksheets of the workbook in their order, and whether its days are counted from 1904.
fn workbook(bytes: Vec<u8>, related: &[Target]) -> Result<(Vec<Listed>, bool), Refusal> {
    let (mut listed, mut from_1904) = (Vec::new(), false);
    elements(bytes, |name, attributes| match name {
        b"workbookPr" => from_1904 = attributes.flag("date1904"),
        b"sheet" => {
            let id = attributes.prefixed("id").unwrap_or_default();
            // Sheets of charts or dialogs hold no cells.
            let target = related.iter().find(|target| target.id.as_bytes() == id && target.kind.ends_with(WORKSHEET));
            listed.extend(target.map(|target| Listed {
                name: attributes.text("name").unwrap_or_default(),
                hidden: matches!(attributes.get("state"), Some(b"hidden" | b"veryHidden")),
                part: target.part.clone(),
            }));
        }
        _ => {}
    })?;
    // A package of another program has no worksheets either.
    if listed.is_empty() { Err(Refusal::Damaged) } else { Ok((listed, from_1904)) }
}

/// How each cell style shows numbers.
fn styles(bytes: Vec<u8>) -> Result<Vec<Shown>, Refusal> {
    let mut own: BTreeMap<u32, Shown> = BTreeMap::new();
    let (mut styles, mut in_cell_styles) = (Vec::new(), false);
    let mut scanner = Scanner::of_bytes(bytes);
    loop {
        match scanner.next()? {
            Token::Open { name: b"numFmt", attributes, .. } => {
                let code = attributes.text("formatCode").unwrap_or_default();
                own.extend(attributes.number("numFmtId").map(|id| (id, number_format::of_code(&code))));
            }
            Token::Open { name: b"cellXfs", empty, .. } => in_cell_styles = !empty,
            Token::Close { name: b"cellXfs" } => in_cell_styles = false,
            Token::Open { name: b"xf", attributes, .. } if in_cell_styles => {
                let id = attributes.number("numFmtId").unwrap_or_default();
                styles.push(own.get(&id).copied().unwrap_or_else(|| number_format::built_in(id)));
            }
            Token::Open { .. } | Token::Close { .. } | Token::Text(_) => {}
            Token::End => return Ok(styles),
        }
    }
}

/// The texts that cells share.
fn shared_strings(scanner: &mut Scanner<'_>, texts: &mut Texts) -> Result<(), Refusal> {
    let mut words = Words::default();
    loop {
        match scanner.next()? {
            Token::Open { name: b"si", empty: true, .. } | Token::Close { name: b"si" } => {
                words = Words::default();
                texts.end_with(plain_letters)?;
            }
            Token::End => return Ok(()),
            token => words.take(&token, texts.open())?,
        }
    }
}

/// The text of a shared or inline string: the runs of rich text joined, hints for reading aloud left out.
#[derive(Debug, Default)]
pub struct Words {
    in_text: bool,
    in_hint: bool,
}

impl Words {
    /// Takes a piece of the string.
    ///
    /// # Errors
    /// When its text is no text.
    pub fn take(&mut self, token: &Token<'_>, into: &mut String) -> Result<(), Refusal> {
        match token {
            Token::Open { name: b"t", empty, .. } => {
                self.in_text = !empty;
            }
            Token::Close { name: b"t" } => self.in_text = false,
            Token::Open { name: b"rPh", empty, .. } => self.in_hint = !empty,
            Token::Close { name: b"rPh" } => self.in_hint = false,
            Token::Text(text) if self.in_text && !self.in_hint => {
                unescape(text, into)?;
            }
            Token::Open { .. } | Token::Close { .. } | Token::Text(_) | Token::End => {}
        }
        Ok(())
    }
}

/// The text with each `_xHHHH_` as its letter.
pub fn plain_letters(written: &str) -> String {
    let mut into = String::with_capacity(written.len());
    let mut rest = written;
    while let Some((before, behind)) = rest.split_once("_x") {
        into.push_str(before);
        let code = behind.get(..4).filter(|_| behind.get(4..5) == Some("_"));
        let letter = code.and_then(|code| u32::from_str_radix(code, 16).ok()).and_then(char::from_u32);
        match letter {
            Some(letter) => {
                into.extend(visible(letter));
                rest = behind.get(5..).unwrap_or_default();
            }
            None => {
                into.push_str("_x");
                rest = behind;
            }
        }
    }
    into.push_str(rest);
    into
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_are_joined_unescaped_and_told_apart() {
        let xml = "<sst><si><t>a_x000D_\nb</t></si><si/><si><r><t>Sở </t></r><r><rPr/><t xml:space=\"preserve\">Y tế</t></r>\
                   <rPh><t>x</t></rPh></si><si><t/></si><si><t>_x005F_x0041_ _x0041_ _xZ_ _x1_</t></si></sst>";
        let mut texts = Texts::default();
        shared_strings(&mut Scanner::of_bytes(xml.as_bytes().to_vec()), &mut texts).unwrap();
        let all: Vec<_> = (0..6).map(|number| texts.get(number)).collect();
        let wanted = [Some("a\n\nb"), Some(""), Some("Sở Y tế"), Some(""), Some("_x0041_ A _xZ_ _x1_"), None];
        assert_eq!(all, wanted);
    }

    #[test]
    fn targets_are_found_from_their_folder() {
        assert_eq!(resolved("xl", "worksheets/sheet1.xml"), "xl/worksheets/sheet1.xml");
        assert_eq!(resolved("xl", "/xl/styles.xml"), "xl/styles.xml");
        assert_eq!(resolved("xl", "..\\xl\\a.xml"), "xl/a.xml");
        assert_eq!(resolved("", "../../a.xml"), "a.xml");
    }
}
