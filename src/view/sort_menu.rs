//! The sort menu: the keys that the list can be sorted by, with a mark at the current one.

use super::canvas::Canvas;
use super::element::Element;
use super::heading::{Tab, draw_tabs};
use crate::app::Model;
use crate::lang::fill;
use crate::query::SortKey;
use crate::text::Glyphs;

pub(crate) fn draw(model: &Model, selected: usize, canvas: &mut Canvas) {
    let s = model.prefs.lang.strings();
    let area = canvas.area;
    let heading = fill(s.sort_heading, &[&model.visible_len().to_string()]);
    draw_tabs(&[Tab { title: &heading, focused: true }], &[], canvas);
    let order = model.prefs.order;
    for (row, (y, key)) in canvas.rows().skip(1).zip(SortKey::ALL).enumerate() {
        let (mark, element) =
            if row == selected { ('>', Element::SelectedFocused) } else { (' ', Element::Base) };
        let current = if key == order.key { order_mark(model, canvas.theme.glyphs) } else { " " };
        canvas.within(area).fill_row(y, &format!("{mark}{current} {}", key.title(s)), element);
    }
}

/// Returns the mark of the current order: the direction that the values run in, or for a list as
/// found that it is chosen.
fn order_mark(model: &Model, glyphs: &Glyphs) -> &'static str {
    let order = model.prefs.order;
    if order.key == SortKey::Found {
        glyphs.chosen
    } else {
        glyphs.directions[usize::from(order.descends())]
    }
}
