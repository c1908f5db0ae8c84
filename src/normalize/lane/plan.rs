//! Whether the rows of a source can go through the fast lane, and which cells are looked at there.
//!
//! In: a source and the fields that somebody wants. Out: a [`Plan`]; none where rows speak of each other, such as documents that are
//! written once for several tasks, or where a status is a mark in one of several columns.

use std::collections::BTreeSet;

use super::{
    super::{Normalized, Source, identity::IdHasher, skim::Skim, stream::RowLane},
    columns::Rooms,
    days::{DayReader, NO_DAY},
};
use crate::{
    ingest::{Groups, Parts},
    policy::MissingAssignedOn,
    schema::{FIELDS, Field, FieldKind},
};

/// What the fast lane looks at in the rows of one source.
pub struct Plan<'a> {
    /// The rows.
    pub body: Body<'a>,
    /// Where the heading stands.
    pub heading: u64,
    /// How many cells a plain row has.
    pub width: usize,
    /// How its days are read.
    pub reader: DayReader<'a>,
    /// The fields of days that have a column.
    pub days: Vec<DayColumn>,
    /// The column of the units, where there is one.
    pub units: Option<usize>,
    /// The columns of the group and of the label of the status.
    pub label: Option<[Option<usize>; 2]>,
    /// The fields of words.
    pub texts: Vec<TextColumn>,
    /// The column of ids, and how they are hashed.
    pub ids: Option<(usize, IdHasher)>,
    /// The columns of secrecy marks.
    pub secrecy: Vec<usize>,
    /// The days, rising, at which it may change whom a word names.
    pub turning_days: Vec<i32>,
    /// The place of the source among all, where ids are collected.
    pub collects_for: Option<usize>,
    /// Places of rows that cannot be taken alone, such as those whose id occurs more than once.
    pub suspects: BTreeSet<u64>,
    /// Where row groups are read.
    pub rooms: Rooms,
}

/// What the rows are read from.
#[derive(Clone, Copy)]
pub enum Body<'a> {
    /// A text, in parts; places are bytes.
    Text(Parts<'a>),
    /// Columns, in row groups; places are rows.
    Groups(Groups<'a>),
}

impl Body<'_> {
    /// The place behind the last row.
    pub fn end(&self) -> u64 {
        match self {
            Self::Text(parts) => parts.length(),
            Self::Groups(groups) => groups.end(),
        }
    }
}

/// A field of days.
pub struct DayColumn {
    /// The field.
    pub field: &'static Field,
    /// Its column.
    pub column: usize,
    /// Whether its cell must not be empty.
    pub needed: bool,
    /// Whether a day in it shows that its row is a task.
    pub tells: bool,
}

/// A field of words.
pub struct TextColumn {
    /// The field.
    pub field: &'static Field,
    /// Its column; without one the words are the same for every row.
    pub column: Option<usize>,
}

impl<'a> Plan<'a> {
    /// The plan for the source that is read now; `lane` reads the rows that are not plain.
    pub fn of(stream: &Normalized<'a>, source: &'a Source, lane: &RowLane<'a>) -> Option<Self> {
        let heading = source.table.heading();
        let text = source.table.parts().map(Body::Text);
        let body = text.or_else(|| source.table.groups().map(Body::Groups))?;
        let label = match &lane.status {
            Some(status) => Some(status.columns()?),
            None => None,
        };
        let wanted = || FIELDS.iter().filter(|field| stream.fields.contains(field.id));
        let is_joined = heading.column("document_notation").is_some() && stream.fields.contains("document");
        let units = heading.column("lead_units");
        let is_fit = !source.mapping.document_carried_down && !is_joined;
        (is_fit && (units.is_some() || source.constants.unit.is_some())).then_some(())?;
        let telling = lane.filter.telling_days();
        let day = |field: &'static Field| {
            let column = heading.column(field.id)?;
            let needed =
                field.id == "assigned_on" && stream.policy.missing_assigned_on == MissingAssignedOn::Quarantine;
            Some(DayColumn { field, column, needed, tells: telling.contains(&column) })
        };
        let text = |field: &'static Field| TextColumn { field, column: heading.column(field.column_of()) };
        let days: Vec<DayColumn> = wanted().filter(|field| is_day(field)).filter_map(day).collect();
        let is_text = |field: &&Field| matches!(field.kind, FieldKind::Text | FieldKind::OfDeadline);
        let texts = wanted().filter(is_text).filter(|field| field.id != "task_id" || stream.asks_for("task_id"));
        let waiting = stream.clashes.places(stream.current).collect();
        let ids = heading.column("task_id").map(|column| (column, IdHasher::new(source.id_scope())));
        let collects = ids.is_some() && stream.skim.as_ref().is_some_and(Skim::collects_ids);
        Some(Self {
            body,
            heading: heading.stands_at(),
            width: heading.labels().len(),
            reader: DayReader::new(stream.dates.of(&source.mapping)),
            days,
            units,
            label,
            texts: texts.map(text).collect(),
            ids,
            secrecy: lane.secrecy.clone(),
            turning_days: stream.units.turning_days(),
            collects_for: collects.then_some(stream.current),
            suspects: waiting,
            rooms: Rooms::default(),
        })
    }

    /// The place of the first row that is looked at: in a text the heading, which is passed by.
    pub fn start(&self) -> u64 {
        match self.body {
            Body::Text(_) => self.heading,
            Body::Groups(_) => self.heading + 1,
        }
    }

    /// Where the days of a field stand among those of a row.
    pub fn days_of(&self, field: &str) -> Option<usize> {
        self.days.iter().position(|of| of.field.id == field)
    }

    /// One more than there are spans between turning days.
    pub fn spans(&self) -> usize {
        self.turning_days.len() + 2
    }

    /// Between which turning days a day lies; the first span is of no day.
    #[inline]
    pub fn span(&self, day: i32) -> u32 {
        match day {
            NO_DAY => 0,
            day => 1 + self.turning_days.partition_point(|turning| *turning <= day) as u32,
        }
    }
}

/// Whether a field holds days.
pub fn is_day(field: &Field) -> bool {
    matches!(field.kind, FieldKind::Date | FieldKind::Deadline)
}
