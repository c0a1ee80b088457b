//! `minsheng diff`: the changes from one data file to another.

use std::path::Path;

use serde_json::{Value, json};

use super::{CommandOutput, CommandResult, NOT_FOUND, OK, check_limits, diagnostic_lines, unknown};
use crate::data::{self, Change, ChangeKind, Subject, diff};
use crate::diagnostics::Column;
use crate::exchange::ImportOptions;
use crate::lang::{Lang, fill};
use crate::model::Catalog;
use crate::page::escape_markdown;
use crate::storage::MemoryNeed;

pub(crate) fn run(old: &Path, new: &Path, format: &str, lang: Lang) -> CommandResult {
    let names = [old, new];
    let (old, new) = (read(old, lang)?, read(new, lang)?);
    // Unknown fields are not compared; the user must know.
    let catalogs = names.into_iter().zip([&old, &new]);
    let err = catalogs
        .flat_map(|(name, catalog)| unknown::warnings(catalog, &[name.to_owned()], lang))
        .collect();
    let need = if format == "json" { MemoryNeed::TO_JSON } else { MemoryNeed::TEXT };
    for catalog in [&old, &new] {
        check_limits(need, catalog, lang)?;
    }
    let changes = diff(&old, &new);
    let out = match format {
        "json" => {
            format!("{:#}\n", changes.iter().map(|change| to_json(change, lang)).collect::<Value>())
        }
        "md" => markdown(&changes, &old, &new, lang),
        _ if changes.is_empty() => format!("{}\n", lang.strings().diff_none),
        _ => changes.iter().map(|change| change.text(lang) + "\n").collect(),
    };
    Ok(CommandOutput {
        out,
        err,
        code: if changes.is_empty() { OK } else { NOT_FOUND },
        ..CommandOutput::default()
    })
}

/// Reads the programme from a data file of any format, or returns all diagnostics of the file.
fn read(file: &Path, lang: Lang) -> CommandResult<Catalog> {
    let result = data::read(file, &ImportOptions::default(), &mut |_, _| {});
    let name = file.to_string_lossy();
    let errors = || CommandOutput::errors(diagnostic_lines(&result.diagnostics, &name, lang));
    result.catalog.ok_or_else(errors)
}

/// Formats the changes as Markdown for a changelog: a heading for each project or other subject,
/// its changes below.
fn markdown(changes: &[Change], old: &Catalog, new: &Catalog, lang: Lang) -> String {
    let s = lang.strings();
    let mut out =
        format!("# {}\n", escape_markdown(&fill(s.diff_title, &[new.programme().title.get(lang)])));
    if changes.is_empty() {
        out.push_str(&format!("\n{}\n", s.diff_none));
    }
    let mut last_subject = None;
    for change in changes {
        if last_subject != Some(&change.subject) {
            last_subject = Some(&change.subject);
            let title = match change.subject {
                Subject::Project(no) => {
                    let title = |catalog: &Catalog| {
                        catalog.by_no(no).map(|at| catalog.project(at).title.get(lang).to_owned())
                    };
                    title(new).or_else(|| title(old)).unwrap_or_default()
                }
                _ => String::new(),
            };
            let heading = format!("{} {title}", change.subject.text(lang));
            out.push_str(&format!("\n## {}\n\n", escape_markdown(heading.trim_end())));
        }
        out.push_str(&format!("- {}\n", escape_markdown(&change.kind.text(lang))));
    }
    out
}

/// Returns a change as JSON. Scripts rely on the names and the order of the fields.
fn to_json(change: &Change, lang: Lang) -> Value {
    let nth = usize::from(lang == Lang::En);
    let mut value = match &change.subject {
        Subject::Programme => json!({ "programme": true }),
        Subject::Domain { id, .. } => json!({ "domain": id }),
        Subject::Project(no) => json!({ "project": no.0 }),
    };
    value["change"] = change.kind.code().into();
    let fields = match &change.kind {
        ChangeKind::Added(name) | ChangeKind::Removed(name) => vec![("title", name[nth].clone())],
        ChangeKind::Changed { label, old, new, .. } => {
            vec![("field", (*label).to_owned()), ("old", old.clone()), ("new", new.clone())]
        }
        ChangeKind::DomainChanged([old, new], _) => {
            let field = Column::Domain.header().to_owned();
            vec![("field", field), ("old", old.clone()), ("new", new.clone())]
        }
        ChangeKind::ItemAdded(label, item) | ChangeKind::ItemRemoved(label, item) => {
            vec![("field", (*label).to_owned()), ("item", item[nth].clone())]
        }
        ChangeKind::AmountChanged(what, old, new) => {
            vec![("what", what[nth].clone()), ("old", old[nth].clone()), ("new", new[nth].clone())]
        }
    };
    for (name, text) in fields {
        value[name] = text.into();
    }
    value["text"] = change.text(lang).into();
    value
}
