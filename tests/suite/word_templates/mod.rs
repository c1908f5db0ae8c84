//! The office's own Word file as a template: what comes out of each kind of tag, place and mistake.
//!
//! In: files that LibreOffice or a program of Word's kind made (`tests/word/`), or parts written here as Word writes them. Out: their text
//! after filling, read back with other crates than those that wrote it.

mod checked;
mod fields;
mod filling;
mod markup;
mod mistakes;
mod names;
mod package;
mod random;
mod refused;
mod sample;
mod starters;
mod wrong_figures;

use std::{
    collections::BTreeMap,
    io::{Cursor, Read, Write},
    path::Path,
};

use dondoc::{
    diagnostic::Failure,
    document::{Align, Block, Cell, Chart, FontFiles, Inline, Row, RowKind, Table, TextStyle, Value},
    locale::{self, Lang},
    normalize::{Registry, UnitList},
    project::Project,
    report::{Figures, Filling, TableData},
    spelling,
    word_template::{Insertions, WordTemplate},
};
use roxmltree::{Document, Node};
use serde_json::json;

use crate::{
    fixture,
    read_back::{is, value},
};

const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/sample-data/kon-tum-2018");
const FILES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/word");

/// The bytes of a file of `tests/word/`.
pub fn office(name: &str) -> Vec<u8> {
    std::fs::read(Path::new(FILES).join(name)).unwrap()
}

/// The values that the files of `tests/word/` name.
fn figures() -> Figures {
    let project = Project::load(Path::new(SAMPLE)).unwrap();
    let registry = Registry::of_project(&project, &project.assets()).unwrap();
    let figures = Figures::gather(&project, &[], &TableData::default(), &UnitList::of(&registry), None).unwrap();
    let task = |content: &str, deadline: &str| json!({ "content": content, "deadline": deadline });
    let unit = |name: &str, assigned: u32, late: u32, tasks: serde_json::Value| json!({ "name": name, "assigned": assigned, "on_time": assigned - late, "late": late, "tasks": tasks });
    let units = json!([
        unit(
            "Sở Nội vụ",
            1200,
            0,
            json!([task("Rà soát biên chế", "2018-03-31"), task("Báo cáo cải cách", "2018-06-15")])
        ),
        unit("Sở Y tế", 7, 1, json!([])),
        unit("UBND huyện Đăk Hà", 15, 3, json!([task("Đường \"N5\" & cầu <tạm>", "2018-12-01")])),
    ]);
    let month = |name: &str, count: u32| json!({ "name": name, "count": count });
    figures
        .with("office", json!({ "name": "Văn phòng UBND tỉnh", "short": "Văn phòng" }))
        .with("units", units)
        .with("months", json!([month("T1", 3), month("T2", 0), month("T3", 5), month("T4", 9)]))
        .with("nothing", json!([]))
        .with("total", json!(1222))
        .with("count", json!(8))
        .with("mark", json!("x"))
        .with("draft", json!(false))
        .with("odd", json!("A & B <c>\ndòng hai\tcột"))
}

fn table() -> Table {
    let columns = fixture::columns(&[(1.0, Align::Center), (3.0, Align::Left)]);
    let head = ["TT", "Đơn vị"].map(|text| fixture::head(text, 1, 1)).to_vec();
    let cell = |value| Cell { value, rows: 1 };
    let row = Row {
        kind: RowKind::Body,
        cells: vec![cell(Value::Count(1)), cell(Value::Text("Sở <Y> & tế".to_owned()))],
    };
    Table::new("by_unit", "Theo đơn vị", columns, vec![head], vec![row]).unwrap()
}

/// Everything that a fill needs.
pub struct Bench {
    figures: Figures,
    tables: BTreeMap<String, Vec<Block>>,
    remarks: BTreeMap<String, Vec<Block>>,
    appendices: BTreeMap<String, String>,
    charts: Vec<Chart>,
    fonts: FontFiles,
    is_final: bool,
}

impl Bench {
    pub fn new() -> Self {
        let bold = TextStyle { bold: true, italic: false };
        let remark = vec![
            Block::Paragraph(vec![
                Inline::plain("Đã làm "),
                Inline::Text { text: "tốt".to_owned(), style: bold },
                Inline::plain("."),
            ]),
            Block::Paragraph(vec![Inline::plain("- Còn <chậm>.")]),
        ];
        Self {
            figures: figures(),
            tables: BTreeMap::from([("by_unit".to_owned(), vec![Block::Table(table())])]),
            remarks: BTreeMap::from([(spelling::key("Ưu điểm"), remark)]),
            appendices: BTreeMap::from([("pl".to_owned(), "Phụ lục I".to_owned())]),
            charts: Vec::new(),
            fonts: fixture::theme().fonts,
            is_final: false,
        }
    }

    pub fn with(mut self, name: &str, value: serde_json::Value) -> Self {
        self.figures = self.figures.with(name, value);
        self
    }

    /// The file filled.
    pub fn fill(&self, bytes: &[u8]) -> Result<Vec<u8>, Failure> {
        let template = WordTemplate::open(bytes, "mau.docx")?;
        let (tables, remarks): (Vec<_>, Vec<_>) =
            (self.tables.keys().cloned().collect(), self.remarks.keys().cloned().collect());
        let charts: Vec<_> = self.charts.iter().map(|chart| chart.id.clone()).collect();
        let filling = Filling {
            figures: &self.figures,
            tables: &tables,
            charts: &charts,
            remarks: &remarks,
            appendices: &self.appendices,
            possible_appendices: &["pl2".to_owned()],
            is_final: self.is_final,
        };
        let insertions = Insertions {
            tables: self.tables.clone(),
            remarks: self.remarks.clone(),
            charts: &self.charts,
            fonts: &self.fonts,
        };
        template.fill(&filling, &insertions)
    }

