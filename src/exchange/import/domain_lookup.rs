//! Looks up domains by id or name.

use std::collections::HashMap;

use crate::exchange::labels::label_key;
use crate::lang::Lang;
use crate::model::{DomainIx, NewDomain};

/// Index of domains by id and by name.
pub(crate) struct DomainLookup<'a> {
    pub(crate) list: &'a [NewDomain],
    /// Their positions in the list; an id goes before a name.
    positions: HashMap<&'a str, usize>,
    /// Their positions by their names in one spelling; `None` if several have the same.
    by_key: HashMap<String, Option<usize>>,
}

impl<'a> DomainLookup<'a> {
    /// Creates the index of the domains in `list`.
    pub(crate) fn new(list: &'a [NewDomain]) -> Self {
        let ids = list.iter().enumerate().map(|(ix, domain)| (domain.id.as_str(), ix));
        let names = list.iter().enumerate().flat_map(|(ix, domain)| {
            Lang::ALL.map(|lang| (domain.name.as_text().exactly(lang), ix))
        });
        let (mut positions, mut by_key) = (HashMap::new(), HashMap::new());
        for (text, ix) in ids.chain(names) {
            positions.entry(text).or_insert(ix);
            let position = by_key.entry(label_key(text)).or_insert(Some(ix));
            if *position != Some(ix) {
                *position = None;
            }
        }
        Self { list, positions, by_key }
    }

    /// Returns the first domain with the id `text`, or else with that name, and true; or else the
    /// only one whose name differs only in its spelling, and false.
    pub(crate) fn get(&self, text: &str) -> (Option<DomainIx>, bool) {
        let exact = self.positions.get(text).copied();
        let is_exact = exact.is_some();
        let found = exact.or_else(|| self.by_key.get(&label_key(text)).copied().flatten());
        (found.map(DomainIx), is_exact)
    }
}
