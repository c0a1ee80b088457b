//! A term of a query prepared for many projects. Gives the same answers as `locate`, faster.

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

/// A term, prepared for many projects.
pub(super) struct TermMatcher<'a> {
    index: &'a Index,
    catalog: &'a Catalog,
    term: &'a Term,
    mode: MatchMode,
    word: Option<WordMatcher<'a>>,
}

/// A word, prepared for the index, the domains and the project numbers.
struct WordMatcher<'a> {
    index: &'a Index,
    word: &'a SearchWord,
    field: Option<SearchField>,
    /// The loosest level at which it may match contiguously.
    max_level: MatchLevel,
    compiled: CompiledWord<'a>,
    /// The prefilter, if the word can match contiguously at all.
    prefilter: Option<Prefilter>,
    /// The subsequence search, if the mode asks for it and the word can match so.
    subsequence: Option<SubsequenceMatcher>,
    /// By domain: the rank of its name for this word.
    domain_ranks: Vec<Rank>,
    numbers: NumberMatcher,
}

/// The ranks of the docs of a chunk for one group, as found so far.
pub(super) struct ChunkRanks<'a> {
    pub(super) chunk: usize,
    /// If present, docs with [`NO_MATCH`] here need not be examined.
    pub(super) candidates: Option<&'a [Rank]>,
    pub(super) ranks: &'a mut [Rank],
    /// True if an earlier mode has shown that nothing matches contiguously as typed.
    pub(super) subsequence_only: bool,
    /// The number of haystacks to search: those after it cannot matter at this stage.
    pub(super) haystacks: usize,
}

/// The occurrences of a word in a chunk, by haystack.
pub(super) type Occurrences = [Vec<Occurrence>; HAYSTACK_COUNT];

impl ChunkRanks<'_> {
    fn is_candidate(&self, place: usize) -> bool {
        self.candidates.is_none_or(|open| open.get(place).is_some_and(|rank| *rank != NO_MATCH))
    }

    /// Returns the chunk's values of an index column, each with the rank of its doc.
    fn zip_column<'c, T>(&mut self, column: &'c [T]) -> impl Iterator<Item = (&'c T, &mut Rank)> {
        column
            .chunks(CHUNK_LEN)
            .nth(self.chunk)
            .unwrap_or_default()
            .iter()
            .zip(self.ranks.iter_mut())
    }
}

impl<'a> TermMatcher<'a> {
    pub(super) fn new(
        index: &'a Index,
        catalog: &'a Catalog,
        term: &'a Term,
        manner: MatchMode,
    ) -> Self {
        let word = match &term.filter {
            Filter::Word(word, only) => {
                Some(WordMatcher::new(index, catalog, (word, *only), manner, term.negated))
            }
            _ => None,
        };
        Self { index, catalog, term, mode: manner, word }
    }

    /// Returns true if the term can match nothing in this catalogue.
    pub(super) fn cannot_match(&self) -> bool {
        !self.term.negated && self.word.as_ref().is_some_and(WordMatcher::cannot_match)
    }

    /// Returns the best rank that a project can have for this term.
    pub(super) fn best_rank(&self) -> Rank {
        let tier = match (&self.term.filter, &self.word) {
            (Filter::Word(_, Some(field)), _) if !self.term.negated => Tier::In(*field),
            (Filter::Word(_, None), Some(word))
                if !self.term.negated && word.numbers.is_empty() =>
            {
                // The tier of initials is the same at the start of a title and within.
                if word.compiled.edges(MatchLevel::Syllables).is_empty() {
                    Tier::Initials
                } else {
                    Tier::TitleStart
                }
            }
            (Filter::Amount(..), _) if !self.term.negated => Tier::In(SearchField::Target),
            _ => Tier::Number,
        };
        tier.rank()
    }

    /// Returns true if the word has few enough occurrences to remember them all.
    pub(super) fn is_cacheable(&self) -> bool {
        let few = |sieve: &Prefilter| {
            sieve.expected_hits
                < CACHED_PER_DOC * (self.index.docs.len() as u64).max(CHUNK_LEN as u64)
        };
        !self.term.negated
            && self.word.as_ref().is_some_and(|word| word.prefilter.as_ref().is_none_or(few))
    }

    /// Improves the ranks of a chunk's docs by this term, and adds all occurrences to `spots` if
    /// given.
    pub(super) fn rank_chunk(&self, part: &mut ChunkRanks, spots: Option<&mut Occurrences>) {
        if !self.term.negated {
            return self.rank_matches(part, spots);
        }
        let mut there = vec![NO_MATCH; part.ranks.len()];
        self.rank_matches(&mut ChunkRanks { ranks: &mut there, ..*part }, None);
        // The absence of a negated term makes no project worse.
        part.ranks
            .iter_mut()
            .zip(there)
            .filter(|(_, there)| *there == NO_MATCH)
            .for_each(|(best, _)| *best = Tier::Number.rank());
    }

