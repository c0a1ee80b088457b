//! Writes a list of projects as a table: in Markdown, or as CSV for programs and spreadsheets.

use super::markdown::escape_markdown;
use crate::exchange::escape_formula;
use crate::lang::Lang;
use crate::model::{Catalog, Project};

/// Returns the key figure of a project with its qualifier and unit; empty if it has none.
pub(crate) fn key_figure(project: &Project, lang: Lang) -> String {
    project.headline().map(|target| target.amount_text(lang)).unwrap_or_default()
}

/// Returns a list of projects as CSV.
pub(crate) fn project_list_csv(catalog: &Catalog, projects: &[Project], lang: Lang) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let has_programmes = catalog.has_several_programmes();
    let rows = projects.iter().map(|project| {
        let domain = catalog.domain(project.domain);
        let programme = catalog.label(catalog.programme_ix_of(project.domain)).get(lang);
        let (no, figure) = (project.no.0.to_string(), key_figure(project, lang));
        [&no, project.title.get(lang), domain.id, domain.name.get(lang), programme, &figure]
            .map(str::to_owned)
    });
    let header = ["no", "title", "domain", "domain_name", "programme", "figure"].map(str::to_owned);
    for row in std::iter::once(header).chain(rows) {
        let cells = row.iter().enumerate().filter(|(nth, _)| *nth != 4 || has_programmes);
        // Writing to memory does not fail.
        let _ = writer.write_record(cells.map(|(_, cell)| escape_formula(cell).into_owned()));
    }
    String::from_utf8(writer.into_inner().unwrap_or_default()).unwrap_or_default()
}

/// Returns a list of projects as a Markdown table.
pub(crate) fn project_list_markdown(catalog: &Catalog, projects: &[Project], lang: Lang) -> String {
    let s = lang.strings();
    let header = [s.number, s.title, s.domain, s.key_figure].join(" | ");
    let mut out = format!("| {header} |\n| ---: | --- | --- | ---: |\n");
    for project in projects {
        let domain = catalog.domain(project.domain).name.get(lang);
        let (no, figure) = (catalog.number_label(project, lang), key_figure(project, lang));
        let cells = [&no, project.title.get(lang), domain, &figure].map(escape_markdown);
        out.push_str(&format!("| {} |\n", cells.join(" | ")));
    }
    out
}
