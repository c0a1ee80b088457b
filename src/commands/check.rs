//! `minsheng check`: all diagnostics of data files, in the style of a compiler or as JSON.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::progress_bar::ProgressBar;
use super::{CommandOutput, Environment, FAILURE, NOT_FOUND, OK};
use crate::catalog::{self, Diagnostic, LineIndex, Location, ReadResult, Severity, excerpt};
use crate::lang::{Lang, fill};
use crate::text::clean;

/// Maximum number of diagnostics printed for a file: more than a person reads at a time.
const SHOWN_MAX: usize = 100;

/// Checks each of the `named` files, and of a folder each data file in it.
pub(super) fn run(
    named: &[PathBuf],
    format: &str,
    strict: bool,
    lang: Lang,
    world: &Environment,
) -> Result<CommandOutput, CommandOutput> {
    let files = catalog::resolve_data_paths(named)
        .map_err(|flaws| super::all_errors_output(&flaws, lang))?;
    if catalog::is_single_file(named) {
        let (mut report, value) = check_file(&named[0], (format == "json", strict), lang, world);
        report.out = if format == "json" { format!("{value:#}\n") } else { report.out };
        report.err.retain(|_| format != "json");
        return Ok(report);
    }
    let mut all = CommandOutput::default();
    let mut values = Vec::new();
    for file in &files {
        let (report, value) = check_file(file, (format == "json", strict), lang, world);
        all.code = all.code.max(report.code);
        all.out += &report.out;
        all.err.extend(report.err);
        values.push(value);
    }
    if format == "json" {
        all =
            CommandOutput { out: format!("{:#}\n", Value::Array(values)), err: Vec::new(), ..all };
    }
    Ok(all)
}

/// Checks one file. Returns the report as text and, if `json` is set, as JSON, otherwise
/// `Value::Null`.
fn check_file(
    file: &Path,
    (json, strict): (bool, bool),
    lang: Lang,
    world: &Environment,
) -> (CommandOutput, Value) {
    let mut progress = ProgressBar::new(lang.strings().progress_read, world);
    let mut reading = catalog::read(file, &mut |done, total| progress.update(done, total));
    progress.clear();
    let answered = reading.lint();
    if strict {
        reading.refuse_unknown();
    }
    let warnings = count_severity(&reading, Severity::Warning);
    let code = match (count_severity(&reading, Severity::Error), warnings) {
        (0, 0) => OK,
        (0, _) if strict => NOT_FOUND,
        (0, _) => OK,
        _ => FAILURE,
    };
    let name = file.to_string_lossy();
    let s = lang.strings();
    let mut report = CommandOutput { code, ..CommandOutput::default() };
    let places = reading.text.as_deref().map(LineIndex::new);
    for finding in reading.diagnostics.iter().take(SHOWN_MAX) {
        report.err.push(finding.text(&name, lang));
        report.err.extend(excerpt_of(places.as_ref(), finding).into_iter().flatten());
    }
    let mut tell = |template: &str, values: &[&str]| {
        report.err.push(clean(&fill(template, values)).into_owned());
    };
    if reading.diagnostics.len() > SHOWN_MAX {
        tell(s.check_more, &[&name, &(reading.diagnostics.len() - SHOWN_MAX).to_string()]);
    }
    if answered > 0 {
        tell(s.check_answered, &[&name, &answered.to_string()]);
    }
    if let Some(catalog) = &reading.catalog {
        let (projects, domains) = (catalog.len().to_string(), catalog.domains().len().to_string());
        let text = match warnings {
            0 => fill(s.checked, &[&name, &projects, &domains]),
            _ => fill(s.check_summary, &[&name, &warnings.to_string(), &projects, &domains]),
        };
        report.out = clean(&text).into_owned() + "\n";
    }
    let value = if json { to_json(&reading, &name, lang) } else { Value::Null };
    (report, value)
}

fn count_severity(reading: &ReadResult, severity: Severity) -> usize {
    reading.diagnostics.iter().filter(|finding| finding.severity() == severity).count()
}

/// Returns the source excerpt for a diagnostic; `None` if it has no position in a text.
fn excerpt_of(places: Option<&LineIndex>, finding: &Diagnostic) -> Option<[String; 3]> {
    match (places, &finding.location) {
        (Some(places), Location::Text(place)) => excerpt(places, *place),
        _ => None,
    }
}

/// Returns the result of a check as JSON. Scripts rely on the names and the order of the fields.
fn to_json(reading: &ReadResult, name: &str, lang: Lang) -> Value {
    let findings = reading.diagnostics.iter().map(|finding| {
        let mut value = json!({
            "severity": match finding.severity() {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Note => "note",
            },
            "code": finding.code(),
            "message": finding.message(lang),
        });
        match &finding.location {
            Location::Text(place) => {
                value["line"] = place.line.into();
                value["column"] = place.column.into();
            }
            Location::Cell { sheet, row, column } => {
                value["sheet"] = sheet.as_str().into();
                value["row"] = (*row).into();
                value["column"] = (*column).into();
                value["cell"] = finding.cell_name().into();
            }
        }
        value
    });
    json!({
        "file": name,
        "usable": reading.catalog.is_some(),
        "projects": reading.catalog.as_ref().map(crate::catalog::Catalog::len),
        "domains": reading.catalog.as_ref().map(|catalog| catalog.domains().len()),
        "findings": findings.collect::<Vec<_>>(),
    })
}
