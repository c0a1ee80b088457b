//! Writes a [`Catalog`] as RON text.

use std::fmt::{Display, Write};

use super::fmt::{INDENT, WIDTH, format_ron};
use crate::diagnostics::{ContactField, InvestmentField, ListField, TextField};
use crate::format::detail_fields::{CONTACT, INTERNAL, INVESTMENT, NOTES};
use crate::lang::Lang;
use crate::model::{
    Catalog, Day, Details, Figure, Origin, Project, ProjectNo, Qualifier, Target, Text, Updates,
};
use crate::text::{cells, clean};

/// An empty list of projects, into which the projects are inserted.
const NO_PROJECTS: &str = "projects: []";

/// Returns the comment on the target of a project, by the project's number and the position of the
/// target, if it has one.
pub(crate) type TargetComments<'a> = &'a dyn Fn(ProjectNo, usize) -> Option<String>;

/// Returns `catalog` as the text of a RON file, formatted.
#[must_use]
pub fn to_ron(catalog: &Catalog) -> String {
    to_commented_ron(catalog, &|_, _| None)
}

/// Returns `catalog` as [`to_ron`] does, with a line of comment above each target that has one.
#[must_use]
pub(crate) fn to_commented_ron(catalog: &Catalog, comments: TargetComments) -> String {
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
    for (_, project) in catalog.projects() {
        let indent = 2 * INDENT;
        push_spaces(&mut out, indent);
        write_group(&mut out, indent, indent, true, |fields| {
            write_project(fields, catalog, &project, comments);
        });
        out.push_str(",\n");
    }
    out.push_str("    ");
    out + &after
}

/// Writer of the fields of a group, in the layout of [`format_ron`]: formatting the text afterwards
/// would mean to parse all of it again.
struct FieldWriter<'a> {
    out: &'a mut String,
    /// Indentation of the fields, each on a line of its own; `None` if all are on one line.
    indent: Option<usize>,
    /// True if a field has been written.
    has_fields: bool,
}

impl FieldWriter<'_> {
    /// Writes the name of a field. Returns the column at which its value begins.
    fn start(&mut self, name: &str) -> usize {
        match self.indent {
            Some(indent) => push_spaces(self.out, indent),
            None if self.has_fields => self.out.push_str(", "),
            None => {}
        }
        self.has_fields = true;
        self.out.push_str(name);
        self.out.push_str(": ");
        self.indent.unwrap_or_default() + name.len() + 2
    }

    fn end(&mut self) {
        self.out.push_str(if self.indent.is_some() { ",\n" } else { "" });
    }

    fn word(&mut self, name: &str, word: impl Display) {
        self.start(name);
        let _ = write!(self.out, "{word}");
        self.end();
    }

    fn quoted(&mut self, name: &str, text: &str) {
        self.start(name);
        push_quoted(self.out, text);
        self.end();
    }

    fn day(&mut self, name: &str, day: Option<Day>) {
        if let Some(day) = day {
            self.word(name, format_args!("\"{day}\""));
        }
    }

    /// Writes a text unless it is empty.
    fn optional_text(&mut self, name: &str, text: Text) {
        if !text.is_empty() {
            self.text(name, text);
        }
    }

    fn text(&mut self, name: &str, text: Text) {
        let column = self.start(name);
        match self.indent {
            Some(indent) => write_text(self.out, text, column, indent),
            None => write_line(self.out, |fields| write_langs(fields, text)),
        }
        self.end();
    }

    /// Writes the fields that `write_fields` writes in brackets.
    fn group(&mut self, name: &str, write_fields: impl Fn(&mut FieldWriter)) {
        let column = self.start(name);
        match self.indent {
            Some(indent) => write_group(self.out, column, indent, false, write_fields),
            None => write_line(self.out, write_fields),
        }
        self.end();
    }

    /// Writes a list unless it is empty. `write_item` is called with the indentation of the item.
    fn list<T>(
        &mut self,
        name: &str,
        items: impl ExactSizeIterator<Item = T>,
        write_item: impl Fn(&mut String, T, usize),
    ) {
        if items.len() == 0 {
            return;
        }
        debug_assert!(self.indent.is_some(), "a list is never on one line");
        self.start(name);
        self.out.push_str("[\n");
        let indent = self.indent.unwrap_or_default();
        for item in items {
            push_spaces(self.out, indent + INDENT);
            write_item(self.out, item, indent + INDENT);
            self.out.push_str(",\n");
        }
        push_spaces(self.out, indent);
        self.out.push(']');
        self.end();
    }
}

/// Writes the fields that `write_fields` writes in brackets: on the line that is indented by
/// `indent` and written up to `column`, or if they do not fit there, or with `expanded`, each on a
/// line of its own.
fn write_group(
    out: &mut String,
    column: usize,
    indent: usize,
    expanded: bool,
    write_fields: impl Fn(&mut FieldWriter),
) {
    if !expanded {
        let start = out.len();
        write_line(out, &write_fields);
        if fits_line(out.get(start..).unwrap_or_default(), column) {
            return;
        }
        out.truncate(start);
    }
    out.push_str("(\n");
    write_fields(&mut FieldWriter { out, indent: Some(indent + INDENT), has_fields: false });
    push_spaces(out, indent);
    out.push(')');
}

/// Writes fields in brackets on one line.
fn write_line(out: &mut String, write_fields: impl Fn(&mut FieldWriter)) {
    out.push('(');
    write_fields(&mut FieldWriter { out, indent: None, has_fields: false });
    out.push(')');
}

