//! Looks up domains by id or name.

use std::collections::HashMap;

use crate::lang::Lang;
use crate::model::{DomainIx, NewDomain};

/// Index of domains by id and by name.
pub(crate) struct DomainLookup<'a> {
    pub(crate) list: &'a [NewDomain],
    /// Their positions in the list; an id goes before a name.
    positions: HashMap<&'a str, usize>,
}

impl<'a> DomainLookup<'a> {
    /// Creates the index of the domains in `list`.
    pub(crate) fn new(list: &'a [NewDomain]) -> Self {
        let ids = list.iter().enumerate().map(|(ix, domain)| (domain.id.as_str(), ix));
        let names = list.iter().enumerate().flat_map(|(ix, domain)| {
            Lang::ALL.map(|lang| (domain.name.as_text().exactly(lang), ix))
        });
        let mut positions = HashMap::new();
        for (text, ix) in ids.chain(names) {
            positions.entry(text).or_insert(ix);
        }
        Self { list, positions }
    }

    /// Returns the first domain with the id `text`, or else with that name.
    pub(crate) fn get(&self, text: &str) -> Option<DomainIx> {
        self.positions.get(text).copied().map(DomainIx)
    }
}
