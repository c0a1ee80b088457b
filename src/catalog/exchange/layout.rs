//! A programme laid out in tables.

use super::Sheet;
use super::columns::{Column, Field, Table};
use super::figures;
use crate::catalog::{Catalog, Domain, Origin, Project, Text, Texts};
use crate::lang::Lang;

/// The projects, the domains and the programme, a table each, with headers in both languages.
#[must_use]
pub fn tables(catalog: &Catalog) -> [Sheet; 3] {
    [
        sheet("项目 Projects", Table::Projects, catalog.projects().map(|(_, project)| project_row(catalog, &project))),
        sheet("领域 Domains", Table::Domains, catalog.domains().map(|(_, domain)| domain_row(&domain))),
        sheet("清单 Programme", Table::Programme, Field::ALL.into_iter().map(|field| programme_row(catalog, field))),
    ]
}

fn sheet(name: &str, table: Table, rows: impl Iterator<Item = Vec<String>>) -> Sheet {
    let head = table.columns().map(|column| column.header().to_owned()).collect();
    Sheet { name: name.to_owned(), rows: std::iter::once(head).chain(rows).collect(), ..Sheet::default() }
}

fn programme_row(catalog: &Catalog, field: Field) -> Vec<String> {
    let programme = catalog.programme();
    let both = |text: Text| Lang::ALL.map(|lang| text.exactly(lang).to_owned());
    let [zh, en] = match field {
        Field::Title => both(programme.title),
        Field::Locality => both(programme.locality),
        Field::Year if programme.year == 0 => Default::default(),
        Field::Year => [programme.year.to_string(), String::new()],
        Field::Published => [programme.published.to_owned(), String::new()],
        Field::Source => both(programme.source),
        Field::Note => both(programme.note),
    };
    vec![field.label().to_owned(), zh, en]
}

fn domain_row(domain: &Domain) -> Vec<String> {
    let cell = |column| match column {
        Column::Id => domain.id.to_owned(),
        Column::Name(lang) => domain.name.exactly(lang).to_owned(),
        Column::Origin => origin_word(domain.origin).to_owned(),
        _ => String::new(),
    };
    Table::Domains.columns().map(cell).collect()
}

/// Who named a domain, as people write it.
#[must_use]
pub fn origin_word(origin: Origin) -> &'static str {
    match origin {
        Origin::Announced => "公告 announcement",
        Origin::Catalogue => "本清单 catalogue",
    }
}

fn project_row(catalog: &Catalog, project: &Project) -> Vec<String> {
    let lines = |texts: Texts, lang| joined(texts.iter().map(|text| text.exactly(lang).to_owned()));
    let cell = |column| match column {
        Column::No => project.no.0.to_string(),
        Column::Domain => domain_cell(catalog, catalog.domain(project.domain)),
        Column::Title(lang) => project.title.exactly(lang).to_owned(),
        Column::Summary(lang) => project.summary.exactly(lang).to_owned(),
        Column::Targets(lang) => joined(project.targets.iter().map(|target| figures::write(&target, lang))),
        Column::Places(lang) => lines(project.places, lang),
        Column::Partners(lang) => lines(project.partners, lang),
        Column::Facts(lang) => lines(project.facts, lang),
        _ => String::new(),
    };
    Table::Projects.columns().map(cell).collect()
}

/// One a line; empty lines at the end say nothing.
fn joined(lines: impl Iterator<Item = String>) -> String {
    let text = lines.collect::<Vec<_>>().join("\n");
    text.trim_end_matches('\n').to_owned()
}

/// By its name, where no other domain could be meant by that.
fn domain_cell(catalog: &Catalog, domain: Domain) -> String {
    let name = domain.name.exactly(Lang::Zh);
    let mut others = catalog.domains().map(|(_, other)| other).filter(|other| other.id != domain.id);
    let clear = !name.is_empty() && !others.any(|other| is_called(other, name));
    if clear { name.to_owned() } else { domain.id.to_owned() }
}

/// Whether a domain's id or one of its names is that.
pub(super) fn is_called(domain: Domain, said: &str) -> bool {
    domain.id == said || Lang::ALL.iter().any(|lang| domain.name.exactly(*lang) == said)
}
