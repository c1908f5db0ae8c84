//! The worked examples of the regulations, on real rows of Kon Tum 2018 (given / on time / late / in deadline / overdue), with the very
//! numbers printed there.

use dondoc::{
    normalize::LevelGroup,
    scoring::{
        exact::{Exact, RoundingMode},
        rulebook::{
            RoundingStage, Ties, WhenZero,
            model::{Expression, Items, Rule, TaskCase, TaskScore},
            rule::Taken,
        },
        score,
        scorecard::State,
        subject::{Seen, Subject},
    },
};

use super::books::{
    book, book_of, bounds, ca_mau, card, cases, count, counted, five_classes, given_points, is, leaf, line, linear, n,
    node, points, ratio, relative, rounding, scored, task, unit, unit_with, within,
};

/// A row of appendix 02.
struct Row {
    on_time: u64,
    late: u64,
    open: u64,
    overdue: u64,
}

const AGRICULTURE: Row = Row { on_time: 52, late: 77, open: 49, overdue: 1 };
const TRADE: Row = Row { on_time: 125, late: 0, open: 11, overdue: 0 };
const HOME_AFFAIRS: Row = Row { on_time: 93, late: 34, open: 37, overdue: 2 };
const JUSTICE: Row = Row { on_time: 67, late: 8, open: 13, overdue: 1 };
const SA_THAY: Row = Row { on_time: 88, late: 2, open: 4, overdue: 0 };
const KON_PLONG: Row = Row { on_time: 12, late: 14, open: 45, overdue: 4 };

impl Row {
    fn done_of_given(&self) -> Seen {
        ratio(self.on_time + self.late, self.on_time + self.late + self.open + self.overdue)
    }

    fn on_time_of_due(&self) -> Seen {
        ratio(self.on_time, self.on_time + self.late + self.overdue)
    }

    fn behind(&self) -> Seen {
        Seen::Count(self.late + self.overdue)
    }
}

#[test]
fn bands_of_ca_mau() {
    let of = |seen| scored("2", ca_mau("done"), &[("done", seen)]);
    assert_eq!(of(AGRICULTURE.done_of_given()), "1");
    assert_eq!(of(TRADE.done_of_given()), "2");
    assert_eq!(of(ratio(90, 100)), "1", "exactly 90% is not more than 90%");
    assert_eq!(of(ratio(70, 100)), "1");
    assert_eq!(of(ratio(69, 100)), "0");
    let seen = line(&book_of("2", ca_mau("done")), unit("nn", &[("done", AGRICULTURE.done_of_given())])).seen;
    assert_eq!(seen, "129/179 = 72,07%");
    let seen = line(&book_of("2", ca_mau("done")), unit("ct", &[("done", TRADE.done_of_given())])).seen;
    assert_eq!(seen, "125/136 = 91,91%");
}

#[test]
fn flags_of_appendix_03() {
    let yes_or_no = |mark: &str| cases(vec![(vec![is(mark, true)], points("1")), (Vec::new(), points("0"))]);
    let book = book(vec![
        node("1", "2"),
        leaf("1.1", "1", yes_or_no("report_sent")),
        leaf("1.2", "1", yes_or_no("statute_issued")),
    ]);
    let subject = |index: usize| {
        let marks = [("report_sent", Seen::Flag(true)), ("statute_issued", Seen::Flag(index < 17))];
        unit(&format!("{index:02}"), &marks)
    };
    let finance = card(&book, subject(29));
    let printed: Vec<String> = finance.criteria.iter().map(|line| line.points.plain(RoundingMode::HalfUp, 2)).collect();
    assert_eq!(printed, ["1", "1", "0"]);
    let cards = score(&book, &(0..30).map(subject).collect::<Vec<_>>()).cards;
    let how_many = |index: usize| cards.iter().filter(|card| card.criteria[index].points == n("1")).count();
    assert_eq!((how_many(1), how_many(2)), (30, 17));
}

#[test]
fn the_denominator_decides_between_two_cases() {
    // 173 given, 161 on time, 2 late, 9 in deadline, 1 overdue.
    let rule = || {
        cases(vec![
            (vec![within("done", "[100%,)"), within("late", "[0,0]")], points("1.5")),
            (vec![within("done", "[100%,)"), within("late", "[1,)")], points("1")),
            (vec![within("done", "[80%,100%)")], points("0.5")),
            (Vec::new(), points("0")),
        ])
    };
    let of = |seen| scored("1.5", rule(), &[("done", seen), ("late", Seen::Count(2))]);
    assert_eq!(of(ratio(163, 164)), "0,5", "over those that were due");
    assert_eq!(of(ratio(163, 163)), "1", "over those that are done");
    let seen = line(&book_of("1.5", rule()), unit("kt", &[("done", ratio(163, 164)), ("late", Seen::Count(2))])).seen;
    assert_eq!(seen, "163/164 = 99,39%; 2");
}

