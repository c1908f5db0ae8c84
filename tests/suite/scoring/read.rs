//! Rulebooks as they are written, read and then scored: the notation means what the arithmetic does.

use std::path::{Path, PathBuf};

use dondoc::{
    assets::{Assets, TextFile},
    diagnostic::Location,
    scoring::{
        exact::RoundingMode,
        rulebook::{Checked, model::Rulebook},
        score,
        scorecard::{Scorecard, State},
        subject::{Seen, Subject},
    },
};

use super::books::{n, ratio, task, unit};

fn sound() -> Rulebook {
    let path = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/suite/fixture/rulebooks/sound.toml"));
    Checked::parse("sound", &TextFile::read(path, "sound.toml").unwrap()).unwrap().rulebook
}

fn points(card: &Scorecard) -> Vec<String> {
    let lines = card.criteria.iter().chain(&card.bonus);
    lines.map(|line| format!("{} {}", line.code, line.points.plain(RoundingMode::HalfUp, 2))).collect()
}

/// A department of which everything is known that the rulebook asks for.
fn known() -> Subject {
    let seen = [
        ("rate", ratio(93, 129)),
        ("late", Seen::Count(5)),
        ("regulation", Seen::Flag(true)),
        ("survey", Seen::Number(n("1.75"))),
        ("plan", Seen::Choice("không kịp thời".to_owned())),
    ];
    let mut subject = unit("a", &seen);
    let facts = |days, delays| {
        task(&[
            ("days_late", Seen::Count(days)),
            ("overdue", Seen::Flag(false)),
            ("extended", Seen::Flag(days > 7)),
            ("delays", Seen::Count(delays)),
        ])
    };
    subject.tasks.insert("province".to_owned(), vec![facts(0, 1), facts(3, 0), facts(9, 0)]);
    subject.layers.insert(("self".to_owned(), "T1".to_owned()), n("2.5"));
    subject.last_class = Some("Tốt".to_owned());
    subject
}

#[test]
fn a_rulebook_is_scored_as_it_is_written() {
    let card = score(&sound(), &[known()]).cards.remove(0);
    // 2.1: (75 + 75 + 0,5 × 50) / 2,5 = 70 of 100, times 4.
    assert_eq!(points(&card), ["1 4", "1.1 1", "1.2 0.5", "1.10 2.5", "2 4.55", "2.1 2.8", "2.2 1.75", "T1 2.5"]);
    // A fifth of one unit is none: it is classed lower.
    assert_eq!((&card.result, card.class.as_deref()), (&n("11.05"), Some("Khá")));
    assert_eq!(card.flags, ["Vượt tỷ lệ được xếp loại Tốt: tối đa 0 trên 1 đơn vị, xếp loại Khá."]);
    assert_eq!(
        card.criteria[1].reason,
        "Tỷ lệ đúng hạn: 93/129 = 72,09%, từ 70% đến 90%, được 50% điểm tối đa 2: 1 điểm."
    );
    assert_eq!(card.criteria[5].items.len(), 3);
}

#[test]
fn what_the_sample_says_of_kon_tum() {
    let assets = Assets::overlaid_by(PathBuf::new());
    let book = Checked::load(&assets, "kon-tum-2018-sample", Location::default()).unwrap().rulebook;
    let department = |id: &str, regulation, due| {
        let seen =
            [("annual_report", Seen::Flag(true)), ("regulation", Seen::Flag(regulation)), ("on_time_of_due", due)];
        unit(id, &seen)
    };
    // Sở Nội vụ, Sở Công Thương, Sở Nông nghiệp of appendix 02; and a unit without tasks that were due.
    let subjects = [
        department("noi-vu", true, ratio(93, 129)),
        department("cong-thuong", true, ratio(125, 125)),
        department("nong-nghiep", false, ratio(52, 130)),
        department("none", true, ratio(0, 0)),
    ];
    let cards = score(&book, &subjects).cards;
    let results: Vec<String> = cards.iter().map(|card| card.result.printed(RoundingMode::HalfUp, 2)).collect();
    assert_eq!(results, ["8,33", "10", "2", "10"]);
    assert_eq!(cards.iter().map(|card| card.rank).collect::<Vec<_>>(), [3, 1, 4, 2]);
    let classes: Vec<&str> = cards.iter().filter_map(|card| card.class.as_deref()).collect();
    assert_eq!(classes, ["Tốt", "Xuất sắc", "Yếu", "Xuất sắc"]);
    let idle = cards[3].criteria.last().unwrap();
    assert_eq!((idle.state, &cards[3].max), (State::NotApplicable, &n("4")));
    assert!(cards[2].flags.iter().any(|flag| flag.contains("không xét thi đua")), "{:?}", cards[2].flags);
}
