//! A template that nobody vouches for is opened with care.
//!
//! In: the bytes of a file. Out: [`WordTemplate`]: a Word file without macros, without anything that is fetched from outside when it is
//! opened, no larger than real ones, and written as Word writes: what is written otherwise would keep its tags.

use super::danger;
use crate::{
    diagnostic::{Code, Diagnostic, Failure, Location},
    ooxml::{Markup, Markups, Package, Refusal, is_control},
};

/// Unpacked bytes of a template, at most.
pub const MOST: u64 = 128 << 20;
/// Bytes of one part that may hold tags.
const MOST_OF_PART: usize = 16 << 20;
/// `Encrypted` in the list of what a locked file holds.
const LOCKED: &[u8] = b"E\0n\0c\0r\0y\0p\0t\0e\0d\0";
/// What tags may stand in besides the text: the end of the kind of relationship, the root element, and how parts of this kind are called.
const KINDS: [(&str, &str, &str); 4] = [
    ("/header", "w:hdr", "word/header"),
    ("/footer", "w:ftr", "word/footer"),
    ("/footnotes", "w:footnotes", "word/footnotes"),
    ("/endnotes", "w:endnotes", "word/endnotes"),
];
/// The root element of the text, and how its part is called.
const TEXT: (&str, &str) = ("w:document", "word/document");
/// The vocabulary of Word, which it always calls `w`.
pub const NAMESPACE: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const CONTENT_TYPES: &str = "[Content_Types].xml";
/// The content types of a document, and of a template of Word's own (`.dotx`).
const DOCUMENT_TYPE: &str = "wordprocessingml.document.main+xml";
const TEMPLATE_TYPE: &str = "wordprocessingml.template.main+xml";

/// A part that may hold tags.
#[derive(Debug, Clone)]
struct Tagged {
    name: String,
    root: &'static str,
    /// How messages know it: the name that Word gives to parts of its kind.
    label: String,
}

/// An office's own Word file, opened.
#[derive(Debug, Clone)]
pub struct WordTemplate {
    /// How messages name it.
    pub(super) file: String,
    pub(super) package: Package,
    bytes: Vec<u8>,
    /// The text first.
    tagged: Vec<Tagged>,
}

impl WordTemplate {
    /// Takes the bytes of a file apart; `name` is how messages call it.
    ///
    /// # Errors
    /// `damaged-file`, `password-protected`, `file-too-large`; `refused-template` for a file with macros, with anything that Word would
    /// fetch from outside, that is no Word file, or is written otherwise than Word does.
    pub fn open(bytes: &[u8], name: &str) -> Result<Self, Failure> {
        let place = || Location::file(name);
        // A file of Word before 2007 is no zip, and neither is one with a password.
        if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
            let is_locked = bytes.windows(LOCKED.len()).any(|window| window == LOCKED);
            let found =
                if is_locked { Diagnostic::error(Code::PasswordProtected) } else { unfit("old Word format", "") };
            return Err(found.at(place()).into());
        }
        let mut package = Package::read(bytes, MOST).map_err(|refusal| refused(refusal, "").at(place()))?;
        let types = String::from_utf8_lossy(package.part(CONTENT_TYPES).unwrap_or_default()).into_owned();
        let has_macros = danger::has_macros(&package, &types);
        let is_word = types.contains(DOCUMENT_TYPE) || types.contains(TEMPLATE_TYPE);
        let tagged = tagged(&package).map_err(|failure| failure.placed(|_| Some(place())))?;
        if !has_macros && (!is_word || tagged.is_empty()) {
            return Err(unfit("no Word document", "").at(place()).into());
        }
        if types.contains(TEMPLATE_TYPE) {
            // What comes out is a document.
            package.replace(CONTENT_TYPES, types.replace(TEMPLATE_TYPE, DOCUMENT_TYPE).into_bytes());
        }
        let template = Self { file: name.to_owned(), package, bytes: bytes.to_vec(), tagged };
        let mut found: Vec<Diagnostic> = danger::of(&template.package, has_macros);
        if found.is_empty() {
            found.extend(template.unreadable());
        }
        Failure::unless_empty(found.into_iter().map(|found| found.at(place())).collect(), template)
    }

    /// How messages name the file.
    #[must_use]
    pub fn file(&self) -> &str {
        &self.file
    }

    /// The name of the file alone, wherever it lies.
    #[must_use]
    pub fn file_name(&self) -> &str {
        self.file.rsplit(['/', '\\']).next().unwrap_or_default()
    }

    /// The file as it is on disk.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The parts that may hold tags, with their text; that of the document first.
    pub(super) fn parts(&self) -> impl Iterator<Item = (&str, &str)> {
        let text = |name| std::str::from_utf8(self.package.part(name)?).ok();
        self.tagged.iter().filter_map(move |found| Some((found.name.as_str(), text(&found.name)?)))
    }

    /// The name of the part with the text of the document itself.
    pub(super) fn document(&self) -> &str {
        self.tagged.first().map_or("", |found| found.name.as_str())
    }

    /// Whether a part is XML, as its name says, or because tags may stand in it.
    pub(super) fn is_xml(&self, part: &str) -> bool {
        danger::has_extension(part, ".xml") || self.tagged.iter().any(|found| found.name == part)
    }

    /// How messages know a part.
    pub(super) fn label(&self, part: &str) -> String {
        let known = self.tagged.iter().find(|found| found.name == part);
        known.map_or_else(|| part.to_owned(), |found| found.label.clone())
    }

    /// Parts that are too large, damaged, or written otherwise than Word does.
    fn unreadable(&self) -> Vec<Diagnostic> {
        let is_tagged = |name: &str| self.tagged.iter().any(|found| found.name == name);
        let texts = self.package.names().filter(|name| name.starts_with("word/") && self.is_xml(name));
        let others = texts.filter(|name| !is_tagged(name));
        let text = |name: &str| self.package.part(name).and_then(|bytes| std::str::from_utf8(bytes).ok());
        let broken = |name: &str| text(name).is_none_or(|text| text.contains(is_control)).then(|| damaged(name));
        let of_tagged = |found: &Tagged| {
            let name = &found.name;
            let text = text(name).unwrap_or_default();
            if text.len() > MOST_OF_PART {
                let found = Diagnostic::error(Code::FileTooLarge).with("reason", "unpacked size in MB");
                return Some(found.with("place", name).with("most", MOST_OF_PART >> 20));
            }
            broken(name).or_else(|| (!is_as_word_writes(text, found.root)).then(|| unfit("not as Word writes", "")))
        };
        let mut found: Vec<Diagnostic> =
            self.tagged.iter().filter_map(of_tagged).chain(others.filter_map(broken)).collect();
        found.dedup();
        found
    }
}

