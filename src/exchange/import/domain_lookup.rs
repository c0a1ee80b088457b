//! Looks up domains by id or name.

use std::collections::HashMap;

use super::layout::numbered_domain;
use crate::diagnostics::{CellList, Note};
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

    /// Returns those of the parts of a name, 教育 and 医疗 of 教育、医疗, that are other domains, if it
    /// has several parts.
    pub(crate) fn parts(&self, text: &str, domain: Option<DomainIx>) -> Option<String> {
        const MARKS: [char; 7] = ['、', '/', '／', '，', ',', '；', ';'];
        let parts: Vec<&str> = text.split(MARKS).map(str::trim).collect();
        if parts.len() < 2 || parts.iter().any(|part| part.is_empty()) {
            return None;
        }
        let is_other = |part: &&str| {
            let (found, _) = self.find(part);
            found.is_some() && found != domain
        };
        let others: Vec<&str> = parts.into_iter().filter(is_other).collect();
        Some(others.join("”“"))
    }

    /// Returns the first domain with the id `text`, or else with that name; or else the only one
    /// whose name differs only in its spelling, or of which `text` also has a number or a count,
    /// with a note on that.
    pub(crate) fn find(&self, text: &str) -> (Option<DomainIx>, Option<Note>) {
        if let Some(exact) = self.positions.get(text) {
            return (Some(DomainIx(*exact)), None);
        }
        let by_key = |name: &str| self.by_key.get(&label_key(name)).copied().flatten();
        let note = |note: fn(Box<str>, Box<str>, CellList) -> Note, at: usize| {
            let known = self.list.get(at).map_or("", |domain| domain.name.as_text().get(Lang::Zh));
            note(text.into(), known.into(), CellList::default())
        };
        if let Some(at) = by_key(text) {
            return (Some(DomainIx(at)), Some(note(Note::SameLabel, at)));
        }
        let numbered = numbered_domain(text).and_then(|name| by_key(&name));
        (numbered.map(DomainIx), numbered.map(|at| note(Note::NumberedDomain, at)))
    }
}
