//! The byte encoding of symbols: common ones take one byte, rare ones two, so a catalogue takes
//! little more than a byte per character, and a search compares 64 of them at a time
//! ([`Prefilter`](super::prefilter::Prefilter)).
//!
//! ```text
//! 0         padding behind the last text
//! 1         a doc begins, with its title
//! 2..=8     another text begins; the value says of which field
//! 9         a blank between two Latin letters
//! 10..=190  a common symbol, or the lead byte of rare ones; both ordered by sound,
//!           so that a syllable, or all that begin with g, are few ranges of bytes
//! 191       the lead byte of a very rare symbol
//! 192..     trail bytes
//! ```

use super::alphabet::{Alphabet, UNKNOWN};
use super::hit::SearchField;

/// The padding behind the last text.
pub(super) const PAD: u8 = 0;
/// Begins a doc, with its title.
pub(super) const DOC_START: u8 = 1;
/// A blank between two Latin letters. Bytes below it begin a text.
pub(super) const WORD_BREAK: u8 = 9;
const FIRST_LEAD: u8 = WORD_BREAK + 1;
/// The number of trail bytes: enough for few lead bytes, yet leaving most bytes to symbols of one
/// byte.
const TRAIL_COUNT: usize = 64;
const FIRST_TRAIL: u8 = 192;
/// The lead byte of symbols beyond all groups; their number follows in three trail bytes. Only
/// catalogues of more than eight thousand different characters need it.
const ESCAPE_LEAD: u8 = FIRST_TRAIL - 1;
/// The number of bytes for common symbols and for the lead bytes of groups.
const LEAD_COUNT: usize = (ESCAPE_LEAD - FIRST_LEAD) as usize;
const GROUP_LEADS_MAX: usize = 128;

/// The lead bytes and all bytes below them are less than this.
pub(super) const LEAD_LIMIT: usize = FIRST_TRAIL as usize;

/// The byte encoding of one alphabet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct SymbolEncoding {
    /// By symbol number: its bytes, padded with 0.
    encoded: Vec<[u8; 4]>,
    /// By byte: the symbol that it encodes alone, or [`UNKNOWN`].
    single_by_lead: Vec<u16>,
    /// By byte: all symbols that begin with it; several, if it is the lead byte of a group.
    symbols_by_lead: Vec<Vec<u16>>,
    /// By byte: how often it occurs as the first byte of a symbol.
    lead_counts: Vec<u32>,
}

impl SymbolEncoding {
    /// Builds the encoding of `alphabet`; `counts` gives, by symbol number, how often each occurs.
    pub(super) fn new(alphabet: &Alphabet, counts: &[u32]) -> Self {
        let mut letters: Vec<u16> = alphabet.ids().collect();
        letters.sort_by_key(|number| {
            std::cmp::Reverse(counts.get(usize::from(*number)).copied().unwrap_or_default())
        });
        let leads = letters.len().saturating_sub(LEAD_COUNT).div_ceil(TRAIL_COUNT - 1);
        let leads = leads.min(GROUP_LEADS_MAX);
        let mut rare = letters.split_off((LEAD_COUNT - leads).min(letters.len()));
        let rest = rare.split_off((leads * TRAIL_COUNT).min(rare.len()));
        let by_sound = |number: &u16| {
            alphabet.symbol(usize::from(*number)).map(|letter| alphabet.sort_key(letter))
        };
        rare.sort_by_key(by_sound);
        // Groups of equal size: each lead byte is equally selective.
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
            let trail =
                |shift: u16| FIRST_TRAIL + to_u8(usize::from(number >> shift) % TRAIL_COUNT);
            codes.encoded[usize::from(number)] = [ESCAPE_LEAD, trail(12), trail(6), trail(0)];
        }
        for (number, count) in counts.iter().enumerate() {
            if let Some(weight) =
                codes.lead(number).and_then(|lead| codes.lead_counts.get_mut(usize::from(lead)))
            {
                *weight = weight.saturating_add(*count);
            }
        }
        codes
    }

    /// Returns how often a symbol begins with this byte in all texts.
    pub(super) fn lead_count(&self, code: u8) -> u32 {
        self.lead_counts.get(usize::from(code)).copied().unwrap_or_default()
    }

    /// Returns the number of symbols in all texts.
    pub(super) fn total_count(&self) -> u64 {
        self.lead_counts.iter().map(|weight| u64::from(*weight)).sum()
    }

    /// Returns the bytes of a symbol; empty if it is not in the alphabet.
    pub(super) fn encode(&self, number: usize) -> &[u8] {
        let bytes = self.encoded.get(number).map_or(&[][..], |bytes| bytes);
        let len = bytes.iter().position(|byte| *byte == PAD).unwrap_or(bytes.len());
        bytes.get(..len).unwrap_or_default()
    }

    /// Returns the first byte of a symbol.
    pub(super) fn lead(&self, number: usize) -> Option<u8> {
        self.encode(number).first().copied()
    }

    /// Decodes the symbol that begins at `at`; returns its number and its length in bytes. `None`
    /// if none begins there.
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

    /// Returns the length in bytes of the symbols with this lead byte: 1, 2 or 4.
    pub(super) fn width(&self, lead: u8) -> usize {
        match self.symbols_by_lead.get(usize::from(lead)).map_or(0, Vec::len) {
            0 => 4,
            1 => 1,
            _ => 2,
        }
    }

    /// Returns the first byte of a symbol and the set of trail bytes that may follow it, one bit
    /// each: all bits unless the symbol has exactly two bytes.
    pub(super) fn lead_and_trails(&self, number: usize) -> (u8, u64) {
        match *self.encode(number) {
            [lead, trail] => (lead, 1 << (trail - FIRST_TRAIL)),
            [lead, ..] => (lead, u64::MAX),
            [] => (PAD, 0),
        }
    }

    /// Returns the byte that begins a text of `field` which is not the first of its doc.
    pub(super) fn field_marker(field: SearchField) -> u8 {
        DOC_START
            + 1
            + to_u8(SearchField::TEXTS.iter().position(|other| *other == field).unwrap_or_default())
    }

    /// Returns true if a symbol begins at `at`.
    pub(super) fn is_lead(codes: &[u8], at: usize) -> bool {
        codes.get(at).is_some_and(|code| (FIRST_LEAD..FIRST_TRAIL).contains(code))
    }

    /// Returns the field of a text that begins with this byte.
    pub(super) fn marked_field(code: u8) -> SearchField {
        SearchField::TEXTS
            .get(usize::from(code.saturating_sub(DOC_START + 1)))
            .copied()
            .unwrap_or(SearchField::Title)
    }
}

