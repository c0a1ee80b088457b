//! The changes since the version of the data before: the rows that carry a mark until they are seen,
//! and the page that lists the changes figure by figure.

use ratatui::layout::{Rect, Size};

use super::data_changes::{DataChanges, compare};
use super::jump_keys::push_jump;
use super::menu::Menu;
use super::overlay::Overlay;
use super::{Action, DataStatus, Effect, Layer, List, Model, Motion, Notice, Profile, Reload};
use crate::lang::fill;
use crate::model::Catalog;
use crate::page::{HelpRow, HelpSection};

/// Maximum size of a catalog, in projects, that is compared: in a larger one the next key would
/// have to wait.
const COMPARED_MAX: usize = 5_000;

/// Compares the catalog shown with the one `before`, and marks the projects that have changed.
/// Visitors of a kiosk have not seen the version before, and of a part of it the rest is no news.
pub(crate) fn note_changes(model: &mut Model, before: &Reload) {
    let is_part = matches!(
        before.status,
        DataStatus::Loading(_) | DataStatus::Stopped | DataStatus::PartlyInvalid { .. }
    );
    let before = &before.catalog;
    let earlier = std::mem::take(&mut model.data.changes.unseen);
    let after = model.data.catalog();
    let is_small = before.len().max(after.len()) <= COMPARED_MAX;
    if model.start.profile != Profile::Desk || is_part || !is_small {
        return;
    }
    let changes = compare(before, after);
    let ids = changes.iter().filter_map(|changes| changes.id.clone());
    let unseen = earlier.into_iter().chain(ids).filter(|id| after.by_id(id).is_some());
    let unseen = unseen.collect();
    model.data.changes = DataChanges { all: Some(changes), unseen };
}

/// Shows the changes from `last_good`, the version on disk before the one shown; `None` if there is
/// none.
pub(crate) fn compare_with_last_good(model: &mut Model, last_good: Option<&Catalog>) {
    if let Some(before) = last_good.filter(|before| before.len() <= COMPARED_MAX)
        && model.catalog().len() <= COMPARED_MAX
        && model.data.changes.all.is_none()
    {
        model.data.changes.all = Some(compare(before, model.data.catalog()));
    }
}

/// Forgets that the selected project has changed: it has been on the screen.
pub(crate) fn note_seen(model: &mut Model) {
    if !model.data.changes.unseen.is_empty()
        && model.layer() == Layer::Board
        && let Some(id) = model.selected_id()
    {
        model.data.changes.unseen.remove(&id);
    }
}

/// Opens the page of what has changed. If nothing has since the board was opened, the version that
/// was kept on disk is asked for.
pub(crate) fn open_changes(model: &mut Model) -> Vec<Effect> {
    push_jump(model);
    model.overlay = Overlay::Changes(List::default());
    if model.data.changes.all.is_some() { Vec::new() } else { vec![Effect::ReadLastGood] }
}

/// Returns the cells of the rows below the heading.
#[must_use]
pub fn changes_area(body: Rect) -> Rect {
    Rect { y: body.y + 1, height: body.height.saturating_sub(1), ..body }
}

/// Returns the rows of the page, if it is open.
#[must_use]
pub fn changes_page(model: &Model) -> Option<Menu> {
    let Overlay::Changes(list) = model.overlay.root() else { return None };
    let lang = model.prefs.lang as usize;
    let shown = |texts: &[String; 2]| model.with_placeholders(&texts[lang]).into_owned();
    let sections = model.data.changes.all.iter().flatten().map(|changes| {
        let row = |line| HelpRow {
            keys: String::new(),
            description: shown(line),
            highlighted: Vec::new(),
        };
        HelpSection {
            title: shown(&changes.heading),
            rows: changes.lines.iter().map(row).collect(),
        }
    });
    let area = model.areas().map(|areas| changes_area(areas.body)).unwrap_or_default();
    // One column: the changes of a figure are read from left to right.
    let size = Size { width: area.width, height: area.height };
    Some(Menu::in_one_column(&sections.collect::<Vec<_>>(), list.selected(), size))
}

/// Returns the text at the right end of the page's heading, or in place of the page if it is empty.
#[must_use]
pub fn changes_text(model: &Model) -> String {
    let s = model.prefs.lang.strings();
    match &model.data.changes.all {
        None => s.changes_unknown.to_owned(),
        Some(all) if all.is_empty() => s.diff_none.to_owned(),
        Some(all) => {
            let projects = all.iter().filter(|changes| changes.id.is_some()).count();
            fill(s.changes_count, &[&projects.to_string()])
        }
    }
}

/// Moves the selection.
pub(crate) fn move_in_changes(model: &mut Model, motion: Motion) {
    let len = model.data.changes.all.iter().flatten().map(|changes| changes.lines.len()).sum();
    let height = model.areas().map_or(1, |areas| usize::from(changes_area(areas.body).height));
    if let Overlay::Changes(list) = &mut model.overlay {
        list.move_by(motion, len, height);
    }
}

/// Performs an action on the page.
pub(crate) fn changes_action(model: &mut Model, action: Action) {
    if let Some(motion) = action.motion() {
        move_in_changes(model, motion);
    } else if action == Action::Open {
        open_selected(model);
    }
}

/// Selects a row, and opens its project if it was selected.
pub(crate) fn click_change(model: &mut Model, row: usize) {
    let Overlay::Changes(list) = &mut model.overlay else { return };
    if list.selected() == row {
        open_selected(model);
    } else {
        *list = list.with_selected(row);
    }
}

/// Opens the project of the selected row.
fn open_selected(model: &mut Model) {
    let Overlay::Changes(list) = model.overlay else { return };
    let all = model.data.changes.all.iter().flatten();
    let rows = all.flat_map(|changes| changes.lines.iter().map(|_| changes.id.clone()));
    let id = rows.skip(list.selected()).map(Some).next().flatten().flatten();
    match id.and_then(|id| model.catalog().by_id(&id)) {
        Some(project) => {
            push_jump(model);
            model.overlay = Overlay::None;
            model.open_project(project);
            model.nav.focus_list();
        }
        None => model.notice = Some(Notice::NothingToOpen),
    }
}
