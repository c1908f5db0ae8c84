//! Fractions in lowest terms: two machine words where they are enough, numbers of any size where they are not.
//!
//! In: parts and wholes. Out: [`Fraction`]s that never overflow and never lose anything. Points of thousands of units are small fractions;
//! memory of their own for each of them would cost most of the time of a run.

use std::cmp::Ordering;

use num_rational::BigRational;

use super::exact::RoundingMode;

/// A fraction in lowest terms. What fits is always [`Fraction::Small`], so that equal fractions are equal values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Fraction {
    /// `part / whole`, the whole above zero.
    Small { part: i64, whole: i64 },
    /// A part or a whole beyond a machine word.
    Big(BigRational),
}

impl Default for Fraction {
    fn default() -> Self {
        Self::Small { part: 0, whole: 1 }
    }
}

impl Fraction {
    /// `part / whole`; `None` for a zero whole, or for numbers at the very edge of what is counted.
    pub(super) fn new(part: i128, whole: i128) -> Option<Self> {
        let (part, whole) = if whole < 0 { (part.checked_neg()?, whole.checked_neg()?) } else { (part, whole) };
        let divisor = i128::try_from(common_divisor(part.unsigned_abs(), whole.unsigned_abs())).ok()?;
        let (part, whole) = (part.checked_div(divisor)?, whole.checked_div(divisor)?);
        if whole == 0 {
            return None;
        }
        Some(match (i64::try_from(part), i64::try_from(whole)) {
            (Ok(part), Ok(whole)) => Self::Small { part, whole },
            _ => Self::Big(BigRational::new_raw(part.into(), whole.into())),
        })
    }

    /// The same of any size; small where it fits.
    pub(super) fn of_big(number: BigRational) -> Self {
        match (i64::try_from(number.numer()), i64::try_from(number.denom())) {
            (Ok(part), Ok(whole)) => Self::Small { part, whole },
            _ => Self::Big(number),
        }
    }

    /// The same of any size.
    pub(super) fn to_big(&self) -> BigRational {
        match self {
            Self::Small { part, whole } => BigRational::new_raw((*part).into(), (*whole).into()),
            Self::Big(number) => number.clone(),
        }
    }

    pub(super) fn plus(&self, other: &Self) -> Self {
        let small = self.small().zip(other.small()).and_then(|((part, whole), (other_part, other_whole))| {
            let parts = (part * other_whole).checked_add(other_part * whole)?;
            Self::new(parts, whole * other_whole)
        });
        small.unwrap_or_else(|| Self::of_big(self.to_big() + other.to_big()))
    }

    pub(super) fn minus(&self, other: &Self) -> Self {
        let small = self.small().zip(other.small()).and_then(|((part, whole), (other_part, other_whole))| {
            let parts = (part * other_whole).checked_sub(other_part * whole)?;
            Self::new(parts, whole * other_whole)
        });
        small.unwrap_or_else(|| Self::of_big(self.to_big() - other.to_big()))
    }

    pub(super) fn times(&self, other: &Self) -> Self {
        let small = self.small().zip(other.small());
        let small = small
            .and_then(|((part, whole), (other_part, other_whole))| Self::new(part * other_part, whole * other_whole));
        small.unwrap_or_else(|| Self::of_big(self.to_big() * other.to_big()))
    }

    /// This over another; `None` when the other is zero.
    pub(super) fn over(&self, other: &Self) -> Option<Self> {
        if *other == Self::default() {
            return None;
        }
        let small = self.small().zip(other.small());
        let small = small
            .and_then(|((part, whole), (other_part, other_whole))| Self::new(part * other_whole, whole * other_part));
        Some(small.unwrap_or_else(|| Self::of_big(self.to_big() / other.to_big())))
    }

    /// How many units of 10^-`digits` it has, rounded; `None` where they are beyond counting.
    pub(super) fn units(&self, mode: RoundingMode, digits: u32) -> Option<i128> {
        let (part, whole) = self.small()?;
        let scaled = part.checked_mul(10i128.checked_pow(digits)?)?;
        let (cut, rest) = (scaled.checked_div(whole)?, scaled.checked_rem(whole)?);
        let away = match (mode, (2 * rest.abs()).cmp(&whole)) {
            (RoundingMode::Trunc, _) | (_, Ordering::Less) => 0,
            (RoundingMode::HalfEven, Ordering::Equal) => (cut % 2).abs(),
            (_, Ordering::Equal | Ordering::Greater) => 1,
        };
        cut.checked_add(if scaled < 0 { -away } else { away })
    }

    fn small(&self) -> Option<(i128, i128)> {
        match self {
            Self::Small { part, whole } => Some((i128::from(*part), i128::from(*whole))),
            Self::Big(_) => None,
        }
    }
}

impl PartialOrd for Fraction {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Fraction {
    fn cmp(&self, other: &Self) -> Ordering {
        match self.small().zip(other.small()) {
            // Of two machine words each: their products cannot overflow.
            Some(((part, whole), (other_part, other_whole))) => (part * other_whole).cmp(&(other_part * whole)),
            None => self.to_big().cmp(&other.to_big()),
        }
    }
}

/// The greatest common divisor by halving and subtracting; at least 1 unless both are zero.
fn common_divisor(mut one: u128, mut other: u128) -> u128 {
    if one == 0 || other == 0 {
        return one | other;
    }
    let twos = (one | other).trailing_zeros();
    one >>= one.trailing_zeros();
    while other != 0 {
        other >>= other.trailing_zeros();
        if one > other {
            std::mem::swap(&mut one, &mut other);
        }
        other -= one;
    }
    one << twos
}
