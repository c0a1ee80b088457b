//! The report on an import, as CSV, Markdown or JSON: each column, each row that was left out, each
//! figure and each report on progress beside its words, each day that was concluded, and all
//! messages.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::super::check::findings;
use super::super::convert::{OutputTarget, save};
use super::super::{CommandOutput, CommandResult};
use super::summary::figure_text;
use crate::cli::{ImportArgs, Output};
use crate::data::ReadResult;
use crate::diagnostics::{Diagnostic, Location, Severity};
use crate::exchange::{
    ColumnUse, ImportSummary, ReadFigure, ReadUpdate, Sheet, UnreadRowText, json_number, write_csv,
};
use crate::lang::{Lang, fill};
use crate::page::escape_markdown;
use crate::text::{clean, join};

/// Form of a report, by the extension of its file.
#[derive(Clone, Copy)]
enum ReportFormat {
    Csv,
    Markdown,
    Json,
}

/// The file that a report is written to.
pub(super) struct ReportFile {
    output: Output,
    /// Files that must not be overwritten.
    inputs: Vec<PathBuf>,
    format: ReportFormat,
    /// The file that is imported.
    imported: PathBuf,
}

impl ReportFile {
    /// Returns the file that the arguments name, if they do; it is not written yet.
    pub(super) fn new(args: &ImportArgs, lang: Lang) -> CommandResult<Option<Self>> {
        let s = lang.strings();
        let Some(path) = &args.report else { return Ok(None) };
        let refuse =
            |template: &str| CommandOutput::error(&fill(template, &[&path.to_string_lossy()]));
        if args.output.file.as_ref() == Some(path) {
            return Err(refuse(s.report_is_output));
        }
        let extension = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
        let format = match extension.as_str() {
            "csv" => ReportFormat::Csv,
            "md" => ReportFormat::Markdown,
            "json" => ReportFormat::Json,
            _ => return Err(refuse(s.report_extension)),
        };
        let inputs = [Some(&args.file), args.into.as_ref(), args.output.file.as_ref()];
        Ok(Some(Self {
            output: Output { file: Some(path.clone()), force: args.output.force },
            inputs: inputs.into_iter().flatten().filter(|file| file.exists()).cloned().collect(),
            format,
            imported: args.file.clone(),
        }))
    }

    /// Writes the report on `result`, which `is_imported` or was refused. Returns the line for the
    /// user.
    pub(super) fn write(
        &self,
        result: &ReadResult,
        is_imported: bool,
        lang: Lang,
    ) -> CommandResult<String> {
        let name = self.imported.to_string_lossy();
        let none = ImportSummary::default();
        let report = ReportWriter {
            name: &name,
            summary: result.summary.as_ref().unwrap_or(&none),
            diagnostics: &result.diagnostics,
            is_imported,
            lang,
        };
        let bytes = match self.format {
            ReportFormat::Csv => report.csv(),
            ReportFormat::Markdown => report.markdown().into_bytes(),
            ReportFormat::Json => format!("{:#}\n", report.json()).into_bytes(),
        };
        let path = self.output.file.as_deref().unwrap_or(Path::new(""));
        save(path, &bytes, &OutputTarget::new(&self.output, &self.inputs), lang)?;
        let line = fill(lang.strings().report_saved, &[&path.to_string_lossy()]);
        Ok(clean(&line).into_owned())
    }
}

/// Content of a report.
struct ReportWriter<'a> {
    name: &'a str,
    summary: &'a ImportSummary,
    diagnostics: &'a [Diagnostic],
    is_imported: bool,
    lang: Lang,
}