/// Converts a number that is known to be below 256.
fn to_u8(number: usize) -> u8 {
    u8::try_from(number).unwrap_or(u8::MAX)
}

/// Returns the bit of a trail byte, or of any other byte in the position of one.
pub(super) fn trail_bit(code: u8) -> u64 {
    1 << (usize::from(code) % TRAIL_COUNT)
}

/// A set of bytes that are no trail bytes.
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

    /// Returns the bytes in ascending order.
    pub(super) fn iter(self) -> impl Iterator<Item = u8> {
        (0..FIRST_TRAIL).filter(move |code| self.contains(*code))
    }

    pub(super) fn contains(self, code: u8) -> bool {
        self.0.get(usize::from(code)).is_some_and(|has| *has)
    }

    /// Returns how many symbols in all texts begin with a byte of the set.
    pub(super) fn count_in(self, codes: &SymbolEncoding) -> u64 {
        self.iter().map(|code| u64::from(codes.lead_count(code))).sum()
    }

    /// Returns the inclusive ranges that cover the set. Ranges are merged over gaps of rare bytes:
    /// testing one more range costs more than verifying a few false candidates.
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

/// A set of symbols: their lead bytes and, for symbols of two bytes, one bit for each trail byte.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct SymbolSet {
    pub(super) leads: LeadSet,
    trails: u64,
}

impl SymbolSet {
    pub(super) const EMPTY: Self = Self { leads: LeadSet::EMPTY, trails: 0 };

    /// Adds a symbol by its number.
    pub(super) fn insert(&mut self, codes: &SymbolEncoding, number: usize) {
        let (lead, trails) = codes.lead_and_trails(number);
        self.leads.insert(lead);
        self.trails |= trails;
    }

    pub(super) fn union_with(&mut self, other: Self) {
        self.leads.union_with(other.leads);
        self.trails |= other.trails;
    }

    /// Returns the trail bytes if all symbols share one lead byte of two-byte symbols; lead and
    /// trail then identify the symbols exactly.
    pub(super) fn trails(
        &self,
        codes: &SymbolEncoding,
    ) -> Option<impl Iterator<Item = u8> + use<>> {
        let mut leads = self.leads.iter();
        let is_one =
            leads.next().is_some_and(|lead| codes.width(lead) == 2) && leads.next().is_none();
        let trails = self.trails;
        is_one.then(|| (FIRST_TRAIL..=u8::MAX).filter(move |trail| trails & trail_bit(*trail) != 0))
    }

    /// Estimates how often symbols of the set occur in all texts.
    pub(super) fn estimated_count(&self, codes: &SymbolEncoding) -> u64 {
        let weight = self.leads.count_in(codes);
        // Groups are of equal size, and none of their symbols is frequent.
        self.trails(codes)
            .map_or(weight, |trails| weight * trails.count() as u64 / TRAIL_COUNT as u64)
    }
}

/// Gaps that hold at most one in this many symbols are merged into the ranges around them.
const GAP_DIVISOR: u64 = 150;
