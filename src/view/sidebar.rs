//! The domains, each with how many of its projects are found.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{Part, Theme, heading, write};
use crate::app::{Model, Pane};
use crate::text::{cells, first_words, pad_end};

pub(super) fn draw(model: &Model, theme: Theme, area: Rect, buf: &mut Buffer) {
    heading(model, Pane::Domains, "", theme, area, buf);
    let all = (model.lang.strings().all_domains.into(), model.found_len());
    let domains =
        model.catalog().domains().map(|(at, domain)| (model.laid_out(domain.name.get(model.lang)), model.found_in(at)));
    let list = model.domains();
    let rows = std::iter::once(all).chain(domains).enumerate().skip(list.offset());
    for (y, (row, (name, count))) in (area.top() + 1..area.bottom()).zip(rows) {
        let selected = row == list.selected();
        let style = theme.style(match selected {
            true => Part::selected(model.focus == Pane::Domains, false),
            false if count == 0 => Part::Dim,
            false => Part::Ground,
        });
        let count = count.to_string();
        let room = usize::from(area.width).saturating_sub(cells(&count) + 3);
        let mark = if selected { '>' } else { ' ' };
        write(buf, area, y, &format!("{mark}{} {count} ", pad_end(&first_words(&name, room), room)), style);
    }
}
