//! What reports of scores print: what layers took off, fields that fit on pages, tasks listed once.
//!
//! In: made-up rulebooks and values through `dondoc score`. Out: cells and words asserted.

use super::{
    pdf_text::{pages_text, words},
    read_back::{sheets_of_xlsx, tables_of_docx, text_of_docx},
    scores::records,
    workbench::{GOOD, HEADING, Workbench},
};

const SCORED: &str = "[units]\nscored = [\"Sở Nội vụ\", \"Sở Y tế\"]\n\n[policy]\nscored_units = \"list\"\n\n[as_of]";
const LAYERS: &str =
    "[[layer]]\nid = \"self\"\ntitle = \"Tự chấm\"\n\n[[layer]]\nid = \"first\"\ntitle = \"Thẩm định lần 1\"\n";

fn head(title: &str) -> String {
    format!(
        "title = \"{title}\"\nsource = \"Bài kiểm thử\"\nstatus = \"official\"\nlevel_groups = [\"department\"]\n\n"
    )
}

fn criterion(code: &str, title: &str, max: &str, rest: &str) -> String {
    format!("[[criterion]]\ncode = \"{code}\"\ntitle = \"{title}\"\nmax = {max}\n{rest}\n\n")
}

/// A project of two units with this rulebook.
fn bench(rulebook: &str) -> Workbench {
    Workbench::small()
        .write("report-templates/rulebooks/thu.toml", rulebook)
        .edit("dondoc.toml", "rules = \"kon-tum-2018-sample\"", "rules = \"thu\"")
        .edit("dondoc.toml", "[as_of]", SCORED)
}

