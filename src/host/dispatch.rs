//! The one place that decides by size what the board does at once and what may take longer.

use crate::app::{Effect, IndexJob, Model, Msg, SearchRequest, Settings, update};
use crate::executor::Sequential;

/// Maximum size of a catalog, in projects, whose index is built at once when first needed: too
/// quick to notice. No screen waits for the index of a larger one.
const INLINE_INDEX_MAX: usize = 500;

/// Maximum size of a catalog, in projects, that is searched, compared and dropped at once: in a
/// larger one the next key might have to wait.
const INLINE_SEARCH_MAX: usize = 5_000;

/// Handles `msg` and everything that follows from it at once, so that the next frame shows it.
/// Returns the effects that are left for the caller, in order: those that reach outside the
/// process, and the work on a large catalog.
#[must_use]
pub fn dispatch(model: &mut Model, settings: &Settings, msg: Msg) -> Vec<Effect> {
    let (mut msgs, mut rest) = (vec![msg], Vec::new());
    while let Some(msg) = msgs.pop() {
        let effects = update(model, settings, msg).into_iter();
        let mut answers: Vec<Msg> =
            effects.filter_map(|effect| perform_inline(effect, &mut rest)).collect();
        // Popped from the back.
        answers.reverse();
        msgs.append(&mut answers);
    }
    rest
}

/// Performs an effect that takes no time, and returns its answer; pushes any other to `rest`.
fn perform_inline(effect: Effect, rest: &mut Vec<Effect>) -> Option<Msg> {
    match effect {
        Effect::Key(key) => return Some(Msg::Key(key)),
        Effect::BuildIndex(job) if job.catalog.len() <= INLINE_INDEX_MAX => job.build(),
        Effect::Search(request) if is_search_inline(&request) => {
            if request.needs_index() {
                request.index_job().build();
            }
            return request.run(&Sequential).map(Msg::SearchDone);
        }
        Effect::Drop(retired) if retired.catalog.len() <= INLINE_SEARCH_MAX => {}
        effect => rest.push(effect),
    }
    None
}

/// Returns true if the request is answered at once. Without an index all texts would be read.
fn is_search_inline(request: &SearchRequest) -> bool {
    let count = request.project_count();
    count <= if request.needs_index() { INLINE_INDEX_MAX } else { INLINE_SEARCH_MAX }
}

/// Returns the index to be built on a thread before it is needed; `None` for a small catalog.
pub(crate) fn index_job_at_start(model: &Model) -> Option<IndexJob> {
    model.data.index_job().filter(|job| job.catalog.len() > INLINE_INDEX_MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::{KeyScript, Start};
    use crate::host::fixtures::{catalog, settings};

    /// Returns a board over a catalog of `len` projects, with its index built or not.
    fn board(len: usize, has_index: bool) -> Model {
        let model = Model::new(catalog(len), &Start::default());
        if has_index {
            model.data.index_job().unwrap().build();
        }
        model
    }

    /// Presses `keys` and returns the effects that are left by `handle`.
    fn press(
        model: &mut Model,
        keys: &str,
        handle: impl Fn(&mut Model, &Settings, Msg) -> Vec<Effect>,
    ) -> Vec<Effect> {
        let keys: KeyScript = keys.parse().unwrap();
        let msgs = keys.0.into_iter().map(|chord| Msg::Key(chord.to_event()));
        msgs.flat_map(|msg| handle(model, &settings(), msg)).collect()
    }

    #[test]
    fn what_is_small_is_answered_at_once_and_nothing_else() {
        for (len, has_index, is_answered) in [
            (INLINE_INDEX_MAX, false, true),
            (INLINE_INDEX_MAX + 1, false, false),
            (INLINE_INDEX_MAX + 1, true, true),
            (INLINE_SEARCH_MAX, true, true),
            (INLINE_SEARCH_MAX + 1, true, false),
        ] {
            let mut model = board(len, has_index);
            let rest = press(&mut model, "/ 9", dispatch);
            assert_eq!((rest.is_empty(), !model.search.is_searching()), (is_answered, is_answered));
            assert!(is_answered || matches!(rest[..], [Effect::Search(_)]), "{len}");
        }
    }

    #[test]
    fn an_update_by_itself_searches_nothing_however_small() {
        let mut model = board(9, true);
        let effects = press(&mut model, "/ 9", |model, settings, msg| {
            update(model, settings, msg).into_iter().collect()
        });
        assert!(model.search.is_searching() && matches!(effects[..], [Effect::Search(_)]));
    }

    #[test]
    fn the_key_of_an_alt_key_acts_on_what_its_esc_has_found() {
        let mut model = board(30, false);
        press(&mut model, "/ 2 <Space> 9 <Enter>", dispatch);
        assert_eq!((model.visible_len(), model.nav.projects.selected()), (1, 0));
        // Esc takes away the last word, and j goes to the second of what is then found.
        assert_eq!(press(&mut model, "<Alt-j>", dispatch), []);
        assert_eq!((model.visible_len(), model.nav.projects.selected()), (12, 1));
    }
}
