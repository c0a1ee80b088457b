//! The text of an empty list: why nothing was found, and what the user can do about it.

use super::canvas::{Canvas, wrapped};
use super::element::Element;
use crate::app::{Action, Layer, Model, Scope, Settings};
use crate::lang::fill;
use crate::page::nearest_titles;
use crate::text::fit;

pub(crate) fn draw(model: &Model, settings: &Settings, canvas: &mut Canvas) {
    let text = advice(model, settings);
    let width = usize::from(canvas.area.width).saturating_sub(2);
    let mut lines: Vec<String> = wrapped(&text, width).map(str::to_owned).collect();
    let near = nearest(model);
    if !near.is_empty() {
        lines.push(String::new());
        let heading = model.prefs.lang.strings().nearest_titles;
        lines.extend(wrapped(heading, width).map(str::to_owned));
        lines.extend(near.iter().map(|title| fit(title, width).into_owned()));
    }
    for (y, line) in canvas.rows().skip(1).zip(lines) {
        canvas.fill_row(y, &format!(" {line}"), Element::Dim);
    }
}

/// Returns the numbers and titles nearest to a query that found nothing anywhere.
fn nearest(model: &Model) -> Vec<String> {
    if model.search.results.found_len() > 0 || model.search.is_searching() {
        return Vec::new();
    }
    let catalog = model.catalog();
    let projects = nearest_titles(catalog, &model.search.query).into_iter();
    let titles = projects.map(|at| {
        let project = catalog.project(at);
        let number = catalog.number_label(&project, model.prefs.lang);
        format!("{number} {}", project.title.get(model.prefs.lang))
    });
    titles.map(|title| model.with_placeholders(&title).into_owned()).collect()
}

fn advice(model: &Model, settings: &Settings) -> String {
    let s = model.prefs.lang.strings();
    let layer = model.overlay.layer();
    // The key as it is bound in the layer that has the keyboard.
    let key = |action| settings.keymap.first_key(layer, action).unwrap_or_default();
    let elsewhere = model.search.results.found_len();
    if elsewhere > 0 {
        let is_programme = matches!(model.scope(), Scope::Programme(_));
        let template = if is_programme { s.nothing_in_programme } else { s.nothing_here };
        // Without a key there is still the command.
        let all = Some(key(Action::AllDomains)).filter(|key| !key.is_empty());
        let all = all.unwrap_or_else(|| format!(":{}", Action::AllDomains.word()));
        return fill(template, &[&elsewhere.to_string(), &all]);
    }
    if let Some(advice) = progress_advice(model) {
        return advice;
    }
    if model.prefs.is_touch() {
        let has_keypad = model.areas().is_some_and(|areas| areas.keypad.is_some());
        let search = Action::Search.describe(model.prefs.lang);
        return if has_keypad {
            fill(s.nothing_found_touch, &[s.key_delete, s.button_home])
        } else {
            fill(s.nothing_found_button, &[search, s.button_home])
        };
    }
    if layer == Layer::Search {
        fill(s.nothing_found_yet, &[&key(Action::DeleteWord)])
    } else {
        fill(s.nothing_found, &[&key(Action::Back)])
    }
}

/// Returns the advice about a query for progress in data without any.
fn progress_advice(model: &Model) -> Option<String> {
    let is_in_vain = !model.data.has_progress() && model.search.query.is_about_progress();
    is_in_vain.then(|| model.prefs.lang.strings().nothing_without_progress.to_owned())
}
