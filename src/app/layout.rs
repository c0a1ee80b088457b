//! Where what is on the screen: a pure function of its size and of the pane with the keyboard.

use ratatui::layout::{Rect, Size};

use super::keypad::Keypad;
use super::scale::{BUTTON_ROWS, PAGER_COLUMNS};
use super::{Scale, Scope};
use crate::catalog::Catalog;
use crate::lang::Strings;
use crate::text::cells;

/// The smallest screen that the board works on.
pub const SIZE_MIN: Size = Size { width: 40, height: 15 };

/// The largest screen that is drawn: an SSH client may claim 65535x65535, which is 300 GB of cells.
const SIZE_MAX: Size = Size { width: 400, height: 200 };

/// The screen that is drawn on a terminal that says it has that size. A serial line says 0x0 when it does not know.
#[must_use]
pub fn clamp_size(size: Size) -> Size {
    if size.width == 0 || size.height == 0 {
        return Size { width: 80, height: 24 };
    }
    Size { width: size.width.min(SIZE_MAX.width), height: size.height.min(SIZE_MAX.height) }
}

/// From this width on there are two panes side by side, and from [`THREE_PANES_FROM`] on all three.
const TWO_PANES_FROM: u16 = 60;
const THREE_PANES_FROM: u16 = 76;

/// From so many cells of sidebar and list on, and so many rows, there is room for the overview below them.
const STRIP_FROM: Size = Size { width: 90, height: 44 };

/// One of the three panes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Pane {
    /// The sidebar of domains.
    Domains,
    /// The list of projects.
    #[default]
    Projects,
    /// The page about one project.
    Detail,
}

impl Pane {
    /// From left to right.
    pub const ALL: [Self; 3] = [Self::Domains, Self::Projects, Self::Detail];

    /// What it is called.
    #[must_use]
    pub fn title(self, s: &Strings) -> &'static str {
        match self {
            Self::Domains => s.pane_domains,
            Self::Projects => s.pane_projects,
            Self::Detail => s.pane_detail,
        }
    }

    /// The one to the left; the first stays.
    #[must_use]
    pub fn left(self) -> Self {
        match self {
            Self::Domains | Self::Projects => Self::Domains,
            Self::Detail => Self::Projects,
        }
    }

    /// The one to the right; the last stays.
    #[must_use]
    pub fn right(self) -> Self {
        match self {
            Self::Domains => Self::Projects,
            Self::Projects | Self::Detail => Self::Detail,
        }
    }

    /// The next one, round and round.
    #[must_use]
    pub fn next(self) -> Self {
        if self == Self::Detail { Self::Domains } else { self.right() }
    }

    /// The one before, round and round.
    #[must_use]
    pub fn prev(self) -> Self {
        if self == Self::Domains { Self::Detail } else { self.left() }
    }
}

/// The regions of the screen. A pane's first row is its heading. Panes that are not in sight keep the size they would have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Areas {
    /// What is shown, or what is searched for.
    pub header: Rect,
    /// The panes, from left to right, each with whether it is in sight.
    panes: [(Rect, bool); 3],
    /// All that lies between header and footer.
    pub body: Rect,
    /// The keys of the moment, or a notice; or buttons.
    pub footer: Rect,
    /// Where the overview is below the list, on a screen that has room for both.
    pub overview_strip: Option<Rect>,
    /// Where buttons turn pages.
    pub pager: Option<Rect>,
    /// Where one types without a keyboard.
    pub keypad: Option<Rect>,
    /// How large things are.
    pub scale: Scale,
}

/// What it depends on where what is, besides the size of the screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LayoutOptions {
    /// How large things are.
    pub scale: Scale,
    /// The pane with the keyboard.
    pub focus: Pane,
    /// Whether it has all of the width.
    pub zoomed: bool,
    /// Whether one types by touch.
    pub keypad: bool,
    /// How many rows the overview has: the domains of the programme, in most.
    pub overview_rows: usize,
}

