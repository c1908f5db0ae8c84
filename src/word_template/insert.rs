//! What tags put into an office's Word file besides values: tables, remarks of several paragraphs, charts.
//!
//! In: these by their names, the look of the text where the tag stood. Out: the XML that takes the place of the paragraph, or of the tag
//! amid its words.

use std::collections::BTreeMap;

use super::{script::escaped, table};
use crate::{
    diagnostic::{Code, Diagnostic, Failure},
    document::{Align, Block, Chart, FontFiles, Inline, TextStyle},
    ooxml::Package,
    render::docx::picture::{self, Room},
    report::gap_title,
};

/// What may be put in.
#[derive(Debug, Clone)]
pub struct Insertions<'a> {
    /// Tables by their ids; one of scores is several.
    pub tables: BTreeMap<String, Vec<Block>>,
    /// Remarks by the keys of their titles; no block of them is a table.
    pub remarks: BTreeMap<String, Vec<Block>>,
    /// Charts.
    pub charts: &'a [Chart],
    /// The fonts of the words in charts.
    pub fonts: &'a FontFiles,
}

impl Insertions<'_> {
    /// What a mark of this kind with this name stands for; none for one that no tag makes.
    pub fn blocks(&self, kind: &str, name: &str) -> Option<Vec<Block>> {
        match kind {
            "table" => self.tables.get(name).cloned(),
            "remark" => self.remarks.get(name).cloned(),
            "gap" => Some(vec![Block::Gap(gap_title(name))]),
            "chart" => {
                let chart = self.charts.iter().find(|chart| chart.id == name)?;
                Some(vec![Block::Chart(chart.clone())])
            }
            _ => None,
        }
    }
}

/// The look of text around a tag, as its paragraph, its run and the document say.
#[derive(Debug, Clone, Default)]
pub struct Look {
    /// The properties of the paragraph (`<w:pPr>…</w:pPr>`), or nothing.
    pub paragraph: String,
    /// The properties of the run (`<w:rPr>…</w:rPr>`), or nothing.
    pub run: String,
    /// Width of the text, in twips.
    pub width: u32,
    /// Height of the text, in twips.
    pub height: u32,
}

/// How words stand out.
pub type Emphasis = TextStyle;

/// Where pictures go.
pub struct Canvas<'a> {
    /// The part that shows them.
    pub part: &'a str,
    /// The file that holds them.
    pub package: &'a mut Package,
    /// The fonts of their words.
    pub fonts: &'a FontFiles,
    /// The highest number that any picture has.
    pub highest: &'a mut u32,
}

/// Two tables that touch become one in Word: an empty paragraph keeps them apart.
pub const EMPTY: &str = "<w:p/>";

/// The XML of blocks, in the place of a paragraph.
///
/// # Errors
/// When a picture cannot be drawn or packed.
pub fn blocks(blocks: &[Block], look: &Look, canvas: &mut Canvas<'_>) -> Result<String, Failure> {
    let mut xml = String::new();
    let mut behind_table = false;
    for block in blocks {
        let is_table = matches!(block, Block::Table(_));
        if is_table && behind_table {
            xml.push_str(EMPTY);
        }
        behind_table = is_table;
        let properties = &look.paragraph;
        match block {
            Block::Table(found) => xml.push_str(&table::write(found, look)),
            Block::Line { align, content } => {
                let align = table::justification(*align);
                let runs = runs(content, Emphasis::default(), look);
                xml.push_str(&format!("<w:p><w:pPr><w:keepNext/><w:jc w:val=\"{align}\"/></w:pPr>{runs}</w:p>"));
            }
            Block::Part { number, title } => {
                let align = table::justification(Align::Center);
                for line in [number, title] {
                    let run = run(line, Emphasis { bold: true, italic: false }, look);
                    xml.push_str(&format!("<w:p><w:pPr><w:jc w:val=\"{align}\"/></w:pPr>{run}</w:p>"));
                }
            }
            // Lines of a fixed height would cut a picture off.
            Block::Chart(_) => {
                let runs = inline(block, look, canvas)?;
                xml.push_str("<w:p><w:pPr><w:spacing w:line=\"240\" w:lineRule=\"auto\"/><w:ind w:left=\"0\" w:firstLine=\"0\"/>");
                xml.push_str(&format!("<w:jc w:val=\"center\"/></w:pPr>{runs}</w:p>"));
            }
            _ => xml.push_str(&format!("<w:p>{properties}{}</w:p>", inline(block, look, canvas)?)),
        }
    }
    Ok(xml)
}

