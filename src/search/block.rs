//! SIMD search for classes of bytes, in blocks of 64: one bit of a `u64` per position.

use std::ops::Range;

use wide::u8x16;

use super::symbol_encoding::{DOC_START, LeadSet, SymbolEncoding, WORD_BREAK};

/// The number of bytes that are compared together.
pub(super) const BLOCK_LEN: usize = 64;

/// The number of bytes that may be read past the end of a block.
pub(super) const BLOCK_LOOKAHEAD: usize = 2;

/// The positions in a block at which texts and docs begin, one bit each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Boundaries {
    pub(super) text_starts: u64,
    pub(super) doc_starts: u64,
}

impl Boundaries {
    /// Returns the boundaries in the block that begins at `at`.
    pub(super) fn in_block(codes: &[u8], at: usize) -> Self {
        let Some(block) = load(codes, at) else { return Self::default() };
        let begins = u8x16::splat(WORD_BREAK - 1);
        let project = u8x16::splat(DOC_START);
        Self {
            text_starts: bitmask(map_lanes(block, |codes| codes.min(begins).simd_eq(codes))),
            doc_starts: bitmask(map_lanes(block, |codes| codes.simd_eq(project))),
        }
    }
}

/// A set of bytes to search for, as ranges.
pub(super) struct ByteClass {
    ranges: Vec<ByteRange>,
    /// True if most blocks are likely to hold a byte of the set.
    pub(super) is_frequent: bool,
}

/// The first byte of a range, and the last minus the first, in all 16 lanes.
#[derive(Clone, Copy)]
struct ByteRange(u8x16, u8x16);

impl ByteRange {
    fn new((first, last): (u8, u8)) -> Self {
        Self(u8x16::splat(first), u8x16::splat(last - first))
    }

    #[inline]
    fn contains_mask(self, codes: u8x16) -> u8x16 {
        // Bytes below the first wrap around to values above the length of the range.
        let from_first = codes - self.0;
        from_first.min(self.1).simd_eq(from_first)
    }
}

/// A list of ranges, of fixed or variable length.
trait ByteRanges {
    /// Returns the mask of the lanes whose byte is in one of the ranges.
    fn contains_mask(&self, codes: u8x16) -> u8x16;
}

impl<const N: usize> ByteRanges for [ByteRange; N] {
    #[inline]
    fn contains_mask(&self, codes: u8x16) -> u8x16 {
        self.iter().fold(u8x16::ZERO, |held, run| held | run.contains_mask(codes))
    }
}

impl ByteRanges for [ByteRange] {
    #[inline]
    fn contains_mask(&self, codes: u8x16) -> u8x16 {
        self.iter().fold(u8x16::ZERO, |held, run| held | run.contains_mask(codes))
    }
}

impl ByteClass {
    pub(super) fn new(all: LeadSet, codes: &SymbolEncoding) -> Self {
        let runs = all.ranges(codes).into_iter().map(ByteRange::new).collect();
        Self {
            ranges: runs,
            is_frequent: all.count_in(codes) * BLOCK_LEN as u64 * 2 > codes.total_count(),
        }
    }

    /// Builds a class of exactly these bytes, trail bytes included; they must come in ascending
    /// order.
    pub(super) fn from_bytes(codes: impl Iterator<Item = u8>) -> Self {
        let mut runs: Vec<(u8, u8)> = Vec::new();
        for code in codes {
            match runs.last_mut() {
                Some((_, last)) if last.checked_add(1) == Some(code) => *last = code,
                _ => runs.push((code, code)),
            }
        }
        Self { ranges: runs.into_iter().map(ByteRange::new).collect(), is_frequent: true }
    }

    /// Returns, for each of `N` consecutive blocks from `at` on, the positions of bytes of the
    /// class. May include a few others, where ranges were merged.
    pub(super) fn find_in_blocks<const N: usize>(&self, codes: &[u8], at: usize) -> [u64; N] {
        // Most classes have one range or two, and a length known to the compiler is faster.
        match self.ranges[..] {
            [a] => find_in_blocks(&[a], self.is_frequent, codes, at),
            [a, b] => find_in_blocks(&[a, b], self.is_frequent, codes, at),
            [a, b, c] => find_in_blocks(&[a, b, c], self.is_frequent, codes, at),
            ref runs => find_in_blocks(runs, self.is_frequent, codes, at),
        }
    }

    /// Like `find_in_blocks`, but only positions with a byte of `next` `on` bytes later.
    pub(super) fn find_pairs<const N: usize>(
        &self,
        next: &Self,
        on: usize,
        codes: &[u8],
        at: usize,
    ) -> [u64; N] {
        match (&self.ranges[..], &next.ranges[..]) {
            ([first], [next]) => find_pairs_in_blocks((&[*first], &[*next]), on, codes, at),
            (first, next) => find_pairs_in_blocks((first, next), on, codes, at),
        }
    }
}

