//! What holds for every rulebook and every unit: points within the maximum, no order, monotone rules, classes that partition.

use dondoc::scoring::{
    exact::{Exact, RoundingMode},
    rulebook::{
        RoundingStage, Ties,
        model::{Expression, Rule, Rulebook},
    },
    score,
    scorecard::Scorecard,
    subject::{Seen, Subject},
};
use proptest::prelude::*;

use super::books::{
    block, book, ca_mau, card, cases, count, five_classes, given_points, layers, leaf, line, linear, n, node, points,
    ratio, relative, rounding, unit, unit_with, within,
};

/// A rulebook with a rule of every kind, layers and blocks.
fn everything(ties: Ties, mode: RoundingMode, stage: RoundingStage) -> Rulebook {
    let mut book = book(vec![
        node("1", "8"),
        leaf("1.1", "2", ca_mau("on_time")),
        leaf("1.2", "2", Rule::Always(linear("or_aside", Some("20%"), "95%"))),
        leaf("1.3", "2", Rule::Always(count("2", &[("late", "-0.3")], "2"))),
        leaf("1.4", "2", Rule::Always(relative("on_time", false))),
        node("2", "5"),
        leaf("2.1", "3", Rule::Always(Expression::GivenRatio("survey".to_owned()))),
        leaf("2.2", "2", given_points("appraised")),
        leaf("3", "1.005", Rule::Always(relative("or_full", true))),
    ]);
    book.layers = layers(&["self", "lần 1"]);
    book.bonus = block("1", vec![leaf("T1", "2", Rule::Always(count("0", &[("rules_issued", "0.5")], "2")))]);
    book.penalty = block("1", vec![leaf("P1", "2", Rule::Always(count("0", &[("late", "0.5")], "2")))]);
    book.scale = Some(n("100"));
    book.classes = five_classes();
    book.ranking.ties = ties;
    book.ranking.tie_break = vec!["1.3".to_owned()];
    book.rounding = rounding(mode, 2, stage);
    book
}

fn maybe(seen: impl Strategy<Value = Seen>) -> impl Strategy<Value = Option<Seen>> {
    proptest::option::weighted(0.9, seen)
}

fn subject() -> impl Strategy<Value = Subject> {
    let rate = || maybe((0u64..40, 0u64..40).prop_map(|(part, rest)| ratio(part, part + rest)));
    let number = |low: i64, high: i64| {
        maybe((low..high).prop_map(|cents| Seen::Number(Exact::of(cents).over(&Exact::of(100)).unwrap())))
    };
    let count = || maybe((0u64..20).prop_map(Seen::Count));
    let layer = proptest::option::weighted(0.2, 0i64..400);
    (rate(), rate(), rate(), count(), count(), number(-20, 150), number(-50, 400), layer).prop_map(
        |(on_time, or_aside, or_full, late, rules, survey, appraised, layer)| {
            let seen = [
                ("on_time", on_time),
                ("or_aside", or_aside),
                ("or_full", or_full),
                ("late", late),
                ("rules_issued", rules),
                ("survey", survey),
                ("appraised", appraised),
            ];
            let seen: Vec<(&str, Seen)> = seen.into_iter().filter_map(|(id, seen)| Some((id, seen?))).collect();
            let mut subject = unit("", &seen);
            if let Some(cents) = layer {
                let points = Exact::of(cents).over(&Exact::of(100)).unwrap();
                subject.layers.insert(("lần 1".to_owned(), "1.1".to_owned()), points);
            }
            subject
        },
    )
}

fn subjects() -> impl Strategy<Value = Vec<Subject>> {
    let named = |(index, subject): (usize, Subject)| Subject { id: format!("{index:02}"), ..subject };
    proptest::collection::vec(subject(), 1..12).prop_map(move |all| all.into_iter().enumerate().map(named).collect())
}

fn modes() -> impl Strategy<Value = (RoundingMode, RoundingStage)> {
    let modes = [RoundingMode::HalfUp, RoundingMode::HalfEven, RoundingMode::Trunc];
    let stages = [RoundingStage::Criterion, RoundingStage::Total];
    (proptest::sample::select(modes.to_vec()), proptest::sample::select(stages.to_vec()))
}

fn by_id(mut cards: Vec<Scorecard>) -> String {
    cards.sort_by(|one, other| one.unit_id.cmp(&other.unit_id));
    format!("{cards:#?}")
}

