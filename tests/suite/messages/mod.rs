//! What the program says of bad input, word for word, and that it writes nothing then.
//!
//! In: broken copies of the sample project. Out: one clear message each, with file, place and what to do.

mod checks;
mod corrections;
mod definitions;
mod exports;
mod files;
mod labels;
mod places;
mod questions;
mod registers;
mod rows;
mod rulebooks;
mod scores;
mod templates;
mod text_tables;
mod typed;
mod units;
mod usage;

use dondoc::{
    diagnostic::Code,
    schema::{FIELDS, Field, FieldKind},
};

/// Fields by a name of theirs, as messages list them.
fn listed(kept: fn(&Field) -> bool, name: fn(&Field) -> &str) -> String {
    FIELDS.iter().filter(|field| kept(field)).map(name).collect::<Vec<_>>().join(", ")
}

/// Ids of the fields that a mapping may bind.
pub fn field_ids() -> String {
    listed(|field| field.kind != FieldKind::OfDeadline, |field| field.id)
}

/// Ids of the fields that a list may print as they are.
pub fn printable_ids() -> String {
    listed(|field| field.kind != FieldKind::Units, |field| field.id)
}

/// Names of the fields that a correction may change.
pub fn correctable_names() -> String {
    let kept = |field: &Field| field.kind != FieldKind::OfDeadline && !["task_id", "secrecy"].contains(&field.id);
    listed(kept, |field| field.name)
}

/// What a template knows of a listed task, in the order of its letters.
pub fn task_names() -> String {
    let printable = printable_ids();
    let mut names: Vec<&str> = printable.split(", ").chain(["deadline", "unit", "status", "days_late"]).collect();
    names.sort_unstable();
    names.join(", ")
}

/// What only a defect of the program can bring about, never a user.
const DEFECTS: [Code; 3] = [Code::UnbalancedRows, Code::UnbalancedTable, Code::InternalError];

#[test]
fn the_guide_tells_every_code() {
    let guide = include_str!("../../../docs/huong-dan.md");
    for code in Code::ALL {
        assert!(guide.contains(&format!("`{code}`")), "{code}");
    }
}

#[test]
fn every_code_that_a_user_can_provoke_is_provoked() {
    let tests = [
        include_str!("../report_faults.rs"),
        include_str!("../audit/own.rs"),
        include_str!("checks.rs"),
        include_str!("corrections.rs"),
        include_str!("definitions.rs"),
        include_str!("exports.rs"),
        include_str!("files.rs"),
        include_str!("labels.rs"),
        include_str!("places.rs"),
        include_str!("questions.rs"),
        include_str!("registers.rs"),
        include_str!("rows.rs"),
        include_str!("rulebooks.rs"),
        include_str!("scores.rs"),
        include_str!("templates.rs"),
        include_str!("text_tables.rs"),
        include_str!("typed.rs"),
        include_str!("units.rs"),
        include_str!("../word_templates/checked.rs"),
        include_str!("../../golden/dumps/word-mistakes.txt"),
        include_str!("../../golden/dumps/word-refused.txt"),
    ];
    for code in Code::ALL {
        let provoked = tests.iter().any(|text| text.contains(&format!("[{code}]: ")));
        assert_ne!(provoked, DEFECTS.contains(code), "{code}");
    }
}
