//! Imports the updates of projects.

use std::collections::HashMap;

use super::Importer;
use super::cell_map::RowRef;
use super::cell_text::{clean_line, parse_integer};
use super::layout::{Layout, ProjectRows};
use super::project_numbers::ProjectNumbers;
use crate::diagnostics::{CellList, Column, FileErrorKind, Location, Note, suggestions};
use crate::exchange::labels::label_key;
use crate::exchange::report_text::Report;
use crate::lang::Lang;
use crate::model::{NewProject, NewTarget, NewUpdate, ProjectNo};

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
    by_name: HashMap<String, Vec<usize>>,
    /// By their names in one spelling.
    by_key: HashMap<String, Vec<usize>>,
}

/// The updates of a project.
#[derive(Default)]
pub(crate) struct ProjectUpdates {
    /// Those in rows of their own.
    updates: Vec<UpdateRow>,
    /// The rows with a column for each update, and the names of their targets.
    wide_rows: Vec<(RowRef, String)>,
}

/// The updates, by the numbers of their projects.
pub(crate) type UpdateRows = HashMap<u32, ProjectUpdates>;

impl Importer<'_> {
    /// Imports the updates of all projects, which have these numbers.
    pub(super) fn updates(&mut self, rows: &Layout, numbers: &ProjectNumbers) -> UpdateRows {
        let mut updates = UpdateRows::new();
        for row in rows.updates.iter().copied() {
            if rows.dayless.contains(&row.header) {
                self.account.mark_row_told(row, None);
                continue;
            }
            let Some(no) = self.number_of_update(row, numbers) else {
                self.account.mark_row_read(row);
                continue;
            };
            let target = clean_line(self.cell(row, Column::Target));
            if self.column_index(row, Column::Date).is_none() {
                updates.entry(no).or_default().wide_rows.push((row, target));
            } else if let Some(update) = self.update(row, target) {
                updates.entry(no).or_default().updates.push(update);
            }
        }
        for header in &rows.dayless {
            if let Some(row) = rows.header_rows.get(*header).copied() {
                let is_update = rows.updates.iter().any(|row| row.header == *header);
                if is_update {
                    self.error(self.first_cell(row), FileErrorKind::ProgressWithoutDay);
                }
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
        let is_of_target = !target.is_empty();
        let text = self.done_with_unit(row, text, is_of_target);
        let text = text.map_err(|kind| self.error_at(row, Column::Done, kind)).ok()?;
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

    /// Adds updates to the project in `rows`, if it has any in the tables, or the targets that they
    /// are about.
    pub(super) fn attach_updates(
        &mut self,
        rows: Option<ProjectRows>,
        project: &mut NewProject<'static>,
        updates: ProjectUpdates,
    ) {
        for (row, target) in updates.wide_rows {
            self.attach_wide_row(row, &target, project);
        }
        if updates.updates.is_empty() {
            return;
        }
        let lookup = TargetLookup::new(&project.targets);
        let has_faulty_target = rows.is_some_and(|rows| self.has_faulty_target(rows));
        for UpdateRow { row, target: name, update, report } in updates.updates {
            self.check_title(row, project);
            if name.is_empty() {
                self.record_update(row, column_of(&update), project.no, None, &update);
                project.updates.push(update);
                continue;
            }
            // Without the target that has an error, the positions of the others are not known.
            if has_faulty_target && (position(&name).is_some() || lookup.find(&name).0.is_empty()) {
                continue;
            }
            let report = report.as_ref();
            let nth = self.target_in(row, &name, &project.targets, &lookup, report);
            let no = project.no;
            if let Some(target) = nth.and_then(|nth| project.targets.get_mut(nth)) {
                self.attach_update(row, no, target, update, report);
            }
        }
    }

    /// Returns the position of the target called `name`; if there is none or more than one, records
    /// an error.
    pub(super) fn target_called(
        &mut self,
        row: RowRef,
        name: &str,
        targets: &[NewTarget<'static>],
    ) -> Option<usize> {
        self.target_in(row, name, targets, &TargetLookup::new(targets), None)
    }

    /// Returns the position of the target called `name`, by its name and the unit of the report; if
    /// there is none or more than one, records an error.
    fn target_in(
        &mut self,
        row: RowRef,
        name: &str,
        targets: &[NewTarget<'static>],
        lookup: &TargetLookup,
        report: Option<&Report>,
    ) -> Option<usize> {
        let (found, is_exact) = match position(name) {
            Some(nth) => (vec![nth], true),
            None => lookup.find(name),
        };
        let found = with_unit(found, targets, report);
        if found.len() > 1 {
            let positions: Vec<String> = found.iter().map(|nth| format!("#{}", nth + 1)).collect();
            let kind = FileErrorKind::SameTargets(name.to_owned(), positions.join(" / "));
            self.error_at(row, Column::Target, kind);
            return None;
        }
        let nth = found.first().copied();
        if let Some((nth, target)) = nth.and_then(|nth| Some((nth, targets.get(nth)?))) {
            if !is_exact {
                let known = target.what.as_text().get(Lang::Zh).into();
                let note = Note::SameLabel(name.into(), known, CellList::default());
                self.note_cell(row, Column::Target, note);
            }
            return Some(nth);
        }
        let known = targets.iter().map(|target| target.what.as_text().get(Lang::Zh));
        let known = if self.lists_errors() { suggestions(name, known) } else { Vec::new() };
        self.error_at(row, Column::Target, FileErrorKind::UnknownTarget(name.into(), known));
        None
    }

    /// Returns true if there is an error at a target of the project in `rows`.
    fn has_faulty_target(&self, rows: ProjectRows) -> bool {
        if self.error_places.is_empty() {
            return false;
        }
        let [zh, en] = Lang::ALL.map(Column::Targets);
        let columns = [zh, en, Column::Unit, Column::TargetName];
        let places: Vec<Location> = rows
            .rows()
            .flat_map(|row| columns.map(|column| (row, column)))
            .filter(|(row, column)| self.column_index(*row, *column).is_some())
            .map(|(row, column)| self.cells.location(Some(row), column))
            .collect();
        self.error_places.iter().any(|place| places.contains(place))
    }

    /// Adds an update, whose amount is in `report`, to the target of project `no` that it is about.
    fn attach_update(
        &mut self,
        row: RowRef,
        no: ProjectNo,
        target: &mut NewTarget<'static>,
        mut update: NewUpdate<'static>,
        report: Option<&Report>,
    ) {
        match report.map(|report| report.amount_of(target)) {
            None => {}
            Some(Err(kind)) => return self.error_at(row, Column::Done, kind),
            Some(Ok((amount, meaning))) => {
                let text = clean_line(self.cell(row, Column::Done));
                self.note_meaning(row, Column::Done, &text, meaning);
                update.done = Some(amount);
            }
        }
        self.record_update(row, column_of(&update), no, Some(target), &update);
        target.updates.push(update);
    }

    /// Records an error for each of the `updates` about a number that no project has, by `is_known`.
    pub(crate) fn reject_unknown_projects(
        &mut self,
        updates: UpdateRows,
        is_known: impl Fn(u32) -> bool,
    ) {
        let mut unknown: Vec<(u32, ProjectUpdates)> =
            updates.into_iter().filter(|(no, _)| !is_known(*no)).collect();
        unknown.sort_by_key(|(no, _)| *no);
        for (no, updates) in unknown {
            let rows = updates.updates.iter().map(|update| update.row);
            for row in rows.chain(updates.wide_rows.iter().map(|(row, _)| *row)) {
                self.error_at(row, Column::No, FileErrorKind::UnknownProject(no.to_string()));
            }
        }
    }
}

/// Returns the column that says most about an update.
fn column_of(update: &NewUpdate) -> Column {
    if update.done.is_some() { Column::Done } else { Column::Note(Lang::Zh) }
}

/// Returns the position that `name` is: 1 of #2.
fn position(name: &str) -> Option<usize> {
    let nth = parse_integer(name.strip_prefix('#')?)?;
    usize::try_from(nth).ok()?.checked_sub(1)
}

impl TargetLookup {
    /// Creates the index of `targets`.
    fn new(targets: &[NewTarget]) -> Self {
        let mut lookup = Self { by_name: HashMap::new(), by_key: HashMap::new() };
        for (nth, target) in targets.iter().enumerate() {
            for lang in Lang::ALL {
                let name = target.what.as_text().exactly(lang);
                let by_name = lookup.by_name.entry(name.to_owned()).or_default();
                for found in [by_name, lookup.by_key.entry(label_key(name)).or_default()] {
                    if found.last() != Some(&nth) {
                        found.push(nth);
                    }
                }
            }
        }
        lookup
    }

    /// Returns the positions of the targets with the name `name`, and true if it is their own, false
    /// if it is so only in one spelling.
    fn find(&self, name: &str) -> (Vec<usize>, bool) {
        self.by_name.get(name).map_or_else(
            || (self.by_key.get(&label_key(name)).cloned().unwrap_or_default(), false),
            |found| (found.clone(), true),
        )
    }
}

/// Returns the only one of the targets at the positions `found` that has the unit of `report`; all
/// of them if there is none or more than one.
fn with_unit(found: Vec<usize>, targets: &[NewTarget], report: Option<&Report>) -> Vec<usize> {
    let has_unit = |nth: &&usize| {
        report.zip(targets.get(**nth)).is_some_and(|(report, target)| report.has_unit_of(target))
    };
    let mut same = found.iter().filter(has_unit);
    match (same.next(), same.next()) {
        (Some(only), None) => vec![*only],
        _ => found,
    }
}
