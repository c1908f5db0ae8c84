//! Rulebooks: bands against a plain oracle, the samples, and a rulebook with every defect.
//!
//! In: random intervals, rulebook files. Out: findings where they belong, and none where they do not.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
};

use dondoc::{
    assets::{Assets, TextFile},
    diagnostic::{Code, Location, Severity},
    scoring::{
        exact::Exact,
        rulebook::{
            Checked, Domain, Finding, Stretch, judge,
            model::{Expression, Interval, Rule},
        },
    },
};
use proptest::prelude::*;

/// A bound in whole numbers, and whether it belongs to the band.
type Bound = Option<(i64, bool)>;

const FIXTURE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/suite/fixture/rulebooks");

pub fn read(path: &Path) -> TextFile {
    TextFile::read(path, &path.file_name().unwrap().to_string_lossy()).unwrap()
}

fn fixture(name: &str) -> TextFile {
    read(&Path::new(FIXTURE).join(name))
}

#[test]
fn a_sound_rulebook_has_nothing_to_tell() {
    let checked = Checked::parse("sound", &fixture("sound.toml")).unwrap();
    assert_eq!(checked.findings, []);
    let book = checked.rulebook;
    let codes: Vec<&str> = book.criteria.iter().map(|criterion| criterion.code.as_str()).collect();
    assert_eq!(codes, ["1", "1.1", "1.2", "1.10", "2", "2.1", "2.2"]);
    let parents: Vec<Option<usize>> = book.criteria.iter().map(|criterion| criterion.parent).collect();
    assert_eq!(parents, [None, Some(0), Some(0), Some(0), None, Some(4), Some(4)]);
    let Some(Rule::Always(Expression::Count(count))) = &book.criteria[3].rule else { panic!("{:?}", book.criteria[3]) };
    // Without bounds of its own a count goes from nothing to the maximum of its criterion.
    assert_eq!((&count.min, &count.max), (&Exact::of(0), &Exact::of(3)));
    let Some(Rule::Always(Expression::Items(items))) = &book.criteria[5].rule else { panic!("{:?}", book.criteria[5]) };
    assert_eq!((items.tasks.as_str(), &items.out_of), ("province", &Exact::of(100)));
    let bonus = book.bonus.unwrap();
    assert!(matches!(bonus.criteria[0].rule, Some(Rule::Always(Expression::GivenByLayers))));
}

#[test]
fn every_rulebook_that_is_shipped_is_sound_and_says_that_it_is_a_sample() {
    let assets = Assets::overlaid_by(PathBuf::new());
    let ids = assets.ids("rulebooks");
    assert!(ids.contains(&"kon-tum-2018-sample".to_owned()), "{ids:?}");
    for id in ids {
        let checked = Checked::load(&assets, &id, Location::default()).unwrap();
        assert_eq!(checked.findings, [], "{id}");
        assert_eq!(format!("{:?}", checked.rulebook.status), "Sample", "{id}");
    }
}

/// The comment `#! code` behind a line announces the code of the one message of that line.
#[test]
fn every_defect_is_told_once_on_its_line() {
    let file = fixture("every-defect.toml");
    let failure = Checked::parse("every-defect", &file).unwrap_err();
    let told: Vec<(usize, String)> =
        failure.diagnostics().map(|found| (found.location.line.unwrap(), found.code.to_string())).collect();
    let announced = file.text.lines().enumerate().filter_map(|(index, line)| {
        let code = line.split_once("#! ")?.1.trim();
        Some((index + 1, code.to_owned()))
    });
    let announced: Vec<_> = announced.collect();
    let missing: Vec<_> = announced.iter().filter(|found| !told.contains(found)).collect();
    let surplus: Vec<_> = told.iter().filter(|found| !announced.contains(found)).collect();
    assert_eq!((missing, surplus), (vec![], vec![]));
    assert_eq!(told, announced);
    assert!(failure.diagnostics().any(|found| found.severity == Severity::Notice));
}

/// What the examples of the guide name.
const GUIDE_BASE: &str = r#"title = "Ví dụ"
source = "docs/cham-diem.md"
status = "sample"
level_groups = ["department"]
scale = 100

