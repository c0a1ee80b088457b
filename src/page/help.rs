//! The help page: the keys of each layer and what they do.

use super::{Line, Role, Span, paragraph};
use crate::text::{cells, pad_end};

/// Keys that belong together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HelpSection {
    /// Where they work.
    pub title: String,
    /// The keys, and what they do.
    pub rows: Vec<HelpRow>,
}

/// Keys and what they do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HelpRow {
    /// The keys, one name after the other.
    pub keys: String,
    /// What they do.
    pub description: String,
    /// The characters of that which were searched for.
    pub highlighted: Vec<usize>,
}

/// The most cells for keys: what they do is not far from them.
const KEYS_MAX: usize = 20;

/// `sections` in lines of at most `width` cells, each with the row that it is of, counted through all sections.
#[must_use]
pub fn help(sections: &[HelpSection], width: usize) -> Vec<(Option<usize>, Line)> {
    let widest = sections.iter().flat_map(|section| &section.rows).map(|row| cells(&row.keys)).max().unwrap_or_default();
    let column = widest.min(width / 2).min(KEYS_MAX);
    let mut lines = Vec::new();
    let mut nth = 0;
    for section in sections {
        if !lines.is_empty() {
            lines.push((None, Line::BLANK));
        }
        lines.push((None, Line::new(crate::text::fit(&section.title, width), Role::Heading)));
        for row in &section.rows {
            lines.extend(layout_row(row, column, width).into_iter().map(|line| (Some(nth), line)));
            nth += 1;
        }
    }
    lines
}

/// The keys in a column, what they do beside it, each broken in its own column.
fn layout_row(row: &HelpRow, column: usize, width: usize) -> Vec<Line> {
    let gap = "  ";
    let left = paragraph(&row.keys, column, "", Role::Key, &[]);
    let right = paragraph(&row.description, width.saturating_sub(column + gap.len()), "", Role::Text, &row.highlighted);
    (0..left.len().max(right.len()))
        .map(|nth| {
            let keys = left.get(nth).map(Line::text).unwrap_or_default();
            let mut spans = vec![Span { text: pad_end(&keys, column) + gap, role: Role::Key, highlighted: false }];
            spans.extend(right.get(nth).map(|line| line.0.clone()).unwrap_or_default());
            Line(spans)
        })
        .collect()
}
