//! The programme in one look: a bar and a number for each domain, and cards for as many as there is room for.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::symbols::bar::Set;
use ratatui::text::Line;
use ratatui::widgets::{Bar, BarChart, Widget};

use super::{Part, Theme, card, write};
use crate::app::{List, Model, OverviewAreas};
use crate::catalog::{DomainIx, Target};
use crate::lang::fill;
use crate::text::{cells, fit, pad_end, pad_start};

/// The fewest cells for what a number is about.
const WHAT_MIN: usize = 8;
/// Between the columns.
const GAP: usize = 2;
/// From so many rows on there is room to say by which rule the numbers are chosen.
const RULE_FROM: u16 = 9;

pub(super) fn draw(model: &Model, list: List, theme: Theme, areas: &OverviewAreas, buf: &mut Buffer) {
    let s = model.lang.strings();
    let catalog = model.catalog();
    let counts = [catalog.projects().len(), catalog.domains().len()].map(|count| count.to_string());
    let counts = fill(s.overview_counts, &[&counts[0], &counts[1]]);
    let heading = areas.heading;
    let name = format!(" {} ", s.overview);
    let room = usize::from(heading.width).saturating_sub(cells(&name) + 1);
    write(buf, heading, heading.y, &format!("{name}{}", pad_start(&counts, room)), theme.style(Part::HeadingFocused));
    rows(model, list, theme, areas.list, buf);
    let mut cards = areas.cards;
    if cards.height >= RULE_FROM {
        write(buf, cards, cards.y, &format!(" {}", s.overview_rule), theme.style(Part::Dim));
        cards = Rect { y: cards.y + 1, height: cards.height - 1, ..cards };
    }
    card::draw(model, DomainIx(list.selected()), theme, cards, buf);
}

/// How wide the parts of a row are; a part that there is no room for has no cells.
struct Columns {
    name: usize,
    bar: usize,
    count: usize,
    figure: usize,
    what: usize,
}

impl Columns {
    /// For the widest of the names, figures and descriptions, and bars of up to `most` projects.
    fn of(width: usize, name: usize, most: usize, figure: usize, what: usize) -> Self {
        let count = most.to_string().len();
        // A mark, a blank behind name, bar and count, and one at the end.
        let rest = width.saturating_sub(count + 5);
        let short = name.min((width / 4).max(10));
        let longest = (width / 5).max(most.min(width / 4));
        // So many cells to a project: as many as leave the descriptions whole, but enough for bars that one can compare.
        let beside = short + GAP + figure + GAP + what;
        let scale = (2..=longest / most.max(1)).rev().find(|scale| scale * most + beside <= rest).unwrap_or(2);
        let bar = (scale * most).min(longest);
        let rest = rest.saturating_sub(bar);
        // A number that is cut is a wrong number: there is room for the longest, or there are no numbers in the rows.
        match rest.checked_sub(short + GAP + figure) {
            Some(room) => {
                let room = room.saturating_sub(GAP);
                Self { name: short, bar, count, figure, what: if room < WHAT_MIN { 0 } else { room } }
            }
            None => Self { name: name.min(rest), bar, count, figure: 0, what: 0 },
        }
    }
}

fn rows(model: &Model, list: List, theme: Theme, area: Rect, buf: &mut Buffer) {
    let catalog = model.catalog();
    let count = |domain| catalog.projects().filter(|(_, project)| project.domain == domain).count();
    let domains: Vec<_> = catalog
        .domains()
        .map(|(at, domain)| (domain.name.get(model.lang), count(at), catalog.headline(at).map(|(_, target)| target)))
        .collect();
    let figure = |target: &Target| target.amount_text(model.lang);
    let most = domains.iter().map(|(_, count, _)| *count).max().unwrap_or_default();
    let name = domains.iter().map(|(name, ..)| cells(name)).max().unwrap_or_default();
    let widest = domains.iter().filter_map(|(.., target)| target.map(|target| cells(&figure(target)))).max();
    let what = domains.iter().filter_map(|(.., target)| target.map(|target| cells(target.what.get(model.lang)))).max();
    let columns = Columns::of(usize::from(area.width), name, most, widest.unwrap_or_default(), what.unwrap_or_default());
    let seen = domains.get(list.offset()..).unwrap_or_default();
    let bars: Vec<(String, usize)> = seen.iter().map(|(name, count, _)| (pad_end(name, columns.name), *count)).collect();
    let width = u16::try_from(columns.name + 1 + columns.bar).unwrap_or(area.width);
    bar_chart(&bars, most, theme, Rect { x: area.x + 1, width, ..area }, buf);
    let x = area.x + 1 + width;
    for (nth, (y, (_, count, target))) in (area.top()..area.bottom()).zip(seen).enumerate() {
        let mut text = format!(" {}", pad_start(&count.to_string(), columns.count));
        if let Some(target) = target.filter(|_| columns.figure > 0) {
            text.push_str(&format!("  {}  ", pad_start(&figure(target), columns.figure)));
            text.push_str(&fit(target.what.get(model.lang), columns.what));
        }
        buf.set_stringn(x, y, &text, usize::from(area.right().saturating_sub(x)), theme.style(Part::Ground));
        if list.offset() + nth == list.selected() {
            buf.set_string(area.x, y, ">", theme.style(Part::Ground));
            buf.set_style(Rect { y, height: 1, ..area }, theme.style(Part::SelectedFocused));
        }
    }
}

/// A bar for each, its name before it. The chart measures names as the terminal does, but not what is written on bars: nothing
/// is.
fn bar_chart(bars: &[(String, usize)], most: usize, theme: Theme, area: Rect, buf: &mut Buffer) {
    let bars = bars.iter().map(|(name, count)| {
        let value = u64::try_from(*count).unwrap_or(u64::MAX);
        Bar::default().label(Line::from(name.as_str())).value(value).text_value("")
    });
    BarChart::horizontal(bars.collect::<Vec<_>>())
        .max(u64::try_from(most).unwrap_or(u64::MAX))
        .bar_width(1)
        .bar_gap(0)
        .group_gap(0)
        .bar_set(Set { full: theme.glyphs.bar, empty: " ", ..Set::default() })
        .style(theme.style(Part::Ground))
        .render(area, buf);
}
