//! Imports the updates of projects.

use std::collections::HashMap;

use super::cell_map::RowRef;
use super::cell_text::{clean_line, parse_integer};
use super::layout::Layout;
use super::number::parse_number;
use super::{ERRORS_MAX, Importer};
use crate::diagnostics::{CellOccurrences, Column, FileErrorKind, Note, suggestions};
use crate::exchange::labels::label_key;
use crate::exchange::report_text::Report;
use crate::lang::Lang;
use crate::model::{NewProject, NewTarget, NewUpdate};

/// An update, and the row it stands in.
pub(crate) struct UpdateRow {
    row: RowRef,
    /// The target it is about; empty if it is about the whole project.
    target: String,
    /// The update; the amount done of a target is still in `report`.
    update: NewUpdate<'static>,
    report: Option<Report>,
}

/// The positions of the targets of a project by their names.
struct TargetLookup {
    by_name: HashMap<String, usize>,
    /// By their names in one spelling; `None` if several have the same.
    by_key: HashMap<String, Option<usize>>,
}

/// The updates, by the numbers of their projects.
pub(crate) type UpdateRows = HashMap<u32, Vec<UpdateRow>>;

impl Importer<'_> {
    /// Imports the updates of all projects.
    pub(crate) fn updates(&mut self, rows: &Layout) -> UpdateRows {
        let mut updates = UpdateRows::new();
        for row in rows.updates.iter().copied() {
            let text = clean_line(self.cell(row, Column::No));
            if text.is_empty() {
                self.empty_cell(row, Column::No);
                self.account.mark_row_read(row);
                continue;
            }
            let Some(no) = parse_number(&text) else {
                self.error_at(row, Column::No, FileErrorKind::BadNumber(text));
                self.account.mark_row_read(row);
                continue;
            };
            let target = clean_line(self.cell(row, Column::Target));
            if let Some(update) = self.update(row, target) {
                updates.entry(no).or_default().push(update);
            }
        }
        updates
    }

    /// Imports the update in `row`, which is about the whole project if `target` is empty.
    fn update(&mut self, row: RowRef, target: String) -> Option<UpdateRow> {
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
            let update = NewUpdate { date: date?, done: None, note };
            return Some(UpdateRow { row, target, update, report: None });
        }
        let report = Report::read(&text);
        let report = if target.is_empty() {
            let percent = report.ok().and_then(|report| report.percent());
            percent.map(|percent| (Some(percent), None)).ok_or(FileErrorKind::BadPercent(text))
        } else {
            report.map(|report| (None, Some(report)))
        };
        let (done, report) = report.map_err(|kind| self.error_at(row, Column::Done, kind)).ok()?;
        let update = NewUpdate { date: date?, done, note };
        Some(UpdateRow { row, target, update, report })
    }

    /// Adds updates to the project or the targets that they are about.
    pub(crate) fn attach_updates(
        &mut self,
        project: &mut NewProject<'static>,
        updates: Vec<UpdateRow>,
    ) {
        if updates.is_empty() {
            return;
        }
        let lookup = TargetLookup::new(&project.targets);
        for UpdateRow { row, target: name, update, report } in updates {
            self.check_title(row, project);
            if name.is_empty() {
                project.updates.push(update);
                continue;
            }
            let nth = name.strip_prefix('#').and_then(parse_integer);
            let nth = nth.and_then(|nth| usize::try_from(nth).ok()?.checked_sub(1));
            let exact = nth.or_else(|| lookup.by_name.get(&name).copied());
            let alike = || lookup.by_key.get(&label_key(&name)).copied().flatten();
            let nth = exact.or_else(alike);
            if let Some(target) = nth.and_then(|nth| project.targets.get_mut(nth)) {
                if exact.is_none() {
                    let known = target.what.as_text().get(Lang::Zh).into();
                    let note = Note::SameLabel(name.into(), known, CellOccurrences::default());
                    self.note_cell(row, Column::Target, note);
                }
                self.attach_update(row, target, update, report.as_ref());
            } else if self.errors < ERRORS_MAX {
                let known =
                    project.targets.iter().map(|target| target.what.as_text().get(Lang::Zh));
                let known = suggestions(&name, known);
                self.error_at(row, Column::Target, FileErrorKind::UnknownTarget(name, known));
            }
        }
    }

    /// Adds an update, whose amount is in `report`, to the target that it is about.
    fn attach_update(
        &mut self,
        row: RowRef,
        target: &mut NewTarget<'static>,
        mut update: NewUpdate<'static>,
        report: Option<&Report>,
    ) {
        match report.map(|report| report.amount_of(target)) {
            None => target.updates.push(update),
            Some(Ok((amount, meaning))) => {
                if let Some(meaning) = meaning {
                    let text = clean_line(self.cell(row, Column::Done)).into();
                    let cells = CellOccurrences::default();
                    let note = Note::ReadReport(text, meaning.into(), cells);
                    self.note_cell(row, Column::Done, note);
                }
                update.done = Some(amount);
                target.updates.push(update);
            }
            Some(Err(kind)) => self.error_at(row, Column::Done, kind),
        }
    }

    /// Records an error for each of the `updates` whose project is not in `numbers`, which has the
    /// numbers of all projects.
    pub(crate) fn reject_unknown_projects(
        &mut self,
        updates: UpdateRows,
        numbers: &HashMap<u32, RowRef>,
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

impl TargetLookup {
    /// Creates the index of `targets`.
    fn new(targets: &[NewTarget]) -> Self {
        let mut lookup = Self { by_name: HashMap::new(), by_key: HashMap::new() };
        for (nth, target) in targets.iter().enumerate() {
            for lang in Lang::ALL {
                let name = target.what.as_text().exactly(lang);
                lookup.by_name.entry(name.to_owned()).or_insert(nth);
                let position = lookup.by_key.entry(label_key(name)).or_insert(Some(nth));
                if *position != Some(nth) {
                    *position = None;
                }
            }
        }
        lookup
    }
}