impl Areas {
    /// For a screen of that size; `None` where it is too small for the board.
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
            // A column of one cell keeps the panes apart.
            let rest = width - sidebar - 2;
            let list = (rest * 54 / 100).clamp(33, 72);
            let detail = rest - list;
            strip = overview_strip_area(column(0, sidebar + 1 + list), parts);
            // A blank row keeps the list apart from what is below it.
            let above = strip.map_or(body.height, |strip| strip.y - body.y - 1);
            let short = |column: Rect| Rect { height: above, ..column };
            let [sidebar, list, detail] = [(0, sidebar), (sidebar + 1, list), (sidebar + list + 2, detail)];
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
                if detail { (column(0, list), true) } else { (column(sidebar + 1, width - sidebar - 1), true) },
                (column(list + 1, width - list - 1), detail),
            ]
        } else {
            Pane::ALL.map(|pane| (body, pane == focus))
        };
        let [header, footer] = [0, height - 1].map(|y| Rect::new(0, y, width, 1));
        Some(Self { header, panes, body, footer, overview_strip: strip, pager: None, keypad: None, scale })
    }

    /// One pane, buttons below, and beside it those that turn pages.
    fn with_buttons(Size { width, height }: Size, LayoutOptions { scale, focus, keypad, .. }: LayoutOptions) -> Self {
        let header = Rect::new(0, 0, width, 1);
        let footer = Rect::new(0, height - BUTTON_ROWS, width, BUTTON_ROWS);
        // A blank row keeps the buttons apart.
        let whole = Rect::new(0, 1, width, height - BUTTON_ROWS - 2);
        let keypad = keypad.then(|| Keypad::area(whole));
        let body = Rect { height: whole.height - keypad.map_or(0, |keypad| keypad.height), ..whole };
        let pane = Rect { width: width - PAGER_COLUMNS, ..body };
        // A row keeps it from the keys below it, if there is one to spare.
        let below = u16::from(keypad.is_some() && body.height > 2 * BUTTON_ROWS + 1);
        let pager = Rect { x: pane.right(), width: PAGER_COLUMNS, y: body.y + 1, height: body.height - 1 - below };
        let panes = Pane::ALL.map(|one| (pane, one == focus));
        Self { header, panes, body, footer, overview_strip: None, pager: Some(pager), keypad, scale }
    }

    /// Where `pane` is, if it is in sight.
    #[must_use]
    pub fn pane(&self, pane: Pane) -> Option<Rect> {
        let (area, seen) = self.panes[pane as usize];
        seen.then_some(area)
    }

    /// The cells under the heading of `pane`, in sight or not.
    #[must_use]
    pub fn pane_body(&self, pane: Pane) -> Rect {
        let (area, _) = self.panes[pane as usize];
        Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area }
    }

    /// The names in the heading of a pane, and where: its own, and where it is the only one in sight those of the others, so that
    /// one knows that they are there.
    #[must_use]
    pub fn tabs(&self, pane: Pane, s: &Strings) -> Vec<(Pane, Rect)> {
        let alone = self.count() == 1 && !self.scale.has_buttons();
        let Some(area) = self.pane(pane) else { return Vec::new() };
        let mut x = area.x;
        let tab = |name: Pane| {
            let width = u16::try_from(cells(name.title(s)) + 2).unwrap_or(u16::MAX).min(area.right().saturating_sub(x));
            let tab = Rect { x, width, height: 1, ..area };
            x = tab.right();
            (name, tab)
        };
        Pane::ALL.into_iter().filter(|other| alone || *other == pane).map(tab).collect()
    }

    /// How many panes are in sight.
    #[must_use]
    pub fn count(&self) -> usize {
        self.panes.iter().filter(|(_, seen)| *seen).count()
    }
}

/// The lower part of the sidebar and the list, if they have more room than most lists need.
fn overview_strip_area(area: Rect, parts: usize) -> Option<Rect> {
    let height = u16::try_from(parts).ok()?.checked_add(1)?;
    let roomy = area.width >= STRIP_FROM.width && area.height >= STRIP_FROM.height && height <= area.height / 3;
    roomy.then(|| Rect { y: area.bottom() - height, height, ..area })
}

