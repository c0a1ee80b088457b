//! Projects as JSON. Scripts rely on the names and the order of the fields.

use serde::Serializer;
use serde_json::{Map, Value, json};

use super::PrintContext;
use crate::diagnostics::{Column, ContactField, InvestmentField, ListField, TextField};
use crate::exchange::{json_number, money_value};
use crate::format::{CONTACT, INTERNAL, INVESTMENT, NOTES};
use crate::lang::Lang;
use crate::model::{
    Amount, Catalog, Day, DomainIx, Origin, ProgressSummary, Project, Status, Target, Update,
};
use crate::query::{Hit, MatchMode, Query, Tier};

/// Returns a list of `values` as indented JSON. They are written one at a time: all of them would
/// take up to twenty times the memory of their text.
pub(crate) fn pretty_list(values: impl IntoIterator<Item = Value>) -> String {
    let mut out = Vec::new();
    // Writing to memory does not fail.
    let _ = serde_json::Serializer::pretty(&mut out).collect_seq(values);
    out.push(b'\n');
    String::from_utf8(out).unwrap_or_default()
}

/// Returns everything about a project except its progress: its texts in `lang`, and under
/// `translations` those in the other language.
pub(crate) fn project(catalog: &Catalog, project: &Project, lang: Lang) -> Value {
    let is_ours = catalog.domain(project.domain).origin == Origin::Catalogue;
    let mut value = brief(catalog, project, lang);
    value["domain_sorted_by"] = if is_ours { "catalogue" } else { "announcement" }.into();
    for field in TextField::ALL {
        value[field.name()] = project.text(field).get(lang).into();
    }
    value["figures"] = project.targets.iter().map(|target| figure(&target, lang)).collect();
    for (name, texts) in lists(project, lang) {
        value[name] = texts;
    }
    add_details(&mut value, project, lang);
    value["programme"] = programme(catalog, project, lang);
    value["lang"] = lang.tag().into();
    let other = lang.other();
    value["translations"] = json!({ other.tag(): translation(catalog, project, other) });
    value
}

/// Returns the programme of a project, with its label if there are several programmes.
fn programme(catalog: &Catalog, project: &Project, lang: Lang) -> Value {
    let programme = catalog.programme_for(project.domain);
    let mut value = json!({
        "title": programme.title.get(lang),
        "locality": programme.locality.get(lang),
        "year": programme.year,
        "published": programme.published,
        "source": programme.source.get(lang),
        "note": programme.note.get(lang),
    });
    if catalog.has_several_programmes() {
        value["label"] = programme_label(catalog, project.domain, lang);
    }
    value
}

/// Returns the label of the programme of a domain.
pub(crate) fn programme_label(catalog: &Catalog, domain: DomainIx, lang: Lang) -> Value {
    catalog.label(catalog.programme_ix_of(domain)).get(lang).into()
}

/// Returns the short form of a project, for lists.
pub(crate) fn brief(catalog: &Catalog, project: &Project, lang: Lang) -> Value {
    let domain = catalog.domain(project.domain);
    let mut value = json!({
        "no": project.no.0,
        "title": project.title.get(lang),
        "domain": domain.id,
        "domain_name": domain.name.get(lang),
    });
    if catalog.has_several_programmes() {
        value["programme"] = programme(catalog, project, lang);
    }
    value
}

/// Adds the progress of a project and its planned days, if there is any of them. Before the first
/// report of its programme it has no status.
pub(crate) fn add_progress(value: &mut Value, context: PrintContext, project: &Project) {
    let PrintContext { catalog, criteria, .. } = context;
    let found = catalog.progress(project, criteria);
    let record = project.progress_record();
    if found.is_some() || record.start.is_some() || record.end.is_some() {
        let progress = found.unwrap_or_default();
        let day = |day: Option<Day>| day.map(|day| day.to_string());
        let is_behind = progress.status == Status::Behind;
        value["progress"] = json!({
            "status": found.map(|progress| progress.status.name()),
            "percent": progress.percent().map(percent_value),
            "behind": if is_behind { progress.points_behind() } else { 0 },
            "start": day(record.start),
            "end": day(record.end),
            "last_report": day(progress.last),
            "days_ago": progress.age,
            "stale": progress.is_stale,
        });
    }
}

/// Adds the reports on a project and then those on its targets, each in the order of the file;
/// nothing if there are none.
pub(crate) fn add_updates(value: &mut Value, project: &Project, lang: Lang) {
    let record = project.progress_record();
    let report = |target: Option<&str>, update: &Update| {
        json!({
            "target": target,
            "on": update.date.to_string(),
            "done": update.done.map(json_number),
            "note": update.note.get(lang),
        })
    };
    let mut reports: Vec<Value> =
        record.updates.iter().map(|update| report(None, &update)).collect();
    for (target, updates) in record.zip_targets(project.targets) {
        reports.extend(updates.iter().map(|update| report(Some(target.what.get(lang)), &update)));
    }
    if !reports.is_empty() {
        value["reports"] = reports.into();
    }
}

