//! The overview: a bar and a figure for each domain or programme, and cards for all of them or,
//! where they do not fit, for the selected one.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::symbols::bar::Set;
use ratatui::text::Line;
use ratatui::widgets::{Bar, BarChart, Widget};

use super::sidebar::fitting_name;
use super::{Element, Theme, card, draw_tabs, fill_row, put_str};
use crate::app::{List, Model, OverviewAreas, Scope};
use crate::catalog::{ProgressSummary, Status};
use crate::lang::{Lang, fill};
use crate::text::{cells, first_words, fit, pad_end, pad_start};

/// Minimum width of the description column, in cells.
const DESCRIPTION_MIN: usize = 8;
/// Blank cells between columns.
const GAP: usize = 2;
/// Number of leading rows that determine the column widths, together with the visible rows.
const MEASURED: usize = 500;

pub(super) fn draw(
    model: &Model,
    list: List,
    theme: Theme,
    areas: &OverviewAreas,
    buf: &mut Buffer,
) {
    let s = model.lang.strings();
    let catalog = model.catalog();
    let parts = model.overview_rows();
    let inside =
        model.scope().programme(catalog).map_or(Scope::All, Scope::Programme).domains(catalog);
    let counts =
        [catalog.len_within(&inside), inside.end.0 - inside.start.0].map(|count| count.to_string());
    let counts = fill(s.overview_counts, &[&counts[0], &counts[1]]);
    let tallies =
        model.progress_by_domain().and_then(|tallies| tallies.get(inside.start.0..inside.end.0));
    let counts = tallies.map_or(counts.clone(), |tallies| {
        format!("{counts}{}{}", s.comma, rates_text(tallies, model.lang))
    });
    draw_tabs(&[(s.overview, true)], &counts, theme, areas.heading, buf);
    let chosen = (Some(list.selected()), Element::SelectedFocused);
    draw_rows(model, list.offset(), chosen, theme, areas.list, buf);
    if let Some(rule) = areas.rule {
        fill_row(
            buf,
            rule,
            rule.y,
            &format!(
                " {}",
                if model.progress_by_domain().is_some() { s.rates_rule } else { s.overview_rule }
            ),
            theme.style(Element::Dim),
        );
    }
    card::draw(model, &parts, list.selected(), theme, areas, buf);
}

