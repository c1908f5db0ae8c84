//! What would print another figure than was meant, or lose one: it comes out right, or is refused.

use std::time::{Duration, Instant};

use super::{Bench, dump, p, word};

fn text(body: &str) -> String {
    dump(&Bench::new().fill(&word(body)).unwrap_or_else(|failure| panic!("{body}: {failure:?}")))
}

fn printed(tag: &str) -> String {
    text(&p(tag)).lines().nth(1).unwrap_or_default().to_owned()
}

fn table(rows: &[&[&str]]) -> String {
    let cell = |text: &&str| format!("<w:tc>{}</w:tc>", p(text));
    let row = |cells: &&[&str]| format!("<w:tr>{}</w:tr>", cells.iter().map(cell).collect::<String>());
    let grid = "<w:gridCol w:w=\"1000\"/>".repeat(rows[0].len());
    format!("<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{}</w:tbl>", rows.iter().map(row).collect::<String>())
}

#[test]
fn a_minus_is_a_minus_wherever_it_stands() {
    for (tag, expected) in [
        ("{{ -5 }}", "-5"),
        ("{{ –5 }}", "-5"),
        ("{{\u{a0}-5\u{a0}}}", "-5"),
        ("{{ - (1 + 2) }}", "-3"),
        ("{{ -count + 500 }}", "492"),
        ("{{- -5 -}}", "-5"),
        ("{{- count -}}", "8"),
        ("{{ count-}}", "8"),
        ("{% set n = -5 %}{{ n }}", "-5"),
        ("{%-if not draft -%}x{%- endif-%}", "x"),
    ] {
        assert_eq!(printed(tag), expected, "{tag}");
    }
}

#[test]
fn a_dash_that_may_be_a_minus_or_not_is_refused() {
    for tag in ["{{-5 }}", "{{–count}}", "{{--5 }}"] {
        let found = Bench::new().refused(&word(&p(tag)));
        assert!(found.contains("lỗi[unfit-value]") && found.contains("dấu - dính vào dấu ngoặc"), "{tag}: {found}");
    }
}

#[test]
fn a_block_without_a_word_for_rows_takes_a_row_only_from_its_first_to_its_last_word() {
    for row in [
        ["Sở A", "{% if draft %}{{ year }}", "x{% endif %}"],
        ["Cộng: 491", "{% for unit in units %}{{ unit.name }}", "{{ unit.late }}{% endfor %}"],
        ["{{ count }}", "{% for unit in units %}{{ unit.name }}", "{{ unit.late }}{% endfor %}"],
        ["{% for unit in units %}{{ unit.name }}", "{{ unit.late }}{% endfor %}", "Cộng: 491"],
        ["a {% for unit in units %}{{ unit.name }}", "{{ unit.late }}", "b{% endfor %}"],
        ["{% if draft %}", "b{% endif %}{% for unit in units %}", "x{% endfor %}"],
        ["{% if draft %}", "{% endif %}{% for unit in units %}", "{% endfor %}"],
    ] {
        let found = Bench::new().refused(&word(&table(&[&row])));
        assert!(found.contains("lỗi[misplaced-tag]") && found.contains("{%tr … %}"), "{row:?}: {found}");
    }
    let picture = table(&[&["@", "{% if draft %}", "x{% endif %}"]])
        .replace("<w:t xml:space=\"preserve\">@</w:t>", "<w:drawing/>");
    assert!(Bench::new().refused(&word(&picture)).contains("lỗi[misplaced-tag]"));
}

#[test]
fn a_block_from_the_first_cell_to_the_last_repeats_the_row() {
    let loops = table(&[&[
        "",
        "{% for unit in units %}{% if unit.late > 0 %}{{ unit.name }}",
        "{{ unit.late }}{% endif %}{% endfor %}",
    ]]);
    assert_eq!(text(&loops), "== word/document.xml\n-- bảng 3 cột\n | Sở Y tế | 1\n | UBND huyện Đăk Hà | 3\n--\n");
}

#[test]
fn many_tags_in_a_row_are_looked_at_once() {
    let sets =
        |count: usize| (0..count).map(|number| format!("{{%tr set n{number} = {number} %}}")).collect::<String>();
    let row = table(&[&[&sets(3000), ""]]);
    let start = Instant::now();
    assert_eq!(text(&format!("{row}{}", p("{{ n2999 }}"))), "== word/document.xml\n2999\n");
    assert!(start.elapsed() < Duration::from_secs(20), "{:?}", start.elapsed());
}
