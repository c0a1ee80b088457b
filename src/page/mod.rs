//! Pages set in lines: the page about a project and the help page, for any width, without a terminal. The board paints them,
//! `show` prints them, and both agree.

mod bulletin;
mod code;
mod course;
mod extract;
mod help;
mod markdown;
mod project;

use std::ops::Range;

pub use bulletin::{bulletin, bulletin_html};
pub use code::Code;
pub use course::{plan_text, report_text, reports, shape, standing_text, target_done_text};
pub use extract::Extract;
pub use help::{Row, Section, help};
pub use markdown::{escaped, markdown, programme};
pub use project::{Setting, poster, project};

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
    Late,
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
    pub lit: bool,
}

/// A line of a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line(pub Vec<Span>);

impl Line {
    /// An empty one.
    pub const BLANK: Self = Self(Vec::new());

    /// Of one piece.
    #[must_use]
    pub fn of(text: impl Into<String>, role: Role) -> Self {
        Self(vec![Span { text: text.into(), role, lit: false }])
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

/// The characters of `text` that `bytes` covers, as pieces of one role, those at `positions` (character indices) lit.
#[must_use]
pub fn spans(text: &str, bytes: Range<usize>, role: Role, positions: &[usize]) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    for (nth, (at, c)) in text.char_indices().enumerate() {
        if !bytes.contains(&at) {
            continue;
        }
        let lit = positions.binary_search(&nth).is_ok();
        match spans.last_mut() {
            // A combining mark looks like the character that it sits on.
            Some(span) if span.lit == lit || unicode_width::UnicodeWidthChar::width(c) == Some(0) => span.text.push(c),
            _ => spans.push(Span { text: c.to_string(), role, lit }),
        }
    }
    spans
}

/// How far one has read, in percent, of a page of `len` lines of which `height` are in sight from `offset` on; nothing where
/// all of it is in sight.
#[must_use]
pub fn read_so_far(offset: usize, height: usize, len: usize) -> String {
    match len.saturating_sub(height) {
        0 => String::new(),
        most => format!("{}%", offset.min(most) * 100 / most),
    }
}

/// `text` in lines of at most `width` cells, the first after `first`, the others after blanks of the same width.
#[must_use]
pub fn paragraph(text: &str, width: usize, first: &str, role: Role, positions: &[usize]) -> Vec<Line> {
    let indent = cells(first);
    wrap(text, width.saturating_sub(indent))
        .into_iter()
        .enumerate()
        .map(|(nth, bytes)| {
            let lead = if nth == 0 { first.to_owned() } else { " ".repeat(indent) };
            let mut line = Vec::new();
            if indent > 0 {
                line.push(Span { text: lead, role: Role::Dim, lit: false });
            }
            line.extend(spans(text, bytes, role, positions));
            Line(line)
        })
        .collect()
}
