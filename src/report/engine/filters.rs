//! The filters of templates: how counts, rates and dates are printed in Vietnamese.
//!
//! In: an engine. Out: the same engine that knows them. Why one refuses a value is a phrase that the catalogue of reasons knows.

use chrono::{NaiveDate, NaiveDateTime};
use tera::{Kwargs, State, Tera, TeraResult, Value};

use crate::{
    locale::vietnamese,
    value::{AsOf, Ratio},
};

/// Their names, for messages.
pub const FILTERS: [&str; 7] = ["count", "prose", "percent", "date", "long_date", "day", "extraction"];

/// Filters of Tera that the guide tells of.
pub const COMMON: [&str; 14] = [
    "first", "last", "nth", "length", "reverse", "sort", "unique", "join", "replace", "upper", "lower", "default",
    "round", "int",
];

/// A filter was given something else than a whole number.
pub const NUMBER_EXPECTED: &str = "whole number expected";
/// A filter was given something else than a date.
pub const DATE_EXPECTED: &str = "date expected";
/// A loop was given something else than a list; none of these filters says so, but the engine itself.
pub const LIST_EXPECTED: &str = "list expected";
/// A filter was given something else than a rate.
pub const RATE_EXPECTED: &str = "rate expected";
/// A rate was to be printed with more decimals than anybody reads.
pub const DIGITS_EXPECTED: &str = "fewer digits expected";
/// Words or a filter stand beside what a table, chart or remark is put in for.
pub const NOT_ALONE: &str = "table, chart and remark stand alone";
/// A name was given in a loop that has another meaning outside of it.
pub const LOST_IN_LOOP: &str = "a name given in a loop is lost with each turn";
/// Nothing stands at the end of a path that may be there at other times.
pub const NOTHING_THERE: &str = "nothing is there";
/// What was reckoned, or true and false, was to be printed as programs write it.
pub const NOT_WHOLE: &str = "whole number or text expected";
/// A list or a record was to be printed.
pub const NOT_PRINTABLE: &str = "text or number expected";
/// A template made a text without end.
pub const TEXT_TOO_LONG: &str = "text made by tags in KB";

/// Decimals of a rate, at most.
const MOST_DIGITS: u32 = 6;

/// Makes the filters known.
pub fn register_filters(tera: &mut Tera) {
    tera.register_filter("count", |value: u64, _: Kwargs, _: &State| vietnamese::count(value));
    tera.register_filter("prose", |value: u64, _: Kwargs, _: &State| vietnamese::count_in_prose(value));
    tera.register_filter("percent", |value: Value, options: Kwargs, _: &State| -> TeraResult<String> {
        let part =
            |name: &str| value.get_from_path(name).and_then(Value::as_u128).and_then(|part| u64::try_from(part).ok());
        let (Some(part), Some(whole)) = (part("part"), part("whole")) else {
            return Err(tera::Error::message(RATE_EXPECTED));
        };
        let digits = options.get::<u32>("digits")?.unwrap_or(1);
        if digits > MOST_DIGITS {
            return Err(tera::Error::message(DIGITS_EXPECTED));
        }
        Ok(vietnamese::percent(Ratio { part, whole }, digits))
    });
    tera.register_filter("date", |value: &str, _: Kwargs, _: &State| day(value).map(vietnamese::short_date));
    tera.register_filter("long_date", |value: &str, _: Kwargs, _: &State| day(value).map(vietnamese::long_date));
    tera.register_filter("day", |value: &str, _: Kwargs, _: &State| -> TeraResult<String> {
        Ok(vietnamese::instant(AsOf { date: day(value)?, time: None }))
    });
    tera.register_filter("extraction", |value: &str, _: Kwargs, _: &State| -> TeraResult<String> {
        let moment = NaiveDateTime::parse_from_str(value, "%Y-%m-%dT%H:%M").ok();
        Ok(vietnamese::extraction(AsOf { date: day(value)?, time: moment.map(|moment| moment.time()) }))
    });
}

/// The day of an ISO date or instant.
fn day(text: &str) -> TeraResult<NaiveDate> {
    let day = text.get(..10).and_then(|day| day.parse().ok());
    day.ok_or_else(|| tera::Error::message(DATE_EXPECTED))
}
