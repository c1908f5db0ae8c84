//! How officials write numbers, dates and what they count, in cells and in sentences.
//!
//! In: text. Out: [`Number`], [`Role`], [`Figure`], dates. Both who audits finished files and who writes reports read figures by it.

mod dates;
mod figures;
mod number;
mod rate;
mod roles;

pub use dates::{dates_of, whole_date};
pub use figures::{Figure, FigureValue, Time, all_figures_of, clauses, figures_of, is_narrower, sentences};
pub use number::{Form, Number};
pub use roles::{IDENTITIES, Role, opens, role_of, says, says_any, says_in_time};

/// The words of a text without what opens and closes clauses around them.
pub fn tokens(text: &str) -> impl Iterator<Item = &str> {
    let bare = |word: &'_ str| -> bool { !word.is_empty() };
    text.split_whitespace()
        .map(|word| word.trim_matches(['(', ')', '"', '“', '”', ';', ',', '.', ':', '*', '[', ']']))
        .filter(move |word| bare(word))
}
