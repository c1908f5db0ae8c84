//! `dondoc template`: the office's own Word template.
//!
//! In: a Word file, and the project whose report it makes. Out: what is wrong with it, each at its place; a copy with comments where asked.

use std::path::{Path, PathBuf, absolute};

use super::{
    Ending,
    args::{TemplateCheckOptions, TemplateNewOptions},
    console::Console,
    report::project_folder,
};
use crate::{
    diagnostic::{Code, Diagnostic, Failure, Location},
    locale::{self, Lang, Phrase},
    output::{self, OutputFile},
    pipeline::{self, Job, WordChecked},
    project::{FILE_NAME, Project},
    render::Options,
    report::TagEntry,
};

/// What the name of a copy with comments ends with.
const ANNOTATED: &str = "-nhan-xet.docx";

/// Prints what is wrong with a Word template.
pub fn check(options: &TemplateCheckOptions, console: &Console) -> Ending {
    let checked = match checked(options, console) {
        Ok(checked) => checked,
        Err(failure) => {
            console.fail(&failure);
            return Ending::Failed;
        }
    };
    console.finish();
    let file = options.file.display().to_string();
    checked.found.iter().map(|found| &found.diagnostic).chain(&checked.warning).for_each(|found| console.tell(found));
    if checked.found.is_empty() {
        console.phrase(Phrase::TemplateSound, &[("file", file), ("count", checked.tags.to_string())]);
        return Ending::Done;
    }
    console.phrase(Phrase::TemplateFaults, &[("file", file), ("count", checked.found.len().to_string())]);
    let Some(asked) = &options.annotate else { return Ending::Failed };
    let copy = asked.clone().unwrap_or_else(|| beside(&options.file));
    match free_for_copy(&copy, &options.file).and_then(|()| annotate(&checked, &copy, console.lang())) {
        Ok(()) => console.phrase(Phrase::AnnotatedCopy, &[("file", copy.display().to_string())]),
        Err(failure) => failure.diagnostics().for_each(|found| console.tell(found)),
    }
    Ending::Failed
}

/// Writes a Word file to start from; one that is there may hold what somebody wrote.
pub fn new(options: &TemplateNewOptions, console: &Console) -> Ending {
    let file = options.out.clone().unwrap_or_else(|| PathBuf::from(format!("mau-{}.docx", options.report)));
    let made = || {
        let project = options.project.as_deref().map(|folder| Project::load(project_folder(folder))).transpose()?;
        let bytes = pipeline::new_word(&options.report, project.as_ref())?;
        let is_docx = file.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("docx"));
        if file.exists() || !is_docx {
            let place = Location::file(file.display().to_string());
            let reason = if is_docx { "file exists" } else { "unknown extension" };
            return Err(Diagnostic::error(Code::OutputFailed).at(place).with("reason", reason).into());
        }
        write(&file, bytes)
    };
    match made() {
        Ok(()) => {
            console.phrase(Phrase::TemplateWritten, &[("file", file.display().to_string())]);
            Ending::Done
        }
        Err(failure) => {
            console.fail(&failure);
            Ending::Failed
        }
    }
}

/// Prints every tag that a Word file of the project may hold.
pub fn fields(project: &Path, console: &Console) -> Ending {
    let made = || {
        let project = Project::load(project_folder(project))?;
        let job = Job { project, formats: Vec::new(), options: Options::default(), force_final: false };
        pipeline::word_tags(&job, console)
    };
    let tags = match made() {
        Ok(tags) => tags,
        Err(failure) => {
            console.fail(&failure);
            return Ending::Failed;
        }
    };
    console.finish();
    for section in tags.chunk_by(|one, next| one.section == next.section) {
        let written = |entry: &TagEntry| format!("{:1$}{2}", "", entry.depth * 2, entry.tag);
        let lengths = section.iter().map(|entry| written(entry).chars().count());
        let width = lengths.filter(|length| *length <= WIDEST_TAG).max().unwrap_or_default();
        section.first().into_iter().for_each(|entry| console.say(&entry.section));
        for entry in section {
            let meaning = entry.meaning.map_or("", |meaning| console.lang().choose(meaning));
            let example = if entry.example.is_empty() { String::new() } else { format!(" [{}]", entry.example) };
            console.say(format!("  {:width$}  {meaning}{example}", written(entry)).trim_end());
        }
    }
    Ending::Done
}

/// Letters of the longest tag that others are lined up with.
const WIDEST_TAG: usize = 60;

/// Writes one file.
fn write(file: &Path, bytes: Vec<u8>) -> Result<(), Failure> {
    let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    output::write_all(folder, &[OutputFile { name, bytes }])
}

/// A file that is there gives way to a copy with comments only where it is an earlier one: any other may be all that somebody has.
fn free_for_copy(copy: &Path, template: &Path) -> Result<(), Failure> {
    let refused = |reason: &str| -> Result<(), Failure> {
        let place = Location::file(copy.display().to_string());
        Err(Diagnostic::error(Code::OutputFailed).at(place).with("reason", reason).into())
    };
    if copy.extension().is_none_or(|extension| !extension.eq_ignore_ascii_case("docx")) {
        return refused("unknown extension");
    }
    let is_template = copy.canonicalize().is_ok_and(|copy| template.canonicalize().is_ok_and(|file| file == copy));
    let is_earlier = || std::fs::read(copy).is_ok_and(|bytes| pipeline::is_annotated(&bytes));
    if !copy.exists() || !is_template && is_earlier() { Ok(()) } else { refused("file exists") }
}

/// The place of a copy with comments: beside the file.
fn beside(file: &Path) -> PathBuf {
    let mut name = file.with_extension("").into_os_string();
    name.push(ANNOTATED);
    name.into()
}

fn checked(options: &TemplateCheckOptions, console: &Console) -> Result<WordChecked, Failure> {
    let file = absolute(&options.file).unwrap_or_else(|_| options.file.clone());
    let folder = match &options.project {
        Some(project) => project_folder(project).to_owned(),
        None => folder_of(&file),
    };
    let mut project = Project::load(&folder)?;
    // What a person wrote is read as for a report by this file.
    project.report.docx_template = Some(file.clone());
    let job = Job { project, formats: Vec::new(), options: Options::default(), force_final: options.force_final };
    pipeline::check_word(&job, &file, console)
}

/// The nearest folder above a file that is a project, else the one in which it lies.
fn folder_of(file: &Path) -> PathBuf {
    let mut above = file.ancestors().skip(1);
    let project = above.clone().find(|folder| folder.join(FILE_NAME).is_file());
    project.or_else(|| above.next()).unwrap_or(Path::new(".")).to_owned()
}

/// Writes a copy with a comment at the place of each finding.
fn annotate(checked: &WordChecked, copy: &Path, lang: Lang) -> Result<(), Failure> {
    let line = |line: &str| line.trim().trim_start_matches("--> ").to_owned();
    let tell = |found: &Diagnostic| locale::describe(found, lang).lines().map(line).collect();
    write(copy, checked.template.annotated(&checked.found, &tell)?)
}
