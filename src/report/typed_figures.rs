//! Figures that people type into template and remarks, held against those that were computed.
//!
//! In: the scripts of a report, its tables. Out: one `typed-figure` for each number of tasks or rate whose clause says what it counts, and
//! that no table of the report bears out. What speaks of single units, of other times or of aims is left in peace.

use chrono::Datelike;

use super::{
    engine::Script,
    figures::{Figures, TableData},
};
use crate::{
    diagnostic::{Code, Diagnostic, Location},
    locale::vietnamese,
    metrics::{GroupKey, MetricTable, MetricValue},
    project::Project,
    spelling,
    table_spec::{GroupBy, TableSpec},
    wording::{
        Figure, FigureValue, Number, Role, dates_of, figures_of, is_narrower, says, says_any, sentences, tokens,
    },
};

/// Values that a message names.
const NAMED: usize = 3;
/// Words of single units, where no "các" stands before them.
const UNITS: [&str; 9] =
    ["sở", "huyện", "xã", "phường", "phòng", "chi cục", "ban quản lý", "ban dân tộc", "thanh tra tỉnh"];
/// Words of parts of a period.
const TIMES: [&str; 5] = ["quý", "tháng", "tuần", "ngày trong", "kỳ trước"];
/// Stands where a value will be printed.
const PRINTED: &str = "…";

/// What a report computes, for figures that are typed.
pub struct Typed<'a> {
    /// The project.
    pub project: &'a Project,
    /// Tables that count.
    pub tables: &'a [TableSpec],
    /// What they were filled with.
    pub data: &'a TableData,
    /// Values that tags may name, typed ones among them.
    pub figures: &'a Figures,
}

