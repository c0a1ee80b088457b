//! The layout of the screen: a pure function of its size and [`LayoutOptions`].

use ratatui::layout::{Rect, Size};

use super::Scale;
use super::keypad::Keypad;
use super::scale::{BUTTON_ROWS, PAGER_COLUMNS};
use crate::lang::Strings;
use crate::text::cells;

/// Minimum size of a screen that the board works on, in cells.
pub const SIZE_MIN: Size = Size { width: 40, height: 15 };

/// Maximum size of a screen that is drawn, in cells: an SSH client may claim 65535x65535, which
/// would need 300 GB for the cells.
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

/// Minimum width of a screen with two panes side by side, in columns.
const TWO_PANES_MIN: u16 = 60;
/// Minimum width of a screen with three panes side by side, in columns.
const THREE_PANES_MIN: u16 = 76;

/// Minimum width of a screen whose list is wide enough for key figures, in columns.
const FIGURES_MIN: u16 = 100;
/// Minimum width of a detail pane with its figure in large digits, in cells.
const LARGE_DIGITS_PANE: u16 = 42;

/// Minimum size of sidebar and list, in cells, that also have room for the overview below them.
const OVERVIEW_STRIP_MIN: Size = Size { width: 90, height: 44 };

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
        Self::ALL[(self as usize).saturating_sub(1)]
    }

    /// Returns the pane to the right; the last stays.
    #[must_use]
    pub fn right(self) -> Self {
        Self::ALL[(self as usize + 1).min(Self::ALL.len() - 1)]
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
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Areas {
    /// The row at the top: the catalog, or the search bar.
    pub header: Rect,
    /// The panes, from left to right, each with true if it is visible.
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
    /// The rows to reserve for the overview: the largest number that any scope of the catalog
    /// has.
    pub overview_rows: usize,
}

impl Areas {
    /// Lays out a screen of `size` cells; `None` if it is smaller than [`SIZE_MIN`].
    #[must_use]
    pub fn new(size: Size, options: LayoutOptions) -> Option<Self> {
        let Size { width, height } = size;
        let LayoutOptions { scale, focus, zoomed, overview_rows, .. } = options;
        if width < SIZE_MIN.width || height < SIZE_MIN.height {
            return None;
        }
        if scale.has_buttons() {
            return Some(Self::with_buttons(size, options));
        }
        let body = Rect::new(0, 1, width, height - 2);
        let column = |x: u16, width: u16| Rect { x, width, ..body };
        let mut overview_strip = None;
        let panes = if zoomed || width < TWO_PANES_MIN {
            Pane::ALL.map(|pane| (body, pane == focus))
        } else if width >= THREE_PANES_MIN {
            // A column of one cell separates the panes.
            let (sidebar, list) = if width < FIGURES_MIN {
                let sidebar = (width / 6).clamp(15, 32);
                (sidebar, ((width - sidebar - 2) * 54 / 100).clamp(33, 72))
            } else {
                let sidebar = (width / 7).clamp(15, 32);
                let rest = width - sidebar - 2;
                let list = (rest * 60 / 100).min(rest.saturating_sub(LARGE_DIGITS_PANE));
                // More would cost more bytes for each step than a finder takes for a line.
                (sidebar, list.clamp(50, 78))
            };
            let rest = width - sidebar - 2;
            let detail = rest - list;
            overview_strip = overview_strip_area(column(0, sidebar + 1 + list), overview_rows);
            // A blank row separates the list from the overview below it.
            let height = overview_strip.map_or(body.height, |strip| strip.y - body.y - 1);
            [
                (Rect { height, ..column(0, sidebar) }, true),
                (Rect { height, ..column(sidebar + 1, list) }, true),
                (column(sidebar + list + 2, detail), true),
            ]
        } else {
            let sidebar = 22;
            let list = (width - 1) / 2;
            let has_detail = focus != Pane::Domains;
            let projects =
                if has_detail { column(0, list) } else { column(sidebar + 1, width - sidebar - 1) };
            [
                (column(0, sidebar), !has_detail),
                (projects, true),
                (column(list + 1, width - list - 1), has_detail),
            ]
        };
        let [header, footer] = [0, height - 1].map(|y| Rect::new(0, y, width, 1));
        Some(Self { header, panes, body, footer, overview_strip, scale, ..Self::default() })
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
        let gap = u16::from(keypad.is_some() && body.height > 2 * BUTTON_ROWS + 1);
        let pager = Some(Rect {
            x: pane.right(),
            width: PAGER_COLUMNS,
            y: body.y + 1,
            height: body.height - 1 - gap,
        });
        let panes = Pane::ALL.map(|each| (pane, each == focus));
        Self { header, panes, body, footer, pager, keypad, scale, ..Self::default() }
    }

    /// Returns the cells of `pane`; `None` if it is hidden.
    #[must_use]
    pub fn pane(&self, pane: Pane) -> Option<Rect> {
        let (area, is_visible) = self.panes[pane as usize];
        is_visible.then_some(area)
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
        let is_only_pane = self.count() == 1 && !self.scale.has_buttons();
        let Some(area) = self.pane(pane) else { return Vec::new() };
        let mut x = area.x;
        let tab = |pane: Pane| {
            let width = u16::try_from(cells(pane.title(s)) + 2)
                .unwrap_or(u16::MAX)
                .min(area.right().saturating_sub(x));
            let tab = Rect { x, width, height: 1, ..area };
            x = tab.right();
            (pane, tab)
        };
        Pane::ALL.into_iter().filter(|other| is_only_pane || *other == pane).map(tab).collect()
    }

    /// Returns the number of visible panes.
    #[must_use]
    pub fn count(&self) -> usize {
        self.panes.iter().filter(|(_, is_visible)| *is_visible).count()
    }
}

/// Returns the overview strip for `rows` rows at the bottom of `area`, if `area` has more room than
/// most lists need.
fn overview_strip_area(area: Rect, rows: usize) -> Option<Rect> {
    let height = u16::try_from(rows).ok()?.checked_add(1)?;
    let has_room = area.width >= OVERVIEW_STRIP_MIN.width
        && area.height >= OVERVIEW_STRIP_MIN.height
        && height <= area.height / 3;
    has_room.then(|| Rect { y: area.bottom() - height, height, ..area })
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
                let options =
                    LayoutOptions { focus, overview_rows: 11, ..LayoutOptions::default() };
                let Some(areas) = Areas::new(Size { width, height }, options) else {
                    assert!(width < SIZE_MIN.width || height < SIZE_MIN.height);
                    continue;
                };
                let visible: Vec<Rect> =
                    Pane::ALL.into_iter().filter_map(|pane| areas.pane(pane)).collect();
                assert!(areas.pane(focus).is_some());
                assert!(visible.iter().all(|area| area.width >= 15
                    && area.right() <= width
                    && area.bottom() < height));
                assert!(
                    visible.windows(2).all(|two| two[0].right() + 1 == two[1].x),
                    "{width} {focus:?} {visible:?}"
                );
                assert_eq!(visible.last().map(|area| area.right()), Some(width));
                let zoomed =
                    Areas::new(Size { width, height }, LayoutOptions { zoomed: true, ..options });
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
