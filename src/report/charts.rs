//! Tables by unit become charts: one bar for each unit, the four statuses stacked.
//!
//! In: a [`TableSpec`] grouped by unit and its metrics. Out: a [`Chart`], whether the template prints it or not.

use super::{figures::TableData, tables};
use crate::{
    document::{Bar, Chart, Series, Tone},
    locale::vietnamese,
    metrics::{MetricTable, MetricValue},
    normalize::UnitList,
    table_spec::{GroupBy, TableKind, TableSpec},
};

/// The parts of a bar: metric, its words where the table has no column for it, colour.
const STATUSES: [(&str, &str, Tone); 4] = [
    ("on_time", "Đã hoàn thành đúng hạn", Tone::OnTime),
    ("late", "Đã hoàn thành nhưng quá hạn", Tone::Late),
    ("in_deadline", "Chưa hoàn thành, trong hạn", Tone::InDeadline),
    ("overdue", "Chưa hoàn thành, quá hạn", Tone::Overdue),
];

/// The chart of a table by unit; none for other tables. Units without tasks have no bar.
pub fn build(spec: &TableSpec, data: &TableData, units: &UnitList) -> Option<Chart> {
    let by_unit = spec.definition.kind == TableKind::Groups && spec.definition.group_by == GroupBy::Unit;
    let metrics = data.metrics.get(spec.id()).filter(|_| by_unit)?;
    let bars = tables::groups_in_order(spec, metrics, units).into_iter().map(|group| Bar {
        label: tables::group_name(&group, units).printed(),
        values: STATUSES.iter().map(|(metric, _, _)| count(metrics.value(&group, metric))).collect(),
    });
    let series = STATUSES.iter().map(|(metric, words, tone)| {
        let column = spec.definition.columns.iter().find(|column| column.id == *metric);
        let label = column.map(|column| match &column.group {
            Some(group) => format!("{group}: {}", column.heading.to_lowercase()),
            None => column.heading.clone(),
        });
        Series { label: label.unwrap_or_else(|| (*words).to_owned()), tone: *tone }
    });
    let bars: Vec<Bar> = bars.filter(|bar| bar.total() > 0).collect();
    let series: Vec<Series> = series.collect();
    let alternative = alternative(spec, metrics, &series, bars.len());
    Some(Chart { id: spec.id().to_owned(), title: spec.definition.title.clone(), alternative, series, bars })
}

fn count(value: Option<MetricValue>) -> u64 {
    match value {
        Some(MetricValue::Count(count)) => count,
        _ => 0,
    }
}

/// What the chart says in one sentence, with the totals that it shows.
fn alternative(spec: &TableSpec, metrics: &MetricTable, series: &[Series], bars: usize) -> String {
    let totals = STATUSES.iter().zip(series).map(|((metric, _, _), series)| {
        format!("{} {}", series.label.to_lowercase(), vietnamese::count(count(metrics.total(metric))))
    });
    let totals = totals.collect::<Vec<_>>().join("; ");
    format!("Biểu đồ thanh xếp chồng. {}, {bars} cơ quan, đơn vị. Tổng cộng: {totals}.", spec.definition.title)
}

#[cfg(test)]
mod tests {
    use super::super::{engine::MARKER, markdown, parts::Printables};
    use super::*;
    use crate::{
        diagnostic::Location,
        document::{Block, Inline},
        project::LayoutSection,
    };

    #[test]
    fn a_chart_is_printed_in_the_appendix_that_asks_for_it() {
        let bar = Bar { label: "Sở Y tế".to_owned(), values: vec![3, 0, 1, 2] };
        let chart = Chart {
            id: "units".to_owned(),
            title: "Theo đơn vị".to_owned(),
            alternative: "Biểu đồ".to_owned(),
            series: Vec::new(),
            bars: vec![bar],
        };
        let printables = Printables::new(Vec::new(), vec![chart.clone()]);
        let words = format!("Lời văn.\n\n# Biểu đồ {{#bieu-do}}\n\n{}chart:units{}\n", MARKER.0, MARKER.1);
        let place = |_: &str| Location::file("report.md");
        let parts = markdown::read(&words, &printables, LayoutSection::default(), place).unwrap();
        assert_eq!(parts.body, [Block::Paragraph(vec![Inline::plain("Lời văn.")])]);
        assert_eq!(parts.appendices[0].blocks, [Block::Chart(chart)]);
    }
}