impl Typed<'_> {
    /// Every typed figure of a script that disagrees.
    pub fn disagreeing(&self, script: &Script<'_>) -> Vec<Diagnostic> {
        let paragraphs = paragraphs(script.text);
        paragraphs.iter().flat_map(|lines| self.of_paragraph(lines, script)).collect()
    }

    /// Lines that stand together are one text; a figure is told at the line that it stands in.
    fn of_paragraph(&self, lines: &[(usize, &str)], script: &Script<'_>) -> Vec<Diagnostic> {
        let whole = lines.iter().map(|(_, text)| *text).collect::<Vec<_>>().join(" ");
        let first = lines.first().map_or(1, |(line, _)| *line);
        let line_of = |written: &str| {
            let has = |text: &str| tokens(&self.typed_only(text)).any(|word| word == written);
            lines.iter().find(|(_, text)| has(text)).map_or(first, |(line, _)| *line)
        };
        self.of_text(&self.typed_only(&whole), |written| script.at_line(line_of(written)))
    }

    /// A text in which only typed figures are left: tags of the file of typed figures stand as their values.
    fn typed_only(&self, line: &str) -> String {
        let (mut text, mut rest) = (String::new(), line);
        while let Some((before, behind)) = rest.split_once('{') {
            text.push_str(before);
            let (closing, inside) = match behind.chars().next() {
                Some('{') => ("}}", behind.get(1..).unwrap_or_default()),
                Some('%') => ("%}", behind.get(1..).unwrap_or_default()),
                _ => ("}", behind),
            };
            let (tag, after) = inside.split_once(closing).unwrap_or((inside, ""));
            if closing == "}}" {
                text.push_str(&self.typed_value(tag).unwrap_or_else(|| PRINTED.to_owned()));
            }
            rest = after;
        }
        text.push_str(rest);
        text
    }

    /// The number behind `figures.a.b`.
    fn typed_value(&self, tag: &str) -> Option<String> {
        let path = tag.split('|').next()?.trim().strip_prefix("figures.")?;
        let value = path.split('.').try_fold(self.figures.tree().get("figures")?, |value, key| value.get(key))?;
        value.as_u64().map(vietnamese::count)
    }

    fn of_text(&self, text: &str, place: impl Fn(&str) -> Location) -> Vec<Diagnostic> {
        let said = sentences(text);
        let found = figures_of(text).into_iter().filter(|figure| {
            let sentence = said.get(figure.sentence).map_or("", String::as_str);
            !is_narrower(figure) && !self.is_of_others(sentence) && !self.is_published(&figure.written)
        });
        found.filter_map(|figure| self.told(&figure, place(&figure.written))).collect()
    }

    /// Whether a sentence speaks of single units, of a part of the period or of another one, or of another instant.
    fn is_of_others(&self, sentence: &str) -> bool {
        let folded = spelling::key(sentence).replace(&spelling::key("cơ sở"), "").replace(&spelling::key("trụ sở"), "");
        let without_all = UNITS.iter().fold(folded.clone(), |text, unit| {
            let all = |word: &str| spelling::key(&format!("{word} {unit}"));
            text.replace(&all("các"), "").replace(&all("cấp"), "")
        });
        let period = self.project.period;
        let without_period = folded.replace(&spelling::key(&period.name()), "");
        let years = period.from().year()..=period.to().year();
        let words: Vec<&str> = folded.split(' ').collect();
        let other_year = words.windows(2).any(|pair| match pair {
            [word, year] if *word == spelling::key("năm") => {
                year.parse().is_ok_and(|year: i32| (1900..2200).contains(&year) && !years.contains(&year))
            }
            _ => false,
        });
        let instants: Vec<_> = self.project.as_of.values().map(|instant| instant.date).collect();
        let other_day = says(&folded, "đến")
            && dates_of(sentence).into_iter().any(|(_, (day, month, year))| {
                let date = chrono::NaiveDate::from_ymd_opt(year, month, day);
                date.is_some_and(|date| !instants.contains(&date) && date != period.from() && date != period.to())
            });
        other_year || other_day || says_any(&without_all, &UNITS) || says_any(&without_period, &TIMES)
    }

    fn is_published(&self, written: &str) -> bool {
        let same = |figure: &str| match (Number::read(figure), Number::read(written)) {
            (Some(declared), Some(typed)) => declared.equals(typed),
            _ => figure.trim() == written,
        };
        self.project.published.iter().any(|published| same(&published.figure))
    }

    fn told(&self, figure: &Figure, place: Location) -> Option<Diagnostic> {
        let role = figure.role?;
        let values = match figure.value {
            FigureValue::Count(count) => self.counts(role.metrics(), count)?,
            FigureValue::Rate(rate) => self.rates(role, rate)?,
            FigureValue::Share(part, whole) => {
                self.counts(role.metrics(), part).or_else(|| self.counts(&wholes_of(role), whole))?
            }
        };
        let found = Diagnostic::error(Code::TypedFigure).at(place).with("figure", &figure.written);
        let (told, tags): (Vec<String>, Vec<String>) = values.into_iter().take(NAMED).unzip();
        let told: Vec<String> = told.iter().zip(&tags).map(|(value, tag)| format!("{value} ({tag})")).collect();
        let tag = tags.first().cloned().unwrap_or_default();
        let filter = if matches!(figure.value, FigureValue::Rate(_)) { "percent" } else { "prose" };
        let found = found.with("clause", figure.clause.trim()).with("values", told.join(", "));
        Some(found.with("tag", format!("{{{{ {tag} | {filter} }}}}")))
    }

    /// The values of some metrics, the nearest first; none where one is the number that is typed, or where there are none.
    fn counts(&self, metrics: &[&str], typed: u64) -> Option<Vec<(String, String)>> {
        let mut values: Vec<(u64, String)> = Vec::new();
        for (spec, table) in self.counting() {
            for metric in metrics {
                let tag = format!("tables.{}.{metric}", spec.id());
                let groups = table.groups().filter(|_| spec.definition.group_by != GroupBy::Unit);
                let in_groups = groups.filter_map(|group: &GroupKey| count(table.value(group, metric)));
                let own = [count(table.tasks(metric)), count(table.total(metric))].into_iter().flatten();
                values.extend(own.chain(in_groups).map(|value| (value, tag.clone())));
            }
        }
        if values.is_empty() || values.iter().any(|(value, _)| *value == typed) {
            return None;
        }
        values.sort_by_key(|(value, tag)| (value.abs_diff(typed), tag.clone()));
        values.dedup();
        Some(values.into_iter().map(|(value, tag)| (vietnamese::count(value), tag)).collect())
    }

    /// The rates that a role may have, written as the typed one is; none where one is the same.
    fn rates(&self, role: Role, typed: Number) -> Option<Vec<(String, String)>> {
        let mut values: Vec<(u64, String, String)> = Vec::new();
        // Of tasks of one status no rate says anything.
        for (spec, table) in self.counting().filter(|(spec, _)| spec.definition.statuses.is_empty()) {
            let counts = |metric: &&str| count(table.tasks(metric)).or_else(|| count(table.total(metric)));
            for part in role.metrics().iter().filter_map(counts) {
                for (whole, id) in role.wholes().iter().filter_map(|whole| Some((counts(whole)?, whole))) {
                    if whole == 0 || part > whole {
                        continue;
                    }
                    if typed.is_rate(part, whole) {
                        return None;
                    }
                    let tag = match (role, *id) {
                        (Role::Done, _) => "completion_rate",
                        (Role::OnTime, "done") => "on_time_rate",
                        (Role::Late, "done") => "late_rate",
                        (Role::Past, "with_deadline") => "past_deadline_rate",
                        _ => continue,
                    };
                    let told = typed.rate_like(part, whole);
                    values.push((typed.distance(part, whole), told, format!("tables.{}.{tag}", spec.id())));
                }
            }
        }
        values.sort();
        (!values.is_empty()).then(|| values.into_iter().map(|(_, value, tag)| (value, tag)).collect())
    }

    fn counting(&self) -> impl Iterator<Item = (&TableSpec, &MetricTable)> {
        self.tables.iter().filter_map(|spec| Some((spec, self.data.metrics.get(spec.id())?)))
    }
}

