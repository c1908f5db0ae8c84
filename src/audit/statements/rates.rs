//! Rates in sentences: each against the count that it is said of, and a whole near it.
//!
//! In: the figures of a paragraph and the counts before it. Out: notes. Among many numbers some pair makes nearly any rate, so that a
//! pair is believed only where the words put the rate beside its part.

use super::{
    super::{checks::TEXT, result::Notes},
    are_of_one_kind,
};
use crate::{
    locale::vietnamese::count,
    spelling,
    wording::{Figure, FigureValue, IDENTITIES, Number, Role, is_narrower, says_any},
};

/// What a rate may be of that is no number of the sentence: `đạt 90% kế hoạch năm`.
const PLANS: [&str; 4] = ["kế hoạch", "dự toán", "chỉ tiêu", "mục tiêu"];
/// Counts before a rate that it may be taken of, and as many behind it.
pub const NEAR: usize = 20;

/// Compares the rates of a paragraph.
pub fn check(figures: &[Figure], before: &[Figure], place: &str, notes: &mut Notes) {
    for (index, figure) in figures.iter().enumerate() {
        let FigureValue::Rate(rate) = figure.value else { continue };
        // A share right before it is what it is the rate of.
        let last = index.checked_sub(1).and_then(|last| figures.get(last));
        if let Some(Figure { value: FigureValue::Share(part, whole), written, sentence, .. }) = last
            && *sentence == figure.sentence
        {
            notes.compared(TEXT, 1);
            if !rate.is_rate(*part, *whole) {
                let words = format!("ghi {}, còn {written} = {}", figure.written, rate.rate_like(*part, *whole));
                notes.fail(TEXT, place.to_owned(), words);
            }
            continue;
        }
        let near = figures.get(index.saturating_sub(NEAR)..figures.len().min(index + NEAR)).unwrap_or_default();
        Stated { figure, rate, index, figures, near, before }.check(place, notes);
    }
}

/// A rate without its share, with what stands around it.
struct Stated<'f> {
    figure: &'f Figure,
    rate: Number,
    index: usize,
    figures: &'f [Figure],
    near: &'f [Figure],
    before: &'f [Figure],
}

impl<'f> Stated<'f> {
    fn check(&self, place: &str, notes: &mut Notes) {
        if self.of_done(place, notes) {
            return;
        }
        let parts = self.parts();
        let is_found = parts.iter().any(|part| self.has_whole(part));
        if is_found || parts.is_empty() && self.is_of_any() {
            return notes.compared(TEXT, 1);
        }
        let is_of_plans = says_any(&spelling::key(&self.figure.clause), &PLANS);
        if is_narrower(self.figure) || is_of_plans {
            return;
        }
        match parts.first() {
            Some(part) if self.is_of_any() => {
                notes.compared(TEXT, 1);
                let words = format!(
                    "ghi {}, không phải là tỷ lệ của {} trên tổng nào gần đó, chỉ trùng với tỷ lệ của những số khác",
                    self.figure.written, part.written
                );
                notes.look(TEXT, place.to_owned(), words);
            }
            _ => self.unborne(place, notes),
        }
    }

    /// A rate of what was done, of all tasks, where both are said once; whether it is one.
    fn of_done(&self, place: &str, notes: &mut Notes) -> bool {
        let meant = |role: Role| {
            let mut found =
                self.figures.iter().filter(|it| it.role == Some(role) && it.count().is_some() && !is_narrower(it));
            found.next().filter(|_| found.next().is_none())
        };
        if self.figure.role != Some(Role::Done) || is_narrower(self.figure) {
            return false;
        }
        let (Some(done), Some(assigned)) = (meant(Role::Done), meant(Role::Assigned)) else { return false };
        let (Some(part), Some(whole)) = (done.count(), assigned.count()) else { return false };
        let is_one_time = done.time == assigned.time && done.time == self.figure.time;
        if !is_one_time && !self.rate.is_rate(part, whole) {
            return false;
        }
        notes.compared(TEXT, 1);
        match self.rate.is_rate(part, whole) {
            true => {}
            false if self.is_of_any() => notes.look(TEXT, place.to_owned(), self.differs(part, whole)),
            false => notes.fail(TEXT, place.to_owned(), self.differs(part, whole)),
        }
        true
    }

