//! Questions about tasks, answered: figures, forms, filters.
//!
//! In: sample projects and small exports. Out: the answers as text, against those of the reports and of a person.

use std::{fs, path::Path};

use tempfile::TempDir;

use super::workbench::{Run, run};

/// Where the sample data lies.
pub const SAMPLES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/sample-data");
/// The default columns.
const COUNTS: &str = "assigned,done,on_time,late,open,in_deadline,overdue,no_deadline,cancelled";
/// A small export with one of everything: joint tasks, a unit that nobody knows, a cancelled task, one given later, two rows that wait.
const TASKS: &str = "\
Mã nhiệm vụ,Nội dung nhiệm vụ,Lĩnh vực,Cơ quan được giao,Ngày giao,Hạn xử lý,Ngày hoàn thành,Trạng thái,Ngày thu hồi
N1,Việc một,Đất đai,Sở Y tế,05/01/2024,31/01/2024,20/01/2024,Đã hoàn thành,
N2,Việc hai,đất  đai,Sở Y tế,06/01/2024,31/01/2024,01/03/2024,Đã hoàn thành,
N3,Việc ba,Y tế,\"Sở Y tế; Sở Nội vụ\",07/02/2024,28/02/2024,,Đang thực hiện,
N4,Việc bốn,Y tế,Công ty Nước sạch,08/02/2024,31/12/2024,,Đang thực hiện,
N5,Việc năm,,Sở Nội vụ,09/03/2024,,,Đang thực hiện,
N6,Việc sáu,Y tế,Sở Nội vụ,10/03/2024,31/03/2024,,Thu hồi,15/03/2024
N7,Việc bảy,Y tế,Sở Nội vụ,10/07/2024,31/12/2024,,Đang thực hiện,
N8,Việc tám,Y tế,Các đơn vị,10/03/2024,31/03/2024,,Đang thực hiện,
N9,Việc chín,Y tế,Sở Y tế,31/02/2024,31/03/2024,,Đang thực hiện,
";
const AS_OF: [&str; 2] = ["--as-of", "2024-06-30"];

/// A folder with these files.
pub fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        #[expect(clippy::disallowed_methods, reason = "a test lays out what the program reads")]
        fs::write(folder.path().join(name), bytes).unwrap();
    }
    folder
}

fn ask_in(folder: &Path, arguments: &[&str]) -> Run {
    let arguments: Vec<&str> = std::iter::once("analyze").chain(arguments.iter().copied()).collect();
    run(folder, &arguments)
}

/// The answer about the sample projects.
fn ask(arguments: &[&str]) -> Run {
    ask_in(Path::new(SAMPLES), arguments)
}

/// The answer about the small export, as CSV.
fn csv(arguments: &[&str]) -> String {
    let folder = folder(&[("tasks.csv", TASKS.as_bytes())]);
    let run = ask_in(folder.path(), &[&["tasks.csv", "--format", "csv"], &AS_OF[..], arguments].concat());
    assert_eq!(run.status, 0, "{}", run.stderr);
    run.stdout
}

#[test]
fn the_figures_of_the_printed_reports_come_out_of_their_projects() {
    let of_2018 = ask(&["kon-tum-2018", "--by", "input", "--period", "2018", "--format", "csv"]);
    assert_eq!(
        of_2018.stdout,
        format!("input,{COUNTS}\ngovernment,173,163,161,2,10,9,1,9,0\nprovince,3393,2821,2330,491,572,544,28,25,0\n")
    );
    assert_eq!(of_2018.status, 0);
    // Tasks on paper are counted apart in this project.
    let of_2019 = ask(&["kon-tum-2019h1", "--period", "2019-H1", "--format", "csv"]);
    assert_eq!(of_2019.stdout, format!("{COUNTS}\n2139,1164,883,281,975,912,63,46,0\n"));
    let of_2023 = [
        "kon-tum-2023",
        "--period",
        "2023",
        "--where",
        "input=province",
        "--metrics",
        "past_deadline,with_deadline,past_deadline_rate",
    ];
    let of_2023 = ask(&[&of_2023[..], &["--format", "csv"]].concat());
    assert_eq!(of_2023.stdout, "past_deadline,with_deadline,past_deadline_rate\n222,1206,0.184080\n");
}

