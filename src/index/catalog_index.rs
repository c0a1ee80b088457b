//! The search index of a catalog: its alphabet, and all texts and attributes of its projects in the
//! form in which `searcher` scans them.

use std::sync::Arc;

use super::alphabet::Alphabet;
use super::doc_columns::DocColumns;
use super::haystack::{HAYSTACK_COUNT, Haystack, HaystackBuilder, haystack_of};
use super::symbol_encoding::SymbolEncoding;
use crate::lang::Lang;
use crate::model::{Catalog, Project};
use crate::query::{SearchField, field_texts, text_fields};

/// The search index of a catalog.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Index {
    pub(crate) alphabet: Alphabet,
    pub(crate) encoding: SymbolEncoding,
    /// Attributes of the docs; results refer to them.
    pub(crate) docs: Arc<DocColumns>,
    /// The texts in the same order, but for the names of domains, which are few and matched
    /// separately. Titles rank above places and places above the rest, and both are short: they
    /// are scanned first.
    pub(crate) haystacks: [Haystack; HAYSTACK_COUNT],
}

impl Index {
    /// Builds the index of all projects of `catalog`.
    #[must_use]
    pub fn new(catalog: &Catalog) -> Self {
        let mut alphabet = Alphabet::default();
        for (_, domain) in catalog.domains() {
            for lang in Lang::ALL {
                alphabet.add_text(domain.name.exactly(lang));
            }
        }
        // By symbol: how often it occurs. By haystack: the size of its texts in UTF-8; encoded,
        // they hardly ever take more.
        let (mut symbol_counts, mut lengths) = (Vec::new(), [0; HAYSTACK_COUNT]);
        for (_, project) in catalog.projects() {
            for_each_text(catalog, &project, |field, text| {
                alphabet.add_text(text);
                lengths[haystack_of(field)] += 1 + text.len();
                for symbol in text.chars().map(|c| alphabet.id(c).get()) {
                    if symbol >= symbol_counts.len() {
                        symbol_counts.resize(symbol + 1, 0_u32);
                    }
                    symbol_counts[symbol] = symbol_counts[symbol].saturating_add(1);
                }
            });
        }
        let docs = DocColumns::from_catalog(catalog);
        let encoding = SymbolEncoding::new(&alphabet, &symbol_counts);
        let mut builders = lengths.map(HaystackBuilder::with_capacity);
        for project in &docs.projects {
            builders.iter_mut().for_each(HaystackBuilder::start_doc);
            for_each_text(catalog, &catalog.project(*project), |field, text| {
                builders[haystack_of(field)].push_text(&alphabet, &encoding, field, text);
            });
        }
        Self {
            alphabet,
            encoding,
            docs: Arc::new(docs),
            haystacks: builders.map(HaystackBuilder::build),
        }
    }

    /// Returns the haystack of titles.
    pub(crate) fn titles(&self) -> &Haystack {
        &self.haystacks[0]
    }

    /// Returns the memory used in bytes, without the parts that do not grow with the number of
    /// projects.
    #[must_use]
    pub fn memory_usage(&self) -> usize {
        self.haystacks.iter().map(Haystack::memory_usage).sum::<usize>() + self.docs.memory_usage()
    }
}

/// Calls `on_text` with each text of a project and its field, fields in order of rank. Leaves out
/// the name of the domain, and a translation equal to the text before it.
fn for_each_text(catalog: &Catalog, project: &Project, mut on_text: impl FnMut(SearchField, &str)) {
    for field in text_fields(None).filter(|field| *field != SearchField::Domain) {
        let mut before = None;
        for (_, nth, text) in
            field_texts(catalog, project, field).filter(|(.., text)| !text.is_empty())
        {
            // A target without English words has the same text in both languages.
            if before.as_ref() != Some(&(nth, text.clone())) {
                on_text(field, &text);
            }
            before = Some((nth, text));
        }
    }
}
