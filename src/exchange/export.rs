//! Exports a programme as tables.

use std::collections::{HashMap, HashSet};

use super::{HiddenParts, HiddenReason, Sheet, report_text, target_text};
use crate::diagnostics::{Column, ProgrammeField, Table};
use crate::lang::Lang;
use crate::model::{
    Amount, Catalog, Day, Details, Domain, LabelledText, Origin, Programme, Project, Target,
    Targets, Text, Texts, Update,
};

/// Name of the sheet with the projects.
pub(super) const PROJECTS_SHEET: &str = "项目 Projects";
/// Name of the sheet with the domains.
pub(super) const DOMAINS_SHEET: &str = "领域 Domains";

/// Returns the projects, their updates, the domains and the programme as one table each, with
/// headers in both languages; the columns with English are hidden. A catalog without updates still
/// gets their table, to be filled in.
#[must_use]
pub fn tables(catalog: &Catalog) -> [Sheet; 4] {
    let cells = domain_cells(catalog);
    let domain = |project: &Project| {
        debug_assert!(project.domain.0 < cells.len(), "a project without a domain");
        cells.get(project.domain.0).map_or("", String::as_str)
    };
    let projects = catalog.projects().map(|(_, project)| project_row(&project, domain(&project)));
    let updates = catalog.projects().flat_map(|(_, project)| update_rows(&project));
    let domains = catalog.domains().map(|(_, domain)| domain_row(&domain));
    let programme = ProgrammeField::ALL.into_iter().map(|field| programme_row(catalog, field));
    [
        sheet(PROJECTS_SHEET, Table::Projects, projects),
        sheet("进展 Progress", Table::Updates, updates),
        sheet(DOMAINS_SHEET, Table::Domains, domains),
        sheet("清单 Programme", Table::Programme, programme),
    ]
}

/// Returns true if `export` writes columns that it writes only where a project has something in
/// them.
#[must_use]
pub fn has_details(catalog: &Catalog) -> bool {
    catalog.projects().any(|(_, project)| {
        let details = project.details();
        let cell = |column| detail_cell(&project, &details, column);
        let mut columns = Table::Projects.columns().filter(|column| column.is_optional());
        columns.any(|column| !cell(column).is_empty())
    })
}

fn sheet(name: &str, table: Table, rows: impl Iterator<Item = Vec<String>>) -> Sheet {
    let mut columns: Vec<Column> = table.columns().collect();
    let mut rows: Vec<Vec<String>> = rows.collect();
    let is_used = |nth: usize| rows.iter().any(|row| row.get(nth).is_some_and(|c| !c.is_empty()));
    let is_written: Vec<bool> = columns
        .iter()
        .enumerate()
        .map(|(nth, column)| !column.is_optional() || is_used(nth))
        .collect();
    // Without the Chinese column an import would not know what the English one translates.
    let keeps = |column: Column, nth: usize| {
        is_written.get(nth) == Some(&true)
            || columns.get(nth + 1).is_some_and(|next| {
                next.translated() == Some(column) && is_written.get(nth + 1) == Some(&true)
            })
    };
    let kept: Vec<bool> =
        columns.iter().enumerate().map(|(nth, column)| keeps(*column, nth)).collect();
    if kept.contains(&false) {
        let mut kept = kept.iter().copied().cycle();
        columns.retain(|_| kept.next() == Some(true));
        for row in &mut rows {
            row.retain(|_| kept.next() == Some(true));
        }
    }
    let header = columns.iter().map(|column| column.header().to_owned()).collect();
    let english = columns.iter().enumerate().filter(|(_, column)| column.translated().is_some());
    let columns = english.map(|(nth, _)| (nth, HiddenReason::Hidden)).collect();
    Sheet {
        name: name.to_owned(),
        rows: std::iter::once(header).chain(rows).collect(),
        hidden: HiddenParts { columns, ..HiddenParts::default() },
        ..Sheet::default()
    }
}

fn programme_row(catalog: &Catalog, field: ProgrammeField) -> Vec<String> {
    let [zh, en] = programme_value(&catalog.programme(), field);
    vec![field.label().to_owned(), zh, en]
}

/// Returns the value of a field in Chinese and English, either of which may be empty.
pub(crate) fn programme_value(programme: &Programme, field: ProgrammeField) -> [String; 2] {
    let bilingual = |text: Text| Lang::ALL.map(|lang| text.exactly(lang).to_owned());
    match field {
        ProgrammeField::Title => bilingual(programme.title),
        ProgrammeField::Locality => bilingual(programme.locality),
        ProgrammeField::Year if programme.year == 0 => Default::default(),
        ProgrammeField::Year => [programme.year.to_string(), String::new()],
        ProgrammeField::Published => [programme.published.to_owned(), String::new()],
        ProgrammeField::Source => bilingual(programme.source),
        ProgrammeField::Note => bilingual(programme.note),
    }
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

/// Returns the words for the origin of a domain that are written to a spreadsheet.
#[must_use]
pub(crate) fn origin_word(origin: Origin) -> &'static str {
    match origin {
        Origin::Announced => "公告 announcement",
        Origin::Catalogue => "本清单 catalogue",
    }
}

