//! The board without a terminal, for tests: keys in, screen out.
#![allow(dead_code, reason = "each test binary uses a part of it")]
#![allow(clippy::expect_used, reason = "clippy recognises tests, but not their helpers")]

use std::sync::Arc;

use crossterm::event::{KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use minsheng::app::{
    ColorDepth, Effect, KeyScript, Keymap, Model, Msg, SearchRequest, Settings, Start,
};
use minsheng::format::builtin;
use minsheng::host::dispatch;
use minsheng::lang::Lang;
use minsheng::model::Catalog;
use minsheng::text::{Ambiguous, Glyphs, cells};
use minsheng::view::{rows, style_runs, view};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect, Size};

/// Returns true if `effects` are nothing but this number of searches.
pub(crate) fn are_searches(effects: &[Effect], count: usize) -> bool {
    effects.len() == count && effects.iter().all(|effect| matches!(effect, Effect::Search(_)))
}

/// The board on a screen that only exists in memory.
pub(crate) struct Board {
    pub model: Model,
    pub settings: Settings,
    /// The latest request that is not answered at once.
    request: Option<SearchRequest>,
}

impl Board {
    /// Opens a board on the built-in programme.
    pub(crate) fn open(lang: Lang, width: u16, height: u16) -> Self {
        Self::with_catalog(builtin(), lang, width, height)
    }

    /// Opens a board on a terminal with this width of ambiguous characters.
    pub(crate) fn on_terminal(
        ambiguous: Ambiguous,
        ascii: bool,
        lang: Lang,
        width: u16,
        height: u16,
    ) -> Self {
        let start = Start { lang, size: Size { width, height }, ambiguous, ..Start::default() };
        let settings = Settings {
            keymap: Keymap::builtin(),
            glyphs: ambiguous.glyphs(ascii),
            depth: ColorDepth::TrueColor,
        };
        Self { model: Model::new(Arc::new(builtin()), &start), settings, request: None }
    }

    /// Opens a board on a catalog.
    pub(crate) fn with_catalog(catalog: Catalog, lang: Lang, width: u16, height: u16) -> Self {
        Self::with_shared(Arc::new(catalog), lang, width, height)
    }

    /// Opens a board on a shared catalog.
    pub(crate) fn with_shared(catalog: Arc<Catalog>, lang: Lang, width: u16, height: u16) -> Self {
        Self::with_start(catalog, &Start { lang, size: Size { width, height }, ..Start::default() })
    }

    /// Opens a board with a query.
    pub(crate) fn with_query(catalog: Arc<Catalog>, query: &str, width: u16, height: u16) -> Self {
        Self::with_start(
            catalog,
            &Start { query: query.to_owned(), size: Size { width, height }, ..Start::default() },
        )
    }

    /// Opens a board as `start` says.
    pub(crate) fn with_start(catalog: Arc<Catalog>, start: &Start) -> Self {
        let keymap = start.profile.restrict(Keymap::builtin());
        let settings = Settings { keymap, glyphs: &Glyphs::UNICODE, depth: ColorDepth::TrueColor };
        let mut board = Self { model: Model::new(catalog, start), settings, request: None };
        board.send(Msg::Resize(start.size));
        board
    }

    /// Presses keys, written as for `frame --keys`.
    pub(crate) fn press(&mut self, keys: &str) -> Vec<Effect> {
        let script: KeyScript = keys.parse().expect("a key script");
        script.0.into_iter().flat_map(|chord| self.send(Msg::Key(chord.to_event()))).collect()
    }

    /// Sends a message, checks the invariants and returns the effects. Requests to search a large
    /// catalog are for the test to run.
    pub(crate) fn send(&mut self, msg: Msg) -> Vec<Effect> {
        let effects = dispatch(&mut self.model, &self.settings, msg);
        self.model.check_invariants().expect("the model fits together");
        for effect in &effects {
            if let Effect::Search(request) = effect {
                self.request = Some(request.clone());
            }
        }
        effects
    }

    /// Returns the latest request that was not answered at once.
    pub(crate) fn request(&self) -> &SearchRequest {
        self.request.as_ref().expect("a large search was requested")
    }

    /// Sends a mouse event.
    pub(crate) fn mouse(&mut self, kind: MouseEventKind, (column, row): (u16, u16)) -> Vec<Effect> {
        self.send(Msg::Mouse(MouseEvent { kind, column, row, modifiers: KeyModifiers::NONE }))
    }

    /// Presses and releases the left button, or a finger.
    pub(crate) fn click(&mut self, at: (u16, u16)) -> Vec<Effect> {
        let mut effects = self.mouse(MouseEventKind::Down(MouseButton::Left), at);
        effects.extend(self.mouse(MouseEventKind::Up(MouseButton::Left), at));
        effects
    }

    /// Clicks on the first occurrence of `text` on the screen.
    pub(crate) fn click_on(&mut self, text: &str) -> Vec<Effect> {
        let found = (0..).zip(self.rows()).find_map(|(y, row)| {
            let at = row.find(text)?;
            Some((u16::try_from(cells(row.get(..at)?)).ok()?, y))
        });
        self.click(
            found.unwrap_or_else(|| panic!("{text} is not on the screen:\n{}", self.screen())),
        )
    }

    pub(crate) fn resize(&mut self, width: u16, height: u16) {
        self.send(Msg::Resize(Size { width, height }));
    }

    pub(crate) fn draw(&self) -> (Buffer, Option<Position>) {
        let mut buf = Buffer::empty(Rect::from(((0, 0).into(), self.model.size())));
        let cursor = view(&self.model, &self.settings, &mut buf);
        (buf, cursor)
    }

    /// Returns the rows of the screen, each as wide as the screen.
    pub(crate) fn rows(&self) -> Vec<String> {
        rows(&self.draw().0)
    }

    /// Returns the screen without blanks at the ends of its rows.
    pub(crate) fn screen(&self) -> String {
        self.rows().iter().map(|row| row.trim_end().to_owned() + "\n").collect()
    }

    /// Returns the styles of the cells.
    pub(crate) fn styles(&self) -> String {
        style_runs(&self.draw().0).join("\n")
    }

    /// Returns the number of the selected project.
    pub(crate) fn selected(&self) -> Option<u32> {
        self.model.selected().map(|project| project.no.0)
    }

    /// Returns the numbers of the listed projects, from the top.
    pub(crate) fn listed(&self) -> Vec<u32> {
        self.model.visible_from(0).map(|project| project.no.0).collect()
    }

    /// Returns the first row of the screen, without the blanks around it.
    pub(crate) fn header(&self) -> String {
        self.rows().first().map(|row| row.trim().to_owned()).unwrap_or_default()
    }

    /// Returns the last row of the screen, without the blanks around it.
    pub(crate) fn footer(&self) -> String {
        self.rows().last().map(|row| row.trim().to_owned()).unwrap_or_default()
    }
}
