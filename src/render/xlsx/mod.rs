//! Document → XLSX: each table on a sheet of its own, behind a summary sheet.
//!
//! In: a [`Document`], or named tables. Out: the bytes of a `.xlsx` in which counts, rates and dates are numbers, total
//! rows are formulas, and text is never taken for a formula.

mod format;
mod layout;
mod sheet;
mod summary;

use chrono::NaiveTime;
use rust_xlsxwriter::{DocProperties, Workbook, XlsxError};

use crate::{
    diagnostic::{Code, Diagnostic, Failure},
    document::{Align, Block, Document, Inline, Metadata, Orientation, Table, Theme},
    render::Options,
};
use sheet::{Sheet, SheetLine};

/// Excel's limit.
const LONGEST_NAME: usize = 31;
/// More columns than this do not fit the short side of the paper in a readable size.
const PORTRAIT_COLUMNS: usize = 8;

/// Renders every table of a document into one workbook; the theme plays no part.
///
/// # Errors
/// What the workbook writer reports.
pub fn render(document: &Document, _: &Theme, _: Options) -> Result<Vec<u8>, Failure> {
    let mut names = Names::default();
    names.take(summary::NAME);
    let mut sheets = body_sheets(document, &mut names);
    for appendix in &document.appendices {
        let mut head = vec![
            SheetLine::title(&appendix.label),
            SheetLine::title(&appendix.title),
            SheetLine::note(&appendix.reference),
        ];
        let tables = appendix.blocks.iter().enumerate().filter_map(|(place, block)| match block {
            Block::Table(table) => Some((place, table)),
            _ => None,
        });
        for (place, table) in tables {
            let (above, below) = around(&appendix.blocks, place);
            head.extend(above);
            sheets.push(Sheet {
                name: names.take(&appendix.label),
                title: appendix.title.clone(),
                above: head.clone(),
                table,
                below,
                orientation: appendix.orientation,
            });
            head.truncate(3);
        }
    }
    write(&document.metadata, |workbook| {
        summary::write(workbook.add_worksheet(), document, &sheets)?;
        sheets.iter().try_for_each(|sheet| sheet::write(workbook.add_worksheet(), sheet))
    })
}

/// Renders (sheet name, table) pairs into one workbook, each below its title.
///
/// # Errors
/// What the workbook writer reports.
pub fn workbook(metadata: &Metadata, tables: &[(&str, &Table)]) -> Result<Vec<u8>, Failure> {
    let mut names = Names::default();
    let sheets = tables.iter().map(|(name, table)| untitled(names.take(name), table)).collect::<Vec<_>>();
    write(metadata, |workbook| sheets.iter().try_for_each(|sheet| sheet::write(workbook.add_worksheet(), sheet)))
}

/// A table that only has its own title to stand below.
fn untitled(name: String, table: &Table) -> Sheet<'_> {
    let wide = table.columns().len() > PORTRAIT_COLUMNS;
    Sheet {
        name,
        title: table.title().to_owned(),
        above: vec![SheetLine::title(table.title())],
        table,
        below: Vec::new(),
        orientation: if wide { Orientation::Landscape } else { Orientation::Portrait },
    }
}

fn body_sheets<'a>(document: &'a Document, names: &mut Names) -> Vec<Sheet<'a>> {
    let tables = document.tables().filter(|(appendix, _)| appendix.is_none());
    tables.map(|(_, table)| untitled(names.take(table.id()), table)).collect()
}

fn write(metadata: &Metadata, sheets: impl FnOnce(&mut Workbook) -> Result<(), XlsxError>) -> Result<Vec<u8>, Failure> {
    let mut workbook = Workbook::new();
    let created = metadata.date.and_time(NaiveTime::MIN);
    workbook.set_properties(
        &DocProperties::new()
            .set_title(&metadata.title)
            .set_author(&metadata.organization)
            .set_company(&metadata.organization)
            .set_creation_datetime(&created),
    );
    let bytes = sheets(&mut workbook).and_then(|()| workbook.save_to_buffer());
    bytes.map_err(|error| Diagnostic::error(Code::InternalError).with("part", "xlsx").with("reason", error).into())
}

/// The lines between the previous table and this one, and those after the last table: a sheet says what its page says.
fn around(blocks: &[Block], place: usize) -> (Vec<SheetLine>, Vec<SheetLine>) {
    let is_table = |block: &&Block| matches!(block, Block::Table(_));
    let before = blocks.iter().take(place);
    let start = before.clone().rposition(|block| is_table(&block)).map_or(0, |table| table + 1);
    let above = before.skip(start).filter_map(line).collect();
    let after = blocks.iter().skip(place + 1);
    let below = if after.clone().any(|block| is_table(&block)) { Vec::new() } else { after.filter_map(line).collect() };
    (above, below)
}

fn line(block: &Block) -> Option<SheetLine> {
    match block {
        Block::Heading { content, .. } => Some(SheetLine { bold: true, ..SheetLine::text(plain(content)) }),
        Block::Paragraph(content) => Some(SheetLine::text(plain(content))),
        Block::Line { align, content } => {
            Some(SheetLine { italic: true, centered: *align == Align::Center, ..SheetLine::text(plain(content)) })
        }
        Block::Gap(text) => Some(SheetLine::text(format!("[{text}]"))),
        Block::Part { number, title } => {
            Some(SheetLine { bold: true, centered: true, ..SheetLine::text(format!("{number}. {title}")) })
        }
        Block::Table(_) | Block::Chart(_) => None,
    }
}

fn plain(content: &[Inline]) -> String {
    let parts = content.iter().map(|inline| match inline {
        Inline::Text { text, .. } => text.clone(),
        Inline::Footnote(index) => format!("({})", index + 1),
    });
    parts.collect()
}

/// Sheet names given so far: Excel wants them legal and different, whatever the case of their letters.
#[derive(Default)]
struct Names {
    taken: Vec<String>,
}

impl Names {
    /// A legal, new name as near to the wish as possible.
    fn take(&mut self, wish: &str) -> String {
        let legal: String = wish.chars().map(|sign| if "[]:*?/\\".contains(sign) { '-' } else { sign }).collect();
        let legal = match legal.trim().trim_matches('\'') {
            "" => "Bảng",
            legal => legal,
        };
        let numbered = (2..).map(|number| {
            let tail = format!(" ({number})");
            format!("{}{tail}", shortened(legal, LONGEST_NAME - tail.len()))
        });
        let name = std::iter::once(shortened(legal, LONGEST_NAME))
            .chain(numbered)
            .find(|name| !self.taken.contains(&name.to_lowercase()))
            .unwrap_or_default();
        self.taken.push(name.to_lowercase());
        name
    }
}

fn shortened(text: &str, length: usize) -> String {
    text.chars().take(length).collect::<String>().trim_end().to_owned()
}
