//! All that the board knows. The screen is a function of this.

mod asking;
mod check;
mod growth;
mod narrowing;
mod renewal;
mod sight;
mod standing;

use std::borrow::Cow;
use std::sync::{Arc, OnceLock};

use ratatui::layout::Size;

pub use self::renewal::Spent;
pub(super) use self::standing::Judged;
use super::layout::Pane;
use super::pointer::Mouse;
use super::results::Results;
use super::scope::Sidebar;
use super::travel::Travel;
use super::visit::Visit;
use super::{Freshness, Help, Layer, List, Notice, Presence, Profile, Renewal, Scale, Scope, SearchBox, Start, ThemeName};
use crate::catalog::{Address, Catalog, Project, ProjectIx};
use crate::lang::Lang;
use crate::page::Extract;
use crate::search::{Found, Index, Manner, Query};
use crate::text::Ambiguous;

/// Something about the selected project, in place of the panes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sheet {
    /// The copy menu, and which of the extracts is chosen.
    Copy(usize),
    /// The code for phones.
    Code,
}

/// All that the board knows.
#[derive(Clone, Debug, PartialEq)]
pub struct Model {
    /// How it began, and begins again for the next visitor.
    home: Start,
    /// Who is there.
    pub(super) visit: Visit,
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
    pub(super) usual: Scale,
    /// The pane with the keyboard.
    pub focus: Pane,
    /// Whether the page about the selected project has the whole width; only while it has the keyboard.
    pub(super) zoomed: bool,
    pub(super) sidebar: Sidebar,
    pub(super) projects: List,
    /// The first line of the detail page that one wants to see; may be past what there is (see [`Model::detail_offset`]).
    pub(super) detail: usize,
    /// The search box.
    pub search: SearchBox,
    /// What is asked for.
    query: Query,
    /// What that found; while it is asked elsewhere, what was found before.
    results: Results,
    /// The number of the last question that was asked elsewhere.
    inquiries: u64,
    /// Whether its answer is still to come, and whether it has been put at all.
    waiting: bool,
    unasked: bool,
    /// The overview's selection and window, while it is open; its rows are [`Model::overview_parts`].
    pub(super) overview: Option<List>,
    /// What lies over the panes about the selected project, if something does.
    pub(super) sheet: Option<Sheet>,
    /// The help page, while it is open.
    pub(super) help: Option<Help>,
    /// Ways back.
    pub(super) travel: Travel,
    /// Which page of the keypad is in sight; counted on and on.
    pub(super) key_page: usize,
    /// The mouse, or a finger that acts as one.
    pub(super) mouse: Mouse,
    /// Digits typed so far of a project's number.
    pub typed: String,
    /// How far projects are.
    judged: Judged,
    /// What is to come in the place of the catalogue, while it is found out elsewhere what there is in it.
    pending: Option<Renewal>,
    /// What it was that has gone, until somebody has given its memory back.
    spent: Vec<Spent>,
    /// Where to go once it has come.
    pub awaited: Option<Address>,
    /// What is to be said once.
    pub notice: Option<Notice>,
    /// How what is on the screen stands to the data file.
    pub freshness: Freshness,
}

impl Model {
    /// The board as it opens.
    #[must_use]
    pub fn new(catalog: Arc<Catalog>, start: &Start) -> Self {
        let judged = Judged::by(start.yardstick, &catalog);
        Self::over(catalog, Arc::default(), judged, start)
    }

    fn over(catalog: Arc<Catalog>, index: Arc<OnceLock<Index>>, judged: Judged, start: &Start) -> Self {
        let usual = start.profile.scale();
        let present = start.profile.idle().map_or(Presence::Here, |_| Presence::Nobody(0));
        let mut model = Self {
            home: start.clone(),
            visit: Visit::new(present),
            results: Results::new(&catalog, Query::default(), Found::all(&catalog)),
            catalog,
            index,
            lang: start.lang,
            theme: start.theme,
            size: Size::ZERO,
            ambiguous: start.ambiguous,
            scale: if start.large { Scale::Large } else { usual },
            usual,
            focus: Pane::Projects,
            zoomed: false,
            sidebar: Sidebar::default(),
            projects: List::default(),
            detail: 0,
            search: SearchBox::default(),
            query: Query::default(),
            inquiries: 0,
            waiting: false,
            unasked: false,
            overview: None,
            sheet: None,
            help: None,
            travel: Travel::default(),
            key_page: 0,
            mouse: Mouse::new(start.mouse),
            typed: String::new(),
            judged,
            pending: None,
            spent: Vec::new(),
            awaited: start.awaited.clone(),
            notice: start.notice.clone(),
            freshness: start.freshness.clone(),
        };
        model.search.set(&start.query);
        model.resize(start.size);
        model.choose(start.scope);
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
    pub(super) fn anew(&self) -> Self {
        let start = Start { size: self.size, ..self.home.clone() };
        let mut board = Self::over(Arc::clone(&self.catalog), Arc::clone(&self.index), self.judged.clone(), &start);
        // An answer to what the last visitor asked is not taken for one to the next.
        (board.inquiries, board.freshness) = (self.inquiries, self.freshness.clone());
        board.pending.clone_from(&self.pending);
        if board.pending.is_some() || board.is_unjudged() {
            board.ask();
        }
        board
    }

    /// Whether it began with the notice that there are no Chinese characters.
    pub(super) fn begins_without_han(&self) -> bool {
        self.home.notice == Some(Notice::NoHan)
    }

    /// Whom the board is for.
    #[must_use]
    pub fn profile(&self) -> Profile {
        self.home.profile
    }

    /// The catalogue on the board.
    #[must_use]
    pub fn catalog(&self) -> &Catalog {
        &self.catalog
    }

    /// `text` as it is laid out on this terminal; all that is shown and not our own words comes by here.
    #[must_use]
    pub fn laid_out<'a>(&self, text: &'a str) -> Cow<'a, str> {
        self.ambiguous.laid_out(text)
    }

    /// The search box through `width` cells: what is seen, and the column of the cursor in it.
    #[must_use]
    pub fn search_window(&self, width: usize) -> (String, usize) {
        self.search.window(width, self.ambiguous)
    }

    /// Who has the keyboard.
    #[must_use]
    pub fn layer(&self) -> Layer {
        if self.visit.is_over() {
            Layer::Nobody
        } else if self.help.is_some() {
            Layer::Help
        } else {
            self.layer_beneath()
        }
    }

    /// Who has the keyboard, or would have it if the help page were closed.
    pub(super) fn layer_beneath(&self) -> Layer {
        if self.travel.asked.is_some() {
            Layer::Mark
        } else if self.search.open {
            Layer::Search
        } else if self.extract().is_some() {
            Layer::Copy
        } else if self.coded().is_some() {
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
        let Some(Sheet::Copy(chosen)) = self.sheet else { return None };
        self.selected().zip(Extract::ALL.get(chosen).copied())
    }

    /// The selected project, while it is shown as a code for phones.
    #[must_use]
    pub fn coded(&self) -> Option<Project<'_>> {
        self.selected().filter(|_| self.sheet == Some(Sheet::Code))
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
    pub fn manner(&self) -> Manner {
        self.results.manner()
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
    pub(super) fn address(&self) -> Option<Address> {
        self.selected().map(|project| self.catalog.address(&project))
    }

    /// Selects a project, first in what is listed and else by showing everything.
    pub(super) fn open_project(&mut self, project: ProjectIx) {
        if self.results.row_of(&self.catalog, project).is_none() {
            self.search.set("");
            self.choose(Scope::All);
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
            self.detail = 0;
        }
    }
}
