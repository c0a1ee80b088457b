//! The first row: whose programme this is, or what is searched for in it.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::{Part, Theme, write};
use crate::app::{Layer, Model};
use crate::lang::fill;
use crate::search::Manner;
use crate::text::{cells, fit};

pub(super) fn draw(model: &Model, theme: Theme, area: Rect, buf: &mut Buffer) -> Option<Position> {
    if model.layer() == Layer::Help {
        return help(model, theme, area, buf);
    }
    if model.search.open || !model.search.text().is_empty() {
        return search(model, theme, area, buf);
    }
    let programme = model.catalog().programme();
    let locality = model.laid_out(programme.locality.get(model.lang));
    let title = model.laid_out(programme.title.get(model.lang));
    let width = usize::from(area.width);
    // The name of the programme matters more than whose it is.
    let right = if cells(&title) + cells(&locality) + 4 <= width { &locality } else { "" };
    write(buf, area, area.y, &format!(" {}", fit(&title, width.saturating_sub(2))), theme.style(Part::Strong));
    put_right(buf, area, right, theme);
    None
}

/// What is asked for on the help page.
fn help(model: &Model, theme: Theme, area: Rect, buf: &mut Buffer) -> Option<Position> {
    let s = model.lang.strings();
    let label = format!(" {} ", s.help_title);
    let room = usize::from(area.width).saturating_sub(cells(&label) + cells(s.help_hint) + 3);
    let (seen, column) = model.help_window(room)?;
    write(buf, area, area.y, &format!("{label}{seen}"), theme.style(Part::Strong));
    put_right(buf, area, s.help_hint, theme);
    let x = area.x + u16::try_from(cells(&label) + column).ok()?;
    Some(Position { x: x.min(area.right().saturating_sub(1)), y: area.y })
}

/// The search box and what it found. The real cursor stands where one types: there an input method draws what it composes.
fn search(model: &Model, theme: Theme, area: Rect, buf: &mut Buffer) -> Option<Position> {
    let s = model.lang.strings();
    let label = format!(" {} ", s.search_label);
    let count = if model.is_waiting() {
        s.searching.to_owned()
    } else {
        fill(s.found_count, &[&model.found_len().to_string(), &model.catalog().projects().len().to_string()])
    };
    let manner = match model.manner() {
        Manner::Typed => "",
        Manner::Gapped => s.found_gapped,
        Manner::Near => s.found_near,
    };
    let found = model.laid_out(format!("{manner} {count}").trim_start()).into_owned();
    let room = usize::from(area.width).saturating_sub(cells(&label) + cells(&found) + 3);
    let (seen, column) = model.search_window(room);
    write(buf, area, area.y, &label, theme.style(Part::Strong));
    let start = area.x + u16::try_from(cells(&label)).ok()?;
    if model.search.open {
        buf.set_stringn(start, area.y, seen, room, theme.style(Part::Strong));
    } else {
        chips(model, theme, Rect { x: start, width: u16::try_from(room).ok()?, ..area }, buf);
    }
    put_right(buf, area, &found, theme);
    let x = start + u16::try_from(column).ok()?;
    model.search.open.then_some(Position { x: x.min(area.right().saturating_sub(1)), y: area.y })
}

/// What is asked for, piece by piece: what Esc takes away one after the other.
fn chips(model: &Model, theme: Theme, area: Rect, buf: &mut Buffer) {
    let text = model.search.text();
    let mut line = String::new();
    let mut end = 0;
    for term in model.query().terms() {
        let either = text.get(end..term.start).is_some_and(|between| between.contains(['|', '｜']));
        line.push_str(if either && end > 0 { "| " } else { "" });
        line.push_str(&format!("[{}] ", text.get(term.clone()).unwrap_or_default()));
        end = term.end;
    }
    let room = usize::from(area.width);
    let line = model.laid_out(line.trim_end());
    buf.set_stringn(area.x, area.y, fit(&line, room), room, theme.style(Part::Chip));
}

fn put_right(buf: &mut Buffer, area: Rect, text: &str, theme: Theme) {
    let room = u16::try_from(cells(text) + 1).unwrap_or(area.width).min(area.width);
    buf.set_stringn(area.right() - room, area.y, text, usize::from(room), theme.style(Part::Dim));
}
