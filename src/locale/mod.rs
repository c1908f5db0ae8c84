//! The languages of the user and the forms of the report.
//!
//! In: diagnostics and phrases without words. Out: Vietnamese or English text. Reports are always Vietnamese
//! ([`vietnamese`]); what the program says follows the user ([`Lang`]).

mod messages;
mod phrases;
mod reasons;
pub mod vietnamese;

pub use messages::{MessageText, text};
pub use phrases::Phrase;
pub use reasons::in_words as reason;

use crate::diagnostic::{Diagnostic, Location, Severity, WordPlace};

/// The language that the program speaks to its user.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lang {
    /// Vietnamese.
    Vi,
    /// English.
    En,
}

impl Lang {
    /// The language of a locale name such as `vi_VN.UTF-8` or `en-US`; Vietnamese for its own, English for the rest.
    #[must_use]
    pub fn of_locale(name: &str) -> Self {
        if name.to_lowercase().starts_with("vi") { Self::Vi } else { Self::En }
    }

    /// The text of a pair (Vietnamese, English).
    #[must_use]
    pub fn choose(self, texts: (&'static str, &'static str)) -> &'static str {
        match self {
            Self::Vi => texts.0,
            Self::En => texts.1,
        }
    }
}

/// Fills each `{name}` of a pattern; names that are not given stay as they are.
#[must_use]
pub fn fill(pattern: &str, details: &[(&'static str, String)]) -> String {
    let replace = |text: String, (name, value): &(&str, String)| text.replace(&format!("{{{name}}}"), value);
    details.iter().fold(pattern.to_owned(), replace)
}

/// A diagnostic as the user reads it: what, where, what to do.
#[must_use]
pub fn describe(found: &Diagnostic, lang: Lang) -> String {
    let severity = match found.severity {
        Severity::Error => Phrase::Error,
        Severity::Warning => Phrase::Warning,
        Severity::Notice => Phrase::Notice,
    };
    let mut lines = vec![format!("{}[{}]: {}", severity.text(lang), found.code, summary(found, lang))];
    let place = locate(&found.location, lang);
    if !place.is_empty() {
        lines.push(format!("  --> {place}"));
    }
    let hints = text(found.code, lang).hint.lines().filter(|line| !has_empty_detail(line, found));
    let details = spoken(found, lang);
    lines.extend(hints.map(|line| format!("  {}: {}", Phrase::Hint.text(lang), fill(line, &details))));
    lines.join("\n")
}

/// Only what is wrong, in one line.
#[must_use]
pub fn summary(found: &Diagnostic, lang: Lang) -> String {
    fill(text(found.code, lang).summary, &spoken(found, lang))
}

/// The details with a reason in words.
fn spoken(found: &Diagnostic, lang: Lang) -> Vec<(&'static str, String)> {
    let spoken = |(name, value): &(&'static str, String)| match *name {
        "reason" => (*name, reasons::in_words(value, lang)),
        _ => (*name, value.clone()),
    };
    found.details.iter().map(spoken).collect()
}

/// A place in words: file, sheet, cell with its heading, line or key.
#[must_use]
pub fn locate(place: &Location, lang: Lang) -> String {
    let mut parts: Vec<String> = place.file.iter().cloned().collect();
    let mut part = |phrase: Phrase, name: &'static str, value: String| {
        parts.push(fill(phrase.text(lang), &[(name, value)]));
    };
    if let Some(sheet) = &place.sheet {
        part(Phrase::Sheet, "sheet", sheet.clone());
    }
    match (&place.column, place.row) {
        (Some(column), Some(row)) => {
            let heading = place.heading.as_ref().map(|heading| format!(" ({heading})")).unwrap_or_default();
            part(Phrase::Cell, "cell", format!("{column}{row}{heading}"));
        }
        (None, Some(row)) => part(Phrase::Row, "row", row.to_string()),
        _ => {}
    }
    if let Some(line) = place.line {
        part(Phrase::Line, "line", line.to_string());
    }
    if let Some(key) = &place.key {
        part(Phrase::Key, "key", key.clone());
    }
    if let Some(word) = &place.word {
        parts.extend(in_word(word, lang));
    }
    parts.join(", ")
}

/// A place in a Word file, as a person finds it: the part of the page, the table, the paragraph, the words.
fn in_word(place: &WordPlace, lang: Lang) -> Vec<String> {
    let named = [
        ("word/header", Phrase::Header),
        ("word/footer", Phrase::Footer),
        ("word/footnotes", Phrase::Footnotes),
        ("word/endnotes", Phrase::Endnotes),
        ("word/comments", Phrase::WordComments),
        ("word/charts/", Phrase::WordChart),
        ("docProps/", Phrase::WordProperties),
    ];
    let part = named.iter().find(|(start, _)| place.part.starts_with(start)).map(|(_, phrase)| phrase.text(lang));
    let is_text = place.part.is_empty() || place.part.starts_with("word/document");
    let part = part.or((!is_text).then_some(place.part.as_str())).map(str::to_owned);
    let numbers = [
        (Phrase::WordTable, place.table),
        (Phrase::WordRow, place.row),
        (Phrase::WordCell, place.cell),
        (Phrase::WordParagraph, place.paragraph),
    ];
    let numbers = numbers
        .into_iter()
        .filter_map(|(phrase, number)| Some(fill(phrase.text(lang), &[("number", number?.to_string())])));
    let in_box = place.in_box.then(|| Phrase::WordBox.text(lang).to_owned());
    let words =
        (!place.words.is_empty()).then(|| fill(Phrase::WordWords.text(lang), &[("words", place.words.clone())]));
    part.into_iter().chain(in_box).chain(numbers).chain(words).collect()
}

fn has_empty_detail(line: &str, found: &Diagnostic) -> bool {
    found.details.iter().any(|(name, value)| value.is_empty() && line.contains(&format!("{{{name}}}")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Code;

    #[test]
    fn a_diagnostic_says_what_where_and_what_to_do() {
        let place = Location {
            sheet: Some("Danh sách".to_owned()),
            row: Some(18),
            column: Some("F".to_owned()),
            heading: Some("Hạn xử lý".to_owned()),
            ..Location::file("nhiem-vu-ubnd.xlsx")
        };
        let found = Diagnostic::warning(Code::UnparseableDate).at(place).with("value", "31/02/2018").with("serial", "");
        assert_eq!(
            describe(&found, Lang::En),
            "warning[unparseable-date]: cannot read `31/02/2018` as a date\n  \
             --> nhiem-vu-ubnd.xlsx, sheet \"Danh sách\", cell F18 (Hạn xử lý)\n  \
             hint: compare with the document that gave the task; the row waits in dong-can-ra-soat.xlsx"
        );
    }

    #[test]
    fn a_hint_without_its_value_is_left_out() {
        let found = Diagnostic::error(Code::UnknownKey).with("key", "x").with("nearest", "").with("known", "a, b");
        assert_eq!(describe(&found, Lang::En), "error[unknown-key]: unknown key `x`\n  hint: known keys: a, b");
    }

    #[test]
    fn both_languages_use_the_same_placeholders() {
        let names = |text: &str| {
            let mut names: Vec<String> =
                text.split('{').skip(1).filter_map(|part| Some(part.split_once('}')?.0.to_owned())).collect();
            names.sort();
            names.dedup();
            names
        };
        for code in Code::ALL {
            let (vi, en) = (text(*code, Lang::Vi), text(*code, Lang::En));
            assert_eq!(names(vi.summary), names(en.summary), "{code}");
            assert_eq!(names(vi.hint), names(en.hint), "{code}");
        }
    }
}
