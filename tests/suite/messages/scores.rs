//! Faults of what scores are made of: rulebooks that clash, given values that cannot be read, what is missing.

use crate::workbench::Workbench;

const OWN: &str = "report-templates/rulebooks/thu.toml";
const VALUES: &str = "cho-san.xlsx";
const HEADING: [&str; 4] = ["Đơn vị", "Điểm điều tra", "Điểm thêm", "Có kế hoạch"];
/// A rulebook whose points are all given.
const RULES: &str = r#"title = "Bộ tiêu chí thử"
source = "Bài kiểm thử"
status = "sample"
level_groups = ["department"]

[[measure]]
id = "survey"
title = "mức độ hài lòng"
value = "Điểm điều tra"
kind = "ratio"

[[measure]]
id = "extra"
title = "điểm thêm"
value = "Điểm thêm"

[[measure]]
id = "plan"
title = "có kế hoạch"
value = "Có kế hoạch"
kind = "flag"

[[criterion]]
code = "1"
title = "Hài lòng"
max = 8
rule = { linear = { measure = "survey" } }

[[criterion]]
code = "2"
title = "Điểm thêm"
max = 2
rule = { given = { points = "extra" } }

[[criterion]]
code = "3"
title = "Kế hoạch"
max = 1
rule = { cases = [
  { when = [{ measure = "plan", is = true }], points = 1 },
  { else = true, points = 0 },
] }

[[class]]
name = "Tốt"
from = 5

[[class]]
name = "Chưa tốt"
below = 5
"#;

/// The small sample with its scores.
fn scored() -> Workbench {
    Workbench::small().edit("dondoc.toml", "remarks = ", "scores = true\nremarks = ")
}

/// The same, scored by given values.
fn given() -> Workbench {
    let section = "rules = \"thu\"\nvalues = \"cho-san.xlsx\"";
    scored().write(OWN, RULES).edit("dondoc.toml", "rules = \"kon-tum-2018-sample\"", section)
}

#[test]
fn every_fault_of_given_values_is_told_with_its_cell() {
    let rows: &[&[&str]] = &[
        &HEADING,
        &["Sở Y tế", "85%", "1,5", "Có"],
        &["Sở Nội vụ", "tốt", "3", "chưa rõ"],
        &["Sở Nội dụ", "80%", "", ""],
        &["", "70%", "", ""],
        &["Sở Y Tế.", "90%", "", ""],
        &["Sở Tư pháp", "85", "-1", "Không"],
        &["Tổng số", "", "", ""],
        &["Người lập biểu", "", "", ""],
    ];
    let place = "--> cho-san.xlsx, trang tính \"Danh sách\", ô";
    let bounds = "gợi ý: sửa ô này; tỷ lệ viết 85% hoặc 0,85, điểm không vượt quá điểm tối đa của tiêu chí";
    given().rows(VALUES, rows).refused(&format!(
        "lỗi[unreadable-value]: không đọc được giá trị `tốt`\n  {place} B3 (Điểm điều tra)\n  gợi ý: viết như: 85%\n\
         lỗi[value-out-of-bounds]: giá trị `3` nằm ngoài khoảng được phép: 0 – 2\n  {place} C3 (Điểm thêm)\n  {bounds}\n\
         lỗi[unreadable-value]: không đọc được giá trị `chưa rõ`\n  {place} D3 (Có kế hoạch)\n  \
         gợi ý: viết như: Có, Không\n\
         lỗi[unregistered-unit]: đơn vị `Sở Nội dụ` chưa có trong danh mục\n  {place} A4 (Đơn vị)\n  \
         gợi ý: có phải là `Sở Nội vụ`?\n  gợi ý: thêm cách viết này vào report-templates/units nếu đúng là đơn vị đó\n\
         lỗi[missing-unit]: dòng này không có tên đơn vị\n  {place} A5 (Đơn vị)\n  \
         gợi ý: ghi tên đơn vị, hoặc xóa dòng này khỏi bảng\n\
         lỗi[repeated-unit]: đơn vị `Sở Y Tế.` đã có ở dòng 2\n  {place} A6 (Đơn vị)\n  gợi ý: gộp hai dòng thành một\n\
         lỗi[value-out-of-bounds]: giá trị `85` nằm ngoài khoảng được phép: 0 – 1\n  {place} B7 (Điểm điều tra)\n  {bounds}\n\
         lỗi[value-out-of-bounds]: giá trị `-1` nằm ngoài khoảng được phép: 0 – 2\n  {place} C7 (Điểm thêm)\n  {bounds}"
    ));
}

