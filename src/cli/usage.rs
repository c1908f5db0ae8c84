//! Wrong usage in the user's language.
//!
//! In: what clap refused. Out: one sentence and a hint; help and version as clap prints them.

use clap::{
    CommandFactory,
    error::{ContextKind, ErrorKind},
};

use super::{Ending, args::Arguments, console::Console};
use crate::locale::{self, Phrase};

/// Tells what is wrong with the arguments; help and version are no error.
pub fn explain(error: &clap::Error, console: &Console) -> Ending {
    if !error.use_stderr() {
        // A closed pipe is no reason to fail.
        let _ = error.print();
        return Ending::Done;
    }
    let (phrase, argument) = match error.kind() {
        ErrorKind::UnknownArgument => (Phrase::UnknownArgument, context(error, ContextKind::InvalidArg)),
        ErrorKind::InvalidSubcommand => (Phrase::UnknownCommand, context(error, ContextKind::InvalidSubcommand)),
        ErrorKind::InvalidValue if context(error, ContextKind::InvalidValue).is_empty() => {
            (Phrase::MissingArgument, context(error, ContextKind::InvalidArg))
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            (Phrase::UnknownArgument, context(error, ContextKind::InvalidValue))
        }
        ErrorKind::MissingRequiredArgument => (Phrase::MissingArgument, context(error, ContextKind::InvalidArg)),
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            (Phrase::MissingCommand, String::new())
        }
        _ => {
            let _ = error.print();
            return Ending::WrongUsage;
        }
    };
    let lang = console.lang();
    let wrong = locale::fill(phrase.text(lang), &[("argument", argument)]);
    console.complain(&format!("{}: {wrong}", Phrase::Error.text(lang)));
    let known = match phrase {
        Phrase::MissingCommand | Phrase::UnknownCommand => commands(),
        _ => context(error, ContextKind::ValidValue),
    };
    if !known.is_empty() {
        let line = locale::fill(Phrase::KnownChoices.text(lang), &[("known", known)]);
        console.complain(&format!("  {}: {line}", Phrase::Hint.text(lang)));
    }
    console.complain(&format!("  {}: {}", Phrase::Hint.text(lang), Phrase::SeeHelp.text(lang)));
    Ending::WrongUsage
}

/// The commands that there are at the place of the wrong word.
fn commands() -> String {
    let command = Arguments::command();
    let typed = std::env::args_os().skip(1).find_map(|word| command.find_subcommand(word));
    let group = typed.filter(|typed| typed.has_subcommands()).unwrap_or(&command);
    let names: Vec<&str> = group.get_subcommands().map(clap::Command::get_name).collect();
    names.join(", ")
}

/// What clap knows of its error, as words between commas.
fn context(error: &clap::Error, kind: ContextKind) -> String {
    use clap::error::ContextValue::{String as One, Strings as Many};
    match error.get(kind) {
        Some(One(word)) => word.clone(),
        Some(Many(words)) => words.join(", "),
        _ => String::new(),
    }
}
