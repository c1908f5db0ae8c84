//! The chart behind a table of statuses by unit.
//!
//! In: the sheet of the table. Out: a worksheet of native stacked bars that follow the table's cells, one for each unit in the
//! order of the table; more bars than a page can show go on in a further chart on the next.

use rust_xlsxwriter::{
    Chart, ChartAxisCrossing, ChartFont, ChartFormat, ChartLayout, ChartLegendPosition, ChartLine, ChartSolidFill,
    ChartType, ColNum, Color, RowNum, Worksheet, XlsxError,
};

use super::{
    cells::{column_number, row_number},
    format, formula, page,
    sheet::Sheet,
    summary,
};
use crate::{
    document::{Orientation, Row, Table, Tone, Value},
    locale::vietnamese,
};

/// What its sheet is called, before the name of the table's sheet.
pub const NAME: &str = "Biểu đồ";
/// The columns that it shows, as parts of a bar from left to right.
const STATUSES: [(&str, Tone); 4] =
    [("on_time", Tone::OnTime), ("late", Tone::Late), ("in_deadline", Tone::InDeadline), ("overdue", Tone::Overdue)];
/// The column of the names.
pub const UNIT: &str = "unit";

/// Pixels. Ten columns of Excel's own width, 640, fill a page from margin to margin, with room for the frame; a row is 20 high.
const WIDTH: u32 = 636;
const ROW_HEIGHT: u32 = 20;
/// What all bars of a page may take, and what title, legend and axis take.
const BARS_HEIGHT: u32 = 760;
const AROUND_BARS: u32 = 160;
/// A line of a unit's name, and how many letters it holds.
const LABEL_LINE: u32 = 13;
const LABEL_LETTERS: usize = 40;
/// Beside long names: the shares of the width that names and bars have, and how much of what is around the bars is above them.
const NAMES_SHARE: f64 = 0.4;
const BARS_SHARE: f64 = 0.56;
const ABOVE_BARS: f64 = 0.65;
/// Points of the words.
const SIZE: f64 = 9.0;
const TITLE_SIZE: f64 = 12.0;
/// Excel takes no longer description of a picture.
const LONGEST_ALTERNATIVE: usize = 255;
/// The room between two bars, in percent of a bar.
const GAP: u16 = 35;

/// The column that is shown in a colour.
pub fn metric(tone: Tone) -> &'static str {
    STATUSES.iter().find(|(_, colour)| *colour == tone).map_or("", |(id, _)| *id)
}

/// Whether a table has the four statuses of units, and units to show.
pub fn has_chart(table: &Table) -> bool {
    let body = formula::body(table);
    let complete = |column: Option<usize>, fits: fn(&Value) -> bool| {
        column.is_some_and(|column| {
            let mut cells = body.iter().map(|row| row.cells.get(column));
            cells.all(|cell| cell.is_some_and(|cell| cell.rows == 1 && fits(&cell.value)))
        })
    };
    let is_name = |value: &Value| matches!(value, Value::Text(_));
    let counts = STATUSES.iter().all(|(id, _)| complete(position(table, id), |value| formula::count(value).is_some()));
    !body.is_empty() && counts && complete(position(table, UNIT), is_name)
}

/// Writes the sheet with the charts of a table.
pub fn write(worksheet: &mut Worksheet, sheet: &Sheet<'_>, name: &str) -> Result<(), XlsxError> {
    worksheet.set_name(name)?;
    worksheet.set_screen_gridlines(false);
    page::set_up(worksheet, Orientation::Portrait, sheet.profile);
    let look = format::link(format::base());
    worksheet.write_url_with_format(0, 0, summary::link(&sheet.name), &look)?;
    let body = formula::body(sheet.table);
    let bar = bar_height(sheet.table, body);
    let bars = usize::try_from(BARS_HEIGHT / bar).unwrap_or(1).max(1);
    let pages = body.len().div_ceil(bars).max(1);
    // Pages of the same length, and not one with the few bars that are left.
    let bars = body.len().div_ceil(pages).max(1);
    let most = (pages > 1).then(|| round_up(body.iter().map(|row| total(sheet.table, row)).max().unwrap_or(0)));
    let (mut row, mut breaks) = (1, Vec::new());
    for (page, rows) in body.chunks(bars).enumerate() {
        let part = (pages > 1).then_some((page + 1, pages));
        let height = AROUND_BARS + bar * u32::try_from(rows.len()).unwrap_or(0);
        let mut chart = chart(sheet, page * bars, rows, part)?;
        chart.set_width(WIDTH).set_height(height);
        if bar > ROW_HEIGHT {
            chart.plot_area().set_layout(&beside_names(height));
        }
        if let Some(most) = most {
            chart.x_axis().set_max(most);
        }
        worksheet.insert_chart(row, 0, &chart)?;
        row += height.div_ceil(ROW_HEIGHT);
        breaks.push(row);
        // The frame of the next chart must not show at the foot of this page.
        row += 1;
    }
    breaks.pop();
    worksheet.set_page_breaks(&breaks)?;
    Ok(())
}

