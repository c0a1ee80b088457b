//! The byte encoding of symbols: common ones take one byte, rare ones two, so a catalog takes
//! little more than a byte per character, and a search compares 64 of them at a time
//! ([`Prefilter`](crate::index::prefilter::Prefilter)).
//!
//! ```text
//! 0         padding after the last text
//! 1         a doc begins, with its title
//! 2..=8     another text begins; the value says of which field (more fields move the next two)
//! 9         a blank between two Latin letters
//! 10..=190  a common symbol, or the lead byte of rare ones; both ordered by sound,
//!           so that a syllable, or all that begin with g, are few ranges of bytes
//! 191       the lead byte of a very rare symbol
//! 192..     trail bytes
//! ```

use std::ops::RangeInclusive;

use super::alphabet::{Alphabet, SymbolId};
use crate::query::SearchField;

/// The padding after the last text.
pub(crate) const PAD: u8 = 0;
/// Begins a doc, with its title.
pub(crate) const DOC_START: u8 = 1;
/// A blank between two Latin letters. Bytes below it begin a text.
pub(crate) const WORD_BREAK: u8 = {
    let [.., last] = SearchField::TEXTS;
    DOC_START + last as u8 + 1
};
const FIRST_LEAD: u8 = WORD_BREAK + 1;
/// The number of trail bytes: enough for few lead bytes, yet leaving most bytes to symbols of one
/// byte.
const TRAIL_COUNT: usize = 64;
const FIRST_TRAIL: u8 = 192;
/// The lead byte of symbols beyond all groups; their number follows in three trail bytes. Only
/// catalogs of more than eight thousand different characters need it.
const ESCAPE_LEAD: u8 = FIRST_TRAIL - 1;
/// The number of bytes for common symbols and for the lead bytes of groups.
const LEAD_COUNT: usize = (ESCAPE_LEAD - FIRST_LEAD) as usize;
/// The maximum number of lead bytes of groups.
const GROUP_LEADS_MAX: usize = 128;

/// The lead bytes and all bytes below them are less than this.
pub(crate) const LEAD_LIMIT: usize = FIRST_TRAIL as usize;

/// The byte encoding of one alphabet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct SymbolEncoding {
    /// By symbol: its bytes, padded with 0.
    encoded: Vec<[u8; 4]>,
    /// By byte: the symbol that it encodes alone, or [`SymbolId::UNKNOWN`].
    single_by_lead: Vec<SymbolId>,
    /// By byte: all symbols that begin with it; several, if it is the lead byte of a group.
    symbols_by_lead: Vec<Vec<SymbolId>>,
    /// By byte: how often it occurs as the first byte of a symbol.
    lead_counts: Vec<u32>,
}

impl SymbolEncoding {
    /// Builds the encoding of `alphabet`; `counts` gives, by symbol, how often each occurs.
    pub(crate) fn new(alphabet: &Alphabet, counts: &[u32]) -> Self {
        let mut common: Vec<SymbolId> = alphabet.ids().collect();
        common.sort_by_key(|symbol| {
            std::cmp::Reverse(counts.get(symbol.get()).copied().unwrap_or_default())
        });
        let group_leads = common.len().saturating_sub(LEAD_COUNT).div_ceil(TRAIL_COUNT - 1);
        let group_leads = group_leads.min(GROUP_LEADS_MAX);
        let mut rare = common.split_off((LEAD_COUNT - group_leads).min(common.len()));
        let very_rare = rare.split_off((group_leads * TRAIL_COUNT).min(rare.len()));
        let by_sound = |id: &SymbolId| alphabet.symbol(*id).map(|symbol| alphabet.sort_key(symbol));
        rare.sort_by_key(by_sound);
        // Groups of equal size: each lead byte is equally selective.
        let rare_groups = rare.chunks(rare.len().div_ceil(group_leads.max(1)).max(1));
        let mut groups: Vec<&[SymbolId]> = common.chunks(1).chain(rare_groups).collect();
        groups.sort_by_key(|group| group.first().and_then(by_sound));
        debug_assert!(groups.len() <= LEAD_COUNT, "{} groups", groups.len());

        let mut encoding = Self {
            encoded: vec![[PAD; 4]; alphabet.len()],
            single_by_lead: vec![SymbolId::UNKNOWN; LEAD_LIMIT],
            symbols_by_lead: vec![Vec::new(); LEAD_LIMIT],
            lead_counts: vec![0; LEAD_LIMIT],
        };
        for (lead, group) in (FIRST_LEAD..).zip(groups) {
            if let [single] = group {
                encoding.single_by_lead[usize::from(lead)] = *single;
            }
            encoding.symbols_by_lead[usize::from(lead)] = group.to_vec();
            for (trail, symbol) in (FIRST_TRAIL..=u8::MAX).zip(group) {
                let trail = if group.len() > 1 { trail } else { PAD };
                encoding.encoded[symbol.get()] = [lead, trail, PAD, PAD];
            }
        }
        for symbol in very_rare {
            let trail = |shift: u16| FIRST_TRAIL + to_u8((symbol.get() >> shift) % TRAIL_COUNT);
            encoding.encoded[symbol.get()] = [ESCAPE_LEAD, trail(12), trail(6), trail(0)];
        }
        for (symbol, count) in alphabet.ids().filter_map(|id| Some((id, counts.get(id.get())?))) {
            let (lead, _) = encoding.lead_and_trails(symbol);
            if let Some(lead_count) = encoding.lead_counts.get_mut(usize::from(lead)) {
                *lead_count = lead_count.saturating_add(*count);
            }
        }
        encoding
    }

