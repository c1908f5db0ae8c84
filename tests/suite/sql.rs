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
         tasks.csv,7,cancelled,,,2024-03-31,true,2024-03,2024-Q1,2024,2024-03\n\
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
