//! Cases against each other: the last is `else`, each can be reached, bands neither share values nor leave some between them.
//!
//! In: the conditions of the cases of one rule. Out: findings at the line of a case.

use super::{Book, Scalar, Scope};
use crate::{
    diagnostic::Code,
    scoring::rulebook::{
        bands::{self, Finding},
        model::{Interval, Test, Wanted},
    },
};

/// How a case opens.
pub(super) struct Opening {
    pub is_else: bool,
    pub has_conditions: bool,
}

impl Book<'_> {
    /// Exactly the last case is `else`, all others have conditions.
    pub(super) fn else_last(&mut self, code: &str, cases: &[Opening], key: &str) {
        let last = cases.len().saturating_sub(1);
        for (index, case) in cases.iter().enumerate() {
            let reason = match (case.is_else, case.has_conditions) {
                (true, true) => "rulebook: else with conditions",
                (true, false) if index < last => "rulebook: else before other cases",
                (false, false) => "rulebook: case without conditions",
                _ => continue,
            };
            self.unfit_rule(code, reason, &[], &[], &format!("{key}.cases[{index}]"));
        }
        if !cases.iter().any(|case| case.is_else) {
            self.unfit_rule(code, "rulebook: no else", &[], &[], &format!("{key}.cases"));
        }
    }

    /// What no value reaches, what two claim, what is left between two. `cases` are those with conditions, each with its place.
    pub(super) fn compare_cases(&mut self, code: &str, cases: &[(usize, Vec<Test>)], scope: Scope, key: &str) {
        let mut names: Vec<&str> =
            cases.iter().flat_map(|(_, tests)| tests).map(|test| test.measure.as_str()).collect();
        names.sort_unstable();
        names.dedup();
        let kinds: Vec<_> = names.iter().filter_map(|name| self.scalar(name, scope, key)).collect();
        let place_of = |name: &str| names.iter().position(|known| *known == name).unwrap_or_default();
        let boxes: Vec<Vec<(usize, Wanted)>> = cases
            .iter()
            .map(|(_, tests)| tests.iter().map(|test| (place_of(&test.measure), test.wanted.clone())).collect())
            .collect();
        let domains: Vec<_> = kinds.iter().map(|kind| kind.domain()).collect();
        let lost = bands::unreachable(&boxes, &domains);
        for (place, is_contrary) in &lost {
            if let Some((index, _)) = cases.get(*place) {
                self.unreachable(code, *is_contrary, &format!("{key}.cases[{index}]"));
            }
        }
        let is_lost = |place: &usize| lost.iter().any(|(lost, _)| lost == place);
        let reached: Vec<_> =
            cases.iter().enumerate().filter(|(place, _)| !is_lost(place)).map(|(_, case)| case).collect();
        for (name, domain) in names.iter().zip(&domains) {
            let ladder: Vec<_> =
                reached.iter().filter_map(|(index, tests)| Some((*index, band_of(tests, name)?))).collect();
            let intervals: Vec<Interval> = ladder.iter().map(|(_, band)| band.clone()).collect();
            for finding in bands::judge(&intervals, domain) {
                let key = |place: usize| {
                    ladder.get(place).map_or_else(|| key.to_owned(), |(index, _)| format!("{key}.cases[{index}]"))
                };
                self.band_finding(&finding, name, "rulebook: else takes them", key);
            }
        }
    }

    pub(super) fn unreachable(&mut self, code: &str, is_contrary: bool, key: &str) {
        let reason = if is_contrary { "rulebook: no value fits" } else { "rulebook: earlier ones take all" };
        self.error(Code::UnreachableCase, key, &[("code", code.to_owned()), ("reason", reason.to_owned())]);
    }

    /// An overlap or a gap; what cannot be reached is told with the reason that combinations give.
    pub(super) fn band_finding(&mut self, finding: &Finding, name: &str, left: &str, key: impl Fn(usize) -> String) {
        let as_percent = self.measures.get(name) == Some(&Scalar::Ratio);
        match finding {
            Finding::Overlap { later, values, .. } => {
                self.error(Code::BandOverlap, &key(*later), &[("values", values.of_name(name, as_percent))]);
            }
            Finding::Gap { beside, values } => {
                let details = [("values", values.of_name(name, as_percent)), ("reason", left.to_owned())];
                self.error(Code::BandGap, &key(*beside), &details);
            }
            Finding::Empty(_) | Finding::Covered(_) => {}
        }
    }
}

/// The interval of a case whose conditions are all bounds of this measure.
fn band_of(tests: &[Test], name: &str) -> Option<Interval> {
    let mut band: Option<Interval> = None;
    for test in tests {
        let Wanted::Within(interval) = &test.wanted else { return None };
        if test.measure != name {
            return None;
        }
        band = Some(match band {
            Some(band) => band.and(interval),
            None => interval.clone(),
        });
    }
    band
}
