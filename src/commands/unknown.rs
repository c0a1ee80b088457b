//! Messages about data files that have more in them than this program knows.

use std::path::PathBuf;

use super::{CommandOutput, FAILURE};
use crate::catalog::{Catalog, Diagnostic, DiagnosticKind, Note};
use crate::lang::Lang;

/// Returns all such messages, for commands that write the catalog again or compare it.
pub(super) fn told(catalog: &Catalog, data: &[PathBuf], lang: Lang) -> Vec<String> {
    lines(catalog, data, lang, Some)
}

/// Returns the messages about a newer format and about entries left out, for commands that print
/// the catalog.
pub(super) fn told_missing(catalog: &Catalog, data: &[PathBuf], lang: Lang) -> Vec<String> {
    lines(catalog, data, lang, |finding| {
        Some(finding).filter(|finding| {
            matches!(finding.kind, DiagnosticKind::Note(Note::NewerFormat(_) | Note::LeftOut(_)))
        })
    })
}

/// Succeeds if no target or report was left out.
///
/// # Errors
/// The diagnostics of those that were left out: what is published must not lack them.
pub(super) fn all_there(
    catalog: &Catalog,
    data: &[PathBuf],
    lang: Lang,
) -> Result<(), CommandOutput> {
    if catalog.left_out() == 0 {
        return Ok(());
    }
    let mut err =
        lines(catalog, data, lang, |Diagnostic { location: whence, kind: remark }| match remark {
            DiagnosticKind::Note(Note::LeftOut(cause)) => Some(Diagnostic::new(whence, cause)),
            _ => None,
        });
    err.push(lang.strings().needs_all.to_owned());
    Err(CommandOutput { err, code: FAILURE, ..CommandOutput::default() })
}

fn lines(
    catalog: &Catalog,
    data: &[PathBuf],
    lang: Lang,
    wanted: impl Fn(Diagnostic) -> Option<Diagnostic>,
) -> Vec<String> {
    let only = data.first().map(|file| file.to_string_lossy()).unwrap_or_default();
    let lines = catalog.unknown().flat_map(|(file, unknown)| {
        let name = if file.is_empty() { &only } else { file };
        unknown
            .diagnostics()
            .into_iter()
            .filter_map(&wanted)
            .map(|finding| finding.text(name, lang))
            .collect::<Vec<_>>()
    });
    lines.collect()
}
