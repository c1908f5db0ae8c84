//! Rulebooks and units built in Rust, for tests of the arithmetic that must not depend on how rulebooks are read.
//!
//! In: short notations (`"2"`, `"[70%,90%]"`). Out: values of the checked model.

use std::collections::BTreeMap;

use dondoc::{
    normalize::LevelGroup,
    scoring::{
        exact::{Exact, RoundingMode},
        rulebook::{
            LayerText, NotApplicable, Ranking, Rounding, RoundingStage, RulebookStatus, ValueKind, WhenZero,
            model::{
                Block, Case, Class, Count, Criterion, Expression, Interval, Items, Measure, MeasureKind, Rule,
                Rulebook, TaskCase, TaskScore, Test, Wanted,
            },
            rule::Taken,
        },
        scorecard::{Line, Scorecard},
        subject::{Seen, Subject, TaskFacts},
    },
    value::Ratio,
};

pub const ON_TIME: &str = "Tỷ lệ hoàn thành đúng hạn trên số đến hạn";

/// A number as rulebooks write it.
pub fn n(text: &str) -> Exact {
    Exact::parse(text).unwrap()
}

/// A rulebook of this tree with the measures that the tests use: points half up to two digits at each leaf.
pub fn book(mut criteria: Vec<Criterion>) -> Rulebook {
    let codes: Vec<String> = criteria.iter().map(|node| node.code.clone()).collect();
    for node in &mut criteria {
        let parent = node.code.rsplit_once('.').map(|(parent, _)| parent);
        node.parent = parent.and_then(|parent| codes.iter().position(|code| code == parent));
    }
    Rulebook {
        id: "test".to_owned(),
        title: "Bộ tiêu chí thử".to_owned(),
        source: "tests".to_owned(),
        status: RulebookStatus::Sample,
        valid_from: None,
        valid_to: None,
        level_groups: vec![LevelGroup::Department, LevelGroup::District],
        scale: None,
        not_applicable: NotApplicable::Renormalise,
        rounding: Rounding::default(),
        tasks: Vec::new(),
        measures: measures(),
        facts: Vec::new(),
        criteria,
        bonus: None,
        penalty: None,
        layers: Vec::new(),
        classes: Vec::new(),
        gates: Vec::new(),
        quotas: Vec::new(),
        ranking: Ranking::default(),
    }
}

/// The measures that the tests use.
fn measures() -> BTreeMap<String, Measure> {
    let ratio = |when_zero| MeasureKind::Ratio {
        tasks: "all".to_owned(),
        part: vec!["on_time".to_owned()],
        whole: vec!["due".to_owned()],
        when_zero,
    };
    let count = || MeasureKind::Count { tasks: "all".to_owned(), metrics: vec!["late".to_owned()] };
    let mark = || MeasureKind::Mark { register: "annual".to_owned(), mark: "sent".to_owned() };
    let value = |kind| MeasureKind::Value { column: "c".to_owned(), kind };
    let measures = [
        ("on_time", ON_TIME, ratio(WhenZero::None)),
        ("done", "Tỷ lệ hoàn thành", ratio(WhenZero::None)),
        ("or_full", "Tỷ lệ tính đủ", ratio(WhenZero::Full)),
        ("or_aside", "Tỷ lệ có thể không áp dụng", ratio(WhenZero::NotApplicable)),
        ("late", "Số nhiệm vụ chậm", count()),
        ("rules_issued", "Số quy chế đã ban hành", count()),
        ("report_sent", "Đã gửi Báo cáo năm", mark()),
        ("statute_issued", "Đã ban hành Quy chế", mark()),
        ("survey", "Mức độ hài lòng", value(ValueKind::Ratio)),
        ("appraised", "Điểm thẩm định", value(ValueKind::Number)),
        ("answer", "Kết quả rà soát", value(ValueKind::Choice)),
    ];
    let measure = |(id, title, kind): (&str, &str, MeasureKind)| {
        (id.to_owned(), Measure { id: id.to_owned(), title: title.to_owned(), kind })
    };
    measures.into_iter().map(measure).collect()
}

/// A rulebook with one criterion.
pub fn book_of(max: &str, rule: Rule) -> Rulebook {
    book(vec![leaf("1", max, rule)])
}

pub fn rounding(mode: RoundingMode, digits: u32, stage: RoundingStage) -> Rounding {
    Rounding { mode, digits, stage }
}

pub fn leaf(code: &str, max: &str, rule: Rule) -> Criterion {
    Criterion { rule: Some(rule), ..node(code, max) }
}

pub fn node(code: &str, max: &str) -> Criterion {
    Criterion {
        code: code.to_owned(),
        title: format!("Tiêu chí {code}"),
        max: n(max),
        parent: None,
        rule: None,
        evidence: None,
        except: Vec::new(),
    }
}

pub fn block(cap: &str, criteria: Vec<Criterion>) -> Option<Block> {
    Some(Block { title: "Khối".to_owned(), cap: n(cap), criteria })
}

pub fn layers(ids: &[&str]) -> Vec<LayerText> {
    let title = |id: &str| match id {
        "self" => "Tự chấm".to_owned(),
        _ => format!("Thẩm định {id}"),
    };
    ids.iter().map(|id| LayerText { id: (*id).to_owned(), title: title(id) }).collect()
}

pub fn points(points: &str) -> Expression {
    Expression::Points(n(points))
}

pub fn linear(measure: &str, floor: Option<&str>, full: &str) -> Expression {
    Expression::Linear { measure: measure.to_owned(), floor: floor.map(n), full: n(full) }
}

