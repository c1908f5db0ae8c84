//! What stands around rules: sums, what does not apply, blocks, layers, rounding and scales.

use dondoc::{
    normalize::LevelGroup,
    scoring::{
        exact::RoundingMode,
        rulebook::{
            NotApplicable, RoundingStage,
            model::{Criterion, Expression, Rule, Rulebook},
        },
        score,
        scorecard::{Scorecard, State},
        subject::{Seen, Subject},
    },
};

use super::books::{
    block, book, book_of, card, count, five_classes, given_points, layers, leaf, line, linear, n, node, points, ratio,
    rounding, unit, unit_with,
};

fn always(code: &str, max: &str, worth: &str) -> Criterion {
    leaf(code, max, Rule::Always(points(worth)))
}

/// `code points/max` of each criterion.
fn told(card: &Scorecard) -> Vec<String> {
    let plain = |number: &dondoc::scoring::exact::Exact| number.plain(RoundingMode::HalfUp, 3);
    card.criteria.iter().map(|line| format!("{} {}/{}", line.code, plain(&line.points), plain(&line.max))).collect()
}

#[test]
fn points_and_maxima_add_up_through_every_level() {
    let book = book(vec![
        node("1", "5"),
        node("1.1", "3"),
        always("1.1.1", "2", "1.5"),
        always("1.1.2", "1", "0.25"),
        always("1.2", "2", "2"),
        always("2", "4", "1"),
    ]);
    let card = card(&book, unit("a", &[]));
    assert_eq!(told(&card), ["1 3.75/5", "1.1 1.75/3", "1.1.1 1.5/2", "1.1.2 0.25/1", "1.2 2/2", "2 1/4"]);
    assert_eq!((card.points, card.max, card.result), (n("4.75"), n("9"), n("4.75")));
    assert_eq!(card.index.unwrap(), n("4.75").over(&n("9")).unwrap());
}

fn with_exception(not_applicable: NotApplicable, scale: Option<&str>) -> Rulebook {
    let mut tree =
        vec![node("1", "6"), always("1.1", "4", "3"), always("1.2", "2", "2"), node("2", "4"), always("2.1", "4", "4")];
    // Of 1.2 itself, and of 2.1 through its parent.
    tree[2].except = vec!["a".to_owned()];
    tree[3].except = vec!["a".to_owned()];
    let mut book = book(tree);
    (book.not_applicable, book.scale) = (not_applicable, scale.map(n));
    book
}

#[test]
fn what_does_not_apply_leaves_the_maximum_or_is_lost() {
    let renormalised = card(&with_exception(NotApplicable::Renormalise, Some("100")), unit("a", &[]));
    assert_eq!(told(&renormalised), ["1 3/4", "1.1 3/4", "1.2 0/0", "2 0/0", "2.1 0/0"]);
    let states: Vec<State> = renormalised.criteria.iter().map(|line| line.state).collect();
    use State::{NotApplicable as Aside, Scored};
    assert_eq!(states, [Scored, Scored, Aside, Aside, Aside]);
    assert_eq!(renormalised.result, n("75"));
    let lost = card(&with_exception(NotApplicable::Lose, Some("100")), unit("a", &[]));
    assert_eq!(told(&lost), ["1 3/6", "1.1 3/4", "1.2 0/2", "2 0/4", "2.1 0/4"]);
    assert_eq!((lost.result, lost.criteria[3].state), (n("30"), Aside));
    // Without a scale, on the full maximum of the rulebook.
    let plain = card(&with_exception(NotApplicable::Renormalise, None), unit("a", &[]));
    assert_eq!((plain.points, plain.result), (n("3"), n("7.5")));
    let other = card(&with_exception(NotApplicable::Renormalise, None), unit("b", &[]));
    assert_eq!((other.points, other.result), (n("9"), n("9")));
}

#[test]
fn a_unit_to_which_nothing_applies_has_no_index_and_no_class() {
    let mut book = book_of("10", Rule::Always(Expression::NotApplicable));
    (book.classes, book.scale) = (five_classes(), Some(n("100")));
    let card = card(&book, unit("a", &[]));
    assert_eq!((card.index, card.class, card.result), (None, None, n("0")));
    assert_eq!(card.flags, ["Không có tiêu chí nào áp dụng đối với đơn vị này."]);
}

#[test]
fn what_is_missing_is_told_and_keeps_its_maximum() {
    let book = book(vec![
        node("1", "4"),
        always("1.1", "2", "2"),
        leaf("1.2", "2", given_points("appraised")),
        node("2", "2"),
        leaf("2.1", "2", given_points("appraised")),
    ]);
    let card = card(&book, unit("a", &[]));
    assert_eq!(told(&card), ["1 2/4", "1.1 2/2", "1.2 0/2", "2 0/2", "2.1 0/2"]);
    assert_eq!((card.criteria[0].state, card.criteria[3].state), (State::Scored, State::Missing));
    assert_eq!(card.flags, ["Chưa đủ số liệu để chấm: 1.2, 2.1; tạm tính 0 điểm."]);
}

#[test]
fn blocks_stand_beside_the_scale() {
    let mut book = book_of("50", given_points("appraised"));
    book.scale = Some(n("100"));
    book.bonus = block("3", vec![leaf("T1", "2", Rule::Always(count("0", &[("rules_issued", "0.5")], "2")))]);
    book.penalty = block("2", vec![leaf("P1", "5", Rule::Always(count("0", &[("late", "0.5")], "5")))]);
    let seen = [("appraised", Seen::Number(n("40"))), ("rules_issued", Seen::Count(3)), ("late", Seen::Count(6))];
    let card = card(&book, unit("a", &seen));
    assert_eq!((card.points, card.bonus_points, card.penalty_points), (n("40"), n("1.5"), n("2")));
    assert_eq!(card.penalty[0].points, n("3"), "the item as it is, the block under its cap");
    assert_eq!(card.result, n("79.5"));
    assert_eq!((card.bonus[0].measures.len(), card.penalty[0].measures.clone()), (0, vec!["late".to_owned()]));
}

