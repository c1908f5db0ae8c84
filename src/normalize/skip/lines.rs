//! What the words of a row tell of it: a sum, the signatures below a table, the numbers of its columns.
//!
//! In: texts and keys of cells. Out: whether they are of such a row. Each asks for words that no task consists of ("Tổng cộng: 3 nhiệm
//! vụ", but not "Tổng hợp báo cáo").

use std::sync::LazyLock;

use crate::spelling;

/// Words that open a sum, whatever the mapping lists.
const SUMS: [&str; 4] = ["Tổng cộng", "Tổng số", "Tổng", "Cộng"];
/// What a sum may be of: every word behind the label is one of these, a number or a letter.
const SUMMED: &str = "cộng số các nhiệm vụ công việc văn bản dòng lượt đã được giao trong tháng quý năm tuần kỳ này nhóm mục phần trang \
                      toàn tỉnh chung lũy luỹ kế đơn vị";
/// Who signs below a table, and what stands about the signatures.
const SIGNING: [&str; 30] = [
    "Người lập",
    "Người lập biểu",
    "Người lập bảng",
    "Người lập báo cáo",
    "Người tổng hợp",
    "Người báo cáo",
    "Người thống kê",
    "Người theo dõi",
    "Lập biểu",
    "Lập bảng",
    "Thủ trưởng",
    "Thủ trưởng đơn vị",
    "Thủ trưởng cơ quan",
    "Lãnh đạo",
    "Lãnh đạo đơn vị",
    "Lãnh đạo phòng",
    "Chánh Văn phòng",
    "Phó Chánh Văn phòng",
    "Trưởng phòng",
    "Phó Trưởng phòng",
    "Giám đốc",
    "Phó Giám đốc",
    "Chủ tịch",
    "Phó Chủ tịch",
    "Kế toán trưởng",
    "Người duyệt",
    "Ký tên",
    "Ký, ghi rõ họ tên",
    "Ký tên, đóng dấu",
    "Đã ký",
];
/// What opens a line below a table.
const OPENING: [&str; 9] =
    ["Ghi chú", "Nơi nhận", "Người lập biểu", "Người lập bảng", "Thủ trưởng", "KT", "TM", "TL", "TUQ"];
/// A name of a person has so many words at most.
const LONGEST_NAME: usize = 6;
/// So many columns are numbered at least, where a row numbers them.
const FEWEST_NUMBERS: usize = 3;

static SUM_KEYS: LazyLock<Vec<String>> = LazyLock::new(|| SUMS.map(spelling::key).into());
static SUMMED_KEYS: LazyLock<Vec<String>> = LazyLock::new(|| SUMMED.split_whitespace().map(spelling::key).collect());
static SIGNING_KEYS: LazyLock<Vec<String>> = LazyLock::new(|| SIGNING.map(spelling::key).into());

/// Whether a cell is a label of sums and nothing else.
pub fn is_sum(key: &str, labels: &[String]) -> bool {
    labels.iter().chain(SUM_KEYS.iter()).any(|label| label == key)
}

/// Whether a cell is such a label with what it is a sum of: `Tổng cộng: 3 nhiệm vụ`, `Cộng tháng 1`.
pub fn opens_sum(key: &str, labels: &[String]) -> bool {
    let is_letter = |word: &str| word.chars().count() == 1 || word.chars().all(|sign| "ivxl".contains(sign));
    let is_number = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit());
    let of_sum = |word: &str| is_number(word) || is_letter(word) || SUMMED_KEYS.iter().any(|known| known == word);
    let rests = labels.iter().chain(SUM_KEYS.iter()).filter_map(|label| key.strip_prefix(label.as_str()));
    let mut rests = rests.filter(|rest| rest.is_empty() || rest.starts_with(' '));
    rests.any(|rest| rest.split_whitespace().all(of_sum))
}

/// Whether a cell speaks of who signs, where and when, or opens a note below the table.
pub fn is_signing(text: &str) -> bool {
    let key = spelling::key(text);
    let opens = || {
        let (opening, rest) = text.split_once([':', '.']).unwrap_or((text, ""));
        !rest.is_empty() && OPENING.iter().any(|known| spelling::key(known) == spelling::key(opening))
    };
    SIGNING_KEYS.contains(&key) || opens() || is_day_of_signing(text)
}

