//! Readers of rendered files: what a person finds in them, as plain text.
//!
//! They read with other crates than those that wrote, so that a figure can be compared across formats.

use std::io::{Cursor, Read};

use calamine::{Data, Reader, Xlsx};
use roxmltree::{Document, Node, ParsingOptions};

const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
/// The style of letterhead and closing, which are tables only by their layout.
const FRAME_STYLE: &str = "KhungHaiCot";

/// The text of one part of an Office file.
pub fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

/// Every table of figures in a DOCX: rows of cells. Each row has one text for each column of the grid; the positions that
/// a merged cell covers are empty.
pub fn tables_of_docx(bytes: &[u8]) -> Vec<Vec<Vec<String>>> {
    let xml = part(bytes, "word/document.xml");
    let document = Document::parse(&xml).unwrap();
    let tables = document.descendants().filter(|node| is(*node, "tbl"));
    let figures = tables.filter(|table| value(*table, &["tblPr", "tblStyle"]) != Some(FRAME_STYLE));
    figures.map(|table| table.children().filter(|node| is(*node, "tr")).map(row).collect()).collect()
}

/// The text of a DOCX, one line for each paragraph: body, then footnotes.
pub fn text_of_docx(bytes: &[u8]) -> String {
    let mut lines = Vec::new();
    for name in ["word/document.xml", "word/footnotes.xml"] {
        let xml = part(bytes, name);
        let document = Document::parse(&xml).unwrap();
        lines.extend(document.descendants().filter(|node| is(*node, "p")).map(paragraph));
    }
    lines.retain(|line| !line.is_empty());
    lines.join("\n")
}

/// The text in the margins of a DOCX: headers and footers, one line for each paragraph.
pub fn text_around_docx(bytes: &[u8]) -> String {
    let archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let around = |name: &&str| name.starts_with("word/header") || name.starts_with("word/footer");
    let names: Vec<String> = archive.file_names().map(|name| name.unwrap().into_owned()).collect();
    let mut lines = Vec::new();
    for name in names.iter().map(String::as_str).filter(around) {
        let xml = part(bytes, name);
        let document = Document::parse(&xml).unwrap();
        lines.extend(document.descendants().filter(|node| is(*node, "p")).map(paragraph));
    }
    lines.join("\n")
}

/// Every sheet of a workbook: its name and its rows from the first row and column on. Whole numbers are plain digits,
/// fractions have a point, dates are yyyy-mm-dd; formulas stand as their cached results.
pub fn sheets_of_xlsx(bytes: &[u8]) -> Vec<(String, Vec<Vec<String>>)> {
    let mut workbook: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).unwrap();
    let names = workbook.sheet_names();
    let sheet = |name: String| {
        let range = workbook.worksheet_range(&name).unwrap();
        let end = range.end().unwrap_or_default();
        let row =
            |row| (0..=end.1).map(|column| range.get_value((row, column)).map_or_else(String::new, cell)).collect();
        (name, (0..=end.0).map(row).collect())
    };
    names.into_iter().map(sheet).collect()
}

fn cell(data: &Data) -> String {
    match data {
        Data::DateTime(date) => date.as_datetime().unwrap().date().to_string(),
        other => other.to_string(),
    }
}

fn row(row: Node) -> Vec<String> {
    let mut texts = Vec::new();
    for cell in row.children().filter(|node| is(*node, "tc")) {
        let paragraphs = cell.children().filter(|node| is(*node, "p"));
        texts.push(paragraphs.map(paragraph).collect::<Vec<_>>().join("\n"));
        let span = value(cell, &["tcPr", "gridSpan"]).map_or(1, |span| span.parse().unwrap());
        texts.extend((1..span).map(|_| String::new()));
    }
    texts
}

fn paragraph(paragraph: Node) -> String {
    let mut text = String::new();
    for node in paragraph.descendants().filter(|node| node.tag_name().namespace() == Some(WORD)) {
        match node.tag_name().name() {
            "t" => text.push_str(node.text().unwrap_or_default()),
            "br" => text.push('\n'),
            "tab" => text.push('\t'),
            "footnoteReference" => text.push_str(node.attribute((WORD, "id")).unwrap()),
            "footnoteRef" => text.push_str(note_number(node)),
            _ => {}
        }
    }
    text
}

fn note_number<'a>(mark: Node<'a, 'a>) -> &'a str {
    let note = mark.ancestors().find(|node| is(*node, "footnote")).unwrap();
    note.attribute((WORD, "id")).unwrap()
}

/// The `w:val` of the element at the end of the path.
pub fn value<'a>(node: Node<'a, 'a>, path: &[&str]) -> Option<&'a str> {
    let mut found = node;
    for name in path {
        found = found.children().find(|child| is(*child, name))?;
    }
    found.attribute((WORD, "val"))
}

/// Whether the node is this Word element.
pub fn is(node: Node, name: &str) -> bool {
    node.has_tag_name((WORD, name))
}

/// A page as a tree: ours are well-formed XML.
pub fn html(page: &str) -> Document<'_> {
    Document::parse_with_options(page, ParsingOptions { allow_dtd: true, ..ParsingOptions::default() }).unwrap()
}

/// Every table of a page: rows of cells, heading rows first. Each row has one text for each column of the grid; the positions
/// that a merged cell covers are empty.
pub fn tables_of_html(bytes: &[u8]) -> Vec<Vec<Vec<String>>> {
    let page = str::from_utf8(bytes).unwrap();
    html(page).descendants().filter(|node| node.has_tag_name("table")).map(html_table).collect()
}

fn html_table(table: Node) -> Vec<Vec<String>> {
    let columns = table.descendants().filter(|node| node.has_tag_name("col")).count();
    let rows: Vec<Node> = table.descendants().filter(|node| node.has_tag_name("tr")).collect();
    let mut grid: Vec<Vec<Option<String>>> = vec![vec![None; columns]; rows.len()];
    for (line, row) in rows.iter().enumerate() {
        for cell in row.children().filter(Node::is_element) {
            let span = |name| cell.attribute(name).map_or(1, |span| span.parse::<usize>().unwrap());
            let start = grid[line].iter().position(Option::is_none).unwrap();
            for (down, covered) in grid[line..line + span("rowspan")].iter_mut().enumerate() {
                for (right, slot) in covered[start..start + span("colspan")].iter_mut().enumerate() {
                    let text = if (down, right) == (0, 0) { html_words(cell) } else { String::new() };
                    assert!(slot.replace(text).is_none(), "two cells in one place");
                }
            }
        }
    }
    grid.into_iter().map(|row| row.into_iter().map(|slot| slot.expect("a hole in the grid")).collect()).collect()
}

/// The text of a page, one line for each paragraph, heading, list item and table cell, in reading order: what is printed, so
/// without the list of contents, captions and the words within pictures.
pub fn text_of_html(bytes: &[u8]) -> String {
    const LINES: [&str; 11] = ["p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "th", "td", "figcaption"];
    let page = str::from_utf8(bytes).unwrap();
    let page = html(page);
    let main = page.descendants().find(|node| node.has_tag_name("main")).unwrap();
    let lines = main.descendants().filter(|node| LINES.contains(&node.tag_name().name())).map(html_words);
    lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

/// The words of an element; a break is a line end.
pub fn html_words(node: Node) -> String {
    let parts = node.descendants().map(|node| match node.tag_name().name() {
        "br" => "\n",
        _ => node.text().filter(|_| node.is_text()).unwrap_or_default(),
    });
    parts.collect()
}