pub fn count(base: &str, each: &[(&str, &str)], max: &str) -> Expression {
    Expression::Count(counted(base, each, max))
}

pub fn counted(base: &str, each: &[(&str, &str)], max: &str) -> Count {
    let each = each.iter().map(|(measure, points)| ((*measure).to_owned(), n(points))).collect();
    Count { base: n(base), each, min: n("0"), max: n(max) }
}

pub fn relative(measure: &str, to_mean: bool) -> Expression {
    Expression::Relative { measure: measure.to_owned(), to_mean }
}

pub fn given_points(measure: &str) -> Rule {
    Rule::Always(Expression::GivenPoints(measure.to_owned()))
}

/// Cases in order; the last one without conditions.
pub fn cases(cases: Vec<(Vec<Test>, Expression)>) -> Rule {
    Rule::Cases(cases.into_iter().map(|(when, value)| Case { when, label: None, value }).collect())
}

/// `"[70%,90%)"`: closed and open bounds, either of them left out.
pub fn bounds(text: &str) -> Interval {
    let closed = (text.starts_with('['), text.ends_with(']'));
    let (low, high) = text[1..text.len() - 1].split_once(',').unwrap();
    Interval {
        low: Exact::parse(low).map(|low| (low, closed.0)),
        high: Exact::parse(high).map(|high| (high, closed.1)),
    }
}

pub fn within(measure: &str, text: &str) -> Test {
    Test { measure: measure.to_owned(), wanted: Wanted::Within(bounds(text)) }
}

pub fn is(measure: &str, flag: bool) -> Test {
    Test { measure: measure.to_owned(), wanted: Wanted::Flag(flag) }
}

pub fn says(measure: &str, choice: &str) -> Test {
    Test { measure: measure.to_owned(), wanted: Wanted::Choice(choice.to_owned()) }
}

/// The bands of Cà Mau 1.1.4 on a measure.
pub fn ca_mau(measure: &str) -> Rule {
    cases(vec![
        (vec![within(measure, "(90%,)")], points("2")),
        (vec![within(measure, "[70%,90%]")], points("1")),
        (Vec::new(), points("0")),
    ])
}

/// Classes from best to worst: names and bounds.
pub fn classes(classes: &[(&str, &str)]) -> Vec<Class> {
    let class = |(name, within): &(&str, &str)| Class {
        name: (*name).to_owned(),
        within: bounds(within),
        level_groups: Vec::new(),
    };
    classes.iter().map(class).collect()
}

/// Xuất sắc, Tốt, Khá, Trung bình, Yếu.
pub fn five_classes() -> Vec<Class> {
    classes(&[
        ("Xuất sắc", "[90,)"),
        ("Tốt", "[80,90)"),
        ("Khá", "[70,80)"),
        ("Trung bình", "[50,70)"),
        ("Yếu", "(,50)"),
    ])
}

/// A department of which these measures are known.
pub fn unit(id: &str, seen: &[(&str, Seen)]) -> Subject {
    Subject {
        id: id.to_owned(),
        name: format!("Sở {id}"),
        level_group: LevelGroup::Department,
        seen: seen.iter().map(|(id, seen)| ((*id).to_owned(), seen.clone())).collect(),
        layers: BTreeMap::new(),
        last_class: None,
        tasks: BTreeMap::new(),
    }
}

/// A department with these points, for rulebooks whose rule is [`given_points`] of `appraised`.
pub fn unit_with(id: &str, points: &str) -> Subject {
    unit(id, &[("appraised", Seen::Number(n(points)))])
}

pub fn ratio(part: u64, whole: u64) -> Seen {
    Seen::Ratio(Ratio { part, whole })
}

pub fn task(facts: &[(&str, Seen)]) -> TaskFacts {
    let facts = facts.iter().map(|(id, seen)| ((*id).to_owned(), seen.clone())).collect();
    TaskFacts { task_id: None, words: "Nhiệm vụ".to_owned(), facts }
}

/// Late by days: none 100, 1 or 2 90, 3 to 7 75, more 50; the lead counts 1, others 0,3.
pub fn items(take: Taken, when_zero: WhenZero) -> Items {
    let case = |bounds: &str, worth: &str| TaskCase {
        when: vec![within("days_late", bounds)],
        score: TaskScore::Points(n(worth)),
    };
    let rest = TaskCase { when: Vec::new(), score: TaskScore::Points(n("50")) };
    Items {
        tasks: "all".to_owned(),
        out_of: n("100"),
        cases: vec![case("[0,0]", "100"), case("[1,2]", "90"), case("[3,7]", "75"), rest],
        weights: vec![(vec![says("role", "phối hợp")], n("0.3")), (vec![says("role", "theo dõi")], n("0"))],
        take,
        when_zero,
    }
}

pub fn late(days: u64, role: &str) -> TaskFacts {
    task(&[("days_late", Seen::Count(days)), ("role", Seen::Choice(role.to_owned()))])
}

/// The only scorecard of one unit.
pub fn card(book: &Rulebook, subject: Subject) -> Scorecard {
    let mut cards = dondoc::scoring::score(book, &[subject]).cards;
    assert_eq!(cards.len(), 1);
    cards.remove(0)
}

/// The only criterion of one unit.
pub fn line(book: &Rulebook, subject: Subject) -> Line {
    let mut lines = card(book, subject).criteria;
    assert_eq!(lines.len(), 1);
    lines.remove(0)
}

/// Points of one unit under a rule, as printed.
pub fn scored(max: &str, rule: Rule, seen: &[(&str, Seen)]) -> String {
    let line = line(&book_of(max, rule), unit("a", seen));
    line.points.printed(RoundingMode::HalfUp, 4)
}
