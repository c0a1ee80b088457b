//! The tiles of a list: its entries, placed in a grid.

use ratatui::layout::{Position, Rect};

use super::scale::BUTTON_ROWS;
use super::{Areas, Pane, Scale};

/// Minimum width of a domain's tile if several are side by side, in columns, by scale.
const TILE_MIN: [u16; 3] = [u16::MAX, 24, 34];

/// The grid of a list's entries in its pane: from left to right, then down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tiles {
    area: Rect,
    columns: u16,
    width: u16,
    height: u16,
}

impl Tiles {
    /// Returns the number of tiles that fit; at least one.
    #[must_use]
    pub fn count(self) -> usize {
        (usize::from(self.area.height / self.height) * usize::from(self.columns)).max(1)
    }

    /// Returns the cells of tile `nth`, counted from the first visible one.
    #[must_use]
    pub fn tile(self, nth: usize) -> Rect {
        let nth = u16::try_from(nth).unwrap_or(u16::MAX);
        let x = self.area.x + nth % self.columns * self.width;
        let y = self.area.y.saturating_add((nth / self.columns).saturating_mul(self.height));
        Rect { x, y, width: self.width, height: self.height }.intersection(self.area)
    }

    /// Returns the number of tiles that are side by side.
    pub(crate) fn columns(self) -> u16 {
        self.columns
    }

    /// Returns the visible tile that contains the cell at `position`.
    pub(crate) fn hit(self, position: Position) -> Option<usize> {
        (0..self.count()).find(|nth| self.tile(*nth).contains(position))
    }
}

impl Areas {
    /// Returns the tiles of `pane`, as if it were visible.
    #[must_use]
    pub fn tiles(&self, pane: Pane) -> Tiles {
        let area = self.pane_body(pane);
        let (columns, height) = match (self.scale, pane) {
            (Scale::Desk, _) | (_, Pane::Detail) => (1, 1),
            (scale, Pane::Domains) => {
                ((area.width / TILE_MIN[scale as usize]).clamp(1, 3), BUTTON_ROWS)
            }
            (Scale::Touch, Pane::Projects) => (1, BUTTON_ROWS),
            (Scale::Large, Pane::Projects) => (1, BUTTON_ROWS + 1),
        };
        Tiles { area, columns, width: area.width / columns, height }
    }
}
