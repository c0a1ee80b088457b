//! The programme filter: `清单:2026`, `programme:yushan`.

use crate::lang::Lang;
use crate::matcher::{NormalizedText, SearchWord, fold};
use crate::model::{Catalog, Programme, ProgrammeIx};

/// A filter for programmes.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum ProgrammeFilter {
    /// The programmes of that year.
    Year(u16),
    /// The programmes whose locality or title contains the word, in either language, by characters
    /// or pinyin.
    Word(SearchWord),
}

impl ProgrammeFilter {
    /// Parses the value of a filter: four digits are a year. `None` if there is no word in it.
    pub(crate) fn parse(value: &str) -> Option<Self> {
        let folded: String = value.chars().map(fold).collect();
        let year = Some(folded).filter(|year| year.len() == 4).and_then(|year| year.parse().ok());
        let word = || Some(SearchWord::new(value)).filter(|word| !word.is_empty()).map(Self::Word);
        year.map(Self::Year).or_else(word)
    }

    /// Returns true if the filter matches `programme`.
    pub(crate) fn matches(&self, programme: &Programme) -> bool {
        match self {
            Self::Year(year) => programme.year == *year,
            Self::Word(word) => {
                let is_in = |text: &str| NormalizedText::new(text).find(word, word).is_some();
                let names = [programme.locality, programme.title];
                names.iter().any(|name| Lang::ALL.iter().any(|lang| is_in(name.exactly(*lang))))
            }
        }
    }
}

/// Returns the programmes that a user may mean by writing `name` before a project's number: those
/// with exactly this label, else those that `programme:` would find.
#[must_use]
pub fn find_programmes(catalog: &Catalog, name: &str) -> Vec<ProgrammeIx> {
    let labeled = catalog.programmes().map(|(programme, _)| programme).filter(|programme| {
        let labels = [catalog.label(*programme), catalog.short_label(*programme)];
        Lang::ALL.iter().any(|lang| labels.iter().any(|label| label.get(*lang) == name))
    });
    let labeled: Vec<ProgrammeIx> = labeled.collect();
    if !labeled.is_empty() {
        return labeled;
    }
    let Some(filter) = ProgrammeFilter::parse(name) else { return Vec::new() };
    let named = catalog.programmes().filter(|(_, programme)| filter.matches(programme));
    named.map(|(programme, _)| programme).collect()
}
