//! All that the board knows. The screen is a function of this.

mod check;

use std::borrow::Cow;
use std::sync::{Arc, OnceLock};

use ratatui::layout::Size;

use super::layout::{Areas, Pane};
use super::results::{Answer, Inquiry, LARGE, Results, Unbuilt};
use super::travel::Travel;
use super::{Help, Layer, List, Notice, SearchBox, Start, ThemeName};
use crate::catalog::{Catalog, DomainIx, Project, ProjectIx};
use crate::lang::Lang;
use crate::page::Extract;
use crate::search::{Found, Index, Manner, Query};
use crate::text::Ambiguous;

/// The largest screen that is drawn, in cells: an SSH client may claim 65535x65535, which is 300 GB of cells.
const SIZE_MAX: Size = Size { width: 400, height: 200 };

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
    /// The pane with the keyboard.
    pub focus: Pane,
    /// Whether the page about the selected project has the whole width; only while it has the keyboard.
    pub(super) zoomed: bool,
    /// Row 0 is "all", the others are the domains.
    pub(super) domains: List,
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
    /// The overview's selection and window, while it is open; its rows are the domains.
    pub(super) overview: Option<List>,
    /// What lies over the panes about the selected project, if something does.
    pub(super) sheet: Option<Sheet>,
    /// The help page, while it is open.
    pub(super) help: Option<Help>,
    /// Ways back.
    pub(super) travel: Travel,
    /// Digits typed so far of a project's number.
    pub typed: String,
    /// What is to be said once.
    pub notice: Option<Notice>,
}

impl Model {
    /// The board as it opens.
    #[must_use]
    pub fn new(catalog: Arc<Catalog>, start: &Start) -> Self {
        let index = OnceLock::new();
        if catalog.projects().len() <= LARGE {
            index.get_or_init(|| Index::new(&catalog));
        }
        let mut model = Self {
            results: Results::new(&catalog, Query::default(), Found::all(&catalog)),
            catalog,
            index: Arc::new(index),
            lang: start.lang,
            theme: start.theme,
            size: Size::ZERO,
            ambiguous: start.ambiguous,
            focus: Pane::Projects,
            zoomed: false,
            domains: List::default(),
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
            typed: String::new(),
            notice: None,
        };
        model.search.set(&start.query);
        model.resize(start.size);
        model.choose_domain(start.domain);
        if let Some(project) = start.project {
            model.open_project(project);
        }
        model
    }

    /// The catalogue on the board.
    #[must_use]
    pub fn catalog(&self) -> &Catalog {
        &self.catalog
    }

