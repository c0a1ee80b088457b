//! A word of a query prepared for many projects: for the haystacks, and for the columns of domains
//! and numbers.

use std::hint::black_box;

use super::catalog_index::Index;
use super::chunk_ranks::ChunkRanks;
use super::compiled_word::CompiledWord;
use super::doc::CHUNK_LEN;
use super::doc_columns::CompactDomainIx;
use super::haystack::{Haystack, Occurrence, Occurrences, haystack_of};
use super::prefilter::Prefilter;
use super::rank::{NO_MATCH, Rank};
use super::scan::scan;
use super::subsequence::SubsequenceMatcher;
use crate::lang::Lang;
use crate::matcher::{MatchLevel, NormalizedText, SearchWord};
use crate::model::{Catalog, Project, ProjectNo, Text};
use crate::query::{
    Match, MatchMode, NumberMatch, NumberMatcher, ProjectTexts, SearchField, Tier, tier,
};

/// A word, prepared for many projects.
pub(crate) struct WordMatcher<'a> {
    index: &'a Index,
    pub(crate) word: &'a SearchWord,
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

/// Words with more expected occurrences per doc than this are searched for again when they grow:
/// remembering the occurrences is more work.
const CACHED_PER_DOC: u64 = 6;

/// The number of occurrences whose bytes are prefetched together.
const PREFETCH_COUNT: usize = 64;

impl<'a> WordMatcher<'a> {
    /// Prepares `word` for one mode, and for one field only if given. `whole_only` is true for a
    /// negated term: the word must match whole syllables and whole numbers, since initials do not
    /// exclude a project.
    pub(crate) fn new(
        index: &'a Index,
        catalog: &'a Catalog,
        word: &'a SearchWord,
        field: Option<SearchField>,
        mode: MatchMode,
        whole_only: bool,
    ) -> Self {
        let max_level = match mode {
            _ if whole_only || !word.may_be_pinyin() => MatchLevel::Syllables,
            MatchMode::SimilarSound => MatchLevel::SimilarSound,
            MatchMode::Exact | MatchMode::Subsequence => MatchLevel::Initials,
        };
        let compiled = CompiledWord::new(&index.alphabet, &index.encoding, word, max_level);
        let prefilter = Prefilter::new(&compiled, &index.encoding, max_level)
            .filter(|_| field != Some(SearchField::Domain));
        let mut numbers =
            if field.is_none() { NumberMatcher::for_word(word) } else { NumberMatcher::default() };
        if whole_only {
            numbers.require_whole();
        }
        let may_be_subsequence =
            mode == MatchMode::Subsequence && !whole_only && field.is_none() && !word.is_literal();
        let subsequence = may_be_subsequence
            .then(|| SubsequenceMatcher::new(&compiled, &index.encoding))
            .flatten();
        let mut matcher = Self {
            index,
            word,
            field,
            max_level,
            compiled,
            prefilter,
            subsequence,
            domain_ranks: Vec::new(),
            numbers,
        };
        matcher.domain_ranks =
            catalog.domains().map(|(_, domain)| matcher.domain_rank(domain.name)).collect();
        matcher
    }

    /// Returns true if the word can match nothing in this catalog.
    pub(crate) fn cannot_match(&self) -> bool {
        self.prefilter.is_none()
            && self.subsequence.is_none()
            && !self.domain_ranks.iter().any(|rank| rank.is_match())
            && self.numbers.is_empty()
    }

    /// Returns true if the word has few enough occurrences to remember them all.
    pub(crate) fn is_cacheable(&self) -> bool {
        let doc_count = self.index.docs.len().max(CHUNK_LEN) as u64;
        self.prefilter
            .as_ref()
            .is_none_or(|prefilter| prefilter.expected_hits < CACHED_PER_DOC * doc_count)
    }

    /// Returns the best tier that a project can have for this word in any field.
    pub(crate) fn best_tier(&self) -> Tier {
        if !self.numbers.is_empty() {
            Tier::Number
        } else if self.compiled.edges(MatchLevel::Syllables).is_empty() {
            // The tier of initials is the same at the start of a title and within.
            Tier::Initials
        } else {
            Tier::TitleStart
        }
    }

