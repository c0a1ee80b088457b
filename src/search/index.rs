//! What makes a catalogue quick to search; [`find`](super::find) searches it.

use std::sync::Arc;

use super::alphabet::Alphabet;
use super::arena::{Arena, Writer};
use super::code::Codes;
use super::hit::Field;
use super::place::{fields, texts};
use super::rows::Rows;
use crate::catalog::{Catalog, Project};
use crate::lang::Lang;

/// What makes a catalogue quick to search.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Index {
    pub(super) alphabet: Alphabet,
    pub(super) codes: Codes,
    /// What was found is told in these.
    pub(super) rows: Arc<Rows>,
    /// Their texts in the same order, but for the names of domains: those are few. What is in titles counts more than what is
    /// elsewhere, and then what is in places, and both are few letters: they are looked through first.
    pub(super) arenas: [Arena; ARENAS],
}

/// Titles, places, and all other texts.
pub(super) const ARENAS: usize = 3;

/// In which arena the texts of a field are.
pub(super) fn arena_of(field: Field) -> usize {
    match field {
        Field::Title => 0,
        Field::Place => 1,
        _ => 2,
    }
}

impl Index {
    /// Of all projects of `catalog`.
    #[must_use]
    pub fn new(catalog: &Catalog) -> Self {
        let rows = Rows::of(catalog);
        let Letters { alphabet, counts, lengths } = Letters::of(catalog);
        let codes = Codes::new(&alphabet, &counts);
        let mut arenas = lengths.map(Writer::with_room);
        for at in &rows.projects {
            arenas.iter_mut().for_each(Writer::open);
            each_text(catalog, &catalog.project(*at), |field, text| {
                arenas[arena_of(field)].add(&alphabet, &codes, field, text);
            });
        }
        Self { alphabet, codes, rows: Arc::new(rows), arenas: arenas.map(Writer::finish) }
    }

    /// The titles.
    pub(super) fn titles(&self) -> &Arena {
        &self.arenas[0]
    }

    /// Its memory, in bytes, but for what does not grow with the projects.
    #[must_use]
    pub fn size(&self) -> usize {
        self.arenas.iter().map(Arena::size).sum::<usize>() + self.rows.size()
    }
}

/// What a catalogue is written in.
struct Letters {
    alphabet: Alphabet,
    /// How often each letter occurs.
    counts: Vec<u32>,
    /// How many bytes of text there are for each arena: in codes they are hardly ever more.
    lengths: [usize; ARENAS],
}

impl Letters {
    fn of(catalog: &Catalog) -> Self {
        let mut alphabet = Alphabet::default();
        for (_, domain) in catalog.domains() {
            for lang in Lang::ALL {
                alphabet.learn(domain.name.exactly(lang));
            }
        }
        let (mut counts, mut lengths) = (Vec::new(), [0; ARENAS]);
        for (_, project) in catalog.projects() {
            each_text(catalog, &project, |field, text| {
                alphabet.learn(text);
                lengths[arena_of(field)] += 1 + text.len();
                for number in text.chars().map(|c| alphabet.number(c)) {
                    if number >= counts.len() {
                        counts.resize(number + 1, 0_u32);
                    }
                    counts[number] = counts[number].saturating_add(1);
                }
            });
        }
        Self { alphabet, counts, lengths }
    }
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
