//! The columns of a table: what each of them holds, by its heading and its cells.
//!
//! In: a [`Grid`] and its heading. Out: [`Column`].

use super::{
    content::Grid,
    head::{Head, is_sequence_heading},
};
use crate::{
    spelling,
    wording::{Form, Number, Role, role_of, says, says_any},
};

/// One column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its heading in one line.
    pub heading: String,
    /// What its cells are.
    pub kind: ColumnKind,
    /// What it counts, where its words say so.
    pub role: Option<Role>,
    /// Whether it mostly measures, in decimals, rather than counts.
    pub is_measure: bool,
    /// What its heading says of its sums.
    pub sums: Sums,
    /// Which sign stands before its decimals.
    pub(super) decimals: Decimals,
}

/// Whether the numbers of a column add up, by its heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sums {
    /// Nothing says that they do not.
    Expected,
    /// They are points, changes, averages.
    Doubtful,
    /// They are names: codes, ranks; or growth.
    Never,
}

impl Sums {
    fn of(path: &[String]) -> Self {
        if path
            .last()
            .is_some_and(|leaf| GROWTH.iter().any(|words| spelling::key(leaf).starts_with(&spelling::key(words))))
        {
            return Self::Never;
        }
        let keys: Vec<String> =
            path.iter().map(|line| spelling::key(line.split('(').next().unwrap_or_default())).collect();
        let opens = |key: &String, word: &str| {
            key.strip_prefix(&spelling::key(word)).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
        };
        let closes = |key: &String, word: &str| {
            key.strip_suffix(&spelling::key(word)).is_some_and(|rest| rest.is_empty() || rest.ends_with(' '))
        };
        let at_ends = |key: &String| {
            AT_ENDS.iter().any(|word| opens(key, word)) && !OTHERS.iter().any(|word| opens(key, word))
                || AT_ENDS.iter().any(|word| closes(key, word)) && !OTHERS.iter().any(|word| closes(key, word))
        };
        match () {
            () if keys.last().is_some_and(|leaf| NAMES.iter().any(|word| opens(leaf, word))) => Self::Never,
            () if keys.iter().any(|key| says_any(key, &NO_SUM) || at_ends(key)) => Self::Doubtful,
            () => Self::Expected,
        }
    }
}

/// The sign that stands before the decimals of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decimals {
    /// There are none.
    None,
    /// A comma, as officials write.
    Comma,
    /// A point, as in tables for other programs.
    Point,
}

/// What the cells of a column are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnKind {
    /// Sequence numbers.
    Sequence,
    /// Counts, which add up.
    Count,
    /// Rates.
    Rate,
    /// Numbers that do not add up: points, ranks, changes, years.
    Other,
    /// Words, dates, marks.
    Words,
}

/// First words of columns whose numbers name something and add up to nothing.
const NAMES: [&str; 12] = [
    "dòng",
    "mã",
    "số hiệu",
    "ký hiệu",
    "số ký hiệu",
    "điện thoại",
    "số điện thoại",
    "hạng",
    "thứ hạng",
    "vị thứ",
    "xếp hạng",
    "xếp loại",
];
/// Words of columns whose numbers need not add up, wherever they stand.
const NO_SUM: [&str; 11] = [
    "xếp hạng",
    "xếp loại",
    "bình quân",
    "trung bình",
    "số ngày",
    "so với",
    "chênh lệch",
    "thay đổi",
    "hệ số",
    "trọng số",
    "quy đổi",
];
/// First words of columns of growth: rates of no part of a whole.
const GROWTH: [&str; 6] = ["tỷ lệ tăng", "tỉ lệ tăng", "tỷ lệ giảm", "tỉ lệ giảm", "tốc độ tăng", "mức tăng"];
/// Words that say so only where a heading opens or closes with them: they are parts of many others.
const AT_ENDS: [&str; 3] = ["điểm", "tăng", "giảm"];
/// What these are parts of, at either end.
const OTHERS: [&str; 12] = [
    "thời điểm",
    "địa điểm",
    "trọng điểm",
    "thí điểm",
    "quan điểm",
    "điểm cầu",
    "điểm trường",
    "điểm nóng",
    "giảm nghèo",
    "giảm tải",
    "tăng cường",
    "gia tăng",
];
/// Words of rates.
pub const RATE: [&str; 3] = ["tỷ lệ", "tỉ lệ", "phần trăm"];
/// Whether a number may be a year.
fn is_year(number: Number) -> bool {
    number.count().is_some_and(|year| (1900..2100).contains(&year))
}

impl Column {
    /// Reads a column of a body.
    pub fn read(grid: &Grid, head: &Head, body: &[usize], column: usize) -> Self {
        let heading = head.paths.get(column).map(|path| path.join(" / ")).unwrap_or_default();
        let folded = spelling::key(&heading);
        let sums = head.paths.get(column).map_or(Sums::Expected, |path| Sums::of(path));
        let cells = || body.iter().filter_map(|row| grid.cell(*row, column)).filter(|cell| !cell.is_blank());
        // What a workbook failed to calculate says nothing of what the column holds.
        let filled = cells().filter(|cell| !cell.is_uncalculated()).count();
        let numbers = cells().filter(|cell| cell.number.is_some()).count();
        let percent = cells().filter(|cell| cell.number.is_some_and(Number::is_percent)).count();
        let counts = cells().filter(|cell| cell.number.and_then(Number::count).is_some()).count();
        let marks = cells().filter(|cell| cell.is_mark()).count();
        let is_measure = counts * 3 < numbers * 2;
        let amounts = || cells().filter_map(|cell| cell.number);
        let is_sequence = is_sequence_heading(&heading) || heading.is_empty() && column == 0;
        let kind = match () {
            () if is_sequence => ColumnKind::Sequence,
            () if marks > 0 && marks + numbers == filled => ColumnKind::Count,
            () if numbers == 0 || numbers * 3 < filled * 2 => ColumnKind::Words,
            () if sums == Sums::Never || sums == Sums::Doubtful && !says_any(&folded, &RATE) => ColumnKind::Other,
            () if says_any(&folded, &RATE) || heading.contains('%') || percent > 0 => ColumnKind::Rate,
            () if says(&folded, "năm") && amounts().all(is_year) => ColumnKind::Other,
            // Shares of one, as a workbook keeps rates.
            () if is_measure && amounts().all(Number::is_at_most_one) => ColumnKind::Other,
            () => ColumnKind::Count,
        };
        let has = |form: Form, sign: char| {
            cells().any(|cell| {
                cell.number.is_some_and(|it| it.form() == form && it.digits() > 0) && cell.text.contains(sign)
            })
        };
        let decimals = match () {
            () if has(Form::English, '.') => Decimals::Point,
            () if has(Form::Official, ',') => Decimals::Comma,
            () => Decimals::None,
        };
        let role = if kind == ColumnKind::Count { role_of(&heading) } else { None };
        Self { heading, kind, role, is_measure, sums, decimals }
    }
}
