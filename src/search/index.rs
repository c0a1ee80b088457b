//! What makes a catalogue quick to search; [`searcher`](super::searcher) searches it.

use std::sync::Arc;

use super::alphabet::Alphabet;
use super::doc_columns::DocColumns;
use super::haystack::{Haystack, HaystackBuilder};
use super::hit::SearchField;
use super::locate::{field_texts, fields};
use super::symbol_encoding::SymbolEncoding;
use crate::catalog::{Catalog, Project};
use crate::lang::Lang;

/// What makes a catalogue quick to search.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Index {
    pub(super) alphabet: Alphabet,
    pub(super) encoding: SymbolEncoding,
    /// What was found is told in these.
    pub(super) docs: Arc<DocColumns>,
    /// Their texts in the same order, but for the names of domains: those are few. What is in titles counts more than what is
    /// elsewhere, and then what is in places, and both are few letters: they are looked through first.
    pub(super) haystacks: [Haystack; HAYSTACK_COUNT],
}

/// Titles, places, and all other texts.
pub(super) const HAYSTACK_COUNT: usize = 3;

/// In which arena the texts of a field are.
pub(super) fn haystack_of(field: SearchField) -> usize {
    match field {
        SearchField::Title => 0,
        SearchField::Place => 1,
        _ => 2,
    }
}

impl Index {
    /// Of all projects of `catalog`.
    #[must_use]
    pub fn new(catalog: &Catalog) -> Self {
        let rows = DocColumns::from_catalog(catalog);
        let CorpusStats { alphabet, counts, lengths } = CorpusStats::from_catalog(catalog);
        let codes = SymbolEncoding::new(&alphabet, &counts);
        let mut arenas = lengths.map(HaystackBuilder::with_capacity);
        for at in &rows.projects {
            arenas.iter_mut().for_each(HaystackBuilder::start_doc);
            for_each_text(catalog, &catalog.project(*at), |field, text| {
                arenas[haystack_of(field)].push_text(&alphabet, &codes, field, text);
            });
        }
        Self { alphabet, encoding: codes, docs: Arc::new(rows), haystacks: arenas.map(HaystackBuilder::build) }
    }

    /// The titles.
    pub(super) fn titles(&self) -> &Haystack {
        &self.haystacks[0]
    }

    /// Its memory, in bytes, but for what does not grow with the projects.
    #[must_use]
    pub fn memory_usage(&self) -> usize {
        self.haystacks.iter().map(Haystack::memory_usage).sum::<usize>() + self.docs.memory_usage()
    }
}

/// What a catalogue is written in.
struct CorpusStats {
    alphabet: Alphabet,
    /// How often each letter occurs.
    counts: Vec<u32>,
    /// How many bytes of text there are for each arena: in codes they are hardly ever more.
    lengths: [usize; HAYSTACK_COUNT],
}

impl CorpusStats {
    fn from_catalog(catalog: &Catalog) -> Self {
        let mut alphabet = Alphabet::default();
        for (_, domain) in catalog.domains() {
            for lang in Lang::ALL {
                alphabet.add_text(domain.name.exactly(lang));
            }
        }
        let (mut counts, mut lengths) = (Vec::new(), [0; HAYSTACK_COUNT]);
        for (_, project) in catalog.projects() {
            for_each_text(catalog, &project, |field, text| {
                alphabet.add_text(text);
                lengths[haystack_of(field)] += 1 + text.len();
                for number in text.chars().map(|c| alphabet.id(c)) {
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
fn for_each_text(catalog: &Catalog, project: &Project, mut see: impl FnMut(SearchField, &str)) {
    for field in fields(None).filter(|field| *field != SearchField::Domain) {
        let mut before = None;
        for (_, nth, text) in field_texts(catalog, project, field).filter(|(.., text)| !text.is_empty()) {
            // A target without English words says the same in both languages.
            if before.as_ref() != Some(&(nth, text.clone())) {
                see(field, &text);
            }
            before = Some((nth, text));
        }
    }
}
