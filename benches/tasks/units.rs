//! The units that tasks are given to, in every spelling that the registry knows.
//!
//! In: the registry of Kon Tum, built in. Out: the spellings of each unit that was there on every day on which tasks are given.

use toml::Value;

const REGISTRY: &str = include_str!("../../report-templates/units/kon-tum.toml");

/// The spellings of each unit, its name first.
pub fn spellings() -> Vec<Vec<String>> {
    let registry: toml::Table = toml::from_str(REGISTRY).expect("the registry can be read");
    let units = registry.get("unit").and_then(Value::as_array).expect("the registry has units");
    units.iter().filter(|unit| unit.get("valid_from").is_none() && is_given_tasks(unit)).map(of_unit).collect()
}

/// The province gives tasks; it is given none.
fn is_given_tasks(unit: &Value) -> bool {
    unit.get("level_group").and_then(Value::as_str) != Some("province")
}

fn of_unit(unit: &Value) -> Vec<String> {
    let text = |key: &str| unit.get(key).and_then(Value::as_str).map(str::to_owned);
    let texts = |key: &str| {
        let list = unit.get(key).and_then(Value::as_array).into_iter().flatten();
        list.filter_map(Value::as_str).map(str::to_owned).collect::<Vec<_>>()
    };
    let name = text("name").expect("a unit has a name");
    let upper = name.to_uppercase();
    let others =
        [text("short_name").into_iter().collect(), texts("spellings"), texts("assumed_spellings"), vec![upper]];
    [name].into_iter().chain(others.into_iter().flatten()).collect()
}
