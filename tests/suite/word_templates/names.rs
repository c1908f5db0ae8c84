//! Names that lead nowhere, in every way of writing them: none of them is a blank, and none a condition that does not hold.

use serde_json::json;

use super::{Bench, dump, p, word};

fn bench() -> Bench {
    Bench::new().with("key", json!("name")).with("rate", json!({ "part": 1, "whole": 2 }))
}

#[test]
fn every_way_of_writing_an_unknown_name_is_an_error() {
    for (tag, told) in [
        ("{% if office[\"nmae\"] %}", "office.nmae"),
        ("{% if office['short'].x %}", "office.short.x"),
        ("{% if office[key] %}", "office.[…]"),
        ("{% if office[0] %}", "office.[…]"),
        ("{% if office?.nmae %}", "office.nmae"),
        ("{% if units.name %}", "units.name"),
        ("{% if units[0].nmae %}", "units.[…].nmae"),
        ("{% if (units | first).name and units[1:].x %}", "units.[…].x"),
        ("{% if \"}}\" != \"\" and nosuch %}", "nosuch"),
        ("{% if \"%}\" != \"\" and office.nmae %}", "office.nmae"),
        ("{% if office | get(key=\"nmae\", default=0) %}", "get.nmae"),
        ("{% for x in units | unique(attribute=\"nmae\") %}{% endfor %}{% if draft %}", "unique.nmae"),
        ("{% for k, v in office %}{% if v.nosuch %}y{% endif %}{% endfor %}{% if draft %}", "v.nosuch"),
        ("{% for x in [1, 2] %}{% if x.nosuch %}y{% endif %}{% endfor %}{% if draft %}", "x.nosuch"),
        ("{% if draft %}{% set late = 5 %}{% endif %}{% if late %}", "late"),
        ("{% for x in units %}{% set late = 5 %}{% endfor %}{% if late %}", "late"),
        ("{% if [office.nmae, 1] %}", "office.nmae"),
        ("{% if {\"a\": office.nmae} %}", "office.nmae"),
        ("{% if not (draft or office.nmae) %}", "office.nmae"),
    ] {
        let found = bench().refused(&word(&p(&format!("a{tag}b{{% endif %}}"))));
        assert!(
            found.contains(&format!("error[unknown-variable]: the report template uses the unknown name `{told}`")),
            "{tag}: {found}"
        );
    }
}

#[test]
fn names_that_are_there_are_no_error() {
    for (tag, expected) in [
        ("{% if office[\"name\"] %}", "b"),
        ("{% if units[0].name and units[-1][\"name\"] %}", "b"),
        ("{% if units[1:][0].name %}", "b"),
        (
            "{% for unit in units | sort(attribute=\"name\") | reverse %}{{ unit.tasks | length }}{% endfor %}{% if draft %}",
            "102",
        ),
        (
            "{% for k, v in office %}{{ k }}={{ v }}{% endfor %}{% if draft %}",
            "name=Văn phòng UBND tỉnhshort=Văn phòng",
        ),
        ("{% if draft %}{% set word = 1 %}{% else %}{% set word = 2 %}{% endif %}{{ word }}{% if draft %}", "2"),
        ("{% set first = units | first %}{% if first.name %}", "b"),
        ("{% if count == 8 and mark == \"x\" and not draft %}", "b"),
        ("{% if \"1\" ~ count == \"18\" and count + 1 == 9 %}", "b"),
        ("{% if mark is string and count is not odd %}", "b"),
        ("{{ \"a\" if draft else \"b\" }}{% if office | get(key=\"name\") %}", "bb"),
        ("{% if mark in [\"x\", \"y\"] %}", "b"),
        ("{% for k in [\"a\", \"b\"] %}{% if k == \"a\" %}có{% endif %}{% endfor %}{% if draft %}", "có"),
        ("{% for k in [1, 2] %}{% if k == 2 %}hai{% endif %}{% endfor %}{% if draft %}", "hai"),
        (
            "{% for k, v in office %}{% if k == \"name\" %}{{ v }}{% endif %}{% endfor %}{% if draft %}",
            "Văn phòng UBND tỉnh",
        ),
        ("{% for pair in [[1, 2], [3]] %}{% for x in pair %}{{ x }}{% endfor %}{% endfor %}{% if draft %}", "123"),
    ] {
        let filled = bench().fill(&word(&p(&format!("{tag}b{{% endif %}}"))));
        let filled = filled.unwrap_or_else(|failure| panic!("{tag}: {failure:?}"));
        assert_eq!(dump(&filled), format!("== word/document.xml\n{expected}\n"), "{tag}");
    }
}

