//! What each diagnostic says, why, and what to do: the message catalogue in Vietnamese and English.
//!
//! In: nothing. Out: [`text`], one [`MessageText`] for each code and language. `{name}` is filled from the details of the
//! diagnostic. A catalogue: one entry for each code.

mod english;
mod vietnamese;

use super::Lang;
use crate::diagnostic::Code;

/// The words of one code in one language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MessageText {
    /// What is wrong.
    pub summary: &'static str,
    /// What to do; a line whose placeholder is empty is left out.
    pub hint: &'static str,
}

const fn say(summary: &'static str, hint: &'static str) -> MessageText {
    MessageText { summary, hint }
}

/// The words of a code.
#[must_use]
pub fn text(code: Code, lang: Lang) -> MessageText {
    match lang {
        Lang::Vi => vietnamese::text(code),
        Lang::En => english::text(code),
    }
}
