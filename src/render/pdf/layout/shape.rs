//! Words become lines: shaped once by parley, then broken and aligned at whatever width is asked for.
//!
//! In: spans of text in one face each. Out: [`Line`]s whose items stand relative to the left edge of the column and the top
//! of the line. All text that is printed passes here, so here it becomes NFC.

use parley::{
    Alignment, AlignmentOptions, FontFamily, FontFeatures, IndentOptions, Layout, LayoutContext, LineBreakContext,
    LineHeight, OverflowWrap, StyleProperty,
};
use unicode_normalization::UnicodeNormalization;

use super::{
    NodeId,
    item::{Color, Face, TextRun},
    line::Line,
    sheet::SINGLE_LINE,
};
use crate::render::pdf::Fonts;

/// Size of a footnote mark beside its text, and how far it is raised, in ems of the text.
const MARK_SIZE: f32 = 0.65;
const MARK_RISE: f32 = 0.33;

/// Text in one face.
#[derive(Debug, Clone, PartialEq)]
pub struct Span {
    pub text: String,
    pub ink: Ink,
}

/// What a span looks like beyond its size.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Ink {
    /// Face.
    pub face: Face,
    /// A raised mark, and the footnote that it points at.
    pub mark: Option<Mark>,
    /// Whether it stands on a coloured ground.
    pub filled: bool,
    /// What it belongs to; none if it is decoration.
    pub node: Option<NodeId>,
}

/// A raised mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// In the text: brings its footnote to the foot of the page.
    Call(usize),
    /// Before the footnote itself.
    Label,
}

/// Size and line distance of a text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Setting {
    /// Size in points.
    pub size: f32,
    /// Line distance in single lines.
    pub leading: f32,
    /// Whether `28/BC-TKTra` may be broken after the slash and the hyphen (in narrow columns).
    pub breakable: bool,
}

/// Where lines stand in their column.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Column {
    /// Its width.
    pub width: f32,
    /// Indent of the first line; a negative one is a hanging indent: of all lines but the first.
    pub indent: f32,
    /// How lines fill it.
    pub align: Alignment,
}

/// Shapes text; one for a document.
pub struct Shaper<'a> {
    fonts: &'a mut Fonts,
    context: LayoutContext<Ink>,
}

/// Shaped text that can be broken at any width.
pub struct Shaped {
    text: String,
    layout: Layout<Ink>,
    size: f32,
}

impl Span {
    /// Text in one face.
    pub fn new(text: &str, face: Face) -> Self {
        Self { text: printable(text), ink: Ink { face, ..Ink::default() } }
    }

    /// A raised "(n)".
    pub fn mark(index: usize, mark: Mark, face: Face) -> Self {
        Self { text: format!("({})", index + 1), ink: Ink { face, mark: Some(mark), ..Ink::default() } }
    }

    /// The same text as a part of this node, or as decoration.
    pub const fn of(mut self, node: Option<NodeId>) -> Self {
        self.ink.node = node;
        self
    }

    /// Text on a coloured ground.
    pub fn filled(text: &str, face: Face) -> Self {
        Self { text: printable(text), ink: Ink { face, filled: true, ..Ink::default() } }
    }
}

