//! What a person is told whose command line is not understood, or asks for help.

use std::ffi::OsString;

use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::grammar;
use super::order::first_word;
use crate::lang::{Strings, fill};

/// A command line that is not understood, or that asks for help: what to print, and whether that is an error.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UsageMessage {
    /// The text.
    pub text: String,
    /// Whether the command line was at fault.
    pub is_error: bool,
}

/// A word in the place of a command that is nearly one: it would be taken for the number of a project, and blamed for what
/// follows it.
pub(super) fn misspelled_command(args: &[OsString], s: &'static Strings) -> Option<UsageMessage> {
    let word = first_word(args, s)?;
    let small = word.to_lowercase();
    let names = grammar::command_names().map(|name| (strsim::jaro_winkler(name, &small), name));
    let (_, name) = names.filter(|(likeness, _)| *likeness >= 0.8).max_by(|a, b| a.0.total_cmp(&b.0))?;
    Some(wrong(&(fill(s.usage_unknown, &[&word]) + &fill(s.usage_did_you_mean, &[name])), s))
}

fn wrong(what: &str, s: &Strings) -> UsageMessage {
    UsageMessage { text: format!("minsheng: {what}{}", s.usage_see_help), is_error: true }
}

/// clap's answer in the person's language. clap knows what is wrong but says it in English only.
pub(super) fn explain(error: &clap::Error, args: &[OsString], s: &'static Strings) -> UsageMessage {
    let kind = error.kind();
    if matches!(kind, ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) {
        return UsageMessage { text: error.to_string().trim_end().to_owned(), is_error: false };
    }
    let of = |kind| context(error, kind);
    let arg = of(ContextKind::InvalidArg).trim_end_matches("...").to_owned();
    let what = match kind {
        ErrorKind::UnknownArgument | ErrorKind::InvalidSubcommand => fill(s.usage_unknown, &[&arg]),
        ErrorKind::InvalidValue if of(ContextKind::InvalidValue).is_empty() => fill(s.usage_missing_value, &[&arg]),
        ErrorKind::InvalidValue => {
            fill(s.usage_bad_value, &[&of(ContextKind::InvalidValue), &arg, &of(ContextKind::ValidValue)])
        }
        // What its reader says is what could have been written.
        ErrorKind::ValueValidation => {
            let possible = std::error::Error::source(error).map(ToString::to_string).unwrap_or_default();
            fill(s.usage_bad_value, &[&of(ContextKind::InvalidValue), &arg, &possible])
        }
        ErrorKind::MissingRequiredArgument => fill(s.usage_missing, &[&arg]),
        ErrorKind::TooManyValues => fill(s.usage_no_value, &[&arg, &of(ContextKind::InvalidValue)]),
        ErrorKind::InvalidUtf8 => {
            let word = args.iter().find(|arg| arg.to_str().is_none()).map(|arg| arg.to_string_lossy());
            fill(s.usage_not_text, &[&word.unwrap_or_default()])
        }
        ErrorKind::ArgumentConflict => fill(s.usage_repeated, &[&arg]),
        _ => s.usage_other.to_owned(),
    };
    let near = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue].map(of);
    let near = near.iter().find(|near| !near.is_empty());
    let near = near.map(|near| fill(s.usage_did_you_mean, &[near])).unwrap_or_default();
    wrong(&(what + &near), s)
}

fn context(error: &clap::Error, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(", "),
        Some(other) => other.to_string(),
        None => String::new(),
    }
}
