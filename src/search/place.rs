//! Where exactly a query matched in one project: for what is shown, and as the plain meaning of the search that
//! [`Index`](super::Index) does quickly.

use super::hit::{Field, Found, Hit, Manner, Match, Tier};
use super::letters::{Letters, Span};
use super::query::{Ask, Query, Term};
use super::term::Word;
use crate::catalog::{Catalog, Project};
use crate::lang::Lang;

/// The fields that a word may be in, best first.
pub(super) fn fields(only: Option<Field>) -> impl Iterator<Item = Field> {
    Field::TEXTS.into_iter().filter(move |field| only.is_none_or(|only| only == *field))
}

/// A text of a project: in which language, which of several, and what it says.
type Said<'a> = (Lang, usize, std::borrow::Cow<'a, str>);

/// The texts of one field of a project in both languages.
pub(super) fn texts<'a>(catalog: &'a Catalog, project: &'a Project, field: Field) -> impl Iterator<Item = Said<'a>> {
    let plain = field.texts(catalog, project).iter().enumerate();
    let plain = plain.flat_map(|(nth, text)| Lang::ALL.map(|lang| (lang, nth, text.exactly(lang).into())));
    let targets = if field == Field::Target { project.targets.as_slice() } else { &[] };
    let targets = targets.iter().enumerate();
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

/// How many characters of the number as shown `word` covers: `7`, `07` and `七` are 7, and `2` may become 20.
pub(super) fn number(project: &Project, word: &Word) -> Option<usize> {
    let no = project.no.0;
    let (typed, shown) = (word.text(), project.no.to_string());
    if no.to_string() == typed || shown == typed || numeral(no) == typed {
        return Some(shown.len());
    }
    let begins = |form: &str| form.starts_with(&typed).then_some(typed.len().min(shown.len() - 1));
    begins(&no.to_string()).or_else(|| begins(&shown)).or_else(|| begins(&numeral(no)).map(|_| 1))
}

/// `二十五`, for numbers below 100; larger ones are typed as digits.
fn numeral(no: u32) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let digit = |digit: u32| DIGITS.get(digit as usize).copied().unwrap_or_default();
    match (no / 10, no % 10) {
        (10.., _) => no.to_string(),
        (0, ones) => digit(ones).to_owned(),
        (1, ones) => format!("十{}", digit(ones)),
        (tens, ones) => format!("{}十{}", digit(tens), digit(ones)),
    }
}

/// What `query` finds, worked out from [`place`] alone: in the order of the file, not ranked.
pub(super) fn all(catalog: &Catalog, query: &Query) -> Found {
    let hits = |manner| {
        let hit = |(at, project)| {
            let group = |group: &Vec<Term>| group.iter().filter_map(|term| good(catalog, term, project, manner)).min();
            let tiers: Option<Vec<Tier>> = query.groups.iter().map(group).collect();
            tiers.map(|tiers| Hit { project: at, tier: tiers.into_iter().max() })
        };
        catalog.projects().filter_map(hit).collect::<Vec<_>>()
    };
    let mut found = Manner::ALL.into_iter().map(|manner| Found { hits: hits(manner), manner });
    found.find(|found| !found.hits.is_empty()).unwrap_or_default()
}

/// How good `project` is for a term, if it is what the term asks for.
fn good(catalog: &Catalog, term: &Term, project: &Project, manner: Manner) -> Option<Tier> {
    if !term.not {
        return place(catalog, term, project, manner).map(|(tier, _)| tier);
    }
    let there = match &term.ask {
        // First letters, of syllables or of numbers, do not count against a project.
        Ask::Word(word, only) => {
            let is_number = only.is_none() && number(project, word) == Some(project.no.to_string().len());
            let whole = |text: &str| Letters::of(text).find(word, word).is_some_and(|span| !span.initials);
            is_number || fields(*only).any(|field| texts(catalog, project, field).any(|(.., text)| whole(&text)))
        }
        ask => answers(ask, project),
    };
    // What is not there does not make a project any worse.
    (!there).then_some(Tier::Number)
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
    let terms = group.iter().filter(|term| !term.not);
    terms.filter_map(|term| place(catalog, term, project, manner)).min_by_key(|(tier, _)| *tier)
}

/// Whether `project` is as asked for in numbers.
pub(super) fn answers(ask: &Ask, project: &Project) -> bool {
    match ask {
        Ask::Number(digits) => digits.parse() == Ok(project.no.0),
        Ask::Amount(comparison, value) => project.targets.iter().any(|target| comparison.holds(target, *value)),
        Ask::Word(..) => false,
    }
}

/// How well a term, whether or not it is negated, matches `project`, and where.
fn place(catalog: &Catalog, term: &Term, project: &Project, manner: Manner) -> Option<(Tier, Match)> {
    let the_number = |covered: usize| {
        (Tier::Number, Match { field: Field::Number, lang: Lang::Zh, nth: 0, positions: (0..covered).collect() })
    };
    match &term.ask {
        Ask::Number(_) => answers(&term.ask, project).then(|| the_number(project.no.to_string().len())),
        Ask::Amount(comparison, value) => {
            let nth = project.targets.iter().position(|target| comparison.holds(target, *value))?;
            Some((Tier::In(Field::Target), Match { field: Field::Target, lang: Lang::Zh, nth, positions: Vec::new() }))
        }
        Ask::Word(word, only) => {
            if let Some(covered) = number(project, word).filter(|_| only.is_none()) {
                return Some(the_number(covered));
            }
            let found = find_word(catalog, project, *only, |field, text| {
                let Span { positions, first, initials } = Letters::of(text).find(word, word)?;
                Some((tier(field, first, initials), positions))
            });
            found.or_else(|| loosely(catalog, project, word, *only, manner))
        }
    }
}

/// The place of a word that is not there as typed.
fn loosely(catalog: &Catalog, project: &Project, word: &Word, only: Option<Field>, manner: Manner) -> Option<(Tier, Match)> {
    let near = |_, text: &str| Some((Tier::Near, Letters::of(text).find_near(word, word)?));
    let gapped = |_, text: &str| Some((Tier::Gapped, Letters::of(text).find_gapped(word, word)?));
    match manner {
        _ if word.is_exact() => None,
        Manner::Near => find_word(catalog, project, only, near),
        // No query names the title as its field.
        Manner::Gapped if only.is_none() => find_word(catalog, project, Some(Field::Title), gapped),
        Manner::Gapped | Manner::Typed => None,
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_chinese_names() {
        assert_eq!([1, 9, 10, 11, 20, 25, 99].map(numeral), ["一", "九", "十", "十一", "二十", "二十五", "九十九"]);
        assert_eq!(numeral(2843), "2843");
    }
}
