//! The sidebar: the domains, each with the number of its projects found; with several programmes, a
//! tree of programmes in which each can show its domains.

use std::borrow::Cow;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{Element, Theme, draw_heading, fill_row};
use crate::app::{Model, Pane, Scope};
use crate::text::{cells, first_words, pad_end};

pub(super) fn draw(model: &Model, theme: Theme, area: Rect, buf: &mut Buffer) {
    draw_heading(model, Pane::Domains, "", theme, area, buf);
    let list = model.domains();
    let rows = model.sidebar_rows().into_iter().enumerate().skip(list.offset());
    for (y, (row, scope)) in (area.top() + 1..area.bottom()).zip(rows) {
        let count = model.found_in(scope);
        let selected = row == list.selected();
        let style = theme.style(match selected {
            true => Element::selected(model.focus == Pane::Domains, false),
            false if count == 0 => Element::Dim,
            false => Element::Base,
        });
        let count = count.to_string();
        let room = usize::from(area.width).saturating_sub(cells(&count) + 3);
        let mark = if selected { '>' } else { ' ' };
        let branch = tree_mark(model, scope);
        let room = room.saturating_sub(cells(branch));
        let name = fitting_name(model, scope, room);
        fill_row(
            buf,
            area,
            y,
            &format!("{mark}{branch}{} {count} ", pad_end(&first_words(&name, room), room)),
            style,
        );
    }
}

/// Returns the name of `scope`, or its short name if the full one is wider than `room` cells.
pub(super) fn fitting_name(model: &Model, scope: Scope, room: usize) -> Cow<'_, str> {
    let name = model.with_placeholders(scope.name(model.catalog(), model.lang));
    if cells(&name) <= room {
        name
    } else {
        model.with_placeholders(scope.short_name(model.catalog(), model.lang))
    }
}

/// Returns the tree marker before a row: `+` or `-` before a programme, an indent before its
/// domains; empty where there is only one programme.
pub(super) fn tree_mark(model: &Model, scope: Scope) -> &'static str {
    match scope {
        Scope::Programme(at) if model.is_expanded(at) => "- ",
        Scope::Programme(_) => "+ ",
        Scope::Domain(_) if model.catalog().has_several_programmes() => "  ",
        Scope::All | Scope::Domain(_) => "",
    }
}
