//! Cells and workbooks: what every sample workbook has in common.
//!
//! The forms of dates here are those of other systems' exports, mixed on purpose; they are not the engine's own.

use chrono::{Datelike, NaiveDate};
use rust_xlsxwriter::{DocProperties, Format, FormatAlign, FormatBorder, Workbook, Worksheet};

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

/// How a cell beside the plain ones of the table looks.
#[derive(Clone, Copy)]
pub enum Look {
    /// A line above or below the table.
    Title,
    /// A heading cell.
    Heading,
    /// A text of the table.
    Body,
    /// A text of the total row.
    Total,
}

/// The one sheet of a sample workbook while it is written: landscape A4, one page wide.
pub struct Page {
    sheet: Worksheet,
    widths: &'static [u16],
    plain: Format,
    body: Format,
}

impl Page {
    /// An empty sheet with its column widths.
    pub fn new(name: &str, widths: &'static [u16]) -> Self {
        let mut sheet = Worksheet::new();
        sheet.set_name(name).expect("a sheet name").set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
        sheet.set_margins(0.4, 0.4, 0.5, 0.5, 0.2, 0.2);
        for (column, width) in (0u16..).zip(widths) {
            sheet.set_column_width(column, *width).expect("a column of the sheet");
        }
        let plain = Format::new().set_font_name(FONT).set_font_size(11).set_align(FormatAlign::VerticalCenter);
        let body = plain.clone().set_text_wrap().set_border(FormatBorder::Thin);
        Self { sheet, widths, plain, body }
    }

    fn format(&self, look: Look) -> Format {
        match look {
            Look::Title => self.plain.clone().set_bold().set_align(FormatAlign::Center),
            Look::Heading => self.body.clone().set_bold().set_align(FormatAlign::Center),
            Look::Body => self.body.clone(),
            Look::Total => self.body.clone().set_bold(),
        }
    }

    /// Writes a row of the table from the first column on, high enough for its longest text.
    pub fn row(&mut self, row: u32, cells: &[Cell]) {
        for (column, cell) in (0u16..).zip(cells) {
            self.cell(row, column, cell);
        }
        let lines = cells.iter().zip(self.widths).map(|(cell, width)| match cell {
            Cell::Text(text) => text.chars().count().div_ceil(usize::from(*width)),
            _ => 1,
        });
        self.height(row, lines.max().unwrap_or(1));
    }

    fn cell(&mut self, row: u32, column: u16, cell: &Cell) {
        let centred = self.body.clone().set_align(FormatAlign::Center);
        match cell {
            Cell::Empty => self.sheet.write_blank(row, column, &self.body),
            Cell::Number(value) => {
                let value = u32::try_from(*value).expect("a small number");
                self.sheet.write_number_with_format(row, column, value, &centred)
            }
            Cell::Text(text) => self.sheet.write_string_with_format(row, column, text, &self.body),
            Cell::Date(day) => {
                self.sheet.write_date_with_format(row, column, day, &centred.set_num_format("dd/mm/yyyy"))
            }
        }
        .expect("a cell inside the sheet");
    }

    /// Makes a row high enough for these many lines.
    pub fn height(&mut self, row: u32, lines: usize) {
        let lines = u32::try_from(lines).expect("a few lines");
        self.sheet.set_row_height(row, lines * 15 + 3).expect("a row of the sheet");
    }

    /// Writes one text of another look.
    pub fn text(&mut self, row: u32, column: u16, text: &str, look: Look) {
        let format = self.format(look);
        self.sheet.write_string_with_format(row, column, text, &format).expect("a cell inside the sheet");
    }

    /// Writes a text over a range of merged cells, given by its first and its last cell.
    pub fn merged(&mut self, from: (u32, u16), to: (u32, u16), text: &str, look: Look) {
        let format = self.format(look);
        self.sheet.merge_range(from.0, from.1, to.0, to.1, text, &format).expect("a range inside the sheet");
    }

    /// Repeats the heading rows on every page, and keeps them and the first two columns in sight.
    pub fn hold_heading(&mut self, first: u32, last: u32) {
        self.sheet.set_freeze_panes(last + 1, 2).expect("a cell inside the sheet");
        self.sheet.set_repeat_rows(first, last).expect("rows of the sheet");
    }

    /// The workbook's bytes; its creation time is given, else two runs would differ.
    pub fn bytes(self, created: NaiveDate) -> Vec<u8> {
        let created = created.and_hms_opt(7, 30, 0).expect("a time of day");
        let mut workbook = Workbook::new();
        workbook.set_properties(&DocProperties::new().set_creation_datetime(&created));
        workbook.push_worksheet(self.sheet);
        workbook.save_to_buffer().expect("a complete workbook")
    }
}
