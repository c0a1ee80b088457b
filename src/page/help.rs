//! Lays out the help page: the keys of each layer and their actions.

use super::{Line, Role, Span, paragraph};
use crate::text::{cells, pad_end};

/// A group of keys on the help page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HelpSection {
    /// The title, which says where the keys work.
    pub title: String,
    /// The keys and their actions.
    pub rows: Vec<HelpRow>,
}

/// Keys and their action.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HelpRow {
    /// The names of the keys, one after the other.
    pub keys: String,
    /// The description of the action.
    pub description: String,
    /// The characters of the description that match the query, as character indexes.
    pub highlighted: Vec<usize>,
}

/// Widest column of keys, in cells, so that the descriptions are not far from the keys.
const KEYS_MAX: usize = 20;

/// Lays out `sections` in lines of at most `width` cells. Each line of a row comes with the index
/// of the row, counted through all sections.
#[must_use]
pub fn help(sections: &[HelpSection], width: usize) -> Vec<(Option<usize>, Line)> {
    let widest = sections
        .iter()
        .flat_map(|section| &section.rows)
        .map(|row| cells(&row.keys))
        .max()
        .unwrap_or_default();
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

/// Lays out the keys of a row in a column, with the description beside it, each wrapped within its
/// own column.
fn layout_row(row: &HelpRow, column: usize, width: usize) -> Vec<Line> {
    let gap = "  ";
    let left = paragraph(&row.keys, column, "", Role::Key, &[]);
    let right = paragraph(
        &row.description,
        width.saturating_sub(column + gap.len()),
        "",
        Role::Text,
        &row.highlighted,
    );
    (0..left.len().max(right.len()))
        .map(|nth| {
            let keys = left.get(nth).map(Line::text).unwrap_or_default();
            let mut spans = vec![Span {
                text: pad_end(&keys, column) + gap,
                role: Role::Key,
                highlighted: false,
            }];
            spans.extend(right.get(nth).map(|line| line.0.clone()).unwrap_or_default());
            Line(spans)
        })
        .collect()
}
