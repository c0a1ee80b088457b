//! Cells that stand for nothing, such as a dash, or for the cell above, 同上.

use std::collections::HashMap;

use super::cell_map::RowRef;

/// Maximum length of such a cell, in bytes.
const LENGTH_MAX: usize = 24;

/// Words for nothing.
const BLANK_WORDS: [&str; 5] = ["无", "暂无", "空白", "N/A", "n/a"];

/// Words and marks for the cell above.
const DITTO_WORDS: [&str; 16] = [
    "同上",
    "同前",
    "同上行",
    "（同上）",
    "(同上)",
    "同上。",
    "〃",
    "〞",
    "″",
    "\"",
    "''",
    "”",
    "“”",
    "\"\"",
    "〃〃",
    "々",
];

/// Returns true if a cell says that there is nothing: dashes, slashes, dots, 无.
pub(crate) fn is_blank_mark(text: &str) -> bool {
    if text.is_empty() || text.len() > LENGTH_MAX {
        return false;
    }
    let is_mark = |c: char| "-－—–―─━−‐/／\\＼…⋯_".contains(c);
    // Nearly every cell begins with one of these, and so do words for nothing.
    if text.starts_with(|c: char| matches!(c, '\u{4e00}'..='\u{9fff}' | '0'..='9')) {
        return BLANK_WORDS.contains(&text.trim_end());
    }
    let text = text.trim();
    !text.is_empty()
        && (text.chars().all(|c| is_mark(c) || c.is_whitespace()) || BLANK_WORDS.contains(&text))
}

/// Returns true if a cell refers to the one above.
pub(crate) fn is_ditto(text: &str) -> bool {
    if text.starts_with(|c: char| matches!(c, '\u{4e00}'..='\u{9fff}' | '0'..='9') && c != '同') {
        return false;
    }
    !text.is_empty() && text.len() <= LENGTH_MAX && {
        let text = text.trim();
        DITTO_WORDS.contains(&text) || text.eq_ignore_ascii_case("ditto")
    }
}

/// The cells that refer to those above them.
#[derive(Debug, Default)]
pub(super) struct DittoCells {
    /// By sheet, row and column: the row of the cell that is meant.
    above: HashMap<(usize, usize, usize), usize>,
}

impl DittoCells {
    /// Makes the cell in `column` of `row` mean the one in the row `meant`.
    pub(super) fn insert(&mut self, row: RowRef, column: usize, meant: usize) {
        self.above.insert((row.sheet, row.index, column), meant);
    }

    /// Returns the row of the cell that the one in `column` of `row` means.
    pub(super) fn above(&self, row: RowRef, column: usize) -> Option<usize> {
        self.above.get(&(row.sheet, row.index, column)).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_for_nothing_and_for_the_cell_above_are_told_from_texts() {
        for text in ["—", "——", "-", "/", "／", "…", "……", " — ", "无", "暂无", "- -", "N/A"]
        {
            assert!(is_blank_mark(text) && !is_ditto(text), "{text}");
        }
        for text in ["同上", "〃", "\"", "（同上）", "Ditto", " 同上 "] {
            assert!(is_ditto(text) && !is_blank_mark(text), "{text}");
        }
        for text in ["", " ", "0", "无障碍设施", "同上海", "1/3", "-5", "A", "二—三"] {
            assert!(!is_ditto(text) && !is_blank_mark(text), "{text}");
        }
    }
}
