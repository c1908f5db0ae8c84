//! Numbers as people write them, kept exactly.
//!
//! In: the text of a cell or word, or the value of a workbook's cell. Out: [`Number`]: digits and how many of them stand behind the
//! comma, so that a rate is compared at the digits that it shows.

use crate::locale::vietnamese;

/// A workbook keeps no more exact digits of a fraction than these.
const DIGITS_OF_BINARY: u32 = 12;

/// From so many decimals on a value was divided, not typed.
const DIGITS_OF_QUOTIENTS: u32 = 7;

/// Digits of a value that a workbook keeps exactly.
const DIGITS_IN_ALL: usize = 15;

/// A number without sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Number {
    pub(super) scaled: u64,
    pub(super) digits: u32,
    pub(super) percent: bool,
    form: Form,
}

/// How a number is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// As officials write it, or as a value of a workbook.
    Official,
    /// Thousands without a dot: `3393`.
    Undotted,
    /// Thousands parted by a comma or a decimal point, as in English.
    English,
    /// Thousands parted by a space.
    Spaced,
}

impl Number {
    /// A count.
    #[must_use]
    pub fn of_count(count: u64) -> Self {
        Self { scaled: count, digits: 0, percent: false, form: Form::Official }
    }

    /// The value of a cell of a workbook; `None` below zero and beyond counting.
    #[must_use]
    pub fn of_binary(value: f64) -> Option<Self> {
        let text = format!("{value}");
        let (whole, decimals) = text.split_once('.').unwrap_or((&text, ""));
        // Behind fifteen digits in all a workbook keeps the noise of its calculation.
        let exact = (DIGITS_OF_BINARY as usize).min(DIGITS_IN_ALL.saturating_sub(whole.len()));
        let kept = decimals.get(..exact).unwrap_or(decimals);
        let digits = u32::try_from(kept.len()).ok()?;
        let scaled: u64 = format!("{whole}{kept}").parse().ok()?;
        // The digits behind those that are exact decide how the last one is rounded.
        let up = decimals.as_bytes().get(kept.len()).is_some_and(|digit| *digit >= b'5');
        Some(
            Self { scaled: scaled.checked_add(u64::from(up))?, digits, percent: false, form: Form::Official }.trimmed(),
        )
    }

