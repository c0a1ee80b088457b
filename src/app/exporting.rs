//! The export menu: the chosen projects, or all in the list, as a table to take along.

use super::choosing::chosen_projects;
use super::overlay::Overlay;
use super::{Action, COPY_MAX, Effect, ExportFile, Model, Notice};
use crate::page::{ListFormat, ProjectTable};
use crate::query::SORT_MAX;

/// Returns the number of projects that an export is about: the chosen ones, or else all in the
/// list.
pub(crate) fn export_len(model: &Model) -> usize {
    if model.chosen.is_empty() { model.visible_len() } else { model.chosen.len() }
}

/// Returns the table that an export writes, with at most `len_max` projects.
pub(crate) fn export_table(model: &Model, len_max: usize) -> ProjectTable<'_> {
    let mut projects = if model.chosen.is_empty() {
        model.visible_from(0).take(len_max).collect()
    } else {
        chosen_projects(model)
    };
    projects.truncate(len_max);
    ProjectTable {
        catalog: model.catalog(),
        projects,
        criteria: model.data.progress.criteria,
        lang: model.prefs.lang,
    }
}

/// Opens the export menu, unless there is nothing or too much to export.
pub(crate) fn open_export_menu(model: &mut Model) {
    match export_len(model) {
        0 => {}
        len if len > SORT_MAX => model.notice = Some(Notice::TooManyToExport(len)),
        _ => model.overlay = Overlay::Export(0),
    }
}

/// Handles an action of the export menu.
pub(crate) fn export_action(model: &mut Model, action: Action) -> Vec<Effect> {
    let Some(format) = model.overlay.export_format() else { return Vec::new() };
    match (action, action.motion()) {
        (_, Some(motion)) => {
            if let Overlay::Export(row) = &mut model.overlay {
                let len = ListFormat::ALL.len();
                *row = motion.apply(*row, len - 1, len);
            }
        }
        (Action::Save, _) => return save(model, format),
        _ => {}
    }
    Vec::new()
}

/// Copies the export in the selected format.
pub(crate) fn copy_export(model: &mut Model) -> Vec<Effect> {
    let Some(format) = model.overlay.export_format() else { return Vec::new() };
    let len = export_len(model);
    match format.text(&export_table(model, len)) {
        None => model.notice = Some(Notice::OnlyAsFile),
        Some(text) if text.len() > COPY_MAX => model.notice = Some(Notice::TooLong(text.len())),
        Some(text) => {
            model.notice = Some(Notice::CopiedMany(len));
            return vec![Effect::Copy(text)];
        }
    }
    Vec::new()
}

/// Returns the effect that writes the export into a file.
fn save(model: &mut Model, format: ListFormat) -> Vec<Effect> {
    match format.bytes(&export_table(model, export_len(model))) {
        Ok(bytes) => {
            let (stem, extension) = ("minsheng-list", format.extension());
            vec![Effect::SaveFile(ExportFile { stem, extension, bytes })]
        }
        Err(diagnostic) => {
            let text = diagnostic.text("minsheng-list.xlsx", model.prefs.lang);
            model.notice = Some(Notice::NotSaved(text));
            Vec::new()
        }
    }
}
