//! `dondoc template new`: files to start from that render at once, and say what the built-in report says.

use std::{collections::BTreeSet, path::Path};

use dondoc::{pipeline, project::Project};

use super::{Bench, SAMPLE, dump};
use crate::{read_back::text_of_docx, workbench::Workbench};

/// The reports that a Word file can make; letters and scores have documents of their own.
const REPORTS: [&str; 6] = ["annual", "by-unit", "half-year", "monthly", "nine-month", "quarterly"];

/// Lines of text without what is only layout: signs that the layout sets, and blanks.
fn lines(text: &str) -> Vec<String> {
    let plain = |line: &str| line.split_whitespace().collect::<Vec<_>>().join(" ");
    text.lines().map(plain).filter(|line| !line.is_empty()).collect()
}

#[test]
fn each_report_has_a_starting_file_without_a_project() {
    let bench = Workbench::small();
    for report in REPORTS {
        let run = bench.run(&["template", "new", report]);
        assert_eq!((run.status, run.stderr.as_str()), (0, ""), "{report}");
        let file = format!("mau-{report}.docx");
        assert!(run.stdout.contains(&file));
        assert!(
            dump(&std::fs::read(bench.folder().join(&file)).unwrap()).contains("{%p for line in report.superior %}")
        );
        let again = bench.run(&["template", "new", report]);
        assert_eq!((again.status, again.stderr.contains("lỗi[output-failed]")), (1, true), "{}", again.stderr);
    }
    let unknown = bench.run(&["template", "new", "anual"]);
    assert!(
        unknown.stderr.contains("lỗi[unknown-definition]") && unknown.stderr.contains("`annual`"),
        "{}",
        unknown.stderr
    );
}

#[test]
fn a_report_by_its_starting_file_says_what_the_built_in_one_says() {
    let project = Project::load(Path::new(SAMPLE)).unwrap();
    let started = pipeline::new_word("annual", Some(&project)).unwrap();
    let bench = Workbench::new().write("mau.docx", &started);
    assert_eq!(bench.run(&["report", "ho-so", "--formats", "docx"]).status, 0);
    let built_in = lines(&text_of_docx(&bench.results()["bao-cao-nam-2018.docx"]));
    let run = bench.run(&["report", "ho-so", "--formats", "docx", "--docx-template", "ho-so/mau.docx"]);
    assert_eq!((run.status, run.stdout.contains("bao-cao-nam-2018.docx")), (0, true), "{}", run.stderr);
    let filled = lines(&text_of_docx(&bench.results()["bao-cao-nam-2018.docx"]));
    let (mine, theirs): (BTreeSet<&String>, BTreeSet<&String>) = (filled.iter().collect(), built_in.iter().collect());
    let missing: Vec<_> = theirs.difference(&mine).collect();
    let more: Vec<_> = mine.difference(&theirs).collect();
    assert!(missing.is_empty() && more.is_empty(), "missing: {missing:#?}\nmore: {more:#?}");
    assert_eq!(filled, built_in);
    let _ = Bench::new;
}
