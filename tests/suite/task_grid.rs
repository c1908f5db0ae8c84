//! A table of texts as a person lays it out, written as every kind of file that exports come in.
//!
//! In: rows, and the ranges that are merged. Out: CSV text, bytes in some encoding, a workbook, a Parquet file.

use std::io::Cursor;

use chrono::NaiveDate;
use polars::prelude::{Column, DataFrame, IntoColumn, NamedFrom, ParquetCompression, ParquetWriter, Series};
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, Worksheet};

/// A table of texts, every row as wide as the widest.
#[derive(Debug, Clone, Default)]
pub struct Grid {
    /// Cells from the top.
    pub rows: Vec<Vec<String>>,
    /// First row, first column, last row, last column of each merged range; what it says stands in its first cell.
    pub merges: Vec<(usize, usize, usize, usize)>,
}

impl Grid {
    /// A table of these rows.
    pub fn of(rows: Vec<Vec<String>>) -> Self {
        Self { rows, merges: Vec::new() }.squared()
    }

    fn squared(mut self) -> Self {
        let width = self.rows.iter().map(Vec::len).max().unwrap_or_default();
        self.rows.iter_mut().for_each(|row| row.resize(width, String::new()));
        self
    }

    /// Number of columns.
    pub fn width(&self) -> usize {
        self.rows.iter().map(Vec::len).max().unwrap_or_default()
    }

    /// Puts a row with one text at `column` before row `at`; the whole row is one merged cell where `is_merged`.
    #[must_use]
    pub fn with_line(mut self, at: usize, column: usize, text: &str, is_merged: bool) -> Self {
        let width = self.width();
        for merge in &mut self.merges {
            if merge.0 >= at {
                merge.0 += 1;
            }
            if merge.2 >= at {
                merge.2 += 1;
            }
        }
        let mut row = vec![String::new(); width];
        row[column] = text.to_owned();
        self.rows.insert(at, row);
        if is_merged {
            self.merges.push((at, 0, at, width - 1));
        }
        self
    }

    /// The same with empty columns at the left.
    #[must_use]
    pub fn shifted(mut self, columns: usize) -> Self {
        for row in &mut self.rows {
            row.splice(0..0, vec![String::new(); columns]);
        }
        for merge in &mut self.merges {
            merge.1 += columns;
            merge.3 += columns;
        }
        self
    }

    /// As text; cells that hold the delimiter, a quotation mark or a line break are enclosed.
    pub fn csv(&self, delimiter: &str) -> String {
        let cell = |cell: &String| {
            let needs = cell.contains(delimiter) || cell.contains(['"', '\n', '\r']);
            if needs { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell.clone() }
        };
        let line = |row: &Vec<String>| row.iter().map(cell).collect::<Vec<_>>().join(delimiter) + "\r\n";
        self.rows.iter().map(line).collect()
    }

    /// As a workbook of one sheet; texts that are days become real days where `typed`.
    pub fn xlsx(&self, typed: bool) -> Vec<u8> {
        let mut workbook = Workbook::new();
        self.fill(workbook.add_worksheet(), typed);
        workbook.save_to_buffer().unwrap()
    }

    /// Lays it out on a sheet.
    pub fn fill(&self, sheet: &mut Worksheet, typed: bool) {
        let day = Format::new().set_num_format("dd/mm/yyyy");
        for (first, left, last, right) in &self.merges {
            let [first, last] = [*first, *last].map(|row| u32::try_from(row).unwrap());
            let [left, right] = [*left, *right].map(|column| u16::try_from(column).unwrap());
            sheet.merge_range(first, left, last, right, "", &Format::new()).unwrap();
        }
        for (row, cells) in (0..).zip(&self.rows) {
            for (column, text) in (0..).zip(cells) {
                match NaiveDate::parse_from_str(text, "%d/%m/%Y").ok().filter(|_| typed && text.len() == 10) {
                    Some(date) => {
                        let date = ExcelDateTime::parse_from_str(&date.to_string()).unwrap();
                        sheet.write_datetime_with_format(row, column, date, &day).unwrap();
                    }
                    None if text.is_empty() => {}
                    None => drop(sheet.write_string(row, column, text).unwrap()),
                }
            }
        }
    }

    /// As a Parquet file; the first row names the columns.
    pub fn parquet(&self) -> Vec<u8> {
        let column = |(index, name): (usize, &String)| -> Column {
            let texts: Vec<Option<&str>> =
                self.rows[1..].iter().map(|row| Some(row[index].as_str()).filter(|text| !text.is_empty())).collect();
            Series::new(name.as_str().into(), texts).into_column()
        };
        let columns: Vec<Column> = self.rows[0].iter().enumerate().map(column).collect();
        let mut frame = DataFrame::new(columns[0].len(), columns).unwrap();
        let mut bytes = Cursor::new(Vec::new());
        let writer = ParquetWriter::new(&mut bytes).with_compression(ParquetCompression::Uncompressed);
        writer.finish(&mut frame).unwrap();
        bytes.into_inner()
    }
}