    /// The findings of a file that is refused, in both languages.
    pub fn refused(&self, bytes: &[u8]) -> String {
        let Err(failure) = self.fill(bytes) else { return "NOT REFUSED".to_owned() };
        let told = |found| [Lang::Vi, Lang::En].map(|lang| locale::describe(found, lang)).join("\n");
        failure.diagnostics().map(told).collect::<Vec<_>>().join("\n")
    }
}

/// A file like those that Word writes, with this inside of its body.
pub fn word(body: &str) -> Vec<u8> {
    word_with(body, &[])
}

/// The same with more parts.
pub fn word_with(body: &str, more: &[(&str, &str)]) -> Vec<u8> {
    let document = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\r\n<w:document xmlns:w=\"{W}\" xmlns:r=\"{R}\" \
         xmlns:w14=\"http://schemas.microsoft.com/office/word/2010/wordml\" \
         xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" \
         xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" xmlns:v=\"urn:schemas-microsoft-com:vml\" \
         mc:Ignorable=\"w14\"><w:body>{body}<w:sectPr><w:pgSz w:w=\"11906\" w:h=\"16838\"/></w:sectPr></w:body></w:document>"
    );
    let types = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
         <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/word/document.xml\" \
         ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>";
    let relations = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Relationships \
         xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" \
         Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" \
         Target=\"word/document.xml\"/></Relationships>";
    let mut parts = vec![("[Content_Types].xml", types), ("_rels/.rels", relations), ("word/document.xml", &document)];
    for (name, text) in more {
        parts.retain(|(known, _)| known != name);
        parts.push((name, text));
    }
    zipped(&parts)
}

const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const R: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

pub fn zipped(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        archive.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        archive.write_all(text.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// Every part of a file by its name.
pub fn parts(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut parts = BTreeMap::new();
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).unwrap();
        let (name, mut content) = (file.name().unwrap().into_owned(), Vec::new());
        file.read_to_end(&mut content).unwrap();
        parts.insert(name, content);
    }
    parts
}

/// A paragraph of one run.
pub fn p(text: &str) -> String {
    format!("<w:p><w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r></w:p>")
}

/// What a reader finds, part by part: a line for each paragraph, ` | ` between cells, `[2]` before a cell over two columns, `^` for one
/// that goes on with the cell above.
pub fn dump(bytes: &[u8]) -> String {
    let mut text = String::new();
    for (name, content) in parts(bytes) {
        let is_text = ["document", "header", "footer", "footnotes", "endnotes"];
        if !is_text.iter().any(|stem| name.starts_with(&format!("word/{stem}"))) {
            continue;
        }
        let xml = String::from_utf8(content).unwrap();
        let document = Document::parse(&xml).unwrap();
        text.push_str(&format!("== {name}\n"));
        blocks(document.root_element(), &mut text);
    }
    text
}

fn blocks(node: Node, text: &mut String) {
    for child in node.children() {
        if is(child, "p") {
            text.push_str(&format!("{}\n", words(child)));
            for boxed in child.descendants().filter(|node| is(*node, "txbxContent")) {
                text.push_str("-- khung\n");
                blocks(boxed, text);
                text.push_str("--\n");
            }
        } else if is(child, "tbl") {
            let grid = child.children().filter(|node| is(*node, "tblGrid")).flat_map(|grid| grid.children());
            let grid = grid.filter(|node| is(*node, "gridCol")).count();
            text.push_str(&format!("-- bảng {grid} cột\n"));
            for row in child.children().filter(|node| is(*node, "tr")) {
                let cells: Vec<String> = row.children().filter(|node| is(*node, "tc")).map(cell).collect();
                text.push_str(&format!("{}\n", cells.join(" | ")));
            }
            text.push_str("--\n");
        } else {
            blocks(child, text);
        }
    }
}

fn cell(cell: Node) -> String {
    let span = value(cell, &["tcPr", "gridSpan"]).map(|span| format!("[{span}]")).unwrap_or_default();
    let merge = cell.descendants().find(|node| is(*node, "vMerge"));
    let goes_on = merge.is_some_and(|merge| merge.attribute((W, "val")) != Some("restart"));
    let mut inside = String::new();
    blocks(cell, &mut inside);
    format!("{span}{}{}", if goes_on { "^" } else { "" }, inside.trim_end().replace('\n', " / "))
}

/// The text of a paragraph without that of boxes in it.
fn words(paragraph: Node) -> String {
    let mut text = String::new();
    for node in paragraph.descendants() {
        let in_box = node.ancestors().take_while(|above| *above != paragraph).any(|above| is(above, "txbxContent"));
        match node.tag_name().name() {
            _ if in_box => {}
            "t" if is(node, "t") => text.push_str(node.text().unwrap_or_default()),
            "br" if is(node, "br") => text.push('⏎'),
            "tab" if is(node, "tab") && node.parent().is_some_and(|run| is(run, "r")) => text.push('→'),
            "blip" => text.push_str("[hình]"),
            _ => {}
        }
    }
    text
}
