//! Merges a spreadsheet that has only reports into the programme that they are about.

use super::updates::UpdateColumns;
use super::{Merge, MergedField};
use crate::data::diff::Subject;
use crate::diagnostics::{Column, label_in};
use crate::exchange::CellMap;
use crate::lang::Lang;
use crate::model::{Catalog, NewProject, ProgrammeHeader, ProjectBatch};

impl Merge {
    /// Adds the reports of `new` to the projects of `old`, which has the same projects and targets.
    /// Those of other days stay.
    pub(super) fn from_reports(old: &Catalog, new: &Catalog, cells: &CellMap) -> Self {
        let columns = UpdateColumns::new(cells);
        let mut batch = ProjectBatch::default();
        let mut dropped_english = Vec::new();
        for (_, before) in old.projects() {
            let before = NewProject::from_project(&before);
            let mut project = before.clone();
            if let Some(at) = new.by_no(before.no) {
                let added = NewProject::from_project(&new.project(at));
                project.updates = added.updates;
                let mut is_dropped = columns.complete(&before.updates, &mut project.updates);
                let targets = project.targets.iter_mut().zip(&before.targets).zip(added.targets);
                for ((target, before), added) in targets {
                    target.updates = added.updates;
                    is_dropped |= columns.complete(&before.updates, &mut target.updates);
                }
                if is_dropped {
                    let label = Column::Note(Lang::Zh).header();
                    let names = Lang::ALL.map(|lang| label_in(label, lang).to_owned());
                    let subject = Subject::Project(before.no);
                    dropped_english.push(MergedField { subject, names });
                }
            }
            batch.push(&project);
        }
        let mut catalog = Catalog::new(ProgrammeHeader::from_catalog(old));
        catalog.append(&batch);
        catalog.sort();
        Self { catalog, dropped_english, ..Self::default() }
    }
}
