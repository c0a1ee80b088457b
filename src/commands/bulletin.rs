//! `minsheng report`: the bulletin about progress.

use std::path::PathBuf;

use super::{FAULT, Report, convert};
use crate::catalog::{Catalog, Yardstick};
use crate::cli::Output;
use crate::lang::Lang;
use crate::page;

pub(super) fn run(
    catalog: &Catalog,
    yardstick: Yardstick,
    lang: Lang,
    (format, output): (&str, &Output),
    data: &[PathBuf],
) -> Result<Report, Report> {
    // A bulletin that says of every project that nothing is known of it would be published, too.
    if !catalog.has_progress() {
        return Err(Report::complain(FAULT, lang.strings().no_progress));
    }
    let slot = convert::Slot::new(output, data);
    let text = match format {
        "html" => page::bulletin_html(catalog, yardstick, lang),
        _ => page::bulletin(catalog, yardstick, lang),
    };
    convert::deliver(text.into_bytes(), catalog, &slot, lang)
}