/// The runs of a block, for a place amid words; none for a table, which cannot stand there.
///
/// # Errors
/// When a picture cannot be drawn or packed.
pub fn inline(block: &Block, look: &Look, canvas: &mut Canvas<'_>) -> Result<String, Failure> {
    Ok(match block {
        Block::Paragraph(content) | Block::Line { content, .. } => runs(content, Emphasis::default(), look),
        Block::Heading { content, .. } => runs(content, Emphasis { bold: true, italic: false }, look),
        Block::Gap(title) => run(&format!("[{title}]"), Emphasis::default(), look),
        Block::Chart(chart) => chart_runs(chart, look, canvas)?,
        Block::Part { .. } | Block::Table(_) => String::new(),
    })
}

fn runs(content: &[Inline], emphasis: Emphasis, look: &Look) -> String {
    let run = |inline: &Inline| match inline {
        Inline::Text { text, style } => {
            let (bold, italic) = (style.bold || emphasis.bold, style.italic || emphasis.italic);
            run(text, Emphasis { bold, italic }, look)
        }
        // The notes of a remark are put into it as text before it comes here.
        Inline::Footnote(_) => String::new(),
    };
    content.iter().map(run).collect()
}

/// A run of text in the look of the place.
pub fn run(text: &str, emphasis: Emphasis, look: &Look) -> String {
    let properties = emphasised(&look.run, emphasis);
    format!("<w:r>{properties}<w:t xml:space=\"preserve\">{}</w:t></w:r>", escaped(text))
}

/// The properties of a run, bold or italic besides; the schema wants these behind the style and the font.
fn emphasised(run: &str, emphasis: Emphasis) -> String {
    let wanted = [("<w:b/>", emphasis.bold), ("<w:i/>", emphasis.italic)];
    let missing: String = wanted
        .iter()
        .filter(|(element, wanted)| *wanted && !run.contains(element))
        .map(|(element, _)| *element)
        .collect();
    if missing.is_empty() {
        return run.to_owned();
    }
    let inside = run.strip_prefix("<w:rPr>").and_then(|rest| rest.strip_suffix("</w:rPr>")).unwrap_or_default();
    let mut at = 0;
    for first in ["<w:rStyle ", "<w:rFonts ", "<w:b/>", "<w:bCs/>"] {
        let rest = inside.get(at..).unwrap_or_default();
        if rest.starts_with(first) {
            at += rest.find("/>").map_or(0, |end| end + 2);
        }
    }
    let (before, behind) = inside.split_at_checked(at).unwrap_or((inside, ""));
    let mut behind = behind.to_owned();
    // An element that turns it off stands in the place where it would be turned on.
    for (element, _) in wanted.iter().filter(|(_, wanted)| *wanted) {
        let name = element.trim_end_matches("/>");
        for off in ["false", "0"] {
            behind = behind.replacen(&format!("{name} w:val=\"{off}\"/>"), "", 1);
        }
    }
    format!("<w:rPr>{before}{missing}{behind}</w:rPr>")
}

/// The runs that show a chart; its pictures go into the package.
fn chart_runs(chart: &Chart, look: &Look, canvas: &mut Canvas<'_>) -> Result<String, Failure> {
    /// A picture takes at most this share of a page.
    const PAGE_SHARE: f32 = 0.75;
    let room = Room { width: look.width as f32 / 20.0, height: look.height as f32 / 20.0 * PAGE_SHARE };
    let is_taken = |number: u32| canvas.package.part(&picture::part_name(number as usize + 1)).is_some();
    while is_taken(*canvas.highest) {
        *canvas.highest += 1;
    }
    let drawn = *canvas.highest as usize;
    let pictures = picture::draw(canvas.package, canvas.part, chart, canvas.fonts, room, drawn)?;
    *canvas.highest += u32::try_from(pictures.len()).unwrap_or_default();
    let mut xml = String::new();
    for picture in pictures {
        let drawing = String::from_utf8(picture.drawing()?);
        let drawing = drawing.map_err(|error| Diagnostic::error(Code::InternalError).with("reason", error))?;
        xml.push_str(&format!("<w:r>{drawing}</w:r>"));
    }
    Ok(xml)
}