#[test]
fn linear_and_its_floor() {
    let seen = [("on_time", HOME_AFFAIRS.on_time_of_due())];
    assert_eq!(scored("2", Rule::Always(linear("on_time", None, "1")), &seen), "1,44");
    assert_eq!(scored("2", Rule::Always(linear("on_time", Some("80%"), "1")), &seen), "0");
    let mut exact = book_of("2", Rule::Always(linear("on_time", None, "1")));
    exact.rounding = rounding(RoundingMode::HalfUp, 2, RoundingStage::Total);
    let points = line(&exact, unit("nv", &seen)).points;
    assert_eq!(points.plain(RoundingMode::HalfUp, 6), "1.44186");
    assert_eq!(Some(points), Exact::ratio(186, 129));
}

#[test]
fn counts_that_deduct_and_that_add() {
    let deduct = || Rule::Always(count("2", &[("late", "-0.1")], "2"));
    assert_eq!(scored("2", deduct(), &[("late", JUSTICE.behind())]), "1,1");
    assert_eq!(scored("2", deduct(), &[("late", AGRICULTURE.behind())]), "0");
    let add = || Rule::Always(count("0", &[("rules_issued", "0.5")], "2"));
    assert_eq!(scored("2", add(), &[("rules_issued", Seen::Count(3))]), "1,5");
    assert_eq!(scored("2", add(), &[("rules_issued", Seen::Count(5))]), "2");
}

#[test]
fn a_survey_that_is_given() {
    let rule = Rule::Always(Expression::GivenRatio("survey".to_owned()));
    assert_eq!(scored("20", rule, &[("survey", Seen::Number(n("85%")))]), "17");
}

#[test]
fn tasks_one_by_one() {
    let each = TaskScore::Count(counted("100", &[("delays", "-25")], "100"));
    let items = Items {
        tasks: "all".to_owned(),
        out_of: n("100"),
        cases: vec![
            TaskCase { when: vec![is("excused", true)], score: TaskScore::Points(n("100")) },
            TaskCase { when: Vec::new(), score: each },
        ],
        weights: Vec::new(),
        take: Taken::Mean,
        when_zero: WhenZero::None,
    };
    let book = book_of("100", Rule::Always(Expression::Items(items)));
    let subject = |excused: bool| {
        let task = |delays| {
            let excused = Seen::Flag(excused && delays == 2);
            task(&[("delays", Seen::Count(delays)), ("excused", excused)])
        };
        let mut subject = unit("a", &[]);
        subject.tasks.insert("all".to_owned(), (0..3).map(task).collect());
        subject
    };
    let all = line(&book, subject(false));
    assert_eq!(all.points, n("75"));
    let scores: Vec<Exact> = all.items.iter().map(|item| item.points.clone()).collect();
    assert_eq!(scores, [n("75"), n("50")], "the tasks that cost points");
    let excused = line(&book, subject(true));
    assert_eq!(excused.points.plain(RoundingMode::HalfUp, 2), "91.67", "its delays are ignored");
}

#[test]
fn against_the_best_of_the_group() {
    let book = book_of("2", Rule::Always(relative("on_time", false)));
    let district = |id: &str, row: &Row| Subject {
        level_group: LevelGroup::District,
        ..unit(id, &[("on_time", row.on_time_of_due())])
    };
    // A department at 100% is of another group, a district without tasks is no yardstick.
    let subjects = [
        unit("so", &[("on_time", ratio(5, 5))]),
        district("sa-thay", &SA_THAY),
        district("kon-plong", &KON_PLONG),
        district("none", &Row { on_time: 0, late: 0, open: 3, overdue: 0 }),
    ];
    let cards = score(&book, &subjects).cards;
    let points: Vec<String> = cards.iter().map(|card| card.points.plain(RoundingMode::HalfUp, 2)).collect();
    assert_eq!(points, ["2", "2", "0.82", "0"]);
    assert!(cards[2].criteria[0].reason.contains("12/30 = 40,00%"), "{}", cards[2].criteria[0].reason);
    assert!(cards[2].criteria[0].reason.contains("97,78%"), "{}", cards[2].criteria[0].reason);
}

#[test]
fn what_does_not_apply_leaves_the_maximum() {
    // Thanh Hóa 2023: 68,32 points of the 84 that apply are an index of 81,33%.
    let mut book = book(vec![
        leaf("1", "84", given_points("appraised")),
        leaf("2", "16", Rule::Always(Expression::NotApplicable)),
    ]);
    book.scale = Some(n("100"));
    let card = card(&book, unit_with("bdt", "68.32"));
    assert_eq!((card.points, card.max), (n("68.32"), n("84")));
    assert_eq!((&card.index.unwrap() * &n("100")).printed(RoundingMode::HalfUp, 2), "81,33");
    assert_eq!(card.result.printed(RoundingMode::HalfUp, 2), "81,33");
}

