//! The state of the project list in a few words: what is chosen, its order, and the place in it.

use crate::app::{Model, SortState};
use crate::lang::fill;
use crate::text::Glyphs;

/// Returns the words at the right end of the list's heading, from the longest to the shortest: the
/// first that fits is shown. The place in the list is left out before the others are.
pub(crate) fn list_state(model: &Model, glyphs: &Glyphs) -> Vec<String> {
    let (order, short_order) = order_words(model, glyphs);
    let (chosen, short_chosen) = chosen_words(model, glyphs);
    let position = position_text(model);
    let join = |parts: &[&str], gap: &str| {
        let parts = parts.iter().copied().filter(|part| !part.is_empty());
        parts.collect::<Vec<_>>().join(gap)
    };
    let shortest = join(&[&short_chosen, &short_order], " ");
    vec![
        join(&[&chosen, &order, &position], "  "),
        join(&[&short_chosen, &order, &position], "  "),
        join(&[&short_chosen, &short_order, &position], "  "),
        join(&[&short_chosen, &short_order, &position], " "),
        if shortest.is_empty() { position } else { shortest },
    ]
}

/// Returns the number of chosen projects in words, with those that are not in the list, and
/// shorter, as in `✓3-1`; empty if none is chosen.
fn chosen_words(model: &Model, glyphs: &Glyphs) -> (String, String) {
    let s = model.prefs.lang.strings();
    let (count, unlisted) = (model.chosen.len(), model.chosen.unlisted_count());
    if count == 0 {
        return Default::default();
    }
    let count = count.to_string();
    let short = format!("{}{count}", glyphs.chosen);
    if unlisted == 0 {
        return (fill(s.chosen, &[&count]), short);
    }
    let unlisted = unlisted.to_string();
    (fill(s.chosen_unlisted, &[&count, &unlisted]), format!("{short}-{unlisted}"))
}

/// Returns the number of the selected project and of all in the list, such as `3/25`.
fn position_text(model: &Model) -> String {
    let len = model.visible_len();
    let number = if len == 0 { 0 } else { model.nav.projects.selected() + 1 };
    fill(model.prefs.lang.strings().position, &[&number.to_string(), &len.to_string()])
}

/// Returns the order in words, such as `按数量↓`, and shorter; empty for a list as found.
fn order_words(model: &Model, glyphs: &Glyphs) -> (String, String) {
    let (s, order) = (model.prefs.lang.strings(), model.prefs.order);
    match model.search.results.sort_state(order.key) {
        SortState::AsFound | SortState::TooLong(_) => Default::default(),
        SortState::Sorted | SortState::NoValues => {
            let direction = glyphs.directions[usize::from(order.descends())];
            let word = order.key.word(s);
            (fill(s.sorted_by, &[word, direction]), format!("{word}{direction}"))
        }
    }
}
