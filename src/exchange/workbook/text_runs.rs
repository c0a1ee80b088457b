//! Texts whose parts have fonts of their own.

use super::binary_styles::StyleRecords;
use crate::exchange::xlsx::Strike;

/// A text that may be struck through.
#[derive(Clone, Debug)]
pub(super) struct SharedText {
    pub(super) text: String,
    pub(super) strike: Option<Strike>,
}

impl SharedText {
    /// Creates a text from its characters and its runs, each with its first character and the index
    /// of its font. The text before the first run has the font of the cell.
    pub(super) fn new(units: &[u16], runs: &[(usize, u16)], styles: &StyleRecords) -> Self {
        let ends = runs.iter().skip(1).map(|(start, _)| *start).chain([units.len()]);
        let mut is_struck = false;
        let mut is_plain = runs.first().is_none_or(|(start, _)| *start > 0);
        for ((start, font), end) in runs.iter().zip(ends) {
            let run = units.get(*start..end.min(units.len())).unwrap_or_default();
            if !String::from_utf16_lossy(run).trim().is_empty() {
                let has_line = styles.is_struck(*font);
                (is_struck, is_plain) = (is_struck || has_line, is_plain || !has_line);
            }
        }
        let extent = if is_plain { Strike::Part } else { Strike::Whole };
        let text = String::from_utf16_lossy(units);
        Self { text, strike: is_struck.then_some(extent) }
    }
}
