//! Which tasks are asked for: `month>=2025-01`, `status=overdue,late`, `field~"đất đai"`.
//!
//! In: the words of a condition. Out: a [`Condition`]. What a task itself tells is asked of each batch, of units and inputs only once the
//! groups are named. Words are compared by their keys, so case, spaces and the place of tone marks do not matter.

mod seen;
mod values;

pub(super) use seen::Seen;
pub(super) use values::{day, part_of_year};

use polars::prelude::{Expr, IntoSeries, LazyFrame, PolarsError, StringChunked, lit};

use super::dimension::{DIMENSIONS, Dimension, Key, dimension};
use crate::{
    diagnostic::{Code, Diagnostic, Location},
    period::MonthCalendar,
    spelling,
};

/// How a column is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Comparison {
    Is,
    IsNot,
    Contains,
    ContainsNot,
    Least,
    Most,
    More,
    Less,
}

/// The signs, longer ones first.
const SIGNS: [(&str, Comparison); 8] = [
    (">=", Comparison::Least),
    ("<=", Comparison::Most),
    ("!=", Comparison::IsNot),
    ("!~", Comparison::ContainsNot),
    ("=", Comparison::Is),
    ("~", Comparison::Contains),
    (">", Comparison::More),
    ("<", Comparison::Less),
];

/// What is wanted of a column.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Wanted {
    /// Codes; 0 is nothing.
    Codes(Vec<u32>),
    /// Words as they were typed; empty is nothing.
    Words(Vec<String>),
}

/// One condition; several must all hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Condition {
    /// What is compared.
    pub dimension: &'static Dimension,
    comparison: Comparison,
    wanted: Wanted,
    /// What was typed, where commas part it and nothing is quoted.
    whole: Option<String>,
}

impl Condition {
    /// Reads a condition.
    ///
    /// # Errors
    /// `unfit-condition` where it cannot be understood, `unknown-dimension` for a column that there is not, `unknown-value` for a word that is
    /// none of a fixed list.
    pub fn read(text: &str) -> Result<Self, Diagnostic> {
        let unfit = |example: &str| {
            let found = Diagnostic::error(Code::UnfitCondition).at(Location::default().key("--where"));
            found.with("condition", text).with("example", example)
        };
        let at = text.find(['=', '~', '<', '>', '!']).ok_or_else(|| unfit(""))?;
        let (name, rest) = text.split_at(at);
        let name = name.trim();
        let (sign, comparison) = SIGNS.into_iter().find(|(sign, _)| rest.starts_with(sign)).ok_or_else(|| unfit(""))?;
        let dimension = dimension(name).ok_or_else(|| {
            let known: Vec<&str> = DIMENSIONS.iter().map(|known| known.id).collect();
            let found = Diagnostic::error(Code::UnknownDimension).at(Location::default().key("--where"));
            let found = found.with("name", name).with("nearest", Dimension::nearest(name).unwrap_or_default());
            found.with("known", known.join(", "))
        })?;
        let typed = rest.strip_prefix(sign).unwrap_or_default();
        let words = values::words(typed).ok_or_else(|| unfit(""))?;
        let whole = (words.len() > 1 && !typed.contains(['"', '“', '”'])).then(|| spelling::tidy(typed));
        let is_order = matches!(comparison, Comparison::Least | Comparison::Most | Comparison::More | Comparison::Less);
        let is_like = matches!(comparison, Comparison::Contains | Comparison::ContainsNot);
        let example = values::example(dimension);
        if is_order && (words.len() != 1 || !dimension.is_ordered()) || is_like && !dimension.has_words() {
            return Err(unfit(example));
        }
        let wanted = if dimension.has_words() {
            Wanted::Words(words)
        } else {
            let mut codes = Vec::new();
            for word in &words {
                codes.extend(values::codes(dimension, word).map_err(|known| match known.is_empty() {
                    true => unfit(example),
                    false => unknown_value(dimension, word, &known),
                })?);
            }
            Wanted::Codes(codes)
        };
        if is_order && wanted == Wanted::Codes(vec![0]) {
            return Err(unfit(example));
        }
        Ok(Self { dimension, comparison, wanted, whole })
    }

    /// Takes what was typed for one word, commas and all, where that is a name.
    pub(super) fn take_whole(&mut self, is_name: impl Fn(&str) -> bool) {
        if let Some(whole) = self.whole.take_if(|whole| is_name(whole)) {
            self.wanted = Wanted::Words(vec![whole]);
        }
    }

    /// Whether it is asked of named groups: what codes of units and inputs stand for is known at the end only.
    #[must_use]
    pub(super) fn is_of_groups(&self) -> bool {
        self.dimension.is_named_late()
    }

