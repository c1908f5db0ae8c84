//! SQL over classified tasks.
//!
//! In: statements over a small export and the samples. Out: rows that can be traced and counted again.

use std::{fs, path::Path};

use super::{
    analyze::{SAMPLES, folder},
    workbench::run,
};

/// One of everything: a joint task, a unit that nobody knows, a cancelled task, one given later, a row that waits, a row off the record.
const TASKS: &str = "\
Mã nhiệm vụ,Nội dung nhiệm vụ,Lĩnh vực,Cơ quan được giao,Ngày giao,Hạn xử lý,Ngày hoàn thành,Trạng thái,Ngày thu hồi
N1,Việc một,Đất đai,Sở Y tế,05/01/2024,31/01/2024,20/01/2024,Đã hoàn thành,
N2,Việc hai,Đất đai,Sở Y tế,06/01/2024,31/01/2024,01/03/2024,Đã hoàn thành,
N3,Việc ba,Y tế,\"Sở Y tế; Sở Nội vụ\",07/02/2024,28/02/2024,,Đang thực hiện,
N4,Việc bốn,Y tế,Công ty Nước sạch,08/02/2024,31/12/2024,,Đang thực hiện,
N5,Việc năm,,Sở Nội vụ,09/03/2024,,,Đang thực hiện,
N6,Việc sáu,Y tế,Sở Nội vụ,10/03/2024,31/03/2024,,Thu hồi,15/03/2024
N7,Việc bảy,Y tế,Sở Nội vụ,10/07/2024,31/12/2024,,Đang thực hiện,
N8,Việc tám,Y tế,Các đơn vị,10/03/2024,31/03/2024,,Đang thực hiện,
";

/// What a statement over the small export gives, as CSV.
fn csv(statement: &str) -> String {
    let folder = folder(&[("tasks.csv", TASKS.as_bytes())]);
    let run = run(folder.path(), &["sql", statement, "tasks.csv", "--as-of", "2024-06-30", "--format", "csv"]);
    assert_eq!(run.status, 0, "{statement}: {}", run.stderr);
    run.stdout
}

#[test]
fn each_task_is_one_row_and_each_lead_unit_another() {
    assert_eq!(
        csv("SELECT task_id, unit_id, unit FROM tasks WHERE field = 'Y tế' ORDER BY task_id"),
        "task_id,unit_id,unit\nN3,kt-so-y-te;kt-so-noi-vu,Sở Y tế; Sở Nội vụ\nN4,?công ty nước sạch,Công ty Nước sạch\n\
         N6,kt-so-noi-vu,Sở Nội vụ\nN7,kt-so-noi-vu,Sở Nội vụ\n"
    );
    assert_eq!(
        csv(
            "SELECT unit, unit_kind, count(*) AS n FROM assignments WHERE disposition = 'counted' GROUP BY unit, unit_kind ORDER BY n DESC, unit"
        ),
        "unit,unit_kind,n\nSở Y tế,so,3\nSở Nội vụ,so,2\nCông ty Nước sạch,,1\n"
    );
    assert_eq!(csv("SELECT count(*) AS n FROM tasks"), "n\n7\n");
    assert_eq!(csv("SELECT count(*) AS n FROM assignments"), "n\n8\n");
}

#[test]
fn every_row_says_where_it_stands_and_what_became_of_it() {
    assert_eq!(
        csv(
            "SELECT file, row, disposition, status, days_late, deadline, has_deadline, month, quarter, year, due_month FROM tasks ORDER BY row"
        ),
        "file,row,disposition,status,days_late,deadline,has_deadline,month,quarter,year,due_month\n\
         tasks.csv,2,counted,on_time,,2024-01-31,true,2024-01,2024-Q1,2024,2024-01\n\
         tasks.csv,3,counted,late,30,2024-01-31,true,2024-01,2024-Q1,2024,2024-01\n\
         tasks.csv,4,counted,overdue,123,2024-02-28,true,2024-02,2024-Q1,2024,2024-02\n\
         tasks.csv,5,counted,in_deadline,,2024-12-31,true,2024-02,2024-Q1,2024,2024-12\n\
         tasks.csv,6,counted,in_deadline,,,false,2024-03,2024-Q1,2024,\n\
         tasks.csv,7,cancelled,cancelled,,2024-03-31,true,2024-03,2024-Q1,2024,2024-03\n\
         tasks.csv,8,not_yet_given,,,2024-12-31,true,2024-07,2024-Q3,2024,2024-12\n"
    );
}

