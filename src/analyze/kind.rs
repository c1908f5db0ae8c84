//! What distinguishes the tasks that metrics count, as one small number.
//!
//! In: classified tasks. Out: the [`Kind`] of each; a code stands behind it where both tell a group.

use polars::prelude::{DataFrame, Expr, PolarsError, col, lit};

use crate::classify::on_paper;

/// Bits that a kind takes.
pub(super) const KIND_BITS: u32 = 16;
/// What stands for a status that there is not.
const NO_STATUS: u8 = 7;

/// What distinguishes the tasks that metrics count, in bits: disposition (4), status (3), and one for each of [`FLAGS`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Kind(u32);

/// Columns of yes and no behind disposition and status.
pub(super) const FLAGS: [&str; 6] =
    ["has_deadline", "has_deadline_column", "on_paper", "due_today", "extended", "extended_late"];

impl Kind {
    /// Code of the disposition.
    #[must_use]
    pub fn disposition(self) -> u8 {
        (self.0 & 0xF) as u8
    }

    /// Code of the status; none for what is not in the figures.
    #[must_use]
    pub fn status(self) -> Option<u8> {
        Some((self.0 >> 4 & 0x7) as u8).filter(|status| *status != NO_STATUS)
    }

    /// Names and values of its columns of yes and no.
    pub fn flags(self) -> impl Iterator<Item = (&'static str, bool)> {
        (7..).zip(FLAGS).map(move |(bit, name)| (name, self.0 >> bit & 1 == 1))
    }

    /// The columns that tell it, with those flags that somebody asks for.
    pub(super) fn columns(asked: &[&str]) -> Vec<Expr> {
        let flags = FLAGS.into_iter().filter(|name| asked.contains(name));
        let flags = flags.map(|name| match name {
            "on_paper" => on_paper().alias(name),
            _ => col(name).fill_null(lit(false)),
        });
        [col("disposition"), col("status").fill_null(lit(NO_STATUS))].into_iter().chain(flags).collect()
    }

    /// The number of the kind of each task of a frame with these columns; other flags are taken for no.
    pub(super) fn numbers(tasks: &DataFrame, asked: &[&str]) -> Result<Vec<u64>, PolarsError> {
        let codes = |name: &str| Ok::<_, PolarsError>(tasks.column(name)?.u8()?.rechunk().into_owned());
        let (dispositions, status) = (codes("disposition")?, codes("status")?);
        let first = dispositions.cont_slice()?.iter().zip(status.cont_slice()?);
        let mut numbers: Vec<u64> = first.map(|(disposition, status)| u64::from(disposition | status << 4)).collect();
        for (bit, name) in (7..).zip(FLAGS).filter(|(_, name)| asked.contains(name)) {
            let flags = tasks.column(name)?.bool()?.rechunk();
            for flags in flags.downcast_iter() {
                numbers
                    .iter_mut()
                    .zip(flags.values_iter())
                    .for_each(|(number, flag)| *number |= u64::from(flag) << bit);
            }
        }
        Ok(numbers)
    }
}

/// The first code and the kind of a packed number.
pub(super) fn unpacked(number: u64) -> (u32, Kind) {
    let kind = Kind((number & ((1 << KIND_BITS) - 1)) as u32);
    (u32::try_from(number >> KIND_BITS).unwrap_or_default(), kind)
}
