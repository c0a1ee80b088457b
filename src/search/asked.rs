//! A term of a query made ready for many projects: the same answers as `place`, sooner.

use std::hint::black_box;

use super::arena::{Arena, PART, Spot};
use super::heard::Heard;
use super::hit::{Field, MISS, Manner, Match, Rank, Tier};
use super::index::{ARENAS, Index, arena_of};
use super::letters::Letters;
use super::number::Numbers;
use super::place::{answers, tier, word_place};
use super::query::{Ask, Term};
use super::sieve::Sieve;
use super::strewn::Strewn;
use super::term::{Ear, Word};
use super::walk::walk;
use crate::catalog::{Catalog, DomainIx, Project, Text};
use crate::lang::Lang;

/// A term, ready for many projects.
pub(super) struct Asked<'a> {
    index: &'a Index,
    catalog: &'a Catalog,
    term: &'a Term,
    manner: Manner,
    word: Option<AskedWord<'a>>,
}

/// A word, and what the letters of the catalogue make of it.
struct AskedWord<'a> {
    index: &'a Index,
    word: &'a Word,
    only: Option<Field>,
    /// How loosely it may match in a piece.
    most: Ear,
    heard: Heard<'a>,
    /// Where it may begin, if anywhere.
    sieve: Option<Sieve>,
    /// If it may be in a title with others between.
    strewn: Option<Strewn>,
    /// How good each domain is by its name.
    domains: Vec<Rank>,
    numbers: Numbers,
}

/// Some projects that stand one after the other in the index, and how good each is so far.
pub(super) struct Part<'a> {
    pub(super) nth: usize,
    /// If there are ranks, what is a [`MISS`] here need not be looked at.
    pub(super) open: Option<&'a [Rank]>,
    pub(super) best: &'a mut [Rank],
    /// Nothing of what is asked for is there as typed: that is known.
    pub(super) loosely_only: bool,
    /// So many of the arenas are looked through: what is in others does not matter yet.
    pub(super) arenas: usize,
}

/// Where a word is, in each of the arenas.
pub(super) type Spots = [Vec<Spot>; ARENAS];

impl Part<'_> {
    fn is_open(&self, place: usize) -> bool {
        self.open.is_none_or(|open| open.get(place).is_some_and(|rank| *rank != MISS))
    }

    /// What a column of the index has for these projects, and how good they are so far.
    fn with<'c, T>(&mut self, column: &'c [T]) -> impl Iterator<Item = (&'c T, &mut Rank)> {
        column.chunks(PART).nth(self.nth).unwrap_or_default().iter().zip(self.best.iter_mut())
    }
}

impl<'a> Asked<'a> {
    pub(super) fn new(index: &'a Index, catalog: &'a Catalog, term: &'a Term, manner: Manner) -> Self {
        let word = match &term.ask {
            Ask::Word(word, only) => Some(AskedWord::new(index, catalog, (word, *only), manner, term.not)),
            _ => None,
        };
        Self { index, catalog, term, manner, word }
    }

    /// Whether there is nothing in this catalogue that it could match.
    pub(super) fn is_hopeless(&self) -> bool {
        !self.term.not && self.word.as_ref().is_some_and(AskedWord::is_hopeless)
    }

    /// The best that a project may be by it.
    pub(super) fn best_rank(&self) -> Rank {
        let tier = match (&self.term.ask, &self.word) {
            (Ask::Word(_, Some(field)), _) if !self.term.not => Tier::In(*field),
            (Ask::Word(_, None), Some(word)) if !self.term.not && word.numbers.is_empty() => {
                // First letters only are the same wherever they are in a title.
                if word.heard.steps(Ear::Whole).is_empty() { Tier::Initials } else { Tier::TitleStart }
            }
            (Ask::Amount(..), _) if !self.term.not => Tier::In(Field::Target),
            _ => Tier::Number,
        };
        tier.rank()
    }

    /// Whether it is a word that is in so few places that one may remember all of them.
    pub(super) fn is_memorable(&self) -> bool {
        let few = |sieve: &Sieve| sieve.expected < MEMORABLE * (self.index.rows.len() as u64).max(PART as u64);
        !self.term.not && self.word.as_ref().is_some_and(|word| word.sieve.as_ref().is_none_or(few))
    }

    /// Notes how good the projects are for this term, where that is better than what is known; and all spots where it is, if
    /// they are to be remembered.
    pub(super) fn note(&self, part: &mut Part, spots: Option<&mut Spots>) {
        if !self.term.not {
            return self.note_matches(part, spots);
        }
        let mut there = vec![MISS; part.best.len()];
        self.note_matches(&mut Part { best: &mut there, ..*part }, None);
        // What is not there does not make a project any worse.
        part.best.iter_mut().zip(there).filter(|(_, there)| *there == MISS).for_each(|(best, _)| *best = Tier::Number.rank());
    }

