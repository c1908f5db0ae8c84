//! Working days of public offices, year by year, holidays and swapped Saturdays included.
//!
//! In: `report-templates/calendars/<id>.toml`. Out: a [`Calendar`] that finds the next working day and counts working days. It fails for a
//! year that it does not have: Monday to Friday is not enough, as days of rest are swapped and Saturdays worked.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate, Weekday};
use serde::Deserialize;

use crate::{
    assets::{Assets, TextFile},
    diagnostic::{Code, Diagnostic, Failure, Location, Severity},
};

/// The calendar that deadlines are moved by.
pub const VIETNAM: &str = "vietnam";

/// How sure the days of a year are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CalendarStatus {
    /// After the notice of the year.
    Official,
    /// After the law, not compared with a notice.
    Computed,
    /// A decision is still to come.
    Pending,
}

/// A calendar as it is written; `dondoc explain` reads the head of it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CalendarFile {
    /// Whose working days.
    pub title: String,
    /// Its years.
    #[serde(rename = "year")]
    pub years: Vec<YearSection>,
}

/// A year as it is written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct YearSection {
    /// The year.
    pub year: i32,
    /// How sure its days are.
    pub status: CalendarStatus,
    /// Where they come from.
    pub source: String,
    days_off: Vec<String>,
    #[serde(default)]
    working_days: Vec<String>,
}

/// Days that are not worked, each with the working day that follows.
pub type Moved = BTreeMap<NaiveDate, NaiveDate>;

/// The working days of some years.
#[derive(Debug)]
pub struct Calendar {
    file: String,
    years: BTreeMap<i32, Year>,
}

#[derive(Debug)]
struct Year {
    status: CalendarStatus,
    /// Days from Monday to Friday that are not worked, Saturdays and Sundays that are.
    exceptions: BTreeSet<NaiveDate>,
}

impl Calendar {
    /// Loads a calendar; `asked` is where it was asked for.
    ///
    /// # Errors
    /// `unknown-definition`, the errors of [`TextFile::parse`], `repeated-id` for a year that stands twice, and `invalid-value` for a day that
    /// is none, a day off at a weekend, a working day within the week.
    pub fn load(assets: &Assets, id: &str, asked: Location) -> Result<Self, Failure> {
        let file = assets.definition("calendars", id, &format!("calendars/{id}.toml"), asked)?;
        let written: CalendarFile = file.parse()?;
        let (mut years, mut errors) = (BTreeMap::new(), Vec::new());
        for (index, section) in written.years.iter().enumerate() {
            let (year, status) = (section.year, section.status);
            let exceptions = section.exceptions(&file, index, &mut errors);
            if years.insert(year, Year { status, exceptions }).is_some() {
                let place = file.at_key(&format!("year[{index}].year"));
                errors.push(Diagnostic::error(Code::RepeatedId).at(place).with("id", year));
            }
        }
        Failure::unless_empty(errors, Self { file: file.name, years })
    }

    /// Whether public offices work on this day.
    ///
    /// # Errors
    /// `no-calendar` when its year is missing.
    pub fn is_working_day(&self, day: NaiveDate) -> Result<bool, Failure> {
        let Some(year) = self.years.get(&day.year()) else {
            let found = Diagnostic::error(Code::NoCalendar).at(Location::file(self.file.as_str()));
            return Err(found.with("year", day.year()).with("date", day.format("%d/%m/%Y")).into());
        };
        Ok(is_weekend(day) == year.exceptions.contains(&day))
    }

    /// The day itself when it is worked, else the next one that is.
    ///
    /// # Errors
    /// `no-calendar` when a year on the way is missing.
    pub fn next_working_day(&self, day: NaiveDate) -> Result<NaiveDate, Failure> {
        let mut day = day;
        while !self.is_working_day(day)? {
            day = day.succ_opt().unwrap_or(NaiveDate::MAX);
        }
        Ok(day)
    }

    /// The `count`-th working day after `day`, which is not counted itself.
    ///
    /// # Errors
    /// `no-calendar` when a year on the way is missing.
    pub fn add_working_days(&self, day: NaiveDate, count: u32) -> Result<NaiveDate, Failure> {
        (0..count).try_fold(day, |day, _| self.next_working_day(day.succ_opt().unwrap_or(NaiveDate::MAX)))
    }

    /// How many working days come after `from` up to `to`, which is counted; none where `to` is not later.
    ///
    /// # Errors
    /// `no-calendar` when a year between them is missing.
    pub fn working_days_between(&self, from: NaiveDate, to: NaiveDate) -> Result<u32, Failure> {
        let days = from.iter_days().skip(1).take_while(|day| *day <= to);
        days.into_iter().try_fold(0, |count, day| Ok(count + u32::from(self.is_working_day(day)?)))
    }

    /// Those of `days` that are not worked, each with the working day that follows; and a warning for each missing year of days behind
    /// `horizon`, which stay as they are.
    ///
    /// # Errors
    /// `no-calendar`, once for each missing year of days up to `horizon`.
    pub fn moved(&self, days: &BTreeSet<NaiveDate>, horizon: NaiveDate) -> Result<(Moved, Vec<Diagnostic>), Failure> {
        let (mut moved, mut missing) = (Moved::new(), BTreeMap::new());
        for day in days {
            match self.next_working_day(*day) {
                Ok(next) if next == *day => {}
                Ok(next) => drop(moved.insert(*day, next)),
                Err(failure) => drop(missing.entry(day.year()).or_insert((*day, failure))),
            }
        }
        let (near, far): (Vec<_>, Vec<_>) = missing.into_values().partition(|(day, _)| *day <= horizon);
        let warn = |found: &Diagnostic| Diagnostic { severity: Severity::Warning, ..found.clone() };
        let warnings = far.iter().flat_map(|(_, failure)| failure.diagnostics()).map(warn).collect();
        let failure = near.into_iter().map(|(_, failure)| failure).reduce(Failure::and);
        failure.map_or(Ok((moved, warnings)), Err)
    }

