//! The plain rows of several parts on their way into one frame.
//!
//! In: parts in the order of the file, and what their units and labels stand for. Out: a frame with the columns that were asked for.

use std::ops::Range;

use polars::prelude::{
    AnyValue, BooleanChunked, Column, DataFrame, DataType, Int32Chunked, IntoColumn, IntoSeries, NewChunkedArray,
    PolarsError, Scalar, StringChunked, UInt8Chunked, UInt32Chunked, UInt64Chunked,
};

use super::{
    super::{
        Normalized, Source,
        dates::DateRule,
        deadline::DeadlineReader,
        decode::text_value,
        status::{self, Meaning, REPORTED},
    },
    Lane,
    days::NO_DAY,
    piece::Piece,
    plan::{Plan, is_day},
    spellings::Spellings,
};
use crate::{
    ingest::RawCell,
    schema::{FIELDS, Field},
};

/// Stands for no status in the column of their codes.
const NO_STATUS: u8 = u8::MAX;

/// The columns of a batch while it grows.
pub struct Gathered {
    pub(super) places: Vec<u64>,
    pub(super) days: Vec<Vec<i32>>,
    sets: Vec<u32>,
    /// [`NO_STATUS`] where there is none.
    reported: Vec<u8>,
    decides: Vec<bool>,
    texts: Vec<Texts>,
    /// How many rows have no id, and the first of them.
    pub(super) without_id: (usize, u64),
    /// Which of the days are asked for with every row.
    pub(super) given: Option<usize>,
    pub(super) completed: Option<usize>,
    pub(super) deadlines: [Option<usize>; 2],
}

/// The words of one field.
#[derive(Default)]
struct Texts {
    codes: Vec<u32>,
    values: Vec<Option<String>>,
    known: Spellings,
    /// Codes of the words of the part at hand.
    of_part: Vec<u32>,
}

impl Gathered {
    /// Nothing is gathered yet.
    pub fn of(plan: &Plan<'_>) -> Self {
        Self {
            places: Vec::new(),
            days: plan.days.iter().map(|_| Vec::new()).collect(),
            sets: Vec::new(),
            reported: Vec::new(),
            decides: Vec::new(),
            texts: plan.texts.iter().map(|_| Texts::default()).collect(),
            without_id: (0, 0),
            given: plan.days_of("assigned_on"),
            completed: plan.days_of("completed_on"),
            deadlines: [plan.days_of("deadline_original"), plan.days_of("deadline_latest")],
        }
    }

    /// How many rows there are.
    pub fn height(&self) -> usize {
        self.places.len()
    }

    /// The day on which the task of a row of a part was given.
    #[inline]
    pub fn given(&self, piece: &Piece, row: usize) -> i32 {
        let days = self.given.and_then(|at| piece.days.get(at));
        days.and_then(|days| days.get(row)).copied().unwrap_or(NO_DAY)
    }

    /// Turns to the words of another part.
    pub fn meet(&mut self, piece: &Piece, plan: &Plan<'_>, source: &Source) {
        self.sets.reserve(piece.places.len());
        self.reported.reserve(piece.places.len());
        self.decides.reserve(piece.places.len());
        for ((texts, words), of) in self.texts.iter_mut().zip(&piece.texts).zip(&plan.texts) {
            texts.of_part.clear();
            if of.column.is_none() && texts.values.is_empty() {
                texts.values.push(value(of.field, "", source, plan.reader.rule()));
            }
            for word in words.spellings.words() {
                // Words of a part are whole: each has a code.
                let code = texts.known.code(word.as_bytes()).unwrap_or_default();
                if code as usize == texts.values.len() {
                    texts.values.push(value(of.field, word, source, plan.reader.rule()));
                }
                texts.of_part.push(code);
            }
        }
    }

    /// Takes the units and the statuses of all rows of a part, where they are known of its cases.
    pub fn push_cases(&mut self, piece: &Piece, sets: &[u32], meanings: &[Meaning]) {
        piece.unit_cases.spread(sets, &mut self.sets);
        if meanings.is_empty() {
            return;
        }
        let codes: Vec<u8> = meanings.iter().map(|meaning| meaning.code.unwrap_or(NO_STATUS)).collect();
        piece.label_cases.spread(&codes, &mut self.reported);
        let decides: Vec<bool> = meanings.iter().map(|meaning| meaning.decides).collect();
        piece.label_cases.spread(&decides, &mut self.decides);
    }

    /// Takes what the label of a row means.
    #[inline]
    pub fn push_status(&mut self, meaning: Meaning) {
        self.reported.push(meaning.code.unwrap_or(NO_STATUS));
        self.decides.push(meaning.decides);
    }

    /// Takes the units of a row.
    #[inline]
    pub fn push_set(&mut self, set: u32) {
        self.sets.push(set);
    }

