//! `minsheng list`: all projects, or those that a query finds, best first.

use super::selection::Selection;
use super::{CommandOutput, CommandResult, PrintContext, check_limits, json};
use crate::cli::ProjectChoice;
use crate::exchange::escape_formula;
use crate::lang::Lang;
use crate::model::{Catalog, Project};
use crate::page::{self, escape_markdown, progress_text};
use crate::query::{Hit, MatchMode, Query};
use crate::storage::MemoryNeed;
use crate::text::{cells, fits, pad_end};

/// Lists the projects that are chosen.
pub(crate) fn run(context: PrintContext, choice: &ProjectChoice, format: &str) -> CommandResult {
    let PrintContext { catalog, lang, .. } = context;
    let need = if format == "json" { MemoryNeed::TO_JSON } else { MemoryNeed::TEXT };
    check_limits(need, catalog, lang)?;
    let selection = Selection::find(context, choice)?;
    let Selection { query, hits, mode, .. } = &selection;
    let projects: Vec<Project> = hits.iter().map(|hit| catalog.project(hit.project)).collect();
    let out = match format {
        "json" => json(context, query, hits, *mode),
        "csv" => csv(catalog, &projects, lang),
        "md" => markdown(catalog, &projects, lang),
        "html" => page::project_list_html(catalog, &projects, context.criteria, lang),
        _ => table(context, query, *mode, &projects),
    };
    let mut output = CommandOutput::stdout(out);
    // A script reads an empty list on stdout; a person reads the reason on stderr.
    if projects.is_empty() {
        output.err.push(lang.strings().list_empty.to_owned());
        output.err.extend(selection.nearest(catalog, lang));
    }
    output.err.extend(selection.remark(lang));
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
    let domain_width =
        catalog.domains().map(|(_, domain)| cells(domain.name.get(lang))).max().unwrap_or_default();
    let numbers = projects.iter().map(|project| cells(&catalog.number_label(project, lang)));
    let number_width = numbers.max().unwrap_or_default();
    let row = |(project, title): (&Project, &String)| {
        let domain = catalog.domain(project.domain).name.get(lang);
        let progress = catalog.progress(project, criteria);
        let progress = progress.map(|progress| progress_text(&progress, lang)).unwrap_or_default();
        let domain = if progress.is_empty() {
            domain.to_owned()
        } else {
            column(domain, domain_width) + "  "
        };
        let no = catalog.number_label(project, lang);
        let no = if catalog.has_several_programmes() { column(&no, number_width) } else { no };
        format!("{no}  {}  {domain}{progress}\n", column(title, title_width))
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
        value
    });
    json::pretty_list(entries)
}

fn csv(catalog: &Catalog, projects: &[Project], lang: Lang) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let rows = projects.iter().map(|project| {
        let domain = catalog.domain(project.domain);
        let programme = catalog.label(catalog.programme_ix_of(project.domain)).get(lang);
        let no = project.no.0.to_string();
        [no.as_str(), project.title.get(lang), domain.id, domain.name.get(lang), programme]
            .map(str::to_owned)
    });
    let header = ["no", "title", "domain", "domain_name", "programme"].map(str::to_owned);
    let columns = if catalog.has_several_programmes() { 5 } else { 4 };
    for row in std::iter::once(header).chain(rows) {
        // Writing to memory does not fail.
        let _ = writer
            .write_record(row.iter().take(columns).map(|cell| escape_formula(cell).into_owned()));
    }
    String::from_utf8(writer.into_inner().unwrap_or_default()).unwrap_or_default()
}

fn markdown(catalog: &Catalog, projects: &[Project], lang: Lang) -> String {
    let s = lang.strings();
    let mut out = format!("| {} | {} | {} |\n| ---: | --- | --- |\n", s.number, s.title, s.domain);
    for project in projects {
        let domain = catalog.domain(project.domain).name.get(lang);
        let cells = [&catalog.number_label(project, lang), project.title.get(lang), domain]
            .map(escape_markdown);
        out.push_str(&format!("| {} |\n", cells.join(" | ")));
    }
    out
}
