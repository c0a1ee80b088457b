//! The sheet of filters: opening it, choosing values, and the number of projects that each leaves.

use std::collections::HashMap;

use ratatui::layout::{Rect, Size};

use super::facet::{Facet, FacetValue, FilterState, toggled, without_facet};
use super::jump_keys::push_jump;
use super::menu::Menu;
use super::overlay::Overlay;
use super::{Action, Model, Motion, Notice, QUERY_MAX, Scope};
use crate::diagnostics::ListField;
use crate::lang::Lang;
use crate::model::{ProgressSummary, Status};
use crate::page::{HelpRow, HelpSection};
use crate::query::{MatchMode, Query};
use crate::text::pad_start;

/// Maximum number of projects whose offices and places are read, and of a catalog whose projects
/// are counted while the sheet is drawn.
const COUNTED_MAX: usize = 5_000;

/// Maximum number of values of a facet; those with the most projects come first.
const VALUES_MAX: usize = 100;

/// The amounts to choose from.
const AMOUNTS: [&str; 5] = ["10", "100", "1000", "10000", "100000"];

/// Width of the number of projects beside a value, in cells.
const COUNT_WIDTH: usize = 4;

/// Returns the part of what is typed on the sheet that is visible in `width` cells, and the column
/// of the cursor; `None` if the sheet is closed.
#[must_use]
pub fn filter_input(model: &Model, width: usize) -> Option<(String, usize)> {
    let input = &model.overlay.filter()?.input;
    Some(input.visible_text(width, model.prefs.ambiguous))
}

/// Opens the sheet.
pub(crate) fn open_filter(model: &mut Model) {
    push_jump(model);
    let values = facet_values(model);
    model.overlay = Overlay::Filter(FilterState { values, ..FilterState::default() });
    model.nav.focus_list();
}

/// Returns the values to choose from, facet by facet: those that the data have.
pub(crate) fn facet_values(model: &Model) -> Vec<FacetValue> {
    let catalog = model.catalog();
    let scope = model.scope();
    // The values of another programme would find nothing.
    let around = scope.programme(catalog).filter(|_| catalog.has_several_programmes());
    let around = around.map_or(Scope::All, Scope::Programme);
    let of_facet = |facet| match facet {
        Facet::Domain => {
            let domains = around.domains(catalog);
            let domains = catalog.domains().filter(|(at, _)| domains.contains(at));
            let values = domains.map(|(_, domain)| FacetValue::new(facet, domain.name));
            by_frequency(values, false)
        }
        Facet::Status => {
            let summaries = model.data.progress_by_domain().unwrap_or_default();
            let has = |status: &Status| {
                summaries.iter().any(|summary: &ProgressSummary| summary.count(*status) > 0)
            };
            let statuses = Status::ALL.into_iter().rev().filter(has);
            statuses.map(FacetValue::from_status).collect()
        }
        Facet::Office => listed(model, facet, &[ListField::Responsible, ListField::Supporting]),
        Facet::Place => listed(model, facet, &[ListField::Places]),
        Facet::Amount => AMOUNTS.map(|amount| FacetValue::neutral(facet, amount)).into(),
        Facet::Year => {
            let years = catalog.programmes().filter(|(_, programme)| programme.year > 0);
            let mut years: Vec<String> =
                years.map(|(_, programme)| programme.year.to_string()).collect();
            years.sort();
            years.dedup();
            let has_several = years.len() > 1;
            let years = years.iter().rev().map(|year| FacetValue::neutral(facet, year));
            years.filter(|_| has_several).collect()
        }
    };
    Facet::ALL.into_iter().flat_map(of_facet).collect()
}

/// Returns the values of lists of the projects.
fn listed(model: &Model, facet: Facet, fields: &[ListField]) -> Vec<FacetValue> {
    let projects = model.catalog().projects().take(COUNTED_MAX);
    let texts = projects.flat_map(|(_, project)| {
        let of_project = fields.iter().flat_map(|field| project.list(*field).iter());
        of_project.map(|text| FacetValue::new(facet, text)).collect::<Vec<_>>()
    });
    by_frequency(texts, true)
}

/// Returns each value once: in their order, or the most frequent first.
fn by_frequency(values: impl Iterator<Item = FacetValue>, sorted: bool) -> Vec<FacetValue> {
    let mut counts: HashMap<String, usize> = HashMap::new();
    let mut distinct = Vec::new();
    for value in values {
        let count = counts.entry(value.text(Lang::Zh).to_owned()).or_default();
        if *count == 0 {
            distinct.push(value);
        }
        *count += 1;
    }
    if sorted {
        distinct.sort_by_key(|value| {
            std::cmp::Reverse(counts.get(value.text(Lang::Zh)).copied().unwrap_or_default())
        });
    }
    distinct.truncate(VALUES_MAX);
    distinct
}

/// Returns the values that what is typed finds, by characters or pinyin, or by their facet.
fn found_values<'a>(model: &Model, state: &'a FilterState) -> Vec<&'a FacetValue> {
    let query = Query::parse(state.input.text().trim());
    let s = model.prefs.lang.strings();
    let is_found = |value: &&FacetValue| {
        let texts = Lang::ALL.map(|lang| value.text(lang));
        let words = format!("{} {} {}", value.facet.title(s), texts[0], texts[1]);
        query.is_empty() || !query.positions_in(&words, MatchMode::Exact).is_empty()
    };
    state.values.iter().filter(is_found).collect()
}

/// Returns the selected value.
fn selected_value(model: &Model) -> Option<FacetValue> {
    let state = model.overlay.filter()?;
    found_values(model, state).get(state.selected).copied().cloned()
}

