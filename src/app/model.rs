//! All that the board knows. The screen is a function of this.

mod invariants;
mod partial_load;
mod progress;
mod reload;
mod scope;
mod search;
mod viewport;

use std::borrow::Cow;
use std::sync::{Arc, OnceLock};

use ratatui::layout::Size;

pub(super) use self::progress::ProgressSnapshot;
pub use self::reload::Retired;
use super::idle::IdleState;
use super::jumplist::JumpList;
use super::layout::Pane;
use super::mouse::MouseState;
use super::result_list::ResultList;
use super::scope::Sidebar;
use super::{DataStatus, HelpState, Layer, List, Notice, Presence, Profile, Reload, Scale, Scope, SearchBox, Start, ThemeName};
use crate::catalog::{Catalog, Project, ProjectId, ProjectIx};
use crate::lang::Lang;
use crate::page::Extract;
use crate::search::{Index, MatchMode, Query, SearchResults};
use crate::text::Ambiguous;

/// Something about the selected project, in place of the panes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ProjectOverlay {
    /// The copy menu, and which of the extracts is chosen.
    Copy(usize),
    /// The code for phones.
    Code,
}

/// All that the board knows.
#[derive(Clone, Debug, PartialEq)]
pub struct Model {
    /// How it began, and begins again for the next visitor.
    start: Start,
    /// Who is there.
    pub(super) idle: IdleState,
    catalog: Arc<Catalog>,
    /// Of a large catalogue it is built elsewhere, and may not be there yet.
    index: Arc<OnceLock<Index>>,
    /// The language on the screen.
    pub lang: Lang,
    /// The colours on the screen.
    pub theme: ThemeName,
    /// The screen, at most 400x200; never 0x0.
    size: Size,
    /// How wide the terminal draws ambiguous characters.
    pub(super) ambiguous: Ambiguous,
    /// How large things are, and how large they usually are here.
    pub(super) scale: Scale,
    pub(super) default_scale: Scale,
    /// The pane with the keyboard.
    pub focus: Pane,
    /// Whether the page about the selected project has the whole width; only while it has the keyboard.
    pub(super) zoomed: bool,
    pub(super) sidebar: Sidebar,
    pub(super) projects: List,
    /// The first line of the detail page that one wants to see; may be past what there is (see [`Model::detail_offset`]).
    pub(super) detail_scroll: usize,
    /// The search box.
    pub search: SearchBox,
    /// What is asked for.
    query: Query,
    /// What that found; while it is asked elsewhere, what was found before.
    results: ResultList,
    /// The number of the last question that was asked elsewhere.
    request_id: u64,
    /// Whether its answer is still to come, and whether it has been put at all.
    in_flight: bool,
    needs_request: bool,
    /// The overview's selection and window, while it is open; its rows are [`Model::overview_rows`].
    pub(super) overview: Option<List>,
    /// What lies over the panes about the selected project, if something does.
    pub(super) overlay: Option<ProjectOverlay>,
    /// The help page, while it is open.
    pub(super) help: Option<HelpState>,
    /// Ways back.
    pub(super) jumps: JumpList,
    /// Which page of the keypad is in sight; counted on and on.
    pub(super) keypad_page: usize,
    /// The mouse, or a finger that acts as one.
    pub(super) mouse: MouseState,
    /// Digits typed so far of a project's number.
    pub number_input: String,
    /// How far projects are.
    progress: ProgressSnapshot,
    /// What is to come in the place of the catalogue, while it is found out elsewhere what there is in it.
    pending_reload: Option<Reload>,
    /// What it was that has gone, until somebody has given its memory back.
    retired: Vec<Retired>,
    /// Where to go once it has come.
    pub pending_jump: Option<ProjectId>,
    /// What is to be said once.
    pub notice: Option<Notice>,
    /// How what is on the screen stands to the data file.
    pub data_status: DataStatus,
}

impl Model {
    /// The board as it opens.
    #[must_use]
    pub fn new(catalog: Arc<Catalog>, start: &Start) -> Self {
        let judged = ProgressSnapshot::new(start.criteria, &catalog);
        Self::with_index(catalog, Arc::default(), judged, start)
    }

    fn with_index(catalog: Arc<Catalog>, index: Arc<OnceLock<Index>>, judged: ProgressSnapshot, start: &Start) -> Self {
        let usual = start.profile.scale();
        let present = start.profile.idle_timeouts().map_or(Presence::Active, |_| Presence::Attract(0));
        let mut model = Self {
            start: start.clone(),
            idle: IdleState::new(present),
            results: ResultList::new(&catalog, Query::default(), SearchResults::all(&catalog)),
            catalog,
            index,
            lang: start.lang,
            theme: start.theme,
            size: Size::ZERO,
            ambiguous: start.ambiguous,
            scale: if start.large { Scale::Large } else { usual },
            default_scale: usual,
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
            overview: None,
            overlay: None,
            help: None,
            jumps: JumpList::default(),
            keypad_page: 0,
            mouse: MouseState::new(start.mouse),
            number_input: String::new(),
            progress: judged,
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
        }
        if start.overview && model.scale.has_buttons() {
            model.focus = Pane::Domains;
        } else if start.overview && model.has_room_for_overview() {
            model.overview = Some(List::default());
        }
        model
    }

