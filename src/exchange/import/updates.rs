//! Imports the updates of projects.

use std::collections::HashMap;

use super::Importer;
use super::cell_map::RowRef;
use super::cell_text::{clean_line, owned_text, parse_integer};
use super::layout::{Layout, ProjectRows};
use super::progress_cell::{CellReport, ProgressCell};
use super::project_numbers::ProjectNumbers;
use super::report_cells::SameDayReport;
use crate::diagnostics::{
    CellList, Column, FileErrorKind, Location, Note, ProgressMeasure, suggestions,
};
use crate::exchange::labels::label_key;
use crate::exchange::report_text::{Report, is_words};
use crate::lang::Lang;
use crate::model::{Amount, NewProject, NewTarget, NewUpdate, OwnedText};

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
        let text = clean_line(self.cell(row, Column::Done));
        let mut note = self.text(row, Column::Note);
        if text.is_empty() && note.as_text().is_empty() {
            self.leave_empty_report(row);
            return None;
        }
        if clean_line(self.cell(row, Column::Date)).is_empty() {
            self.empty_cell(row, Column::Date);
        }
        let date = self.day(row, Column::Date);
        if text.is_empty() || is_words(&text) {
            if !text.is_empty() {
                let read = Note::ReportText(text.as_str().into(), CellList::default());
                self.note_cell(row, Column::Done, read);
                note = with_words(text, &note);
            }
            let update = NewUpdate { date: date?, done: None, note };
            return Some(UpdateRow { row, target, update, report: None });
        }
        let is_of_target = !target.is_empty();
        let text = self.done_with_unit(row, text, is_of_target);
        let text = text.map_err(|kind| self.error_at(row, Column::Done, kind)).ok()?;
        let bad_percent =
            |kind| if is_of_target { kind } else { FileErrorKind::BadPercent(text.clone()) };
        let report = Report::read(&text).map_err(bad_percent);
        let report = report.map_err(|kind| self.error_at(row, Column::Done, kind)).ok()?;
        let update = NewUpdate { date: date?, done: None, note };
        Some(UpdateRow { row, target, update, report: Some(report) })
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
                self.attach_unnamed(row, project, update, report.as_ref());
                continue;
            }
            // Without the target that has an error, the positions of the others are not known.
            if has_faulty_target && (position(&name).is_some() || lookup.find(&name).0.is_empty()) {
                continue;
            }
            let report = report.as_ref();
            let nth = self.target_in(row, &name, &project.targets, &lookup, report);
            if let Some(nth) = nth {
                self.attach_update(row, project, nth, update, report);
            }
        }
    }

    /// Adds an update that names no target. Its amount is a percentage of the project as a whole,
    /// or that of the only target with its unit.
    fn attach_unnamed(
        &mut self,
        row: RowRef,
        project: &mut NewProject<'static>,
        mut update: NewUpdate<'static>,
        report: Option<&Report>,
    ) {
        let mut target = None;
        if let Some(report) = report {
            match self.unnamed_amount(row, report, &project.targets) {
                Ok(CellReport::Amount { target: nth, amount, meaning }) => {
                    self.note_meaning(row, Column::Done, report.text(), meaning);
                    (target, update.done) = (nth, Some(amount));
                }
                Ok(CellReport::Text) => {
                    let kind = FileErrorKind::BadPercent(report.text().to_owned());
                    return self.error_at(row, Column::Done, kind);
                }
                Err(kind) => return self.error_at(row, Column::Done, kind),
            }
        }
        if !self.is_new_update(row, target, &update) {
            return;
        }
        let counted = target.and_then(|nth| project.targets.get(nth));
        self.record_update(row, column_of(&update), project.no, counted, &update);
        match target.and_then(|nth| project.targets.get_mut(nth)) {
            Some(target) => target.updates.push(update),
            None => project.updates.push(update),
        }
    }

    /// Reads the amount of a report that names no target.
    ///
    /// # Errors
    /// It may mean two things, or is none that a report can have.
    fn unnamed_amount(
        &self,
        row: RowRef,
        report: &Report,
        targets: &[NewTarget<'static>],
    ) -> Result<CellReport, FileErrorKind> {
        // Our own tables have percentages here, and so has a report with a sign.
        let is_percent = report.is_share() || self.exports.get(row.header) == Some(&true);
        let measure = if is_percent { ProgressMeasure::Share } else { self.measure_of_done(row) };
        let is_unclear = |number: Amount| number.value() < 100.0 && report.percent().is_none();
        if report.bare_number().is_some_and(is_unclear) {
            return Err(FileErrorKind::BadPercent(report.text().to_owned()));
        }
        let cell = ProgressCell { text: report.text(), measure, unit: "", is_of_target: false };
        let targets: Vec<_> =
            if is_percent { Vec::new() } else { targets.iter().enumerate().collect() };
        cell.report(&targets)
    }

    /// Returns the kind of number that the header of a column of reports says.
    fn measure_of_done(&self, row: RowRef) -> ProgressMeasure {
        self.unit_of_header(row, Column::Done)
            .filter(|(_, unit)| unit == "%")
            .map_or(ProgressMeasure::Any, |_| ProgressMeasure::Share)
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

    /// Returns true if the update is no repetition of another one of the same day, and contradicts
    /// none.
    fn is_new_update(&mut self, row: RowRef, target: Option<usize>, update: &NewUpdate) -> bool {
        let Some(amount) = update.done else { return true };
        match self.same_day_report(row, Column::Done, target, update.date, amount) {
            SameDayReport::None => true,
            SameDayReport::Different => false,
            // A note of its own says more.
            SameDayReport::Equal if !update.note.as_text().is_empty() => true,
            SameDayReport::Equal => {
                self.note_repeated_report(row, Column::Done);
                self.report_cells.left_out += 1;
                false
            }
        }
    }

    /// Adds an update, whose amount is in `report`, to the target with the position `nth` that it
    /// is about.
    fn attach_update(
        &mut self,
        row: RowRef,
        project: &mut NewProject<'static>,
        nth: usize,
        mut update: NewUpdate<'static>,
        report: Option<&Report>,
    ) {
        let Some(target) = project.targets.get_mut(nth) else { return };
        let is_export = self.exports.get(row.header) == Some(&true);
        let checked = |report: &Report| {
            let amount = report.amount_of(target)?;
            let part = report.part_of_one(target).filter(|_| !is_export);
            part.map_or(Ok(amount), Err)
        };
        match report.map(checked) {
            None => {}
            Some(Err(kind)) => return self.error_at(row, Column::Done, kind),
            Some(Ok((amount, meaning))) => {
                let text = clean_line(self.cell(row, Column::Done));
                self.note_meaning(row, Column::Done, &text, meaning);
                update.done = Some(amount);
            }
        }
        if self.is_new_update(row, Some(nth), &update) {
            self.record_update(row, column_of(&update), project.no, Some(target), &update);
            target.updates.push(update);
        }
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

/// Returns the words of an amount in front of the note.
fn with_words(words: String, note: &OwnedText) -> OwnedText<'static> {
    let note = note.as_text();
    let zh = note.exactly(Lang::Zh);
    let zh = if zh.is_empty() { words } else { format!("{words}；{zh}") };
    owned_text(zh, note.exactly(Lang::En).to_owned())
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