    /// Returns how often a symbol begins with this byte in all texts.
    pub(crate) fn lead_count(&self, lead: u8) -> u32 {
        self.lead_counts.get(usize::from(lead)).copied().unwrap_or_default()
    }

    /// Returns the number of symbols in all texts.
    pub(crate) fn total_count(&self) -> u64 {
        self.lead_counts.iter().map(|count| u64::from(*count)).sum()
    }

    /// Returns the bytes of a symbol; empty if it is not in the alphabet.
    pub(crate) fn encode(&self, symbol: SymbolId) -> &[u8] {
        let bytes = self.encoded.get(symbol.get()).map_or(&[][..], |bytes| bytes);
        let len = bytes.iter().position(|byte| *byte == PAD).unwrap_or(bytes.len());
        bytes.get(..len).unwrap_or_default()
    }

    /// Decodes the symbol that begins at `position`; returns it and its length in bytes. `None` if
    /// none begins there.
    pub(crate) fn decode(&self, haystack: &[u8], position: usize) -> Option<(SymbolId, usize)> {
        let lead = *haystack.get(position)?;
        let single = *self.single_by_lead.get(usize::from(lead))?;
        if single != SymbolId::UNKNOWN {
            return Some((single, 1));
        }
        let trail =
            |nth: usize| Some(usize::from(haystack.get(position + nth)?.checked_sub(FIRST_TRAIL)?));
        if lead == ESCAPE_LEAD {
            return Some((SymbolId::new(trail(1)? << 12 | trail(2)? << 6 | trail(3)?), 4));
        }
        let symbol = *self.symbols_by_lead.get(usize::from(lead))?.get(trail(1)?)?;
        Some((symbol, 2))
    }

    /// Returns the length in bytes of the symbols with this lead byte: 1, 2 or 4.
    pub(crate) fn width(&self, lead: u8) -> usize {
        match self.symbols_by_lead.get(usize::from(lead)).map_or(0, Vec::len) {
            0 => 4,
            1 => 1,
            _ => 2,
        }
    }

    /// Returns the first byte of a symbol and the set of trail bytes that may follow it, one bit
    /// each: all bits unless the symbol has exactly two bytes.
    pub(crate) fn lead_and_trails(&self, symbol: SymbolId) -> (u8, u64) {
        match *self.encode(symbol) {
            [lead, trail] => (lead, trail_bit(trail)),
            [lead, ..] => (lead, u64::MAX),
            [] => (PAD, 0),
        }
    }

    /// Returns the byte that begins a text of `field` which is not the first of its doc.
    pub(crate) fn field_marker(field: SearchField) -> u8 {
        let nth = SearchField::TEXTS.iter().position(|other| *other == field);
        debug_assert!(nth.is_some(), "{field:?} is no text");
        DOC_START + 1 + to_u8(nth.unwrap_or_default())
    }

    /// Returns the field of a text that begins with this byte.
    pub(crate) fn marked_field(marker: u8) -> SearchField {
        SearchField::TEXTS
            .get(usize::from(marker.saturating_sub(DOC_START + 1)))
            .copied()
            .unwrap_or(SearchField::Title)
    }

    /// Returns true if a symbol begins at `position`.
    pub(crate) fn is_lead(haystack: &[u8], position: usize) -> bool {
        haystack.get(position).is_some_and(|byte| (FIRST_LEAD..FIRST_TRAIL).contains(byte))
    }
}