    /// Like `rank_chunk`, but checks only the occurrences `before` of a shorter word that this word
    /// begins with. Returns those that still match.
    pub(super) fn rank_known(&self, part: &mut ChunkRanks, before: &Occurrences) -> Occurrences {
        let Some(word) = &self.word else { return Occurrences::default() };
        let mut spots = Occurrences::default();
        for ((arena, before), spots) in
            self.index.haystacks.iter().zip(before).zip(&mut spots).take(part.haystacks)
        {
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
                for (place, ((extent, best), project)) in
                    part.zip_column(&rows.amounts).zip(projects).enumerate()
                {
                    let is_open = || {
                        open.is_none_or(|open| {
                            open.get(place).is_some_and(|rank| *rank != NO_MATCH)
                        })
                    };
                    let holds = || comparison.check_range(*extent, *value);
                    if is_open()
                        && holds().unwrap_or_else(|| {
                            filter_matches(
                                &self.term.filter,
                                self.catalog,
                                &self.catalog.project(*project),
                            )
                        })
                    {
                        *best = tier.min(*best);
                    }
                }
            }
            (Filter::Status(wanted), None) => {
                let open = part.candidates;
                let projects = rows.projects.chunks(CHUNK_LEN).nth(part.chunk).unwrap_or_default();
                for (place, (project, best)) in
                    projects.iter().zip(part.ranks.iter_mut()).enumerate()
                {
                    let is_open = open
                        .is_none_or(|open| open.get(place).is_some_and(|rank| *rank != NO_MATCH));
                    if is_open && wanted.matches(self.catalog, &self.catalog.project(*project)) {
                        *best = Tier::Number.rank();
                    }
                }
            }
            (Filter::Programme(named), None) => {
                let meant: Vec<_> = self
                    .catalog
                    .programmes()
                    .filter(|(_, programme)| named.matches(programme))
                    .collect();
                let meant: Vec<_> =
                    meant.into_iter().map(|(at, _)| self.catalog.domains_of(at)).collect();
                let is_meant = |domain: u16| {
                    meant.iter().any(|domains| domains.contains(&DomainIx(domain.into())))
                };
                let matches =
                    part.zip_column(&rows.domains).filter(|(domain, _)| is_meant(**domain));
                matches.for_each(|(_, best)| *best = Tier::Number.rank());
            }
            (ask, None) => {
                let matches =
                    part.zip_column(&rows.numbers).filter(|(no, _)| ask.matches_number(**no));
                matches.for_each(|(_, best)| *best = Tier::Number.rank());
            }
        }
    }

    /// Returns the tier of the term in `project`, with the match if it is in a text; `None` if it
    /// does not match or is negated.
    pub(super) fn locate(&self, project: &Project) -> Option<(Tier, Option<Match>)> {
        let word = self.word.as_ref().filter(|_| !self.term.negated)?;
        if word.numbers.matches_whole(project.no).is_some() {
            return Some((Tier::Number, None));
        }
        let (tier, found) =
            match_word(self.catalog, project, (word.word, word.field), &word.compiled, self.mode)?;
        Some((tier, Some(found)))
    }

    /// Returns true if the term is the whole number of `project`.
    pub(super) fn is_number_of(&self, project: &Project) -> bool {
        self.word.as_ref().is_some_and(|word| word.numbers.matches_whole(project.no) == Some(true))
    }
}

/// Words with more expected occurrences per doc than this are searched for again when they grow:
/// remembering the occurrences is more work.
const CACHED_PER_DOC: u64 = 6;

/// The number of occurrences whose bytes are prefetched together.
const PREFETCH_COUNT: usize = 64;