#[test]
fn groups_stand_in_the_order_of_the_registry_with_unknown_units_behind() {
    assert_eq!(
        csv(&["--by", "unit"]),
        format!(
            "unit_id,unit,{COUNTS}\n\
             kt-so-noi-vu,Sở Nội vụ,2,0,0,0,2,1,1,1,1\n\
             kt-so-y-te,Sở Y tế,3,2,1,1,1,0,1,0,0\n\
             ?công ty nước sạch,Công ty Nước sạch,1,0,0,0,1,1,0,0,0\n"
        )
    );
}

#[test]
fn units_of_one_name_have_their_days_behind_it() {
    let heading = "Mã nhiệm vụ,Cơ quan được giao,Ngày giao,Hạn xử lý,Ngày hoàn thành";
    let tasks = format!("{heading}\nA,Sở Nội vụ,05/01/2025,,\nB,Sở Nội vụ,05/04/2025,,\nC,Sở Y tế,05/04/2025,,\n");
    let folder = folder(&[("tasks.csv", tasks.as_bytes())]);
    let question = ["tasks.csv", "--by", "unit", "--metrics", "assigned", "--format", "csv", "--as-of", "2025-06-30"];
    assert_eq!(
        ask_in(folder.path(), &question).stdout,
        "unit_id,unit,assigned\nkt-so-noi-vu,Sở Nội vụ (đến 28/02/2025),1\n\
         kt-so-noi-vu-2025,Sở Nội vụ (từ 01/3/2025 đến 30/6/2025),1\nkt-so-y-te,Sở Y tế,1\n"
    );
}

#[test]
fn several_columns_group_at_once_and_what_is_not_written_is_empty() {
    assert_eq!(
        csv(&["--by", "field,month", "--metrics", "assigned,overdue"]),
        "field,month,assigned,overdue\nĐất đai,2024-01,2,0\nY tế,2024-02,2,1\n,2024-03,1,0\n"
    );
    assert_eq!(
        csv(&["--by", "unit_kind,unit_group,status", "--metrics", "assigned,cancelled"]),
        "unit_kind,unit_group,status,assigned,cancelled\nso,department,on_time,1,0\nso,department,late,1,0\n\
         so,department,in_deadline,1,0\nso,department,overdue,1,0\nso,department,cancelled,0,1\n,,in_deadline,1,0\n"
    );
    assert_eq!(
        csv(&["--by", "quarter,due_month,done_month,year,age", "--metrics", "assigned"]),
        "quarter,due_month,done_month,year,age,assigned\n2024-Q1,2024-01,2024-01,2024,,1\n2024-Q1,2024-01,2024-03,2024,1-30,1\n\
         2024-Q1,2024-02,,2024,91+,1\n2024-Q1,2024-12,,2024,,1\n2024-Q1,,,2024,,1\n"
    );
}

#[test]
fn a_joint_task_counts_for_each_lead_and_once_without_units() {
    assert_eq!(csv(&["--metrics", "assigned"]), "assigned\n5\n");
    assert_eq!(csv(&["--by", "unit_kind", "--metrics", "assigned"]), "unit_kind,assigned\nso,4\n,1\n");
    let folder = folder(&[("tasks.csv", TASKS.as_bytes())]);
    let table =
        ask_in(folder.path(), &[&["tasks.csv", "--by", "unit", "--metrics", "assigned,overdue"], &AS_OF[..]].concat());
    assert_eq!(
        table.stdout,
        "Nhiệm vụ tính đến ngày 30/6/2024\n\n\
         Đơn vị                               Tổng số  Trễ hạn  Trễ hạn / tổng số\n\
         ─────────────────────────────────────────────────────\n\
         Sở Nội vụ                                  2        1  ██████░░░░░░   50,0%\n\
         Sở Y tế                                    3        1  ███░░░░░░░░░   33,3%\n\
         Công ty Nước sạch                          1        0  ░░░░░░░░░░░░    0,0%\n\
         ─────────────────────────────────────────────────────\n\
         Tổng số                                    6        2\n\
         Tổng số nhiệm vụ (không tính trùng)        5        1\n"
    );
}

