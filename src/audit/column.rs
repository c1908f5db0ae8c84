//! The columns of a table: what each of them holds, by its heading and its cells.
//!
//! In: a [`Grid`] and its heading. Out: [`Column`].

use super::{
    content::Grid,
    head::{Head, is_sequence_heading},
};
use crate::{
    spelling,
    wording::{Form, Number, Role, opens, role_of, says, says_any},
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
    /// Whether it holds nothing but dashes for nought.
    pub(super) has_only_dashes: bool,
    /// Whether some of its numbers are written with a point.
    pub(super) has_points: bool,
    /// Whether it holds rates, some of which are too large for shares of one: then all of them are percentages.
    pub(super) has_percentages: bool,
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
    /// They are ranks, or growth.
    Never,
    /// They are names: codes.
    Name,
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
        let closes = |key: &String, word: &str| {
            key.strip_suffix(&spelling::key(word)).is_some_and(|rest| rest.is_empty() || rest.ends_with(' '))
        };
        let at_ends = |key: &String| {
            AT_ENDS.iter().any(|word| opens(key, word)) && !OTHERS.iter().any(|word| opens(key, word))
                || AT_ENDS.iter().any(|word| closes(key, word)) && !OTHERS.iter().any(|word| closes(key, word))
        };
        let is_leaf = |words: &[&str]| keys.last().is_some_and(|leaf| words.iter().any(|word| opens(leaf, word)));
        match () {
            () if is_leaf(&NAMES) && !is_leaf(&NO_NAMES) => Self::Name,
            () if is_leaf(&RANKS) && !is_leaf(&NO_NAMES) => Self::Never,
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
const NAMES: [&str; 7] = ["dòng", "mã", "số hiệu", "ký hiệu", "số ký hiệu", "điện thoại", "số điện thoại"];
/// First words of columns of ranks.
const RANKS: [&str; 5] = ["hạng", "thứ hạng", "vị thứ", "xếp hạng", "xếp loại"];
/// What opens like these and counts or measures.
const NO_NAMES: [&str; 6] = ["hạng mục", "dòng tiền", "dòng vốn", "dòng chảy", "dòng họ", "mã lực"];
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
/// No share of one is larger: `1,2` is 120 % of a plan.
const MOST_SHARE: u64 = 5;
/// Words of rates.
pub const RATE: [&str; 3] = ["tỷ lệ", "tỉ lệ", "phần trăm"];
/// Whether a number may be a year.
fn is_year(number: Number) -> bool {
    number.count().is_some_and(|year| (1900..2100).contains(&year))
}

impl Column {
    /// The same column among columns of counts: dashes alone are counts where the heading says of what.
    #[must_use]
    pub fn among_counts(self) -> Self {
        let role = role_of(&self.heading)
            .filter(|_| !says_any(&spelling::key(&self.heading), &["ngày", "thời gian", "hạn xử lý"]));
        match role {
            Some(_) if self.has_only_dashes && self.kind == ColumnKind::Words => {
                Self { kind: ColumnKind::Count, role, ..self }
            }
            _ => self,
        }
    }

    /// Reads a column of a body.
    pub fn read(grid: &Grid, head: &Head, body: &[usize], column: usize) -> Self {
        let heading = head.paths.get(column).map(|path| path.join(" / ")).unwrap_or_default();
        let folded = spelling::key(&heading);
        let sums = head.paths.get(column).map_or(Sums::Expected, |path| Sums::of(path));
        let cells = || body.iter().filter_map(|row| grid.cell(*row, column)).filter(|cell| !cell.is_blank());
        // What a workbook failed to calculate says nothing of what the column holds, nor does a dash for nought.
        let filled = cells().filter(|cell| !cell.is_uncalculated() && !cell.is_nothing()).count();
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
            () if matches!(sums, Sums::Never | Sums::Name) || sums == Sums::Doubtful && !says_any(&folded, &RATE) => {
                ColumnKind::Other
            }
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
        let has_only_dashes = filled == 0 && cells().next().is_some();
        let has_points = amounts().any(|number| number.form() == Form::English);
        let most = Number::of_count(MOST_SHARE);
        let is_large = |number: Number| number.ratio(most).is_some_and(|(number, most)| number > most);
        let has_percentages = kind == ColumnKind::Rate && amounts().any(is_large);
        let role = if kind == ColumnKind::Count { role_of(&heading) } else { None };
        Self { heading, kind, role, is_measure, sums, has_only_dashes, has_points, has_percentages, decimals }
    }
}
