//! Locates matches: the tier and the position of a query in one project.

use super::hit::{Match, MatchMode, SearchField, Tier};
use super::normalized_text::{NormalizedText, WordMatch};
use super::number::matched_len;
use super::query::{Filter, Query, Term};
use super::word::{Automaton, SearchWord};
use crate::catalog::{Catalog, Project};
use crate::lang::Lang;

/// Returns the text fields in which a word may match, best first: all, or just `only`.
pub(super) fn fields(only: Option<SearchField>) -> impl Iterator<Item = SearchField> {
    SearchField::TEXTS.into_iter().filter(move |field| only.is_none_or(|only| only == *field))
}

/// A text of a project: its language, its position among the texts of its field, and its content.
type FieldText<'a> = (Lang, usize, std::borrow::Cow<'a, str>);

/// Returns the texts of one field of a project in every language.
pub(super) fn field_texts<'a>(
    catalog: &'a Catalog,
    project: &'a Project<'a>,
    field: SearchField,
) -> impl Iterator<Item = FieldText<'a>> + use<'a> {
    let plain = field.texts(catalog, project).enumerate();
    let plain =
        plain.flat_map(|(nth, text)| Lang::ALL.map(|lang| (lang, nth, text.exactly(lang).into())));
    let targets = Some(project.targets).filter(|_| field == SearchField::Target);
    let targets = targets.into_iter().flat_map(|targets| targets.iter()).enumerate();
    plain.chain(
        targets
            .flat_map(|(nth, target)| Lang::ALL.map(|lang| (lang, nth, target.text(lang).into()))),
    )
}

/// Returns the tier of a match in a text of `field`; `first`: at its start, `initials`: by
/// initials.
pub(super) fn tier(field: SearchField, first: bool, initials: bool) -> Tier {
    match (field, initials) {
        (SearchField::Title, false) if first => Tier::TitleStart,
        (SearchField::Title, false) => Tier::Title,
        (SearchField::Title, true) => Tier::Initials,
        (field, false) => Tier::In(field),
        (field, true) => Tier::InitialsIn(field),
    }
}

/// Returns the best match of the query in `project`, with the positions of other groups' matches in
/// the same text.
pub(super) fn best_match(
    catalog: &Catalog,
    query: &Query,
    project: &Project,
    manner: MatchMode,
) -> Option<Match> {
    let mut places: Vec<(Tier, Match)> = query
        .groups
        .iter()
        .filter_map(|group| best_group_match(catalog, group, project, manner))
        .collect();
    let (_, mut best) = places.iter().min_by_key(|(tier, _)| *tier)?.clone();
    // Show the matches of other groups in the same text, too.
    places.retain(|(_, place)| {
        (place.field, place.lang, place.nth) == (best.field, best.lang, best.nth)
    });
    best.positions = places.into_iter().flat_map(|(_, place)| place.positions).collect();
    best.positions.sort_unstable();
    best.positions.dedup();
    Some(best)
}

/// Returns the best match of any term of a group that is not negated.
fn best_group_match(
    catalog: &Catalog,
    group: &[Term],
    project: &Project,
    manner: MatchMode,
) -> Option<(Tier, Match)> {
    // Status and programme are no text of the project.
    let terms = group.iter().filter(|term| {
        !term.negated && !matches!(term.filter, Filter::Status(_) | Filter::Programme(_))
    });
    terms
        .filter_map(|term| match_term(catalog, term, project, manner, |word| word))
        .min_by_key(|(tier, _)| *tier)
}

/// Returns true if a filter that is not a word matches `project`; false for a word.
pub(super) fn filter_matches(ask: &Filter, catalog: &Catalog, project: &Project) -> bool {
    match ask {
        Filter::Number(_) => ask.matches_number(project.no),
        Filter::Amount(comparison, value) => {
            project.targets.iter().any(|target| comparison.matches_target(&target, *value))
        }
        Filter::Status(wanted) => wanted.matches(catalog, project),
        Filter::Programme(named) => named.matches(&catalog.programme_for(project.domain)),
        Filter::Word(..) => false,
    }
}