#[test]
fn nothing_is_shared_where_a_unit_has_only_tasks_called_off() {
    let text = TASKS
        .replace("\"Sở Y tế; Sở Nội vụ\"", "Sở Y tế")
        .replace("Việc sáu,Y tế,Sở Nội vụ", "Việc sáu,Y tế,Sở Tư pháp");
    let folder = folder(&[("tasks.csv", text.as_bytes())]);
    let ask = [&["tasks.csv", "--by", "unit", "--metrics", "assigned,overdue"], &AS_OF[..]].concat();
    let table = ask_in(folder.path(), &ask).stdout;
    assert!(
        table.contains("Tổng số  ") && !table.contains("không tính trùng") && !table.contains("Tư pháp"),
        "{table}"
    );
}

#[test]
fn conditions_keep_what_is_asked_for() {
    let counted = |conditions: &[&str]| {
        let conditions: Vec<&str> = conditions.iter().flat_map(|condition| ["--where", condition]).collect();
        let text = csv(&[&["--metrics", "assigned"], conditions.as_slice()].concat());
        text.lines().nth(1).unwrap_or("0").parse::<u64>().unwrap()
    };
    for (conditions, tasks) in [
        (&["unit=so-noi-vu"][..], 2),
        (&["unit=kt-so-noi-vu"], 2),
        (&["unit=\"Sở Nội vụ\",Sở Y tế"], 4),
        (&["unit=SỞ NỘI VỤ"], 2),
        (&["unit~công ty"], 1),
        (&["unit!=so-y-te"], 3),
        (&["unit_kind=so"], 4),
        (&["field=\"đất đai\""], 2),
        (&["field~ĐẤT"], 2),
        (&["field!~đất"], 3),
        (&["field="], 1),
        (&["field!="], 4),
        (&["month>=2024-02"], 3),
        (&["month<02/2024"], 2),
        (&["month=2024-01,2024-03"], 3),
        (&["quarter=2024-Q1"], 5),
        (&["year!=2024"], 0),
        (&["status=overdue,late"], 2),
        (&["status=trễ hạn"], 1),
        (&["status=open"], 3),
        (&["deadline<=31/01/2024"], 2),
        (&["deadline="], 1),
        (&["days_late>60"], 1),
        (&["completed_on>2024-01-31", "unit=so-y-te"], 1),
        (&["content~\"việc ba\""], 1),
        (&["file~tasks"], 5),
        (&["task_id=N1,N3"], 2),
    ] {
        assert_eq!(counted(conditions), tasks, "{conditions:?}");
    }
}

#[test]
fn the_highest_come_first_where_that_is_asked_for() {
    assert_eq!(
        csv(&["--by", "unit", "--metrics", "assigned", "--sort", "overdue", "--top", "2"]),
        "unit_id,unit,assigned\nkt-so-noi-vu,Sở Nội vụ,2\nkt-so-y-te,Sở Y tế,3\n"
    );
    // By what is not shown as well.
    assert_eq!(
        csv(&["--by", "unit", "--metrics", "assigned", "--sort", "past_deadline_rate"]),
        "unit_id,unit,assigned\nkt-so-noi-vu,Sở Nội vụ,2\nkt-so-y-te,Sở Y tế,3\n?công ty nước sạch,Công ty Nước sạch,1\n"
    );
    assert_eq!(
        csv(&["--by", "unit", "--metrics", "completion_rate,late_rate", "--sort", "completion_rate"]),
        "unit_id,unit,completion_rate,late_rate\nkt-so-y-te,Sở Y tế,0.666667,0.500000\nkt-so-noi-vu,Sở Nội vụ,0.000000,\n\
         ?công ty nước sạch,Công ty Nước sạch,0.000000,\n"
    );
}

#[test]
fn findings_go_to_standard_error_and_only_the_answer_to_standard_output() {
    let folder = folder(&[("tasks.csv", TASKS.as_bytes())]);
    let run = ask_in(folder.path(), &[&["tasks.csv", "--metrics", "assigned", "--format", "csv"], &AS_OF[..]].concat());
    assert_eq!(run.stdout, "assigned\n5\n");
    for told in [
        "cảnh báo[vague-unit]: `Các đơn vị` không phải là tên một đơn vị\n",
        "cảnh báo[unparseable-date]: không đọc được ngày `31/02/2024`\n",
        "tasks.csv: đọc 9 dòng: nhận 7, cần rà soát 2, bỏ qua 0\n",
        "danh mục đơn vị: kon-tum; dùng danh mục khác bằng --units (xem dondoc list)\n",
    ] {
        assert!(run.stderr.contains(told), "{told} in {}", run.stderr);
    }
}

