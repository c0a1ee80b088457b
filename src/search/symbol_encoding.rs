//! Letters as bytes: a common one is one byte, a rare one two. A catalogue takes little more than a byte a character so, and a
//! search can look at 64 of them at a time ([`Prefilter`](super::prefilter::Prefilter)).
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
use super::hit::SearchField;

/// Behind the last text.
pub(super) const PAD: u8 = 0;
/// A project begins, with its title.
pub(super) const DOC_START: u8 = 1;
/// A blank that parts words. What is below begins a text.
pub(super) const WORD_BREAK: u8 = 9;
const FIRST_LEAD: u8 = WORD_BREAK + 1;
/// Enough of them for few leads, and so few that most codes are left for letters of one byte.
const TRAIL_COUNT: usize = 64;
const FIRST_TRAIL: u8 = 192;
/// The lead of those for which there are not enough others: their number follows in three trails. A catalogue needs more than
/// eight thousand different letters for that.
const ESCAPE_LEAD: u8 = FIRST_TRAIL - 1;
/// Common letters and leads.
const LEAD_COUNT: usize = (ESCAPE_LEAD - FIRST_LEAD) as usize;
const GROUP_LEADS_MAX: usize = 128;

/// Codes with which a letter may begin, and those below.
pub(super) const LEAD_LIMIT: usize = FIRST_TRAIL as usize;

/// How the letters of one alphabet are spelt.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct SymbolEncoding {
    /// By the number of the letter: its bytes, 0 behind the last.
    encoded: Vec<[u8; 4]>,
    /// By code: the only letter that it stands for, or [`UNKNOWN`].
    single_by_lead: Vec<u16>,
    /// By code: all letters that it stands for; if there are several, it is a lead.
    symbols_by_lead: Vec<Vec<u16>>,
    /// How often each code occurs that is no trail.
    lead_counts: Vec<u32>,
}

impl SymbolEncoding {
    /// For an alphabet whose letters occur so often.
    pub(super) fn new(alphabet: &Alphabet, counts: &[u32]) -> Self {
        let mut letters: Vec<u16> = alphabet.ids().collect();
        letters.sort_by_key(|number| std::cmp::Reverse(counts.get(usize::from(*number)).copied().unwrap_or_default()));
        let leads = letters.len().saturating_sub(LEAD_COUNT).div_ceil(TRAIL_COUNT - 1);
        let leads = leads.min(GROUP_LEADS_MAX);
        let mut rare = letters.split_off((LEAD_COUNT - leads).min(letters.len()));
        let rest = rare.split_off((leads * TRAIL_COUNT).min(rare.len()));
        let by_sound = |number: &u16| alphabet.symbol(usize::from(*number)).map(|letter| alphabet.sort_key(letter));
        rare.sort_by_key(by_sound);
        // As many behind each lead: none says more than another.
        let groups = rare.chunks(rare.len().div_ceil(leads.max(1)).max(1));
        let mut all: Vec<&[u16]> = letters.chunks(1).chain(groups).collect();
        all.sort_by_key(|group| group.first().and_then(by_sound));

        let mut codes = Self {
            encoded: vec![[PAD; 4]; alphabet.len()],
            single_by_lead: vec![UNKNOWN; LEAD_LIMIT],
            symbols_by_lead: vec![Vec::new(); LEAD_LIMIT],
            lead_counts: vec![0; LEAD_LIMIT],
        };
        for (code, group) in (FIRST_LEAD..).zip(all) {
            if let [only] = group {
                codes.single_by_lead[usize::from(code)] = *only;
            }
            codes.symbols_by_lead[usize::from(code)] = group.to_vec();
            for (trail, number) in (FIRST_TRAIL..=u8::MAX).zip(group) {
                let trail = if group.len() > 1 { trail } else { PAD };
                codes.encoded[usize::from(*number)] = [code, trail, PAD, PAD];
            }
        }
        for number in rest {
            let trail = |shift: u16| FIRST_TRAIL + to_u8(usize::from(number >> shift) % TRAIL_COUNT);
            codes.encoded[usize::from(number)] = [ESCAPE_LEAD, trail(12), trail(6), trail(0)];
        }
        for (number, count) in counts.iter().enumerate() {
            if let Some(weight) = codes.lead(number).and_then(|lead| codes.lead_counts.get_mut(usize::from(lead))) {
                *weight = weight.saturating_add(*count);
            }
        }
        codes
    }

    /// How often a code occurs in all texts.
    pub(super) fn lead_count(&self, code: u8) -> u32 {
        self.lead_counts.get(usize::from(code)).copied().unwrap_or_default()
    }

    /// How often any code does.
    pub(super) fn total_count(&self) -> u64 {
        self.lead_counts.iter().map(|weight| u64::from(*weight)).sum()
    }

    /// The bytes of a letter; none for one that is not in the alphabet.
    pub(super) fn encode(&self, number: usize) -> &[u8] {
        let bytes = self.encoded.get(number).map_or(&[][..], |bytes| bytes);
        let len = bytes.iter().position(|byte| *byte == PAD).unwrap_or(bytes.len());
        bytes.get(..len).unwrap_or_default()
    }

    /// The first byte of a letter.
    pub(super) fn lead(&self, number: usize) -> Option<u8> {
        self.encode(number).first().copied()
    }

