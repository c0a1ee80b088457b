//! The visible part of a page.

use super::line::Line;

/// The visible part of a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Viewport {
    /// The visible lines.
    pub lines: Vec<Line>,
    /// Number of lines of the whole page.
    pub len: usize,
}

/// Returns the scroll position as `1/3`, in screens of `height` lines that a page of `len` lines
/// takes, if it is shown from line `offset` on; empty if the whole page is visible.
pub(crate) fn scroll_position(offset: usize, height: usize, len: usize) -> String {
    let height = height.max(1);
    let screens = len.div_ceil(height);
    if screens <= 1 {
        return String::new();
    }
    let is_end = offset + height >= len;
    let screen = if is_end { screens } else { (offset / height + 1).min(screens - 1) };
    format!("{screen}/{screens}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_position_counts_screens_from_the_first_to_the_last() {
        assert_eq!(scroll_position(0, 10, 10), "");
        assert_eq!(scroll_position(0, 0, 1), "");
        for (offset, expected) in [(0, "1/3"), (9, "1/3"), (10, "2/3"), (14, "2/3"), (15, "3/3")] {
            assert_eq!(scroll_position(offset, 10, 25), expected, "{offset}");
        }
        assert_eq!(scroll_position(0, 10, 11), "1/2");
        assert_eq!(scroll_position(1, 10, 11), "2/2");
    }
}
