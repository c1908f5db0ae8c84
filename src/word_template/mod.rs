//! An office's own Word file as the template of its report: tags give way to values, all else stays byte for byte.
//!
//! In: the path of a `.docx`, the values that every report sees, the tables and charts of the report. Out: the bytes of the filled file,
//! or a [`Finding`] for each thing wrong with it. One part after the other: [`part`] reads it, [`find`] finds its tags, [`block`] says
//! where each goes, [`script`] makes it a text for the engine of reports, and [`finish`] mends what repeating breaks.

mod annotate;
mod beside;
mod block;
mod danger;
mod edit;
mod find;
mod finish;
mod ids;
mod insert;
mod left;
mod merge;
mod open;
mod page;
mod pair;
mod part;
mod put;
mod script;
mod seen;
mod start;
mod table;
mod tag;

use std::ops::Range;

use find::Flaw;
use finish::Shared;
use ids::Ids;
use part::Part;
use script::Script;
use tag::Tag;

pub use annotate::is_annotated;
pub use insert::Insertions;
pub use open::WordTemplate;
pub use start::start;

use crate::{
    diagnostic::{Code, Diagnostic, Failure, Location, WordPlace},
    ooxml::Package,
    report::{Budget, Filling, Stopped},
};

/// What is wrong with a template, and where in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// What, with its place in words.
    pub diagnostic: Diagnostic,
    part: String,
    paragraph: usize,
    signs: Range<usize>,
}

impl WordTemplate {
    /// What is wrong with the template, in the order of its parts: every tag that is not whole, not known or misplaced, and every name that
    /// leads nowhere; where there is none of these, the first thing in each part that stops its filling.
    #[must_use]
    pub fn check(&self, filling: &Filling<'_>, insertions: &Insertions<'_>) -> Vec<Found> {
        let (prepared, found) = self.prepared(filling);
        if !found.is_empty() {
            return found;
        }
        let mut package = self.package.clone();
        let mut shared = self.shared(insertions, &mut package);
        let mut budget = script::budget();
        let stops = prepared.iter().filter_map(|part| self.filled(part, filling, &mut shared, &mut budget).err());
        stops.flatten().collect()
    }

    /// How many tags there are in all parts.
    #[must_use]
    pub fn count_tags(&self) -> usize {
        let parts = self.parts().filter_map(|(_, text)| Part::read(text).ok());
        parts.map(|part| find::find(&part).0.len()).sum()
    }

    /// A copy of the template in which each finding stands as a comment at its place; `tell` says what a comment says, line by line. Where
    /// Word knows no comments (margins, notes) it stands at the beginning of the text.
    ///
    /// # Errors
    /// Those of packing the comments.
    pub fn annotated(&self, found: &[Found], tell: &dyn Fn(&Diagnostic) -> Vec<String>) -> Result<Vec<u8>, Failure> {
        let document = self.parts().next().and_then(|(_, text)| Part::read(text).ok());
        let remark = |found: &Found| annotate::Remark {
            spot: document
                .as_ref()
                .filter(|_| found.part == self.document())
                .and_then(|part| annotate::spot(part, found.paragraph, found.signs.clone())),
            lines: tell(&found.diagnostic),
        };
        let mut package = self.package.clone();
        annotate::put(&mut package, self.document(), found.iter().map(remark).collect())?;
        package.write()
    }

    /// The template with its tags filled.
    ///
    /// # Errors
    /// All that [`Self::check`] finds; `file-too-large` where more comes out than a Word file holds.
    pub fn fill(&self, filling: &Filling<'_>, insertions: &Insertions<'_>) -> Result<Vec<u8>, Failure> {
        let (prepared, found) = self.prepared(filling);
        let told = |found: Vec<Found>| found.into_iter().map(|found| found.diagnostic).collect();
        Failure::unless_empty(told(found), ())?;
        let mut package = self.package.clone();
        let mut shared = self.shared(insertions, &mut package);
        let mut budget = script::budget();
        for part in &prepared {
            match self.filled(part, filling, &mut shared, &mut budget) {
                Ok(text) => shared.package.replace(part.name, text.into_bytes()),
                Err(found) => Failure::unless_empty(told(found), ())?,
            }
        }
        package.write()
    }

