//! `minsheng fmt`: a data file in the house style.

use std::path::Path;

use super::convert::{Slot, deliver};
use super::{FAULT, NOT_FOUND, OK, Report};
use crate::catalog::{self, OnUnknown, parse_with, says_same, tidy};
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
    let text = reading.text.as_ref().filter(|_| !reading.json);
    // What is not understood stays as it is: it is told, and in nobody's way.
    let on_unknown = OnUnknown::LeaveOut;
    let partly = || text.and_then(|text| parse_with(text, on_unknown).ok());
    let is_whole = reading.catalog.is_some();
    let Some(catalog) = reading.catalog.or_else(partly) else { return Err(Report { err, code: FAULT, ..Report::default() }) };
    let Some(text) = text else {
        return Err(Report::complain(FAULT, &fill(s.fmt_ron_only, &[&name])));
    };
    let tidied = tidy(text);
    // Whoever has a file put in order must find all of it again.
    if !says_same(text, &tidied) || parse_with(&tidied, on_unknown).as_ref() != Ok(&catalog) {
        return Err(Report::complain(FAULT, s.import_differs));
    }
    let mut report = if check {
        let (template, code) = if *text == tidied { (s.fmt_tidy, OK) } else { (s.fmt_untidy, NOT_FOUND) };
        Report { out: clean(&fill(template, &[&name])).into_owned() + "\n", code, ..Report::default() }
    } else {
        deliver(tidied.into_bytes(), &catalog, &slot, lang)?
    };
    report.err.extend(err.into_iter().filter(|_| !is_whole));
    Ok(report)
}
