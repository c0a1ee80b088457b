//! Locates matches: the tier and the position of a query in one project.

use std::borrow::Cow;

use super::hit::{Match, MatchMode, SearchField, Tier};
use super::number::matched_len;
use super::syntax::Query;
use super::term::{Filter, Term};
use crate::lang::Lang;
use crate::matcher::{Automaton, NormalizedText, SearchWord, WordMatch};
use crate::model::{Catalog, Project, ProjectIx};

/// Returns the text fields in which a word may match, best first: all, or just `only`.
pub(crate) fn text_fields(only: Option<SearchField>) -> impl Iterator<Item = SearchField> {
    SearchField::TEXTS.into_iter().filter(move |field| only.is_none_or(|only| only == *field))
}

/// A text of a project: its language, its position among the texts of its field, and its content.
type FieldText<'a> = (Lang, usize, Cow<'a, str>);

/// Returns the texts of one field of a project in every language.
pub(crate) fn field_texts<'a>(
    catalog: &'a Catalog,
    project: &'a Project<'a>,
    field: SearchField,
) -> impl Iterator<Item = FieldText<'a>> + use<'a> {
    let texts = field
        .texts(catalog, project)
        .enumerate()
        .flat_map(|(nth, text)| Lang::ALL.map(|lang| (lang, nth, text.exactly(lang).into())));
    let figures = field.figure_texts(project).enumerate().flat_map(|(nth, texts)| {
        let [zh, en] = texts.map(Cow::from);
        [(Lang::Zh, nth, zh), (Lang::En, nth, en)]
    });
    texts.chain(figures)
}

/// Returns the tier of a match in a text of `field`; `at_start` is true at the start of the text,
/// `by_initials` if some characters match by their initials only.
pub(crate) fn tier(field: SearchField, at_start: bool, by_initials: bool) -> Tier {
    match (field, by_initials) {
        (SearchField::Title, false) if at_start => Tier::TitleStart,
        // Another name counts as much as a part of the title, so that the title itself comes first.
        (SearchField::Title | SearchField::Alias, false) => Tier::Title,
        (SearchField::Title | SearchField::Alias, true) => Tier::Initials,
        (field, false) => Tier::In(field),
        (field, true) => Tier::InitialsIn(field),
    }
}

/// Returns the best match of a group of terms in `project`; `None` if there is none in its texts or
/// its number.
fn best_group_match(
    catalog: &Catalog,
    group: &[Term],
    project: &Project,
    mode: MatchMode,
) -> Option<(Tier, Match)> {
    // Status and programme are no text of the project.
    let terms = group.iter().filter(|term| {
        !term.negated && !matches!(term.filter, Filter::Status(_) | Filter::Programme(_))
    });
    terms
        .filter_map(|term| match_term(catalog, term, project, mode, None::<&SearchWord>))
        .min_by_key(|(tier, _)| *tier)
}

/// Returns true if a filter that is not a word matches `project`; false for a word.
pub(crate) fn filter_matches(filter: &Filter, catalog: &Catalog, project: &Project) -> bool {
    match filter {
        Filter::Number(_) | Filter::NumberRange(_) => filter.matches_number(project.no),
        Filter::Amount(amount) => {
            project.targets.iter().any(|target| amount.matches_target(&target))
        }
        Filter::Status(status) => status.matches(catalog, project),
        Filter::Programme(programme) => programme.matches(&catalog.programme_for(project.domain)),
        Filter::Word(..) => false,
    }
}

/// Returns the tier and the match of a term in `project`, ignoring whether it is negated.
/// `automaton` gives the transitions of the term's word; without one, the word itself does.
pub(crate) fn match_term(
    catalog: &Catalog,
    term: &Term,
    project: &Project,
    mode: MatchMode,
    automaton: Option<&impl Automaton>,
) -> Option<(Tier, Match)> {
    let in_number = |matched_len: usize| {
        let positions = (0..matched_len).collect();
        let found = Match { field: SearchField::Number, lang: Lang::Zh, nth: 0, positions };
        (Tier::Number, found)
    };
    match &term.filter {
        Filter::Amount(amount) => {
            let nth = project.targets.iter().position(|target| amount.matches_target(&target))?;
            Some((
                Tier::In(SearchField::Target),
                Match { field: SearchField::Target, lang: Lang::Zh, nth, positions: Vec::new() },
            ))
        }
        filter @ (Filter::Number(_)
        | Filter::NumberRange(_)
        | Filter::Status(_)
        | Filter::Programme(_)) => {
            let matched_len = match filter {
                Filter::Number(_) | Filter::NumberRange(_) => project.no.to_string().len(),
                _ => 0,
            };
            filter_matches(filter, catalog, project).then(|| in_number(matched_len))
        }
        Filter::Word(word, field) => {
            let matched_len = matched_len(project.no, word).filter(|_| field.is_none());
            matched_len.map(in_number).or_else(|| {
                let texts = ProjectTexts { catalog, project, field: *field };
                match automaton {
                    Some(automaton) => texts.match_word(word, automaton, mode),
                    None => texts.match_word(word, word, mode),
                }
            })
        }
    }
}

