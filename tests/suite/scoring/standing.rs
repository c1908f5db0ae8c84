//! Where units stand: classes, gates, quotas and ranks.

use dondoc::{
    normalize::LevelGroup,
    scoring::{
        exact::RoundingMode,
        rulebook::{
            Compared, RoundingStage, Ties,
            model::{Gate, Quota, Rulebook},
        },
        score,
        scorecard::Scorecard,
        subject::{Seen, Subject},
    },
};

use super::books::{
    book, book_of, bounds, card, five_classes, given_points, is, leaf, n, node, rounding, says, unit, unit_with, within,
};

fn plain() -> Rulebook {
    let mut book = book_of("100", given_points("appraised"));
    book.classes = five_classes();
    book
}

fn class_of(book: &Rulebook, points: &str) -> Option<String> {
    card(book, unit_with("a", points)).class
}

#[test]
fn bounds_of_classes_are_open_or_closed() {
    let book = plain();
    for (points, class) in
        [("90", "Xuất sắc"), ("89.99", "Tốt"), ("80", "Tốt"), ("79.99", "Khá"), ("50", "Trung bình"), ("0", "Yếu")]
    {
        assert_eq!(class_of(&book, points).as_deref(), Some(class), "{points}");
    }
    let mut gap = plain();
    // Integer bands as Đắk Nông prints them: 89,5 is in none.
    gap.classes = super::books::classes(&[("HTXS", "[90,100]"), ("HTT", "[75,89]")]);
    assert_eq!(class_of(&gap, "89.5"), None);
}

#[test]
fn classes_are_those_of_the_level_group() {
    let mut book = plain();
    book.classes.truncate(1);
    book.classes[0].level_groups = vec![LevelGroup::Department];
    let mut lower = book.classes[0].clone();
    (lower.level_groups, lower.within) = (vec![LevelGroup::District], bounds("[80,)"));
    book.classes.push(lower);
    let district = |points: &str| Subject { level_group: LevelGroup::District, ..unit_with("h", points) };
    assert_eq!(card(&book, district("85")).class.as_deref(), Some("Xuất sắc"));
    assert_eq!(class_of(&book, "85"), None);
}

#[test]
fn results_are_compared_as_printed_or_exact() {
    let mut book = plain();
    book.rounding = rounding(RoundingMode::HalfUp, 2, RoundingStage::Total);
    assert_eq!(class_of(&book, "89.996").as_deref(), Some("Xuất sắc"), "prints 90,00");
    book.ranking.compare = Compared::Exact;
    assert_eq!(class_of(&book, "89.996").as_deref(), Some("Tốt"));
}

fn gate(title: &str, when: Vec<dondoc::scoring::rulebook::model::Test>) -> Gate {
    Gate { title: title.to_owned(), when, flag: None, class_at_most: None }
}

#[test]
fn gates_lower_the_class_and_never_raise_it() {
    let mut book = plain();
    let at_most = Some("Trung bình".to_owned());
    book.gates =
        vec![Gate { class_at_most: at_most, ..gate("Có vi phạm kỷ luật", vec![is("report_sent", true)]) }];
    let subject =
        |points: &str, flag| unit("a", &[("appraised", Seen::Number(n(points))), ("report_sent", Seen::Flag(flag))]);
    let held = card(&book, subject("95", true));
    assert_eq!(held.class.as_deref(), Some("Trung bình"));
    assert_eq!(held.flags, ["Có vi phạm kỷ luật, xếp loại cao nhất là Trung bình."]);
    assert_eq!(card(&book, subject("30", true)).class.as_deref(), Some("Yếu"));
    let free = card(&book, subject("95", false));
    assert_eq!((free.class.as_deref(), free.flags.len()), (Some("Xuất sắc"), 0));
    let unknown = card(&book, unit_with("a", "95"));
    assert_eq!(unknown.flags, ["Chưa đủ số liệu để xét “Có vi phạm kỷ luật”."]);
    assert_eq!(unknown.class.as_deref(), Some("Xuất sắc"));
}

#[test]
fn gates_see_the_class_that_those_before_left() {
    let mut book = plain();
    let low = vec![says("class", "Trung bình")];
    book.gates = vec![
        Gate { class_at_most: Some("Trung bình".to_owned()), ..gate("Có vi phạm", vec![is("report_sent", true)]) },
        Gate { flag: Some("không xét thi đua".to_owned()), ..gate("Xếp loại Trung bình trở xuống", low) },
    ];
    let subject = unit("a", &[("appraised", Seen::Number(n("95"))), ("report_sent", Seen::Flag(true))]);
    let flags = card(&book, subject).flags;
    assert_eq!(flags.last().unwrap(), "Xếp loại Trung bình trở xuống: không xét thi đua.");
    assert_eq!(flags.len(), 2);
}

