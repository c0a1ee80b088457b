//! Letters as bytes: a common one is one byte, a rare one two. A catalogue takes little more than a byte a character so, and a
//! search can look at 64 of them at a time ([`Sieve`](super::sieve::Sieve)).
//!
//! ```text
//! 0         nothing: what is behind the last text
//! 1         a project begins, with its title
//! 2..=8     another text begins, of that field
//! 9         a blank between two Latin letters
//! 10..=190  a common letter, or the lead of a rare one; both in the order of their sounds,
//!           so that a syllable, and all that begin with g, are few runs of codes
//! 191       the lead of a very rare letter
//! 192..     what follows a lead
//! ```

use super::alphabet::{Alphabet, UNKNOWN};
use super::hit::Field;

/// Behind the last text.
pub(super) const NOTHING: u8 = 0;
/// A project begins, with its title.
pub(super) const PROJECT: u8 = 1;
/// A blank that parts words. What is below begins a text.
pub(super) const BLANK: u8 = 9;
const FIRST: u8 = BLANK + 1;
/// Enough of them for few leads, and so few that most codes are left for letters of one byte.
const TRAILS: usize = 64;
const TRAIL: u8 = 192;
/// The lead of those for which there are not enough others: their number follows in three trails. A catalogue needs more than
/// eight thousand different letters for that.
const REST: u8 = TRAIL - 1;
/// Common letters and leads.
const CODES: usize = (REST - FIRST) as usize;
const LEADS_MAX: usize = 128;

/// Codes with which a letter may begin, and those below.
pub(super) const LEADS: usize = TRAIL as usize;

/// How the letters of one alphabet are spelt.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Codes {
    /// By the number of the letter: its bytes, 0 behind the last.
    spelling: Vec<[u8; 4]>,
    /// By code: the only letter that it stands for, or [`UNKNOWN`].
    only: Vec<u16>,
    /// By code: all letters that it stands for; if there are several, it is a lead.
    letters: Vec<Vec<u16>>,
    /// How often each code occurs that is no trail.
    weights: Vec<u32>,
}

impl Codes {
    /// For an alphabet whose letters occur so often.
    pub(super) fn new(alphabet: &Alphabet, counts: &[u32]) -> Self {
        let mut letters: Vec<u16> = alphabet.numbers().collect();
        letters.sort_by_key(|number| std::cmp::Reverse(counts.get(usize::from(*number)).copied().unwrap_or_default()));
        let leads = letters.len().saturating_sub(CODES).div_ceil(TRAILS - 1);
        let leads = leads.min(LEADS_MAX);
        let mut rare = letters.split_off((CODES - leads).min(letters.len()));
        let rest = rare.split_off((leads * TRAILS).min(rare.len()));
        let by_sound = |number: &u16| alphabet.of(usize::from(*number)).map(|letter| alphabet.sound(letter));
        rare.sort_by_key(by_sound);
        // As many behind each lead: none says more than another.
        let groups = rare.chunks(rare.len().div_ceil(leads.max(1)).max(1));
        let mut all: Vec<&[u16]> = letters.chunks(1).chain(groups).collect();
        all.sort_by_key(|group| group.first().and_then(by_sound));

        let mut codes = Self {
            spelling: vec![[NOTHING; 4]; alphabet.len()],
            only: vec![UNKNOWN; LEADS],
            letters: vec![Vec::new(); LEADS],
            weights: vec![0; LEADS],
        };
        for (code, group) in (FIRST..).zip(all) {
            if let [only] = group {
                codes.only[usize::from(code)] = *only;
            }
            codes.letters[usize::from(code)] = group.to_vec();
            for (trail, number) in (TRAIL..=u8::MAX).zip(group) {
                let trail = if group.len() > 1 { trail } else { NOTHING };
                codes.spelling[usize::from(*number)] = [code, trail, NOTHING, NOTHING];
            }
        }
        for number in rest {
            let trail = |shift: u16| TRAIL + small(usize::from(number >> shift) % TRAILS);
            codes.spelling[usize::from(number)] = [REST, trail(12), trail(6), trail(0)];
        }
        for (number, count) in counts.iter().enumerate() {
            if let Some(weight) = codes.lead(number).and_then(|lead| codes.weights.get_mut(usize::from(lead))) {
                *weight = weight.saturating_add(*count);
            }
        }
        codes
    }

    /// How often a code occurs in all texts.
    pub(super) fn weight(&self, code: u8) -> u32 {
        self.weights.get(usize::from(code)).copied().unwrap_or_default()
    }

    /// How often any code does.
    pub(super) fn total(&self) -> u64 {
        self.weights.iter().map(|weight| u64::from(*weight)).sum()
    }

    /// The bytes of a letter; none for one that is not in the alphabet.
    pub(super) fn spell(&self, number: usize) -> &[u8] {
        let bytes = self.spelling.get(number).map_or(&[][..], |bytes| bytes);
        let len = bytes.iter().position(|byte| *byte == NOTHING).unwrap_or(bytes.len());
        bytes.get(..len).unwrap_or_default()
    }

    /// The first byte of a letter.
    pub(super) fn lead(&self, number: usize) -> Option<u8> {
        self.spell(number).first().copied()
    }

