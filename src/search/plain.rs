//! The plain meaning of a search: every text of every project, read letter by letter. It needs no index, and says what an
//! [`Index`](super::Index) has to find.

use std::cell::RefCell;
use std::collections::HashMap;
use std::ops::Range;

use super::found::Found;
use super::hit::{Hit, Manner, Tier};
use super::letters::Letters;
use super::number::covered;
use super::place::{answers, fields, place, texts};
use super::query::{Ask, Query, Term};
use super::term::{Ear, Hearing, Moves, Word};
use crate::catalog::{Catalog, Project, ProjectIx};
use crate::lang::Lang;
use crate::text::cells;
use crate::work::Workers;

/// So many projects are read at a time: well below a millisecond.
const PART: usize = 128;

/// What `query` finds, read by `workers`; `None` if they were told to stop. Ordered by tier, and by the length of titles.
#[must_use]
pub fn search_plainly(workers: &impl Workers, catalog: &Catalog, query: &Query) -> Option<Found> {
    let (mut hits, manner) = read(workers, catalog, query)?;
    hits.sort_by_cached_key(|hit| (hit.tier, cells(catalog.project(hit.project).title.get(Lang::Zh))));
    Some(Found::listed(hits, manner))
}

/// The same in the order of the file.
pub(super) fn read(workers: &impl Workers, catalog: &Catalog, query: &Query) -> Option<(Vec<Hit>, Manner)> {
    if query.is_empty() {
        return Some((catalog.projects().map(|(at, _)| Hit::unasked(at)).collect(), Manner::Typed));
    }
    let len = catalog.projects().len();
    for manner in Manner::ALL {
        let parts = workers.map(len.div_ceil(PART), |nth| {
            let terms = query.groups.iter().map(|group| group.iter().map(|term| (term, Memo::of(term))).collect());
            let reader = Reader { catalog, manner, groups: terms.collect() };
            reader.hits(nth * PART..len.min((nth + 1) * PART))
        })?;
        let hits = parts.concat();
        if !hits.is_empty() {
            return Some((hits, manner));
        }
    }
    Some((Vec::new(), Manner::Typed))
}

struct Reader<'a> {
    catalog: &'a Catalog,
    manner: Manner,
    groups: Vec<Group<'a>>,
}

/// Terms, and what their words remember.
type Group<'a> = Vec<(&'a Term, Option<Memo<'a>>)>;

impl Reader<'_> {
    fn hits(&self, places: Range<usize>) -> Vec<Hit> {
        let tier = |at| {
            let project = &self.catalog.project(at);
            let group = |group: &Group| group.iter().filter_map(|(term, memo)| self.tier(term, memo.as_ref(), project)).min();
            let tiers: Option<Vec<Tier>> = self.groups.iter().map(group).collect();
            tiers?.into_iter().max()
        };
        let projects = places.filter_map(|at| u32::try_from(at).ok().map(ProjectIx));
        projects.filter_map(|project| Some(Hit { project, tier: Some(tier(project)?) })).collect()
    }

    /// How good `project` is for a term, if it is what the term asks for.
    fn tier(&self, term: &Term, memo: Option<&Memo>, project: &Project) -> Option<Tier> {
        let there = match (&term.ask, memo) {
            (Ask::Word(..), Some(memo)) if !term.not => {
                return place(self.catalog, term, project, self.manner, |_| memo).map(|(tier, _)| tier);
            }
            // First letters, of syllables or of numbers, do not count against a project.
            (Ask::Word(word, only), Some(memo)) => {
                let is_number = only.is_none() && covered(project.no, word) == Some(project.no.to_string().len());
                let whole = |text: &str| Letters::of(text).find(word, memo).is_some_and(|span| !span.initials);
                is_number || fields(*only).any(|field| texts(self.catalog, project, field).any(|(.., text)| whole(&text)))
            }
            _ if !term.not => return place(self.catalog, term, project, self.manner, |word| word).map(|(tier, _)| tier),
            (ask, _) => answers(ask, self.catalog, project),
        };
        // What is not there does not make a project any worse.
        (!there).then_some(Tier::Number)
    }
}

/// A word that remembers what characters make of it: readings are not looked up for every text again.
struct Memo<'a> {
    word: &'a Word,
    known: RefCell<HashMap<(char, Ear), Moves>>,
}

impl<'a> Memo<'a> {
    fn of(term: &'a Term) -> Option<Self> {
        match &term.ask {
            Ask::Word(word, _) => Some(Self { word, known: RefCell::default() }),
            _ => None,
        }
    }
}

impl Hearing for Memo<'_> {
    fn moves(&self, raw: char, folded: char, ear: Ear) -> Moves {
        *self.known.borrow_mut().entry((raw, ear)).or_insert_with(|| self.word.moves(raw, folded, ear))
    }
}
