//! Ad hoc questions over classified tasks: any metric by any columns.
//!
//! In: a [`Question`], classified tasks batch by batch. Out: a [`Tally`] of each batch, which merge in any order, and in the end an
//! [`Answer`] with names in the place of codes.

mod answer;
mod codes;
mod condition;
mod dimension;
mod kind;
mod measure;
mod names;
mod question;
mod results;
mod sql;
mod tally;
mod value;

pub use answer::{Answer, Group};
pub use condition::Condition;
pub use dimension::{DIMENSIONS, Dimension, DimensionKind, dimension};
pub use measure::{Counts, DEFAULT, Measure, MeasureKind, measure, measures};
pub use names::Names;
pub use question::Question;
pub use results::{ColumnKind, Meta, ResultColumn, Results};
pub use sql::{COLUMNS, Collected, SqlColumn, Statement, TABLES};
pub use tally::Tally;
pub use value::{Reader, Value};