#[test]
fn gates_ask_for_last_year() {
    let mut book = plain();
    book.gates = vec![
        gate("Hai năm liền xếp loại Yếu", vec![says("class", "Yếu"), says("last_class", "Yếu")]),
        gate("Tụt hạng", vec![within("class_drop", "[1,)")]),
    ];
    let flags = |last: Option<&str>| {
        let mut subject = unit_with("a", "30");
        subject.last_class = last.map(str::to_owned);
        card(&book, subject).flags
    };
    assert_eq!(flags(Some("Yếu")), ["Hai năm liền xếp loại Yếu (năm trước Yếu, năm nay Yếu)."]);
    assert_eq!(flags(Some("Khá")), ["Tụt hạng (năm trước Khá, năm nay Yếu)."]);
    assert_eq!(
        flags(None),
        ["Chưa đủ số liệu để xét “Hai năm liền xếp loại Yếu”.", "Chưa đủ số liệu để xét “Tụt hạng”."]
    );
}

fn units(points: &[&str]) -> Vec<Subject> {
    points.iter().enumerate().map(|(index, points)| unit_with(&format!("{index:02}"), points)).collect()
}

fn quota(then: Option<&str>) -> Rulebook {
    let mut book = plain();
    book.quotas = vec![Quota {
        class: "Xuất sắc".to_owned(),
        share: n("20%"),
        of: vec!["Xuất sắc".to_owned(), "Tốt".to_owned()],
        then: then.map(str::to_owned),
    }];
    book
}

fn of_class<'a>(cards: &'a [Scorecard], class: &str) -> Vec<&'a str> {
    let has = cards.iter().filter(|card| card.class.as_deref() == Some(class));
    has.map(|card| card.unit_id.as_str()).collect()
}

#[test]
fn whoever_is_ranked_beyond_a_quota_is_classed_lower_or_told() {
    // Ten are Xuất sắc or Tốt: two may be Xuất sắc; the eleventh is Khá and not counted.
    let subjects = units(&["95", "91", "97", "92", "85", "85", "84", "83", "82", "81", "75"]);
    let lowered = score(&quota(Some("Tốt")), &subjects).cards;
    assert_eq!(of_class(&lowered, "Xuất sắc"), ["00", "02"]);
    assert_eq!(of_class(&lowered, "Tốt").len(), 8);
    assert_eq!(lowered[1].flags, ["Vượt tỷ lệ được xếp loại Xuất sắc: tối đa 2 trên 10 đơn vị, xếp loại Tốt."]);
    let told = score(&quota(None), &subjects).cards;
    assert_eq!(of_class(&told, "Xuất sắc").len(), 4);
    assert_eq!(told[1].flags, ["Vượt tỷ lệ được xếp loại Xuất sắc: tối đa 2 trên 10 đơn vị."]);
    assert!(told[0].flags.is_empty());
}

#[test]
fn equals_are_within_a_quota_together_or_beyond_it_together() {
    let subjects = units(&["95", "91", "91", "85", "85", "85", "85", "85", "85", "85"]);
    let mut book = quota(Some("Tốt"));
    assert_eq!(of_class(&score(&book, &subjects).cards, "Xuất sắc"), ["00"]);
    book.ranking.ties = Ties::Sequential;
    assert_eq!(of_class(&score(&book, &subjects).cards, "Xuất sắc"), ["00", "01"], "ranked one after the other");
    // Whoever owes a place to nothing but the order of the registry is told so.
    let flags: Vec<usize> = score(&book, &subjects).cards.iter().map(|card| card.flags.len()).collect();
    let cards = score(&book, &subjects).cards;
    assert_eq!(flags, [0, 1, 2, 1, 1, 1, 1, 1, 1, 1], "{cards:?}");
    assert!(cards[1].flags[0].ends_with("xếp trước hay sau theo thứ tự danh mục."), "{:?}", cards[1].flags);
}

#[test]
fn quotas_are_of_one_level_group() {
    let mut subjects = units(&["95", "85", "85", "85", "85"]);
    subjects.push(Subject { level_group: LevelGroup::District, ..unit_with("h", "99") });
    let cards = score(&quota(Some("Tốt")), &subjects).cards;
    assert_eq!(of_class(&cards, "Xuất sắc"), ["00"], "one of five departments, none of one district");
}

#[test]
fn ties_are_broken_by_criteria_one_after_the_other() {
    let criterion = |code: &str, measure: &str| leaf(code, "10", given_points(measure));
    let mut book =
        book(vec![node("1", "20"), criterion("1.1", "appraised"), criterion("1.2", "survey"), criterion("2", "late")]);
    let subject = |id: &str, points: [u64; 3]| {
        let [one, two, three] = points.map(Seen::Count);
        unit(id, &[("appraised", one), ("survey", two), ("late", three)])
    };
    let subjects = [subject("a", [1, 4, 5]), subject("b", [2, 4, 4]), subject("c", [4, 2, 4]), subject("d", [4, 2, 4])];
    let ranks = |book: &Rulebook| score(book, &subjects).cards.iter().map(|card| card.rank).collect::<Vec<_>>();
    assert_eq!(ranks(&book), [1, 1, 1, 1]);
    book.ranking.tie_break = vec!["1".to_owned()];
    assert_eq!(ranks(&book), [4, 1, 1, 1]);
    book.ranking.tie_break.push("1.1".to_owned());
    assert_eq!(ranks(&book), [4, 3, 1, 1]);
    book.ranking.ties = Ties::Dense;
    assert_eq!(ranks(&book), [3, 2, 1, 1]);
    book.ranking.ties = Ties::Sequential;
    assert_eq!(ranks(&book), [4, 3, 1, 2]);
}
