//! The annual report of 2018: every figure of the source in every format, and every figure recounted from the ledger.
//!
//! In: sample-data/kon-tum-2018 through the whole pipeline, tests/golden/. Out: equal figures.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    sync::OnceLock,
};

use dondoc::{
    output::OutputFile,
    pipeline::{self, Job, Outcome},
    progress::Silent,
    project::Project,
    render::Options,
};

use super::{
    pdf_text::{PlacedWord, pages_text, pages_words, words},
    read_back::{sheets_of_xlsx, tables_of_docx, tables_of_html, text_of_docx, text_of_html},
    sample_texts::{self, fold},
};

/// The folder of the sample.
pub fn sample() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-data/kon-tum-2018")
}

/// A run over the sample, nothing written.
pub fn run() -> Outcome {
    let project = Project::load(&sample()).unwrap();
    pipeline::run(&Job { project, formats: Vec::new(), options: Options::default(), force_final: true }, &Silent)
        .unwrap()
}

fn outcome() -> &'static [OutputFile] {
    static FILES: OnceLock<Vec<OutputFile>> = OnceLock::new();
    FILES.get_or_init(|| run().files)
}

/// The bytes of a rendered file.
pub fn file(name: &str) -> &'static [u8] {
    let found = outcome().iter().find(|file| file.name == name);
    &found.unwrap_or_else(|| panic!("{name} is missing")).bytes
}

/// The records of a CSV file, its heading first.
pub fn csv(bytes: &[u8]) -> Vec<Vec<String>> {
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut reader = simd_csv::ReaderBuilder::new().has_headers(false).from_reader(text);
    let record = |record: simd_csv::ByteRecord| {
        record.iter().map(|cell| String::from_utf8(cell.to_vec()).unwrap()).collect::<Vec<_>>()
    };
    reader.byte_records().map(|found| record(found.unwrap())).collect()
}

/// The golden rows of an appendix, its units under the names of the registry, with the total row of the source.
fn golden(appendix: &str) -> Vec<Vec<String>> {
    let registry = sample_texts::registry();
    let mut rows = csv(sample_texts::read(&format!("tests/golden/2018-appendix-{appendix}.csv")).as_bytes());
    rows.remove(0);
    for row in &mut rows {
        if let Some(name) = registry.by_spelling.get(&fold(&row[1])) {
            row[1].clone_from(name);
        }
    }
    if appendix == "03-compliance" {
        rows.push(["", "Tổng số", "30", "17", ""].map(str::to_owned).to_vec());
    }
    rows
}

const APPENDICES: [(&str, &str); 3] = [
    ("01-government-open-tasks", "government_open"),
    ("02-units", "province_by_unit"),
    ("03-compliance", "compliance"),
];

/// The tables of the scores behind them: units by rank in two level groups, and the criteria.
const SCORE_TABLES: usize = 3;

/// A cell without what formats print differently: dots in counts, form of dates, a zero as a blank.
pub fn plain(cell: &str) -> String {
    let cell = cell.replace('\n', " ");
    let digits = cell.replace('.', "");
    if !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return if digits == "0" { String::new() } else { digits };
    }
    match cell.split('-').collect::<Vec<_>>()[..] {
        [year, month, day] if year.len() == 4 && month.len() == 2 && day.len() == 2 => {
            let month = if month.starts_with('0') && month > "02" { &month[1..] } else { month };
            format!("{day}/{month}/{year}")
        }
        _ => cell,
    }
}

pub fn assert_rows(found: &[Vec<String>], wanted: &[Vec<String>], what: &str) {
    let plain = |rows: &[Vec<String>]| -> Vec<Vec<String>> {
        rows.iter().map(|row| row.iter().map(|cell| plain(cell)).collect()).collect()
    };
    let (found, wanted) = (plain(found), plain(wanted));
    assert_eq!(found.len(), wanted.len(), "{what}: rows");
    for (found, wanted) in found.iter().zip(&wanted) {
        assert_eq!(found, wanted, "{what}");
    }
}

/// Rows of a twin in which the covered cells of a merged group repeat its text, as the golden file has them: empty.
fn uncovered(mut rows: Vec<Vec<String>>, column: usize) -> Vec<Vec<String>> {
    for index in (1..rows.len()).rev() {
        if rows[index][column] == rows[index - 1][column] {
            rows[index][column].clear();
        }
    }
    rows
}

