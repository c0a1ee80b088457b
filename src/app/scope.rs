//! The scope of the list, and the sidebar, which has a row for each scope: everything and the
//! domains; or with several programmes everything and the programmes, one of them expanded into its
//! domains.

use std::ops::Range;

use super::List;
use crate::lang::Lang;
use crate::model::{Catalog, DomainIx, ProgrammeIx};

/// The part of the catalog that the list is narrowed to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scope {
    /// The whole catalog.
    #[default]
    All,
    /// One of several programmes.
    Programme(ProgrammeIx),
    /// One domain.
    Domain(DomainIx),
}

impl Scope {
    /// Returns the domains in the scope.
    #[must_use]
    pub fn domains(self, catalog: &Catalog) -> Range<DomainIx> {
        match self {
            Self::All => DomainIx(0)..DomainIx(catalog.domains().len()),
            Self::Programme(programme) => catalog.domains_of(programme),
            Self::Domain(domain) => domain..DomainIx(domain.0 + 1),
        }
    }

    /// Returns the programme that the scope is or lies in; `None` if it spans several.
    #[must_use]
    pub fn programme(self, catalog: &Catalog) -> Option<ProgrammeIx> {
        match self {
            Self::All => (!catalog.has_several_programmes()).then_some(ProgrammeIx::default()),
            Self::Programme(programme) => Some(programme),
            Self::Domain(domain) => Some(catalog.programme_ix_of(domain)),
        }
    }

    /// Returns the next wider scope; `None` for [`Self::All`].
    #[must_use]
    pub fn parent(self, catalog: &Catalog) -> Option<Self> {
        match self {
            Self::All => None,
            Self::Domain(domain) if catalog.has_several_programmes() => {
                Some(Self::Programme(catalog.programme_ix_of(domain)))
            }
            Self::Programme(_) | Self::Domain(_) => Some(Self::All),
        }
    }

    /// Returns the parts that the overview shows: the programmes if there are several, or the
    /// domains of one.
    #[must_use]
    pub fn children(self, catalog: &Catalog) -> Vec<Self> {
        let domains = |programme| {
            let Range { start, end } = catalog.domains_of(programme);
            (start.0..end.0).map(DomainIx).map(Self::Domain).collect()
        };
        let programmes = || catalog.programmes().map(|(ix, _)| Self::Programme(ix)).collect();
        self.programme(catalog).map_or_else(programmes, domains)
    }

    /// Returns the name of the scope.
    #[must_use]
    pub fn name(self, catalog: &Catalog, lang: Lang) -> &str {
        match self {
            Self::All => lang.strings().all_domains,
            Self::Programme(programme) => catalog.label(programme).get(lang),
            Self::Domain(domain) => catalog.domain(domain).name.get(lang),
        }
    }

    /// Returns the short name of the scope, for narrow places.
    #[must_use]
    pub fn short_name(self, catalog: &Catalog, lang: Lang) -> &str {
        match self {
            Self::Programme(programme) => catalog.short_label(programme).get(lang),
            Self::All | Self::Domain(_) => self.name(catalog, lang),
        }
    }

    /// Returns the largest number of rows that the overview can have in any scope.
    pub(crate) fn children_max(catalog: &Catalog) -> usize {
        if !catalog.has_several_programmes() {
            return catalog.domains().len();
        }
        let domain_counts = catalog
            .programmes()
            .map(|(programme, _)| Self::Programme(programme).domains(catalog))
            .map(|domains| domains.end.0 - domains.start.0);
        domain_counts.fold(catalog.programmes().len(), usize::max)
    }

    /// Translates the scope from the catalog `before` to the catalog `after`; [`Self::All`] if it
    /// is gone.
    #[must_use]
    pub(crate) fn remap(self, before: &Catalog, after: &Catalog) -> Self {
        let remapped = match self {
            Self::All => None,
            // A programme that was one of several may now be the only one.
            Self::Programme(programme) => before
                .remap_programme(after, programme)
                .filter(|_| after.has_several_programmes())
                .map(Self::Programme),
            Self::Domain(domain) => before.remap_domain(after, domain).map(Self::Domain),
        };
        remapped.unwrap_or_default()
    }
}

