//! What every format must keep for any document at all: nothing lost, nothing on top of another, the same bytes twice.
//!
//! In: random documents (`random_document`). Out: either the failure that was to be expected or files that say all their document
//! says. `ODD_DOCUMENTS=500 cargo test --test suite odd_documents` tries more; `ODD_DOCUMENTS_FOLDER` keeps the files.

#![allow(clippy::disallowed_methods, reason = "files are kept where one asks for them")]

use std::{collections::BTreeSet, fs, path::PathBuf};

use dondoc::{
    diagnostic::{Code, Failure},
    document::{Document, Table, Theme, Value},
    render::{
        Options, docx, html,
        pdf::{
            self, Fonts, PdfProfile,
            layout::{Page, TextRun, lay_out},
        },
        xlsx,
    },
};
use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

use crate::{
    fixture,
    random_document::{Maker, Seeds, document, seeds},
    read_back,
    structure_tree::Tagged,
};

const SLACK: f32 = 0.5;

fn cases() -> u32 {
    std::env::var("ODD_DOCUMENTS").ok().and_then(|count| count.parse().ok()).unwrap_or(16)
}

/// The letters of a text as a reader sees them: composed, without spaces and without what has neither width nor ink.
fn letters(text: &str) -> String {
    let seen = |sign: &char| {
        !sign.is_whitespace()
            && !sign.is_control()
            && !matches!(sign, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
    };
    text.chars().filter(seen).nfc().collect()
}

/// Renders twice: the same bytes, or the failures that the document deserves.
fn twice(
    render: fn(&Document, &Theme, Options) -> Result<Vec<u8>, Failure>,
    document: &Document,
    options: Options,
) -> Result<Vec<u8>, BTreeSet<Code>> {
    let theme = fixture::theme();
    let codes = |failure: Failure| failure.diagnostics().map(|found| found.code).collect::<BTreeSet<_>>();
    let first = render(document, &theme, options).map_err(codes);
    let second = render(document, &theme, options).map_err(codes);
    assert!(first == second, "two runs differ");
    first
}

fn keep(seeds: &Seeds, suffix: &str, bytes: &[u8]) {
    let Some(folder) = std::env::var_os("ODD_DOCUMENTS_FOLDER") else { return };
    let name = format!("{:016x}-{}-{}.{suffix}", seeds.0, seeds.1.len(), seeds.2.len());
    fs::write(PathBuf::from(folder).join(name), bytes).unwrap();
}

/// The texts that a file does not say.
fn lost<'a>(texts: impl IntoIterator<Item = &'a String>, found: &str) -> Vec<String> {
    let found = letters(found);
    let missing = texts.into_iter().filter(|text| !found.contains(&letters(text)));
    missing.map(|text| format!("lost {text:?}")).collect()
}

/// Failures that the document does not deserve.
fn refused(maker: &Maker, codes: &BTreeSet<Code>) -> Vec<String> {
    let expected = maker.broken_notes && *codes == [Code::BrokenFootnote].into();
    if expected { Vec::new() } else { vec![format!("refused: {codes:?}")] }
}

fn of_pages((document, _): &(Document, Maker)) -> Vec<String> {
    let pages = lay_out(document, &mut Fonts::parse(&fixture::theme().fonts).unwrap()).pages;
    let marks = &document.letterhead.marks;
    let mut complaints = Vec::new();
    for (index, page) in pages.iter().enumerate() {
        // The marks of a copy and of circulation stand in the top margin of page 1.
        let marked = index == 0 && (marks.copy.is_some() || marks.circulation.is_some());
        let top = if marked { 0.0 } else { page.sheet.top };
        let runs: Vec<&TextRun> = page.runs().filter(|run| !run.text.trim().is_empty()).collect();
        for (place, run) in runs.iter().enumerate() {
            let number = run.node.is_none() && run.text.chars().all(|sign| sign.is_ascii_digit());
            if !number && !at_home(page, top, run) {
                complaints.push(format!("page {}: {:?} leaves the page at {}, {}", index + 1, run.text, run.x, run.y));
            }
            let meeting = runs[place + 1..].iter().filter(|other| meet(run, other));
            complaints
                .extend(meeting.map(|other| format!("page {}: {:?} meets {:?}", index + 1, run.text, other.text)));
        }
    }
    complaints
}

