//! Files of answers: what they may take the place of.
//!
//! In: projects and exports, questions with `--out`. Out: nothing is lost but earlier answers.

use std::fs;

use super::{
    analyze::folder,
    workbench::{Workbench, run},
};

const TASKS: &str = "Mã nhiệm vụ,Cơ quan được giao,Ngày giao,Hạn xử lý,Ngày hoàn thành\nA,Sở Y tế,05/01/2024,,\n";
const AS_OF: [&str; 2] = ["--as-of", "2024-06-30"];

#[test]
fn no_file_of_a_project_is_written_over() {
    let bench = Workbench::small().write("dieu-chinh.xlsx", "x").write("so-tay.csv", "\u{feff}Sổ tay,Ghi chú\n");
    let commands: [&[&str]; 2] = [&["analyze", "ho-so"], &["sql", "SELECT unit FROM tasks", "ho-so"]];
    let files = [
        ("nhiem-vu-ubnd.xlsx", "đây là tệp dữ liệu"),
        ("nhiem-vu-chinh-phu.xlsx", "đây là tệp dữ liệu"),
        ("theo-doi-quy-che.xlsx", "đây là tệp của hồ sơ"),
        ("dieu-chinh.xlsx", "đây là tệp của hồ sơ"),
        ("so-tay.csv", "đã có tệp này và đó không phải là kết quả của một lần hỏi trước"),
    ];
    for command in commands {
        for (name, reason) in files {
            let before = fs::read(bench.project().join(name)).unwrap();
            let out = format!("ho-so/../ho-so/{name}");
            let run = run(bench.folder(), &[command, &["--out", &out]].concat());
            assert_eq!(run.status, 2, "{name}: {}", run.stderr);
            assert!(run.stderr.contains("lỗi[unfit-out]") && run.stderr.contains(reason), "{name}: {}", run.stderr);
            assert_eq!(fs::read(bench.project().join(name)).unwrap(), before, "{name}");
        }
    }
    for name in ["dondoc.toml", "nhan-xet.md"] {
        let out = format!("ho-so/{name}");
        let run = run(bench.folder(), &["analyze", "ho-so", "--format", "csv", "--out", &out]);
        assert!(run.status == 2 && run.stderr.contains("lỗi[unfit-out]"), "{name}: {}", run.stderr);
    }
}

#[test]
fn files_met_by_folder_and_wildcard_are_not_written_over() {
    let folder = folder(&[("so-lieu.csv", TASKS.as_bytes())]);
    for asked in [".", "*.csv", "so-lieu.csv"] {
        let run = run(folder.path(), &[&["analyze", asked, "--out", "./so-lieu.csv"], &AS_OF[..]].concat());
        assert!(run.status == 2 && run.stderr.contains("đây là tệp dữ liệu"), "{asked}: {}", run.stderr);
        assert_eq!(fs::read_to_string(folder.path().join("so-lieu.csv")).unwrap(), TASKS);
    }
}

#[test]
fn an_earlier_answer_is_written_over() {
    let folder = folder(&[("so-lieu.csv", TASKS.as_bytes())]);
    for out in ["a.csv", "a.xlsx", "a.json", "a.parquet", "a.txt"] {
        for by in ["unit", "month"] {
            let question = ["analyze", "so-lieu.csv", "--by", by, "--metrics", "assigned", "--out", out];
            let run = run(folder.path(), &[&question[..], &AS_OF[..]].concat());
            assert_eq!(run.status, 0, "{out}: {}", run.stderr);
        }
    }
    assert_eq!(fs::read_to_string(folder.path().join("a.csv")).unwrap(), "\u{feff}month,assigned\n2024-01,1\n");
}

#[test]
fn a_table_of_others_with_plain_headings_is_not_written_over() {
    let own = "\u{feff}id,ten,don_vi\n1,a,b\n";
    let saved_by_excel = "\u{feff}month,assigned\r\n2024-01,1\r\n";
    let folder = folder(&[
        ("so-lieu.csv", TASKS.as_bytes()),
        ("own.csv", own.as_bytes()),
        ("sua.csv", saved_by_excel.as_bytes()),
    ]);
    for (name, text) in [("own.csv", own), ("sua.csv", saved_by_excel)] {
        let statement = "SELECT unit AS don_vi FROM tasks";
        for question in [&["analyze", "so-lieu.csv", "--by", "month"][..], &["sql", statement, "so-lieu.csv"]] {
            let question = [question, &["--out", name], &AS_OF[..]].concat();
            let run = run(folder.path(), &question);
            assert!(run.status != 0 && run.stderr.contains("lỗi[unfit-out]"), "{name}: {} {}", run.status, run.stderr);
            assert_eq!(fs::read_to_string(folder.path().join(name)).unwrap(), text);
        }
    }
    // A statement may name its columns, and be asked again.
    for _ in 0..2 {
        let run = run(
            folder.path(),
            &[&["sql", "SELECT unit AS don_vi FROM tasks", "so-lieu.csv", "--out", "b.csv"], &AS_OF[..]].concat(),
        );
        assert_eq!(run.status, 0, "{}", run.stderr);
    }
}

#[test]
fn the_name_of_the_file_and_the_format_agree() {
    let folder = folder(&[("so-lieu.csv", TASKS.as_bytes())]);
    for (more, reason) in [
        (&["--out", "a.ods"][..], "không rõ định dạng theo đuôi tệp"),
        (&["--out", "a"], "không rõ định dạng theo đuôi tệp"),
        (&["--out", "a.csv", "--format", "xlsx"], "đuôi tệp không đúng với --format"),
        (&["--out", "a.xlsx", "--format", "csv"], "đuôi tệp không đúng với --format"),
    ] {
        let run = run(folder.path(), &[&["analyze", "so-lieu.csv"], &AS_OF[..], more].concat());
        assert!(run.status == 2 && run.stderr.contains(reason), "{more:?}: {}", run.stderr);
    }
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}
