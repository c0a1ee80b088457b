//! Snapshots of the screen, by which the model sees if an input had a visible effect.

use super::overlay::ProjectOverlay;
use super::{
    HelpState, Layer, List, Model, Notice, Pane, Scale, Scope, SearchBox, Settings, ThemeName,
};
use crate::lang::Lang;

/// A snapshot of everything on the screen that an input can change.
#[derive(Debug)]
pub(crate) struct VisibleState {
    elements: VisibleElements,
    notice: Option<Notice>,
}

/// Everything on the screen that an input can change, except the notice.
#[derive(Debug, PartialEq)]
struct VisibleElements {
    layer: Layer,
    lang: Lang,
    theme: ThemeName,
    scale: Scale,
    focus: Pane,
    zoomed: bool,
    scope: Scope,
    domains: Option<List>,
    projects: Option<List>,
    detail: Option<VisibleDetail>,
    search: SearchBox,
    number_input: String,
    keypad_page: usize,
    overview: Option<List>,
    overlay: Option<ProjectOverlay>,
    help: Option<HelpState>,
}

/// The visible part of the detail page.
#[derive(Debug, PartialEq)]
struct VisibleDetail {
    /// The selected row of the project list.
    row: usize,
    offset: usize,
}

impl VisibleState {
    /// Returns true if the screen differs in `after`, the snapshot after an input. A notice that
    /// disappears does not count: any key dismisses it.
    pub(crate) fn differs_from(&self, after: &Self) -> bool {
        self.elements != after.elements || after.notice.is_some() && self.notice != after.notice
    }
}

impl Model {
    /// Takes a snapshot of everything on the screen that an input can change.
    pub(crate) fn visible_state(&self, settings: &Settings) -> VisibleState {
        let areas = self.areas();
        let is_visible = |pane| areas.is_some_and(|areas| areas.pane(pane).is_some());
        let detail = (is_visible(Pane::Detail) || self.overlay.is_some()).then(|| {
            // A page scrolled past its end is shown at its end.
            let offset = if self.detail_scroll == 0 {
                0
            } else {
                self.detail_offset(self.detail_len(settings))
            };
            VisibleDetail { row: self.projects.selected(), offset }
        });
        let elements = VisibleElements {
            layer: self.layer(),
            lang: self.lang,
            theme: self.theme,
            scale: self.scale,
            focus: self.focus,
            zoomed: self.zoomed,
            scope: self.scope(),
            domains: Some(self.domains()).filter(|_| is_visible(Pane::Domains)),
            projects: Some(self.projects).filter(|_| is_visible(Pane::Projects)),
            detail,
            search: self.search.clone(),
            number_input: self.number_input.clone(),
            keypad_page: self.keypad_page,
            overview: self.overview,
            overlay: self.overlay,
            help: self.help.clone(),
        };
        VisibleState { elements, notice: self.notice.clone() }
    }
}
