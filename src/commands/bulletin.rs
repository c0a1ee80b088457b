//! `minsheng report`: the bulletin about progress.

use std::path::PathBuf;

use super::{CommandOutput, CommandResult, PrintContext, convert};
use crate::cli::Output;
use crate::page;

pub(crate) fn run(
    context: PrintContext,
    format: &str,
    output: &Output,
    data: &[PathBuf],
) -> CommandResult {
    let PrintContext { catalog, criteria, lang } = context;
    // A bulletin that calls every project unreported might get published, too.
    if !catalog.has_progress(criteria) {
        return Err(CommandOutput::error(lang.strings().no_progress));
    }
    convert::check_extension(output, format, lang)?;
    let target = convert::OutputTarget::new(output, data);
    let text = match format {
        "html" => page::bulletin_html(catalog, criteria, lang),
        _ => page::bulletin(catalog, criteria, lang),
    };
    convert::write_output(text.into_bytes(), catalog, &target, lang)
}
