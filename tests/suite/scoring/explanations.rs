//! Explanations: one Vietnamese sentence for each criterion, and the tasks that cost points.

use dondoc::scoring::{
    rulebook::{
        WhenZero,
        model::{Case, Expression, Items, Rule, TaskCase, TaskScore},
        rule::Taken,
    },
    score,
    scorecard::{Line, Scorecard},
    subject::{Seen, TaskFacts},
};

use super::books::{
    book, book_of, ca_mau, card, cases, count, given_points, is, layers, leaf, line, linear, n, node, points, ratio,
    relative, says, unit, within,
};

fn of(rule: Rule, seen: &[(&str, Seen)]) -> Line {
    line(&book_of("2", rule), unit("a", seen))
}

fn reason(rule: Rule, seen: &[(&str, Seen)]) -> String {
    of(rule, seen).reason
}

#[test]
fn bands_are_named_by_their_bounds() {
    let reason = |part| reason(ca_mau("on_time"), &[("on_time", ratio(part, 129))]);
    assert_eq!(reason(93), "Tỷ lệ hoàn thành đúng hạn trên số đến hạn: 93/129 = 72,09%, từ 70% đến 90%: 1 điểm.");
    assert_eq!(reason(129), "Tỷ lệ hoàn thành đúng hạn trên số đến hạn: 129/129 = 100,00%, trên 90%: 2 điểm.");
    assert_eq!(reason(9), "Tỷ lệ hoàn thành đúng hạn trên số đến hạn: 9/129 = 6,98%, dưới 70%: 0 điểm.");
}

#[test]
fn a_rate_close_to_a_bound_does_not_read_as_the_bound() {
    let seen = |part, whole| of(ca_mau("on_time"), &[("on_time", ratio(part, whole))]).seen;
    assert_eq!(seen(179_992, 200_000), "179.992/200.000 = 89,996%");
    assert_eq!(seen(99_999, 100_000), "99.999/100.000 = 99,999%");
    assert_eq!(seen(9, 10), "9/10 = 90,00%");
    assert_eq!(seen(1, u64::MAX), "1/18.446.744.073.709.551.615 = 0,000000%");
}

#[test]
fn every_form_of_bounds_has_its_words() {
    let words = |bounds: &str, seen: u64| {
        let rule = cases(vec![(vec![within("late", bounds)], points("1")), (Vec::new(), points("0"))]);
        let reason = reason(rule, &[("late", Seen::Count(seen))]);
        let (_, rest) = reason.split_once(", ").unwrap();
        rest.split(':').next().unwrap().to_owned()
    };
    let all = [
        words("[3,)", 5),
        words("(3,)", 5),
        words("(,3]", 1),
        words("(,3)", 1),
        words("[3,7)", 5),
        words("(3,7]", 5),
        words("[0,0]", 0),
        // What is left is the other side of the bounds.
        words("[3,)", 1),
        words("(3,)", 3),
        words("(,3]", 5),
        words("(,3)", 3),
    ];
    assert_eq!(
        all,
        [
            "từ 3 trở lên",
            "trên 3",
            "từ 3 trở xuống",
            "dưới 3",
            "từ 3 đến dưới 7",
            "trên 3 đến 7",
            "đúng 0",
            "dưới 3",
            "từ 3 trở xuống",
            "trên 3",
            "từ 3 trở lên",
        ]
    );
    // Between two bands there is no side.
    let gap = cases(vec![
        (vec![within("late", "[0,1]")], points("2")),
        (vec![within("late", "[5,9]")], points("1")),
        (Vec::new(), points("0")),
    ]);
    assert_eq!(reason(gap, &[("late", Seen::Count(3))]), "Số nhiệm vụ chậm: 3, các trường hợp còn lại: 0 điểm.");
}

#[test]
fn the_words_of_the_law_go_first() {
    let rule = Rule::Cases(vec![
        Case {
            when: vec![within("done", "[100%,)"), within("late", "[1,)")],
            label: Some("hoàn thành 100% nhưng có nhiệm vụ muộn so với tiến độ".to_owned()),
            value: points("1"),
        },
        Case { when: Vec::new(), label: None, value: points("0") },
    ]);
    assert_eq!(
        reason(rule, &[("done", ratio(163, 163)), ("late", Seen::Count(2))]),
        "Tỷ lệ hoàn thành: 163/163 = 100,00%; Số nhiệm vụ chậm: 2, hoàn thành 100% nhưng có nhiệm vụ muộn so với tiến độ: \
         1 điểm."
    );
}