#[test]
fn json_says_what_the_figures_speak_of() {
    let folder = folder(&[("tasks.csv", TASKS.as_bytes())]);
    let question = [
        "tasks.csv",
        "--by",
        "unit,deadline",
        "--metrics",
        "assigned,late_rate",
        "--where",
        "status=late",
        "--format",
        "json",
    ];
    let run = ask_in(folder.path(), &[&question, &AS_OF[..]].concat());
    assert_eq!(
        serde_json::from_str::<serde_json::Value>(&run.stdout).unwrap(),
        serde_json::json!({
            "as_of": "2024-06-30",
            "period": null,
            "where": ["status=late"],
            "rows": { "read": 9, "accepted": 7, "quarantined": 2, "skipped": 0 },
            "tasks": 1,
            "data": [{ "unit_id": "kt-so-y-te", "unit": "Sở Y tế", "deadline": "2024-01-31", "assigned": 1, "late_rate": 1.0 }],
        })
    );
}

#[test]
fn workbooks_and_parquet_hold_numbers_and_days() {
    use calamine::{Data, Reader};
    let folder = folder(&[("tasks.csv", TASKS.as_bytes())]);
    let question =
        ["tasks.csv", "--by", "unit,deadline", "--metrics", "assigned,overdue,late_rate", "--where", "unit=so-y-te"];
    for (out, first) in [("answer.xlsx", "PK"), ("answer.parquet", "PAR1")] {
        let run = ask_in(folder.path(), &[&question, &AS_OF[..], &["--out", out]].concat());
        assert_eq!((run.status, run.stdout.as_str()), (0, ""), "{}", run.stderr);
        assert!(run.stderr.ends_with(&format!("đã ghi {out}\n")), "{}", run.stderr);
        assert!(fs::read(folder.path().join(out)).unwrap().starts_with(first.as_bytes()));
    }
    let mut book: calamine::Xlsx<_> = calamine::open_workbook(folder.path().join("answer.xlsx")).unwrap();
    let sheet = book.worksheet_range("Số liệu").unwrap();
    let cell = |row, column| sheet.get_value((row, column)).cloned().unwrap_or(Data::Empty);
    assert_eq!(cell(0, 0), Data::String("Nhiệm vụ tính đến ngày 30/6/2024, unit=so-y-te".to_owned()));
    let heading = (0..10).find(|row| cell(*row, 0) == Data::String("Mã đơn vị".to_owned())).unwrap();
    assert_eq!(cell(heading + 1, 1), Data::String("Sở Y tế".to_owned()));
    assert!(matches!(cell(heading + 1, 2), Data::DateTime(_)), "{:?}", cell(heading + 1, 2));
    assert_eq!(cell(heading + 1, 3), Data::Float(2.0));
    assert_eq!(cell(heading + 3, 0), Data::String("Tổng số".to_owned()));
    assert_eq!(cell(heading + 3, 3), Data::Float(3.0));
    let csv = super::analyze_same::frame_as_text(&folder.path().join("answer.parquet"));
    assert_eq!(
        csv,
        "unit_id:str,unit:str,deadline:date,assigned:i64,overdue:i64,late_rate:f64\n\
         kt-so-y-te,Sở Y tế,2024-01-31,2,0,0.5\nkt-so-y-te,Sở Y tế,2024-02-28,1,1,null\n"
    );
}

#[test]
fn a_csv_file_opens_in_excel_with_its_accents() {
    let folder = folder(&[("tasks.csv", TASKS.as_bytes())]);
    let run = ask_in(
        folder.path(),
        &[&["tasks.csv", "--by", "unit", "--metrics", "assigned", "--out", "a.csv"], &AS_OF[..]].concat(),
    );
    assert_eq!((run.status, run.stdout.as_str()), (0, ""));
    let written = fs::read_to_string(folder.path().join("a.csv")).unwrap();
    assert!(written.starts_with("\u{feff}unit_id,unit,assigned\nkt-so-noi-vu,Sở Nội vụ,2\n"), "{written}");
}

