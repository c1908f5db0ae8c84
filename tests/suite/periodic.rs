//! The periodic reports: the first half of 2019 with its public figures, and the same partials in the other templates.
//!
//! In: sample-data/kon-tum-2019h1 through the whole pipeline. Out: its figures, sentences, comparisons, rankings and lists.

use std::{collections::BTreeMap, path::Path, sync::LazyLock};

use dondoc::{
    metrics::MetricValue,
    period::Asked,
    pipeline::{self, Job, Outcome},
    progress::Silent,
    project::Project,
    render::Options,
};

use crate::{
    counts::{Counts, count},
    read_back::{sheets_of_xlsx, text_of_docx},
    samples::{Task, day, rows, text},
    small_report::date,
    workbench::Workbench,
};

fn project() -> Project {
    Project::load(&Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-data/kon-tum-2019h1")).unwrap()
}

fn run(project: Project) -> Outcome {
    let job = Job { project, formats: vec!["docx".to_owned()], options: Options::default(), force_final: true };
    pipeline::run(&job, &Silent).unwrap_or_else(|failure| panic!("{failure:?}"))
}

static HALF: LazyLock<Outcome> = LazyLock::new(|| run(project()));

fn docx(outcome: &Outcome) -> String {
    let file = outcome.files.iter().find(|file| file.name.ends_with(".docx")).unwrap();
    text_of_docx(&file.bytes)
}

/// The rows of a table's CSV twin, without its heading.
fn table(outcome: &Outcome, id: &str) -> Vec<Vec<String>> {
    let file = outcome.files.iter().find(|file| file.name == format!("tables/{id}.csv")).unwrap();
    let mut reader = simd_csv::ReaderBuilder::new().has_headers(true).from_reader(file.bytes.as_slice());
    let cells = |record: &simd_csv::ByteRecord| {
        record.iter().map(|cell| String::from_utf8(cell.to_vec()).unwrap()).collect::<Vec<_>>()
    };
    reader.byte_records().map(|record| cells(&record.unwrap())).collect()
}

#[test]
fn the_first_half_of_2019_has_its_public_figures() {
    let of = |metric: &str| count(&HALF, "period_total", metric);
    let counts = ["assigned", "on_time", "late", "in_deadline", "overdue", "done", "open"].map(of);
    assert_eq!(counts, [2139, 883, 281, 912, 63, 1164, 975]);
    let text = docx(&HALF);
    for sentence in [
        "Từ ngày 01/01/2019 đến ngày 30/6/2019, trong tổng số 2.139 nhiệm vụ được giao, các đơn vị, địa phương đã hoàn thành đúng hạn \
         883 nhiệm vụ, đã hoàn thành nhưng quá hạn 281 nhiệm vụ, còn trong hạn giải quyết 912 nhiệm vụ; đã trễ hạn nhưng chưa hoàn thành \
         63 nhiệm vụ. Tổng số đã hoàn thành 1.164 nhiệm vụ (tỷ lệ hoàn thành 54,4%), còn 975 nhiệm vụ đang thực hiện; số liệu đến ngày \
         30/6/2019.",
        "vụ được giao 6 tháng đầu năm 2019",
        "tổng số nhiệm vụ giao trong kỳ là 2.163 nếu kể cả, 2.139 nếu không kể số này.",
        "So với 6 tháng cuối năm 2018, số nhiệm vụ được giao tăng 235 nhiệm vụ; tỷ lệ hoàn thành giảm 15,7 điểm %;",
        "So với 6 tháng đầu năm 2018, số nhiệm vụ được giao tăng 650 nhiệm vụ;",
        "Nhiệm vụ giao trong 6 tháng đầu năm 2019 (từ ngày 01/01/2019 đến ngày 30/6/2019) và nhiệm vụ chưa hoàn thành từ trước chuyển \
         sang, đã trễ hạn nhưng chưa hoàn thành; số liệu đến ngày 30/6/2019",
        "Nhiệm vụ giao trong kỳ: chưa kể 24 nhiệm vụ giao bằng văn bản giấy.",
    ] {
        assert!(text.contains(sentence), "{sentence}\n{text}");
    }
    // In the half in question nothing else cumulates.
    assert!(!text.contains("Lũy kế"));
}

#[test]
fn the_export_of_2019_holds_them_recounted_from_its_rows() {
    let as_of = date(2019, 6, 30);
    let mut counts = [0; 4];
    for row in rows("kon-tum-2019h1/nhiem-vu-2019.xlsx").into_iter().skip(4) {
        let dates = [8, 9, 10, 11, 12].map(|column| day(&row[column]).unwrap());
        let task = Task {
            unit: text(&row[7]),
            raw_unit: row[7].to_string(),
            given: dates[0].unwrap(),
            original: dates[1],
            extension: dates[2].zip(dates[3]),
            done: dates[4],
        };
        assert!(task.given >= date(2019, 1, 1) && task.given <= as_of);
        counts[task.status(as_of)] += 1;
    }
    assert_eq!(counts, [883, 281, 912, 63]);
}

#[test]
fn a_comparison_sets_the_tables_side_by_side() {
    let rows = table(&HALF, "change");
    let rate = rows.iter().find(|row| row[0] == "Tỷ lệ hoàn thành").unwrap();
    assert_eq!((rate[3].as_str(), rate[5].as_str()), ("-0.157", "-0.308"));
    for (row, metric) in rows.iter().zip(["assigned", "done", "on_time", "late", "open", "overdue"]) {
        let of = |table: &str| count(&HALF, table, metric);
        assert_eq!(
            [1, 2, 4].map(|column: usize| row[column].parse::<u64>().unwrap()),
            ["period_total", "previous", "last_year"].map(of)
        );
    }
    let with_year = |which: &str| {
        let spec = &HALF.tables.iter().find(|(spec, _)| spec.id() == which).unwrap().0;
        (spec.period.name(), spec.as_of.iso())
    };
    assert_eq!(with_year("previous"), ("6 tháng cuối năm 2018".to_owned(), "2018-12-31".to_owned()));
    assert_eq!(with_year("last_year"), ("6 tháng đầu năm 2018".to_owned(), "2018-06-30".to_owned()));
}

#[test]
fn the_lists_name_as_many_tasks_as_the_tables_count_unit_by_unit() {
    for (id, days) in [("overdue", 5), ("late", 6)] {
        let rows = table(&HALF, id);
        assert_eq!(rows.len() as u64, count(&HALF, "workload", id));
        let mut units: BTreeMap<&str, Vec<u64>> = BTreeMap::new();
        let mut order: Vec<&str> = Vec::new();
        for row in &rows {
            units.entry(&row[1]).or_default().push(row[days].parse().unwrap());
            order.push(&row[1]);
        }
        order.dedup();
        assert_eq!(order.len(), units.len(), "{id}: a unit stands in two places");
        for days in units.values() {
            assert!(days.is_sorted_by(|before, after| before >= after) && *days.last().unwrap() > 0);
        }
    }
    let by_age = table(&HALF, "overdue_by_age");
    let total: u64 = by_age[..4].iter().map(|row| row[1].parse::<u64>().unwrap()).sum();
    assert_eq!((total, by_age[4][1].parse().unwrap()), (count(&HALF, "workload", "overdue"), total));
}

#[test]
fn every_periodic_template_speaks_of_its_period() {
    let periods = [
        ("monthly", "2019-05", "tháng 5 năm 2019", "Lũy kế từ đầu năm (từ ngày 01/01/2019 đến ngày 31/5/2019)"),
        ("quarterly", "2019-Q2", "quý II năm 2019", "Lũy kế từ đầu năm (từ ngày 01/01/2019 đến ngày 30/6/2019)"),
        ("half-year", "2018-H2", "6 tháng cuối năm 2018", "Lũy kế từ đầu năm (từ ngày 01/01/2018 đến ngày 31/12/2018)"),
        ("nine-month", "2019-9M", "9 tháng đầu năm 2019", "So với 9 tháng đầu năm 2018, số nhiệm vụ được giao"),
    ];
    for (template, asked, name, sentence) in periods {
        let mut project = project().with_period(Asked::read(asked).unwrap()).unwrap();
        template.clone_into(&mut project.report.template);
        let text = docx(&run(project));
        assert!(text.contains(&format!("thực hiện các nhiệm vụ được giao {name}./.")), "{template}");
        assert!(text.contains(sentence), "{template}: {text}");
    }
}

#[test]
fn without_earlier_tasks_nothing_is_compared() {
    let mut project = project();
    "nhiem-vu-2019.xlsx".clone_into(&mut project.inputs[0].file);
    let text = docx(&run(project));
    assert!(text.contains(
        "Dữ liệu không có nhiệm vụ giao từ ngày 01/7/2018 đến ngày 31/12/2018, nên không so sánh với kỳ trước."
    ));
    assert!(text.contains("Dữ liệu không có nhiệm vụ giao từ ngày 01/01/2018 đến ngày 30/6/2018"));
    assert!(!text.contains("So sánh với kỳ trước ("));
}

#[test]
fn an_export_that_speaks_of_one_day_makes_a_report_without_comparisons() {
    let rows =
        "A1;Sở Y tế;05/04/2018;30/04/2018;Đang thực hiện\nA2;Sở Y tế;05/02/2018;30/04/2018;Hoàn thành đúng hạn\n";
    let heading = "Mã nhiệm vụ;Đơn vị chủ trì;Ngày giao;Hạn xử lý;Trạng thái\n";
    let bench = Workbench::small()
        .write("xuat.csv", format!("{heading}{rows}"))
        .edit("dondoc.toml", "file = \"nhiem-vu-ubnd.xlsx\"\nmapping = \"kon-tum-tracker\"", "file = \"xuat.csv\"")
        .edit("dondoc.toml", "template = \"annual\"", "template = \"quarterly\"")
        .edit("dondoc.toml", "status = \"final\"", "status = \"draft\"")
        .edit("dondoc.toml", "remarks = \"nhan-xet.md\"\n", "")
        .edit("dondoc.toml", "[report]", "[period]\nkind = \"quarter\"\nnumber = 2\n\n[report]")
        .edit("dondoc.toml", "report = \"2019-01-01\"", "report = \"2018-06-30\"");
    let run = bench.run(&["report", "ho-so", "--formats", "docx"]);
    assert!(run.stderr.contains("lỗi[other-day]: bảng `previous` chốt số liệu ngày 31/3/2018"), "{}", run.stderr);
    let bench = bench.edit("dondoc.toml", "number = 2\n", "number = 2\ncompare = false\n");
    let run = bench.run(&["report", "ho-so", "--formats", "docx"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert!(run.stdout.contains("previous (đến 31/3/2018): 0 nhiệm vụ"), "{}", run.stdout);
    let text = text_of_docx(&bench.results()["bao-cao-nam-2018.docx"]);
    assert!(text.contains("Báo cáo này không so sánh với kỳ trước và cùng kỳ năm trước."), "{text}");
    assert!(!text.contains("So với quý") && !text.contains("So sánh với kỳ trước ("), "{text}");
}

#[test]
fn a_project_says_what_is_soon_and_old_and_how_many_are_named() {
    let mut project = project();
    project.report.due_within_days = Some(30);
    project.report.no_deadline_months = Some(1);
    project.report.top = std::num::NonZeroUsize::new(1);
    let outcome = run(project);
    let text = docx(&outcome);
    assert!(text.contains("Từ ngày 30/6/2019 đến ngày 30/7/2019 có "), "{text}");
    assert!(text.contains("giao từ ngày 30/5/2019 trở về trước (đã từ 01 tháng)"), "{text}");
    assert!(docx(&HALF).contains("giao từ ngày 30/3/2019 trở về trước (đã từ 03 tháng)"));
    let named = "Các đơn vị có nhiều nhiệm vụ hoàn thành quá hạn gồm: ";
    let units = |text: &str| text.split_once(named).unwrap().1.split_once(").").unwrap().0.matches("nhiệm vụ").count();
    assert_eq!((units(&text), units(&docx(&HALF))), (1, 5));
    assert!(count(&outcome, "due_soon", "in_deadline") > count(&HALF, "due_soon", "in_deadline"));
    assert!(count(&outcome, "no_deadline", "open") >= count(&HALF, "no_deadline", "open"));
}

#[test]
fn changes_are_numbers_in_the_workbook() {
    let project = project();
    let job = Job { project, formats: vec!["xlsx".to_owned()], options: Options::default(), force_final: true };
    let outcome = pipeline::run(&job, &Silent).unwrap();
    let file =
        outcome.files.iter().find(|file| file.name.ends_with(".xlsx") && !file.name.contains("ra-soat")).unwrap();
    let sheets = sheets_of_xlsx(&file.bytes);
    let row = |label: &str| {
        let mut rows = sheets.iter().flat_map(|(_, rows)| rows);
        rows.find(|row| row[0] == label && row.len() > 5).unwrap_or_else(|| panic!("{label}: {sheets:?}"))
    };
    assert_eq!(row("Tỷ lệ hoàn thành")[3], "-0.157");
    assert_eq!(row("Tổng số nhiệm vụ giao")[3], "235");
}

/// The groups of a table, each with its counts of some metrics, as its CSV twin has them.
fn small(tables: &str, export: &[&str]) -> Outcome {
    let heading = "Mã nhiệm vụ,Cơ quan được giao,Ngày giao,Hạn xử lý,Gia hạn đến,Ngày gia hạn,Ngày hoàn thành\n";
    let project = Counts::of("csv");
    project.write("tasks.csv", format!("{heading}{}\n", export.join("\n")));
    let template = "report-templates/reports/counts/report.md";
    project.edit(template, "[[table]]\nid = \"given\"", &format!("{tables}[[table]]\nid = \"given\""));
    project.run().unwrap()
}

#[test]
fn a_ranking_names_the_highest_and_their_equals_and_none_with_zero() {
    let ranking = "[[table]]\nid = \"ranking\"\ntitle = \"R\"\ngroup_by = \"unit\"\norder = \"overdue\"\ntop = 2\n\
                   columns = [{ id = \"unit\", heading = \"u\" }, { id = \"overdue\", heading = \"o\" }]\n";
    let outcome = small(
        ranking,
        &[
            "A,Sở Y tế,01/02/2018,01/03/2018,,,",
            "B,Sở Tư pháp,01/02/2018,01/03/2018,,,",
            "C,Sở Nội vụ,01/02/2018,01/03/2018,,,",
            "D,Sở Nội vụ,01/02/2018,01/04/2018,,,",
            "E,Ban Dân tộc,01/02/2018,01/03/2018,,,01/03/2018",
        ],
    );
    // The two with one each are equal: naming only one of them would be unfair.
    assert_eq!(table(&outcome, "ranking"), [["Sở Nội vụ", "2"], ["Sở Tư pháp", "1"], ["Sở Y tế", "1"]]);
}

#[test]
fn overdue_tasks_fall_into_spans_of_days() {
    let ages = "[[table]]\nid = \"ages\"\ntitle = \"A\"\nstatuses = [\"overdue\"]\ngroup_by = \"age\"\nage_bands = [30, 60]\ntotal = \"T\"\n\
                columns = [{ id = \"group\", heading = \"g\" }, { id = \"overdue\", heading = \"o\" }]\n";
    // The as-of is 31/12/2018: 1, 30, 31, 60 and 61 days late; due on the day, not late.
    let due = ["30/12/2018", "01/12/2018", "30/11/2018", "01/11/2018", "31/10/2018", "31/12/2018"];
    let rows: Vec<String> =
        (1..).zip(due).map(|(number, day): (u32, _)| format!("N{number},Sở Y tế,01/02/2018,{day},,,")).collect();
    let outcome = small(ages, &rows.iter().map(String::as_str).collect::<Vec<_>>());
    let expected = [["Từ 01 đến 30 ngày", "2"], ["Từ 31 đến 60 ngày", "2"], ["Trên 60 ngày", "1"], ["T", "5"]];
    assert_eq!(table(&outcome, "ages"), expected);
}

#[test]
fn extensions_are_counted_by_the_as_of_and_told_apart_where_they_came_too_late() {
    let outcome = small(
        "",
        &[
            "A,Sở Y tế,01/02/2018,01/03/2018,01/04/2018,28/02/2018,",
            "B,Sở Y tế,01/02/2018,01/03/2018,01/04/2018,02/03/2018,",
            "C,Sở Y tế,01/02/2018,01/03/2019,01/04/2019,02/01/2019,",
            "D,Sở Y tế,01/02/2018,01/03/2018,01/04/2018,,",
            "E,Sở Y tế,01/02/2018,01/03/2018,,,",
        ],
    );
    assert_eq!(["extended", "extended_late", "not_on_paper"].map(|metric| count(&outcome, "given", metric)), [3, 1, 5]);
}

#[test]
fn joint_tasks_of_a_list_by_unit_stand_under_each_unit() {
    let list = "[[table]]\nid = \"late_ones\"\ntitle = \"L\"\nkind = \"list\"\nstatuses = [\"overdue\"]\norder = \"unit\"\n\
                columns = [{ id = \"unit\", heading = \"u\" }, { id = \"task_id\", heading = \"t\" }, { id = \"days_late\", heading = \"d\" }]\n";
    let outcome = small(
        list,
        &[
            "A,Sở Y tế,01/02/2018,01/12/2018,,,",
            "B,Sở Y tế; Ban Dân tộc,01/02/2018,01/11/2018,,,",
            "C,Ban Dân tộc,01/02/2018,30/12/2018,,,",
        ],
    );
    let expected =
        [["Ban Dân tộc", "B", "60"], ["Ban Dân tộc", "C", "1"], ["Sở Y tế", "B", "60"], ["Sở Y tế", "A", "30"]];
    assert_eq!(table(&outcome, "late_ones"), expected);
    let (_, metrics) = outcome.tables.iter().find(|(spec, _)| spec.id() == "late_ones").unwrap();
    assert_eq!(metrics.total("overdue"), Some(MetricValue::Count(3)));
}

/// The small project with a template of its own that includes a partial of its own.
fn with_partial(partial: &str) -> Workbench {
    let bench = Workbench::with_template().write("report-templates/partials/mine.md", partial);
    bench.edit("report-templates/reports/annual/report.md", "### 2. Vấn đề", "{% include \"mine\" %}\n\n### 2. Vấn đề")
}

#[test]
fn faults_of_a_partial_are_told_in_its_own_file() {
    let told = |partial: &str| with_partial(partial).report().stderr;
    let table = "[[table]]\nid = \"mine\"\ntitle = \"M\"\nas_of = \"report\"\n";
    let place = "ho-so/report-templates/partials/mine.md, dòng";
    let good = with_partial(&format!("+++\n{table}+++\n\nCó {{{{ tables.mine.assigned | prose }}}} việc của tôi.\n"));
    let run = good.report();
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert!(text_of_docx(&good.results()["bao-cao-nam-2018.docx"]).contains(" việc của tôi."));
    for (partial, expected) in [
        (
            format!("+++\n{table}+++\n\nCó {{{{ tables.mine.asigned }}}}.\n"),
            format!("[unknown-variable]: mẫu báo cáo dùng tên chưa biết `tables.mine.asigned`\n  --> {place} 8"),
        ),
        (format!("+++\n{table}order = \"late\"\n+++\n"), format!("--> {place} 6")),
        (format!("+++\n{table}membreship = \"open\"\n+++\n"), format!("--> {place} 6")),
        ("Một dòng.\n{% include \"totals\" %}\n".to_owned(), format!("--> {place} 2")),
    ] {
        let told = told(&partial);
        assert!(told.contains(&expected), "{expected}\n{told}");
    }
    let bench = Workbench::with_template().edit(
        "report-templates/reports/annual/report.md",
        "### 2. Vấn đề",
        "{% include \"toltals\" %}\n\n### 2. Vấn đề",
    );
    let told = bench.report().stderr;
    assert!(told.contains("[unknown-definition]: không có `toltals` trong report-templates/partials"), "{told}");
    assert!(told.contains("có phải là `totals`?"), "{told}");
}

#[test]
fn a_table_heeds_every_key_that_it_writes() {
    let told = |edit: &str| {
        let bench = Workbench::with_template().edit(
            "report-templates/reports/annual/report.md",
            "[[table]]\nid = \"government\"",
            &format!(
                "[[table]]\nid = \"extra\"\ntitle = \"X\"\nas_of = \"report\"\n{edit}\n[[table]]\nid = \"government\""
            ),
        );
        bench.report().stderr
    };
    for (edit, expected) in [
        ("top = 5", "unfit-key"),
        ("age_bands = [30]", "unfit-key"),
        ("group_by = \"age\"\nage_bands = [30, 30]", "giá trị không hợp lệ: [30, 30]"),
        ("group_by = \"unit\"\norder = \"lat\"", "có phải là `late`?"),
        ("group_by = \"unit\"\norder = \"late\"\ntop = 5\ntotal = \"T\"", "unfit-key"),
        ("kind = \"list\"\norder = \"late\"", "unknown-column"),
        ("compare = [\"government\"]", "unfit-key"),
        ("kind = \"comparison\"\ncompare = [\"goverment\"]", "có phải là `government`?"),
        (
            "kind = \"comparison\"\ncompare = [\"government\"]\nmetrics = [{ id = \"don\", label = \"x\" }]",
            "có phải là `done`?",
        ),
        (
            "kind = \"comparison\"\ncompare = [\"government\"]\ncolumns = [{ id = \"change_government\", heading = \"x\" }]",
            "unknown-column",
        ),
        ("kind = \"comparison\"\nperiod = \"previous\"", "unfit-key"),
    ] {
        let told = told(edit);
        assert!(told.contains(expected), "{edit}\n{told}");
    }
}