fn scored(bench: &Workbench, formats: &str) -> std::collections::BTreeMap<String, Vec<u8>> {
    let run = bench.run(&["score", "ho-so", "--formats", formats]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    bench.results()
}

fn sheet(bytes: &[u8], name: &str) -> Vec<Vec<String>> {
    let sheets = sheets_of_xlsx(bytes);
    let names: Vec<&str> = sheets.iter().map(|(name, _)| name.as_str()).collect();
    sheets.iter().find(|(found, _)| found == name).unwrap_or_else(|| panic!("{name} in {names:?}")).1.clone()
}

#[test]
fn what_was_taken_off_is_told_only_of_criteria_that_were_appraised() {
    let given = "rule = { given = {} }";
    let rulebook = head("Hai lớp")
        + LAYERS
        + &criterion("1", "Chỉ đạo", "60", "")
        + &criterion("1.1", "Kế hoạch", "50", given)
        + &criterion("1.2", "Kiểm tra", "10", given)
        + &criterion("2", "Công vụ", "40", given);
    let values: &[&[&str]] = &[
        &["Đơn vị", "Tự chấm 1.1", "Thẩm định lần 1 1.1", "Tự chấm 1.2", "Tự chấm 2", "Thẩm định lần 1 2"],
        // 1.2 was never appraised; what the appraisal added to 2 does not hide what it took off 1.1.
        &["Sở Y tế", "50", "45,5", "10", "30", "33"],
    ];
    let bench = bench(&rulebook).rows("diem.xlsx", values).edit(
        "dondoc.toml",
        "rules = \"thu\"",
        "rules = \"thu\"\nvalues = \"diem.xlsx\"",
    );
    let results = scored(&bench, "docx,xlsx");
    let fields = sheet(&results["cham-diem/cham-diem.xlsx"], "Theo lĩnh vực");
    let row = fields.iter().find(|row| row[1] == "Sở Y tế").unwrap();
    assert_eq!(row[2..].join("|"), "60|45.5|4.5|55.5|30|33||33|90|78.5|4.5|88.5");
    let card = sheet(&results["cham-diem/cham-diem.xlsx"], "Sở Y tế");
    let lost = |code: &str| card.iter().find(|row| row[0] == code).unwrap()[6].clone();
    assert_eq!(["1", "1.1", "1.2", "2"].map(lost), ["4.5", "4.5", "", ""]);
}

#[test]
fn fields_that_are_too_many_for_a_page_stand_in_several_tables_of_whole_words() {
    let title = |number: usize| format!("Xây dựng và tổ chức thực hiện lĩnh vực thứ {number}");
    let fields: String =
        (1..=8).map(|n| criterion(&n.to_string(), &title(n), "12.5", "rule = { given = {} }")).collect();
    let mut heading = vec!["Đơn vị".to_owned()];
    for number in 1..=8 {
        heading.extend([format!("Tự chấm {number}"), format!("Thẩm định lần 1 {number}")]);
    }
    let line = |unit: &str| [vec![unit.to_owned()], vec!["12,25".to_owned(); 16]].concat();
    let rows = [heading, line("Sở Y tế"), line("Sở Nội vụ")];
    let rows: Vec<Vec<&str>> = rows.iter().map(|row| row.iter().map(String::as_str).collect()).collect();
    let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
    let bench = bench(&(head("Tám lĩnh vực") + LAYERS + &fields)).rows("diem.xlsx", &rows).edit(
        "dondoc.toml",
        "rules = \"thu\"",
        "rules = \"thu\"\nvalues = \"diem.xlsx\"",
    );
    let results = scored(&bench, "docx,pdf,xlsx");
    let tables = tables_of_docx(&results["cham-diem/cham-diem.docx"]);
    let of_fields: Vec<_> =
        tables.iter().filter(|table| table[0].iter().any(|cell| cell.starts_with("Xây dựng"))).collect();
    assert_eq!(of_fields.len(), 3);
    for table in &of_fields {
        assert!(table.iter().all(|row| row.len() <= 14), "{table:?}");
        assert!(table.iter().any(|row| row[1] == "Sở Y tế") && table.iter().any(|row| row[1] == "Sở Nội vụ"));
    }
    let told = |wanted: &str| of_fields.iter().filter(|table| table[0].iter().any(|cell| cell == wanted)).count();
    assert!((1..=8).all(|number| told(&format!("{} (12,5 điểm)", title(number))) == 1));
    assert_eq!(told("Tổng điểm"), 1);
    let text = words(&pages_text(&results["cham-diem/cham-diem.pdf"]).join(" "));
    assert!(
        text.contains("Lĩnh vực 1, 2, 3 (bảng 1/3)") && text.contains("Lĩnh vực 7, 8; Tổng điểm (bảng 3/3)"),
        "{text}"
    );
    assert!(!text.contains("Thẩ m") && !text.contains("12,2 5") && !text.contains("Thẩm đị "), "{text}");
    assert!(text.matches("12,25").count() >= 2 * 8 * 3, "{}", text.matches("12,25").count());
    // A workbook is as wide as it must be.
    let sheet = sheet(&results["cham-diem/cham-diem.xlsx"], "Theo lĩnh vực");
    assert_eq!(sheet.iter().find(|row| row[1] == "Sở Y tế").unwrap().len(), 2 + 9 * 4);
}

/// Two criteria that look at the same tasks, the second twice.
fn by_tasks() -> String {
    let measure = |id: &str, rest: &str| format!("[[measure]]\nid = \"{id}\"\ntitle = \"{id}\"\n{rest}\n\n");
    head("Hai tiêu chí")
        + "[[tasks]]\nid = \"giao\"\ntitle = \"nhiệm vụ giao\"\nas_of = \"province\"\nsources = [\"province\"]\n\n"
        + &measure("timely", "part = [\"on_time\"]\nwhole = [\"assigned\"]\nwhen_zero = \"full\"")
        + &measure("late", "count = [\"late\"]")
        + &criterion("1", "Đúng hạn", "10", "rule = { linear = { measure = \"timely\" } }")
        + &criterion(
            "2",
            "Không muộn",
            "5",
            "rule = { cases = [\n  { when = [{ measure = \"timely\", from = \"100%\" }, { measure = \"late\", to = 0 }], points = 5 },\n  \
             { else = true, count = { base = 5, each = [{ measure = \"late\", points = -0.01 }] } },\n] }",
        )
}

/// The results where the only unit with late tasks has this many of them, all alike but for their ids.
fn with_late(tasks: usize) -> std::collections::BTreeMap<String, Vec<u8>> {
    let ids: Vec<String> = (1..=tasks).map(|number| format!("T{number}")).collect();
    let late: Vec<[&str; 6]> =
        ids.iter().map(|id| [id.as_str(), "Việc muộn", "Sở Y tế", "05/01/2018", "31/01/2018", "20/02/2018"]).collect();
    let rows: Vec<&[&str]> = [&HEADING[..], &GOOD[..]].into_iter().chain(late.iter().map(|row| &row[..])).collect();
    scored(&bench(&by_tasks()).rows("nhiem-vu-ubnd.xlsx", &rows), "docx,xlsx")
}

#[test]
fn a_task_that_costs_points_in_several_criteria_is_listed_once_with_all_of_them() {
    let results = with_late(3);
    let listed = sheet(&results["cham-diem/cham-diem.xlsx"], "Nhiệm vụ bị trừ điểm");
    let listed: Vec<_> = listed.iter().filter(|row| row[1] == "Sở Y tế").collect();
    assert_eq!(listed.len(), 3, "{listed:?}");
    assert!(listed.iter().all(|row| row[2] == "1, 2"), "{listed:?}");
    let tables = tables_of_docx(&results["cham-diem/cham-diem.docx"]);
    let below: Vec<_> = tables.iter().filter(|table| table[0].contains(&"Tiêu chí".to_owned())).collect();
    assert_eq!(below.len(), 1);
    assert_eq!(below[0].iter().filter(|row| row[1] == "1, 2").count(), 3, "{below:?}");
    // Other systems read one row for each task and criterion.
    let rows = records(&results["cham-diem/scores-tasks.csv"]);
    let of = |code: &str| rows.iter().filter(|row| row["code"] == code).count();
    assert_eq!((of("1"), of("2"), rows.len()), (3, 3, 6));
}

#[test]
fn a_long_list_of_tasks_is_left_to_the_workbook_and_the_card_says_so() {
    let results = with_late(31);
    let tables = tables_of_docx(&results["cham-diem/cham-diem.docx"]);
    assert!(tables.iter().all(|table| !table[0].contains(&"Tiêu chí".to_owned())));
    let text = words(&text_of_docx(&results["cham-diem/cham-diem.docx"]));
    assert!(
        text.contains("31 nhiệm vụ làm giảm điểm của Sở Y tế (theo tiêu chí: 1: 31; 2: 31) không in ở đây"),
        "{text}"
    );
    assert!(text.contains("“Nhiệm vụ bị trừ điểm”") && text.contains("scores-tasks.csv"), "{text}");
    let listed = sheet(&results["cham-diem/cham-diem.xlsx"], "Nhiệm vụ bị trừ điểm");
    assert_eq!(listed.iter().filter(|row| row[1] == "Sở Y tế").count(), 31);
}

/// The small project whose departments and districts have a rulebook each, of one title; that of the districts is made up.
fn two_rulebooks() -> Workbench {
    let rule = "rule = { given = { points = \"given\" } }";
    let measure = "[[measure]]\nid = \"given\"\ntitle = \"điểm cho sẵn\"\nvalue = \"Điểm\"\n\n";
    let district = head("Một tên").replace("department", "district").replace("official", "sample");
    let title = |group: &str| format!("Việc của {group}");
    let both = SCORED.replace("\"Sở Y tế\"", "\"UBND huyện Đắk Tô\"");
    let values: &[&[&str]] = &[&["Đơn vị", "Điểm"], &["Sở Nội vụ", "7"], &["UBND huyện Đắk Tô", "7"]];
    Workbench::small()
        .write(
            "report-templates/rulebooks/so.toml",
            head("Một tên")
                + "scale = 100\n\n"
                + measure
                + &criterion("1", &title("sở"), "7,5".replace(',', ".").as_str(), rule),
        )
        .write(
            "report-templates/rulebooks/huyen.toml",
            district + measure + &criterion("1", &title("huyện"), "10", rule),
        )
        .rows("diem.xlsx", values)
        .edit("dondoc.toml", "rules = \"kon-tum-2018-sample\"", "rules = [\"so\", \"huyen\"]\nvalues = \"diem.xlsx\"")
        .edit("dondoc.toml", "[as_of]", &both)
}

#[test]
fn the_scale_on_which_results_stand_is_stated_where_points_do_not_add_up_to_it() {
    let results = scored(&two_rulebooks(), "docx,xlsx");
    let text = words(&text_of_docx(&results["cham-diem/cham-diem.docx"]));
    assert!(text.contains("tối đa 7,5 điểm, kết quả quy về thang 100, chấm 01 đơn vị"), "{text}");
    assert!(text.contains("tối đa 10 điểm, chấm 01 đơn vị"), "{text}");
    assert!(text.contains("kết quả 93,33 (thang 100)"), "{text}");
    assert!(text.contains("Tổng điểm đạt được (thang 100)"), "{text}");
}

#[test]
fn two_rulebooks_of_one_title_are_told_apart_everywhere_and_only_one_is_a_sample() {
    let results = scored(&two_rulebooks(), "docx,xlsx");
    let text = words(&text_of_docx(&results["cham-diem/cham-diem.docx"]));
    for wanted in [
        "Theo “Một tên (so)”: - 1 Việc của sở",
        "Theo “Một tên (huyen)”: - 1 Việc của huyện",
        "Kết quả chấm điểm và xếp hạng năm 2018 (một phần theo bộ tiêu chí mẫu, không phải quy định)",
        "Một tên (huyen) (bộ tiêu chí mẫu, không phải quy định)",
    ] {
        assert!(text.contains(wanted), "{wanted}: {text}");
    }
    assert!(!text.contains("năm 2018 (bộ tiêu chí mẫu") && !text.contains("(so) (bộ tiêu chí mẫu"), "{text}");
    let sheets = sheets_of_xlsx(&results["cham-diem/cham-diem.xlsx"]);
    let of_fields: Vec<_> = sheets.iter().filter(|(name, _)| name.starts_with("Theo lĩnh vực")).collect();
    let names: Vec<&str> = of_fields.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["Theo lĩnh vực (bộ 1)", "Theo lĩnh vực (bộ 2)"]);
    let says = |at: usize, words: &str| of_fields[at].1.iter().take(2).flatten().any(|cell| cell.contains(words));
    assert!(says(0, "Một tên (so)") && says(1, "Một tên (huyen) (bộ tiêu chí mẫu"), "{of_fields:?}");
}

