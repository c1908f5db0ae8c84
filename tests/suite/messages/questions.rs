//! Questions that cannot be answered, or only in part.

use std::path::Path;

use crate::{
    analyze::{SAMPLES, folder},
    workbench::{Run, run},
};

/// A few tasks in a folder.
const TASKS: &str = "Mã nhiệm vụ,Lĩnh vực,Cơ quan được giao,Ngày giao,Hạn xử lý,Ngày hoàn thành\nN1,Đất đai,Sở Y tế,05/01/2024,31/01/2024,\n";

fn of_samples(arguments: &[&str]) -> Run {
    run(Path::new(SAMPLES), arguments)
}

fn of_tasks(arguments: &[&str]) -> Run {
    let folder = folder(&[("tasks.csv", TASKS.as_bytes())]);
    run(folder.path(), arguments)
}

/// Wrong usage: exactly these findings, and no answer.
#[track_caller]
fn refused(run: &Run, findings: &str) {
    assert_eq!(run.stderr, format!("{}\n", findings.trim()));
    assert_eq!((run.status, run.stdout.as_str()), (2, ""));
}

/// Wrong usage: findings among which are these lines.
#[track_caller]
fn refused_with(run: &Run, lines: &[&str]) {
    for line in lines {
        assert!(run.stderr.lines().any(|told| told == *line), "{line} in {}", run.stderr);
    }
    assert_eq!((run.status, run.stdout.as_str()), (2, ""));
}

#[test]
fn a_question_about_files_needs_an_as_of() {
    let file = "kon-tum-2018/nhiem-vu-ubnd.xlsx";
    refused(
        &of_samples(&["analyze", file, "--by", "unit"]),
        "lỗi[missing-as-of]: chưa biết số liệu tính đến ngày nào: tệp dữ liệu không có thời điểm chốt\n  --> \
         kon-tum-2018/nhiem-vu-ubnd.xlsx\n  gợi ý: thêm --as-of, ví dụ: --as-of 2025-12-31\n  gợi ý: hồ sơ có dondoc.toml thì không \
         cần",
    );
    refused_with(
        &of_samples(&["sql", "SELECT 1", file, "--lang", "en"]),
        &["error[missing-as-of]: nobody says which day the figures speak of: data files have no as-of"],
    );
}

#[test]
fn unknown_names_come_with_the_nearest() {
    let question = ["analyze", "kon-tum-2018", "--by", "unti,field", "--metrics", "assigned,ovredue", "--sort", "lat"];
    refused_with(
        &of_samples(&question),
        &[
            "lỗi[unknown-dimension]: không nhóm được theo `unti`",
            "  --> mục --by",
            "  gợi ý: có phải là `unit`?",
            "lỗi[unknown-metric]: không có chỉ tiêu `ovredue`",
            "  --> mục --metrics",
            "  gợi ý: có phải là `overdue`?",
        ],
    );
    refused_with(
        &of_samples(&["analyze", "kon-tum-2018", "--where", "mnoth=2018-01", "--lang", "en"]),
        &["error[unknown-dimension]: tasks cannot be grouped by `mnoth`", "  hint: did you mean `month`?"],
    );
    refused_with(
        &of_samples(&["analyze", "kon-tum-2018", "--sort", "lat", "--lang", "en"]),
        &["error[unknown-metric]: there is no metric `lat`", "  hint: did you mean `late`?"],
    );
}

#[test]
fn conditions_that_nobody_understands_are_refused_with_an_example() {
    let signs =
        "  gợi ý: các dấu: = (nhiều giá trị cách nhau bằng dấu phẩy), !=, >=, <=, >, <, ~ (có chứa), !~ (không chứa)";
    for (condition, example) in [
        ("month>=2018-13", "month>=2025-01"),
        ("month>=2018-01,2018-02", "month>=2025-01"),
        ("deadline<hôm nay", "deadline<2025-06-30"),
        ("quarter=2018-5", "quarter=2025-Q1"),
        ("year=hai nghìn", "year=2025"),
        ("days_late>", "days_late>30"),
        ("unit>so-y-te", "unit=\"Sở Nội vụ\""),
        ("status~over", "status=overdue,late"),
    ] {
        refused(
            &of_samples(&["analyze", "kon-tum-2018", "--where", condition]),
            &format!(
                "lỗi[unfit-condition]: không hiểu điều kiện `{condition}`\n  --> mục --where\n  gợi ý: viết như: {example}\n{signs}"
            ),
        );
    }
    for condition in ["unit", "", "unit=\"Sở Nội vụ"] {
        refused(
            &of_samples(&["analyze", "kon-tum-2018", "--where", condition]),
            &format!("lỗi[unfit-condition]: không hiểu điều kiện `{condition}`\n  --> mục --where\n{signs}"),
        );
    }
    refused(
        &of_samples(&["analyze", "kon-tum-2018", "--where", "status=overdeu", "--lang", "en"]),
        "error[unknown-value]: the column status has no value `overdeu`\n  --> key --where\n  hint: did you mean `overdue`?\n  \
         hint: values: on_time, late, in_deadline, overdue, done, open, cancelled",
    );
}

