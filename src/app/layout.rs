//! The layout of the screen: a pure function of its size and [`LayoutOptions`].

use ratatui::layout::{Rect, Size};

use super::keypad::Keypad;
use super::scale::{BUTTON_ROWS, PAGER_COLUMNS};
use super::{Scale, Scope};
use crate::catalog::Catalog;
use crate::lang::Strings;
use crate::text::cells;

/// The smallest screen that the board works on, in cells.
pub const SIZE_MIN: Size = Size { width: 40, height: 15 };

/// The largest screen that is drawn, in cells: an SSH client may claim 65535x65535, which would
/// need 300 GB for the cells.
const SIZE_MAX: Size = Size { width: 400, height: 200 };

/// Returns the size to draw on a terminal that reports `size`: at most 400x200, and 80x24 for 0x0,
/// which a serial line reports when it does not know.
#[must_use]
pub fn clamp_size(size: Size) -> Size {
    if size.width == 0 || size.height == 0 {
        return Size { width: 80, height: 24 };
    }
    Size { width: size.width.min(SIZE_MAX.width), height: size.height.min(SIZE_MAX.height) }
}

/// The screen width from which two panes are side by side; from [`THREE_PANES_FROM`] all three are.
const TWO_PANES_FROM: u16 = 60;
const THREE_PANES_FROM: u16 = 76;

/// The smallest area of sidebar and list, in cells, that also has room for the overview below them.
const STRIP_FROM: Size = Size { width: 90, height: 44 };

/// One of the three panes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Pane {
    /// The sidebar of domains.
    Domains,
    /// The list of projects.
    #[default]
    Projects,
    /// The detail page of a project.
    Detail,
}

impl Pane {
    /// All panes, from left to right.
    pub const ALL: [Self; 3] = [Self::Domains, Self::Projects, Self::Detail];

    /// Returns the pane's title.
    #[must_use]
    pub fn title(self, s: &Strings) -> &'static str {
        match self {
            Self::Domains => s.pane_domains,
            Self::Projects => s.pane_projects,
            Self::Detail => s.pane_detail,
        }
    }

    /// Returns the pane to the left; the first stays.
    #[must_use]
    pub fn left(self) -> Self {
        match self {
            Self::Domains | Self::Projects => Self::Domains,
            Self::Detail => Self::Projects,
        }
    }

    /// Returns the pane to the right; the last stays.
    #[must_use]
    pub fn right(self) -> Self {
        match self {
            Self::Domains => Self::Projects,
            Self::Projects | Self::Detail => Self::Detail,
        }
    }

    /// Returns the next pane, wrapping around after the last.
    #[must_use]
    pub fn next(self) -> Self {
        if self == Self::Detail { Self::Domains } else { self.right() }
    }

    /// Returns the previous pane, wrapping around before the first.
    #[must_use]
    pub fn prev(self) -> Self {
        if self == Self::Domains { Self::Detail } else { self.left() }
    }
}

/// The regions of the screen. The first row of a pane is its heading. Hidden panes keep the size
/// they would have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Areas {
    /// The row at the top: the catalogue, or the search bar.
    pub header: Rect,
    /// The panes, from left to right, each with `true` if it is visible.
    panes: [(Rect, bool); 3],
    /// The cells between header and footer; with a keypad, those above it.
    pub body: Rect,
    /// The key hints or the notice; with buttons, the buttons.
    pub footer: Rect,
    /// The overview below the sidebar and the list, on a screen with room for both.
    pub overview_strip: Option<Rect>,
    /// The buttons that scroll the pane; only if the scale has buttons.
    pub pager: Option<Rect>,
    /// The keypad, while it is shown.
    pub keypad: Option<Rect>,
    /// The scale that the regions are laid out for.
    pub scale: Scale,
}

/// The inputs of the layout besides the size of the screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LayoutOptions {
    /// The scale of everything on the screen.
    pub scale: Scale,
    /// The pane with the focus.
    pub focus: Pane,
    /// True if the focused pane takes the full width.
    pub zoomed: bool,
    /// True if the keypad is shown.
    pub keypad: bool,
    /// The rows to reserve for the overview: the largest number that any scope of the catalogue
    /// has.
    pub overview_rows: usize,
}

