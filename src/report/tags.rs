//! Every tag that a Word file of the office may hold, ready to be copied: what a value means, and what it prints now.
//!
//! In: [`Filling`], the values and what else tags may name. Out: [`TagEntry`] by [`TagEntry::section`], in the order of the values; lists
//! as the loop that goes through them, with the tags for inside of it.

mod meanings;

use chrono::NaiveDateTime;
use serde_json::{Map, Value};

use super::{engine::FILTERS, fill::Filling};
use crate::{
    locale::vietnamese,
    schema::{FIELDS, FieldKind},
    value::{AsOf, Ratio},
};

pub use meanings::Meaning;

/// A tag to copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TagEntry {
    /// What it belongs to: a name at the top, a table, a list.
    pub section: String,
    /// How many loops it stands in.
    pub depth: usize,
    /// The tag.
    pub tag: String,
    /// What it means, in Vietnamese and English; none where nobody said.
    pub meaning: Option<Meaning>,
    /// What it prints with the figures of the project.
    pub example: String,
}

/// Every tag that the values allow for.
#[must_use]
pub fn tags(filling: &Filling<'_>) -> Vec<TagEntry> {
    let (shapes, tree) = (filling.figures.shapes(), filling.figures.tree());
    let mut walk = Walk { tree, path: Vec::new(), depth: 0, items: Vec::new(), entries: Vec::new() };
    for (name, shape) in shapes {
        // Where nothing was scored there is nothing to say of scores.
        let is_scored =
            tree.get(name).and_then(|scores| scores.get("sets")?.as_array()).is_none_or(|sets| !sets.is_empty());
        if name != "scores" || is_scored {
            walk.below(name, name, shape, tree.get(name));
        }
    }
    let mut entries = walk.entries;
    let call = |function: &str, id: &str, example: String| TagEntry {
        section: function.to_owned(),
        depth: 0,
        tag: format!("{{{{ {function}(\"{id}\") }}}}"),
        meaning: meanings::of(&[&format!("{function}()")]),
        example,
    };
    entries.extend(filling.tables.iter().map(|id| call("table", id, String::new())));
    entries.extend(filling.charts.iter().map(|id| call("chart", id, String::new())));
    entries.extend(filling.remarks.iter().map(|title| call("remark", title, String::new())));
    entries.extend(filling.appendices.iter().map(|(id, label)| call("appendix", id, label.clone())));
    entries.extend(FILTERS.iter().map(|filter| TagEntry {
        section: "|".to_owned(),
        depth: 0,
        tag: format!("| {filter}"),
        meaning: meanings::of(&[&format!("| {filter}")]),
        example: String::new(),
    }));
    entries
}

struct Walk<'a> {
    tree: &'a Map<String, Value>,
    /// The steps from the top; an item of a list is `[]`.
    path: Vec<String>,
    depth: usize,
    /// The items of the list around, all of them.
    items: Vec<&'a Value>,
    entries: Vec<TagEntry>,
}

impl<'a> Walk<'a> {
    /// What stands below one more step: `said` is how a tag gets there.
    fn below(&mut self, step: &str, said: &str, shape: &Value, value: Option<&'a Value>) {
        self.path.push(step.to_owned());
        match shape {
            // The period of a table is told where it is another one than that of the report.
            Value::Object(_) if self.path.len() == 3 && step == "period" && value == self.tree.get("period") => {}
            // Rows add up to something else only where a task is counted for several units.
            Value::Object(_) if step == "shares" && !self.is_shared() => {}
            Value::Object(parts) if ratio(shape).is_none() => {
                for (name, part) in parts {
                    self.below(name, &reached(said, name), part, value.and_then(|value| value.get(name)));
                }
            }
            Value::Array(items) => self.list(said, items.first(), value),
            _ => {
                let is_blank = |value: &Value| value.is_null() || value.as_str() == Some("");
                let may_lack = self.items.iter().any(|item| item.get(step).is_none_or(is_blank));
                let (tag, example) = printed(said, value.unwrap_or(shape), &self.path, may_lack);
                self.add(tag, example);
            }
        }
        self.path.pop();
    }

    /// Whether the table of this path counts a task for several units.
    fn is_shared(&self) -> bool {
        let table = self.path.get(1).and_then(|id| self.tree.get("tables")?.get(id));
        table.and_then(|table| table.get("is_shared")?.as_bool()).unwrap_or_default()
    }

