//! The sample project with an office's own Word file, made by LibreOffice: every cell is right, all else is as the office left it.

use std::{collections::BTreeMap, ops::Range, path::Path};

use dondoc::{
    pipeline::{self, Job, Outcome},
    progress::Silent,
    project::Project,
    render::Options,
};

use super::{dump, parts};
use crate::annual::csv;

const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/sample-data/mau-word");
const TEMPLATE: &str = "report-templates/reports/tinh-hinh/mau.docx";

fn run() -> Outcome {
    let project = Project::load(Path::new(SAMPLE)).unwrap();
    let job = Job { project, formats: vec!["docx".to_owned()], options: Options::default(), force_final: false };
    pipeline::run(&job, &Silent).unwrap_or_else(|failure| panic!("{failure:?}"))
}

fn docx(outcome: &Outcome) -> Vec<u8> {
    outcome.files.iter().find(|file| file.name.ends_with(".docx")).unwrap().bytes.clone()
}

/// The rows of a twin of a table, without its heading.
fn twin(outcome: &Outcome, id: &str) -> Vec<Vec<String>> {
    let file = outcome.files.iter().find(|file| file.name == format!("tables/{id}.csv")).unwrap();
    csv(&file.bytes).into_iter().skip(1).collect()
}

/// The rows of the tables of a dump, table by table.
fn tables(dump: &str) -> Vec<Vec<Vec<String>>> {
    let mut tables = Vec::new();
    for table in dump.split("-- bảng ").skip(1) {
        let rows = table.lines().skip(1).take_while(|line| *line != "--");
        tables.push(rows.map(|row| row.split(" | ").map(str::to_owned).collect()).collect());
    }
    tables
}

/// A count as it is printed.
fn printed(count: &str) -> String {
    match count.len() {
        0..=3 => count.to_owned(),
        length => format!("{}.{}", &count[..length - 3], &count[length - 3..]),
    }
}

#[test]
fn every_cell_of_the_looped_table_is_that_of_the_metrics() {
    let outcome = run();
    let text = dump(&docx(&outcome));
    let table = tables(&text).into_iter().find(|rows| rows[0][0] == "TT").unwrap();
    assert_eq!(table[0], ["TT", "Đơn vị", "Tổng số", "[2]Đã hoàn thành", "[2]Chưa hoàn thành"]);
    assert_eq!(table[1], ["^", "^", "^", "Đúng hạn", "Quá hạn", "Trong hạn", "Trễ hạn"]);
    let twin = twin(&outcome, "by_unit");
    assert_eq!(table.len(), 2 + twin.len());
    assert!(twin.len() > 25);
    for (row, expected) in table[2..].iter().zip(&twin) {
        // The built-in table leaves a zero out, as official tables do; the office's own prints it.
        let expected: Vec<String> = (0..)
            .zip(expected)
            .map(|(column, cell)| match cell.as_str() {
                "" if column > 1 => "0".to_owned(),
                cell if column == 1 => cell.to_owned(),
                cell => printed(cell),
            })
            .collect();
        assert_eq!(row, &expected);
    }
    assert_eq!(table.last().unwrap()[1..], ["Tổng số", "2.139", "883", "281", "912", "63"]);
}

#[test]
fn every_cell_of_the_table_that_a_tag_puts_in_is_that_of_its_twin() {
    let outcome = run();
    let text = dump(&docx(&outcome));
    let table = tables(&text).into_iter().find(|rows| rows[0][1] == "Đơn vị chủ trì").unwrap();
    let twin = twin(&outcome, "overdue");
    assert_eq!((table.len(), twin.len()), (64, 63));
    for (row, expected) in table[1..].iter().zip(&twin) {
        assert_eq!((&row[0], &row[1], &row[2], &row[4]), (&expected[0], &expected[1], &expected[2], &expected[4]));
        let day: Vec<&str> = expected[3].splitn(3, '-').collect();
        let date = chrono::NaiveDate::parse_from_str(&expected[3], "%Y-%m-%d").unwrap();
        assert!(row[3].ends_with(day[0]) && row[3] == dondoc::locale::vietnamese::short_date(date), "{row:?}");
    }
}

#[test]
fn margins_boxes_notes_and_sentences_hold_the_figures() {
    let text = dump(&docx(&run()));
    for expected in [
        "Văn phòng Ủy ban nhân dân tỉnh - 6 tháng đầu năm 2019\n",
        "-- khung\nTỷ lệ hoàn thành\n54,42%\n--\n",
        "được giao 2.139 nhiệm vụ, đã hoàn thành 1.164 nhiệm vụ (đúng hạn 883, quá hạn 281); chưa hoàn thành 975 nhiệm vụ, trong đó trễ hạn 63 nhiệm vụ.",
        "nhiệm vụ không quy định thời hạn: 46.",
        "Số: 41/BC-VP",
        "[hình]",
        "KT. CHÁNH VĂN PHÒNG",
    ] {
        assert!(text.contains(expected), "{expected}\n{text}");
    }
}

