//! The state of the board. The screen is a function of it and the [`Settings`](super::Settings).

mod data_status;
mod idle;
mod invariants;
mod jumplist;
mod partial_load;
mod progress;
mod reload;
mod scope;
mod search;
mod viewport;

use std::borrow::Cow;
use std::sync::{Arc, OnceLock};

use ratatui::layout::Size;

use super::idle::IdleState;
use super::jumplist::JumpList;
use super::mouse_state::MouseState;
use super::overlay::Overlay;
use super::progress::ProgressSnapshot;
use super::result_list::ResultList;
use super::scope::Sidebar;
use super::{
    DataStatus, Layer, List, Notice, Pane, Preferences, Presence, Profile, Reload, Retired, Scope,
    SearchBox, Start,
};
use crate::index::{Index, SearchResults};
use crate::model::{Catalog, Project, ProjectId, ProjectIx};
use crate::page::Extract;
use crate::query::{MatchMode, Query};

/// The state of the board.
#[derive(Clone, Debug, PartialEq)]
pub struct Model {
    /// The initial state, to which a kiosk returns for the next visitor.
    start: Start,
    /// The presence of a visitor.
    pub(crate) idle: IdleState,
    catalog: Arc<Catalog>,
    /// The index of `catalog`, which may not be built yet.
    index: Arc<OnceLock<Index>>,
    /// The choices of how everything is shown.
    pub preferences: Preferences,
    /// The size of the screen in cells; at most 400x200, never 0x0 after [`Model::new`].
    size: Size,
    /// The pane with the focus.
    pub focus: Pane,
    /// True if the detail page takes the full width; only while it has the focus.
    pub(crate) zoomed: bool,
    pub(crate) sidebar: Sidebar,
    pub(crate) projects: List,
    /// The line of the detail page to show first; may lie past the end (see
    /// [`Model::detail_offset`]).
    pub(crate) detail_scroll: usize,
    /// The search box.
    pub search: SearchBox,
    /// The parsed query.
    query: Query,
    /// The results of the query; while a request is in flight, those of an earlier query.
    results: ResultList,
    /// The id of the latest search request.
    request_id: u64,
    /// True while the response to the latest request is pending; and true until
    /// [`update`](super::update()) has emitted the effect that sends the request.
    in_flight: bool,
    needs_request: bool,
    /// The view or prompt over the panes. The rows of the overview are [`Model::overview_rows`].
    pub(crate) overlay: Overlay,
    /// The jump list and the marks.
    pub(crate) jumps: JumpList,
    /// The state of the mouse, or of a touch screen that acts as one.
    pub(crate) mouse: MouseState,
    /// The digits typed so far of a project number.
    pub number_input: String,
    /// The progress of the projects.
    progress: ProgressSnapshot,
    /// The catalog that replaces this one, once it has been searched.
    pending_reload: Option<Reload>,
    /// The data that this update has replaced.
    retired: Vec<Retired>,
    /// The project to open once it has been loaded, or found at the start.
    pub pending_jump: Option<ProjectId>,
    /// The notice in the footer.
    pub notice: Option<Notice>,
    /// The state of the data on the screen relative to the data files.
    pub data_status: DataStatus,
}

impl Model {
    /// Creates the state that `start` describes.
    #[must_use]
    pub fn new(catalog: Arc<Catalog>, start: &Start) -> Self {
        let progress = ProgressSnapshot::new(start.criteria, &catalog);
        Self::with_index(catalog, Arc::default(), progress, start)
    }

    fn with_index(
        catalog: Arc<Catalog>,
        index: Arc<OnceLock<Index>>,
        progress: ProgressSnapshot,
        start: &Start,
    ) -> Self {
        let presence =
            start.profile.idle_timeouts().map_or(Presence::Active, |_| Presence::Attract(0));
        let mut model = Self {
            start: start.clone(),
            idle: IdleState::new(presence),
            results: ResultList::new(&catalog, Query::default(), SearchResults::all(&catalog)),
            catalog,
            index,
            preferences: Preferences::new(start),
            size: Size::ZERO,
            focus: Pane::Projects,
            zoomed: false,
            sidebar: Sidebar::default(),
            projects: List::default(),
            detail_scroll: 0,
            search: SearchBox::default(),
            query: Query::default(),
            request_id: 0,
            in_flight: false,
            needs_request: false,
            overlay: Overlay::None,
            jumps: JumpList::default(),
            mouse: MouseState::new(start.mouse),
            number_input: String::new(),
            progress,
            pending_reload: None,
            retired: Vec::new(),
            pending_jump: start.pending_jump.clone(),
            notice: start.notice.clone(),
            data_status: start.data_status.clone(),
        };
        model.search.set(&start.query);
        model.resize(start.size);
        model.set_scope(start.scope);
        if let Some(project) = start.project {
            model.open_project(project);
            if model.in_flight {
                model.pending_jump =
                    Some(model.catalog.project_id(&model.catalog.project(project)));
            }
        }
        if start.overview && model.preferences.scale.has_buttons() {
            model.focus = Pane::Domains;
        } else if start.overview && model.has_room_for_overview() {
            model.overlay = Overlay::Overview(List::default());
        }
        model
    }

