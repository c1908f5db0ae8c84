//! What would print another figure than was meant, or lose one: it comes out right, or is refused.

use std::time::{Duration, Instant};

use serde_json::json;

use super::{Bench, dump, p, parts, word};

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

#[test]
fn a_table_chart_or_remark_is_put_in_whole_or_refused() {
    for tag in [
        "{{ table(\"by_unit\") ~ \"\" }}",
        "{{ \"a\" ~ remark(\"Ưu điểm\") }}",
        "{{ remark(\"Ưu điểm\") | upper }}",
        "{{ remark(\"Chưa viết\") | length }}",
        "{% set r = remark(\"Ưu điểm\") ~ \".\" %}{{ r }}",
        "{% set r = remark(\"Ưu điểm\") %}{{ r ~ \".\" }}",
        "{% set r = remark(\"Ưu điểm\") %}{{ r | upper }}",
        "{% set r = remark(\"Ưu điểm\") %}{{ [r, \"x\"] | join(sep=\", \") }}",
        "{% set r = remark(\"Ưu điểm\") %}{{ r | replace(from=\"u\", to=\"v\") }}",
        "{% set r = remark(\"Ưu điểm\") %}{{ r | truncate(length=4) }}",
    ] {
        let found = Bench::new().refused(&word(&p(tag)));
        assert!(found.contains("lỗi[unfit-value]") && found.contains("đứng một mình"), "{tag}: {found}");
    }
    let remark = "Đã làm tốt.⏎- Còn <chậm>.";
    for (tag, expected) in [
        ("a {{ remark(\"Ưu điểm\") }}", format!("a {remark}")),
        ("a {{ (remark(\"Ưu điểm\")) | default(value=\"không\") }}", format!("a {remark}")),
        ("a {% set r = remark(\"Ưu điểm\") %}{% if r | length > 0 %}{{ r }}{% endif %}", format!("a {remark}")),
        ("a {{ remark(part=\"Chưa viết\", optional=true) }}", "a ".to_owned()),
        ("{{ \"table(id='x')\" }}", "table(id='x')".to_owned()),
    ] {
        assert_eq!(printed(tag), expected, "{tag}");
    }
}

#[test]
fn a_remark_that_nobody_wrote_may_be_called_anything() {
    let title = "Thuận lợi & khó khăn <2018>, 100%";
    let tag = p(&format!("{{{{ remark(\"{title}\") }}}}").replace('&', "&amp;").replace('<', "&lt;"));
    assert_eq!(text(&tag), format!("== word/document.xml\n[{title}]\n"));
}

#[test]
fn a_sum_in_a_loop_is_refused() {
    for tag in [
        "{% set sum = 0 %}{% for unit in units %}{% set sum = sum + unit.late %}{% endfor %}{{ sum }}",
        "{% set any = false %}{% for unit in units %}{% if unit.late > 0 %}{% set any = true %}{% endif %}{% endfor %}{% if any %}x{% endif %}",
        "{% for unit in units %}{% set n = 0 %}{% for task in unit.tasks %}{% set n = n + 1 %}{% endfor %}{{ n }}{% endfor %}",
        "{% for unit in units %}{% set total = total + unit.late %}{% endfor %}{{ total }}",
    ] {
        let found = Bench::new().refused(&word(&p(tag)));
        assert!(found.contains("lỗi[unfit-value]") && found.contains("không cộng dồn được"), "{tag}: {found}");
    }
    let within = "{% for unit in units %}{% set late = unit.late %}{% if late > 0 %}{% set late = late + 1 %}{{ late }};{% endif %}{% endfor %}";
    assert_eq!(printed(within), "2;4;");
}

