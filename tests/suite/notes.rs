//! What an official report says below its tables of how they were made: each note word for word, and none where nothing is due.
//!
//! In: small projects with a choice, an oddity or a correction. Out: the sentences in the report.

use dondoc::policy::{POLICIES, Policy};

use super::{
    read_back::text_of_docx,
    workbench::{GOOD, HEADING, REPORT, Workbench},
};

const TASKS: &str = "nhiem-vu-ubnd.xlsx";
/// The title of the table of units, which opens the notes on its figures.
const TITLE: &str = "Kết quả thực hiện nhiệm vụ do Chủ tịch UBND tỉnh, UBND tỉnh giao, theo cơ quan được giao";
const MARKER: &str = "{% for note in notes %}\n*{{ note }}*\n{% endfor %}\n";

/// A project of these tasks whose notes are easily found.
fn bench(heading: &[&str], tasks: &[&[&str]]) -> Workbench {
    let rows: Vec<&[&str]> = std::iter::once(heading).chain(tasks.iter().copied()).collect();
    let bench = Workbench::with_template().rows(TASKS, &rows);
    bench.edit(REPORT, MARKER, &MARKER.replace("{{ note }}", "GHI CHÚ {{ note }}"))
}

/// The sentences of the report.
fn notes(bench: &Workbench) -> Vec<String> {
    let run = bench.report();
    assert_eq!(run.status, 0, "{}", run.stderr);
    let text = text_of_docx(&bench.results()["bao-cao-nam-2018.docx"]);
    text.lines().filter_map(|line| line.strip_prefix("GHI CHÚ ")).map(str::to_owned).collect()
}

fn chosen(bench: Workbench, policy: &str) -> Vec<String> {
    notes(&bench.edit("dondoc.toml", "[layout]", &format!("[policy]\n{policy}\n\n[layout]")))
}

const OPEN: [&str; 6] = ["A2", "Việc", "Sở Nội vụ", "05/01/2018", "", ""];

#[test]
fn a_plain_report_has_no_note() {
    assert!(notes(&bench(&HEADING, &[&GOOD, &OPEN])).is_empty());
    let plain = Policy::default();
    assert!(plain.choices().iter().all(|choice| choice.is_default && choice.note().is_none()));
}

#[test]
fn rows_that_wait_are_counted_and_their_units_are_not_named() {
    let waiting: [&[&str]; 2] = [
        &["A2", "Việc", "Phòng Lạ", "05/01/2018", "31/02/2018", ""],
        &["A3", "Việc", "Sở Nội vụ", "05/01/2018", "hạn lạ", ""],
    ];
    let draft = bench(&HEADING, &[&GOOD, waiting[0], waiting[1]]);
    assert_eq!(notes(&draft), ["02 dòng của dữ liệu chưa được tính vì cần rà soát."]);
    let run = draft.run(&["check", "ho-so"]);
    assert!(!run.stderr.contains("[unregistered-unit]"), "{}", run.stderr);
    let accepted = ["A4", "Việc", "Phòng Lạ", "05/01/2018", "31/01/2018", ""];
    let named = notes(&bench(&HEADING, &[&GOOD, &accepted, waiting[0]]));
    assert_eq!(
        named,
        [
            "01 dòng của dữ liệu chưa được tính vì cần rà soát.",
            "Đơn vị chưa có trong danh mục, thống kê theo tên ghi trong dữ liệu: Phòng Lạ.",
        ]
    );
}

