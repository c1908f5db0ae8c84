//! How things are printed: results on standard output, findings on standard error, progress only on a terminal.
//!
//! In: diagnostics, phrases, steps. Out: text in the user's language.

use std::{
    io::{self, Write},
    path::Path,
    time::Duration,
};

use indicatif::{ProgressBar, ProgressStyle};

use crate::{
    diagnostic::{Diagnostic, Failure},
    locale::{self, Lang, Phrase},
    output::OutputFile,
    progress::{Progress, Step},
};

/// The terminal of the user.
pub struct Console {
    lang: Lang,
    spinner: ProgressBar,
}

impl Console {
    /// A console in this language. The spinner draws on standard error, and only if that is a terminal.
    pub fn new(lang: Lang) -> Self {
        let spinner = ProgressBar::new_spinner();
        if let Ok(style) = ProgressStyle::with_template("{spinner} {msg}") {
            spinner.set_style(style);
        }
        Self { lang, spinner }
    }

    /// The language.
    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// One line of result.
    pub fn say(&self, line: &str) {
        self.spinner.suspend(|| {
            // A closed pipe is no reason to fail: whoever read has read enough.
            let _ = writeln!(io::stdout(), "{line}");
        });
    }

    /// The files that were written to a folder.
    pub fn written(&self, folder: &Path, files: &[OutputFile]) {
        let details = [("count", files.len().to_string()), ("folder", folder.display().to_string())];
        self.phrase(Phrase::FilesWritten, &details);
        files.iter().for_each(|file| self.say(&format!("  {}", file.name)));
    }

    /// Bytes of result, as they are.
    pub fn print(&self, bytes: &[u8]) {
        self.spinner.suspend(|| {
            let mut out = io::stdout().lock();
            let _ = out.write_all(bytes).and_then(|()| out.flush());
        });
    }

    /// A phrase with its placeholders filled.
    pub fn phrase(&self, phrase: Phrase, details: &[(&'static str, String)]) {
        self.say(&locale::fill(phrase.text(self.lang), details));
    }

    /// A finding.
    pub fn tell(&self, found: &Diagnostic) {
        self.complain(&locale::describe(found, self.lang));
    }

    /// A line on standard error.
    pub fn complain(&self, line: &str) {
        self.spinner.suspend(|| {
            let _ = writeln!(io::stderr(), "{line}");
        });
    }

    /// Every finding of a failure, and that nothing was written.
    pub fn fail(&self, failure: &Failure) {
        self.finish();
        failure.diagnostics().for_each(|found| self.tell(found));
        self.complain(Phrase::NothingWritten.text(self.lang));
    }

    /// Removes the spinner.
    pub fn finish(&self) {
        self.spinner.finish_and_clear();
    }
}

impl Progress for Console {
    fn step(&self, step: Step<'_>) {
        let (phrase, file) = match step {
            Step::Reading(file) => (Phrase::Reading, file),
            Step::Counting => (Phrase::Counting, ""),
            Step::Rendering(file) => (Phrase::Rendering, file),
        };
        self.spinner.enable_steady_tick(Duration::from_millis(100));
        self.spinner.set_message(locale::fill(phrase.text(self.lang), &[("file", file.to_owned())]));
    }
}