#[test]
fn a_value_without_a_column_is_told_and_one_on_two_sheets_too() {
    given().rows(VALUES, &[&HEADING[..3], &["Sở Y tế", "85%", "1"]]).refused(
        "lỗi[missing-column]: thiếu cột bắt buộc `Có kế hoạch`\n  --> cho-san.xlsx\n  \
         gợi ý: các cột có trong tệp: Đơn vị | Điểm điều tra | Điểm thêm",
    );
    let (first, second): (&[&[&str]], &[&[&str]]) =
        (&[&HEADING, &["Sở Y tế", "85%", "1", "Có"]], &[&HEADING[..2], &["Sở Y tế", "86%"]]);
    given().sheets(VALUES, &[("Khảo sát", first), ("Bổ sung", second)]).refused(
        "lỗi[repeated-value]: giá trị `86%` đã ghi cho đơn vị này ở trang tính khác\n  \
         --> cho-san.xlsx, trang tính \"Bổ sung\", ô B2 (Điểm điều tra)\n  \
         gợi ý: mỗi cột của một đơn vị chỉ ghi ở một trang tính",
    );
}

#[test]
fn a_class_of_last_year_that_the_rulebook_does_not_have_is_told() {
    let rows: &[&[&str]] = &[&["Đơn vị", "Xếp loại"], &["Sở Y tế", "tốt"], &["Sở Nội vụ", "Chưa tố"]];
    let section = "values = \"cho-san.xlsx\"\nlast_classes = \"nam-truoc.xlsx\"";
    let values: &[&[&str]] = &[&HEADING, &["Sở Y tế", "85%", "1", "Có"]];
    let bench = given().edit("dondoc.toml", "values = \"cho-san.xlsx\"", section).rows(VALUES, values);
    bench.rows("nam-truoc.xlsx", rows).refused(
        "lỗi[unknown-choice]: không có lựa chọn `Chưa tố`\n  \
         --> nam-truoc.xlsx, trang tính \"Danh sách\", ô B3 (Xếp loại)\n  \
         gợi ý: có phải là `Chưa tốt`?\n  gợi ý: các lựa chọn: Tốt, Chưa tốt",
    );
}

#[test]
fn two_rulebooks_of_one_level_group_are_refused() {
    let rules = "rules = [\"kon-tum-2018-sample\", \"thu\"]";
    let bench = scored().write(OWN, RULES);
    bench.edit("dondoc.toml", "rules = \"kon-tum-2018-sample\"", rules).refused(
        "lỗi[shared-level-group]: hai bộ tiêu chí cùng chấm nhóm `department`: kon-tum-2018-sample và thu\n  \
         --> dondoc.toml, dòng 69, mục scores.rules\n  \
         gợi ý: mỗi nhóm đơn vị chỉ chấm theo một bộ tiêu chí; bỏ nhóm này ở một bộ (level_groups), hoặc bỏ một bộ khỏi rules",
    );
}

#[test]
fn what_a_rulebook_needs_and_the_project_lacks_is_told_where_the_rulebook_says_so() {
    let own = "report-templates/rulebooks/kon-tum-2018-sample.toml";
    let sample = concat!(env!("CARGO_MANIFEST_DIR"), "/report-templates/rulebooks/kon-tum-2018-sample.toml");
    let bench = scored().copy(sample, own);
    let bench = bench.edit(own, "as_of = \"province\"", "as_of = \"provinces\"");
    let bench = bench.edit(own, "compliance.regulation", "compliance.regulations");
    let bench = bench.edit(own, "code = \"1.1\"", "code = \"1.1\"\nexcept = [\"kt-so-y-t\"]");
    let run = bench.report();
    assert_eq!(run.status, 1);
    for told in [
        "unregistered-unit",
        "unknown-as-of",
        "có phải là `province`?",
        "unknown-source",
        "có phải là `compliance.regulation`?",
    ] {
        assert!(run.stderr.contains(told), "{told} in {}", run.stderr);
    }
}

