//! `minsheng fmt`: formats a data file in the house style.

use std::path::Path;

use super::convert::{OutputTarget, check_extension, write_output};
use super::{CommandOutput, CommandResult, NOT_FOUND, OK, all_errors_output, diagnostic_lines};
use crate::cli::Output;
use crate::data;
use crate::diagnostics::FileDiagnostics;
use crate::exchange::ImportOptions;
use crate::format::{format_ron, has_same_tokens, parse_with};
use crate::lang::{Lang, fill};
use crate::model::UnknownPolicy;
use crate::storage::{DataSize, MemoryNeed};

pub(crate) fn run(file: &Path, check: bool, options: &Output, lang: Lang) -> CommandResult {
    let s = lang.strings();
    let name = file.to_string_lossy();
    if data::is_convertible(file) {
        return Err(CommandOutput::error(&fill(s.fmt_ron_only, &[&name])));
    }
    check_extension(options, "ron", lang)?;
    let input = [file.to_owned()];
    let target = OutputTarget::new(options, &input);
    let result = data::read(file, &ImportOptions::default(), &mut |_, _| {});
    let err = diagnostic_lines(&result.diagnostics, &name, lang);
    let text = result.text.as_ref().filter(|_| !result.is_json);
    // Unknown fields stay as they are: they are reported, but do not prevent formatting.
    let on_unknown = UnknownPolicy::LeaveOut;
    let parse_known = || text.and_then(|text| parse_with(text, on_unknown).ok());
    let is_whole = result.catalog.is_some();
    let Some(catalog) = result.catalog.or_else(parse_known) else {
        return Err(CommandOutput::errors(err));
    };
    let Some(text) = text else {
        return Err(CommandOutput::error(&fill(s.fmt_ron_only, &[&name])));
    };
    MemoryNeed::FORMAT
        .check(text.len(), || DataSize::from_text(text.as_bytes()))
        .map_err(|kind| all_errors_output(&[FileDiagnostics::from_kind(file, kind)], lang))?;
    let formatted = format_ron(text);
    // Nothing may be lost or changed by formatting, so the result is compared before it is written.
    if !has_same_tokens(text, &formatted)
        || parse_with(&formatted, on_unknown).as_ref() != Ok(&catalog)
    {
        return Err(CommandOutput::error(s.import_differs));
    }
    let mut output = if check {
        let (template, code) =
            if *text == formatted { (s.fmt_tidy, OK) } else { (s.fmt_untidy, NOT_FOUND) };
        CommandOutput { code, ..CommandOutput::line(&fill(template, &[&name])) }
    } else {
        write_output(formatted.into_bytes(), &catalog, &target, lang)?
    };
    output.err.extend(err.into_iter().filter(|_| !is_whole));
    Ok(output)
}
