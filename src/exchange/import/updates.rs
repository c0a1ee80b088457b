//! Imports the updates of projects.

use std::collections::HashMap;

use super::cell_map::RowRef;
use super::cell_text::{clean_line, parse_integer};
use super::{ERRORS_MAX, Importer, TableRows};
use crate::diagnostics::{Column, FileErrorKind, suggestions};
use crate::exchange::target_text;
use crate::format::is_percent;
use crate::lang::Lang;
use crate::model::{Amount, Figure, NewProject, NewUpdate};
use crate::text::to_half_width;

/// An update, and the row it stands in.
pub(crate) struct UpdateRow {
    row: RowRef,
    /// The target it is about; empty if it is about the whole project.
    target: String,
    update: NewUpdate<'static>,
}

/// The updates, by the numbers of their projects.
pub(crate) type UpdateRows = HashMap<u32, Vec<UpdateRow>>;

impl Importer<'_> {
    /// Imports the updates of all projects.
    pub(crate) fn updates(&mut self, rows: &TableRows) -> UpdateRows {
        let mut updates = UpdateRows::new();
        for row in rows.updates.iter().copied() {
            let text = clean_line(self.cell(row, Column::No));
            if text.is_empty() {
                self.empty_cell(row, Column::No);
                self.account.mark_row_read(row);
                continue;
            }
            let Some(no) = parse_integer(text.trim_end_matches(".0")) else {
                self.error_at(row, Column::No, FileErrorKind::BadNumber(text));
                self.account.mark_row_read(row);
                continue;
            };
            let target = clean_line(self.cell(row, Column::Target));
            if let Some(update) = self.update(row, &target) {
                updates.entry(no).or_default().push(UpdateRow { row, target, update });
            }
        }
        updates
    }

    /// Imports the update in `row`, which is about the whole project if `target` is empty.
    fn update(&mut self, row: RowRef, target: &str) -> Option<NewUpdate<'static>> {
        if clean_line(self.cell(row, Column::Date)).is_empty() {
            self.empty_cell(row, Column::Date);
        }
        let date = self.day(row, Column::Date);
        let text = clean_line(self.cell(row, Column::Done));
        let note = self.text(row, Column::Note);
        if text.is_empty() {
            if note.as_text().is_empty() {
                self.error_at(row, Column::Done, FileErrorKind::EmptyUpdate(Column::Done.header()));
            }
            return Some(NewUpdate { date: date?, done: None, note });
        }
        let (done, error): (_, fn(String) -> FileErrorKind) = if target.is_empty() {
            (parse_percent(&text), FileErrorKind::BadPercent)
        } else {
            (parse_amount(&text), FileErrorKind::BadAmount)
        };
        if done.is_none() {
            self.error_at(row, Column::Done, error(text));
        }
        Some(NewUpdate { date: date?, done: Some(done?), note })
    }

    /// Adds updates to the project or the targets that they are about.
    pub(crate) fn attach_updates(&mut self, project: &mut NewProject, updates: Vec<UpdateRow>) {
        let mut indexes: HashMap<String, usize> = HashMap::new();
        for (nth, target) in project.targets.iter().enumerate().filter(|_| !updates.is_empty()) {
            for lang in Lang::ALL {
                indexes.entry(target.what.as_text().exactly(lang).to_owned()).or_insert(nth);
            }
        }
        for UpdateRow { row, target: name, update } in updates {
            if name.is_empty() {
                project.updates.push(update);
                continue;
            }
            let nth = name.strip_prefix('#').and_then(parse_integer);
            let nth = nth.and_then(|nth| usize::try_from(nth).ok()?.checked_sub(1));
            let nth = nth.or_else(|| indexes.get(&name).copied());
            if let Some(target) = nth.and_then(|nth| project.targets.get_mut(nth)) {
                target.updates.push(update);
            } else if self.errors < ERRORS_MAX {
                let known =
                    project.targets.iter().map(|target| target.what.as_text().get(Lang::Zh));
                let known = suggestions(&name, known);
                self.error_at(row, Column::Target, FileErrorKind::UnknownTarget(name, known));
            }
        }
    }

    /// Records an error for each of the `updates` whose project is not in `numbers`, which has the
    /// numbers of all projects.
    pub(crate) fn reject_unknown_projects(
        &mut self,
        updates: UpdateRows,
        numbers: &HashMap<u32, usize>,
    ) {
        let mut unknown: Vec<(u32, Vec<UpdateRow>)> =
            updates.into_iter().filter(|(no, _)| !numbers.contains_key(no)).collect();
        unknown.sort_by_key(|(no, _)| *no);
        for (no, updates) in unknown {
            for UpdateRow { row, .. } in updates {
                self.error_at(row, Column::No, FileErrorKind::UnknownProject(no.to_string()));
            }
        }
    }
}

/// Parses a percentage, `40%` or 40. A cell that shows 40% holds 0.4, which could mean either: a
/// number above 0 and up to 1 therefore needs its sign.
fn parse_percent(text: &str) -> Option<Amount> {
    let plain: String = text.chars().map(to_half_width).filter(|c| !c.is_whitespace()).collect();
    let (digits, has_sign) =
        plain.strip_suffix('%').map_or((plain.as_str(), false), |digits| (digits, true));
    let done = digits.parse().ok().and_then(Amount::new).filter(|done| is_percent(*done))?;
    (has_sign || done.value() == 0.0 || done.value() > 1.0).then_some(done)
}

/// Parses an amount, `240`, in any form that a target allows, including a unit.
fn parse_amount(text: &str) -> Option<Amount> {
    match target_text::read(text).ok()? {
        target_text::TargetLine { what, figure: Figure::Exact(amount), .. } if what.is_empty() => {
            Some(amount)
        }
        _ => None,
    }
}