#[test]
fn a_word_that_no_task_has_is_told_with_the_nearest() {
    let question = |condition: &str, lang: &str| {
        let run = of_tasks(&[
            "analyze",
            "tasks.csv",
            "--where",
            condition,
            "--as-of",
            "2024-06-30",
            "--format",
            "csv",
            "--metrics",
            "assigned",
            "--lang",
            lang,
        ]);
        assert_eq!((run.status, run.stdout.as_str()), (0, "assigned\n0\n"));
        run.stderr
    };
    let vi = question("field=\"Đất đia\"", "vi");
    assert!(
        vi.contains(
            "cảnh báo[unmet-value]: không nhiệm vụ nào có field là `Đất đia`\n  --> mục --where\n  gợi ý: có phải là `Đất đai`?\n  gợi ý: muốn \
             tìm theo một phần của chữ thì dùng dấu ~, ví dụ: field~\"Đất đia\"\n"
        ),
        "{vi}"
    );
    let en = question("unit=Sở Nội vu", "en");
    assert!(
        en.contains("warning[unmet-value]: no task has `Sở Nội vu` as its unit\n  --> key --where\n  hint: did you mean `Sở Nội vụ`?\n"),
        "{en}"
    );
}

#[test]
fn what_else_is_typed_wrong_is_told() {
    refused(
        &of_samples(&["analyze", "kon-tum-2018", "kon-tum-2023"]),
        "lỗi[mixed-inputs]: mỗi lần chỉ hỏi một hồ sơ, hoặc một số tệp dữ liệu\n  --> kon-tum-2018\n  gợi ý: hỏi riêng hồ sơ này, hoặc ghi \
         tên các tệp dữ liệu trong đó",
    );
    refused(
        &of_samples(&["analyze", "kon-tum-2018", "--format", "xlsx"]),
        "lỗi[missing-out]: định dạng xlsx không in ra màn hình được\n  --> mục --format\n  gợi ý: thêm tên tệp, ví dụ: --out ket-qua.xlsx",
    );
    refused(
        &of_tasks(&["analyze", "tasks.csv", "--as-of", "2024-06-30", "--out", "tasks.csv"]),
        "lỗi[unfit-out]: không ghi được kết quả vào tệp này: đây là tệp dữ liệu\n  --> tasks.csv\n  gợi ý: chọn tên khác cho --out, ví dụ: \
         --out ket-qua.xlsx\n  gợi ý: đuôi tệp dùng được: .xlsx, .csv, .json, .parquet, .txt",
    );
    let as_of = of_tasks(&["analyze", "tasks.csv", "--as-of", "30-06-2024"]);
    assert_eq!(
        as_of.stderr,
        "lỗi[invalid-value]: giá trị không hợp lệ: 30-06-2024\n  --> mục --as-of\n  gợi ý: viết như: --as-of 2025-12-31\n"
    );
    let format = of_samples(&["analyze", "kon-tum-2018", "--format", "pdf"]);
    refused_with(&format, &["lỗi: không hiểu `pdf`", "  gợi ý: dùng một trong: table, csv, json, xlsx, parquet"]);
}

#[test]
fn statements_that_do_not_only_ask_are_refused() {
    let of = |statement: &str| of_tasks(&["sql", statement, "tasks.csv", "--as-of", "2024-06-30"]);
    for (statement, word) in [
        ("DROP TABLE tasks", "drop"),
        ("SELECT * FROM read_csv('/etc/passwd')", "read_csv"),
        ("SELECT 1; DELETE FROM tasks", "delete"),
    ] {
        refused(
            &of(statement),
            &format!(
                "lỗi[refused-sql]: câu lệnh SQL không được dùng `{word}`: chỉ hỏi được, không thay đổi và không đọc tệp khác\n  gợi ý: viết \
                 một câu lệnh SELECT trên bảng tasks hoặc assignments, đứng trước tên hồ sơ hay tên tệp; xem các cột: DESCRIBE tasks"
            ),
        );
    }
    for (statement, name, nearest) in [
        ("SELECT unti FROM tasks", "unti", "unit"),
        ("SELECT unit FROM taks", "taks", "tasks"),
        ("DESCRIBE tass", "tass", "tasks"),
    ] {
        refused_with(
            &of(statement),
            &[
                &format!("lỗi[unknown-sql-name]: không có bảng hay cột `{name}`"),
                &format!("  gợi ý: có phải là `{nearest}`?"),
                "  gợi ý: chữ đặt trong nháy đơn: status = 'overdue'",
                "  gợi ý: các bảng: tasks, assignments",
            ],
        );
    }
    let invalid = of("SELECT unit FRO tasks");
    assert!(invalid.stderr.starts_with("lỗi[invalid-sql]: câu lệnh SQL không chạy được: "), "{}", invalid.stderr);
    assert_eq!((invalid.status, invalid.stdout.as_str()), (2, ""));
    let english =
        of_tasks(&["sql", "CREATE TABLE a AS SELECT 1", "tasks.csv", "--as-of", "2024-06-30", "--lang", "en"]);
    assert!(
        english.stderr.starts_with("error[refused-sql]: `create` has no place in the SQL statement"),
        "{}",
        english.stderr
    );
}