/// Points of one rule over growing numbers.
fn grows(rule: &Rule, seen: impl Fn(u64) -> (&'static str, Seen), numbers: [u64; 2]) -> bool {
    let points = |number| line(&super::books::book_of("2", rule.clone()), unit("a", &[seen(number)])).points;
    let [low, high] = numbers.map(points);
    low <= high
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn points_stay_within_the_maximum(subjects in subjects(), (mode, stage) in modes()) {
        let zero = Exact::default();
        for card in score(&everything(Ties::Competition, mode, stage), &subjects).cards {
            for line in card.criteria.iter().chain(&card.bonus).chain(&card.penalty) {
                prop_assert!(zero <= line.points && line.points <= line.max, "{line:?}");
                prop_assert!(!line.reason.is_empty() && line.reason.ends_with('.'), "{line:?}");
            }
            prop_assert!(card.points <= card.max);
            prop_assert!(card.index.is_none_or(|index| zero <= index && index <= n("1")));
            prop_assert!(card.bonus_points <= n("1") && card.penalty_points <= n("1"));
            let top = &n("100") + &card.bonus_points;
            prop_assert!(card.exact_result <= top);
        }
    }

    #[test]
    fn sums_are_sums(subjects in subjects(), (mode, stage) in modes()) {
        let book = everything(Ties::Competition, mode, stage);
        for card in score(&book, &subjects).cards {
            let leaves = || book.criteria.iter().zip(&card.criteria).filter(|(node, _)| node.rule.is_some());
            prop_assert_eq!(leaves().map(|(_, line)| &line.points).sum::<Exact>(), card.points.clone());
            prop_assert_eq!(leaves().map(|(_, line)| &line.max).sum::<Exact>(), card.max.clone());
        }
    }

    #[test]
    fn the_order_of_units_is_nothing(
        (subjects, shuffled) in subjects().prop_flat_map(|all| (Just(all.clone()), Just(all).prop_shuffle())),
        (mode, stage) in modes(),
        ties in proptest::sample::select(vec![Ties::Competition, Ties::Dense]),
    ) {
        let book = everything(ties, mode, stage);
        prop_assert_eq!(by_id(score(&book, &subjects).cards), by_id(score(&book, &shuffled).cards));
    }

    #[test]
    fn more_is_never_worth_less(one in 0u64..=100, other in 0u64..=100) {
        let numbers = [one.min(other), one.max(other)];
        let rate = |part| ("on_time", ratio(part, 100));
        let ladder = cases(vec![
            (vec![within("on_time", "[95%,)")], points("2")),
            (vec![within("on_time", "(60%,95%)")], linear("on_time", None, "1")),
            (vec![within("on_time", "[30%,60%]")], points("0.5")),
            (Vec::new(), points("0")),
        ]);
        for rule in [ca_mau("on_time"), ladder, Rule::Always(linear("on_time", Some("35%"), "85%"))] {
            prop_assert!(grows(&rule, rate, numbers), "{rule:?}");
        }
        let more = Rule::Always(count("0.1", &[("rules_issued", "0.05")], "1.8"));
        prop_assert!(grows(&more, |count| ("rules_issued", Seen::Count(count)), numbers));
        let fewer = Rule::Always(count("2", &[("late", "-0.05")], "2"));
        prop_assert!(grows(&fewer, |count| ("late", Seen::Count(100 - count)), numbers));
    }

    #[test]
    fn a_better_own_rate_is_never_worth_less_against_others(
        others in proptest::collection::vec(0u64..=100, 0..6), one in 0u64..=100, other in 0u64..=100, to_mean: bool,
    ) {
        let points = |own| {
            let all = std::iter::once(own).chain(others.iter().copied()).enumerate();
            let subjects: Vec<Subject> =
                all.map(|(index, part)| unit(&index.to_string(), &[("on_time", ratio(part, 100))])).collect();
            let book = super::books::book_of("2", Rule::Always(relative("on_time", to_mean)));
            score(&book, &subjects).cards[0].points.clone()
        };
        prop_assert!(points(one.min(other)) <= points(one.max(other)));
    }

    #[test]
    fn every_result_has_exactly_one_class(cents in 0i64..=10_000) {
        let points = Exact::of(cents).over(&Exact::of(100)).unwrap();
        let mut book = super::books::book_of("100", given_points("appraised"));
        book.classes = five_classes();
        let holding = book.classes.iter().filter(|class| class.within.contains(&points));
        let holding: Vec<String> = holding.map(|class| class.name.clone()).collect();
        prop_assert_eq!(holding.len(), 1);
        let card = card(&book, unit_with("a", &points.plain(RoundingMode::HalfUp, 2)));
        prop_assert_eq!(card.class.as_ref(), holding.first());
    }

    #[test]
    fn ranks_agree_with_results(subjects in subjects(), (mode, stage) in modes()) {
        for ties in [Ties::Competition, Ties::Dense, Ties::Sequential] {
            let cards = score(&everything(ties, mode, stage), &subjects).cards;
            for one in &cards {
                prop_assert!(cards.iter().all(|other| one.rank >= other.rank || one.result >= other.result));
                let better = cards.iter().filter(|other| other.rank < one.rank).count();
                if ties == Ties::Competition {
                    prop_assert_eq!(one.rank as usize, better + 1);
                }
            }
            let mut ranks: Vec<u32> = cards.iter().map(|card| card.rank).collect();
            ranks.sort_unstable();
            ranks.dedup();
            let most = cards.iter().map(|card| card.rank).max().unwrap() as usize;
            prop_assert!(ties == Ties::Competition || ranks.len() == most);
            prop_assert!(ties != Ties::Sequential || most == cards.len());
        }
    }
}