[[tasks]]
id = "giao"
title = "nhiệm vụ"
as_of = "report"

[[measure]]
id = "rate"
title = "tỷ lệ đúng hạn"
part = ["on_time"]
whole = ["done", "overdue"]
when_zero = "none"

[[measure]]
id = "late"
title = "quá hạn"
count = ["late", "overdue"]

[[measure]]
id = "regulation"
title = "quy chế"
mark = "compliance.regulation"

[[measure]]
id = "plan"
title = "kế hoạch"
value = "Kế hoạch"
kind = "choice"

[[measure]]
id = "satisfaction"
title = "mức độ hài lòng"
value = "Hài lòng"
kind = "ratio"

[[measure]]
id = "models"
title = "số mô hình"
value = "Mô hình"

[[fact]]
id = "excused"
title = "có lý do khách quan"
value = "Khách quan"
kind = "flag"

[[class]]
name = "Xuất sắc"
from = 90

[[class]]
name = "Tốt"
from = 80

[[class]]
name = "Khá"
below = 80
"#;

#[test]
fn every_example_of_the_guide_holds() {
    let guide = include_str!("../../docs/cham-diem.md");
    let examples = guide.split("```toml\n").skip(1).map(|rest| rest.split("```").next().unwrap());
    let (whole, parts): (Vec<&str>, Vec<&str>) = examples.partition(|example| example.starts_with("title ="));
    for example in whole {
        let file = TextFile { name: "whole".to_owned(), text: example.to_owned() };
        assert_eq!(Checked::parse("whole", &file).unwrap().findings, []);
    }
    let (rules, parts): (Vec<&str>, Vec<&str>) = parts.into_iter().partition(|part| part.starts_with("rule ="));
    assert!(rules.len() >= 8 && parts.len() >= 6, "{} and {}", rules.len(), parts.len());
    let field = format!("[[criterion]]\ncode = \"1\"\ntitle = \"Lĩnh vực\"\nmax = {}\n", rules.len() * 2);
    let leaves = rules.iter().enumerate().map(|(index, rule)| {
        format!("[[criterion]]\ncode = \"1.{}\"\ntitle = \"Tiêu chí\"\nmax = 2\n{rule}\n", index + 1)
    });
    // A class of one level group stands beside those that all have here.
    let others = parts.into_iter().filter(|part| !part.starts_with("[[class]]")).map(str::to_owned);
    let text: Vec<String> = [GUIDE_BASE.to_owned(), field].into_iter().chain(leaves).chain(others).collect();
    let checked = Checked::parse("parts", &TextFile { name: "parts".to_owned(), text: text.join("\n") });
    let findings = checked.map(|checked| checked.findings.iter().map(|found| found.code.id()).collect::<Vec<_>>());
    assert_eq!(findings, Ok(vec!["scale-differs"]));
}

#[test]
fn an_ordered_ladder_is_no_overlap_and_else_may_take_both_ends() {
    let ladder = [band(None, Some((90, false))), band(Some((70, true)), None)].map(|band| band);
    let over_90 = band(Some((90, false)), None);
    let from_70 = band(Some((70, true)), None);
    assert_eq!(judge(&[over_90.clone(), from_70.clone()], &Domain::default()), []);
    assert_eq!(judge(&[from_70.clone(), over_90], &Domain::default()), [Finding::Covered(1)]);
    // The other way round, from below.
    assert_eq!(judge(&ladder, &Domain::default()), [overlap(0, 1, (70, true), (90, false))]);
    // As Cà Mau prints it: "trên 90%", "từ 70% đến 90%".
    let printed = [band(Some((90, false)), None), band(Some((70, true)), Some((90, true)))];
    assert_eq!(judge(&printed, &Domain::default()), []);
}

#[test]
fn whole_numbers_have_no_gap_between_neighbours() {
    let bands = [band(Some((90, true)), Some((100, true))), band(Some((75, true)), Some((89, true)))];
    assert_eq!(judge(&bands, &Domain::count()), []);
    let gap = Stretch { low: Some((Exact::of(89), false)), high: Some((Exact::of(90), false)) };
    assert_eq!(gap.of_name("rate", false), "89 < rate < 90");
    assert_eq!(judge(&bands, &Domain::default()), [Finding::Gap { beside: 1, values: gap }]);
}

