//! The head of page 1: issuing body and Quốc hiệu side by side, number and date on one line, kind and subject below; a
//! letter has its subject in the left column, below its number.
//!
//! In: the letterhead of the document. Out: strips at the top of the flow. Measures: Nghị định 30/2020/NĐ-CP, Phụ lục I.

use parley::Alignment;

use super::{
    addressees,
    compose::Composer,
    flow::Strip,
    item::{Face, Item},
    line::Line,
    marks,
    shape::{Column, Setting, Span},
    sheet::{PARAGRAPH_GAP, RULE_WIDTH, Sheet, mm},
    structure::Role,
};
use crate::document::{MOTTO, NATION, Title};

/// The two columns of the head: together the width of the text block.
pub const LEFT: Column = Column { width: mm(65.0), indent: 0.0, align: Alignment::Center };
const RIGHT: Column = Column { width: mm(100.0), indent: 0.0, align: Alignment::Center };
/// The number, and the subject of a letter: the same in both presets.
const NUMBER_SIZE: f32 = 13.0;
const LETTER_SUBJECT_SIZE: f32 = 12.0;
/// Distance of a rule from the line above it, and of the number from the rule.
const RULE_GAP: f32 = 1.5;
const BELOW_HEAD: f32 = 6.0;
/// Distance of the subject of a letter from its number.
const BELOW_NUMBER: f32 = 6.0;
const ABOVE_KIND: f32 = 20.0;
/// Distance of the text from the head.
const BELOW_ALL: f32 = 12.0;
/// A rule below a name or title: its share of the last line.
const RULE_SHARE: f32 = 0.4;
/// Widest line of the subject of a letter, in the left column.
const LETTER_SUBJECT_WIDTH: f32 = mm(60.0);

/// A block of lines being stacked: what it shows and how far down it reaches.
#[derive(Default)]
pub struct Stack {
    pub items: Vec<Item>,
    pub height: f32,
}

impl Stack {
    /// Adds lines at the left edge `x`.
    pub fn add(&mut self, lines: Vec<Line>, x: f32) {
        for line in lines {
            self.items.extend(line.items.into_iter().map(|item| item.moved(x, self.height)));
            self.height += line.height;
        }
    }

    /// Adds room.
    pub const fn skip(&mut self, room: f32) {
        self.height += room;
    }

    /// Adds a rule of this length below the last line, centred on `middle`; it takes a little room.
    pub fn rule(&mut self, middle: f32, length: f32) {
        if length <= 0.0 {
            return;
        }
        self.height += RULE_GAP;
        self.items.push(Item::level(middle - length / 2.0, self.height, length, RULE_WIDTH));
    }
}

/// Sets the head: marks in the margin, two columns, number and date, marks below the number, kind and subject, addressees.
pub fn set(composer: &mut Composer) -> Vec<Strip> {
    let mut strips: Vec<Strip> = marks::in_top_margin(composer).into_iter().collect();
    strips.push(columns(composer));
    strips.push(numbers(composer));
    strips.extend(letter_subject(composer));
    strips.extend(marks::urgency(composer));
    strips.extend(named_subject(composer));
    strips.extend(addressees::set(composer));
    if let Some(last) = strips.last_mut() {
        // The first paragraph brings the rest of the distance.
        last.height += BELOW_ALL - PARAGRAPH_GAP;
        last.keep = false;
    }
    strips
}