/// Whether a run stands in the text block of its page.
fn at_home(page: &Page, top: f32, run: &TextRun) -> bool {
    let sheet = page.sheet;
    run.x >= sheet.left - SLACK
        && run.x + run.width <= sheet.width - sheet.right + SLACK
        && run.y - 0.7 * run.size >= top - SLACK
        && run.y + 0.22 * run.size <= sheet.height - sheet.bottom + SLACK
}

/// Whether the letters of two runs meet.
fn meet(one: &TextRun, other: &TextRun) -> bool {
    let beside = one.x + one.width <= other.x + SLACK || other.x + other.width <= one.x + SLACK;
    let (upper, lower) = if one.y < other.y { (one, other) } else { (other, one) };
    !beside && upper.y + 0.15 * upper.size > lower.y - 0.5 * lower.size
}

fn of_pdf(seeds: &Seeds, (document, maker): &(Document, Maker)) -> Vec<String> {
    let mut complaints = Vec::new();
    for pdf_profile in [PdfProfile::A2a, PdfProfile::A1b, PdfProfile::Plain] {
        match twice(pdf::render, document, Options { pdf_profile }) {
            Ok(bytes) => {
                keep(seeds, &format!("{}.pdf", pdf_profile.id()), &bytes);
                let tagged = Tagged::read(&bytes);
                if tagged.content.iter().any(|(_, stray)| *stray > 0) {
                    complaints.push("something stands outside of the structure".to_owned());
                }
                // A note without a mark has no place on paper.
                let texts = maker.texts.iter().chain(&maker.drawn).filter(|_| !maker.broken_notes);
                complaints.extend(lost(texts, &tagged.root.whole_text()));
            }
            Err(codes) => complaints.extend(refused(maker, &codes)),
        }
    }
    complaints
}

fn of_docx(seeds: &Seeds, (document, maker): &(Document, Maker)) -> Vec<String> {
    match twice(docx::render, document, Options::default()) {
        Ok(bytes) => {
            keep(seeds, "docx", &bytes);
            lost(&maker.texts, &format!("{}{}", read_back::text_of_docx(&bytes), read_back::text_around_docx(&bytes)))
        }
        Err(codes) => refused(maker, &codes),
    }
}

fn of_html(seeds: &Seeds, (document, maker): &(Document, Maker)) -> Vec<String> {
    match twice(html::render, document, Options::default()) {
        Ok(bytes) => {
            keep(seeds, "html", &bytes);
            lost(maker.texts.iter().filter(|_| !maker.broken_notes), &read_back::text_of_html(&bytes))
        }
        Err(codes) => refused(maker, &codes),
    }
}

fn of_xlsx(seeds: &Seeds, (document, maker): &(Document, Maker)) -> Vec<String> {
    match twice(xlsx::render, document, Options::default()) {
        Ok(bytes) => {
            keep(seeds, "xlsx", &bytes);
            let sheets = read_back::sheets_of_xlsx(&bytes);
            let found: String = sheets.into_iter().flat_map(|(_, rows)| rows).flatten().collect();
            let of_table = |table: &Table| {
                let heads = table.placed_head().into_iter().map(|(.., cell)| cell.text.clone());
                let cells = table.rows().iter().flat_map(|row| &row.cells).filter_map(|cell| match &cell.value {
                    Value::Text(text) => Some(text.clone()),
                    _ => None,
                });
                heads.chain(cells).collect::<Vec<_>>()
            };
            let texts: Vec<String> = document.tables().flat_map(|(_, table)| of_table(table)).collect();
            lost(&texts, &found)
        }
        Err(codes) => refused(maker, &codes),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn pages_hold_everything_in_its_place(seeds in seeds()) {
        prop_assert_eq!(of_pages(&document(&seeds)), Vec::<String>::new());
    }

    #[test]
    fn pdf_says_all_that_the_document_says(seeds in seeds()) {
        prop_assert_eq!(of_pdf(&seeds, &document(&seeds)), Vec::<String>::new());
    }

    #[test]
    fn docx_says_all_that_the_document_says(seeds in seeds()) {
        prop_assert_eq!(of_docx(&seeds, &document(&seeds)), Vec::<String>::new());
    }

    #[test]
    fn html_says_all_that_the_document_says(seeds in seeds()) {
        prop_assert_eq!(of_html(&seeds, &document(&seeds)), Vec::<String>::new());
    }

    #[test]
    fn xlsx_says_all_that_the_tables_say(seeds in seeds()) {
        prop_assert_eq!(of_xlsx(&seeds, &document(&seeds)), Vec::<String>::new());
    }
}
