//! A term of a query made ready for many projects: the same answers as `place`, sooner.

use std::hint::black_box;

use super::compiled_word::CompiledWord;
use super::haystack::{CHUNK_LEN, Haystack, Occurrence};
use super::hit::{Match, MatchMode, NO_MATCH, Rank, SearchField, Tier};
use super::index::{HAYSTACK_COUNT, Index, haystack_of};
use super::locate::{filter_matches, match_word, tier};
use super::normalized_text::NormalizedText;
use super::number::NumberMatcher;
use super::prefilter::Prefilter;
use super::query::{Filter, Term};
use super::scan::scan;
use super::subsequence::SubsequenceMatcher;
use super::word::{MatchLevel, SearchWord};
use crate::catalog::{Catalog, DomainIx, Project, Text};
use crate::lang::Lang;

/// A term, ready for many projects.
pub(super) struct TermMatcher<'a> {
    index: &'a Index,
    catalog: &'a Catalog,
    term: &'a Term,
    mode: MatchMode,
    word: Option<WordMatcher<'a>>,
}

/// A word, and what the letters of the catalogue make of it.
struct WordMatcher<'a> {
    index: &'a Index,
    word: &'a SearchWord,
    field: Option<SearchField>,
    /// How loosely it may match in a piece.
    max_level: MatchLevel,
    compiled: CompiledWord<'a>,
    /// Where it may begin, if anywhere.
    prefilter: Option<Prefilter>,
    /// If it may be in a title with others between.
    subsequence: Option<SubsequenceMatcher>,
    /// How good each domain is by its name.
    domain_ranks: Vec<Rank>,
    numbers: NumberMatcher,
}

/// Some projects that stand one after the other in the index, and how good each is so far.
pub(super) struct ChunkRanks<'a> {
    pub(super) chunk: usize,
    /// If there are ranks, what is a [`NO_MATCH`] here need not be looked at.
    pub(super) candidates: Option<&'a [Rank]>,
    pub(super) ranks: &'a mut [Rank],
    /// Nothing of what is asked for is there as typed: that is known.
    pub(super) subsequence_only: bool,
    /// So many of the arenas are looked through: what is in others does not matter yet.
    pub(super) haystacks: usize,
}

/// Where a word is, in each of the arenas.
pub(super) type Occurrences = [Vec<Occurrence>; HAYSTACK_COUNT];

impl ChunkRanks<'_> {
    fn is_candidate(&self, place: usize) -> bool {
        self.candidates.is_none_or(|open| open.get(place).is_some_and(|rank| *rank != NO_MATCH))
    }

    /// What a column of the index has for these projects, and how good they are so far.
    fn zip_column<'c, T>(&mut self, column: &'c [T]) -> impl Iterator<Item = (&'c T, &mut Rank)> {
        column.chunks(CHUNK_LEN).nth(self.chunk).unwrap_or_default().iter().zip(self.ranks.iter_mut())
    }
}

impl<'a> TermMatcher<'a> {
    pub(super) fn new(index: &'a Index, catalog: &'a Catalog, term: &'a Term, manner: MatchMode) -> Self {
        let word = match &term.filter {
            Filter::Word(word, only) => Some(WordMatcher::new(index, catalog, (word, *only), manner, term.negated)),
            _ => None,
        };
        Self { index, catalog, term, mode: manner, word }
    }

    /// Whether there is nothing in this catalogue that it could match.
    pub(super) fn cannot_match(&self) -> bool {
        !self.term.negated && self.word.as_ref().is_some_and(WordMatcher::cannot_match)
    }

    /// The best that a project may be by it.
    pub(super) fn best_rank(&self) -> Rank {
        let tier = match (&self.term.filter, &self.word) {
            (Filter::Word(_, Some(field)), _) if !self.term.negated => Tier::In(*field),
            (Filter::Word(_, None), Some(word)) if !self.term.negated && word.numbers.is_empty() => {
                // First letters only are the same wherever they are in a title.
                if word.compiled.edges(MatchLevel::Syllables).is_empty() { Tier::Initials } else { Tier::TitleStart }
            }
            (Filter::Amount(..), _) if !self.term.negated => Tier::In(SearchField::Target),
            _ => Tier::Number,
        };
        tier.rank()
    }

