//! Documents that are cited: number and notation as they should be, one date for each.
//!
//! In: a [`Reading`]. Out: notes.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use super::{
    checks::DOCUMENTS,
    content::Paragraph,
    reading::Reading,
    result::Notes,
    words::{around, is_letterhead},
};
use crate::{
    locale::vietnamese::short_date,
    spelling,
    wording::{dates_of, says_any, tokens},
};

/// Compares every citation in words and cells.
pub fn check(reading: &Reading<'_>, notes: &mut Notes) {
    let mut known: BTreeMap<String, (NaiveDate, String)> = BTreeMap::new();
    let cells = reading.tables().flat_map(|table| {
        table.rows.iter().flat_map(move |row| {
            let line = table.grid.rows.get(row.at).into_iter().flat_map(|line| line.cells.iter().enumerate());
            let own = line.filter(|(column, cell)| !cell.is_blank() && names_documents(table.heading(*column)));
            own.map(move |(column, cell)| Paragraph {
                place: table.grid.place(row.at, column),
                text: cell.text.clone(),
            })
        })
    });
    let words = reading.words().filter(|paragraph| !is_letterhead(&paragraph.text)).cloned();
    for paragraph in words.chain(cells) {
        cited(&paragraph, &mut known, notes);
    }
}

/// Whether a column holds the documents that a list is about. Proofs of completion are of many bodies with numbers of their own.
fn names_documents(heading: &str) -> bool {
    says_any(&spelling::key(heading), &["ký hiệu", "số hiệu", "văn bản giao", "văn bản giao nhiệm vụ", "nguồn chỉ đạo"])
}

fn cited(paragraph: &Paragraph, known: &mut BTreeMap<String, (NaiveDate, String)>, notes: &mut Notes) {
    let words: Vec<&str> = tokens(&paragraph.text).collect();
    let dates = dates_of(&paragraph.text);
    for (index, word) in words.iter().enumerate() {
        let after_number =
            index > 0 && words.get(index - 1).is_some_and(|before| spelling::key(before) == spelling::key("số"));
        let Some(number) = Citation::read(word).filter(|_| after_number || word.contains('-')) else { continue };
        // A notation broken at the end of a line goes on in the next.
        if word.ends_with('-') && index + 1 == words.len() {
            continue;
        }
        notes.compared(DOCUMENTS, 1);
        let place = || format!("{}: \"{}\"", paragraph.place, around(&paragraph.text, index));
        if let Some(reason) = number.fault() {
            notes.look(DOCUMENTS, place(), format!("{word}: {reason}"));
        }
        let is_next = |at: usize| (index + 1..=index + 2).contains(&at);
        let date = dates
            .iter()
            .find(|(at, _)| is_next(*at))
            .and_then(|(_, (day, month, year))| NaiveDate::from_ymd_opt(*year, *month, *day));
        let Some(date) = date else { continue };
        if let Some(year) = number.year.filter(|year| *year != date.year()) {
            notes.fail(DOCUMENTS, place(), format!("{word} là văn bản của năm {year}, dẫn ngày {}", short_date(date)));
        }
        // Without the body in its notation a number is that of many documents.
        if !number.notation.contains('-') {
            continue;
        }
        match known.get(&number.key) {
            Some((first, where_first)) if *first != date => {
                let words =
                    format!("{word} dẫn ngày {}, ở {where_first} dẫn ngày {}", short_date(date), short_date(*first));
                notes.look(DOCUMENTS, place(), words);
            }
            Some(_) => {}
            None => {
                known.insert(number.key, (date, paragraph.place.clone()));
            }
        }
    }
}

/// A number with its notation.
struct Citation {
    key: String,
    year: Option<i32>,
    notation: String,
}

impl Citation {
    /// `270/QĐ-UBND`, `54/2023/QĐ-UBND`, `19-2018/NQ-CP`; `None` for dates and shares.
    fn read(word: &str) -> Option<Self> {
        let mut parts = word.split('/');
        let number = parts.next().filter(|number| number.starts_with(|first: char| first.is_ascii_digit()))?;
        let rest: Vec<&str> = parts.collect();
        let is_year = |part: &str| part.len() == 4 && part.bytes().all(|byte| byte.is_ascii_digit());
        let (year, notation) = match rest.as_slice() {
            [notation] => (None, *notation),
            [year, notation] if is_year(year) => (year.parse().ok(), *notation),
            _ => return None,
        };
        let opens = notation.starts_with(char::is_alphabetic) && number.len() <= 9;
        opens.then(|| Self { key: word.to_uppercase(), year, notation: notation.to_owned() })
    }

    /// What is wrong with its form (Nghị định 30/2020/NĐ-CP, Phụ lục I): short names of kind and body in capitals, parted by a hyphen.
    fn fault(&self) -> Option<&'static str> {
        let parts: Vec<&str> = self.notation.split('-').collect();
        let opens_small = parts.iter().any(|part| part.starts_with(char::is_lowercase));
        match () {
            () if parts.iter().any(|part| part.is_empty()) => Some("ký hiệu thừa dấu gạch nối"),
            () if opens_small => Some("ký hiệu viết bằng chữ in hoa"),
            () => None,
        }
    }
}
