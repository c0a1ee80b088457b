//! Conversion between byte offsets of a text and lines and columns.

use super::error::LineCol;

/// Distance in bytes between offsets for which the number of characters before them is stored.
const STEP: usize = 1 << 10;

/// Lines and characters of a text, counted once: finding a position scans at most 1 KiB, however
/// long its line is.
#[derive(Clone, Debug)]
pub struct LineIndex<'a> {
    text: &'a str,
    /// Offsets at which the lines begin.
    lines: Vec<usize>,
    /// Number of characters that begin before each multiple of `STEP` bytes.
    chars: Vec<usize>,
}

impl<'a> LineIndex<'a> {
    /// Creates the index of `text`.
    #[must_use]
    pub fn new(text: &'a str) -> Self {
        let lines = std::iter::once(0)
            .chain(memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1))
            .collect();
        let mut chars = vec![0];
        let mut count = 0;
        for piece in text.as_bytes().chunks(STEP) {
            count += count_chars(piece);
            chars.push(count);
        }
        Self { text, lines, chars }
    }

    /// Returns the line and column of the byte at offset `at`.
    #[must_use]
    pub fn line_col(&self, at: usize) -> LineCol {
        let at = at.min(self.text.len());
        let line = self.lines.partition_point(|start| *start <= at).max(1);
        let start = self.lines.get(line - 1).copied().unwrap_or_default();
        LineCol { line, column: self.chars_before(at) - self.chars_before(start) + 1 }
    }

    /// Returns the offset at which the line of the byte at offset `at` begins.
    #[must_use]
    pub fn line_start(&self, at: usize) -> usize {
        let after = self.lines.partition_point(|start| *start <= at);
        after.checked_sub(1).and_then(|line| self.lines.get(line)).copied().unwrap_or_default()
    }

    /// Returns the line of `position` in two parts: before it, and from it on without trailing
    /// blanks; `None` if there is no such line.
    #[must_use]
    pub fn split_line(&self, position: LineCol) -> Option<(&'a str, &'a str)> {
        let start = *self.lines.get(position.line.checked_sub(1)?)?;
        let end = self.lines.get(position.line).map_or(self.text.len(), |next| next - 1);
        let line = self.text.get(start..end)?.trim_end();
        let at = self
            .byte_of(self.chars_before(start) + position.column.checked_sub(1)?)
            .saturating_sub(start);
        line.split_at_checked(at.min(line.len()))
    }

    fn chars_before(&self, at: usize) -> usize {
        debug_assert!(at <= self.text.len(), "an offset past the text");
        let step = at / STEP;
        let rest = self.text.as_bytes().get(step * STEP..at).unwrap_or_default();
        self.chars.get(step).copied().unwrap_or_default() + count_chars(rest)
    }

    /// Returns the offset of the character that has `chars` characters before it.
    fn byte_of(&self, chars: usize) -> usize {
        let step = self.chars.partition_point(|count| *count <= chars).saturating_sub(1);
        let (start, before) = (step * STEP, self.chars.get(step).copied().unwrap_or_default());
        let bytes = self.text.as_bytes().get(start..).unwrap_or_default().iter().enumerate();
        let mut starts = bytes.filter(|(_, byte)| is_char_start(**byte)).map(|(at, _)| start + at);
        starts.nth(chars - before).unwrap_or(self.text.len())
    }
}

/// Counts the characters that begin in some bytes of a text.
pub(super) fn count_chars(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| is_char_start(**byte)).count()
}

/// True if `byte` is the first one of a character in UTF-8.
fn is_char_start(byte: u8) -> bool {
    byte & 0xc0 != 0x80
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_character_of_short_lines_and_long_ones_is_found_both_ways() {
        let long = "停a\u{301}车😀".repeat(500);
        for text in [
            "",
            "a",
            "\n",
            "停\r\n\n车",
            &long,
            &format!("{long}\n停\n{long}{long}\r\n"),
            &"停".repeat(STEP),
        ] {
            let index = LineIndex::new(text);
            let (mut line, mut column, mut start) = (1, 1, 0);
            for (at, c) in text.char_indices().chain([(text.len(), '\0')]) {
                let position = LineCol { line, column };
                assert_eq!(index.line_col(at), position);
                let whole = text
                    .get(start..)
                    .unwrap_or_default()
                    .split('\n')
                    .next()
                    .unwrap_or_default()
                    .trim_end();
                let (before, after) = index.split_line(position).unwrap();
                assert_eq!(
                    (before.len(), [before, after].concat().as_str()),
                    ((at - start).min(whole.len()), whole)
                );
                (line, column, start) =
                    if c == '\n' { (line + 1, 1, at + 1) } else { (line, column + 1, start) };
            }
            assert_eq!(index.split_line(LineCol { line: line + 1, column: 1 }), None);
        }
    }
}
