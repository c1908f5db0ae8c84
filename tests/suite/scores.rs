//! Scores of the sample: golden figures, every output against the others, what is left out, what another rulebook would change.
//!
//! In: sample-data/kon-tum-2018 through `dondoc score` and `dondoc report`, rulebooks of one's own. Out: equal figures, words asserted.

use std::{collections::BTreeMap, sync::OnceLock};

use dondoc::{
    pipeline::{self, Job, Outcome, ScoreRequest},
    progress::Silent,
    project::Project,
    render::Options,
    scoring::{exact::RoundingMode, scorecard::Scorecard},
};

use super::{
    annual::{self, csv},
    pdf_text::{pages_text, words},
    read_back::{sheets_of_xlsx, tables_of_docx, text_of_docx},
    sample_texts::{self, fold},
    workbench::Workbench,
};

const SAMPLE: &str = "bộ tiêu chí mẫu, không phải quy định";

/// The scores of the sample, nothing written.
fn run(against: &[&str]) -> Outcome {
    let project = Project::load(&annual::sample()).unwrap();
    let job = Job { project, formats: Vec::new(), options: Options::default(), force_final: false };
    let against = against.iter().map(|id| (*id).to_owned()).collect();
    pipeline::score(&job, &ScoreRequest { rules: Vec::new(), against }, &Silent).unwrap()
}

fn sample() -> &'static Outcome {
    static MADE: OnceLock<Outcome> = OnceLock::new();
    MADE.get_or_init(|| run(&[]))
}

fn file(name: &str) -> &'static [u8] {
    let found = sample().files.iter().find(|file| file.name == name);
    &found.unwrap_or_else(|| panic!("{name} is missing")).bytes
}

fn cards() -> &'static [Scorecard] {
    &sample().scores.as_ref().unwrap().sets[0].scores.cards
}

/// The records of a CSV file, each cell under its heading.
pub fn records(bytes: &[u8]) -> Vec<BTreeMap<String, String>> {
    let mut rows = csv(bytes).into_iter();
    let heading = rows.next().unwrap();
    rows.map(|row| heading.iter().cloned().zip(row).collect()).collect()
}

fn line<'a>(card: &'a Scorecard, code: &str) -> &'a dondoc::scoring::scorecard::Line {
    card.criteria.iter().find(|line| line.code == code).unwrap()
}

#[test]
fn the_marks_of_appendix_03_and_the_tasks_of_appendix_02_give_the_points_of_each_unit() {
    let registry = sample_texts::registry();
    let golden = |appendix: &str| {
        let text = sample_texts::read(&format!("tests/golden/2018-appendix-{appendix}.csv"));
        let rows = csv(text.as_bytes()).into_iter().skip(1);
        let name = |spelt: &str| registry.by_spelling.get(&fold(spelt)).cloned().unwrap_or_else(|| spelt.to_owned());
        rows.map(|row| (name(&row[1]), row)).collect::<BTreeMap<_, _>>()
    };
    let (marks, tasks) = (golden("03-compliance"), golden("02-units"));
    assert_eq!(cards().len(), 30);
    let (mut reports, mut regulations) = (0, 0);
    for card in cards() {
        let marks = &marks[&card.unit];
        for (code, mark, count) in [("1.1", &marks[2], &mut reports), ("1.2", &marks[3], &mut regulations)] {
            let is_marked = mark.trim().eq_ignore_ascii_case("x");
            let points = line(card, code).points.plain(RoundingMode::HalfUp, 2);
            assert_eq!(points, if is_marked { "2" } else { "0" }, "{} {code}", card.unit);
            *count += i32::from(is_marked);
        }
        let count = |column: usize| tasks[&card.unit][column].parse::<u64>().unwrap_or_default();
        let (on_time, due) = (count(3), count(3) + count(4) + count(6));
        let line = line(card, "2.1");
        // Compared on integers: from 95% all points, below 50% none, else the ratio of six points, rounded half up to hundredths.
        let hundredths = match () {
            () if on_time * 100 >= due * 95 => 600,
            () if on_time * 100 < due * 50 => 0,
            () => (2 * on_time * 600 + due) / (2 * due),
        };
        assert_eq!(
            line.points.plain_fixed(RoundingMode::HalfUp, 2),
            format!("{}.{:02}", hundredths / 100, hundredths % 100),
            "{}",
            card.unit
        );
        assert!(line.seen.starts_with(&format!("{on_time}/{due}")), "{}: {}", card.unit, line.seen);
    }
    assert_eq!((reports, regulations), (30, 17));
    let so_noi_vu = cards().iter().find(|card| card.unit == "Sở Nội vụ").unwrap();
    assert_eq!(line(so_noi_vu, "2.1").seen, "93/129 = 72,09%");
    assert_eq!(line(so_noi_vu, "2.1").points.plain(RoundingMode::HalfUp, 2), "4.33");
}

