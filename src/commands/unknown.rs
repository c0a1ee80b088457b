//! Warnings about entries of data files that this program does not know.

use std::path::PathBuf;

use super::{CommandOutput, CommandResult};
use crate::diagnostics::{Diagnostic, DiagnosticKind, Note};
use crate::lang::Lang;
use crate::model::Catalog;

/// Returns all such warnings, for commands that write the catalog again or compare it.
pub(crate) fn warnings(catalog: &Catalog, data: &[PathBuf], lang: Lang) -> Vec<String> {
    lines(catalog, data, lang, Some)
}

/// Returns the warnings about a newer format and about entries left out, for commands that print
/// the catalog.
pub(crate) fn left_out_warnings(catalog: &Catalog, data: &[PathBuf], lang: Lang) -> Vec<String> {
    lines(catalog, data, lang, |diagnostic| match diagnostic.kind {
        DiagnosticKind::Note(Note::NewerFormat(_) | Note::LeftOut(_)) => Some(diagnostic),
        _ => None,
    })
}

/// Succeeds if no target or report was left out.
///
/// # Errors
/// The diagnostics of those that were left out: what is published must not lack them.
pub(crate) fn require_complete(
    catalog: &Catalog,
    data: &[PathBuf],
    lang: Lang,
) -> CommandResult<()> {
    if catalog.left_out() == 0 {
        return Ok(());
    }
    let mut err = lines(catalog, data, lang, |Diagnostic { location, kind }| match kind {
        DiagnosticKind::Note(Note::LeftOut(cause)) => Some(Diagnostic::new(location, cause)),
        _ => None,
    });
    err.push(lang.strings().needs_all.to_owned());
    Err(CommandOutput::errors(err))
}

/// Returns the texts of the diagnostics that `select` returns. A diagnostic without a file is about
/// the first of `data`, a single file.
fn lines(
    catalog: &Catalog,
    data: &[PathBuf],
    lang: Lang,
    select: impl Fn(Diagnostic) -> Option<Diagnostic>,
) -> Vec<String> {
    let single_file = data.first().map(|file| file.to_string_lossy()).unwrap_or_default();
    let mut lines = Vec::new();
    for (file, unknown) in catalog.unknown() {
        let name = if file.is_empty() { &single_file } else { file };
        let diagnostics = unknown.diagnostics().into_iter().filter_map(&select);
        lines.extend(diagnostics.map(|diagnostic| diagnostic.text(name, lang)));
    }
    lines
}
