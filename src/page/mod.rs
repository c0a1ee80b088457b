//! Pages set in lines: the page about a project and the help page, for any width, without a terminal. The board paints them,
//! `show` prints them, and both agree.

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
pub use progress::{plan_text, progress_text, status_glyph, target_done_text, update_text, updates_by_date};
pub use project::{PageOptions, poster, project};
pub use qr::QrMatrix;

use crate::text::{cells, wrap};

/// What a piece of text is; how that looks is the theme's affair.
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
    /// What is behind plan.
    Behind,
    /// How much is done.
    Gauge,
}

/// A piece of a line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Span {
    /// Harmless text without line breaks.
    pub text: String,
    /// What it is.
    pub role: Role,
    /// Whether it is (part of) what was searched for.
    pub highlighted: bool,
}

/// A line of a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line(pub Vec<Span>);

impl Line {
    /// An empty one.
    pub const BLANK: Self = Self(Vec::new());

    /// Of one piece.
    #[must_use]
    pub fn new(text: impl Into<String>, role: Role) -> Self {
        Self(vec![Span { text: text.into(), role, highlighted: false }])
    }

    /// Its text, without what its pieces are.
    #[must_use]
    pub fn text(&self) -> String {
        self.0.iter().map(|span| span.text.as_str()).collect()
    }

    /// The cells that it takes.
    #[must_use]
    pub fn cells(&self) -> usize {
        self.0.iter().map(|span| cells(&span.text)).sum()
    }
}

/// The lines of a page that are in sight.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Viewport {
    /// Those that are in sight, from the first one.
    pub lines: Vec<Line>,
    /// The number of lines that the whole page has.
    pub len: usize,
}

/// The characters of `text` that `bytes` covers, as pieces of one role, those at `positions` (character indices) lit.
#[must_use]
pub fn spans(text: &str, bytes: Range<usize>, role: Role, positions: &[usize]) -> Vec<Span> {
    let before = text.get(..bytes.start).map_or(0, |before| before.chars().count());
    spans_from(text.get(bytes).unwrap_or_default(), before, role, positions)
}

/// The characters of `piece`, before which so many stand in its text.
fn spans_from(piece: &str, before: usize, role: Role, positions: &[usize]) -> Vec<Span> {
    if positions.is_empty() && !piece.is_empty() {
        return vec![Span { text: piece.to_owned(), role, highlighted: false }];
    }
    let mut spans: Vec<Span> = Vec::new();
    for (nth, c) in piece.chars().enumerate() {
        let lit = positions.binary_search(&(before + nth)).is_ok();
        match spans.last_mut() {
            // A combining mark looks like the character that it sits on.
            Some(span) if span.highlighted == lit || unicode_width::UnicodeWidthChar::width(c) == Some(0) => span.text.push(c),
            _ => spans.push(Span { text: c.to_string(), role, highlighted: lit }),
        }
    }
    spans
}

/// How far one has read, in percent, of a page of `len` lines of which `height` are in sight from `offset` on; nothing where
/// all of it is in sight.
#[must_use]
pub fn scroll_percent(offset: usize, height: usize, len: usize) -> String {
    match len.saturating_sub(height) {
        0 => String::new(),
        most => format!("{}%", offset.min(most) * 100 / most),
    }
}

/// `text` in lines of at most `width` cells, the first after `first`, the others after blanks of the same width.
#[must_use]
pub fn paragraph(text: &str, width: usize, first: &str, role: Role, positions: &[usize]) -> Vec<Line> {
    let paragraph = Paragraph::new(text, width, first, role);
    paragraph.lines(0..paragraph.len(), positions)
}

/// A text that is broken into lines, of which only some may be wanted.
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

    /// Those of its lines, with what is at `positions` (character indices of the text) lit.
    fn lines(&self, wanted: Range<usize>, positions: &[usize]) -> Vec<Line> {
        let indent = cells(self.first);
        let (mut end, mut before) = (0, 0);
        let lines = self.lines.iter().enumerate().take(wanted.end).skip(wanted.start).map(|(nth, bytes)| {
            before += self.text.get(end..bytes.start).map_or(0, |before| before.chars().count());
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
        });
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
        let lit: String =
            all.iter().flat_map(|line| &line.0).filter(|span| span.highlighted).map(|span| span.text.as_str()).collect();
        let meant = |(nth, c): (usize, char)| (nth % 7 == 0 && !c.is_whitespace() && c != '\u{301}').then_some(c);
        let meant: String = text.chars().enumerate().filter_map(meant).collect();
        assert_eq!(lit.replace(['\u{301}', ' '], ""), meant);
    }
}
