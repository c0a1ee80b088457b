//! `minsheng fmt`: formats a data file in the house style.

use std::path::Path;

use super::convert::{OutputTarget, write_output};
use super::{CommandOutput, FAILURE, NOT_FOUND, OK};
use crate::catalog::{self, UnknownPolicy, format_ron, parse_with, says_same};
use crate::cli::Output;
use crate::lang::{Lang, fill};
use crate::text::clean;

pub(super) fn run(
    file: &Path,
    check: bool,
    output: &Output,
    lang: Lang,
) -> Result<CommandOutput, CommandOutput> {
    let s = lang.strings();
    let name = file.to_string_lossy();
    let input = [file.to_owned()];
    let slot = OutputTarget::new(output, &input);
    let reading = catalog::read(file, &mut |_, _| {});
    let err: Vec<String> =
        reading.diagnostics.iter().map(|finding| finding.text(&name, lang)).collect();
    let text = reading.text.as_ref().filter(|_| !reading.is_json);
    // Unknown fields stay as they are: they are reported, but do not prevent formatting.
    let on_unknown = UnknownPolicy::LeaveOut;
    let partly = || text.and_then(|text| parse_with(text, on_unknown).ok());
    let is_whole = reading.catalog.is_some();
    let Some(catalog) = reading.catalog.or_else(partly) else {
        return Err(CommandOutput { err, code: FAILURE, ..CommandOutput::default() });
    };
    let Some(text) = text else {
        return Err(CommandOutput::error(FAILURE, &fill(s.fmt_ron_only, &[&name])));
    };
    let tidied = format_ron(text);
    // Nothing may be lost or changed by formatting, so the result is compared before it is written.
    if !says_same(text, &tidied) || parse_with(&tidied, on_unknown).as_ref() != Ok(&catalog) {
        return Err(CommandOutput::error(FAILURE, s.import_differs));
    }
    let mut report = if check {
        let (template, code) =
            if *text == tidied { (s.fmt_tidy, OK) } else { (s.fmt_untidy, NOT_FOUND) };
        CommandOutput {
            out: clean(&fill(template, &[&name])).into_owned() + "\n",
            code,
            ..CommandOutput::default()
        }
    } else {
        write_output(tidied.into_bytes(), &catalog, &slot, lang)?
    };
    report.err.extend(err.into_iter().filter(|_| !is_whole));
    Ok(report)
}