    /// The same for a word of which it is known where its beginning is: there, and nowhere else.
    pub(super) fn note_again(&self, part: &mut Part, before: &Spots) -> Spots {
        let Some(word) = &self.word else { return Spots::default() };
        let mut spots = Spots::default();
        for ((arena, before), spots) in self.index.arenas.iter().zip(before).zip(&mut spots).take(part.arenas) {
            *spots = word.note_again(arena, part, before);
        }
        word.note_rows(part);
        spots
    }

    fn note_matches(&self, part: &mut Part, spots: Option<&mut Spots>) {
        let (tier, rows) = (Tier::In(Field::Target).rank(), &self.index.rows);
        match (&self.term.ask, &self.word) {
            (_, Some(word)) => word.note(part, spots),
            (Ask::Amount(comparison, value), None) => {
                let open = part.open;
                let projects = rows.projects.chunks(PART).nth(part.nth).unwrap_or_default();
                for (place, ((extent, best), project)) in part.with(&rows.amounts).zip(projects).enumerate() {
                    let is_open = || open.is_none_or(|open| open.get(place).is_some_and(|rank| *rank != MISS));
                    let holds = || comparison.is_sure(*extent, *value);
                    if is_open()
                        && holds().unwrap_or_else(|| answers(&self.term.ask, self.catalog, &self.catalog.project(*project)))
                    {
                        *best = tier.min(*best);
                    }
                }
            }
            (Ask::Standing(wanted), None) => {
                let open = part.open;
                let projects = rows.projects.chunks(PART).nth(part.nth).unwrap_or_default();
                for (place, (project, best)) in projects.iter().zip(part.best.iter_mut()).enumerate() {
                    let is_open = open.is_none_or(|open| open.get(place).is_some_and(|rank| *rank != MISS));
                    if is_open && wanted.is_so(self.catalog, &self.catalog.project(*project)) {
                        *best = Tier::Number.rank();
                    }
                }
            }
            (Ask::Programme(named), None) => {
                let meant: Vec<_> = self.catalog.programmes().filter(|(_, programme)| named.is(programme)).collect();
                let meant: Vec<_> = meant.into_iter().map(|(at, _)| self.catalog.domains_of(at)).collect();
                let is_meant = |domain: u16| meant.iter().any(|domains| domains.contains(&DomainIx(domain.into())));
                let matches = part.with(&rows.domains).filter(|(domain, _)| is_meant(**domain));
                matches.for_each(|(_, best)| *best = Tier::Number.rank());
            }
            (ask, None) => {
                let matches = part.with(&rows.numbers).filter(|(no, _)| ask.is_number(**no));
                matches.for_each(|(_, best)| *best = Tier::Number.rank());
            }
        }
    }

    /// How good the term is in `project`, and where in its texts, if it is there; nothing of what must not be there.
    pub(super) fn place(&self, project: &Project) -> Option<(Tier, Option<Match>)> {
        let word = self.word.as_ref().filter(|_| !self.term.not)?;
        if word.numbers.has(project.no).is_some() {
            return Some((Tier::Number, None));
        }
        let (tier, found) = word_place(self.catalog, project, (word.word, word.only), &word.heard, self.manner)?;
        Some((tier, Some(found)))
    }

    /// Whether the term is all of the project's number.
    pub(super) fn is_number_of(&self, project: &Project) -> bool {
        self.word.as_ref().is_some_and(|word| word.numbers.has(project.no) == Some(true))
    }
}

/// A word that is there more than so often in each project is looked for anew when it grows: to remember is more work.
const MEMORABLE: u64 = 6;

/// So many spots are fetched together.
const AT_ONCE: usize = 64;

