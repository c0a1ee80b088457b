//! `minsheng import`: a spreadsheet, a JSON file or an announcement to a data file.

mod report;
mod summary;

use std::path::PathBuf;

use self::report::ReportFile;
use super::convert::{OutputTarget, check_extension, write_output};
use super::progress_bar::read_with_progress;
use super::{
    CommandOutput, CommandResult, Environment, check_limits, diagnostic_lines, import_into,
};
use crate::cli::ImportArgs;
use crate::data::ReadResult;
use crate::diagnostics::{Diagnostic, DiagnosticKind, Severity};
use crate::exchange::ImportOptions;
use crate::format;
use crate::lang::{Lang, fill};
use crate::model::{Catalog, ProjectNo};
use crate::storage::MemoryNeed;

/// Imports a file. The report comes first: if it cannot be written, nothing is imported.
pub(crate) fn run(args: &ImportArgs, lang: Lang, env: &Environment) -> CommandResult {
    check_extension(&args.output, "ron", lang)?;
    let report = ReportFile::new(args, lang)?;
    // The report is protected, too: it is the first of the two files that are written.
    let inputs: Vec<PathBuf> = [&args.file].into_iter().chain(&args.report).cloned().collect();
    let target = OutputTarget::new(&args.output, &inputs);
    let with_details = report.is_some();
    let (base, options) = import_into::prepare(args, lang)?;
    let options = ImportOptions { with_details, ..options };
    let mut result = read_with_progress(&args.file, &options, lang, env);
    result.lint_figures();
    let mut err = diagnostic_lines(&result.diagnostics, &args.file.to_string_lossy(), lang);
    let catalog = accepted(args, &mut result, &mut err, lang);
    if let Some(report) = report {
        match report.write(&result, catalog.is_some(), lang) {
            Ok(line) => err.push(line),
            Err(error) => {
                err.extend(error.err);
                err.push(lang.strings().report_not_saved.to_owned());
                return Err(CommandOutput::errors(err));
            }
        }
    }
    let Some(catalog) = catalog else { return Err(CommandOutput::errors(err)) };
    check_limits(MemoryNeed::CONVERT, &catalog, lang)?;
    err.extend(result.summary.iter().flat_map(|summary| summary::lines(summary, lang)));
    if let Some(base) = base {
        return Ok(base.merge(args, &catalog, result.cells.as_ref(), lang).after(err));
    }
    let comment = |no: ProjectNo, nth: usize| result.words.as_ref()?.comment(no, nth, lang);
    let text = format::to_commented_ron(&catalog, &comment);
    // The result is read back before it is handed over: a user who has corrected a year's work in a
    // spreadsheet must find all of it in the data file.
    if format::parse(&text).as_ref() != Ok(&catalog.known()) {
        return Err(CommandOutput::error(lang.strings().import_differs));
    }
    match write_output(text.into_bytes(), &catalog, &target, lang) {
        Ok(written) => Ok(CommandOutput { err, ..written }),
        Err(failed) if args.report.is_none() => Err(failed),
        // The report is there; its line must not be lost.
        Err(failed) => Err(CommandOutput { err: [err, failed.err].concat(), ..failed }),
    }
}

/// Takes the catalog out of `result`, unless there is an error, or a doubt and `--strict`; adds a
/// line on the errors or the doubts to `err`.
fn accepted(
    args: &ImportArgs,
    result: &mut ReadResult,
    err: &mut Vec<String>,
    lang: Lang,
) -> Option<Catalog> {
    let Some(catalog) = result.catalog.take() else {
        // A single error speaks for itself; among notes, errors are easily overlooked.
        if err.len() > 1 {
            err.push(fill(lang.strings().import_errors, &[&error_count(result).to_string()]));
        }
        return None;
    };
    let doubts = result.diagnostics.iter().filter(|diagnostic| diagnostic.is_doubt()).count();
    if args.strict && doubts > 0 {
        err.push(fill(lang.strings().import_doubts, &[&doubts.to_string()]));
        return None;
    }
    Some(catalog)
}

/// Returns the number of errors, also of those that are not listed.
fn error_count(result: &ReadResult) -> usize {
    let count = |diagnostic: &Diagnostic| match &diagnostic.kind {
        DiagnosticKind::Error(error) => error.count(),
        _ => usize::from(diagnostic.severity() == Severity::Error),
    };
    result.diagnostics.iter().map(count).sum()
}
