//! Lines of text with roles: what a page consists of.

use crate::text::cells;

/// The role of a piece of text; the theme decides how it looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Role {
    /// Plain text.
    #[default]
    Text,
    /// The title of the page.
    Title,
    /// The name of a part of the page.
    Heading,
    /// An amount.
    Figure,
    /// The name of a key.
    Key,
    /// Less important than its neighbours.
    Dim,
    /// Progress that is behind plan.
    Behind,
    /// A progress bar, or the status of a project that is done.
    Gauge,
}

/// A piece of a line with one role.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Span {
    /// Sanitized text without line breaks.
    pub text: String,
    /// Its role.
    pub role: Role,
    /// True if it is matched by the query.
    pub highlighted: bool,
}

/// A line of a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line(pub Vec<Span>);

impl Line {
    /// An empty line.
    pub const BLANK: Self = Self(Vec::new());

    /// Creates a line of one span.
    #[must_use]
    pub fn new(text: impl Into<String>, role: Role) -> Self {
        Self(vec![Span { text: text.into(), role, highlighted: false }])
    }

    /// Returns the text of the line without roles.
    #[must_use]
    pub fn text(&self) -> String {
        self.0.iter().map(|span| span.text.as_str()).collect()
    }

    /// Returns the width of the line in cells.
    #[must_use]
    pub fn cells(&self) -> usize {
        self.0.iter().map(|span| cells(&span.text)).sum()
    }
}

/// Returns `piece`, a part of a text that begins at character `start`, as spans of one role. The
/// characters of the text at `positions` (character indexes, sorted) are highlighted.
pub(crate) fn spans(piece: &str, start: usize, role: Role, positions: &[usize]) -> Vec<Span> {
    if positions.is_empty() && !piece.is_empty() {
        return vec![Span { text: piece.to_owned(), role, highlighted: false }];
    }
    let mut spans: Vec<Span> = Vec::new();
    for (nth, c) in piece.chars().enumerate() {
        let highlighted = positions.binary_search(&(start + nth)).is_ok();
        match spans.last_mut() {
            // A combining mark looks like the character that it is on.
            Some(span)
                if span.highlighted == highlighted
                    || unicode_width::UnicodeWidthChar::width(c) == Some(0) =>
            {
                span.text.push(c);
            }
            _ => spans.push(Span { text: c.to_string(), role, highlighted }),
        }
    }
    spans
}