#[test]
fn a_comparison_of_two_rulebooks_of_one_title_tells_which_is_which() {
    let rulebook = head("Một tên") + &criterion("1", "Việc", "10", "rule = { points = 5 }");
    let bench = bench(&rulebook)
        .write("report-templates/rulebooks/moi.toml", rulebook.replace("points = 5", "points = 6"))
        .write("sua/thu.toml", rulebook.replace("points = 5", "points = 4"));
    let run = bench.run(&["score", "ho-so", "--against", "moi", "--formats", "docx"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert!(run.stdout.contains("Một tên (thu) → Một tên (moi)"), "{}", run.stdout);
    let run = bench.run(&["score", "ho-so", "--against", "ho-so/sua/thu.toml", "--formats", "docx"]);
    assert!(run.stdout.contains("→ Một tên (ho-so/sua/thu.toml)"), "{}", run.stdout);
}

#[test]
fn a_run_for_fewer_formats_names_what_an_earlier_run_left() {
    let bench = bench(&(head("Một") + &criterion("1", "Việc", "10", "rule = { points = 5 }")));
    let first = bench.run(&["score", "ho-so", "--formats", "docx,xlsx"]);
    assert!(!first.stderr.contains("earlier-files"), "{}", first.stderr);
    let second = bench.run(&["score", "ho-so", "--formats", "xlsx"]);
    assert_eq!(second.status, 0, "{}", second.stderr);
    let told = second.stderr.lines().find(|line| line.contains("earlier-files"));
    assert!(told.is_some_and(|line| line.contains("cham-diem.docx")), "{}", second.stderr);
}

#[test]
fn sentences_say_each_thing_once_and_keep_numbers_apart() {
    let value =
        |id: &str, rest: &str| format!("[[measure]]\nid = \"{id}\"\ntitle = \"{id}\"\nvalue = \"{id}\"\n{rest}\n\n");
    let rulebook = head("Lời")
        + &value("đủ nhiệm vụ", "kind = \"flag\"")
        + &value("có kinh phí", "kind = \"flag\"")
        + &value("quy chế đạt", "")
        + &criterion(
            "1",
            "Hai điều kiện",
            "1",
            "rule = { cases = [\n  { when = [{ measure = \"đủ nhiệm vụ\", is = true }, { measure = \"có kinh phí\", is = true }], points = 1 },\n  \
             { else = true, points = 0 },\n] }",
        )
        + &criterion(
            "2",
            "Số lượng",
            "2",
            "rule = { count = { each = [{ measure = \"quy chế đạt\", points = 0.5 }] } }",
        );
    let values: &[&[&str]] = &[&["Đơn vị", "đủ nhiệm vụ", "có kinh phí", "quy chế đạt"], &["Sở Y tế", "Có", "Có", "3"]];
    let bench = bench(&rulebook).rows("diem.xlsx", values).edit(
        "dondoc.toml",
        "rules = \"thu\"",
        "rules = \"thu\"\nvalues = \"diem.xlsx\"",
    );
    let rows = records(&scored(&bench, "xlsx")["cham-diem/scores.csv"]);
    let reason =
        |code: &str| rows.iter().find(|row| row["unit"] == "Sở Y tế" && row["code"] == code).unwrap()["reason"].clone();
    assert_eq!(reason("1"), "Đủ nhiệm vụ: có; có kinh phí: có, được 1 điểm.");
    assert_eq!(reason("2"), "Quy chế đạt: 3; 0,5 × 3 = 1,5: 1,5 điểm.");
}

#[test]
fn a_sum_of_tasks_beyond_the_maximum_says_what_holds_it_back() {
    let rulebook = head("Tổng")
        + "[[tasks]]\nid = \"giao\"\ntitle = \"nhiệm vụ giao\"\nas_of = \"province\"\nsources = [\"province\"]\n\n"
        + &criterion(
            "1",
            "Từng nhiệm vụ",
            "10",
            "rule = { items = { take = \"sum\", out_of = 50, when_zero = \"none\", cases = [{ else = true, points = 50 }] } }",
        );
    let again = ["A2", "Việc khác", "Sở Y tế", "05/01/2018", "31/01/2018", "20/01/2018"];
    let results = scored(&bench(&rulebook).rows("nhiem-vu-ubnd.xlsx", &[&HEADING, &GOOD, &again]), "xlsx");
    let rows = records(&results["cham-diem/scores.csv"]);
    let row = rows.iter().find(|row| row["unit"] == "Sở Y tế" && row["code"] == "1").unwrap();
    assert_eq!(row["reason"], "2 nhiệm vụ, tổng 100/50 = 200,00%, nhân với điểm tối đa 10, không quá 10: 10 điểm.");
}

#[test]
fn the_outline_of_a_rulebook_writes_numbers_as_people_do_and_no_scale_that_changes_nothing() {
    let outline = |scale: &str| {
        let text = head("Một") + scale + "\n" + &criterion("1", "Việc", "7.5", "rule = { points = 5 }");
        let run = Workbench::small().write("thu.toml", text).run(&["rulebook", "check", "ho-so/thu.toml"]);
        assert_eq!(run.status, 0, "{}", run.stderr);
        run.stdout
    };
    assert!(outline("scale = 100").contains("tổng điểm tối đa 7,5\n  kết quả quy về thang 100"));
    assert!(!outline("scale = 7.5").contains("quy về thang"));
}

#[test]
fn what_is_missing_or_out_of_range_is_told_truly() {
    let measure = "[[measure]]\nid = \"n\"\ntitle = \"số mô hình\"\nvalue = \"Số mô hình\"\n\n";
    let rulebook = head("Thiếu")
        + measure
        + &criterion("1", "Mô hình", "2", "rule = { count = { each = [{ measure = \"n\", points = 0.5 }] } }");
    let with = |value: &str| {
        bench(&rulebook).rows("diem.xlsx", &[&["Đơn vị", "Số mô hình"], &["Sở Y tế", value]]).edit(
            "dondoc.toml",
            "rules = \"thu\"",
            "rules = \"thu\"\nvalues = \"diem.xlsx\"",
        )
    };
    let gap = with("3").run(&["score", "ho-so", "--formats", "xlsx"]);
    assert!(gap.stderr.contains("chưa có số liệu thì tạm tính 0 điểm"), "{}", gap.stderr);
    let english = with("3").run(&["score", "ho-so", "--formats", "xlsx", "--lang", "en"]);
    assert!(english.stderr.contains("for some units (1): Sở Nội vụ"), "{}", english.stderr);
    let negative = with("-1").run(&["score", "ho-so", "--formats", "xlsx"]);
    assert!(negative.stderr.contains("giá trị `-1` nằm ngoài khoảng được phép: ≥ 0"), "{}", negative.stderr);
}

#[test]
fn remarks_on_a_unit_are_sentences_one_after_the_other() {
    let results = scored(&Workbench::small(), "docx,xlsx");
    let rows = records(&results["cham-diem/scores.csv"]);
    let of = |row: &std::collections::BTreeMap<String, String>| row["part"] == "result" && row["reason"].contains(". ");
    assert!(rows.iter().any(of), "some unit has two remarks");
    assert!(rows.iter().all(|row| !row["reason"].contains(".;")));
    assert!(!words(&text_of_docx(&results["cham-diem/cham-diem.docx"])).contains(".;"));
}
