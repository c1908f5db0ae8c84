//! Which units one cell names: one, or several for a joint task.
//!
//! In: a cell of units as people type it. Out: its units in the order of the cell, each once; or why they cannot be told. Names hold
//! commas and "và" themselves ("Sở Văn hóa, Thể thao và Du lịch"), so those part units only where every part is a registered name.

mod roles;

use std::{collections::BTreeMap, sync::LazyLock};

use super::{mapping::Mapping, registry::Registry};
use crate::{diagnostic::Code, spelling};

/// Marks of Word and old Macs that part units whatever the mapping says.
const SEPARATORS: [char; 2] = ['\r', '\u{f0b7}'];
/// Marks and words that names hold too.
const JOINTS: [&str; 5] = [",", "/", "+", "&", " và "];
/// What names nobody in particular, whatever the mapping lists: how it begins.
static VAGUE_OPENINGS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let openings = [
        "Các",
        "Những",
        "Tất cả",
        "Toàn thể",
        "Toàn bộ",
        "Mọi",
        "Nhiều",
        "UBND các",
        "Ủy ban nhân dân các",
        "UBND cấp",
        "Liên ngành",
    ];
    openings.map(|words| spelling::key(words) + " ").into()
});
/// The whole of a cell that names nobody.
static VAGUE_WORDS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let words = [
        "Toàn tỉnh",
        "Toàn huyện",
        "Toàn thành phố",
        "Toàn ngành",
        "Liên ngành",
        "Không",
        "Không có",
        "Không rõ",
        "Chưa có",
        "Chưa rõ",
        "Chưa giao",
        "Chưa phân công",
        "X",
        "Đơn vị",
        "Cơ quan",
        "N/A",
        "NA",
        "null",
        "none",
    ];
    words.map(spelling::key).into()
});
/// A name is this many parts between [`JOINTS`] at most.
const LONGEST_NAME: usize = 8;

/// A unit that a cell names.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lead<'a> {
    /// The places in the registry of those who are called so: one, or several of different days.
    Known(&'a [usize]),
    /// The spelling of one that the registry does not know.
    Unknown(String),
}

/// Reads a cell.
///
/// # Errors
/// `missing-value` where it says nothing, `vague-unit` where it names nobody in particular, `several-units` where some parts are
/// registered and others are not, or where it cannot be told which of them lead.
pub fn read<'a>(spelt: &str, registry: &'a Registry, mapping: &Mapping) -> Result<Vec<Lead<'a>>, Code> {
    let is_name = !registry.owners(spelt).is_empty();
    let Some(parts) = roles::leading(spelt).filter(|_| !is_name) else { return read_parts(spelt, registry, mapping) };
    let mut leads: Vec<Lead<'a>> = Vec::new();
    for part in parts {
        let found = read_parts(part.text, registry, mapping)?;
        if part.is_single && found.len() > 1 {
            return Err(Code::SeveralUnits);
        }
        leads.extend(found.into_iter().filter(|lead| !leads.contains(lead)).collect::<Vec<_>>());
    }
    if leads.is_empty() { Err(Code::SeveralUnits) } else { Ok(leads) }
}

/// Reads a cell, or a part of it, of which every unit leads.
fn read_parts<'a>(spelt: &str, registry: &'a Registry, mapping: &Mapping) -> Result<Vec<Lead<'a>>, Code> {
    let mut leads: Vec<Lead<'a>> = Vec::new();
    for part in split(spelt, &mapping.unit_separators)
        .into_iter()
        .map(without_bullet)
        .filter(|part| !spelling::key(part).is_empty())
    {
        for lead in read_part(part, registry, mapping)? {
            if !leads.contains(&lead) {
                leads.push(lead);
            }
        }
    }
    if leads.is_empty() { Err(Code::MissingValue) } else { Ok(leads) }
}

