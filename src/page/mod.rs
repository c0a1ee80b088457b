//! Lays out pages as lines of text, for any width and without a terminal: the page about a project,
//! and the help page. The board draws them and `show` prints them, so that both agree.

mod bulletin;
mod extract;
mod help;
mod markdown;
mod progress;
mod project;
mod qr;

use std::ops::Range;

pub use bulletin::{bulletin, bulletin_html};
pub use extract::Extract;
pub use help::{HelpRow, HelpSection, help};
pub use markdown::{escape_markdown, markdown, programme};
pub use progress::{
    plan_text, progress_text, status_glyph, target_done_text, update_text, updates_by_date,
};
pub use project::{PageOptions, poster, project};
pub use qr::QrMatrix;

use crate::text::{cells, wrap};

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

/// The visible part of a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Viewport {
    /// The visible lines.
    pub lines: Vec<Line>,
    /// Number of lines of the whole page.
    pub len: usize,
}

/// Returns the byte range `bytes` of `text` as spans of one role. The characters at `positions`
/// (character indexes in `text`, sorted) are highlighted.
#[must_use]
pub fn spans(text: &str, bytes: Range<usize>, role: Role, positions: &[usize]) -> Vec<Span> {
    let before = text.get(..bytes.start).map_or(0, |before| before.chars().count());
    spans_from(text.get(bytes).unwrap_or_default(), before, role, positions)
}

/// Returns `piece`, which begins at character `before` of its text, as spans.
fn spans_from(piece: &str, before: usize, role: Role, positions: &[usize]) -> Vec<Span> {
    if positions.is_empty() && !piece.is_empty() {
        return vec![Span { text: piece.to_owned(), role, highlighted: false }];
    }
    let mut spans: Vec<Span> = Vec::new();
    for (nth, c) in piece.chars().enumerate() {
        let lit = positions.binary_search(&(before + nth)).is_ok();
        match spans.last_mut() {
            // A combining mark looks like the character that it is on.
            Some(span)
                if span.highlighted == lit
                    || unicode_width::UnicodeWidthChar::width(c) == Some(0) =>
            {
                span.text.push(c);
            }
            _ => spans.push(Span { text: c.to_string(), role, highlighted: lit }),
        }
    }
    spans
}

/// Returns the scroll position as a percentage, for a page of `len` lines of which `height` are
/// visible from `offset` on; empty if the whole page is visible.
#[must_use]
pub fn scroll_percent(offset: usize, height: usize, len: usize) -> String {
    match len.saturating_sub(height) {
        0 => String::new(),
        most => format!("{}%", offset.min(most) * 100 / most),
    }
}

/// Breaks `text` into lines of at most `width` cells. The first line begins with `first`, the
/// others with as many blanks; the characters at `positions` are highlighted.
#[must_use]
pub fn paragraph(
    text: &str,
    width: usize,
    first: &str,
    role: Role,
    positions: &[usize],
) -> Vec<Line> {
    let paragraph = Paragraph::new(text, width, first, role);
    paragraph.lines(0..paragraph.len(), positions)
}

/// A text broken into lines, of which only some may be needed.
struct Paragraph<'a> {
    text: &'a str,
    first: &'a str,
    role: Role,
    lines: Vec<Range<usize>>,
}

impl<'a> Paragraph<'a> {
    fn new(text: &'a str, width: usize, first: &'a str, role: Role) -> Self {
        Self { text, first, role, lines: wrap(text, width.saturating_sub(cells(first))) }
    }

    fn len(&self) -> usize {
        self.lines.len()
    }

    /// Returns the lines in the range `wanted`. The characters at `positions` (character indexes in
    /// the text) are highlighted.
    fn lines(&self, wanted: Range<usize>, positions: &[usize]) -> Vec<Line> {
        let indent = cells(self.first);
        let (mut end, mut before) = (0, 0);
        let lines = self.lines.iter().enumerate().take(wanted.end).skip(wanted.start).map(
            |(nth, bytes)| {
                before +=
                    self.text.get(end..bytes.start).map_or(0, |before| before.chars().count());
                let piece = self.text.get(bytes.clone()).unwrap_or_default();
                let mut line = Vec::new();
                if indent > 0 {
                    let lead = if nth == 0 { self.first.to_owned() } else { " ".repeat(indent) };
                    line.push(Span { text: lead, role: Role::Dim, highlighted: false });
                }
                line.extend(spans_from(piece, before, self.role, positions));
                before += piece.chars().count();
                end = bytes.end;
                Line(line)
            },
        );
        lines.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_long_text_the_lines_that_are_wanted_are_those_that_it_has() {
        let text = "建设停车场 新增泊位，e\u{301}tc. ".repeat(200);
        let positions: Vec<usize> = (0..text.chars().count()).step_by(7).collect();
        let all = paragraph(&text, 20, "- ", Role::Text, &positions);
        let paragraph = Paragraph::new(&text, 20, "- ", Role::Text);
        assert_eq!(paragraph.len(), all.len());
        for from in [0, 1, 50, all.len() - 1, all.len()] {
            let to = (from + 10).min(all.len());
            assert_eq!(paragraph.lines(from..to, &positions), all[from..to]);
        }
        let lit: String = all
            .iter()
            .flat_map(|line| &line.0)
            .filter(|span| span.highlighted)
            .map(|span| span.text.as_str())
            .collect();
        let meant = |(nth, c): (usize, char)| {
            (nth % 7 == 0 && !c.is_whitespace() && c != '\u{301}').then_some(c)
        };
        let meant: String = text.chars().enumerate().filter_map(meant).collect();
        assert_eq!(lit.replace(['\u{301}', ' '], ""), meant);
    }
}
