//! What the status labels of an export mean.
//!
//! In: `[statuses]` of a mapping: for each code the labels that mean it, `group heading / label` where the label alone would be
//! ambiguous. Out: [`Statuses`], which resolves a label with the heading that it stands under, and never a word that the mapping does not
//! list.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use crate::spelling;

/// What an export says of a task.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reported {
    /// Done by the deadline.
    OnTime,
    /// Done after the deadline.
    Late,
    /// Open, the deadline not passed.
    InDeadline,
    /// Open, the deadline passed.
    Overdue,
    /// Done; whether in time is not said.
    Done,
    /// Open; whether in time is not said.
    Open,
    /// Waiting for somebody to confirm that it is done.
    Awaiting,
    /// Called off.
    Cancelled,
    /// Sent back to be done once more.
    Returned,
    /// Passed on to another unit.
    Transferred,
}

impl Reported {
    /// Every code, in the order of its number.
    pub const ALL: [Self; 10] = [
        Self::OnTime,
        Self::Late,
        Self::InDeadline,
        Self::Overdue,
        Self::Done,
        Self::Open,
        Self::Awaiting,
        Self::Cancelled,
        Self::Returned,
        Self::Transferred,
    ];

    /// Stable id, as in mappings.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::OnTime => "on_time",
            Self::Late => "late",
            Self::InDeadline => "in_deadline",
            Self::Overdue => "overdue",
            Self::Done => "done",
            Self::Open => "open",
            Self::Awaiting => "awaiting",
            Self::Cancelled => "cancelled",
            Self::Returned => "returned",
            Self::Transferred => "transferred",
        }
    }

    /// The number that stands for it in the frame.
    #[must_use]
    pub fn code(self) -> u8 {
        self as u8
    }

    /// Whether it says that the task is done.
    #[must_use]
    pub fn is_done(self) -> bool {
        matches!(self, Self::OnTime | Self::Late | Self::Done)
    }
}

/// The labels of one export.
#[derive(Debug, Clone, Default)]
pub struct Statuses {
    by_key: BTreeMap<String, Reported>,
    groups: BTreeSet<String>,
    labels: Vec<(String, Reported)>,
}

impl Statuses {
    /// The labels as written; those that two codes claim come out as errors.
    pub fn new(written: &BTreeMap<Reported, Vec<String>>) -> Result<Self, Vec<(Reported, String)>> {
        let (mut statuses, mut twice) = (Self::default(), Vec::new());
        for (code, label) in written.iter().flat_map(|(code, labels)| labels.iter().map(|label| (*code, label))) {
            let earlier = statuses.by_key.insert(spelling::key(label), code);
            if earlier.is_some_and(|earlier| earlier != code) {
                twice.push((code, label.clone()));
            }
            if let Some((group, _)) = label.rsplit_once(" / ") {
                statuses.groups.insert(spelling::key(group));
            }
            statuses.labels.push((label.clone(), code));
        }
        if twice.is_empty() { Ok(statuses) } else { Err(twice) }
    }

    /// Whether the mapping lists no label.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.labels.is_empty()
    }

    /// The labels of codes, in the order of the mapping.
    pub fn labels(&self) -> impl Iterator<Item = (&str, Reported)> {
        self.labels.iter().map(|(label, code)| (label.as_str(), *code))
    }

    /// What a label means below its group heading; without one, or where the mapping does not list the pair, the label alone, if it is
    /// listed alone. Brackets and numbers of days (`Quá hạn (5 ngày)`) are left out where the whole is unknown.
    #[must_use]
    pub fn resolve(&self, group: Option<&str>, label: &str) -> Option<Reported> {
        let label = spelling::key(label);
        let plain = without_days(&label);
        let grouped = group.map(spelling::key);
        let pairs = [&label, &plain].map(|label| Some(format!("{} {label}", grouped.as_ref()?)));
        let keys = pairs.into_iter().flatten().chain([label.clone(), plain.clone()]);
        keys.into_iter().find_map(|key| self.by_key.get(&key).copied())
    }

    /// The group heading that a line across the table names, if any.
    #[must_use]
    pub fn group_in(&self, line: &str) -> Option<&str> {
        let line = format!(" {} ", spelling::key(line));
        let named = self.groups.iter().filter(|group| line.contains(&format!(" {group} ")));
        named.max_by_key(|group| group.len()).map(String::as_str)
    }

    /// The label that comes nearest to an unknown one, to be proposed, never taken: of the same words for done, open, in time and late.
    #[must_use]
    pub fn nearest(&self, label: &str) -> Option<&str> {
        let typed = spelling::key(label);
        let wanted = meaning(&typed);
        let alike = self.by_key.keys().map(String::as_str).filter(|known| meaning(known) == wanted);
        let nearest = spelling::nearest_words(&typed, alike)?.to_owned();
        self.labels().find(|(label, _)| spelling::key(label) == nearest).map(|(label, _)| label)
    }
}

