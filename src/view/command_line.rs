//! The command line: what is typed, the line of help about it, and the completions; or the reason for
//! which the command was not carried out.

use ratatui::layout::{Position, Rect};

use super::canvas::{Canvas, wrapped};
use super::element::Element;
use crate::app::{Areas, CommandLine, Model, command_input};
use crate::text::{cells, fit};

/// Maximum number of rows of a reason.
const REASON_ROWS: usize = 3;

/// Draws the command line and returns the position of the cursor.
pub(crate) fn draw(
    model: &Model,
    line: &CommandLine,
    areas: &Areas,
    canvas: &mut Canvas,
) -> Option<Position> {
    let [input, below] = areas.command_rows();
    let width = usize::from(input.width);
    let help = line.completions.get(line.selected.unwrap_or_default());
    let help = help.map_or("", |completion| &completion.help);
    let help = model.with_placeholders(help);
    let (text, column) = command_input(model, width.saturating_sub(3))?;
    let room = width.saturating_sub(cells(&text) + 5);
    let canvas_of_input = &mut canvas.within(input);
    canvas_of_input.fill_row(input.y, &format!(":{text}"), Element::Strong);
    if line.refusal.is_none() {
        canvas_of_input.draw_right(&fit(&help, room), Element::Dim);
    }
    match &line.refusal {
        Some(reason) => draw_reason(reason, below, below.y < input.y, canvas),
        None => draw_completions(model, line, &mut canvas.within(below)),
    }
    let x = input.x + 1 + u16::try_from(column).ok()?;
    Some(Position { x: x.min(input.right().saturating_sub(1)), y: input.y })
}

/// Draws a message of up to three rows beside the line: upwards from `row`, or downwards.
pub(crate) fn draw_reason(text: &str, row: Rect, is_upwards: bool, canvas: &mut Canvas) {
    let width = usize::from(row.width).saturating_sub(2);
    let lines: Vec<&str> = wrapped(text, width).take(REASON_ROWS).collect();
    for (nth, line) in lines.iter().enumerate() {
        let above = u16::try_from(lines.len() - 1 - nth).unwrap_or_default();
        let nth = u16::try_from(nth).unwrap_or_default();
        let y = if is_upwards { row.y.saturating_sub(above) } else { row.y + nth };
        canvas.within(Rect { y, ..row }).fill_row(y, &format!(" {line}"), Element::Notice);
    }
}

/// Draws the completions in a row, beginning so that the selected one is in view.
fn draw_completions(model: &Model, line: &CommandLine, canvas: &mut Canvas) {
    let area = canvas.area;
    canvas.fill_row(area.y, "", Element::Heading);
    if line.completions.is_empty() {
        let hint = format!(" {}", model.prefs.lang.strings().command_hint);
        return canvas.fill_row(area.y, &hint, Element::Heading);
    }
    let labels: Vec<_> =
        line.completions.iter().map(|it| model.with_placeholders(&it.label)).collect();
    let widths: Vec<usize> = labels.iter().map(|label| cells(label) + 2).collect();
    let selected = line.selected.unwrap_or_default();
    let room = usize::from(area.width).saturating_sub(2);
    let mut first = 0;
    while first < selected && widths.iter().take(selected + 1).skip(first).sum::<usize>() > room {
        first += 1;
    }
    let mut x = area.x + 1;
    for (nth, label) in labels.iter().enumerate().skip(first) {
        let is_selected = line.selected == Some(nth);
        let element = if is_selected { Element::HeadingFocused } else { Element::Heading };
        let room = usize::from(area.right().saturating_sub(x + 1));
        let label = fit(label, room);
        if label.is_empty() {
            break;
        }
        x = canvas.draw_text(x, area.y, &label, element) + 2;
        if x >= area.right() {
            break;
        }
    }
}