/// Returns true if `group` fits on a line after `column`.
fn fits_line(group: &str, column: usize) -> bool {
    let max = WIDTH.saturating_sub(column);
    // No text takes more cells than bytes.
    !group.contains('\n') && (group.len() < max || cells(group) < max)
}

fn write_project(
    fields: &mut FieldWriter,
    catalog: &Catalog,
    project: &Project,
    comments: TargetComments,
) {
    let record = project.progress_record();
    fields.word("no", project.no.0);
    fields.quoted("domain", catalog.domain(project.domain).id);
    fields.optional_text("title", project.title);
    for field in TextField::ALL {
        fields.optional_text(field.name(), project.text(field));
    }
    let targets = record.zip_targets(project.targets).enumerate();
    fields.list("targets", targets, |out, (nth, (target, updates)), indent| {
        if let Some(comment) = comments(project.no, nth) {
            let _ = writeln!(out, "// {}", clean(&comment));
            push_spaces(out, indent);
        }
        write_group(out, indent, indent, !updates.is_empty(), |fields| {
            write_target(fields, &target, updates);
        });
    });
    for field in ListField::ALL {
        fields.list(field.name(), project.list(field).iter(), |out, text, indent| {
            write_text(out, text, indent, indent);
        });
    }
    write_details(fields, &project.details());
    fields.day("start", record.start);
    fields.day("end", record.end);
    write_updates(fields, "percent", record.updates);
}

fn write_details(fields: &mut FieldWriter, details: &Details) {
    let internal = |text: &&ContactField| text.is_internal();
    let has = |field: &ContactField| !details.contact(*field).is_empty();
    let contact: Vec<ContactField> = ContactField::ALL.into_iter().filter(has).collect();
    if !contact.is_empty() {
        fields.group(CONTACT, |fields| {
            for field in contact.iter().filter(|field| !internal(field)) {
                fields.text(field.name(), details.contact(*field));
            }
            if contact.iter().any(|field| field.is_internal()) {
                fields.group(INTERNAL, |fields| {
                    for field in contact.iter().filter(internal) {
                        fields.text(field.name(), details.contact(*field));
                    }
                });
            }
        });
    }
    let amounts = InvestmentField::ALL.map(|field| (field, details.investment(field)));
    if amounts.iter().any(|(_, money)| money.is_some()) {
        fields.group(INVESTMENT, |fields| {
            for (field, money) in amounts {
                if let Some(money) = money {
                    fields.group(field.name(), |fields| {
                        fields.word("amount", money.amount.value());
                        fields.quoted("unit", money.unit);
                    });
                }
            }
        });
    }
    fields.list(NOTES, details.notes.iter(), |out, note, indent| {
        write_group(out, indent, indent, false, |fields| {
            fields.text("label", note.label);
            fields.text("text", note.text);
        });
    });
}

/// Writes a list of updates, whose numbers are in the field `amount`.
fn write_updates(fields: &mut FieldWriter, amount: &str, updates: Updates) {
    fields.list("updates", updates.iter(), |out, update, indent| {
        write_group(out, indent, indent, false, |fields| {
            fields.day("on", Some(update.date));
            if let Some(done) = update.done {
                fields.word(amount, done.value());
            }
            fields.optional_text("note", update.note);
        });
    });
}

fn write_target(fields: &mut FieldWriter, target: &Target, updates: Updates) {
    fields.text("what", target.what);
    if target.figure.qualifier() != Qualifier::Exact {
        fields.word("qualifier", target.figure.qualifier().name());
    }
    fields.word("amount", target.figure.amount().value());
    if let Figure::Range(_, max) = target.figure {
        fields.word("max", max.value());
    }
    fields.optional_text("unit", target.unit);
    write_updates(fields, "done", updates);
}

/// Writes a text in brackets, after `column` of a line that is indented by `indent`.
fn write_text(out: &mut String, text: Text, column: usize, indent: usize) {
    write_group(out, column, indent, false, |fields| write_langs(fields, text));
}

/// Writes the languages of a text, without one that is missing.
fn write_langs(fields: &mut FieldWriter, text: Text) {
    for lang in Lang::ALL {
        let text = text.exactly(lang);
        if !text.is_empty() {
            fields.quoted(lang.tag(), text);
        }
    }
}

/// Writes a text in quotes.
fn push_quoted(out: &mut String, text: &str) {
    out.push('"');
    if text.contains(['"', '\\']) {
        out.push_str(&text.replace('\\', "\\\\").replace('"', "\\\""));
    } else {
        out.push_str(text);
    }
    out.push('"');
}

fn push_spaces(out: &mut String, count: usize) {
    out.extend(std::iter::repeat_n(' ', count));
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
    let mut out = String::new();
    push_quoted(&mut out, text);
    out
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

    #[test]
    fn groups_of_any_width_are_in_the_house_style() {
        let pattern = r#"(title: "t", domains: [(id: "a", name: T)], projects: [(
            no: 1, domain: "a", title: (zh: "t", en: T), places: [T, (en: T)], end: "2026-12-31",
            targets: [
                (what: T, qualifier: range, amount: 1.5, max: 2, unit: "户"),
                (what: "w", amount: 1, updates: [(on: "2026-01-01", done: 1, note: T)]),
            ],
            updates: [(on: "2026-01-01", percent: 1, note: (zh: T, en: T))],
        )])"#;
        for width in 0..140 {
            let text = format!(r#""a\\\"{}""#, "停".repeat(width / 2) + &"x".repeat(width % 2));
            let catalog = crate::format::parse::parse(&pattern.replace('T', &text)).unwrap();
            let text = to_ron(&catalog);
            assert_eq!(text, format_ron(&text));
            assert_eq!(crate::format::parse::parse(&text), Ok(catalog));
        }
    }
}
