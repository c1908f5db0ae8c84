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
    overwriting,
    report::{rows_read, tell_waiting},
};
use crate::{
    analyze::Meta,
    diagnostic::{Code, Diagnostic, Failure, Location},
    locale::{self, Phrase, vietnamese},
    normalize::Closing,
    output::{self, OutputFile},
    pipeline::{ResultFile, ResultFormat, TITLE_OPENING, result_bytes},
    project::Project,
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
    /// `missing-out` for a format that is no text without a file, `unfit-out` for a file whose name says another format or none.
    pub fn of(asked_of: &AskedOf) -> Result<Self, Failure> {
        let out = asked_of.out.clone();
        let extension = out.as_ref().map(|out| out.extension().map(|text| text.to_string_lossy().to_lowercase()));
        let by_name = |name: &str| ResultFormat::ALL.into_iter().find(|format| format.extension() == name);
        let named = match extension.as_ref() {
            Some(Some(name)) => by_name(name),
            // Who says the format may leave it out of the name.
            Some(None) => asked_of.format,
            None => None,
        };
        let format = asked_of.format.or(named).unwrap_or(ResultFormat::Table);
        match &out {
            None if format.is_binary() => {
                let found = Diagnostic::error(Code::MissingOut).at(Location::default().key("--format"));
                Err(found.with("format", format.id()).into())
            }
            Some(out) if named.is_none() => Err(overwriting::unfit(out, "unknown extension").into()),
            Some(out) if named != Some(format) => Err(overwriting::unfit(out, "contrary extension").into()),
            _ => Ok(Self { format, out }),
        }
    }

    /// Whether the file may be written: it must not take the place of anything but an earlier answer.
    ///
    /// # Errors
    /// `unfit-out` else.
    pub fn check(&self, project: &Project) -> Result<(), Failure> {
        self.out.as_ref().map_or(Ok(()), |out| Ok(overwriting::check(out, self.format, project)?))
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
        if is_csv {
            overwriting::check_csv(out, &bytes)?;
        }
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
fn instants_in_words(instants: &[(AsOf, Vec<String>)]) -> String {
    let instant = |(as_of, inputs): &(AsOf, Vec<String>)| {
        let of_inputs = if inputs.is_empty() { String::new() } else { format!(" ({})", inputs.join(", ")) };
        vietnamese::instant(*as_of) + &of_inputs
    };
    instants.iter().map(instant).collect::<Vec<_>>().join("; ")
}

/// What the figures speak of.
pub fn title(meta: &Meta) -> String {
    let period = meta.period.map(|period| {
        format!(
            ", giao từ ngày {} đến ngày {}",
            vietnamese::short_date(period.from()),
            vietnamese::short_date(period.to())
        )
    });
    let conditions =
        if meta.conditions.is_empty() { String::new() } else { format!(", {}", meta.conditions.join(", ")) };
    format!("{TITLE_OPENING}{}{}{conditions}", instants_in_words(&meta.instants), period.unwrap_or_default())
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
