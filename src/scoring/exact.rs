//! Exact numbers: points, bounds and shares, as whole fractions of any size.
//!
//! In: numbers as rulebooks and given values write them (`2`, `0.5`, `"0,5"`, `"90%"`), and counts. Out: [`Exact`], which never loses
//! anything until [`Exact::rounded`] says so, and its texts: `1,44` for people, `1.44` for programs. Fractions rather than decimals,
//! since 93/129 has no last digit.

use std::{fmt, iter, ops};

use num_rational::BigRational;
use serde::{Deserialize, Deserializer, de};

use super::fraction::Fraction;
use crate::locale::vietnamese;

/// An exact number.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Exact(Fraction);

/// How numbers are rounded where a rulebook says that they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RoundingMode {
    /// Half away from zero, as people round.
    #[default]
    HalfUp,
    /// Half to the even digit.
    HalfEven,
    /// Towards zero.
    Trunc,
}

impl Exact {
    /// A whole number.
    #[must_use]
    pub fn of(number: i64) -> Self {
        Self(Fraction::Small { part: number, whole: 1 })
    }

    /// One number over another; `None` when the other is zero.
    #[must_use]
    pub fn ratio(part: u64, whole: u64) -> Option<Self> {
        Fraction::new(part.into(), whole.into()).map(Self)
    }

    /// A number of things.
    #[must_use]
    pub fn count(number: u64) -> Self {
        Self(Fraction::of_big(BigRational::from_integer(number.into())))
    }

    /// This number over another; `None` when the other is zero.
    #[must_use]
    pub fn over(&self, other: &Self) -> Option<Self> {
        self.0.over(&other.0).map(Self)
    }

    /// The nearest of these bounds where it lies beyond them; `high` where they cross.
    #[must_use]
    pub fn clamped(self, low: &Self, high: &Self) -> Self {
        if self > *high || low > high {
            high.clone()
        } else if self < *low {
            low.clone()
        } else {
            self
        }
    }

    /// With this many digits behind the comma.
    #[must_use]
    pub fn rounded(&self, mode: RoundingMode, digits: u32) -> Self {
        let unit = || i64::try_from(10i128.checked_pow(digits)?).ok();
        let small = self.0.units(mode, digits).zip(unit());
        let small = small.and_then(|(units, unit)| Fraction::new(units, unit.into()));
        Self(small.unwrap_or_else(|| {
            let unit = power_of_ten(digits);
            let scaled = self.0.to_big() * &unit;
            let whole = match mode {
                RoundingMode::HalfUp => scaled.round(),
                RoundingMode::HalfEven => half_even(&scaled),
                RoundingMode::Trunc => scaled.trunc(),
            };
            Fraction::of_big(whole / unit)
        }))
    }

    /// The whole number below or at it; zero for what is negative or beyond counting.
    #[must_use]
    pub fn whole(&self) -> u64 {
        u64::try_from(self.0.to_big().floor().to_integer()).unwrap_or_default()
    }

    /// As programs read it, with a dot and at most this many digits behind it: `1.44`, `2`.
    #[must_use]
    pub fn plain(&self, mode: RoundingMode, digits: u32) -> String {
        let text = self.plain_fixed(mode, digits);
        if digits == 0 { text } else { text.trim_end_matches('0').trim_end_matches('.').to_owned() }
    }

    /// As programs read it, with a dot and exactly this many digits behind it: `1.44`, `2.00`.
    #[must_use]
    pub fn plain_fixed(&self, mode: RoundingMode, digits: u32) -> String {
        let units = match self.0.units(mode, digits) {
            Some(units) => units.to_string(),
            None => (self.rounded(mode, digits).0.to_big() * power_of_ten(digits)).to_integer().to_string(),
        };
        let (sign, units) = units.strip_prefix('-').map_or(("", units.as_str()), |units| ("-", units));
        let digits = usize::try_from(digits).unwrap_or_default();
        let units = format!("{units:0>width$}", width = digits + 1);
        let (whole, decimals) = units.split_at_checked(units.len() - digits).unwrap_or((&units, ""));
        if decimals.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{decimals}") }
    }

    /// As people read it, with a comma and at most this many digits behind it: `86,471`, `90,59`, `2`.
    #[must_use]
    pub fn printed(&self, mode: RoundingMode, digits: u32) -> String {
        vietnamese::decimal(&self.plain(mode, digits))
    }

