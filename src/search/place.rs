//! Where exactly a query matched in one project.

use super::hit::{Field, Manner, Match, Tier};
use super::letters::{Letters, Span};
use super::number::covered;
use super::query::{Ask, Query, Term};
use super::term::{Hearing, Word};
use crate::catalog::{Catalog, Project};
use crate::lang::Lang;

/// The fields that a word may be in, best first.
pub(super) fn fields(only: Option<Field>) -> impl Iterator<Item = Field> {
    Field::TEXTS.into_iter().filter(move |field| only.is_none_or(|only| only == *field))
}

/// A text of a project: in which language, which of several, and what it says.
type Said<'a> = (Lang, usize, std::borrow::Cow<'a, str>);

/// The texts of one field of a project in both languages.
pub(super) fn texts<'a>(
    catalog: &'a Catalog,
    project: &'a Project<'a>,
    field: Field,
) -> impl Iterator<Item = Said<'a>> + use<'a> {
    let plain = field.texts(catalog, project).enumerate();
    let plain = plain.flat_map(|(nth, text)| Lang::ALL.map(|lang| (lang, nth, text.exactly(lang).into())));
    let targets = Some(project.targets).filter(|_| field == Field::Target);
    let targets = targets.into_iter().flat_map(|targets| targets.iter()).enumerate();
    plain.chain(targets.flat_map(|(nth, target)| Lang::ALL.map(|lang| (lang, nth, target.text(lang).into()))))
}

/// How good a word is in a text of `field`.
pub(super) fn tier(field: Field, first: bool, initials: bool) -> Tier {
    match (field, initials) {
        (Field::Title, false) if first => Tier::TitleStart,
        (Field::Title, false) => Tier::Title,
        (Field::Title, true) => Tier::Initials,
        (field, false) => Tier::In(field),
        (field, true) => Tier::InitialsIn(field),
    }
}

/// Where the query matched `project` best.
pub(super) fn best(catalog: &Catalog, query: &Query, project: &Project, manner: Manner) -> Option<Match> {
    let mut places: Vec<(Tier, Match)> =
        query.groups.iter().filter_map(|group| best_of(catalog, group, project, manner)).collect();
    let (_, mut best) = places.iter().min_by_key(|(tier, _)| *tier)?.clone();
    // What other terms matched in the same text is shown with it.
    places.retain(|(_, place)| (place.field, place.lang, place.nth) == (best.field, best.lang, best.nth));
    best.positions = places.into_iter().flat_map(|(_, place)| place.positions).collect();
    best.positions.sort_unstable();
    best.positions.dedup();
    Some(best)
}

/// The best place of any of the terms.
fn best_of(catalog: &Catalog, group: &[Term], project: &Project, manner: Manner) -> Option<(Tier, Match)> {
    // How a project stands, and in which programme, is nowhere in its texts.
    let terms = group.iter().filter(|term| !term.not && !matches!(term.ask, Ask::Standing(_) | Ask::Programme(_)));
    terms.filter_map(|term| place(catalog, term, project, manner, |word| word)).min_by_key(|(tier, _)| *tier)
}

/// Whether `project` is as asked for in numbers.
pub(super) fn answers(ask: &Ask, catalog: &Catalog, project: &Project) -> bool {
    match ask {
        Ask::Number(_) => ask.is_number(project.no),
        Ask::Amount(comparison, value) => project.targets.iter().any(|target| comparison.holds(&target, *value)),
        Ask::Standing(wanted) => wanted.is_so(catalog, project),
        Ask::Programme(named) => named.is(&catalog.programme_at(project.domain)),
        Ask::Word(..) => false,
    }
}

/// How well a term, whether or not it is negated, matches `project`, and where, by what its word hears.
pub(super) fn place<'a, H: Hearing + 'a>(
    catalog: &Catalog,
    term: &'a Term,
    project: &Project,
    manner: Manner,
    hearing: impl FnOnce(&'a Word) -> &'a H,
) -> Option<(Tier, Match)> {
    let the_number = |covered: usize| {
        (Tier::Number, Match { field: Field::Number, lang: Lang::Zh, nth: 0, positions: (0..covered).collect() })
    };
    match &term.ask {
        Ask::Number(_) => answers(&term.ask, catalog, project).then(|| the_number(project.no.to_string().len())),
        Ask::Amount(comparison, value) => {
            let nth = project.targets.iter().position(|target| comparison.holds(&target, *value))?;
            Some((Tier::In(Field::Target), Match { field: Field::Target, lang: Lang::Zh, nth, positions: Vec::new() }))
        }
        ask @ (Ask::Standing(_) | Ask::Programme(_)) => answers(ask, catalog, project).then(|| the_number(0)),
        Ask::Word(word, only) => {
            let covered = covered(project.no, word).filter(|_| only.is_none());
            covered.map(the_number).or_else(|| word_place(catalog, project, (word, *only), hearing(word), manner))
        }
    }
}

/// How well a word matches the texts of `project`, or those of one field only, and where.
pub(super) fn word_place(
    catalog: &Catalog,
    project: &Project,
    (word, only): (&Word, Option<Field>),
    hearing: &impl Hearing,
    manner: Manner,
) -> Option<(Tier, Match)> {
    let typed = |field, text: &str| {
        let Span { positions, first, initials } = Letters::of(text).find(word, hearing)?;
        Some((tier(field, first, initials), positions))
    };
    let near = |_, text: &str| Some((Tier::Near, Letters::of(text).find_near(word, hearing)?));
    let gapped = |_, text: &str| Some((Tier::Gapped, Letters::of(text).find_gapped(word, hearing)?));
    let found = find_word(catalog, project, only, typed);
    found.or_else(|| match manner {
        _ if word.is_exact() => None,
        Manner::Near => find_word(catalog, project, only, near),
        // No query names the title as its field.
        Manner::Gapped if only.is_none() => find_word(catalog, project, Some(Field::Title), gapped),
        Manner::Gapped | Manner::Typed => None,
    })
}

/// The best of what `see` makes of the texts of `project`; fields are looked at best first, and no further than needed.
fn find_word(
    catalog: &Catalog,
    project: &Project,
    only: Option<Field>,
    see: impl Fn(Field, &str) -> Option<(Tier, Vec<usize>)>,
) -> Option<(Tier, Match)> {
    let mut best: Option<(Tier, Match)> = None;
    for field in fields(only) {
        for (lang, nth, text) in texts(catalog, project, field) {
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
    /// Which characters of `text`, shown somewhere on the screen, this query matches, given how it found anything.
    #[must_use]
    pub fn positions_in(&self, text: &str, manner: Manner) -> Vec<usize> {
        if self.is_empty() {
            return Vec::new();
        }
        let letters = Letters::of(text);
        let find = |word: &Word| {
            let typed = letters.find(word, word).map(|span| span.positions);
            match manner {
                _ if word.is_exact() => typed,
                Manner::Typed => typed,
                Manner::Gapped => typed.or_else(|| letters.find_gapped(word, word)),
                Manner::Near => typed.or_else(|| letters.find_near(word, word)),
            }
        };
        let mut positions: Vec<usize> = self.words().filter_map(find).flatten().collect();
        positions.sort_unstable();
        positions.dedup();
        positions
    }
}