/// Returns the tier and the match of a term in `project`, ignoring whether it is negated. `hearing`
/// maps the term's word to the automaton to use.
pub(super) fn match_term<'a, H: Automaton + 'a>(
    catalog: &Catalog,
    term: &'a Term,
    project: &Project,
    manner: MatchMode,
    hearing: impl FnOnce(&'a SearchWord) -> &'a H,
) -> Option<(Tier, Match)> {
    let the_number = |covered: usize| {
        (
            Tier::Number,
            Match {
                field: SearchField::Number,
                lang: Lang::Zh,
                nth: 0,
                positions: (0..covered).collect(),
            },
        )
    };
    match &term.filter {
        Filter::Number(_) => filter_matches(&term.filter, catalog, project)
            .then(|| the_number(project.no.to_string().len())),
        Filter::Amount(comparison, value) => {
            let nth = project
                .targets
                .iter()
                .position(|target| comparison.matches_target(&target, *value))?;
            Some((
                Tier::In(SearchField::Target),
                Match { field: SearchField::Target, lang: Lang::Zh, nth, positions: Vec::new() },
            ))
        }
        ask @ (Filter::Status(_) | Filter::Programme(_)) => {
            filter_matches(ask, catalog, project).then(|| the_number(0))
        }
        Filter::Word(word, only) => {
            let covered = matched_len(project.no, word).filter(|_| only.is_none());
            covered
                .map(the_number)
                .or_else(|| match_word(catalog, project, (word, *only), hearing(word), manner))
        }
    }
}

/// Returns the tier and the match of a word in the texts of `project`, or in one field only.
pub(super) fn match_word(
    catalog: &Catalog,
    project: &Project,
    (word, only): (&SearchWord, Option<SearchField>),
    hearing: &impl Automaton,
    manner: MatchMode,
) -> Option<(Tier, Match)> {
    let typed = |field, text: &str| {
        let WordMatch { positions, at_start: first, by_initials: initials } =
            NormalizedText::new(text).find(word, hearing)?;
        Some((tier(field, first, initials), positions))
    };
    let near = |_, text: &str| {
        Some((Tier::SimilarSound, NormalizedText::new(text).find_similar(word, hearing)?))
    };
    let gapped = |_, text: &str| {
        Some((Tier::Subsequence, NormalizedText::new(text).find_subsequence(word, hearing)?))
    };
    let found = best_in_fields(catalog, project, only, typed);
    found.or_else(|| match manner {
        _ if word.is_literal() => None,
        MatchMode::SimilarSound => best_in_fields(catalog, project, only, near),
        // A query cannot restrict a word to the title.
        MatchMode::Subsequence if only.is_none() => {
            best_in_fields(catalog, project, Some(SearchField::Title), gapped)
        }
        MatchMode::Subsequence | MatchMode::Exact => None,
    })
}

/// Returns the best result of `see` over the texts of `project`. Fields are read best first, and
/// reading stops when later fields cannot be better.
fn best_in_fields(
    catalog: &Catalog,
    project: &Project,
    only: Option<SearchField>,
    see: impl Fn(SearchField, &str) -> Option<(Tier, Vec<usize>)>,
) -> Option<(Tier, Match)> {
    let mut best: Option<(Tier, Match)> = None;
    for field in fields(only) {
        for (lang, nth, text) in field_texts(catalog, project, field) {
            if let Some((tier, positions)) = see(field, &text)
                && best.as_ref().is_none_or(|(best, _)| tier < *best)
            {
                best = Some((tier, Match { field, lang, nth, positions }));
            }
        }
        if best.as_ref().is_some_and(|(best, _)| *best <= Tier::In(field)) {
            break;
        }
    }
    best
}

impl Query {
    /// Returns the positions of the characters of `text` to highlight, in ascending order; `manner`
    /// is the mode in which the query found its results.
    #[must_use]
    pub fn positions_in(&self, text: &str, manner: MatchMode) -> Vec<usize> {
        if self.is_empty() {
            return Vec::new();
        }
        let letters = NormalizedText::new(text);
        let find = |word: &SearchWord| {
            let typed = letters.find(word, word).map(|span| span.positions);
            match manner {
                _ if word.is_literal() => typed,
                MatchMode::Exact => typed,
                MatchMode::Subsequence => typed.or_else(|| letters.find_subsequence(word, word)),
                MatchMode::SimilarSound => typed.or_else(|| letters.find_similar(word, word)),
            }
        };
        let mut positions: Vec<usize> = self.words().filter_map(find).flatten().collect();
        positions.sort_unstable();
        positions.dedup();
        positions
    }
}
