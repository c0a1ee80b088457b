//! A query made ready for many projects: the same answers as `place`, sooner.

use super::alphabet::{Heard, Seen};
use super::arena::{Arena, Numbered};
use super::hit::{Field, Manner, Tier};
use super::index::Index;
use super::letters::Letters;
use super::place::{answers, number, texts, tier};
use super::query::{Ask, Term};
use super::rows::Bits;
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
    arena: &'a Arena,
    /// Those that may have the word by whole syllables, and those that may have it at all, by group of fields.
    whole: [Bits; Field::GROUPS],
    may: [Bits; Field::GROUPS],
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
            (Some(word), true) => (!word.is_in(project, at)).then_some(Spot::at(Tier::Number)),
            (None, not) => {
                let there = answers(&self.term.ask, project);
                if not { (!there).then_some(Spot::at(Tier::Number)) } else { there.then_some(Spot::at(self.plain_tier())) }
            }
        }
    }

    /// That of a term that is no word.
    fn plain_tier(&self) -> Tier {
        if matches!(self.term.ask, Ask::Number(_)) { Tier::Number } else { Tier::In(Field::Target) }
    }

    /// How well the term sits where it is.
    pub(super) fn score(&self, catalog: &Catalog, project: &Project, spot: Spot, scorer: &Scorer) -> i64 {
        let Some(word) = self.word.as_ref().filter(|_| !self.term.not) else { return 0 };
        if spot.tier == Tier::Number {
            // The whole number before numbers that begin so.
            return i64::from(number(project, word.word) == Some(project.no.to_string().len()));
        }
        let mut texts = texts(catalog, project, spot.field);
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
        let Index { alphabet, order, arena, rows } = index;
        let len = order.len();
        let ear = if manner == Manner::Near { Ear::Near } else { Ear::Initials };
        let heard = Heard::new(alphabet, word, ear);
        let in_order = manner == Manner::Typed;
        let nobody = || std::array::from_fn(|_| Bits::none(len));
        let candidates = |ear, in_order| {
            let mut candidates = nobody();
            let groups = candidates.iter_mut().zip(rows).enumerate();
            for (_, (bits, rows)) in groups.filter(|(group, _)| only.is_none_or(|only| only.group() == *group)) {
                *bits = rows.candidates(&heard, ear, len, in_order);
            }
            candidates
        };
        let whole = candidates(Ear::Whole, true);
        // Han characters stand for themselves, however one listens.
        let may = if word.is_spelt() || !in_order { candidates(ear, in_order) } else { whole.clone() };
        let mut numbers = Bits::none(len);
        if only.is_none() && may_be_number(word) {
            let named = order.iter().enumerate().filter(|(_, at)| number(&catalog[**at], word).is_some());
            named.for_each(|(at, _)| numbers.set(at));
        }
        Self { word, only, heard, arena, whole, may, numbers }
    }

    fn candidates(&self) -> Bits {
        let mut all = self.numbers.clone();
        self.may.iter().for_each(|may| all.or(may));
        all
    }

    /// Whether the word itself is in a project; first letters, of syllables or of numbers, do not count against one.
    fn is_in(&self, project: &Project, at: usize) -> bool {
        let is_number = self.numbers.has(at) && number(project, self.word) == Some(project.no.to_string().len());
        is_number || self.texts(at).any(|text| self.heard.scan(text.numbers, Ear::Whole).is_some())
    }

    fn spot(&self, catalog: &Catalog, project: &Project, at: usize, manner: Manner) -> Option<Spot> {
        if self.numbers.has(at) {
            return Some(Spot::at(Tier::Number));
        }
        let whole = self.whole.each_ref().map(|whole| whole.has(at));
        let by_syllables = |text: &Numbered| {
            let Seen { first } = self.heard.scan(text.numbers, Ear::Whole)?;
            Some(tier(text.field, first, false))
        };
        let best = self.best(at, whole, by_syllables);
        if best.is_some_and(|best| best.tier <= Tier::Title) {
            return best;
        }
        let by_initials = |text: &Numbered| {
            self.heard.scan(text.numbers, Ear::Initials)?;
            Some(tier(text.field, false, true))
        };
        // First letters in the title count for more than the word itself elsewhere.
        let mut may = self.may.each_ref().map(|may| may.has(at) && self.word.is_spelt());
        if best.is_some() {
            may = [may[0], false, false];
        }
        best.into_iter().chain(self.best(at, may, by_initials)).min().or_else(|| match manner {
            _ if self.word.is_exact() => None,
            Manner::Typed => None,
            Manner::Gapped => self.gapped(catalog, project),
            Manner::Near => {
                let may = self.may.each_ref().map(|may| may.has(at));
                self.best(at, may, |text| self.heard.scan(text.numbers, Ear::Near).map(|_| Tier::Near))
            }
        })
    }

    fn gapped(&self, catalog: &Catalog, project: &Project) -> Option<Spot> {
        let mut titles = texts(catalog, project, Field::Title).filter(|_| self.only.is_none());
        let (lang, nth, _) = titles.find(|(.., text)| Letters::of(text).find_gapped(self.word, &self.heard).is_some())?;
        Some(Spot { tier: Tier::Gapped, field: Field::Title, lang, nth })
    }

    /// The best of what `see` makes of the texts of those groups: that in the first field in which there is any.
    fn best(&self, at: usize, groups: [bool; Field::GROUPS], see: impl Fn(&Numbered) -> Option<Tier>) -> Option<Spot> {
        let mut best: Option<Spot> = None;
        if groups == [false; Field::GROUPS] {
            return best;
        }
        for text in self.texts(at).filter(|text| groups[text.field.group()]) {
            let Numbered { field, lang, nth, .. } = text;
            if best.is_some_and(|best| best.field < field) {
                break;
            }
            if let Some(tier) = see(&text)
                && best.is_none_or(|best| tier < best.tier)
            {
                best = Some(Spot { tier, field, lang, nth });
            }
        }
        best
    }

    /// The texts in which the word counts.
    fn texts(&self, at: usize) -> impl Iterator<Item = Numbered<'a>> {
        let wanted = self.only;
        self.arena.texts(at).filter(move |text| wanted.is_none_or(|only| only == text.field))
    }
}

/// Whether the word has the look of a number, so that numbers are worth a look.
fn may_be_number(word: &Word) -> bool {
    word.chars().iter().all(|c| c.is_ascii_digit() || "一二三四五六七八九十".contains(*c))
}
