//! The first sheet: which document this is and what its sheets hold.
//!
//! In: the document and the sheets to come. Out: a worksheet with a link to each.

use rust_xlsxwriter::{FormatAlign, Url, Worksheet, XlsxError};

use super::{cells, chart, format, layout, page, sheet::Sheet};
use crate::document::{Align, Document, Orientation, RowKind, Title, Value};

/// Name of the sheet.
pub const NAME: &str = "Tổng hợp";
const HEADINGS: [&str; 3] = ["STT", "Trang tính", "Nội dung"];
const WIDTHS: [f64; 3] = [6.0, 22.0, 60.0];

/// Writes the summary.
pub fn write(worksheet: &mut Worksheet, document: &Document, sheets: &[Sheet<'_>]) -> Result<(), XlsxError> {
    worksheet.set_name(NAME)?;
    page::set_up(worksheet, Orientation::Portrait, document.layout.profile);
    for (column, width) in (0..).zip(WIDTHS) {
        worksheet.set_column_width(column, width)?;
    }
    let letterhead = &document.letterhead;
    let number = format!("({}; {})", letterhead.number, letterhead.place_and_date);
    let center = format::base().set_align(FormatAlign::Center).set_text_wrap();
    let kind = match &letterhead.title {
        Title::Named { kind, .. } => kind.clone(),
        Title::Letter { .. } => document.metadata.type_name.to_uppercase(),
    };
    let bold = center.clone().set_bold();
    let circulation = letterhead.marks.circulation.iter().map(|mark| (mark.clone(), bold.clone()));
    let lines = [
        (letterhead.issuer.join(" "), bold.clone()),
        (kind, bold.clone()),
        (letterhead.title.subject().to_owned(), bold.clone()),
        (number, center.set_italic()),
    ];
    let mut row = 0;
    for (text, look) in circulation.chain(lines) {
        cells::text(worksheet, [row, row], [0, 2], &text, look)?;
        worksheet.set_row_height(row, layout::height(&text, WIDTHS.iter().sum()))?;
        row += 1;
    }
    row += 1;
    for (column, heading) in (0..).zip(HEADINGS) {
        worksheet.write_string_with_format(row, column, heading, &format::head())?;
    }
    for (number, (name, title)) in (1u32..).zip(sheets.iter().flat_map(entries)) {
        row += 1;
        let [_, names, titles] = WIDTHS;
        let height = layout::height(name, names).max(layout::height(&title, titles));
        worksheet.set_row_height(row, height)?;
        let count = Value::Count(u64::from(number));
        let cell = |align| format::cell(&count, align, RowKind::Body);
        worksheet.write_number_with_format(row, 0, number, &cell(Align::Center))?;
        worksheet.write_url_with_format(row, 1, link(name), &format::link(cell(Align::Left)))?;
        cells::text(worksheet, [row, row], [2, 2], &title, cell(Align::Left))?;
    }
    Ok(())
}

/// The lines of a table: its sheet and the sheet of its chart.
fn entries<'a>(sheet: &'a Sheet<'_>) -> impl Iterator<Item = (&'a str, String)> {
    let chart = sheet.chart.iter().map(|name| (name.as_str(), format!("{}: {}", chart::NAME, sheet.table.title())));
    std::iter::once((sheet.name.as_str(), sheet.title.clone())).chain(chart)
}

/// A link to the first cell of a sheet.
pub fn link(sheet: &str) -> Url {
    Url::new(format!("internal:'{}'!A1", sheet.replace('\'', "''"))).set_text(sheet)
}
