//! The arrival of data and of responses: results of a search, projects loaded since, and a catalog
//! in place of the one shown.

use std::sync::Arc;

use super::changes::note_changes;
use super::jump_keys::finish_jump;
use super::overlay::Overlay;
use super::result_list::{ResultList, SearchResponse, TopHits};
use super::{Model, Notice, Reload};
use crate::model::{Catalog, Day};

/// Shows the response to a search request, unless the request is outdated.
pub(crate) fn apply_response(model: &mut Model, response: SearchResponse) {
    if !model.search.awaits(response.id) {
        return;
    }
    model.search.settle();
    if let Some(progress) = response.progress {
        model.data.progress = progress;
    }
    let results = response.results;
    match model.data.pending_reload.take() {
        Some(reload) if !response.unchanged => replace_catalog(model, reload, results),
        Some(reload) if !Arc::ptr_eq(&reload.catalog, &model.data.shown.catalog) => {
            model.data.merge_equal(reload);
            // Results that refer to the discarded catalog would keep its index alive.
            if *model.search.results.query() != model.search.query {
                model.search.request();
            }
        }
        // More projects have been loaded since and there is no query: they are listed already.
        None if results.searched_len() < model.search.results.searched_len() => {}
        pending => {
            if let Some(reload) = pending {
                model.data.shown.status = reload.status;
            }
            model.search.query = results.query().clone();
            model.show_results(Some(results));
        }
    }
    finish_jump(model);
    // A project that was given together with the query.
    if model.start.project.is_some()
        && let Some(id) = model.pending_jump.take()
        && let Some(project) = model.catalog().by_id(&id)
    {
        model.open_project(project);
    }
    // More projects may have been loaded since the request.
    if model.search.results.searched_len() < model.catalog().len()
        || model.data.is_progress_outdated()
    {
        model.search.request();
    }
}

/// Shows the top hits of the pending request, if any of them are in the scope.
pub(crate) fn apply_top_hits(model: &mut Model, top_hits: TopHits) {
    let Model { search, data, .. } = model;
    if !search.is_searching() || !search.awaits(top_hits.id) || data.pending_reload.is_some() {
        return;
    }
    let mut results =
        ResultList::from_top_hits(search.query.clone(), top_hits.results, &search.results);
    results.narrow(
        model.catalog(),
        model.scope(),
        &model.prefs.order_by(model.data.progress.criteria),
    );
    if results.len() > 0 {
        model.show_results(Some(results));
    }
}

/// Replaces the catalog by a longer one; projects already shown keep their place. A query is
/// searched again; until the response, its earlier results stay.
pub(crate) fn apply_partial_load(model: &mut Model, load: Reload) {
    let before = model.data.grow(load);
    if before.programmes().len() != model.catalog().programmes().len() {
        remap_from(model, &before);
    }
    if model.search.query.is_empty() {
        let (selected, rows_above) = (model.selected_ix(), model.nav.rows_above());
        model.search.results = ResultList::all_of(model.catalog());
        let (scope, by) = (model.scope(), model.prefs.order_by(model.data.progress.criteria));
        model.search.results.narrow(model.data.catalog(), scope, &by);
        // In file order every row keeps its place; sorted, the new projects stand between others.
        let row = selected.and_then(|at| model.search.results.row_of(model.catalog(), at));
        if let Some(row) = row.filter(|row| *row != model.nav.projects.selected()) {
            model.select_at(row, rows_above);
        }
        model.chosen.count_listed(&model.search.results);
        if let Some(project) =
            model.pending_jump.as_ref().and_then(|project| model.catalog().by_id(project))
        {
            model.pending_jump = None;
            model.open_project(project);
        }
    }
    let needs_search = model.data.is_progress_outdated() || !model.search.query.is_empty();
    if needs_search && !model.search.is_requested() {
        model.search.request();
    }
}

/// Replaces the catalog once it has been searched.
pub(crate) fn reload(model: &mut Model, reload: Reload) {
    model.data.set_pending(reload);
    model.search.request();
}

/// Sets the day that the board shows, unless it was fixed at the start.
pub(crate) fn set_day(model: &mut Model, day: Day) {
    if model.subscriptions().is_new_day(day) {
        model.data.set_day(day);
        model.search.request();
    }
}

/// Replaces the catalog. The query stays, and so does the selected project, by its number:
/// the page must not change under the reader's eyes. If the project is gone, the project of the
/// same programme with the nearest number is selected.
fn replace_catalog(model: &mut Model, reload: Reload, results: ResultList) {
    model.jumps.pending_restore = None;
    let (selected, rows_above) = (model.selected_id(), model.nav.rows_above());
    let before = std::mem::replace(&mut model.data.shown, reload);
    remap_from(model, &before.catalog);
    if !Arc::ptr_eq(&before.catalog, &model.data.shown.catalog) {
        note_changes(model, &before);
    }
    model.search.query = results.query().clone();
    let old_results = std::mem::replace(&mut model.search.results, results);
    let (scope, by, catalog) = (
        model.scope(),
        model.prefs.order_by(model.data.progress.criteria),
        &model.data.shown.catalog,
    );
    let results = &mut model.search.results;
    results.narrow(catalog, scope, &by);
    let project = selected.as_ref().and_then(|id| catalog.by_id(id));
    let row = project.and_then(|project| results.row_of(catalog, project));
    let nearest = || selected.map_or(0, |id| results.nearest_row(catalog, &id));
    let (is_gone, row) = (row.is_none(), row.unwrap_or_else(nearest));
    model.select_at(row, rows_above);
    model.chosen.count_listed(&model.search.results);
    if is_gone {
        model.nav.detail_scroll = 0;
    }
    if is_gone && model.chosen.is_empty() {
        model.overlay.close_project();
    }
    model.reveal();
    model.data.retire(before, Some(old_results));
}

/// Translates all positions from the catalog `before` to the current one.
fn remap_from(model: &mut Model, before: &Catalog) {
    let after = model.data.catalog();
    let overview = match model.overlay.root_mut() {
        Overlay::Overview(list) => Some(list),
        _ => None,
    };
    model.nav.sidebar.remap(overview, before, after);
    model.jumps.remap(before, after);
    let gone = model.chosen.remap(before, after);
    if gone > 0 {
        model.notice = Some(Notice::ChosenGone(gone));
    }
    let start = &mut model.start;
    start.scope = start.scope.remap(before, after);
    start.project =
        start.project.and_then(|ix| after.by_id(&before.project_id(&before.project(ix))));
}
