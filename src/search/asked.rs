//! A term of a query made ready for many projects: the same answers as `place`, sooner.

use std::ops::Range;

use super::arena::Arena;
use super::heard::Heard;
use super::hit::{Field, MISS, Manner, Match, Rank, Tier};
use super::index::{Index, Row};
use super::letters::Letters;
use super::number::Numbers;
use super::place::{answers, tier, word_place};
use super::query::{Ask, Term};
use super::sieve::{Places, Sieve, Sure, sift};
use super::term::{Ear, Word};
use crate::catalog::{Catalog, Project, Text};
use crate::lang::Lang;

/// Up to that part of all, in percent, projects are looked at one by one; above, their texts are sifted in one go.
const FEW: usize = 60;

/// A term, ready for many projects.
pub(super) struct Asked<'a> {
    index: &'a Index,
    catalog: &'a Catalog,
    term: &'a Term,
    word: Option<AskedWord<'a>>,
}

/// A word, and what the letters of the catalogue make of it.
struct AskedWord<'a> {
    index: &'a Index,
    word: &'a Word,
    only: Option<Field>,
    manner: Manner,
    /// First letters, of syllables or of numbers, do not count against a project.
    whole: bool,
    heard: Heard<'a>,
    typed: Sieve,
    near: Option<Sieve>,
    /// Whether it may be in a title with others between.
    is_gapped: bool,
    /// How good each domain is by its name.
    domains: Vec<Rank>,
    numbers: Numbers,
}

/// Some projects that stand one after the other in the index, and how good each is so far.
pub(super) struct Part<'a> {
    pub(super) places: Range<usize>,
    /// What is a [`MISS`] here need not be looked at.
    pub(super) open: &'a [Rank],
    pub(super) best: &'a mut [Rank],
    /// Nothing of what is asked for is there as typed: that is known.
    pub(super) loosely_only: bool,
}

impl Part<'_> {
    /// The places that may still get better than `rank`; if those are most, all of them.
    fn worse_than(&self, rank: Rank) -> Places {
        let open_ones = |(open, best): (&Rank, &Rank)| u8::from(*open != MISS) & u8::from(*best > rank);
        let open = self.open.chunks(128).zip(self.best.chunks(128));
        // In pieces that a byte can count, and many at a time.
        let few = |(open, best): (&[Rank], &[Rank])| open.iter().zip(best).map(open_ones).sum::<u8>();
        let count: usize = open.map(few).map(usize::from).sum();
        if count * 100 > self.best.len() * FEW {
            return Places::All(self.places.clone());
        }
        let ranks = self.open.iter().zip(self.best.iter());
        Places::Few(
            self.places.clone().zip(ranks).filter(|(_, ranks)| open_ones(*ranks) == 1).map(|(place, _)| place).collect(),
        )
    }

    fn rows<'i>(&self, index: &'i Index) -> &'i [Row] {
        index.rows.get(self.places.clone()).unwrap_or_default()
    }

    fn rank(&mut self, place: usize) -> Option<&mut Rank> {
        self.best.get_mut(place - self.places.start)
    }
}

impl<'a> Asked<'a> {
    pub(super) fn new(index: &'a Index, catalog: &'a Catalog, term: &'a Term, manner: Manner) -> Self {
        let word = match &term.ask {
            Ask::Word(word, only) => Some(AskedWord::new(index, catalog, (word, *only), manner, term.not)),
            _ => None,
        };
        Self { index, catalog, term, word }
    }

    /// Whether there is nothing in this catalogue that it could match.
    pub(super) fn is_hopeless(&self) -> bool {
        !self.term.not && self.word.as_ref().is_some_and(AskedWord::is_hopeless)
    }

    /// Notes how good the projects are for this term, where that is better than what is known.
    pub(super) fn note(&self, part: &mut Part) {
        if !self.term.not {
            return self.note_matches(part);
        }
        let mut there = vec![MISS; part.best.len()];
        self.note_matches(&mut Part { places: part.places.clone(), best: &mut there, ..*part });
        // What is not there does not make a project any worse.
        part.best.iter_mut().zip(there).filter(|(_, there)| *there == MISS).for_each(|(best, _)| *best = Tier::Number.rank());
    }

