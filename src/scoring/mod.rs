//! Administrative-reform scoring: rulebooks are data, points are exact, and each has its reason.
//!
//! In: a checked [`rulebook`] and what is known of each unit ([`subject`]). Out: [`scorecard`]s. Where a rule comes from is cited in the
//! rulebook, not here.

mod bounds;
mod classes;
pub mod compare;
pub mod costs;
pub mod exact;
mod fraction;
mod gates;
mod ranking;
mod reading;
pub mod results;
pub mod rulebook;
mod rules;
pub mod scorecard;
pub mod subject;
mod tree;

use rulebook::model::Rulebook;
use rules::{Desk, relative::yardsticks};
use scorecard::Scores;
use subject::Subject;

/// Scores every unit of the rulebook's level groups: points, class, flags and rank; units of other groups are left out.
///
/// Nothing depends on the order of units but the order of the scorecards, and places where ties are ranked one after the other.
#[must_use]
pub fn score(rulebook: &Rulebook, subjects: &[Subject]) -> Scores {
    let mut all = Vec::with_capacity(subjects.len());
    for level_group in &rulebook.level_groups {
        let group: Vec<&Subject> = subjects.iter().filter(|subject| subject.level_group == *level_group).collect();
        let yardsticks = yardsticks(rulebook, &group);
        let card = |subject: &&Subject| {
            let mut card = tree::card(Desk { rulebook, subject, yardsticks: &yardsticks });
            card.class = classes::by_result(rulebook, &card);
            gates::apply(rulebook, subject, &mut card);
            card
        };
        let mut cards: Vec<_> = group.iter().map(card).collect();
        ranking::rank(rulebook, &mut cards);
        classes::hold_quotas(rulebook, &mut cards);
        all.extend(cards);
    }
    Scores { cards: all }
}
