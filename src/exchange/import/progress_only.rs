//! Imports a file that has only progress, about the projects of another file.

use std::collections::HashSet;

use super::Importer;
use super::cell_text::year_in;
use super::layout::Layout;
use crate::diagnostics::{FileErrorKind, LeftOutRow, Note};
use crate::model::{Catalog, NewProject, ProgrammeHeader, ProjectBatch};

impl Importer<'_> {
    /// Imports reports about the projects of the programme that they are merged into, if the tables
    /// have no projects. Returns its projects with these reports and no others.
    pub(super) fn progress_of_base(&mut self, rows: &Layout) -> Option<Catalog> {
        if !rows.projects.is_empty() || rows.updates.is_empty() {
            return None;
        }
        let base = self.base()?.clone();
        self.cells.has_only_progress = true;
        let header = ProgrammeHeader::from_catalog(&base);
        self.set_year(&header);
        self.note_title(rows, header.year);
        self.read_progress_days(rows);
        let mut updates = self.updates(rows, &self.project_numbers(rows));
        let (mut numbers, mut batch) = (HashSet::new(), ProjectBatch::default());
        for (_, project) in base.projects() {
            numbers.insert(project.no.0);
            let mut project = NewProject::from_project(&project);
            project.updates.clear();
            project.targets.iter_mut().for_each(|target| target.updates.clear());
            self.report_cells.start_project();
            if let Some(reports) = updates.remove(&project.no.0) {
                self.attach_updates(None, &mut project, reports);
            }
            batch.push(&project);
        }
        self.reject_unknown_projects(updates, |no| numbers.contains(&no));
        self.note_progress_columns();
        self.note_unread_cells();
        self.close_account(rows);
        let mut catalog = Catalog::new(header);
        catalog.append(&batch);
        catalog.sort();
        Some(catalog)
    }

    /// Notes the title above the table, which is not that of the programme.
    fn note_title(&mut self, rows: &Layout, year: u16) {
        let Some((row, title)) = &rows.title else { return };
        let location = self.first_cell(*row);
        if year_in(title).is_some_and(|other| year > 0 && other != year) {
            self.error(location, FileErrorKind::OtherList(title.clone()));
            return;
        }
        let line = row.index + 1;
        let (kind, title) = (LeftOutRow::AboveTable, title.clone());
        self.note(location, Note::LeftOutRows(kind, title, line, line));
    }
}