#[test]
fn workbook_csv_and_json_hold_the_same_figures() {
    let rows = records(file("scores.csv"));
    let json: serde_json::Value = serde_json::from_slice(file("scores.json")).unwrap();
    let sheets: BTreeMap<String, Vec<Vec<String>>> = sheets_of_xlsx(file("cham-diem.xlsx")).into_iter().collect();
    let units = json["sets"][0]["units"].as_array().unwrap();
    assert_eq!(units.len(), 30);
    for (card, unit) in cards().iter().zip(units) {
        let own: Vec<_> = rows.iter().filter(|row| row["unit_id"] == card.unit_id).collect();
        assert_eq!(own.len(), card.criteria.len() + 1, "{}: each criterion and the result", card.unit);
        let result = own.iter().find(|row| row["part"] == "result").unwrap();
        assert_eq!(result["points"], unit["result"].as_str().unwrap());
        assert_eq!(result["points_exact"], unit["result_exact"].as_str().unwrap());
        assert_eq!(result["rank"], unit["rank"].to_string());
        let name: String = card.unit.chars().take(31).collect();
        let sheet = sheets.get(&name).unwrap_or_else(|| panic!("no sheet {name} in {:?}", sheets.keys()));
        for (line, told) in card.criteria.iter().zip(unit["criteria"].as_array().unwrap()) {
            let row = own.iter().find(|row| row["code"] == line.code).unwrap();
            let points = line.points.plain(RoundingMode::HalfUp, 2);
            assert_eq!([row["points"].as_str(), row["state"].as_str()], [points.as_str(), "scored"], "{}", card.unit);
            assert_eq!(told["points"].as_str(), Some(points.as_str()));
            assert_eq!(row["points_exact"], told["points_exact"].as_str().unwrap());
            assert_eq!(row["reason"], told["reason"].as_str().unwrap());
            let cells = sheet.iter().find(|cells| cells[0] == line.code).unwrap();
            assert_eq!(cells[4], points, "{} {} in {cells:?}", card.unit, line.code);
        }
    }
    assert_eq!(rows.len(), cards().iter().map(|card| card.criteria.len() + 1).sum::<usize>());
}

#[test]
fn only_scored_units_have_points_and_every_other_one_is_told_with_its_reason() {
    let results = sample().scores.as_ref().unwrap();
    let rows = records(file("scores.csv"));
    assert!(!results.left_out.is_empty());
    for unit in &results.left_out {
        assert!(cards().iter().all(|card| card.unit_id != unit.unit_id), "{} is scored", unit.unit);
        assert!(rows.iter().all(|row| row["unit_id"] != unit.unit_id), "{}", unit.unit);
        assert_eq!(unit.reason, "Không thuộc diện chấm điểm", "{}", unit.unit);
    }
    let text = text_of_docx(file("cham-diem.docx"));
    let tables = tables_of_docx(file("cham-diem.docx"));
    let told = tables.iter().find(|table| table[0] == ["STT", "Đơn vị", "Lý do"]).expect("left-out units");
    assert_eq!(told.len() - 1, results.left_out.len());
    assert!(words(&text).contains(SAMPLE));
}