fn columns(composer: &mut Composer) -> Strip {
    let document = composer.document;
    let (small, large) = (document.layout.preset.head_size(), composer.text_size());
    let mut left = Stack::default();
    left.add(name(composer, &document.letterhead.superior, Face::Regular), 0.0);
    let issuer = name(composer, &document.letterhead.issuer, Face::Bold);
    let name_width = issuer.last().map_or(0.0, |line| line.width);
    left.add(issuer, 0.0);
    left.rule(LEFT.width / 2.0, RULE_SHARE * name_width);

    let mut right = Stack::default();
    right.add(composer.plain(NATION, Face::Bold, small, RIGHT), LEFT.width);
    let motto = composer.plain(MOTTO, Face::Bold, large, RIGHT);
    let motto_width = motto.first().map_or(0.0, |line| line.width);
    right.add(motto, LEFT.width);
    right.rule(LEFT.width + RIGHT.width / 2.0, motto_width);

    let height = left.height.max(right.height);
    left.items.extend(right.items);
    Strip { height, items: left.items, keep: true, ..Strip::default() }
}

/// Ô 2: the name of a body, one paragraph whatever lines it is written on.
fn name(composer: &mut Composer, lines: &[String], face: Face) -> Vec<Line> {
    let size = composer.document.layout.preset.head_size();
    composer.tagged(Role::Paragraph, |composer| {
        lines.iter().flat_map(|line| above(composer.plain(line, face, size, LEFT))).collect()
    })
}

/// Number and date share one baseline.
fn numbers(composer: &mut Composer) -> Strip {
    let head = &composer.document.letterhead;
    let mut number = composer.plain(&head.number, Face::Regular, NUMBER_SIZE, LEFT);
    let date = composer.plain(&head.place_and_date, Face::Italic, composer.text_size(), RIGHT);
    let baseline = |lines: &[Line]| lines.first().map_or(0.0, |line| line.baseline);
    let drop = baseline(&date) - baseline(&number);
    for line in &mut number {
        line.items = std::mem::take(&mut line.items).into_iter().map(|item| item.moved(0.0, drop)).collect();
    }
    let mut row = Stack::default();
    row.add(number, 0.0);
    let mut right = Stack::default();
    right.add(date, LEFT.width);
    row.items.extend(right.items);
    Strip { before: BELOW_HEAD, height: row.height.max(right.height), items: row.items, keep: true, ..Strip::default() }
}

/// Ô 5b: the subject of a letter below its number.
fn letter_subject(composer: &mut Composer) -> Option<Strip> {
    let Title::Letter { subject } = &composer.document.letterhead.title else { return None };
    let setting = Setting::single(LETTER_SUBJECT_SIZE);
    let mut shaped = composer.heading(0, |composer| composer.shape(&[Span::new(subject, Face::Regular)], setting));
    let mut stack = Stack::default();
    stack.add(shaped.balanced(LETTER_SUBJECT_WIDTH), (LEFT.width - LETTER_SUBJECT_WIDTH) / 2.0);
    Some(Strip { before: BELOW_NUMBER, height: stack.height, items: stack.items, keep: true, ..Strip::default() })
}

/// Ô 5a: kind and subject of a named document.
fn named_subject(composer: &mut Composer) -> Option<Strip> {
    let Title::Named { kind, subject } = &composer.document.letterhead.title else { return None };
    let width = Sheet::portrait().text_width();
    let size = composer.text_size();
    let mut stack = Stack::default();
    let centred = Column { width, indent: 0.0, align: Alignment::Center };
    let (kind, lines) = composer.heading(0, |composer| {
        (above(composer.plain(kind, Face::Bold, size, centred)), composer.title(subject, size, width))
    });
    stack.add(kind, 0.0);
    let last = lines.last().map_or(0.0, |line| line.width);
    stack.add(lines, 0.0);
    stack.rule(width / 2.0, title_rule(last));
    Some(Strip { before: ABOVE_KIND, height: stack.height, items: stack.items, keep: true, ..Strip::default() })
}

/// Lines of a title that goes on below them.
pub fn above(mut lines: Vec<Line>) -> Vec<Line> {
    lines.last_mut().into_iter().for_each(Line::break_word);
    lines
}

/// The rule below a title: 0.4 of its last line, within what looks right.
pub fn title_rule(last_line: f32) -> f32 {
    (RULE_SHARE * last_line).clamp(mm(20.0), mm(60.0))
}
