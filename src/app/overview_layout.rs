//! The layout of the overview: its list, and the grid of its cards.

use ratatui::layout::Rect;

use super::{Areas, Scope};
use crate::model::Catalog;

/// The regions of the overview.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OverviewAreas {
    /// The row of the heading.
    pub heading: Rect,
    /// The rows of the list, one for each domain or programme as far as they fit.
    pub list: Rect,
    /// The row with the rule by which the numbers are chosen, if there is room for it.
    pub rule: Option<Rect>,
    /// The rest, for the cards; at least one row.
    pub cards: Rect,
}

/// Minimum number of rows below the list that leave room for the rule.
const RULE_MIN: u16 = 9;
/// Minimum width of a card if several are side by side, in columns.
const CARD_MIN: u16 = 38;
/// The height of a number in large digits with its label, in rows.
pub const LARGE_NUMBER_ROWS: u16 = 4;

/// A grid of cards.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Grid {
    area: Rect,
    columns: u16,
    /// The size of a card, with the blanks to its right and below it.
    width: u16,
    height: u16,
    /// The blank rows below a card.
    gap: u16,
}

impl Grid {
    /// Returns the cells of card `nth`, counted from 0.
    #[must_use]
    pub fn card(self, nth: usize) -> Rect {
        let nth = u16::try_from(nth).unwrap_or(u16::MAX);
        let (x, y) = (
            self.area.x + nth % self.columns * self.width,
            self.area.y + nth / self.columns * self.height,
        );
        Rect { x, y, width: self.width - 2, height: self.height - self.gap }
    }
}

impl OverviewAreas {
    /// Returns the grid of the cards of `scopes`; `None` if there is no room for two columns, or
    /// not for the whole text of each card.
    #[must_use]
    pub fn grid(&self, catalog: &Catalog, scopes: &[Scope]) -> Option<Grid> {
        let len = u16::try_from(scopes.len()).unwrap_or(u16::MAX);
        let area = self.cards;
        let columns = (area.width / CARD_MIN).clamp(1, len.max(1));
        let (width, height) = (area.width / columns, area.height / len.div_ceil(columns).max(1));
        // A card has a heading, a number and the projects; and a blank row below, if there is room.
        let height = Some(height).filter(|height| columns > 1 && *height >= 2)?;
        let project_counts = scopes.iter().map(|scope| catalog.len_within(&scope.domains(catalog)));
        let height_min = 2 + project_counts.max().unwrap_or_default();
        let height_min = u16::try_from(height_min).unwrap_or(u16::MAX);
        let height = Some(height)
            .filter(|height| *height >= height_min)?
            .min(height_min.saturating_add(LARGE_NUMBER_ROWS));
        Some(Grid { area, columns, width, height, gap: u16::from(height > height_min) })
    }
}

impl Areas {
    /// Returns true if the overview is worth starting with: it is not visible anyway, with buttons
    /// or in the strip below the list, and has room for the cards of all `scopes`.
    pub(crate) fn invites_overview(&self, catalog: &Catalog, scopes: &[Scope]) -> bool {
        !self.scale.has_buttons()
            && self.overview_strip.is_none()
            && self.overview(scopes.len()).grid(catalog, scopes).is_some()
    }

    /// Lays out the overview with a list of `len` rows, in place of the panes.
    #[must_use]
    pub fn overview(&self, len: usize) -> OverviewAreas {
        let Rect { y, height, .. } = self.body;
        let list = u16::try_from(len).unwrap_or(u16::MAX).min(height.saturating_sub(2));
        let rows = |from: u16, count: u16| Rect { y: y + from, height: count, ..self.body };
        let rest = height - 1 - list;
        let rule = u16::from(rest >= RULE_MIN);
        OverviewAreas {
            heading: rows(0, 1),
            list: rows(1, list),
            rule: (rule > 0).then(|| rows(1 + list, 1)),
            cards: rows(1 + list + rule, rest - rule),
        }
    }
}