/// The parts of a cell between these marks.
fn split<'a>(spelt: &'a str, marks: &[String]) -> Vec<&'a str> {
    marks.iter().fold(spelt.split(SEPARATORS).collect(), |parts: Vec<&'a str>, mark| {
        parts.into_iter().flat_map(|part| part.split(mark.as_str())).collect()
    })
}

/// `- Sở Y tế`, `2. Sở Y tế`
fn without_bullet(part: &str) -> &str {
    let part = part.trim().trim_start_matches(['-', '–', '+', '*', '·']).trim_start();
    let digits = part.trim_start_matches(|sign: char| sign.is_ascii_digit());
    if digits.len() == part.len() { part } else { digits.strip_prefix(['.', ')']).map_or(part, str::trim_start) }
}

fn read_part<'a>(part: &str, registry: &'a Registry, mapping: &Mapping) -> Result<Vec<Lead<'a>>, Code> {
    if let owners @ [_, ..] = registry.owners(part) {
        return Ok(vec![Lead::Known(owners)]);
    }
    let key = spelling::key(part);
    let is_vague = mapping.vague_units.iter().any(|words| key.starts_with(words))
        || VAGUE_OPENINGS.iter().any(|words| key.starts_with(words))
        || VAGUE_WORDS.contains(&key);
    if is_vague {
        return Err(Code::VagueUnit);
    }
    let pieces = pieces(part);
    let (mut units, mut unknown, mut from) = (Vec::new(), false, 0);
    while from < pieces.len() {
        let longest = (from + 1..=pieces.len().min(from + LONGEST_NAME)).rev();
        let found = longest.into_iter().map(|to| (to, registry.owners(&joined(part, &pieces, from, to))));
        let found = found.into_iter().find(|(_, owners)| !owners.is_empty());
        match found {
            Some((to, owners)) => {
                units.push(Lead::Known(owners));
                from = to;
            }
            None => {
                unknown = true;
                from += 1;
            }
        }
    }
    match (units.is_empty(), unknown) {
        // No registered name in it: one unit that the registry does not know.
        (true, _) => Ok(vec![Lead::Unknown(spelling::tidy(part))]),
        (false, true) => Err(Code::SeveralUnits),
        (false, false) => Ok(units),
    }
}

/// Where the parts between [`JOINTS`] begin and end.
fn pieces(part: &str) -> Vec<(usize, usize)> {
    let mut cuts: Vec<(usize, usize)> = JOINTS.iter().flat_map(|joint| part.match_indices(joint)).map(span).collect();
    cuts.sort_unstable();
    let starts = std::iter::once(0).chain(cuts.iter().map(|(_, end)| *end));
    let ends = cuts.iter().map(|(start, _)| *start).chain([part.len()]);
    starts.zip(ends).filter(|(start, end)| start < end).collect()
}

fn span((start, joint): (usize, &str)) -> (usize, usize) {
    (start, start + joint.len())
}

/// The text of these pieces with what stands between them.
fn joined(part: &str, pieces: &[(usize, usize)], from: usize, to: usize) -> String {
    let start = pieces.get(from).map_or(0, |piece| piece.0);
    let end = pieces.get(to - 1).map_or(part.len(), |piece| piece.1);
    part.get(start..end).unwrap_or_default().to_owned()
}

/// The sets of units that cells name, each under a code: what a frame holds in the place of a list.
#[derive(Debug, Clone, Default)]
pub struct UnitSets {
    sets: Vec<Vec<u32>>,
    codes: BTreeMap<Vec<u32>, u32>,
}

impl UnitSets {
    /// The code of a set, given at its first sight.
    pub fn code(&mut self, units: Vec<u32>) -> u32 {
        if let Some(known) = self.codes.get(&units) {
            return *known;
        }
        let code = u32::try_from(self.sets.len()).unwrap_or(u32::MAX);
        self.sets.push(units.clone());
        self.codes.insert(units, code);
        code
    }

    /// The units of a set, the first lead unit first.
    #[must_use]
    pub fn units(&self, code: u32) -> &[u32] {
        self.sets.get(code as usize).map(Vec::as_slice).unwrap_or_default()
    }
}