#[test]
fn each_choice_that_changes_figures_is_said() {
    let said = |policy: &str| {
        let notes = chosen(bench(&HEADING, &[&GOOD]), policy);
        assert_eq!(notes.len(), 1, "{policy}: {notes:?}");
        notes.concat()
    };
    for (policy, sentence) in [
        ("deadline = \"original\"", "Kết quả tính theo hạn xử lý ban đầu, không tính theo hạn sau gia hạn."),
        ("joint = \"first_lead\"", "Nhiệm vụ giao nhiều đơn vị chủ trì chỉ tính cho đơn vị ghi đầu tiên."),
        ("unregistered_unit = \"quarantine\"", "Nhiệm vụ của đơn vị chưa có trong danh mục chưa được tính."),
        ("two_digit_year = \"20xx\"", "Ngày ghi năm bằng hai chữ số được hiểu là năm 20xx."),
        ("before_date = \"day_before\"", "Hạn ghi trước một ngày được tính đến hết ngày liền trước ngày đó."),
        ("rest_day = \"next_working_day\"", "Hạn rơi vào ngày nghỉ được tính đến hết ngày làm việc kế tiếp."),
        (
            "status_from = \"dates\"",
            "Kết quả chỉ tính theo ngày hoàn thành và hạn xử lý, không theo trạng thái ghi trong dữ liệu.",
        ),
        (
            "done_without_date = \"quarantine\"",
            "Nhiệm vụ ghi đã hoàn thành mà không có ngày hoàn thành chưa được tính.",
        ),
        (
            "done_without_date = \"open\"",
            "Nhiệm vụ ghi đã hoàn thành mà không có ngày hoàn thành được tính là chưa hoàn thành.",
        ),
        ("awaiting_confirmation = \"done\"", "Nhiệm vụ chờ xác nhận được tính là đã hoàn thành."),
        ("cancelled = \"keep\"", "Nhiệm vụ đã thu hồi, hủy giao vẫn tính vào tổng số."),
        ("missing_assigned_on = \"input_period\"", "Nhiệm vụ không ghi ngày giao được tính là giao trong kỳ báo cáo."),
    ] {
        assert_eq!(said(policy), sentence);
    }
    let scored =
        bench(&HEADING, &[&GOOD]).edit("dondoc.toml", "[layout]", "[units]\nscored = [\"Sở Y tế\"]\n\n[layout]");
    let sentence = "Các đơn vị được chấm điểm lấy theo danh sách riêng của cơ quan lập báo cáo.";
    assert_eq!(chosen(scored, "scored_units = \"list\""), [sentence]);
    assert!(chosen(bench(&HEADING, &[&GOOD]), "max_quarantined = 9").is_empty());
}

#[test]
fn notes_of_policies_are_of_values_that_exist() {
    for policy in POLICIES {
        let values: Vec<&str> = policy.values.split(", ").collect();
        for (value, _) in policy.notes {
            assert!(values[1..].contains(value), "{}: {value}", policy.id);
        }
    }
}

#[test]
fn tasks_that_leave_the_totals_are_counted_by_table() {
    let heading: Vec<&str> = HEADING.iter().copied().chain(["Trạng thái"]).collect();
    let tasks: [&[&str]; 4] = [
        &["A1", "Việc", "Sở Y tế", "05/01/2018", "31/01/2018", "", "Thu hồi"],
        &["A2", "Việc", "Sở Y tế", "05/01/2018", "31/01/2018", "", "Trả lại"],
        &["A3", "Việc", "Sở Y tế", "05/01/2018", "", "", "Đang thực hiện"],
        &["A4", "Việc", "Sở Y tế", "05/01/2018", "31/01/2018", "20/01/2018", "Đã hoàn thành"],
    ];
    let labelled = || bench(&heading, &tasks);
    assert_eq!(notes(&labelled()), [format!("{TITLE}: chưa kể 01 nhiệm vụ đã thu hồi, hủy giao.")]);
    let both = chosen(labelled(), "no_deadline = \"excluded\"\nreturned = \"leave_total\"");
    let province = format!(
        "{TITLE}: chưa kể 01 nhiệm vụ đã thu hồi, hủy giao; không tính 02 nhiệm vụ không quy định hạn xử lý hoặc bị trả lại."
    );
    assert!(both.contains(&province), "{both:?}");
    let returned = chosen(labelled(), "returned = \"leave_total\"");
    let province = format!("{TITLE}: chưa kể 01 nhiệm vụ đã thu hồi, hủy giao; không tính 01 nhiệm vụ bị trả lại.");
    assert_eq!(returned, [province]);
}

