//! The last row: something to be said, or the keys of the moment.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{Part, Theme, read_so_far, write};
use crate::app::{Layer, Model, Settings};
use crate::lang::fill;
use crate::text::cells;

pub(super) fn draw(model: &Model, settings: &Settings, theme: Theme, area: Rect, buf: &mut Buffer) {
    let s = model.lang.strings();
    if let Some(notice) = &model.notice {
        let text = notice.text(model.catalog(), model.lang);
        write(buf, area, area.y, &format!(" {text}"), theme.style(Part::Notice));
        return;
    }
    if !model.typed.is_empty() {
        write(buf, area, area.y, &format!(" {}", fill(s.typing_number, &[&model.typed])), theme.style(Part::Notice));
        return;
    }
    if let Some(question) = model.letter_question().filter(|_| model.layer() == Layer::Mark) {
        write(buf, area, area.y, &format!(" {question}"), theme.style(Part::Notice));
        return;
    }
    let mut right = area.right();
    if let Some(page) = model.help_page(&settings.keymap) {
        let read = read_so_far(page.offset, usize::from(area.y - 1), page.lines.len());
        right -= u16::try_from(cells(&read) + 1).unwrap_or_default();
        buf.set_string(right, area.y, read, theme.style(Part::Dim));
    }
    let mut x = area.x + 1;
    for (key, action) in settings.keymap.hints(model.layer()) {
        let what = action.describe(s);
        let width = u16::try_from(cells(&key) + cells(what) + 1).unwrap_or(u16::MAX);
        // What comes later in the table matters less: the first that does not fit ends the row.
        if x.saturating_add(width) >= right {
            break;
        }
        (x, _) = buf.set_stringn(x, area.y, &key, usize::from(width), theme.style(Part::Strong));
        (x, _) = buf.set_stringn(x + 1, area.y, what, usize::from(width), theme.style(Part::Ground));
        x += 2;
    }
}
