//! Commands that an SSH client requests in place of the board.

use std::ffi::{OsStr, OsString};
use std::path::PathBuf;

use super::message::{UsageMessage, restricted_error, without_hint};
use super::parse::parse;
use super::task::{Cli, Task};
use crate::lang::{Lang, Strings};
use crate::model::Audience;

/// Commands that a restricted board allows in `ssh host …`. All of them only print.
const ALLOWED_REQUESTS: [&str; 3] = ["list", "show", "frame"];

/// Maximum length of a request, in bytes.
const REQUEST_MAX: usize = 4096;

/// Parses a command line and, if it opens a restricted board, the `request` of the SSH client
/// (`SSH_ORIGINAL_COMMAND`) in its place: one of a few commands that only print.
///
/// No shell ever sees the request. The data files and the settings file are those of the command
/// line, which belongs to the administrator.
///
/// # Errors
/// As [`parse`]; or the request is for anything else.
pub fn parse_with_request(
    args: &[OsString],
    locale: Lang,
    data: Option<PathBuf>,
    request: Option<&OsStr>,
) -> Result<Cli, UsageMessage> {
    let cli = parse(args, locale, data)?;
    let request = request.filter(|request| {
        cli.restricted && matches!(cli.task, Task::Board(_)) && !request.is_empty()
    });
    let Some(request) = request else { return Ok(cli) };
    let restricted = ["minsheng", "--restricted"].map(OsString::from);
    let words = split_request(request, cli.lang.strings())?;
    let requested = parse(&[&restricted[..], &words].concat(), cli.lang, None)?;
    // The client may ask for less than the administrator shows, not for more.
    let audience = match (cli.audience, requested.audience) {
        (Audience::Staff, Audience::Public) => Audience::Public,
        (allowed, _) => allowed,
    };
    if !requested.data.is_empty() {
        Err(restricted_error("--data", requested.lang))
    } else if requested.config.is_some() {
        Err(restricted_error("--config", requested.lang))
    } else {
        Ok(Cli { data: cli.data, config: cli.config, audience, ..requested })
    }
}

/// Splits a request into words; fails unless it begins with an allowed command.
fn split_request(request: &OsStr, s: &Strings) -> Result<Vec<OsString>, UsageMessage> {
    let text = request.to_str().filter(|text| text.len() <= REQUEST_MAX);
    let words = text.and_then(|text| shell_words::split(text).ok()).unwrap_or_default();
    if words.first().is_some_and(|first| ALLOWED_REQUESTS.contains(&first.as_str())) {
        Ok(words.into_iter().map(OsString::from).collect())
    } else {
        Err(without_hint(s.request_refused))
    }
}