    /// Whether each task of a batch is asked for, and what is known of the words of its column.
    pub(super) fn expression(&self, tasks: &LazyFrame, months: MonthCalendar) -> Result<(Expr, Seen), PolarsError> {
        match (self.dimension.key(months), &self.wanted) {
            (Key::Text(text), Wanted::Words(_)) => {
                let distinct = tasks.clone().select([text.clone().unique().alias("words")]).collect()?;
                let words =
                    || distinct.column("words").and_then(|words| words.str()).map(|words| words.iter().flatten());
                let liked: Vec<&str> = words()?.filter(|word| self.likes(word)).collect();
                let kept: StringChunked = liked.iter().copied().collect();
                let is_kept = text.clone().is_in(lit(kept.into_series()).implode(true), false);
                let holds = is_kept.fill_null(lit(false)).or(text.is_null().and(lit(self.likes(""))));
                if self.words_asked().next().is_none() {
                    return Ok((holds, Seen::default()));
                }
                let met = self.words_met(&liked).collect();
                Ok((holds, Seen { met, words: words()?.map(str::to_owned).collect() }))
            }
            (Key::Code(code), Wanted::Codes(codes)) => Ok((self.compared(&code, codes), Seen::default())),
            _ => Ok((lit(true), Seen::default())),
        }
    }

    fn compared(&self, code: &Expr, codes: &[u32]) -> Expr {
        let any = || codes.iter().fold(lit(false), |any, wanted| any.or(code.clone().eq(lit(*wanted))));
        let limit = lit(codes.first().copied().unwrap_or_default());
        let is_there = code.clone().gt(lit(0u32));
        match self.comparison {
            Comparison::Is | Comparison::Contains => any(),
            Comparison::IsNot | Comparison::ContainsNot => any().not(),
            Comparison::Least => is_there.and(code.clone().gt_eq(limit)),
            Comparison::Most => is_there.and(code.clone().lt_eq(limit)),
            Comparison::More => is_there.and(code.clone().gt(limit)),
            Comparison::Less => is_there.and(code.clone().lt(limit)),
        }
    }

    /// Whether words are as wanted.
    fn likes(&self, text: &str) -> bool {
        let Wanted::Words(words) = &self.wanted else { return true };
        let key = spelling::key(text);
        let is = |word: &String| spelling::key(word) == key;
        let holds = |word: &String| key.contains(&spelling::key(word));
        match self.comparison {
            Comparison::IsNot => !words.iter().any(is),
            Comparison::Contains => words.iter().any(holds),
            Comparison::ContainsNot => !words.iter().any(holds),
            _ => words.iter().any(is),
        }
    }

    /// Whether a named group is as wanted; `names` is everything that it is called.
    pub(super) fn likes_group(&self, names: &[String]) -> bool {
        match self.comparison {
            Comparison::IsNot | Comparison::ContainsNot => names.iter().all(|name| self.likes(name)),
            _ => names.iter().any(|name| self.likes(name)),
        }
    }

    /// Of the words asked for, those that are among these names.
    pub(super) fn words_met(&self, names: &[impl AsRef<str>]) -> impl Iterator<Item = String> {
        let is_met = |word: &&str| names.iter().any(|name| self.is_met_by(word, &spelling::key(name.as_ref())));
        self.words_asked().filter(is_met).map(str::to_owned)
    }

    /// Whether something with this key is what a word of it asks for.
    fn is_met_by(&self, word: &str, key: &str) -> bool {
        let word = spelling::key(word);
        if self.comparison == Comparison::Contains { key.contains(&word) } else { key == word }
    }

    /// The words that must be met somewhere, lest they be a slip.
    pub(super) fn words_asked(&self) -> impl Iterator<Item = &str> {
        let words = match (&self.wanted, self.comparison) {
            (Wanted::Words(words), Comparison::Is | Comparison::Contains) => words.as_slice(),
            _ => &[],
        };
        words.iter().map(String::as_str).filter(|word| !word.is_empty())
    }
}

/// A word that is none of those that a column has.
pub(super) fn unknown_value(dimension: &Dimension, word: &str, known: &[&str]) -> Diagnostic {
    let found = Diagnostic::error(Code::UnknownValue).at(Location::default().key("--where"));
    let nearest = spelling::nearest(word, known.iter().copied()).unwrap_or_default();
    let found = found.with("column", dimension.id).with("value", word).with("nearest", nearest);
    found.with("known", known.join(", "))
}

/// A word that no task has.
pub(super) fn unmet_value(condition: &Condition, word: &str, nearest: Option<&str>, is_known: bool) -> Diagnostic {
    let column = condition.dimension.id;
    let found = Diagnostic::warning(Code::UnmetValue).at(Location::default().key("--where"));
    let found = found.with("column", column).with("value", word).with("nearest", nearest.unwrap_or_default());
    // A name of the registry is no slip, and `~` finds no more of it; nor does it where it was asked for.
    let is_part = !is_known && condition.comparison != Comparison::Contains;
    let part = if is_part { format!("{column}~\"{word}\"") } else { String::new() };
    let whole = condition.whole.as_ref().map(|whole| format!("'{column}=\"{whole}\"'")).unwrap_or_default();
    found.with("part", part).with("whole", whole)
}
