//! The state of the board, made of parts, and the rules that cross them. The screen is a function
//! of it and the [`Settings`](super::Settings).

use std::borrow::Cow;
use std::sync::Arc;

use ratatui::layout::Size;

use super::idle::IdleState;
use super::jumplist::JumpList;
use super::mouse_state::MouseState;
use super::navigation::Navigation;
use super::overlay::Overlay;
use super::result_list::ResultList;
use super::search::Search;
use super::shown_data::ShownData;
use super::{
    Areas, Chosen, Effect, Layer, LayoutOptions, List, Notice, Pane, Preferences, Scope, Start,
    Subscriptions, clamp_size,
};
use crate::model::{Catalog, DomainIx, Project, ProjectId, ProjectIx};

/// The state of the board.
#[derive(Clone, Debug, PartialEq)]
pub struct Model {
    /// The initial state, to which a kiosk returns for the next visitor.
    pub(crate) start: Start,
    /// The size of the screen in cells; at most 400x200, never 0x0 after [`Model::new`].
    size: Size,
    /// The catalog shown, and the one that is to replace it.
    pub data: ShownData,
    /// The query, its results and the request for them.
    pub search: Search,
    /// The projects chosen to be copied or exported together.
    pub chosen: Chosen,
    /// The focus, and the cursor of each pane.
    pub nav: Navigation,
    /// The view or prompt over the panes. The rows of the overview are [`Model::overview_rows`].
    pub(crate) overlay: Overlay,
    /// The jump list and the marks.
    pub(crate) jumps: JumpList,
    /// The choices of how everything is shown.
    pub prefs: Preferences,
    /// The presence of a visitor.
    pub idle: IdleState,
    /// The state of the mouse, or of a touch screen that acts as one.
    pub(crate) mouse: MouseState,
    /// The digits typed so far of a project number.
    pub number_input: String,
    /// The project to open once it has been loaded, or found at the start.
    pub pending_jump: Option<ProjectId>,
    /// The notice in the footer.
    pub notice: Option<Notice>,
}

impl Model {
    /// Creates the state that `start` describes.
    #[must_use]
    pub fn new(catalog: Arc<Catalog>, start: &Start) -> Self {
        Self::with_data(ShownData::new(catalog, start), None, start)
    }

    /// Creates the state that `start` describes. The ids of search requests follow that of
    /// `search_before`.
    fn with_data(data: ShownData, search_before: Option<&Search>, start: &Start) -> Self {
        let mut model = Self {
            start: start.clone(),
            size: Size::ZERO,
            search: Search::new(data.catalog(), search_before),
            data,
            chosen: Chosen::default(),
            nav: Navigation::default(),
            overlay: Overlay::None,
            jumps: JumpList::default(),
            prefs: Preferences::new(start),
            idle: IdleState::new(start.profile.idle_timeouts()),
            mouse: MouseState::new(start.mouse),
            number_input: String::new(),
            pending_jump: start.pending_jump.clone(),
            notice: start.notice.clone(),
        };
        model.search.input.set(&start.query);
        model.resize(start.size);
        model.set_scope(start.scope);
        if let Some(project) = start.project {
            model.open_project(project);
            if model.search.is_requested() {
                let catalog = model.data.catalog();
                model.pending_jump = Some(catalog.project_id(&catalog.project(project)));
            }
        }
        if start.overview && model.prefs.scale.has_buttons() {
            model.nav.focus = Pane::Domains;
        } else if start.overview
            && model.areas().is_some_and(|areas| {
                areas.invites_overview(model.catalog(), &model.overview_rows())
            })
        {
            model.overlay = Overlay::Overview(List::default());
        }
        model
    }

    /// Returns the initial state for the next visitor, with the same catalog and screen.
    pub(crate) fn restarted(&self) -> Self {
        let start = Start { size: self.size, ..self.start.clone() };
        let mut model = Self::with_data(self.data.clone(), Some(&self.search), &start);
        if model.data.needs_search() {
            model.search.request();
        }
        model
    }

    /// Returns the catalog shown.
    #[must_use]
    pub fn catalog(&self) -> &Catalog {
        self.data.catalog()
    }

