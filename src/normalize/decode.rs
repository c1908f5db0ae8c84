//! One pass over the rows of a source fills typed columns.
//!
//! In: rows of a [`RawTable`](crate::ingest::RawTable). Out: one Polars column for each field, and every problem of every row.

use std::sync::LazyLock;

use chrono::NaiveDate;
use polars::prelude::{Column, DataType, IntoColumn, NamedFrom, PlSmallStr, Series};

use super::{
    Source,
    carried::Carried,
    dates::{self, DateSettings},
    deadline::{DeadlineReader, DeadlineRule},
    units::UnitDecoder,
};
use crate::{
    diagnostic::Code,
    ingest::{RawCell, Rows},
    policy::MissingAssignedOn,
    schema::{Field, FieldKind},
    spelling,
    value::epoch_days,
};

/// Why a cell cannot be accepted.
#[derive(Debug)]
pub struct Problem {
    /// What is wrong.
    pub code: Code,
    /// The field.
    pub field: &'static Field,
    /// The column, where the sheet has one.
    pub column: Option<usize>,
    /// The cell as found.
    pub value: String,
}

/// What fills the rows of a field where the sheet has no column for it; the assigner also fills empty cells.
#[derive(Debug, Clone, Default)]
pub struct Constants {
    /// Code of the unit.
    pub unit: Option<u32>,
    /// The assigner.
    pub assigner: Option<String>,
}

enum Values {
    Text(Vec<Option<String>>),
    Date(Vec<Option<i32>>),
    Deadline(Vec<Option<i32>>, DeadlineReader),
    DeadlineKind(Vec<Option<&'static str>>, DeadlineReader),
    Unit(Vec<Option<u32>>),
}

/// Builds the column of one field.
pub struct ColumnBuilder {
    field: &'static Field,
    column: Option<usize>,
    /// The column of the notation, where the number of a document stands apart from it.
    notation: Option<usize>,
    /// Whether an empty cell sends its row to quarantine.
    needed: bool,
    carried: Option<Carried>,
    values: Values,
    /// The rule that made each deadline, for a field of deadlines.
    rules: Vec<Option<DeadlineRule>>,
}

impl ColumnBuilder {
    /// A builder for `field`, read from its column where the sheet has one.
    pub fn new(field: &'static Field, source: &Source, missing_assigned_on: MissingAssignedOn) -> Self {
        let heading = source.table.heading();
        let column = heading.column(field.column_of());
        let notation = heading.column("document_notation").filter(|_| field.id == "document");
        // An export without days given is told once, not row by row.
        let day_needed = column.is_some() && missing_assigned_on == MissingAssignedOn::Quarantine;
        let values = match field.kind {
            FieldKind::OfDeadline if field.id == "deadline_kind" => {
                Values::DeadlineKind(Vec::new(), DeadlineReader::default())
            }
            FieldKind::Text | FieldKind::OfDeadline => Values::Text(Vec::new()),
            FieldKind::Date => Values::Date(Vec::new()),
            FieldKind::Deadline => Values::Deadline(Vec::new(), DeadlineReader::default()),
            FieldKind::Units => Values::Unit(Vec::new()),
        };
        let needed = field.id == "assigned_on" && day_needed;
        let carried = Carried::new(field, heading, &source.mapping);
        Self { field, column, notation, needed, carried, values, rules: Vec::new() }
    }

    /// Id of its field.
    pub fn field_id(&self) -> &'static str {
        self.field.id
    }

    /// Whether the row pushed last has a value.
    pub fn holds(&self) -> bool {
        match &self.values {
            Values::Text(values) => values.last().is_some_and(Option::is_some),
            Values::DeadlineKind(values, _) => values.last().is_some_and(Option::is_some),
            Values::Date(values) | Values::Deadline(values, _) => values.last().is_some_and(Option::is_some),
            Values::Unit(values) => values.last().is_some_and(Option::is_some),
        }
    }

