//! The electronic report of 2023: what its system gives at signing stays blank, and the layout is that of Nghị định 30/2020/NĐ-CP.
//!
//! In: sample-data/kon-tum-2023 through the whole pipeline; the small sample with other words. Out: words, figures, order.

use std::{
    path::{Path, PathBuf},
    sync::OnceLock,
};

use dondoc::{
    metrics::MetricValue,
    pipeline::{self, Job, Outcome},
    progress::Silent,
    project::Project,
    render::Options,
};

use crate::{
    pdf_text::pages_text,
    read_back::text_of_docx,
    samples::{Task, date, day, rows, text},
    workbench::{REPORT, Workbench},
};

fn sample() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-data/kon-tum-2023")
}

/// A run as the project asks for it: it calls itself final.
fn outcome() -> &'static Outcome {
    static OUTCOME: OnceLock<Outcome> = OnceLock::new();
    OUTCOME.get_or_init(|| {
        let project = Project::load(&sample()).unwrap();
        let job = Job { project, formats: Vec::new(), options: Options::default(), force_final: false };
        pipeline::run(&job, &Silent).unwrap()
    })
}

/// A file of the run.
pub fn file(name: &str) -> &'static [u8] {
    &outcome().files.iter().find(|file| file.name == name).unwrap().bytes
}

fn docx() -> String {
    text_of_docx(file("bao-cao-nam-2023.docx"))
}

