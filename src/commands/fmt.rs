//! `minsheng fmt`: a data file in the house style.

use std::path::Path;

use super::convert::{Slot, deliver};
use super::{FAULT, NOT_FOUND, OK, Report};
use crate::catalog::{self, parse, tidy};
use crate::cli::Output;
use crate::lang::{Lang, fill};
use crate::text::clean;

pub(super) fn run(file: &Path, check: bool, output: &Output, lang: Lang) -> Result<Report, Report> {
    let s = lang.strings();
    let name = file.to_string_lossy();
    let input = [file.to_owned()];
    let slot = Slot::new(output, &input);
    let reading = catalog::read(file, &mut |_, _| {});
    let err: Vec<String> = reading.findings.iter().map(|finding| finding.text(&name, lang)).collect();
    let Some(catalog) = &reading.catalog else { return Err(Report { err, code: FAULT, ..Report::default() }) };
    let Some(text) = reading.text.as_ref().filter(|_| !reading.json) else {
        return Err(Report::complain(FAULT, &fill(s.fmt_ron_only, &[&name])));
    };
    let tidied = tidy(text);
    // Whoever has a file put in order must find all of it again.
    if parse(&tidied).as_ref() != Ok(catalog) {
        return Err(Report::complain(FAULT, s.import_differs));
    }
    if check {
        let (template, code) = if *text == tidied { (s.fmt_tidy, OK) } else { (s.fmt_untidy, NOT_FOUND) };
        return Ok(Report { out: clean(&fill(template, &[&name])).into_owned() + "\n", code, ..Report::default() });
    }
    deliver(tidied.into_bytes(), catalog, &slot, lang)
}
