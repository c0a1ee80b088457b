//! A drawn screen as text, for `minsheng frame` and for tests.

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::Color;

use crate::text::cells;

/// Returns the rows of the screen, each exactly as wide as the screen.
#[must_use]
pub fn rows(buf: &Buffer) -> Vec<String> {
    visible_cells(buf).map(|row| row.iter().map(|(_, cell)| cell.symbol()).collect()).collect()
}

/// Returns the runs of cells that have a style, as one line each: `3: 0..18 fg=Cyan BOLD`, with
/// rows and columns from 0.
#[must_use]
pub fn style_runs(buf: &Buffer) -> Vec<String> {
    let mut lines = Vec::new();
    for (y, row) in visible_cells(buf).enumerate() {
        for run in row.chunk_by(|(_, one), (_, next)| one.style() == next.style()) {
            if let [(start, cell), ..] = run
                && let [.., (last, last_cell)] = run
                && let style = style_text(cell)
                && !style.is_empty()
            {
                lines.push(format!("{y}: {start}..{}{style}", last + cells(last_cell.symbol())));
            }
        }
    }
    lines
}

/// Returns the style of a cell as text; empty for the terminal's own colours without modifiers.
fn style_text(cell: &Cell) -> String {
    let mut text = String::new();
    if cell.fg != Color::Reset {
        text.push_str(&format!(" fg={}", cell.fg));
    }
    if cell.bg != Color::Reset {
        text.push_str(&format!(" bg={}", cell.bg));
    }
    for (name, _) in cell.modifier.iter_names() {
        text.push(' ');
        text.push_str(name);
    }
    text
}

/// Returns each row's visible cells with their columns: a wide character hides the cell after it.
fn visible_cells(buf: &Buffer) -> impl Iterator<Item = Vec<(usize, &Cell)>> {
    let width = usize::from(buf.area.width);
    buf.content.chunks(width.max(1)).map(|row| {
        let mut next_visible = 0;
        let visible = row.iter().enumerate().filter(move |(x, cell)| {
            let is_visible = *x >= next_visible;
            if is_visible {
                next_visible = x + cells(cell.symbol()).max(1);
            }
            is_visible
        });
        visible.collect()
    })
}
