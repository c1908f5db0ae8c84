//! Figures in a text: numbers of tasks and rates, with what their clause says that they count.
//!
//! In: a text. Out: [`Figure`]s. What a clause does not say in words that leave no doubt is left in peace.

use super::{
    number::Number,
    roles::{Role, role_of, says_any},
};
use crate::spelling;

/// A figure in a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// As it is written.
    pub written: String,
    /// What it is.
    pub value: FigureValue,
    /// What its clause says that it counts.
    pub role: Option<Role>,
    /// The words of its clause.
    pub clause: String,
    /// Number of its sentence within the paragraph.
    pub sentence: usize,
    /// The time that its sentence speaks of there.
    pub time: Option<Time>,
}

/// The time that words say a figure is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Time {
    /// The period of the report: `trong tháng`.
    Period,
    /// Everything since the start of the year: `lũy kế`.
    Cumulated,
}

const OF_PERIOD: [&str; 8] =
    ["trong tháng", "tháng này", "trong quý", "quý này", "trong tuần", "tuần này", "trong kỳ", "kỳ này"];
const OF_CUMULATED: [&str; 4] = ["lũy kế", "luỹ kế", "từ đầu năm", "từ đầu nhiệm kỳ"];

/// The time that a clause opens, where it speaks of one.
fn time_of(clause: &str) -> Option<Time> {
    let folded = spelling::key(clause);
    match () {
        () if says_any(&folded, &OF_CUMULATED) => Some(Time::Cumulated),
        () if says_any(&folded, &OF_PERIOD) => Some(Time::Period),
        () => None,
    }
}

/// What a figure in a sentence is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FigureValue {
    /// `3.393 nhiệm vụ`.
    Count(u64),
    /// `222/1.206 nhiệm vụ`.
    Share(u64, u64),
    /// `54,4%`.
    Rate(Number),
}

impl Figure {
    /// The number of tasks, where it is one.
    #[must_use]
    pub fn count(&self) -> Option<u64> {
        match self.value {
            FigureValue::Count(count) => Some(count),
            FigureValue::Share(..) | FigureValue::Rate(_) => None,
        }
    }
}

/// Words before a number that is no count.
const NUMBERED: [&str; 9] = ["quý", "tháng", "ngày", "điều", "khoản", "điểm", "mục", "số", "lục"];
/// Last words of what a number behind them counts: `đúng hạn 883`, `được giao là 100`.
const COUNTED: [&str; 6] = ["hạn", "thành", "là", "giao", "hiện", "độ"];

/// Clauses with these speak of a part of the tasks, of other times or of what is wished for.
const NARROWER: [&str; 24] = [
    "so với",
    "cùng kỳ",
    "năm trước",
    "kỳ trước",
    "tăng",
    "giảm",
    "phấn đấu",
    "mục tiêu",
    "trên",
    "dưới",
    "ít nhất",
    "tối thiểu",
    "không quá",
    "khoảng",
    "gần",
    "hơn",
    "sở",
    "ubnd huyện",
    "ubnd xã",
    "ubnd phường",
    "huyện",
    "xã",
    "cao nhất",
    "thấp nhất",
];

/// Figures of tasks and rates in a text, with what they count.
#[must_use]
pub fn figures_of(text: &str) -> Vec<Figure> {
    read(text, false)
}

/// The same, with the counts that stand without their noun at the end of a clause (`đúng hạn 883`), and shares of files (`hồ sơ`).
#[must_use]
pub fn all_figures_of(text: &str) -> Vec<Figure> {
    read(text, true)
}

fn read(text: &str, with_bare: bool) -> Vec<Figure> {
    let mut figures = Vec::new();
    let mut spoken: (usize, Option<Time>) = (0, None);
    for (sentence, clause) in clauses(text) {
        let before = spoken.1.filter(|_| spoken.0 == sentence);
        let time = time_of(&clause).or(before);
        spoken = (sentence, time);
        let words = words(&clause);
        let role = role_of(&clause);
        for (index, word) in words.iter().enumerate() {
            let written = word.trim_matches(['(', ')', '"', '“', '”', ';', ':', '*', ',', '.']);
            let is_of = |noun: &str| {
                let next = words.get(index + 1).zip(words.get(index + 2));
                next.is_some_and(|(first, second)| spelling::key(&format!("{first} {second}")) == spelling::key(noun))
            };
            let of_tasks = is_of("nhiệm vụ");
            let of_files = with_bare && is_of("hồ sơ");
            let is_bare = with_bare && role.is_some() && is_bare(&words, index);
            let value = match (Number::read(written), share(written)) {
                (Some(number), _) if number.is_percent() => Some(FigureValue::Rate(number)),
                (Some(number), _) if of_tasks || is_bare => number.count().map(FigureValue::Count),
                (None, Some((part, whole))) if of_tasks || of_files => Some(FigureValue::Share(part, whole)),
                _ => None,
            };
            let Some(value) = value else { continue };
            figures.push(Figure { written: written.to_owned(), value, role, clause: clause.clone(), sentence, time });
        }
    }
    figures
}

