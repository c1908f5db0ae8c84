//! The ledger of tasks: each accepted task with its place, unit, dates, and what became of it in every table.
//!
//! In: task batches and their classification for each table. Out: the bytes of `tables/tasks.csv`, from which any printed
//! figure can be recounted. A task that several units lead has their ids in one cell, parted by `;`.

use polars::prelude::{AnyValue, Column, DataFrame, PolarsError, UInt8Chunked, UInt32Chunked, UInt64Chunked};
use simd_csv::{Writer, WriterBuilder};

use crate::{
    classify::{ClassifiedTasks, Disposition, status_code},
    diagnostic::{Code, Diagnostic, Failure},
    normalize::{Handovers, Source, TaskBatch, UnitList},
    policy::JointPolicy,
    table_spec::{Status, TableSpec},
    value::date_of_epoch_days,
};

/// Columns before those of the tables.
const BASE: [&str; 14] = [
    "input",
    "file",
    "sheet",
    "row",
    "task_id",
    "unit_id",
    "unit",
    "assigner",
    "assigned_on",
    "deadline_original",
    "deadline_kind",
    "deadline_latest",
    "extended_on",
    "completed_on",
];

/// Builds `tasks.csv` batch by batch.
pub struct Ledger<'a> {
    sources: &'a [Source],
    /// Who has the tasks of units that are no more, in each table.
    handovers: &'a [Handovers],
    /// Whose a task is that several units lead.
    joint: JointPolicy,
    writer: Writer<Vec<u8>>,
}

impl<'a> Ledger<'a> {
    /// A ledger with only its heading: three columns for each table, `<id>.disposition`, `<id>.deadline`, `<id>.status`, and where the
    /// table gives tasks of former units to others, `<id>.unit_id`: the units for which the task counts there. UTF-8 with byte order
    /// mark, since it is opened in Excel.
    ///
    /// # Errors
    /// `internal-error` when the writer refuses a record: a defect of the program.
    pub fn new(
        sources: &'a [Source],
        tables: &[TableSpec],
        handovers: &'a [Handovers],
        joint: JointPolicy,
    ) -> Result<Self, Failure> {
        let of_tables = tables.iter().zip(handovers).flat_map(|(table, handovers)| {
            let units = ["unit_id"].into_iter().filter(|_| !handovers.is_empty());
            ["disposition", "deadline", "status"]
                .into_iter()
                .chain(units)
                .map(|column| format!("{}.{column}", table.id()))
        });
        let heading = BASE.map(str::to_owned).into_iter().chain(of_tables);
        let mut writer = WriterBuilder::new().from_writer(b"\xef\xbb\xbf".to_vec());
        writer.write_record(heading).map_err(|error| failed(&error))?;
        Ok(Self { sources, handovers, joint, writer })
    }

    /// Adds a batch with its classification for each table, in the order of the tables.
    ///
    /// # Errors
    /// `internal-error` when a column is missing: a defect of the program.
    pub fn append(
        &mut self,
        batch: &TaskBatch,
        classified: &[ClassifiedTasks],
        units: &UnitList,
    ) -> Result<(), Failure> {
        let columns = Columns::of(&batch.frame, classified).map_err(|error| failed(&error))?;
        for row in 0..batch.frame.height() {
            let line = self.line(&columns, units, row).map_err(|error| failed(&error))?;
            self.writer.write_record(line).map_err(|error| failed(&error))?;
        }
        Ok(())
    }

    fn line(&self, columns: &Columns<'_>, units: &UnitList, row: usize) -> Result<Vec<String>, PolarsError> {
        let place = columns.place.get(row).unwrap_or_default();
        let leads = columns.leads.get(row).map(|set| units.of_set(set)).unwrap_or_default();
        let mut line = Vec::with_capacity(BASE.len() + 3 * columns.tables.len());
        if let Some(source) = columns.source.get(row).and_then(|index| self.sources.get(index as usize)) {
            line.push(source.id.clone());
            line.push(source.table.file().to_owned());
            line.push(source.table.sheet().unwrap_or_default().to_owned());
            line.push(source.table.row_number(place).to_string());
        }
        line.push(printed(columns.id, row)?);
        line.push(ids(units, leads));
        line.push(units.names(leads));
        for column in &columns.others {
            line.push(printed(column, row)?);
        }
        for ((disposition, deadline, status), handovers) in columns.tables.iter().zip(self.handovers) {
            let (disposition, status) = (disposition.get(row), status.get(row));
            let disposition = Disposition::ALL.into_iter().find(|known| Some(known.code()) == disposition);
            let status = Status::ALL.into_iter().find(|known| Some(status_code(*known)) == status);
            line.push(disposition.map(Disposition::id).unwrap_or_default().to_owned());
            line.push(printed(deadline, row)?);
            line.push(status.map(Status::id).unwrap_or_default().to_owned());
            if !handovers.is_empty() {
                line.push(ids(units, &UnitList::handed_over(self.joint.counted(leads), handovers)));
            }
        }
        Ok(line)
    }

    /// The bytes of the file.
    ///
    /// # Errors
    /// `internal-error` when the writer cannot be closed: a defect of the program.
    pub fn finish(self) -> Result<Vec<u8>, Failure> {
        self.writer.into_inner().map_err(|error| failed(&error.to_string()))
    }
}

/// The columns of one batch that the ledger prints, looked up once for all its rows.
struct Columns<'b> {
    source: &'b UInt32Chunked,
    place: &'b UInt64Chunked,
    id: &'b Column,
    /// Codes of the sets of lead units.
    leads: &'b UInt32Chunked,
    /// Those of [`BASE`] behind the unit.
    others: Vec<&'b Column>,
    /// Disposition, deadline and status in each table.
    tables: Vec<(&'b UInt8Chunked, &'b Column, &'b UInt8Chunked)>,
}

impl<'b> Columns<'b> {
    fn of(frame: &'b DataFrame, classified: &'b [ClassifiedTasks]) -> Result<Self, PolarsError> {
        let behind_unit = BASE.iter().skip_while(|name| **name != "unit").skip(1);
        let of_table = |tasks: &'b ClassifiedTasks| {
            let column = |name: &str| tasks.frame.column(name);
            Ok((column("disposition")?.u8()?, column("deadline")?, column("status")?.u8()?))
        };
        Ok(Self {
            source: frame.column("source")?.u32()?,
            place: frame.column("place")?.u64()?,
            id: frame.column("task_id")?,
            leads: frame.column("lead_units")?.u32()?,
            others: behind_unit.map(|name| frame.column(name)).collect::<Result<_, _>>()?,
            tables: classified.iter().map(of_table).collect::<Result<_, PolarsError>>()?,
        })
    }
}

/// Ids of units in one cell.
fn ids(units: &UnitList, codes: &[u32]) -> String {
    codes.iter().filter_map(|code| Some(units.get(*code)?.0.to_string())).collect::<Vec<_>>().join(";")
}

fn failed(reason: &dyn std::fmt::Display) -> Failure {
    Diagnostic::error(Code::InternalError).with("reason", reason).into()
}

/// A value as CSV holds it: dates in ISO form, null as nothing.
fn printed(column: &Column, row: usize) -> Result<String, PolarsError> {
    Ok(match column.get(row)? {
        AnyValue::Null => String::new(),
        AnyValue::Date(days) => date_of_epoch_days(days).map(|date| date.to_string()).unwrap_or_default(),
        AnyValue::String(text) => text.to_owned(),
        AnyValue::StringOwned(text) => text.to_string(),
        other => other.to_string(),
    })
}
