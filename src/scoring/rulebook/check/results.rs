//! What becomes of results: classes, gates and quotas.
//!
//! In: classes as written, from best to worst. Out: the same with bounds; every result of every level group has exactly one class.

use super::{Book, GROUP, Scope, conditions::Bounds};
use crate::{
    diagnostic::Code,
    scoring::{
        exact::Exact,
        rulebook::{
            ClassText, Compared,
            bands::{self, Domain, Finding},
            model::{Class, Gate, Interval, Quota},
        },
    },
};

/// On a scale of this many points or more, bounds up to 1 are meant as parts of it.
const LEAST_SCALE: i64 = 10;

impl Book<'_> {
    /// The classes; `None` when one of them is wrong.
    pub(super) fn lower_classes(&mut self) -> Option<Vec<Class>> {
        let text = self.text;
        let lowered: Vec<Option<Class>> = text
            .class
            .iter()
            .enumerate()
            .map(|(index, class)| {
                self.class_groups(class, &format!("class[{index}]"));
                let within = self.class_bounds(class, &format!("class[{index}]"))?;
                Some(Class { name: class.name.clone(), within, level_groups: class.level_groups.clone() })
            })
            .collect();
        for group in &text.level_groups {
            let of_group = lowered.iter().enumerate().filter(|(index, _)| {
                let groups = text.class.get(*index).map(|class| class.level_groups.as_slice()).unwrap_or_default();
                groups.is_empty() || groups.contains(group)
            });
            let of_group: Option<Vec<(usize, &Class)>> =
                of_group.map(|(index, class)| Some((index, class.as_ref()?))).collect();
            if let Some(classes) = of_group {
                self.compare_classes(&classes);
            }
        }
        lowered.into_iter().collect()
    }

    /// A class of units that the rulebook does not score is a slip.
    fn class_groups(&mut self, class: &ClassText, key: &str) {
        let scored = &self.text.level_groups;
        let known: Vec<&str> = scored.iter().map(|group| group.id()).collect();
        for (index, group) in class.level_groups.iter().enumerate().filter(|(_, group)| !scored.contains(group)) {
            self.unknown_name(GROUP, group.id(), &known, &format!("{key}.level_groups[{index}]"));
        }
    }

    /// The result of whoever has all points and no bonus.
    fn full_result(&self) -> Exact {
        self.text.scale.clone().unwrap_or_else(|| self.most_points())
    }

    /// Results as they are compared: rounded, or exact. They go from 0 to the scale, or the sum, and the bonus beyond it.
    fn results(&self) -> Domain {
        let top = self.full_result();
        let digits = (self.text.ranking.compare == Compared::Printed).then_some(self.text.rounding.digits);
        let bonus = self.text.bonus.as_ref().map(|bonus| bonus.cap.clone()).unwrap_or_default();
        Domain { low: Some(Exact::default()), high: Some(&top + &bonus), digits }
    }

    fn class_bounds(&mut self, class: &ClassText, key: &str) -> Option<Interval> {
        let ClassText { name, from, over, to, below, .. } = class;
        let bounds = Bounds { from: from.as_ref(), over: over.as_ref(), to: to.as_ref(), below: below.as_ref() };
        let interval = bounds.interval();
        let no_bounds = bounds.each().next().is_none();
        let (Ok(interval), false) = (&interval, no_bounds) else {
            let reason = interval.err().unwrap_or("rulebook: no condition");
            self.unfit_measure(name, reason, key);
            return None;
        };
        let top = self.results().high.unwrap_or_default();
        let is_part = |bound: &Exact| *bound > Exact::default() && *bound <= Exact::of(1);
        let is_off = |bound: &Exact| {
            *bound > top || *bound < Exact::default() || (is_part(bound) && top >= Exact::of(LEAST_SCALE))
        };
        let off: Vec<_> = bounds.each().filter(|(_, bound)| is_off(bound)).collect();
        for (bound_key, bound) in &off {
            let part = if is_part(bound) { (*bound * &self.full_result()).to_string() } else { String::new() };
            self.off_scale(name, bound, "rulebook: off the scale of results", part, &format!("{key}.{bound_key}"));
        }
        off.is_empty().then(|| interval.clone())
    }

    fn compare_classes(&mut self, classes: &[(usize, &Class)]) {
        if classes.is_empty() || !self.are_best_first(classes) {
            return;
        }
        let intervals: Vec<Interval> = classes.iter().map(|(_, class)| class.within.clone()).collect();
        let domain = self.results();
        let key = |place: usize| {
            let index = classes.get(place).map_or(0, |(index, _)| *index);
            format!("class[{index}]")
        };
        let no_class = "rulebook: no class";
        for finding in bands::judge(&intervals, &domain) {
            if let Finding::Empty(place) | Finding::Covered(place) = finding {
                let name = classes.get(place).map(|(_, class)| class.name.clone()).unwrap_or_default();
                self.unreachable(&name, matches!(finding, Finding::Empty(_)), &key(place));
            }
            self.band_finding(&finding, "x", no_class, key);
        }
        for values in bands::ends_left(&intervals, &domain) {
            let is_top = values.high == domain.high.clone().map(|high| (high, true));
            let place = if is_top { 0 } else { classes.len() - 1 };
            self.band_finding(&Finding::Gap { beside: place, values }, "x", no_class, key);
        }
    }

    /// Whether each class begins below the one before it.
    fn are_best_first(&mut self, classes: &[(usize, &Class)]) -> bool {
        let mut is_sorted = true;
        for ((_, better), (index, class)) in classes.iter().zip(classes.iter().skip(1)) {
            let begin = |class: &Class| class.within.low.clone().map(|(low, _)| low);
            // No lower bound is below every bound, as `None` is below `Some`.
            if begin(class) > begin(better) {
                is_sorted = false;
                let details = [("class", class.name.clone()), ("other", better.name.clone())];
                self.error(Code::ClassOrder, &format!("class[{index}]"), &details);
            }
        }
        is_sorted
    }

    /// The gates; `None` when one of them is wrong.
    pub(super) fn lower_gates(&mut self) -> Option<Vec<Gate>> {
        let text = self.text;
        let gates = text.gate.iter().enumerate().map(|(index, gate)| {
            let key = format!("gate[{index}]");
            let when = self.conditions(&gate.when, Scope::Gate, &key);
            let at_most =
                gate.class_at_most.as_ref().map(|name| self.known_class(name, &format!("{key}.class_at_most")));
            let reason = match (gate.when.is_empty(), &gate.flag, &gate.class_at_most) {
                (true, ..) => Some("rulebook: case without conditions"),
                (_, None, None) => Some("rulebook: gate without effect"),
                _ => None,
            };
            if let Some(reason) = reason {
                self.unfit_rule(&gate.title, reason, &[], &["flag", "class_at_most"], &key);
            }
            at_most.unwrap_or(Some(()))?;
            Some(Gate {
                title: gate.title.clone(),
                when: when?,
                flag: gate.flag.clone(),
                class_at_most: gate.class_at_most.clone(),
            })
        });
        gates.collect::<Vec<_>>().into_iter().collect()
    }

    /// The quotas; `None` when one of them is wrong.
    pub(super) fn lower_quotas(&mut self) -> Option<Vec<Quota>> {
        let text = self.text;
        let quotas = text.quota.iter().enumerate().map(|(index, quota)| {
            let key = format!("quota[{index}]");
            let named = [("class".to_owned(), &quota.class)];
            let counted = quota.of.iter().enumerate().map(|(place, name)| (format!("of[{place}]"), name));
            let then = quota.then.iter().map(|name| ("then".to_owned(), name));
            let named: Vec<_> = named.into_iter().chain(counted).chain(then).collect();
            let known = named.iter().filter(|(part, name)| self.known_class(name, &format!("{key}.{part}")).is_none());
            let all_known = known.count() == 0;
            let is_ratio = self.is_ratio("share", Some(&quota.share), &format!("{key}.share"));
            (all_known && is_ratio).then(|| Quota {
                class: quota.class.clone(),
                share: quota.share.clone(),
                of: quota.of.clone(),
                then: quota.then.clone(),
            })
        });
        quotas.collect::<Vec<_>>().into_iter().collect()
    }
}