impl Areas {
    /// Lays out a screen of `size` cells; `None` if it is smaller than [`SIZE_MIN`].
    #[must_use]
    pub fn new(size: Size, shape: LayoutOptions) -> Option<Self> {
        let Size { width, height } = size;
        let LayoutOptions { scale, focus, zoomed, overview_rows: parts, .. } = shape;
        if width < SIZE_MIN.width || height < SIZE_MIN.height {
            return None;
        }
        if scale.has_buttons() {
            return Some(Self::with_buttons(size, shape));
        }
        let body = Rect::new(0, 1, width, height - 2);
        let column = |x: u16, width: u16| Rect { x, width, ..body };
        let mut strip = None;
        let panes = if zoomed {
            Pane::ALL.map(|pane| (body, pane == focus))
        } else if width >= THREE_PANES_FROM {
            let sidebar = (width / 6).clamp(15, 32);
            // A column of one cell separates the panes.
            let rest = width - sidebar - 2;
            let list = (rest * 54 / 100).clamp(33, 72);
            let detail = rest - list;
            strip = overview_strip_area(column(0, sidebar + 1 + list), parts);
            // A blank row separates the list from the overview below it.
            let above = strip.map_or(body.height, |strip| strip.y - body.y - 1);
            let short = |column: Rect| Rect { height: above, ..column };
            let [sidebar, list, detail] =
                [(0, sidebar), (sidebar + 1, list), (sidebar + list + 2, detail)];
            [
                (short(column(sidebar.0, sidebar.1)), true),
                (short(column(list.0, list.1)), true),
                (column(detail.0, detail.1), true),
            ]
        } else if width >= TWO_PANES_FROM {
            let sidebar = 22;
            let list = (width - 1) / 2;
            let detail = focus != Pane::Domains;
            [
                (column(0, sidebar), !detail),
                if detail {
                    (column(0, list), true)
                } else {
                    (column(sidebar + 1, width - sidebar - 1), true)
                },
                (column(list + 1, width - list - 1), detail),
            ]
        } else {
            Pane::ALL.map(|pane| (body, pane == focus))
        };
        let [header, footer] = [0, height - 1].map(|y| Rect::new(0, y, width, 1));
        Some(Self {
            header,
            panes,
            body,
            footer,
            overview_strip: strip,
            pager: None,
            keypad: None,
            scale,
        })
    }

    /// Lays out one pane with the buttons below it and the scroll buttons to its right.
    fn with_buttons(
        Size { width, height }: Size,
        LayoutOptions { scale, focus, keypad, .. }: LayoutOptions,
    ) -> Self {
        let header = Rect::new(0, 0, width, 1);
        let footer = Rect::new(0, height - BUTTON_ROWS, width, BUTTON_ROWS);
        // A blank row separates the buttons from the body.
        let whole = Rect::new(0, 1, width, height - BUTTON_ROWS - 2);
        let keypad = keypad.then(|| Keypad::area(whole));
        let body =
            Rect { height: whole.height - keypad.map_or(0, |keypad| keypad.height), ..whole };
        let pane = Rect { width: width - PAGER_COLUMNS, ..body };
        // A row separates the scroll buttons from the keypad, if there is one to spare.
        let below = u16::from(keypad.is_some() && body.height > 2 * BUTTON_ROWS + 1);
        let pager = Rect {
            x: pane.right(),
            width: PAGER_COLUMNS,
            y: body.y + 1,
            height: body.height - 1 - below,
        };
        let panes = Pane::ALL.map(|one| (pane, one == focus));
        Self {
            header,
            panes,
            body,
            footer,
            overview_strip: None,
            pager: Some(pager),
            keypad,
            scale,
        }
    }

    /// Returns the cells of `pane`; `None` if it is hidden.
    #[must_use]
    pub fn pane(&self, pane: Pane) -> Option<Rect> {
        let (area, seen) = self.panes[pane as usize];
        seen.then_some(area)
    }

    /// Returns the cells of `pane` without its heading, as if it were visible.
    #[must_use]
    pub fn pane_body(&self, pane: Pane) -> Rect {
        let (area, _) = self.panes[pane as usize];
        Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area }
    }

    /// Returns the titles in the heading of `pane` with their cells: its own title, and those of
    /// the other panes if it is the only visible one, so that the user knows of them.
    #[must_use]
    pub fn tabs(&self, pane: Pane, s: &Strings) -> Vec<(Pane, Rect)> {
        let alone = self.count() == 1 && !self.scale.has_buttons();
        let Some(area) = self.pane(pane) else { return Vec::new() };
        let mut x = area.x;
        let tab = |name: Pane| {
            let width = u16::try_from(cells(name.title(s)) + 2)
                .unwrap_or(u16::MAX)
                .min(area.right().saturating_sub(x));
            let tab = Rect { x, width, height: 1, ..area };
            x = tab.right();
            (name, tab)
        };
        Pane::ALL.into_iter().filter(|other| alone || *other == pane).map(tab).collect()
    }

    /// Returns the number of visible panes.
    #[must_use]
    pub fn count(&self) -> usize {
        self.panes.iter().filter(|(_, seen)| *seen).count()
    }
}

