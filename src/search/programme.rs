//! The programme filter: `清单:2026`, `programme:yushan`.

use super::normalized_text::NormalizedText;
use super::word::SearchWord;
use crate::catalog::{Catalog, Programme, ProgrammeIx};
use crate::lang::Lang;

/// A filter for programmes.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum ProgrammeFilter {
    /// The programmes of that year.
    Year(u16),
    /// The programmes whose locality or title contains the word, in either language, by characters
    /// or pinyin.
    Word(SearchWord),
}

impl ProgrammeFilter {
    /// Parses the value of a filter: four digits are a year. `None` if there is no word in it.
    pub(super) fn parse(said: &str) -> Option<Self> {
        let folded: String = said.chars().map(super::fold).collect();
        let year = Some(folded).filter(|said| said.len() == 4).and_then(|said| said.parse().ok());
        let word = || Some(SearchWord::new(said)).filter(|word| !word.is_empty()).map(Self::Word);
        year.map(Self::Year).or_else(word)
    }

    /// Returns true if the filter matches `programme`.
    pub(super) fn matches(&self, programme: &Programme) -> bool {
        match self {
            Self::Year(year) => programme.year == *year,
            Self::Word(word) => {
                let has = |text: &str| NormalizedText::new(text).find(word, word).is_some();
                let names = [programme.locality, programme.title];
                names.iter().any(|name| Lang::ALL.iter().any(|lang| has(name.exactly(*lang))))
            }
        }
    }
}

/// Returns the programmes that a user may mean by writing `said` before a project's number: those
/// with exactly this label, else those that `programme:` would find.
#[must_use]
pub fn find_programmes(catalog: &Catalog, said: &str) -> Vec<ProgrammeIx> {
    let those = |is: &dyn Fn(ProgrammeIx, &Programme) -> bool| {
        let found = catalog.programmes().filter(|(at, programme)| is(*at, programme));
        found.map(|(at, _)| at).collect::<Vec<_>>()
    };
    let labels = |at| [catalog.label(at), catalog.short_label(at)];
    let exactly = those(&|at, _| {
        Lang::ALL.iter().any(|lang| labels(at).iter().any(|label| label.get(*lang) == said))
    });
    let named = ProgrammeFilter::parse(said);
    if exactly.is_empty() {
        those(&|_, programme| named.as_ref().is_some_and(|named| named.matches(programme)))
    } else {
        exactly
    }
}
