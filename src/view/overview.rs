//! The overview: a bar and a figure for each domain or programme, and cards for all of them or,
//! where they do not fit, for the selected one.

use ratatui::layout::Rect;
use ratatui::symbols::bar::Set;
use ratatui::text::Line;
use ratatui::widgets::{Bar, BarChart, Widget};

use super::canvas::Canvas;
use super::card;
use super::element::Element;
use super::heading::{self, Tab, draw_tabs};
use super::sidebar::fitting_name;
use crate::app::{List, Model, OverviewAreas, Scope};
use crate::lang::{Lang, fill};
use crate::model::{ProgressSummary, Status, floor_to_u32, rate_text};
use crate::text::{cells, first_words, fit, pad_end, pad_start};

/// Minimum width of the description column, in cells.
const DESCRIPTION_MIN: usize = 8;
/// Blank cells before the figure and before the description.
const GAP: usize = 2;
/// All other cells of a row besides the columns: the mark of the selected row, a blank after the
/// name, one after the bar, and two at the end.
const BLANKS: usize = 5;
/// Minimum number of cells per project in a bar: with fewer, bars could not be compared.
const BAR_SCALE_MIN: usize = 2;
/// Number of leading rows that determine the column widths, together with the visible rows.
const MEASURED: usize = 500;

pub(crate) fn draw(model: &Model, list: List, areas: &OverviewAreas, canvas: &mut Canvas) {
    let s = model.prefs.lang.strings();
    let catalog = model.catalog();
    let scopes = model.overview_rows();
    let domains =
        model.scope().programme(catalog).map_or(Scope::All, Scope::Programme).domains(catalog);
    let [projects, domain_count] =
        [catalog.len_within(&domains), domains.end.0 - domains.start.0].map(|n| n.to_string());
    let counts = fill(s.overview_counts, &[&projects, &domain_count]);
    let summaries = model
        .data
        .progress_by_domain()
        .and_then(|summaries| summaries.get(domains.start.0..domains.end.0));
    let counts = summaries.map_or(counts.clone(), |summaries| {
        let rates = rates_text(summaries, model.prefs.lang);
        format!("{counts}{}{}", s.comma, model.with_placeholders(&rates))
    });
    let tab = Tab { title: s.overview, focused: true };
    draw_tabs(&[tab], &[counts], &mut canvas.within(areas.heading));
    let selected = Some(list.selected());
    let rows = &mut canvas.within(areas.list);
    draw_rows(model, list.offset(), selected, Element::SelectedFocused, rows);
    if let Some(area) = areas.rule {
        let has_progress = model.data.progress_by_domain().is_some();
        let rule = if has_progress { s.rates_rule } else { s.overview_rule };
        canvas.within(area).fill_row(area.y, &format!(" {rule}"), Element::Dim);
    }
    card::draw(model, &scopes, list.selected(), areas, canvas);
}

/// Draws only the bars and figures, as a strip below the list. Marks the scope that the list is
/// narrowed to.
pub(crate) fn draw_strip(model: &Model, canvas: &mut Canvas) {
    let tab = Tab { title: model.prefs.lang.strings().overview, focused: false };
    draw_tabs(&[tab], &[], canvas);
    let selected = model.overview_rows().iter().position(|scope| *scope == model.scope());
    let rows = &mut canvas.within(heading::body(canvas.area));
    draw_rows(model, 0, selected, Element::Selected, rows);
}

/// Widths of the columns of a row, in cells; 0 for a column that is left out.
struct OverviewColumns {
    name: usize,
    bar: usize,
    count: usize,
    figure: usize,
    description: usize,
}

impl OverviewColumns {
    /// Returns the maximum width of the name column on a screen of `width` cells, so that the other
    /// columns fit beside it.
    fn name_max(width: usize) -> usize {
        (width / 4).max(10)
    }

    /// Lays out the columns of `rows` in `width` cells; `max_count` is the largest number of
    /// projects.
    ///
    /// Count, name and figure get what they need; the bars get what those and the descriptions
    /// leave, within limits; the descriptions get the rest. If not even the figures fit, names and
    /// bars have the row for themselves.
    fn new(width: usize, rows: &[OverviewRow], max_count: usize) -> Self {
        let widest = |text: fn(&OverviewRow) -> &str| {
            rows.iter().map(|row| cells(text(row))).max().unwrap_or_default()
        };
        let max_name = widest(|row| &row.name);
        let figure = widest(|row| &row.figure);
        let count = max_count.to_string().len();
        let available = width.saturating_sub(count + BLANKS);
        let name = max_name.min(Self::name_max(width));
        // The longest bar takes a fifth of the width, or up to a quarter if it needs that for one
        // cell per project. Within that, a project takes as many cells as leave the descriptions
        // whole.
        let bar_max = (width / 5).max(max_count.min(width / 4));
        let text = name + GAP + figure + GAP + widest(|row| &row.description);
        let scale = (BAR_SCALE_MIN..=bar_max / max_count.max(1))
            .rev()
            .find(|scale| scale * max_count + text <= available)
            .unwrap_or(BAR_SCALE_MIN);
        let bar = (scale * max_count).min(bar_max);
        let available = available.saturating_sub(bar);
        // A truncated number is a wrong number: the longest figure fits, or no row shows one.
        let Some(rest) = available.checked_sub(name + GAP + figure) else {
            let name = max_name.min(available);
            return Self { name, bar, count, figure: 0, description: 0 };
        };
        let description = Some(rest.saturating_sub(GAP)).filter(|width| *width >= DESCRIPTION_MIN);
        Self { name, bar, count, figure, description: description.unwrap_or_default() }
    }
}

