//! How long the sample takes: the whole run, and each format by itself; a report of twenty pages; and letters to 500 units. `cargo bench`
//! prints medians of 20, and of 5 for the letters.
//!
//! In: sample-data/kon-tum-2018. Out: lines on the terminal; nothing is written and nothing is asserted but the number of pages.
#![allow(missing_docs, clippy::expect_used, reason = "a measuring program stops at the first surprise")]

use std::{
    collections::BTreeMap,
    fmt::Write as _,
    fs,
    io::{Cursor, Write as _},
    path::Path,
    time::{Duration, Instant},
};

use dondoc::{
    assets::Assets,
    document::{Block, Document, Inline},
    normalize::{Registry, UnitList},
    pipeline::{self, Job},
    progress::Silent,
    project::Project,
    render::{
        Options, RENDERERS,
        pdf::{self, Fonts, layout},
    },
    report::{Figures, Filling, TableData},
    word_template::{Insertions, WordTemplate},
};
use serde_json::json;

#[path = "../tests/suite/fixture.rs"]
#[allow(
    dead_code,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "shared with the tests, which use all of it"
)]
mod fixture;

const RUNS: usize = 20;
/// Units that get a letter, and tasks of each: one page, or two.
const UNITS: usize = 500;
const TASKS: usize = 8;
const PAGES: usize = 20;
const LETTER_RUNS: usize = 5;

fn main() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-data/kon-tum-2018");
    let run = |formats: &[&str]| {
        let project = Project::load(&folder).expect("the sample loads");
        let formats = formats.iter().map(|format| (*format).to_owned()).collect();
        pipeline::run(&Job { project, formats, options: Options::default(), force_final: true }, &Silent)
            .expect("the sample runs")
            .files
            .len()
    };
    measure("whole run, all formats", RUNS, || run(&[]));
    // A name that is no format renders none: what remains is reading, counting and composing.
    let without = measure("whole run, no format", RUNS, || run(&["none"]));
    for renderer in RENDERERS {
        let with = measure(&format!("with {}", renderer.id), RUNS, || run(&[renderer.id]));
        println!("{:<28}{:>9.1} ms", format!("  {} alone", renderer.id), milliseconds(with.saturating_sub(without)));
    }
    long_report();
    word_rows(&folder);
    letters();
}

/// Rows of a loop in an office's Word file.
const ROWS: usize = 400;

/// A table row of seven cells, repeated in an office's Word file.
fn word_rows(folder: &Path) {
    let project = Project::load(folder).expect("the sample loads");
    let registry = Registry::of_project(&project, &project.assets()).expect("the registry is there");
    let figures = Figures::gather(&project, &[], &TableData::default(), &UnitList::of(&registry), None);
    let row = |number: usize| json!({ "name": format!("Xã số {number:03}"), "assigned": number * 7, "late": number });
    let rows: Vec<_> = (0..ROWS).map(row).collect();
    let figures = figures.expect("values are gathered").with("rows", json!(rows));
    let bytes = word_file(&["loop.index", "row.name", "row.assigned | count", "row.late", "row.late", "year", "year"]);
    let template = WordTemplate::open(&bytes, "mau.docx").expect("the file is sound");
    let filling = Filling {
        figures: &figures,
        tables: &[],
        charts: &[],
        remarks: &[],
        appendices: &BTreeMap::new(),
        possible_appendices: &[],
        is_final: true,
    };
    let theme = Assets::default().theme().expect("the fonts are there");
    let (tables, remarks) = (BTreeMap::new(), BTreeMap::new());
    let insertions = Insertions { tables, remarks, charts: &[], fonts: &theme.fonts };
    let fill = || template.fill(&filling, &insertions).expect("it is filled").len();
    measure(&format!("{ROWS} rows of a Word file"), RUNS, fill);
}

/// A Word file with a loop over `rows`, one cell for each value.
fn word_file(values: &[&str]) -> Vec<u8> {
    let cell = |text: &str| {
        let run = "<w:r><w:rPr><w:sz w:val=\"22\"/></w:rPr><w:t>";
        format!("<w:tc><w:p><w:pPr><w:jc w:val=\"center\"/></w:pPr>{run}{text}</w:t></w:r></w:p></w:tc>")
    };
    let row = |texts: &[String]| format!("<w:tr>{}</w:tr>", texts.iter().map(|text| cell(text)).collect::<String>());
    let repeated: Vec<String> = values.iter().map(|value| format!("{{{{ {value} }}}}")).collect();
    let [begin, end] = ["{%tr for row in rows %}", "{%tr endfor %}"].map(|tag| row(&[tag.to_owned()]));
    let space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    let table = format!("<w:tbl><w:tblPr/><w:tblGrid/>{begin}{}{end}</w:tbl><w:p/>", row(&repeated));
    let main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
    let types = format!(
        "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Override \
         PartName=\"/word/document.xml\" ContentType=\"{main}\"/></Types>"
    );
    let document = format!("<w:document xmlns:w=\"{space}\"><w:body>{table}</w:body></w:document>");
    let relations = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" \
         Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/></Relationships>";
    let relations = relations.to_owned();
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in [("[Content_Types].xml", types), ("_rels/.rels", relations), ("word/document.xml", document)] {
        archive.start_file(name, zip::write::SimpleFileOptions::default()).expect("the file takes it");
        archive.write_all(text.as_bytes()).expect("the file takes it");
    }
    archive.finish().expect("the file ends").into_inner()
}