    /// Whether it is a word that is in so few places that one may remember all of them.
    pub(super) fn is_cacheable(&self) -> bool {
        let few =
            |sieve: &Prefilter| sieve.expected_hits < CACHED_PER_DOC * (self.index.docs.len() as u64).max(CHUNK_LEN as u64);
        !self.term.negated && self.word.as_ref().is_some_and(|word| word.prefilter.as_ref().is_none_or(few))
    }

    /// Notes how good the projects are for this term, where that is better than what is known; and all spots where it is, if
    /// they are to be remembered.
    pub(super) fn rank_chunk(&self, part: &mut ChunkRanks, spots: Option<&mut Occurrences>) {
        if !self.term.negated {
            return self.rank_matches(part, spots);
        }
        let mut there = vec![NO_MATCH; part.ranks.len()];
        self.rank_matches(&mut ChunkRanks { ranks: &mut there, ..*part }, None);
        // What is not there does not make a project any worse.
        part.ranks
            .iter_mut()
            .zip(there)
            .filter(|(_, there)| *there == NO_MATCH)
            .for_each(|(best, _)| *best = Tier::Number.rank());
    }

    /// The same for a word of which it is known where its beginning is: there, and nowhere else.
    pub(super) fn rank_known(&self, part: &mut ChunkRanks, before: &Occurrences) -> Occurrences {
        let Some(word) = &self.word else { return Occurrences::default() };
        let mut spots = Occurrences::default();
        for ((arena, before), spots) in self.index.haystacks.iter().zip(before).zip(&mut spots).take(part.haystacks) {
            *spots = word.rank_known(arena, part, before);
        }
        word.rank_columns(part);
        spots
    }

    fn rank_matches(&self, part: &mut ChunkRanks, spots: Option<&mut Occurrences>) {
        let (tier, rows) = (Tier::In(SearchField::Target).rank(), &self.index.docs);
        match (&self.term.filter, &self.word) {
            (_, Some(word)) => word.rank_chunk(part, spots),
            (Filter::Amount(comparison, value), None) => {
                let open = part.candidates;
                let projects = rows.projects.chunks(CHUNK_LEN).nth(part.chunk).unwrap_or_default();
                for (place, ((extent, best), project)) in part.zip_column(&rows.amounts).zip(projects).enumerate() {
                    let is_open = || open.is_none_or(|open| open.get(place).is_some_and(|rank| *rank != NO_MATCH));
                    let holds = || comparison.check_range(*extent, *value);
                    if is_open()
                        && holds()
                            .unwrap_or_else(|| filter_matches(&self.term.filter, self.catalog, &self.catalog.project(*project)))
                    {
                        *best = tier.min(*best);
                    }
                }
            }
            (Filter::Status(wanted), None) => {
                let open = part.candidates;
                let projects = rows.projects.chunks(CHUNK_LEN).nth(part.chunk).unwrap_or_default();
                for (place, (project, best)) in projects.iter().zip(part.ranks.iter_mut()).enumerate() {
                    let is_open = open.is_none_or(|open| open.get(place).is_some_and(|rank| *rank != NO_MATCH));
                    if is_open && wanted.matches(self.catalog, &self.catalog.project(*project)) {
                        *best = Tier::Number.rank();
                    }
                }
            }
            (Filter::Programme(named), None) => {
                let meant: Vec<_> = self.catalog.programmes().filter(|(_, programme)| named.matches(programme)).collect();
                let meant: Vec<_> = meant.into_iter().map(|(at, _)| self.catalog.domains_of(at)).collect();
                let is_meant = |domain: u16| meant.iter().any(|domains| domains.contains(&DomainIx(domain.into())));
                let matches = part.zip_column(&rows.domains).filter(|(domain, _)| is_meant(**domain));
                matches.for_each(|(_, best)| *best = Tier::Number.rank());
            }
            (ask, None) => {
                let matches = part.zip_column(&rows.numbers).filter(|(no, _)| ask.matches_number(**no));
                matches.for_each(|(_, best)| *best = Tier::Number.rank());
            }
        }
    }

