//! Rows with more cells than their header, in which a comma has split a cell.

use crate::diagnostics::{FileErrorKind, Location};

/// A row with more cells than the header.
#[derive(Debug)]
pub(super) struct WideRow {
    /// The index of the row, from 0.
    index: usize,
    /// The number of cells past the header.
    extra: usize,
    /// True if one of these has content.
    has_content: bool,
    /// The index of a cell that ends in a part of a number, and this and the rest in the next cell.
    number: Option<(usize, [String; 2])>,
}

impl WideRow {
    /// Returns a row whose header has `width` cells if it has more.
    pub(super) fn find(index: usize, cells: &[String], width: usize) -> Option<Self> {
        let beyond = cells.get(width..).filter(|beyond| !beyond.is_empty())?;
        let has_content = beyond.iter().any(|cell| !cell.trim().is_empty());
        let number = cells.windows(2).enumerate().find_map(|(nth, two)| {
            let [left, right] = two else { return None };
            is_split_number(left, right).then(|| (nth, [left.clone(), right.clone()]))
        });
        Some(Self { index, extra: beyond.len(), has_content, number })
    }
}

/// Returns true if two cells are the halves of a number with a comma, 1 and 200个.
fn is_split_number(left: &str, right: &str) -> bool {
    let digits = |text: &str| text.chars().take_while(char::is_ascii_digit).count();
    let before = left.chars().rev().take_while(char::is_ascii_digit).count();
    (1..=3).contains(&before) && digits(right) == 3
}

/// Returns true if the halves of a number have words beside them.
fn has_words(left: &str, right: &str) -> bool {
    left.chars().chain(right.chars()).any(|c| !c.is_ascii_digit())
}

/// Returns the errors about the rows of a table of so many projects. If most rows have more cells,
/// these are a column without a header, unless they have halves of a number.
pub(super) fn errors(rows: &[WideRow], projects: usize) -> Vec<(Location, FileErrorKind)> {
    let with_content = rows.iter().filter(|row| row.has_content).count();
    let is_column = with_content * 2 > projects;
    let error = |row: &WideRow| {
        let at = |column: usize| Location::cell("", row.index + 1, column + 1);
        match &row.number {
            Some((nth, [left, right])) if !is_column || projects == 1 || has_words(left, right) => {
                let (found, meant) = (format!("{left},{right}"), format!("{left}{right}"));
                Some((at(*nth), FileErrorKind::SplitNumber(row.extra, found, meant)))
            }
            _ if row.has_content && !is_column => {
                Some((at(0), FileErrorKind::ExtraCells(row.extra)))
            }
            _ => None,
        }
    };
    rows.iter().filter_map(error).collect()
}
