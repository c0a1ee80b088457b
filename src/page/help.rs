//! Lays out the help page: the keys of each layer and their actions.

use super::line::{Line, Role, Span};
use super::paragraph::paragraph;
use crate::text::{cells, fit, pad_end};

/// A group of keys on the help page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct HelpSection {
    /// The title, which says where the keys work.
    pub title: String,
    /// The keys and their actions.
    pub rows: Vec<HelpRow>,
}

/// Keys and their action.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct HelpRow {
    /// The names of the keys, one after the other.
    pub keys: String,
    /// The description of the action.
    pub description: String,
    /// The characters of the description that match the query, as character indexes.
    pub highlighted: Vec<usize>,
}

/// Maximum width of the column of keys, in cells, so that the descriptions are not far from the
/// keys.
const KEYS_WIDTH_MAX: usize = 20;

/// Lays out `sections` in lines of at most `width` cells. Each line of a row comes with the index
/// of the row, counted through all sections.
pub(crate) fn help(sections: &[HelpSection], width: usize) -> Vec<(Option<usize>, Line)> {
    let widest = sections
        .iter()
        .flat_map(|section| &section.rows)
        .map(|row| cells(&row.keys))
        .max()
        .unwrap_or_default();
    let keys_width = widest.min(width * 2 / 5).min(KEYS_WIDTH_MAX);
    let mut lines = Vec::new();
    let mut row_index = 0;
    for section in sections {
        if !lines.is_empty() {
            lines.push((None, Line::BLANK));
        }
        lines.push((None, Line::new(fit(&section.title, width), Role::Heading)));
        for row in &section.rows {
            let row_lines = layout_row(row, keys_width, width);
            lines.extend(row_lines.into_iter().map(|line| (Some(row_index), line)));
            row_index += 1;
        }
    }
    lines
}

/// Lays out the keys of a row in a column of `keys_width` cells, with the description beside it,
/// each wrapped within its own column.
fn layout_row(row: &HelpRow, keys_width: usize, width: usize) -> Vec<Line> {
    let gap = "  ";
    let keys = paragraph(&row.keys, keys_width, "", Role::Key, &[]);
    let description = paragraph(
        &row.description,
        width.saturating_sub(keys_width + gap.len()),
        "",
        Role::Text,
        &row.highlighted,
    );
    (0..keys.len().max(description.len()))
        .map(|nth| {
            // The shorter column is blank in the last lines.
            let keys = keys.get(nth).map(Line::text).unwrap_or_default();
            let text = pad_end(&keys, keys_width) + gap;
            let mut spans = vec![Span { text, role: Role::Key, highlighted: false }];
            spans.extend(description.get(nth).map(|line| line.0.clone()).unwrap_or_default());
            Line(spans)
        })
        .collect()
}
