//! Tables and pictures that tags put into an office's Word file: in the style of the document, not in that of built-in reports.
//!
//! In: the tables and charts of the report, the run in which the tag stood. Out: the XML that takes its place.

use std::fmt::Write as _;

use crate::{
    diagnostic::{Code, Diagnostic, Failure},
    document::{Align, Chart, FontFiles, NO_ROWS, Row, RowKind, Table},
    ooxml::Package,
    render::docx::{
        picture::{self, Room},
        table,
    },
};

/// What may be put in.
#[derive(Debug, Clone, Copy)]
pub struct Insertions<'a> {
    /// Tables by their ids.
    pub tables: &'a [Table],
    /// Charts by their ids.
    pub charts: &'a [Chart],
    /// The fonts of the words in charts.
    pub fonts: &'a FontFiles,
}

/// What was put in so far.
#[derive(Debug, Default)]
pub struct Placed {
    pictures: usize,
}

/// The look of text around a tag, as its run and the document say.
#[derive(Debug, Clone, Default)]
pub struct Look {
    /// The properties of the run (`<w:rPr>…</w:rPr>`), or nothing.
    pub run: String,
    /// Width of the text, in twips.
    pub width: u32,
    /// Height of the text, in twips.
    pub height: u32,
}

/// The XML of a table, in the place of a paragraph.
#[must_use]
pub fn table(table: &Table, look: &Look) -> String {
    let widths = table::widths(table, look.width);
    let mut xml =
        String::from("<w:tbl><w:tblPr><w:tblW w:w=\"5000\" w:type=\"pct\"/><w:jc w:val=\"center\"/><w:tblBorders>");
    for edge in ["top", "left", "bottom", "right", "insideH", "insideV"] {
        let _ = write!(xml, "<w:{edge} w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"auto\"/>");
    }
    xml.push_str("</w:tblBorders></w:tblPr><w:tblGrid>");
    for width in &widths {
        let _ = write!(xml, "<w:gridCol w:w=\"{width}\"/>");
    }
    xml.push_str("</w:tblGrid>");
    for line in 0..table.head().len() {
        head_row(&mut xml, table, line, &widths, look);
    }
    for row in table.rows() {
        body_row(&mut xml, table, row, &widths, look);
    }
    if table.rows().is_empty() {
        let cell = Cell { width: widths.iter().sum(), columns: table.columns().len(), merge: "", align: Align::Center };
        xml.push_str("<w:tr>");
        cell.write(&mut xml, NO_ROWS, false, look);
        xml.push_str("</w:tr>");
    }
    xml.push_str("</w:tbl>");
    xml
}

fn head_row(xml: &mut String, table: &Table, line: usize, widths: &[u32], look: &Look) {
    let mut covering: Vec<_> =
        table.placed_head().into_iter().filter(|(row, _, cell)| (*row..row + cell.rows).contains(&line)).collect();
    covering.sort_by_key(|(_, column, _)| *column);
    xml.push_str("<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>");
    for (row, column, head) in covering {
        let merge = match (head.rows, row == line) {
            (1, _) => "",
            (_, true) => "<w:vMerge w:val=\"restart\"/>",
            (_, false) => "<w:vMerge/>",
        };
        let width = widths.iter().skip(column).take(head.columns).sum();
        let text = if row == line { head.text.as_str() } else { "" };
        Cell { width, columns: head.columns, merge, align: Align::Center }.write(xml, text, true, look);
    }
    xml.push_str("</w:tr>");
}

fn body_row(xml: &mut String, table: &Table, row: &Row, widths: &[u32], look: &Look) {
    xml.push_str("<w:tr><w:trPr><w:cantSplit/></w:trPr>");
    for ((column, cell), width) in table.columns().iter().zip(&row.cells).zip(widths) {
        let merge = match cell.rows {
            0 => "<w:vMerge/>",
            1 => "",
            _ => "<w:vMerge w:val=\"restart\"/>",
        };
        let text = if cell.rows == 0 { String::new() } else { cell.value.printed() };
        let cell = Cell { width: *width, columns: 1, merge, align: column.align };
        cell.write(xml, &text, row.kind == RowKind::Total, look);
    }
    xml.push_str("</w:tr>");
}

struct Cell {
    width: u32,
    columns: usize,
    merge: &'static str,
    align: Align,
}

impl Cell {
    fn write(&self, xml: &mut String, text: &str, bold: bool, look: &Look) {
        let Self { width, columns, merge, align } = self;
        let _ = write!(xml, "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/>");
        if *columns > 1 {
            let _ = write!(xml, "<w:gridSpan w:val=\"{columns}\"/>");
        }
        let align = match align {
            Align::Left => "left",
            Align::Center => "center",
            Align::Right => "right",
        };
        // The indents and distances of running text have no place in a cell.
        let _ = write!(
            xml,
            "{merge}<w:vAlign w:val=\"center\"/></w:tcPr><w:p><w:pPr><w:spacing w:before=\"0\" w:after=\"0\" w:line=\"240\" \
             w:lineRule=\"auto\"/><w:ind w:left=\"0\" w:right=\"0\" w:firstLine=\"0\"/><w:jc w:val=\"{align}\"/></w:pPr>"
        );
        if !text.is_empty() {
            let run = if bold { bold_run(&look.run) } else { look.run.clone() };
            let _ = write!(xml, "<w:r>{run}<w:t xml:space=\"preserve\">{}</w:t></w:r>", escaped(text));
        }
        xml.push_str("</w:p></w:tc>");
    }
}

/// The properties of a run, bold; the schema wants `w:b` behind the style and the font.
fn bold_run(run: &str) -> String {
    if run.contains("<w:b/>") {
        return run.to_owned();
    }
    let inside = run.strip_prefix("<w:rPr>").and_then(|rest| rest.strip_suffix("</w:rPr>")).unwrap_or_default();
    let mut at = 0;
    for first in ["<w:rStyle ", "<w:rFonts "] {
        let rest = inside.get(at..).unwrap_or_default();
        if rest.starts_with(first) {
            at += rest.find("/>").map_or(0, |end| end + 2);
        }
    }
    let (before, behind) = inside.split_at_checked(at).unwrap_or((inside, ""));
    format!("<w:rPr>{before}<w:b/>{behind}</w:rPr>")
}

/// A text in XML; a line break of it is one in Word.
fn escaped(text: &str) -> String {
    let printable: String = text.chars().filter(|letter| *letter == '\n' || !letter.is_control()).collect();
    let text = printable.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    text.replace('\n', "</w:t><w:br/><w:t xml:space=\"preserve\">")
}

/// The drawings of a chart, within a run; its pictures go into the package.
///
/// # Errors
/// When a picture cannot be drawn or packed.
pub fn chart(
    chart: &Chart,
    part: &str,
    look: &Look,
    fonts: &FontFiles,
    package: &mut Package,
    placed: &mut Placed,
) -> Result<String, Failure> {
    /// A picture takes at most this share of a page.
    const PAGE_SHARE: f32 = 0.75;
    let room = Room { width: look.width as f32 / 20.0, height: look.height as f32 / 20.0 * PAGE_SHARE };
    let pictures = picture::draw(package, part, chart, fonts, room, placed.pictures)?;
    placed.pictures += pictures.len();
    let mut xml = String::new();
    for picture in pictures {
        let drawing = String::from_utf8(picture.drawing()?);
        xml.push_str(&drawing.map_err(|error| Diagnostic::error(Code::InternalError).with("reason", error))?);
    }
    Ok(xml)
}
