//! Which mapping an export is read by when dondoc.toml names none.
//!
//! In: the tops of the sheets of a file and every mapping there is. Out: the mapping that fits best, or why none does.
//!
//! A mapping fits when some sheet has all columns that it requires, one that speaks of single tasks, all headings that `[recognise]`
//! asks for (or, where it asks for none, one of its words) and none that it forbids.
//! Of those that fit, the one with the highest score is taken: one point for each field that has a column, two for each heading asked
//! for, three for each word found in a title row or in the name of the sheet. A mapping without `[recognise]` is the last resort: it is
//! taken only when no other fits. Equal scores at the top are an error, never a choice.

use super::mapping::{Mapping, Recognise};
use crate::{
    assets::Assets,
    diagnostic::{Code, Diagnostic, Failure, Location},
    ingest::{HEADING_SEARCH, Heading, OpenFile, SheetTop},
    policy::Policy,
    schema::FIELDS,
    spelling,
};

/// Points for a heading that the mapping asks for.
const HEADING_POINTS: usize = 2;
/// Points for a word that speaks for it.
const WORD_POINTS: usize = 3;
/// Fields of single tasks: a table without any of them holds sums of units, even where statuses are its columns.
const OF_ONE_TASK: [&str; 6] = ["task_id", "document", "content", "assigned_on", "deadline_original", "completed_on"];
/// A row with fewer words is no heading to be shown.
const FEWEST_WORDS: usize = 2;

/// The mapping that was chosen, and what the user should hear of it.
pub struct Recognised {
    /// The mapping.
    pub mapping: Mapping,
    /// Which mapping, how many fields, and which headings were only nearly known.
    pub notice: Diagnostic,
}

/// One mapping on the sheet that suits it best.
struct Fit<'a> {
    mapping: &'a Mapping,
    heading: Heading,
    score: usize,
}

/// The mapping that fits a file best; `constants` are the fields that the input gives a constant for.
///
/// # Errors
/// What the mappings have wrong; `no-mapping` when none fits, `several-mappings` when several fit equally.
pub fn recognise(file: &OpenFile, assets: &Assets, constants: &[&str], policy: &Policy) -> Result<Recognised, Failure> {
    let mappings = every(assets)?;
    let tops = file.tops();
    let best_sheet = |mapping| {
        let fits = tops.iter().filter_map(|top| fit(mapping, top, constants, policy));
        let (score, heading) = fits.max_by_key(|(score, _)| *score)?;
        Some(Fit { mapping, heading, score })
    };
    let mut found: Vec<Fit<'_>> = mappings.iter().filter_map(best_sheet).collect();
    if found.iter().any(|fit| fit.mapping.recognise.is_some()) {
        found.retain(|fit| fit.mapping.recognise.is_some());
    }
    let best = found.iter().map(|fit| fit.score).max();
    found.retain(|fit| Some(fit.score) == best);
    match found.as_slice() {
        [only] => Ok(Recognised { mapping: only.mapping.clone(), notice: announced(file, only) }),
        [] => Err(none_fits(file, &tops, &mappings, constants, policy).into()),
        several => Err(told(Code::SeveralMappings, file, &tops, several.iter().map(|fit| fit.mapping)).into()),
    }
}

/// Every mapping of the program and of the project.
fn every(assets: &Assets) -> Result<Vec<Mapping>, Failure> {
    let ids = assets.ids("mappings");
    let loaded: Vec<_> = ids.iter().map(|id| Mapping::load(assets, id, Location::default())).collect();
    let (mut mappings, mut failure) = (Vec::new(), None::<Failure>);
    for result in loaded {
        match result {
            Ok(mapping) => mappings.push(mapping),
            Err(other) => failure = Some(failure.map_or_else(|| other.clone(), |earlier| earlier.and(other.clone()))),
        }
    }
    failure.map_or(Ok(mappings), Err)
}

/// The score of a mapping on one sheet, if it fits.
fn fit(mapping: &Mapping, top: &SheetTop, constants: &[&str], policy: &Policy) -> Option<(usize, Heading)> {
    let wanted = mapping.wanted(constants, policy);
    let heading = top.heading(&wanted)?;
    let fields = fields(&heading);
    let is_of_tasks = fields.iter().any(|field| OF_ONE_TASK.contains(field));
    if !is_of_tasks || wanted.iter().any(|want| want.is_missing_in(&heading)) {
        return None;
    }
    let fields = fields.len();
    let Some(asked) = &mapping.recognise else { return Some((fields, heading)) };
    let labels = heading.labels();
    let leaf = |label: &str| spelling::key(label.rsplit(" / ").next().unwrap_or_default());
    let has = |wanted: &String| {
        let key = spelling::key(wanted);
        labels.iter().any(|label| spelling::key(label) == key || leaf(label) == key)
    };
    if !asked.headings.iter().all(has) || asked.without.iter().any(has) {
        return None;
    }
    let words = words_found(asked, top, &heading);
    if asked.headings.is_empty() && words == 0 {
        return None;
    }
    Some((fields + HEADING_POINTS * asked.headings.len() + WORD_POINTS * words, heading))
}

/// How many words of the mapping stand in the name of the sheet or above its heading.
fn words_found(asked: &Recognise, top: &SheetTop, heading: &Heading) -> usize {
    let titles = top.above(heading).flatten().chain(&top.sheet);
    let titles = titles.map(|text| format!(" {} ", spelling::key(text))).collect::<String>();
    asked.words.iter().filter(|words| titles.contains(&format!(" {} ", spelling::key(words)))).count()
}

