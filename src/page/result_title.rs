//! Titles in a list of results.

use std::borrow::Cow;

use crate::diagnostics::ListField;
use crate::lang::{Lang, fill};
use crate::model::Project;
use crate::query::{MatchMode, Query};

/// Returns the title of a project that `query` found in `mode`, with the positions of the
/// characters to highlight. If not the title but another name of the project matches, that name
/// stands behind it, as the reason.
pub(crate) fn result_title<'a>(
    project: &Project<'a>,
    query: &Query,
    mode: MatchMode,
    lang: Lang,
) -> (Cow<'a, str>, Vec<usize>) {
    let title = project.title.get(lang);
    let positions = query.positions_in(title, mode);
    if positions.is_empty() && !query.is_empty() {
        let names = project.list(ListField::Aliases);
        let names = names.iter().flat_map(|name| [name.get(lang), name.get(lang.other())]);
        for name in names {
            let positions = query.positions_in(name, mode);
            if !positions.is_empty() {
                let text = fill(lang.strings().title_alias, &[title, name]);
                // Behind the name there is only the bracket.
                let start = text.chars().count().saturating_sub(name.chars().count() + 1);
                return (text.into(), positions.into_iter().map(|at| start + at).collect());
            }
        }
    }
    (title.into(), positions)
}
