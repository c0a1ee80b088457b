//! SIMD search for classes of bytes, in blocks of 64: one bit of a `u64` per position.

use std::ops::{Range, RangeInclusive};

use wide::u8x16;

use super::symbol_encoding::{DOC_START, LeadSet, SymbolEncoding, WORD_BREAK};

/// The number of bytes that are compared together.
pub(crate) const BLOCK_LEN: usize = 64;

/// The number of blocks that are searched in one step.
pub(crate) const BLOCKS_PER_STEP: usize = 16;

/// The number of bytes that may be read past the end of a block.
pub(crate) const BLOCK_LOOKAHEAD: usize = 2;

/// The positions in a block at which texts and docs begin, one bit each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Boundaries {
    pub(crate) text_starts: u64,
    pub(crate) doc_starts: u64,
}

impl Boundaries {
    /// Returns the boundaries in the block of `haystack` that begins at `position`.
    pub(crate) fn in_block(haystack: &[u8], position: usize) -> Self {
        let Some(block) = load(haystack, position) else { return Self::default() };
        let last_marker = u8x16::splat(WORD_BREAK - 1);
        let doc_start = u8x16::splat(DOC_START);
        Self {
            text_starts: bitmask(map_lanes(block, |bytes| bytes.min(last_marker).simd_eq(bytes))),
            doc_starts: bitmask(map_lanes(block, |bytes| bytes.simd_eq(doc_start))),
        }
    }
}

/// A set of bytes to search for, as ranges.
pub(crate) struct ByteClass {
    ranges: Vec<ByteRange>,
    /// True if most blocks are likely to hold a byte of the set.
    pub(crate) is_frequent: bool,
}

/// An inclusive range of bytes.
#[derive(Clone, Copy)]
struct ByteRange {
    /// The first byte, in all lanes.
    first: u8x16,
    /// The last byte minus the first, in all lanes.
    span: u8x16,
}

impl ByteRange {
    fn new(range: &RangeInclusive<u8>) -> Self {
        let (first, last) = (*range.start(), *range.end());
        Self { first: u8x16::splat(first), span: u8x16::splat(last - first) }
    }

    #[inline]
    fn contains_mask(self, bytes: u8x16) -> u8x16 {
        // Bytes below the first wrap around to values above the span.
        let from_first = bytes - self.first;
        from_first.min(self.span).simd_eq(from_first)
    }
}

/// Returns the mask of the lanes whose byte is in one of the ranges.
#[inline]
fn contains_mask<'a>(ranges: impl IntoIterator<Item = &'a ByteRange>, bytes: u8x16) -> u8x16 {
    ranges.into_iter().fold(u8x16::ZERO, |mask, range| mask | range.contains_mask(bytes))
}

impl ByteClass {
    /// Builds the class of some lead bytes.
    pub(crate) fn new(leads: LeadSet, encoding: &SymbolEncoding) -> Self {
        Self {
            ranges: leads.ranges(encoding).iter().map(ByteRange::new).collect(),
            is_frequent: leads.count_in(encoding) * BLOCK_LEN as u64 * 2 > encoding.total_count(),
        }
    }

    /// Builds a class of exactly these bytes, trail bytes included; they must come in ascending
    /// order.
    pub(crate) fn from_bytes(bytes: impl Iterator<Item = u8>) -> Self {
        let mut ranges: Vec<RangeInclusive<u8>> = Vec::new();
        for byte in bytes {
            match ranges.last_mut() {
                Some(range) if range.end().checked_add(1) == Some(byte) => {
                    *range = *range.start()..=byte;
                }
                _ => ranges.push(byte..=byte),
            }
        }
        Self { ranges: ranges.iter().map(ByteRange::new).collect(), is_frequent: true }
    }

    /// Returns, for each of `N` consecutive blocks from `position` on, the positions of bytes of
    /// the class. May include a few others, where ranges were merged.
    pub(crate) fn find_in_blocks<const N: usize>(
        &self,
        haystack: &[u8],
        position: usize,
    ) -> [u64; N] {
        // Most classes have one range or two, and a length known to the compiler is faster.
        match self.ranges[..] {
            [a] => find_in_blocks(&[a], self.is_frequent, haystack, position),
            [a, b] => find_in_blocks(&[a, b], self.is_frequent, haystack, position),
            [a, b, c] => find_in_blocks(&[a, b, c], self.is_frequent, haystack, position),
            ref ranges => find_in_blocks(ranges, self.is_frequent, haystack, position),
        }
    }

    /// Like `find_in_blocks`, but only positions with a byte of `next` `distance` bytes later.
    pub(crate) fn find_pairs<const N: usize>(
        &self,
        next: &Self,
        distance: usize,
        haystack: &[u8],
        position: usize,
    ) -> [u64; N] {
        match (&self.ranges[..], &next.ranges[..]) {
            ([first], [next]) => {
                find_pairs_in_blocks(&[*first], &[*next], distance, haystack, position)
            }
            (first, next) => find_pairs_in_blocks(first, next, distance, haystack, position),
        }
    }
}

