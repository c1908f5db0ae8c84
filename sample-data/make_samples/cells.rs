//! Cells and workbooks: what every sample workbook has in common.
//!
//! The forms of dates here are those of other systems' exports, mixed on purpose; they are not the engine's own.

use chrono::{Datelike, NaiveDate};
use rust_xlsxwriter::{DocProperties, Format, FormatAlign, FormatBorder, Workbook, Worksheet};

use crate::calendar::date;
use crate::random::Random;

const FONT: &str = "Times New Roman";

/// What one cell holds.
#[derive(Clone)]
pub enum Cell {
    /// Nothing but its borders.
    Empty,
    /// A whole number.
    Number(usize),
    /// A text, exactly as typed.
    Text(String),
    /// A real date of the spreadsheet.
    Date(NaiveDate),
}

impl Cell {
    /// A text cell, empty for an empty text.
    pub fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.is_empty() { Self::Empty } else { Self::Text(text) }
    }

    /// A date as users leave it: mostly a real date, often a text, sometimes with stray spaces (one of them unbreakable).
    pub fn date(day: Option<NaiveDate>, random: &mut Random) -> Self {
        let Some(day) = day else { return Self::Empty };
        let long = day.format("%d/%m/%Y").to_string();
        let short = format!("{}/{}/{}", day.day(), day.month(), day.year());
        match random.between(1, 100) {
            1..=70 => Self::Date(day),
            71..=86 => Self::Text(long),
            87..=97 => Self::Text(short),
            98 => Self::Text(format!(" {long}")),
            99 => Self::Text(format!("{short}  ")),
            _ => Self::Text(format!("{long}\u{a0}")),
        }
    }
}

/// A date as official documents cite it: the month takes a zero only for January and February.
pub fn cited(day: NaiveDate) -> String {
    if day.month() <= 2 {
        day.format("%d/%m/%Y").to_string()
    } else {
        format!("{:02}/{}/{}", day.day(), day.month(), day.year())
    }
}

/// The looks of a sample workbook.
pub struct Looks {
    /// A title above the table.
    pub title: Format,
    /// A heading cell.
    pub heading: Format,
    /// A text cell of the table.
    pub body: Format,
    /// A cell of the total row.
    pub total: Format,
    centred: Format,
    day: Format,
}

impl Looks {
    /// The one set of looks.
    pub fn new() -> Self {
        let plain = Format::new().set_font_name(FONT).set_font_size(11).set_align(FormatAlign::VerticalCenter);
        let body = plain.clone().set_text_wrap().set_border(FormatBorder::Thin);
        let centred = body.clone().set_align(FormatAlign::Center);
        Self {
            title: plain.set_bold().set_align(FormatAlign::Center),
            heading: centred.clone().set_bold(),
            total: body.clone().set_bold(),
            day: centred.clone().set_num_format("dd/mm/yyyy"),
            body,
            centred,
        }
    }
}

/// Writes one cell of the table.
pub fn put(sheet: &mut Worksheet, row: u32, column: u16, cell: &Cell, looks: &Looks) {
    match cell {
        Cell::Empty => sheet.write_blank(row, column, &looks.body),
        Cell::Number(value) => {
            let value = u32::try_from(*value).expect("a small number");
            sheet.write_number_with_format(row, column, value, &looks.centred)
        }
        Cell::Text(text) => sheet.write_string_with_format(row, column, text, &looks.body),
        Cell::Date(day) => sheet.write_date_with_format(row, column, day, &looks.day),
    }
    .expect("a cell inside the sheet");
}

/// Writes a row of cells from the first column on.
pub fn put_row(sheet: &mut Worksheet, row: u32, cells: &[Cell], looks: &Looks) {
    for (column, cell) in (0u16..).zip(cells) {
        put(sheet, row, column, cell, looks);
    }
}

/// Writes a text over a range of merged cells.
pub fn put_merged(sheet: &mut Worksheet, from: (u32, u16), to: (u32, u16), text: &str, format: &Format) {
    sheet.merge_range(from.0, from.1, to.0, to.1, text, format).expect("a range inside the sheet");
}

/// A landscape A4 sheet, one page wide, with its column widths.
pub fn sheet(name: &str, widths: &[u16]) -> Worksheet {
    let mut sheet = Worksheet::new();
    sheet.set_name(name).expect("a sheet name").set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
    for (column, width) in (0u16..).zip(widths) {
        sheet.set_column_width(column, *width).expect("a column of the sheet");
    }
    sheet
}

/// The bytes of a workbook with this one sheet; its creation time is fixed, else two runs would differ.
pub fn bytes(sheet: Worksheet) -> Vec<u8> {
    let created = date(2019, 1, 1).and_hms_opt(7, 30, 0).expect("a time of day");
    let mut workbook = Workbook::new();
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&created));
    workbook.push_worksheet(sheet);
    workbook.save_to_buffer().expect("a complete workbook")
}
