//! Writes a [`Catalog`] as RON text.

use std::fmt::Write;

use super::fmt::{format_items, format_ron};
use crate::diagnostics::{ListField, TextField};
use crate::lang::Lang;
use crate::model::{Amount, Catalog, Figure, Origin, Project, Qualifier, Target, Text, Updates};

/// An empty list of projects, into which the projects are inserted.
const NO_PROJECTS: &str = "projects: []";

/// Returns `catalog` as the text of a RON file, formatted.
#[must_use]
pub fn to_ron(catalog: &Catalog) -> String {
    let programme = catalog.programme();
    let mut out = String::from("(");
    write_field(&mut out, "title", programme.title);
    write_field(&mut out, "locality", programme.locality);
    if programme.year > 0 {
        let _ = write!(out, "year: {},", programme.year);
    }
    if !programme.published.is_empty() {
        let _ = write!(out, "published: {},", quote(programme.published));
    }
    write_field(&mut out, "source", programme.source);
    write_field(&mut out, "note", programme.note);
    out.push_str("domains: [");
    for (_, domain) in catalog.domains() {
        let _ = write!(out, "(id: {}, name: {}", quote(domain.id), text_literal(domain.name));
        if domain.origin == Origin::Catalogue {
            out.push_str(", origin: catalogue");
        }
        out.push_str("),");
    }
    out.push_str("], projects: [])");
    let mut out = format_ron(&out);
    let list = out.rfind(NO_PROJECTS);
    debug_assert!(list.is_some(), "the empty list is formatted in another way");
    let Some(list) = list.filter(|_| !catalog.is_empty()) else { return out };
    let after = out.split_off(list + NO_PROJECTS.len() - 1);
    out.push('\n');
    // One project at a time: the parsed items of a whole large file would take twenty times its
    // memory.
    for (_, project) in catalog.projects() {
        let mut text = String::new();
        write_project(&mut text, catalog, &project);
        format_items(&text, 2, &mut out);
    }
    out.push_str("    ");
    out + &after
}

fn write_project(out: &mut String, catalog: &Catalog, project: &Project) {
    let _ =
        write!(out, "(no: {}, domain: {},", project.no.0, quote(catalog.domain(project.domain).id));
    write_field(out, "title", project.title);
    for field in TextField::ALL {
        write_field(out, field.name(), project.text(field));
    }
    if !project.targets.is_empty() {
        out.push_str("targets: [");
        for (target, updates) in project.progress_record().zip_targets(project.targets) {
            write_target(out, &target, updates);
        }
        out.push_str("],");
    }
    for field in ListField::ALL {
        let texts: Vec<String> = project.list(field).iter().map(text_literal).collect();
        if !texts.is_empty() {
            let _ = write!(out, "{}: [{}],", field.name(), texts.join(","));
        }
    }
    for (name, day) in
        [("start", project.progress_record().start), ("end", project.progress_record().end)]
    {
        if let Some(day) = day {
            let _ = write!(out, "{name}: \"{day}\",");
        }
    }
    write_updates(out, "percent", project.progress_record().updates);
    out.push_str("),");
}

/// Writes a list of updates, whose numbers are in the field `amount`.
fn write_updates(out: &mut String, amount: &str, updates: Updates) {
    if updates.is_empty() {
        return;
    }
    out.push_str("updates: [");
    for update in updates.iter() {
        let _ = write!(out, "(on: \"{}\",", update.date);
        if let Some(done) = update.done {
            let _ = write!(out, "{amount}: {},", done.value());
        }
        write_field(out, "note", update.note);
        out.push_str("),");
    }
    out.push_str("],");
}

fn write_target(out: &mut String, target: &Target, updates: Updates) {
    let number = |amount: Amount| amount.value().to_string();
    let _ = write!(out, "(what: {},", text_literal(target.what));
    if target.figure.qualifier() != Qualifier::Exact {
        let _ = write!(out, "qualifier: {},", target.figure.qualifier().name());
    }
    let _ = write!(out, "amount: {},", number(target.figure.amount()));
    if let Figure::Range(_, max) = target.figure {
        let _ = write!(out, "max: {},", number(max));
    }
    write_field(out, "unit", target.unit);
    write_updates(out, "done", updates);
    out.push_str("),");
}

fn write_field(out: &mut String, name: &str, value: Text) {
    if !value.is_empty() {
        let _ = write!(out, "{name}: {},", text_literal(value));
    }
}

/// Returns a text as `(zh: "…", en: "…")`, without a language that is missing.
fn text_literal(text: Text) -> String {
    let langs = Lang::ALL.into_iter().filter(|lang| !text.exactly(*lang).is_empty());
    let fields: Vec<String> =
        langs.map(|lang| format!("{}: {}", lang.tag(), quote(text.exactly(lang)))).collect();
    format!("({})", fields.join(", "))
}

fn quote(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::builtin::builtin;

    #[test]
    fn what_is_written_project_by_project_is_in_the_house_style_as_a_whole() {
        let progress = include_str!("../../../tests/examples/invented-progress.ron");
        for catalog in [builtin(), crate::format::parse::parse(progress).unwrap()] {
            let text = to_ron(&catalog);
            assert_eq!(text, format_ron(&text));
            assert_eq!(crate::format::parse::parse(&text), Ok(catalog));
        }
    }
}