fn band(low: Bound, high: Bound) -> Interval {
    let bound = |bound: Bound| bound.map(|(value, is_in)| (Exact::of(value), is_in));
    Interval { low: bound(low), high: bound(high) }
}

fn overlap(earlier: usize, later: usize, low: (i64, bool), high: (i64, bool)) -> Finding {
    let bound = |(value, is_in): (i64, bool)| Some((Exact::of(value), is_in));
    Finding::Overlap { earlier, later, values: Stretch { low: bound(low), high: bound(high) } }
}

/// Bounds from 0 to 8, each closed, open or missing.
fn bound() -> impl Strategy<Value = Bound> {
    proptest::option::weighted(0.8, (0i64..=8, any::<bool>()))
}

/// Whether a value given in tenths is in the band.
fn is_in(tenths: i64, (low, high): (Bound, Bound)) -> bool {
    low.is_none_or(|(low, is_in)| tenths > low * 10 || (is_in && tenths == low * 10))
        && high.is_none_or(|(high, is_in)| tenths < high * 10 || (is_in && tenths == high * 10))
}

fn in_stretch(tenths: i64, stretch: &Stretch) -> bool {
    let tenths = Exact::of(tenths);
    let scaled = |value: &Exact| value * &Exact::of(10);
    stretch.low.as_ref().is_none_or(|(low, is_in)| tenths > scaled(low) || (*is_in && tenths == scaled(low)))
        && stretch.high.as_ref().is_none_or(|(high, is_in)| tenths < scaled(high) || (*is_in && tenths == scaled(high)))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    /// Tenths from −5 to 85 meet every bound and several values between two, which is all that a band can tell apart.
    #[test]
    fn bands_are_judged_as_by_asking_every_value(
        bands in proptest::collection::vec((bound(), bound()), 1..6),
        kind in 0..3,
    ) {
        let (domain, values): (Domain, Vec<i64>) = match kind {
            0 => (Domain::default(), (-5..=85).collect()),
            1 => (Domain::count(), (0..=9).map(|whole| whole * 10).collect()),
            _ => (
                Domain { low: Some(Exact::of(0)), high: Some(Exact::of(6)), digits: None },
                (0..=60).collect(),
            ),
        };
        let intervals: Vec<Interval> = bands.iter().map(|(low, high)| band(*low, *high)).collect();
        let held: Vec<BTreeSet<i64>> =
            bands.iter().map(|band| values.iter().copied().filter(|value| is_in(*value, *band)).collect()).collect();
        let (mut empty, mut covered, mut overlapping) = (vec![], vec![], vec![]);
        let (mut reached, mut taken): (Vec<usize>, BTreeSet<i64>) = (vec![], BTreeSet::new());
        for (index, mine) in held.iter().enumerate() {
            if mine.is_empty() {
                empty.push(index);
            } else if mine.iter().all(|value| taken.contains(value)) {
                covered.push(index);
            } else {
                let crossing = |other: &&usize| {
                    let other = &held[**other];
                    mine.intersection(other).next().is_some()
                        && mine.difference(other).next().is_some()
                        && other.difference(mine).next().is_some()
                };
                if let Some(earlier) = reached.iter().rev().find(crossing) {
                    let shared: BTreeSet<i64> = mine.intersection(&held[*earlier]).copied().collect();
                    overlapping.push((*earlier, index, shared));
                }
                reached.push(index);
            }
            taken.extend(mine);
        }
        let left: BTreeSet<i64> = match (taken.first(), taken.last()) {
            (Some(first), Some(last)) => {
                values.iter().copied().filter(|value| value > first && value < last && !taken.contains(value)).collect()
            }
            _ => BTreeSet::new(),
        };
        let findings = judge(&intervals, &domain);
        let told_empty: Vec<usize> = findings.iter().filter_map(|found| match found {
            Finding::Empty(index) => Some(*index),
            _ => None,
        }).collect();
        let told_covered: Vec<usize> = findings.iter().filter_map(|found| match found {
            Finding::Covered(index) => Some(*index),
            _ => None,
        }).collect();
        let within = |stretch: &Stretch| values.iter().copied().filter(|value| in_stretch(*value, stretch)).collect::<BTreeSet<i64>>();
        let told_overlaps: Vec<_> = findings.iter().filter_map(|found| match found {
            Finding::Overlap { earlier, later, values } => Some((*earlier, *later, within(values))),
            _ => None,
        }).collect();
        let told_left: Vec<BTreeSet<i64>> = findings.iter().filter_map(|found| match found {
            Finding::Gap { values, .. } => Some(within(values)),
            _ => None,
        }).collect();
        prop_assert_eq!(told_empty, empty);
        prop_assert_eq!(told_covered, covered);
        prop_assert_eq!(told_overlaps, overlapping);
        prop_assert!(told_left.iter().all(|gap| !gap.is_empty()));
        prop_assert_eq!(told_left.iter().map(BTreeSet::len).sum::<usize>(), left.len());
        prop_assert_eq!(told_left.into_iter().flatten().collect::<BTreeSet<i64>>(), left);
    }

    /// Cases on a number and a yes/no fact together: those that no pair of values reaches are told, and only they.
    #[test]
    fn cases_that_no_values_reach_are_told(
        cases in proptest::collection::vec((bound(), bound(), proptest::option::of(any::<bool>())), 1..7),
    ) {
        let mut reached = BTreeSet::new();
        for (late, regulation) in (0..=9).flat_map(|late| [(late, false), (late, true)]) {
            let holds = |(low, high, flag): &(Bound, Bound, Option<bool>)| {
                is_in(late * 10, (*low, *high)) && flag.is_none_or(|flag| flag == regulation)
            };
            reached.extend(cases.iter().position(holds));
        }
        let lost: BTreeSet<usize> = (0..cases.len()).filter(|index| !reached.contains(index)).collect();
        let file = TextFile { name: "cases".to_owned(), text: of_cases(&cases) };
        let lines = |failure: dondoc::diagnostic::Failure| {
            let told = failure.diagnostics().filter(|found| found.code == Code::UnreachableCase);
            told.map(|found| found.location.line.unwrap() - FIRST_CASE).collect::<BTreeSet<usize>>()
        };
        prop_assert_eq!(Checked::parse("cases", &file).map_or_else(lines, |_| BTreeSet::new()), lost);
    }
}