impl ReportWriter<'_> {
    /// Returns the report as one table, with the kind of each row first.
    fn csv(&self) -> Vec<u8> {
        let s = self.lang.strings();
        let mut header = vec![s.report_kind.to_owned()];
        header.extend(self.titles());
        let mut rows = vec![header];
        for (kind, _, entries) in self.sections() {
            rows.extend(
                entries
                    .into_iter()
                    .map(|entry| std::iter::once(kind.to_owned()).chain(entry).collect::<Vec<_>>()),
            );
        }
        write_csv(&[Sheet { rows, ..Sheet::default() }])
    }

    /// Returns the report as Markdown, with a table for each kind of row.
    fn markdown(&self) -> String {
        let s = self.lang.strings();
        let row = |cells: &[String]| {
            let cells: Vec<String> = cells.iter().map(|cell| escape_markdown(cell)).collect();
            format!("| {} |\n", cells.join(" | "))
        };
        let mut out =
            format!("# {}{}{}\n", s.summary_title, s.colon, escape_markdown(&clean(self.name)));
        if !self.is_imported {
            out += &format!("\n{}\n", s.report_refused);
        }
        for (_, title, entries) in self.sections() {
            if entries.is_empty() {
                continue;
            }
            // A table has only the columns that it has texts for.
            let is_used = |nth: usize| {
                entries.iter().any(|entry| entry.get(nth).is_some_and(|cell| !cell.is_empty()))
            };
            let titles = self.titles();
            let used: Vec<usize> = (0..titles.len()).filter(|nth| is_used(*nth)).collect();
            let pick = |cells: &[String]| -> Vec<String> {
                used.iter().filter_map(|nth| cells.get(*nth)).cloned().collect()
            };
            out += &format!("\n## {title}\n\n{}", row(&pick(&titles)));
            out += &format!("|{}\n", " --- |".repeat(used.len()));
            out.extend(entries.iter().map(|entry| row(&pick(entry))));
        }
        out
    }

    /// Returns the titles of the columns.
    fn titles(&self) -> [String; COLUMNS] {
        let s = self.lang.strings();
        [
            s.report_sheet,
            s.report_cell,
            s.report_words,
            s.report_reading,
            s.report_what,
            s.report_qualifier,
            s.report_amount,
            s.report_max,
            s.report_unit,
            s.report_cells,
            s.report_severity,
        ]
        .map(str::to_owned)
    }

    /// Returns the sections: the kind of their rows, their title and their rows.
    fn sections(&self) -> [(&'static str, &'static str, Vec<[String; COLUMNS]>); 6] {
        let (s, lang, summary) = (self.lang.strings(), self.lang, self.summary);
        let told = self.told_rows();
        let column = |column: &ColumnUse| {
            let reading = column.column.map_or(s.report_not_read, |column| column.name(lang));
            let cells = column.cells.to_string();
            entry(&column.location, &column.header, reading, &cells)
        };
        let row = |row: &UnreadRowText| {
            entry(&row.location, &row.text, &row_reason(row, &told, lang), &row.cells.to_string())
        };
        let message = |diagnostic: &Diagnostic| message_entry(diagnostic, lang);
        [
            (s.report_column, s.report_columns, summary.columns.iter().map(column).collect()),
            (s.report_row, s.report_rows, summary.rows.iter().map(row).collect()),
            (
                s.report_figure,
                s.report_figures,
                summary.figures.iter().map(|figure| figure_entry(figure, lang)).collect(),
            ),
            (
                s.report_update,
                s.report_updates,
                summary.read_updates.iter().map(update_entry).collect(),
            ),
            (
                s.report_day,
                s.report_days,
                summary
                    .days
                    .iter()
                    .map(|day| entry(&day.location, &day.words, &day.days, ""))
                    .collect(),
            ),
            (s.report_finding, s.report_findings, self.diagnostics.iter().map(message).collect()),
        ]
    }

    /// Returns the messages about rows, by sheet and row.
    fn told_rows(&self) -> HashMap<(&str, usize), &Diagnostic> {
        let mut told = HashMap::new();
        for diagnostic in self.diagnostics {
            if let Some((row, _)) = diagnostic.location.row_and_column() {
                told.entry((diagnostic.location.sheet(), row)).or_insert(diagnostic);
            }
        }
        told
    }

    /// Returns the report as JSON. Scripts rely on the names and the order of the fields.
    fn json(&self) -> Value {
        let (lang, summary) = (self.lang, self.summary);
        let told = self.told_rows();
        let place = |location: &Location| {
            let (row, column) = location.row_and_column().unzip();
            let (sheet, cell) = (location.sheet(), location.cell_name());
            json!({ "sheet": sheet, "cell": cell, "row": row, "column": column })
        };
        let with = |location: &Location, fields: Value| {
            let mut value = place(location);
            if let (Some(value), Value::Object(fields)) = (value.as_object_mut(), fields) {
                value.extend(fields);
            }
            value
        };
        let columns = summary.columns.iter().map(|column| {
            let field = column.column.map(|column| column.name(Lang::En));
            let fields = json!({ "header": column.header, "field": field, "cells": column.cells });
            with(&column.location, fields)
        });
        let rows = summary.rows.iter().map(|row| {
            let reason = row_reason(row, &told, lang);
            let fields = json!({ "text": row.text, "cells": row.cells, "reason": reason });
            with(&row.location, fields)
        });
        let figures = summary.figures.iter().map(|figure| {
            let fields = json!({
                "words": figure.words,
                "what": figure.what,
                "qualifier": figure.figure.qualifier().name(),
                "amount": json_number(figure.figure.amount()),
                "max": figure.figure.max().map(json_number),
                "unit": figure.unit,
            });
            with(&figure.location, fields)
        });
        let updates = summary.read_updates.iter().map(|update| {
            let target = (!update.target.is_empty()).then_some(&update.target);
            let fields = json!({
                "words": update.words,
                "project": update.no.0,
                "target": target,
                "date": update.date.to_string(),
                "amount": update.done.map(json_number),
                "unit": update.unit,
            });
            with(&update.location, fields)
        });
        let days = summary
            .days
            .iter()
            .map(|day| with(&day.location, json!({ "words": day.words, "day": day.days })));
        let sheets = summary.sheets.iter().map(
            |sheet| json!({ "sheet": sheet.name, "rows": sheet.rows, "projects": sheet.projects }),
        );
        json!({
            "file": self.name,
            "accepted": self.is_imported,
            "sheets": sheets.collect::<Vec<_>>(),
            "updates": summary.updates,
            "columns": columns.collect::<Vec<_>>(),
            "rows_left_out": rows.collect::<Vec<_>>(),
            "figures": figures.collect::<Vec<_>>(),
            "reports": updates.collect::<Vec<_>>(),
            "days_concluded": days.collect::<Vec<_>>(),
            "findings": findings(self.diagnostics, lang),
        })
    }
}