#[test]
fn units_that_the_project_does_not_list_are_left_out() {
    let bench = Workbench::new().edit(
        "dondoc.toml",
        "[as_of]",
        "[units]\nscored = [\"Sở Nội vụ\", \"Sở Y tế\"]\n\n[policy]\nscored_units = \"list\"\n\n[as_of]",
    );
    let run = bench.run(&["score", "ho-so", "--formats", "docx"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    let rows = records(&bench.results()["cham-diem/scores.csv"]);
    let units: std::collections::BTreeSet<&str> = rows.iter().map(|row| row["unit"].as_str()).collect();
    assert_eq!(units.into_iter().collect::<Vec<_>>(), ["Sở Nội vụ", "Sở Y tế"]);
}

#[test]
fn units_are_scored_for_the_period_that_is_asked_for() {
    let bench = Workbench::new();
    let run = bench.run(&["score", "ho-so", "--formats", "docx", "--period", "2018-Q1", "--as-of", "2018-04-05"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    let manifest: serde_json::Value = serde_json::from_slice(&bench.results()["cham-diem/manifest.json"]).unwrap();
    let table = &manifest["tables"][0];
    assert_eq!(table["period"], serde_json::json!({ "from": "2018-01-01", "to": "2018-03-31", "which": "this" }));
    assert_eq!(table["as_of"], "2018-04-05");
}

#[test]
fn every_output_of_a_sample_rulebook_says_that_it_is_one() {
    let docx = text_of_docx(file("cham-diem.docx"));
    let pdf = words(&pages_text(file("cham-diem.pdf")).join(" "));
    let html = String::from_utf8(file("cham-diem.html").to_vec()).unwrap();
    for (format, text) in [("docx", words(&docx)), ("pdf", pdf), ("html", words(&html))] {
        assert!(text.to_lowercase().contains(SAMPLE), "{format}");
    }
    for (sheet, rows) in sheets_of_xlsx(file("cham-diem.xlsx")) {
        let says = rows.iter().take(2).flatten().any(|cell| cell.contains(SAMPLE));
        assert!(says || sheet == "Không chấm điểm", "{sheet}");
    }
    assert!(records(file("scores.csv")).iter().all(|row| row["status"] == "sample"));
    assert!(records(file("scores-tasks.csv")).iter().all(|row| row["status"] == "sample"));
    let json: serde_json::Value = serde_json::from_slice(file("scores.json")).unwrap();
    assert_eq!(json["sets"][0]["rulebook"]["status"], "sample");
    let manifest: serde_json::Value = serde_json::from_slice(file("manifest.json")).unwrap();
    let rulebook = &manifest["rulebooks"][0];
    assert_eq!([&rulebook["id"], &rulebook["status"], &rulebook["from"]], ["kon-tum-2018-sample", "sample", "program"]);
    assert_eq!(rulebook["sha256"].as_str().unwrap().len(), 64);
}

#[test]
fn the_tasks_that_cost_points_are_those_that_are_due_and_not_done_on_time() {
    let golden = csv(sample_texts::read("tests/golden/2018-appendix-02-units.csv").as_bytes());
    let registry = sample_texts::registry();
    let rows = records(file("scores-tasks.csv"));
    for row in golden.iter().skip(1).filter(|row| row[1] != "Tổng số") {
        let unit = registry.by_spelling.get(&fold(&row[1])).cloned().unwrap_or_else(|| row[1].clone());
        let card = cards().iter().find(|card| card.unit == unit).unwrap();
        let count = |column: usize| row[column].parse::<usize>().unwrap_or_default();
        let told: Vec<_> = rows.iter().filter(|row| row["unit"] == unit).collect();
        // From 95% on nothing is lost, so no task cost anything.
        let lost = line(card, "2.1").points < line(card, "2.1").max;
        assert_eq!(told.len(), if lost { count(4) + count(6) } else { 0 }, "{unit}");
        assert!(told.iter().all(|task| task["code"] == "2.1" && task["task_status"].ends_with("hạn")), "{unit}");
    }
}

#[test]
fn the_annual_report_has_the_scores_as_a_section_and_an_appendix() {
    let (mut full, mut units) = (0, 0);
    for group in ["department", "district"] {
        let rows = records(annual::file(&format!("tables/scores_ranking-{group}.csv")));
        units += rows.len();
        for row in &rows {
            let card = cards().iter().find(|card| card.unit == row["Tên đơn vị"]).unwrap();
            assert_eq!(row["Điểm chấm thực tế"], card.result.plain(RoundingMode::HalfUp, 2), "{}", card.unit);
            assert_eq!(row["Xếp hạng"], card.rank.to_string());
            assert_eq!(Some(&row["Xếp loại"]), card.class.as_ref());
        }
    }
    assert_eq!(units, 30);
    for row in records(annual::file("tables/scores_criteria.csv")) {
        let wanted = match row["STT"].as_str() {
            "1.1" => 30,
            "1.2" => 17,
            _ => continue,
        };
        assert_eq!(row["Số đơn vị đạt tối đa"], wanted.to_string());
        full += 1;
    }
    assert_eq!(full, 2);
    let text = words(&text_of_docx(annual::file("bao-cao-nam-2018.docx")));
    assert!(text.contains("Điểm dưới đây chấm theo bộ tiêu chí mẫu, không phải quy định."), "{text}");
    assert!(text.contains(&format!("năm 2018 ({SAMPLE})")), "the appendix says so");
    assert!(text.contains("30 đơn vị đạt điểm tối đa"));
    assert!(text.contains("17 đơn vị đạt điểm tối đa"));
}

#[test]
fn a_report_without_scores_scores_nothing() {
    let bench = Workbench::new().edit("dondoc.toml", "scores = true\n", "");
    let run = bench.report();
    assert_eq!(run.status, 0, "{}", run.stderr);
    let results = bench.results();
    assert!(results.keys().all(|name| !name.contains("scores")), "{:?}", results.keys());
    assert!(!words(&text_of_docx(&results["bao-cao-nam-2018.docx"])).contains("điểm tối đa"));
}

#[test]
fn two_runs_give_the_same_bytes() {
    let again = run(&[]);
    for (first, second) in sample().files.iter().zip(&again.files) {
        assert_eq!((&first.name, first.bytes == second.bytes), (&second.name, true));
    }
}

/// The sample's rulebook with other words in it, as a file beside the project.
fn variant(bench: Workbench, edits: &[(&str, &str)]) -> Workbench {
    let mut text = sample_texts::read("report-templates/rulebooks/kon-tum-2018-sample.toml");
    for (from, to) in edits {
        assert!(text.contains(from), "{from}");
        text = text.replacen(from, to, 1);
    }
    bench.write("phuong-an-2.toml", text)
}

#[test]
fn another_rulebook_tells_who_gains_who_loses_and_by_which_criterion() {
    let edits = [
        ("(minh họa)", "(phương án 2)"),
        (
            "measure = \"regulation\", is = true }], points = 2 },\n  { else = true, points = 0 }",
            "measure = \"regulation\", is = true }], points = 1.5 },\n  { else = true, points = 0.25 }",
        ),
    ];
    let bench = variant(Workbench::new(), &edits);
    let run = bench.run(&["score", "ho-so", "--against", "ho-so/phuong-an-2.toml", "--formats", "docx,xlsx"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert!(run.stdout.contains("(minh họa) → "), "{}", run.stdout);
    let results = bench.results();
    let json: serde_json::Value = serde_json::from_slice(&results["cham-diem/scores.json"]).unwrap();
    let changes = json["comparison"]["changes"].as_array().unwrap();
    let of = |gain: &str| changes.iter().filter(|change| change["gain"] == gain).count();
    assert_eq!((of("-0.5"), of("0.25"), changes.len()), (17, 13, 30));
    assert!(changes.iter().all(|change| change["criterion"]["code"] == "1.2"));
    let sheets: BTreeMap<_, _> = sheets_of_xlsx(&results["cham-diem/cham-diem.xlsx"]).into_iter().collect();
    let rows: Vec<_> = sheets["So sánh"].iter().filter(|row| row[0].parse::<u32>().is_ok()).collect();
    assert_eq!(rows.len(), 30);
    for (row, change) in rows.iter().zip(changes) {
        assert_eq!(row[1], change["unit"].as_str().unwrap());
        assert_eq!(row[4], change["after"]["result"].as_str().unwrap(), "{row:?}");
        assert_eq!(row[7], change["after"]["rank"].to_string());
        assert!(row[10].starts_with("1.2 Ban hành quy chế"), "{row:?}");
        let card = cards().iter().find(|card| card.unit == row[1]).unwrap();
        assert_eq!(row[3], card.result.plain(RoundingMode::HalfUp, 2));
        assert!(run.stdout.contains(&format!("\n  {}", card.unit)), "{} is not on the terminal", card.unit);
    }
    let text = words(&text_of_docx(&results["cham-diem/cham-diem.docx"]));
    assert!(text.contains("13 đơn vị tăng điểm, 17 đơn vị giảm điểm"), "{text}");
    let manifest: serde_json::Value = serde_json::from_slice(&results["cham-diem/manifest.json"]).unwrap();
    assert_eq!(manifest["rulebooks"][1]["file"], "phuong-an-2.toml", "no path of this machine");
}

const LAYERED: &str = r#"title = "Bộ tiêu chí có ba lớp"
source = "Bài kiểm thử"
status = "official"
level_groups = ["department"]
scale = 100

[[layer]]
id = "self"
title = "Tự chấm"

[[layer]]
id = "appraisal"
title = "Thẩm định"

[[criterion]]
code = "1"
title = "Chỉ đạo"
max = 60
rule = { given = {} }

[[criterion]]
code = "2"
title = "Công vụ"
max = 40
except = ["kt-so-y-te"]
rule = { given = {} }

[[class]]
name = "Tốt"
from = 80

[[class]]
name = "Khá"
from = 60
below = 80

[[class]]
name = "Yếu"
below = 60

[[gate]]
title = "Hạ hai bậc"
when = [{ measure = "class_drop", from = 2 }]
flag = "không xét thi đua"
"#;

#[test]
fn layers_last_classes_and_criteria_that_do_not_apply_reach_every_output() {
    let values: &[&[&str]] = &[
        &["STT", "Đơn vị", "Tự chấm 1", "Thẩm định 1", "Tự chấm 2", "Thẩm định 2"],
        &["1", "Sở Y tế", "60", "54", "", ""],
        &["2", "Sở Nội vụ", "50", "", "35,5", "5"],
        &["", "Tổng số", "110", "54", "35,5", "5"],
    ];
    let classes: &[&[&str]] = &[&["Đơn vị", "Xếp loại"], &["Sở Nội vụ", "tốt"], &["Sở Y tế", "Khá"]];
    let section = "rules = \"ba-lop\"\nvalues = \"diem.xlsx\"\nlast_classes = \"nam-truoc.xlsx\"";
    let bench = Workbench::small()
        .write("report-templates/rulebooks/ba-lop.toml", LAYERED)
        .edit("dondoc.toml", "rules = \"kon-tum-2018-sample\"", section)
        .edit(
            "dondoc.toml",
            "[as_of]",
            "[units]\nscored = [\"Sở Nội vụ\", \"Sở Y tế\"]\n\n[policy]\nscored_units = \"list\"\n\n[as_of]",
        )
        .rows("diem.xlsx", values)
        .rows("nam-truoc.xlsx", classes);
    let run = bench.run(&["score", "ho-so", "--formats", "docx,xlsx"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    let results = bench.results();
    let rows = records(&results["cham-diem/scores.csv"]);
    let result = |unit: &str| rows.iter().find(|row| row["unit"] == unit && row["part"] == "result").unwrap();
    // 54 of 60 that apply, restated on 100; 50 (self-scored, not appraised) and 5 (appraised) of 100.
    assert_eq!([&result("Sở Y tế")["points"], &result("Sở Y tế")["class"]], ["90", "Tốt"]);
    assert_eq!([&result("Sở Nội vụ")["points"], &result("Sở Nội vụ")["class"]], ["55", "Yếu"]);
    assert!(result("Sở Nội vụ")["reason"].contains("không xét thi đua"), "{:?}", result("Sở Nội vụ"));
    assert!(rows.iter().all(|row| row["status"] == "official"));
    let sheets: BTreeMap<_, _> = sheets_of_xlsx(&results["cham-diem/cham-diem.xlsx"]).into_iter().collect();
    let fields = &sheets["Theo lĩnh vực"];
    let heads: Vec<&str> = fields.iter().flatten().map(String::as_str).collect();
    for heading in ["Chỉ đạo (60 điểm)", "Công vụ (40 điểm)", "Tự chấm", "Thẩm định", "Bị trừ", "Tổng điểm"]
    {
        assert!(heads.contains(&heading), "{heading} in {heads:?}");
    }
    let line = |unit: &str| fields.iter().find(|row| row[1] == unit).unwrap()[2..].join("|");
    assert_eq!(line("Sở Nội vụ"), "50|||50|35.5|5|30.5|5|85.5|5|30.5|55");
    assert_eq!(line("Sở Y tế"), "60|54|6|54||||0|60|54|6|54");
    assert!(sheets["Tiêu chí đặc thù"].iter().any(|row| row[1] == "Sở Y tế" && row[5] == "2 Công vụ"));
    let text = words(&text_of_docx(&results["cham-diem/cham-diem.docx"]));
    assert!(!text.contains(SAMPLE), "an official rulebook is no sample");
    assert!(text.contains("xếp hạng 1/2, xếp loại Tốt"), "{text}");
}

pub const BY_TASK: &str = r#"title = "Chấm từng nhiệm vụ"
source = "Bài kiểm thử"
status = "sample"
level_groups = ["department"]

[[tasks]]
id = "province"
title = "nhiệm vụ tỉnh giao"
as_of = "province"
sources = ["province"]

[[fact]]
id = "delays"
title = "số lần chậm tiến độ"
value = "Số lần chậm"

[[fact]]
id = "excused"
title = "nguyên nhân khách quan"
value = "Khách quan"
kind = "flag"

[[criterion]]
code = "1"
title = "Tiến độ"
max = 10
rule = { items = { when_zero = "not_applicable", cases = [
  { when = [{ measure = "excused", is = true }], points = 100 },
  { else = true, count = { base = 100, each = [{ measure = "delays", points = -25 }] } },
] } }
"#;

#[test]
fn facts_of_single_tasks_are_given_by_their_ids_and_what_is_not_given_is_nothing_out_of_the_ordinary() {
    let task = |id| [id, "Việc", "Sở Y tế", "05/01/2018", "31/01/2018", "20/01/2018"];
    let (tasks, facts): ([[&str; 6]; 4], [&[&str]; 4]) = (
        ["A1", "A2", "A3", "A4"].map(task),
        [&["Mã nhiệm vụ", "Số lần chậm", "Khách quan"], &["a1", "1", ""], &["A2", "2", "Không"], &["A3", "3", "Có"]],
    );
    let rows: Vec<&[&str]> =
        std::iter::once(&super::workbench::HEADING[..]).chain(tasks.iter().map(|row| &row[..])).collect();
    let bench = Workbench::small()
        .write("report-templates/rulebooks/tung-viec.toml", BY_TASK)
        .edit("dondoc.toml", "rules = \"kon-tum-2018-sample\"", "rules = \"tung-viec\"\ntask_values = \"viec.xlsx\"")
        .rows("nhiem-vu-ubnd.xlsx", &rows)
        .rows("viec.xlsx", &facts);
    let run = bench.run(&["score", "ho-so", "--formats", "docx"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    let results = bench.results();
    let rows = records(&results["cham-diem/scores.csv"]);
    let row = rows.iter().find(|row| row["unit"] == "Sở Y tế" && row["code"] == "1").unwrap();
    // 75, 50, 100 (excused), 100 (not written): 81.25 of 100, of ten points, rounded half up.
    assert_eq!([&row["points"], &row["state"]], ["8.13", "scored"]);
    assert!(rows.iter().any(|row| row["unit"] == "Sở Nội vụ" && row["state"] == "not_applicable"));
    let costs = records(&results["cham-diem/scores-tasks.csv"]);
    let costs: Vec<_> = costs.iter().map(|row| (row["task_id"].as_str(), row["points"].as_str())).collect();
    assert_eq!(costs, [("A1", "75"), ("A2", "50")]);
}

#[test]
fn each_level_group_may_have_a_rulebook_and_the_project_may_name_instant_and_inputs() {
    let rules = sample_texts::read("report-templates/rulebooks/kon-tum-2018-sample.toml");
    let groups = "level_groups = [\"department\", \"district\"]";
    let only = |group: &str| rules.replacen(groups, &format!("level_groups = [\"{group}\"]"), 1);
    // The instant of the rulebook is not one of the project; the project says which it is.
    let district = only("district").replacen("as_of = \"province\"", "as_of = \"chot\"", 1);
    let section = "rules = [\"so\", \"huyen\"]\nas_of = \"province\"\nsources = [\"province\"]";
    let bench = Workbench::new()
        .write("report-templates/rulebooks/so.toml", only("department"))
        .write("report-templates/rulebooks/huyen.toml", district)
        .edit("dondoc.toml", "rules = \"kon-tum-2018-sample\"", section);
    let run = bench.run(&["score", "ho-so", "--formats", "docx,xlsx"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    let results = bench.results();
    let rows = records(&results["cham-diem/scores.csv"]);
    for card in cards() {
        let row = rows.iter().find(|row| row["unit_id"] == card.unit_id && row["part"] == "result").unwrap();
        assert_eq!(row["points"], card.result.plain(RoundingMode::HalfUp, 2), "{}", card.unit);
        let rulebook = if row["level_group"] == "district" { "huyen" } else { "so" };
        assert_eq!(row["rulebook"], rulebook);
    }
    let names: Vec<String> =
        sheets_of_xlsx(&results["cham-diem/cham-diem.xlsx"]).into_iter().map(|(name, _)| name).collect();
    assert_eq!(names.iter().filter(|name| name.starts_with("Theo lĩnh vực")).count(), 2, "{names:?}");
    // Both count the same tasks, and so in one table.
    assert_eq!(run.stdout.matches("scores-province").count(), 1, "{}", run.stdout);
}

#[test]
fn units_that_only_one_of_two_rulebooks_scores_neither_gain_nor_lose() {
    let edits = [("level_groups = [\"department\", \"district\"]", "level_groups = [\"department\"]")];
    let bench = variant(Workbench::new(), &edits);
    let run = bench.run(&["score", "ho-so", "--against", "ho-so/phuong-an-2.toml", "--formats", "docx,xlsx"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    let results = bench.results();
    let json: serde_json::Value = serde_json::from_slice(&results["cham-diem/scores.json"]).unwrap();
    let changes = json["comparison"]["changes"].as_array().unwrap();
    let one_sided: Vec<_> = changes.iter().filter(|change| change["after"].is_null()).collect();
    assert!(!one_sided.is_empty() && one_sided.iter().all(|change| change["gain"].is_null()), "{one_sided:?}");
    assert!(changes.iter().all(|change| change["after"].is_null() || change["gain"] == "0"));
    assert_eq!(run.stdout.matches("bộ so sánh không chấm").count(), one_sided.len(), "{}", run.stdout);
    let sheets: BTreeMap<_, _> = sheets_of_xlsx(&results["cham-diem/cham-diem.xlsx"]).into_iter().collect();
    let told = sheets["So sánh"].iter().filter(|row| row[5] == "bộ so sánh không chấm").count();
    assert_eq!(told, one_sided.len());
    let text = words(&text_of_docx(&results["cham-diem/cham-diem.docx"]));
    let told = format!("{} đơn vị chỉ được một trong hai bộ chấm nên không so sánh", one_sided.len());
    assert!(text.contains(&told), "{told} in {text}");
}

#[test]
fn rulebooks_of_two_scales_are_compared_in_percent_of_each() {
    let edits = [("scale = 10\n", "scale = 100\n")];
    let bench = variant(Workbench::new(), &edits);
    let run = bench.run(&["score", "ho-so", "--against", "ho-so/phuong-an-2.toml", "--formats", "docx,xlsx"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    let results = bench.results();
    let json: serde_json::Value = serde_json::from_slice(&results["cham-diem/scores.json"]).unwrap();
    assert_eq!(json["comparison"]["gain_in"], "percent");
    // The same rules on another scale change nothing.
    let changes = json["comparison"]["changes"].as_array().unwrap();
    assert_eq!(changes.len(), 30);
    assert!(changes.iter().all(|change| change["gain"] == "0" && change["criterion"].is_null()), "{changes:?}");
    let sheets: BTreeMap<_, _> = sheets_of_xlsx(&results["cham-diem/cham-diem.xlsx"]).into_iter().collect();
    assert!(sheets["So sánh"].iter().any(|row| row.iter().any(|cell| cell == "Tăng, giảm (% thang điểm)")));
    let text = words(&text_of_docx(&results["cham-diem/cham-diem.docx"]));
    assert!(text.contains("30 đơn vị giữ nguyên; hai bộ có thang điểm khác nhau"), "{text}");
}

const PARTIAL: &str = r#"title = "Bộ tiêu chí có mục chưa chấm"
source = "Bài kiểm thử"
status = "sample"
level_groups = ["department"]

[[layer]]
id = "appraisal"
title = "Thẩm định"

[[criterion]]
code = "1"
title = "Chỉ đạo"
max = 3

[[criterion]]
code = "1.1"
title = "Kế hoạch"
max = 2
rule = { given = {} }

[[criterion]]
code = "1.2"
title = "Báo cáo"
max = 1
rule = { points = 1 }

[penalty]
title = "Điểm trừ"
cap = 1

[[penalty.criterion]]
code = "P1"
title = "Vi phạm"
max = 1
rule = { points = 1 }
"#;

#[test]
fn sums_with_a_gap_are_left_out_of_means_and_penalties_are_no_praise() {
    let bench = Workbench::small()
        .write("report-templates/rulebooks/mot-phan.toml", PARTIAL)
        .edit("dondoc.toml", "rules = \"kon-tum-2018-sample\"", "rules = \"mot-phan\"\nvalues = \"diem.xlsx\"")
        .rows("diem.xlsx", &[&["Đơn vị", "Thẩm định 1.1"], &["Sở Y tế", "2"]]);
    let run = bench.run(&["score", "ho-so", "--formats", "docx,xlsx"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    let results = bench.results();
    let sheets: BTreeMap<_, _> = sheets_of_xlsx(&results["cham-diem/cham-diem.xlsx"]).into_iter().collect();
    let row = |code: &str| sheets["Phân tích tiêu chí"].iter().find(|row| row[0] == code).unwrap()[1..].join("|");
    // Mean, percent, with all points, with none, without data: what is not known is no zero of the mean.
    assert_eq!(row("1"), "Chỉ đạo|3|3|100|1|0|19");
    assert_eq!(row("1.1"), "Kế hoạch|2|2|100|1|0|19");
    assert_eq!(row("1.2"), "Báo cáo|1|1|100|20|0|0");
    assert_eq!(row("P1"), "Vi phạm (điểm trừ)|1|1|100||0|0");
    let text = words(&text_of_docx(&results["cham-diem/cham-diem.docx"]));
    assert!(text.contains("bình quân 2 điểm; 01 đơn vị đạt điểm tối đa; 19 đơn vị chưa có số liệu."), "{text}");
}