#[test]
fn statements_of_many_kinds_are_answered() {
    assert_eq!(csv("SHOW TABLES"), "name\nassignments\ntasks\n");
    assert_eq!(csv("SELECT avg(days_late) AS days FROM tasks"), "days\n76.5\n");
    assert_eq!(csv("SELECT -CAST(count(*) AS BIGINT) AS n, count(*) / 2.0 AS half FROM tasks"), "n,half\n-7,3.5\n");
    assert_eq!(
        csv(
            "WITH late AS (SELECT unit FROM assignments WHERE days_late > 0) SELECT unit, count(*) AS n FROM late GROUP BY unit ORDER BY unit"
        ),
        "unit,n\nSở Nội vụ,1\nSở Y tế,2\n"
    );
    assert_eq!(
        csv(
            "SELECT task_id FROM tasks WHERE month = '2024-03' UNION ALL SELECT task_id FROM tasks WHERE status = 'late' ORDER BY task_id"
        ),
        "task_id\nN2\nN5\nN6\n"
    );
    assert!(csv("DESCRIBE tasks").starts_with("column,meaning\ninput,"));
    let all = csv("SELECT * FROM tasks");
    assert_eq!(all.lines().next().map(|line| line.split(',').count()), Some(dondoc::analyze::COLUMNS.len()));
    assert_eq!(csv("SELECT task_id FROM tasks WHERE task_id = 'N9'"), "task_id\n");
}

#[test]
fn tables_workbooks_and_json_come_of_statements_too() {
    let folder = folder(&[("tasks.csv", TASKS.as_bytes())]);
    let statement =
        "SELECT unit, count(*) AS n, max(deadline) AS last FROM assignments GROUP BY unit ORDER BY unit LIMIT 2";
    let ask =
        |more: &[&str]| run(folder.path(), &[&["sql", statement, "tasks.csv", "--as-of", "2024-06-30"], more].concat());
    let table = ask(&[]);
    assert_eq!(
        table.stdout,
        "Nhiệm vụ tính đến ngày 30/6/2024\n\nunit               n  last\n────────────────────────────────\n\
         Công ty Nước sạch  1  31/12/2024\nSở Nội vụ          4  31/12/2024\n"
    );
    assert!(table.stderr.contains("2 nhiệm vụ không tính vào số liệu"), "{}", table.stderr);
    let json: serde_json::Value = serde_json::from_str(&ask(&["--format", "json"]).stdout).unwrap();
    assert_eq!(json["data"][1], serde_json::json!({ "unit": "Sở Nội vụ", "n": 4, "last": "2024-12-31" }));
    assert_eq!(ask(&["--out", "a.parquet"]).status, 0);
    assert_eq!(
        super::analyze_same::frame_as_text(&folder.path().join("a.parquet")),
        "unit:str,n:i64,last:date\nCông ty Nước sạch,1,2024-12-31\nSở Nội vụ,4,2024-12-31\n"
    );
    assert_eq!(ask(&["--out", "a.xlsx"]).status, 0);
    assert!(fs::read(folder.path().join("a.xlsx")).unwrap().starts_with(b"PK"));
}

#[test]
fn a_project_is_asked_with_the_instant_of_each_input() {
    let statement = "SELECT input, status, count(*) AS n FROM tasks WHERE year = 2018 GROUP BY input, status ORDER BY input, status";
    let run = run(Path::new(SAMPLES), &["sql", statement, "kon-tum-2018", "--format", "csv"]);
    assert_eq!(
        run.stdout,
        "input,status,n\ngovernment,in_deadline,9\ngovernment,late,2\ngovernment,on_time,161\ngovernment,overdue,1\n\
         province,in_deadline,544\nprovince,late,491\nprovince,on_time,2330\nprovince,overdue,28\n"
    );
}

