//! The sidebar: the domains, each with the number of its projects found; with several programmes, a
//! tree of programmes in which each can show its domains.

use std::borrow::Cow;

use super::canvas::Canvas;
use super::element::Element;
use super::heading;
use crate::app::{Model, Pane, Scope};
use crate::text::{cells, first_words, pad_end};

pub(crate) fn draw(model: &Model, canvas: &mut Canvas) {
    heading::draw(model, Pane::Domains, &[], canvas);
    let list = model.nav.domains();
    let rows = model.nav.sidebar.rows(model.catalog()).into_iter().enumerate().skip(list.offset());
    let area = heading::body(canvas.area);
    for (y, (row, scope)) in (area.top()..area.bottom()).zip(rows) {
        let count = model.search.results.found_in(&scope.domains(model.catalog()));
        let selected = row == list.selected();
        let element = match selected {
            true => Element::selected(model.nav.focus == Pane::Domains, false),
            false if count == 0 => Element::Dim,
            false => Element::Base,
        };
        let count = count.to_string();
        let mark = if selected { '>' } else { ' ' };
        let tree_mark = tree_mark(model, scope);
        let name_width = usize::from(area.width)
            .saturating_sub(cells(&count) + 3)
            .saturating_sub(cells(tree_mark));
        let name = fitting_name(model, scope, name_width);
        let name = pad_end(&first_words(&name, name_width), name_width);
        canvas.fill_row(y, &format!("{mark}{tree_mark}{name} {count} "), element);
    }
}

/// Returns the name of `scope`, or its short name if the full one is wider than `width` cells.
pub(crate) fn fitting_name(model: &Model, scope: Scope, width: usize) -> Cow<'_, str> {
    let name = model.with_placeholders(scope.name(model.catalog(), model.prefs.lang));
    if cells(&name) <= width {
        name
    } else {
        model.with_placeholders(scope.short_name(model.catalog(), model.prefs.lang))
    }
}

/// Returns the tree marker before a row: `+` or `-` before a programme, an indent before its
/// domains; empty where there is only one programme.
pub(crate) fn tree_mark(model: &Model, scope: Scope) -> &'static str {
    match scope {
        Scope::Programme(at) if model.nav.sidebar.expanded() == Some(at) => "- ",
        Scope::Programme(_) => "+ ",
        Scope::Domain(_) if model.catalog().has_several_programmes() => "  ",
        Scope::All | Scope::Domain(_) => "",
    }
}
