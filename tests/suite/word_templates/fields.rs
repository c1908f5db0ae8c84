//! `dondoc template fields`: every name that tags may use has a meaning, and the tags that are shown can be used as they are.

use std::path::Path;

use dondoc::{
    pipeline::{self, Job},
    progress::Silent,
    project::Project,
    render::Options,
    report::TagEntry,
};

use super::{p, word};
use crate::workbench::{Workbench, run};

const SAMPLES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/sample-data");

fn tags(sample: &str) -> Vec<TagEntry> {
    let project = Project::load(&Path::new(SAMPLES).join(sample)).unwrap();
    let job = Job { project, formats: Vec::new(), options: Options::default(), force_final: false };
    pipeline::word_tags(&job, &Silent).unwrap_or_else(|failure| panic!("{failure:?}"))
}

#[test]
fn every_name_has_a_meaning_in_both_languages() {
    for sample in ["kon-tum-2018", "kon-tum-2019h1", "kon-tum-2023", "generic"] {
        for entry in tags(sample) {
            let (vi, en) = entry.meaning.unwrap_or_else(|| panic!("{sample}: nobody says what {} means", entry.tag));
            assert!(!vi.is_empty() && !en.is_empty() && vi != en, "{sample}: {}", entry.tag);
        }
    }
}

#[test]
fn tags_come_with_what_they_print_now() {
    let tags = tags("kon-tum-2018");
    let example = |tag: &str| tags.iter().find(|entry| entry.tag == tag).map(|entry| entry.example.as_str());
    assert_eq!(example("{{ tables.province_by_unit.assigned | count }}"), Some("3.393"));
    assert_eq!(example("{{ tables.province_by_unit.completion_rate | percent }}"), Some("83,1%"));
    assert_eq!(example("{{ as_of.province | extraction }}"), Some("lúc 15h30 ngày 27/12/2018"));
    assert_eq!(example("{{ report.date | date }}"), Some("01/01/2019"));
    assert_eq!(example("{{ appendix(\"don-vi\") }}"), Some("Phụ lục 02"));
    let units = tags.iter().position(|entry| entry.tag.contains("group in tables.province_by_unit.groups")).unwrap();
    assert_eq!((tags[units].example.as_str(), tags[units].depth), ("30", 0));
    assert_eq!((tags[units + 1].tag.as_str(), tags[units + 1].depth), ("{{ group.name }}", 1));
}

/// The lines of a list of tags as a document: each loop a table, in whose rows the tags of the next depth stand.
fn document(lines: &[(usize, String)], depth: usize) -> String {
    let mut text = String::new();
    let mut at = 0;
    while let Some((_, tag)) = lines.get(at) {
        at += 1;
        let inner = lines[at..].iter().take_while(|(below, _)| *below > depth).count();
        let inside = document(&lines[at..at + inner], depth + 1);
        at += inner;
        let pieces: Vec<&str> = tag.split('¶').map(str::trim).collect();
        match *pieces {
            [begin, "…", end] => {
                let row = |inside: &str| format!("<w:tr><w:tc>{inside}</w:tc></w:tr>");
                let rows = [row(&p(begin)), row(&format!("{inside}{}", p(""))), row(&p(end))].concat();
                let grid = "<w:tblGrid><w:gridCol w:w=\"9\"/></w:tblGrid>";
                text.push_str(&format!("<w:tbl><w:tblPr/>{grid}{rows}</w:tbl>{}", p("")));
            }
            _ => text.extend(pieces.into_iter().map(p)),
        }
    }
    text
}

/// The tags that `template fields` shows of this project.
fn shown(bench: &Workbench) -> Vec<(usize, String)> {
    let run = bench.run(&["template", "fields", "ho-so"]);
    assert_eq!((run.status, run.stderr.as_str()), (0, ""));
    let lines = run.stdout.lines().filter(|line| line.trim_start().starts_with('{') && !line.contains("remark("));
    let tag = |line: &str| {
        let end = line.rfind("%}").map_or(0, |at| at + 2).max(line.find("}}").map_or(0, |at| at + 2));
        ((line.len() - line.trim_start().len()) / 2 - 1, line.get(..end).unwrap().trim().to_owned())
    };
    lines.map(tag).collect()
}

#[test]
fn the_tags_that_are_shown_make_a_sound_template() {
    let typed = "[nam]\n2017 = 5\n\"số_vụ\" = 7\nam = -3\n\"a-b\" = 1\n";
    let bench = Workbench::small().edit("so-lieu-khac.toml", "[", &format!("{typed}\n["));
    let lines = shown(&bench);
    for depth in 0..3 {
        assert!(lines.iter().any(|(found, _)| *found == depth), "nothing stands in {depth} loops");
    }
    for tag in ["{{ figures.nam[\"2017\"] | count }}", "{{ figures.nam[\"số_vụ\"] | count }}", "{{ figures.nam.am }}"]
    {
        assert!(lines.iter().any(|(_, line)| line == tag), "{tag}: {lines:?}");
    }
    let bench = bench.write("mau.docx", word(&document(&lines, 0).replace('&', "&amp;")));
    let checked = bench.run(&["template", "check", "ho-so/mau.docx"]);
    assert_eq!((checked.status, checked.stderr.as_str()), (0, ""));
}

#[test]
fn without_a_project_the_folder_itself_is_one() {
    let none = run(Path::new(SAMPLES), &["template", "fields"]);
    assert_eq!((none.status, none.stderr.contains("lỗi[project-not-found]")), (1, true), "{}", none.stderr);
    let english = run(&Path::new(SAMPLES).join("generic"), &["template", "fields", "--lang", "en"]);
    assert!(english.stdout.contains("{{ year }}  The year of the report."), "{}", english.stdout);
}
