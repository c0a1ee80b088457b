//! What makes a catalogue quick to search; [`find`](super::find) searches it.

use super::alphabet::Alphabet;
use super::arena::Arena;
use super::hit::Field;
use super::place::{fields, texts};
use super::rows::Rows;
use crate::catalog::{Catalog, ProjectIx};
use crate::lang::Lang;
use crate::text::cells;

/// What makes a catalogue quick to search.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Index {
    pub(super) alphabet: Alphabet,
    /// The projects, those with the shortest titles first: short before long, without sorting hits.
    pub(super) order: Vec<ProjectIx>,
    /// Their texts.
    pub(super) arena: Arena,
    /// What is in their texts, by group of fields.
    pub(super) rows: [Rows; Field::GROUPS],
}

impl Index {
    /// Of all projects of `catalog`.
    #[must_use]
    pub fn new(catalog: &Catalog) -> Self {
        let mut order: Vec<ProjectIx> = catalog.projects().map(|(at, _)| at).collect();
        order.sort_by_key(|at| cells(catalog[*at].title.get(Lang::Zh)));
        let mut index = Self { alphabet: Alphabet::default(), order, arena: Arena::default(), rows: Default::default() };
        for (at, project) in index.order.iter().enumerate() {
            for field in fields(None) {
                let rows = &mut index.rows[field.group()];
                for (lang, nth, text) in texts(catalog, &catalog[*project], field).filter(|(.., text)| !text.is_empty()) {
                    index.alphabet.learn(&text);
                    rows.note(&index.alphabet, at, index.arena.add(&index.alphabet, field, lang, nth, &text));
                }
            }
            index.arena.close();
        }
        index
    }
}
