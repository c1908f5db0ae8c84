//! `dondoc template new`: files to start from that render at once, and say what the built-in report says.

use std::path::Path;

use dondoc::{
    period::Asked,
    pipeline::{self, Job},
    progress::Silent,
    project::Project,
    render::Options,
};

use super::dump;
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

/// The lines of the DOCX of a project.
fn made(project: Project) -> Vec<String> {
    let job = Job { project, formats: vec!["docx".to_owned()], options: Options::default(), force_final: false };
    let outcome = pipeline::run(&job, &Silent).unwrap_or_else(|failure| panic!("{failure:#?}"));
    let file = outcome.files.iter().find(|file| file.name.ends_with(".docx")).unwrap();
    lines(&text_of_docx(&file.bytes))
}

/// The report by its starting file says what the built-in one says, line by line.
#[track_caller]
fn same_words(mut project: Project) {
    let built_in = made(project.clone());
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("mau.docx");
    let started = pipeline::new_word(&project.report.template, Some(&project)).unwrap();
    #[expect(clippy::disallowed_methods, reason = "a test lays out what the program reads")]
    std::fs::write(&file, started).unwrap();
    project.report.docx_template = Some(file);
    let filled = made(project);
    let first = filled.iter().zip(&built_in).find(|(mine, theirs)| mine != theirs);
    assert_eq!(first, None);
    assert_eq!(filled.len(), built_in.len());
}

#[test]
fn the_annual_report_by_its_starting_file_says_the_same() {
    let bench = Workbench::new();
    // The notes of remarks stand in brackets where there is no Markdown.
    let text = std::fs::read_to_string(bench.project().join("nhan-xet.md")).unwrap();
    let without_notes: Vec<String> = text
        .lines()
        .filter(|line| !line.starts_with("[^"))
        .map(|line| line.split("[^").map(|part| part.split_once(']').map_or(part, |(_, rest)| rest)).collect())
        .collect();
    let bench = bench.write("nhan-xet.md", without_notes.join("\n"));
    same_words(Project::load(&bench.project()).unwrap());
}

#[test]
fn the_periodic_reports_by_their_starting_files_say_the_same() {
    let project = || Project::load(&Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-data/kon-tum-2019h1")).unwrap();
    same_words(project());
    for (report, period) in
        [("monthly", "2019-06"), ("quarterly", "2019-Q2"), ("nine-month", "2019-9M"), ("by-unit", "2019")]
    {
        let mut project = project();
        project.report.template = report.to_owned();
        same_words(project.with_period(Asked::read(period).unwrap()).unwrap());
    }
}

#[test]
fn a_starting_file_holds_though_the_project_leaves_an_appendix_out() {
    let project = concat!(env!("CARGO_MANIFEST_DIR"), "/sample-data/kon-tum-2023");
    let bench = Workbench::small();
    let made = bench.run(&["template", "new", "annual", project, "--out", "mau.docx"]);
    assert_eq!((made.status, made.stderr.as_str()), (0, ""));
    let checked = bench.run(&["template", "check", "mau.docx", project]);
    assert_eq!((checked.status, checked.stderr.as_str()), (0, ""));
}
