//! Scoring: 3,300 units (every commune of the country) under 40 criteria of every kind, each with its explanation, who share the tasks.
//!
//! In: figures made up here. Out: the time of it; nothing is asserted but the number of scorecards.

use std::hint::black_box;

use books::{
    ca_mau, count, five_classes, given_points, is, items, late, leaf, linear, n, node, ratio, relative, unit, within,
};
use criterion::{BenchmarkGroup, BenchmarkId, measurement::WallTime};
use dondoc::{
    normalize::LevelGroup,
    scoring::{
        rulebook::{
            WhenZero,
            model::{Criterion, Expression, Rule, Rulebook},
            rule::Taken,
        },
        score,
        subject::{Seen, Subject},
    },
};

#[path = "../../tests/suite/scoring/books.rs"]
#[allow(
    dead_code,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "shared with the tests, which use all of it"
)]
mod books;

const UNITS: u64 = 3_300;
const FIELDS: usize = 8;

/// Scores them with so many tasks.
pub fn measure(group: &mut BenchmarkGroup<'_, WallTime>, tasks: u64) {
    let rulebook = rulebook();
    let subjects: Vec<Subject> = (0..UNITS).map(|index| subject(index, tasks / UNITS)).collect();
    group.bench_function(BenchmarkId::new("score", tasks), |timer| {
        timer.iter(|| assert_eq!(black_box(score(&rulebook, black_box(&subjects))).cards.len(), subjects.len()));
    });
}

/// Eight fields of five criteria, with classes and a tie-break.
fn rulebook() -> Rulebook {
    let mut tree = Vec::new();
    for field in 1..=FIELDS {
        tree.push(node(&field.to_string(), "10"));
        tree.extend(criteria(field));
    }
    let mut book = books::book(tree);
    book.level_groups = vec![LevelGroup::Commune];
    book.scale = Some(n("100"));
    book.classes = five_classes();
    book.ranking.tie_break = vec!["1".to_owned(), "2".to_owned()];
    book
}

fn criteria(field: usize) -> Vec<Criterion> {
    let two = books::cases(vec![
        (vec![within("done", "[95%,)"), is("report_sent", true)], books::points("2")),
        (vec![within("done", "[80%,)")], linear("done", None, "1")),
        (Vec::new(), books::points("0")),
    ]);
    let last = match field % 4 {
        0 => Rule::Always(Expression::Items(items(Taken::Mean, WhenZero::NotApplicable))),
        1 => given_points("appraised"),
        2 => Rule::Always(relative("on_time", false)),
        _ => Rule::Always(Expression::GivenRatio("survey".to_owned())),
    };
    let rules = [
        ca_mau("on_time"),
        Rule::Always(linear("done", Some("50%"), "1")),
        Rule::Always(count("2", &[("late", "-0.1"), ("rules_issued", "0.05")], "2")),
        two,
        last,
    ];
    (1..).zip(rules).map(|(place, rule)| leaf(&format!("{field}.{place}"), "2", rule)).collect()
}

fn subject(index: u64, tasks: u64) -> Subject {
    let given = 40 + index % 60;
    let part = given - index % 37;
    let seen = [
        ("on_time", ratio(part, given)),
        ("done", ratio(given - index % 7, given)),
        ("late", Seen::Count(index % 23)),
        ("rules_issued", Seen::Count(index % 5)),
        ("report_sent", Seen::Flag(!index.is_multiple_of(3))),
        ("appraised", Seen::Number(n("1.25"))),
        ("survey", Seen::Number(n("87.5%"))),
    ];
    let mut subject = Subject { level_group: LevelGroup::Commune, ..unit(&format!("{index:04}"), &seen) };
    let tasks = (0..tasks).map(|task| late((index + task) % 9, if task % 4 == 0 { "phối hợp" } else { "chủ trì" }));
    subject.tasks.insert("all".to_owned(), tasks.collect());
    subject
}