#[test]
fn rows_off_the_record_never_appear() {
    let text = TASKS.replace("Ngày thu hồi\n", "Ngày thu hồi,Độ mật\n").replace("Việc một", "Việc kín");
    let text = text.replacen("20/01/2024,Đã hoàn thành,\n", "20/01/2024,Đã hoàn thành,,Mật\n", 1);
    let folder = folder(&[("tasks.csv", text.as_bytes())]);
    for command in [&["sql", "SELECT content FROM tasks"][..], &["analyze"]] {
        let run = run(folder.path(), &[command, &["tasks.csv", "--as-of", "2024-06-30", "--format", "csv"]].concat());
        assert_eq!((run.status, run.stdout.as_str()), (1, ""), "{}", run.stderr);
        assert!(run.stderr.contains("lỗi[secret-row]") && !run.stderr.contains("Việc kín"), "{}", run.stderr);
    }
}

#[test]
fn what_happened_after_the_as_of_is_not_known() {
    let folder = folder(&[("tasks.csv", TASKS.as_bytes())]);
    let of = |command: &[&str]| {
        let run = run(folder.path(), &[command, &["tasks.csv", "--as-of", "2024-02-15", "--format", "csv"]].concat());
        assert_eq!(run.status, 0, "{}", run.stderr);
        run.stdout
    };
    // N2 was done on 01/03/2024: on 15/02/2024 it is overdue.
    let statement = "SELECT task_id, status, completed_on, done_month FROM tasks WHERE task_id IN ('N1', 'N2')";
    assert_eq!(
        of(&["sql", statement]),
        "task_id,status,completed_on,done_month\nN1,on_time,2024-01-20,2024-01\nN2,overdue,,\n"
    );
    assert_eq!(
        of(&["analyze", "--by", "done_month", "--metrics", "assigned,done"]),
        "done_month,assigned,done\n2024-01,1,1\n,3,0\n"
    );
    assert_eq!(of(&["analyze", "--where", "completed_on=", "--metrics", "assigned,open"]), "assigned,open\n3,3\n");
}

#[test]
fn an_extension_after_the_as_of_is_not_known() {
    let tasks = "Mã nhiệm vụ,Nội dung nhiệm vụ,Cơ quan được giao,Ngày giao,Hạn xử lý,Gia hạn đến,Ngày gia hạn,Ngày hoàn thành\n\
                 A,Việc,Sở Y tế,05/01/2024,31/03/2024,31/05/2024,15/03/2024,\n";
    let folder = folder(&[("tasks.csv", tasks.as_bytes())]);
    let statement = "SELECT extended_on, deadline_latest, deadline FROM tasks";
    for (as_of, row) in [("2024-03-01", ",,2024-03-31"), ("2024-03-20", "2024-03-15,2024-05-31,2024-05-31")] {
        let run = run(folder.path(), &["sql", statement, "tasks.csv", "--as-of", as_of, "--format", "csv"]);
        assert_eq!(run.stdout, format!("extended_on,deadline_latest,deadline\n{row}\n"), "{}", run.stderr);
    }
}

#[test]
fn status_and_channel_say_what_analyze_says() {
    assert_eq!(csv("SELECT task_id FROM tasks WHERE status = 'cancelled'"), "task_id\nN6\n");
    assert_eq!(csv("SELECT count(*) AS n FROM tasks WHERE channel = 'software'"), "n\n7\n");
}

