//! Output and exit codes of commands, and how errors become output.

use std::path::Path;

use crate::app::Exit;
use crate::diagnostics::{Diagnostic, FileDiagnostics, FileError, Shortage};
use crate::lang::{Lang, fill};
use crate::model::{Catalog, ProgressCriteria};
use crate::storage::{MemoryNeed, SaveError};
use crate::text::clean;

/// Exit code for success.
pub const OK: u8 = 0;
/// Exit code if a project was not found, if a comparison or check has findings, or if a file stayed
/// as it was because its readers could not read the new one.
pub const NOT_FOUND: u8 = 1;
/// Exit code for an error in the command line, the data or the terminal.
pub const FAILURE: u8 = 2;

/// Output and exit code of a command.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CommandOutput {
    /// Text for stdout, with its line breaks.
    pub out: String,
    /// Bytes for stdout after `out`; need not be text.
    pub bytes: Vec<u8>,
    /// Lines for stderr, cleaned of control characters.
    pub err: Vec<String>,
    /// Exit code: [`OK`], [`NOT_FOUND`], [`FAILURE`], or the code of an [`Exit`].
    pub code: u8,
}

/// A catalog to print, the criteria for its progress, and the language of the output.
#[derive(Clone, Copy)]
pub(crate) struct PrintContext<'a> {
    pub(crate) catalog: &'a Catalog,
    pub(crate) criteria: ProgressCriteria,
    pub(crate) lang: Lang,
}

/// The result of a command or of a step of it; a failure is output, too.
pub(crate) type CommandResult<T = CommandOutput> = Result<T, CommandOutput>;

impl CommandOutput {
    /// Returns text for stdout with exit code [`OK`].
    pub(crate) fn stdout(out: String) -> Self {
        Self { out, ..Self::default() }
    }

    /// Returns one line for stdout with exit code [`OK`], cleaned of control characters.
    pub(crate) fn line(text: &str) -> Self {
        Self::stdout(clean(text).into_owned() + "\n")
    }

    /// Returns a one-line error message with exit code [`FAILURE`]. `text` is cleaned of control
    /// characters.
    #[must_use]
    pub fn error(text: &str) -> Self {
        Self::errors(vec![clean(text).into_owned()])
    }

    /// Returns the output with `err` before its own lines for stderr.
    pub(crate) fn after(mut self, err: Vec<String>) -> Self {
        self.err.splice(0..0, err);
        self
    }

    /// Returns lines for stderr with exit code [`FAILURE`].
    pub(crate) fn errors(err: Vec<String>) -> Self {
        Self { err, code: FAILURE, ..Self::default() }
    }
}

/// Fails with a message for the user if the limits of the process leave less memory than is needed
/// for `catalog`.
pub(crate) fn check_limits(need: MemoryNeed, catalog: &Catalog, lang: Lang) -> CommandResult<()> {
    need.check_catalog(catalog).map_err(|_| CommandOutput::error(Shortage::Memory.text(lang)))
}

/// Returns the errors of the file called `name`.
pub(crate) fn file_errors_output(errors: &[FileError], name: &str, lang: Lang) -> CommandOutput {
    CommandOutput::errors(errors.iter().map(|error| error.text(name, lang)).collect())
}

/// Returns the error for the file at `path` that was not written.
pub(crate) fn refused(path: &Path, error: &SaveError, lang: Lang) -> CommandOutput {
    let code = if matches!(error, SaveError::Readers(_)) { NOT_FOUND } else { FAILURE };
    CommandOutput { code, ..CommandOutput::error(&error.text(path, lang)) }
}

/// Returns the error for a board that cannot be shown: the terminal failed, or the system is short
/// of a resource.
pub(crate) fn failed(error: &anyhow::Error, lang: Lang) -> CommandOutput {
    let s = lang.strings();
    match Shortage::among(error.chain()) {
        Some(shortage) => CommandOutput::error(&fill(s.board_short, &[shortage.text(lang)])),
        None => CommandOutput {
            code: Exit::TerminalGone.code(),
            ..CommandOutput::error(&fill(s.terminal_failed, &[&format!("{error:#}")]))
        },
    }
}

/// Returns the diagnostics of the file called `name` as lines for stderr.
pub(crate) fn diagnostic_lines(diagnostics: &[Diagnostic], name: &str, lang: Lang) -> Vec<String> {
    diagnostics.iter().map(|diagnostic| diagnostic.text(name, lang)).collect()
}

/// Returns the errors of all files.
pub(crate) fn all_errors_output(diagnostics: &[FileDiagnostics], lang: Lang) -> CommandOutput {
    let err = diagnostics
        .iter()
        .flat_map(|file| file_errors_output(&file.errors, &file.file.to_string_lossy(), lang).err);
    CommandOutput::errors(err.collect())
}
