//! `minsheng list`: all projects, or those that a query finds, best first.

use super::selection::Selection;
use super::{CommandOutput, CommandResult, PrintContext, check_limits, json};
use crate::cli::ProjectChoice;
use crate::lang::fill;
use crate::model::Project;
use crate::page::{self, key_figure, progress_text};
use crate::query::{Hit, MatchMode, Query};
use crate::query::{ListOrder, OrderBy};
use crate::storage::MemoryNeed;
use crate::text::{cells, fits, pad_end, pad_start};

/// Lists the projects that are chosen.
pub(crate) fn run(
    context: PrintContext,
    choice: &ProjectChoice,
    order: ListOrder,
    format: &str,
) -> CommandResult {
    let PrintContext { catalog, criteria, lang } = context;
    let need = if format == "json" { MemoryNeed::TO_JSON } else { MemoryNeed::TEXT };
    check_limits(need, catalog, lang)?;
    let mut selection = Selection::find(context, choice)?;
    let by = OrderBy { order, criteria, lang };
    let value_count = by.sort_hits(catalog, &mut selection.hits);
    let Selection { query, hits, mode, .. } = &selection;
    let projects: Vec<Project> = hits.iter().map(|hit| catalog.project(hit.project)).collect();
    let out = match format {
        "json" => json(context, query, hits, *mode),
        "csv" => page::project_list_csv(catalog, &projects, lang),
        "md" => page::project_list_markdown(catalog, &projects, lang),
        "html" => page::project_list_html(catalog, &projects, criteria, lang),
        _ => table(context, query, *mode, &projects),
    };
    let mut output = CommandOutput::stdout(out);
    // A script reads an empty list on stdout; a person reads the reason on stderr.
    if projects.is_empty() {
        output.err.push(lang.strings().list_empty.to_owned());
        output.err.extend(selection.nearest(catalog, lang));
    }
    output.err.extend(selection.remark(lang));
    if value_count == 0 && !projects.is_empty() {
        let s = lang.strings();
        output.err.push(fill(s.notice_no_sort_values, &[order.key.title(s)]));
    }
    Ok(output)
}

/// Maximum width of a table column, in cells. A longer text sticks out; otherwise every row would
/// be as wide.
pub(crate) const COLUMN_MAX: usize = 200;

/// Returns a table cell, padded to `width` cells but to at most [`COLUMN_MAX`]. Longer text is not
/// cut.
pub(crate) fn column(text: &str, width: usize) -> String {
    let width = width.min(COLUMN_MAX);
    if fits(text, width) { pad_end(text, width) } else { text.to_owned() }
}

fn table(context: PrintContext, query: &Query, mode: MatchMode, projects: &[Project]) -> String {
    let PrintContext { catalog, criteria, lang } = context;
    let title = |project: &Project| page::result_title(project, query, mode, lang).0.into_owned();
    let titles: Vec<String> = projects.iter().map(title).collect();
    let title_width = titles.iter().map(|title| cells(title)).max().unwrap_or_default();
    let domain = |project: &Project| catalog.domain(project.domain).name.get(lang);
    let domain_width =
        projects.iter().map(|project| cells(domain(project))).max().unwrap_or_default();
    let numbers = projects.iter().map(|project| cells(&catalog.number_label(project, lang)));
    let number_width = numbers.max().unwrap_or_default();
    let figures = projects.iter().map(|project| cells(&key_figure(project, lang)));
    let figure_width = figures.max().unwrap_or_default();
    let row = |(project, title): (&Project, &String)| {
        let progress = catalog.progress(project, criteria);
        let progress = progress.map(|progress| progress_text(&progress, lang)).unwrap_or_default();
        let no = catalog.number_label(project, lang);
        let no = if catalog.has_several_programmes() { column(&no, number_width) } else { no };
        let title = column(title, title_width);
        let domain = column(domain(project), domain_width);
        // Right-aligned, so that the units stand below each other.
        let figure = pad_start(&key_figure(project, lang), figure_width.min(COLUMN_MAX));
        let line = format!("{no}  {title}  {domain}  {figure}  {progress}");
        format!("{}\n", line.trim_end())
    };
    projects.iter().zip(&titles).map(row).collect()
}

fn json(context: PrintContext, query: &Query, hits: &[Hit], mode: MatchMode) -> String {
    let PrintContext { catalog, lang, .. } = context;
    let entries = hits.iter().map(|hit| {
        let project = &catalog.project(hit.project);
        let mut value = json::brief(catalog, project, lang);
        if let Some(text_match) = json::hit(catalog, query, *hit, mode) {
            value["match"] = text_match;
        }
        json::add_progress(&mut value, context, project);
        value["figure"] = json::key_figure(project, lang);
        value
    });
    json::pretty_list(entries)
}