#[test]
fn counts_go_below_zero_and_columns_are_headed_by_what_they_are() {
    assert_eq!(csv("SELECT sum(CASE WHEN status = 'overdue' THEN 1 ELSE 0 END) - count(*) AS d FROM tasks"), "d\n-6\n");
    assert_eq!(csv("SELECT 2 - count(task_id) AS d, count(DISTINCT field) AS f FROM tasks"), "d,f\n-5,2\n");
    assert_eq!(
        csv("SELECT count(*), min(days_late), max(days_late) FROM tasks"),
        "count,min_days_late,max_days_late\n7,30,123\n"
    );
    assert_eq!(
        csv(
            "SELECT t.task_id, a.task_id FROM tasks t JOIN assignments a ON t.row = a.row WHERE a.unit_id = 'kt-so-y-te'"
        ),
        "task_id,a_task_id\nN1,N1\nN2,N2\nN3,N3\n"
    );
    assert_eq!(
        csv("SELECT count(*) - 5, max(completed_on) - min(assigned_on), -max(days_late), 1 FROM tasks"),
        "count_minus_5,max_completed_on_minus_min_assigned_on,minus_max_days_late,1\n2,56,-123,1\n"
    );
    // A name of our own is no other column: what it is grouped and joined by stays what it is.
    assert_eq!(csv("SELECT year + 1, count(*) FROM tasks GROUP BY year + 1"), "year_plus_1,count\n2025,7\n");
    assert_eq!(
        csv("SELECT CASE WHEN days_late > 50 THEN 'a' ELSE 'b' END, count(*) FROM tasks GROUP BY 1 ORDER BY 2"),
        "case_when_days_late_50_then_a_else_b_end,count\na,1\nb,6\n"
    );
}

#[test]
fn averages_of_days_are_not_cut_to_whole_ones() {
    assert_eq!(csv("SELECT avg(completed_on - assigned_on) AS d FROM tasks WHERE row <= 3"), "d\n35\n");
    assert_eq!(csv("SELECT avg(deadline - assigned_on) AS d FROM tasks WHERE row <= 3"), "d\n25.5\n");
    assert_eq!(csv("SELECT median(deadline - assigned_on) AS d FROM tasks WHERE row IN (2, 3)"), "d\n25.5\n");
    assert_eq!(csv("SELECT avg(deadline - assigned_on) AS d FROM tasks WHERE row <= 4"), "d\n24\n");
    assert_eq!(csv("SELECT (deadline - assigned_on) / 7 AS weeks FROM tasks WHERE row = 3"), "weeks\n3.571429\n");
}

#[test]
fn a_division_by_nothing_leaves_a_cell_blank_and_the_others_numbers() {
    let rates = csv("SELECT row, 1.0 / (row - 2) AS r FROM tasks WHERE row <= 5 ORDER BY row");
    assert_eq!(rates, "row,r\n2,\n3,1.000000\n4,0.500000\n5,0.333333\n");
}

#[test]
fn groups_are_put_in_order_by_what_is_counted_of_them() {
    let wanted = "field,count\nY tế,4\nĐất đai,2\n,1\n";
    for order in ["count(*) DESC", "COUNT( * ) desc", "2 DESC", "count DESC"] {
        assert_eq!(
            csv(&format!("SELECT field, count(*) FROM tasks GROUP BY field ORDER BY {order}")),
            wanted,
            "{order}"
        );
    }
    assert_eq!(
        csv(
            "SELECT field, sum(days_late) AS s FROM tasks WHERE days_late > 0 GROUP BY field ORDER BY Sum(days_late) DESC"
        ),
        "field,s\nY tế,123\nĐất đai,30\n"
    );
    // What stands in marks is another thing in capital letters.
    let sum = |label: &str| format!("sum(CASE WHEN field = '{label}' THEN 1 ELSE 0 END)");
    for (selected, ordered, is_taken) in [("Y tế", "Y tế", true), ("Y tế", "y tế", false)] {
        let statement =
            format!("SELECT unit, {} AS n FROM tasks GROUP BY unit ORDER BY {}", sum(selected), sum(ordered));
        let folder = folder(&[("tasks.csv", TASKS.as_bytes())]);
        let run = run(folder.path(), &["sql", &statement, "tasks.csv", "--as-of", "2024-06-30"]);
        assert_eq!(run.status == 0, is_taken, "{}", run.stderr);
    }
    for statement in [
        "SELECT field FROM tasks GROUP BY field ORDER BY count(*) DESC",
        "SELECT field, count(*) AS n FROM tasks GROUP BY field ORDER BY max(days_late) - 1",
    ] {
        let folder = folder(&[("tasks.csv", TASKS.as_bytes())]);
        let run = run(folder.path(), &["sql", statement, "tasks.csv", "--as-of", "2024-06-30"]);
        assert_eq!(run.status, 2, "{}", run.stdout);
        assert!(
            run.stderr.contains("lỗi[invalid-sql]")
                && run.stderr.contains("chỉ sắp xếp được theo cột có trong kết quả"),
            "{}",
            run.stderr
        );
    }
}

