//! The QR code of a project and, beside it, the text that it contains.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::canvas::{Canvas, set_stringn, wrapped};
use super::copy;
use super::element::Element;
use crate::app::{Action, Layer, Model, SIZE_MIN, Settings};
use crate::lang::fill;
use crate::model::Project;
use crate::page::QrMatrix;

/// Minimum width of the text in cells; with less room it is left out.
const TEXT_MIN: u16 = 20;

pub(crate) fn draw(model: &Model, settings: &Settings, projects: &[Project], canvas: &mut Canvas) {
    let s = model.prefs.lang.strings();
    let area = canvas.area;
    canvas.buf.set_style(area, canvas.theme.style(Element::Base));
    canvas.fill_row(area.y, "", Element::Base);
    let Some(style) = canvas.theme.qr_style() else {
        let copies = settings.keymap.first_key(Layer::Code, Action::Copy);
        let advice = copies.map(|key| fill(s.code_copy_instead, &[&key])).unwrap_or_default();
        return draw_error(&(s.code_no_colours.to_owned() + &advice), canvas);
    };
    // The columns and the half rows that a module takes.
    let [columns, half_rows] = if canvas.theme.glyphs.halves.is_some() { [1, 1] } else { [2, 2] };
    let max_side = usize::from(area.width / columns)
        .min(usize::from(area.height) * 2 / usize::from(half_rows));
    match QrMatrix::for_projects(model.catalog(), projects, model.prefs.lang, max_side) {
        Err(None) if projects.len() > 1 => {
            draw_error(&fill(s.code_too_many, &[&projects.len().to_string()]), canvas);
        }
        Err(None) => draw_error(s.code_too_long, canvas),
        Err(Some(min_side)) => {
            let width = (min_side * usize::from(columns)).max(SIZE_MIN.width.into());
            // The rows below belong to the footer, or to buttons.
            let footer = usize::from(model.size().height.saturating_sub(area.height));
            let height = (min_side * usize::from(half_rows)).div_ceil(2) + footer;
            let needed = format!("{width}x{height}");
            let size = format!("{}x{}", area.width, model.size().height);
            let text = if model.prefs.is_touch() {
                let project = projects.first();
                let number = project
                    .map(|project| model.catalog().number_label(project, model.prefs.lang))
                    .unwrap_or_default();
                fill(s.code_no_room_touch, &[&number])
            } else {
                fill(s.code_too_small, &[&needed, &size])
            };
            draw_error(&text, canvas);
        }
        Ok(code) => {
            let side = u16::try_from(code.side);
            debug_assert!(side.is_ok(), "a code has at most 177 modules and a quiet zone a side");
            let width = side.unwrap_or(area.width).saturating_mul(columns).min(area.width);
            let free = area.width - width;
            // Without its text, the code is centred.
            let x = if free < TEXT_MIN { area.x + free / 2 } else { area.right() - width };
            draw_code(&code, style, &mut canvas.within(Rect { x, width, ..area }));
            if free >= TEXT_MIN {
                let text = Rect { x: area.x + 1, width: free - 2, ..area };
                draw_text(model, &code, &mut canvas.within(text));
            }
        }
    }
}

/// Draws `code` from the upper left corner on, dark modules in the foreground of `style` and light
/// ones in its background. A module is half a cell, drawn with the characters for the upper and the
/// lower half, or two cells, drawn by their background, for terminals in which those characters are
/// missing or two cells wide.
fn draw_code(code: &QrMatrix, style: Style, canvas: &mut Canvas) {
    let halves = canvas.theme.glyphs.halves;
    let rows = if halves.is_some() { code.side.div_ceil(2) } else { code.side };
    let swapped = Style { fg: style.bg, bg: style.fg, ..style };
    for (y, row) in canvas.rows().zip(0..rows) {
        let mut x = canvas.area.x;
        for column in 0..code.side {
            let (text, style) = match halves {
                // A background leaves no seams between rows; a full-block character lower than its
                // cell would.
                Some([upper, lower]) => {
                    match [2 * row, 2 * row + 1].map(|half| code.is_dark(column, half)) {
                        [false, false] => (" ", style),
                        [true, false] => (upper, style),
                        [false, true] => (lower, style),
                        [true, true] => (" ", swapped),
                    }
                }
                None => ("  ", if code.is_dark(column, row) { swapped } else { style }),
            };
            let max_width = usize::from(canvas.area.right().saturating_sub(x));
            x = set_stringn(canvas.buf, x, y, text, max_width, style);
        }
    }
}

/// Draws the text that a phone will show, and the names of the parts that did not fit into the
/// code.
fn draw_text(model: &Model, code: &QrMatrix, canvas: &mut Canvas) {
    let s = model.prefs.lang.strings();
    let area = canvas.area;
    let lines_of = |text: &str, element| -> Vec<_> {
        copy::lines(text, model, area.width.into(), area.height.into())
            .into_iter()
            .map(|line| (line, element))
            .collect()
    };
    let mut lines = lines_of(s.code_title, Element::Strong);
    lines.push((String::new(), Element::Base));
    lines.extend(lines_of(&code.text, Element::Base));
    if !code.omitted.is_empty() {
        lines.push((String::new(), Element::Base));
        // A visitor cannot enlarge a screen on the wall.
        let can_enlarge = !model.prefs.is_touch() && code.is_whole_possible;
        let remedy = if can_enlarge { s.code_larger } else { "" };
        let omitted = fill(s.code_left_out, &[&code.omitted.join(s.list_separator)]) + remedy;
        lines.extend(lines_of(&omitted, Element::Dim));
    }
    canvas.draw_column(lines);
}

/// Draws the reason why there is no code.
fn draw_error(text: &str, canvas: &mut Canvas) {
    let width = usize::from(canvas.area.width).saturating_sub(2);
    for (y, line) in canvas.rows().skip(1).zip(wrapped(text, width)) {
        canvas.draw_text(canvas.area.x + 1, y, line, Element::Base);
    }
}
