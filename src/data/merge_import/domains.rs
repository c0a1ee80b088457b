//! Merges the domains of a programme.

use std::collections::{HashMap, HashSet};

use super::Merger;
use crate::data::diff::Subject;
use crate::diagnostics::{Column, Owner};
use crate::exchange::label_key;
use crate::lang::Lang;
use crate::model::{Catalog, Domain, DomainIx, NewDomain};

impl Merger<'_> {
    /// Merges the domains and returns them, and the position among them of each domain of `new`. A
    /// table of domains lists all of them; without one, those of `old` stay, and the names that are
    /// new to it are added.
    pub(crate) fn domains(
        &mut self,
        old: &Catalog,
        new: &Catalog,
    ) -> (Vec<NewDomain>, Vec<DomainIx>) {
        let old: Vec<Domain> = old.domains().map(|(_, domain)| domain).collect();
        let new: Vec<Domain> = new.domains().map(|(_, domain)| domain).collect();
        if self.cells.has_domains() {
            let domains: Vec<NewDomain> = merge_table(self, &old, &new);
            let positions = (0..domains.len()).map(DomainIx).collect();
            (domains, positions)
        } else {
            add_gathered(&old, &new)
        }
    }
}

/// Merges a table of domains.
fn merge_table(merger: &mut Merger, old: &[Domain], new: &[Domain]) -> Vec<NewDomain> {
    let by_id: HashMap<&str, usize> =
        old.iter().enumerate().map(|(at, domain)| (domain.id, at)).collect();
    let by_name = names(old);
    let mut domains = Vec::new();
    for (nth, domain) in new.iter().copied().enumerate() {
        let at = by_id.get(domain.id).or_else(|| by_name.get(domain.name.get(Lang::Zh)));
        let mut added = owned(domain);
        if let Some(old) = at.and_then(|at| old.get(*at)) {
            let owner = Owner::Domain(nth);
            let langs = merger.langs(owner, Column::Name);
            merger.subject = Subject::domain(&domain);
            let label = Column::Name(Lang::Zh).header();
            added.name = merger.text(label, old.name.into(), added.name, langs);
            if !merger.cells.has_column(owner, Column::Origin) {
                added.origin = old.origin;
            }
        }
        domains.push(added);
    }
    domains
}

/// Adds domains that the projects name to those of the programme.
fn add_gathered(old: &[Domain], new: &[Domain]) -> (Vec<NewDomain>, Vec<DomainIx>) {
    let mut domains: Vec<NewDomain> = old.iter().copied().map(owned).collect();
    let mut ids: HashSet<String> = old.iter().map(|domain| domain.id.to_owned()).collect();
    let by_name = names(old);
    let by_key = keys(old);
    // A cell has the name of a domain, perhaps in another spelling or language, or if that is no
    // unique name, its id.
    let known = |domain: &Domain| {
        let name = domain.name.get(Lang::Zh);
        let by_id = || old.iter().position(|old| old.id == name && name == domain.id);
        let alike = |name: &str| by_key.get(&label_key(name)).copied().flatten();
        let found = by_name.get(name).copied().or_else(by_id).or_else(|| alike(name));
        found.or_else(|| alike(domain.name.exactly(Lang::En)))
    };
    let mut next_id = 1;
    let mut positions = Vec::new();
    for domain in new {
        // The id may be one of the built-in catalog, which is another domain in this programme.
        if let Some(at) = known(domain) {
            positions.push(DomainIx(at));
            continue;
        }
        let mut added = owned(*domain);
        while ids.contains(&added.id) {
            added.id = format!("domain-{next_id}");
            next_id += 1;
        }
        ids.insert(added.id.clone());
        positions.push(DomainIx(domains.len()));
        domains.push(added);
    }
    (domains, positions)
}

/// Returns the positions of `domains` by their names in either language; the first counts.
fn names<'a>(domains: &[Domain<'a>]) -> HashMap<&'a str, usize> {
    let mut names = HashMap::new();
    for (at, domain) in domains.iter().enumerate() {
        for name in Lang::ALL.map(|lang| domain.name.exactly(lang)) {
            if !name.is_empty() {
                names.entry(name).or_insert(at);
            }
        }
    }
    names
}

/// Returns the positions of `domains` by their names in one spelling; `None` if several have it.
fn keys(domains: &[Domain]) -> HashMap<String, Option<usize>> {
    let mut keys = HashMap::new();
    for (at, domain) in domains.iter().enumerate() {
        for name in Lang::ALL.map(|lang| domain.name.exactly(lang)) {
            if name.is_empty() {
                continue;
            }
            let position = keys.entry(label_key(name)).or_insert(Some(at));
            if *position != Some(at) {
                *position = None;
            }
        }
    }
    keys
}

fn owned(domain: Domain) -> NewDomain {
    NewDomain { id: domain.id.to_owned(), name: domain.name.into(), origin: domain.origin }
}
