//! One sheet of an export while it is laid out, row by row, with what must become of each row.
//!
//! In: cells and their [`Fate`]. Out: a workbook or a CSV text, and the fates for `expected`.

use chrono::NaiveDate;
use rust_xlsxwriter::{DocProperties, Format, FormatAlign, FormatBorder, Formula, Workbook, Worksheet};

use super::plan::{Plan, text_of};

/// What one cell holds.
#[derive(Debug, Clone)]
pub enum Cell {
    Empty,
    Number(usize),
    Text(String),
    Date(NaiveDate),
    /// An error of a formula, such as `#N/A`.
    Error(&'static str),
}

impl Cell {
    /// A text cell, empty for an empty text.
    pub fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.is_empty() { Self::Empty } else { Self::Text(text) }
    }

    fn csv(&self) -> String {
        let text = match self {
            Self::Empty => String::new(),
            Self::Number(value) => value.to_string(),
            Self::Text(text) => text.clone(),
            Self::Date(day) => text_of(*day),
            Self::Error(text) => (*text).to_owned(),
        };
        if text.contains([';', '"', '\n']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
    }
}

/// What must become of a row.
#[derive(Debug, Clone)]
pub enum Fate {
    /// Above the table or part of its heading: not read as a row.
    Heading,
    Task(Box<Plan>),
    /// Waits, with the codes of its reasons.
    Wait(&'static [&'static str]),
    /// Is no task, by its kind.
    Skip(&'static str),
    /// On a sheet that is not read.
    Unread,
}

/// A sheet of an export.
pub struct Sheet {
    name: &'static str,
    hidden: bool,
    rows: Vec<Vec<Cell>>,
    pub fates: Vec<Fate>,
    merged: Vec<((usize, usize), (usize, usize))>,
    hidden_rows: Vec<usize>,
}

impl Sheet {
    pub fn new(name: &'static str) -> Self {
        Self { name, hidden: false, rows: Vec::new(), fates: Vec::new(), merged: Vec::new(), hidden_rows: Vec::new() }
    }

    /// The same under another name.
    pub fn named(mut self, name: &'static str) -> Self {
        self.name = name;
        self
    }

    /// The cells of the last row.
    pub fn last_row(&mut self) -> &mut Vec<Cell> {
        self.rows.last_mut().expect("a row")
    }

    /// Not shown by the tabs.
    pub fn hide(&mut self) {
        self.hidden = true;
    }

    pub fn push(&mut self, cells: Vec<Cell>, fate: Fate) {
        self.rows.push(cells);
        self.fates.push(fate);
    }

    /// A text over all columns of the table.
    pub fn line(&mut self, text: &str, width: usize, fate: Fate) {
        self.merged.push(((self.rows.len(), 0), (self.rows.len(), width - 1)));
        self.push(vec![Cell::text(text)], fate);
    }

    /// A title, or an empty row above the table.
    pub fn title(&mut self, text: &str, width: usize) {
        if text.is_empty() {
            self.push(Vec::new(), Fate::Heading);
        } else {
            self.line(text, width, Fate::Heading);
        }
    }

    /// The heading: two rows where a column stands below a group, the other columns merged down.
    pub fn heading(&mut self, heading: &[(&str, &str)], fate: &Fate) {
        let leaf = |(_, leaf): &(&str, &str)| Cell::text(*leaf);
        if heading.iter().all(|(group, _)| group.is_empty()) {
            self.push(heading.iter().map(leaf).collect(), fate.clone());
            return;
        }
        let top = self.rows.len();
        let mut above: Vec<Cell> = Vec::new();
        for (column, (group, text)) in heading.iter().enumerate() {
            if group.is_empty() {
                above.push(Cell::text(*text));
                if !text.is_empty() {
                    self.merged.push(((top, column), (top + 1, column)));
                }
            } else if column > 0 && heading[column - 1].0 == *group {
                above.push(Cell::Empty);
                let last = self.merged.last_mut().expect("the group's own range");
                last.1.1 = column;
            } else {
                above.push(Cell::text(*group));
                self.merged.push(((top, column), (top, column)));
            }
        }
        self.push(above, fate.clone());
        let below = |pair: &(&str, &str)| if pair.0.is_empty() { Cell::Empty } else { leaf(pair) };
        self.push(heading.iter().map(below).collect(), fate.clone());
    }