/// Returns, for each of `N` consecutive blocks from `position` on, the positions of bytes in
/// `ranges`; `is_frequent` as in [`ByteClass`].
fn find_in_blocks<'a, const N: usize>(
    ranges: impl IntoIterator<Item = &'a ByteRange> + Copy,
    is_frequent: bool,
    haystack: &[u8],
    mut position: usize,
) -> [u64; N] {
    let mut found = [0; N];
    for found in &mut found {
        let lanes = load(haystack, position)
            .map(|block| map_lanes(block, |bytes| contains_mask(ranges, bytes)));
        *found = lanes.map_or(0, if is_frequent { bitmask } else { sparse_bitmask });
        position += BLOCK_LEN;
    }
    found
}

fn find_pairs_in_blocks<'a, const N: usize>(
    first: impl IntoIterator<Item = &'a ByteRange> + Copy,
    next: impl IntoIterator<Item = &'a ByteRange> + Copy,
    distance: usize,
    haystack: &[u8],
    mut position: usize,
) -> [u64; N] {
    let mut found = [0; N];
    for found in &mut found {
        if let (Some(here), Some(there)) =
            (load(haystack, position), load(haystack, position + distance))
        {
            let (here, there) = (
                map_lanes(here, |bytes| contains_mask(first, bytes)),
                map_lanes(there, |bytes| contains_mask(next, bytes)),
            );
            *found = sparse_bitmask([
                here[0] & there[0],
                here[1] & there[1],
                here[2] & there[2],
                here[3] & there[3],
            ]);
        }
        position += BLOCK_LEN;
    }
    found
}

/// Returns the mask of the positions of a block, given by its position, that lie in the range
/// `chunk`: a block may overlap the neighbouring chunks.
pub(crate) fn range_mask(chunk: &Range<usize>, block: usize) -> u64 {
    debug_assert!(block < chunk.end, "block at {block} after {chunk:?}");
    u64::MAX << chunk.start.saturating_sub(block)
        & u64::MAX >> BLOCK_LEN.saturating_sub(chunk.end - block)
}

/// Returns the positions in a block of bytes that differ from `usual`.
#[inline]
pub(crate) fn not_equal_mask(block: &[u8; BLOCK_LEN], usual: u8) -> u64 {
    let usual = u8x16::splat(usual);
    load(block, 0).map_or(0, |block| !bitmask(map_lanes(block, |bytes| bytes.simd_eq(usual))))
}

/// Returns the block of `haystack` that begins at `position`; `None` past the padding.
#[inline]
fn load(haystack: &[u8], position: usize) -> Option<[u8x16; 4]> {
    let block = haystack.get(position..)?.first_chunk::<BLOCK_LEN>()?;
    let [a, b, c, d] = block.as_chunks().0 else { return None };
    Some([u8x16::new(*a), u8x16::new(*b), u8x16::new(*c), u8x16::new(*d)])
}

/// Applies `op` to each quarter of a block. `array::map` is slower here, and this runs for every
/// block.
#[inline]
fn map_lanes(block: [u8x16; 4], op: impl Fn(u8x16) -> u8x16) -> [u8x16; 4] {
    let [a, b, c, d] = block;
    [op(a), op(b), op(c), op(d)]
}

/// Returns the positions of set lanes, fast where there are none in most blocks.
#[inline]
fn sparse_bitmask(lanes: [u8x16; 4]) -> u64 {
    let [a, b, c, d] = lanes;
    if (a | b | c | d).to_bitmask() == 0 { 0 } else { bitmask(lanes) }
}

/// Returns the positions of set lanes.
#[inline]
fn bitmask(lanes: [u8x16; 4]) -> u64 {
    let [a, b, c, d] = lanes;
    let bits = |quarter: u8x16| u64::from(quarter.to_bitmask());
    bits(a) | bits(b) << 16 | bits(c) << 32 | bits(d) << 48
}

#[cfg(test)]
mod tests {
    use super::*;

    fn class(bytes: impl IntoIterator<Item = u8>) -> ByteClass {
        let mut leads = LeadSet::EMPTY;
        bytes.into_iter().for_each(|byte| leads.insert(byte));
        ByteClass::new(leads, &SymbolEncoding::default())
    }

    #[test]
    fn a_class_finds_its_bytes_wherever_they_are() {
        for (class, wanted) in [(class([40]), vec![40]), (class(9..=11), vec![9, 10, 11])] {
            for at in 0..BLOCK_LEN {
                for byte in [0, 8, 9, 11, 12, 39, 40, 41, 127, 128, 191, 255] {
                    let mut block = [254; BLOCK_LEN];
                    block[at] = byte;
                    assert_eq!(
                        class.find_in_blocks(&block, 0),
                        [u64::from(wanted.contains(&byte)) << at],
                        "{byte} at {at}"
                    );
                }
            }
        }
    }

    #[test]
    fn what_lies_between_may_pass_and_all_else_must() {
        let class = class((10..100).step_by(7));
        for byte in 0..=255 {
            let passed = class.find_in_blocks(&[byte; BLOCK_LEN], 0) == [u64::MAX];
            assert!(passed || !(10..100).step_by(7).any(|wanted| wanted == byte), "{byte}");
        }
    }
}