#[test]
fn a_project_lends_its_registry_policies_and_months() {
    let project = |policy: &str| {
        format!(
            "[project]\nunits = \"kon-tum\"\nyear = 2024\n[period]\ncalendar = \"nd09\"\n[report]\ntemplate = \"by-unit\"\nfile_name = \"a\"\n\
             number = \"BC-VP\"\nplace = \"Kon Tum\"\ndate = \"2024-07-01\"\nissuer = [\"VP\"]\nissuer_name = \"VP\"\nauthority = [\"A\"]\n\
             signer = \"B\"\nrecipients = []\n[as_of]\nreport = \"2024-06-30\"\n[[input]]\nid = \"tasks\"\nfile = \"tasks.csv\"\n{policy}"
        )
    };
    let answer = |policy: &str, arguments: &[&str]| {
        let text = project(policy);
        let folder = folder(&[("tasks.csv", TASKS.as_bytes()), ("dondoc.toml", text.as_bytes())]);
        let run = ask_in(folder.path(), &[&[".", "--format", "csv", "--metrics", "assigned"], arguments].concat());
        assert_eq!(run.status, 0, "{}", run.stderr);
        run.stdout
    };
    // Months of the decree start on the 15th: 10/03 lies in March, 15/03 in April.
    assert_eq!(answer("", &["--by", "month"]), "month,assigned\n2024-01,2\n2024-02,2\n2024-03,1\n");
    let first_lead = "[policy]\njoint = \"first_lead\"\n";
    assert_eq!(
        answer(first_lead, &["--by", "unit", "--where", "unit=so-noi-vu"]),
        "unit_id,unit,assigned\nkt-so-noi-vu,Sở Nội vụ,1\n"
    );
    assert_eq!(answer("[policy]\ncancelled = \"keep\"\n", &[]), "assigned\n6\n");
    // The as-of may be said anew, by a day or by its name.
    assert_eq!(answer("", &["--as-of", "31/07/2024"]), "assigned\n6\n");
    assert_eq!(answer("", &["--as-of", "report"]), "assigned\n5\n");
    assert_eq!(answer("", &["--period", "2024-02"]), "assigned\n2\n");
}

#[test]
fn a_threshold_of_the_project_holds_back_the_answer() {
    let text = "[project]\nunits = \"kon-tum\"\nyear = 2024\n[report]\ntemplate = \"by-unit\"\nfile_name = \"a\"\nnumber = \"BC-VP\"\n\
                place = \"Kon Tum\"\ndate = \"2024-07-01\"\nissuer = [\"VP\"]\nissuer_name = \"VP\"\nauthority = [\"A\"]\nsigner = \"B\"\n\
                recipients = []\n[as_of]\nreport = \"2024-06-30\"\n[[input]]\nid = \"tasks\"\nfile = \"tasks.csv\"\n[policy]\nmax_quarantined = 1\n";
    let folder = folder(&[("tasks.csv", TASKS.as_bytes()), ("dondoc.toml", text.as_bytes())]);
    let run = ask_in(folder.path(), &["."]);
    assert_eq!((run.status, run.stdout.as_str()), (3, ""));
    assert!(run.stderr.contains("lỗi[too-many-quarantined]"), "{}", run.stderr);
}

#[test]
fn every_metric_of_the_catalogue_is_counted_as_reports_count_it() {
    use dondoc::{
        metrics::{METRICS, MetricValue},
        pipeline::{self, Job},
        progress::Silent,
        project::Project,
        render::Options,
    };
    let project = Project::load(&Path::new(SAMPLES).join("kon-tum-2018")).unwrap();
    let job = Job { project, formats: vec!["html".to_owned()], options: Options::default(), force_final: false };
    let outcome = pipeline::run(&job, &Silent).unwrap();
    let (_, table) = outcome.tables.iter().find(|(spec, _)| spec.id() == "province_by_unit").unwrap();
    for metric in METRICS {
        let run = ask(&[
            "kon-tum-2018",
            "--period",
            "2018",
            "--where",
            "input=province",
            "--by",
            "unit",
            "--metrics",
            metric.id,
            "--format",
            "csv",
        ]);
        let mut lines = run.stdout.lines().skip(1);
        for group in table.groups().filter(|group| table.value(group, "assigned") != Some(MetricValue::Count(0))) {
            let printed = match table.value(group, metric.id).unwrap() {
                MetricValue::Count(count) => count.to_string(),
                MetricValue::Rate(ratio) => match ratio.scaled_percent(4) {
                    Some(scaled) => format!("{}.{:06}", scaled / 1_000_000, scaled % 1_000_000),
                    None => String::new(),
                },
            };
            assert_eq!(
                lines.next().and_then(|line| line.rsplit(',').next()),
                Some(printed.as_str()),
                "{} of {group:?}",
                metric.id
            );
        }
        assert_eq!(lines.next(), None, "{}", metric.id);
    }
}