/// NFC, without characters that have no width and no ink; tabs and other controls become spaces.
fn printable(text: &str) -> String {
    let keep =
        |character: &char| !matches!(character, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\r');
    let spaced = |character: char| match character {
        '\u{2028}' | '\u{2029}' => '\n',
        other if other.is_control() && other != '\n' => ' ',
        other => other,
    };
    text.chars().filter(keep).map(spaced).nfc().collect()
}

impl<'a> Shaper<'a> {
    /// A shaper that knows only these fonts.
    pub fn new(fonts: &'a mut Fonts) -> Self {
        Self { fonts, context: LayoutContext::new() }
    }

    /// Shapes the spans as one text.
    pub fn shape(&mut self, spans: &[Span], setting: Setting) -> Shaped {
        let text: String = spans.iter().map(|span| span.text.as_str()).collect();
        let mut builder = self.context.ranged_builder(self.fonts.shaping(), &text, 1.0, false);
        builder.push_default(StyleProperty::FontSize(setting.size));
        // The strut of a line is that of its own font; any other would push the lines apart.
        let face = spans.first().map_or(Face::Regular, |span| span.ink.face);
        builder.push_default(StyleProperty::FontFamily(FontFamily::named(face.name())));
        builder.push_default(StyleProperty::LineHeight(LineHeight::Absolute(setting.height())));
        builder.push_default(StyleProperty::OverflowWrap(OverflowWrap::BreakWord));
        // Word sets Times New Roman without kerning and ligatures; so its lines break where ours do.
        builder.push_default(StyleProperty::FontFeatures(FontFeatures::from("\"kern\" 0, \"liga\" 0, \"clig\" 0")));
        let mut start = 0;
        for span in spans {
            let range = start..start + span.text.len();
            start = range.end;
            builder.push(StyleProperty::FontFamily(FontFamily::named(span.ink.face.name())), range.clone());
            builder.push(StyleProperty::Brush(span.ink), range.clone());
            if span.ink.mark.is_some() {
                let mark = Setting { size: setting.size * MARK_SIZE, ..setting };
                builder.push(StyleProperty::FontSize(mark.size), range.clone());
                // A mark must not push the lines apart.
                builder.push(StyleProperty::LineHeight(LineHeight::Absolute(mark.height())), range);
            }
        }
        if !setting.breakable {
            builder.set_line_break_override(Some(&whole_numbers));
        }
        let layout = builder.build(&text);
        Shaped { text, layout, size: setting.size }
    }
}

/// Keeps document numbers (`3439/UBND-KTTH`) on one line where the column is wide enough for them, and a footnote mark on
/// the line of its word.
fn whole_numbers(place: LineBreakContext) -> Option<bool> {
    let in_number = matches!(place.before, '/' | '-') && !place.after.is_whitespace();
    let before_mark = place.after == '(' && !place.before.is_whitespace();
    (in_number || before_mark).then_some(false)
}

impl Setting {
    /// Text of the given size, single spaced, whose document numbers stay whole.
    pub const fn single(size: f32) -> Self {
        Self { size, leading: super::sheet::SINGLE, breakable: false }
    }

    /// Height of a line.
    pub fn height(&self) -> f32 {
        self.size * SINGLE_LINE * self.leading
    }
}

impl Shaped {
    /// Width of the longest part that cannot be broken, and of the whole on one line.
    pub fn widths(&self) -> (f32, f32) {
        let widths = self.layout.calculate_content_widths();
        (widths.min, widths.max)
    }

    /// Breaks into lines that fill the column.
    pub fn lines(&mut self, column: Column) -> Vec<Line> {
        let hanging = column.indent < 0.0;
        self.layout.set_text_indent(column.indent.abs(), IndentOptions { hanging, ..IndentOptions::default() });
        self.layout.break_all_lines(Some(column.width));
        self.layout.align(column.align, AlignmentOptions::default());
        self.layout.lines().map(|line| self.line(&line)).collect()
    }

    /// Breaks into as few lines as the width allows, all about equally long: for titles.
    pub fn balanced(&mut self, width: f32) -> Vec<Line> {
        let count = self.count(width);
        // Never so narrow that a word would be torn.
        let (mut low, mut high) = (self.widths().0.max(width / 2.0).min(width), width);
        for _ in 0..8 {
            let middle = f32::midpoint(low, high);
            if self.count(middle) > count { low = middle } else { high = middle }
        }
        let mut lines = self.lines(Column { width: high, indent: 0.0, align: Alignment::Center });
        for line in &mut lines {
            line.shift((width - high) / 2.0);
        }
        lines
    }

    /// About the least width at which it has no more than so many lines and no word is torn.
    pub fn narrowest(&mut self, lines: usize) -> f32 {
        let (mut low, mut high) = self.widths();
        if self.count(low) <= lines {
            return low;
        }
        for _ in 0..8 {
            let middle = f32::midpoint(low, high);
            if self.count(middle) > lines { low = middle } else { high = middle }
        }
        high
    }

    fn count(&mut self, width: f32) -> usize {
        self.layout.break_all_lines(Some(width));
        self.layout.len()
    }

    fn line(&self, line: &parley::Line<'_, Ink>) -> Line {
        let metrics = line.metrics();
        let baseline = metrics.baseline - metrics.block_min_coord;
        let mut set = Line {
            height: metrics.line_height,
            left: metrics.offset,
            width: 0.0,
            baseline,
            items: Vec::new(),
            calls: Vec::new(),
        };
        let mut x = metrics.offset;
        for run in line.runs() {
            let mut open: Option<(u16, Ink, TextRun)> = None;
            for cluster in run.visual_clusters() {
                let style = cluster.style_index();
                if open.as_ref().is_none_or(|(known, _, _)| *known != style) {
                    open.take().into_iter().for_each(|(_, ink, run)| set.add(ink, run));
                    open = Some((style, cluster.style().brush, self.start_run(cluster.style().brush, x, baseline)));
                }
                if let Some((_, _, run)) = &mut open {
                    let text = self.text.get(cluster.text_range()).unwrap_or_default();
                    run.append(text, &cluster.glyphs().collect::<Vec<_>>());
                    x = run.x + run.width;
                }
            }
            open.into_iter().for_each(|(_, ink, run)| set.add(ink, run));
        }
        set.finish();
        set
    }

    fn start_run(&self, ink: Ink, x: f32, baseline: f32) -> TextRun {
        let (size, rise) =
            if ink.mark.is_some() { (self.size * MARK_SIZE, self.size * MARK_RISE) } else { (self.size, 0.0) };
        TextRun {
            x,
            y: baseline - rise,
            width: 0.0,
            face: ink.face,
            size,
            color: Color::Black,
            text: String::new(),
            glyphs: Vec::new(),
            node: ink.node,
            breaks: false,
        }
    }
}