/// `Kon Tum, ngày 02 tháng 01 năm 2025`; a deadline has no place before its day.
fn is_day_of_signing(text: &str) -> bool {
    let Some((place, day)) = text.split_once(',') else { return false };
    is_name(place) && spelling::key(day).starts_with(&spelling::key("ngày "))
}

/// Whether a cell looks like the name of a person or a place: few words, each with a capital.
pub fn is_name(text: &str) -> bool {
    let is_part = |word: &str| {
        let letters = word.trim_matches(|sign: char| sign.is_ascii_punctuation());
        letters.starts_with(char::is_uppercase) && letters.chars().all(|letter| letter.is_alphabetic() || letter == '.')
    };
    (1..=LONGEST_NAME).contains(&text.split_whitespace().count()) && text.split_whitespace().all(is_part)
}

/// Whether the cells number the columns from left to right: `1 2 3`, `(1) (2) (3)`, `A B 1 2 3=1+2`.
pub fn are_column_numbers<'a>(cells: impl Iterator<Item = &'a str>) -> bool {
    let mut previous: Option<Sign> = None;
    let mut count = 0;
    for cell in cells {
        let Some(sign) = Sign::read(cell) else { return false };
        let follows = match (previous, sign) {
            (None, Sign::Number(number)) | (Some(Sign::Letter(_)), Sign::Number(number)) => number <= 1,
            (None, Sign::Letter(letter)) => letter == b'a',
            (Some(Sign::Number(before)), Sign::Number(number)) => number == before + 1,
            (Some(Sign::Letter(before)), Sign::Letter(letter)) => letter == before + 1,
            (Some(Sign::Number(_)), Sign::Letter(_)) => false,
        };
        if !follows {
            return false;
        }
        (previous, count) = (Some(sign), count + 1);
    }
    count >= FEWEST_NUMBERS
}

/// What stands over or under a column to number it.
#[derive(Clone, Copy)]
enum Sign {
    Number(u32),
    Letter(u8),
}

impl Sign {
    fn read(cell: &str) -> Option<Self> {
        let sign = cell.split('=').next()?.trim().trim_matches(['(', ')', '[', ']', '.', ' ']);
        match sign.as_bytes() {
            [letter] if letter.is_ascii_alphabetic() => Some(Self::Letter(letter.to_ascii_lowercase())),
            [_, ..] if sign.len() <= 2 => sign.parse().ok().map(Self::Number),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_are_told_from_tasks_that_open_alike() {
        let is = |text: &str| opens_sum(&spelling::key(text), &[]);
        for sum in
            ["Tổng cộng: 3 nhiệm vụ", "Tổng", "TỔNG SỐ NHIỆM VỤ: 12", "Cộng tháng 1", "Cộng (II)", "Tổng cộng: 2"]
        {
            assert!(is(sum), "{sum}");
        }
        for task in
            ["Tổng hợp báo cáo", "Tổng kết năm 2018", "Cộng tác viên", "Tổng số liệu thu chi", "Báo cáo tổng cộng"]
        {
            assert!(!is(task), "{task}");
        }
    }

    #[test]
    fn signatures_are_told_from_tasks_and_deadlines() {
        for line in ["NGƯỜI LẬP BIỂU", "Ghi chú: phần mềm lỗi", "Kon Tum, ngày 02 tháng 01 năm 2025", "KT. CHỦ TỊCH"]
        {
            assert!(is_signing(line), "{line}");
        }
        for other in ["Trước ngày 30/6, ngày 1/7", "Lập biểu thống kê dân số", "Ghi chú", "30/6/2018, ngày gia hạn"]
        {
            assert!(!is_signing(other), "{other}");
        }
        assert!(is_name("Trần Thị A") && is_name("Y. Ni Ksor") && !is_name("Báo cáo A"));
    }

    #[test]
    fn only_a_row_of_numbers_in_order_numbers_columns() {
        let are = |cells: &[&str]| are_column_numbers(cells.iter().copied());
        assert!(are(&["1", "2", "3", "4"]) && are(&["(1)", "(2)", "(3)"]) && are(&["A", "B", "1", "2", "3=1+2", "4"]));
        assert!(!are(&["1", "2"]) && !are(&["1", "3", "4"]) && !are(&["1", "K1", "3"]) && !are(&["2", "3", "4"]));
    }
}
