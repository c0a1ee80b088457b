//! What makes a catalogue quick to search; [`find`](super::find) searches it.

use super::alphabet::Alphabet;
use super::amount::Extent;
use super::arena::Arena;
use super::code::Codes;
use super::hit::Field;
use super::place::{fields, texts};
use crate::catalog::{Catalog, Project, ProjectIx, ProjectNo};
use crate::lang::Lang;
use crate::text::cells;

/// What makes a catalogue quick to search.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Index {
    pub(super) alphabet: Alphabet,
    pub(super) codes: Codes,
    /// The projects, those with the shortest titles first: short before long, without sorting hits.
    pub(super) rows: Vec<Row>,
    /// Their titles.
    pub(super) titles: Arena,
    /// All of their other texts, but for the names of domains: those are few.
    pub(super) others: Arena,
}

/// What is no text in a project.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) project: ProjectIx,
    pub(super) no: ProjectNo,
    pub(super) domain: u16,
    pub(super) amounts: Extent,
}

impl Index {
    /// Of all projects of `catalog`.
    #[must_use]
    pub fn new(catalog: &Catalog) -> Self {
        let mut order: Vec<ProjectIx> = catalog.projects().map(|(at, _)| at).collect();
        order.sort_by_cached_key(|at| cells(catalog.project(*at).title.get(Lang::Zh)));
        let (alphabet, counts) = count(catalog);
        let codes = Codes::new(&alphabet, &counts);
        let (mut titles, mut others) = (Arena::default(), Arena::default());
        for at in &order {
            each_text(catalog, &catalog.project(*at), |field, text| {
                let arena = if field == Field::Title { &mut titles } else { &mut others };
                arena.add(&alphabet, &codes, field, text);
            });
            titles.close();
            others.close();
        }
        titles.finish();
        others.finish();
        let rows = order.into_iter().map(|at| Row::of(at, &catalog.project(at))).collect();
        Self { alphabet, codes, rows, titles, others }
    }

    /// Its memory, in bytes, but for what does not grow with the projects.
    #[must_use]
    pub fn size(&self) -> usize {
        self.titles.size() + self.others.size() + self.rows.capacity() * size_of::<Row>()
    }
}

impl Row {
    fn of(at: ProjectIx, project: &Project) -> Self {
        // More than 65,535 domains are no list that anybody could choose from.
        let domain = u16::try_from(project.domain.0).unwrap_or(u16::MAX);
        Self { project: at, no: project.no, domain, amounts: Extent::of(project.targets.iter().map(|target| target.figure)) }
    }
}

/// All letters of a catalogue, and how often each occurs.
fn count(catalog: &Catalog) -> (Alphabet, Vec<u32>) {
    let mut alphabet = Alphabet::default();
    for (_, domain) in catalog.domains() {
        for lang in Lang::ALL {
            alphabet.learn(domain.name.exactly(lang));
        }
    }
    let mut counts = Vec::new();
    for (_, project) in catalog.projects() {
        each_text(catalog, &project, |_, text| {
            alphabet.learn(text);
            for number in text.chars().map(|c| alphabet.number(c)) {
                if number >= counts.len() {
                    counts.resize(number + 1, 0_u32);
                }
                counts[number] = counts[number].saturating_add(1);
            }
        });
    }
    (alphabet, counts)
}

/// The texts of a project, one after the other as they count; not the name of its domain, and no text twice.
fn each_text(catalog: &Catalog, project: &Project, mut see: impl FnMut(Field, &str)) {
    for field in fields(None).filter(|field| *field != Field::Domain) {
        let mut before = None;
        for (_, nth, text) in texts(catalog, project, field).filter(|(.., text)| !text.is_empty()) {
            // A target without English words says the same in both languages.
            if before.as_ref() != Some(&(nth, text.clone())) {
                see(field, &text);
            }
            before = Some((nth, text));
        }
    }
}