    /// Decodes the cell of one row; a cell that cannot be accepted leaves a null and says why.
    pub fn push(
        &mut self,
        row: &dyn Rows,
        source: &Source,
        dates: DateSettings,
        units: &mut UnitDecoder<'_>,
    ) -> Option<Problem> {
        let rule = dates.of(&source.mapping);
        let cell = self.column.map_or(RawCell::Empty, |column| row.cell(column));
        let result = match &mut self.values {
            Values::Text(values) => {
                let text = with_notation(text_value(self.field.id, &cell, source), row, self.notation);
                values.push(match &mut self.carried {
                    Some(carried) => carried.text(row, text),
                    None => text,
                });
                // The field of the deadline itself tells what is wrong with its cell.
                let is_wrong = matches!(cell, RawCell::Other(_)) && self.field.is_mapped();
                if is_wrong { Err(Code::ErrorCell) } else { Ok(()) }
            }
            Values::Date(values) => {
                let date = dates::decode(&cell, rule);
                let day = date.ok().flatten().map(epoch_days);
                values.push(self.carried.as_mut().map_or(day, |carried| carried.day(row, day)));
                let missing = self.needed && date == Ok(None);
                if missing { Err(Code::MissingValue) } else { date.map(|_| ()) }
            }
            Values::Deadline(values, reader) => {
                let deadline = reader.read(&cell, rule);
                values.push(deadline.ok().and_then(|found| found.date).map(epoch_days));
                self.rules.push(deadline.ok().map(|found| found.rule).filter(|rule| rule.id().is_some()));
                deadline.map(|_| ())
            }
            Values::DeadlineKind(values, reader) => {
                values.push(reader.read(&cell, rule).ok().map(|found| found.kind.id()));
                Ok(())
            }
            Values::Unit(values) => {
                let code = match (&cell, self.column, source.constants.unit) {
                    // The constant stands in for a missing column, never for a missing cell.
                    (RawCell::Empty, None, Some(unit)) => Ok(units.units.add_set(vec![unit])),
                    (RawCell::Empty, ..) => Err(Code::MissingValue),
                    (RawCell::Other(_), ..) => Err(Code::ErrorCell),
                    (cell, ..) => units.decode(&cell.text(), &source.mapping, given_on(row, source, dates)),
                };
                values.push(code.ok());
                code.map(|_| ())
            }
        };
        let code = result.err()?;
        Some(Problem { code, field: self.field, column: self.column, value: spelling::tidy(&cell.text()) })
    }

    /// Tells that another group of tasks begins.
    pub fn pass_group(&mut self) {
        self.carried.iter_mut().for_each(Carried::forget);
    }

    /// The rule that made the last deadline, with its field, where it made one.
    pub fn derived(&self) -> Option<(&'static str, DeadlineRule)> {
        Some((self.field.id, self.rules.last().copied().flatten()?))
    }

    /// The ids of the rules that made the deadlines since the last call, where this is a field of them: `deadline_original_rule`.
    pub fn take_rules(&mut self) -> Option<Column> {
        let rules = std::mem::take(&mut self.rules);
        let ids: Vec<Option<&str>> = rules.into_iter().map(|rule| rule.and_then(DeadlineRule::id)).collect();
        let name = format!("{}_rule", self.field.id);
        (self.field.kind == FieldKind::Deadline).then(|| Series::new(name.into(), ids).into_column())
    }

    /// The column built since the last call; the builder goes on with the next batch.
    pub fn take(&mut self) -> Column {
        let name = PlSmallStr::from_static(self.field.id);
        match &mut self.values {
            Values::Text(values) => Series::new(name, std::mem::take(values)).into_column(),
            Values::Unit(values) => Series::new(name, std::mem::take(values)).into_column(),
            Values::DeadlineKind(values, _) => Series::new(name, std::mem::take(values)).into_column(),
            Values::Date(values) | Values::Deadline(values, _) => {
                let days = Series::new(name.clone(), std::mem::take(values));
                // i32 days to date never fails; a null column keeps the frame whole if it ever should.
                let dates = days.cast(&DataType::Date);
                dates.unwrap_or_else(|_| Series::full_null(name, days.len(), &DataType::Date)).into_column()
            }
        }
    }
}

/// The number of a document before the notation that stands in another column.
fn with_notation(number: Option<String>, row: &dyn Rows, notation: Option<usize>) -> Option<String> {
    match notation.map(|column| spelling::tidy(&row.cell(column).text())) {
        Some(notation) if !notation.is_empty() => {
            Some(number.map_or(notation.clone(), |number| format!("{number}/{notation}")))
        }
        _ => number,
    }
}

/// The day on which the task of a row was given, where it can be read.
pub fn given_on(row: &dyn Rows, source: &Source, dates: DateSettings) -> Option<NaiveDate> {
    let column = source.table.heading().column("assigned_on")?;
    dates::decode(&row.cell(column), dates.of(&source.mapping)).ok().flatten()
}

/// Keys of the words for a task given on paper; any others speak of some software.
static PAPER: LazyLock<Vec<String>> = LazyLock::new(|| {
    ["paper", "giấy", "bản giấy", "văn bản giấy", "bằng giấy", "bằng văn bản giấy", "ngoài phần mềm"]
        .map(spelling::key)
        .into()
});

/// What a cell of a text field holds.
pub fn text_value(field: &str, cell: &RawCell<'_>, source: &Source) -> Option<String> {
    let mut text = spelling::tidy(&cell.text());
    // No font prints the sign of a lost character; that there are some is told.
    if text.contains(char::REPLACEMENT_CHARACTER) {
        text = text.replace(char::REPLACEMENT_CHARACTER, "…");
    }
    match field {
        "assigner" if text.is_empty() && source.constants.assigner.is_some() => source.constants.assigner.clone(),
        "channel" if PAPER.contains(&spelling::key(&text)) => Some("paper".to_owned()),
        "channel" if !text.is_empty() => Some("software".to_owned()),
        // A dash in the place of an id is no id.
        "task_id" => Some(text).filter(|text| !spelling::key(text).is_empty()),
        _ => Some(text).filter(|text| !text.is_empty()).or_else(|| source.mapping.constants.get(field).cloned()),
    }
}