/// Returns the cells of the rows below the line that is typed into.
#[must_use]
pub fn filter_area(body: Rect) -> Rect {
    Rect { y: body.y + 2, height: body.height.saturating_sub(2), ..body }
}

/// Returns the rows of the sheet, if it is open, with the number of projects beside those that are
/// visible.
#[must_use]
pub fn filter_page(model: &Model) -> Option<Menu> {
    let state = model.overlay.filter()?;
    let (s, text) = (model.prefs.lang.strings(), model.search.input.text());
    let glyphs = ["  ", "* "];
    let values = found_values(model, state);
    let query = Query::parse(state.input.text().trim());
    let sections = values.chunk_by(|value, next| value.facet == next.facet).map(|values| {
        let facet = values.first().map_or(Facet::Domain, |value| value.facet);
        let rows = values.iter().map(|value| {
            let is_chosen = value.position_in(text).is_some();
            let shown = model.with_placeholders(value.text(model.prefs.lang)).into_owned();
            let description = if facet == Facet::Amount { format!("≥ {shown}") } else { shown };
            HelpRow {
                keys: format!("{}{}", glyphs[usize::from(is_chosen)], " ".repeat(COUNT_WIDTH)),
                highlighted: query.positions_in(&description, MatchMode::Exact),
                description,
            }
        });
        // The way it is written teaches the language of the search box.
        let title = format!("{}  {}", facet.title(s), facet.prefix(model.prefs.lang));
        HelpSection { title, rows: rows.collect() }
    });
    let area = model.areas().map(|areas| filter_area(areas.body)).unwrap_or_default();
    let size = Size { width: area.width, height: area.height };
    let mut menu = Menu::new(&sections.collect::<Vec<_>>(), state.selected, size);
    let (offset, height) = (menu.offset, usize::from(area.height));
    for column in &mut menu.columns {
        let mut above = None;
        for (nth, line) in column.lines.iter_mut().enumerate().take(offset + height) {
            // A long name takes several lines; the count stands beside the first.
            let is_first = std::mem::replace(&mut above, line.row) != line.row;
            let row = line.row.filter(|_| is_first && nth >= offset);
            let value = row.and_then(|row| values.get(row));
            let count = value.and_then(|value| count_with(model, state, value));
            let span = line.line.0.first_mut().filter(|span| span.text.ends_with(' '));
            if let (Some(count), Some(span)) = (count, span) {
                let mark: String = span.text.chars().take(2).collect();
                span.text = format!("{mark}{}  ", pad_start(&count.to_string(), COUNT_WIDTH));
            }
        }
    }
    Some(menu)
}

/// Returns the number of projects with `value` among those that the rest of the query finds; `None`
/// if the catalog is too large to count while drawing.
fn count_with(model: &Model, state: &FilterState, value: &FacetValue) -> Option<usize> {
    let catalog = model.catalog();
    let index = model.data.shown.index.get().filter(|_| catalog.len() <= COUNTED_MAX)?;
    let rest = without_facet(model.search.input.text(), &state.values, value.facet);
    let text = format!("{} {}", rest.text(), value.term(model.prefs.lang));
    let results = index.search(catalog, &model.data.parse_query(&text), None);
    let is_exact = results.mode == MatchMode::Exact && results.rewriting().is_none();
    let scope = match (value.facet, model.scope()) {
        (Facet::Domain, scope) => scope.parent(catalog).unwrap_or(scope),
        (_, scope) => scope,
    };
    let count = results.in_domains(catalog, &scope.domains(catalog)).len();
    Some(if is_exact { count } else { 0 })
}

/// Moves the selection.
pub(crate) fn move_in_filter(model: &mut Model, motion: Motion) {
    let Some(state) = model.overlay.filter() else { return };
    let last = found_values(model, state).len().saturating_sub(1);
    let height = model.areas().map_or(1, |areas| usize::from(filter_area(areas.body).height));
    if let Some(state) = model.overlay.filter_mut() {
        state.selected = motion.apply(state.selected, last, height);
    }
}

/// Selects a row, and chooses its value if it was selected.
pub(crate) fn click_filter(model: &mut Model, row: usize) {
    let Some(state) = model.overlay.filter_mut() else { return };
    if state.selected == row {
        toggle(model);
    } else {
        state.selected = row;
    }
}

/// Performs an action on the sheet.
pub(crate) fn filter_action(model: &mut Model, action: Action) {
    if let Some(motion) = action.motion() {
        return move_in_filter(model, motion);
    }
    match action {
        Action::Toggle => toggle(model),
        Action::Accept => {
            if model.overlay.filter().is_some_and(|state| !state.is_touched) {
                toggle(model);
            }
            close_filter(model);
        }
        action => {
            if let Some(state) = model.overlay.filter_mut()
                && state.input.edit(action)
            {
                state.selected = 0;
            }
        }
    }
}

/// Closes the sheet; what is chosen stays.
pub(crate) fn close_filter(model: &mut Model) {
    model.overlay.close();
    model.search.input.remember();
}

/// Chooses the selected value, or takes it back.
fn toggle(model: &mut Model) {
    let Some(value) = selected_value(model) else { return };
    let Some(state) = model.overlay.filter() else { return };
    let text = toggled(model.search.input.text(), &state.values, &value, model.prefs.lang);
    if text.chars().count() > QUERY_MAX {
        model.notice = Some(Notice::QueryTooLong);
        return;
    }
    if let Some(state) = model.overlay.filter_mut() {
        state.is_touched = true;
    }
    model.search.input.set(&text);
    match model.scope().parent(model.catalog()) {
        // Another domain than that of the list would leave nothing.
        Some(parent) if value.facet == Facet::Domain && model.scope_domain().is_some() => {
            model.set_scope(parent);
        }
        _ => model.update_query(),
    }
}
