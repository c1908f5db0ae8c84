//! An office's own Word file as the template of its report: tags give way to values, all else stays byte for byte.
//!
//! In: the path of a `.docx`, the values that every report sees, the tables and charts of the report. Out: the bytes of the filled file,
//! or a [`Finding`] for each thing wrong with it. One part after the other: [`part`] reads it, [`tag`] finds its tags, [`block`] says
//! where each goes, [`script`] makes it a text for the engine of reports, and [`finish`] mends what repeating breaks.

mod block;
mod finish;
mod ids;
mod insert;
mod merge;
mod open;
mod page;
mod part;
mod script;
mod table;
mod tag;

use finish::Shared;
use ids::Ids;
use part::Part;
use script::Script;
use tag::{Flaw, Tag};

pub use insert::Insertions;
pub use open::WordTemplate;

use crate::{
    diagnostic::{Diagnostic, Failure, Location, WordPlace},
    report::Filling,
};

impl WordTemplate {
    /// What is wrong with the template, in the order of its parts: every tag that is not whole, not known or misplaced, and every name that
    /// leads nowhere, each at its place.
    #[must_use]
    pub fn check(&self, filling: &Filling<'_>) -> Vec<Diagnostic> {
        self.parts().flat_map(|(name, text)| self.prepare(name, text, filling).1).collect()
    }

    /// The template with its tags filled.
    ///
    /// # Errors
    /// All that [`Self::check`] finds; a value that a filter refuses, at its tag; `file-too-large` where more comes out than a
    /// Word file holds.
    pub fn fill(&self, filling: &Filling<'_>, insertions: &Insertions<'_>) -> Result<Vec<u8>, Failure> {
        let (mut prepared, mut found) = (Vec::new(), Vec::new());
        for (name, text) in self.parts() {
            let (script, mut flaws) = self.prepare(name, text, filling);
            found.append(&mut flaws);
            prepared.extend(script.map(|script| (name, text, script)));
        }
        Failure::unless_empty(found, ())?;
        let mut package = self.package.clone();
        let ids = Ids::of(self.parts().map(|(_, text)| text));
        let mut shared = Shared { insertions, package: &mut package, ids };
        for (name, text, prepared) in &prepared {
            let filled = filling.fill(&prepared.script.text, &script::DIALECT).map_err(|stopped| {
                let tag = stopped.byte.and_then(|byte| prepared.script.tag_at(byte));
                let part = Part::read(text).ok();
                let place = tag.and_then(|tag| prepared.tags.get(tag)).zip(part.as_ref());
                let place = place.map(|(tag, part)| place_of(name, part, tag.paragraph, tag.signs.clone()));
                Failure::from(stopped.found.at(self.at(place)))
            })?;
            shared.ids.enter(text);
            let finished = finish::finish(name, &filled, &mut shared);
            let in_part = || self.at(Some(WordPlace { part: (*name).to_owned(), ..WordPlace::default() }));
            let finished = finished.map_err(|failure| failure.placed(|_| Some(in_part())))?;
            shared.package.replace(name, finished.into_bytes());
        }
        package.write()
    }

    /// The script of a part that has tags, and what is wrong with them.
    fn prepare(&self, name: &str, text: &str, filling: &Filling<'_>) -> (Option<Prepared>, Vec<Diagnostic>) {
        let Ok(part) = Part::read(text) else {
            return (None, vec![open::damaged(name).at(Location::file(&self.file))]);
        };
        let (tags, mut flaws) = tag::find(&part);
        if tags.is_empty() && flaws.is_empty() {
            return (None, Vec::new());
        }
        let (sites, misplaced) = block::sites(&part, &tags);
        flaws.extend(misplaced);
        let script = Script::write(&part, &tags, &sites);
        flaws.extend(Self::unknown(&script, &tags, filling));
        flaws.sort_by_key(|flaw| (flaw.paragraph, flaw.signs.start));
        let found = flaws.into_iter().map(|flaw| {
            let place = place_of(name, &part, flaw.paragraph, flaw.signs.clone());
            flaw.found.at(self.at(Some(place)))
        });
        let found = found.collect();
        (Some(Prepared { script, tags }), found)
    }

    /// Names that lead nowhere, and what the engine cannot read. Tags that are not whole have been told already.
    fn unknown(script: &Script, tags: &[Tag], filling: &Filling<'_>) -> Vec<Flaw> {
        let order: Vec<usize> = script.order().collect();
        let written: Vec<String> = order.iter().filter_map(|index| Some(tags.get(*index)?.written())).collect();
        let flaw = |(index, found): (usize, Diagnostic)| {
            let tag = order.get(index).and_then(|index| tags.get(*index))?;
            Some(Flaw { paragraph: tag.paragraph, signs: tag.signs.clone(), found })
        };
        filling.check(&written).into_iter().filter_map(flaw).collect()
    }

    fn at(&self, place: Option<WordPlace>) -> Location {
        let file = Location::file(&self.file);
        place.map_or_else(|| file.clone(), |place| file.clone().word(place))
    }
}

/// A part that is ready to be filled.
struct Prepared {
    script: Script,
    tags: Vec<Tag>,
}

/// Where signs of a paragraph stand, in words that a person can follow in Word.
fn place_of(name: &str, part: &Part<'_>, paragraph: usize, signs: std::ops::Range<usize>) -> WordPlace {
    const AROUND: usize = 20;
    let Some(found) = part.paragraphs.get(paragraph) else {
        return WordPlace { part: name.to_owned(), ..WordPlace::default() };
    };
    let number =
        |element: &str| part.around(found.node, element).and_then(|index| part.node(index)).map(|node| node.number);
    let letters = |range: std::ops::Range<usize>| -> String {
        found.signs.get(range).unwrap_or_default().iter().map(|sign| sign.letter).collect()
    };
    let (start, end) = (signs.start.saturating_sub(AROUND), (signs.end + AROUND).min(found.signs.len()));
    let words = format!(
        "{}{}{}",
        if start > 0 { "…" } else { "" },
        letters(start..end).trim(),
        if end < found.signs.len() { "…" } else { "" }
    );
    WordPlace {
        part: name.to_owned(),
        table: number("w:tbl"),
        row: number("w:tr"),
        cell: number("w:tc"),
        paragraph: part.node(found.node).map(|node| node.number),
        words,
    }
}