    /// Returns `text` with placeholders for ambiguous characters, as this terminal needs it. All
    /// text that is shown and does not come from the program itself passes through here.
    #[must_use]
    pub fn with_placeholders<'a>(&self, text: &'a str) -> Cow<'a, str> {
        self.prefs.ambiguous.with_placeholders(text)
    }

    /// Returns the layer with the keyboard.
    #[must_use]
    pub fn layer(&self) -> Layer {
        if self.idle.is_idle() { Layer::Idle } else { self.overlay.layer() }
    }

    /// Returns the events that the event loop has to watch for the model as it is now.
    #[must_use]
    pub fn subscriptions(&self) -> Subscriptions {
        Subscriptions {
            idle_timer: self.idle.timer(),
            follows_day: self.data.follows_day(),
            day: self.data.day(),
            mouse: self.mouse.captured,
        }
    }

    /// Returns the work that an update has left for the event loop, once.
    pub(crate) fn take_work(&mut self) -> impl Iterator<Item = Effect> {
        let retired = self.data.take_retired().into_iter().map(Effect::Drop);
        // The keypad shows which keys lead nowhere, and the sheet of filters counts projects.
        let is_counting = self.has_keypad() || self.overlay.filter().is_some();
        let index_job = self.data.index_job().filter(|_| is_counting && !self.data.is_loading());
        let request = self.search.take_request(&self.data).map(Effect::Search);
        retired.chain(index_job.map(Effect::BuildIndex)).chain(request)
    }

    /// Returns the scope of the list.
    #[must_use]
    pub fn scope(&self) -> Scope {
        self.nav.sidebar.scope(self.catalog())
    }

    /// Returns the domain that is the scope of the list, if it is one.
    #[must_use]
    pub fn scope_domain(&self) -> Option<DomainIx> {
        if let Scope::Domain(domain) = self.scope() { Some(domain) } else { None }
    }

    /// Returns the scope of each row of the overview.
    #[must_use]
    pub fn overview_rows(&self) -> Vec<Scope> {
        self.scope().children(self.catalog())
    }

    /// Returns the number of rows of the sidebar.
    pub(crate) fn sidebar_len(&self) -> usize {
        self.nav.sidebar.len(self.catalog())
    }

    /// Returns the number of projects in the list.
    #[must_use]
    pub fn visible_len(&self) -> usize {
        self.search.results.len()
    }

    /// Returns the projects of the list, starting at `row`.
    pub fn visible_from(&self, row: usize) -> impl Iterator<Item = Project<'_>> {
        (row..self.visible_len())
            .map_while(|row| self.search.results.get(row))
            .map(|project| self.catalog().project(project))
    }

    /// Returns the index of the selected project; `None` if the list is empty.
    pub(crate) fn selected_ix(&self) -> Option<ProjectIx> {
        self.search.results.get(self.nav.projects.selected())
    }

    /// Returns the selected project; `None` if the list is empty.
    #[must_use]
    pub fn selected(&self) -> Option<Project<'_>> {
        self.selected_ix().map(|project| self.catalog().project(project))
    }

    /// Returns the id of the selected project.
    pub(crate) fn selected_id(&self) -> Option<ProjectId> {
        self.selected().map(|project| self.catalog().project_id(&project))
    }

    /// Returns the selected project, while its QR code is shown.
    #[must_use]
    pub fn code_project(&self) -> Option<Project<'_>> {
        self.selected().filter(|_| *self.overlay.root() == Overlay::Code)
    }

    /// Returns the size of the screen, in cells.
    #[must_use]
    pub fn size(&self) -> Size {
        self.size
    }

    /// Returns the regions of the screen; `None` if it is too small.
    #[must_use]
    pub fn areas(&self) -> Option<Areas> {
        let options = LayoutOptions {
            scale: self.prefs.scale,
            focus: self.nav.focus,
            zoomed: self.nav.zoomed,
            keypad: self.has_keypad(),
            // Those of any scope, so that the strip below the list keeps its height.
            overview_rows: Scope::children_max(self.catalog()),
        };
        Areas::new(self.size, options)
    }

    /// Returns true if the search box is open and there may be no keyboard.
    fn has_keypad(&self) -> bool {
        self.prefs.is_touch() && self.layer() == Layer::Search
    }

    /// Returns the number of lines, or of list entries, that fit below the heading of `pane`; 1 if
    /// the screen is too small.
    pub(crate) fn height(&self, pane: Pane) -> usize {
        self.areas().map_or(1, |areas| areas.tiles(pane).count())
    }

    /// Returns the number of list rows of the overview; 1 if the screen is too small.
    pub(crate) fn overview_height(&self) -> usize {
        let len = self.overview_rows().len();
        self.areas().map_or(1, |areas| areas.overview(len).list.height.into())
    }

    /// Sets the size of the screen, clamped to what can be drawn. Selections do not change.
    pub(crate) fn resize(&mut self, size: Size) {
        self.size = clamp_size(size);
        self.reveal();
    }

    /// Scrolls each list so that its selection is visible.
    pub(crate) fn reveal(&mut self) {
        self.nav.zoomed &= self.nav.focus == Pane::Detail && !self.prefs.scale.has_buttons();
        let (domains, projects) = (self.height(Pane::Domains), self.height(Pane::Projects));
        let (rows, len) = (self.sidebar_len(), self.visible_len());
        let Navigation { sidebar, projects: list, .. } = &mut self.nav;
        sidebar.list.select(sidebar.list.selected(), rows, domains);
        list.select(list.selected(), len, projects);
        let (len, height) = (self.overview_rows().len(), self.overview_height());
        if let Overlay::Overview(list) = self.overlay.root_mut() {
            list.select(list.selected(), len, height);
        }
    }

    /// Sets the scope of the list.
    pub(crate) fn set_scope(&mut self, scope: Scope) {
        let height = self.height(Pane::Domains);
        self.nav.sidebar.select(scope, self.data.catalog(), height);
        self.update_query();
    }

    /// Updates the list after a change of the query or the scope. A new query selects its best hit;
    /// otherwise the selected project stays selected if it is still in the list.
    pub(crate) fn update_query(&mut self) {
        self.jumps.pending_restore = None;
        let query = self.data.parse_query(self.search.input.text());
        if query == self.search.query {
            return self.show_results(None);
        }
        let is_empty = query.is_empty();
        self.search.set_query(query);
        if !is_empty || self.data.needs_search() {
            self.search.request();
        }
        if is_empty {
            self.show_results(Some(ResultList::all_of(self.data.catalog())));
        }
    }

    /// Shows new results, or with `None` the current ones in the current scope.
    pub(crate) fn show_results(&mut self, new: Option<ResultList>) {
        let by = self.prefs.order_by(self.data.progress.criteria);
        let (selected, scope) = (self.selected_ix(), self.scope());
        let rows_above = self.nav.rows_above();
        let Search { results, query, .. } = &mut self.search;
        let is_same_query = new.as_ref().is_some_and(|new| new.query() == results.query());
        let selects_best = new.is_some() && !is_same_query && !query.is_empty();
        if let Some(new) = new {
            *results = new;
        }
        let catalog = self.data.catalog();
        results.narrow(catalog, scope, &by);
        let row = selected
            .filter(|_| !selects_best)
            .and_then(|project| results.row_of(catalog, project))
            .unwrap_or_default();
        self.select_at(row, if is_same_query { rows_above } else { row });
        let now_selected = self.selected_ix();
        if now_selected != selected {
            self.nav.detail_scroll = 0;
        }
        self.chosen.count_listed(&self.search.results);
        if now_selected.is_none() && self.chosen.is_empty() {
            self.overlay.close_project();
        }
    }

    /// Selects a project. If it is not in the list, the query and the scope are reset first.
    pub(crate) fn open_project(&mut self, project: ProjectIx) {
        if self.search.results.row_of(self.catalog(), project).is_none() {
            self.search.input.set("");
            self.set_scope(Scope::All);
        }
        self.select_listed(project);
    }

    /// Selects a project if it is in the list.
    pub(crate) fn select_listed(&mut self, project: ProjectIx) {
        if let Some(row) = self.search.results.row_of(self.catalog(), project) {
            self.select(row);
        }
    }

    /// Selects a row of the list.
    pub(crate) fn select(&mut self, row: usize) {
        let (len, height) = (self.visible_len(), self.height(Pane::Projects));
        self.nav.change_list(|list| list.select(row, len, height));
    }

    /// Selects a row of the list, with `rows_above` rows visible above it if possible.
    pub(crate) fn select_at(&mut self, row: usize, rows_above: usize) {
        let height = self.height(Pane::Projects);
        self.nav.projects = List::at(row, rows_above, self.visible_len(), height);
    }

    /// Checks the invariants of the model; property tests call this after each message.
    ///
    /// # Errors
    /// Returns the first invariant that is broken.
    pub fn check_invariants(&self) -> Result<(), String> {
        let Self { search, nav, overlay, .. } = self;
        let (len, height) = (self.visible_len(), self.height(Pane::Projects));
        let visible = nav.projects.offset()..nav.projects.offset() + height.max(1);
        let (sidebar_len, rows) = (self.sidebar_len(), self.overview_rows().len());
        let invariants = [
            (nav.projects.selected() < len.max(1), "the selected project is in the list"),
            (nav.domains().selected() < sidebar_len, "the selected row is in the sidebar"),
            (
                sidebar_len == nav.sidebar.rows(self.catalog()).len(),
                "the length of the sidebar is the number of its rows",
            ),
            (
                search.query == self.data.parse_query(search.input.text()),
                "the query is the parsed text of the search box",
            ),
            (
                search.is_requested() || *search.results.query() == search.query,
                "the results are those of the query, unless a response is awaited",
            ),
            (search.results.is_consistent(), "the counts agree with the results"),
            (
                overlay.overview().is_none_or(|list| list.selected() < rows),
                "the selected row is in the overview",
            ),
            (
                !overlay.shows_project() || len > 0 || !self.chosen.is_empty(),
                "the copy menu and the QR code are about a project",
            ),
            (
                !nav.zoomed || nav.focus == Pane::Detail,
                "only the focused detail page has the full width",
            ),
            (self.size.width > 0 && self.size.height > 0, "the screen has cells"),
            (
                self.areas().is_none() || visible.contains(&nav.projects.selected()),
                "the selected project is visible",
            ),
        ];
        let broken = invariants.iter().find(|(holds, _)| !holds);
        broken.map_or(Ok(()), |(_, invariant)| Err((*invariant).to_owned()))
    }
}
