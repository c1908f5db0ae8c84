//! Answers to questions: told on standard output or written to a file.
//!
//! In: results and what they speak of. Out: the answer alone on standard output; what became of the rows on standard error.

use std::{
    io::IsTerminal,
    path::{Path, PathBuf},
};

use super::{
    Ending,
    args::AskedOf,
    console::Console,
    report::{rows_read, tell_waiting},
};
use crate::{
    diagnostic::{Code, Diagnostic, Failure, Location},
    locale::{self, Phrase, vietnamese},
    normalize::Closing,
    output::{self, OutputFile},
    pipeline::{ResultFile, ResultFormat, result_bytes},
    value::AsOf,
};

/// Rows that wait are shown up to so many; a check shows more.
const SHOWN_ROWS: usize = 3;
/// What a CSV file begins with, for Excel.
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// Where an answer goes, and how.
pub struct Target {
    format: ResultFormat,
    out: Option<PathBuf>,
}

impl Target {
    /// The format asked for, else that of the file, else a table.
    ///
    /// # Errors
    /// `missing-out` for a format that is no text without a file, `unfit-out` for a file that is one of the inputs.
    pub fn of(asked_of: &AskedOf, inputs: &[PathBuf]) -> Result<Self, Failure> {
        let out = asked_of.out.clone();
        let extension = out.as_ref().and_then(|out| out.extension()).map(|text| text.to_string_lossy().to_lowercase());
        let by_name = ResultFormat::ALL.into_iter().find(|format| Some(format.id()) == extension.as_deref());
        let format = asked_of.format.or(by_name).unwrap_or(ResultFormat::Table);
        if out.is_none() && format.is_binary() {
            let found = Diagnostic::error(Code::MissingOut).at(Location::default().key("--format"));
            return Err(found.with("format", format.id()).into());
        }
        let real = |path: &Path| path.canonicalize().ok();
        let is_input =
            |out: &PathBuf| real(out).is_some_and(|out| inputs.iter().any(|input| real(input).as_ref() == Some(&out)));
        match out.as_ref().filter(|out| is_input(out)) {
            Some(out) => Err(Diagnostic::error(Code::UnfitOut).at(Location::file(out.display().to_string())).into()),
            None => Ok(Self { format, out }),
        }
    }

    /// How wide a table may be: as the terminal, if it is one.
    fn width(&self) -> Option<usize> {
        let is_shown = self.out.is_none() && std::io::stdout().is_terminal();
        let (width, _) = terminal_size::terminal_size().filter(|_| is_shown)?;
        Some(usize::from(width.0))
    }

    /// Prints the answer, or writes it; `table` makes the lines of a table for a terminal of some width.
    ///
    /// # Errors
    /// Those of the writers and of the file.
    pub fn deliver(
        &self,
        file: &ResultFile<'_>,
        table: impl FnOnce(Option<usize>) -> Vec<String>,
        console: &Console,
    ) -> Result<(), Failure> {
        let bytes = match self.format {
            ResultFormat::Table => (table(self.width()).join("\n") + "\n").into_bytes(),
            format => result_bytes(format, file)?,
        };
        let Some(out) = &self.out else {
            console.print(&bytes);
            return Ok(());
        };
        let is_csv = self.format == ResultFormat::Csv;
        let bytes = if is_csv { [BYTE_ORDER_MARK, &bytes].concat() } else { bytes };
        let name = out.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let folder = out.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        output::write_all(folder, &[OutputFile { name, bytes }])?;
        console.complain(&locale::fill(
            Phrase::AnswerWritten.text(console.lang()),
            &[("file", out.display().to_string())],
        ));
        Ok(())
    }
}

/// What is behind an answer.
pub struct Behind<'a> {
    /// What became of the rows.
    pub closing: &'a Closing,
    /// Warnings and notices.
    pub notices: &'a [Diagnostic],
    /// Each threshold of the project that is exceeded.
    pub exceeded: &'a [Diagnostic],
    /// The registry of units, where nobody named one.
    pub registry: Option<&'a str>,
}

impl Behind<'_> {
    /// Tells it on standard error: the first rows that wait, notices, counts. Whether the answer may be told, too.
    pub fn tell(&self, console: &Console) -> bool {
        console.finish();
        tell_waiting(self.closing, SHOWN_ROWS, Phrase::MoreWaiting, console);
        self.notices.iter().for_each(|found| console.tell(found));
        let lines = rows_read(&self.closing.reconciliation, console.lang());
        lines.iter().for_each(|line| console.complain(line));
        if let Some(units) = self.registry {
            let details = [("units", units.to_owned())];
            console.complain(&locale::fill(Phrase::DefaultRegistry.text(console.lang()), &details));
        }
        self.exceeded.iter().for_each(|found| console.tell(found));
        self.exceeded.is_empty()
    }
}

/// The instants that figures speak of, in words.
pub fn instants_in_words(instants: &[(AsOf, Vec<String>)]) -> String {
    let instant = |(as_of, inputs): &(AsOf, Vec<String>)| {
        let of_inputs = if inputs.is_empty() { String::new() } else { format!(" ({})", inputs.join(", ")) };
        vietnamese::instant(*as_of) + &of_inputs
    };
    instants.iter().map(instant).collect::<Vec<_>>().join("; ")
}

/// How a question ends that cannot be answered: what was typed is wrong, or what was read.
pub fn refused(failure: &Failure, console: &Console) -> Ending {
    const OF_USAGE: [Code; 11] = [
        Code::MissingAsOf,
        Code::MixedInputs,
        Code::UnknownDimension,
        Code::UnknownMetric,
        Code::UnfitCondition,
        Code::UnknownValue,
        Code::MissingOut,
        Code::UnfitOut,
        Code::RefusedSql,
        Code::UnknownSqlName,
        Code::InvalidSql,
    ];
    let is_usage = failure.diagnostics().all(|found| OF_USAGE.contains(&found.code));
    console.finish();
    failure.diagnostics().for_each(|found| console.tell(found));
    if is_usage { Ending::WrongUsage } else { Ending::Failed }
}
