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
    /// Their titles in the same order, and then their other texts, but for the names of domains: those are few. Titles are few
    /// letters, and what is in them counts more than what is elsewhere: they are looked through first.
    pub(super) titles: Arena,
    pub(super) others: Arena,
}

impl Index {
    /// Of all projects of `catalog`.
    #[must_use]
    pub fn new(catalog: &Catalog) -> Self {
        let rows = Rows::of(catalog);
        let Letters { alphabet, counts, lengths } = Letters::of(catalog);
        let codes = Codes::new(&alphabet, &counts);
        let [mut titles, mut others] = lengths.map(Writer::with_room);
        for at in &rows.projects {
            titles.open();
            others.open();
            each_text(catalog, &catalog.project(*at), |field, text| {
                let arena = if field == Field::Title { &mut titles } else { &mut others };
                arena.add(&alphabet, &codes, field, text);
            });
        }
        Self { alphabet, codes, rows: Arc::new(rows), titles: titles.finish(), others: others.finish() }
    }

    /// Its memory, in bytes, but for what does not grow with the projects.
    #[must_use]
    pub fn size(&self) -> usize {
        self.titles.size() + self.others.size() + self.rows.size()
    }
}

/// What a catalogue is written in.
struct Letters {
    alphabet: Alphabet,
    /// How often each letter occurs.
    counts: Vec<u32>,
    /// How many bytes of text there are, in titles and elsewhere: in codes they are hardly ever more.
    lengths: [usize; 2],
}

impl Letters {
    fn of(catalog: &Catalog) -> Self {
        let mut alphabet = Alphabet::default();
        for (_, domain) in catalog.domains() {
            for lang in Lang::ALL {
                alphabet.learn(domain.name.exactly(lang));
            }
        }
        let (mut counts, mut lengths) = (Vec::new(), [0; 2]);
        for (_, project) in catalog.projects() {
            each_text(catalog, &project, |field, text| {
                alphabet.learn(text);
                lengths[usize::from(field != Field::Title)] += 1 + text.len();
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
