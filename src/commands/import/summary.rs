//! The summary that ends an import: a dozen lines of at most 80 columns.

use crate::exchange::{ColumnUse, ImportSummary, ReadFigure};
use crate::lang::{Lang, fill};
use crate::text::{cells, clean, fit, join};

/// Maximum width of a line, in cells.
const WIDTH: usize = 80;

/// Maximum number of sheets whose projects are counted apart.
const SHEETS_MAX: usize = 3;

/// Returns the summary in lines, safe to print to a terminal.
pub(super) fn lines(summary: &ImportSummary, lang: Lang) -> Vec<String> {
    let s = lang.strings();
    let (rows, projects) = summary.projects();
    let counts = |rows: usize, projects: usize| {
        fill(s.summary_projects, &[&rows.to_string(), &projects.to_string()])
    };
    let reports = fill(s.summary_updates, &[&summary.updates.to_string()]);
    // A file that has only progress has no projects to count.
    let has_only_reports = projects == 0 && summary.updates > 0;
    let first =
        if has_only_reports { reports.trim_start().to_owned() } else { counts(rows, projects) };
    let mut lines = vec![format!("{}{}", s.summary_title, s.colon) + &first];
    if summary.sheets.len() > 1 {
        lines.extend(summary.sheets.iter().take(SHEETS_MAX).map(|sheet| {
            fill(s.summary_sheet, &[&sheet.name, &counts(sheet.rows, sheet.projects)])
        }));
        if summary.sheets.len() > SHEETS_MAX {
            lines.push("  ..".to_owned());
        }
    }
    if summary.updates > 0 && !has_only_reports {
        lines.push(reports);
    }
    let (used, left_out): (Vec<&ColumnUse>, Vec<&ColumnUse>) =
        summary.columns.iter().partition(|column| column.column.is_some());
    let used = used.iter().map(|column| used_column(column, lang));
    lines.extend(list(s.summary_columns, used, lang));
    let left_out = left_out.iter().map(|column| {
        fill(s.summary_column_cells, &[&header(column, lang), &column.cells.to_string()])
    });
    lines.extend(list(s.summary_left_out, left_out, lang));
    if summary.figure_count == 0 {
        lines.push(s.summary_no_figures.to_owned());
    } else {
        lines.push(fill(s.summary_figures, &[&summary.figure_count.to_string()]));
        lines.extend(summary.figures.iter().take(3).map(|figure| figure_line(figure, lang)));
    }
    if summary.numbers_left > 0 {
        lines.push(fill(s.summary_numbers_left, &[&summary.numbers_left.to_string()]));
    }
    let rows = summary.rows_by_reason.iter().map(|(reason, count)| (reason.text(lang), *count));
    let told = (summary.told_rows > 0).then_some((s.summary_told_rows, summary.told_rows));
    let rows = rows.chain(told);
    let rows =
        rows.map(|(reason, count)| fill(s.summary_row_reason, &[&count.to_string(), reason]));
    lines.extend(list(s.summary_rows, rows, lang));
    if summary.day_count > 0 {
        let counts = [summary.day_count, summary.concluded_day_count].map(|n| n.to_string());
        lines.push(fill(s.summary_days, &[&counts[0], &counts[1]]));
    }
    lines.iter().map(|line| fit(&clean(line), WIDTH).into_owned()).collect()
}

/// Returns the header of a column, or its letter if it has none.
fn header(column: &ColumnUse, lang: Lang) -> String {
    if !column.header.is_empty() {
        return column.header.clone();
    }
    let cell = column.location.cell_name();
    let letters = cell.trim_end_matches(|c: char| c.is_ascii_digit());
    fill(lang.strings().summary_no_header, &[letters])
}

/// Returns the header of a column and, unless it is one of the field's names, its field.
fn used_column(column: &ColumnUse, lang: Lang) -> String {
    let name = column.column.map_or("", |column| column.name(lang));
    let is_name = Lang::ALL
        .iter()
        .filter_map(|lang| Some(column.column?.name(*lang)))
        .any(|name| name == column.header);
    if is_name || column.column.is_some_and(|field| field.header() == column.header) {
        name.to_owned()
    } else {
        format!("{} → {name}", column.header)
    }
}

/// Returns a line with as many of `items` as fit, and their number if that is not all; `None` if
/// there are none.
fn list(label: &str, items: impl Iterator<Item = String>, lang: Lang) -> Option<String> {
    let s = lang.strings();
    let items: Vec<String> = items.collect();
    let more = fill(s.summary_more, &[&items.len().to_string()]);
    let mut line = label.to_owned();
    for (nth, item) in items.iter().enumerate() {
        let separator = if nth == 0 { "" } else { s.comma };
        let rest = if nth + 1 == items.len() { 0 } else { cells(&more) };
        if cells(&line) + cells(separator) + cells(item) + rest > WIDTH {
            return Some(line + &more);
        }
        line = line + separator + item;
    }
    (!items.is_empty()).then_some(line)
}

/// Returns a figure beside the words that it was read from.
fn figure_line(figure: &ReadFigure, lang: Lang) -> String {
    let cell = figure.location.place_name(lang);
    let reading = figure_text(figure, lang);
    fill(lang.strings().summary_figure, &[&cell, &fit(&figure.words, 30), &reading])
}

/// Formats a figure as the board shows it.
pub(super) fn figure_text(figure: &ReadFigure, lang: Lang) -> String {
    let word = figure.figure.qualifier().word(lang);
    join(&[&figure.what, word, &figure.figure.amount_text(lang), &figure.unit], " ")
}
