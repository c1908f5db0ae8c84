//! Where paths lead: through the values of a report, step by step.
//!
//! In: steps, values that stand for a name. Out: the values there, or the first step that leads nowhere.

use std::collections::BTreeSet;

use serde_json::Value;

/// One step of a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step<'a> {
    /// The field of this name.
    Name(&'a str),
    /// An item by its number, as messages write it.
    Index(&'a str),
    /// An item or a field that is known only when the template is filled.
    Any,
    /// Some items in a row.
    Slice,
}

impl Step<'_> {
    /// The step as messages write it.
    pub fn written(&self) -> &str {
        match self {
            Step::Name(name) | Step::Index(name) => name,
            Step::Any | Step::Slice => "[…]",
        }
    }
}

/// What would have led on.
pub type Known<'a> = BTreeSet<&'a str>;

/// The values to which steps lead, or the number of the first one that leads nowhere with the names that would. Where nothing is known of
/// the values, nothing is judged.
pub fn follow<'a>(steps: &[Step<'_>], from: Vec<&'a Value>) -> Result<Vec<&'a Value>, (usize, Known<'a>)> {
    let mut values = from;
    for (number, step) in steps.iter().enumerate() {
        values = next(*step, &values).map_err(|known| (number, known))?;
    }
    Ok(values)
}

fn next<'a>(step: Step<'_>, values: &[&'a Value]) -> Result<Vec<&'a Value>, Known<'a>> {
    let objects = || values.iter().filter_map(|value| value.as_object());
    let known = || objects().flat_map(|object| object.keys().map(String::as_str)).collect::<Known<'_>>();
    let is_judged = values.iter().any(|value| !value.is_null());
    match step {
        Step::Slice => Ok(values.to_vec()),
        Step::Index(_) | Step::Any => {
            let are_lists = values.iter().all(|value| value.is_array() || value.is_null());
            if are_lists { Ok(items(values)) } else { Err(known()) }
        }
        Step::Name(name) => {
            let found: Vec<&Value> = objects().filter_map(|object| object.get(name)).collect();
            if found.is_empty() && is_judged { Err(known()) } else { Ok(found) }
        }
    }
}

/// The items of lists.
pub fn items<'a>(values: &[&'a Value]) -> Vec<&'a Value> {
    values.iter().filter_map(|value| value.as_array()).flatten().collect()
}

/// The values of the fields of records.
pub fn fields<'a>(values: &[&'a Value]) -> Vec<&'a Value> {
    values.iter().filter_map(|value| value.as_object()).flat_map(serde_json::Map::values).collect()
}
