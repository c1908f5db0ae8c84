//! What the labels of a batch say at all: what none of them says is not asked of each task.
//!
//! In: the frame of a batch. Out: [`Labels`], and whether the label of a task is one of some, as an expression.

use polars::prelude::{DataFrame, Expr, PolarsError, col, lit};

use super::{mapping::Reported, status::REPORTED};

/// What labels say.
pub struct Labels(Vec<Reported>);

impl Labels {
    /// Those of a batch; any where it does not tell.
    #[must_use]
    pub fn of(frame: &DataFrame) -> Self {
        read(frame).unwrap_or_else(|_| Self::any())
    }

    /// Whatever they can say.
    #[must_use]
    pub fn any() -> Self {
        Self(Reported::ALL.to_vec())
    }

    /// Whether the label of a task says one of these: null where it says nothing. None where no label does.
    #[must_use]
    pub fn say(&self, is_wanted: impl Fn(Reported) -> bool) -> Option<Expr> {
        let wanted = self.0.iter().filter(|code| is_wanted(**code));
        wanted.map(|code| col(REPORTED).eq(lit(code.code()))).reduce(Expr::or)
    }
}

fn read(frame: &DataFrame) -> Result<Labels, PolarsError> {
    let codes = frame.column(REPORTED)?.u8()?;
    let mut is_there = [false; Reported::ALL.len()];
    for part in codes.downcast_iter() {
        for code in part.values_iter() {
            is_there.get_mut(usize::from(*code)).into_iter().for_each(|is_there| *is_there = true);
        }
    }
    Ok(Labels(
        Reported::ALL.into_iter().zip(is_there).filter_map(|(code, is_there)| is_there.then_some(code)).collect(),
    ))
}
