//! The scale of the board: for a desk, for touch, or in large print (关怀版).

/// The scale of everything on the screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scale {
    /// As many panes and rows as fit, operated by keys.
    #[default]
    Desk,
    /// One pane at a time, with touch targets of at least 3 rows by 6 cells.
    Touch,
    /// Like [`Self::Touch`], with large numbers and blank lines between all others.
    Large,
}

impl Scale {
    /// Returns true if buttons take the place of the key hints.
    #[must_use]
    pub fn has_buttons(self) -> bool {
        self != Self::Desk
    }
}

/// The height of a button, in rows.
pub(crate) const BUTTON_ROWS: u16 = 3;
/// The width of the scroll buttons, in columns.
pub(crate) const PAGER_COLUMNS: u16 = 6;
