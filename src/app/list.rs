//! The selection of a list, and the offset of its visible rows.

use std::cmp::Ordering;

/// A motion over the rows of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Motion {
    Up,
    Down,
    PageUp,
    PageDown,
    HalfUp,
    HalfDown,
    Top,
    Bottom,
}

impl Motion {
    /// Returns the row reached from `row`, if `last` is the last row and `page` rows are visible.
    ///
    /// A page motion keeps one row of the previous page visible, for orientation.
    #[must_use]
    pub fn apply(self, row: usize, last: usize, page: usize) -> usize {
        let full = page.saturating_sub(1).max(1);
        let half = (page / 2).max(1);
        let target = match self {
            Self::Up => row.saturating_sub(1),
            Self::Down => row.saturating_add(1),
            Self::PageUp => row.saturating_sub(full),
            Self::PageDown => row.saturating_add(full),
            Self::HalfUp => row.saturating_sub(half),
            Self::HalfDown => row.saturating_add(half),
            Self::Top => 0,
            Self::Bottom => last,
        };
        target.min(last)
    }
}

/// The selected row and the first visible row of a list. The length of the list and the height of
/// the window, in rows, are passed to each call.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct List {
    selected: usize,
    offset: usize,
}

impl List {
    /// Returns the selected row; less than the length of the list, or 0 if it is empty.
    #[must_use]
    pub fn selected(self) -> usize {
        self.selected
    }

    /// Returns the first visible row.
    #[must_use]
    pub fn offset(self) -> usize {
        self.offset
    }

    /// Returns the list with another row selected, which may not be visible.
    #[must_use]
    pub(crate) fn with_selected(self, row: usize) -> Self {
        Self { selected: row, ..self }
    }

    /// Moves the selection by a motion, in a list of `len` rows of which `height` are visible.
    pub fn move_by(&mut self, motion: Motion, len: usize, height: usize) {
        self.select(motion.apply(self.selected, len.saturating_sub(1), height), len, height);
    }

    /// Scrolls by `rows`, down if positive. The selection stays, unless it would leave the
    /// window.
    pub fn scroll(&mut self, rows: isize, len: usize, height: usize) {
        let height = height.max(1);
        self.offset = self.offset.saturating_add_signed(rows).min(len.saturating_sub(height));
        let last = (self.offset + height).min(len).saturating_sub(1);
        self.selected = self.selected.clamp(self.offset, last.max(self.offset));
    }

    /// Selects `row` and scrolls just enough to show it. Leaving the window by one line scrolls
    /// half a page: scrolling by one would repaint every row, ten times the bytes of moving inside
    /// the window.
    pub fn select(&mut self, row: usize, len: usize, height: usize) {
        let height = height.max(1);
        let before = std::mem::replace(&mut self.selected, row.min(len.saturating_sub(1)));
        let first = (self.selected + 1).saturating_sub(height);
        let nearest = self.offset.clamp(first, self.selected);
        let extra = if self.selected.abs_diff(before) == 1 { height / 2 } else { 0 };
        let offset = match nearest.cmp(&self.offset) {
            Ordering::Greater => (nearest + extra).min(self.selected),
            Ordering::Equal => nearest,
            Ordering::Less => nearest.saturating_sub(extra).max(first),
        };
        // Never past the end: blank rows there would hide others above.
        self.offset = offset.min(len.saturating_sub(height));
    }

    /// Returns the list with `row` selected and `rows_above` rows visible above it, if possible.
    #[must_use]
    pub(crate) fn at(row: usize, rows_above: usize, len: usize, height: usize) -> Self {
        let mut list = Self::default();
        let offset = isize::try_from(row.saturating_sub(rows_above)).unwrap_or_default();
        list.scroll(offset, len, height);
        list.select(row, len, height);
        list
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_page_keeps_one_row_of_the_old_one() {
        assert_eq!(Motion::PageDown.apply(0, 99, 10), 9);
        assert_eq!(Motion::HalfUp.apply(20, 99, 10), 15);
        assert_eq!(Motion::PageDown.apply(0, 99, 1), 1);
    }

    #[test]
    fn walking_out_of_the_window_moves_it_by_half() {
        let mut list = List::default();
        let offsets: Vec<usize> = (1..=30)
            .map(|row| {
                list.select(row, 40, 10);
                list.offset()
            })
            .collect();
        assert_eq!(offsets[..9], [0; 9]);
        assert_eq!(offsets[9..15], [6; 6]);
        assert_eq!(offsets[15..21], [12; 6]);
        list.select(17, 40, 10);
        assert_eq!(list.offset(), 17, "a jump moves it no further than needed");
        list.select(16, 40, 10);
        assert_eq!(list.offset(), 11);
        // At the end there is nothing more to show.
        list.select(39, 40, 10);
        assert_eq!(list.offset(), 30);
    }

    proptest! {
        #![proptest_config(crate::proptest_config())]

        #[test]
        fn the_selection_is_always_visible(
            steps in prop::collection::vec(
                (0..8_usize, -9_isize..9, 0_usize..50, 0_usize..30),
                1..60,
            ),
        ) {
            let motions = [
                Motion::Up,
                Motion::Down,
                Motion::PageUp,
                Motion::PageDown,
                Motion::HalfUp,
                Motion::HalfDown,
                Motion::Top,
                Motion::Bottom,
            ];
            let mut list = List::default();
            for (motion, rows, len, height) in steps {
                if rows.abs() > 4 {
                    list.scroll(rows, len, height);
                } else {
                    list.move_by(motions[motion], len, height);
                }
                prop_assert!(list.selected() < len.max(1));
                let visible = list.offset()..list.offset() + height.max(1);
                prop_assert!(visible.contains(&list.selected()));
                prop_assert!(list.offset() <= len.saturating_sub(height.max(1)));
            }
        }
    }
}