    fn note_matches(&self, part: &mut Part) {
        match (&self.term.ask, &self.word) {
            (_, Some(word)) => word.note(part),
            (Ask::Amount(comparison, value), None) => self.note_rows(part, Tier::In(Field::Target), |row| {
                let sure = comparison.is_sure(row.amounts, *value);
                sure.unwrap_or_else(|| answers(&self.term.ask, &self.catalog.project(row.project)))
            }),
            (ask, None) => self.note_rows(part, Tier::Number, |row| ask.is_number(row.no)),
        }
    }

    fn note_rows(&self, part: &mut Part, tier: Tier, holds: impl Fn(&Row) -> bool) {
        for ((row, open), best) in part.rows(self.index).iter().zip(part.open).zip(part.best.iter_mut()) {
            if *open != MISS && holds(row) {
                *best = tier.rank().min(*best);
            }
        }
    }

    /// How good the term is in `project`, and where in its texts, if it is there; nothing of what must not be there.
    pub(super) fn place(&self, project: &Project) -> Option<(Tier, Option<Match>)> {
        let word = self.word.as_ref().filter(|_| !self.term.not)?;
        if word.numbers.has(project.no).is_some() {
            return Some((Tier::Number, None));
        }
        let (tier, found) = word_place(self.catalog, project, (word.word, word.only), &word.heard, word.manner)?;
        Some((tier, Some(found)))
    }

    /// Whether the term is all of the project's number.
    pub(super) fn is_number_of(&self, project: &Project) -> bool {
        self.word.as_ref().is_some_and(|word| word.numbers.has(project.no) == Some(true))
    }
}