/// Adds the number of targets and reports that were left out because this program does not know
/// something in them; nothing if there are none.
pub(crate) fn add_left_out(value: &mut Value, catalog: &Catalog, project: &Project) {
    if let count @ 1.. = catalog.left_out_of(project) {
        value["left_out"] = count.into();
    }
}

/// Returns the number of projects by status, and the rates in percent.
pub(crate) fn summary(summary: &ProgressSummary) -> Value {
    let count = |status: Status| (status.name().to_owned(), summary.count(status).into());
    let counts: Map<String, Value> = summary.statuses().map(count).collect();
    json!({
        "projects": summary.len(),
        "status": counts,
        "stale": summary.stale,
        "done_rate": summary.done_rate().map(percent_value),
        "begun_rate": summary.begun_rate().map(percent_value),
        "mean": summary.mean().map(percent_value),
    })
}

/// Returns a percentage as a JSON number, without a fraction if it is whole.
fn percent_value(percent: f64) -> Value {
    Amount::new(percent).map(json_number).into()
}

/// Returns the match of a hit: its field, which of several texts in it (`nth`), the language, the
/// positions (character indices) in the text, and the tier.
pub(crate) fn hit(catalog: &Catalog, query: &Query, hit: Hit, mode: MatchMode) -> Option<Value> {
    let location = query.locate(catalog, hit.project, mode)?;
    Some(json!({
        "field": location.field.name(),
        "positions": location.positions,
        "lang": location.lang.tag(),
        "nth": location.nth,
        "text": location.text(catalog, &catalog.project(hit.project)),
        "tier": hit.tier.map(Tier::name),
    }))
}

/// Returns the texts of a project in `lang`, null where it has none.
fn translation(catalog: &Catalog, project: &Project, lang: Lang) -> Value {
    let mut value = json!({
        "title": project.title.exactly(lang),
        "domain_name": catalog.domain(project.domain).name.exactly(lang),
    });
    for field in TextField::ALL {
        value[field.name()] = project.text(field).exactly(lang).into();
    }
    let figures = project.targets.iter().map(
        |target| json!({ "what": target.what.exactly(lang), "unit": target.unit.exactly(lang) }),
    );
    value["figures"] = figures.collect();
    for (name, texts) in lists(project, lang) {
        value[name] = texts;
    }
    value
}

/// Returns the lists of texts of a project, each with its name. Those of offices are left out if
/// they are empty.
fn lists(project: &Project, lang: Lang) -> impl Iterator<Item = (&'static str, Value)> {
    let project = *project;
    let is_written = move |field: &ListField| {
        !Column::List(*field, lang).is_optional() || !project.list(*field).is_empty()
    };
    ListField::ALL.into_iter().filter(is_written).map(move |field| {
        (field.name(), project.list(field).iter().map(|text| text.get(lang)).collect())
    })
}

/// Adds contact, investment and notes of a project, each only if there is any.
fn add_details(value: &mut Value, project: &Project, lang: Lang) {
    let details = project.details();
    for field in ContactField::ALL {
        let text = details.contact(field);
        if text.is_empty() {
            continue;
        }
        let group = &mut value[CONTACT];
        let group = if field.is_internal() { &mut group[INTERNAL] } else { group };
        group[field.name()] = text.get(lang).into();
    }
    for field in InvestmentField::ALL {
        if let Some(money) = details.investment(field) {
            value[INVESTMENT][field.name()] = money_value(&money);
        }
    }
    if !details.notes.is_empty() {
        let notes = details.notes.iter();
        let notes =
            notes.map(|note| json!({ "label": note.label.get(lang), "text": note.text.get(lang) }));
        value[NOTES] = notes.collect();
    }
}

/// Returns the key figure of a project as in the list `figures`; null if it has none.
pub(crate) fn key_figure(project: &Project, lang: Lang) -> Value {
    project.headline().map(|target| figure(&target, lang)).into()
}

/// Returns a target with its figure.
fn figure(target: &Target, lang: Lang) -> Value {
    let mut value = json!({
        "what": target.what.get(lang),
        "qualifier": target.figure.qualifier().name(),
        "amount": json_number(target.figure.amount()),
    });
    if let Some(max) = target.figure.max() {
        value["max"] = json_number(max);
    }
    value["unit"] = target.unit.get(lang).into();
    value
}
