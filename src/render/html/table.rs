//! Tables of figures, whose every figure a screen reader can name by column and unit.
//!
//! In: a typed table. Out: a `table` with a caption, groups of columns, headings with their scope, merged cells as spans; around
//! it a group that scrolls sideways on a narrow screen and that the keyboard reaches.

use super::markup::Markup;
use crate::document::{Align, Cell, Column, HeadCell, NO_ROWS, Row, RowKind, Table, Value};

/// The column whose cells name their rows.
const ROW_HEADING: &str = "unit";
/// Tables of more columns than this keep a least width and scroll on a narrow screen.
const NARROW_COLUMNS: usize = 4;
/// The caption of a table without a title.
const UNTITLED: &str = "Bảng số liệu";

/// Writes a table; `id` is its own in the page.
pub fn write(markup: &mut Markup, table: &Table, id: &str) {
    let caption = format!("{id}-ten");
    let title = if table.title().is_empty() { UNTITLED } else { table.title() };
    let group = [("class", "scroll"), ("role", "group"), ("aria-labelledby", caption.as_str()), ("tabindex", "0")];
    let class = if table.columns().len() > NARROW_COLUMNS { "wide" } else { "" };
    markup.group("div", &group, |markup| {
        markup.group("table", &[("id", id), ("class", class)], |markup| {
            markup.block("caption", &[("id", &caption)], |markup| markup.text(title));
            column_groups(markup, table);
            markup.group("thead", &[], |markup| head(markup, table));
            markup.group("tbody", &[], |markup| {
                table.rows().iter().for_each(|row| body_row(markup, table, row));
                if table.rows().is_empty() {
                    no_rows(markup, table);
                }
            });
        });
    });
}

/// One group for each cell of the first heading row: what `scope="colgroup"` speaks of.
fn column_groups(markup: &mut Markup, table: &Table) {
    // Columns without any share are as wide as one another.
    let shares: f32 = table.columns().iter().map(|column| column.width).sum();
    let share = |width: f32| if shares > 0.0 { width / shares } else { 1.0 / table.columns().len() as f32 };
    let mut columns = table.columns().iter();
    for cell in first_row(table) {
        markup.block("colgroup", &[], |markup| {
            for column in columns.by_ref().take(cell.columns) {
                markup.void("col", &[("style", &format!("width:{:.2}%", share(column.width) * 100.0))]);
            }
        });
    }
}

/// The cells of the first heading row from left to right.
fn first_row(table: &Table) -> impl Iterator<Item = &HeadCell> {
    table.head().first().into_iter().flatten()
}

fn head(markup: &mut Markup, table: &Table) {
    for (line, cells) in table.head().iter().enumerate() {
        markup.block("tr", &[], |markup| {
            for cell in cells {
                // Further down a cell that spans columns speaks of those below it; only the first row makes groups.
                let scope = if line == 0 && cell.columns > 1 { "colgroup" } else { "col" };
                let (columns, rows) = (span(cell.columns), span(cell.rows));
                markup.element("th", &[("scope", scope), ("colspan", &columns), ("rowspan", &rows)], |markup| {
                    markup.text(&cell.text);
                });
            }
        });
    }
}

fn body_row(markup: &mut Markup, table: &Table, row: &Row) {
    let class = match row.kind {
        RowKind::Body => "",
        RowKind::Total => "total",
    };
    markup.block("tr", &[("class", class)], |markup| {
        for (column, cell) in table.columns().iter().zip(&row.cells).filter(|(_, cell)| cell.rows > 0) {
            body_cell(markup, column, cell);
        }
    });
}

/// The line that stands in place of the rows of an empty table.
fn no_rows(markup: &mut Markup, table: &Table) {
    let columns = span(table.columns().len());
    markup.block("tr", &[], |markup| {
        markup.element("td", &[("class", "center"), ("colspan", &columns)], |markup| markup.text(NO_ROWS));
    });
}

fn body_cell(markup: &mut Markup, column: &Column, cell: &Cell) {
    let class = match column.align {
        Align::Left => "",
        Align::Center => "center",
        Align::Right => "right",
    };
    let names_its_row = column.id == ROW_HEADING && matches!(cell.value, Value::Text(_));
    let (name, scope) = if names_its_row { ("th", "row") } else { ("td", "") };
    markup.element(name, &[("scope", scope), ("class", class), ("rowspan", &span(cell.rows))], |markup| {
        markup.text(&cell.value.printed());
    });
}

/// The value of a span; none for a cell that covers only itself.
fn span(covered: usize) -> String {
    if covered > 1 { covered.to_string() } else { String::new() }
}