fn find_in_blocks<const N: usize>(
    runs: &(impl ByteRanges + ?Sized),
    often: bool,
    codes: &[u8],
    mut at: usize,
) -> [u64; N] {
    let mut found = [0; N];
    for found in &mut found {
        let held = load(codes, at).map(|block| map_lanes(block, |codes| runs.contains_mask(codes)));
        *found = held.map_or(0, if often { bitmask } else { sparse_bitmask });
        at += BLOCK_LEN;
    }
    found
}

fn find_pairs_in_blocks<const N: usize, R: ByteRanges + ?Sized>(
    (first, next): (&R, &R),
    on: usize,
    codes: &[u8],
    mut at: usize,
) -> [u64; N] {
    let mut found = [0; N];
    for found in &mut found {
        if let (Some(here), Some(there)) = (load(codes, at), load(codes, at + on)) {
            let (here, there) = (
                map_lanes(here, |codes| first.contains_mask(codes)),
                map_lanes(there, |codes| next.contains_mask(codes)),
            );
            *found = sparse_bitmask([
                here[0] & there[0],
                here[1] & there[1],
                here[2] & there[2],
                here[3] & there[3],
            ]);
        }
        at += BLOCK_LEN;
    }
    found
}

/// Returns the mask of the positions of a block, given by its offset, that lie in the range `part`:
/// a block may overlap the neighbouring chunks.
pub(super) fn range_mask(part: &Range<usize>, block: usize) -> u64 {
    u64::MAX << part.start.saturating_sub(block)
        & u64::MAX >> BLOCK_LEN.saturating_sub(part.end - block)
}

/// Returns the positions among up to [`BLOCK_LEN`] bytes that differ from `usual`.
pub(super) fn not_equal_mask(bytes: &[u8], usual: u8) -> u64 {
    match load(bytes, 0) {
        Some(block) => !bitmask(map_lanes(block, |bytes| bytes.simd_eq(u8x16::splat(usual)))),
        // The last bytes, less than a block.
        None => bytes.iter().rev().fold(0, |found, byte| found << 1 | u64::from(*byte != usual)),
    }
}

#[inline]
fn load(codes: &[u8], at: usize) -> Option<[u8x16; 4]> {
    let block = codes.get(at..)?.first_chunk::<BLOCK_LEN>()?;
    let [a, b, c, d] = block.as_chunks().0 else { return None };
    Some([u8x16::new(*a), u8x16::new(*b), u8x16::new(*c), u8x16::new(*d)])
}

/// Applies `is` to each quarter of a block. `array::map` is slower here, and this runs for every
/// block.
#[inline]
fn map_lanes(block: [u8x16; 4], is: impl Fn(u8x16) -> u8x16) -> [u8x16; 4] {
    let [a, b, c, d] = block;
    [is(a), is(b), is(c), is(d)]
}

/// Returns the positions of set lanes, fast where there are none in most blocks.
#[inline]
fn sparse_bitmask(found: [u8x16; 4]) -> u64 {
    let [a, b, c, d] = found;
    if (a | b | c | d).to_bitmask() == 0 { 0 } else { bitmask(found) }
}

#[inline]
fn bitmask(found: [u8x16; 4]) -> u64 {
    let [a, b, c, d] = found;
    let bits = |found: u8x16| u64::from(found.to_bitmask());
    bits(a) | bits(b) << 16 | bits(c) << 32 | bits(d) << 48
}

#[cfg(test)]
mod tests {
    use super::*;

    fn class(codes: impl IntoIterator<Item = u8>) -> ByteClass {
        let mut all = LeadSet::EMPTY;
        codes.into_iter().for_each(|code| all.insert(code));
        ByteClass::new(all, &SymbolEncoding::default())
    }

    #[test]
    fn a_class_finds_its_codes_wherever_they_are() {
        for (class, wanted) in [(class([40]), vec![40]), (class(9..=11), vec![9, 10, 11])] {
            for at in 0..BLOCK_LEN {
                for code in [0, 8, 9, 11, 12, 39, 40, 41, 127, 128, 191, 255] {
                    let mut block = [254; BLOCK_LEN];
                    block[at] = code;
                    assert_eq!(
                        class.find_in_blocks(&block, 0),
                        [u64::from(wanted.contains(&code)) << at],
                        "{code} at {at}"
                    );
                }
            }
        }
    }

    #[test]
    fn what_is_unusual_is_seen_in_a_block_and_in_less() {
        for len in [1, 5, BLOCK_LEN - 1, BLOCK_LEN] {
            for at in 0..len {
                let mut bytes = vec![255; len];
                bytes[at] = 3;
                assert_eq!(not_equal_mask(&bytes, 255), 1 << at, "{at} of {len}");
            }
        }
    }

    #[test]
    fn what_lies_between_may_pass_and_all_else_must() {
        let class = class((10..100).step_by(7));
        for code in 0..=255 {
            let passed = class.find_in_blocks(&[code; BLOCK_LEN], 0) == [u64::MAX];
            assert!(passed || !(10..100).step_by(7).any(|wanted| wanted == code), "{code}");
        }
    }
}