    /// A notice for each of these years whose days are not official yet.
    pub fn unconfirmed(&self, years: impl Iterator<Item = i32>) -> Vec<Diagnostic> {
        let is_open = |year: &i32| self.years.get(year).is_some_and(|known| known.status != CalendarStatus::Official);
        let tell = |year| {
            Diagnostic::notice(Code::UnconfirmedCalendar).at(Location::file(self.file.as_str())).with("year", year)
        };
        years.filter(is_open).map(tell).collect()
    }
}

impl YearSection {
    /// The days of the year that are not what their weekday says.
    fn exceptions(&self, file: &TextFile, index: usize, errors: &mut Vec<Diagnostic>) -> BTreeSet<NaiveDate> {
        let mut exceptions = BTreeSet::new();
        for (key, days, at_weekend) in [("days_off", &self.days_off, false), ("working_days", &self.working_days, true)]
        {
            for (place, text) in days.iter().enumerate() {
                let day = NaiveDate::parse_from_str(&format!("{text}/{}", self.year), "%d/%m/%Y").ok();
                match day.filter(|day| is_weekend(*day) == at_weekend) {
                    Some(day) => drop(exceptions.insert(day)),
                    None => {
                        let found = Diagnostic::error(Code::InvalidValue)
                            .at(file.at_key(&format!("year[{index}].{key}[{place}]")));
                        let example = if at_weekend { "\"04/05\"" } else { "\"30/04\"" };
                        errors.push(found.with("value", format!("\"{text}\"")).with("example", example));
                    }
                }
            }
        }
        exceptions
    }
}

fn is_weekend(day: NaiveDate) -> bool {
    matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn vietnam() -> Calendar {
        Calendar::load(&Assets::default(), VIETNAM, Location::default()).unwrap()
    }

    fn day(text: &str) -> NaiveDate {
        NaiveDate::parse_from_str(text, "%d/%m/%Y").unwrap()
    }

    #[test]
    fn working_days_are_counted_over_holidays_and_swapped_days() {
        let add = |from, count| vietnam().add_working_days(day(from), count).unwrap();
        assert_eq!(add("26/04/2024", 3), day("04/05/2024"));
        assert_eq!(add("29/12/2025", 3), day("05/01/2026"));
        assert_eq!(add("09/01/2026", 1), day("10/01/2026"));
        assert_eq!(add("28/12/2018", 2), day("03/01/2019"));
        assert_eq!(add("28/12/2018", 0), day("28/12/2018"));
    }

    #[test]
    fn working_days_between_are_those_that_were_added() {
        let between = |from, to| vietnam().working_days_between(day(from), day(to)).unwrap();
        assert_eq!(between("26/04/2024", "04/05/2024"), 3);
        assert_eq!(between("29/12/2025", "05/01/2026"), 3);
        assert_eq!(between("09/01/2026", "10/01/2026"), 1);
        // 31/12/2018 is worked on 05/01/2019.
        assert_eq!(between("28/12/2018", "05/01/2019"), 4);
        assert_eq!([between("28/12/2018", "28/12/2018"), between("28/12/2018", "27/12/2018")], [0, 0]);
        assert!(vietnam().working_days_between(day("30/12/2026"), day("04/01/2027")).is_err());
    }

    #[test]
    fn each_year_has_the_working_days_that_were_counted_by_hand() {
        let count = |year: i32| {
            let days = NaiveDate::from_ymd_opt(year, 1, 1).unwrap().iter_days().take_while(|day| day.year() == year);
            days.filter(|day| vietnam().is_working_day(*day).unwrap()).count()
        };
        let counts = [250, 252, 252, 250, 249, 249, 251, 250, 250];
        assert_eq!((2018..=2026).map(count).collect::<Vec<_>>(), counts);
    }

    #[test]
    fn a_day_of_rest_moves_and_a_working_day_stays() {
        let next = |text| vietnam().next_working_day(day(text)).unwrap();
        assert_eq!(next("14/02/2018"), day("21/02/2018"));
        assert_eq!(next("31/12/2018"), day("02/01/2019"));
        assert_eq!(next("05/01/2019"), day("05/01/2019"));
        assert_eq!(next("27/12/2018"), day("27/12/2018"));
    }

    #[test]
    fn a_missing_year_is_named_and_never_guessed() {
        let told = |failure: Failure| {
            failure.diagnostics().map(|found| (found.code, found.details[0].1.clone())).collect::<Vec<_>>()
        };
        let missing = |year: &str| (Code::NoCalendar, year.to_owned());
        assert_eq!(told(vietnam().is_working_day(day("04/01/2027")).unwrap_err()), [missing("2027")]);
        let days = ["05/01/2027", "06/01/2027", "05/01/2017", "05/01/2018"].map(day);
        assert_eq!(
            told(vietnam().moved(&days.into(), day("05/01/2027")).unwrap_err()),
            [missing("2017"), missing("2027")]
        );
        let (moved, warnings) = vietnam().moved(&days[..2].iter().copied().collect(), day("04/01/2027")).unwrap();
        assert_eq!((moved.len(), warnings.len(), warnings[0].severity), (0, 1, Severity::Warning));
    }

    #[test]
    fn a_year_that_is_not_official_is_told() {
        let told = vietnam().unconfirmed(2018..2028);
        let years: Vec<&str> = told.iter().map(|found| found.details[0].1.as_str()).collect();
        assert_eq!(years, ["2020", "2022", "2026"]);
    }
}
