//! Marks of secrecy: which columns hold them, and what is one.
//!
//! In: the heading of a sheet, the text of a cell. Out: the columns whose every word must be looked at before a row is read on. Beside the
//! column that the mapping names it is each one whose heading has the word "mật", unless the mapping says exactly what else it is.

use std::sync::LazyLock;

use crate::{
    ingest::{Heading, Rows},
    spelling,
};

/// The field of the marks.
const FIELD: &str = "secrecy";

/// What may stand in a column of secrecy marks; anything else is taken for a mark, however it is spelt.
const NOT_SECRET: [&str; 4] = ["Thường", "Không", "Không mật", "Bình thường"];

/// The word of headings that speak of secrecy.
static WORD: LazyLock<String> = LazyLock::new(|| padded("mật"));

/// Words that have it and speak of something else.
static OTHERS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let others = [
        "bảo mật thông tin",
        "bảo mật dữ liệu",
        "bảo mật hệ thống",
        "an toàn bảo mật",
        "mật khẩu",
        "mật độ",
        "mật mã",
        "mật thiết",
    ];
    others.map(padded).into()
});

/// The columns of the marks, from left to right.
pub fn columns(heading: &Heading) -> Vec<usize> {
    (0..heading.width()).filter(|column| is_of_marks(heading, *column)).collect()
}

fn is_of_marks(heading: &Heading, column: usize) -> bool {
    match heading.bound().find(|(_, taken)| *taken == column) {
        Some((FIELD, _)) => true,
        Some((field, _)) if !heading.is_loose(field) => false,
        _ => heading.label(column).is_some_and(|label| speaks_of_secrecy(&label)),
    }
}

/// Whether a heading speaks of secrecy: `Phân loại mật`, `Độ bảo mật`, but not `Bảo mật thông tin`.
pub fn speaks_of_secrecy(label: &str) -> bool {
    let others = OTHERS.iter().fold(padded(label), |label, other| label.replace(other.as_str(), " "));
    others.contains(WORD.as_str())
}

/// The first of these columns in which a row has a mark.
pub fn marked(row: &dyn Rows, columns: &[usize]) -> Option<usize> {
    columns.iter().copied().find(|column| is_secret(&row.cell(*column).text()))
}

/// Whether a cell of such a column is empty or has one of the words that are no mark, as they are most often written.
pub fn is_plainly_not(cell: &[u8]) -> bool {
    cell.is_empty() || NOT_SECRET.iter().any(|word| word.as_bytes() == cell)
}

/// Whether a text in such a column says that the row must not be read on.
fn is_secret(mark: &str) -> bool {
    // Nearly every row of an export that has the column says so in one of these words.
    if NOT_SECRET.contains(&mark) {
        return false;
    }
    let mark = spelling::key(mark);
    !mark.is_empty() && NOT_SECRET.iter().all(|word| spelling::key(word) != mark)
}

fn padded(words: &str) -> String {
    format!(" {} ", spelling::key(words))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_with_the_word_speak_of_secrecy_unless_they_say_what_else() {
        for label in
            ["Mật", "Phân loại mật", "ĐỘ BẢO MẬT", "Độ mật VB", "Văn bản / Mật", "Mức độ mật của bảo mật thông tin"]
        {
            assert!(speaks_of_secrecy(label), "{label}");
        }
        for label in ["Bảo mật thông tin", "Mật khẩu", "Mật độ dân số", "Độ khẩn", "Mặt hàng"]
        {
            assert!(!speaks_of_secrecy(label), "{label}");
        }
    }
}