    /// As people read it, with a comma and exactly this many digits behind it: `90,00`.
    #[must_use]
    pub fn printed_fixed(&self, mode: RoundingMode, digits: u32) -> String {
        vietnamese::decimal(&self.plain_fixed(mode, digits))
    }

    /// The number that a text writes: digits with a comma or a dot before decimals, a minus before them, `%` behind them.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let (digits, percent) = match text.strip_suffix('%') {
            Some(digits) => (digits.trim_end(), 100),
            None => (text, 1),
        };
        let (sign, digits) = digits.strip_prefix(['-', '\u{2212}']).map_or((1, digits), |digits| (-1, digits));
        let (whole, decimals) = digits.split_once([',', '.']).unwrap_or((digits, ""));
        let is_number = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || !is_number(whole) || !is_number(decimals) || decimals.len() > 15 || whole.len() > 15 {
            return None;
        }
        let units: i128 = format!("{whole}{decimals}").parse().ok()?;
        let scale = 10i128.pow(u32::try_from(decimals.len()).ok()?) * percent;
        Fraction::new(sign * units, scale).map(Self)
    }
}

fn power_of_ten(digits: u32) -> BigRational {
    BigRational::from_integer(10.into()).pow(i32::try_from(digits).unwrap_or_default())
}

/// The nearest whole number; of two equally near ones, the even one.
fn half_even(number: &BigRational) -> BigRational {
    let away = number.round();
    let two = BigRational::from_integer(2.into());
    let is_half = !number.is_integer() && (number * &two).is_integer();
    if !is_half || (&away / &two).is_integer() {
        away
    } else {
        // Half away from zero gave the odd one; the even one is its neighbour towards zero.
        number.trunc()
    }
}

impl<'de> Deserialize<'de> for Exact {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Number;
        impl de::Visitor<'_> for Number {
            type Value = Exact;

            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str("a number")
            }

            fn visit_i64<E: de::Error>(self, number: i64) -> Result<Exact, E> {
                Ok(Exact::of(number))
            }

            // The shortest text of a float is what was typed, up to fifteen digits.
            fn visit_f64<E: de::Error>(self, number: f64) -> Result<Exact, E> {
                self.visit_str(&number.to_string())
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Exact, E> {
                Exact::parse(text).ok_or_else(|| E::invalid_value(de::Unexpected::Str(text), &self))
            }
        }
        from.deserialize_any(Number)
    }
}

impl Exact {
    /// Whether nothing stands behind the comma.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.0.to_big().is_integer()
    }

    /// The least whole number above it.
    #[must_use]
    pub fn next_whole(&self) -> Self {
        Self(Fraction::of_big(self.0.to_big().floor() + BigRational::from_integer(1.into())))
    }
}

/// As rulebooks write it: digits with a dot before decimals; a fraction that has no last digit as such (`93/129`).
impl fmt::Display for Exact {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ten = BigRational::from_integer(10.into());
        let (mut scaled, mut digits) = (self.0.to_big(), 0usize);
        while !scaled.is_integer() && digits < 18 {
            scaled *= &ten;
            digits += 1;
        }
        if !scaled.is_integer() {
            return write!(out, "{}", self.0.to_big());
        }
        let plain = scaled.to_integer().to_string();
        let (sign, plain) = plain.strip_prefix('-').map_or(("", plain.as_str()), |plain| ("-", plain));
        let padded = format!("{plain:0>width$}", width = digits + 1);
        let (whole, decimals) = padded.split_at(padded.len() - digits);
        let dot = if digits == 0 { "" } else { "." };
        write!(out, "{sign}{whole}{dot}{decimals}")
    }
}

impl ops::Add for &Exact {
    type Output = Exact;

    fn add(self, other: Self) -> Exact {
        Exact(self.0.plus(&other.0))
    }
}

impl ops::Sub for &Exact {
    type Output = Exact;

    fn sub(self, other: Self) -> Exact {
        Exact(self.0.minus(&other.0))
    }
}

impl ops::Mul for &Exact {
    type Output = Exact;

    fn mul(self, other: Self) -> Exact {
        Exact(self.0.times(&other.0))
    }
}

impl ops::AddAssign<&Exact> for Exact {
    fn add_assign(&mut self, other: &Self) {
        self.0 = self.0.plus(&other.0);
    }
}

impl<'a> iter::Sum<&'a Exact> for Exact {
    fn sum<I: Iterator<Item = &'a Exact>>(numbers: I) -> Self {
        numbers.fold(Self::default(), |mut sum, number| {
            sum += number;
            sum
        })
    }
}
