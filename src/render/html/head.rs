//! The head of the page: what it is, what it may load, how it looks on a screen and on paper.
//!
//! In: the document. Out: the `head` element: metadata under the names of Nghị định 30/2020/NĐ-CP, Phụ lục VI; a policy that
//! forbids whatever is not in the file; the style sheet.

use super::markup::Markup;
use crate::document::{Document, Layout, Profile};

/// What a page of tables looks otherwise: words to be read fast, not to be signed.
const PLAIN: &str = "\
    main.sheet { padding: 10mm; }\n\
    h1 { font-size: 1.35em; } .sheet > h2 { margin: 1.2em 0 .4em; text-indent: 0; }\n\
    .sheet > p { text-indent: 0; text-align: left; } nav { margin-top: .6em; columns: 3; }\n";
/// The looks that all documents share.
const SHEET: &str = include_str!("sheet.css");
/// Nothing is loaded, sent or run; pictures and styles stand in the file.
const POLICY: &str =
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

/// Writes the head.
pub fn write(markup: &mut Markup, document: &Document) {
    markup.group("head", &[], |markup| {
        line(markup, &[("charset", "utf-8")]);
        line(markup, &[("http-equiv", "Content-Security-Policy"), ("content", POLICY)]);
        line(markup, &[("name", "viewport"), ("content", "width=device-width, initial-scale=1")]);
        // Phones would make links of document numbers.
        line(markup, &[("name", "format-detection"), ("content", "telephone=no")]);
        markup.block("title", &[], |markup| markup.text(&document.metadata.title));
        for (name, value) in document.metadata.fields(None) {
            line(markup, &[("name", name), ("content", &value)]);
        }
        markup.group("style", &[], |markup| {
            markup.trusted(&choices(document.layout));
            markup.trusted(SHEET);
        });
    });
}

/// Writes the head of a page that is no document.
pub fn plain(markup: &mut Markup, title: &str) {
    markup.group("head", &[], |markup| {
        line(markup, &[("charset", "utf-8")]);
        line(markup, &[("http-equiv", "Content-Security-Policy"), ("content", POLICY)]);
        line(markup, &[("name", "viewport"), ("content", "width=device-width, initial-scale=1")]);
        line(markup, &[("name", "format-detection"), ("content", "telephone=no")]);
        markup.block("title", &[], |markup| markup.text(title));
        markup.group("style", &[], |markup| {
            markup.trusted(":root { --head: 12pt; --text: 12pt; }\n");
            markup.trusted(SHEET);
            markup.trusted(PLAIN);
        });
    });
}

fn line(markup: &mut Markup, attributes: &[(&str, &str)]) {
    markup.void("meta", attributes);
    markup.end_line();
}

/// The choices that the law leaves to the document: sizes of type, and the place of the page number by the law in force.
fn choices(layout: Layout) -> String {
    let (head, text) = (layout.preset.head_size(), layout.preset.text_size());
    let number = match layout.profile {
        Profile::Nd30 => "top-center",
        Profile::Tt01 => "bottom-right",
    };
    format!(
        ":root {{ --head: {head}pt; --text: {text}pt; }}\n\
         @page {{ @{number} {{ content: counter(page); font: {text}pt \"Times New Roman\", \"Liberation Serif\", serif; }} }}\n\
         @page :first {{ @{number} {{ content: none; }} }}\n"
    )
}
