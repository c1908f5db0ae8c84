//! Each kind of rule at its edges: bounds, clamps, zero denominators and values that nobody gave.

use dondoc::scoring::{
    exact::RoundingMode,
    rulebook::{
        WhenZero,
        model::{Expression, Items, Rule, Test},
        rule::Taken,
    },
    score,
    scorecard::{Line, State},
    subject::{Seen, TaskFacts},
};

use super::books::{
    book_of, cases, count, counted, is, items, late, line, linear, n, points, ratio, relative, says, scored, task,
    unit, within,
};

fn of(rule: Rule, seen: &[(&str, Seen)]) -> Line {
    line(&book_of("2", rule), unit("a", seen))
}

#[test]
fn constants_are_points_or_parts_of_the_maximum() {
    let share = |share: &str| Expression::Share(n(share));
    assert_eq!(scored("4", Rule::Always(points("3")), &[]), "3");
    assert_eq!(scored("4", Rule::Always(points("5")), &[]), "4", "never above the maximum");
    assert_eq!(scored("4", Rule::Always(share("75%")), &[]), "3");
    let answers = || {
        cases(vec![
            (vec![says("answer", "Không áp dụng")], Expression::NotApplicable),
            (vec![says("answer", "Có")], share("100%")),
            (Vec::new(), share("50%")),
        ])
    };
    let answer = |answer: &str| of(answers(), &[("answer", Seen::Choice(answer.to_owned()))]);
    assert_eq!([answer("Có").points, answer("Không").points], [n("2"), n("1")]);
    assert_eq!(answer("Không áp dụng").state, State::NotApplicable);
}

#[test]
fn the_first_case_wins_and_all_its_conditions_must_hold() {
    let rule = || {
        cases(vec![
            (vec![is("report_sent", true), within("late", "[0,0]")], points("2")),
            (vec![is("report_sent", true)], points("1")),
            (vec![within("late", "[0,5]")], points("0.5")),
            (Vec::new(), points("0")),
        ])
    };
    let points = |sent, late| scored("2", rule(), &[("report_sent", Seen::Flag(sent)), ("late", Seen::Count(late))]);
    assert_eq!([points(true, 0), points(true, 9), points(false, 0), points(false, 9)], ["2", "1", "0,5", "0"]);
}

#[test]
fn a_condition_that_fails_decides_whatever_is_unknown_beside_it() {
    let rule = |when: Vec<Test>| cases(vec![(when, points("2")), (Vec::new(), points("1"))]);
    let late = || ("late", Seen::Count(1));
    for both in
        [vec![within("late", "[0,0]"), is("report_sent", true)], vec![is("report_sent", true), within("late", "[0,0]")]]
    {
        let fails = of(rule(both.clone()), &[late()]);
        assert_eq!((fails.state, fails.points), (State::Scored, n("1")));
        let unknown = of(rule(both), &[("late", Seen::Count(0))]);
        assert_eq!((unknown.state, unknown.points), (State::Missing, n("0")));
    }
    // A missing value outweighs a ratio of nothing, in either order.
    for both in [
        vec![within("or_full", "[90%,)"), is("report_sent", true)],
        vec![is("report_sent", true), within("or_full", "[90%,)")],
    ] {
        assert_eq!(of(rule(both), &[("or_full", ratio(0, 0))]).state, State::Missing);
    }
}

#[test]
fn an_earlier_case_spares_the_measures_of_later_ones() {
    let rule = cases(vec![
        (vec![is("report_sent", true)], points("2")),
        (vec![within("on_time", "[80%,)")], points("1")),
        (Vec::new(), points("0")),
    ]);
    assert_eq!(of(rule, &[("report_sent", Seen::Flag(true))]).points, n("2"));
}

#[test]
fn a_value_of_another_kind_is_missing() {
    let rule = cases(vec![(vec![within("answer", "[1,)")], points("2")), (Vec::new(), points("0"))]);
    assert_eq!(of(rule, &[("answer", Seen::Choice("Có".to_owned()))]).state, State::Missing);
    // Only a measure that is declared as a ratio says what a zero denominator is worth.
    let counted = Rule::Always(count("2", &[("late", "-0.1")], "2"));
    assert_eq!(of(counted, &[("late", ratio(0, 0))]).state, State::Missing);
}

#[test]
fn what_nobody_gave_is_missing_in_every_kind() {
    let rules = [
        super::books::ca_mau("on_time"),
        Rule::Always(linear("on_time", None, "1")),
        Rule::Always(count("2", &[("late", "-0.1")], "2")),
        Rule::Always(Expression::GivenPoints("appraised".to_owned())),
        Rule::Always(Expression::GivenRatio("survey".to_owned())),
        Rule::Always(Expression::GivenByLayers),
        Rule::Always(Expression::Items(items(Taken::Mean, WhenZero::Full))),
        Rule::Always(relative("on_time", false)),
    ];
    for rule in rules {
        let line = of(rule.clone(), &[]);
        assert_eq!((line.state, &line.points, &line.max), (State::Missing, &n("0"), &n("2")), "{rule:?}");
        assert!(line.reason.ends_with(", tạm tính 0 điểm."), "{}", line.reason);
    }
}

