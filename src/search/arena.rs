//! The texts of all projects once more, one number a character, one after the other: what a search reads.

use super::alphabet::Alphabet;
use super::hit::Field;
use crate::lang::Lang;

/// The numbers of a text's field, language and place among several, and of its length, stand before it.
const HEAD: usize = 3;

/// All texts, by project.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Arena {
    numbers: Vec<u16>,
    /// Where the texts of each project end.
    ends: Vec<usize>,
}

/// A text of a project.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Numbered<'a> {
    pub(super) field: Field,
    pub(super) lang: Lang,
    pub(super) nth: usize,
    /// Its characters without marks.
    pub(super) numbers: &'a [u16],
}

impl Arena {
    /// Adds a text to the project that is being added, and returns its characters.
    pub(super) fn add(&mut self, alphabet: &Alphabet, field: Field, lang: Lang, nth: usize, text: &str) -> &[u16] {
        let head = self.numbers.len();
        let place = Field::TEXTS.iter().position(|other| *other == field).unwrap_or_default();
        let kind = u16::try_from(place << 1 | usize::from(lang == Lang::En) | nth.min(0xfff) << 4).unwrap_or_default();
        self.numbers.extend([kind, 0, 0]);
        self.numbers.extend(text.chars().map(|c| alphabet.number(c)).filter(|number| !Alphabet::is_mark(*number)).map(to_u16));
        let len = self.numbers.len() - head - HEAD;
        self.numbers[head + 1] = to_u16(len & 0xffff);
        self.numbers[head + 2] = to_u16(len >> 16);
        self.numbers.get(head + HEAD..).unwrap_or_default()
    }

    /// The project that was being added is complete.
    pub(super) fn close(&mut self) {
        self.ends.push(self.numbers.len());
    }

    /// The texts of the project at that place, in the order in which they count.
    pub(super) fn texts(&self, at: usize) -> impl Iterator<Item = Numbered<'_>> {
        let start = at.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or_default();
        let end = self.ends.get(at).copied().unwrap_or_default();
        let mut rest = self.numbers.get(start..end).unwrap_or_default();
        std::iter::from_fn(move || {
            let ([kind, low, high], text) = rest.split_first_chunk::<HEAD>()?;
            let (numbers, after) = text.split_at_checked(usize::from(*low) | usize::from(*high) << 16)?;
            rest = after;
            let lang = if kind & 1 == 1 { Lang::En } else { Lang::Zh };
            let field = Field::TEXTS[usize::from(kind >> 1 & 7) % Field::TEXTS.len()];
            Some(Numbered { field, lang, nth: usize::from(kind >> 4), numbers })
        })
    }
}

fn to_u16(number: usize) -> u16 {
    u16::try_from(number).unwrap_or(u16::MAX)
}