    /// Returns the match of the word in a project number, if there is one.
    pub(crate) fn find_number(&self, no: ProjectNo) -> Option<NumberMatch> {
        self.numbers.find(no)
    }

    /// Returns the tier and the best match of the word in the texts of `project`.
    pub(crate) fn locate(
        &self,
        catalog: &Catalog,
        project: &Project,
        mode: MatchMode,
    ) -> Option<(Tier, Match)> {
        let texts = ProjectTexts { catalog, project, field: self.field };
        texts.match_word(self.word, &self.compiled, mode)
    }

    /// Returns the rank of the word in the name of a domain.
    fn domain_rank(&self, name: Text) -> Rank {
        if self.field.is_some_and(|only| only != SearchField::Domain) {
            return NO_MATCH;
        }
        let rank = |name: &str| {
            let name = NormalizedText::new(name);
            let exact = name
                .find(self.word, &self.compiled)
                .filter(|found| !found.by_initials || self.max_level != MatchLevel::Syllables)
                .map(|found| tier(SearchField::Domain, false, found.by_initials).rank());
            exact.or_else(|| {
                name.find_similar(self.word, &self.compiled)
                    .filter(|_| self.max_level == MatchLevel::SimilarSound)
                    .map(|_| Tier::SimilarSound.rank())
            })
        };
        let ranks = Lang::ALL.into_iter().filter_map(|lang| rank(name.exactly(lang)));
        ranks.fold(NO_MATCH, Rank::better)
    }

    /// Improves the ranks of a chunk's docs by this word, and adds all occurrences to `occurrences`
    /// if given.
    pub(crate) fn rank_chunk(
        &self,
        ranks: &mut ChunkRanks,
        mut occurrences: Option<&mut Occurrences>,
    ) {
        if let Some(prefilter) = self.prefilter.as_ref().filter(|_| !ranks.subsequence_only) {
            let is_searched = |nth| self.field.is_none_or(|only| haystack_of(only) == nth);
            for (nth, haystack) in self
                .index
                .haystacks
                .iter()
                .enumerate()
                .take(ranks.haystack_count)
                .filter(|(nth, _)| is_searched(*nth))
            {
                let occurrences = occurrences.as_deref_mut().and_then(|all| all.get_mut(nth));
                self.rank_haystack(haystack, prefilter, ranks, occurrences);
            }
        }
        self.rank_columns(ranks);
        if let Some(subsequence) = &self.subsequence {
            self.rank_subsequences(subsequence, ranks);
        }
    }

    fn rank_haystack(
        &self,
        haystack: &Haystack,
        prefilter: &Prefilter,
        ranks: &mut ChunkRanks,
        occurrences: Option<&mut Vec<Occurrence>>,
    ) {
        let bytes = haystack.bytes();
        match occurrences {
            Some(occurrences) => scan(haystack, ranks.chunk, prefilter, |cursor, position| {
                if let Some(level) = self.compiled.match_at(bytes, position) {
                    let occurrence = cursor.occurrence(position);
                    if ranks.is_candidate(occurrence.doc)
                        && self.rank_occurrence(ranks, occurrence, level)
                    {
                        occurrences.push(occurrence);
                    }
                }
                false
            }),
            None => scan(haystack, ranks.chunk, prefilter, |cursor, position| {
                // Most positions are no match, and verifying is cheaper than locating the doc.
                self.compiled.match_at(bytes, position).is_some_and(|level| {
                    self.rank_until_best(ranks, cursor.occurrence(position), level)
                })
            }),
        }
    }

    /// Like `rank_chunk`, but checks only the occurrences `earlier` of a shorter word that this
    /// word begins with. Returns those that still match.
    pub(crate) fn rank_known(&self, ranks: &mut ChunkRanks, earlier: &Occurrences) -> Occurrences {
        let mut occurrences = Occurrences::default();
        for ((haystack, earlier), occurrences) in self
            .index
            .haystacks
            .iter()
            .zip(earlier)
            .zip(&mut occurrences)
            .take(ranks.haystack_count)
        {
            *occurrences = self.rank_known_in(haystack, ranks, earlier);
        }
        self.rank_columns(ranks);
        occurrences
    }

