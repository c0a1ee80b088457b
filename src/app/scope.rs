//! The scope of the list, and the sidebar, which has a row for each scope: everything and the
//! domains; or with several programmes everything and the programmes, one of them expanded into its
//! domains.

use std::ops::Range;

use super::List;
use crate::catalog::{Catalog, DomainIx, ProgrammeIx};
use crate::lang::Lang;

/// The part of the catalogue that the list is narrowed to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scope {
    /// The whole catalogue.
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
            Self::Programme(at) => catalog.domains_of(at),
            Self::Domain(at) => at..DomainIx(at.0 + 1),
        }
    }

    /// Returns the programme that the scope is or lies in; `None` if it spans several.
    #[must_use]
    pub fn programme(self, catalog: &Catalog) -> Option<ProgrammeIx> {
        match self {
            Self::All => (!catalog.has_several_programmes()).then_some(ProgrammeIx::default()),
            Self::Programme(at) => Some(at),
            Self::Domain(at) => Some(catalog.programme_ix_of(at)),
        }
    }

    /// Returns the next wider scope; `None` for [`Self::All`].
    #[must_use]
    pub fn parent(self, catalog: &Catalog) -> Option<Self> {
        match self {
            Self::All => None,
            Self::Domain(at) if catalog.has_several_programmes() => {
                Some(Self::Programme(catalog.programme_ix_of(at)))
            }
            Self::Programme(_) | Self::Domain(_) => Some(Self::All),
        }
    }

    /// Returns the parts that the overview shows: the programmes if there are several, or the
    /// domains of one.
    #[must_use]
    pub fn children(self, catalog: &Catalog) -> Vec<Self> {
        let of = |at| {
            let Range { start, end } = catalog.domains_of(at);
            (start.0..end.0).map(DomainIx).map(Self::Domain).collect()
        };
        let all = || catalog.programmes().map(|(at, _)| Self::Programme(at)).collect();
        self.programme(catalog).map_or_else(all, of)
    }

    /// Returns the name of the scope.
    #[must_use]
    pub fn name(self, catalog: &Catalog, lang: Lang) -> &str {
        match self {
            Self::All => lang.strings().all_domains,
            Self::Programme(at) => catalog.label(at).get(lang),
            Self::Domain(at) => catalog.domain(at).name.get(lang),
        }
    }

    /// Returns the short name of the scope, for narrow places.
    #[must_use]
    pub fn short_name(self, catalog: &Catalog, lang: Lang) -> &str {
        match self {
            Self::Programme(at) => catalog.short_label(at).get(lang),
            Self::All | Self::Domain(_) => self.name(catalog, lang),
        }
    }

    /// Translates the scope from the catalogue `before` to the catalogue `now`; [`Self::All`] if it
    /// is gone.
    #[must_use]
    pub(super) fn remap(self, before: &Catalog, now: &Catalog) -> Self {
        let there = match self {
            Self::All => None,
            // A programme that was one of several may now be the only one.
            Self::Programme(at) => now
                .remap_programme(before, at)
                .filter(|_| now.has_several_programmes())
                .map(Self::Programme),
            Self::Domain(at) => now.remap_domain(before, at).map(Self::Domain),
        };
        there.unwrap_or_default()
    }
}

/// Translates the selection among `rows` of the catalogue `before` into `others` of the catalogue
/// `now`; the first row if the scope is gone.
pub(super) fn remap_list(
    list: List,
    (rows, before): (&[Scope], &Catalog),
    (others, now): (&[Scope], &Catalog),
) -> List {
    let there = rows.get(list.selected()).map(|scope| scope.remap(before, now));
    list.with_selected(others.iter().position(|other| Some(*other) == there).unwrap_or_default())
}

/// The state of the sidebar.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Sidebar {
    /// The selected row and the offset.
    pub(super) list: List,
    expanded: Option<ProgrammeIx>,
}

impl Sidebar {
    /// Returns the scope of each row.
    pub(super) fn rows(self, catalog: &Catalog) -> Vec<Scope> {
        let mut rows = vec![Scope::All];
        for part in Scope::All.children(catalog) {
            rows.push(part);
            if let Scope::Programme(at) = part
                && self.expanded == Some(at)
            {
                rows.extend(part.children(catalog));
            }
        }
        rows
    }

    /// Returns the number of rows.
    pub(super) fn len(self, catalog: &Catalog) -> usize {
        if !catalog.has_several_programmes() {
            return 1 + catalog.domains().len();
        }
        let unfolded = self.expanded.map_or(0, |at| Scope::Programme(at).children(catalog).len());
        1 + catalog.programmes().len() + unfolded
    }

    /// Returns the scope of the selected row.
    pub(super) fn scope(self, catalog: &Catalog) -> Scope {
        if !catalog.has_several_programmes() {
            let row =
                self.list.selected().checked_sub(1).filter(|row| *row < catalog.domains().len());
            return row.map_or(Scope::All, |row| Scope::Domain(DomainIx(row)));
        }
        self.rows(catalog).get(self.list.selected()).copied().unwrap_or_default()
    }

    /// Selects the row of `scope`, expanding the programme it lies in. `height` rows are visible.
    pub(super) fn select(&mut self, scope: Scope, catalog: &Catalog, height: usize) {
        if let Scope::Domain(at) = scope
            && catalog.has_several_programmes()
        {
            self.expanded = Some(catalog.programme_ix_of(at));
        }
        let rows = self.rows(catalog);
        let row = rows.iter().position(|row| *row == scope).unwrap_or_default();
        self.list.select(row, rows.len(), height);
    }

    /// Returns true if the domains of `programme` are shown.
    pub(super) fn is_expanded(self, programme: ProgrammeIx) -> bool {
        self.expanded == Some(programme)
    }

    /// Shows the domains of `programme` and of no other, or of none. The selection stays, or moves
    /// to the parent if its row is gone. `height` rows are visible.
    pub(super) fn expand(
        &mut self,
        programme: Option<ProgrammeIx>,
        catalog: &Catalog,
        height: usize,
    ) {
        let chosen = self.scope(catalog);
        self.expanded = programme;
        let rows = self.rows(catalog);
        let wider =
            || chosen.parent(catalog).and_then(|wider| rows.iter().position(|row| *row == wider));
        let row = rows.iter().position(|row| *row == chosen).or_else(wider).unwrap_or_default();
        self.list.select(row, rows.len(), height);
    }

    /// Translates the sidebar from the catalogue `before` to the catalogue `now`.
    #[must_use]
    pub(super) fn remap(self, before: &Catalog, now: &Catalog) -> Self {
        let chosen = self.scope(before).remap(before, now);
        let unfolded =
            chosen.programme(now).or_else(|| now.remap_programme(before, self.expanded?));
        let mut there =
            Self { expanded: unfolded.filter(|_| now.has_several_programmes()), ..self };
        there.list = self.list.with_selected(
            there.rows(now).iter().position(|row| *row == chosen).unwrap_or_default(),
        );
        there
    }
}
