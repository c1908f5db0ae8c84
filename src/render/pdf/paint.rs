//! Painting: placed items become PDF operations.
//!
//! In: pages of items in points from the top left corner. Out: the PDF objects, with each font cut down to the glyphs used.
//! Everything that printpdf names at random gets a fixed name here.

use printpdf::{
    Codepoint, Color, DictItem, FontId, Greyscale, Line, LinePoint, Mm, Op, PaintMode, PdfDocument, PdfFont,
    PdfFontHandle, PdfPage, PdfSaveOptions, Point, Pt, Rect, Rgb, TextItem,
};

use super::{
    Fonts,
    layout::{self, Area, Face, Item, NodeId, Page, Paged, Rule, TextRun, Tree},
};
use crate::render::chart::{EDGE, EDGE_RGB};

/// A glyph is put back in its place when rounded widths have moved it this far, in points.
const TOLERANCE: f32 = 0.02;

/// Draws the pages.
pub fn paint(paged: &Paged, fonts: &Fonts) -> lopdf::Document {
    let mut document = PdfDocument::new("");
    for (face, font) in fonts.embedded() {
        document.resources.fonts.map.insert(font_id(*face), PdfFont::new(font.clone()));
    }
    let painter = Painter { fonts, structure: &paged.structure };
    document.pages = paged.pages.iter().map(|page| painter.page(page)).collect();
    let options = PdfSaveOptions { optimize: true, subset_fonts: true, secure: true, image_optimization: None };
    printpdf::to_lopdf_doc(&document, &options, &mut Vec::new())
}

struct Painter<'a> {
    fonts: &'a Fonts,
    structure: &'a Tree,
}

impl Painter<'_> {
    fn page(&self, page: &Page) -> PdfPage {
        let height = page.sheet.height;
        let mut ops = vec![Op::SetFillColor { col: black() }, Op::SetOutlineColor { col: black() }];
        let mut marks = 0;
        for (node, items) in page.sequences() {
            ops.push(self.opening(node, marks));
            marks += i64::from(node.is_some());
            items.iter().for_each(|item| self.item(item, height, &mut ops));
            ops.push(Op::EndMarkedContent);
        }
        PdfPage::new(Mm::from(Pt(page.sheet.width)), Mm::from(Pt(height)), ops)
    }

    fn item(&self, item: &Item, height: f32, ops: &mut Vec<Op>) {
        let colored = item.color() != layout::Color::Black;
        if colored {
            set_color(&color(item.color().rgb()), ops);
        }
        match item {
            Item::Text(run) => self.text(run, height, ops),
            Item::Rule(rule) => draw_rule(rule, height, ops),
            Item::Area(area) => fill(area, height, ops),
        }
        if colored {
            set_color(&black(), ops);
        }
    }

    /// Opens a sequence: its role and its number on the page, by which the structure tree finds it, or decoration.
    fn opening(&self, node: Option<NodeId>, mark: i64) -> Op {
        match node.and_then(|node| self.structure.get(node)) {
            Some(node) => Op::BeginMarkedContentWithProperties {
                tag: node.role.name().to_owned(),
                properties: DictItem::Dict { map: [("MCID".to_owned(), DictItem::Int(mark))].into() },
            },
            None => Op::BeginMarkedContent { tag: "Artifact".to_owned() },
        }
    }

    fn text(&self, run: &TextRun, height: f32, ops: &mut Vec<Op>) {
        let pos = Point { x: Pt(run.x), y: Pt(height - run.y) };
        ops.push(Op::StartTextSection);
        ops.push(Op::SetFont { font: PdfFontHandle::External(font_id(run.face)), size: Pt(run.size) });
        ops.push(Op::SetTextCursor { pos });
        let (mut pen, mut rise) = (0.0, 0.0);
        let mut items = Vec::new();
        for (glyph, text) in run.sources() {
            if (glyph.y - rise).abs() > TOLERANCE {
                ops.push(Op::ShowText { items: std::mem::take(&mut items) });
                ops.push(Op::SetLineOffset { multiplier: -glyph.y });
                rise = glyph.y;
            }
            let off = glyph.x - pen;
            if off.abs() > TOLERANCE {
                items.push(TextItem::Offset(-off / run.size * 1000.0));
                pen = glyph.x;
            }
            items.push(TextItem::GlyphIds(vec![Codepoint::with_cid(glyph.id, 0.0, typed(text).to_owned())]));
            pen += self.width(run.face, glyph.id) * run.size / 1000.0;
        }
        if let Some(space) = self.space(run) {
            items.push(TextItem::GlyphIds(vec![Codepoint::with_cid(space, 0.0, " ".to_owned())]));
        }
        ops.push(Op::ShowText { items });
        if rise.abs() > TOLERANCE {
            ops.push(Op::SetLineOffset { multiplier: 0.0 });
        }
        ops.push(Op::EndTextSection);
    }

    /// The space that ends the last word of a line, for those who read the text without its lines.
    fn space(&self, run: &TextRun) -> Option<u16> {
        let font = self.fonts.embedded().iter().find(|(known, _)| run.breaks && *known == run.face);
        font.and_then(|(_, font)| font.lookup_glyph_index(u32::from(' ')))
    }

    /// The width that the file states for a glyph: whole thousandths of an em, cut off as printpdf does.
    fn width(&self, face: Face, glyph: u16) -> f32 {
        let font = self.fonts.embedded().iter().find(|(known, _)| *known == face);
        let width = font.and_then(|(_, font)| {
            let advance = f32::from(font.get_or_decode_glyph(glyph)?.horz_advance);
            Some((advance * 1000.0 / f32::from(font.pdf_font_metrics.units_per_em)).floor())
        });
        width.unwrap_or_default()
    }
}

