//! Every kind of mistake in a template: one clear message at its place, in both languages, and nothing is filled.
//!
//! The messages are those of tests/golden/dumps/word-mistakes.txt, word for word; `UPDATE_GOLDEN=1` rewrites it.

use serde_json::json;

use super::{Bench, p, word, word_with};
use crate::dumps::compare;

fn table(rows: &[&[&str]]) -> String {
    let cell = |text: &&str| format!("<w:tc>{}</w:tc>", p(text));
    let row = |cells: &&[&str]| format!("<w:tr>{}</w:tr>", cells.iter().map(cell).collect::<String>());
    let grid = "<w:gridCol w:w=\"1000\"/>".repeat(rows[0].len());
    format!("<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{}</w:tbl>", rows.iter().map(row).collect::<String>())
}

/// Mistakes in how tags are written and paired.
fn of_tags() -> Vec<(&'static str, String)> {
    vec![
        ("a value that is not closed", p("Tổng số {{ count nhiệm vụ đã giao trong năm cho các đơn vị")),
        ("a tag that the next paragraph closes", p("{% if draft") + &p("%}x{% endif %}")),
        ("a tag in a tag", p("{{ office.{{ count }} }}")),
        ("a loop without end", p("{%p for unit in units %}") + &p("{{ unit.name }}")),
        ("a condition without end", p("{% if draft %}nháp")),
        ("an end without beginning", p("x{% endif %}") + &p("{%p endfor %}")),
        ("ends that cross", p("{% if draft %}{% for unit in units %}x{% endif %}{% endfor %}")),
        ("an else in no condition", p("{% else %}") + &p("{% for unit in units %}{% elif draft %}{% endfor %}")),
        ("closing signs alone", p("hết }} và %}")),
        ("a word that begins no tag", p("{% fro unit in units %}x{% endfor %}")),
        ("a word that begins no tag, and no end", p("{% fro unit in units %}x")),
        ("a word that is no tag between others", p("{% esle %}")),
        ("no word at all", p("{% %}")),
        ("a tag that reports have and Word files do not", p("{% include \"totals\" %}")),
        ("what is no expression", p("{{ count count }}")),
        ("nothing to print", p("{{ }}")),
        ("a loop over nothing", p("{% for unit units %}x{% endfor %}")),
        ("loops within loops", p(&("{% for a in units %}".repeat(6) + &"{% endfor %}".repeat(6)))),
    ]
}

/// A name that is given beside the tag of a block over several paragraphs.
fn overtaken(begin: &str, end: &str) -> String {
    p("{% set n = 1 %}") + &p(begin) + &p("HAI") + &p(end) + &p("n = {{ n }}")
}

/// Mistakes in where tags stand.
fn of_places() -> Vec<(&'static str, String)> {
    let section = "<w:p><w:pPr><w:sectPr/></w:pPr><w:r><w:t>{%p if draft %}</w:t></w:r></w:p>";
    let link =
        "<w:p><w:r><w:t>{% if draft %}a</w:t></w:r><w:hyperlink><w:r><w:t>b{% endif %}</w:t></w:r></w:hyperlink></w:p>";
    let picture = "<w:p><w:r><w:t>{%p if draft %}</w:t><w:drawing/></w:r></w:p>";
    let note = "<w:p><w:r><w:t>a</w:t></w:r><w:r><w:footnoteReference w:id=\"2\"/></w:r></w:p>";
    let beside = |more: &str| format!("<w:p><w:r><w:t>{{%p if draft %}}</w:t></w:r>{more}</w:p>{}", p("{%p endif %}"));
    vec![
        ("a page that begins beside a paragraph tag", beside("<w:r><w:br w:type=\"page\"/></w:r>")),
        ("a column that begins beside a paragraph tag", beside("<w:r><w:br w:type='column'/></w:r>")),
        ("a formula beside a paragraph tag", beside("<m:oMath xmlns:m=\"urn:m\"><m:r><m:t>x</m:t></m:r></m:oMath>")),
        (
            "a formula beside a table",
            p("{{ table(\"by_unit\") }}").replace("</w:p>", "<m:oMath xmlns:m=\"urn:m\"/></w:p>"),
        ),
        ("a note in a loop", p("{%p for unit in units %}") + note + &p("{%p endfor %}")),
        ("words beside a paragraph tag", p("Kính gửi {%p if draft %}") + &p("{%p endif %}")),
        ("a value beside a paragraph tag", p("{% for unit in units %}{{ unit.name }}") + &p("{% endfor %}")),
        ("a picture beside a paragraph tag", picture.to_owned() + &p("{%p endif %}")),
        ("words beside a row tag", table(&[&["{%tr for unit in units %}", "còn chữ"], &["{%tr endfor %}", ""]])),
        ("a row tag in no table", p("{%tr for unit in units %}") + &p("{%tr endfor %}")),
        ("different prefixes", table(&[&["{%tr for unit in units %}"], &["{%p endfor %}"]])),
        ("rows of two tables", table(&[&["{%tr for unit in units %}"]]) + &p("") + &table(&[&["{%tr endfor %}"]])),
        ("cells of two rows", table(&[&["{%tc for unit in units %}"], &["{%tc endfor %}"]])),
        ("one end in a cell", table(&[&["{%p if draft %}"]]) + &p("{%p endif %}")),
        ("a branch within a row", table(&[&["{% if draft %}a", "{% else %}", "b{% endif %}"]])),
        ("the end of a section", section.to_owned() + &p("{%p endif %}")),
        ("one end in a link", link.to_owned()),
        (
            "a name given before a block that takes the paragraph",
            overtaken("{% set n = 2 %}{% if n == 2 %}", "{% endif %}"),
        ),
        ("a name given before the end of a block", overtaken("{% if draft %}", "{% set n = 5 %}{% endif %}")),
        ("a name given in a row that is left out", table(&[&["{% set n = 5 %}{% if n == 5 %}A", "B{% endif %}"]])),
        ("words beside a table", p("Bảng: {{ table(\"by_unit\") }}")),
        ("words beside a table whose bracket stands apart", p("Bảng: {{ table (\"by_unit\") }}")),
        ("words beside a table in brackets", p("Bảng: {{ (table(\"by_unit\")) }}")),
        ("two tables in a paragraph", p("{{ table(\"by_unit\") }}{{ table(\"by_unit\") }}")),
        ("a table made by a filter", p("x {{ table(\"by_unit\") | upper }}")),
    ]
}

