//! What the list is narrowed to, and what the sidebar and the overview have for that.

use super::Model;
use crate::app::{Pane, Scope};
use crate::catalog::{DomainIx, ProgrammeIx};

impl Model {
    /// What the list is narrowed to.
    #[must_use]
    pub fn scope(&self) -> Scope {
        self.sidebar.scope(&self.catalog)
    }

    /// The domain that the list is narrowed to, if it is.
    #[must_use]
    pub fn scope_domain(&self) -> Option<DomainIx> {
        match self.scope() {
            Scope::Domain(at) => Some(at),
            Scope::All | Scope::Programme(_) => None,
        }
    }

    /// What each row of the sidebar stands for.
    #[must_use]
    pub fn sidebar_rows(&self) -> Vec<Scope> {
        self.sidebar.rows(&self.catalog)
    }

    /// How many rows the sidebar has.
    #[must_use]
    pub fn sidebar_len(&self) -> usize {
        self.sidebar.len(&self.catalog)
    }

    /// Whether the sidebar shows the domains of that programme, one of several.
    #[must_use]
    pub fn is_expanded(&self, programme: ProgrammeIx) -> bool {
        self.sidebar.is_expanded(programme)
    }

    /// What each row of the overview stands for.
    #[must_use]
    pub fn overview_rows(&self) -> Vec<Scope> {
        self.scope().children(&self.catalog)
    }

    /// Narrows the list.
    pub(in crate::app) fn set_scope(&mut self, scope: Scope) {
        let height = self.height(Pane::Domains);
        self.sidebar.select(scope, &self.catalog, height);
        self.update_query();
    }

    /// Shows the domains of the chosen programme, if that is what is chosen and they are not in sight yet; whether it did.
    pub(in crate::app) fn expand(&mut self) -> bool {
        match self.scope() {
            Scope::Programme(at) if !self.is_expanded(at) => {
                let height = self.height(Pane::Domains);
                self.sidebar.expand(Some(at), &self.catalog, height);
                true
            }
            _ => false,
        }
    }

    /// Shows no domains of several programmes.
    pub(in crate::app) fn collapse_all(&mut self) {
        let height = self.height(Pane::Domains);
        self.sidebar.expand(None, &self.catalog, height);
    }

    /// The way back: to the programme of the chosen domain, and then to programmes without their domains. Where there is only one
    /// programme nothing is to be done.
    pub(in crate::app) fn collapse(&mut self) {
        let height = self.height(Pane::Domains);
        match self.scope() {
            Scope::Domain(at) if self.catalog.has_several_programmes() => {
                self.set_scope(Scope::Programme(self.catalog.programme_ix_of(at)));
            }
            Scope::Programme(_) => self.sidebar.expand(None, &self.catalog, height),
            Scope::All | Scope::Domain(_) => {}
        }
    }
}
