//! Choosing projects in the list, and what a copy or an export is about then.

use super::{Model, Notice};
use crate::model::Project;
use crate::query::{Hit, SORT_MAX};

/// Returns the projects that a copy or a QR code is about, in the order of the list: the chosen
/// ones, or else the selected one.
pub(crate) fn copied_projects(model: &Model) -> Vec<Project<'_>> {
    if model.chosen.is_empty() {
        return model.selected().into_iter().collect();
    }
    chosen_projects(model)
}

/// Returns the chosen projects, in the order of the list.
pub(super) fn chosen_projects(model: &Model) -> Vec<Project<'_>> {
    let mut hits: Vec<Hit> = model.chosen.projects().map(Hit::unranked).collect();
    if hits.len() <= SORT_MAX {
        let by = model.prefs.order_by(model.data.progress.criteria);
        by.sort_hits(model.catalog(), &mut hits);
    }
    hits.iter().map(|hit| model.catalog().project(hit.project)).collect()
}

/// Chooses the selected project, or no longer. The first time a notice says which key turns the
/// page, as this one does in many programs.
pub(crate) fn choose(model: &mut Model) {
    let Some(project) = model.selected_ix() else { return };
    if model.chosen.toggle(project) {
        model.notice = Some(Notice::Chosen);
    }
}

/// Chooses nothing any longer, and says how much that was.
pub(crate) fn clear_chosen(model: &mut Model) {
    model.notice = Some(Notice::ChosenCleared(model.chosen.clear()));
}