impl<'a> AskedWord<'a> {
    fn new(
        index: &'a Index,
        catalog: &'a Catalog,
        (word, only): (&'a Word, Option<Field>),
        manner: Manner,
        whole: bool,
    ) -> Self {
        let is_near = manner == Manner::Near && !word.is_exact();
        let heard = Heard::new(&index.alphabet, &index.codes, word, if is_near { Ear::Near } else { Ear::Initials });
        let sieve = |ear| Sieve::new(&heard, &index.codes, ear);
        let typed = sieve(if whole { Ear::Whole } else { Ear::Initials });
        let near = is_near.then(|| sieve(Ear::Near));
        let numbers = if only.is_none() { Numbers::named(word) } else { Numbers::default() };
        let is_gapped = only.is_none() && !word.is_exact() && heard.is_possible(Ear::Initials);
        let mut asked = Self { index, word, only, manner, whole, heard, typed, near, is_gapped, domains: Vec::new(), numbers };
        asked.domains = catalog.domains().map(|(_, domain)| asked.domain(domain.name)).collect();
        asked
    }

    /// How loosely a word may match as typed.
    fn loosest(&self) -> Ear {
        if self.whole || !self.word.is_spelt() { Ear::Whole } else { Ear::Initials }
    }

    /// How the word is heard at that position, if it is.
    fn ear_at(&self, arena: &Arena, at: usize, most: Ear, sure: Sure) -> Option<Ear> {
        if sure { Some(Ear::Whole) } else { self.heard.ear_at(arena.codes(), at, most) }
    }

    /// Whether there is nothing in this catalogue that it could match.
    fn is_hopeless(&self) -> bool {
        let shut = |sieve: &Sieve| matches!(sieve, Sieve::Shut);
        let by_name = self.domains.iter().any(|rank| *rank != MISS);
        let gapped = self.is_gapped && self.manner == Manner::Gapped;
        shut(&self.typed) && self.near.as_ref().is_none_or(shut) && !gapped && !by_name && self.numbers.is_empty()
    }

    /// How good the name of a domain is.
    fn domain(&self, name: Text) -> Rank {
        if self.only.is_some_and(|only| only != Field::Domain) {
            return MISS;
        }
        let rank = |text: &str| {
            let letters = Letters::of(text);
            let typed = letters.find(self.word, &self.heard).filter(|span| !(self.whole && span.initials));
            let near = || letters.find_near(self.word, &self.heard).filter(|_| self.near.is_some()).map(|_| Tier::Near.rank());
            typed.map(|span| tier(Field::Domain, false, span.initials).rank()).or_else(near)
        };
        Lang::ALL.into_iter().filter_map(|lang| rank(name.exactly(lang))).min().unwrap_or(MISS)
    }

    fn note(&self, part: &mut Part) {
        if !part.loosely_only {
            self.note_numbers(part);
            if self.only.is_none() {
                self.note_titles(part);
            }
            if self.only != Some(Field::Domain) {
                self.note_others(part);
            }
        }
        self.note_domains(part);
        match (self.manner, &self.near) {
            (Manner::Near, Some(sieve)) => {
                if self.only.is_none() {
                    self.note_near(part, sieve, &self.index.titles);
                }
                self.note_near(part, sieve, &self.index.others);
            }
            (Manner::Gapped, _) if self.is_gapped => self.note_gapped(part),
            _ => {}
        }
    }

    fn note_numbers(&self, part: &mut Part) {
        if self.numbers.is_empty() {
            return;
        }
        for (row, best) in part.rows(self.index).iter().zip(part.best.iter_mut()) {
            if self.numbers.has(row.no).is_some_and(|all| all || !self.whole) {
                *best = Tier::Number.rank();
            }
        }
    }

    fn note_titles(&self, part: &mut Part) {
        const START: Rank = Tier::TitleStart.rank();
        const TITLE: Rank = Tier::Title.rank();
        const INITIALS: Rank = Tier::Initials.rank();
        let titles = &self.index.titles;
        let open = part.worse_than(START);
        sift(titles, &self.typed, open, |place, at, sure| {
            let Some(best) = part.rank(place) else { return true };
            let first = titles.begins(at);
            if *best <= START || (*best <= TITLE && !first) {
                return *best <= START;
            }
            let rank = match self.ear_at(titles, at, self.loosest(), sure) {
                Some(Ear::Whole) if first => START,
                Some(Ear::Whole) => TITLE,
                Some(_) => INITIALS,
                None => MISS,
            };
            *best = rank.min(*best);
            *best <= START
        });
    }

    fn note_domains(&self, part: &mut Part) {
        if self.domains.iter().all(|rank| *rank == MISS) {
            return;
        }
        for (row, best) in part.rows(self.index).iter().zip(part.best.iter_mut()) {
            let rank = self.domains.get(usize::from(row.domain)).copied().unwrap_or(MISS);
            *best = rank.min(*best);
        }
    }

    fn note_others(&self, part: &mut Part) {
        let others = &self.index.others;
        // Fields come in their order: behind the first match by whole syllables is no better one.
        let enough = |best: Rank| best <= Tier::In(Field::Fact).rank();
        let open = part.worse_than(Tier::Initials.rank());
        let mut has_initials = None;
        sift(others, &self.typed, open, |place, at, sure| {
            let Some(best) = part.rank(place).filter(|best| **best > Tier::Initials.rank()) else { return true };
            let loosest = if has_initials == Some(place) { Ear::Whole } else { self.loosest() };
            let Some(ear) = self.ear_at(others, at, loosest, sure) else { return false };
            if let Some(field) = others.field(at).filter(|field| self.only.is_none_or(|only| only == *field)) {
                *best = tier(field, false, ear != Ear::Whole).rank().min(*best);
                has_initials = Some(place);
            }
            ear == Ear::Whole && enough(*best)
        });
    }

    fn note_near(&self, part: &mut Part, sieve: &Sieve, arena: &Arena) {
        let open = part.worse_than(Tier::Near.rank());
        sift(arena, sieve, open, |place, at, sure| {
            let Some(best) = part.rank(place).filter(|best| **best > Tier::Near.rank()) else { return true };
            if self.ear_at(arena, at, Ear::Near, sure).is_some() && self.only.is_none_or(|only| arena.field(at) == Some(only)) {
                *best = Tier::Near.rank();
            }
            *best == Tier::Near.rank()
        });
    }

    fn note_gapped(&self, part: &mut Part) {
        let titles = &self.index.titles;
        for place in part.worse_than(Tier::Gapped.rank()).into_iter() {
            let text = titles.codes().get(titles.span(&(place..place + 1))).unwrap_or_default();
            if let Some(best) = part.rank(place)
                && *best > Tier::Gapped.rank()
                && self.heard.is_strewn_in(text)
            {
                *best = Tier::Gapped.rank();
            }
        }
    }
}
