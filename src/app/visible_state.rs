//! Snapshots of the screen, by which the model sees if an input had a visible effect.

use super::detail::{detail_len, detail_offset};
use super::overlay::Overlay;
use super::{Layer, List, Model, Pane, Preferences, Scope, SearchBox, Settings};
use crate::model::ProgrammeIx;

/// A snapshot of everything on the screen that an input can change, except the notice.
#[derive(Debug, PartialEq)]
pub(crate) struct VisibleState {
    layer: Layer,
    prefs: Preferences,
    focus: Pane,
    zoomed: bool,
    scope: Scope,
    /// The list of domains and the programme that is expanded in it, if they are visible.
    domains: Option<(List, Option<ProgrammeIx>)>,
    projects: Option<List>,
    /// The selected row of the list and the first visible line, if the detail page is visible.
    detail: Option<(usize, usize)>,
    search: SearchBox,
    number_input: String,
    overlay: Overlay,
}

/// Takes a snapshot of the screen.
pub(crate) fn visible_state(model: &Model, settings: &Settings) -> VisibleState {
    let areas = model.areas();
    let is_visible = |pane| areas.is_some_and(|areas| areas.pane(pane).is_some());
    let detail = (is_visible(Pane::Detail) || model.overlay.shows_project()).then(|| {
        // A page scrolled past its end is shown at its end.
        let offset = if model.nav.detail_scroll == 0 {
            0
        } else {
            detail_offset(model, detail_len(model, settings))
        };
        (model.nav.projects.selected(), offset)
    });
    VisibleState {
        layer: model.layer(),
        prefs: model.prefs.clone(),
        focus: model.nav.focus,
        zoomed: model.nav.zoomed,
        scope: model.scope(),
        domains: is_visible(Pane::Domains)
            .then(|| (model.nav.domains(), model.nav.sidebar.expanded())),
        projects: Some(model.nav.projects).filter(|_| is_visible(Pane::Projects)),
        detail,
        search: model.search.input.clone(),
        number_input: model.number_input.clone(),
        overlay: model.overlay.clone(),
    }
}