#[test]
fn csv_twins_hold_the_golden_tables() {
    for (golden_name, table) in APPENDICES {
        let mut rows = csv(file(&format!("tables/{table}.csv")));
        rows.remove(0);
        let rows = if table == "government_open" { uncovered(rows, 1) } else { rows };
        assert_rows(&rows, &golden(golden_name), table);
    }
}

#[test]
fn docx_and_html_hold_the_golden_tables() {
    let docx = tables_of_docx(file("bao-cao-nam-2018.docx"));
    let html = tables_of_html(file("bao-cao-nam-2018.html"));
    for (format, tables) in [("docx", docx), ("html", html)] {
        assert_eq!(tables.len(), APPENDICES.len() + SCORE_TABLES, "{format}");
        for ((golden_name, id), table) in APPENDICES.iter().zip(tables) {
            let head = if *id == "province_by_unit" { 2 } else { 1 };
            assert_rows(&table[head..], &golden(golden_name), &format!("{id} in {format}"));
        }
    }
}

#[test]
fn the_xlsx_holds_the_golden_tables() {
    let mut sheets = sheets_of_xlsx(file("bao-cao-nam-2018.xlsx"));
    // Behind the table by unit stands its chart.
    assert_eq!(sheets.remove(3).0, "Biểu đồ PHỤ LỤC 02");
    assert_eq!(sheets.len(), 1 + APPENDICES.len() + SCORE_TABLES);
    for ((golden_name, id), (name, rows)) in APPENDICES.iter().zip(sheets.into_iter().skip(1)) {
        let wanted = golden(golden_name);
        let first = rows.iter().position(|row| row[0] == "1").unwrap();
        let rows: Vec<_> = rows.into_iter().skip(first).take(wanted.len()).collect();
        assert_rows(&rows, &wanted, &format!("{id} on {name}"));
    }
}

#[test]
fn the_pdf_holds_the_golden_tables() {
    let text = words(&pages_text(file("bao-cao-nam-2018.pdf")).join("\n"));
    let starts: Vec<usize> = ["PHỤ LỤC 01", "PHỤ LỤC 02", "PHỤ LỤC 03"].map(|label| text.find(label).unwrap()).to_vec();
    for (index, (golden_name, id)) in APPENDICES.iter().enumerate() {
        let end = starts.get(index + 1).copied().unwrap_or(text.len());
        let mut rest = &text[starts[index]..end];
        for row in golden(golden_name) {
            let cells: Vec<String> =
                row.iter().map(|cell| if cell == "0" { String::new() } else { printed(cell) }).collect();
            let line = words(&cells.join(" "));
            let at = rest.find(&line).unwrap_or_else(|| panic!("{id}: `{line}` is not in `{rest}`"));
            rest = &rest[at + line.len()..];
            assert!(!rest.starts_with(|letter: char| letter.is_alphanumeric()), "{id}: more follows `{line}`");
        }
    }
}

/// Centre of each figure column of Phụ lục 02, from a word of its heading: total, on time, late, in deadline, overdue.
fn figure_columns(words: &[PlacedWord]) -> [f32; 5] {
    ["Tổng", "Đúng", "Quá", "Trong", "Trễ"].map(|heading| {
        let word = words.iter().find(|word| word.text == heading).unwrap();
        (word.x.0 + word.x.1) / 2.0
    })
}

#[test]
fn each_figure_of_appendix_02_stands_below_its_heading_in_the_pdf() {
    let pages = pages_words(file("bao-cao-nam-2018.pdf"));
    let is_appendix = |words: &&Vec<PlacedWord>| {
        words.windows(3).any(|words| words.iter().map(|word| word.text.as_str()).eq(["PHỤ", "LỤC", "02"]))
    };
    let page = pages.iter().find(is_appendix).unwrap();
    let columns = figure_columns(page);
    let mut figures = 0;
    for row in golden("02-units") {
        let is_name = |words: &&[PlacedWord]| words.iter().map(|word| word.text.as_str()).eq(row[1].split(' '));
        // The last one: "Tổng số" also opens a heading.
        let line = page.windows(row[1].split(' ').count()).rfind(is_name);
        let baseline = line.and_then(|words| words.last()).unwrap_or_else(|| panic!("{} has no line", row[1])).y;
        for (cell, column) in row[2..].iter().zip(columns) {
            let near = |word: &&PlacedWord| {
                (word.y - baseline).abs() < 1.0 && ((word.x.0 + word.x.1) / 2.0 - column).abs() < 12.0
            };
            let found: Vec<&str> = page.iter().filter(near).map(|word| word.text.as_str()).collect();
            let wanted = if cell == "0" { String::new() } else { printed(cell) };
            assert_eq!(found.concat(), wanted, "{}", row[1]);
            figures += 1;
        }
    }
    assert_eq!(figures, 31 * 5);
}