/// What the file says that a glyph means. The no-break space shares its glyph with the space, so both read as a space; a
/// glyph that only completes the one before it reads as nothing.
fn typed(text: &str) -> &str {
    match text {
        "\u{a0}" => " ",
        "" => "\u{200b}",
        other => other,
    }
}

/// A fixed name for each font in the file.
fn font_id(face: Face) -> FontId {
    FontId(face.name().to_owned())
}

const fn black() -> Color {
    Color::Greyscale(Greyscale { percent: 0.0, icc_profile: None })
}

fn color(rgb: [u8; 3]) -> Color {
    let [r, g, b] = rgb.map(|part| f32::from(part) / 255.0);
    Color::Rgb(Rgb { r, g, b, icc_profile: None })
}

fn set_color(color: &Color, ops: &mut Vec<Op>) {
    ops.push(Op::SetFillColor { col: color.clone() });
    ops.push(Op::SetOutlineColor { col: color.clone() });
}

fn draw_rule(rule: &Rule, height: f32, ops: &mut Vec<Op>) {
    let point = |(x, y): (f32, f32)| LinePoint { p: Point { x: Pt(x), y: Pt(height - y) }, bezier: false };
    ops.push(Op::SetOutlineThickness { pt: Pt(rule.width) });
    ops.push(Op::DrawLine { line: Line { points: vec![point(rule.from), point(rule.to)], is_closed: false } });
}

fn fill(area: &Area, height: f32, ops: &mut Vec<Op>) {
    if area.edge {
        ops.push(Op::SetOutlineColor { col: color(EDGE_RGB) });
        ops.push(Op::SetOutlineThickness { pt: Pt(EDGE) });
    }
    let rectangle = Rect {
        x: Pt(area.x),
        y: Pt(height - area.y - area.height),
        width: Pt(area.width),
        height: Pt(area.height),
        mode: Some(if area.edge { PaintMode::FillStroke } else { PaintMode::Fill }),
        winding_order: None,
    };
    ops.push(Op::DrawRectangle { rectangle });
}
