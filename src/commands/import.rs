//! `minsheng import`: a spreadsheet or a JSON file to a data file.

use super::convert::{OutputTarget, write_output};
use super::progress_bar::read_with_progress;
use super::{CommandOutput, CommandResult, Environment, check_limits, diagnostic_lines};
use crate::cli::ImportArgs;
use crate::format;
use crate::lang::Lang;
use crate::storage::MemoryNeed;

pub(crate) fn run(args: &ImportArgs, lang: Lang, env: &Environment) -> CommandResult {
    let file = &args.file;
    let input = [file.clone()];
    let target = OutputTarget::new(&args.output, &input);
    let result = read_with_progress(file, &args.options, lang, env);
    let err = diagnostic_lines(&result.diagnostics, &file.to_string_lossy(), lang);
    let Some(catalog) = result.catalog else { return Err(CommandOutput::errors(err)) };
    check_limits(MemoryNeed::CONVERT, &catalog, lang)?;
    let text = format::to_ron(&catalog);
    // The result is read back before it is handed over: a user who has corrected a year's work in a
    // spreadsheet must find all of it in the data file.
    if format::parse(&text).as_ref() != Ok(&catalog.known()) {
        return Err(CommandOutput::error(lang.strings().import_differs));
    }
    write_output(text.into_bytes(), &catalog, &target, lang)
        .map(|written| CommandOutput { err, ..written })
}
