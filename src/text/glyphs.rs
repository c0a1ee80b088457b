//! Glyphs for everything that is drawn rather than written: lines, bars, large digits.

use super::{Ambiguous, cells};

/// The characters that the board draws with, each one cell wide.
#[derive(Debug, PartialEq, Eq)]
pub struct Glyphs {
    /// The line between panes.
    pub line: &'static str,
    /// The filled part of a bar.
    pub bar: &'static str,
    /// The thumb of the scroll bar.
    pub thumb: &'static str,
    /// The statuses of projects: unreported, unclear, under way, behind, done.
    pub statuses: [&'static str; 5],
    /// The directions of a sorted list: ascending, descending.
    pub directions: [&'static str; 2],
    /// The mark of what is chosen.
    pub chosen: &'static str,
    /// The two arrow keys that go from row to row, in one word.
    pub arrows: &'static str,
    /// The upper and the lower half of a cell, if the terminal can be relied on to draw them.
    pub halves: Option<[&'static str; 2]>,
    /// The characters that are drawn large, each with its three rows.
    large: [(char, [&'static str; 3]); 13],
}

impl Glyphs {
    /// Box-drawing and block characters.
    pub const UNICODE: Self = Self {
        line: "│",
        bar: "━",
        thumb: "▐",
        statuses: ["-", "?", "▸", "!", "✓"],
        directions: ["↑", "↓"],
        chosen: "✓",
        arrows: "↑↓",
        halves: Some(["▀", "▄"]),
        large: [
            ('0', ["█▀█", "█ █", "▀▀▀"]),
            ('1', ["▀█ ", " █ ", "▀▀▀"]),
            ('2', ["▀▀█", "█▀▀", "▀▀▀"]),
            ('3', ["▀▀█", " ▀█", "▀▀▀"]),
            ('4', ["█ █", "▀▀█", "  ▀"]),
            ('5', ["█▀▀", "▀▀█", "▀▀▀"]),
            ('6', ["█▀▀", "█▀█", "▀▀▀"]),
            ('7', ["▀▀█", "  █", "  ▀"]),
            ('8', ["█▀█", "█▀█", "▀▀▀"]),
            ('9', ["█▀█", "▀▀█", "▀▀▀"]),
            (',', [" ", " ", "█"]),
            ('.', [" ", " ", "▀"]),
            ('-', ["  ", "▀▀", "  "]),
        ],
    };

    /// ASCII characters, for terminals where the others are missing or take two cells.
    pub const ASCII: Self = Self {
        line: "|",
        bar: "=",
        thumb: "#",
        statuses: ["-", "?", ">", "!", "*"],
        directions: ["^", "v"],
        chosen: "*",
        arrows: "Up/Down",
        halves: None,
        large: [
            ('0', [" _ ", "| |", "|_|"]),
            ('1', ["   ", "  |", "  |"]),
            ('2', [" _ ", " _|", "|_ "]),
            ('3', [" _ ", " _|", " _|"]),
            ('4', ["   ", "|_|", "  |"]),
            ('5', [" _ ", "|_ ", " _|"]),
            ('6', [" _ ", "|_ ", "|_|"]),
            ('7', [" _ ", "  |", "  |"]),
            ('8', [" _ ", "|_|", "|_|"]),
            ('9', [" _ ", "|_|", " _|"]),
            (',', [" ", " ", ","]),
            ('.', [" ", " ", "."]),
            ('-', ["  ", "__", "  "]),
        ],
    };

    /// Returns `text` in three rows of equal width: its digits large, everything else in the bottom
    /// row. A blank after a large digit is dropped: the gap that belongs to the digit is enough.
    #[must_use]
    pub fn large(&self, text: &str) -> [String; 3] {
        let mut rows = [const { String::new() }; 3];
        let mut after_digit = false;
        for c in text.chars() {
            let large = self.large.iter().find(|(known, _)| *known == c);
            if c == ' ' && after_digit {
                continue;
            }
            after_digit = large.is_some();
            for (nth, row) in rows.iter_mut().enumerate() {
                match large {
                    Some((_, large)) => row.extend([large[nth], " "]),
                    None if nth == 2 => row.push(c),
                    None => row.extend(std::iter::repeat_n(' ', cells(c.encode_utf8(&mut [0; 4])))),
                }
            }
        }
        rows
    }
}

impl Ambiguous {
    /// Returns the glyphs for lines and bars: those of ASCII if `ascii` is set, or if ambiguous
    /// characters may take two cells.
    #[must_use]
    pub fn glyphs(self, ascii: bool) -> &'static Glyphs {
        if ascii || self != Self::Narrow { &Glyphs::ASCII } else { &Glyphs::UNICODE }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_large_and_words_stand_at_their_foot() {
        assert_eq!(
            Glyphs::UNICODE.large("超 20 万"),
            ["   ▀▀█ █▀█   ", "   █▀▀ █ █   ", "超 ▀▀▀ ▀▀▀ 万"]
        );
        assert_eq!(Glyphs::ASCII.large("3-8"), [" _      _  ", " _| __ |_| ", " _|    |_| "]);
    }

    #[test]
    fn every_row_is_of_one_width_and_every_glyph_of_one_cell() {
        for glyphs in [Glyphs::UNICODE, Glyphs::ASCII] {
            let rows = glyphs.large("不少于 0,123.456-789 万 m²");
            assert!(rows.iter().all(|row| cells(row) == cells(&rows[0])), "{rows:?}");
            assert_eq!([glyphs.line, glyphs.bar, glyphs.thumb].map(cells), [1; 3]);
            assert_eq!(glyphs.statuses.map(cells), [1; 5]);
            assert_eq!(glyphs.directions.map(cells), [1; 2]);
            assert_eq!(cells(glyphs.chosen), 1);
        }
        let ascii = Glyphs::ASCII.large("0123456789,.-").concat()
            + Glyphs::ASCII.line
            + Glyphs::ASCII.bar
            + Glyphs::ASCII.thumb
            + &Glyphs::ASCII.statuses.concat();
        assert!(ascii.is_ascii());
    }
}
