//! The first row: title and locality of the programme, or the search bar.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::{Element, Theme, fill_row, put_str};
use crate::app::{Layer, Model, Profile, SearchBar};
use crate::catalog::Text;
use crate::lang::fill;
use crate::text::{cells, fit};

pub(super) fn draw(model: &Model, theme: Theme, area: Rect, buf: &mut Buffer) -> Option<Position> {
    // Buttons take up the footer, so the message goes into the header.
    if let Some(said) = model.status_message().filter(|_| model.scale().has_buttons()) {
        fill_row(buf, area, area.y, &format!(" {said}"), theme.style(Element::Notice));
        return None;
    }
    if model.layer() == Layer::Help {
        return draw_help_filter(model, theme, area, buf);
    }
    if let Some(bar) = model.search_bar() {
        return draw_search(model, &bar, theme, area, buf);
    }
    let (title, locality) = titles(model);
    let (title, locality) = (model.with_placeholders(&title), model.with_placeholders(&locality));
    let width = usize::from(area.width);
    if let Some(stale) = status_text(model) {
        // A data warning matters more than the locality or the end of the title.
        let room = width.saturating_sub(cells(&stale) + 4);
        fill_row(
            buf,
            area,
            area.y,
            &format!(" {}", fit(&title, room)),
            theme.style(Element::Strong),
        );
        let part = if model.profile() == Profile::Desk { Element::Notice } else { Element::Dim };
        put_right(buf, area, &stale, part, theme);
        return None;
    }
    // If both do not fit, the locality is left out and not the title.
    let right = if cells(&title) + cells(&locality) + 4 <= width { &locality } else { "" };
    fill_row(
        buf,
        area,
        area.y,
        &format!(" {}", fit(&title, width.saturating_sub(2))),
        theme.style(Element::Strong),
    );
    put_right(buf, area, right, Element::Dim, theme);
    None
}

/// Returns title and locality of the programme in scope. For several programmes, the title gives
/// their number and labels, and the locality is empty unless they share it.
fn titles(model: &Model) -> (String, String) {
    let catalog = model.catalog();
    let said = |text: Text| text.get(model.lang).to_owned();
    let mut programmes = catalog.programmes().map(|(_, programme)| programme);
    if let Some(at) = model.scope().programme(catalog) {
        return programmes
            .nth(at.0)
            .map(|programme| (said(programme.title), said(programme.locality)))
            .unwrap_or_default();
    }
    let labels: Vec<String> = catalog.programmes().map(|(at, _)| said(catalog.label(at))).collect();
    let s = model.lang.strings();
    let title = fill(s.programmes, &[&labels.len().to_string(), &labels.join(s.comma)]);
    let locality = programmes.next().map(|programme| programme.locality).unwrap_or_default();
    let is_shared = programmes.all(|other| other.locality == locality);
    (title, if is_shared { said(locality) } else { String::new() })
}

/// Draws the filter text of the help page and returns the cursor position.
fn draw_help_filter(model: &Model, theme: Theme, area: Rect, buf: &mut Buffer) -> Option<Position> {
    let s = model.lang.strings();
    let label = format!(" {} ", s.help_title);
    let room = usize::from(area.width).saturating_sub(cells(&label) + cells(s.help_hint) + 3);
    let (seen, column) = model.help_filter_text(room)?;
    fill_row(buf, area, area.y, &format!("{label}{seen}"), theme.style(Element::Strong));
    put_right(buf, area, s.help_hint, Element::Dim, theme);
    let x = area.x + u16::try_from(cells(&label) + column).ok()?;
    Some(Position { x: x.min(area.right().saturating_sub(1)), y: area.y })
}

/// Draws the search box, or the query as chips, and the result count. Returns the cursor position
/// while the box is open: an input method draws its pre-edit text at the real cursor.
fn draw_search(
    model: &Model,
    bar: &SearchBar,
    theme: Theme,
    area: Rect,
    buf: &mut Buffer,
) -> Option<Position> {
    let room = usize::from(bar.input.width);
    let (seen, column) = model.search_box_text(room);
    fill_row(buf, area, area.y, &bar.label, theme.style(Element::Strong));
    if model.search.open {
        put_str(buf, bar.input.x, area.y, seen, room, theme.style(Element::Strong));
    } else {
        for chip in &bar.chips {
            put_str(
                buf,
                chip.area.x,
                area.y,
                &chip.text,
                usize::from(chip.area.width),
                theme.style(Element::Chip),
            );
        }
    }
    put_right(buf, area, &bar.found, Element::Dim, theme);
    let x = bar.input.x + u16::try_from(column).ok()?;
    model.search.open.then_some(Position { x: x.min(area.right().saturating_sub(1)), y: area.y })
}

/// Returns the warning that the data on screen is outdated or incomplete: with the reason for staff
/// at a desk, a short mark for visitors of a kiosk.
fn status_text(model: &Model) -> Option<String> {
    let desk = model.profile() == Profile::Desk;
    let text = if desk { model.data_status() } else { model.data_mark() };
    text.map(|text| model.with_placeholders(&text).into_owned())
}

fn put_right(buf: &mut Buffer, area: Rect, text: &str, part: Element, theme: Theme) {
    let room = u16::try_from(cells(text) + 1).unwrap_or(area.width).min(area.width);
    put_str(buf, area.right() - room, area.y, text, usize::from(room), theme.style(part));
}