/// What a command answers of a file, as plain CSV.
fn answer_of(folder: &Path, file: &str, command: &[&str]) -> String {
    run(folder, &[command, &[file, "--as-of", "2024-06-30", "--format", "csv"]].concat()).stdout
}

#[test]
fn a_row_with_an_error_waits_whatever_is_asked() {
    let folder = tempfile::tempdir().unwrap();
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (row, line) in (0..).zip(TASKS.lines().take(3)) {
        sheet.write_row(row, 0, line.split(',')).unwrap();
    }
    let error = rust_xlsxwriter::Formula::new("=NA()").set_result("#N/A");
    sheet.write_formula(1, 1, error).unwrap();
    book.save(folder.path().join("tasks.xlsx")).unwrap();
    let of = |command: &[&str]| answer_of(folder.path(), "tasks.xlsx", command);
    assert_eq!(of(&["sql", "SELECT count(*) AS n FROM tasks"]), "n\n1\n");
    assert_eq!(of(&["analyze", "--metrics", "assigned"]), "assigned\n1\n");
    assert_eq!(of(&["sql", "SELECT task_id, content FROM tasks"]), "task_id,content\nN2,Việc hai\n");
}

#[test]
fn a_row_with_a_day_that_is_none_waits_whatever_is_asked() {
    let lines = TASKS.lines().zip(["Ngày văn bản", "31/02/2024", "01/02/2024"]);
    let table: String = lines.map(|(line, day)| format!("{line},{day}\n")).collect();
    let folder = folder(&[("tasks.csv", table.as_bytes())]);
    let of = |command: &[&str]| answer_of(folder.path(), "tasks.csv", command);
    assert_eq!(of(&["sql", "SELECT count(*) AS n FROM tasks"]), "n\n1\n");
    assert_eq!(of(&["analyze", "--metrics", "assigned"]), "assigned\n1\n");
    assert_eq!(of(&["sql", "SELECT task_id, document_date FROM tasks"]), "task_id,document_date\nN2,2024-02-01\n");
}

#[test]
fn nothing_but_our_own_words_is_printed() {
    let folder = folder(&[("tasks.csv", TASKS.as_bytes())]);
    for condition in ["deadline BETWEEN '01/02/2024' AND '28/02/2024'", "deadline = CAST('2024-02-28' AS DATE)"] {
        let statement = format!("SELECT task_id FROM tasks WHERE {condition}");
        let run = run(folder.path(), &["sql", &statement, "tasks.csv", "--as-of", "2024-06-30", "--format", "csv"]);
        assert_eq!(run.stdout, "task_id\nN3\n", "{}", run.stderr);
        assert!(!run.stderr.contains("Polars") && !run.stderr.contains("Deprecation"), "{}", run.stderr);
    }
}

