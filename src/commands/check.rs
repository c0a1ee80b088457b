//! `minsheng check`: all diagnostics of data files, in the style of a compiler or as JSON.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::progress_bar::read_with_progress;
use super::{CommandOutput, CommandResult, Environment, FAILURE, NOT_FOUND, OK};
use crate::data::{self, ReadResult};
use crate::diagnostics::{Diagnostic, FileErrorKind, LineIndex, Location, Severity};
use crate::exchange::ImportOptions;
use crate::format::excerpt;
use crate::lang::{Lang, fill};
use crate::model::Catalog;
use crate::storage::{DataSize, MemoryNeed};
use crate::text::clean;

/// Maximum number of diagnostics printed for a file: more than a person reads at a time.
const SHOWN_MAX: usize = 100;

/// Form of the output, and severity of its notes.
#[derive(Clone, Copy)]
struct CheckOptions<'a> {
    /// True to return the diagnostics as JSON.
    json: bool,
    /// True to take unknown fields for errors, and warnings for a failed check.
    strict: bool,
    /// Choices for spreadsheets.
    import_options: &'a ImportOptions,
}

/// Checks the files in `named`, and of a folder each data file in it.
pub(crate) fn run(
    named: &[PathBuf],
    format: &str,
    import_options: &ImportOptions,
    strict: bool,
    lang: Lang,
    env: &Environment,
) -> CommandResult {
    let files = data::resolve_data_paths(named)
        .map_err(|diagnostics| super::all_errors_output(&diagnostics, lang))?;
    let options = CheckOptions { json: format == "json", strict, import_options };
    let mut output = CommandOutput::default();
    let mut values = Vec::new();
    for file in &files {
        let (file_output, value) = check_file(file, options, lang, env);
        output.code = output.code.max(file_output.code);
        output.out += &file_output.out;
        output.err.extend(file_output.err);
        values.push(value);
    }
    if options.json {
        let single = values.pop_if(|_| data::is_single_file(named));
        let value = single.unwrap_or(Value::Array(values));
        output = CommandOutput { out: format!("{value:#}\n"), err: Vec::new(), ..output };
    }
    Ok(output)
}

/// Checks one file. Returns the output as text and, if `options` ask for it, as JSON,
/// otherwise `Value::Null`.
fn check_file(
    file: &Path,
    options: CheckOptions,
    lang: Lang,
    env: &Environment,
) -> (CommandOutput, Value) {
    let mut result = read_with_progress(file, options.import_options, lang, env);
    let allowed = result.lint();
    if options.strict {
        result.refuse_unknown();
    }
    if options.json
        && let Err(kind) = check_json_memory(&result)
    {
        result = ReadResult::from_error(kind);
    }
    let warnings = count_severity(&result, Severity::Warning);
    let code = match (count_severity(&result, Severity::Error), warnings) {
        (0, 0) => OK,
        (0, _) if options.strict => NOT_FOUND,
        (0, _) => OK,
        _ => FAILURE,
    };
    let name = file.to_string_lossy();
    let s = lang.strings();
    let mut output = CommandOutput { code, ..CommandOutput::default() };
    let line_index = result.text.as_deref().map(LineIndex::new);
    for diagnostic in result.diagnostics.iter().take(SHOWN_MAX) {
        output.err.push(diagnostic.text(&name, lang));
        output.err.extend(excerpt_of(line_index.as_ref(), diagnostic).into_iter().flatten());
    }
    let mut push_line = |template: &str, values: &[&str]| {
        output.err.push(clean(&fill(template, values)).into_owned());
    };
    if result.diagnostics.len() > SHOWN_MAX {
        push_line(s.check_more, &[&name, &(result.diagnostics.len() - SHOWN_MAX).to_string()]);
    }
    if allowed > 0 {
        push_line(s.check_answered, &[&name, &allowed.to_string()]);
    }
    if let Some(catalog) = &result.catalog {
        let (projects, domains) = (catalog.len().to_string(), catalog.domains().len().to_string());
        let text = match warnings {
            0 => fill(s.checked, &[&name, &projects, &domains]),
            _ => fill(s.check_summary, &[&name, &warnings.to_string(), &projects, &domains]),
        };
        output.out = clean(&text).into_owned() + "\n";
    }
    let value = if options.json { to_json(&result, &name, lang) } else { Value::Null };
    (output, value)
}

/// Fails if the limits of the process leave too little memory for the diagnostics as JSON.
fn check_json_memory(result: &ReadResult) -> Result<(), FileErrorKind> {
    let count = result.diagnostics.len();
    let size = || DataSize { rows: count as u64, ..DataSize::default() };
    MemoryNeed::DIAGNOSTICS_JSON.check(count * size_of::<Diagnostic>(), size)
}

fn count_severity(result: &ReadResult, severity: Severity) -> usize {
    result.diagnostics.iter().filter(|diagnostic| diagnostic.severity() == severity).count()
}

/// Returns the source excerpt for a diagnostic; `None` if it has no position in a text.
fn excerpt_of(line_index: Option<&LineIndex>, diagnostic: &Diagnostic) -> Option<[String; 3]> {
    let Location::Text(position) = diagnostic.location else { return None };
    excerpt(line_index?, position)
}

/// Returns the result of a check as JSON. Scripts rely on the names and the order of the fields.
fn to_json(result: &ReadResult, name: &str, lang: Lang) -> Value {
    json!({
        "file": name,
        "usable": result.catalog.is_some(),
        "projects": result.catalog.as_ref().map(Catalog::len),
        "domains": result.catalog.as_ref().map(|catalog| catalog.domains().len()),
        "findings": findings(&result.diagnostics, lang),
    })
}

/// Returns diagnostics as JSON.
pub(crate) fn findings(diagnostics: &[Diagnostic], lang: Lang) -> Vec<Value> {
    let finding = |diagnostic: &Diagnostic| {
        let mut value = json!({
            "severity": match diagnostic.severity() {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Note => "note",
            },
            "code": diagnostic.code(),
            "message": diagnostic.message(lang),
        });
        match &diagnostic.location {
            Location::Text(position) => {
                value["line"] = position.line.into();
                value["column"] = position.column.into();
            }
            Location::Cell { sheet, row, column } => {
                value["sheet"] = sheet.as_str().into();
                value["row"] = (*row).into();
                value["column"] = (*column).into();
                value["cell"] = diagnostic.cell_name().into();
            }
            Location::Record { number, key, .. } => {
                value["record"] = (*number).into();
                value["key"] = (**key).into();
                value["cell"] = diagnostic.cell_name().into();
            }
        }
        value
    };
    diagnostics.iter().map(finding).collect()
}
