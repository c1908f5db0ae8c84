//! Document → XLSX: each table on a sheet of its own, behind a summary sheet.
//!
//! In: a [`Document`], or named tables. Out: the bytes of a `.xlsx` in which counts, rates and dates are numbers, totals
//! and rates are formulas, and text is never taken for a formula; a table of statuses by unit has a chart behind it.

mod cells;
mod chart;
mod counts;
mod format;
mod formula;
mod layout;
mod page;
mod sheet;
mod summary;

use std::collections::BTreeSet;

use chrono::NaiveTime;
use rust_xlsxwriter::{DocProperties, Workbook, XlsxError};

use crate::{
    diagnostic::{Code, Diagnostic, Failure},
    document::{Align, Appendix, Block, Document, Inline, Metadata, Orientation, Profile, Table, Theme},
    ooxml::Package,
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
/// What the workbook writer reports, and each gap of a final document.
pub fn render(document: &Document, _: &Theme, _: Options) -> Result<Vec<u8>, Failure> {
    super::refuse_gaps(document)?;
    let mut names = Names::default();
    names.take(summary::NAME);
    let profile = document.layout.profile;
    let mut sheets = Vec::new();
    let of_body = document.tables().filter(|(appendix, _)| appendix.is_none());
    sheets.extend(of_body.map(|(_, table)| sheet_of(table, profile, &mut names)));
    for appendix in &document.appendices {
        sheets.extend(appendix_sheets(appendix, &document.footnotes, profile, &mut names));
    }
    let behind_charts = counts::behind_charts(document)?;
    sheets.extend(behind_charts.iter().map(|table| sheet_of(table, profile, &mut names)));
    write(&document.metadata, |workbook| {
        summary::write(workbook.add_worksheet(), document, &sheets)?;
        sheets.iter().try_for_each(|sheet| {
            sheet::write(workbook.add_worksheet(), sheet)?;
            sheet.chart.iter().try_for_each(|name| chart::write(workbook.add_worksheet(), sheet, name))
        })
    })
}

/// Renders (sheet name, table) pairs into one workbook, each below its title.
///
/// # Errors
/// What the workbook writer reports.
pub fn workbook(metadata: &Metadata, tables: &[(&str, &Table)]) -> Result<Vec<u8>, Failure> {
    let mut names = Names::default();
    let profile = Profile::in_force_on(metadata.date);
    let sheets = tables.iter().map(|(name, table)| untitled(names.take(name), table, profile)).collect::<Vec<_>>();
    write(metadata, |workbook| sheets.iter().try_for_each(|sheet| sheet::write(workbook.add_worksheet(), sheet)))
}

/// Unpacked bytes of a workbook that is looked at, at most.
const MOST_UNPACKED: u64 = 512 << 20;

/// Whether these bytes are a workbook whose title opens like this.
#[must_use]
pub fn has_title(bytes: &[u8], opening: &str) -> bool {
    // What lies in the place of a result may be anything.
    let package = Package::read(bytes, MOST_UNPACKED).ok();
    let facts = package.as_ref().and_then(|package| package.part("docProps/core.xml"));
    facts.is_some_and(|facts| String::from_utf8_lossy(facts).contains(&format!("<dc:title>{opening}")))
}

/// A sheet called as the table, and one for its chart.
fn sheet_of<'a>(table: &'a Table, profile: Profile, names: &mut Names) -> Sheet<'a> {
    let name = names.take(table.id());
    Sheet { chart: chart_name(table, &name, names), ..untitled(name, table, profile) }
}

/// A table that only has its own title to stand below.
fn untitled(name: String, table: &Table, profile: Profile) -> Sheet<'_> {
    let wide = table.columns().len() > PORTRAIT_COLUMNS;
    Sheet {
        name,
        title: table.title().to_owned(),
        above: spoken(vec![SheetLine::title(table.title())]),
        table,
        below: Vec::new(),
        orientation: if wide { Orientation::Landscape } else { Orientation::Portrait },
        profile,
        chart: None,
    }
}