/// Names of the fields that have a column.
fn fields(heading: &Heading) -> Vec<&'static str> {
    FIELDS.iter().filter(|field| heading.column(field.id).is_some()).map(|field| field.id).collect()
}

fn announced(file: &OpenFile, fit: &Fit<'_>) -> Diagnostic {
    let mut nearly: Vec<_> = fit.heading.bound().filter(|(field, _)| fit.heading.is_loose(field)).collect();
    nearly.sort_by_key(|(_, column)| *column);
    let nearly = nearly.into_iter().filter_map(|(field, column)| {
        let name = FIELDS.iter().find(|known| known.id == field)?.name;
        Some(format!("\"{}\" = {name}", fit.heading.label(column)?))
    });
    Diagnostic::notice(Code::MappingChosen)
        .at(Location::file(file.name()))
        .with("mapping", &fit.mapping.id)
        .with("title", &fit.mapping.title)
        .with("fields", fields(&fit.heading).len())
        .with("nearly", nearly.collect::<Vec<_>>().join(", "))
}

/// No mapping fits: the headings seen, and what the one that comes nearest lacks.
fn none_fits(
    file: &OpenFile,
    tops: &[SheetTop],
    mappings: &[Mapping],
    constants: &[&str],
    policy: &Policy,
) -> Diagnostic {
    let near = |mapping: &Mapping| {
        let wanted = mapping.wanted(constants, policy);
        let heading = tops.iter().filter_map(|top| top.heading(&wanted)).max_by_key(Heading::bound_count)?;
        let missing = wanted.iter().filter(|want| want.is_missing_in(&heading));
        let missing: Vec<String> = missing.filter_map(|want| want.labels.first().cloned()).collect();
        Some((heading.bound_count(), mapping.id.clone(), missing))
    };
    // Nearest is what lacks least; of equal ones, what names most.
    let nearest = mappings.iter().filter_map(near).filter(|(_, _, missing)| !missing.is_empty());
    let nearest = nearest.min_by_key(|(bound, id, missing)| (missing.len(), usize::MAX - bound, id.clone()));
    let (nearest, missing) = nearest.map(|(_, id, missing)| (id, missing.join(", "))).unwrap_or_default();
    let found = match nothing_seen(file.name(), tops) {
        Some(found) => return found,
        None => told(Code::NoMapping, file, tops, mappings.iter()),
    };
    found.with("lost", lost_sign(tops)).with("nearest", nearest).with("missing", missing)
}

/// No sheet has two headings that anybody knows.
pub fn no_heading(file: &str, tops: &[SheetTop]) -> Diagnostic {
    if let Some(found) = nothing_seen(file, tops) {
        return found;
    }
    let found = Diagnostic::error(Code::NoMapping).at(Location::file(file)).with("seen", headings_seen(tops));
    let found = found.with("lost", lost_sign(tops));
    // There is nothing to try next.
    ["nearest", "missing", "file", "candidates"].into_iter().fold(found, |found, name| found.with(name, ""))
}

/// A file in whose first rows nothing looks like a heading: it is empty, or its heading stands too far down.
fn nothing_seen(file: &str, tops: &[SheetTop]) -> Option<Diagnostic> {
    let needed = FIELDS.iter().filter(|field| field.required).map(|field| field.name);
    let found = Diagnostic::error(Code::NoHeading).at(Location::file(file)).with("rows", HEADING_SEARCH);
    let found = found.with("wanted", needed.collect::<Vec<_>>().join(", "));
    headings_seen(tops).is_empty().then_some(found)
}

/// What stands in the place of letters that a wrong encoding lost, where headings have it inside their words.
fn lost_sign(tops: &[SheetTop]) -> &'static str {
    let seen: Vec<char> = headings_seen(tops).chars().collect();
    let is_lost =
        |signs: &[char]| matches!(signs, [before, '?', after] if before.is_alphabetic() && after.is_alphabetic());
    if seen.windows(3).any(is_lost) { "?" } else { "" }
}

fn told<'a>(code: Code, file: &OpenFile, tops: &[SheetTop], mappings: impl Iterator<Item = &'a Mapping>) -> Diagnostic {
    let candidates: Vec<&str> = mappings.map(|mapping| mapping.id.as_str()).collect();
    let found = Diagnostic::error(code).at(Location::file(file.name())).with("candidates", candidates.join(", "));
    found.with("file", file.name()).with("seen", headings_seen(tops))
}

/// The row of each sheet that looks most like a heading: most words, and not a number among them.
fn headings_seen(tops: &[SheetTop]) -> String {
    let words = |cells: &Vec<String>| {
        let is_word = |cell: &&String| cell.chars().any(char::is_alphabetic);
        cells.iter().filter(is_word).cloned().collect::<Vec<_>>()
    };
    let seen = tops.iter().filter_map(|top| {
        // The first of the longest rows: tasks stand below their heading.
        let rows = top.texts().map(words).filter(|words| words.len() >= FEWEST_WORDS);
        let longest = rows.reduce(|best, row| if row.len() > best.len() { row } else { best })?;
        let sheet = top.sheet.as_ref().map(|sheet| format!("{sheet}: ")).unwrap_or_default();
        Some(sheet + &longest.join(" | "))
    });
    seen.collect::<Vec<_>>().join("; ")
}
