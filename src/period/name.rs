//! What periods are called in Vietnamese reports.
//!
//! In: a [`ReportingPeriod`]. Out: its name as a sentence takes it up (`quý II năm 2026`), and its days in words.

use super::{Kind, ReportingPeriod};
use crate::locale::vietnamese;

impl ReportingPeriod {
    /// Its name: `tháng 6 năm 2026`, `6 tháng đầu năm 2026`; any two days have none but themselves.
    #[must_use]
    pub fn name(&self) -> String {
        let year = self.year();
        match self.kind() {
            Kind::Month(number) => format!("tháng {} năm {year}", vietnamese::month(number)),
            Kind::Quarter(number) => format!("quý {} năm {year}", vietnamese::roman(number as usize)),
            Kind::HalfYear(1) => format!("6 tháng đầu năm {year}"),
            Kind::HalfYear(_) => format!("6 tháng cuối năm {year}"),
            Kind::FirstMonths(number) => format!("{number} tháng đầu năm {year}"),
            Kind::Year => format!("năm {year}"),
            Kind::Custom => self.in_days(),
        }
    }

    /// Its days: `từ ngày 15/5/2026 đến ngày 14/6/2026`.
    #[must_use]
    pub fn in_days(&self) -> String {
        format!("từ ngày {} đến ngày {}", vietnamese::short_date(self.from()), vietnamese::short_date(self.to()))
    }
}
