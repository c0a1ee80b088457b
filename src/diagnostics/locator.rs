//! Line and column of byte offsets in a text that arrives piece by piece.

use super::error::LineCol;
use super::line_index::count_chars;

/// Search for the positions of byte offsets in a text.
pub(crate) struct Locator {
    /// Offsets that are still to come, ascending.
    wanted: std::iter::Peekable<std::vec::IntoIter<u32>>,
    found: Vec<(u32, LineCol)>,
    /// Position of the end of the text so far.
    end: LineCol,
    /// Length of the text so far, in bytes.
    length: usize,
}

impl Locator {
    /// Creates a search for the byte offsets `wanted`, given in any order.
    pub(crate) fn new(mut wanted: Vec<u32>) -> Self {
        wanted.sort_unstable();
        wanted.dedup();
        Self {
            wanted: wanted.into_iter().peekable(),
            found: Vec::new(),
            end: LineCol::START,
            length: 0,
        }
    }

    /// Scans the next piece of the text. Returns false when all offsets are found and no more text
    /// is needed.
    pub(crate) fn feed(&mut self, piece: &[u8]) -> bool {
        let start = self.length;
        let mut at = 0;
        while let Some(wanted) = self.wanted.peek().copied() {
            let Some(next) =
                (wanted as usize).checked_sub(start).filter(|next| *next < piece.len())
            else {
                break;
            };
            debug_assert!(at <= next, "the wanted offsets are ascending");
            self.advance(piece.get(at..next).unwrap_or_default());
            self.found.push((wanted, self.end));
            self.wanted.next();
            at = next;
        }
        self.advance(piece.get(at..).unwrap_or_default());
        self.length = start + piece.len();
        self.wanted.peek().is_some()
    }

    /// Returns each offset found with its position, in the order of the text.
    pub(crate) fn finish(self) -> Vec<(u32, LineCol)> {
        self.found
    }

    fn advance(&mut self, bytes: &[u8]) {
        match memchr::memrchr(b'\n', bytes) {
            None => self.end.column += count_chars(bytes),
            Some(last) => {
                self.end.line += memchr::memchr_iter(b'\n', bytes).count();
                self.end.column = 1 + count_chars(bytes.get(last + 1..).unwrap_or_default());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_position_is_the_same_however_the_text_is_cut() {
        let text = "一\n二三 (\n\n  (四, 五)\n六";
        let starts: Vec<u32> =
            text.char_indices().filter_map(|(at, _)| u32::try_from(at).ok()).collect();
        let expected: Vec<_> = starts
            .iter()
            .map(|at| (*at, LineCol::from_offset(text.as_bytes(), *at as usize)))
            .collect();
        for length in 1..=text.len() {
            let mut locator = Locator::new(starts.iter().rev().chain(&starts).copied().collect());
            let pieces = text.as_bytes().chunks(length);
            let more = pieces.map(|piece| locator.feed(piece)).last();
            assert_eq!(
                (locator.finish(), more),
                (expected.clone(), Some(false)),
                "in pieces of {length}"
            );
        }
    }
}
