//! The words of an edited report against those that were computed: every figure with what stands beside it.
//!
//! In: paragraphs of both. Out: notes.

use super::{
    super::{
        align::pairs,
        checks::COMPUTED,
        content::{Content, Paragraph, Part},
        result::Notes,
        words::around,
    },
    has_figure,
    labels::Labels,
    masked,
    sense::turned,
};
use crate::{
    spelling,
    wording::{all_figures_of, tokens},
};

/// Words in a hundred that two versions of a paragraph share at least.
const ALIKE: usize = 50;

/// Compares the paragraphs of a file with those that were computed.
pub fn compare(edited: &[&Paragraph], computed: &[&Paragraph], whole: &Content, notes: &mut Notes) {
    let of = |paragraphs: &[&Paragraph]| -> Vec<Vec<String>> {
        paragraphs.iter().map(|paragraph| masked(&paragraph.text)).collect()
    };
    let (left, right) = (of(edited), of(computed));
    let mut anchors = pairs(&left, &right);
    anchors.push((edited.len(), computed.len()));
    let (mut from, mut from_computed) = (0, 0);
    for (place, place_computed) in anchors {
        let changed = edited.get(from..place).unwrap_or_default();
        let were = computed.get(from_computed..place_computed).unwrap_or_default();
        reworded(changed, were, whole, notes);
        if let (Some(now), Some(was)) = (edited.get(place), computed.get(place_computed)) {
            figures(now, was, notes);
        }
        (from, from_computed) = (place + 1, place_computed + 1);
    }
}

/// Paragraphs between two that stayed: each with the first one left that is alike.
fn reworded(changed: &[&Paragraph], were: &[&Paragraph], whole: &Content, notes: &mut Notes) {
    let mut left: Vec<&Paragraph> = were.to_vec();
    for now in changed {
        let now_words = masked(&now.text);
        let is_alike = |was: &&Paragraph| {
            let was_words = masked(&was.text);
            let same = pairs(&now_words, &was_words).len();
            same * 100 >= ALIKE * now_words.len().max(was_words.len()).max(1)
        };
        match left.iter().position(is_alike) {
            Some(place) => figures(now, left.remove(place), notes),
            None => added(now, whole, notes),
        }
    }
    for was in left.into_iter().filter(|was| tokens(&was.text).any(has_figure)) {
        let opening: String = was.text.chars().take(60).collect();
        notes.look(COMPUTED, was.place.clone(), format!("đoạn \"{opening}…\" của bản tính được không còn trong tệp"));
    }
}

/// Compares the figures of two versions of a paragraph.
fn figures(now: &Paragraph, was: &Paragraph, notes: &mut Notes) {
    let (now_words, was_words): (Vec<&str>, Vec<&str>) = (tokens(&now.text).collect(), tokens(&was.text).collect());
    let (labels, labels_computed) = (Labels::of(&now.text), Labels::of(&was.text));
    let same = pairs(&masked_tokens(&now_words), &masked_tokens(&was_words));
    let place = |index: usize| format!("{}: \"{}\"", now.place, around(&now.text, index));
    if let Some(words) = turned(&now.text, &was.text).filter(|_| now_words.iter().any(|token| has_figure(token))) {
        notes.look(COMPUTED, now.place.clone(), words);
    }
    let conflict = |left: usize, right: usize, notes: &mut Notes| {
        if let Some(words) = labels.conflict(left, &labels_computed, right) {
            notes.fail(COMPUTED, place(left), words);
        }
    };
    for (left, right) in &same {
        let (Some(token), Some(computed)) = (now_words.get(*left), was_words.get(*right)) else { continue };
        if !has_figure(token) {
            continue;
        }
        notes.compared(COMPUTED, 1);
        if token == computed {
            conflict(*left, *right, notes);
        } else {
            notes.fail(COMPUTED, place(*left), format!("ghi {token}, số tính được là {computed}"));
        }
    }
    let unpaired = now_words.iter().enumerate().filter(|(index, _)| same.iter().all(|(left, _)| left != index));
    for (index, token) in unpaired.filter(|(_, token)| has_figure(token)) {
        match was_words.iter().position(|computed| computed == token) {
            Some(computed) => conflict(index, computed, notes),
            None => notes.look(COMPUTED, place(index), format!("{token} không có trong câu của bản tính được")),
        }
    }
    let lost = was_words.iter().enumerate().filter(|(index, _)| same.iter().all(|(_, right)| right != index));
    for (index, token) in lost.filter(|(_, token)| has_figure(token) && !now_words.contains(token)) {
        let words = format!("không còn số {token} của bản tính được: \"{}\"", around(&was.text, index));
        notes.look(COMPUTED, now.place.clone(), words);
    }
}

/// One masked word for each token, so that places stay the same.
fn masked_tokens(tokens: &[&str]) -> Vec<String> {
    tokens.iter().map(|token| if has_figure(token) { "#".to_owned() } else { spelling::key(token) }).collect()
}

/// A paragraph that nobody computed: its figures should be some that were, and a person must say whether they mean the same.
fn added(now: &Paragraph, whole: &Content, notes: &mut Notes) {
    let figures: Vec<(usize, &str)> = tokens(&now.text).enumerate().filter(|(_, token)| has_figure(token)).collect();
    let place = |index: usize| format!("{}: \"{}\"", now.place, around(&now.text, index));
    let unknown: Vec<&(usize, &str)> = figures.iter().filter(|(_, token)| !is_known(token, whole)).collect();
    for (index, token) in &unknown {
        notes.look(COMPUTED, place(*index), format!("{token} không có trong số liệu tính được"));
    }
    let of_tasks = all_figures_of(&now.text);
    let index = figures.iter().find(|(_, token)| of_tasks.iter().any(|figure| figure.written == *token));
    if let (Some((index, token)), true) = (index, unknown.is_empty()) {
        let words = format!("câu viết thêm ghi {token}: bản tính được có số này, chưa so được là số của cái gì");
        notes.look(COMPUTED, place(*index), words);
    }
}

fn is_known(token: &str, whole: &Content) -> bool {
    whole.parts.iter().any(|part| match part {
        Part::Paragraph(paragraph) => tokens(&paragraph.text).any(|known| known == token),
        Part::Grid(grid) => grid.rows.iter().flat_map(|row| &row.cells).any(|cell| cell.text == token),
    })
}