    /// A loop through a list.
    fn list(&mut self, said: &str, shape: Option<&Value>, value: Option<&'a Value>) {
        let items = value.and_then(Value::as_array);
        let first = items.and_then(|items| items.first());
        let item = item_name(self.path.last().map_or("", String::as_str));
        match shape.filter(|shape| shape.is_object()) {
            Some(shape) => {
                let count = items.map_or(0, Vec::len);
                self.add(
                    format!("{{%tr for {item} in {said} %}} ¶ … ¶ {{%tr endfor %}}"),
                    vietnamese::count(count as u64),
                );
                let name = self.path.last().map_or("", String::as_str);
                let within = self.items.iter().filter_map(|item| item.get(name)?.as_array()).flatten();
                let within: Vec<&Value> =
                    within.chain(items.filter(|_| self.depth == 0).into_iter().flatten()).collect();
                let around = std::mem::replace(&mut self.items, within);
                self.depth += 1;
                self.below("[]", item, shape, first);
                self.depth -= 1;
                self.items = around;
            }
            None => {
                let example = first.map(shown).unwrap_or_default();
                self.add(format!("{{%p for {item} in {said} %}} ¶ {{{{ {item} }}}} ¶ {{%p endfor %}}"), example);
            }
        }
    }

    fn add(&mut self, tag: String, example: String) {
        let path: Vec<&str> = self.path.iter().map(String::as_str).collect();
        let own =
            if matches!(path.first(), Some(&"tables" | &"lists" | &"comparisons" | &"registers")) { 2 } else { 1 };
        self.entries.push(TagEntry {
            section: path.iter().take(own).copied().collect::<Vec<_>>().join("."),
            depth: self.depth,
            tag,
            meaning: meanings::of(&path),
            example,
        });
    }
}

/// A name below another one; one with signs that names do not have stands in quotes.
fn reached(said: &str, name: &str) -> String {
    let is_plain = name.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '_')
        && !name.starts_with(|letter: char| letter.is_ascii_digit());
    if is_plain { format!("{said}.{name}") } else { format!("{said}[\"{name}\"]") }
}

/// What a loop calls an item of a list.
fn item_name(list: &str) -> &'static str {
    match list {
        "groups" => "group",
        "tasks" => "task",
        "documents" => "document",
        "sets" => "set_of_scores",
        "criteria" | "fields" => "criterion",
        "best" | "last" => "card",
        "classes" => "class",
        "left_out" => "unit",
        _ => "line",
    }
}

/// The tag of a value, and what it prints; a filter refuses a value that `may_lack`.
fn printed(said: &str, value: &Value, path: &[String], may_lack: bool) -> (String, String) {
    if let Value::Bool(holds) = value {
        return (format!("{{% if {said} %}} … {{% endif %}}"), holds.to_string());
    }
    let name = path.last().map_or("", String::as_str);
    let is_day = FIELDS.iter().any(|field| field.id == name && field.kind == FieldKind::Date);
    let (filter, example) = match (ratio(value), value) {
        (Some(ratio), _) => (" | percent", vietnamese::percent(ratio, 1)),
        (_, Value::Number(number)) => match number.as_u64() {
            Some(count) => (" | count", vietnamese::count(count)),
            None => ("", number.to_string()),
        },
        (_, Value::String(text)) => match text.parse() {
            Ok(date) => (" | date", vietnamese::short_date(date)),
            Err(_) if is_day => (" | date", String::new()),
            Err(_) => match NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M") {
                Ok(moment) => {
                    (" | extraction", vietnamese::extraction(AsOf { date: moment.date(), time: Some(moment.time()) }))
                }
                Err(_) => ("", shown(value)),
            },
        },
        _ if is_day => (" | date", String::new()),
        _ => ("", shown(value)),
    };
    let tag = format!("{{{{ {said}{filter} }}}}");
    // Among many tasks there may be one without this day, if not now.
    let is_asked = !filter.is_empty() && (may_lack || is_day && path.iter().any(|step| step == "[]"));
    (if is_asked { format!("{{% if {said} %}}{tag}{{% endif %}}") } else { tag }, example)
}

fn ratio(value: &Value) -> Option<Ratio> {
    let part = |name: &str| value.get(name).and_then(Value::as_u64);
    Some(Ratio { part: part("part")?, whole: part("whole")? })
}

/// The beginning of a text, in one line.
fn shown(value: &Value) -> String {
    const MOST: usize = 60;
    let text = value.as_str().unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ");
    let short: String = text.chars().take(MOST).collect();
    if short.len() < text.len() { format!("{short}…") } else { short }
}