/// Number of columns of a report as a table, without the kind of the row.
const COLUMNS: usize = 11;

/// Returns a row of the report as a table.
fn entry(location: &Location, words: &str, reading: &str, cells: &str) -> [String; COLUMNS] {
    let (sheet, cell) = (location.sheet(), location.cell_name());
    [sheet, &cell, words, reading, "", "", "", "", "", cells, ""]
        .map(|text| clean(text).into_owned())
}

/// Returns the row of a message.
fn message_entry(diagnostic: &Diagnostic, lang: Lang) -> [String; COLUMNS] {
    let s = lang.strings();
    let severity = match diagnostic.severity() {
        Severity::Error => s.report_error,
        Severity::Warning => s.report_warning,
        Severity::Note => s.report_note,
    };
    let mut entry = entry(&diagnostic.location, diagnostic.code(), &diagnostic.message(lang), "");
    let [.., last] = &mut entry;
    severity.clone_into(last);
    entry
}

/// Returns the row of a report on progress.
fn update_entry(update: &ReadUpdate) -> [String; COLUMNS] {
    let amount = update.done.map(|done| done.value().to_string()).unwrap_or_default();
    // Without an amount there is nothing that a unit could be of.
    let unit = if amount.is_empty() { "" } else { &*update.unit };
    let (no, date) = (update.no.to_string(), update.date.to_string());
    let reading = join(&[&no, &date, &update.target, &amount, unit], " ");
    let [sheet, cell, words, reading, _, qualifier, _, max, _, cells, severity] =
        entry(&update.location, &update.words, &reading, "");
    let [what, unit] = [&update.target, unit].map(|text| clean(text).into_owned());
    [sheet, cell, words, reading, what, qualifier, amount, max, unit, cells, severity]
}

/// Returns the row of a figure.
fn figure_entry(figure: &ReadFigure, lang: Lang) -> [String; COLUMNS] {
    let number = figure.figure;
    let max = number.max().map(|max| max.value().to_string()).unwrap_or_default();
    let [sheet, cell, words, reading, .., cells, severity] =
        entry(&figure.location, &figure.words, &figure_text(figure, lang), "");
    let cell = if cell.is_empty() { figure.location.place_name(lang) } else { cell };
    let [what, word, unit] = [&figure.what, number.qualifier().word(lang), &figure.unit]
        .map(|text| clean(text).into_owned());
    let amount = number.amount().value().to_string();
    [sheet, cell, words, reading, what, word, amount, max, unit, cells, severity]
}

/// Returns the reason why a row was left out: its own, or the message about it.
fn row_reason(
    row: &UnreadRowText,
    told: &HashMap<(&str, usize), &Diagnostic>,
    lang: Lang,
) -> String {
    let told = || {
        let place = (row.location.sheet(), row.location.row_and_column()?.0);
        Some(told.get(&place)?.message(lang))
    };
    let reason = row.reason.map(|reason| reason.text(lang).to_owned());
    reason.or_else(told).unwrap_or_else(|| lang.strings().summary_told_rows.to_owned())
}