/// A golden cell as the report prints it: thousands with a dot.
fn printed(cell: &str) -> String {
    match cell.parse::<u64>() {
        Ok(count) => dondoc::locale::vietnamese::count(count),
        Err(_) => cell.to_owned(),
    }
}

#[test]
fn every_number_of_the_text_is_there_in_pdf_docx_and_html() {
    let golden: toml::Table = sample_texts::read("tests/golden/2018-text.toml").parse().unwrap();
    let pdf = words(&pages_text(file("bao-cao-nam-2018.pdf")).join("\n")).to_lowercase();
    let docx = words(&text_of_docx(file("bao-cao-nam-2018.docx"))).to_lowercase();
    let html = words(&text_of_html(file("bao-cao-nam-2018.html"))).to_lowercase();
    let mut missing = Vec::new();
    let mut numbers = 0;
    for number in golden["number"].as_array().unwrap() {
        let value = |key: &str| number[key].as_str().unwrap();
        numbers += 1;
        let (text, context) = (value("text").to_lowercase(), value("context").to_lowercase());
        for (format, body) in [("pdf", &pdf), ("docx", &docx), ("html", &html)] {
            if !stands_near(body, &text, &context) {
                missing.push(format!("{} in {format}: {text} near {context}", value("id")));
            }
        }
    }
    assert!(numbers > 90, "{numbers} numbers");
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn the_computed_sentences_have_each_number_in_its_place() {
    let golden: toml::Table = sample_texts::read("tests/golden/2018-text.toml").parse().unwrap();
    let pdf = words(&pages_text(file("bao-cao-nam-2018.pdf")).join("\n"));
    let docx = words(&text_of_docx(file("bao-cao-nam-2018.docx")));
    let html = words(&text_of_html(file("bao-cao-nam-2018.html")));
    let sentences = golden["sentence"].as_array().unwrap();
    assert_eq!(sentences.len(), 8);
    for sentence in sentences.iter().map(|sentence| sentence["text"].as_str().unwrap()) {
        assert!(docx.contains(sentence), "{sentence} is not in the DOCX");
        assert!(html.contains(sentence), "{sentence} is not in the HTML");
        // A page may end within the sentence; its number then stands between two words.
        assert!(pdf.contains(sentence) || broken_by_a_page(&pdf, sentence), "{sentence} is not in the PDF");
    }
}

/// Whether the sentence stands in the text with a page's end in between: both parts do, and no word of it is missing.
fn broken_by_a_page(text: &str, sentence: &str) -> bool {
    let spaces = sentence.match_indices(' ').map(|(at, _)| at);
    spaces.into_iter().any(|at| {
        at > 20 && at + 20 < sentence.len() && text.contains(&sentence[..at]) && text.contains(&sentence[at..])
    })
}

/// Whether the number stands as a number of its own within 150 letters of its context.
fn stands_near(body: &str, number: &str, context: &str) -> bool {
    let is_digit = |letter: Option<char>| letter.is_some_and(|letter| letter.is_ascii_digit());
    body.match_indices(number).any(|(at, _)| {
        let (before, after) = (&body[..at], &body[at + number.len()..]);
        let goes_on = is_digit(after.chars().next()) || after.starts_with(['.', '/']) && is_digit(after.chars().nth(1));
        let (last, last_but_one) = (before.chars().next_back(), before.chars().rev().nth(1));
        let is_tail = is_digit(last) || matches!(last, Some('.' | '/')) && is_digit(last_but_one);
        let whole = !goes_on && !is_tail;
        let before: String = before.chars().rev().take(150).collect::<Vec<_>>().into_iter().rev().collect();
        let after: String = after.chars().take(150).collect();
        whole && (before.contains(context) || after.contains(context))
    })
}

#[test]
fn misprints_of_the_source_are_not_reproduced() {
    let text = text_of_docx(file("bao-cao-nam-2018.docx"));
    for misprint in ["trong trong hạn", "Đề tiếp tục", "PHÓ CHỦ TỊCH VĂN PHÒNG", "TỒN ĐỘNG", "THỜI GIẠN"]
    {
        assert!(!text.contains(misprint), "{misprint}");
    }
}

#[test]
fn any_figure_of_appendix_02_is_recounted_from_the_ledger() {
    let ledger = csv(file("tables/tasks.csv"));
    let column = |name: &str| ledger[0].iter().position(|heading| heading == name).unwrap();
    let (unit, disposition, status) =
        (column("unit"), column("province_by_unit.disposition"), column("province_by_unit.status"));
    let mut counts: BTreeMap<(String, String), u64> = BTreeMap::new();
    for row in ledger.iter().skip(1).filter(|row| row[disposition] == "counted") {
        for (unit, status) in [
            (row[unit].as_str(), row[status].as_str()),
            (&row[unit], "all"),
            ("Tổng số", &row[status]),
            ("Tổng số", "all"),
        ] {
            *counts.entry((unit.to_owned(), status.to_owned())).or_default() += 1;
        }
    }
    let golden = golden("02-units");
    assert_eq!(golden.len(), 31);
    for row in golden {
        for (cell, status) in row[2..].iter().zip(["all", "on_time", "late", "in_deadline", "overdue"]) {
            let counted = counts.get(&(row[1].clone(), status.to_owned())).copied().unwrap_or_default();
            assert_eq!(counted, cell.parse::<u64>().unwrap(), "{} {status}", row[1]);
        }
    }
}

#[test]
fn the_formula_of_the_guide_counts_in_the_right_columns() {
    let ledger = csv(file("tables/tasks.csv"));
    let letters = |name: &str| {
        let column = ledger[0].iter().position(|heading| heading == name).unwrap();
        dondoc::ingest::column_letters(column)
    };
    let (unit, disposition, status) =
        (letters("unit"), letters("province_by_unit.disposition"), letters("province_by_unit.status"));
    let formula = format!(
        "=COUNTIFS({unit}:{unit};\"Sở Tài chính\";{disposition}:{disposition};\"counted\";{status}:{status};\"late\")"
    );
    assert!(sample_texts::read("docs/huong-dan.md").contains(&formula), "{formula}");
}

#[test]
fn the_quarantine_names_each_bad_row_with_every_reason() {
    let sheets = sheets_of_xlsx(file("dong-can-ra-soat.xlsx"));
    let rows: Vec<String> = sheets.iter().flat_map(|(_, rows)| rows).map(|row| row.join("|")).collect();
    for reason in [
        "I660: không đọc được ngày `31/02/2018`",
        "G1215: ô Cơ quan được giao để trống",
        "G1473: `Các đơn vị` không phải là tên một đơn vị",
        "B2355: mã nhiệm vụ `KT-2018-01035` đã có ở dòng giống hệt: nhiem-vu-ubnd.xlsx, dòng 107",
    ] {
        assert!(rows.iter().any(|row| row.contains(reason)), "{reason} is not in {rows:#?}");
    }
}

#[test]
fn the_manifest_counts_every_row_once() {
    let manifest: serde_json::Value = serde_json::from_slice(file("manifest.json")).unwrap();
    let rows = &manifest["rows"][0];
    assert_eq!((&rows["read"], &rows["accepted"], &rows["quarantined"]), (&3403.into(), &3393.into(), &4.into()));
    assert_eq!(rows["skipped"], serde_json::json!({ "blank": 4, "total": 1, "footer": 1 }));
    let tables = manifest["tables"].as_array().unwrap();
    assert!(tables.iter().all(|table| {
        let sum: u64 = table["accepted"].as_object().unwrap().values().map(|tasks| tasks.as_u64().unwrap()).sum();
        sum == 3393 + 175
    }));
}

#[test]
fn two_runs_give_the_same_bytes() {
    let again = run().files;
    assert_eq!(outcome().len(), again.len());
    for (first, second) in outcome().iter().zip(&again) {
        assert!(first == second, "{} differs", first.name);
    }
}