fn project_row(project: &Project, domain: &str) -> Vec<String> {
    let lines =
        |texts: Texts, lang| join_lines(texts.iter().map(|text| text.exactly(lang).to_owned()));
    let day = |day: Option<Day>| day.map(|day| day.to_string()).unwrap_or_default();
    let details = project.details();
    let cell = |column: Column| match column {
        _ if column.is_optional() => detail_cell(project, &details, column),
        Column::No => project.no.0.to_string(),
        Column::Domain => domain.to_owned(),
        Column::Title(lang) => project.title.exactly(lang).to_owned(),
        Column::Text(field, lang) => project.text(field).exactly(lang).to_owned(),
        Column::Targets(lang) => {
            join_lines(project.targets.iter().map(|target| target_text::write(&target, lang)))
        }
        Column::List(field, lang) => lines(project.list(field), lang),
        Column::Start => day(project.progress_record().start),
        Column::End => day(project.progress_record().end),
        _ => String::new(),
    };
    // Not collected: a row would grow to twice the size it needs.
    let mut row = Vec::with_capacity(Table::Projects.columns().count());
    row.extend(Table::Projects.columns().map(cell));
    row
}

/// Returns the cell of a column that is written only where a project has something in it.
fn detail_cell(project: &Project, details: &Details, column: Column) -> String {
    match column {
        Column::List(field, lang) => {
            join_lines(project.list(field).iter().map(|text| text.exactly(lang).to_owned()))
        }
        Column::Contact(field, lang) => details.contact(field).exactly(lang).to_owned(),
        Column::Investment(field) => details
            .investment(field)
            .map(|money| format!("{} {}", money.amount.value(), money.unit))
            .unwrap_or_default(),
        Column::Notes(lang) => join_lines(details.notes.iter().map(|note| note_line(note, lang))),
        _ => String::new(),
    }
}

/// Returns a note with its label as a line of a cell; empty if it is not in `lang`.
fn note_line(note: LabelledText, lang: Lang) -> String {
    let [label, text] = [note.label, note.text].map(|text| text.exactly(lang));
    match (label, text) {
        ("", "") => String::new(),
        _ => format!("{label}{}{text}", lang.strings().colon),
    }
}

/// Returns the rows of the updates of a project, followed by those of its targets.
fn update_rows(project: &Project) -> Vec<Vec<String>> {
    let record = project.progress_record();
    let mut rows: Vec<_> = record
        .updates
        .iter()
        .map(|update| update_row(project, "", &update, percent_text))
        .collect();
    let targets = project.targets.iter().zip(target_cells(project.targets));
    for ((target, name), updates) in targets.zip(record.targets.iter()) {
        let done = |done| report_text::write(done, &target);
        rows.extend(updates.iter().map(|update| update_row(project, &name, &update, done)));
    }
    rows
}

/// Returns the row of an update; `target` is the cell text of the target that it is about, empty if
/// it is about the whole project, and `done` writes the amount.
fn update_row(
    project: &Project,
    target: &str,
    update: &Update,
    done: impl Fn(Amount) -> String,
) -> Vec<String> {
    let cell = |column| match column {
        Column::No => project.no.0.to_string(),
        Column::Target => target.to_owned(),
        Column::Date => update.date.to_string(),
        Column::Done => update.done.map(&done).unwrap_or_default(),
        Column::Note(lang) => update.note.exactly(lang).to_owned(),
        _ => String::new(),
    };
    Table::Updates.columns().map(cell).collect()
}

/// Writes a percentage with its sign: a bare number in a spreadsheet may mean either, 0.4 or 40.
fn percent_text(done: Amount) -> String {
    format!("{}%", done.value())
}

/// Returns the cell text for each target: its name if no other target of the project has it, else
/// its position, `#2`.
fn target_cells(targets: Targets) -> Vec<String> {
    let counts = count_names(targets.iter().map(|target| target.what));
    let cell = |(nth, target): (usize, Target)| {
        let what = target.what.get(Lang::Zh);
        let is_unique = counts.get(what) == Some(&1) && !what.starts_with('#');
        if is_unique { what.to_owned() } else { format!("#{}", nth + 1) }
    };
    targets.iter().enumerate().map(cell).collect()
}

/// Returns the number of things that have each of `names` in either language.
fn count_names<'a>(names: impl Iterator<Item = Text<'a>>) -> HashMap<&'a str, usize> {
    let mut counts = HashMap::new();
    for text in names {
        let [zh, en] = Lang::ALL.map(|lang| text.exactly(lang));
        *counts.entry(zh).or_default() += 1;
        if en != zh {
            *counts.entry(en).or_default() += 1;
        }
    }
    counts
}

/// Joins the lines of a cell. Those without text stay, also at the end, so that the cells of both
/// languages have as many; but a cell without any text is empty.
fn join_lines(lines: impl Iterator<Item = String>) -> String {
    let text = lines.collect::<Vec<_>>().join("\n");
    if text.bytes().all(|byte| byte == b'\n') { String::new() } else { text }
}

/// Returns the cell text for each domain: its Chinese name if no other domain has it as a name
/// or an id, else its id.
fn domain_cells(catalog: &Catalog) -> Vec<String> {
    let counts = count_names(catalog.domains().map(|(_, domain)| domain.name));
    let ids: HashSet<&str> = catalog.domains().map(|(_, domain)| domain.id).collect();
    let cell = |domain: Domain| {
        let name = domain.name.exactly(Lang::Zh);
        let is_other_id = name != domain.id && ids.contains(name);
        let is_unique = !name.is_empty() && counts.get(name) == Some(&1) && !is_other_id;
        if is_unique { name.to_owned() } else { domain.id.to_owned() }
    };
    catalog.domains().map(|(_, domain)| cell(domain)).collect()
}