    /// The letter that begins at `at`, and how many bytes it has.
    pub(super) fn decode(&self, codes: &[u8], at: usize) -> Option<(usize, usize)> {
        let lead = *codes.get(at)?;
        let only = *self.single_by_lead.get(usize::from(lead))?;
        if only != UNKNOWN {
            return Some((usize::from(only), 1));
        }
        let trail = |nth: usize| Some(usize::from(codes.get(at + nth)?.checked_sub(FIRST_TRAIL)?));
        if lead == ESCAPE_LEAD {
            return Some((trail(1)? << 12 | trail(2)? << 6 | trail(3)?, 4));
        }
        let number = *self.symbols_by_lead.get(usize::from(lead))?.get(trail(1)?)?;
        Some((usize::from(number), 2))
    }

    /// How many bytes a letter with that lead has.
    pub(super) fn width(&self, lead: u8) -> usize {
        match self.symbols_by_lead.get(usize::from(lead)).map_or(0, Vec::len) {
            0 => 4,
            1 => 1,
            _ => 2,
        }
    }

    /// The first byte of a letter, and a bit for each trail that may follow it: all of them if it has none, or more.
    pub(super) fn lead_and_trails(&self, number: usize) -> (u8, u64) {
        match *self.encode(number) {
            [lead, trail] => (lead, 1 << (trail - FIRST_TRAIL)),
            [lead, ..] => (lead, u64::MAX),
            [] => (PAD, 0),
        }
    }

    /// The code with which a text of that field begins that is not the first of its project.
    pub(super) fn field_marker(field: SearchField) -> u8 {
        DOC_START + 1 + to_u8(SearchField::TEXTS.iter().position(|other| *other == field).unwrap_or_default())
    }

    /// Whether a letter begins at that position.
    pub(super) fn is_lead(codes: &[u8], at: usize) -> bool {
        codes.get(at).is_some_and(|code| (FIRST_LEAD..FIRST_TRAIL).contains(code))
    }

    /// The field of a text that begins with that code.
    pub(super) fn marked_field(code: u8) -> SearchField {
        SearchField::TEXTS.get(usize::from(code.saturating_sub(DOC_START + 1))).copied().unwrap_or(SearchField::Title)
    }
}

/// A number that is known to be small.
fn to_u8(number: usize) -> u8 {
    u8::try_from(number).unwrap_or(u8::MAX)
}

/// The bit of a trail, or of any byte that stands where one might.
pub(super) fn trail_bit(code: u8) -> u64 {
    1 << (usize::from(code) % TRAIL_COUNT)
}

/// Some of the codes that are no trails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct LeadSet([bool; LEAD_LIMIT]);

impl LeadSet {
    pub(super) const EMPTY: Self = Self([false; LEAD_LIMIT]);

    pub(super) fn insert(&mut self, code: u8) {
        if let Some(has) = self.0.get_mut(usize::from(code)) {
            *has = true;
        }
    }

    pub(super) fn union_with(&mut self, other: Self) {
        self.0.iter_mut().zip(other.0).for_each(|(mine, theirs)| *mine |= theirs);
    }

    /// Its codes, in order.
    pub(super) fn iter(self) -> impl Iterator<Item = u8> {
        (0..FIRST_TRAIL).filter(move |code| self.contains(*code))
    }

    pub(super) fn contains(self, code: u8) -> bool {
        self.0.get(usize::from(code)).is_some_and(|has| *has)
    }

    /// How often its codes occur.
    pub(super) fn count_in(self, codes: &SymbolEncoding) -> u64 {
        self.iter().map(|code| u64::from(codes.lead_count(code))).sum()
    }

    /// First and last of each run, over gaps in which there is little: to look for one more run costs more than to let that pass.
    pub(super) fn ranges(self, codes: &SymbolEncoding) -> Vec<(u8, u8)> {
        let mut runs: Vec<(u8, u8)> = Vec::new();
        let little = codes.total_count() / GAP_DIVISOR;
        let mut gap = 0;
        for code in 0..FIRST_TRAIL {
            if !self.contains(code) {
                gap += u64::from(codes.lead_count(code));
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
pub(super) struct SymbolSet {
    pub(super) leads: LeadSet,
    trails: u64,
}

impl SymbolSet {
    pub(super) const EMPTY: Self = Self { leads: LeadSet::EMPTY, trails: 0 };

    /// The letter of that number, too.
    pub(super) fn insert(&mut self, codes: &SymbolEncoding, number: usize) {
        let (lead, trails) = codes.lead_and_trails(number);
        self.leads.insert(lead);
        self.trails |= trails;
    }

    pub(super) fn union_with(&mut self, other: Self) {
        self.leads.union_with(other.leads);
        self.trails |= other.trails;
    }

    /// The trails, if they all follow one lead: then they say just which letters are meant.
    pub(super) fn trails(&self, codes: &SymbolEncoding) -> Option<impl Iterator<Item = u8> + use<>> {
        let mut leads = self.leads.iter();
        let is_one = leads.next().is_some_and(|lead| codes.width(lead) == 2) && leads.next().is_none();
        let trails = self.trails;
        is_one.then(|| (FIRST_TRAIL..=u8::MAX).filter(move |trail| trails & trail_bit(*trail) != 0))
    }

    /// About how often they occur.
    pub(super) fn estimated_count(&self, codes: &SymbolEncoding) -> u64 {
        let weight = self.leads.count_in(codes);
        // As many letters behind each lead, and none of them frequent.
        self.trails(codes).map_or(weight, |trails| weight * trails.count() as u64 / TRAIL_COUNT as u64)
    }
}

/// What is no more than one in so many codes is let pass.
const GAP_DIVISOR: u64 = 150;
