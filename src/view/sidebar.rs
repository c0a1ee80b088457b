//! The domains, each with how many of its projects are found; of several programmes, those, and the domains of one.

use std::borrow::Cow;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{Part, Theme, heading, write};
use crate::app::{Model, Pane, Scope};
use crate::text::{cells, first_words, pad_end};

pub(super) fn draw(model: &Model, theme: Theme, area: Rect, buf: &mut Buffer) {
    heading(model, Pane::Domains, "", theme, area, buf);
    let list = model.domains();
    let rows = model.sidebar_rows().into_iter().enumerate().skip(list.offset());
    for (y, (row, scope)) in (area.top() + 1..area.bottom()).zip(rows) {
        let count = model.found_in(scope);
        let selected = row == list.selected();
        let style = theme.style(match selected {
            true => Part::selected(model.focus == Pane::Domains, false),
            false if count == 0 => Part::Dim,
            false => Part::Ground,
        });
        let count = count.to_string();
        let room = usize::from(area.width).saturating_sub(cells(&count) + 3);
        let mark = if selected { '>' } else { ' ' };
        let branch = branch(model, scope);
        let room = room.saturating_sub(cells(branch));
        let name = named(model, scope, room);
        write(buf, area, y, &format!("{mark}{branch}{} {count} ", pad_end(&first_words(&name, room), room)), style);
    }
}

/// What that is called in so many cells.
pub(super) fn named(model: &Model, scope: Scope, room: usize) -> Cow<'_, str> {
    let name = model.laid_out(scope.name(model.catalog(), model.lang));
    if cells(&name) <= room { name } else { model.laid_out(scope.short_name(model.catalog(), model.lang)) }
}

/// What stands before a row of the tree that several programmes are.
pub(super) fn branch(model: &Model, scope: Scope) -> &'static str {
    match scope {
        Scope::Programme(at) if model.is_unfolded(at) => "- ",
        Scope::Programme(_) => "+ ",
        Scope::Domain(_) if model.catalog().is_several() => "  ",
        Scope::All | Scope::Domain(_) => "",
    }
}
