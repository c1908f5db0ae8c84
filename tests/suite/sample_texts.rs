//! The hand-written inputs of the sample project and the registry: complete, consistent, and true to the printed report.
//!
//! In: so-lieu-khac.toml, nhan-xet.md, report-templates/units/kon-tum.toml, tests/golden/. Out: equal names and numbers.

use std::collections::{BTreeMap, BTreeSet};

use toml::{Table, Value};
use unicode_normalization::UnicodeNormalization;

/// The text of a file of the repository.
pub fn read(path: &str) -> String {
    std::fs::read_to_string(format!("{}/{path}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

/// A name without what never tells two units apart: Unicode form, case, punctuation, spaces, place of the tone mark.
pub fn fold(name: &str) -> String {
    let lower = name.nfc().collect::<String>().to_lowercase().replace("uỷ", "ủy").replace("hoá", "hóa");
    let words = lower.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

/// The registry of units, as far as the tests need it.
pub struct Registry {
    /// Folded name or spelling to the unit's name.
    pub by_spelling: BTreeMap<String, String>,
    units: Vec<Table>,
}

/// Reads the units of Kon Tum that were there in 2018, checking that ids are unique and that no spelling belongs to two of them.
pub fn registry() -> Registry {
    let file: Table = read("report-templates/units/kon-tum.toml").parse().unwrap();
    let units = file["unit"].as_array().unwrap().iter().map(|unit| unit.as_table().unwrap().clone());
    let units: Vec<Table> = units.filter(|unit| !unit.contains_key("valid_from")).collect();
    let mut by_spelling = BTreeMap::new();
    let mut ids = BTreeSet::new();
    for unit in &units {
        let id = unit["id"].as_str().unwrap();
        assert!(ids.insert(id), "{id} twice");
        assert!(id.starts_with("kt-") && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-'), "{id}");
        let name = unit["name"].as_str().unwrap();
        let spellings = unit["spellings"].as_array().unwrap().iter().map(|spelling| spelling.as_str().unwrap());
        for spelling in spellings.chain([name]) {
            let other = by_spelling.insert(fold(spelling), name.to_owned());
            assert!(other.is_none_or(|other| other == name), "{spelling} belongs to two units");
        }
    }
    Registry { by_spelling, units }
}

#[test]
fn the_scored_units_are_those_of_the_appendices() {
    let registry = registry();
    let of_group = |group: &str| {
        let found = registry.units.iter().filter(|unit| unit["level_group"].as_str() == Some(group));
        (found.clone().filter(|unit| unit["scored"].as_bool().unwrap()).count(), found.count())
    };
    assert_eq!(["department", "district", "province", "other"].map(of_group), [(20, 20), (10, 10), (0, 1), (0, 10)]);
    let scored = registry.units.iter().filter(|unit| unit["scored"].as_bool().unwrap());
    let names: Vec<&str> = scored.map(|unit| unit["name"].as_str().unwrap()).collect();
    for (file, exact) in [("2018-appendix-02-units.csv", true), ("2018-appendix-03-compliance.csv", false)] {
        let table = read(&format!("tests/golden/{file}"));
        let mut reader = simd_csv::Reader::from_reader(table.as_bytes());
        let printed: Vec<String> =
            reader.byte_records().map(|row| String::from_utf8(row.unwrap()[1].to_vec()).unwrap()).collect();
        assert!(printed.len() >= names.len());
        for (printed, name) in printed.iter().zip(&names) {
            assert_eq!(&registry.by_spelling[&fold(printed)], name);
            assert!(!exact || printed == name);
        }
    }
}

#[test]
fn every_other_reporter_is_registered() {
    let figures: Table = read("sample-data/kon-tum-2018/so-lieu-khac.toml").parse().unwrap();
    let registry = registry();
    let names = figures["other_reporters"]["names"].as_array().unwrap();
    assert_eq!(names.len(), 7);
    assert!(names.iter().all(|name| registry.by_spelling.contains_key(&fold(name.as_str().unwrap()))));
}

/// The parts of nhan-xet.md: title and text, the figures of so-lieu-khac.toml put in as prose prints them.
fn parts() -> Vec<(String, String)> {
    let figures: Table = read("sample-data/kon-tum-2018/so-lieu-khac.toml").parse().unwrap();
    let mut text = read("sample-data/kon-tum-2018/nhan-xet.md");
    for (key, value) in figures["reports"].as_table().unwrap() {
        let printed = value.as_integer().map_or_else(String::new, |value| format!("{value:02}"));
        text = text.replace(&format!("{{{{ figures.reports.{key} | prose }}}}"), &printed);
    }
    let parts = text.split("## ").skip(1).map(|part| part.split_once('\n').unwrap());
    parts.map(|(title, body)| (title.to_owned(), body.to_owned())).collect()
}

#[test]
fn the_parts_have_their_titles_and_each_footnote_its_definition() {
    let parts = parts();
    let titles: Vec<&str> = parts.iter().map(|(title, _)| title.as_str()).collect();
    assert_eq!(
        titles,
        [
            "Căn cứ",
            "Ưu điểm",
            "Hạn chế",
            "Nguyên nhân",
            "Nguyên nhân khách quan",
            "Nguyên nhân chủ quan",
            "Ghi chú nhiệm vụ trễ hạn",
            "Vấn đề tồn đọng khác",
            "Giải pháp",
            "Ghi chú về chế độ báo cáo",
        ]
    );
    for (title, body) in &parts {
        let labels = |defined: bool| -> Vec<&str> {
            let marks = body.split("[^").skip(1).filter_map(|rest| rest.split_once(']'));
            marks.filter(|(_, rest)| rest.starts_with(':') == defined).map(|(label, _)| label).collect()
        };
        assert_eq!(labels(false), labels(true), "{title}");
    }
    let open = parts.iter().filter(|(_, body)| body.contains("{{")).map(|(title, _)| title.as_str());
    assert_eq!(
        open.collect::<Vec<_>>(),
        ["Vấn đề tồn đọng khác", "Ghi chú về chế độ báo cáo"],
        "a figure that so-lieu-khac.toml does not have"
    );
}

/// All whole numbers of a TOML value, as prose prints them.
fn integers(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Integer(number) => {
            let number = u64::try_from(*number).unwrap();
            found.insert(dondoc::locale::vietnamese::count_in_prose(number));
        }
        Value::Table(table) => table.values().for_each(|value| integers(value, found)),
        _ => {}
    }
}

#[test]
fn every_typed_number_of_the_report_is_in_the_inputs() {
    let golden: Table = read("tests/golden/2018-text.toml").parse().unwrap();
    let figures: Value = Value::Table(read("sample-data/kon-tum-2018/so-lieu-khac.toml").parse().unwrap());
    let mut typed = BTreeSet::new();
    integers(&figures, &mut typed);
    let remarks: String = parts().into_iter().map(|(_, body)| body.to_lowercase()).collect();
    let numbers = golden["number"].as_array().unwrap();
    let ids: BTreeSet<&str> = numbers.iter().map(|number| number["id"].as_str().unwrap()).collect();
    assert_eq!(ids.len(), numbers.len());
    for number in numbers {
        let [id, text, context, section, origin] =
            ["id", "text", "context", "section", "origin"].map(|key| number[key].as_str().unwrap());
        // The preamble, footnote 6 and the first sentence of footnote 7 come from the template and the exports.
        let elsewhere = ["preamble", "footnote 6"].contains(&section) || text.starts_with("1665/");
        match origin {
            "typed" if section == "II.1" => assert!(typed.contains(text), "{id}"),
            "typed" | "citation" if !elsewhere => assert!(beside(&remarks, text, context), "{id}: {text}, {context}"),
            "typed" | "citation" | "computed" => {}
            other => panic!("{id}: origin {other}"),
        }
    }
}

/// Whether the text stands within some 150 letters of the context.
fn beside(body: &str, text: &str, context: &str) -> bool {
    let (text, context) = (text.to_lowercase(), context.to_lowercase());
    body.match_indices(&text).any(|(at, _)| {
        let before: String = body[..at].chars().rev().take(150).collect::<Vec<_>>().into_iter().rev().collect();
        let after: String = body[at + text.len()..].chars().take(150).collect();
        before.contains(&context) || after.contains(&context)
    })
}
