//! The bytes of a text as lines and columns, and the other way round.

use super::error::LineCol;

/// Bytes between two places at which it is known how many characters stand before them.
const STEP: usize = 1 << 10;

/// The lines and characters of a text, counted once: a place in it is found by a look at no more than `STEP` bytes, however long its
/// line is.
#[derive(Clone, Debug)]
pub struct LineIndex<'a> {
    text: &'a str,
    /// Where the lines begin.
    lines: Vec<usize>,
    /// The characters that begin before each `STEP` bytes.
    before: Vec<usize>,
}

impl<'a> LineIndex<'a> {
    /// Of that text.
    #[must_use]
    pub fn new(text: &'a str) -> Self {
        let lines = std::iter::once(0).chain(memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1)).collect();
        let mut before = vec![0];
        let mut all = 0;
        for piece in text.as_bytes().chunks(STEP) {
            all += beginnings(piece);
            before.push(all);
        }
        Self { text, lines, before }
    }

    /// The line and column of a byte.
    #[must_use]
    pub fn line_col(&self, at: usize) -> LineCol {
        let at = at.min(self.text.len());
        let line = self.lines.partition_point(|start| *start <= at).max(1);
        let start = self.lines.get(line - 1).copied().unwrap_or_default();
        LineCol { line, column: self.chars_before(at) - self.chars_before(start) + 1 }
    }

    /// Where the line of a byte begins.
    #[must_use]
    pub fn line_start(&self, at: usize) -> usize {
        let begun = self.lines.partition_point(|start| *start <= at);
        begun.checked_sub(1).and_then(|line| self.lines.get(line)).copied().unwrap_or_default()
    }

    /// What stands in the line of a place before it, and behind it without the blanks at the end; nothing where there is no such line.
    #[must_use]
    pub fn around(&self, place: LineCol) -> Option<(&'a str, &'a str)> {
        let start = *self.lines.get(place.line.checked_sub(1)?)?;
        let end = self.lines.get(place.line).map_or(self.text.len(), |next| next - 1);
        let line = self.text.get(start..end)?.trim_end();
        let at = self.byte_of(self.chars_before(start) + place.column.checked_sub(1)?).saturating_sub(start);
        line.split_at_checked(at.min(line.len()))
    }

    fn chars_before(&self, at: usize) -> usize {
        let from = at / STEP;
        let rest = self.text.as_bytes().get(from * STEP..at).unwrap_or_default();
        self.before.get(from).copied().unwrap_or_default() + beginnings(rest)
    }

    /// Where the character begins before which so many stand.
    fn byte_of(&self, chars: usize) -> usize {
        let from = self.before.partition_point(|before| *before <= chars).saturating_sub(1);
        let (start, known) = (from * STEP, self.before.get(from).copied().unwrap_or_default());
        let bytes = self.text.as_bytes().get(start..).unwrap_or_default().iter().enumerate();
        let mut begin = bytes.filter(|(_, byte)| begins(**byte)).map(|(at, _)| start + at);
        begin.nth(chars - known).unwrap_or(self.text.len())
    }
}

/// The characters that begin in some bytes of a text.
fn beginnings(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| begins(**byte)).count()
}

fn begins(byte: u8) -> bool {
    byte & 0xc0 != 0x80
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_character_of_short_lines_and_long_ones_is_found_both_ways() {
        let long = "停a\u{301}车😀".repeat(500);
        for text in ["", "a", "\n", "停\r\n\n车", &long, &format!("{long}\n停\n{long}{long}\r\n"), &"停".repeat(STEP)] {
            let places = LineIndex::new(text);
            let (mut line, mut column, mut start) = (1, 1, 0);
            for (at, c) in text.char_indices().chain([(text.len(), '\0')]) {
                let place = LineCol { line, column };
                assert_eq!(places.line_col(at), place);
                let whole = text.get(start..).unwrap_or_default().split('\n').next().unwrap_or_default().trim_end();
                let (before, behind) = places.around(place).unwrap();
                assert_eq!((before.len(), [before, behind].concat().as_str()), ((at - start).min(whole.len()), whole));
                (line, column, start) = if c == '\n' { (line + 1, 1, at + 1) } else { (line, column + 1, start) };
            }
            assert_eq!(places.around(LineCol { line: line + 1, column: 1 }), None);
        }
    }
}