/// The line of the first case in [`of_cases`].
const FIRST_CASE: usize = 19;

/// A rulebook of one leaf with these cases, each on a line.
fn of_cases(cases: &[(Bound, Bound, Option<bool>)]) -> String {
    let line = |(low, high, flag): &(Bound, Bound, Option<bool>)| {
        let bound = |bound: &Bound, closed: &str, open: &str| {
            bound.map(|(value, is_in)| format!(", {} = {value}", if is_in { closed } else { open }))
        };
        // A condition wants a bound: no number of tasks is below zero.
        let bounds = [bound(low, "from", "over"), bound(high, "to", "below")].map(Option::unwrap_or_default).concat();
        let bounds = if bounds.is_empty() { ", from = 0".to_owned() } else { bounds };
        let flag = flag.map(|flag| format!(", {{ measure = \"regulation\", is = {flag} }}")).unwrap_or_default();
        format!("  {{ when = [{{ measure = \"late\"{bounds} }}{flag}], points = 1 }},\n")
    };
    let head = r#"title = "t"
source = "s"
status = "sample"
level_groups = ["department"]
tasks = [{ id = "t", title = "t", as_of = "report" }]
[[measure]]
id = "late"
title = "l"
count = ["late"]
[[measure]]
id = "regulation"
title = "r"
mark = "a.b"
[[criterion]]
code = "1"
title = "t"
"#;
    let cases: String = cases.iter().map(line).collect();
    head.to_owned() + "max = 1\nrule = { cases = [\n" + &cases + "  { else = true, points = 0 },\n] }\n"
}
