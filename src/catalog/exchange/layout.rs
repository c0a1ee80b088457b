//! A programme laid out in tables.

use super::Sheet;
use super::columns::{Column, Field, Table};
use super::figures;
use crate::catalog::{Catalog, Domain, Origin, Project, Targets, Text, Texts, Update};
use crate::lang::Lang;

/// The projects, what was reported of them, the domains and the programme, a table each, with headers in both languages. Where
/// nothing was reported yet, its table is there to be filled in.
#[must_use]
pub fn tables(catalog: &Catalog) -> [Sheet; 4] {
    [
        sheet("项目 Projects", Table::Projects, catalog.projects().map(|(_, project)| project_row(catalog, &project))),
        sheet("进展 Progress", Table::Updates, catalog.projects().flat_map(|(_, project)| update_rows(&project))),
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
        Column::Start => project.course().start.map(|day| day.to_string()).unwrap_or_default(),
        Column::End => project.course().end.map(|day| day.to_string()).unwrap_or_default(),
        _ => String::new(),
    };
    Table::Projects.columns().map(cell).collect()
}

/// The reports on a project, and then those on its targets.
fn update_rows(project: &Project) -> Vec<Vec<String>> {
    let of_project = project.course().updates.iter().map(|update| update_row(project, None, &update));
    let of_targets = project.course().targets.iter().enumerate();
    let of_targets = of_targets.flat_map(|(nth, updates)| updates.iter().map(move |update| (nth, update)));
    of_project.chain(of_targets.map(|(nth, update)| update_row(project, Some(nth), &update))).collect()
}

fn update_row(project: &Project, target: Option<usize>, update: &Update) -> Vec<String> {
    let done = update.done.map(|done| done.value().to_string()).unwrap_or_default();
    let cell = |column| match column {
        Column::No => project.no.0.to_string(),
        Column::Target => target.map(|nth| target_cell(project.targets, nth)).unwrap_or_default(),
        Column::On => update.on.to_string(),
        // A bare number of a spreadsheet may be either, 0.4 or 40.
        Column::Done if target.is_none() && !done.is_empty() => format!("{done}%"),
        Column::Done => done.clone(),
        Column::Note(lang) => update.note.exactly(lang).to_owned(),
        _ => String::new(),
    };
    Table::Updates.columns().map(cell).collect()
}

/// By what is counted, where no other target of the project could be meant by that, or else by its place: `#2`.
fn target_cell(targets: Targets, nth: usize) -> String {
    let what = targets.iter().nth(nth).map_or("", |target| target.what.get(Lang::Zh));
    let clear = targets.iter().filter(|target| counts(target.what, what)).count() == 1 && !what.starts_with('#');
    if clear { what.to_owned() } else { format!("#{}", nth + 1) }
}

/// Whether a target is about that, in one of the languages.
pub(super) fn counts(what: Text, said: &str) -> bool {
    Lang::ALL.iter().any(|lang| what.exactly(*lang) == said)
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