    /// The screen, in cells.
    #[must_use]
    pub fn size(&self) -> Size {
        self.size
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

    /// Where what is on the screen; `None` where it is too small.
    #[must_use]
    pub fn areas(&self) -> Option<Areas> {
        Areas::of(self.size, self.focus, self.zoomed)
    }

    /// Who has the keyboard.
    #[must_use]
    pub fn layer(&self) -> Layer {
        if self.help.is_some() { Layer::Help } else { self.layer_beneath() }
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

    /// The sidebar's selection and window; row 0 is "all".
    #[must_use]
    pub fn domains(&self) -> List {
        self.domains
    }

    /// The project list's selection and window.
    #[must_use]
    pub fn projects(&self) -> List {
        self.projects
    }

    /// The domain that the list is narrowed to, if it is.
    #[must_use]
    pub fn chosen_domain(&self) -> Option<DomainIx> {
        let row = self.domains.selected().checked_sub(1)?;
        self.catalog.domains().nth(row).map(|(at, _)| at)
    }

    /// The selected project and the extract of it that is chosen, while the copy menu is open.
    #[must_use]
    pub fn extract(&self) -> Option<(&Project, Extract)> {
        let Some(Sheet::Copy(chosen)) = self.sheet else { return None };
        self.selected().zip(Extract::ALL.get(chosen).copied())
    }

    /// The selected project, while it is shown as a code for phones.
    #[must_use]
    pub fn coded(&self) -> Option<&Project> {
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
    pub fn visible_from(&self, row: usize) -> impl Iterator<Item = &Project> {
        (row..self.results.len()).map_while(|row| self.results.get(row)).map(|project| &self.catalog[project])
    }

    /// How many projects the query found in all domains.
    #[must_use]
    pub fn found_len(&self) -> usize {
        self.results.found_len()
    }

    /// How many of them in that domain.
    #[must_use]
    pub fn found_in(&self, domain: DomainIx) -> usize {
        self.results.found_in(domain)
    }

    /// The selected project; `None` where the list is empty.
    #[must_use]
    pub fn selected(&self) -> Option<&Project> {
        self.visible_from(self.projects.selected()).next()
    }

    /// The rows under the heading of a pane.
    pub(super) fn height(&self, pane: Pane) -> usize {
        self.areas().map_or(1, |areas| usize::from(areas.inside(pane).height))
    }

    /// The rows that the overview has for domains.
    pub(super) fn overview_height(&self) -> usize {
        self.areas().map_or(1, |areas| usize::from(areas.overview(self.catalog.domains().len()).list.height))
    }

    /// The rows of the body.
    pub(super) fn body_height(&self) -> usize {
        self.areas().map_or(1, |areas| usize::from(areas.body.height))
    }

    /// Takes on the size of the terminal. Nobody's selection moves.
    pub(super) fn resize(&mut self, size: Size) {
        // A serial line says 0x0 when it does not know.
        self.size = if size.width == 0 || size.height == 0 {
            Size { width: 80, height: 24 }
        } else {
            Size { width: size.width.min(SIZE_MAX.width), height: size.height.min(SIZE_MAX.height) }
        };
        self.reveal();
    }

    /// Brings what is selected into sight.
    pub(super) fn reveal(&mut self) {
        self.zoomed &= self.focus == Pane::Detail;
        let (domains, projects) = (self.height(Pane::Domains), self.height(Pane::Projects));
        self.domains.select(self.domains.selected(), self.catalog.domains().len() + 1, domains);
        self.projects.select(self.projects.selected(), self.visible_len(), projects);
        let (len, height) = (self.catalog.domains().len(), self.overview_height());
        if let Some(list) = &mut self.overview {
            list.select(list.selected(), len, height);
        }
    }

    /// Narrows the list to a domain, or to none.
    pub(super) fn choose_domain(&mut self, domain: Option<DomainIx>) {
        let row = domain.map_or(0, |at| at.0 + 1);
        let height = self.height(Pane::Domains);
        self.domains.select(row, self.catalog.domains().len() + 1, height);
        self.refilter();
    }

    /// Selects a project, first in what is listed and else by showing everything.
    pub(super) fn open_project(&mut self, project: ProjectIx) {
        if self.results.row_of(project).is_none() {
            self.search.set("");
            self.choose_domain(None);
        }
        if let Some(row) = self.results.row_of(project) {
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

    /// Works out what is found and listed. A new query selects its best hit; otherwise the selected project stays selected if
    /// it is still listed.
    pub(super) fn refilter(&mut self) {
        self.go_nowhere();
        let query = Query::parse(self.search.text());
        if query == self.query {
            return self.list(None);
        }
        self.query = query;
        self.waiting = false;
        let found = match self.index.get() {
            _ if self.query.is_empty() => Found::all(&self.catalog),
            Some(index) if self.catalog.projects().len() <= LARGE => index.search(&self.catalog, &self.query, None),
            _ => {
                self.inquiries += 1;
                (self.waiting, self.unasked) = (true, true);
                return;
            }
        };
        let results = Results::new(&self.catalog, self.query.clone(), found);
        self.list(Some(results));
    }

    /// Lists what was found, or what was found before in what is now the chosen domain.
    fn list(&mut self, results: Option<Results>) {
        let kept = self.results.get(self.projects.selected());
        let anew = results.is_some() && !self.query.is_empty();
        let domain = self.chosen_domain();
        if let Some(results) = results {
            self.results = results;
        }
        self.results.narrow(&self.catalog, domain);
        let row = kept.filter(|_| !anew).and_then(|project| self.results.row_of(project));
        self.projects = List::default();
        self.select(row.unwrap_or_default());
        if self.results.get(self.projects.selected()) != kept {
            self.detail = 0;
        }
    }

    /// Takes in the answer to an inquiry, if it is still wanted.
    pub(super) fn take_in(&mut self, answer: Answer) {
        if self.waiting && answer.number == self.inquiries {
            self.waiting = false;
            self.list(Some(answer.results));
            self.settle_at_last();
        }
    }

    /// Whether the answer to what is asked for is still to come.
    #[must_use]
    pub fn is_waiting(&self) -> bool {
        self.waiting
    }

    /// Whether there is something to ask elsewhere; from now on it has been asked.
    pub(super) fn take_unasked(&mut self) -> bool {
        std::mem::take(&mut self.unasked)
    }

    /// What is to be asked elsewhere.
    #[must_use]
    pub fn inquiry(&self) -> Inquiry {
        Inquiry {
            catalog: Arc::clone(&self.catalog),
            index: Arc::clone(&self.index),
            number: self.inquiries,
            query: self.query.clone(),
            before: self.results.asked(),
        }
    }

    /// The index, if it is to be built elsewhere.
    #[must_use]
    pub fn unbuilt(&self) -> Option<Unbuilt> {
        let unbuilt = Unbuilt { catalog: Arc::clone(&self.catalog), index: Arc::clone(&self.index) };
        self.index.get().is_none().then_some(unbuilt)
    }
}
