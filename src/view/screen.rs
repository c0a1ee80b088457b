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
    let mut runs = Vec::new();
    for (y, row) in visible_cells(buf).enumerate() {
        let mut run: Option<(usize, usize, String)> = None;
        for (x, cell) in row {
            let (look, end) = (style_text(cell), x + cells(cell.symbol()));
            match &mut run {
                Some((_, to, before)) if *before == look => *to = end,
                _ => {
                    runs.extend(run.take().map(|run| line(y, &run)));
                    run = Some((x, end, look));
                }
            }
        }
        runs.extend(run.map(|run| line(y, &run)));
    }
    runs.retain(|run| !run.is_empty());
    runs
}

fn line(y: usize, (from, to, look): &(usize, usize, String)) -> String {
    if look.is_empty() { String::new() } else { format!("{y}: {from}..{to}{look}") }
}

fn style_text(cell: &Cell) -> String {
    let mut look = String::new();
    if cell.fg != Color::Reset {
        look.push_str(&format!(" fg={}", cell.fg));
    }
    if cell.bg != Color::Reset {
        look.push_str(&format!(" bg={}", cell.bg));
    }
    for (name, _) in cell.modifier.iter_names() {
        look.push(' ');
        look.push_str(name);
    }
    look
}

/// Returns each row's visible cells with their columns: a wide character hides the cell after it.
fn visible_cells(buf: &Buffer) -> impl Iterator<Item = Vec<(usize, &Cell)>> {
    let width = usize::from(buf.area.width);
    buf.content.chunks(width.max(1)).map(|row| {
        let mut free = 0;
        let seen = row.iter().enumerate().filter(move |(x, cell)| {
            let seen = *x >= free;
            if seen {
                free = x + cells(cell.symbol()).max(1);
            }
            seen
        });
        seen.collect()
    })
}