/// Draws only the bars and figures, as a strip below the list. Marks the scope that the list is
/// narrowed to.
pub(super) fn draw_strip(model: &Model, theme: Theme, area: Rect, buf: &mut Buffer) {
    draw_tabs(
        &[(model.lang.strings().overview, false)],
        "",
        theme,
        Rect { height: 1, ..area },
        buf,
    );
    let list = Rect { y: area.y + 1, height: area.height - 1, ..area };
    let chosen = model.overview_rows().iter().position(|part| *part == model.scope());
    draw_rows(model, 0, (chosen, Element::Selected), theme, list, buf);
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

    /// Lays out the columns in `width` cells for the widest `name`, `figure` and description
    /// (`what`) in cells, and bars of up to `most` projects.
    fn new(width: usize, name: usize, most: usize, figure: usize, what: usize) -> Self {
        let count = most.to_string().len();
        // Five cells: the mark, a blank after name, bar and count, and one at the end.
        let rest = width.saturating_sub(count + 5);
        let short = name.min(Self::name_max(width));
        let longest = (width / 5).max(most.min(width / 4));
        // Cells per project in a bar: as many as leave the descriptions whole, but at least two, so
        // that bars can be compared.
        let beside = short + GAP + figure + GAP + what;
        let scale = (2..=longest / most.max(1))
            .rev()
            .find(|scale| scale * most + beside <= rest)
            .unwrap_or(2);
        let bar = (scale * most).min(longest);
        let rest = rest.saturating_sub(bar);
        // A truncated number is a wrong number: the longest fits, or the rows show no numbers.
        match rest.checked_sub(short + GAP + figure) {
            Some(room) => {
                let room = room.saturating_sub(GAP);
                Self {
                    name: short,
                    bar,
                    count,
                    figure,
                    description: if room < DESCRIPTION_MIN { 0 } else { room },
                }
            }
            None => Self { name: name.min(rest), bar, count, figure: 0, description: 0 },
        }
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
    fn new(model: &Model, part: Scope, room: usize) -> Self {
        let catalog = model.catalog();
        let domains = part.domains(catalog);
        let target = catalog.headline_within(&domains).map(|(_, target)| target);
        let text = |text: &str| model.with_placeholders(text).into_owned();
        let name = fitting_name(model, part, room).into_owned();
        if let Some(tallies) = model
            .progress_by_domain()
            .and_then(|tallies| tallies.get(domains.start.0..domains.end.0))
        {
            let tally = ProgressSummary::total(tallies);
            let counts = Status::ALL.into_iter().rev().filter(|status| tally.count(*status) > 0);
            let counts =
                counts.map(|status| format!("{} {}", status.word(model.lang), tally.count(status)));
            let what = counts.collect::<Vec<_>>().join(model.lang.strings().comma);
            let length = tally.mean() as usize;
            return Self {
                name,
                count: tally.len(),
                length,
                figure: format!("{length}%"),
                description: text(&what),
            };
        }
        Self {
            name,
            count: catalog.len_within(&domains),
            length: catalog.len_within(&domains),
            figure: target.map(|target| text(&target.amount_text(model.lang))).unwrap_or_default(),
            description: target.map(|target| text(target.what.get(model.lang))).unwrap_or_default(),
        }
    }
}

/// Formats the percentages of projects that are done and have begun, and the number behind plan.
fn rates_text(tallies: &[ProgressSummary], lang: Lang) -> String {
    let all = ProgressSummary::total(tallies);
    let [done, begun, behind] = [all.done_rate(), all.begun_rate(), all.count(Status::Behind)]
        .map(|count| count.to_string());
    fill(lang.strings().rates, &[&done, &begun, &behind])
}

/// Draws the visible rows from `offset` on, the `chosen` one with a mark and styled as `look`.
fn draw_rows(
    model: &Model,
    offset: usize,
    (chosen, look): (Option<usize>, Element),
    theme: Theme,
    area: Rect,
    buf: &mut Buffer,
) {
    let sight = offset..offset + usize::from(area.height);
    let parts = model
        .overview_rows()
        .into_iter()
        .enumerate()
        .filter(|(nth, _)| *nth < MEASURED || sight.contains(nth));
    let rows: Vec<OverviewRow> = parts
        .map(|(_, part)| {
            OverviewRow::new(model, part, OverviewColumns::name_max(usize::from(area.width)))
        })
        .collect();
    let widest = |part: fn(&OverviewRow) -> &str| {
        rows.iter().map(|row| cells(part(row))).max().unwrap_or_default()
    };
    let most = rows.iter().map(|row| row.count).max().unwrap_or_default();
    let [name, figure, what] =
        [widest(|row| &row.name), widest(|row| &row.figure), widest(|row| &row.description)];
    let columns = OverviewColumns::new(usize::from(area.width), name, most, figure, what);
    let longest = if model.progress_by_domain().is_some() { 100 } else { most };
    let seen = rows.get(offset.min(MEASURED)..).unwrap_or_default();
    let width = u16::try_from(columns.name + 1 + columns.bar).unwrap_or(area.width);
    bar_chart(seen, columns.name, longest, theme, Rect { x: area.x + 1, width, ..area }, buf);
    let x = area.x + 1 + width;
    for (nth, (y, row)) in (area.top()..area.bottom()).zip(seen).enumerate() {
        let count = format!(" {}", pad_start(&row.count.to_string(), columns.count));
        let mut pieces = vec![(count, Element::Base)];
        if columns.figure > 0 {
            pieces
                .push((format!("  {}  ", pad_start(&row.figure, columns.figure)), Element::Figure));
            pieces.push((fit(&row.description, columns.description).into_owned(), Element::Base));
        }
        let mut x = x;
        for (text, part) in pieces {
            x = put_str(
                buf,
                x,
                y,
                text,
                usize::from(area.right().saturating_sub(x)),
                theme.style(part),
            );
        }
        if Some(offset + nth) == chosen {
            buf.set_string(area.x, y, ">", theme.style(Element::Base));
            buf.set_style(Rect { y, height: 1, ..area }, theme.style(look));
        }
    }
}

/// Draws a bar for each row with its name, `name` cells wide, in front; `most` is the value of a
/// full bar. `BarChart` measures labels by their display width, but not the text on bars: the bars
/// have none.
fn bar_chart(
    rows: &[OverviewRow],
    name: usize,
    most: usize,
    theme: Theme,
    area: Rect,
    buf: &mut Buffer,
) {
    let bars = rows.iter().map(|row| {
        let value = u64::try_from(row.length).unwrap_or(u64::MAX);
        let label =
            Line::styled(pad_end(&first_words(&row.name, name), name), theme.style(Element::Base));
        Bar::default().label(label).value(value).text_value("")
    });
    BarChart::horizontal(bars.collect::<Vec<_>>())
        .max(u64::try_from(most).unwrap_or(u64::MAX))
        .bar_width(1)
        .bar_gap(0)
        .group_gap(0)
        .bar_set(Set { full: theme.glyphs.bar, empty: " ", ..Set::default() })
        .bar_style(theme.style(Element::Bar))
        .render(area, buf);
}
