//! What the list can be narrowed to, and the sidebar, which has a row for each: everything, the domains, and where there are several
//! programmes, those, of which one is unfolded into its domains.

use std::ops::Range;

use super::List;
use crate::catalog::{Catalog, DomainIx, ProgrammeIx};
use crate::lang::Lang;

/// What the list is narrowed to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scope {
    /// Nothing: all that there is.
    #[default]
    All,
    /// One of several programmes.
    Programme(ProgrammeIx),
    /// A domain.
    Domain(DomainIx),
}

impl Scope {
    /// The domains in it.
    #[must_use]
    pub fn domains(self, catalog: &Catalog) -> Range<DomainIx> {
        match self {
            Self::All => DomainIx(0)..DomainIx(catalog.domains().len()),
            Self::Programme(at) => catalog.domains_of(at),
            Self::Domain(at) => at..DomainIx(at.0 + 1),
        }
    }

    /// The programme that it is or is in, if it is one.
    #[must_use]
    pub fn programme(self, catalog: &Catalog) -> Option<ProgrammeIx> {
        match self {
            Self::All => (!catalog.has_several_programmes()).then_some(ProgrammeIx::default()),
            Self::Programme(at) => Some(at),
            Self::Domain(at) => Some(catalog.programme_ix_of(at)),
        }
    }

    /// What it is a part of.
    #[must_use]
    pub fn parent(self, catalog: &Catalog) -> Option<Self> {
        match self {
            Self::All => None,
            Self::Domain(at) if catalog.has_several_programmes() => Some(Self::Programme(catalog.programme_ix_of(at))),
            Self::Programme(_) | Self::Domain(_) => Some(Self::All),
        }
    }

    /// What one tells apart in it at a look: several programmes, or the domains of one.
    #[must_use]
    pub fn children(self, catalog: &Catalog) -> Vec<Self> {
        let of = |at| {
            let Range { start, end } = catalog.domains_of(at);
            (start.0..end.0).map(DomainIx).map(Self::Domain).collect()
        };
        let all = || catalog.programmes().map(|(at, _)| Self::Programme(at)).collect();
        self.programme(catalog).map_or_else(all, of)
    }

    /// What it is called.
    #[must_use]
    pub fn name(self, catalog: &Catalog, lang: Lang) -> &str {
        match self {
            Self::All => lang.strings().all_domains,
            Self::Programme(at) => catalog.label(at).get(lang),
            Self::Domain(at) => catalog.domain(at).name.get(lang),
        }
    }

    /// What it is called where there is little room.
    #[must_use]
    pub fn short_name(self, catalog: &Catalog, lang: Lang) -> &str {
        match self {
            Self::Programme(at) => catalog.short_label(at).get(lang),
            Self::All | Self::Domain(_) => self.name(catalog, lang),
        }
    }

    /// The same in another catalogue; all that there is, where it is gone.
    #[must_use]
    pub(super) fn remap(self, before: &Catalog, now: &Catalog) -> Self {
        let there = match self {
            Self::All => None,
            // What was one of several may be the only one.
            Self::Programme(at) => {
                now.remap_programme(before, at).filter(|_| now.has_several_programmes()).map(Self::Programme)
            }
            Self::Domain(at) => now.remap_domain(before, at).map(Self::Domain),
        };
        there.unwrap_or_default()
    }
}

/// A selection among `rows` of one catalogue, as one among `others` of another: of the same, or where that is gone, of the first.
pub(super) fn remap_list(list: List, (rows, before): (&[Scope], &Catalog), (others, now): (&[Scope], &Catalog)) -> List {
    let there = rows.get(list.selected()).map(|scope| scope.remap(before, now));
    list.with_selected(others.iter().position(|other| Some(*other) == there).unwrap_or_default())
}

/// The sidebar.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Sidebar {
    /// Which row is chosen.
    pub(super) list: List,
    expanded: Option<ProgrammeIx>,
}

impl Sidebar {
    /// What each row stands for.
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

    /// How many rows there are.
    pub(super) fn len(self, catalog: &Catalog) -> usize {
        if !catalog.has_several_programmes() {
            return 1 + catalog.domains().len();
        }
        let unfolded = self.expanded.map_or(0, |at| Scope::Programme(at).children(catalog).len());
        1 + catalog.programmes().len() + unfolded
    }

    /// What the chosen row stands for.
    pub(super) fn scope(self, catalog: &Catalog) -> Scope {
        if !catalog.has_several_programmes() {
            let row = self.list.selected().checked_sub(1).filter(|row| *row < catalog.domains().len());
            return row.map_or(Scope::All, |row| Scope::Domain(DomainIx(row)));
        }
        self.rows(catalog).get(self.list.selected()).copied().unwrap_or_default()
    }

    /// Chooses the row of that, unfolding what it is in.
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

    /// Whether the domains of that programme are in sight.
    pub(super) fn is_expanded(self, programme: ProgrammeIx) -> bool {
        self.expanded == Some(programme)
    }

    /// Shows the domains of that programme and of no other, or of none; what is chosen stays, if it is still there.
    pub(super) fn expand(&mut self, programme: Option<ProgrammeIx>, catalog: &Catalog, height: usize) {
        let chosen = self.scope(catalog);
        self.expanded = programme;
        let rows = self.rows(catalog);
        let wider = || chosen.parent(catalog).and_then(|wider| rows.iter().position(|row| *row == wider));
        let row = rows.iter().position(|row| *row == chosen).or_else(wider).unwrap_or_default();
        self.list.select(row, rows.len(), height);
    }

    /// The same in another catalogue.
    #[must_use]
    pub(super) fn remap(self, before: &Catalog, now: &Catalog) -> Self {
        let chosen = self.scope(before).remap(before, now);
        let unfolded = chosen.programme(now).or_else(|| now.remap_programme(before, self.expanded?));
        let mut there = Self { expanded: unfolded.filter(|_| now.has_several_programmes()), ..self };
        there.list = self.list.with_selected(there.rows(now).iter().position(|row| *row == chosen).unwrap_or_default());
        there
    }
}