    /// The same catalogue on the same screen, as the board began.
    pub(super) fn restarted(&self) -> Self {
        let start = Start { size: self.size, ..self.start.clone() };
        let mut board = Self::with_index(Arc::clone(&self.catalog), Arc::clone(&self.index), self.progress.clone(), &start);
        // An answer to what the last visitor asked is not taken for one to the next.
        (board.request_id, board.data_status) = (self.request_id, self.data_status.clone());
        board.pending_reload.clone_from(&self.pending_reload);
        if board.pending_reload.is_some() || board.is_progress_outdated() {
            board.request_search();
        }
        board
    }

    /// Whether it began with the notice that there are no Chinese characters.
    pub(super) fn starts_without_han(&self) -> bool {
        self.start.notice == Some(Notice::NoHan)
    }

    /// Whom the board is for.
    #[must_use]
    pub fn profile(&self) -> Profile {
        self.start.profile
    }

    /// The catalogue on the board.
    #[must_use]
    pub fn catalog(&self) -> &Catalog {
        &self.catalog
    }

    /// `text` as it is laid out on this terminal; all that is shown and not our own words comes by here.
    #[must_use]
    pub fn with_placeholders<'a>(&self, text: &'a str) -> Cow<'a, str> {
        self.ambiguous.with_placeholders(text)
    }

    /// The search box through `width` cells: what is seen, and the column of the cursor in it.
    #[must_use]
    pub fn search_box_text(&self, width: usize) -> (String, usize) {
        self.search.visible_text(width, self.ambiguous)
    }

    /// Who has the keyboard.
    #[must_use]
    pub fn layer(&self) -> Layer {
        if self.idle.is_idle() {
            Layer::Idle
        } else if self.help.is_some() {
            Layer::Help
        } else {
            self.base_layer()
        }
    }

    /// Who has the keyboard, or would have it if the help page were closed.
    pub(super) fn base_layer(&self) -> Layer {
        if self.jumps.mark_prompt.is_some() {
            Layer::Mark
        } else if self.search.open {
            Layer::Search
        } else if self.extract().is_some() {
            Layer::Copy
        } else if self.code_project().is_some() {
            Layer::Code
        } else if self.overview.is_some() {
            Layer::Overview
        } else {
            Layer::Board
        }
    }

    /// The sidebar's selection and window.
    #[must_use]
    pub fn domains(&self) -> List {
        self.sidebar.list
    }

    /// The project list's selection and window.
    #[must_use]
    pub fn projects(&self) -> List {
        self.projects
    }

    /// The selected project and the extract of it that is chosen, while the copy menu is open.
    #[must_use]
    pub fn extract(&self) -> Option<(Project<'_>, Extract)> {
        let Some(ProjectOverlay::Copy(chosen)) = self.overlay else { return None };
        self.selected().zip(Extract::ALL.get(chosen).copied())
    }

    /// The selected project, while it is shown as a code for phones.
    #[must_use]
    pub fn code_project(&self) -> Option<Project<'_>> {
        self.selected().filter(|_| self.overlay == Some(ProjectOverlay::Code))
    }

    /// The overview's selection and window, while it is open.
    #[must_use]
    pub fn overview(&self) -> Option<List> {
        self.overview
    }

    /// What is searched for.
    #[must_use]
    pub fn query(&self) -> &Query {
        &self.query
    }

    /// By what the listed projects were found.
    #[must_use]
    pub fn match_mode(&self) -> MatchMode {
        self.results.match_mode()
    }

    /// How many projects the list has.
    #[must_use]
    pub fn visible_len(&self) -> usize {
        self.results.len()
    }

    /// The projects of the list, from that row on.
    pub fn visible_from(&self, row: usize) -> impl Iterator<Item = Project<'_>> {
        (row..self.results.len()).map_while(|row| self.results.get(row)).map(|project| self.catalog.project(project))
    }

    /// How many projects the query found in all domains.
    #[must_use]
    pub fn found_len(&self) -> usize {
        self.results.found_len()
    }

    /// How many of them in that.
    #[must_use]
    pub fn found_in(&self, scope: Scope) -> usize {
        self.results.found_in(&scope.domains(&self.catalog))
    }

    /// The selected project; `None` where the list is empty.
    #[must_use]
    pub fn selected(&self) -> Option<Project<'_>> {
        self.visible_from(self.projects.selected()).next()
    }

    /// What the selected project is known by.
    pub(super) fn selected_id(&self) -> Option<ProjectId> {
        self.selected().map(|project| self.catalog.project_id(&project))
    }

    /// Selects a project, first in what is listed and else by showing everything.
    pub(super) fn open_project(&mut self, project: ProjectIx) {
        if self.results.row_of(&self.catalog, project).is_none() {
            self.search.set("");
            self.set_scope(Scope::All);
        }
        self.select_listed(project);
    }

    /// Selects a project if it is listed.
    pub(super) fn select_listed(&mut self, project: ProjectIx) {
        if let Some(row) = self.results.row_of(&self.catalog, project) {
            self.select(row);
        }
    }

    /// Selects a row of the list; another project's page starts at its top.
    pub(super) fn select(&mut self, row: usize) {
        let height = self.height(Pane::Projects);
        let before = self.projects.selected();
        self.projects.select(row, self.visible_len(), height);
        if self.projects.selected() != before {
            self.detail_scroll = 0;
        }
    }
}