/// The notes on one labelled task, after this edit of dondoc.toml.
fn labelled(heading: &[&str], task: &[&str], more: &str) -> Vec<String> {
    let bench = bench(heading, &[task]);
    let mapping = "mapping = \"kon-tum-tracker\"\n";
    notes(&bench.edit("dondoc.toml", mapping, &format!("mapping = \"generic\"\n{more}")))
}

#[test]
fn an_assumed_day_of_extraction_and_missing_deadlines_are_said() {
    let heading = ["Mã nhiệm vụ", "Cơ quan được giao", "Ngày giao", "Trạng thái"];
    let task = ["A1", "Sở Y tế", "05/01/2018", "Chưa hoàn thành"];
    let without_deadlines = format!(
        "Dữ liệu không có cột hạn xử lý; nhiệm vụ không ghi trạng thái quá hạn, trễ hạn được tính là đúng hạn, trong hạn: {TASKS}."
    );
    let day = |which: &str| format!("Kết quả lấy theo trạng thái ghi trong dữ liệu {which} ngày 27/12/2018: {TASKS}.");
    let assumed = day("không rõ ngày xuất, coi như xuất");
    assert_eq!(labelled(&heading, &task, ""), [assumed, without_deadlines.clone()]);
    let said = labelled(&heading, &task, "extracted_on = \"2018-12-27\"\n");
    assert_eq!(said, [day("xuất"), without_deadlines]);
}

#[test]
fn shared_tasks_are_said_to_count_for_each_unit() {
    let shared = ["A2", "Việc", "Sở Y tế; Sở Nội vụ", "05/01/2018", "31/01/2018", ""];
    let sentence = format!(
        "{TITLE}: 03 lượt giao của 02 nhiệm vụ, do nhiệm vụ giao nhiều đơn vị chủ trì được tính cho từng đơn vị."
    );
    assert_eq!(notes(&bench(&HEADING, &[&GOOD, &shared])), [sentence]);
}

#[test]
fn labels_are_said_with_their_day() {
    let heading = [HEADING[0], HEADING[1], HEADING[2], HEADING[3], HEADING[4], "Trạng thái"];
    let tasks: [&[&str]; 1] = [&["A1", "Việc", "Sở Y tế", "05/01/2018", "31/01/2018", "Đã hoàn thành / Đúng hạn"]];
    let bench =
        bench(&heading, &tasks).edit("dondoc.toml", "mapping = \"kon-tum-tracker\"\n", "mapping = \"generic\"\n");
    let bench =
        bench.edit("dondoc.toml", "mapping = \"generic\"\n", "mapping = \"generic\"\nextracted_on = \"2018-12-27\"\n");
    let sentence = "Kết quả lấy theo trạng thái ghi trong dữ liệu xuất ngày 27/12/2018: nhiem-vu-ubnd.xlsx.";
    assert_eq!(notes(&bench), [sentence]);
}

#[test]
fn hidden_rows_are_said_with_what_became_of_them() {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let sheet = workbook.add_worksheet();
    for (row, cells) in (0..).zip([HEADING, GOOD, OPEN]) {
        for (column, cell) in (0..).zip(cells) {
            sheet.write_string(row, column, cell).unwrap();
        }
    }
    sheet.set_row_hidden(2).unwrap();
    let bytes = workbook.save_to_buffer().unwrap();
    let bench = || bench(&HEADING, &[]).write(TASKS, &bytes);
    assert_eq!(notes(&bench()), ["Dữ liệu có 01 dòng đang ẩn, vẫn được đọc như các dòng khác."]);
    assert_eq!(chosen(bench(), "hidden_rows = \"skip\""), ["Dữ liệu có 01 dòng đang ẩn, không được tính."]);
}