    /// Returns the initial state for the next visitor, with the same catalog and screen.
    pub(crate) fn restarted(&self) -> Self {
        let start = Start { size: self.size, ..self.start.clone() };
        let mut model = Self::with_index(
            Arc::clone(&self.catalog),
            Arc::clone(&self.index),
            self.progress.clone(),
            &start,
        );
        // Request ids go on, so that a response to the last visitor's query is not taken for one to
        // the next visitor's.
        model.request_id += self.request_id;
        model.data_status.clone_from(&self.data_status);
        model.pending_reload.clone_from(&self.pending_reload);
        if model.pending_reload.is_some() || model.is_progress_outdated() {
            model.request_search();
        }
        model
    }

    /// Returns the profile of the board.
    #[must_use]
    pub fn profile(&self) -> Profile {
        self.start.profile
    }

    /// Returns the catalog shown.
    #[must_use]
    pub fn catalog(&self) -> &Catalog {
        &self.catalog
    }

    /// Returns `text` with placeholders for ambiguous characters, as this terminal needs it. All
    /// text that is shown and does not come from the program itself passes through here.
    #[must_use]
    pub fn with_placeholders<'a>(&self, text: &'a str) -> Cow<'a, str> {
        self.preferences.ambiguous.with_placeholders(text)
    }

    /// Returns the visible part of the search box in `width` cells, and the column of the cursor.
    #[must_use]
    pub fn search_box_text(&self, width: usize) -> (String, usize) {
        self.search.visible_text(width, self.preferences.ambiguous)
    }

    /// Returns the layer with the keyboard.
    #[must_use]
    pub fn layer(&self) -> Layer {
        if self.idle.is_idle() { Layer::Idle } else { self.overlay.layer() }
    }

    /// Returns the selection and the offset of the sidebar.
    #[must_use]
    pub fn domains(&self) -> List {
        self.sidebar.list
    }

    /// Returns the selection and the offset of the project list.
    #[must_use]
    pub fn projects(&self) -> List {
        self.projects
    }

    /// Returns the selected project and the selected extract, while the copy menu is open.
    #[must_use]
    pub fn extract(&self) -> Option<(Project<'_>, Extract)> {
        let Overlay::Copy(index) = *self.overlay.root() else { return None };
        debug_assert!(index < Extract::ALL.len(), "the copy menu has no row {index}");
        self.selected().zip(Extract::ALL.get(index).copied())
    }

    /// Returns the selected project, while its QR code is shown.
    #[must_use]
    pub fn code_project(&self) -> Option<Project<'_>> {
        self.selected().filter(|_| *self.overlay.root() == Overlay::Code)
    }

    /// Returns true if the search box is open.
    #[must_use]
    pub fn has_search_open(&self) -> bool {
        self.overlay.has_search()
    }

    /// Returns the selection and the offset of the overview, while it is open.
    #[must_use]
    pub fn overview(&self) -> Option<List> {
        self.overlay.overview()
    }

    /// Returns the parsed query.
    #[must_use]
    pub fn query(&self) -> &Query {
        &self.query
    }

    /// Returns the match mode by which the projects in the list were found.
    #[must_use]
    pub fn match_mode(&self) -> MatchMode {
        self.results.match_mode()
    }

    /// Returns the number of projects in the list.
    #[must_use]
    pub fn visible_len(&self) -> usize {
        self.results.len()
    }

    /// Returns the projects of the list, starting at `row`.
    pub fn visible_from(&self, row: usize) -> impl Iterator<Item = Project<'_>> {
        (row..self.results.len())
            .map_while(|row| self.results.get(row))
            .map(|project| self.catalog.project(project))
    }

    /// Returns the number of projects that the query found in all domains.
    #[must_use]
    pub fn found_len(&self) -> usize {
        self.results.found_len()
    }

    /// Returns the number of projects that the query found in `scope`.
    #[must_use]
    pub fn found_in(&self, scope: Scope) -> usize {
        self.results.found_in(&scope.domains(&self.catalog))
    }

    /// Returns the selected project; `None` if the list is empty.
    #[must_use]
    pub fn selected(&self) -> Option<Project<'_>> {
        self.visible_from(self.projects.selected()).next()
    }

    /// Returns the id of the selected project.
    pub(crate) fn selected_id(&self) -> Option<ProjectId> {
        self.selected().map(|project| self.catalog.project_id(&project))
    }

    /// Selects a project. If it is not in the list, the query and the scope are reset first.
    pub(crate) fn open_project(&mut self, project: ProjectIx) {
        if self.results.row_of(&self.catalog, project).is_none() {
            self.search.set("");
            self.set_scope(Scope::All);
        }
        self.select_listed(project);
    }

    /// Selects a project if it is in the list.
    pub(crate) fn select_listed(&mut self, project: ProjectIx) {
        if let Some(row) = self.results.row_of(&self.catalog, project) {
            self.select(row);
        }
    }

    /// Selects a row of the list. The page of another project starts at its top.
    pub(crate) fn select(&mut self, row: usize) {
        let height = self.height(Pane::Projects);
        let before = self.projects.selected();
        self.projects.select(row, self.visible_len(), height);
        if self.projects.selected() != before {
            self.detail_scroll = 0;
        }
    }
}
