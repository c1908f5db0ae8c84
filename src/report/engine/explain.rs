//! What an error of Tera means, in the words of the message catalogue.
//!
//! In: the error and the text of the tag at an offset. Out: [`Finding`]s without a place; whoever knows the template turns their
//! [`Spot`] into one.

use tera::ErrorKind;

use super::{
    FUNCTIONS, MARKER,
    filters::{
        COMMON, DATE_EXPECTED, DIGITS_EXPECTED, FILTERS, LIST_EXPECTED, NOT_ALONE, NOT_PRINTABLE, NOT_WHOLE,
        NOTHING_THERE, NUMBER_EXPECTED, RATE_EXPECTED, TEXT_TOO_LONG,
    },
};
use crate::{
    diagnostic::{Code, Diagnostic},
    report::names,
    spelling,
};

/// Where in the text of a template something was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spot {
    /// At this byte, in this line from 1.
    Byte(usize, usize),
    /// In this line from 1.
    Line(usize),
    /// Somewhere in it.
    Somewhere,
}

/// What is wrong, and where in the text.
#[derive(Debug)]
pub struct Finding {
    /// Where.
    pub spot: Spot,
    /// What.
    pub found: Diagnostic,
}

/// A filter that takes text was given something else.
const TEXT_EXPECTED: &str = "text expected";
/// What cannot be compared.
pub const UNLIKE: &str = "unlike values are compared";
/// What cannot be reckoned with.
const NO_CALCULATION: &str = "numbers expected on both sides";

/// What an error of Tera means; unknown filters and functions come as one text with a report for each.
pub fn explain(error: &tera::Error, tag_at: impl Fn(usize) -> String) -> Vec<Finding> {
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            let (byte, line) = (report.span().range.start, report.span().start_line);
            vec![Finding { spot: Spot::Byte(byte, line), found: explain_report(report.message(), &tag_at(byte)) }]
        }
        ErrorKind::Msg(text) => {
            let unknown: Vec<Finding> = text.split("error: Unknown ").skip(1).filter_map(unknown_function).collect();
            if unknown.is_empty() { vec![Finding { spot: Spot::Somewhere, found: malformed(text) }] } else { unknown }
        }
        _ => vec![Finding { spot: Spot::Somewhere, found: malformed(&error.to_string()) }],
    }
}

fn explain_report(message: &str, tag: &str) -> Diagnostic {
    if let Some(coded) = message.split(MARKER.0).nth(1) {
        let mut parts = coded.split('\t');
        let id = parts.next().unwrap_or_default();
        let code = Code::ALL.iter().find(|code| code.id() == id).copied().unwrap_or(Code::TemplateSyntax);
        let mut part = || parts.next().unwrap_or_default().lines().next().unwrap_or_default().to_owned();
        return Diagnostic::error(code).with("name", part()).with("nearest", part()).with("known", part());
    }
    let unfit = |reason: &str| Diagnostic::error(Code::UnfitValue).with("tag", tag).with("reason", reason);
    match message {
        DATE_EXPECTED | RATE_EXPECTED | DIGITS_EXPECTED | NOT_PRINTABLE | NOT_WHOLE | NOT_ALONE => unfit(message),
        TEXT_TOO_LONG => {
            let found = Diagnostic::error(Code::FileTooLarge).with("reason", TEXT_TOO_LONG).with("most", 32);
            found.with("place", tag)
        }
        // A filter that takes text met something else; which kinds there are is no language of officials.
        _ if message.contains("expected `&str`") || message.contains("expected `string`") => {
            let of_dates =
                names::filters(tag).iter().any(|filter| ["date", "long_date", "day", "extraction"].contains(filter));
            unfit(if of_dates { DATE_EXPECTED } else { TEXT_EXPECTED })
        }
        _ if message.starts_with("Cannot compare") => unfit(UNLIKE),
        _ if message.starts_with("Math operations") || message.contains("divide by 0") => unfit(NO_CALCULATION),
        _ if message.contains("expected `u64`") || message.contains("out of range") => unfit(NUMBER_EXPECTED),
        // Names were looked at before: what is not there now is an item of a list that is shorter than the template takes it to be.
        _ if message.contains("is not defined") || message.contains("is undefined") => unfit(NOTHING_THERE),
        _ if message.starts_with("Iteration not possible") => unfit(LIST_EXPECTED),
        _ => malformed(message),
    }
}

fn malformed(message: &str) -> Diagnostic {
    Diagnostic::error(Code::TemplateSyntax).with("reason", message.lines().next().unwrap_or_default())
}

/// ``filter `pros` `` and, on the next line, `--> report.md:12:5`.
fn unknown_function(report: &str) -> Option<Finding> {
    let name = report.split('`').nth(1)?;
    let line = report.lines().nth(1)?.rsplit(':').nth(1)?.parse().ok()?;
    let known = || FILTERS.iter().chain(&COMMON).chain(&FUNCTIONS).copied();
    let found = Diagnostic::error(Code::UnknownFunction).with("name", name);
    let found = found.with("nearest", spelling::nearest(name, known()).unwrap_or_default());
    Some(Finding { spot: Spot::Line(line), found: found.with("known", known().collect::<Vec<_>>().join(", ")) })
}
