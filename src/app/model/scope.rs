//! The scope of the list, as selected in the sidebar and the overview.

use super::Model;
use crate::app::{Pane, Scope};
use crate::model::{DomainIx, ProgrammeIx};

impl Model {
    /// Returns the scope of the list.
    #[must_use]
    pub fn scope(&self) -> Scope {
        self.sidebar.scope(&self.catalog)
    }

    /// Returns the domain that is the scope of the list, if it is one.
    #[must_use]
    pub fn scope_domain(&self) -> Option<DomainIx> {
        match self.scope() {
            Scope::Domain(domain) => Some(domain),
            Scope::All | Scope::Programme(_) => None,
        }
    }

    /// Returns the scope of each row of the sidebar.
    #[must_use]
    pub fn sidebar_rows(&self) -> Vec<Scope> {
        self.sidebar.rows(&self.catalog)
    }

    /// Returns the number of rows of the sidebar.
    #[must_use]
    pub fn sidebar_len(&self) -> usize {
        self.sidebar.len(&self.catalog)
    }

    /// Returns true if the sidebar shows the domains of `programme`, one of several programmes.
    #[must_use]
    pub fn is_expanded(&self, programme: ProgrammeIx) -> bool {
        self.sidebar.is_expanded(programme)
    }

    /// Returns the scope of each row of the overview.
    #[must_use]
    pub fn overview_rows(&self) -> Vec<Scope> {
        self.scope().children(&self.catalog)
    }

    /// Sets the scope of the list.
    pub(crate) fn set_scope(&mut self, scope: Scope) {
        let height = self.height(Pane::Domains);
        self.sidebar.select(scope, &self.catalog, height);
        self.update_query();
    }

    /// Expands the selected programme in the sidebar; returns false if no programme is selected or
    /// it is already expanded.
    pub(crate) fn expand(&mut self) -> bool {
        match self.scope() {
            Scope::Programme(programme) if !self.is_expanded(programme) => {
                let height = self.height(Pane::Domains);
                self.sidebar.set_expanded(Some(programme), &self.catalog, height);
                true
            }
            _ => false,
        }
    }

    /// Collapses all programmes in the sidebar.
    pub(crate) fn collapse_all(&mut self) {
        let height = self.height(Pane::Domains);
        self.sidebar.set_expanded(None, &self.catalog, height);
    }

    /// Collapses the selected programme, or goes up from a domain to its programme. Does nothing if
    /// there is only one programme.
    pub(crate) fn collapse_or_go_up(&mut self) {
        let height = self.height(Pane::Domains);
        match self.scope() {
            Scope::Domain(domain) if self.catalog.has_several_programmes() => {
                self.set_scope(Scope::Programme(self.catalog.programme_ix_of(domain)));
            }
            Scope::Programme(_) => self.sidebar.set_expanded(None, &self.catalog, height),
            Scope::All | Scope::Domain(_) => {}
        }
    }
}