/// The texts of a project, or those of one field only.
pub(crate) struct ProjectTexts<'a> {
    pub(crate) catalog: &'a Catalog,
    pub(crate) project: &'a Project<'a>,
    pub(crate) field: Option<SearchField>,
}

impl ProjectTexts<'_> {
    /// Returns the tier and the best match of a word; `automaton` gives its transitions.
    pub(crate) fn match_word(
        &self,
        word: &SearchWord,
        automaton: &impl Automaton,
        mode: MatchMode,
    ) -> Option<(Tier, Match)> {
        let exact = |field, text: &str| {
            let WordMatch { positions, at_start, by_initials } =
                NormalizedText::new(text).find(word, automaton)?;
            Some((tier(field, at_start, by_initials), positions))
        };
        let similar = |_, text: &str| {
            Some((Tier::SimilarSound, NormalizedText::new(text).find_similar(word, automaton)?))
        };
        let subsequence = |_, text: &str| {
            Some((Tier::Subsequence, NormalizedText::new(text).find_subsequence(word, automaton)?))
        };
        let best = self.best_match(exact);
        best.or_else(|| match mode {
            _ if word.is_literal() => None,
            MatchMode::SimilarSound => self.best_match(similar),
            // A query cannot restrict a word to the title.
            MatchMode::Subsequence if self.field.is_none() => {
                let of_field = |field| Self { field: Some(field), ..*self }.best_match(subsequence);
                of_field(SearchField::Title).or_else(|| of_field(SearchField::Alias))
            }
            MatchMode::Subsequence | MatchMode::Exact => None,
        })
    }

    /// Returns the best result of `match_text` over the texts. Fields are read best first, and
    /// reading stops when later fields cannot be better.
    fn best_match(
        &self,
        match_text: impl Fn(SearchField, &str) -> Option<(Tier, Vec<usize>)>,
    ) -> Option<(Tier, Match)> {
        let mut best: Option<(Tier, Match)> = None;
        for field in text_fields(self.field) {
            for (lang, nth, text) in field_texts(self.catalog, self.project, field) {
                if let Some((tier, positions)) = match_text(field, &text)
                    && best.as_ref().is_none_or(|(best, _)| tier < *best)
                {
                    best = Some((tier, Match { field, lang, nth, positions }));
                }
            }
            // Another name may match better than the title.
            let settled = if field == SearchField::Title { Tier::Title } else { Tier::In(field) };
            if best.as_ref().is_some_and(|(best, _)| *best <= settled) {
                break;
            }
        }
        best
    }
}

impl Query {
    /// Returns the best match of the query in a project that it found in the given mode, with the
    /// positions of other groups' matches in the same text.
    #[must_use]
    pub fn locate(&self, catalog: &Catalog, project: ProjectIx, mode: MatchMode) -> Option<Match> {
        let project = &catalog.project(project);
        let mut matches: Vec<(Tier, Match)> = self
            .groups
            .iter()
            .filter_map(|group| best_group_match(catalog, group, project, mode))
            .collect();
        let (_, mut best) = matches.iter().min_by_key(|(tier, _)| *tier)?.clone();
        // Show the matches of other groups in the same text, too.
        matches.retain(|(_, found)| {
            (found.field, found.lang, found.nth) == (best.field, best.lang, best.nth)
        });
        best.positions = matches.into_iter().flat_map(|(_, found)| found.positions).collect();
        best.positions.sort_unstable();
        best.positions.dedup();
        Some(best)
    }

    /// Returns the positions of the characters of `text` to highlight, in ascending order; `mode`
    /// is the mode in which the query found its results.
    #[must_use]
    pub fn positions_in(&self, text: &str, mode: MatchMode) -> Vec<usize> {
        if self.is_empty() {
            return Vec::new();
        }
        let text = NormalizedText::new(text);
        let find = |word: &SearchWord| {
            let exact = text.find(word, word).map(|found| found.positions);
            match mode {
                _ if word.is_literal() => exact,
                MatchMode::Exact => exact,
                MatchMode::Subsequence => exact.or_else(|| text.find_subsequence(word, word)),
                MatchMode::SimilarSound => exact.or_else(|| text.find_similar(word, word)),
            }
        };
        let mut positions: Vec<usize> = self.words().filter_map(find).flatten().collect();
        positions.sort_unstable();
        positions.dedup();
        positions
    }
}
