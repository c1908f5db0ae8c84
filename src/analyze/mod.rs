//! Ad hoc questions over classified tasks: any metric by any columns.
//!
//! In: a [`Question`], classified tasks batch by batch. Out: a [`Tally`] of each batch, which merge in any order, and in the end an
//! [`Answer`] with names in the place of codes.

mod answer;
pub mod csv;
mod dimension;
mod measure;
mod question;
mod tally;

pub use answer::{Answer, Group, Names, Value};
pub use dimension::{DIMENSIONS, Dimension, DimensionKind, dimension};
pub use measure::{Counts, DEFAULT, Measure, MeasureKind, Measured, measure, measures};
pub use question::Question;
pub use tally::Tally;
