//! Imports go down the floors: the architecture as a test.
//!
//! In: the text of every file of src/. Out: each `crate::x` met in module *m* is allowed for *m*.

use std::{fs, path::Path};

/// Modules from the ground up; a module may import from its own floor's line only what stands in its list.
const FLOORS: &[(&str, &[&str])] = &[
    ("diagnostic", &[]),
    ("value", &[]),
    ("spelling", &[]),
    ("locale", &["diagnostic", "value"]),
    ("document", &["locale", "value"]),
    ("policy", &[]),
    ("period", &["locale", "value"]),
    ("table_spec", &["document", "period", "value"]),
    ("schema", &[]),
    ("progress", &[]),
    ("assets", &["diagnostic", "document", "spelling"]),
    ("calendar", &["assets", "diagnostic"]),
    ("project", &["assets", "diagnostic", "document", "period", "policy", "spelling", "value"]),
    ("ooxml", &["diagnostic"]),
    ("ingest", &["assets", "diagnostic", "ooxml", "spelling", "value"]),
    ("normalize", &["assets", "diagnostic", "ingest", "locale", "policy", "project", "schema", "spelling", "value"]),
    ("classify", &["calendar", "diagnostic", "normalize", "policy", "table_spec", "value"]),
    ("metrics", &["classify", "diagnostic", "normalize", "policy", "table_spec", "value"]),
    (
        "analyze",
        &[
            "classify",
            "diagnostic",
            "document",
            "locale",
            "metrics",
            "normalize",
            "period",
            "schema",
            "spelling",
            "table_spec",
            "value",
        ],
    ),
    ("scoring", &["assets", "diagnostic", "locale", "metrics", "normalize", "spelling", "table_spec", "value"]),
    ("check", &["diagnostic", "document", "locale", "normalize", "policy", "project", "schema", "spelling", "value"]),
    ("ledger", &["classify", "diagnostic", "normalize", "policy", "table_spec", "value"]),
    ("wording", &["locale", "spelling", "value"]),
    ("audit", &["assets", "diagnostic", "document", "ingest", "locale", "ooxml", "spelling", "wording"]),
    (
        "report",
        &[
            "assets",
            "classify",
            "diagnostic",
            "document",
            "ingest",
            "locale",
            "metrics",
            "normalize",
            "period",
            "policy",
            "project",
            "schema",
            "scoring",
            "spelling",
            "table_spec",
            "value",
            "wording",
        ],
    ),
    ("render", &["diagnostic", "document", "locale", "ooxml", "spelling", "value"]),
    ("word_template", &["diagnostic", "document", "ooxml", "render", "report", "spelling"]),
    ("output", &["diagnostic"]),
    (
        "manifest",
        &["assets", "classify", "diagnostic", "document", "metrics", "normalize", "output", "project", "table_spec"],
    ),
    ("pipeline", ALL),
    ("cli", ALL),
];

const ALL: &[&str] = &[
    "analyze",
    "assets",
    "audit",
    "calendar",
    "check",
    "classify",
    "diagnostic",
    "document",
    "ingest",
    "ledger",
    "locale",
    "manifest",
    "metrics",
    "normalize",
    "output",
    "period",
    "pipeline",
    "policy",
    "progress",
    "project",
    "render",
    "report",
    "schema",
    "scoring",
    "spelling",
    "table_spec",
    "value",
    "word_template",
    "wording",
];

/// Outside crates that only some modules may name.
const GUARDED: &[(&str, &[&str])] = &[
    ("num_rational", &["scoring"]),
    ("polars", &["ingest", "normalize", "classify", "metrics", "ledger", "check", "analyze"]),
    ("polars_parquet", &["ingest"]),
    ("calamine", &["ingest"]),
    ("sqlparser", &["analyze"]),
    ("simd_csv", &["ingest", "ledger", "analyze"]),
    ("encoding_rs", &["ingest"]),
    ("fearless_simd", &["ingest", "normalize"]),
    ("glob", &["ingest"]),
    ("zip", &["ooxml"]),
    ("quick_xml", &["ooxml"]),
    ("tera", &["report"]),
    ("pulldown_cmark", &["report"]),
    ("printpdf", &["render"]),
    ("parley", &["render"]),
    ("lopdf", &["render"]),
    ("rust_xlsxwriter", &["render"]),
    ("skrifa", &["render"]),
    ("png", &["render"]),
    ("zeno", &["render"]),
    ("rayon", &["ingest", "normalize", "pipeline"]),
    ("foldhash", &["normalize"]),
    ("clap", &["cli"]),
    ("terminal_size", &["cli"]),
    ("indicatif", &["cli"]),
    ("tempfile", &["output"]),
];

#[test]
fn imports_go_down_the_floors() {
    let mut wrong = Vec::new();
    for (module, allowed) in FLOORS {
        for (path, text) in files_of(module) {
            for part in text.split("crate::").skip(1) {
                let imported: String =
                    part.chars().take_while(|letter| letter.is_alphanumeric() || *letter == '_').collect();
                let grouped = if part.starts_with('{') { group(part) } else { Vec::new() };
                for name in grouped.into_iter().chain([imported]).filter(|name| !name.is_empty() && name != module) {
                    if !allowed.contains(&name.as_str()) {
                        wrong.push(format!("{path}: crate::{name}"));
                    }
                }
            }
            for (outside, homes) in GUARDED {
                if !homes.contains(module) && text.contains(&format!("{outside}::")) {
                    wrong.push(format!("{path}: {outside}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_module_stands_on_a_floor_and_opens_with_what_it_is_for() {
    let library = fs::read_to_string(source().join("lib.rs")).unwrap();
    let modules: Vec<&str> =
        library.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';')).collect();
    let mut floors: Vec<&str> = FLOORS.iter().map(|(module, _)| *module).collect();
    let mut sorted = modules.clone();
    sorted.sort_unstable();
    floors.sort_unstable();
    assert_eq!(sorted, floors);
    for (path, text) in modules.iter().flat_map(|module| files_of(module)) {
        assert!(text.starts_with("//! "), "{path} does not say what it is for");
        // A catalogue holds one entry for each thing and is as long as there are things.
        let is_catalogue = path.replace('\\', "/").contains("locale/messages/");
        assert!(is_catalogue || text.lines().count() <= 500, "{path} has {} lines", text.lines().count());
    }
}

/// First names of a `crate::{…}` group.
fn group(part: &str) -> Vec<String> {
    let mut depth = 0;
    let mut names = vec![String::new()];
    for letter in part.chars() {
        match letter {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 1 => names.push(String::new()),
            _ if depth == 1 => names.last_mut().unwrap().push(letter),
            _ => {}
        }
        if depth == 0 {
            break;
        }
    }
    names.iter().map(|name| name.trim().split("::").next().unwrap().to_owned()).collect()
}

fn source() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src"))
}

fn files_of(module: &str) -> Vec<(String, String)> {
    let mut waiting = vec![source().join(format!("{module}.rs")), source().join(module)];
    let mut files = Vec::new();
    while let Some(path) = waiting.pop() {
        if path.is_dir() {
            waiting.extend(fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()));
        } else if path.is_file() && path.extension().is_some_and(|extension| extension == "rs") {
            files
                .push((path.strip_prefix(source()).unwrap().display().to_string(), fs::read_to_string(&path).unwrap()));
        }
    }
    files
}