#[test]
fn several_conditions_are_joined() {
    let rule = || {
        cases(vec![(vec![within("done", "[100%,)"), is("report_sent", true)], points("2")), (Vec::new(), points("0"))])
    };
    let seen = |sent| [("done", ratio(5, 5)), ("report_sent", Seen::Flag(sent))];
    assert_eq!(
        reason(rule(), &seen(true)),
        "Tỷ lệ hoàn thành: 5/5 = 100,00%; Đã gửi Báo cáo năm: có, “Tỷ lệ hoàn thành” từ 100% trở lên: 2 điểm."
    );
    assert_eq!(
        reason(rule(), &seen(false)),
        "Tỷ lệ hoàn thành: 5/5 = 100,00%; Đã gửi Báo cáo năm: không, các trường hợp còn lại: 0 điểm."
    );
}

#[test]
fn facts_speak_for_themselves() {
    let sent = || cases(vec![(vec![is("report_sent", true)], points("1")), (Vec::new(), points("0"))]);
    assert_eq!(reason(sent(), &[("report_sent", Seen::Flag(true))]), "Đã gửi Báo cáo năm: có, được 1 điểm.");
    assert_eq!(reason(sent(), &[("report_sent", Seen::Flag(false))]), "Đã gửi Báo cáo năm: không, được 0 điểm.");
    assert_eq!(reason(sent(), &[]), "Đã gửi Báo cáo năm: chưa có số liệu, tạm tính 0 điểm.");
    let aside = cases(vec![(vec![says("answer", "Không có")], Expression::NotApplicable), (Vec::new(), points("1"))]);
    let answer = [("answer", Seen::Choice("Không có".to_owned()))];
    assert_eq!(reason(aside, &answer), "Kết quả rà soát: Không có: không áp dụng.");
}

#[test]
fn expressions_show_their_sum() {
    let linear = |floor| Rule::Always(linear("on_time", floor, "1"));
    let rate = [("on_time", ratio(93, 129))];
    let title = super::books::ON_TIME;
    assert_eq!(reason(linear(None), &rate), format!("{title}: 93/129 = 72,09%, nhân với điểm tối đa 2: 1,44 điểm."));
    assert_eq!(reason(linear(Some("80%")), &rate), format!("{title}: 93/129 = 72,09%, dưới 80%: 0 điểm."));
    let deduct = || Rule::Always(count("2", &[("late", "-0.1")], "2"));
    assert_eq!(reason(deduct(), &[("late", Seen::Count(9))]), "Số nhiệm vụ chậm: 9; 2 − 0,1 × 9 = 1,1: 1,1 điểm.");
    assert_eq!(
        reason(deduct(), &[("late", Seen::Count(78))]),
        "Số nhiệm vụ chậm: 78; 2 − 0,1 × 78 = −5,8, không dưới 0: 0 điểm."
    );
    let add = Rule::Always(count("0", &[("rules_issued", "0.5")], "2"));
    assert_eq!(
        reason(add, &[("rules_issued", Seen::Count(5))]),
        "Số quy chế đã ban hành: 5; 0,5 × 5 = 2,5, không quá 2: 2 điểm."
    );
    assert_eq!(
        reason(Rule::Always(Expression::GivenRatio("survey".to_owned())), &[("survey", Seen::Number(n("85%")))]),
        "Mức độ hài lòng: 85%, nhân với điểm tối đa 2: 1,7 điểm."
    );
    assert_eq!(
        reason(given_points("appraised"), &[("appraised", Seen::Number(n("1.75")))]),
        "Điểm thẩm định: 1,75, được 1,75 điểm."
    );
    assert_eq!(reason(Rule::Always(points("1")), &[]), "Điểm cố định: 1 điểm.");
    let share = Rule::Always(Expression::Share(n("75%")));
    assert_eq!(reason(share, &[]), "Được 75% điểm tối đa 2: 1,5 điểm.");
}

#[test]
fn a_ratio_of_nothing_says_what_it_is_worth() {
    let linear = |measure: &str| Rule::Always(linear(measure, None, "1"));
    let reason = |measure: &str| reason(linear(measure), &[(measure, ratio(0, 0))]);
    assert_eq!(reason("on_time"), format!("{}: 0/0, không phát sinh, không tính điểm: 0 điểm.", super::books::ON_TIME));
    assert_eq!(reason("or_full"), "Tỷ lệ tính đủ: 0/0, không phát sinh, tính điểm tối đa: 2 điểm.");
    assert_eq!(reason("or_aside"), "Tỷ lệ có thể không áp dụng: 0/0, không phát sinh: không áp dụng.");
}