/// Returns the overview strip for `parts` rows at the bottom of `area`, if `area` has more room
/// than most lists need.
fn overview_strip_area(area: Rect, parts: usize) -> Option<Rect> {
    let height = u16::try_from(parts).ok()?.checked_add(1)?;
    let roomy = area.width >= STRIP_FROM.width
        && area.height >= STRIP_FROM.height
        && height <= area.height / 3;
    roomy.then(|| Rect { y: area.bottom() - height, height, ..area })
}

/// The regions of the overview.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OverviewAreas {
    /// The row of the heading.
    pub heading: Rect,
    /// The rows of the list, one for each domain or programme as far as they fit.
    pub list: Rect,
    /// The row that explains which numbers are shown, if there is room for it.
    pub rule: Option<Rect>,
    /// The rest, for the cards; at least one row.
    pub cards: Rect,
}

/// The rows below the list from which there is room for the rule.
const RULE_FROM: u16 = 9;
/// The smallest width of a card if several are side by side, in cells.
const CARD_MIN: u16 = 38;
/// The rows of a number in large digits, with its label.
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
    /// Returns the grid of the cards of `parts`; `None` if there is no room for two columns, or not
    /// for the whole text of each card.
    #[must_use]
    pub fn grid(&self, catalog: &Catalog, parts: &[Scope]) -> Option<Grid> {
        let len = u16::try_from(parts.len()).unwrap_or(u16::MAX);
        let area = self.cards;
        let columns = (area.width / CARD_MIN).clamp(1, len.max(1));
        let (width, height) = (area.width / columns, area.height / len.div_ceil(columns).max(1));
        // A card has a heading, a number and the projects; and a blank row below, if there is room.
        let height = Some(height).filter(|height| columns > 1 && *height >= 2)?;
        let most = parts
            .iter()
            .map(|part| catalog.len_within(&part.domains(catalog)))
            .max()
            .unwrap_or_default();
        let least = u16::try_from(2 + most).unwrap_or(u16::MAX);
        let height = Some(height)
            .filter(|height| *height >= least)?
            .min(least.saturating_add(LARGE_NUMBER_ROWS));
        Some(Grid { area, columns, width, height, gap: u16::from(height > least) })
    }
}

impl Areas {
    /// Lays out the overview of `parts` rows, in place of the panes.
    #[must_use]
    pub fn overview(&self, parts: usize) -> OverviewAreas {
        let Rect { y, height, .. } = self.body;
        let list = u16::try_from(parts).unwrap_or(u16::MAX).min(height.saturating_sub(2));
        let rows = |from: u16, count: u16| Rect { y: y + from, height: count, ..self.body };
        let rest = height - 1 - list;
        let rule = u16::from(rest >= RULE_FROM);
        OverviewAreas {
            heading: rows(0, 1),
            list: rows(1, list),
            rule: (rule > 0).then(|| rows(1 + list, 1)),
            cards: rows(1 + list + rule, rest - rule),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn panes_lie_side_by_side_and_inside_the_screen() {
        for (width, height) in
            (0..=400).flat_map(|width| [0, 14, 15, 24, 200].map(|height| (width, height)))
        {
            for focus in Pane::ALL {
                let shape = LayoutOptions { focus, overview_rows: 11, ..LayoutOptions::default() };
                let Some(areas) = Areas::new(Size { width, height }, shape) else {
                    assert!(width < SIZE_MIN.width || height < SIZE_MIN.height);
                    continue;
                };
                let seen: Vec<Rect> =
                    Pane::ALL.into_iter().filter_map(|pane| areas.pane(pane)).collect();
                assert!(areas.pane(focus).is_some());
                assert!(seen.iter().all(|area| area.width >= 15
                    && area.right() <= width
                    && area.bottom() < height));
                assert!(
                    seen.windows(2).all(|two| two[0].right() + 1 == two[1].x),
                    "{width} {focus:?} {seen:?}"
                );
                assert_eq!(seen.last().map(|area| area.right()), Some(width));
                let zoomed =
                    Areas::new(Size { width, height }, LayoutOptions { zoomed: true, ..shape });
                let zoomed = zoomed.and_then(|areas| areas.pane(focus));
                assert_eq!(zoomed, Some(areas.body));
            }
        }
    }

    #[test]
    fn the_panes_come_one_by_one() {
        let count = |width| {
            Areas::new(
                Size { width, height: 24 },
                LayoutOptions { overview_rows: 11, ..LayoutOptions::default() },
            )
            .map(|areas| areas.count())
        };
        assert_eq!(
            [39, 40, 59, 60, 75, 76, 80].map(count),
            [None, Some(1), Some(1), Some(2), Some(2), Some(3), Some(3)]
        );
    }
}
