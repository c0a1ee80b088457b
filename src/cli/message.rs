//! Messages about a wrong command line, and help.

use std::error::Error;
use std::ffi::OsString;
use std::fmt;

use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::grammar::{self, BOARD_OPTIONS};
use super::order::{command_with_options, first_word};
use crate::lang::{Lang, Strings, fill};

/// Text to print instead of running a command: an error in the command line, or help.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UsageMessage {
    /// The text, without a line break at the end.
    pub text: String,
    /// True if the command line is wrong, false for help and the version.
    pub is_error: bool,
}

impl fmt::Display for UsageMessage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl Error for UsageMessage {}

/// Returns an error if the first word is nearly the name of a command. It would otherwise count as
/// a project number, and the error would be about the word after it.
pub(crate) fn misspelled_command(args: &[OsString], s: &'static Strings) -> Option<UsageMessage> {
    let word = first_word(args, s)?;
    let lowercase = word.to_lowercase();
    let names = grammar::command_names().map(|name| (strsim::jaro_winkler(name, &lowercase), name));
    let (_, name) =
        names.filter(|(similarity, _)| *similarity >= 0.8).max_by(|a, b| a.0.total_cmp(&b.0))?;
    let text = fill(s.usage_unknown, &[&word]) + &fill(s.usage_did_you_mean, &[name]);
    Some(with_hint(&text, None, s))
}

/// Returns the error for `name`, a command or option that a restricted board refuses.
pub(crate) fn restricted_error(name: &str, lang: Lang) -> UsageMessage {
    without_hint(&fill(lang.strings().usage_restricted, &[name]))
}

/// Returns the error for an option of the board, such as `--kiosk`, with a command that lacks it.
pub(crate) fn board_option_error(option: &str, command: &str, s: &Strings) -> UsageMessage {
    with_hint(&fill(s.usage_of_board, &[option, command]), Some(command), s)
}

/// Returns an error that mentions the help about `command`, or the list of commands.
fn with_hint(text: &str, command: Option<&str>, s: &Strings) -> UsageMessage {
    let hint = match command.filter(|command| grammar::is_help_topic(command)) {
        Some(command) => fill(s.usage_see_help_of, &[command]),
        None => s.usage_see_help.to_owned(),
    };
    without_hint(&(text.to_owned() + &hint))
}

/// Returns an error that does not mention the help.
pub(crate) fn without_hint(text: &str) -> UsageMessage {
    UsageMessage { text: format!("minsheng: {text}"), is_error: true }
}

/// Translates clap's error: clap knows what is wrong, but says it in English only.
pub(crate) fn explain(error: &clap::Error, args: &[OsString], s: &'static Strings) -> UsageMessage {
    let kind = error.kind();
    if matches!(kind, ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) {
        return UsageMessage { text: error.to_string().trim_end().to_owned(), is_error: false };
    }
    let (command, before) = command_with_options(args, s).unzip();
    // The board's options come first: what else they lack does not matter.
    let misplaced = before.into_iter().flatten().find(|long| BOARD_OPTIONS.contains(&&**long));
    if let (Some(command), Some(long)) = (command, misplaced) {
        return board_option_error(&format!("--{long}"), command, s);
    }
    let context = |kind| context_text(error, kind);
    let arg = context(ContextKind::InvalidArg).trim_end_matches("...").to_owned();
    let board = grammar::command_with(s, |_| false);
    if kind == ErrorKind::UnknownArgument
        && let Some(command) = command
        && board
            .get_arguments()
            .any(|known| known.get_long().is_some() && known.get_long() == arg.strip_prefix("--"))
    {
        return board_option_error(&arg, command, s);
    }
    let text = match kind {
        ErrorKind::UnknownArgument | ErrorKind::InvalidSubcommand => fill(s.usage_unknown, &[&arg]),
        ErrorKind::InvalidValue if context(ContextKind::InvalidValue).is_empty() => {
            fill(s.usage_missing_value, &[&arg])
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            // The errors of our value parsers are the values that are possible.
            let ours = error.source().map(ToString::to_string);
            let possible = ours.unwrap_or_else(|| context(ContextKind::ValidValue));
            fill(s.usage_bad_value, &[&context(ContextKind::InvalidValue), &arg, &possible])
        }
        ErrorKind::MissingRequiredArgument => fill(s.usage_missing, &[&arg]),
        ErrorKind::TooManyValues => {
            fill(s.usage_no_value, &[&arg, &context(ContextKind::InvalidValue)])
        }
        ErrorKind::InvalidUtf8 => {
            let word = args.iter().find(|arg| arg.to_str().is_none()).cloned().unwrap_or_default();
            fill(s.usage_not_text, &[&word.to_string_lossy()])
        }
        ErrorKind::ArgumentConflict => fill(s.usage_repeated, &[&arg]),
        _ => s.usage_other.to_owned(),
    };
    let suggestion =
        [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue]
            .map(context)
            .into_iter()
            .find(|suggestion| !suggestion.is_empty());
    let suggestion = suggestion.map(|suggestion| fill(s.usage_did_you_mean, &[&suggestion]));
    with_hint(&(text + &suggestion.unwrap_or_default()), command, s)
}

/// Returns a piece of information that clap attaches to an error; empty if there is none.
fn context_text(error: &clap::Error, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(", "),
        Some(other) => other.to_string(),
        None => String::new(),
    }
}