/// The regions of the overview.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OverviewAreas {
    /// What it is.
    pub heading: Rect,
    /// A row for each part, or for as many as there is room for.
    pub list: Rect,
    /// By which rule the numbers are chosen, where there is room to say so.
    pub rule: Option<Rect>,
    /// What remains for the cards; at least one row.
    pub cards: Rect,
}

/// From so many rows on there is room for the rule.
const RULE_FROM: u16 = 9;
/// No card is narrower where several stand side by side.
const CARD_MIN: u16 = 38;
/// A number in large digits takes so many rows, with one for what it is about.
pub const LARGE_NUMBER_ROWS: u16 = 4;

/// Cards side by side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Grid {
    area: Rect,
    columns: u16,
    /// Of a card, with the blanks beside and below it.
    width: u16,
    height: u16,
    /// The rows that are blank below a card.
    gap: u16,
}

impl Grid {
    /// Where the nth card is.
    #[must_use]
    pub fn card(self, nth: usize) -> Rect {
        let nth = u16::try_from(nth).unwrap_or(u16::MAX);
        let (x, y) = (self.area.x + nth % self.columns * self.width, self.area.y + nth / self.columns * self.height);
        Rect { x, y, width: self.width - 2, height: self.height - self.gap }
    }
}

impl OverviewAreas {
    /// Where the cards of all parts are, if there is room for all they have to say.
    #[must_use]
    pub fn grid(&self, catalog: &Catalog, parts: &[Scope]) -> Option<Grid> {
        let len = u16::try_from(parts.len()).unwrap_or(u16::MAX);
        let area = self.cards;
        let columns = (area.width / CARD_MIN).clamp(1, len.max(1));
        let (width, height) = (area.width / columns, area.height / len.div_ceil(columns).max(1));
        // A heading, the number and the projects; and a blank row below, if there is room.
        let height = Some(height).filter(|height| columns > 1 && *height >= 2)?;
        let most = parts.iter().map(|part| catalog.len_within(&part.domains(catalog))).max().unwrap_or_default();
        let least = u16::try_from(2 + most).unwrap_or(u16::MAX);
        let height = Some(height).filter(|height| *height >= least)?.min(least.saturating_add(LARGE_NUMBER_ROWS));
        Some(Grid { area, columns, width, height, gap: u16::from(height > least) })
    }
}

impl Areas {
    /// The overview of so many parts, in place of the panes.
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
        for (width, height) in (0..=400).flat_map(|width| [0, 14, 15, 24, 200].map(|height| (width, height))) {
            for focus in Pane::ALL {
                let shape = LayoutOptions { focus, overview_rows: 11, ..LayoutOptions::default() };
                let Some(areas) = Areas::new(Size { width, height }, shape) else {
                    assert!(width < SIZE_MIN.width || height < SIZE_MIN.height);
                    continue;
                };
                let seen: Vec<Rect> = Pane::ALL.into_iter().filter_map(|pane| areas.pane(pane)).collect();
                assert!(areas.pane(focus).is_some());
                assert!(seen.iter().all(|area| area.width >= 15 && area.right() <= width && area.bottom() < height));
                assert!(seen.windows(2).all(|two| two[0].right() + 1 == two[1].x), "{width} {focus:?} {seen:?}");
                assert_eq!(seen.last().map(|area| area.right()), Some(width));
                let zoomed = Areas::new(Size { width, height }, LayoutOptions { zoomed: true, ..shape });
                let zoomed = zoomed.and_then(|areas| areas.pane(focus));
                assert_eq!(zoomed, Some(areas.body));
            }
        }
    }

    #[test]
    fn the_panes_come_one_by_one() {
        let count = |width| {
            Areas::new(Size { width, height: 24 }, LayoutOptions { overview_rows: 11, ..LayoutOptions::default() })
                .map(|areas| areas.count())
        };
        assert_eq!([39, 40, 59, 60, 75, 76, 80].map(count), [None, Some(1), Some(1), Some(2), Some(2), Some(3), Some(3)]);
    }
}
