//! Charts on pages: the title, and drawings that go on over pages when they are long.
//!
//! In: a [`Chart`] and the paper. Out: strips: the title kept with the first drawing, one strip for each drawing. All items
//! of a drawing, bars and words alike, are one figure whose words for screen readers are the alternative of the chart.

use parley::Alignment;

use super::{
    compose::Composer,
    flow::Strip,
    item::{Area, Color, Face, Item, Rule},
    letterhead::above,
    shape::Column,
    sheet::{PARAGRAPH_GAP, Sheet},
    structure::Role,
};
use crate::{
    document::{Align, Chart},
    render::chart::{self as drawing, Drawing, Shape},
};

/// Room between the title and the drawing, and below it.
const BESIDE: f32 = 6.0;
/// Words of a drawing stand on one line, however long.
const ONE_LINE: Column = Column { width: 10_000.0, indent: 0.0, align: Alignment::Left };

/// Sets a chart.
pub fn set(composer: &mut Composer, sheet: Sheet, chart: &Chart, size: f32) -> Vec<Strip> {
    let width = sheet.text_width();
    let title = composer.title(&chart.title, size, width);
    let title_height: f32 = title.iter().map(|line| line.height).sum();
    let room = sheet.text_height() - title_height - PARAGRAPH_GAP - 2.0 * BESIDE;
    let mut strips = composer.strips(title, PARAGRAPH_GAP, width);
    strips.iter_mut().for_each(|strip| strip.keep = true);
    for (index, part) in drawing::draw(chart, width, room).iter().enumerate() {
        let alternative = if index == 0 { chart.alternative.clone() } else { continued(&chart.title) };
        let figure = composer.open(Role::Figure { alternative });
        let items = composer.inside(figure, |composer| draw(composer, part));
        let items = items.into_iter().map(|item| item.tagged(Some(figure))).collect();
        strips.push(Strip { before: BESIDE, height: part.height + BESIDE, items, ..Strip::default() });
    }
    strips
}

/// The words for a drawing that goes on from the page before, where the whole chart was told.
fn continued(title: &str) -> String {
    format!("{title} (tiếp theo)")
}

/// The shapes of a drawing from back to front.
fn draw(composer: &mut Composer, part: &Drawing) -> Vec<Item> {
    let mut items = Vec::new();
    for shape in &part.shapes {
        match shape {
            Shape::Bar { x, y, width, height, tone } => {
                let color = Color::Tone(*tone);
                let area = Area { x: *x, y: *y, width: *width, height: *height, color, edge: true, node: None };
                items.push(Item::Area(area));
            }
            Shape::Axis { x, top, bottom } => {
                let (from, to) = ((*x, *top), (*x, *bottom));
                items.push(Item::Rule(Rule { from, to, width: drawing::AXIS, color: Color::Black, node: None }));
            }
            Shape::Words { x, y, align, text, on_dark } => {
                let color = if *on_dark { Color::White } else { Color::Black };
                for line in above(composer.plain(text, Face::Regular, drawing::SIZE, ONE_LINE)) {
                    let before = match align {
                        Align::Left => 0.0,
                        Align::Center => line.width / 2.0,
                        Align::Right => line.width,
                    };
                    let (dx, dy) = (x - before, y - line.baseline);
                    items.extend(line.items.into_iter().map(|item| item.moved(dx, dy).colored(color)));
                }
            }
        }
    }
    items
}
