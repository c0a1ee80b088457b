//! The order of the list, and the menu that chooses it.

use super::jump_keys::push_jump;
use super::overlay::Overlay;
use super::{Action, Model, Notice, SortState};
use crate::query::{ListOrder, SortKey};

/// Opens the sort menu with the current order selected.
pub(crate) fn open_sort_menu(model: &mut Model) {
    let key = model.prefs.order.key;
    let row = SortKey::ALL.iter().position(|other| *other == key).unwrap_or_default();
    model.overlay = Overlay::Sort(row);
}

/// Handles an action of the sort menu.
pub(crate) fn sort_action(model: &mut Model, action: Action) {
    let Overlay::Sort(row) = &mut model.overlay else { return };
    let len = SortKey::ALL.len();
    if let Some(motion) = action.motion() {
        *row = motion.apply(*row, len - 1, len);
    } else if matches!(action, Action::Sort | Action::Open)
        && let Some(key) = SortKey::ALL.get(*row)
    {
        model.overlay.close();
        set_order(model, model.prefs.order.choose(*key));
    }
}

/// Sorts the list and selects its first project, which the user asked for; says so if the list
/// cannot be sorted.
pub(crate) fn set_order(model: &mut Model, order: ListOrder) {
    push_jump(model);
    model.prefs.order = order;
    model.show_results(None);
    model.select(0);
    model.notice = match model.search.results.sort_state(order.key) {
        SortState::NoValues => Some(Notice::NothingToSortBy(order.key)),
        SortState::TooLong(len) => Some(Notice::TooLongToSort(len)),
        SortState::AsFound | SortState::Sorted => None,
    };
}
