//! Words and numbers of scores as every table prints them.
//!
//! In: exact numbers and the rounding of their rulebook, level groups. Out: cells and words.

use crate::{
    document::{Cell, Row, RowKind, Value},
    normalize::LevelGroup,
    scoring::{
        exact::{Exact, RoundingMode},
        rulebook::Rounding,
    },
    table_spec::{AlignDefinition, ColumnDefinition},
};

/// Digits of an index in percent.
const INDEX_DIGITS: u32 = 2;

/// Points with as many digits as they need, at most those of the rulebook.
pub fn points(number: &Exact, rounding: Rounding) -> Value {
    decimal(&number.plain(rounding.mode, rounding.digits))
}

/// The same as text.
pub fn points_text(number: &Exact, rounding: Rounding) -> String {
    number.printed(rounding.mode, rounding.digits)
}

/// A part of a whole in percent, without the sign.
pub fn percent(index: Option<&Exact>) -> Value {
    let Some(index) = index else { return Value::Blank };
    decimal(&(index * &Exact::of(100)).plain(RoundingMode::HalfUp, INDEX_DIGITS))
}

/// The same as text, with the sign; nothing where there is no whole.
pub fn percent_text(index: Option<&Exact>) -> Option<String> {
    let percent = index? * &Exact::of(100);
    Some(format!("{}%", percent.printed(RoundingMode::HalfUp, INDEX_DIGITS)))
}

/// A number that is written with a dot.
fn decimal(plain: &str) -> Value {
    let digits = plain.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    let number = plain.replace('.', "").parse().ok().zip(u32::try_from(digits).ok());
    number.map_or_else(|| Value::Text(plain.to_owned()), |(scaled, digits)| Value::Decimal { scaled, digits })
}

/// Words, or nothing.
pub fn text(words: impl Into<String>) -> Value {
    let words = words.into();
    if words.is_empty() { Value::Blank } else { Value::Text(words) }
}

/// A row of these values.
pub fn row(values: Vec<Value>) -> Row {
    Row { kind: RowKind::Body, cells: values.into_iter().map(Cell::new).collect() }
}

/// A total row of these values.
pub fn total(values: Vec<Value>) -> Row {
    Row { kind: RowKind::Total, ..row(values) }
}

/// A column of words.
pub fn column(id: &str, heading: &str, width: f32) -> ColumnDefinition {
    let (group, align) = (None, Some(AlignDefinition::Left));
    ColumnDefinition { id: id.to_owned(), heading: heading.to_owned(), group, width, align, merge: false }
}

/// A column of numbers or short words.
pub fn centered(id: &str, heading: &str, width: f32) -> ColumnDefinition {
    ColumnDefinition { align: Some(AlignDefinition::Center), ..column(id, heading, width) }
}

/// The same below words that neighbours share.
pub fn below(group: &str, id: &str, heading: &str, width: f32) -> ColumnDefinition {
    ColumnDefinition { group: Some(group.to_owned()), ..centered(id, heading, width) }
}

/// Stable id and Vietnamese name of a level group.
pub fn level_group(group: LevelGroup) -> (&'static str, &'static str) {
    match group {
        LevelGroup::Department => ("department", "Sở, ban, ngành"),
        LevelGroup::District => ("district", "UBND huyện, thành phố"),
        LevelGroup::Commune => ("commune", "UBND xã, phường"),
        LevelGroup::Province => ("province", "Cấp tỉnh"),
        LevelGroup::Central => ("central", "Cơ quan Trung ương trên địa bàn"),
        LevelGroup::PublicService => ("public_service", "Đơn vị sự nghiệp"),
        LevelGroup::Other => ("other", "Đơn vị khác"),
    }
}
