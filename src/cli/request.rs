//! What somebody asks sshd for instead of the board.

use std::ffi::{OsStr, OsString};
use std::path::PathBuf;

use super::{Cli, Task, UsageMessage, parse};
use crate::lang::{Lang, Strings, fill};

/// What a person may ask a restricted board for by `ssh host …`. All of it only prints.
const ALLOWED_REQUESTS: [&str; 3] = ["list", "show", "frame"];

/// The longest request, in bytes.
const REQUEST_MAX: usize = 4096;

/// Reads a command line and, where that restricts the board, what somebody asked sshd for instead of it
/// (`SSH_ORIGINAL_COMMAND`): one of a few commands that only print. No shell ever sees it. Of which programme is for the command
/// line alone to say, which is the administrator's.
///
/// # Errors
/// As [`parse`]; or such a request is for anything else.
pub fn parse_with_request(
    args: &[OsString],
    locale: Lang,
    data: Option<PathBuf>,
    request: Option<&OsStr>,
) -> Result<Cli, UsageMessage> {
    let cli = parse(args, locale, data)?;
    let request = request.filter(|request| cli.restricted && matches!(cli.task, Task::Board(_)) && !request.is_empty());
    let Some(request) = request else { return Ok(cli) };
    let restricted = ["minsheng", "--restricted"].map(OsString::from);
    let asked = parse(&[&restricted[..], &split_request(request, cli.lang.strings())?].concat(), cli.lang, None)?;
    if asked.data.is_empty() { Ok(Cli { data: cli.data, ..asked }) } else { Err(restricted_error("--data", asked.lang)) }
}

/// The words of a request.
fn split_request(request: &OsStr, s: &Strings) -> Result<Vec<OsString>, UsageMessage> {
    let text = request.to_str().filter(|text| text.len() <= REQUEST_MAX);
    let words = text.and_then(|text| shell_words::split(text).ok()).unwrap_or_default();
    if words.first().is_some_and(|first| ALLOWED_REQUESTS.contains(&first.as_str())) {
        Ok(words.into_iter().map(OsString::from).collect())
    } else {
        Err(UsageMessage { text: format!("minsheng: {}", s.request_refused), is_error: true })
    }
}

pub(super) fn restricted_error(what: &str, lang: Lang) -> UsageMessage {
    UsageMessage { text: format!("minsheng: {}", fill(lang.strings().usage_restricted, &[what])), is_error: true }
}
