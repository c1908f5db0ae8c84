//! `[period]` of dondoc.toml: which period a report speaks of.
//!
//! In: the section as written and `[project] year`. Out: a [`ReportingPeriod`], or what is missing or contradicts itself.

use chrono::NaiveDate;
use serde::Deserialize;

use super::{FILE_NAME, Project, invalid, parse_date, quoted};
use crate::{
    assets::TextFile,
    diagnostic::{Code, Diagnostic, Failure, Location},
    period::{Asked, Kind, MonthCalendar, ReportingPeriod},
    value::AsOf,
};

/// The section as it is written.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PeriodSection {
    /// What it is called after; a year where nothing is said.
    kind: Option<KindChoice>,
    /// Which month, quarter or half.
    number: Option<u32>,
    /// Its year; by default that of `[project]`.
    year: Option<i32>,
    /// Where its months start.
    calendar: MonthCalendar,
    /// First of any two days, `yyyy-mm-dd`.
    from: Option<String>,
    /// Last of them.
    to: Option<String>,
    /// Whether the period is compared with earlier ones; it is where nothing is said.
    compare: Option<bool>,
}

impl PeriodSection {
    /// Whether the period is compared with earlier ones.
    pub fn compares(&self) -> bool {
        self.compare.unwrap_or(true)
    }
}

/// The kinds by the words of dondoc.toml.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum KindChoice {
    Month,
    Quarter,
    HalfYear,
    NineMonths,
    Year,
    Custom,
}

/// Days of which the first may be the last.
const DAYS_EXAMPLE: &str = "from = \"2026-01-01\", to = \"2026-03-15\"";

/// The period of a project.
///
/// # Errors
/// `missing-key` for a year, number or day that is wanted, `invalid-value` for one that there is not, that nothing asks for, or that
/// contradicts another.
pub fn period(text: &TextFile, section: &PeriodSection, year: Option<i32>) -> Result<ReportingPeriod, Failure> {
    if section.from.is_some() || section.to.is_some() || section.kind == Some(KindChoice::Custom) {
        return custom(text, section);
    }
    let missing = |part: &str, key: &str| Diagnostic::error(Code::MissingKey).at(text.at_key(part)).with("key", key);
    let asked = match (year, section.year) {
        (None, None) => return Err(missing("project", "year").into()),
        (Some(project), Some(own)) if project != own => {
            return Err(invalid(text, "period.year", &own.to_string(), &format!("year = {project}")).into());
        }
        (project, own) => own.or(project).unwrap_or_default(),
    };
    let kind = match section.kind.unwrap_or(KindChoice::Year) {
        KindChoice::Month => section.number.map(Kind::Month),
        KindChoice::Quarter => section.number.map(Kind::Quarter),
        KindChoice::HalfYear => section.number.map(Kind::HalfYear),
        KindChoice::NineMonths => Some(Kind::FirstMonths(9)),
        KindChoice::Year | KindChoice::Custom => Some(Kind::Year),
    };
    let kind = kind.ok_or_else(|| missing("period", "number"))?;
    let is_numbered = matches!(kind, Kind::Month(_) | Kind::Quarter(_) | Kind::HalfYear(_));
    if let Some(number) = section.number.filter(|_| !is_numbered) {
        return Err(invalid(text, "period.number", &number.to_string(), "kind = \"quarter\", number = 2").into());
    }
    ReportingPeriod::new(kind, asked, section.calendar).ok_or_else(|| {
        let is_known = ReportingPeriod::new(Kind::Year, asked, section.calendar).is_some();
        match (is_known, section.number) {
            (true, Some(number)) => invalid(text, "period.number", &number.to_string(), example(kind)).into(),
            _ if year.is_some() => invalid(text, "project.year", &asked.to_string(), "2018").into(),
            _ => invalid(text, "period.year", &asked.to_string(), "2018").into(),
        }
    })
}

/// How a number of this kind is written.
fn example(kind: Kind) -> &'static str {
    match kind {
        Kind::Month(_) => "number = 6 (1–12)",
        Kind::Quarter(_) => "number = 2 (1–4)",
        _ => "number = 1 (1–2)",
    }
}

/// Any two days: both are wanted, and neither a number nor a year.
fn custom(text: &TextFile, section: &PeriodSection) -> Result<ReportingPeriod, Failure> {
    let day = |key: &str, written: &Option<String>| -> Result<NaiveDate, Diagnostic> {
        let missing = || Diagnostic::error(Code::MissingKey).at(text.at_key("period")).with("key", key);
        let written = written.as_ref().ok_or_else(missing)?;
        parse_date(written).ok_or_else(|| invalid(text, &format!("period.{key}"), &quoted(written), "\"2026-03-15\""))
    };
    let other_kind = section.kind.is_some_and(|kind| kind != KindChoice::Custom);
    let contrary = [("number", section.number.is_some()), ("year", section.year.is_some()), ("kind", other_kind)];
    let contrary = contrary.into_iter().filter(|(_, is_written)| *is_written);
    let contrary = contrary.map(|(key, _)| invalid(text, &format!("period.{key}"), key, DAYS_EXAMPLE));
    let (from, to) = (day("from", &section.from), day("to", &section.to));
    let errors = [from.clone().err(), to.clone().err()].into_iter().flatten().chain(contrary).collect();
    Failure::unless_empty(errors, ())?;
    let (from, to) = (from?, to?);
    let backwards = || invalid(text, "period.to", &quoted(&to.to_string()), DAYS_EXAMPLE).into();
    ReportingPeriod::between(from, to, section.calendar).ok_or_else(backwards)
}

impl Project {
    /// The key of dondoc.toml that says which period it is.
    #[must_use]
    pub fn period_key(&self) -> &'static str {
        if self.file.at_key("period").line.is_some() { "period" } else { "project.year" }
    }

    /// The same project for another period, in its own calendar. An as-of of the project that does not lie in that period is of another
    /// report: its last day takes the place of it.
    ///
    /// # Errors
    /// `invalid-value` for a period outside of any calendar.
    pub fn with_period(mut self, asked: Asked) -> Result<Self, Failure> {
        let found = Diagnostic::error(Code::InvalidValue).at(Location::file(FILE_NAME)).with("value", "--period");
        let period = asked.of(self.period.calendar()).ok_or_else(|| found.with("example", "--period 2026-06"))?;
        if period.days() == self.period.days() {
            return Ok(Self { period, ..self });
        }
        let is_early = |as_of: &AsOf| as_of.date >= period.from() && as_of.date < period.to();
        let early = self.as_of.iter().filter(|(_, as_of)| is_early(as_of));
        self.kept = early.map(|(name, as_of)| (name.clone(), *as_of)).collect();
        let is_outside = |as_of: &AsOf| as_of.date < period.from() || as_of.date > period.to();
        for (name, as_of) in self.as_of.iter_mut().filter(|(_, as_of)| is_outside(as_of)) {
            self.moved.insert(name.clone(), *as_of);
            *as_of = AsOf { date: period.to(), time: None };
        }
        Ok(Self { period, ..self })
    }

    /// The same project at another instant, whatever its own were.
    #[must_use]
    pub fn with_as_of(mut self, instant: AsOf) -> Self {
        self.as_of.values_mut().for_each(|as_of| *as_of = instant);
        self.moved.clear();
        self.kept.clear();
        self
    }
}
