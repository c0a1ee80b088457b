//! The QR code of a project and, beside it, the text that it contains.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::{Element, Theme, copy, fill_row, put_str};
use crate::app::{Model, SIZE_MIN};
use crate::catalog::Project;
use crate::lang::fill;
use crate::page::QrMatrix;
use crate::text::wrap;

/// Minimum width of the text in cells; with less room it is left out.
const TEXT_MIN: u16 = 20;

pub(super) fn draw(model: &Model, project: &Project, theme: Theme, area: Rect, buf: &mut Buffer) {
    let s = model.lang.strings();
    buf.set_style(area, theme.style(Element::Base));
    fill_row(buf, area, area.y, "", theme.style(Element::Base));
    let Some(ink) = theme.qr_style() else {
        return draw_error(s.code_no_colours, theme, area, buf);
    };
    let [columns, rows] = ModuleStyle::for_theme(theme).per_module();
    let room =
        usize::from(area.width / columns).min(usize::from(area.height) * 2 / usize::from(rows));
    match QrMatrix::for_project(model.catalog(), project, model.lang, room) {
        Err(least) => {
            let width = (least * usize::from(columns)).max(SIZE_MIN.width.into());
            let height = (least * usize::from(rows)).div_ceil(2) + 1;
            let least = format!("{width}x{height}");
            let here = format!("{}x{}", area.width, area.height + 1);
            draw_error(&fill(s.code_too_small, &[&least, &here]), theme, area, buf);
        }
        Ok(code) => {
            let width = u16::try_from(code.side)
                .unwrap_or(area.width)
                .saturating_mul(columns)
                .min(area.width);
            let free = area.width - width;
            // Without its text, the code is centred.
            let x = if free < TEXT_MIN { area.x + free / 2 } else { area.right() - width };
            ModuleStyle::for_theme(theme).paint(&code, ink, Rect { x, width, ..area }, buf);
            if free >= TEXT_MIN {
                draw_text(
                    model,
                    &code,
                    theme,
                    Rect { x: area.x + 1, width: free - 2, ..area },
                    buf,
                );
            }
        }
    }
}

/// Drawing method for a module, one dark or light square of the code.
enum ModuleStyle {
    /// Half a cell per module, drawn with these characters for the upper half and the lower half.
    Halves([&'static str; 2]),
    /// Two cells per module, drawn by their background: for terminals in which those characters are
    /// missing or two cells wide.
    Pairs,
}

impl ModuleStyle {
    fn for_theme(theme: Theme) -> Self {
        theme.glyphs.halves.map_or(Self::Pairs, Self::Halves)
    }

    /// Returns the columns and the half rows that a module takes.
    fn per_module(&self) -> [u16; 2] {
        match self {
            Self::Halves(_) => [1, 1],
            Self::Pairs => [2, 2],
        }
    }

    fn paint(&self, code: &QrMatrix, ink: Style, area: Rect, buf: &mut Buffer) {
        let rows = match self {
            Self::Halves(_) => code.side.div_ceil(2),
            Self::Pairs => code.side,
        };
        let swapped = Style { fg: ink.bg, bg: ink.fg, ..ink };
        for (y, row) in (area.top()..area.bottom()).zip(0..rows) {
            let mut x = area.x;
            for column in 0..code.side {
                let (text, style) = match self {
                    // A background leaves no seams between rows; a full-block character lower than
                    // its cell would.
                    Self::Halves([upper, lower]) => {
                        match [2 * row, 2 * row + 1].map(|half| code.is_dark(column, half)) {
                            [false, false] => (" ", ink),
                            [true, false] => (*upper, ink),
                            [false, true] => (*lower, ink),
                            [true, true] => (" ", swapped),
                        }
                    }
                    Self::Pairs => ("  ", if code.is_dark(column, row) { swapped } else { ink }),
                };
                x = put_str(buf, x, y, text, usize::from(area.right().saturating_sub(x)), style);
            }
        }
    }
}

/// Draws the text that a phone will show, and the names of the parts that did not fit into the
/// code.
fn draw_text(model: &Model, code: &QrMatrix, theme: Theme, area: Rect, buf: &mut Buffer) {
    let s = model.lang.strings();
    let width = usize::from(area.width);
    let plain = |text: &str, part| -> Vec<_> {
        copy::lines(text, model, width, area.height.into())
            .into_iter()
            .map(|line| (line, part))
            .collect()
    };
    let mut lines = plain(s.code_title, Element::Strong);
    lines.push((String::new(), Element::Base));
    lines.extend(plain(&code.text, Element::Base));
    if !code.omitted.is_empty() {
        lines.push((String::new(), Element::Base));
        // A visitor cannot enlarge a screen on the wall.
        let remedy = if model.is_touch() { "" } else { s.code_larger };
        lines.extend(plain(
            &(fill(s.code_left_out, &[&code.omitted.join(", ")]) + remedy),
            Element::Dim,
        ));
    }
    for (y, (line, part)) in (area.top()..area.bottom()).zip(lines) {
        put_str(buf, area.x, y, line, width, theme.style(part));
    }
}

/// Draws the reason why there is no code.
fn draw_error(text: &str, theme: Theme, area: Rect, buf: &mut Buffer) {
    let width = usize::from(area.width).saturating_sub(2);
    for (y, line) in (area.top() + 1..area.bottom()).zip(wrap(text, width)) {
        put_str(
            buf,
            area.x + 1,
            y,
            text.get(line).unwrap_or_default(),
            width,
            theme.style(Element::Base),
        );
    }
}
