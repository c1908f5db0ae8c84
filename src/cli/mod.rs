//! The command line: the only place that prints.
//!
//! In: arguments and the environment's language. Out: text on the terminal, files through `output`, and an exit status: 0 done, 1
//! failed and nothing written, 2 wrong usage, 3 a threshold of dondoc.toml exceeded.

mod analyze;
mod answers;
mod args;
mod audit;
mod catalogue;
mod console;
mod explain;
mod inputs;
mod letters;
mod map;
mod report;
mod rulebook;
mod score;
mod sql;
mod table;
mod units;
mod usage;

use std::process::ExitCode;

use clap::Parser;

use crate::locale::Lang;
use args::{Arguments, Command, RulebookCommand};
use console::Console;

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ending {
    /// As asked.
    Done,
    /// Nothing was written.
    Failed,
    /// What was asked for does not exist.
    WrongUsage,
    /// Only the quarantine was written.
    ThresholdExceeded,
}

impl From<Ending> for ExitCode {
    fn from(ending: Ending) -> Self {
        Self::from(match ending {
            Ending::Done => 0,
            Ending::Failed => 1,
            Ending::WrongUsage => 2,
            Ending::ThresholdExceeded => 3,
        })
    }
}

/// Runs the program with the arguments of the process.
#[must_use]
pub fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => return usage::explain(&error, &Console::new(language_of_arguments())).into(),
    };
    let console = Console::new(arguments.lang.map_or_else(language_of_environment, Lang::from));
    let ending = match &arguments.command {
        Command::Report(options) => report::report(options, &console),
        Command::Check(options) => report::check(options, &console),
        Command::Letters(options) => letters::letters(options, &console),
        Command::Score(options) => score::score(options, &console),
        Command::Analyze(options) => analyze::analyze(options, &console),
        Command::Sql(options) => sql::sql(options, &console),
        Command::Audit(options) => audit::audit(options, &console),
        Command::Map(options) => map::map(options, &console),
        Command::Rulebook { command: RulebookCommand::Check { file } } => rulebook::check(file, &console),
        Command::List => catalogue::list(&console),
        Command::Explain { id } => explain::explain(id, &console),
    };
    ending.into()
}

/// The language asked for by arguments that are wrong as a whole, else that of the environment.
fn language_of_arguments() -> Lang {
    let words: Vec<String> = std::env::args_os().map(|word| word.to_string_lossy().into_owned()).collect();
    let behind = words.iter().skip_while(|word| *word != "--lang").nth(1).map(String::as_str);
    match words.iter().find_map(|word| word.strip_prefix("--lang=")).or(behind) {
        Some("vi") => Lang::Vi,
        Some("en") => Lang::En,
        _ => language_of_environment(),
    }
}

/// `DONDOC_LANG`, else the language of the system, else Vietnamese.
fn language_of_environment() -> Lang {
    let asked = std::env::var("DONDOC_LANG").ok().filter(|name| !name.is_empty());
    asked.or_else(sys_locale::get_locale).map_or(Lang::Vi, |name| Lang::of_locale(&name))
}
