//! The programme that a table is merged into, for what the table leaves open.

use super::Importer;
use super::cell_map::RowRef;
use crate::diagnostics::Column;
use crate::lang::Lang;
use crate::model::{Catalog, NewProject, Project, ProjectNo};

impl Importer<'_> {
    /// Returns the programme that the table is merged into, if there is one.
    pub(crate) fn base(&self) -> Option<&Catalog> {
        self.options.base.as_ref().map(|base| &base.0)
    }

    /// Returns the project with the number in a row in that programme.
    pub(super) fn base_project(&self, row: RowRef) -> Option<Project<'_>> {
        let base = self.base()?;
        Some(base.project(base.by_no(ProjectNo(self.number_in(row)?))?))
    }

    /// Adds the targets that the project has there, without their updates, if the table has no
    /// column for targets: the table of updates may name them.
    pub(crate) fn add_base_targets(&self, row: RowRef, project: &mut NewProject<'static>) {
        let has_column =
            Lang::ALL.iter().any(|lang| self.column_index(row, Column::Targets(*lang)).is_some());
        let Some(base) = self.base().filter(|_| !has_column && project.targets.is_empty()) else {
            return;
        };
        let Some(at) = base.by_no(project.no) else { return };
        let mut targets = NewProject::from_project(&base.project(at)).targets;
        for target in &mut targets {
            target.updates.clear();
        }
        project.targets = targets;
    }
}
