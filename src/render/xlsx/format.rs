//! Number formats and looks of cells.
//!
//! In: a typed value and the kind of its row, or text. Out: a format. Excel prints its own thousands and decimal signs by the
//! settings of Windows; the formats here write the dot themselves, so that an English Windows shows 3.393 and not 3,393.

use chrono::Datelike;
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, FormatUnderline};

use crate::document::{Align, RowKind, Value};

pub const FONT: &str = "Times New Roman";
const SIZE: f64 = 12.0;

/// A dot at each thousand; Excel takes at most two conditions.
pub const COUNT: &str = r"[>=1000000]#\.###\.##0;[>=1000]#\.##0;0";
/// The same below a million, and nothing for zero.
const COUNT_OR_BLANK: &str = r"[>=1000]#\.##0;[>0]0;";
/// A short date whose month has two digits, and one whose month has as many as it needs. The slashes are literal: Windows
/// would put its own sign for them.
const DATE_PADDED: &str = r"dd\/mm\/yyyy";
const DATE_PLAIN: &str = r"dd\/m\/yyyy";
/// A change of a rate: the last sign makes a difference of percentages of one of fractions.
const RATE_CHANGE: &str = r#"[$-42A]+0.0" điểm "%;"−"0.0" điểm "%;0.0" điểm "%"#;
const THOUSAND: u64 = 1_000;
const MILLION: u64 = 1_000_000;

/// The font of everything.
pub fn base() -> Format {
    Format::new().set_font_name(FONT).set_font_size(SIZE).set_align(FormatAlign::VerticalCenter)
}

/// Centred bold text on grey, in a grid.
pub fn head() -> Format {
    grid(base().set_bold().set_text_wrap().set_align(FormatAlign::Center).set_background_color(Color::RGB(0xE7E6E6)))
}

/// A centred note in italics within the grid.
pub fn note_in_table() -> Format {
    grid(base().set_italic().set_align(FormatAlign::Center))
}

/// A link, within the grid or alone.
pub fn link(format: Format) -> Format {
    format.set_font_color("#0563C1").set_underline(FormatUnderline::Single)
}

/// A body cell: the alignment of its column, the number format of its value, bold in a total row.
pub fn cell(value: &Value, align: Align, kind: RowKind) -> Format {
    let horizontal = match align {
        Align::Left => FormatAlign::Left,
        Align::Center => FormatAlign::Center,
        Align::Right => FormatAlign::Right,
    };
    let format = grid(base().set_align(horizontal).set_text_wrap());
    let format = if kind == RowKind::Total { format.set_bold() } else { format };
    match (value, number_format(value)) {
        (_, Some(number_format)) => format.set_num_format(number_format),
        (Value::Text(text), None) => of_text(format, text),
        (_, None) => format,
    }
}

/// The look of a cell that holds this text: what looks like a formula stays text when someone edits the cell. (The format
/// "@" would show long text as ####.)
pub fn of_text(format: Format, text: &str) -> Format {
    if text.starts_with(['=', '+', '-', '@']) { format.set_quote_prefix() } else { format }
}

fn grid(format: Format) -> Format {
    format.set_border(FormatBorder::Thin)
}

fn number_format(value: &Value) -> Option<String> {
    match value {
        Value::Blank | Value::Mark | Value::Text(_) => None,
        Value::CountOrBlank(count) if *count < MILLION => Some(COUNT_OR_BLANK.to_owned()),
        Value::Count(_) | Value::CountOrBlank(_) => Some(COUNT.to_owned()),
        Value::Rate { digits, .. } => Some(percent(*digits)),
        Value::Decimal { digits, .. } => Some(decimal(*digits)),
        Value::CountChange(change) => Some(count_change(*change)),
        Value::RateChange(_) => Some(RATE_CHANGE.to_owned()),
        // As the report prints it: a leading zero for January and February only.
        Value::Date(date) if date.month() <= 2 => Some(DATE_PADDED.to_owned()),
        Value::Date(_) => Some(DATE_PLAIN.to_owned()),
    }
}

/// A change of a count with its sign.
fn count_change(change: i64) -> String {
    let number = match change.unsigned_abs() {
        MILLION.. => r"#\.###\.##0",
        THOUSAND.. => r"#\.##0",
        _ => "0",
    };
    format!("+{number};\"−\"{number};0")
}

/// A percentage in the Vietnamese locale; the decimal sign itself is the business of the program that shows it.
fn percent(digits: u32) -> String {
    format!("[$-42A]{}%", zeros(digits))
}

/// A number with decimals, the same.
fn decimal(digits: u32) -> String {
    format!("[$-42A]{}", zeros(digits))
}

fn zeros(digits: u32) -> String {
    let decimals = "0".repeat(usize::try_from(digits).unwrap_or_default());
    let point = if decimals.is_empty() { "" } else { "." };
    format!("0{point}{decimals}")
}