/// The parts that may hold tags: those that belong to the text, and those that are called so.
fn tagged(package: &Package) -> Result<Vec<Tagged>, Failure> {
    let main = package.related("")?.into_iter().find(|(kind, _)| kind.ends_with("/officeDocument"));
    let Some((_, main)) = main else { return Ok(Vec::new()) };
    let label = |name: &str, usual: &str| {
        if name.starts_with(usual) { name.to_owned() } else { format!("{usual}.xml") }
    };
    let mut found = vec![Tagged { name: main.clone(), root: TEXT.0, label: label(&main, TEXT.1) }];
    let related = package.related(&main)?;
    let usual = |name: &str, start: &str| {
        let stem = name.strip_suffix(".xml").unwrap_or_default();
        stem.trim_end_matches(|sign: char| sign.is_ascii_digit()) == start
    };
    for name in package.names() {
        let is = |(end, _, start): &&(&str, &str, &str)| {
            usual(name, start) || related.iter().any(|(kind, part)| part == name && kind.ends_with(end))
        };
        let kind = KINDS.iter().find(is).filter(|_| name != main);
        found.extend(kind.map(|(_, root, start)| Tagged { name: name.to_owned(), root, label: label(name, start) }));
    }
    Ok(found)
}

/// Whether a part calls its elements as Word does: the right root, the vocabulary of Word by no other name, no text that is marked as such.
fn is_as_word_writes(text: &str, root: &str) -> bool {
    let first = Markups::of(text).find_map(|piece| match piece {
        Ok((Markup::Open { name, .. }, _)) => Some(Ok(name)),
        Ok(_) => None,
        Err(refusal) => Some(Err(refusal)),
    });
    // What is not well formed is told as such.
    let Some(Ok(first)) = first else { return true };
    let vocabulary = text.match_indices(NAMESPACE).all(|(start, _)| {
        let before = text.get(..start).unwrap_or_default();
        before.strip_suffix(['"', '\'']).is_some_and(|before| before.trim_end().ends_with("xmlns:w="))
    });
    let name = text.match_indices("xmlns:w=").all(|(start, found)| {
        let value = text.get(start + found.len()..).unwrap_or_default();
        value.strip_prefix(['"', '\'']).is_some_and(|value| value.starts_with(NAMESPACE))
    });
    first == root && vocabulary && name && text.contains(NAMESPACE) && !text.contains("<![CDATA[")
}

/// A file that is not to be filled.
pub fn unfit(reason: &'static str, target: &str) -> Diagnostic {
    Diagnostic::error(Code::RefusedTemplate).with("reason", reason).with("target", target)
}

/// A part that cannot be read.
fn damaged(part: &str) -> Diagnostic {
    Diagnostic::error(Code::DamagedFile).with("part", part).with("reason", "")
}

/// A file, or a part of one, that cannot be read.
pub fn refused(refusal: Refusal, part: &str) -> Diagnostic {
    match refusal {
        Refusal::Damaged => damaged(part),
        Refusal::PasswordProtected => Diagnostic::error(Code::PasswordProtected),
        Refusal::TooLarge { what, most, place } => {
            let place = if place.is_empty() { part } else { &place };
            Diagnostic::error(Code::FileTooLarge).with("reason", what).with("most", most).with("place", place)
        }
    }
}