/// One chart over some rows of the table's body, from `first` on.
fn chart(sheet: &Sheet<'_>, first: usize, rows: &[Row], part: Option<(usize, usize)>) -> Result<Chart, XlsxError> {
    let table = sheet.table;
    let from = row_number(sheet.body_row() + first)?;
    let to = row_number(sheet.body_row() + first + rows.len().saturating_sub(1))?;
    let names = range(sheet, UNIT, from, to)?;
    let headings = table.flat_headings();
    let mut chart = Chart::new(ChartType::BarStacked);
    for (id, tone) in STATUSES {
        let [red, green, blue] = tone.rgb();
        let colour = Color::RGB(u32::from_be_bytes([0, red, green, blue]));
        let heading = position(table, id).and_then(|column| headings.get(column));
        let series = chart.add_series();
        series.set_name(heading.map_or(id.to_owned(), |heading| label(heading)).as_str());
        series.set_categories((sheet.name.as_str(), names.0, names.1, names.2, names.3));
        let values = range(sheet, id, from, to)?;
        series.set_values((sheet.name.as_str(), values.0, values.1, values.2, values.3));
        series.set_format(ChartFormat::new().set_solid_fill(ChartSolidFill::new().set_color(colour)));
        series.set_gap(GAP);
    }
    let part = part.map(|(page, pages)| format!(" ({page}/{pages})")).unwrap_or_default();
    chart.title().set_name(format!("{}{part}", title(sheet)).as_str()).set_font(&font(TITLE_SIZE));
    chart.legend().set_position(ChartLegendPosition::Top).set_font(font(SIZE).unset_bold());
    // In a bar chart y is the axis of the names: the first unit at the top, and the axis of the counts below the last.
    chart.y_axis().set_reverse().set_crossing(ChartAxisCrossing::Max).set_font(font(SIZE).unset_bold());
    chart.x_axis().set_num_format(format::COUNT).set_font(font(SIZE).unset_bold());
    chart.x_axis().set_major_gridlines_line(ChartLine::new().set_color(Color::RGB(0xD9_D9D9)));
    chart.set_alt_text(alternative(sheet, rows));
    Ok(chart)
}

/// The place of the bars beside long names, which would else take most of the width.
fn beside_names(height: u32) -> ChartLayout {
    let height = f64::from(height);
    let around = f64::from(AROUND_BARS) / height;
    ChartLayout::new().set_offset(NAMES_SHARE, around * ABOVE_BARS).set_dimensions(BARS_SHARE, 1.0 - around)
}

fn font(size: f64) -> ChartFont {
    let mut font = ChartFont::new();
    font.set_name(format::FONT).set_size(size).set_bold();
    font
}

/// The cells of a column in these rows of the table's sheet.
fn range(sheet: &Sheet<'_>, id: &str, from: RowNum, to: RowNum) -> Result<(RowNum, ColNum, RowNum, ColNum), XlsxError> {
    let column = column_number(position(sheet.table, id).unwrap_or_default())?;
    Ok((from, column, to, column))
}

fn position(table: &Table, id: &str) -> Option<usize> {
    table.columns().iter().position(|column| column.id == id)
}

/// The heading of a column in the legend: `Đã hoàn thành: đúng hạn`.
fn label(heading: &str) -> String {
    match heading.split_once(" / ") {
        Some((group, heading)) => format!("{group}: {}", heading.to_lowercase()),
        None => heading.to_owned(),
    }
}

fn title<'a>(sheet: &'a Sheet<'_>) -> &'a str {
    let title = sheet.table.title();
    if title.is_empty() { &sheet.title } else { title }
}

/// Pixels of one bar: the longest name wraps beside it.
fn bar_height(table: &Table, rows: &[Row]) -> u32 {
    let names = rows.iter().filter_map(|row| row.cells.get(position(table, UNIT)?));
    let longest = names.map(|cell| cell.value.printed().chars().count()).max().unwrap_or(0);
    let lines = u32::try_from(longest.div_ceil(LABEL_LETTERS)).unwrap_or(1);
    (lines * LABEL_LINE + LABEL_LINE / 2).max(ROW_HEIGHT)
}

fn values<'a>(table: &'a Table, rows: &'a [Row], id: &str) -> impl Iterator<Item = u64> {
    let column = position(table, id);
    rows.iter().filter_map(move |row| formula::count(&row.cells.get(column?)?.value))
}

fn total(table: &Table, row: &Row) -> u64 {
    STATUSES.iter().flat_map(|(id, _)| values(table, std::slice::from_ref(row), id)).sum()
}

/// The end of an axis that all charts of a table share: two digits, the second 0 or 5.
fn round_up(most: u64) -> u32 {
    let step = (10u64.pow(most.checked_ilog10().unwrap_or(0)) / 2).max(1);
    u32::try_from(most.div_ceil(step).max(1) * step).unwrap_or(u32::MAX)
}

/// What the chart says below its title, in one sentence with the totals that it shows.
fn alternative(sheet: &Sheet<'_>, rows: &[Row]) -> String {
    let headings = sheet.table.flat_headings();
    let totals = STATUSES.iter().filter_map(|(id, _)| {
        let heading = headings.get(position(sheet.table, id)?)?;
        let total: u64 = values(sheet.table, rows, id).sum();
        Some(format!("{} {}", label(heading).to_lowercase(), vietnamese::count(total)))
    });
    let totals = totals.collect::<Vec<_>>().join("; ");
    let sentence = format!("Biểu đồ thanh xếp chồng, {} cơ quan, đơn vị. Tổng cộng: {totals}.", rows.len());
    if sentence.chars().count() <= LONGEST_ALTERNATIVE {
        return sentence;
    }
    sentence.chars().take(LONGEST_ALTERNATIVE - 1).chain(['…']).collect()
}