/// A report of twenty pages in every format, fonts read beforehand for the PDF as for letters.
fn long_report() {
    let theme = Assets::default().theme().expect("the fonts are there");
    let mut fonts = Fonts::parse(&theme.fonts).expect("the fonts are fonts");
    let document = of_pages(PAGES, &mut fonts);
    for renderer in RENDERERS {
        let name = format!("{PAGES} pages as {}", renderer.id);
        measure(&name, RUNS, || (renderer.render)(&document, &theme, Options::default()).expect("it renders").len());
    }
    let name = format!("{PAGES} pages as pdf, fonts read");
    measure(&name, RUNS, || pdf::render_with(&document, &mut fonts, Options::default()).expect("it renders").len());
    measure("  laying out alone", RUNS, || layout::lay_out(&document, &mut fonts).pages.len());
}

/// The report of 2018, its text twice but for the footnotes, its appendices repeated until it has this many pages.
fn of_pages(wanted: usize, fonts: &mut Fonts) -> Document {
    let mut document = fixture::report();
    let is_call = |inline: &Inline| matches!(inline, Inline::Footnote(_));
    let plain = |block: &&Block| !matches!(block, Block::Paragraph(content) if content.iter().any(is_call));
    let again: Vec<Block> = document.body.iter().filter(plain).cloned().collect();
    document.body.extend(again);
    let mut appendices = document.appendices.clone().into_iter().cycle();
    while layout::lay_out(&document, fonts).pages.len() < wanted {
        document.appendices.extend(appendices.next());
    }
    let pages = layout::lay_out(&document, fonts).pages.len();
    assert!(pages.abs_diff(wanted) <= 1, "{pages} pages instead of {wanted}");
    document
}

/// Letters to all units of an export in one run, with and without rendering.
fn letters() {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, text: &str| {
        #[expect(clippy::disallowed_methods, reason = "the export that is measured is laid out beforehand")]
        fs::write(folder.path().join(name), text).expect("the folder takes it");
    };
    write("dondoc.toml", PROJECT);
    let mut export =
        "Mã nhiệm vụ,Số ký hiệu,Nội dung nhiệm vụ,Cơ quan được giao,Ngày giao,Hạn xử lý,Ngày hoàn thành\n".to_owned();
    for task in 0..UNITS * TASKS {
        let (unit, day) = (task / TASKS, 1 + task % 28);
        let content = CONTENTS.get(task % CONTENTS.len()).copied().unwrap_or_default();
        let deadline = ["05/12/2018", "10/01/2019", ""].get(task % 3).copied().unwrap_or_default();
        writeln!(export, "N{task},{task}/UBND-TH,{content} số {task},Xã số {unit:03},{day:02}/8/2018,{deadline},")
            .expect("text");
    }
    write("tasks.csv", &export);
    let run = |formats: &[&str]| {
        let project = Project::load(folder.path()).expect("the project loads");
        let formats = formats.iter().map(|format| (*format).to_owned()).collect();
        let job = Job { project, formats, options: Options::default(), force_final: true };
        pipeline::letters(&job, &Silent).expect("the letters run")
    };
    let pages = |file: &[u8]| lopdf::Document::load_mem(file).expect("a PDF").get_pages().len();
    let made = run(&["pdf"]);
    assert_eq!(made.letters.len(), UNITS);
    let letters = made.outcome.files.iter().filter(|file| file.name.ends_with(".pdf"));
    let pages: Vec<usize> = letters.map(|file| pages(&file.bytes)).collect();
    assert!(pages.iter().all(|pages| (1..=2).contains(pages)), "{pages:?}");
    println!("{UNITS} letters have {} pages", pages.iter().sum::<usize>());
    for (name, formats) in [("none", &["none"]), ("pdf", &["pdf"]), ("docx", &["docx"])] {
        measure(&format!("{UNITS} letters as {name}"), LETTER_RUNS, || run(formats).outcome.files.len());
    }
}

const CONTENTS: [&str; 4] = [
    "Thẩm định hồ sơ trình Ủy ban nhân dân tỉnh xem xét quyết định nội dung về phát triển cây dược liệu và Sâm Ngọc Linh",
    "Chủ trì phối hợp với các đơn vị liên quan kiểm tra việc phòng chống thiên tai và tìm kiếm cứu nạn trên địa bàn tỉnh",
    "Xây dựng dự thảo nghị quyết trình Hội đồng nhân dân tỉnh về hỗ trợ đất ở và nước sinh hoạt",
    "Tổ chức sơ kết đánh giá kết quả thực hiện Chương trình mục tiêu quốc gia xây dựng nông thôn mới",
];

const PROJECT: &str = r#"
[project]
units = "kon-tum"
year = 2018
[report]
template = "annual"
file_name = "r"
number = "1/BC-TKTra"
place = "Kon Tum"
date = "2019-01-01"
superior = ["ỦY BAN NHÂN DÂN", "TỈNH KON TUM"]
issuer = ["TỔ KIỂM TRA"]
issuer_name = "Tổ Kiểm tra"
authority = ["KT. TỔ TRƯỞNG", "TỔ PHÓ"]
signer = "Nguyễn Đình Cầu"
recipients = ["- Lưu: VT."]
[as_of]
end = "2018-12-31"
[[input]]
id = "all"
file = "tasks.csv"
mapping = "kon-tum-tracker"
"#;

fn measure(name: &str, runs: usize, mut work: impl FnMut() -> usize) -> Duration {
    let mut times: Vec<Duration> = (0..runs)
        .map(|_| {
            let start = Instant::now();
            std::hint::black_box(work());
            start.elapsed()
        })
        .collect();
    times.sort_unstable();
    let median = times.get(runs / 2).copied().unwrap_or_default();
    println!("{name:<28}{:>9.1} ms", milliseconds(median));
    median
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}
