//! A template that nobody vouches for is opened with care.
//!
//! In: the bytes of a file. Out: [`WordTemplate`]: a Word file without macros, without anything that is fetched from outside when it is
//! opened, and no larger than real ones.

use super::script::is_control;
use crate::{
    diagnostic::{Code, Diagnostic, Failure, Location},
    ooxml::{Package, Refusal, Scanner, Token},
};

/// Unpacked bytes of a template, at most.
const MOST: u64 = 128 << 20;
/// Bytes of one part that may hold tags.
const MOST_OF_PART: usize = 16 << 20;
/// `Encrypted` in the list of what a locked file holds.
const LOCKED: &[u8] = b"E\0n\0c\0r\0y\0p\0t\0e\0d\0";
/// What tags may stand in: the text, and what stands around and below it on a page.
const PARTS: [&str; 5] = ["word/document", "word/header", "word/footer", "word/footnotes", "word/endnotes"];

/// An office's own Word file, opened.
#[derive(Debug, Clone)]
pub struct WordTemplate {
    /// How messages name it.
    pub(super) file: String,
    pub(super) package: Package,
}

impl WordTemplate {
    /// Takes the bytes of a file apart; `name` is how messages call it.
    ///
    /// # Errors
    /// `damaged-file`, `password-protected`, `file-too-large`; `refused-template` for a file with macros, with anything that Word would
    /// fetch from outside, or that is no Word file.
    pub fn open(bytes: &[u8], name: &str) -> Result<Self, Failure> {
        let place = || Location::file(name);
        // A file of Word before 2007 is no zip, and neither is one with a password.
        if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
            let is_locked = bytes.windows(LOCKED.len()).any(|window| window == LOCKED);
            let found =
                if is_locked { Diagnostic::error(Code::PasswordProtected) } else { unfit("old Word format", "") };
            return Err(found.at(place()).into());
        }
        let package = Package::read(bytes, MOST).map_err(|refusal| refused(refusal).at(place()))?;
        let template = Self { file: name.to_owned(), package };
        let found = template.dangers().map(|found| found.at(place())).collect();
        Failure::unless_empty(found, template)
    }

    /// The parts that may hold tags, with their text.
    pub(super) fn parts(&self) -> impl Iterator<Item = (&str, &str)> {
        let is_part = |name: &&str| {
            let stem =
                name.strip_suffix(".xml").unwrap_or_default().trim_end_matches(|sign: char| sign.is_ascii_digit());
            PARTS.contains(&stem)
        };
        let text = |name| Some((name, std::str::from_utf8(self.package.part(name)?).ok()?));
        self.package.names().filter(is_part).filter_map(text)
    }

    /// What makes the file unfit.
    fn dangers(&self) -> impl Iterator<Item = Diagnostic> {
        let types = self.package.part("[Content_Types].xml").unwrap_or_default();
        let types = String::from_utf8_lossy(types);
        let is_word = types.contains("wordprocessingml.document.main+xml")
            || types.contains("wordprocessingml.template.main+xml");
        let has_macros = types.contains("macroEnabled")
            || types.contains("vbaProject")
            || self.package.names().any(|name| name.to_ascii_lowercase().contains("vbaproject"));
        let no_word = (!is_word && !has_macros).then(|| unfit("no Word document", ""));
        let macros = has_macros.then(|| unfit("it has macros", ""));
        let outside = self.outside().into_iter().map(|target| unfit("it fetches something from outside", &target));
        let large = self.parts().filter(|(_, text)| text.len() > MOST_OF_PART).map(|(name, _)| {
            let found = Diagnostic::error(Code::FileTooLarge).with("reason", "unpacked size in MB").with("place", name);
            found.with("most", MOST_OF_PART >> 20)
        });
        let broken = self.package.names().filter(|name| name.starts_with("word/") && name.ends_with(".xml"));
        let broken = broken.filter(|name| {
            let text = self.package.part(name).and_then(|bytes| std::str::from_utf8(bytes).ok());
            text.is_none_or(|text| text.contains(is_control))
        });
        let found: Vec<Diagnostic> =
            no_word.into_iter().chain(macros).chain(outside).chain(large).chain(broken.map(damaged)).collect();
        found.into_iter()
    }

    /// What Word would fetch from outside; a link that waits for a click is none.
    fn outside(&self) -> Vec<String> {
        let bytes = |name| self.package.part(name).unwrap_or_default();
        let relations = self.package.names().filter(|name| name.ends_with(".rels"));
        let related = relations.flat_map(|name| outside_targets(bytes(name)));
        let texts = self.package.names().filter(|name| name.starts_with("word/") && name.ends_with(".xml"));
        related.chain(texts.filter_map(|name| fetching_field(&String::from_utf8_lossy(bytes(name))))).collect()
    }
}

/// The first field of a part that fetches something; its words may be cut up.
fn fetching_field(text: &str) -> Option<String> {
    const FETCHING: [&str; 4] = ["DDEAUTO", "DDE ", "INCLUDETEXT", "INCLUDEPICTURE"];
    let cut_up = text.split("<w:instrText").skip(1).filter_map(|rest| rest.split_once('>')?.1.split('<').next());
    let simple = text.split("w:instr=\"").skip(1).filter_map(|rest| rest.split('"').next());
    let words = cut_up.chain(simple).collect::<String>().to_uppercase();
    FETCHING.iter().find(|word| words.contains(**word)).map(|word| word.trim().to_owned())
}

fn outside_targets(relations: &[u8]) -> Vec<String> {
    let mut scanner = Scanner::of_bytes(relations.to_vec());
    let mut found = Vec::new();
    loop {
        match scanner.next() {
            Ok(Token::Open { name: b"Relationship", attributes, .. }) => {
                let text = |name| attributes.text(name).unwrap_or_default();
                let is_link = text("Type").ends_with("/hyperlink");
                if text("TargetMode").eq_ignore_ascii_case("external") && !is_link {
                    found.push(text("Target"));
                }
            }
            Ok(Token::End) => return found,
            Ok(_) => {}
            Err(_) => {
                found.push("?".to_owned());
                return found;
            }
        }
    }
}

fn unfit(reason: &'static str, target: &str) -> Diagnostic {
    Diagnostic::error(Code::RefusedTemplate).with("reason", reason).with("target", target)
}

/// A part that cannot be read.
pub fn damaged(part: &str) -> Diagnostic {
    Diagnostic::error(Code::DamagedFile).with("part", part).with("reason", "")
}

fn refused(refusal: Refusal) -> Diagnostic {
    match refusal {
        Refusal::Damaged => damaged(""),
        Refusal::PasswordProtected => Diagnostic::error(Code::PasswordProtected),
        Refusal::TooLarge { what, most, place } => {
            Diagnostic::error(Code::FileTooLarge).with("reason", what).with("most", most).with("place", place)
        }
    }
}