    /// Merges a column of the last rows into one cell, as many as given; only the first of them keeps its text.
    pub fn merge_down(&mut self, column: usize, count: usize) {
        let end = self.rows.len();
        for row in end - count + 1..end {
            self.rows[row][column] = Cell::Empty;
        }
        self.merged.push(((end - count, column), (end - 1, column)));
    }

    /// Hides the last row.
    pub fn hide_row(&mut self) {
        self.hidden_rows.push(self.rows.len() - 1);
    }

    /// Moves everything to the right by a column.
    pub fn shift(&mut self) {
        for row in self.rows.iter_mut().filter(|row| !row.is_empty()) {
            row.insert(0, Cell::Empty);
        }
        for (from, to) in &mut self.merged {
            from.1 += 1;
            to.1 += 1;
        }
    }

    /// The text table, with `;` and a byte order mark.
    pub fn csv(&self) -> Vec<u8> {
        let width = self.rows.iter().map(Vec::len).max().unwrap_or_default();
        let line = |row: &Vec<Cell>| {
            let mut cells: Vec<String> = row.iter().map(Cell::csv).collect();
            // Titles have one cell; a row of the table that has too few stays so.
            if cells.len() <= 1 {
                cells.resize(width, String::new());
            }
            cells.join(";") + "\r\n"
        };
        let text: String = self.rows.iter().map(line).collect();
        ["\u{feff}".as_bytes(), text.as_bytes()].concat()
    }

    fn worksheet(&self) -> Worksheet {
        let mut sheet = Worksheet::new();
        sheet.set_name(self.name).expect("a sheet name").set_hidden(self.hidden);
        let plain = Format::new().set_font_name("Times New Roman").set_text_wrap().set_border(FormatBorder::Thin);
        let plain = plain.set_align(FormatAlign::VerticalCenter);
        let dated = plain.clone().set_num_format("dd/mm/yyyy");
        let place = |row: usize, column: usize| (row as u32, column as u16);
        let of = |range: &&((usize, usize), (usize, usize))| range.0 != range.1;
        for ((top, left), (bottom, right)) in self.merged.iter().filter(of) {
            let ((first_row, first), (last_row, last)) = (place(*top, *left), place(*bottom, *right));
            sheet.merge_range(first_row, first, last_row, last, "", &plain).expect("a range of the sheet");
        }
        for (row, cells) in self.rows.iter().enumerate() {
            for (column, cell) in cells.iter().enumerate() {
                let (row, column) = place(row, column);
                match cell {
                    Cell::Empty => continue,
                    Cell::Number(value) => sheet.write_number_with_format(row, column, *value as u32, &plain),
                    Cell::Text(text) => sheet.write_string_with_format(row, column, text, &plain),
                    Cell::Date(day) => sheet.write_date_with_format(row, column, day, &dated),
                    Cell::Error(text) => {
                        let formula = Formula::new("NA()").set_result(*text);
                        sheet.write_formula_with_format(row, column, formula, &plain)
                    }
                }
                .expect("a cell of the sheet");
            }
        }
        for row in &self.hidden_rows {
            sheet.set_row_hidden(*row as u32).expect("a row of the sheet");
        }
        for (column, width) in self.widths().into_iter().enumerate() {
            sheet.set_column_width(column as u16, width).expect("a column of the sheet");
        }
        sheet
    }

    /// Wide enough for the middling text of each column.
    fn widths(&self) -> Vec<f64> {
        let columns = self.rows.iter().map(Vec::len).max().unwrap_or_default();
        let length = |cell: &Cell| cell.csv().lines().map(|line| line.chars().count()).max().unwrap_or_default();
        let width = |column: usize| {
            let cells = self.rows.iter().filter(|row| row.len() > 1).filter_map(|row| row.get(column));
            cells.map(length).max().unwrap_or_default().clamp(7, 46) as f64
        };
        (0..columns).map(width).collect()
    }
}

/// The workbook of these sheets; its creation time is given, else two runs would differ.
pub fn workbook(sheets: &[Sheet], created: NaiveDate) -> Vec<u8> {
    let created = created.and_hms_opt(7, 30, 0).expect("a time of day");
    let mut workbook = Workbook::new();
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&created));
    for sheet in sheets {
        workbook.push_worksheet(sheet.worksheet());
    }
    workbook.save_to_buffer().expect("a complete workbook")
}
