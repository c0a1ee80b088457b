//! The area that a drawing function may draw on, with the styles to draw with.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::element::Element;
use super::theme::Theme;
use crate::page::Line;
use crate::text::{cells, pad_end, simple_width, wrap};

/// An area of a buffer to draw on. Positions are those of the buffer; text is cut at the right edge
/// of the area.
pub(crate) struct Canvas<'a> {
    pub(crate) buf: &'a mut Buffer,
    pub(crate) area: Rect,
    pub(crate) theme: Theme,
}

impl<'a> Canvas<'a> {
    /// Creates a canvas on all of `buf`.
    pub(crate) fn new(buf: &'a mut Buffer, theme: Theme) -> Self {
        Self { area: buf.area, buf, theme }
    }

    /// Returns a canvas on another `area` of the same buffer.
    pub(crate) fn within(&mut self, area: Rect) -> Canvas<'_> {
        Canvas { buf: self.buf, area, theme: self.theme }
    }

    /// Returns the y coordinates of the area, from top to bottom.
    pub(crate) fn rows(&self) -> Range<u16> {
        self.area.top()..self.area.bottom()
    }

    /// Draws `text` into row `y` from column `x` on, and returns the column after it.
    pub(crate) fn draw_text(
        &mut self,
        x: u16,
        y: u16,
        text: impl AsRef<str>,
        element: Element,
    ) -> u16 {
        let max_width = usize::from(self.area.right().saturating_sub(x));
        set_stringn(self.buf, x, y, text, max_width, self.theme.style(element))
    }

    /// Draws `text` at the right end of the first row, with a blank after it.
    pub(crate) fn draw_right(&mut self, text: &str, element: Element) {
        let width = u16::try_from(cells(text) + 1).unwrap_or(u16::MAX);
        let x = self.area.right() - width.min(self.area.width);
        self.draw_text(x, self.area.y, text, element);
    }

    /// Draws texts below each other from the top of the area.
    pub(crate) fn draw_column(
        &mut self,
        texts: impl IntoIterator<Item = (impl AsRef<str>, Element)>,
    ) {
        for (y, (text, element)) in self.rows().zip(texts) {
            self.draw_text(self.area.x, y, text, element);
        }
    }

    /// Draws lines of a page from the top of the area.
    pub(crate) fn draw_lines(&mut self, lines: &[Line]) {
        for (y, line) in self.rows().zip(lines) {
            let mut x = self.area.x;
            for span in &line.0 {
                x = self.draw_text(x, y, &span.text, Element::from_span(span));
            }
        }
    }

    /// Fills row `y` of the area with `text` and blanks, in one style.
    pub(crate) fn fill_row(&mut self, y: u16, text: &str, element: Element) {
        let text = pad_end(text, usize::from(self.area.width));
        self.draw_text(self.area.x, y, text, element);
    }
}

/// Writes `text` into row `y` of `buf` from column `x` on, at most `max_width` cells, and returns
/// the column after it.
///
/// [`Buffer::set_stringn`] does the same but looks for graphemes in all it is given, which would
/// take a tenth of the start-up time. It is used only for text that has characters without a
/// [`simple_width`].
pub(crate) fn set_stringn(
    buf: &mut Buffer,
    mut x: u16,
    y: u16,
    text: impl AsRef<str>,
    max_width: usize,
    style: Style,
) -> u16 {
    let text = text.as_ref();
    if text.chars().any(|c| simple_width(c).is_none()) {
        return buf.set_stringn(x, y, text, max_width, style).0;
    }
    let end = buf.area.right().min(x.saturating_add(u16::try_from(max_width).unwrap_or(u16::MAX)));
    for (c, width) in text.chars().filter_map(|c| Some((c, simple_width(c)?))) {
        if x + width > end {
            break;
        }
        buf[(x, y)].set_char(c).set_style(style);
        // The second cell of a wide character must be empty.
        for x in x + 1..x + width {
            buf[(x, y)].reset();
        }
        x += width;
    }
    x
}

/// Breaks `text` into lines of at most `width` cells.
pub(crate) fn wrapped(text: &str, width: usize) -> impl ExactSizeIterator<Item = &str> {
    wrap(text, width).into_iter().map(move |bytes| {
        let line = text.get(bytes);
        debug_assert!(line.is_some(), "a line is a range of its text");
        line.unwrap_or_default()
    })
}
