//! Cells that lost characters before they came here (U+FFFD): an export that was cut in the midst of one, or saved in the wrong
//! encoding.
//!
//! In: a row. Out: the mapped fields that lost something. Without its id or unit a row cannot be told from others, so it waits;
//! other texts are only printed, and the row counts with a warning.

use super::{Source, decode::Problem};
use crate::{
    diagnostic::Code,
    ingest::Rows,
    schema::{FIELDS, Field},
    spelling,
};

/// What a row lost.
#[derive(Default)]
pub struct Damage {
    /// Why it waits. That a unit is not known is told where units are decoded.
    pub problem: Option<Problem>,
    /// The first field that lost something and decides nothing.
    pub printed: Option<&'static Field>,
}

/// The damage of a row; next to nothing to ask of a table without any.
pub fn damage(source: &Source, rows: &dyn Rows) -> Damage {
    let mut damage = Damage::default();
    if !source.table.is_damaged() {
        return damage;
    }
    for field in FIELDS {
        let Some(column) = source.table.heading().column(field.id) else { continue };
        let cell = rows.cell(column);
        let text = cell.text();
        if !text.contains(char::REPLACEMENT_CHARACTER) {
            continue;
        }
        match field.id {
            "task_id" => {
                let value = spelling::tidy(&text);
                damage.problem = Some(Problem { code: Code::DamagedText, field, column: Some(column), value });
            }
            _ => damage.printed = damage.printed.or(Some(field)),
        }
    }
    damage
}
