//! What a stream of rows has to tell besides its tasks: units, oddities, rules and hidden rows, each once with the place of the first.
//!
//! In: what the walk noted down. Out: notices and warnings.

use chrono::NaiveDate;
use polars::prelude::{DataFrame, Expr, IntoLazy, PolarsError, col};

use super::{Labels, Normalized, Source, Unregistered, columns::unread_labels, deadline::DeadlineRule, status};
use crate::{
    diagnostic::{Code, Diagnostic, Location},
    policy::HiddenRowsPolicy,
};

impl Normalized<'_> {
    /// The units that the registry does not know, of accepted rows: rows that wait may name what is no unit at all.
    pub(super) fn unregistered(&self) -> Vec<Unregistered> {
        let units = &self.units.units;
        let unit = |(code, place): (u32, &(usize, u64))| {
            let (_, name) = units.get(code).filter(|_| units.is_met(code))?;
            let nearest = self.registry.nearest_name(name).map(str::to_owned);
            Some(Unregistered { name: name.to_owned(), place: *place, nearest })
        };
        units.unregistered_codes().zip(&self.unregistered_at).filter_map(unit).collect()
    }

    pub(super) fn told_unregistered(&self, unit: &Unregistered) -> Option<Diagnostic> {
        let table = &self.sources.get(unit.place.0)?.table;
        let place = table.locate(unit.place.1, table.heading().column("lead_units"));
        let found = Diagnostic::warning(Code::UnregisteredUnit).at(place).with("value", &unit.name);
        Some(found.with("nearest", unit.nearest.as_deref().unwrap_or_default()))
    }

    /// Units that were given tasks when they were not there: before they came to be, or when they were no more.
    pub(super) fn told_outside(&self) -> Vec<Diagnostic> {
        let tell = |((code, tasks), place): (&(u32, usize), &Location)| {
            let name = self.units.units.get(*code).map(|(_, name)| name).unwrap_or_default();
            let days = self.units.units.validity(*code).as_days();
            let found = Diagnostic::warning(Code::UnitNotThere).at(place.clone());
            found.with("value", name).with("rows", tasks).with("days", days)
        };
        let accepted = |((code, _), _): &(&(u32, usize), &Location)| self.units.units.is_met(*code);
        self.units.outside.iter().zip(&self.outside_at).filter(accepted).map(tell).collect()
    }

    /// Counts accepted rows that are odd but still count, with the first of each kind.
    pub(super) fn note_oddities(&mut self, frame: &DataFrame) -> Result<(), PolarsError> {
        for (code, field, is_odd) in oddities() {
            self.note_where(frame, code, field, is_odd)?;
        }
        self.note_differing(frame)
    }

    /// Counts accepted rows whose label speaks against their dates.
    pub(super) fn note_differing(&mut self, frame: &DataFrame) -> Result<(), PolarsError> {
        let day = self.sources.get(self.current).and_then(|source| source.extracted_on);
        let odd = day.map_or(Ok(None), |day| differing(day, frame))?;
        odd.into_iter().for_each(|odd| self.note_rows(Code::StatusDiffers, "status_label", odd));
        Ok(())
    }

    fn note_where(
        &mut self,
        frame: &DataFrame,
        code: Code,
        field: &'static str,
        is_odd: Expr,
    ) -> Result<(), PolarsError> {
        odd_rows(frame, is_odd)?.into_iter().for_each(|odd| self.note_rows(code, field, odd));
        Ok(())
    }

    /// Counts so many odd rows, of which the first stands here.
    pub(super) fn note_rows(&mut self, code: Code, field: &'static str, (first, rows): (u64, usize)) {
        let noted = self.odd.entry((self.current, code)).or_insert((field, first, 0));
        // Rows that are not plain come in batches of their own.
        noted.1 = noted.1.min(first);
        noted.2 += rows;
    }

    /// How many tasks stand in hidden rows, one notice for each source.
    pub(super) fn told_hidden_rows(&self) -> Vec<Diagnostic> {
        let tell = |(index, (first, rows)): (&usize, &(u64, u64))| {
            let place = self.sources.get(*index)?.table.locate(*first, None);
            let reason = match self.hidden_rows {
                HiddenRowsPolicy::Read => "hidden rows read",
                HiddenRowsPolicy::Skip => "hidden rows skipped",
            };
            Some(Diagnostic::notice(Code::HiddenRows).at(place).with("rows", rows).with("reason", reason))
        };
        self.hidden.iter().filter_map(tell).collect()
    }

    /// How deadlines were made that are not written as days, one notice for each rule and source.
    pub(super) fn told_rules(&self) -> Vec<Diagnostic> {
        let tell = |((index, rule), (field, first, rows)): (&(usize, DeadlineRule), &(&str, u64, usize))| {
            let source = self.sources.get(*index)?;
            let place = source.table.locate(*first, source.table.heading().column(field));
            Some(Diagnostic::notice(Code::DerivedDeadlines).at(place).with("rows", rows).with("reason", rule.id()?))
        };
        self.derived.iter().filter_map(tell).collect()
    }

    /// What was odd, one notice for each kind and source.
    pub(super) fn told_oddities(&self) -> Vec<Diagnostic> {
        let tell = |((index, code), (field, first, rows)): (&(usize, Code), &(&str, u64, usize))| {
            let source = self.sources.get(*index)?;
            let column = source.table.heading().column(field);
            // Without a column of ids there is a notice of its own; marks have a column for each status.
            (column.is_some() || [Code::NoAssignedDate, Code::StatusDiffers].contains(code)).then_some(())?;
            let found = Diagnostic::warning(*code).at(source.table.locate(*first, column)).with("rows", rows);
            let is_missing = *code == Code::NoAssignedDate;
            Some(if is_missing { found.with("unread", unread_labels(source).join(" | ")) } else { found })
        };
        self.odd.iter().filter_map(tell).collect()
    }
}

/// The rows of a frame whose label speaks against their dates: where the first stands, and how many.
pub(super) fn differing(day: NaiveDate, frame: &DataFrame) -> Result<Option<(u64, usize)>, PolarsError> {
    status::differs_from_dates(day, &Labels::of(frame)).map_or(Ok(None), |differs| odd_rows(frame, differs))
}

fn odd_rows(frame: &DataFrame, is_odd: Expr) -> Result<Option<(u64, usize)>, PolarsError> {
    let odd = frame.clone().lazy().filter(is_odd).select([col("place")]).collect()?;
    let places = odd.column("place")?.u64()?;
    Ok(places.iter().flatten().next().map(|first| (first, places.len())))
}

/// What makes an accepted row odd, with the field that shows it.
fn oddities() -> [(Code, &'static str, Expr); 4] {
    [
        (Code::NoAssignedDate, "assigned_on", col("assigned_on").is_null()),
        (Code::DatesOutOfOrder, "completed_on", col("completed_on").lt(col("assigned_on"))),
        (Code::ShorterExtension, "deadline_latest", col("deadline_latest").lt(col("deadline_original"))),
        (Code::MissingIds, "task_id", col("task_id").is_null()),
    ]
}

/// A label that nobody knows, where dates decide what the task is.
pub(super) fn unknown_status(source: &Source, (label, place, rows): (String, u64, usize)) -> Diagnostic {
    let column = source.table.heading().column("status_label");
    let found = Diagnostic::warning(Code::UnknownStatus).at(source.table.locate(place, column));
    let nearest = source.mapping.statuses.nearest(&label).unwrap_or_default();
    found.with("value", &label).with("rows", rows).with("nearest", nearest)
}