#[test]
fn linear_has_a_floor_and_a_full_mark() {
    let points =
        |part| scored("2", Rule::Always(linear("on_time", Some("50%"), "90%")), &[("on_time", ratio(part, 100))]);
    assert_eq!(points(49), "0");
    assert_eq!(points(50), "1", "the floor itself scores");
    assert_eq!(points(89), "1,78");
    assert_eq!(points(90), "2");
    assert_eq!(points(150), "2", "never above the maximum");
}

#[test]
fn counts_add_up_several_measures_within_their_bounds() {
    let mut count = counted("1", &[("late", "-0.1"), ("rules_issued", "0.5"), ("report_sent", "0.25")], "1.8");
    count.min = n("0.2");
    let points = |late, rules, sent| {
        let seen =
            [("late", Seen::Count(late)), ("rules_issued", Seen::Count(rules)), ("report_sent", Seen::Flag(sent))];
        scored("2", Rule::Always(Expression::Count(count.clone())), &seen)
    };
    assert_eq!(points(3, 1, true), "1,45");
    assert_eq!(points(0, 9, false), "1,8");
    assert_eq!(points(99, 0, false), "0,2");
}

#[test]
fn a_missing_number_outweighs_a_zero_denominator_in_counts() {
    for each in [[("or_full", "1"), ("late", "-0.1")], [("late", "-0.1"), ("or_full", "1")]] {
        let line = of(Rule::Always(count("0", &each, "2")), &[("or_full", ratio(0, 0))]);
        assert_eq!((line.state, line.points), (State::Missing, n("0")));
    }
}

#[test]
fn given_values_are_held_within_the_maximum() {
    let given = |value: &str| {
        scored(
            "2",
            Rule::Always(Expression::GivenPoints("appraised".to_owned())),
            &[("appraised", Seen::Number(n(value)))],
        )
    };
    assert_eq!([given("1.25"), given("3"), given("-1")], ["1,25", "2", "0"]);
    let ratio = |value: &str| {
        scored("2", Rule::Always(Expression::GivenRatio("survey".to_owned())), &[("survey", Seen::Number(n(value)))])
    };
    assert_eq!([ratio("50%"), ratio("120%")], ["1", "2"]);
}

fn with_tasks(items: Items, tasks: Vec<TaskFacts>) -> Line {
    let mut subject = unit("a", &[]);
    subject.tasks.insert("all".to_owned(), tasks);
    line(&book_of("2", Rule::Always(Expression::Items(items))), subject)
}

#[test]
fn tasks_are_weighed_and_taken_together() {
    let tasks = || vec![late(0, "chủ trì"), late(5, "phối hợp"), late(30, "theo dõi")];
    let points = |take| with_tasks(items(take, WhenZero::None), tasks()).points;
    // (100 + 0,3 × 75) / 1,3 = 94,23 of 100.
    assert_eq!(points(Taken::Mean), n("1.88"));
    assert_eq!(points(Taken::Sum), n("2"), "122,5 of 100 is held within the maximum");
    assert_eq!(points(Taken::Min), n("1.5"), "what has no weight is no least");
}

#[test]
fn no_tasks_do_what_the_rule_declares() {
    let line = |when_zero| with_tasks(items(Taken::Mean, when_zero), Vec::new());
    assert_eq!(line(WhenZero::Full).points, n("2"));
    assert_eq!((line(WhenZero::None).points, line(WhenZero::None).state), (n("0"), State::Scored));
    assert_eq!(line(WhenZero::NotApplicable).state, State::NotApplicable);
    let weightless = with_tasks(items(Taken::Min, WhenZero::Full), vec![late(9, "theo dõi")]);
    assert_eq!(weightless.points, n("2"));
    let unknown = with_tasks(items(Taken::Mean, WhenZero::Full), vec![task(&[])]);
    assert_eq!(unknown.state, State::Missing, "a task of which nothing is known");
}

#[test]
fn others_are_the_yardstick() {
    let points = |to_mean, rates: &[(u64, u64)]| {
        let subjects: Vec<_> = rates
            .iter()
            .enumerate()
            .map(|(index, (part, whole))| unit(&index.to_string(), &[("on_time", ratio(*part, *whole))]))
            .collect();
        let cards = score(&book_of("2", Rule::Always(relative("on_time", to_mean))), &subjects).cards;
        cards.iter().map(|card| card.points.plain(RoundingMode::HalfUp, 2)).collect::<Vec<_>>()
    };
    assert_eq!(points(false, &[(80, 100), (40, 100), (0, 100)]), ["2", "1", "0"]);
    assert_eq!(points(true, &[(80, 100), (30, 100), (10, 100)]), ["2", "1.5", "0.5"], "the mean is 40%");
    assert_eq!(points(true, &[(80, 100), (0, 0), (40, 100)]), ["2", "0", "1.33"], "no part of the mean");
    assert_eq!(points(false, &[(0, 10), (0, 20)]), ["0", "0"], "nobody is better than nothing");
    let negative = |id: &str, number: &str| unit(id, &[("appraised", Seen::Number(n(number)))]);
    let book = book_of("2", Rule::Always(relative("appraised", false)));
    let cards = score(&book, &[negative("a", "-1"), negative("b", "-4")]).cards;
    assert!(cards.iter().all(|card| card.points == n("0")), "less than nothing is no yardstick");
}