/// The contents of a row.
struct OverviewRow {
    name: String,
    count: usize,
    /// Length of the bar: the number of projects, or the mean progress in percent where progress
    /// is reported.
    length: usize,
    figure: String,
    description: String,
}

impl OverviewRow {
    fn new(model: &Model, scope: Scope, name_max: usize) -> Self {
        let catalog = model.catalog();
        let domains = scope.domains(catalog);
        let target = catalog.headline_within(&domains).map(|(_, target)| target);
        let text = |text: &str| model.with_placeholders(text).into_owned();
        let name = fitting_name(model, scope, name_max).into_owned();
        if let Some(summaries) = model
            .data
            .progress_by_domain()
            .and_then(|summaries| summaries.get(domains.start.0..domains.end.0))
        {
            let summary = ProgressSummary::total(summaries);
            let counts: Vec<String> = Status::ALL
                .into_iter()
                .rev()
                .filter(|status| summary.count(*status) > 0)
                .map(|status| {
                    format!("{} {}", status.word(model.prefs.lang), summary.count(status))
                })
                .collect();
            let mean = summary.mean();
            return Self {
                name,
                count: summary.len(),
                length: mean.map_or(0, |mean| floor_to_u32(mean) as usize),
                figure: text(&rate_text(mean)),
                description: text(&counts.join(model.prefs.lang.strings().comma)),
            };
        }
        Self {
            name,
            count: catalog.len_within(&domains),
            length: catalog.len_within(&domains),
            figure: target
                .map(|target| text(&target.amount_text(model.prefs.lang)))
                .unwrap_or_default(),
            description: target
                .map(|target| text(target.what.get(model.prefs.lang)))
                .unwrap_or_default(),
        }
    }
}

/// Formats the percentages of projects that are done and have begun, and the number behind plan.
fn rates_text(summaries: &[ProgressSummary], lang: Lang) -> String {
    let total = ProgressSummary::total(summaries);
    let behind = total.count(Status::Behind);
    let [done, begun, behind] =
        [rate_text(total.done_rate()), rate_text(total.begun_rate()), behind.to_string()];
    fill(lang.strings().rates, &[&done, &begun, &behind])
}

/// Draws the visible rows from `offset` on, the `selected` one with a mark and in the style of
/// `selected_element`.
fn draw_rows(
    model: &Model,
    offset: usize,
    selected: Option<usize>,
    selected_element: Element,
    canvas: &mut Canvas,
) {
    let area = canvas.area;
    let width = usize::from(area.width);
    let visible = offset..offset + usize::from(area.height);
    let rows: Vec<OverviewRow> = model
        .overview_rows()
        .into_iter()
        .enumerate()
        .filter(|(nth, _)| *nth < MEASURED || visible.contains(nth))
        .map(|(_, scope)| OverviewRow::new(model, scope, OverviewColumns::name_max(width)))
        .collect();
    let max_count = rows.iter().map(|row| row.count).max().unwrap_or_default();
    let columns = OverviewColumns::new(width, &rows, max_count);
    let full_length = if model.data.progress_by_domain().is_some() { 100 } else { max_count };
    // If `offset` is past the measured rows, the visible rows come right after those.
    let rows = rows.get(offset.min(MEASURED)..).unwrap_or_default();
    let chart_width = u16::try_from(columns.name + 1 + columns.bar).unwrap_or(area.width);
    let chart = Rect { x: area.x + 1, width: chart_width, ..area };
    draw_bars(rows, columns.name, full_length, &mut canvas.within(chart));
    for (nth, (y, row)) in canvas.rows().zip(rows).enumerate() {
        let count = format!(" {}", pad_start(&row.count.to_string(), columns.count));
        let x = canvas.draw_text(chart.right(), y, count, Element::Base);
        if columns.figure > 0 {
            let figure = format!("  {}  ", pad_start(&row.figure, columns.figure));
            let x = canvas.draw_text(x, y, figure, Element::Figure);
            canvas.draw_text(x, y, fit(&row.description, columns.description), Element::Base);
        }
        if Some(offset + nth) == selected {
            canvas.draw_text(area.x, y, ">", Element::Base);
            let row = Rect { y, height: 1, ..area };
            canvas.buf.set_style(row, canvas.theme.style(selected_element));
        }
    }
}

/// Draws a bar for each row with its name, `name_width` cells wide, in front; `full_length` is the
/// length of a full bar. `BarChart` measures labels by their display width, but not the text on
/// bars: the bars have none.
fn draw_bars(rows: &[OverviewRow], name_width: usize, full_length: usize, canvas: &mut Canvas) {
    let theme = canvas.theme;
    let bars = rows.iter().map(|row| {
        let name = pad_end(&first_words(&row.name, name_width), name_width);
        let label = Line::styled(name, theme.style(Element::Base));
        let value = u64::try_from(row.length).unwrap_or(u64::MAX);
        Bar::default().label(label).value(value).text_value("")
    });
    BarChart::horizontal(bars.collect::<Vec<_>>())
        .max(u64::try_from(full_length).unwrap_or(u64::MAX))
        .bar_width(1)
        .bar_gap(0)
        .group_gap(0)
        .bar_set(Set { full: theme.glyphs.bar, empty: " ", ..Set::default() })
        .bar_style(theme.style(Element::Bar))
        .render(canvas.area, canvas.buf);
}
