//! A term of a query prepared for many projects. Gives the same results as `locate`, faster.

use super::catalog_index::Index;
use super::chunk_ranks::ChunkRanks;
use super::haystack::Occurrences;
use super::rank::{NO_MATCH, Rank};
use super::word_matcher::{WordMatcher, WordOptions};
use crate::model::{Catalog, DomainIx, Project, ProjectIx};
use crate::query::{
    Filter, Match, MatchMode, NumberMatch, SearchField, Term, Tier, filter_matches,
};

/// A term, prepared for many projects.
pub(crate) struct TermMatcher<'a> {
    index: &'a Index,
    catalog: &'a Catalog,
    term: &'a Term,
    mode: MatchMode,
    /// The matcher of the word, if the term is one.
    word: Option<WordMatcher<'a>>,
}

impl<'a> TermMatcher<'a> {
    /// Prepares `term` for one mode.
    pub(crate) fn new(
        index: &'a Index,
        catalog: &'a Catalog,
        term: &'a Term,
        mode: MatchMode,
    ) -> Self {
        let word = match &term.filter {
            Filter::Word(word, field) => {
                let options = WordOptions { field: *field, mode, whole_only: term.negated };
                Some(WordMatcher::new(index, catalog, word, &options))
            }
            _ => None,
        };
        Self { index, catalog, term, mode, word }
    }

    /// Returns true if the term can match nothing in this catalog.
    pub(crate) fn cannot_match(&self) -> bool {
        !self.term.negated && self.word.as_ref().is_some_and(WordMatcher::cannot_match)
    }

    /// Returns the best rank that a project can have for this term.
    pub(crate) fn best_rank(&self) -> Rank {
        let tier = match (&self.term.filter, &self.word) {
            _ if self.term.negated => Tier::Number,
            (Filter::Word(_, Some(field)), _) => Tier::In(*field),
            (Filter::Word(_, None), Some(word)) => word.best_tier(),
            (Filter::Amount(..), _) => Tier::In(SearchField::Target),
            _ => Tier::Number,
        };
        tier.rank()
    }

    /// Returns true if the term is a word with few enough occurrences to remember them all.
    pub(crate) fn is_cacheable(&self) -> bool {
        !self.term.negated && self.word.as_ref().is_some_and(WordMatcher::is_cacheable)
    }

    /// Improves the ranks of a chunk's docs by this term, and adds all occurrences to `occurrences`
    /// if given.
    pub(crate) fn rank_chunk(&self, ranks: &mut ChunkRanks, occurrences: Option<&mut Occurrences>) {
        if !self.term.negated {
            return self.rank_matches(ranks, occurrences);
        }
        let mut matches = vec![NO_MATCH; ranks.best.len()];
        self.rank_matches(&mut ChunkRanks { best: &mut matches, ..*ranks }, None);
        // The absence of a negated term makes no project worse.
        ranks
            .best
            .iter_mut()
            .zip(matches)
            .filter(|(_, found)| !found.is_match())
            .for_each(|(best, _)| *best = Tier::Number.rank());
    }

    /// Like `rank_chunk`, but checks only the occurrences `earlier` of a shorter word that this
    /// word begins with. Returns those that still match.
    pub(crate) fn rank_known(&self, ranks: &mut ChunkRanks, earlier: &Occurrences) -> Occurrences {
        debug_assert!(self.word.is_some(), "occurrences of a filter without a word");
        self.word.as_ref().map(|word| word.rank_known(ranks, earlier)).unwrap_or_default()
    }

    fn rank_matches(&self, ranks: &mut ChunkRanks, occurrences: Option<&mut Occurrences>) {
        let docs = &self.index.docs;
        match (&self.term.filter, &self.word) {
            (_, Some(word)) => word.rank_chunk(ranks, occurrences),
            (filter @ Filter::Amount(comparison, value), None) => {
                let rank = Tier::In(SearchField::Target).rank();
                let matches_targets = |project: ProjectIx| {
                    filter_matches(filter, self.catalog, &self.catalog.project(project))
                };
                let projects = ranks.chunk.slice(&docs.projects);
                let values = ranks.chunk.slice(&docs.amounts).iter().zip(projects);
                let matches = ranks.zip_candidates(values).filter(|((amounts, project), _)| {
                    comparison
                        .check_range(**amounts, *value)
                        .unwrap_or_else(|| matches_targets(**project))
                });
                matches.for_each(|(_, best)| *best = best.better(rank));
            }
            (Filter::Status(status), None) => {
                let projects = ranks.chunk.slice(&docs.projects).iter();
                let matches = ranks.zip_candidates(projects).filter(|(project, _)| {
                    status.matches(self.catalog, &self.catalog.project(**project))
                });
                matches.for_each(|(_, best)| *best = Tier::Number.rank());
            }
            (Filter::Programme(filter), None) => {
                let domains: Vec<_> = self
                    .catalog
                    .programmes()
                    .filter(|(_, programme)| filter.matches(programme))
                    .map(|(programme, _)| self.catalog.domains_of(programme))
                    .collect();
                let is_in =
                    |domain: DomainIx| domains.iter().any(|domains| domains.contains(&domain));
                let matches =
                    ranks.zip_column(&docs.domains).filter(|(domain, _)| is_in(domain.get()));
                matches.for_each(|(_, best)| *best = Tier::Number.rank());
            }
            (filter, None) => {
                let matches =
                    ranks.zip_column(&docs.numbers).filter(|(no, _)| filter.matches_number(**no));
                matches.for_each(|(_, best)| *best = Tier::Number.rank());
            }
        }
    }

    /// Returns the tier of the term in `project`, with the match if it is in a text; `None` if it
    /// does not match or is negated.
    pub(crate) fn locate(&self, project: &Project) -> Option<(Tier, Option<Match>)> {
        let word = self.word.as_ref().filter(|_| !self.term.negated)?;
        if word.find_number(project.no).is_some() {
            return Some((Tier::Number, None));
        }
        let (tier, found) = word.locate(self.catalog, project, self.mode)?;
        Some((tier, Some(found)))
    }

    /// Returns true if the term is the whole number of `project`.
    pub(crate) fn is_number_of(&self, project: &Project) -> bool {
        self.word
            .as_ref()
            .is_some_and(|word| word.find_number(project.no) == Some(NumberMatch::Whole))
    }
}
