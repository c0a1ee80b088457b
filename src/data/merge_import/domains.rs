//! Merges the domains of a programme.

use std::collections::{HashMap, HashSet};

use super::Merger;
use crate::data::diff::Subject;
use crate::diagnostics::{Column, Owner};
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
            merger.subject = Subject::Domain(added.id.clone());
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
    let mut ids: HashMap<String, usize> =
        old.iter().enumerate().map(|(at, domain)| (domain.id.to_owned(), at)).collect();
    let by_name = names(old);
    // A cell has the name of a domain or, if that is no unique name, its id.
    let known = |domain: &Domain, ids: &HashMap<String, usize>| {
        let name = domain.name.get(Lang::Zh);
        let by_name = by_name.get(name).or_else(|| ids.get(name).filter(|_| name == domain.id));
        by_name.copied()
    };
    let named: HashSet<usize> = new.iter().filter_map(|domain| known(domain, &ids)).collect();
    let mut next_id = 1;
    let mut positions = Vec::new();
    for domain in new {
        // Only a domain of the built-in catalog comes with its English name, and then its id is
        // not made up.
        let has_id = !domain.name.exactly(Lang::En).is_empty();
        let same_id = ids.get(domain.id).copied().filter(|at| has_id && !named.contains(at));
        let at = known(domain, &ids).or(same_id);
        if let Some(at) = at {
            if !named.contains(&at) {
                domains[at].name = domain.name.into();
            }
            positions.push(DomainIx(at));
            continue;
        }
        let mut added = owned(*domain);
        while ids.contains_key(&added.id) {
            added.id = format!("domain-{next_id}");
            next_id += 1;
        }
        ids.insert(added.id.clone(), domains.len());
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

fn owned(domain: Domain) -> NewDomain {
    NewDomain { id: domain.id.to_owned(), name: domain.name.into(), origin: domain.origin }
}