impl<'a> WordMatcher<'a> {
    /// Prepares `word`. If `whole` is true (a negated term), it must match whole syllables and
    /// whole numbers: initials do not exclude a project.
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
        let sieve = Prefilter::new(&heard, &index.encoding, most)
            .filter(|_| only != Some(SearchField::Domain));
        let mut numbers =
            if only.is_none() { NumberMatcher::for_word(word) } else { NumberMatcher::default() };
        if whole {
            numbers.require_whole();
        }
        let is_gapped =
            manner == MatchMode::Subsequence && !whole && only.is_none() && !word.is_literal();
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
        asked.domain_ranks =
            catalog.domains().map(|(_, domain)| asked.domain_rank(domain.name)).collect();
        asked
    }

    /// Returns true if the word can match nothing in this catalogue.
    fn cannot_match(&self) -> bool {
        let by_name = self.domain_ranks.iter().any(|rank| *rank != NO_MATCH);
        self.prefilter.is_none()
            && self.subsequence.is_none()
            && !by_name
            && self.numbers.is_empty()
    }

    /// Returns the rank of the word in the name of a domain.
    fn domain_rank(&self, name: Text) -> Rank {
        if self.field.is_some_and(|only| only != SearchField::Domain) {
            return NO_MATCH;
        }
        let rank = |text: &str| {
            let letters = NormalizedText::new(text);
            let typed = letters
                .find(self.word, &self.compiled)
                .filter(|span| !span.by_initials || self.max_level != MatchLevel::Syllables);
            let near = || {
                letters
                    .find_similar(self.word, &self.compiled)
                    .filter(|_| self.max_level == MatchLevel::SimilarSound)
            };
            typed
                .map(|span| tier(SearchField::Domain, false, span.by_initials).rank())
                .or_else(|| near().map(|_| Tier::SimilarSound.rank()))
        };
        Lang::ALL.into_iter().filter_map(|lang| rank(name.exactly(lang))).min().unwrap_or(NO_MATCH)
    }

    fn rank_chunk(&self, part: &mut ChunkRanks, mut spots: Option<&mut Occurrences>) {
        if let Some(sieve) = self.prefilter.as_ref().filter(|_| !part.subsequence_only) {
            let is_there = |nth| self.field.is_none_or(|only| haystack_of(only) == nth);
            for (nth, arena) in self
                .index
                .haystacks
                .iter()
                .enumerate()
                .take(part.haystacks)
                .filter(|(nth, _)| is_there(*nth))
            {
                self.rank_haystack(
                    arena,
                    sieve,
                    part,
                    spots.as_deref_mut().and_then(|spots| spots.get_mut(nth)),
                );
            }
        }
        self.rank_columns(part);
        if let Some(strewn) = &self.subsequence {
            self.rank_subsequences(strewn, part);
        }
    }

    fn rank_haystack(
        &self,
        arena: &Haystack,
        sieve: &Prefilter,
        part: &mut ChunkRanks,
        spots: Option<&mut Vec<Occurrence>>,
    ) {
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
                // Most candidates are no match, and verifying is cheaper than locating the doc.
                self.compiled
                    .match_at(codes, at)
                    .is_some_and(|ear| self.rank_until_best(part, here.occurrence(at), ear))
            }),
        }
    }

    fn rank_known(
        &self,
        arena: &Haystack,
        part: &mut ChunkRanks,
        before: &[Occurrence],
    ) -> Vec<Occurrence> {
        let codes = arena.bytes();
        let mut spots = Vec::with_capacity(before.len());
        for some in before.chunks(PREFETCH_COUNT) {
            // They are far apart in memory: fetching all of them now takes as long as waiting for
            // one.
            let first =
                |spot: &Occurrence| codes.get(spot.offset as usize).copied().unwrap_or_default();
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

    /// Improves the rank of the occurrence's doc, if the term's field allows; returns whether it
    /// does.
    fn rank_occurrence(&self, part: &mut ChunkRanks, spot: Occurrence, ear: MatchLevel) -> bool {
        let is_here = self.field.is_none_or(|only| only == spot.field);
        if let Some(best) = part.ranks.get_mut(usize::from(spot.doc)).filter(|_| is_here) {
            *best = occurrence_rank(spot, ear).min(*best);
        }
        is_here
    }

    /// Like `rank_occurrence`, but returns true if no later occurrence can improve the doc's rank.
    fn rank_until_best(&self, part: &mut ChunkRanks, spot: Occurrence, ear: MatchLevel) -> bool {
        if !part.is_candidate(spot.doc.into()) {
            return true;
        }
        self.rank_occurrence(part, spot, ear);
        // A doc's texts are ordered by field.
        let best = part.ranks.get(usize::from(spot.doc)).copied().unwrap_or_default();
        best <= occurrence_rank(Occurrence { at_text_start: true, ..spot }, MatchLevel::Syllables)
    }

    /// Ranks by project numbers and by names of domains.
    fn rank_columns(&self, part: &mut ChunkRanks) {
        if !self.numbers.is_empty() {
            let matches = part
                .zip_column(&self.index.docs.numbers)
                .filter(|(no, _)| self.numbers.matches_whole(**no).is_some());
            matches.for_each(|(_, best)| *best = Tier::Number.rank());
        }
        let ranks = (0..=u16::MAX).zip(self.domain_ranks.iter().copied());
        for (named, rank) in ranks.filter(|(_, rank)| *rank != NO_MATCH) {
            for (domain, best) in part.zip_column(&self.index.docs.domains) {
                // Branch-free, so that the compiler compares several at once.
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

/// Returns the rank of an occurrence that matched at level `ear`.
fn occurrence_rank(spot: Occurrence, ear: MatchLevel) -> Rank {
    match ear {
        MatchLevel::SimilarSound => Tier::SimilarSound,
        ear => tier(spot.field, spot.at_text_start, ear == MatchLevel::Initials),
    }
    .rank()
}