#[test]
fn a_name_and_the_id_without_its_province_mean_the_same_units() {
    let heading = "Mã nhiệm vụ,Cơ quan được giao,Ngày giao,Hạn xử lý,Ngày hoàn thành";
    let tasks = format!(
        "{heading}\nA,Sở Nội vụ,05/01/2025,,\nB,Sở Nội vụ,05/04/2025,,\nC,Sở Nội vụ,05/08/2025,,\nD,Sở Y tế,05/04/2025,,\n"
    );
    let folder = folder(&[("tasks.csv", tasks.as_bytes())]);
    for (condition, count) in
        [("unit=Sở Nội vụ", 3), ("unit=so-noi-vu", 3), ("unit!=so-noi-vu", 1), ("unit=kt-so-noi-vu", 1)]
    {
        let question =
            ["tasks.csv", "--where", condition, "--metrics", "assigned", "--as-of", "2025-12-31", "--format", "csv"];
        assert_eq!(ask_in(folder.path(), &question).stdout, format!("assigned\n{count}\n"), "{condition}");
    }
}

#[test]
fn the_first_groups_are_the_same_in_every_format() {
    let of = |more: &[&str]| {
        let question = ["kon-tum-2018", "--by", "unit", "--metrics", "assigned,overdue", "--top", "3"];
        ask(&[&question, more].concat()).stdout
    };
    let (table, csv) = (of(&[]), of(&["--format", "csv"]));
    for row in csv.lines().skip(1) {
        let name = row.split(',').nth(1).unwrap();
        assert!(table.contains(name), "{name} is not in\n{table}");
    }
    assert_eq!(csv.lines().count(), 4);
}

#[test]
fn a_period_moves_the_instant_as_that_of_a_report_does() {
    let run = ask(&[
        "kon-tum-2019h1",
        "--period",
        "2019-Q1",
        "--format",
        "csv",
        "--metrics",
        "assigned,on_time,late,in_deadline,overdue",
    ]);
    assert!(run.stdout.ends_with("\n741,339,75,298,29\n") || run.stdout.contains("339,75,298,29"), "{}", run.stdout);
    assert!(run.stderr.contains("[as-of-moved]"), "{}", run.stderr);
    let asked = ask(&[
        "kon-tum-2019h1",
        "--period",
        "2019-Q1",
        "--as-of",
        "2019-06-30",
        "--format",
        "csv",
        "--metrics",
        "assigned,on_time",
    ]);
    assert!(
        asked.stdout.ends_with("\n741,429\n") && !asked.stderr.contains("[as-of-moved]"),
        "{}{}",
        asked.stdout,
        asked.stderr
    );
}

#[test]
fn tasks_in_no_figure_are_told_with_the_reason() {
    let paper = ask(&["kon-tum-2019h1", "--format", "csv"]);
    assert!(paper.stderr.contains("tính 5.532 nhiệm vụ; ngoài bảng: 24 hình thức giao khác"), "{}", paper.stderr);
    let folder = folder(&[("tasks.csv", TASKS.as_bytes())]);
    let small = ask_in(folder.path(), &[&["tasks.csv", "--where", "field=Y tế"], &AS_OF[..]].concat());
    assert!(
        small.stderr.contains("tính 2 nhiệm vụ; ngoài bảng: 1 chưa giao, 1 đã thu hồi, 3 không đúng điều kiện"),
        "{}",
        small.stderr
    );
}