    /// Every part that has tags, ready to be filled, and what is wrong with the template before any is.
    fn prepared(&self, filling: &Filling<'_>) -> (Vec<Prepared<'_>>, Vec<Found>) {
        let (mut prepared, mut found) = (Vec::new(), Vec::new());
        for (name, text) in self.parts() {
            let (part, flaws) = self.prepare(name, text, filling);
            prepared.extend(part);
            found.extend(flaws);
        }
        found.extend(self.left());
        (prepared, found)
    }

    fn shared<'s>(&self, insertions: &'s Insertions<'s>, package: &'s mut Package) -> Shared<'s> {
        Shared { insertions, package, ids: Ids::of(self.parts().map(|(_, text)| text)) }
    }

    /// A part with its tags filled, or what stops that.
    fn filled(
        &self,
        part: &Prepared<'_>,
        filling: &Filling<'_>,
        shared: &mut Shared<'_>,
        budget: &mut Budget,
    ) -> Result<String, Vec<Found>> {
        let filled = filling.fill(&part.script.text, &script::DIALECT, budget);
        let filled = filled.map_err(|stopped| vec![self.stopped(part, stopped)])?;
        shared.ids.enter(part.text);
        finish::finish(part.name, &filled, shared).map_err(|failure| {
            let in_part = || self.at(Some(WordPlace { part: self.label(part.name), ..WordPlace::default() }));
            let failure = failure.placed(|_| Some(in_part()));
            let found = |diagnostic: &Diagnostic| Found {
                diagnostic: diagnostic.clone(),
                part: part.name.to_owned(),
                paragraph: 0,
                signs: 0..0,
            };
            failure.diagnostics().map(found).collect()
        })
    }

    /// Tags where nothing is filled, which would stay: in any part but the building blocks that Word keeps beside the document.
    fn left(&self) -> Vec<Found> {
        let names = self.package.names().filter(|name| self.is_xml(name) && !name.contains("/glossary/"));
        let text = |name| std::str::from_utf8(self.package.part(name)?).ok();
        let of_part = |(name, text): (&str, &str)| -> Vec<Found> {
            let part = self.parts().any(|(tagged, _)| tagged == name).then(|| Part::read(text).ok()).flatten();
            let found = left::left(text, part.is_some()).into_iter().map(|left| {
                let paragraph = part.as_ref().and_then(|part| Some((part, part.paragraph_at(left.byte)?)));
                let place = match paragraph {
                    Some((part, paragraph)) => place_of(self.label(name), part, paragraph, 0..0),
                    None => WordPlace { part: self.label(name), ..WordPlace::default() },
                };
                let found = Diagnostic::error(Code::MisplacedTag).with("tag", &left.said).with("reason", NOT_FILLED);
                let found = found.with("other", "").with("row", "").with("paragraph", "");
                let paragraph = paragraph.map_or(0, |(_, paragraph)| paragraph);
                Found { diagnostic: found.at(self.at(Some(place))), part: name.to_owned(), paragraph, signs: 0..0 }
            });
            found.collect()
        };
        names.filter_map(|name| Some((name, text(name)?))).flat_map(of_part).collect()
    }

    /// Where filling stopped, at the tag that stopped it.
    fn stopped(&self, of: &Prepared<'_>, stopped: Stopped) -> Found {
        let tag = stopped.byte.and_then(|byte| of.script.tag_at(byte)).and_then(|tag| of.tags.get(tag));
        let (paragraph, signs) = tag.map_or((0, 0..0), |tag| (tag.paragraph, tag.signs.clone()));
        let part = Part::read(of.text).ok().filter(|_| tag.is_some());
        let place = part.map(|part| place_of(self.label(of.name), &part, paragraph, signs.clone()));
        Found { diagnostic: stopped.found.at(self.at(place)), part: of.name.to_owned(), paragraph, signs }
    }

    /// The script of a part that has tags, and what is wrong with them.
    fn prepare<'t>(&self, name: &'t str, text: &'t str, filling: &Filling<'_>) -> (Option<Prepared<'t>>, Vec<Found>) {
        let part = match Part::read(text) {
            Ok(part) => part,
            Err(refusal) => {
                let diagnostic = open::refused(refusal, name).at(Location::file(&self.file));
                return (None, vec![Found { diagnostic, part: name.to_owned(), paragraph: 0, signs: 0..0 }]);
            }
        };
        let (tags, mut flaws) = find::find(&part);
        if tags.is_empty() && flaws.is_empty() {
            return (None, Vec::new());
        }
        let (sites, misplaced) = block::sites(&part, &tags);
        flaws.extend(misplaced);
        let script = Script::write(&part, &tags, &sites);
        flaws.extend(block::out_of_order(&tags, script.order()));
        let are_whole = flaws.is_empty();
        flaws.extend(Self::unknown(&script, &tags, filling, are_whole));
        flaws.sort_by_key(|flaw| (flaw.paragraph, flaw.signs.start));
        let mut found: Vec<Found> = Vec::new();
        for Flaw { paragraph, signs, found: diagnostic } in flaws {
            let place = place_of(self.label(name), &part, paragraph, signs.clone());
            let diagnostic = diagnostic.at(self.at(Some(place)));
            // Word writes a box twice, and the second time says nothing new.
            if found.iter().all(|known| known.diagnostic != diagnostic) {
                found.push(Found { diagnostic, part: name.to_owned(), paragraph, signs });
            }
        }
        (Some(Prepared { name, text, script, tags }), found)
    }

    /// Names that lead nowhere, and what the engine cannot read; `are_whole` says that loops and conditions are.
    fn unknown(script: &Script, tags: &[Tag], filling: &Filling<'_>, are_whole: bool) -> Vec<Flaw> {
        let order: Vec<usize> =
            script.order().filter(|index| tags.get(*index).is_some_and(|tag| tag.is_sound)).collect();
        let written: Vec<String> = order.iter().filter_map(|index| Some(tags.get(*index)?.written())).collect();
        let flaw = |(index, found): (usize, Diagnostic)| {
            let tag = order.get(index).and_then(|index| tags.get(*index))?;
            Some(Flaw { paragraph: tag.paragraph, signs: tag.signs.clone(), found })
        };
        filling.check(&written, are_whole).into_iter().filter_map(flaw).collect()
    }

    fn at(&self, place: Option<WordPlace>) -> Location {
        let file = Location::file(&self.file);
        place.map_or_else(|| file.clone(), |place| file.clone().word(place))
    }
}