#[test]
fn corrections_are_counted_with_their_documents() {
    let columns = ["Mã nhiệm vụ", "Trường", "Giá trị cũ", "Giá trị mới", "Lý do", "Văn bản", "Người duyệt"];
    let made = |day: &'static str, document: &'static str| {
        ["A2", "Ngày hoàn thành", day, "30/01/2018", "Chưa cập nhật", document, "Ông A"]
    };
    let (first, second) = (made("", "1/BC"), made("30/01/2018", ""));
    let with = |rows: &[&[&str]]| notes(&bench(&HEADING, &[&GOOD, &OPEN]).rows("dieu-chinh.xlsx", rows));
    let note = "Số liệu có 02 điều chỉnh đã được duyệt theo văn bản: 1/BC.";
    assert_eq!(with(&[&columns, &first, &second]), [note]);
    assert_eq!(with(&[&columns, &made("", "")]), ["Số liệu có 01 điều chỉnh đã được duyệt."]);
}

/// Two tasks on paper among four, one of them overdue.
fn with_paper() -> Workbench {
    let heading: Vec<&str> = HEADING.iter().copied().chain(["Hình thức giao"]).collect();
    let tasks: [&[&str]; 4] = [
        &["A1", "Việc", "Sở Y tế", "05/01/2018", "31/01/2018", "20/01/2018", "Văn bản giấy"],
        &["A2", "Việc", "Sở Y tế", "05/01/2018", "31/01/2018", "", "GIẤY"],
        &["A3", "Việc", "Sở Y tế", "05/01/2018", "31/01/2018", "20/01/2018", "Phần mềm"],
        &["A4", "Việc", "Sở Y tế", "05/01/2018", "31/01/2018", "20/01/2018", ""],
    ];
    let mapping = include_str!("../../report-templates/mappings/kon-tum-tracker.toml");
    let mapping = mapping.replace("secrecy = ", "channel = [\"Hình thức giao\"]\nsecrecy = ");
    bench(&heading, &tasks).write("report-templates/mappings/kon-tum-tracker.toml", mapping)
}

#[test]
fn tasks_on_paper_are_said_with_the_total_without_them() {
    let total = |bench: &Workbench| {
        let stdout = bench.run(&["check", "ho-so"]).stdout;
        stdout.lines().find(|line| line.starts_with("province_by_unit")).unwrap().to_owned()
    };
    let bench = with_paper();
    let sentence = format!("{TITLE}: gồm cả 02 nhiệm vụ giao bằng văn bản giấy, không kể số này là 02 nhiệm vụ.");
    assert_eq!(notes(&bench), [sentence]);
    assert!(total(&bench).contains("4 nhiệm vụ = 3 đúng hạn"), "{}", total(&bench));
    for (policy, verb, outside) in
        [("separate", "chưa kể", "2 hình thức giao khác"), ("exclude", "không tính", "2 không tính theo chính sách")]
    {
        let bench =
            with_paper().edit("dondoc.toml", "[layout]", &format!("[policy]\npaper = \"{policy}\"\n\n[layout]"));
        assert_eq!(notes(&bench), [format!("{TITLE}: {verb} 02 nhiệm vụ giao bằng văn bản giấy.")]);
        let line = total(&bench);
        assert!(line.contains("2 nhiệm vụ = 2 đúng hạn") && line.contains(outside), "{line}");
    }
}

#[test]
fn a_table_may_ask_for_tasks_on_paper_alone_and_letters_remind_of_them() {
    let separate = || with_paper().edit("dondoc.toml", "[layout]", "[policy]\npaper = \"separate\"\n\n[layout]");
    let own = "membership = \"given\"\ngroup_by = \"unit\"";
    let bench = separate().edit(REPORT, own, &format!("{own}\nchannel = \"paper\""));
    assert_eq!(notes(&bench), [format!("{TITLE}: chưa kể 02 nhiệm vụ giao qua phần mềm.")]);
    let line = bench.run(&["check", "ho-so"]).stdout;
    assert!(line.contains("2 nhiệm vụ = 1 đúng hạn + 0 quá hạn + 0 trong hạn + 1 trễ hạn"), "{line}");
    let run = separate().run(&["letters", "ho-so"]);
    assert!(run.stdout.contains("overdue: 1 nhiệm vụ của 1 đơn vị"), "{}{}", run.stdout, run.stderr);
}