    /// How good the term is in `project`, and where in its texts, if it is there; nothing of what must not be there.
    pub(super) fn locate(&self, project: &Project) -> Option<(Tier, Option<Match>)> {
        let word = self.word.as_ref().filter(|_| !self.term.negated)?;
        if word.numbers.matches_whole(project.no).is_some() {
            return Some((Tier::Number, None));
        }
        let (tier, found) = match_word(self.catalog, project, (word.word, word.field), &word.compiled, self.mode)?;
        Some((tier, Some(found)))
    }

    /// Whether the term is all of the project's number.
    pub(super) fn is_number_of(&self, project: &Project) -> bool {
        self.word.as_ref().is_some_and(|word| word.numbers.matches_whole(project.no) == Some(true))
    }
}

/// A word that is there more than so often in each project is looked for anew when it grows: to remember is more work.
const CACHED_PER_DOC: u64 = 6;

/// So many spots are fetched together.
const PREFETCH_COUNT: usize = 64;

impl<'a> WordMatcher<'a> {
    /// If `whole`, first letters, of syllables or of numbers, do not count against a project.
    fn new(
        index: &'a Index,
        catalog: &'a Catalog,
        (word, only): (&'a SearchWord, Option<SearchField>),
        manner: MatchMode,
        whole: bool,
    ) -> Self {
        let most = match manner {
            _ if whole || !word.may_be_pinyin() => MatchLevel::Syllables,
            MatchMode::SimilarSound => MatchLevel::SimilarSound,
            MatchMode::Exact | MatchMode::Subsequence => MatchLevel::Initials,
        };
        let heard = CompiledWord::new(&index.alphabet, &index.encoding, word, most);
        let sieve = Prefilter::new(&heard, &index.encoding, most).filter(|_| only != Some(SearchField::Domain));
        let mut numbers = if only.is_none() { NumberMatcher::for_word(word) } else { NumberMatcher::default() };
        if whole {
            numbers.require_whole();
        }
        let is_gapped = manner == MatchMode::Subsequence && !whole && only.is_none() && !word.is_literal();
        let strewn = is_gapped.then(|| SubsequenceMatcher::new(&heard, &index.encoding)).flatten();
        let mut asked = Self {
            index,
            word,
            field: only,
            max_level: most,
            compiled: heard,
            prefilter: sieve,
            subsequence: strewn,
            domain_ranks: Vec::new(),
            numbers,
        };
        asked.domain_ranks = catalog.domains().map(|(_, domain)| asked.domain_rank(domain.name)).collect();
        asked
    }

    /// Whether there is nothing in this catalogue that it could match.
    fn cannot_match(&self) -> bool {
        let by_name = self.domain_ranks.iter().any(|rank| *rank != NO_MATCH);
        self.prefilter.is_none() && self.subsequence.is_none() && !by_name && self.numbers.is_empty()
    }

    /// How good the name of a domain is.
    fn domain_rank(&self, name: Text) -> Rank {
        if self.field.is_some_and(|only| only != SearchField::Domain) {
            return NO_MATCH;
        }
        let rank = |text: &str| {
            let letters = NormalizedText::new(text);
            let typed = letters
                .find(self.word, &self.compiled)
                .filter(|span| !span.by_initials || self.max_level != MatchLevel::Syllables);
            let near =
                || letters.find_similar(self.word, &self.compiled).filter(|_| self.max_level == MatchLevel::SimilarSound);
            typed
                .map(|span| tier(SearchField::Domain, false, span.by_initials).rank())
                .or_else(|| near().map(|_| Tier::SimilarSound.rank()))
        };
        Lang::ALL.into_iter().filter_map(|lang| rank(name.exactly(lang))).min().unwrap_or(NO_MATCH)
    }

    fn rank_chunk(&self, part: &mut ChunkRanks, mut spots: Option<&mut Occurrences>) {
        if let Some(sieve) = self.prefilter.as_ref().filter(|_| !part.subsequence_only) {
            let is_there = |nth| self.field.is_none_or(|only| haystack_of(only) == nth);
            for (nth, arena) in self.index.haystacks.iter().enumerate().take(part.haystacks).filter(|(nth, _)| is_there(*nth)) {
                self.rank_haystack(arena, sieve, part, spots.as_deref_mut().and_then(|spots| spots.get_mut(nth)));
            }
        }
        self.rank_columns(part);
        if let Some(strewn) = &self.subsequence {
            self.rank_subsequences(strewn, part);
        }
    }

    fn rank_haystack(&self, arena: &Haystack, sieve: &Prefilter, part: &mut ChunkRanks, spots: Option<&mut Vec<Occurrence>>) {
        let codes = arena.bytes();
        match spots {
            Some(spots) => scan(arena, part.chunk, sieve, |here, at| {
                if let Some(ear) = self.compiled.match_at(codes, at) {
                    let spot = here.occurrence(at);
                    if part.is_candidate(spot.doc.into()) && self.rank_occurrence(part, spot, ear) {
                        spots.push(spot);
                    }
                }
                false
            }),
            None => scan(arena, part.chunk, sieve, |here, at| {
                // Most of what passes the sieve is not the word: that is sooner said than where it is.
                self.compiled.match_at(codes, at).is_some_and(|ear| self.rank_until_best(part, here.occurrence(at), ear))
            }),
        }
    }

    fn rank_known(&self, arena: &Haystack, part: &mut ChunkRanks, before: &[Occurrence]) -> Vec<Occurrence> {
        let codes = arena.bytes();
        let mut spots = Vec::with_capacity(before.len());
        for some in before.chunks(PREFETCH_COUNT) {
            // They are far from each other: to have them all fetched now takes as long as to wait for one.
            let first = |spot: &Occurrence| codes.get(spot.offset as usize).copied().unwrap_or_default();
            black_box(some.iter().map(first).fold(0, |all, code| all | code));
            for spot in some {
                if let Some(ear) = self.compiled.match_at(codes, spot.offset as usize)
                    && self.rank_occurrence(part, *spot, ear)
                {
                    spots.push(*spot);
                }
            }
        }
        spots
    }

    /// Notes how good the project is by that the word is at that spot, if it is asked for there.
    fn rank_occurrence(&self, part: &mut ChunkRanks, spot: Occurrence, ear: MatchLevel) -> bool {
        let is_here = self.field.is_none_or(|only| only == spot.field);
        if let Some(best) = part.ranks.get_mut(usize::from(spot.doc)).filter(|_| is_here) {
            *best = occurrence_rank(spot, ear).min(*best);
        }
        is_here
    }

    /// The same, and whether the project may not get better by anything that follows.
    fn rank_until_best(&self, part: &mut ChunkRanks, spot: Occurrence, ear: MatchLevel) -> bool {
        if !part.is_candidate(spot.doc.into()) {
            return true;
        }
        self.rank_occurrence(part, spot, ear);
        // Texts come in the order of their fields.
        let best = part.ranks.get(usize::from(spot.doc)).copied().unwrap_or_default();
        best <= occurrence_rank(Occurrence { at_text_start: true, ..spot }, MatchLevel::Syllables)
    }

    /// What is no text.
    fn rank_columns(&self, part: &mut ChunkRanks) {
        if !self.numbers.is_empty() {
            let matches =
                part.zip_column(&self.index.docs.numbers).filter(|(no, _)| self.numbers.matches_whole(**no).is_some());
            matches.for_each(|(_, best)| *best = Tier::Number.rank());
        }
        for (named, rank) in (0_u16..).zip(self.domain_ranks.iter().copied()).filter(|(_, rank)| *rank != NO_MATCH) {
            for (domain, best) in part.zip_column(&self.index.docs.domains) {
                // No branch for each: several are compared together.
                *best = (*best).min(if *domain == named { rank } else { NO_MATCH });
            }
        }
    }

    fn rank_subsequences(&self, strewn: &SubsequenceMatcher, part: &mut ChunkRanks) {
        strewn.scan(self.index.titles(), part.chunk, |place, title| {
            if part.is_candidate(place)
                && let Some(best) = part.ranks.get_mut(place)
                && *best > Tier::Subsequence.rank()
                && self.compiled.is_subsequence_of(title)
            {
                *best = Tier::Subsequence.rank();
            }
        });
    }
}

/// How good a word is that is heard so at that spot.
fn occurrence_rank(spot: Occurrence, ear: MatchLevel) -> Rank {
    match ear {
        MatchLevel::SimilarSound => Tier::SimilarSound,
        ear => tier(spot.field, spot.at_text_start, ear == MatchLevel::Initials),
    }
    .rank()
}
