//! Positions in texts.

use std::fmt;

/// Position in a text: line and column, both from 1, the column in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LineCol {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

impl LineCol {
    /// Position of the first character of a text.
    pub const START: Self = Self { line: 1, column: 1 };

    /// Returns the position of the byte at offset `at`; `bytes` need not go on past it.
    #[must_use]
    pub fn from_offset(bytes: &[u8], at: usize) -> Self {
        debug_assert!(at <= bytes.len(), "an offset past the text");
        let before = String::from_utf8_lossy(bytes.get(..at).unwrap_or_default());
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        Self { line, column }
    }
}

impl fmt::Display for LineCol {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.line, self.column)
    }
}