    fn rank_known_in(
        &self,
        haystack: &Haystack,
        ranks: &mut ChunkRanks,
        earlier: &[Occurrence],
    ) -> Vec<Occurrence> {
        let bytes = haystack.bytes();
        let mut occurrences = Vec::with_capacity(earlier.len());
        for batch in earlier.chunks(PREFETCH_COUNT) {
            // They are far apart in memory: fetching all of them now takes as long as waiting for
            // a single one.
            let first_byte = |occurrence: &Occurrence| {
                bytes.get(occurrence.position()).copied().unwrap_or_default()
            };
            black_box(batch.iter().map(first_byte).fold(0, |all, byte| all | byte));
            for occurrence in batch {
                if let Some(level) = self.compiled.match_at(bytes, occurrence.position())
                    && self.rank_occurrence(ranks, *occurrence, level)
                {
                    occurrences.push(*occurrence);
                }
            }
        }
        occurrences
    }

    /// Improves the rank of the occurrence's doc if the term's field allows; returns true if it
    /// does.
    fn rank_occurrence(
        &self,
        ranks: &mut ChunkRanks,
        occurrence: Occurrence,
        level: MatchLevel,
    ) -> bool {
        let is_in_field = self.field.is_none_or(|only| only == occurrence.field);
        if is_in_field {
            let rank = occurrence_rank(occurrence.field, occurrence.at_text_start, level);
            ranks.improve(occurrence.doc, rank);
        }
        is_in_field
    }

    /// Like `rank_occurrence`, but returns true if no later occurrence can improve the doc's rank.
    fn rank_until_best(
        &self,
        ranks: &mut ChunkRanks,
        occurrence: Occurrence,
        level: MatchLevel,
    ) -> bool {
        if !ranks.is_candidate(occurrence.doc) {
            return true;
        }
        self.rank_occurrence(ranks, occurrence, level);
        // A doc's texts are ordered by field.
        let best_later = occurrence_rank(occurrence.field, true, MatchLevel::Syllables);
        ranks.best_of(occurrence.doc) <= best_later
    }

    /// Ranks by project numbers and by names of domains.
    fn rank_columns(&self, ranks: &mut ChunkRanks) {
        if !self.numbers.is_empty() {
            let numbers = ranks.chunk.slice(&self.index.docs.numbers);
            ranks.improve_matches(numbers, Tier::Number.rank(), |no| {
                self.numbers.find(*no).is_some()
            });
        }
        let domain_ranks = CompactDomainIx::all().zip(self.domain_ranks.iter().copied());
        for (named, rank) in domain_ranks.filter(|(_, rank)| rank.is_match()) {
            let domains = ranks.chunk.slice(&self.index.docs.domains);
            for (domain, best) in domains.iter().zip(ranks.best.iter_mut()) {
                // Branch-free, so that the compiler compares several at once.
                *best = best.better(if *domain == named { rank } else { NO_MATCH });
            }
        }
    }

    fn rank_subsequences(&self, subsequence: &SubsequenceMatcher, ranks: &mut ChunkRanks) {
        let rank = Tier::Subsequence.rank();
        subsequence.scan(self.index.titles(), ranks.chunk, |doc, title| {
            if ranks.is_candidate(doc)
                && ranks.best_of(doc) > rank
                && self.compiled.is_subsequence_of(title)
            {
                ranks.improve(doc, rank);
            }
        });
    }
}

/// Returns the rank of an occurrence in a text of `field`, at its start or not, that matched at a
/// level.
fn occurrence_rank(field: SearchField, at_text_start: bool, level: MatchLevel) -> Rank {
    let tier = match level {
        MatchLevel::SimilarSound => Tier::SimilarSound,
        level => tier(field, at_text_start, level == MatchLevel::Initials),
    };
    tier.rank()
}