    /// The letter that begins at `at`, and how many bytes it has.
    pub(super) fn read(&self, codes: &[u8], at: usize) -> Option<(usize, usize)> {
        let lead = *codes.get(at)?;
        let only = *self.only.get(usize::from(lead))?;
        if only != UNKNOWN {
            return Some((usize::from(only), 1));
        }
        let trail = |nth: usize| Some(usize::from(codes.get(at + nth)?.checked_sub(TRAIL)?));
        if lead == REST {
            return Some((trail(1)? << 12 | trail(2)? << 6 | trail(3)?, 4));
        }
        let number = *self.letters.get(usize::from(lead))?.get(trail(1)?)?;
        Some((usize::from(number), 2))
    }

    /// How many bytes a letter with that lead has.
    pub(super) fn width(&self, lead: u8) -> usize {
        match self.letters.get(usize::from(lead)).map_or(0, Vec::len) {
            0 => 4,
            1 => 1,
            _ => 2,
        }
    }

    /// The first byte of a letter, and a bit for each trail that may follow it: all of them if it has none, or more.
    pub(super) fn lead_and_trails(&self, number: usize) -> (u8, u64) {
        match *self.spell(number) {
            [lead, trail] => (lead, 1 << (trail - TRAIL)),
            [lead, ..] => (lead, u64::MAX),
            [] => (NOTHING, 0),
        }
    }

    /// The code with which a text of that field begins that is not the first of its project.
    pub(super) fn begin(field: Field) -> u8 {
        PROJECT + 1 + small(Field::TEXTS.iter().position(|other| *other == field).unwrap_or_default())
    }

    /// Whether a letter begins at that position.
    pub(super) fn is_letter(codes: &[u8], at: usize) -> bool {
        codes.get(at).is_some_and(|code| (FIRST..TRAIL).contains(code))
    }

    /// The field of a text that begins with that code.
    pub(super) fn begun(code: u8) -> Field {
        Field::TEXTS.get(usize::from(code.saturating_sub(PROJECT + 1))).copied().unwrap_or(Field::Title)
    }
}

/// A number that is known to be small.
fn small(number: usize) -> u8 {
    u8::try_from(number).unwrap_or(u8::MAX)
}

/// The bit of a trail, or of any byte that stands where one might.
pub(super) fn trail_bit(code: u8) -> u64 {
    1 << (usize::from(code) % TRAILS)
}

/// Some of the codes that are no trails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Codeset([bool; LEADS]);

impl Codeset {
    pub(super) const NONE: Self = Self([false; LEADS]);

    pub(super) fn add(&mut self, code: u8) {
        if let Some(has) = self.0.get_mut(usize::from(code)) {
            *has = true;
        }
    }

    pub(super) fn join(&mut self, other: Self) {
        self.0.iter_mut().zip(other.0).for_each(|(mine, theirs)| *mine |= theirs);
    }

    /// Its codes, in order.
    pub(super) fn iter(self) -> impl Iterator<Item = u8> {
        (0..TRAIL).filter(move |code| self.has(*code))
    }

    pub(super) fn has(self, code: u8) -> bool {
        self.0.get(usize::from(code)).is_some_and(|has| *has)
    }

    /// How often its codes occur.
    pub(super) fn weight(self, codes: &Codes) -> u64 {
        self.iter().map(|code| u64::from(codes.weight(code))).sum()
    }

    /// First and last of each run, over gaps in which there is little: to look for one more run costs more than to let that pass.
    pub(super) fn runs(self, codes: &Codes) -> Vec<(u8, u8)> {
        let mut runs: Vec<(u8, u8)> = Vec::new();
        let little = codes.total() / LITTLE;
        let mut gap = 0;
        for code in 0..TRAIL {
            if !self.has(code) {
                gap += u64::from(codes.weight(code));
                continue;
            }
            match runs.last_mut() {
                Some((_, last)) if gap <= little => *last = code,
                _ => runs.push((code, code)),
            }
            gap = 0;
        }
        runs
    }
}

/// Some letters: their leads, and what follows those of two bytes, a bit for each trail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Spellings {
    pub(super) leads: Codeset,
    trails: u64,
}

impl Spellings {
    pub(super) const NONE: Self = Self { leads: Codeset::NONE, trails: 0 };

    /// The letter of that number, too.
    pub(super) fn add(&mut self, codes: &Codes, number: usize) {
        let (lead, trails) = codes.lead_and_trails(number);
        self.leads.add(lead);
        self.trails |= trails;
    }

    pub(super) fn join(&mut self, other: Self) {
        self.leads.join(other.leads);
        self.trails |= other.trails;
    }

    /// The trails, if they all follow one lead: then they say just which letters are meant.
    pub(super) fn trails(&self, codes: &Codes) -> Option<impl Iterator<Item = u8> + use<>> {
        let mut leads = self.leads.iter();
        let is_one = leads.next().is_some_and(|lead| codes.width(lead) == 2) && leads.next().is_none();
        let trails = self.trails;
        is_one.then(|| (TRAIL..=u8::MAX).filter(move |trail| trails & trail_bit(*trail) != 0))
    }

    /// About how often they occur.
    pub(super) fn weight(&self, codes: &Codes) -> u64 {
        let weight = self.leads.weight(codes);
        // As many letters behind each lead, and none of them frequent.
        self.trails(codes).map_or(weight, |trails| weight * trails.count() as u64 / TRAILS as u64)
    }
}

/// What is no more than one in so many codes is let pass.
const LITTLE: u64 = 150;