    /// The counts that it is said of: those of what its own clause counts, else the one right before it in its sentence, else the one behind.
    fn parts(&self) -> Vec<&'f Figure> {
        let own = self.figure.role;
        let counts = || self.near.iter().filter(|other| other.count().is_some());
        let is_own = |other: &&Figure| own.zip(other.role).is_some_and(|(own, other)| is_same(own, other));
        let is_said = |other: &&Figure| other.count().is_some() && other.sentence == self.figure.sentence;
        let (front, behind) = self.figures.split_at(self.index.min(self.figures.len()));
        let before = front.iter().rev().filter(is_said).find(|other| !is_whole(other) || is_own(other));
        let mut parts: Vec<&Figure> = counts().filter(is_own).collect();
        // The count right before it may be told by other words.
        parts.extend(before.filter(|before| parts.is_empty() || before.role.is_none()));
        if parts.is_empty() {
            parts.extend(behind.iter().find(is_said).filter(|other| !is_whole(other)));
        }
        parts
    }

    /// Whether it is the rate of a part on a whole near it that rates of that part are taken of.
    fn has_whole(&self, part: &Figure) -> bool {
        let Some(count) = part.count() else { return false };
        let fits = |whole: u64| count <= whole && self.rate.is_rate(count, whole);
        let may_be = |role: Option<Role>| part.role.zip(role).is_none_or(|(part, whole)| part.likelihood_of(whole) > 0);
        let all: Vec<&Figure> = self.before.iter().chain(self.near).filter(|it| it.count().is_some()).collect();
        let single = || {
            all.iter()
                .filter(|whole| **whole != part && (may_be(whole.role) || is_whole(whole)))
                .filter_map(|it| it.count())
        };
        let sums = || {
            let ones = all.iter().enumerate();
            ones.flat_map(|(at, one)| all.iter().skip(at + 1).map(move |other| (one, other))).filter_map(
                |(one, other)| {
                    let whole = sum_of(one.role, other.role)?;
                    (may_be(whole)).then(|| Some(one.count()? + other.count()?)).flatten()
                },
            )
        };
        single().any(fits) || sums().any(fits)
    }

    /// Whether any two numbers near it make it, or one of them on the sum of two.
    fn is_of_any(&self) -> bool {
        let counts: Vec<u64> = self.near.iter().filter_map(Figure::count).collect();
        let before: Vec<u64> = self.before.iter().filter_map(Figure::count).collect();
        let fits = |part: u64, whole: u64| part <= whole && self.rate.is_rate(part, whole);
        let of = |wholes: &[u64]| counts.iter().any(|part| wholes.iter().any(|whole| fits(*part, *whole)));
        let pairs: Vec<u64> = counts
            .iter()
            .enumerate()
            .flat_map(|(at, one)| counts.iter().skip(at + 1).map(move |other| one + other))
            .collect();
        counts.len() >= 2 && (of(&counts) || of(&pairs)) || of(&before)
    }

    /// A rate that no numbers near it make: wrong where its sentence leaves no doubt of which it is, else worth a look.
    fn unborne(&self, place: &str, notes: &mut Notes) {
        let said: Vec<&Figure> = self
            .near
            .iter()
            .filter(|other| other.sentence == self.figure.sentence && other.count().is_some())
            .collect();
        if said.iter().any(|other| is_narrower(other)) {
            return;
        }
        match said.as_slice() {
            // `Trong tổng số 120 nhiệm vụ, đã hoàn thành 100 nhiệm vụ (93,3%)`
            [whole, part] | [part, whole]
                if is_whole(whole) && part.count() <= whole.count() && are_of_one_kind(part, whole) =>
            {
                let (Some(part), Some(whole)) = (part.count(), whole.count()) else { return };
                notes.compared(TEXT, 1);
                notes.fail(TEXT, place.to_owned(), self.differs(part, whole));
            }
            [_, _, ..] => {
                notes.compared(TEXT, 1);
                let words = format!("không thấy tỷ lệ {} được tính từ những số nào trong câu", self.figure.written);
                notes.look(TEXT, place.to_owned(), words);
            }
            _ => {}
        }
    }

    /// What it says, and what it should.
    fn differs(&self, part: u64, whole: u64) -> String {
        let should = self.rate.rate_like(part, whole);
        format!("ghi {}, còn {}/{} = {should}", self.figure.written, count(part), count(whole))
    }
}

/// Whether a count is said to be that of all tasks: `trong tổng số 3.393 nhiệm vụ`.
fn is_whole(figure: &Figure) -> bool {
    let before = figure.clause.split(&figure.written).next().unwrap_or_default();
    figure.role == Some(Role::Assigned) || spelling::key(before).ends_with(&spelling::key("tổng số"))
}

/// Whether two roles may be of the same count; past the deadline may be either of two.
fn is_same(one: Role, other: Role) -> bool {
    let may_be = |one: Role, other: Role| one == Role::Past && matches!(other, Role::Late | Role::Overdue);
    one == other || may_be(one, other) || may_be(other, one)
}

/// What two counts come to together; `None` where they do not belong together.
fn sum_of(one: Option<Role>, other: Option<Role>) -> Option<Option<Role>> {
    let (Some(one), Some(other)) = (one, other) else { return Some(None) };
    let are =
        |parts: &[Role]| parts.len() == 2 && parts.iter().all(|part| is_same(*part, one) || is_same(*part, other));
    IDENTITIES.iter().find(|(_, parts)| one != other && are(parts)).map(|(whole, _)| Some(*whole))
}