#[test]
fn running_sums_are_right_or_refused() {
    let over = "sum(count(*)) OVER (ORDER BY month)";
    let folder = folder(&[("tasks.csv", TASKS.as_bytes())]);
    let statement = format!("SELECT month, {over} AS c FROM tasks GROUP BY month");
    let refused = run(folder.path(), &["sql", &statement, "tasks.csv", "--as-of", "2024-06-30"]);
    assert!(
        refused.status == 2 && refused.stderr.contains("hàm OVER không dùng được cùng GROUP BY"),
        "{}",
        refused.stderr
    );
    assert_eq!(
        csv(
            "WITH g AS (SELECT month, count(*) AS n FROM tasks GROUP BY month) SELECT month, sum(n) OVER (ORDER BY month) AS c FROM g ORDER BY month"
        ),
        "month,c\n2024-01,2\n2024-02,4\n2024-03,6\n2024-07,7\n"
    );
}

#[test]
fn a_statement_always_gives_the_same_rows() {
    let samples = Path::new(SAMPLES);
    for statement in [
        "SELECT unit, count(*) AS n FROM assignments WHERE status = 'overdue' GROUP BY unit ORDER BY n DESC LIMIT 6",
        "SELECT unit, count(*) AS n FROM assignments GROUP BY unit LIMIT 3",
        "SELECT DISTINCT field FROM tasks",
        "SELECT * FROM tasks WHERE days_late > 0 ORDER BY status LIMIT 5",
    ] {
        let ask = || run(samples, &["sql", statement, "kon-tum-2018", "--format", "csv"]);
        let first = ask();
        assert_eq!(first.status, 0, "{statement}: {}", first.stderr);
        // The third statement of four is enough for the rest: each run reads the whole sample.
        for _ in 0..5 {
            assert_eq!(ask().stdout, first.stdout, "{statement}");
        }
    }
    let statement = "SELECT field, count(*) AS n FROM tasks GROUP BY field ORDER BY n DESC LIMIT 2";
    for _ in 0..20 {
        assert_eq!(csv(statement), "field,n\nY tế,4\nĐất đai,2\n");
    }
}

#[test]
fn days_and_months_may_be_typed_as_people_do() {
    assert_eq!(
        csv("SELECT task_id FROM tasks WHERE deadline < '28/02/2024' AND '01/2024' = month"),
        "task_id\nN1\nN2\n"
    );
    assert_eq!(csv("SELECT task_id FROM tasks WHERE deadline BETWEEN '01/02/2024' AND '28/02/2024'"), "task_id\nN3\n");
    assert_eq!(csv("SELECT task_id FROM tasks WHERE content = '06/2018'"), "task_id\n");
    // However a statement names values, they are the same ones.
    for (one, other) in [
        ("month = '02/2024'", "month IN ('02/2024', '5/2030')"),
        ("quarter = 'Q1/2024'", "quarter IN ('2024-Q1')"),
        ("quarter = 'q1/2024'", "quarter BETWEEN 'Q1/2024' AND '2024-Q1'"),
        ("deadline = '31/01/2024'", "deadline IN ('31/01/2024', '2030-01-01')"),
        ("deadline = '2024-01-31'", "CASE deadline WHEN '31/1/2024' THEN 1 ELSE 0 END = 1"),
        ("done_month = '2024-03'", "CASE done_month WHEN '03/2024' THEN 'x' END = 'x'"),
    ] {
        let of = |condition: &str| csv(&format!("SELECT task_id FROM tasks WHERE {condition}"));
        assert_eq!(of(one), of(other), "{one}; {other}");
        assert!(of(one).len() > "task_id\n".len(), "{one}");
    }
}

#[test]
fn large_numbers_are_not_cut() {
    let of =
        |number: &str| csv(&format!("SELECT CASE WHEN row = 2 THEN 1.0/3.0 ELSE {number} END AS x FROM tasks LIMIT 2"));
    assert_eq!(of("100000000000000.0"), "x\n0.333\n100000000000000.000\n");
    assert_eq!(of("2.5"), "x\n0.333333\n2.500000\n");
    assert_eq!(of("10000000000000.0 * 1000000000000.0"), "x\n0.3333333333333333\n10000000000000000000000000\n");
    assert_eq!(csv("SELECT completed_on - assigned_on AS days FROM tasks WHERE row <= 4"), "days\n15\n55\n\"\"\n");
}
