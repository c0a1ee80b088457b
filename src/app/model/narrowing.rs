//! What the list is narrowed to, and what the sidebar and the overview have for that.

use super::Model;
use crate::app::{Pane, Scope};
use crate::catalog::{DomainIx, ProgrammeIx};

impl Model {
    /// What the list is narrowed to.
    #[must_use]
    pub fn scope(&self) -> Scope {
        self.sidebar.chosen(&self.catalog)
    }

    /// The domain that the list is narrowed to, if it is.
    #[must_use]
    pub fn chosen_domain(&self) -> Option<DomainIx> {
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
    pub fn is_unfolded(&self, programme: ProgrammeIx) -> bool {
        self.sidebar.is_unfolded(programme)
    }

    /// What each row of the overview stands for.
    #[must_use]
    pub fn overview_parts(&self) -> Vec<Scope> {
        self.scope().parts(&self.catalog)
    }

    /// Narrows the list.
    pub(in crate::app) fn choose(&mut self, scope: Scope) {
        let height = self.height(Pane::Domains);
        self.sidebar.choose(scope, &self.catalog, height);
        self.refilter();
    }

    /// Shows the domains of the chosen programme, if that is what is chosen and they are not in sight yet; whether it did.
    pub(in crate::app) fn unfold(&mut self) -> bool {
        match self.scope() {
            Scope::Programme(at) if !self.is_unfolded(at) => {
                let height = self.height(Pane::Domains);
                self.sidebar.unfold(Some(at), &self.catalog, height);
                true
            }
            _ => false,
        }
    }

    /// Shows no domains of several programmes.
    pub(in crate::app) fn fold_all(&mut self) {
        let height = self.height(Pane::Domains);
        self.sidebar.unfold(None, &self.catalog, height);
    }

    /// The way back: to the programme of the chosen domain, and then to programmes without their domains. Where there is only one
    /// programme nothing is to be done.
    pub(in crate::app) fn fold(&mut self) {
        let height = self.height(Pane::Domains);
        match self.scope() {
            Scope::Domain(at) if self.catalog.is_several() => self.choose(Scope::Programme(self.catalog.programme_of(at))),
            Scope::Programme(_) => self.sidebar.unfold(None, &self.catalog, height),
            Scope::All | Scope::Domain(_) => {}
        }
    }
}