#[test]
fn scores_need_a_rulebook() {
    let bench = scored().edit("dondoc.toml", "[scores]\nrules = \"kon-tum-2018-sample\"\n", "");
    bench.refused(
        "lỗi[missing-key]: thiếu mục `[scores] rules`\n  --> dondoc.toml, mục scores.rules\n  \
         gợi ý: bổ sung `[scores] rules` vào phần bắt đầu ở dòng này",
    );
}

#[test]
fn what_was_not_given_is_no_silent_zero_and_a_rulebook_of_another_year_is_told() {
    let rules = RULES.replace("status = \"sample\"", "status = \"sample\"\nvalid_from = \"2019-01-01\"");
    let rows: &[&[&str]] = &[&HEADING, &["Sở Y tế", "85%", "1,5", "Có"]];
    let bench = given().write(OWN, rules).rows(VALUES, rows);
    let run = bench.run(&["score", "ho-so", "--formats", "docx"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert!(
        run.stderr.contains(
            "cảnh báo[rulebook-not-in-force]: bộ tiêu chí `thu` không có hiệu lực vào ngày 31/12/2018 \
             (hiệu lực từ 01/01/2019 đến trước …)"
        ),
        "{}",
        run.stderr
    );
    let told = "cảnh báo[unscored-criterion]: chưa đủ số liệu để chấm tiêu chí 1 (Hài lòng) cho 19 đơn vị: ";
    assert!(run.stderr.contains(told), "{}", run.stderr);
    let csv = String::from_utf8(bench.results()["cham-diem/scores.csv"].clone()).unwrap();
    let of_unit = |unit: &str| -> Vec<String> {
        let lines = csv.lines().filter(|line| line.contains(&format!(",{unit},criterion,")));
        lines.map(|line| line.split(',').skip(8).take(3).collect::<Vec<_>>().join(",")).collect()
    };
    assert_eq!(of_unit("Sở Y tế"), ["scored,8,6.8", "scored,2,1.5", "scored,1,1"]);
    assert!(of_unit("Sở Nội vụ").iter().all(|line| line.starts_with("missing,")), "{:?}", of_unit("Sở Nội vụ"));
}

const LAYERED: &str = r#"title = "Bộ tiêu chí có hai bước"
source = "Bài kiểm thử"
status = "sample"
level_groups = ["department"]

[[layer]]
id = "self"
title = "Tự chấm"

[[layer]]
id = "appraisal"
title = "Thẩm định lần 1"

[[criterion]]
code = "1"
title = "Chỉ đạo"
max = 5

[[criterion]]
code = "1.1"
title = "Kế hoạch"
max = 5
rule = { given = {} }
"#;

/// Every department, each with these cells behind its name; none of the others.
fn layered(heading: &[&str], cells: &[&str]) -> Workbench {
    let row: Vec<&str> = std::iter::once("Sở Y tế").chain(cells.iter().copied()).collect();
    given().write(OWN, LAYERED).rows(VALUES, &[heading, &row])
}

#[test]
fn a_column_that_is_meant_as_points_of_a_layer_and_is_none_is_an_error() {
    let heading = ["Đơn vị", "Tự chấm 1.1", "Thẩm định lần1 1.1", "Tự chấm 9.9", "Tự chấm 1", "Đơn vị chấm 1.1"];
    let known = "gợi ý: cột dùng được: Tự chấm 1.1, Thẩm định lần 1 1.1";
    let told = |label: &str, cell: &str, nearest: &str| {
        let nearest =
            if nearest.is_empty() { String::new() } else { format!("  gợi ý: có phải là `{nearest}`?\n") };
        format!(
            "lỗi[unused-column]: cột `{label}` không dùng để chấm điểm\n  \
             --> cho-san.xlsx, trang tính \"Danh sách\", ô {cell} ({label})\n{nearest}  {known}"
        )
    };
    let findings = [
        told("Thẩm định lần1 1.1", "C1", "Thẩm định lần 1 1.1"),
        told("Tự chấm 9.9", "D1", "Tự chấm 1.1"),
        told("Tự chấm 1", "E1", "Tự chấm 1.1"),
        told("Đơn vị chấm 1.1", "F1", ""),
    ];
    layered(&heading, &["3", "4", "1", "2", "5"]).refused(&findings.join("\n"));
    // The sound ones are read.
    let run = layered(&heading[..2], &["3"]).report();
    assert!(!run.stderr.contains("unused-column"), "{}", run.stderr);
}

#[test]
fn any_other_column_that_is_not_used_is_a_warning_unless_another_rulebook_uses_it() {
    let heading: Vec<&str> = HEADING.into_iter().chain(["STT", "Ghi chú", "Điểm năm 2017"]).collect();
    let row = ["Sở Y tế", "85%", "1", "Có", "1", "đủ", "1,5"];
    let bench = given().rows(VALUES, &[&heading, &row]);
    let run = bench.run(&["score", "ho-so", "--formats", "docx"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    let told = "cảnh báo[unused-column]: cột `Điểm năm 2017` không dùng để chấm điểm\n  \
                --> cho-san.xlsx, trang tính \"Danh sách\", ô G1 (Điểm năm 2017)";
    assert!(run.stderr.contains(told), "{}", run.stderr);
    assert_eq!(run.stderr.matches("[unused-column]").count(), 1, "{}", run.stderr);
    // Rulebooks of two level groups share the file.
    let district = RULES.replace("\"department\"", "\"district\"").replace("Điểm thêm\"", "Điểm năm 2017\"");
    let bench = given()
        .write(OWN, RULES)
        .write("report-templates/rulebooks/huyen.toml", district)
        .edit("dondoc.toml", "rules = \"thu\"", "rules = [\"thu\", \"huyen\"]")
        .rows(VALUES, &[&heading, &row]);
    let run = bench.run(&["score", "ho-so", "--formats", "docx"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert!(!run.stderr.contains("[unused-column]"), "{}", run.stderr);
}

#[test]
fn a_choice_that_no_condition_names_is_told_and_a_slip_of_the_hand_is_an_error() {
    let choice = RULES
        .replace("kind = \"flag\"", "kind = \"choice\"")
        .replace("is = true }], points = 1 }", "is = \"kịp thời\" }], points = 1 }")
        .replace("{ else = true, points = 0 }", "{ else = true, points = 0, label = \"không ban hành\" }");
    let bench = |word| given().write(OWN, &choice).rows(VALUES, &[&HEADING, &["Sở Y tế", "85%", "1", word]]);
    let told = |grade: &str, word: &str| {
        format!(
            "{grade}[unknown-choice]: không có lựa chọn `{word}`\n  \
             --> cho-san.xlsx, trang tính \"Danh sách\", ô D2 (Có kế hoạch)\n  gợi ý: "
        )
    };
    let known = "các lựa chọn: kịp thời, không ban hành";
    bench("kip thoi").refused(&format!("{}có phải là `kịp thời`?\n  gợi ý: {known}", told("lỗi", "kip thoi")));
    let run = |word| bench(word).run(&["score", "ho-so", "--formats", "docx"]);
    let strange = run("đang xin ý kiến");
    assert_eq!(strange.status, 0, "{}", strange.stderr);
    assert!(strange.stderr.contains(&(told("cảnh báo", "đang xin ý kiến") + known)), "{}", strange.stderr);
    // The words of a case, as those of a condition, are known in any case of letters.
    for word in ["Không ban hành", "Kịp thời"] {
        assert!(!run(word).stderr.contains("unknown-choice"), "{word}");
    }
}

#[test]
fn facts_of_a_task_that_is_not_scored_are_told_and_those_of_one_that_stands_twice_are_an_error() {
    let section = "rules = \"tung-viec\"\ntask_values = \"viec.xlsx\"";
    let heading = ["Mã nhiệm vụ", "Số lần chậm", "Khách quan"];
    let task = ["KT-0001", "Việc", "Sở Y tế", "05/01/2018", "31/01/2018", "20/01/2018"];
    let bench = |rows: &[&[&str]]| {
        scored()
            .write("report-templates/rulebooks/tung-viec.toml", crate::scores::BY_TASK)
            .edit("dondoc.toml", "rules = \"kon-tum-2018-sample\"", section)
            .rows("nhiem-vu-ubnd.xlsx", &[&crate::workbench::HEADING, &task])
            .rows("viec.xlsx", rows)
    };
    bench(&[&heading, &["KT-0001", "1", ""], &["kt-0001", "2", ""]]).refused(
        "lỗi[repeated-task]: mã nhiệm vụ `kt-0001` đã ghi ở Danh sách!A2\n  \
         --> viec.xlsx, trang tính \"Danh sách\", ô A3 (Mã nhiệm vụ)\n  gợi ý: gộp hai dòng thành một",
    );
    let run =
        bench(&[&heading, &["KT-0001", "1", ""], &["KT-0009", "2", ""]]).run(&["score", "ho-so", "--formats", "docx"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    let told = "cảnh báo[unscored-task]: nhiệm vụ `KT-0009` không được chấm\n  \
                --> viec.xlsx, trang tính \"Danh sách\", ô A3 (Mã nhiệm vụ)\n  gợi ý: có phải là `KT-0001`?";
    assert!(run.stderr.contains(told), "{}", run.stderr);
    assert_eq!(run.stderr.matches("[unscored-task]").count(), 1, "{}", run.stderr);
}

#[test]
fn a_final_document_does_not_rest_on_what_was_not_given() {
    let rows: &[&[&str]] = &[&HEADING, &["Sở Y tế", "85%", "1,5", "Có"]];
    let run = given().rows(VALUES, rows).report();
    assert_eq!(run.status, 1);
    for criterion in ["1 (Hài lòng)", "2 (Điểm thêm)", "3 (Kế hoạch)"] {
        let told = format!("lỗi[unscored-criterion]: chưa đủ số liệu để chấm tiêu chí {criterion} cho 19 đơn vị: ");
        assert!(run.stderr.contains(&told), "{told} in {}", run.stderr);
    }
    assert!(run.stderr.contains("Sở Nội vụ"), "{}", run.stderr);
    let bench = given().rows(VALUES, rows);
    let forced = bench.edit("dondoc.toml", "rules = \"thu\"", "rules = \"thu\"\nnumber = \"12/BC-TKTra\"").run(&[
        "score",
        "ho-so",
        "--final",
        "--formats",
        "docx",
    ]);
    assert_eq!(forced.status, 1, "{}", forced.stdout);
    assert!(forced.stderr.contains("lỗi[unscored-criterion]: "), "{}", forced.stderr);
}

#[test]
fn a_rulebook_that_scores_nobody_is_told() {
    let rules = |groups: &str| RULES.replace("[\"department\"]", groups);
    let rows: &[&[&str]] = &[&HEADING, &["Sở Y tế", "85%", "1,5", "Có"]];
    given().write(OWN, rules("[\"commune\"]")).rows(VALUES, rows).refused(
        "lỗi[nobody-scored]: bộ tiêu chí `thu` không chấm đơn vị nào\n  \
         --> dondoc.toml, dòng 69, mục scores.rules\n  gợi ý: sửa level_groups",
    );
    // Beside one that scores somebody it is left out with a warning.
    let bench = given()
        .write("report-templates/rulebooks/xa.toml", rules("[\"commune\"]"))
        .edit("dondoc.toml", "rules = \"thu\"", "rules = [\"thu\", \"xa\"]")
        .rows(VALUES, rows);
    let run = bench.run(&["score", "ho-so", "--formats", "docx"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert!(run.stderr.contains("cảnh báo[nobody-scored]: bộ tiêu chí `xa` không chấm đơn vị nào"), "{}", run.stderr);
    assert!(!run.stdout.contains("xa: "), "{}", run.stdout);
}

const CONTESTED: &str = r#"title = "Bộ tiêu chí có hai bước"
source = "Bài kiểm thử"
status = "sample"
level_groups = ["department"]

[[measure]]
id = "plan"
title = "có kế hoạch"
value = "Có kế hoạch"
kind = "flag"

[[layer]]
id = "self"
title = "Tự chấm"

[[layer]]
id = "appraisal"
title = "Thẩm định"

[[criterion]]
code = "1"
title = "Chỉ đạo"
max = 5

[[criterion]]
code = "1.1"
title = "Báo cáo"
max = 3
except = ["kt-so-y-te"]
rule = { given = {} }

[[criterion]]
code = "1.2"
title = "Kế hoạch"
max = 2
rule = { cases = [
  { when = [{ measure = "plan", is = false }], not_applicable = true },
  { else = true, points = 0 },
] }
"#;

#[test]
fn points_of_a_layer_that_the_data_contradict_are_told() {
    let rows: &[&[&str]] = &[
        &["Đơn vị", "Có kế hoạch", "Tự chấm 1.1", "Tự chấm 1.2", "Thẩm định 1.2"],
        &["Sở Y tế", "Không", "3", "2", ""],
        &["Sở Nội vụ", "Có", "3", "2", ""],
        &["Sở Tư pháp", "Có", "3", "2", "1"],
    ];
    let bench = given().write(OWN, CONTESTED).rows(VALUES, rows);
    let run = bench.run(&["score", "ho-so", "--formats", "docx"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    for code in ["1.1", "1.2"] {
        let told = format!("cảnh báo[points-not-applicable]: tiêu chí {code} không áp dụng mà có điểm: Sở Y tế");
        assert!(run.stderr.contains(&told), "{told} in {}", run.stderr);
    }
    let json: serde_json::Value = serde_json::from_slice(&bench.results()["cham-diem/scores.json"]).unwrap();
    let units = json["sets"][0]["units"].as_array().unwrap();
    let unit = |name: &str| units.iter().find(|unit| unit["unit"] == name).unwrap();
    let flags = |name: &str| unit(name)["flags"].to_string();
    // The points of the unit that is excepted stand in no sum: 2 of 1.2 alone.
    assert_eq!(unit("Sở Y tế")["criteria"][0]["layers"]["self"], "2");
    assert_eq!([&unit("Sở Y tế")["points"], &unit("Sở Y tế")["max"]], ["2", "2"]);
    assert!(flags("Sở Y tế").contains("điểm đã chấm không được tính: 1.1."), "{}", flags("Sở Y tế"));
    assert!(flags("Sở Y tế").contains("nhưng tính theo điểm đã chấm: 1.2."), "{}", flags("Sở Y tế"));
    // A lone self-score above what the data give is told until somebody appraises it.
    let unappraised = "Điểm đã chấm cao hơn điểm theo số liệu, chưa có bước chấm sau cùng: 1.2.";
    assert!(flags("Sở Nội vụ").contains(unappraised), "{}", flags("Sở Nội vụ"));
    assert_eq!(flags("Sở Tư pháp"), "[]");
}

#[test]
fn the_number_of_a_final_document_of_scores_is_sought_where_it_belongs() {
    let run = scored().run(&["score", "ho-so", "--final", "--formats", "docx"]);
    assert_eq!(run.status, 1);
    assert!(run.stderr.starts_with("lỗi[missing-number]: "), "{}", run.stderr);
    assert!(run.stderr.contains("mục scores.number\n"), "{}", run.stderr);
    assert!(!run.stderr.contains("report.number"), "{}", run.stderr);
}

#[test]
fn a_decimal_comma_without_quotes_is_told_with_the_quotes() {
    for (from, to) in [("points = 1 }", "points = 0,5 }"), ("max = 1\n", "max = 0,5\n"), ("from = 5", "from = 0,5")] {
        assert!(RULES.contains(from), "{from}");
        let bench = given().write(OWN, RULES.replacen(from, to, 1));
        let file = format!("ho-so/{OWN}");
        let run = bench.run(&["rulebook", "check", &file]);
        assert_eq!(run.status, 1);
        let told = format!("{}{}", run.stdout, run.stderr);
        assert!(told.contains("lỗi[invalid-value]: giá trị không hợp lệ: 0,5\n"), "{to}: {told}");
        assert!(told.contains("gợi ý: viết như: \"0,5\""), "{to}: {told}");
    }
}
