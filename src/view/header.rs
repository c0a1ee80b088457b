//! The first row: title and locality of the programme, or the search bar.

use ratatui::layout::Position;

use super::canvas::Canvas;
use super::command_line::draw_reason;
use super::element::Element;
use crate::app::{Layer, Model, SearchBar, Settings, data_note, search_bar, status_message};
use crate::lang::fill;
use crate::model::Text;
use crate::text::{cells, fit};

/// Draws the row, and returns the cursor position if the user is typing into it.
pub(crate) fn draw(model: &Model, settings: &Settings, canvas: &mut Canvas) -> Option<Position> {
    let area = canvas.area;
    // Buttons take up the footer, so the message goes into the header.
    if let Some(message) =
        status_message(model, settings).filter(|_| model.prefs.scale.has_buttons())
    {
        draw_reason(&message, area, false, canvas);
        return None;
    }
    if model.layer() == Layer::Help {
        return draw_help_filter(model, canvas);
    }
    if let Some(bar) = search_bar(model) {
        return draw_search(model, &bar, canvas);
    }
    let (title, locality) = titles(model);
    let (title, locality) = (model.with_placeholders(&title), model.with_placeholders(&locality));
    let width = usize::from(area.width);
    if let Some((status, is_warning)) = data_note(model, settings) {
        // A data warning matters more than the locality or the end of the title.
        let status = model.with_placeholders(&status);
        let title = fit(&title, width.saturating_sub(cells(&status) + 4));
        canvas.fill_row(area.y, &format!(" {title}"), Element::Strong);
        let status = fit(&status, width.saturating_sub(2));
        canvas.draw_right(&status, if is_warning { Element::Notice } else { Element::Dim });
        return None;
    }
    // If both do not fit, the locality is left out and not the title.
    let right = if cells(&title) + cells(&locality) + 4 <= width { &locality } else { "" };
    let title = fit(&title, width.saturating_sub(2));
    canvas.fill_row(area.y, &format!(" {title}"), Element::Strong);
    canvas.draw_right(right, Element::Dim);
    None
}

/// Returns title and locality of the programme in scope. For several programmes, the title gives
/// their number and labels, and the locality is empty unless they share it.
fn titles(model: &Model) -> (String, String) {
    let catalog = model.catalog();
    let text = |text: Text| text.get(model.prefs.lang).to_owned();
    let mut programmes = catalog.programmes().map(|(_, programme)| programme);
    if let Some(at) = model.scope().programme(catalog) {
        let programme = programmes.nth(at.0);
        debug_assert!(programme.is_some(), "the scope is part of the catalog");
        return programme
            .map(|programme| (text(programme.title), text(programme.locality)))
            .unwrap_or_default();
    }
    let labels: Vec<String> = catalog.programmes().map(|(at, _)| text(catalog.label(at))).collect();
    let s = model.prefs.lang.strings();
    let title = fill(s.programmes, &[&labels.len().to_string(), &labels.join(s.comma)]);
    let locality = programmes.next().map(|programme| programme.locality).unwrap_or_default();
    let is_shared = programmes.all(|other| other.locality == locality);
    (title, if is_shared { text(locality) } else { String::new() })
}

/// Draws the filter text of the help page and returns the cursor position.
fn draw_help_filter(model: &Model, canvas: &mut Canvas) -> Option<Position> {
    let s = model.prefs.lang.strings();
    let area = canvas.area;
    let label = format!(" {} ", s.help_title);
    let width = usize::from(area.width).saturating_sub(cells(&label) + cells(s.help_hint) + 3);
    let filter = &model.overlay.help()?.filter;
    let (filter, column) = filter.visible_text(width, model.prefs.ambiguous);
    canvas.fill_row(area.y, &format!("{label}{filter}"), Element::Strong);
    canvas.draw_right(s.help_hint, Element::Dim);
    let x = area.x + u16::try_from(cells(&label) + column).ok()?;
    Some(Position { x: x.min(area.right().saturating_sub(1)), y: area.y })
}

/// Draws the search box, or the query as chips, and the result count. Returns the cursor position
/// while the box is open: an input method draws its pre-edit text at the real cursor.
fn draw_search(model: &Model, bar: &SearchBar, canvas: &mut Canvas) -> Option<Position> {
    let area = canvas.area;
    let (text, column) =
        model.search.input.visible_text(usize::from(bar.input.width), model.prefs.ambiguous);
    canvas.fill_row(area.y, &bar.label, Element::Strong);
    if model.overlay.has_search() {
        let is_selected = model.search.input.is_selected();
        let element = if is_selected { Element::SelectedFocused } else { Element::Strong };
        canvas.within(bar.input).draw_text(bar.input.x, area.y, text, element);
    } else {
        for chip in &bar.chips {
            canvas.within(chip.area).draw_text(chip.area.x, area.y, &chip.text, Element::Chip);
        }
    }
    canvas.draw_right(&bar.found, Element::Dim);
    let x = bar.input.x + u16::try_from(column).ok()?;
    model
        .overlay
        .has_search()
        .then_some(Position { x: x.min(area.right().saturating_sub(1)), y: area.y })
}
