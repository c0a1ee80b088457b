//! The help page: the keys of each layer and what they do.

use super::{Line, Role, Span, paragraph};
use crate::text::{cells, pad_end};

/// Keys that belong together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// Where they work.
    pub title: String,
    /// The keys, and what they do.
    pub rows: Vec<(String, String)>,
}

/// `sections` in lines of at most `width` cells.
#[must_use]
pub fn help(sections: &[Section], width: usize) -> Vec<Line> {
    let widest = sections.iter().flat_map(|section| &section.rows).map(|(keys, _)| cells(keys)).max().unwrap_or_default();
    let column = widest.min(width / 2);
    let mut lines = Vec::new();
    for section in sections {
        if !lines.is_empty() {
            lines.push(Line::BLANK);
        }
        lines.push(Line::of(crate::text::fit(&section.title, width), Role::Heading));
        for (keys, what) in &section.rows {
            lines.extend(row(keys, what, column, width));
        }
    }
    lines
}

/// The keys in a column, what they do beside it, each broken in its own column.
fn row(keys: &str, what: &str, column: usize, width: usize) -> Vec<Line> {
    let gap = "  ";
    let left = paragraph(keys, column, "", Role::Key, &[]);
    let right = paragraph(what, width.saturating_sub(column + gap.len()), "", Role::Text, &[]);
    (0..left.len().max(right.len()))
        .map(|nth| {
            let keys = left.get(nth).map(Line::text).unwrap_or_default();
            let mut spans = vec![Span { text: pad_end(&keys, column) + gap, role: Role::Key, lit: false }];
            spans.extend(right.get(nth).map(|line| line.0.clone()).unwrap_or_default());
            Line(spans)
        })
        .collect()
}