#[test]
fn bonus_and_penalty_under_their_caps() {
    let mut book = book_of("100", given_points("appraised"));
    let fixed = |code: &str, worth: &str| leaf(code, worth, Rule::Always(points(worth)));
    book.bonus = super::books::block("5", vec![fixed("T1", "4"), fixed("T2", "2")]);
    book.penalty = super::books::block("5", vec![fixed("P1", "1.5")]);
    let card = card(&book, unit_with("a", "86.40"));
    assert_eq!((card.bonus_points, card.penalty_points), (n("5"), n("1.5")));
    assert_eq!(card.result.printed_fixed(RoundingMode::HalfUp, 2), "89,90");
}

#[test]
fn a_fall_of_two_classes_is_flagged() {
    let book = dropping();
    let mut subject = unit_with("a", "75");
    subject.last_class = Some("Xuất sắc".to_owned());
    let fell = card(&book, subject.clone());
    assert_eq!(fell.class.as_deref(), Some("Khá"));
    assert_eq!(fell.flags, ["Hạ hai bậc xếp loại (năm trước Xuất sắc, năm nay Khá): không xét thi đua."]);
    subject.last_class = Some("Tốt".to_owned());
    assert!(card(&book, subject).flags.is_empty(), "one class is not two");
}

fn dropping() -> dondoc::scoring::rulebook::model::Rulebook {
    let mut book = book_of("100", given_points("appraised"));
    book.classes = five_classes();
    book.gates = vec![dondoc::scoring::rulebook::model::Gate {
        title: "Hạ hai bậc xếp loại".to_owned(),
        when: vec![within("class_drop", "[2,)")],
        flag: Some("không xét thi đua".to_owned()),
        class_at_most: None,
    }];
    book
}

#[test]
fn no_tasks_are_worth_what_the_measure_declares() {
    let of = |measure: &str, rule: Rule| line(&book_of("2", rule), unit("a", &[(measure, ratio(0, 0))]));
    for rule in [ca_mau, |measure: &str| Rule::Always(linear(measure, None, "1"))] {
        let (none, full, aside) =
            (of("on_time", rule("on_time")), of("or_full", rule("or_full")), of("or_aside", rule("or_aside")));
        assert_eq!((none.state, none.points, none.max), (State::Scored, n("0"), n("2")));
        assert_eq!((full.state, full.points, full.max), (State::Scored, n("2"), n("2")));
        assert_eq!((aside.state, aside.points, aside.max), (State::NotApplicable, n("0"), n("0")));
    }
}

#[test]
fn published_roundings() {
    // Kon Tum prints up to three digits and trims; Nam Định cuts 62,62/70 to 89,45.
    let result = |max: &str, mode, digits, points: &str| {
        let mut book = book_of(max, given_points("appraised"));
        book.scale = Some(n("100"));
        book.rounding = rounding(mode, digits, RoundingStage::Total);
        card(&book, unit_with("a", points)).result.printed(mode, digits)
    };
    assert_eq!(result("100", RoundingMode::HalfUp, 3, "86.471"), "86,471");
    assert_eq!(result("100", RoundingMode::HalfUp, 3, "90.59"), "90,59");
    assert_eq!(result("70", RoundingMode::Trunc, 2, "62.62"), "89,45");
    assert_eq!(result("70", RoundingMode::HalfUp, 2, "62.62"), "89,46");
}

#[test]
fn published_ties() {
    // Thanh Hóa 2024: places 2 and 3 both print 90,02.
    let subjects = [unit_with("a", "91"), unit_with("b", "90.021"), unit_with("c", "90.024"), unit_with("d", "85.02")];
    let ranks = |ties, compare| {
        let mut book = book_of("100", given_points("appraised"));
        book.rounding = rounding(RoundingMode::HalfUp, 2, RoundingStage::Total);
        (book.ranking.ties, book.ranking.compare) = (ties, compare);
        score(&book, &subjects).cards.iter().map(|card| card.rank).collect::<Vec<_>>()
    };
    use dondoc::scoring::rulebook::Compared::{Exact, Printed};
    assert_eq!(ranks(Ties::Competition, Printed), [1, 2, 2, 4]);
    assert_eq!(ranks(Ties::Dense, Printed), [1, 2, 2, 3]);
    assert_eq!(ranks(Ties::Sequential, Printed), [1, 2, 3, 4]);
    assert_eq!(ranks(Ties::Competition, Exact), [1, 3, 2, 4], "more digits than are shown");
}

#[test]
fn bounds_are_written_as_the_tests_mean_them() {
    let whole = bounds("[70%,90%)");
    assert!(whole.contains(&n("0.7")) && whole.contains(&n("0.8999")) && !whole.contains(&n("0.9")));
    assert!(bounds("(,50)").contains(&n("-1")) && !bounds("(50,)").contains(&n("50")));
}