impl<'a> AskedWord<'a> {
    /// If `whole`, first letters, of syllables or of numbers, do not count against a project.
    fn new(
        index: &'a Index,
        catalog: &'a Catalog,
        (word, only): (&'a Word, Option<Field>),
        manner: Manner,
        whole: bool,
    ) -> Self {
        let most = match manner {
            _ if whole || !word.is_spelt() => Ear::Whole,
            Manner::Near => Ear::Near,
            Manner::Typed | Manner::Gapped => Ear::Initials,
        };
        let heard = Heard::new(&index.alphabet, &index.codes, word, most);
        let sieve = Sieve::new(&heard, &index.codes, most).filter(|_| only != Some(Field::Domain));
        let mut numbers = if only.is_none() { Numbers::named(word) } else { Numbers::default() };
        if whole {
            numbers.keep_whole();
        }
        let is_gapped = manner == Manner::Gapped && !whole && only.is_none() && !word.is_exact();
        let strewn = is_gapped.then(|| Strewn::new(&heard, &index.codes)).flatten();
        let mut asked = Self { index, word, only, most, heard, sieve, strewn, domains: Vec::new(), numbers };
        asked.domains = catalog.domains().map(|(_, domain)| asked.domain(domain.name)).collect();
        asked
    }

    /// Whether there is nothing in this catalogue that it could match.
    fn is_hopeless(&self) -> bool {
        let by_name = self.domains.iter().any(|rank| *rank != MISS);
        self.sieve.is_none() && self.strewn.is_none() && !by_name && self.numbers.is_empty()
    }

    /// How good the name of a domain is.
    fn domain(&self, name: Text) -> Rank {
        if self.only.is_some_and(|only| only != Field::Domain) {
            return MISS;
        }
        let rank = |text: &str| {
            let letters = Letters::of(text);
            let typed = letters.find(self.word, &self.heard).filter(|span| !span.initials || self.most != Ear::Whole);
            let near = || letters.find_near(self.word, &self.heard).filter(|_| self.most == Ear::Near);
            typed.map(|span| tier(Field::Domain, false, span.initials).rank()).or_else(|| near().map(|_| Tier::Near.rank()))
        };
        Lang::ALL.into_iter().filter_map(|lang| rank(name.exactly(lang))).min().unwrap_or(MISS)
    }

    fn note(&self, part: &mut Part, mut spots: Option<&mut Spots>) {
        if let Some(sieve) = self.sieve.as_ref().filter(|_| !part.loosely_only) {
            let is_there = |nth| self.only.is_none_or(|only| arena_of(only) == nth);
            for (nth, arena) in self.index.arenas.iter().enumerate().take(part.arenas).filter(|(nth, _)| is_there(*nth)) {
                self.note_in(arena, sieve, part, spots.as_deref_mut().and_then(|spots| spots.get_mut(nth)));
            }
        }
        self.note_rows(part);
        if let Some(strewn) = &self.strewn {
            self.note_gapped(strewn, part);
        }
    }

    fn note_in(&self, arena: &Arena, sieve: &Sieve, part: &mut Part, spots: Option<&mut Vec<Spot>>) {
        let codes = arena.codes();
        match spots {
            Some(spots) => walk(arena, part.nth, sieve, |here, at| {
                if let Some(ear) = self.heard.ear_at(codes, at) {
                    let spot = here.spot(at);
                    if part.is_open(spot.place.into()) && self.note_spot(part, spot, ear) {
                        spots.push(spot);
                    }
                }
                false
            }),
            None => walk(arena, part.nth, sieve, |here, at| {
                // Most of what passes the sieve is not the word: that is sooner said than where it is.
                self.heard.ear_at(codes, at).is_some_and(|ear| self.note_first(part, here.spot(at), ear))
            }),
        }
    }

    fn note_again(&self, arena: &Arena, part: &mut Part, before: &[Spot]) -> Vec<Spot> {
        let codes = arena.codes();
        let mut spots = Vec::with_capacity(before.len());
        for some in before.chunks(AT_ONCE) {
            // They are far from each other: to have them all fetched now takes as long as to wait for one.
            let first = |spot: &Spot| codes.get(spot.at as usize).copied().unwrap_or_default();
            black_box(some.iter().map(first).fold(0, |all, code| all | code));
            for spot in some {
                if let Some(ear) = self.heard.ear_at(codes, spot.at as usize)
                    && self.note_spot(part, *spot, ear)
                {
                    spots.push(*spot);
                }
            }
        }
        spots
    }

    /// Notes how good the project is by that the word is at that spot, if it is asked for there.
    fn note_spot(&self, part: &mut Part, spot: Spot, ear: Ear) -> bool {
        let is_here = self.only.is_none_or(|only| only == spot.field);
        if let Some(best) = part.best.get_mut(usize::from(spot.place)).filter(|_| is_here) {
            *best = rank(spot, ear).min(*best);
        }
        is_here
    }

    /// The same, and whether the project may not get better by anything that follows.
    fn note_first(&self, part: &mut Part, spot: Spot, ear: Ear) -> bool {
        if !part.is_open(spot.place.into()) {
            return true;
        }
        self.note_spot(part, spot, ear);
        // Texts come in the order of their fields.
        let best = part.best.get(usize::from(spot.place)).copied().unwrap_or_default();
        best <= rank(Spot { first: true, ..spot }, Ear::Whole)
    }

    /// What is no text.
    fn note_rows(&self, part: &mut Part) {
        if !self.numbers.is_empty() {
            let matches = part.with(&self.index.rows.numbers).filter(|(no, _)| self.numbers.has(**no).is_some());
            matches.for_each(|(_, best)| *best = Tier::Number.rank());
        }
        for (named, rank) in (0_u16..).zip(self.domains.iter().copied()).filter(|(_, rank)| *rank != MISS) {
            for (domain, best) in part.with(&self.index.rows.domains) {
                // No branch for each: several are compared together.
                *best = (*best).min(if *domain == named { rank } else { MISS });
            }
        }
    }

    fn note_gapped(&self, strewn: &Strewn, part: &mut Part) {
        strewn.look(self.index.titles(), part.nth, |place, title| {
            if part.is_open(place)
                && let Some(best) = part.best.get_mut(place)
                && *best > Tier::Gapped.rank()
                && self.heard.is_strewn_in(title)
            {
                *best = Tier::Gapped.rank();
            }
        });
    }
}

/// How good a word is that is heard so at that spot.
fn rank(spot: Spot, ear: Ear) -> Rank {
    match ear {
        Ear::Near => Tier::Near,
        ear => tier(spot.field, spot.first, ear == Ear::Initials),
    }
    .rank()
}