#[test]
fn the_group_is_named_where_it_is_the_yardstick() {
    let subjects = [unit("a", &[("on_time", ratio(88, 90))]), unit("b", &[("on_time", ratio(12, 30))])];
    let reason = |to_mean| {
        let cards: Vec<Scorecard> = score(&book_of("2", Rule::Always(relative("on_time", to_mean))), &subjects).cards;
        cards[1].criteria[0].reason.clone()
    };
    let title = super::books::ON_TIME;
    assert_eq!(reason(false), format!("{title}: 12/30 = 40,00%, so với mức cao nhất của nhóm là 97,78%: 0,82 điểm."));
    assert_eq!(reason(true), format!("{title}: 12/30 = 40,00%, so với bình quân của nhóm là 68,89%: 1,16 điểm."));
}

#[test]
fn tasks_are_told_and_those_that_cost_points_listed() {
    let items = Items {
        tasks: "all".to_owned(),
        out_of: n("100"),
        cases: vec![
            TaskCase { when: vec![is("late", true)], score: TaskScore::Points(n("50")) },
            TaskCase { when: Vec::new(), score: TaskScore::Points(n("100")) },
        ],
        weights: Vec::new(),
        take: Taken::Mean,
        when_zero: WhenZero::NotApplicable,
    };
    let task = |id: &str, late| TaskFacts {
        task_id: Some(id.to_owned()),
        words: format!("Việc {id}"),
        facts: [("late".to_owned(), Seen::Flag(late))].into(),
    };
    let mut subject = unit("a", &[]);
    subject.tasks.insert("all".to_owned(), vec![task("N1", false), task("N2", true)]);
    let book = book_of("2", Rule::Always(Expression::Items(items)));
    let told = line(&book, subject.clone());
    assert_eq!(told.seen, "2 nhiệm vụ, bình quân 75/100 = 75,00%");
    assert_eq!(told.reason, "2 nhiệm vụ, bình quân 75/100 = 75,00%, nhân với điểm tối đa 2: 1,5 điểm.");
    let costly: Vec<&str> = told.items.iter().filter_map(|item| item.task_id.as_deref()).collect();
    assert_eq!(costly, ["N2"]);
    subject.tasks.clear();
    assert_eq!(line(&book, subject).reason, "Chưa có số liệu từng nhiệm vụ, tạm tính 0 điểm.");
}

#[test]
fn measures_are_named_only_where_points_were_lost() {
    let measures = |part| of(ca_mau("on_time"), &[("on_time", ratio(part, 100))]).measures;
    assert_eq!(measures(80), ["on_time"]);
    assert!(measures(95).is_empty(), "five late tasks cost nothing above 90%");
    let both = cases(vec![
        (vec![within("late", "[0,0]"), within("done", "[100%,)")], points("2")),
        (vec![is("report_sent", true)], points("1")),
        (Vec::new(), points("0")),
    ]);
    let seen = [("late", Seen::Count(3)), ("done", ratio(9, 9)), ("report_sent", Seen::Flag(true))];
    assert_eq!(of(both, &seen).measures, ["late", "done", "report_sent"]);
}

#[test]
fn layers_and_sums_have_sentences_too() {
    let mut book = book(vec![
        node("1", "6"),
        leaf("1.1", "2", Rule::Always(linear("on_time", None, "1"))),
        leaf("1.2", "2", given_points("appraised")),
        leaf("1.3", "2", Rule::Always(Expression::NotApplicable)),
    ]);
    book.layers = layers(&["self", "lần 1"]);
    book.criteria[3].except = vec!["a".to_owned()];
    let mut subject = unit("a", &[("on_time", ratio(93, 129))]);
    subject.layers.insert(("lần 1".to_owned(), "1.1".to_owned()), n("1"));
    let lines = card(&book, subject.clone()).criteria;
    assert_eq!(lines[0].reason, "Tổng của 3 mục: 1/4 điểm, 1 mục không áp dụng, 1 mục chưa có số liệu.");
    assert_eq!(
        lines[1].reason,
        format!(
            "Thẩm định lần 1: 1 điểm; theo số liệu: {}: 93/129 = 72,09%, nhân với điểm tối đa 2: 1,44 điểm.",
            super::books::ON_TIME
        )
    );
    assert_eq!(lines[3].reason, "Không áp dụng đối với đơn vị này.");
    subject.layers.insert(("self".to_owned(), "1.2".to_owned()), n("2"));
    assert_eq!(card(&book, subject).criteria[2].reason, "Tự chấm: 2 điểm.");
}
