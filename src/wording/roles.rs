//! What a heading or a clause counts, by its words.
//!
//! In: words. Out: a [`Role`]. "Quá hạn" and "trễ hạn" alone mean done late in one office and still open in another: they are read with
//! what stands above them, never alone.

use crate::spelling;

/// What a figure counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// All tasks.
    Assigned,
    /// Done.
    Done,
    /// Done in time.
    OnTime,
    /// Done late.
    Late,
    /// Not done.
    Open,
    /// Not done, in time.
    InDeadline,
    /// Not done, late.
    Overdue,
    /// Past the deadline, done or not: which, the words do not say.
    Past,
    /// With a deadline.
    WithDeadline,
}

impl Role {
    /// The ids of the metrics that may count the same.
    #[must_use]
    pub const fn metrics(self) -> &'static [&'static str] {
        match self {
            Self::Assigned => &["assigned"],
            Self::Done => &["done"],
            Self::OnTime => &["on_time"],
            Self::Late => &["late"],
            Self::Open => &["open"],
            Self::InDeadline => &["in_deadline", "open_due_later"],
            Self::Overdue => &["overdue"],
            Self::Past => &["past_deadline", "late", "overdue"],
            Self::WithDeadline => &["with_deadline"],
        }
    }

    /// The ids of the metrics that its rate may be taken of.
    #[must_use]
    pub const fn wholes(self) -> &'static [&'static str] {
        match self {
            Self::Assigned | Self::Done | Self::Open | Self::InDeadline | Self::WithDeadline => &["assigned"],
            Self::OnTime | Self::Late => &["done", "assigned", "with_deadline"],
            Self::Overdue | Self::Past => &["with_deadline", "assigned", "open", "done"],
        }
    }

    /// How likely its rate is taken of another role: nothing, or the more the earlier that one is among its wholes.
    #[must_use]
    pub fn likelihood_of(self, whole: Self) -> usize {
        let of = |id: &&str| whole.metrics().contains(id);
        self.wholes().iter().position(of).map_or(0, |at| self.wholes().len() - at)
    }
}

/// What adds up to what; each counted task has exactly one status.
pub const IDENTITIES: [(Role, &[Role]); 4] = [
    (Role::Assigned, &[Role::OnTime, Role::Late, Role::InDeadline, Role::Overdue]),
    (Role::Assigned, &[Role::Done, Role::Open]),
    (Role::Done, &[Role::OnTime, Role::Late]),
    (Role::Open, &[Role::InDeadline, Role::Overdue]),
];

const NOT_DONE: [&str; 11] = [
    "chưa giải quyết",
    "đang giải quyết",
    "chưa xử lý",
    "chưa hoàn thành",
    "chưa ht",
    "chưa thực hiện",
    "đang thực hiện",
    "đang xử lý",
    "đang triển khai",
    "chưa xong",
    "còn tồn đọng",
];
const DONE: [&str; 5] = ["hoàn thành", "ht", "đã thực hiện", "đã xử lý", "đã giải quyết"];
const PAST: [&str; 3] = ["quá hạn", "trễ hạn", "chậm hạn"];
const ON_TIME: [&str; 2] = ["đúng hạn", "đúng tiến độ"];
const WITHIN: [&str; 4] = ["trong hạn", "chưa đến hạn", "còn hạn", "chưa tới hạn"];
const ALL: [&str; 7] =
    ["tổng số", "tổng cộng", "được giao", "nhiệm vụ giao", "số nhiệm vụ", "đã giao", "tổng nhiệm vụ"];
/// Words of narrower counts, which stand beside the statuses.
const OTHERS: [&str; 15] = [
    "sắp",
    "gia hạn",
    "không quy định",
    "không có hạn",
    "không hạn",
    "không có thời hạn",
    "trước hạn",
    "chờ",
    "thu hồi",
    "chuyển kỳ",
    "chuyển sang",
    "tạm dừng",
    "trả lại",
    "hạn sau",
    "trên 03 tháng",
];

/// Whether words stand in a text that [`spelling::key`] folded.
#[must_use]
pub fn says(folded: &str, words: &str) -> bool {
    let words = spelling::key(words);
    folded.match_indices(words.as_str()).any(|(start, _)| {
        let before = folded.get(..start).is_none_or(|before| before.is_empty() || before.ends_with(' '));
        let after = folded.get(start + words.len()..).is_none_or(|after| after.is_empty() || after.starts_with(' '));
        before && after
    })
}

/// Whether a text that [`spelling::key`] folded opens with some words.
#[must_use]
pub fn opens(folded: &str, words: &str) -> bool {
    folded.strip_prefix(&spelling::key(words)).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}

/// Whether any of these stands in a text that [`spelling::key`] folded.
#[must_use]
pub fn says_any(folded: &str, words: &[&str]) -> bool {
    words.iter().any(|words| says(folded, words))
}

/// Whether folded words speak of tasks that are not late: done in time, or not due yet.
#[must_use]
pub fn says_in_time(folded: &str) -> bool {
    says_any(folded, &ON_TIME) || says_any(folded, &WITHIN) || says_any(folded, &["trước hạn", "sắp đến hạn"])
}

/// What the words of a clause or of a heading with what stands above it count.
#[must_use]
pub fn role_of(words: &str) -> Option<Role> {
    let folded = spelling::key(words);
    let has = |words: &[&str]| says_any(&folded, words);
    if has(&OTHERS) {
        return None;
    }
    if has(&NOT_DONE) {
        return Some(match () {
            () if has(&PAST) => Role::Overdue,
            () if has(&WITHIN) => Role::InDeadline,
            () => Role::Open,
        });
    }
    if has(&DONE) {
        return Some(match () {
            () if has(&PAST) => Role::Late,
            () if has(&ON_TIME) || has(&WITHIN) => Role::OnTime,
            () => Role::Done,
        });
    }
    match () {
        () if has(&["có thời hạn", "có hạn"]) => Some(Role::WithDeadline),
        () if has(&ON_TIME) => Some(Role::OnTime),
        () if has(&WITHIN) => Some(Role::InDeadline),
        () if has(&PAST) => Some(Role::Past),
        () if has(&ALL) || folded == spelling::key("tổng") => Some(Role::Assigned),
        () => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_status_is_read_with_what_stands_above_it() {
        let roles = [
            ("Tổng số nhiệm vụ giao", Some(Role::Assigned)),
            ("Đã hoàn thành / Quá hạn", Some(Role::Late)),
            ("Chưa hoàn thành / Trễ hạn", Some(Role::Overdue)),
            ("HT trong hạn", Some(Role::OnTime)),
            ("Chưa HT trong hạn", Some(Role::InDeadline)),
            ("đã trễ hạn nhưng chưa hoàn thành", Some(Role::Overdue)),
            ("đã hoàn thành nhưng quá hạn", Some(Role::Late)),
            ("Quá hạn", Some(Role::Past)),
            ("Không quy định hạn", None),
            ("Sắp đến hạn", None),
            ("Ghi chú", None),
        ];
        for (words, role) in roles {
            assert_eq!(role_of(words), role, "{words}");
        }
    }

    #[test]
    fn words_are_found_whole() {
        assert!(says("ht trong hạn", "ht"));
        assert!(!says("viettel", "tt"));
        assert!(!says("chưa đến hạn", "đến hạ"));
    }
}