#[test]
fn a_unit_may_be_named_with_its_commas() {
    let of = |condition: &str| ask(&["kon-tum-2018", "--where", condition, "--metrics", "assigned", "--format", "csv"]);
    let (bare, quoted) = (of("unit=Sở Văn hóa, Thể thao và Du lịch"), of("unit=\"Sở Văn hóa, Thể thao và Du lịch\""));
    assert_eq!(bare.stdout, "assigned\n91\n", "{}", bare.stderr);
    assert_eq!(quoted.stdout, bare.stdout);
    let field = of("field=Không có, lĩnh vực này");
    assert!(
        field.stderr.contains("giá trị có dấu phẩy thì đặt trong nháy kép: 'field=\"Không có, lĩnh vực này\"'"),
        "{}",
        field.stderr
    );
}

#[test]
fn a_part_of_words_that_nothing_has_is_told() {
    let folder = folder(&[("tasks.csv", TASKS.as_bytes())]);
    let of =
        |condition: &str| ask_in(folder.path(), &[&["tasks.csv", "--where", condition], &AS_OF[..]].concat()).stderr;
    assert!(of("field~dat dai").contains("cảnh báo[unmet-value]: không nhiệm vụ nào có field là `dat dai`"));
    assert!(!of("field~đất").contains("unmet-value") && !of("unit~Nội").contains("unmet-value"));
    let known = of("unit=Sở Công Thương");
    assert!(known.contains("[unmet-value]") && !known.contains("có phải là `Sở Công Thương`"), "{known}");
}

#[test]
fn a_word_is_met_behind_any_number_of_others() {
    let task = |content: &str| format!("{content},Sở Y tế,05/01/2024,31/01/2024,\n");
    let rows: String = (0..10_050).map(|number| task(&format!("Việc {number:05}"))).collect();
    let text =
        format!("Nội dung nhiệm vụ,Cơ quan được giao,Ngày giao,Hạn xử lý,Ngày hoàn thành\n{rows}{}", task("Zzz"));
    let folder = folder(&[("tasks.csv", text.as_bytes())]);
    let of = |condition: &str| {
        let asked =
            ask_in(folder.path(), &[&["tasks.csv", "--where", condition, "--format", "csv"], &AS_OF[..]].concat());
        (asked.stdout, asked.stderr)
    };
    for condition in ["content~zzz", "content=ZZZ", "content~\"việc 10049\",zzz"] {
        let (found, told) = of(condition);
        assert!(
            found.contains(if condition.contains("việc") { ",2," } else { ",1," }) && !told.contains("unmet-value"),
            "{found}{told}"
        );
    }
    assert!(of("content~zzzz").1.contains("[unmet-value]"));
}

#[test]
fn shares_are_of_the_whole_table_and_totals_say_of_how_many() {
    let folder = folder(&[("tasks.csv", TASKS.as_bytes())]);
    let of = |more: &[&str]| {
        ask_in(folder.path(), &[&["tasks.csv", "--by", "unit", "--metrics", "assigned"], &AS_OF[..], more].concat())
            .stdout
    };
    let table = of(&["--top", "1"]);
    // 3 of 6, as each unit of a joint task counts it.
    assert!(table.contains("% của cả bảng") && table.contains(" 50,0%"), "{table}");
    assert!(table.contains("Tổng số (tất cả 3 đơn vị)"), "{table}");
    assert!(of(&[]).contains("\nTổng số "), "{}", of(&[]));
}

#[test]
fn a_workbook_has_the_row_of_tasks_counted_once() {
    use calamine::{Data, Reader};
    let folder = folder(&[("tasks.csv", TASKS.as_bytes())]);
    let question = ["tasks.csv", "--by", "unit", "--metrics", " assigned, overdue", "--out", "a.xlsx"];
    assert_eq!(ask_in(folder.path(), &[&question[..], &AS_OF[..]].concat()).status, 0);
    let mut book: calamine::Xlsx<_> = calamine::open_workbook(folder.path().join("a.xlsx")).unwrap();
    let sheet = book.worksheet_range("Số liệu").unwrap();
    let rows: Vec<_> = sheet.rows().map(|row| (row[0].to_string(), row[2].clone())).collect();
    assert!(rows.contains(&("Tổng số".to_owned(), Data::Float(6.0))), "{rows:?}");
    assert!(rows.contains(&("Tổng số nhiệm vụ (không tính trùng)".to_owned(), Data::Float(5.0))), "{rows:?}");
}