/// What a tag takes away with it, and whether only words stand in its place.
struct Cut {
    bytes: Range<usize>,
    is_plain: bool,
}

/// Where the template is cut: at the signs of tags, whatever markup stands between them, and at the paragraphs and rows that tags take
/// with them.
fn cuts(template: &str) -> Vec<Cut> {
    let (mut cuts, mut from) = (Vec::new(), 0);
    while let Some(start) = template[from..].find("{{").into_iter().chain(template[from..].find("{%")).min() {
        let start = from + start;
        let (mut signs, mut at) = (String::new(), start);
        let mut own = Vec::new();
        while !signs.ends_with("}}") && !signs.ends_with("%}") {
            let sign = template[at..].chars().next().unwrap();
            if sign == '<' {
                at += template[at..].find('>').unwrap() + 1;
                continue;
            }
            signs.push(sign);
            own.push(Cut { bytes: at..at + sign.len_utf8(), is_plain: true });
            at += sign.len_utf8();
        }
        let element = match signs.as_str() {
            row if row.starts_with("{%tr ") => "w:tr",
            alone if ["{%p ", "{{ table(", "{{ chart(", "{{ remark("].iter().any(|begin| alone.starts_with(begin)) => {
                "w:p"
            }
            _ => "",
        };
        if element.is_empty() {
            cuts.extend(own);
        } else {
            let opened = [format!("<{element}>"), format!("<{element} ")];
            let begin = opened.iter().filter_map(|open| template[..start].rfind(open)).max().unwrap();
            let close = format!("</{element}>");
            at += template[at..].find(&close).unwrap() + close.len();
            cuts.push(Cut { bytes: begin..at, is_plain: false });
        }
        from = at;
    }
    cuts
}

#[test]
fn all_other_parts_stay_byte_for_byte_and_the_markup_outside_of_tags_too() {
    let before = parts(&std::fs::read(Path::new(SAMPLE).join(TEMPLATE)).unwrap());
    let after = parts(&docx(&run()));
    let tagged = ["word/document.xml", "word/footnotes.xml", "word/header1.xml"];
    // The chart is a new part: a relation and a kind of content are added for it, at the end of what is there.
    let grown = ["[Content_Types].xml", "word/_rels/document.xml.rels"];
    let mut unchanged: BTreeMap<&str, usize> = BTreeMap::new();
    for (name, bytes) in &before {
        if tagged.contains(&name.as_str()) {
            assert_ne!(&after[name], bytes, "{name} has tags");
        } else if grown.contains(&name.as_str()) {
            let (old, new) = (String::from_utf8_lossy(bytes), String::from_utf8_lossy(&after[name]));
            let missing: Vec<_> =
                old.split_inclusive('>').map(str::trim).filter(|element| !new.contains(element)).collect();
            assert!(missing.is_empty(), "{name}: {missing:?}");
        } else {
            assert_eq!(&after[name], bytes, "{name}");
            unchanged.insert(name, bytes.len());
        }
    }
    assert!(unchanged.len() >= 5, "{unchanged:?}");
    let added: Vec<&String> = after.keys().filter(|name| !before.contains_key(*name)).collect();
    assert!(added.iter().all(|name| name.starts_with("word/media/")) && !added.is_empty(), "{added:?}");
    for name in tagged {
        stands_in_order(&String::from_utf8_lossy(&before[name]), &String::from_utf8_lossy(&after[name]), name);
    }
}

/// Cuts the template at its tags, and finds the pieces in order in what came out; in the place of a value stand words alone.
fn stands_in_order(template: &str, filled: &str, name: &str) {
    // That blanks count is said of texts with tags, and stands in the way of nothing.
    let [template, filled] = [template, filled].map(|text| text.replace(" xml:space=\"preserve\"", ""));
    let (mut from, mut at, mut is_plain, mut plain) = (0, 0, true, 0);
    let end = Cut { bytes: template.len()..template.len(), is_plain: true };
    for cut in cuts(&template).into_iter().chain([end]) {
        let piece = &template[from..cut.bytes.start];
        let found = filled[at..].find(piece);
        let found = found.unwrap_or_else(|| panic!("{name}: nowhere behind byte {at}: {piece}"));
        let between = &filled[at..at + found];
        assert!(!is_plain || !between.contains(['<', '{']), "{name}: {between} before {piece}");
        plain += usize::from(is_plain && !between.is_empty());
        at += found + piece.len();
        // An empty piece, between two signs of one tag, says nothing of what stands in their place.
        is_plain = cut.is_plain && (is_plain || !piece.is_empty());
        from = cut.bytes.end;
    }
    assert_eq!(at, filled.len(), "{name} goes on behind its end");
    assert!(plain > 0, "{name} has no value");
}