/// The metrics that the second number of a share may be: those that the rate is taken of, and all tasks.
fn wholes_of(role: Role) -> Vec<&'static str> {
    let also = ["assigned", "with_deadline"].into_iter().filter(|metric| !role.wholes().contains(metric));
    role.wholes().iter().copied().chain(also).collect()
}

/// The lines of a Markdown text that stand together, with their numbers from 1: up to a blank line, the next point of a list, row of a
/// table or heading.
fn paragraphs(text: &str) -> Vec<Vec<(usize, &str)>> {
    let mut paragraphs: Vec<Vec<(usize, &str)>> = Vec::new();
    let mut goes_on = false;
    for (number, line) in (1..).zip(text.lines()) {
        let opens = opens_block(line.trim_start());
        match paragraphs.last_mut() {
            Some(paragraph) if goes_on && !opens => paragraph.push((number, line)),
            _ => paragraphs.push(vec![(number, line)]),
        }
        goes_on = !line.trim().is_empty() && !line.trim_start().starts_with(['#', '|']);
    }
    paragraphs
}

/// Whether a line begins something of its own.
fn opens_block(line: &str) -> bool {
    let after_number = line.trim_start_matches(|letter: char| letter.is_ascii_digit());
    let is_numbered =
        after_number.len() < line.len() && (after_number.starts_with(". ") || after_number.starts_with(") "));
    let is_point = ["- ", "+ ", "* "].iter().any(|mark| line.starts_with(mark));
    line.is_empty() || is_point || is_numbered || line.starts_with(['#', '|', '>']) || line.starts_with("{%")
}

fn count(value: Option<MetricValue>) -> Option<u64> {
    match value? {
        MetricValue::Count(count) => Some(count),
        MetricValue::Rate(_) => None,
    }
}