/// Which of the words that decide what a label means stand in a key.
fn meaning(key: &str) -> [bool; 4] {
    const WORDS: [&[&str]; 4] = [
        &["chưa", "không"],
        &["đã", "hoàn", "ht", "xong"],
        &["đúng", "trong", "trước"],
        &["quá", "trễ", "muộn", "chậm"],
    ];
    let words: Vec<String> = key.split(' ').map(spelling::unaccented).collect();
    WORDS.map(|known| known.iter().any(|word| words.contains(&spelling::unaccented(word))))
}

/// A key without `5 ngày`.
fn without_days(key: &str) -> String {
    let words: Vec<&str> = key.split(' ').collect();
    let is_number = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit());
    let day = spelling::key("ngày");
    let mut kept = Vec::new();
    let mut words = words.into_iter().peekable();
    while let Some(word) = words.next() {
        if is_number(word) && words.peek().is_some_and(|next| *next == day) {
            words.next();
        } else {
            kept.push(word);
        }
    }
    kept.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn statuses() -> Statuses {
        let written = [
            (Reported::Late, vec!["Đã hoàn thành / Quá hạn".to_owned(), "Hoàn thành quá hạn".to_owned()]),
            (Reported::Overdue, vec!["Chưa hoàn thành / Quá hạn".to_owned()]),
            (Reported::InDeadline, vec!["Sắp đến hạn".to_owned()]),
        ];
        Statuses::new(&written.into()).unwrap()
    }

    #[test]
    fn a_label_is_read_with_its_group_heading_never_alone() {
        let read = |group, label| statuses().resolve(group, label);
        assert_eq!(read(Some("ĐÃ HOÀN THÀNH"), "quá hạn"), Some(Reported::Late));
        assert_eq!(read(Some("Chưa hoàn thành"), "Quá hạn"), Some(Reported::Overdue));
        assert_eq!(read(None, "Quá hạn"), None);
        assert_eq!(read(None, "Đã hoàn thành - quá hạn"), Some(Reported::Late));
        assert_eq!(read(None, "Sắp đến hạn (5 ngày)"), Some(Reported::InDeadline));
        assert_eq!(read(Some("Nhóm 1"), "Sắp đến hạn"), Some(Reported::InDeadline));
    }

    #[test]
    fn a_group_row_names_its_group_among_other_words() {
        assert_eq!(statuses().group_in("II. Chưa hoàn thành (12)"), Some(spelling::key("Chưa hoàn thành").as_str()));
        assert_eq!(statuses().group_in("Phòng Tổng hợp"), None);
    }

    #[test]
    fn no_label_of_contrary_meaning_is_proposed() {
        assert_eq!(statuses().nearest("Quá hạn"), None);
        assert_eq!(statuses().nearest("Hoàn thành đúng hạn"), None);
        assert_eq!(statuses().nearest("Hoàn thanh quá hạn"), Some("Hoàn thành quá hạn"));
        assert_eq!(statuses().nearest("Chưa hòan thành / Quá hạn"), Some("Chưa hoàn thành / Quá hạn"));
    }

    #[test]
    fn a_label_of_two_codes_is_an_error() {
        let label = || vec!["Quá hạn".to_owned()];
        let twice = Statuses::new(&[(Reported::Late, label()), (Reported::Overdue, label())].into());
        assert_eq!(twice.unwrap_err(), [(Reported::Overdue, "Quá hạn".to_owned())]);
    }
}