/// The words of a clause; thousands parted by a space are one of them.
fn words(clause: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let is_group = |word: &str, longest: usize| {
        (1..=longest).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_digit())
    };
    for word in clause.split_whitespace() {
        let may_go_on = word.len() == 3 && is_group(word, 3);
        let before = words.len().checked_sub(2).and_then(|before| words.get(before)).map(|word| spelling::key(word));
        let is_numbered = NUMBERED.iter().any(|of| before == Some(spelling::key(of)));
        match words.last_mut() {
            Some(last) if may_go_on && !is_numbered && is_open_group(last) => {
                last.push(' ');
                last.push_str(word);
            }
            _ => words.push(word.to_owned()),
        }
    }
    words
}

/// Whether three more digits may belong to a number: `1`, `12 345`.
fn is_open_group(word: &str) -> bool {
    let opens = word.split(' ').next().unwrap_or_default();
    let is_digits = word.split(' ').all(|group| group.bytes().all(|byte| byte.is_ascii_digit()));
    is_digits && (1..=3).contains(&opens.len()) && !opens.starts_with('0')
}

/// Whether a number stands at the end of a clause behind what it counts.
fn is_bare(words: &[String], index: usize) -> bool {
    let before = index.checked_sub(1).and_then(|before| words.get(before)).map(|word| spelling::key(word));
    index + 1 == words.len() && before.is_some_and(|before| COUNTED.iter().any(|word| before == spelling::key(word)))
}

/// The sentences of a text, as [`Figure::sentence`] counts them.
#[must_use]
pub fn sentences(text: &str) -> Vec<String> {
    let mut sentences: Vec<String> = Vec::new();
    for (sentence, clause) in clauses(text) {
        sentences.resize(sentences.len().max(sentence + 1), String::new());
        if let Some(words) = sentences.get_mut(sentence) {
            words.push_str(&clause);
            words.push(' ');
        }
    }
    sentences
}

/// `222/1.206`.
fn share(written: &str) -> Option<(u64, u64)> {
    let (part, whole) = written.split_once('/')?;
    Some((Number::read(part)?.count()?, Number::read(whole)?.count()?))
}

/// The clauses of a text with the number of their sentence: between commas, semicolons, colons, brackets and full stops that a space follows.
#[must_use]
pub fn clauses(text: &str) -> Vec<(usize, String)> {
    let (mut clauses, mut clause, mut sentence) = (Vec::new(), String::new(), 0);
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        let ends = matches!(letter, '(' | ')' | '\n')
            || matches!(letter, ',' | ';' | ':' | '.') && letters.peek().is_none_or(|next| next.is_whitespace());
        if ends {
            clauses.push((sentence, std::mem::take(&mut clause)));
            sentence += usize::from(letter == '.' || letter == '\n');
        } else {
            clause.push(letter);
        }
    }
    clauses.push((sentence, clause));
    clauses.retain(|(_, clause)| !clause.trim().is_empty());
    clauses
}

/// Whether a clause speaks of some of the tasks only, or of other times.
#[must_use]
pub fn is_narrower(figure: &Figure) -> bool {
    let folded = spelling::key(&figure.clause);
    let before = folded.split(&spelling::key(&figure.written)).next().unwrap_or_default().to_owned();
    says_any(&before, &NARROWER)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_tasks_and_rates_are_found_with_what_they_count() {
        let text = "Trong 6 tháng đầu năm 2019, trong tổng số 2.139 nhiệm vụ được giao, các đơn vị đã hoàn thành đúng hạn 883 nhiệm vụ, \
                    đã hoàn thành nhưng quá hạn 281 nhiệm vụ, còn trong hạn giải quyết 912 nhiệm vụ; đã trễ hạn nhưng chưa hoàn thành \
                    63 nhiệm vụ. Tổng số lũy kế đã thực hiện 1.164 nhiệm vụ (tỷ lệ hoàn thành 54,4%), còn 975 nhiệm vụ đang thực hiện.";
        let found = figures_of(text);
        let told: Vec<(&str, Option<Role>)> =
            found.iter().map(|figure| (figure.written.as_str(), figure.role)).collect();
        assert_eq!(
            told,
            [
                ("2.139", Some(Role::Assigned)),
                ("883", Some(Role::OnTime)),
                ("281", Some(Role::Late)),
                ("912", Some(Role::InDeadline)),
                ("63", Some(Role::Overdue)),
                ("1.164", Some(Role::Done)),
                ("54,4%", Some(Role::Done)),
                ("975", Some(Role::Open)),
            ]
        );
        assert_eq!(found[5].sentence, 1);
    }

    #[test]
    fn other_numbers_are_left_in_peace() {
        assert_eq!(figures_of("Quyết định số 270/QĐ-UBND ngày 19/3/2018, Điều 4, 30 đơn vị, 15h30"), []);
        assert_eq!(figures_of("đúng hạn 883, quá hạn 281"), []);
        let bare: Vec<u64> = all_figures_of("Đúng hạn 883, hoàn thành năm 2018, quá hạn 281.")
            .iter()
            .filter_map(Figure::count)
            .collect();
        assert_eq!(bare, [883, 281]);
        let spaced: Vec<u64> =
            figures_of("quý 1 200 nhiệm vụ; 1 200 nhiệm vụ").iter().filter_map(Figure::count).collect();
        assert_eq!(spaced, [200, 1200]);
        let share = figures_of("là 222/1.206 nhiệm vụ");
        assert_eq!(share.first().map(|figure| figure.value), Some(FigureValue::Share(222, 1206)));
    }
}
