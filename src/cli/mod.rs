//! The command line: the only place that prints.
//!
//! In: arguments and the environment's language. Out: text on the terminal, files through `output`, and an exit status: 0 done, 1
//! failed and nothing written, 2 wrong usage, 3 a threshold of dondoc.toml exceeded.

mod args;
mod catalogue;
mod console;
mod explain;
mod report;

use std::process::ExitCode;

use clap::Parser;

use crate::locale::Lang;
use args::{Arguments, Command};
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
    let arguments = Arguments::parse();
    let console = Console::new(arguments.lang.map_or_else(language_of_environment, Lang::from));
    let ending = match &arguments.command {
        Command::Report(options) => report::report(options, &console),
        Command::Check(options) => report::check(options, &console),
        Command::List => catalogue::list(&console),
        Command::Explain { id } => explain::explain(id, &console),
    };
    ending.into()
}

/// `DONDOC_LANG`, else the language of the system, else Vietnamese.
fn language_of_environment() -> Lang {
    let asked = std::env::var("DONDOC_LANG").ok().filter(|name| !name.is_empty());
    asked.or_else(sys_locale::get_locale).map_or(Lang::Vi, |name| Lang::of_locale(&name))
}
