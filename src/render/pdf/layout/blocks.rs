//! Blocks of text: headings, paragraphs, single lines, gaps and tables, in reading order.
//!
//! In: blocks of the body or of an appendix. Out: strips pushed to the flow, each heading kept with what follows it.

use parley::Alignment;

use super::{
    chart,
    compose::{Composer, inline_spans},
    flow::{Flow, Strip},
    item::Face,
    letterhead::above,
    shape::{Column, Setting, Span},
    sheet::{BODY_LEADING, FIRST_LINE, PARAGRAPH_GAP},
    table,
};
use crate::document::{Align, Block, Inline, TextStyle};

/// How the blocks of one part are set.
pub struct Manner {
    /// Size of the text.
    pub size: f32,
    /// Height of the signature block that follows the last block and never stands alone on a page.
    pub closing: Option<f32>,
}

/// Text of so few characters may fill only one line; two lines are the least that a signature takes with it.
const SHORT: usize = 100;

/// Sets blocks one after another.
pub fn set(composer: &mut Composer, flow: &mut Flow, blocks: &[Block], manner: &Manner) {
    for (index, block) in blocks.iter().enumerate() {
        let rest = blocks.get(index + 1..).unwrap_or_default();
        let follow = manner.closing.map_or(0.0, |closing| room_below(rest, manner.size, closing));
        if let Block::Table(table) = block {
            table::set(composer, flow, table, follow);
            continue;
        }
        let mut strips = match block {
            Block::Chart(chart) => chart::set(composer, flow.sheet(), chart, manner.size),
            _ => text_block(composer, flow.sheet().text_width(), block, manner.size),
        };
        let line_above_table = matches!((block, rest), (Block::Line { .. }, [Block::Table(_), ..]));
        if let Some(strip) = strips.last_mut()
            && (line_above_table || follow > 0.0)
        {
            strip.keep = true;
        }
        strips.into_iter().for_each(|strip| flow.push(strip));
    }
}

/// What must stand on the same page below the end of a block: the signature, and a last paragraph that may be a single line.
fn room_below(rest: &[Block], size: f32, closing: f32) -> f32 {
    match rest {
        [] => closing,
        [Block::Paragraph(content)] if plain_text(content).chars().count() <= SHORT => {
            let setting = Setting { size, leading: BODY_LEADING, breakable: false };
            PARAGRAPH_GAP + 2.0 * setting.height() + closing
        }
        _ => 0.0,
    }
}

fn text_block(composer: &mut Composer, width: f32, block: &Block, size: f32) -> Vec<Strip> {
    let justified = Column { width, indent: FIRST_LINE, align: Alignment::Justify };
    match block {
        Block::Heading { level, content } => heading(composer, justified, *level, content, size),
        Block::Paragraph(content) => text(composer, &inline_spans(content, Face::of), justified, size),
        Block::Gap(hint) => {
            let spans = [Span::filled(&format!("[{hint}]"), Face::Bold)];
            text(composer, &spans, justified, size)
        }
        Block::Line { align, content } => {
            let column = Column { width, indent: 0.0, align: alignment(*align) };
            text(composer, &inline_spans(content, Face::of), column, size)
        }
        Block::Part { number, title } => {
            let centred = Column { width, indent: 0.0, align: Alignment::Center };
            composer.deepen(1);
            let lines = composer.heading(1, |composer| {
                [above(composer.plain(number, Face::Bold, size, centred)), composer.title(title, size, width)].concat()
            });
            composer.deepen(2);
            let mut strips = composer.strips(lines, PARAGRAPH_GAP, width);
            strips.iter_mut().for_each(|strip| strip.keep = true);
            if let Some(first) = strips.first_mut() {
                first.bookmark = Some(composer.bookmark(format!("{number}. {title}")));
            }
            strips
        }
        Block::Table(_) | Block::Chart(_) => Vec::new(),
    }
}

/// Level 1 and 2 are bold, level 3 is as its words are.
fn heading(composer: &mut Composer, column: Column, level: u8, content: &[Inline], size: f32) -> Vec<Strip> {
    let face = move |style: TextStyle| Face::of(TextStyle { bold: style.bold || level < 3, ..style });
    let column = Column { align: Alignment::Justify, ..column };
    let mut strips = composer.heading(level, |composer| text(composer, &inline_spans(content, face), column, size));
    for strip in &mut strips {
        strip.keep = true;
    }
    if let Some(first) = strips.first_mut()
        && level <= 2
    {
        first.bookmark = Some(composer.bookmark(plain_text(content)));
    }
    strips
}

fn text(composer: &mut Composer, spans: &[Span], column: Column, size: f32) -> Vec<Strip> {
    let setting = Setting { size, leading: BODY_LEADING, breakable: false };
    let lines = composer.lines(spans, setting, column);
    composer.strips(lines, PARAGRAPH_GAP, column.width)
}

/// The words of inlines without footnote marks.
fn plain_text(content: &[Inline]) -> String {
    let words = |inline: &Inline| match inline {
        Inline::Text { text, .. } => text.clone(),
        Inline::Footnote(_) => String::new(),
    };
    content.iter().map(words).collect()
}

/// The alignment that parley knows.
pub const fn alignment(align: Align) -> Alignment {
    match align {
        Align::Left => Alignment::Left,
        Align::Center => Alignment::Center,
        Align::Right => Alignment::Right,
    }
}