/// Converts a number that is known to be below 256.
fn to_u8(number: usize) -> u8 {
    debug_assert!(u8::try_from(number).is_ok(), "{number} is no byte");
    u8::try_from(number).unwrap_or(u8::MAX)
}

/// Returns the bit of a trail byte, or of any other byte in the position of one.
pub(crate) fn trail_bit(byte: u8) -> u64 {
    1 << (usize::from(byte) % TRAIL_COUNT)
}

/// A set of bytes that are no trail bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct LeadSet([bool; LEAD_LIMIT]);

impl LeadSet {
    pub(crate) const EMPTY: Self = Self([false; LEAD_LIMIT]);

    pub(crate) fn insert(&mut self, lead: u8) {
        if let Some(has) = self.0.get_mut(usize::from(lead)) {
            *has = true;
        }
    }

    pub(crate) fn union_with(&mut self, other: Self) {
        self.0.iter_mut().zip(other.0).for_each(|(mine, theirs)| *mine |= theirs);
    }

    /// Returns the bytes in ascending order.
    pub(crate) fn iter(self) -> impl Iterator<Item = u8> {
        (0..FIRST_TRAIL).filter(move |lead| self.contains(*lead))
    }

    pub(crate) fn contains(self, lead: u8) -> bool {
        self.0.get(usize::from(lead)).is_some_and(|has| *has)
    }

    /// Returns how many symbols in all texts begin with a byte of the set.
    pub(crate) fn count_in(self, encoding: &SymbolEncoding) -> u64 {
        self.iter().map(|lead| u64::from(encoding.lead_count(lead))).sum()
    }

    /// Returns the ranges that cover the set. Ranges are merged over gaps of rare bytes: testing
    /// one more range costs more than verifying a few false candidates.
    pub(crate) fn ranges(self, encoding: &SymbolEncoding) -> Vec<RangeInclusive<u8>> {
        let mut ranges: Vec<RangeInclusive<u8>> = Vec::new();
        let gap_max = encoding.total_count() / GAP_DIVISOR;
        let mut gap = 0;
        for lead in 0..FIRST_TRAIL {
            if !self.contains(lead) {
                gap += u64::from(encoding.lead_count(lead));
                continue;
            }
            match ranges.last_mut() {
                Some(range) if gap <= gap_max => *range = *range.start()..=lead,
                _ => ranges.push(lead..=lead),
            }
            gap = 0;
        }
        ranges
    }
}

/// A set of symbols: their lead bytes and, for symbols of two bytes, one bit for each trail byte.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct SymbolSet {
    pub(crate) leads: LeadSet,
    trails: u64,
}

impl SymbolSet {
    pub(crate) const EMPTY: Self = Self { leads: LeadSet::EMPTY, trails: 0 };

    /// Adds a symbol.
    pub(crate) fn insert(&mut self, encoding: &SymbolEncoding, symbol: SymbolId) {
        let (lead, trails) = encoding.lead_and_trails(symbol);
        self.leads.insert(lead);
        self.trails |= trails;
    }

    pub(crate) fn union_with(&mut self, other: Self) {
        self.leads.union_with(other.leads);
        self.trails |= other.trails;
    }

    /// Returns the trail bytes if all symbols share one lead byte of two-byte symbols; lead and
    /// trail then identify the symbols exactly.
    pub(crate) fn trails(
        &self,
        encoding: &SymbolEncoding,
    ) -> Option<impl Iterator<Item = u8> + use<>> {
        let mut leads = self.leads.iter();
        let is_one_group =
            leads.next().is_some_and(|lead| encoding.width(lead) == 2) && leads.next().is_none();
        let trails = self.trails;
        is_one_group
            .then(|| (FIRST_TRAIL..=u8::MAX).filter(move |trail| trails & trail_bit(*trail) != 0))
    }

    /// Estimates how often symbols of the set occur in all texts.
    pub(crate) fn estimated_count(&self, encoding: &SymbolEncoding) -> u64 {
        let lead_count = self.leads.count_in(encoding);
        // Groups are of equal size, and none of their symbols is frequent.
        self.trails(encoding)
            .map_or(lead_count, |trails| lead_count * trails.count() as u64 / TRAIL_COUNT as u64)
    }
}

/// Gaps that hold at most one in this many symbols are merged into the ranges around them.
const GAP_DIVISOR: u64 = 150;