/// Why a tag would stay.
const NOT_FILLED: &str = "nothing is filled here";

/// A part that is ready to be filled.
struct Prepared<'t> {
    name: &'t str,
    text: &'t str,
    script: Script,
    tags: Vec<Tag>,
}

/// Where signs of a paragraph stand, in words that a person can follow in Word.
fn place_of(label: String, part: &Part<'_>, paragraph: usize, signs: Range<usize>) -> WordPlace {
    const AROUND: usize = 20;
    const LONGEST: usize = 200;
    let Some(found) = part.paragraphs.get(paragraph) else {
        return WordPlace { part: label, ..WordPlace::default() };
    };
    let number =
        |element: &str| part.around(found.node, element).and_then(|index| part.node(index)).map(|node| node.number);
    let letters = |range: Range<usize>| -> String {
        found.signs.get(range).unwrap_or_default().iter().map(|sign| sign.letter).collect()
    };
    let last = signs.end.min(signs.start + LONGEST);
    let (start, end) = (signs.start.saturating_sub(AROUND), (last + AROUND).min(found.signs.len()));
    let words = format!(
        "{}{}{}",
        if start > 0 { "…" } else { "" },
        letters(start..end).trim(),
        if end < found.signs.len() { "…" } else { "" }
    );
    WordPlace {
        part: label,
        in_box: part.box_around(found.node).is_some(),
        table: number("w:tbl"),
        row: number("w:tr"),
        cell: number("w:tc"),
        paragraph: part.node(found.node).map(|node| node.number),
        words,
    }
}
