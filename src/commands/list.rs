//! `minsheng list`: all projects, or those that a query finds, best first.

use serde_json::Value;

use super::{CommandOutput, json};
use crate::catalog::{Catalog, ProgressCriteria, Project, escape_formula};
use crate::lang::Lang;
use crate::page::{escape_markdown, progress_text};
use crate::search::{Hit, Index, MatchMode, Query};
use crate::text::{cells, clean, fits, pad_end};

/// Selects the projects to list.
pub(super) struct ListArgs<'a> {
    pub(super) query: &'a str,
    pub(super) domain: Option<&'a str>,
    pub(super) criteria: ProgressCriteria,
}

pub(super) fn run(
    catalog: &Catalog,
    wanted: &ListArgs,
    lang: Lang,
    format: &str,
) -> Result<CommandOutput, CommandOutput> {
    let ListArgs { query, domain, criteria: yardstick } = *wanted;
    let domains = domain.map(|id| super::find_domains(catalog, id, lang)).transpose()?;
    let query = Query::parse_with(&clean(query), yardstick);
    let index = Index::new(catalog);
    let found = match domains.as_deref() {
        Some([one]) => index.search(catalog, &query, Some(*one)),
        _ => index.search(catalog, &query, None),
    };
    let is_meant = |hit: &Hit| {
        domains.as_ref().is_none_or(|domains| domains.contains(&catalog.key(hit.project).1))
    };
    let hits: Vec<Hit> = found.hits().filter(is_meant).collect();
    let projects: Vec<Project> = hits.iter().map(|hit| catalog.project(hit.project)).collect();
    let out = match format {
        "json" => json(catalog, &query, (&hits, found.mode), yardstick, lang),
        "csv" => csv(catalog, &projects, lang),
        "md" => markdown(catalog, &projects, lang),
        _ => table(catalog, &projects, yardstick, lang),
    };
    let s = lang.strings();
    let mut report = CommandOutput::stdout(out);
    // A script reads an empty list on stdout; a person reads the reason on stderr.
    if projects.is_empty() {
        report.err.push(s.list_empty.to_owned());
    }
    report.err.extend(match found.mode {
        MatchMode::Exact => None,
        MatchMode::Subsequence => Some(s.list_gapped.to_owned()),
        MatchMode::SimilarSound => Some(s.list_near.to_owned()),
    });
    Ok(report)
}

/// Maximum width of a table column, in cells. A longer text sticks out, or it would make every row
/// as long.
pub(super) const COLUMN_MAX: usize = 200;

/// Returns a table cell, padded to `width` cells but to at most [`COLUMN_MAX`]. Longer text is not
/// cut.
pub(super) fn column(text: &str, width: usize) -> String {
    let width = width.min(COLUMN_MAX);
    if fits(text, width) { pad_end(text, width) } else { text.to_owned() }
}

fn table(
    catalog: &Catalog,
    projects: &[Project],
    yardstick: ProgressCriteria,
    lang: Lang,
) -> String {
    let title =
        projects.iter().map(|project| cells(project.title.get(lang))).max().unwrap_or_default();
    let domains =
        catalog.domains().map(|(_, domain)| cells(domain.name.get(lang))).max().unwrap_or_default();
    let numbers = projects
        .iter()
        .map(|project| cells(&catalog.number_label(project, lang)))
        .max()
        .unwrap_or_default();
    let row = |project: &Project| {
        let domain = catalog.domain(project.domain).name.get(lang);
        let standing = catalog.has_progress().then(|| catalog.progress(project, yardstick));
        let said = standing.map(|standing| progress_text(&standing, lang)).unwrap_or_default();
        let domain =
            if said.is_empty() { domain.to_owned() } else { column(domain, domains) + "  " };
        let no = catalog.number_label(project, lang);
        let no = if catalog.has_several_programmes() { column(&no, numbers) } else { no };
        format!("{no}  {}  {domain}{said}\n", column(project.title.get(lang), title))
    };
    projects.iter().map(row).collect()
}

fn json(
    catalog: &Catalog,
    query: &Query,
    (hits, manner): (&[Hit], MatchMode),
    yardstick: ProgressCriteria,
    lang: Lang,
) -> String {
    let entries = hits.iter().map(|hit| {
        let mut value = json::brief(catalog, &catalog.project(hit.project), lang);
        if let (Value::Object(fields), Some(place)) =
            (&mut value, json::hit(catalog, query, *hit, manner))
        {
            fields.insert("match".into(), place);
        }
        json::add_progress(&mut value, catalog, &catalog.project(hit.project), yardstick);
        value
    });
    format!("{:#}\n", Value::Array(entries.collect()))
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
    let head = ["no", "title", "domain", "domain_name", "programme"].map(str::to_owned);
    let columns = if catalog.has_several_programmes() { 5 } else { 4 };
    for row in std::iter::once(head).chain(rows) {
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