#[test]
fn what_is_reckoned_is_printed_rounded_or_not_at_all() {
    for tag in [
        "{{ count / total * 100 }}",
        "{{ count / 2 }}",
        "{{ 0.1 + 0.2 }}",
        "{{ draft }}",
        "{{ count == 8 }}",
        "{{ count / total * 100 | round | int }}",
        "{{ \"Tỷ lệ \" ~ count / total ~ \"%\" }}",
    ] {
        let found = Bench::new().refused(&word(&p(tag)));
        assert!(found.contains("lỗi[unfit-value]") && found.contains("| round | int"), "{tag}: {found}");
    }
    for (tag, expected) in [
        ("{{ (count * 100 / total) | round | int }}", "1"),
        ("{{ count * 100 // 1222 }}", "0"),
        ("{{ \"a/b \" ~ count }}", "a/b 8"),
        ("{{ (count / 3) | round | int ~ \"%\" }}", "3%"),
        ("{% if count / 2 > 3.5 and not draft %}x{% endif %}", "x"),
    ] {
        assert_eq!(printed(tag), expected, "{tag}");
    }
}

#[test]
fn a_table_never_gets_more_columns_than_word_reads() {
    let bench = |count: usize| Bench::new().with("columns", json!(vec![1; count]));
    let cell = |text: &str| format!("<w:tc><w:tcPr><w:tcW w:w=\"9\" w:type=\"dxa\"/></w:tcPr>{}</w:tc>", p(text));
    let row = cell("đầu") + &cell("{%tc for x in columns %}") + &cell("{{ x }}") + &cell("{%tc endfor %}");
    let grid = "<w:gridCol w:w=\"9\"/>".repeat(2);
    let file = word(&format!("<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid><w:tr>{row}</w:tr></w:tbl>{}", p("")));
    let widest = String::from_utf8(parts(&bench(62).fill(&file).unwrap())["word/document.xml"].clone()).unwrap();
    assert_eq!(widest.matches("<w:gridCol ").count(), 63);
    let found = bench(63).refused(&file);
    assert!(found.contains("lỗi[file-too-large]") && found.contains("số cột của một bảng quá 63"), "{found}");
}

#[test]
fn tables_between_which_a_paragraph_goes_stay_apart() {
    let table = table(&[&["x"]]);
    for (inside, tables) in [
        (p("{%p for unit in units %}") + &table + &p("{%p endfor %}"), 3),
        (table.clone() + &p("{%p if draft %}") + &p("nháp") + &p("{%p endif %}") + &table, 2),
        (table.clone() + &p("{%p set n = 1 %}") + &table + &p("{{ n }}"), 2),
    ] {
        let filled = parts(&Bench::new().fill(&word(&inside)).unwrap());
        let xml = String::from_utf8(filled["word/document.xml"].clone()).unwrap();
        assert_eq!(xml.matches("<w:tbl>").count(), tables);
        assert_eq!(xml.matches("</w:tbl><w:p/><w:tbl>").count(), tables - 1, "{xml}");
    }
    let side_by_side = format!("{}{table}{table}", p("{{ count }}"));
    assert!(
        !dump(&Bench::new().fill(&word(&side_by_side)).unwrap()).contains("--\n\n--"),
        "that is as the template has it"
    );
}

#[test]
fn a_short_row_takes_no_column_from_a_table_whose_rows_are_repeated() {
    let cell = |text: &str| format!("<w:tc><w:tcPr><w:tcW w:w=\"100\" w:type=\"dxa\"/></w:tcPr>{}</w:tc>", p(text));
    let row = |texts: &[&str]| format!("<w:tr>{}</w:tr>", texts.iter().map(|text| cell(text)).collect::<String>());
    let rows = row(&["{%tr for unit in units %}", "", "", ""])
        + &row(&["{{ loop.index }}", "{{ unit.name }}", "{{ unit.assigned }}", "{{ unit.late }}"])
        + &row(&["{%tr endfor %}", "", "", ""])
        + &row(&["Cộng", "{{ total }}"]);
    let grid = "<w:gridCol w:w=\"100\"/>".repeat(4);
    let file = word(&format!("<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>{}", p("")));
    let xml = String::from_utf8(parts(&Bench::new().fill(&file).unwrap())["word/document.xml"].clone()).unwrap();
    assert_eq!((xml.matches("<w:gridCol ").count(), xml.matches("w:w=\"100\" w:type").count()), (4, 14), "{xml}");
}
