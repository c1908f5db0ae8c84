//! Exact numbers: points, bounds and shares, as whole fractions of any size.
//!
//! In: numbers as rulebooks and given values write them (`2`, `0.5`, `"0,5"`, `"90%"`), and counts. Out: [`Exact`], which never loses
//! anything until a [`Rounding`] says so. Fractions rather than decimals, since 93/129 has no last digit.

use std::{fmt, ops};

use num_rational::BigRational;
use serde::{Deserialize, Deserializer, de};

/// An exact number.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Exact(BigRational);

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
        Self(BigRational::from_integer(number.into()))
    }

    /// One number over another; `None` when the other is zero.
    #[must_use]
    pub fn ratio(part: u64, whole: u64) -> Option<Self> {
        (whole != 0).then(|| Self(BigRational::new(part.into(), whole.into())))
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
        Some(Self(BigRational::new((sign * units).into(), scale.into())))
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
        self.0.is_integer()
    }

    /// The least whole number above it.
    #[must_use]
    pub fn next_whole(&self) -> Self {
        Self(self.0.floor() + BigRational::from_integer(1.into()))
    }
}

/// As rulebooks write it: digits with a dot before decimals; a fraction that has no last digit as such (`93/129`).
impl fmt::Display for Exact {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ten = BigRational::from_integer(10.into());
        let (mut scaled, mut digits) = (self.0.clone(), 0usize);
        while !scaled.is_integer() && digits < 18 {
            scaled *= &ten;
            digits += 1;
        }
        if !scaled.is_integer() {
            return write!(out, "{}", self.0);
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
        Exact(&self.0 + &other.0)
    }
}

impl ops::Sub for &Exact {
    type Output = Exact;

    fn sub(self, other: Self) -> Exact {
        Exact(&self.0 - &other.0)
    }
}

impl ops::Mul for &Exact {
    type Output = Exact;

    fn mul(self, other: Self) -> Exact {
        Exact(&self.0 * &other.0)
    }
}
