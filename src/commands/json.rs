//! Projects as JSON. Names and order of the fields are a promise to whoever reads it with a program.

use serde_json::{Map, Value, json};

use crate::catalog::{Catalog, Origin, Project, Target, Texts, json_number};
use crate::lang::Lang;
use crate::search::{Hit, Index, Manner, Query, Tier};

/// Everything that the catalogue says of a project: its texts in `lang`, and under `translations` in the other language.
pub(super) fn project(catalog: &Catalog, project: &Project, lang: Lang) -> Value {
    let domain = catalog.domain(project.domain);
    let programme = catalog.programme();
    let mut value = brief(catalog, project, lang);
    if let Value::Object(fields) = &mut value {
        fields.extend(entries(json!({
            "domain_sorted_by": if domain.origin == Origin::Catalogue { "catalogue" } else { "announcement" },
            "summary": project.summary.get(lang),
            "figures": project.targets.iter().map(|target| figure(&target, lang)).collect::<Vec<_>>(),
            "places": texts(project.places, lang),
            "partners": texts(project.partners, lang),
            "facts": texts(project.facts, lang),
            "programme": {
                "title": programme.title.get(lang),
                "locality": programme.locality.get(lang),
                "year": programme.year,
                "published": programme.published,
                "source": programme.source.get(lang),
                "note": programme.note.get(lang),
            },
            "lang": lang.tag(),
            "translations": { lang.other().tag(): translation(catalog, project, lang.other()) },
        })));
    }
    value
}

/// A project as one of many.
pub(super) fn brief(catalog: &Catalog, project: &Project, lang: Lang) -> Value {
    let domain = catalog.domain(project.domain);
    json!({
        "no": project.no.0,
        "title": project.title.get(lang),
        "domain": domain.id,
        "domain_name": domain.name.get(lang),
    })
}

/// Where a query matched: the field, which of several, in which language, and the positions (character indices) in its text.
pub(super) fn hit(catalog: &Catalog, query: &Query, hit: Hit, manner: Manner) -> Option<Value> {
    let place = Index::place(catalog, query, hit.project, manner)?;
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