/// The text of the PDF as one line, pages and lines joined.
fn pdf() -> String {
    pages_text(file("bao-cao-nam-2023.pdf")).join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn the_document_is_final_with_its_date_but_waits_for_its_number() {
    let lines = docx();
    assert!(lines.lines().any(|line| line == "Số:        /BC-TKTra"), "{lines}");
    assert!(lines.lines().any(|line| line == "Kon Tum, ngày 05 tháng 01 năm 2024"));
    assert!(pdf().contains("Số: /BC-TKTra"));
    assert!(!lines.contains("[…"), "a final document has no gap");
}

#[test]
fn appendices_are_roman_each_with_a_blank_reference_and_cited_by_that_label() {
    let text = docx();
    let lines: Vec<&str> = text.lines().collect();
    let place = |label: &str| lines.iter().position(|line| *line == label).unwrap_or_else(|| panic!("no {label}"));
    let places = ["Phụ lục I", "Phụ lục II", "Phụ lục III", "Phụ lục IV"].map(place);
    assert!(places.is_sorted());
    assert!(!lines.contains(&"Phụ lục V"));
    for at in places {
        assert_eq!(lines[at + 2], "(Kèm theo Văn bản số … ngày … tháng … năm … của Tổ Kiểm tra)");
    }
    assert!(lines[places[3] + 1].starts_with("BIỂU ĐỒ"), "the chart has an appendix of its own, titled in capitals");
    let body = lines[..places[0]].join("\n");
    for citation in ["06 nhiệm vụ - Phụ lục I:", "41 nhiệm vụ) - Phụ lục II.", "tại Phụ lục III.", "tại Phụ lục IV."]
    {
        assert!(body.contains(citation), "{citation}");
    }
}

#[test]
fn titles_of_sections_are_in_capitals() {
    let text = docx();
    for line in ["I. VỀ CÔNG TÁC THEO DÕI", "II. THỐNG KÊ KẾT QUẢ", "III. GIẢI PHÁP TRONG THỜI GIAN TỚI:"]
    {
        assert!(text.lines().any(|found| found.starts_with(line)), "{line}");
    }
    assert!(text.lines().any(|line| line == "1. Về ưu điểm:"), "only sections are in capitals");
}

#[test]
fn the_public_figures_of_2023_are_counted_and_printed() {
    let (_, metrics) = outcome().tables.iter().find(|(spec, _)| spec.id() == "province_by_unit").unwrap();
    let total = |metric: &str| match metrics.total(metric) {
        Some(MetricValue::Count(count)) => count,
        _ => panic!("{metric} is no count"),
    };
    assert_eq!((total("late") + total("overdue"), total("past_deadline"), total("with_deadline")), (222, 222, 1206));
    let sentence = "là 222/1.206 nhiệm vụ, chiếm tỷ lệ 18,4% tổng số nhiệm vụ có thời hạn được giao.";
    assert!(docx().contains(sentence));
    assert!(pdf().contains(sentence));
}

#[test]
fn the_export_of_2023_holds_them_recounted_from_its_rows() {
    let as_of = date(2023, 12, 31);
    let mut counts = [0; 4];
    let (mut with_deadline, mut without_unit) = (0, 0);
    for row in rows("kon-tum-2023/nhiem-vu-ubnd.xlsx").into_iter().skip(4) {
        if text(&row[3]).is_empty() {
            without_unit += 1;
            continue;
        }
        let dates = [6, 7, 8, 9, 10].map(|column| day(&row[column]).unwrap());
        let task = Task {
            unit: text(&row[3]),
            raw_unit: row[3].to_string(),
            given: dates[0].unwrap(),
            original: dates[1],
            extension: dates[2].zip(dates[3]),
            done: dates[4],
        };
        assert!(task.given >= date(2023, 1, 1) && task.given <= as_of);
        counts[task.status(as_of)] += 1;
        with_deadline += usize::from(task.original.is_some());
    }
    assert_eq!(counts, [950, 181, 96, 41]);
    assert_eq!((with_deadline, counts[1] + counts[3], without_unit), (1206, 222, 1));
}

fn small_docx(bench: &Workbench) -> String {
    let run = bench.report();
    assert_eq!(run.status, 0, "{}", run.stderr);
    text_of_docx(&bench.results()["bao-cao-nam-2018.docx"])
}

#[test]
fn the_appendix_of_the_chart_is_there_only_when_charts_are_asked_for() {
    let without = small_docx(&Workbench::small());
    assert!(!without.contains("Biểu đồ") && !without.contains("PHỤ LỤC 04"));
    let bench = Workbench::small().edit("dondoc.toml", "remarks = ", "charts = true\nremarks = ");
    let with = small_docx(&bench);
    assert!(with.contains("PHỤ LỤC 04\nBiểu đồ kết quả thực hiện nhiệm vụ theo cơ quan được giao\n"), "{with}");
}

#[test]
fn a_part_stands_in_the_body_on_two_lines_and_is_no_appendix() {
    let plain = small_docx(&Workbench::with_template());
    let bench = Workbench::with_template().edit(
        REPORT,
        "## II. Thống kê",
        "# Phần thứ hai. Kết quả năm {{ year }} {.part}\n\n## II. Thống kê",
    );
    let text = small_docx(&bench);
    assert!(text.contains("\nPhần thứ hai\nKẾT QUẢ NĂM 2018\nII. Thống kê"), "{text}");
    assert_eq!(text.replace("Phần thứ hai\nKẾT QUẢ NĂM 2018\n", ""), plain);
}

/// The head of the annual template with few words of its own below it.
fn with_words(words: &str) -> Workbench {
    let template = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(REPORT)).unwrap();
    let head = template.split("\n+++\n").next().unwrap();
    // The sample's remarks cite appendices that these words do not have.
    Workbench::small().write("nhan-xet.md", "").write(REPORT, format!("{head}\n+++\n\n{words}"))
}

#[test]
fn a_single_appendix_has_no_number() {
    let one =
        "Xem {{ appendix(id=\"mot\") }} kèm theo./.\n\n# Kết quả {#mot}\n\n{{ table(id=\"province_by_unit\") }}\n";
    let two = format!("{one}\n# Danh sách {{#hai}}\n\n{{{{ table(id=\"government_open\") }}}}\n");
    for (numbering, labels) in [("arabic", ["PHỤ LỤC", "PHỤ LỤC 01"]), ("roman", ["Phụ lục", "Phụ lục I"])]
    {
        let key = "appendix_numbering = \"arabic\"";
        let bench =
            |words| with_words(words).edit("dondoc.toml", key, &format!("appendix_numbering = \"{numbering}\""));
        let single = small_docx(&bench(one));
        assert!(single.contains("\nXem Phụ lục kèm theo./.\n"), "{single}");
        assert!(single.contains(&format!("\n{}\nKết quả\n", labels[0])), "{single}");
        let both = small_docx(&bench(&two));
        assert!(both.contains(&format!("\n{}\nKết quả\n", labels[1])), "{both}");
        assert!(!both.contains(&format!("\n{}\n", labels[0])), "{both}");
    }
}
