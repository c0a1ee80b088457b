//! Output and exit codes of commands, and how errors become output.

use std::path::Path;

use crate::app::Exit;
use crate::diagnostics::{FileDiagnostics, FileError, FileErrorKind, LineCol, Shortage};
use crate::lang::{Lang, fill};
use crate::model::Catalog;
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

impl CommandOutput {
    /// Returns text for stdout with exit code [`OK`].
    pub(crate) fn stdout(out: String) -> Self {
        Self { out, ..Self::default() }
    }

    /// Returns a one-line error message with exit code `code`. `text` is cleaned of control
    /// characters.
    #[must_use]
    pub fn error(code: u8, text: &str) -> Self {
        Self { err: vec![clean(text).into_owned()], code, ..Self::default() }
    }
}

/// Returns an error of the file `name` as a whole.
pub(crate) fn file_error_output(kind: FileErrorKind, name: &str, lang: Lang) -> CommandOutput {
    file_errors_output(&[FileError { position: LineCol::START, kind }], name, lang)
}

/// Fails with a message for the user if the limits of the process leave less memory than is needed
/// for `catalog`.
pub(crate) fn check_limits(
    need: MemoryNeed,
    catalog: &Catalog,
    lang: Lang,
) -> Result<(), CommandOutput> {
    need.check_catalog(catalog)
        .map_err(|_| CommandOutput::error(FAILURE, Shortage::Memory.text(lang)))
}

/// Returns the errors of the file called `name`.
pub(crate) fn file_errors_output(errors: &[FileError], name: &str, lang: Lang) -> CommandOutput {
    CommandOutput {
        err: errors.iter().map(|error| error.text(name, lang)).collect(),
        code: FAILURE,
        ..CommandOutput::default()
    }
}

/// Returns the error for the file at `path` that was not written.
pub(crate) fn refused(path: &Path, error: &SaveError, lang: Lang) -> CommandOutput {
    let code = if matches!(error, SaveError::Readers(_)) { NOT_FOUND } else { FAILURE };
    CommandOutput::error(code, &error.text(path, lang))
}

/// Returns the error for a board that cannot be shown: the terminal failed, or the system is short
/// of a resource.
pub(crate) fn failed(error: &anyhow::Error, lang: Lang) -> CommandOutput {
    let s = lang.strings();
    match Shortage::among(error.chain()) {
        Some(shortage) => {
            CommandOutput::error(FAILURE, &fill(s.board_short, &[shortage.text(lang)]))
        }
        None => CommandOutput::error(
            Exit::TerminalGone.code(),
            &fill(s.terminal_failed, &[&format!("{error:#}")]),
        ),
    }
}

/// Returns the errors of all files.
pub(crate) fn all_errors_output(diagnostics: &[FileDiagnostics], lang: Lang) -> CommandOutput {
    let err = diagnostics
        .iter()
        .flat_map(|file| file_errors_output(&file.errors, &file.file.to_string_lossy(), lang).err);
    CommandOutput { err: err.collect(), code: FAILURE, ..CommandOutput::default() }
}
