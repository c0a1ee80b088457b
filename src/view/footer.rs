//! The last row: something to be said, or the keys of the moment.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{Part, Theme, write};
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
    let read = model.read_of_help(settings);
    let right = area.right().saturating_sub(u16::try_from(cells(&read) + 1).unwrap_or_default());
    buf.set_string(right, area.y, read, theme.style(Part::Dim));
    for hint in model.hints(settings) {
        let width = usize::from(hint.area.width);
        let (x, _) = buf.set_stringn(hint.area.x, area.y, &hint.key, width, theme.style(Part::Strong));
        buf.set_stringn(x + 1, area.y, hint.action.describe(s), width, theme.style(Part::Ground));
    }
}
