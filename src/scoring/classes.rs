//! Classes by bounds, and how many may have one.
//!
//! In: results, and after ranking the places. Out: the class of each unit; whoever is ranked beyond a quota is told, and classed lower
//! where the rulebook says so.

use super::{
    exact::Exact,
    rulebook::{
        Compared,
        model::{Class, Quota, Rulebook},
    },
    scorecard::Scorecard,
};
use crate::normalize::LevelGroup;

/// The classes of a level group, from best to worst.
pub(super) fn of_group(rulebook: &Rulebook, group: LevelGroup) -> impl Iterator<Item = &Class> {
    let is_its = move |class: &&Class| class.level_groups.is_empty() || class.level_groups.contains(&group);
    rulebook.classes.iter().filter(is_its)
}

/// The class that a result has; none where nothing applied to the unit.
pub(super) fn by_result(rulebook: &Rulebook, card: &Scorecard) -> Option<String> {
    card.index.as_ref()?;
    let result = compared(rulebook, card);
    of_group(rulebook, card.level_group).find(|class| class.within.contains(result)).map(|class| class.name.clone())
}

/// The result that is compared with bounds and with others.
pub(super) fn compared<'a>(rulebook: &Rulebook, card: &'a Scorecard) -> &'a Exact {
    match rulebook.ranking.compare {
        Compared::Printed => &card.result,
        Compared::Exact => &card.exact_result,
    }
}

/// Holds each quota among the ranked units of one level group.
pub(super) fn hold_quotas(rulebook: &Rulebook, cards: &mut [Scorecard]) {
    for quota in &rulebook.quotas {
        hold(quota, cards);
    }
}

fn hold(quota: &Quota, cards: &mut [Scorecard]) {
    let has = |card: &Scorecard, name: &str| card.class.as_deref() == Some(name);
    let counted = cards.iter().filter(|card| quota.of.iter().any(|name| has(card, name))).count();
    let allowed = (&quota.share * &Exact::count(u64::try_from(counted).unwrap_or_default())).whole();
    let ranks: Vec<u32> = cards.iter().filter(|card| has(card, &quota.class)).map(|card| card.rank).collect();
    for card in cards.iter_mut().filter(|card| has(card, &quota.class)) {
        // Equals are within the quota or beyond it together: which of them goes first is not for a program to say.
        let as_good = ranks.iter().filter(|rank| **rank <= card.rank).count();
        if u64::try_from(as_good).unwrap_or(u64::MAX) > allowed {
            let class = &quota.class;
            let mut flag = format!("Vượt tỷ lệ được xếp loại {class}: tối đa {allowed} trên {counted} đơn vị");
            if let Some(then) = &quota.then {
                flag.push_str(&format!(", xếp loại {then}"));
                card.class = Some(then.clone());
            }
            flag.push('.');
            card.flags.push(flag);
        }
    }
}
