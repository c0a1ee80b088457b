//! Projects as JSON. Names and order of the fields are a promise to whoever reads it with a program.

use serde_json::{Map, Value, json};

use crate::catalog::{
    Catalog, Day, Origin, ProgressCriteria, ProgressSummary, Project, Status, Target, Texts, Update, json_number,
};
use crate::lang::Lang;
use crate::search::{Hit, Index, MatchMode, Query, Tier};

/// Everything that the catalogue says of a project: its texts in `lang`, and under `translations` in the other language.
pub(super) fn project(catalog: &Catalog, project: &Project, lang: Lang) -> Value {
    let domain = catalog.domain(project.domain);
    let mut value = brief(catalog, project, lang);
    if let Value::Object(fields) = &mut value {
        fields.extend(entries(json!({
            "domain_sorted_by": if domain.origin == Origin::Catalogue { "catalogue" } else { "announcement" },
            "summary": project.summary.get(lang),
            "figures": project.targets.iter().map(|target| figure(&target, lang)).collect::<Vec<_>>(),
            "places": texts(project.places, lang),
            "partners": texts(project.partners, lang),
            "facts": texts(project.facts, lang),
            "programme": programme(catalog, project, lang),
            "lang": lang.tag(),
            "translations": { lang.other().tag(): translation(catalog, project, lang.other()) },
        })));
    }
    value
}

/// The programme that a project is in; of several, with what tells it from the others.
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
    if let (Value::Object(fields), true) = (&mut value, catalog.has_several_programmes()) {
        fields.insert("label".into(), catalog.label(catalog.programme_ix_of(project.domain)).get(lang).into());
    }
    value
}

/// A project as one of many.
pub(super) fn brief(catalog: &Catalog, project: &Project, lang: Lang) -> Value {
    let domain = catalog.domain(project.domain);
    let mut value = json!({
        "no": project.no.0,
        "title": project.title.get(lang),
        "domain": domain.id,
        "domain_name": domain.name.get(lang),
    });
    if let (Value::Object(fields), true) = (&mut value, catalog.has_several_programmes()) {
        fields.insert("programme".into(), programme(catalog, project, lang));
    }
    value
}

/// Adds how far a project is, where the catalogue says so of any.
pub(super) fn add_progress(value: &mut Value, catalog: &Catalog, project: &Project, yardstick: ProgressCriteria) {
    if let (Value::Object(fields), true) = (value, catalog.has_progress()) {
        let standing = catalog.progress(project, yardstick);
        let course = project.progress_record();
        let day = |day: Option<Day>| day.map(|day| day.to_string());
        let late = standing.status == Status::Behind;
        fields.insert(
            "progress".into(),
            json!({
                "status": standing.status.name(),
                "percent": standing.percent(),
                "behind": if late { standing.points_behind() } else { 0 },
                "start": day(course.start),
                "end": day(course.end),
                "last_report": day(standing.last),
                "days_ago": standing.age,
                "stale": standing.is_stale,
            }),
        );
    }
}

/// Adds what was reported of a project and of its targets, if anything was, in the order of the file.
pub(super) fn add_updates(value: &mut Value, project: &Project, lang: Lang) {
    let course = project.progress_record();
    let report = |target: Option<&str>, update: &Update| {
        json!({
            "target": target,
            "on": update.date.to_string(),
            "done": update.done.map(json_number),
            "note": update.note.get(lang),
        })
    };
    let of_targets = project.targets.iter().zip(course.targets.iter());
    let of_targets = of_targets.flat_map(|(target, updates)| updates.iter().map(move |update| (target, update)));
    let mut reports: Vec<Value> = course.updates.iter().map(|update| report(None, &update)).collect();
    reports.extend(of_targets.map(|(target, update)| report(Some(target.what.get(lang)), &update)));
    if let (Value::Object(fields), false) = (value, reports.is_empty()) {
        fields.insert("reports".into(), Value::Array(reports));
    }
}

/// Adds how many targets and reports are left out, if any are: they are not understood here.
pub(super) fn put_left_out(value: &mut Value, catalog: &Catalog, project: &Project) {
    if let (Value::Object(fields), count @ 1..) = (value, catalog.left_out_of(project)) {
        fields.insert("left_out".into(), count.into());
    }
}

/// How many projects stand how.
pub(super) fn summary(tally: &ProgressSummary) -> Value {
    let counts = Status::ALL.map(|status| (status.name().to_owned(), tally.count(status).into()));
    let counts: Map<String, Value> = counts.into_iter().collect();
    json!({
        "projects": tally.len(),
        "status": counts,
        "stale": tally.stale,
        "done_rate": tally.done_rate(),
        "begun_rate": tally.begun_rate(),
        "mean": tally.mean(),
    })
}

/// Where a query matched: the field, which of several, in which language, and the positions (character indices) in its text.
pub(super) fn hit(catalog: &Catalog, query: &Query, hit: Hit, manner: MatchMode) -> Option<Value> {
    let place = Index::locate(catalog, query, hit.project, manner)?;
    Some(json!({
        "field": place.field.name(),
        "positions": place.positions,
        "lang": place.lang.tag(),
        "nth": place.nth,
        "text": place.text(catalog, &catalog.project(hit.project)),
        "tier": hit.tier.map(Tier::name),
    }))
}

fn translation(catalog: &Catalog, project: &Project, lang: Lang) -> Value {
    let targets = project.targets.iter();
    json!({
        "title": project.title.exactly(lang),
        "domain_name": catalog.domain(project.domain).name.exactly(lang),
        "summary": project.summary.exactly(lang),
        "figures": targets.map(|target| json!({ "what": target.what.exactly(lang), "unit": target.unit.exactly(lang) })).collect::<Vec<_>>(),
        "places": texts(project.places, lang),
        "partners": texts(project.partners, lang),
        "facts": texts(project.facts, lang),
    })
}

fn figure(target: &Target, lang: Lang) -> Value {
    let mut fields = Map::new();
    fields.insert("what".into(), target.what.get(lang).into());
    fields.insert("qualifier".into(), target.figure.qualifier().name().into());
    fields.insert("amount".into(), json_number(target.figure.amount()));
    if let Some(max) = target.figure.max() {
        fields.insert("max".into(), json_number(max));
    }
    fields.insert("unit".into(), target.unit.get(lang).into());
    Value::Object(fields)
}

fn texts(texts: Texts<'_>, lang: Lang) -> Vec<&str> {
    texts.iter().map(|text| text.get(lang)).collect()
}

fn entries(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(entries) => entries,
        _ => Map::new(),
    }
}