/// The sheets of an appendix: its label, title and reference stand above each of its tables, the footnotes of a sheet at its end.
fn appendix_sheets<'a>(
    appendix: &'a Appendix,
    footnotes: &[Vec<Inline>],
    profile: Profile,
    names: &mut Names,
) -> Vec<Sheet<'a>> {
    let title =
        [SheetLine::title(&appendix.label), SheetLine::title(&appendix.title), SheetLine::note(&appendix.reference)];
    let tables = appendix.blocks.iter().enumerate().filter_map(|(place, block)| match block {
        Block::Table(table) => Some((place, table)),
        _ => None,
    });
    let sheet = |(place, table)| {
        let (before, after) = around(&appendix.blocks, place);
        let notes = notes(before.iter().chain(&after).copied(), footnotes);
        let above = before.into_iter().filter_map(line);
        let below = after.into_iter().filter_map(line).chain(notes).collect();
        let name = names.take(&appendix.label);
        Sheet {
            chart: chart_name(table, &name, names),
            name,
            title: appendix.title.clone(),
            above: spoken(title.iter().cloned().chain(above).collect()),
            table,
            below,
            orientation: appendix.orientation,
            profile,
        }
    };
    tables.map(sheet).collect()
}

/// The name of the sheet for the chart of a table that can be shown as one.
fn chart_name(table: &Table, sheet: &str, names: &mut Names) -> Option<String> {
    chart::has_chart(table).then(|| names.take(&format!("{} {sheet}", chart::NAME)))
}

/// The lines that say something.
fn spoken(lines: Vec<SheetLine>) -> Vec<SheetLine> {
    lines.into_iter().filter(|line| !line.text.is_empty()).collect()
}

fn write(metadata: &Metadata, sheets: impl FnOnce(&mut Workbook) -> Result<(), XlsxError>) -> Result<Vec<u8>, Failure> {
    let mut workbook = Workbook::new();
    let created = metadata.date.and_time(NaiveTime::MIN);
    let properties = DocProperties::new()
        .set_title(&metadata.title)
        .set_subject(&metadata.subject)
        .set_author(&metadata.organization)
        .set_company(&metadata.organization)
        .set_creation_datetime(&created);
    let fields = metadata.fields(None).into_iter();
    workbook.set_properties(
        &fields.fold(properties, |properties, (name, value)| properties.set_custom_property(name, value)),
    );
    let bytes = sheets(&mut workbook).and_then(|()| workbook.save_to_buffer());
    bytes.map_err(|error| Diagnostic::error(Code::InternalError).with("part", "xlsx").with("reason", error).into())
}

/// The blocks between the previous table and this one, and those after the last table: a sheet says what its page says.
fn around(blocks: &[Block], place: usize) -> (Vec<&Block>, Vec<&Block>) {
    let is_table = |block: &&Block| matches!(block, Block::Table(_));
    let before = blocks.iter().take(place);
    let start = before.clone().rposition(|block| is_table(&block)).map_or(0, |table| table + 1);
    let after = blocks.iter().skip(place + 1);
    let after = if after.clone().any(|block| is_table(&block)) { Vec::new() } else { after.collect() };
    (before.skip(start).collect(), after)
}

/// The footnotes that these blocks call, each once: a sheet has no page foot.
fn notes<'a>(blocks: impl Iterator<Item = &'a Block>, footnotes: &[Vec<Inline>]) -> Vec<SheetLine> {
    let content = blocks.filter_map(|block| match block {
        Block::Heading { content, .. } | Block::Paragraph(content) | Block::Line { content, .. } => Some(content),
        _ => None,
    });
    let called: BTreeSet<usize> = content
        .flatten()
        .filter_map(|inline| match inline {
            Inline::Footnote(index) => Some(*index),
            Inline::Text { .. } => None,
        })
        .collect();
    let note = |index: usize| Some(SheetLine::text(format!("({}) {}", index + 1, plain(footnotes.get(index)?))));
    called.into_iter().filter_map(note).collect()
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

/// Excel takes no name that ends with an apostrophe, nor should a cut one end with a space.
fn shortened(text: &str, length: usize) -> String {
    let cut: String = text.chars().take(length).collect();
    cut.trim_end_matches(|sign: char| sign == '\'' || sign.is_whitespace()).to_owned()
}