/// The state of the sidebar.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Sidebar {
    /// The selected row and the offset.
    pub(crate) list: List,
    expanded: Option<ProgrammeIx>,
}

impl Sidebar {
    /// Returns the scope of each row.
    pub(crate) fn rows(self, catalog: &Catalog) -> Vec<Scope> {
        let mut rows = vec![Scope::All];
        for scope in Scope::All.children(catalog) {
            rows.push(scope);
            if let Scope::Programme(programme) = scope
                && self.expanded == Some(programme)
            {
                rows.extend(scope.children(catalog));
            }
        }
        rows
    }

    /// Returns the number of rows.
    pub(crate) fn len(self, catalog: &Catalog) -> usize {
        if !catalog.has_several_programmes() {
            return 1 + catalog.domains().len();
        }
        let expanded_len = self
            .expanded
            .map_or(0, |programme| Scope::Programme(programme).children(catalog).len());
        1 + catalog.programmes().len() + expanded_len
    }

    /// Returns the scope of the selected row.
    pub(crate) fn scope(self, catalog: &Catalog) -> Scope {
        if !catalog.has_several_programmes() {
            let row =
                self.list.selected().checked_sub(1).filter(|row| *row < catalog.domains().len());
            return row.map_or(Scope::All, |row| Scope::Domain(DomainIx(row)));
        }
        self.rows(catalog).get(self.list.selected()).copied().unwrap_or_default()
    }

    /// Selects the row of `scope`, expanding the programme it lies in. `height` rows are visible.
    pub(crate) fn select(&mut self, scope: Scope, catalog: &Catalog, height: usize) {
        if let Scope::Domain(domain) = scope
            && catalog.has_several_programmes()
        {
            self.expanded = Some(catalog.programme_ix_of(domain));
        }
        let rows = self.rows(catalog);
        let row = rows.iter().position(|row| *row == scope).unwrap_or_default();
        self.list.select(row, rows.len(), height);
    }

    /// Returns the programme whose domains are shown, if there is one.
    pub(crate) fn expanded(self) -> Option<ProgrammeIx> {
        self.expanded
    }

    /// Shows the domains of `programme` and of no other, or of none. The selection stays, or moves
    /// to the parent if its row is gone. `height` rows are visible.
    pub(crate) fn set_expanded(
        &mut self,
        programme: Option<ProgrammeIx>,
        catalog: &Catalog,
        height: usize,
    ) {
        let scope = self.scope(catalog);
        self.expanded = programme;
        let rows = self.rows(catalog);
        let row_of = |scope: Scope| rows.iter().position(|row| *row == scope);
        let parent_row = || scope.parent(catalog).and_then(row_of);
        let row = row_of(scope).or_else(parent_row).unwrap_or_default();
        self.list.select(row, rows.len(), height);
    }

    /// Translates the sidebar, and the selection in the overview if there is one, from the catalog
    /// `before` to the catalog `after`. A scope that is gone becomes the first row.
    pub(crate) fn remap(&mut self, overview: Option<&mut List>, before: &Catalog, after: &Catalog) {
        let old_scope = self.scope(before);
        let scope = old_scope.remap(before, after);
        let expanded =
            scope.programme(after).or_else(|| before.remap_programme(after, self.expanded?));
        self.expanded = expanded.filter(|_| after.has_several_programmes());
        let row_of = |rows: Vec<Scope>, scope| rows.iter().position(|row| *row == scope);
        let row = row_of(self.rows(after), scope);
        self.list = self.list.with_selected(row.unwrap_or_default());
        if let Some(list) = overview {
            let selected = old_scope.children(before).get(list.selected()).copied();
            let remapped = selected.map(|selected| selected.remap(before, after));
            let rows = self.scope(after).children(after);
            let row = remapped.and_then(|scope| row_of(rows, scope));
            *list = list.with_selected(row.unwrap_or_default());
        }
    }
}
