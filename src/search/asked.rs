//! A query made ready for many projects: the same answers as `place`, sooner.

use super::alphabet::{Heard, Seen};
use super::hit::{Field, Manner, Tier};
use super::index::Index;
use super::letters::Letters;
use super::place::{fields, number, place, texts, tier};
use super::query::{Ask, Term};
use super::rows::{Bits, Rows};
use super::scorer::Scorer;
use super::term::{Ear, Word};
use crate::catalog::{Catalog, Project};
use crate::lang::Lang;

/// A term, ready for many projects.
pub(super) struct Asked<'a> {
    term: &'a Term,
    manner: Manner,
    word: Option<AskedWord<'a>>,
}

/// A word, what the characters of the catalogue make of it, and which projects may have it.
struct AskedWord<'a> {
    word: &'a Word,
    only: Option<Field>,
    heard: Heard<'a>,
    titles: Bits,
    others: Bits,
    numbers: Bits,
}

/// In which text of a project a term is, and how good that is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Spot {
    pub(super) tier: Tier,
    field: Field,
    lang: Lang,
    nth: usize,
}

impl Spot {
    /// Of a tier that has no text.
    fn at(tier: Tier) -> Self {
        Self { tier, field: Field::Number, lang: Lang::Zh, nth: 0 }
    }
}

impl<'a> Asked<'a> {
    pub(super) fn new(index: &'a Index, catalog: &Catalog, term: &'a Term, manner: Manner) -> Self {
        let word = match &term.ask {
            Ask::Word(word, only) => Some(AskedWord::new(index, catalog, word, *only, manner)),
            _ => None,
        };
        Self { term, manner, word }
    }

    /// Those that may match, of `all`.
    pub(super) fn candidates(&self, all: &Bits) -> Bits {
        match &self.word {
            Some(word) if !self.term.not => word.candidates(),
            _ => all.clone(),
        }
    }

    /// Where the term matches `project`, at that place of the index, if it does.
    pub(super) fn spot(&self, catalog: &Catalog, project: &Project, at: usize) -> Option<Spot> {
        match (&self.word, self.term.not) {
            (Some(word), false) => word.spot(catalog, project, at, self.manner),
            // What is not there does not make a project any worse.
            (Some(word), true) => (!word.is_in(catalog, project, at)).then_some(Spot::at(Tier::Number)),
            (None, not) => match place(catalog, self.term, project, self.manner) {
                found if not => found.is_none().then_some(Spot::at(Tier::Number)),
                found => found.map(|(tier, _)| Spot::at(tier)),
            },
        }
    }

    /// How well the term sits where it is.
    pub(super) fn score(&self, catalog: &Catalog, project: &Project, spot: Spot, scorer: &Scorer) -> i64 {
        let Some(word) = self.word.as_ref().filter(|_| !self.term.not) else { return 0 };
        if spot.tier == Tier::Number {
            // The whole number before numbers that begin so.
            return i64::from(number(project, word.word) == Some(project.no.to_string().len()));
        }
        let mut texts = texts(catalog, project, spot.field, word.word.has_digits());
        let Some((.., text)) = texts.find(|(lang, nth, _)| (*lang, *nth) == (spot.lang, spot.nth)) else { return 0 };
        let letters = Letters::of(&text);
        let positions = match spot.tier {
            Tier::Gapped => letters.find_gapped(word.word, &word.heard),
            Tier::Near => letters.find_near(word.word, &word.heard),
            _ => letters.find(word.word, &word.heard).map(|span| span.positions),
        };
        positions.map_or(0, |positions| scorer.score(&text, &positions))
    }
}

impl<'a> AskedWord<'a> {
    fn new(index: &'a Index, catalog: &Catalog, word: &'a Word, only: Option<Field>, manner: Manner) -> Self {
        let Index { alphabet, order, titles, others } = index;
        let len = order.len();
        let heard = Heard::new(alphabet, word, if manner == Manner::Near { Ear::Near } else { Ear::Initials });
        let gaps = manner == Manner::Gapped;
        let rows = |rows: &Rows, wanted: bool| if wanted { rows.candidates(&heard, len, gaps) } else { Bits::none(len) };
        let (titles, others) = (rows(titles, only.is_none()), rows(others, true));
        let mut numbers = Bits::none(len);
        if only.is_none() && may_be_number(word) {
            let named = order.iter().enumerate().filter(|(_, at)| number(&catalog[**at], word).is_some());
            named.for_each(|(at, _)| numbers.set(at));
        }
        Self { word, only, heard, titles, others, numbers }
    }

    fn candidates(&self) -> Bits {
        let mut all = self.titles.clone();
        all.or(&self.others);
        all.or(&self.numbers);
        all
    }

    /// Whether the word itself is in a project; first letters do not count against one.
    fn is_in(&self, catalog: &Catalog, project: &Project, at: usize) -> bool {
        let amounts = self.word.has_digits();
        let there =
            |field| texts(catalog, project, field, amounts).any(|(.., text)| self.heard.scan(&text, Ear::Whole).is_some());
        self.numbers.has(at) || self.fields(at).any(there)
    }

    fn spot(&self, catalog: &Catalog, project: &Project, at: usize, manner: Manner) -> Option<Spot> {
        if self.numbers.has(at) {
            return Some(Spot::at(Tier::Number));
        }
        let typed = |field, text: &str| {
            let Seen { whole, first } = self.heard.scan(text, Ear::Initials)?;
            Some(tier(field, first, !whole))
        };
        self.best(catalog, project, at, typed).or_else(|| {
            let gapped = |text: &str| Letters::of(text).find_gapped(self.word, &self.heard).map(|_| Tier::Gapped);
            let loosely = |field: Field, text: &str| match manner {
                Manner::Gapped if field == Field::Title => gapped(text),
                Manner::Near => self.heard.scan(text, Ear::Near).map(|_| Tier::Near),
                Manner::Gapped | Manner::Typed => None,
            };
            if self.word.is_exact() || manner == Manner::Typed { None } else { self.best(catalog, project, at, loosely) }
        })
    }

    /// The best of what `see` makes of the texts; fields are looked at best first, and no further than needed.
    fn best(&self, catalog: &Catalog, project: &Project, at: usize, see: impl Fn(Field, &str) -> Option<Tier>) -> Option<Spot> {
        let mut best: Option<Spot> = None;
        for field in self.fields(at) {
            for (lang, nth, text) in texts(catalog, project, field, self.word.has_digits()) {
                if let Some(tier) = see(field, &text)
                    && best.is_none_or(|best| tier < best.tier)
                {
                    best = Some(Spot { tier, field, lang, nth });
                }
            }
            if best.is_some_and(|best| best.tier <= Tier::In(field)) {
                break;
            }
        }
        best
    }

    /// The fields in which the project at that place may have the word.
    fn fields(&self, at: usize) -> impl Iterator<Item = Field> {
        let (titles, others) = (self.titles.has(at), self.others.has(at));
        fields(self.only).filter(move |field| if *field == Field::Title { titles } else { others })
    }
}

/// Whether the word has the look of a number, so that numbers are worth a look.
fn may_be_number(word: &Word) -> bool {
    word.chars().iter().all(|c| c.is_ascii_digit() || "一二三四五六七八九十".contains(*c))
}
