//! Looks up domains by id or name.

use std::collections::HashMap;

use crate::lang::Lang;
use crate::model::{DomainIx, NewDomain};

/// Index of domains by id and by name.
pub(crate) struct DomainLookup<'a> {
    pub(crate) list: &'a [NewDomain],
    ids: HashMap<&'a str, usize>,
    names: HashMap<&'a str, usize>,
}

impl<'a> DomainLookup<'a> {
    /// Creates the index of the domains in `list`.
    pub(crate) fn new(list: &'a [NewDomain]) -> Self {
        let (mut ids, mut names) = (HashMap::new(), HashMap::new());
        for (ix, domain) in list.iter().enumerate() {
            ids.entry(domain.id.as_str()).or_insert(ix);
            for lang in Lang::ALL {
                names.entry(domain.name.as_text().exactly(lang)).or_insert(ix);
            }
        }
        Self { list, ids, names }
    }

    /// Returns the first domain with the id `text`, or else with that name.
    pub(crate) fn get(&self, text: &str) -> Option<DomainIx> {
        self.ids.get(text).or_else(|| self.names.get(text)).copied().map(DomainIx)
    }
}