    /// A number as text: `3.393`, `02`, `54,4%`, `3393`, `18.4%`. `None` for anything else, a date or a document number above all.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        let (text, percent) = text.strip_suffix('%').map_or((text, false), |rest| (rest.trim_end(), true));
        let plain = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let grouped = |text: &str, sign: char| {
            let mut groups = text.split(sign);
            let opens = |first: &str| plain(first) && first.len() <= 3 && !first.starts_with('0');
            let opens = groups.next().is_some_and(opens);
            let mut rest = groups.peekable();
            opens && rest.peek().is_some() && rest.all(|group| plain(group) && group.len() == 3)
        };
        let of = |whole: &str, decimals: &str, form: Form| {
            let digits = u32::try_from(decimals.len()).ok().filter(|digits| *digits <= DIGITS_OF_BINARY)?;
            Some(Self { scaled: format!("{whole}{decimals}").parse().ok()?, digits, percent, form })
        };
        if plain(text) {
            let form = if text.len() > 3 && !percent { Form::Undotted } else { Form::Official };
            return of(text, "", form);
        }
        if grouped(text, '.') && !percent {
            return of(&text.replace('.', ""), "", Form::Official);
        }
        let spaced = text.replace(['\u{a0}', '\u{202f}'], " ");
        if grouped(&spaced, ' ') && !percent {
            return of(&spaced.replace(' ', ""), "", Form::Spaced);
        }
        if let Some((whole, decimals)) = text.split_once(',') {
            if grouped(text, ',') && !percent {
                return of(&text.replace(',', ""), "", Form::English);
            }
            let is_whole = plain(whole) || grouped(whole, '.');
            return if is_whole && plain(decimals) {
                of(&whole.replace('.', ""), decimals, Form::Official)
            } else {
                None
            };
        }
        let (whole, decimals) = text.split_once('.')?;
        // `1.2.3` is a number of a section, `12.5` a decimal of an English hand.
        let is_decimal = percent || decimals.len() < 3 || whole == "0";
        if plain(whole) && plain(decimals) && is_decimal { of(whole, decimals, Form::English) } else { None }
    }

    /// The same number where a dot stands before decimals, as in tables for other programs: `1.000` is one.
    #[must_use]
    pub fn with_point(self, text: &str) -> Self {
        let decimals = text.trim().split_once('.').map_or(0, |(_, decimals)| decimals.len());
        let is_thousand = self.form == Form::Official && self.digits == 0 && decimals == 3;
        if is_thousand { Self { digits: 3, form: Form::English, ..self } } else { self }
    }

    /// The same number where a comma stands before decimals all over a column: `12,345` is twelve and a bit.
    #[must_use]
    pub fn with_comma(self, text: &str) -> Self {
        let is_decimal = self.form == Form::English && self.digits == 0 && text.matches(',').count() == 1;
        if is_decimal { Self { digits: 3, form: Form::Official, ..self } } else { self }
    }

    /// The same number as a percentage, with or without its sign.
    #[must_use]
    pub fn percentage(self) -> Self {
        Self { percent: true, ..self }
    }

    /// The amount, which may have decimals, when it is no rate.
    #[must_use]
    pub fn amount(self) -> Option<Self> {
        (!self.percent).then_some(self)
    }

    /// Whether it may be a share of one.
    #[must_use]
    pub fn is_at_most_one(self) -> bool {
        self.scaled <= 10u64.saturating_pow(self.digits)
    }

    /// Digits behind the comma.
    #[must_use]
    pub fn digits(self) -> u32 {
        self.digits
    }

    /// The sum, in as many digits as the longest of the two has.
    #[must_use]
    pub fn plus(self, other: Self) -> Option<Self> {
        let digits = self.digits.max(other.digits);
        let scaled = self.scaled_to(digits)?.checked_add(other.scaled_to(digits)?)?;
        Some(Self { scaled, digits, percent: false, form: Form::Official })
    }

    /// Whether two amounts are the same, whatever digits they show.
    #[must_use]
    pub fn is_same(self, other: Self) -> bool {
        self.ratio(other).is_some_and(|(own, other)| own == other)
    }

    /// Two amounts as whole numbers that stand to each other like them.
    #[must_use]
    pub fn ratio(self, other: Self) -> Option<(u64, u64)> {
        let digits = self.digits.max(other.digits);
        Some((self.scaled_to(digits)?, other.scaled_to(digits)?))
    }

    /// Whether a sum of so many amounts may differ from this one because each of them was rounded to these digits.
    #[must_use]
    pub fn may_be_rounded(self, sum: Self, parts: usize, digits: u32) -> bool {
        let off = self.ratio(sum).map(|(own, sum)| own.abs_diff(sum));
        let unit = 10u64.saturating_pow(self.digits.max(sum.digits).saturating_sub(digits));
        digits > 0 && off.is_some_and(|off| off.saturating_mul(2) <= unit.saturating_mul(parts as u64 + 1))
    }

    /// Whether it is this sum of so many amounts. Amounts of as many decimals as nobody types are quotients of a workbook, which add up
    /// but for the noise of their last digit, and of which a total may show fewer digits.
    #[must_use]
    pub fn is_sum(self, sum: Self, parts: usize, digits: u32) -> bool {
        let is_quotient = digits >= DIGITS_OF_QUOTIENTS;
        let shown = || {
            let unit = 10u64.checked_pow(sum.digits.checked_sub(self.digits)?)?;
            Some((sum.scaled + unit / 2) / unit == self.scaled)
        };
        self.is_same(sum) || is_quotient && (self.may_be_rounded(sum, parts, digits) || shown() == Some(true))
    }

    fn scaled_to(self, digits: u32) -> Option<u64> {
        self.scaled.checked_mul(10u64.checked_pow(digits.checked_sub(self.digits)?)?)
    }

    /// The count, when it is one.
    #[must_use]
    pub fn count(self) -> Option<u64> {
        (self.digits == 0 && !self.percent).then_some(self.scaled)
    }

    /// Whether it says the same as another one, at the digits of that.
    #[must_use]
    pub fn equals(self, other: Self) -> bool {
        if other.percent || self.percent {
            return self.as_rate() == other.as_rate() || other.percent && self.is_rate_of(other);
        }
        (self.digits, self.scaled) == (other.digits, other.scaled)
    }

    /// Whether it is written with a percent sign.
    #[must_use]
    pub fn is_percent(self) -> bool {
        self.percent
    }

    /// How it is written.
    #[must_use]
    pub fn form(self) -> Form {
        self.form
    }

    fn trimmed(mut self) -> Self {
        while self.digits > 0 && self.scaled.is_multiple_of(10) {
            self.scaled /= 10;
            self.digits -= 1;
        }
        self
    }
}

impl std::fmt::Display for Number {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let unit = 10u64.saturating_pow(self.digits);
        out.write_str(&vietnamese::count(self.scaled / unit))?;
        if self.digits > 0 {
            let width = usize::try_from(self.digits).unwrap_or_default();
            write!(out, ",{:0width$}", self.scaled % unit)?;
        }
        out.write_str(if self.percent { "%" } else { "" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<String> {
        Number::read(text).map(|number| number.to_string())
    }

    #[test]
    fn numbers_are_read_as_officials_write_them() {
        let told = |text: &str| read(text).unwrap_or_default();
        assert_eq!(
            ["3.393", "3393", " 02 ", "54,4%", "1.234,5", "0", "3 393", "1\u{a0}003\u{a0}393"].map(told),
            ["3.393", "3.393", "2", "54,4%", "1.234,5", "0", "3.393", "1.003.393"]
        );
        assert_eq!(["1,234", "18.4%", "12.5"].map(told), ["1.234", "18,4%", "12,5"]);
        for no in [
            "",
            "X",
            "31/12/2018",
            "28/BC",
            "1.2.3",
            "12.3456",
            "-",
            "1.",
            ".5",
            "12,",
            "12 34",
            "0 123",
            "4 5",
            "1 2345",
        ] {
            assert_eq!(read(no), None, "{no}");
        }
        assert_eq!(Number::read("3393").unwrap().form(), Form::Undotted);
        assert_eq!(Number::read("3.393").unwrap().form(), Form::Official);
        assert_eq!(Number::read("1,234").unwrap().form(), Form::English);
    }

    #[test]
    fn values_of_workbooks_are_decimal() {
        let told = |value: f64| Number::of_binary(value).unwrap().to_string();
        assert_eq!([told(3393.0), told(0.1 + 0.2), told(12.5), told(1.0)], ["3.393", "0,3", "12,5", "1"]);
        assert_eq!(Number::of_binary(-1.0), None);
        assert_eq!(Number::of_binary(f64::NAN), None);
    }
}
