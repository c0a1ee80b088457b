//! The domains of a programme by their ids.

use std::collections::HashMap;

use crate::model::{DomainIx, NewDomain};

/// Domains of a programme, with an index by id.
pub(crate) struct Domains {
    pub(crate) list: Vec<NewDomain>,
    by_id: HashMap<String, DomainIx>,
}

impl Domains {
    /// Creates the index of the domains in `list`.
    pub(crate) fn new(list: &[NewDomain]) -> Self {
        // Of two domains with the same id the first counts.
        let by_id = list
            .iter()
            .enumerate()
            .rev()
            .map(|(ix, domain)| (domain.id.clone(), DomainIx(ix)))
            .collect();
        Self { list: list.to_vec(), by_id }
    }

    /// Returns the domain with this id.
    pub(crate) fn get(&self, id: &str) -> Option<DomainIx> {
        self.by_id.get(id).copied()
    }
}