#[test]
fn what_can_never_be_equal_is_not_compared() {
    for tag in [
        "{% if year == 2018 %}",
        "{% if 2018 == year %}",
        "{% if count == \"8\" %}",
        "{% if rate == 0.5 %}",
        "{% if draft != \"có\" %}",
    ] {
        let found = bench().refused(&word(&p(&format!("{tag}b{{% endif %}}"))));
        assert!(found.contains("lỗi[unfit-value]") && found.contains("khác loại"), "{tag}: {found}");
    }
}

#[test]
fn a_list_or_a_rate_is_not_printed_as_programs_write_it() {
    for tag in ["{{ rate }}", "{{ office }}", "{{ units }}", "{{ units | join(sep=\", \") }}", "{{ office | str }}"] {
        let found = bench().refused(&word(&p(tag)));
        assert!(found.contains("lỗi[unfit-value]") && found.contains("| percent"), "{tag}: {found}");
    }
    let found = bench().refused(&word(&p("{% for x in office %}a{% endfor %}")));
    assert!(found.contains("`for` cần một danh sách"), "{found}");
    let filled = bench().fill(&word(&p("{{ rate | percent }} {{ months | length }}"))).unwrap();
    assert!(dump(&filled).contains("50,0% 4"));
}

#[test]
fn filters_say_what_they_need_in_plain_words() {
    for (tag, reason) in [
        ("{{ rate | percent(digits=18) }}", "digits nhiều nhất là 6"),
        ("{{ rate | percent(digits=127) }}", "digits nhiều nhất là 6"),
        ("{{ count | date }}", "cần một ngày"),
        ("{{ count | upper }}", "cần chữ"),
        ("{% set days_late = 3 %}{{ days_late | upper }}", "cần chữ"),
        ("{{ units[99].name }}", "danh sách có thể rỗng"),
        ("{{ units[99] }}", "danh sách có thể rỗng"),
        ("{% for x in units[99].tasks %}{% endfor %}", "danh sách có thể rỗng"),
        ("{% if count > \"10\" %}x{% endif %}", "khác loại"),
        ("{{ count / 0 }}", "không chia cho 0"),
    ] {
        let found = bench().refused(&word(&p(tag)));
        assert!(found.contains("lỗi[unfit-value]") && found.contains(reason), "{tag}: {found}");
    }
}

#[test]
fn markup_is_never_written_however_it_is_asked_for() {
    for tag in
        ["{{ (odd | safe) }}", "{% set x = odd | safe %}{{ x }}", "{{ odd|safe|upper }}", "{{ [odd | safe] | first }}"]
    {
        let found = bench().refused(&word(&p(tag)));
        assert!(found.contains("lỗi[unknown-function]") && found.contains("`safe`"), "{tag}: {found}");
    }
    assert!(bench().fill(&word(&p("{{ \"| safe\" }}"))).is_ok());
}

#[test]
fn the_number_of_a_turn_is_known_in_loops_alone() {
    for tag in ["{{ loop.index }}", "{% for unit in units %}{{ loop.index }}{% endfor %}{{ loop.index }}"] {
        let found = bench().refused(&word(&p(tag)));
        assert!(found.contains("lỗi[unknown-variable]") && found.contains("`loop.index`"), "{tag}: {found}");
    }
}

#[test]
fn the_filters_that_the_guide_tells_of_are_told_to_whoever_misspells_one() {
    let found = bench().refused(&word(&p("{{ months | joni(sep=\", \") }}")));
    assert!(found.contains("có phải là `join`?") && found.contains("default"), "{found}");
}