#[test]
fn no_penalty_leaves_less_than_nothing() {
    let mut book = book_of("50", given_points("appraised"));
    book.penalty = block("5", vec![leaf("P1", "5", Rule::Always(points("5")))]);
    book.classes = super::books::classes(&[("Đạt", "[3,)"), ("Chưa đạt", "[0,3)")]);
    let card = card(&book, unit_with("a", "2"));
    assert_eq!((card.result, card.class.as_deref()), (n("0"), Some("Chưa đạt")));
}

#[test]
fn a_penalty_that_nobody_incurred_has_no_measures() {
    let mut book = book_of("50", given_points("appraised"));
    book.penalty = block("5", vec![leaf("P1", "5", Rule::Always(count("0", &[("late", "1")], "5")))]);
    let measures = |late| {
        let seen = [("appraised", Seen::Number(n("9"))), ("late", Seen::Count(late))];
        card(&book, unit("a", &seen)).penalty.remove(0).measures
    };
    assert_eq!((measures(0).len(), measures(2), measures(9).len()), (0, vec!["late".to_owned()], 1));
}

fn layered(rule: Rule, given: &[(&str, &str)]) -> Scorecard {
    let mut book = book_of("2", rule);
    book.layers = layers(&["self", "lần 1", "lần 2"]);
    let mut subject = unit("a", &[("on_time", ratio(93, 129))]);
    for (layer, points) in given {
        subject.layers.insert(((*layer).to_owned(), "1".to_owned()), n(points));
    }
    card(&book, subject)
}

#[test]
fn the_last_layer_that_gives_points_counts() {
    let rule = || Rule::Always(linear("on_time", None, "1"));
    let points = |given: &[(&str, &str)]| layered(rule(), given).points;
    assert_eq!(points(&[]), n("1.44"), "computed");
    assert_eq!(points(&[("self", "2")]), n("2"));
    assert_eq!(points(&[("self", "2"), ("lần 1", "1")]), n("1"));
    assert_eq!(points(&[("self", "2"), ("lần 2", "0")]), n("0"), "zero is points");
    let line = layered(rule(), &[("self", "2"), ("lần 2", "0.5")]).criteria.remove(0);
    assert_eq!(line.layers, [Some(n("2")), None, Some(n("0.5"))]);
    assert!(line.measures.is_empty(), "no task cost these points");
    let by_hand = layered(Rule::Always(Expression::GivenByLayers), &[("lần 1", "1.25")]).criteria.remove(0);
    assert_eq!((by_hand.state, by_hand.points), (State::Scored, n("1.25")));
    assert_eq!(layered(Rule::Always(Expression::GivenByLayers), &[]).criteria[0].state, State::Missing);
}

#[test]
fn layers_add_up_above_their_leaves() {
    let by_hand = || Rule::Always(Expression::GivenByLayers);
    let mut book = book(vec![node("1", "5"), leaf("1.1", "2", by_hand()), leaf("1.2", "3", by_hand())]);
    book.layers = layers(&["self", "lần 1"]);
    let mut subject = unit("a", &[]);
    for (code, points) in [("1.1", "1.5"), ("1.2", "2")] {
        subject.layers.insert(("self".to_owned(), code.to_owned()), n(points));
    }
    assert_eq!(card(&book, subject).criteria[0].layers, [Some(n("3.5")), None]);
}

#[test]
fn rounding_has_its_stage() {
    // Three times 1/3 of 1: rounded leaves add up to 0,99, exact ones to 1.
    let third = |code: &str| leaf(code, "1", Rule::Always(linear("on_time", None, "1")));
    let mut book = book(vec![node("1", "3"), third("1.1"), third("1.2"), third("1.3")]);
    let seen = [("on_time", ratio(1, 3))];
    assert_eq!(card(&book, unit("a", &seen)).points, n("0.99"));
    book.rounding = rounding(RoundingMode::HalfUp, 2, RoundingStage::Total);
    let exact = card(&book, unit("a", &seen));
    assert_eq!((exact.points, exact.result), (n("1"), n("1")));
    // A maximum between two digits is not rounded past.
    let mut fine = book_of("1.005", Rule::Always(points("1.005")));
    assert_eq!(line(&fine, unit("a", &[])).points, n("1.005"));
    fine.rounding = rounding(RoundingMode::Trunc, 2, RoundingStage::Criterion);
    assert_eq!(line(&fine, unit("a", &[])).points, n("1"));
}

#[test]
fn each_group_in_the_order_of_the_rulebook_and_others_left_out() {
    let of = |id: &str, level_group| Subject { level_group, ..unit_with(id, "1") };
    let subjects = [
        of("huyen-1", LevelGroup::District),
        of("so-1", LevelGroup::Department),
        of("xa-1", LevelGroup::Commune),
        of("so-2", LevelGroup::Department),
    ];
    let cards = score(&book_of("2", given_points("appraised")), &subjects).cards;
    let ids: Vec<(&str, u32)> = cards.iter().map(|card| (card.unit_id.as_str(), card.rank)).collect();
    assert_eq!(ids, [("so-1", 1), ("so-2", 1), ("huyen-1", 1)]);
}