    /// Takes the other columns of rows whose units and labels were taken; a whole part is not copied.
    pub fn take(&mut self, piece: &mut Piece, rows: Range<usize>) {
        let ids = piece.ids.get(rows.clone()).unwrap_or_default();
        let places = piece.places.get(rows.clone()).unwrap_or_default();
        for (_, place) in ids.iter().zip(places).filter(|(id, _)| **id == 0) {
            self.without_id = (self.without_id.0 + 1, if self.without_id.0 == 0 { *place } else { self.without_id.1 });
        }
        let is_whole = self.places.is_empty() && places.len() == piece.places.len();
        move_or_copy(&mut self.places, &mut piece.places, rows.clone(), is_whole);
        for (to, from) in self.days.iter_mut().zip(&mut piece.days) {
            move_or_copy(to, from, rows.clone(), is_whole);
        }
        for (texts, words) in self.texts.iter_mut().zip(&piece.texts) {
            let codes = words.codes.get(rows.clone()).unwrap_or_default();
            texts.codes.extend(codes.iter().map(|code| texts.of_part.get(*code as usize).copied().unwrap_or_default()));
        }
    }
}

fn move_or_copy<T: Copy>(to: &mut Vec<T>, from: &mut Vec<T>, rows: Range<usize>, is_whole: bool) {
    if is_whole {
        *to = std::mem::take(from);
    } else {
        to.extend_from_slice(from.get(rows).unwrap_or_default());
    }
}

/// What a field of words holds where its cell says this.
fn value(field: &'static Field, word: &str, source: &Source, rule: DateRule<'_>) -> Option<String> {
    let cell = if word.trim().is_empty() { RawCell::Empty } else { RawCell::Text(word) };
    match field.id {
        "deadline_kind" => DeadlineReader::default().read(&cell, rule).ok().map(|found| found.kind.id().to_owned()),
        id => text_value(id, &cell, source),
    }
}

impl<'a> Normalized<'a> {
    /// The frame of what was gathered; nothing is left.
    pub(super) fn gathered_frame(&mut self, lane: &mut Lane<'a>) -> Result<DataFrame, PolarsError> {
        let Lane { gathered, plan, rows, uncompared, .. } = lane;
        let height = gathered.height();
        self.note_gathered(gathered);
        let origin = u32::try_from(self.current).unwrap_or(u32::MAX);
        let mut columns = vec![
            Column::new_scalar("source".into(), Scalar::from(origin), height),
            UInt64Chunked::from_vec("place".into(), std::mem::take(&mut gathered.places)).into_column(),
        ];
        let sets = UInt32Chunked::from_vec("lead_units".into(), std::mem::take(&mut gathered.sets)).into_column();
        for field in FIELDS.iter().filter(|field| self.asks_for(field.id)) {
            let name = field.id.into();
            let of_days = plan.days.iter().position(|of| of.field.id == field.id);
            let of_words = plan.texts.iter().position(|of| of.field.id == field.id);
            columns.push(match (of_days.and_then(|place| gathered.days.get_mut(place)), of_words) {
                (Some(days), _) => days_column(name, std::mem::take(days)),
                (None, Some(place)) => {
                    gathered.texts.get_mut(place).map(|texts| texts.column(name, height)).unwrap_or_default()
                }
                (None, None) if is_day(field) => Column::full_null(name, height, &DataType::Date),
                (None, None) => sets.clone().with_name(name),
            });
        }
        columns.extend(match &rows.status {
            Some(status) => gathered.status_columns(status.has_deadlines()),
            None => status::absent(height),
        });
        let frame = DataFrame::new(height, columns)?;
        if rows.status.is_some() {
            uncompared.push(&frame);
        }
        Ok(frame)
    }
}

impl Gathered {
    fn status_columns(&mut self, has_deadlines: bool) -> [Column; 3] {
        let height = self.reported.len();
        let codes = std::mem::take(&mut self.reported);
        let reported = match codes.contains(&NO_STATUS) {
            true => {
                let codes = codes.into_iter().map(|code| (code != NO_STATUS).then_some(code));
                UInt8Chunked::from_iter_options(REPORTED.into(), codes)
            }
            false => UInt8Chunked::from_vec(REPORTED.into(), codes),
        };
        let decides = std::mem::take(&mut self.decides);
        let decides = match decides.iter().any(|decides| *decides) {
            true => BooleanChunked::from_slice("label_decides".into(), &decides).into_series().into_column(),
            false => Column::new_scalar("label_decides".into(), Scalar::from(false), height),
        };
        let known = Column::new_scalar("has_deadline_column".into(), Scalar::from(has_deadlines), height);
        [reported.into_series().into_column(), decides, known]
    }
}

impl Texts {
    fn column(&mut self, name: polars::prelude::PlSmallStr, height: usize) -> Column {
        if let [only] = self.values.as_slice() {
            let value = only.as_deref().map_or(AnyValue::Null, AnyValue::String).into_static();
            self.codes.clear();
            return Column::new_scalar(name, Scalar::new(DataType::String, value), height);
        }
        let text = |code: u32| self.values.get(code as usize).and_then(Option::as_deref);
        let texts = StringChunked::from_iter_options(name, self.codes.iter().map(|code| text(*code)));
        *self = Self::default();
        texts.into_series().into_column()
    }
}

fn days_column(name: polars::prelude::PlSmallStr, days: Vec<i32>) -> Column {
    let is_day = days.contains(&NO_DAY).then(|| days.iter().map(|day| *day != NO_DAY).collect());
    Int32Chunked::from_vec_validity(name, days, is_day).into_date().into_column()
}
