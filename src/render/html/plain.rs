//! A page of tables that is no official document: what a person looks through on a screen.
//!
//! In: a title, opening lines, and tables under headings. Out: one file as safe and accessible as a report's page: no script, nothing
//! from elsewhere, a list of contents, headings, tables with scopes.

use super::{LANGUAGE, head, markup::Markup, table};
use crate::document::Table;

/// Writes the page.
#[must_use]
pub fn page(title: &str, lines: &[String], tables: &[(&str, &Table)]) -> Vec<u8> {
    let numbered = || (1..).zip(tables);
    Markup::page(LANGUAGE, |markup| {
        head::plain(markup, title);
        markup.group("body", &[], |markup| {
            markup.group("main", &[("class", "sheet landscape")], |markup| {
                markup.block("h1", &[], |markup| markup.text(title));
                for line in lines {
                    markup.block("p", &[], |markup| markup.text(line));
                }
                markup.group("nav", &[("aria-label", "Mục lục")], |markup| {
                    markup.group("ul", &[], |markup| {
                        for (number, (name, _)) in numbered() {
                            markup.block("li", &[], |markup| {
                                markup.element("a", &[("href", &format!("#muc-{number}"))], |markup| markup.text(name));
                            });
                        }
                    });
                });
                for (number, (name, content)) in numbered() {
                    markup.block("h2", &[("id", &format!("muc-{number}"))], |markup| markup.text(name));
                    table::write(markup, content, &format!("bang-{number}"));
                }
            });
        });
    })
}