/// Names that lead nowhere, and values that do not fit.
fn of_names() -> Vec<(&'static str, String)> {
    vec![
        ("an unknown name", p("{{ ofice.name }}")),
        ("an unknown name below a known one", p("{{ office.nam }}")),
        ("an unknown name in a condition", p("{% if ofice %}x{% elif office.shrt %}y{% endif %}")),
        ("an unknown list", p("{%p for unit in unitz %}") + &p("{{ unit.name }}") + &p("{%p endfor %}")),
        ("an unknown name of an item", p("{% for unit in units %}{{ unit.nmae }}{% endfor %}")),
        ("a name beyond its loop", p("{% for unit in units %}{{ unit.name }}{% endfor %}{{ unit.name }}")),
        ("an unknown filter", p("{{ count | pros }}")),
        ("an unknown function", p("{{ tabel(\"by_unit\") }}")),
        ("a filter that would write markup", p("{{ odd | safe }}")),
        ("an unknown table", p("{{ table(\"by_units\") }}")),
        ("an unknown chart", p("{{ chart('x') }}")),
        ("an unknown appendix", p("{% if appendix(\"p\") %}x{% endif %}")),
        ("a value that a filter refuses", p("{{ office.name | date }}") + &p("{{ months | count }}")),
        ("a list that is none", p("{% for unit in office.name %}x{% endfor %}")),
    ]
}

#[test]
fn each_kind_of_mistake_has_its_message() {
    let bench = Bench::new();
    let mut told = String::new();
    for (name, body) in [of_tags(), of_places(), of_names()].concat() {
        told.push_str(&format!("== {name}\n{}\n", bench.refused(&word(&body))));
    }
    compare("word-mistakes.txt", &told);
}

#[test]
fn mistakes_of_all_parts_are_told_at_once_each_at_its_place() {
    let part = |root: &str, inside: &str| format!("<w:{root} xmlns:w=\"{}\">{inside}</w:{root}>", super::W);
    let boxed = format!(
        "<w:p><w:r><w:pict><w:txbxContent>{}{}</w:txbxContent></w:pict></w:r></w:p>",
        p("trong khung"),
        p("{{ c }}")
    );
    let body = p("{{ a }}") + &table(&[&["x", "y"], &["1", "hai {{ b }}"]]) + &boxed;
    let more = [
        ("word/header1.xml", part("hdr", &p("{{ d }}"))),
        ("word/footer2.xml", part("ftr", &p("{% if e %}x{% endif %}"))),
        ("word/footnotes.xml", part("footnotes", &format!("<w:footnote>{}</w:footnote>", p("{{ f }}{{ g")))),
    ];
    let more: Vec<(&str, &str)> = more.iter().map(|(name, text)| (*name, text.as_str())).collect();
    compare("word-mistakes-of-parts.txt", &Bench::new().refused(&word_with(&body, &more)));
}

#[test]
fn a_remark_that_nobody_wrote_stops_a_final_document() {
    let bench = Bench { is_final: true, ..Bench::new() };
    let inside =
        p("{{ remark(\"Hạn chế\") }}") + &p("{{ remark(part=\"Khác\", optional=true) }}{{ remark('Ưu điểm') }}");
    compare("word-missing-remark.txt", &bench.refused(&word(&inside)));
}

#[test]
fn a_value_is_never_a_tag() {
    let bench = Bench::new().with("odd", json!("{{ x }} {% if %} }}"));
    let filled = bench.fill(&word(&p("{{ odd }}"))).unwrap();
    assert_eq!(super::dump(&filled), "== word/document.xml\n{{ x }} {% if %} }}\n");
}
