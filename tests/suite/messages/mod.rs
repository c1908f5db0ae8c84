//! What the program says of bad input, word for word, and that it writes nothing then.
//!
//! In: broken copies of the sample project. Out: one clear message each, with file, place and what to do.

mod corrections;
mod definitions;
mod exports;
mod files;
mod labels;
mod places;
mod registers;
mod rows;
mod templates;
mod text_tables;
mod usage;

use dondoc::diagnostic::Code;

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
        include_str!("corrections.rs"),
        include_str!("definitions.rs"),
        include_str!("exports.rs"),
        include_str!("files.rs"),
        include_str!("labels.rs"),
        include_str!("places.rs"),
        include_str!("registers.rs"),
        include_str!("rows.rs"),
        include_str!("templates.rs"),
        include_str!("text_tables.rs"),
    ];
    for code in Code::ALL {
        let provoked = tests.iter().any(|text| text.contains(&format!("[{code}]: ")));
        assert_ne!(provoked, DEFECTS.contains(code), "{code}");
    }
}
