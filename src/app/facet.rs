//! The facets by which the list can be filtered, with their values written as the search box takes
//! them.

use super::SearchBox;
use crate::lang::{Lang, Strings};
use crate::model::{OwnedText, Status, Text};
use crate::query::Query;

/// Maximum length of a value in a term, in characters: the beginning of a longer one finds it, too.
const VALUE_MAX: usize = 20;

/// A property of projects by which the list can be filtered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Facet {
    Domain,
    Status,
    Office,
    Place,
    Amount,
    Year,
}

impl Facet {
    /// All facets, in the order of the sheet.
    pub(crate) const ALL: [Self; 6] =
        [Self::Domain, Self::Status, Self::Office, Self::Amount, Self::Year, Self::Place];

    /// Returns the beginning of the facet's terms in the search box.
    pub(crate) fn prefix(self, lang: Lang) -> &'static str {
        let [zh, en] = match self {
            Self::Domain => ["领域:", "domain:"],
            Self::Status => ["状态:", "status:"],
            Self::Office => ["责任:", "by:"],
            Self::Place => ["地点:", "place:"],
            Self::Amount => ["数量>=", "amount>="],
            Self::Year => ["年份:", "year:"],
        };
        if lang == Lang::Zh { zh } else { en }
    }

    /// Returns the facet's title on the sheet.
    pub(crate) fn title(self, s: &Strings) -> &'static str {
        match self {
            Self::Domain => s.facet_domain,
            Self::Status => s.facet_status,
            Self::Office => s.facet_office,
            Self::Place => s.facet_place,
            Self::Amount => s.facet_amount,
            Self::Year => s.facet_year,
        }
    }
}

/// A value of a facet.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct FacetValue {
    pub(crate) facet: Facet,
    pub(crate) value: OwnedText<'static>,
}

impl FacetValue {
    /// Creates a value with the same text in both languages.
    pub(crate) fn neutral(facet: Facet, value: &str) -> Self {
        Self::new(facet, Text::new(value, value))
    }

    pub(crate) fn new(facet: Facet, value: Text) -> Self {
        Self { facet, value: value.into() }
    }

    /// Creates the value of a status.
    pub(crate) fn from_status(status: Status) -> Self {
        let [zh, en] = Lang::ALL.map(|lang| status.word(lang));
        Self::new(Facet::Status, Text::new(zh, en))
    }

    /// Returns the text of the value.
    pub(crate) fn text(&self, lang: Lang) -> &str {
        self.value.as_text().get(lang)
    }

    /// Returns the term for the value: `领域:教育`, `place:"North Road"`.
    pub(crate) fn term(&self, lang: Lang) -> String {
        let value: String = self.text(lang).chars().filter(|c| !"\"＂“”".contains(*c)).collect();
        // A status of two words is also understood without a blank, which would need quotes.
        let value = if self.facet == Facet::Status { value.replace(' ', "-") } else { value };
        let is_cut = value.chars().count() > VALUE_MAX;
        let value: String = value.chars().take(VALUE_MAX).collect();
        let needs_quotes =
            is_cut || value.contains(|c: char| c.is_whitespace() || "|｜".contains(c));
        let quote = if needs_quotes { "\"" } else { "" };
        format!("{}{quote}{}{quote}", self.facet.prefix(lang), value.trim())
    }

    /// Returns the index of the value's term in a query, in either language.
    pub(crate) fn position_in(&self, text: &str) -> Option<usize> {
        let terms = Lang::ALL.map(|lang| self.term(lang));
        let is_own = |term: &str| terms.iter().any(|own| own == term);
        Query::parse(text).term_ranges().position(|range| text.get(range).is_some_and(is_own))
    }
}

/// The state of the sheet of filters.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct FilterState {
    /// The text that is typed to find a value.
    pub(crate) input: SearchBox,
    /// All values, facet by facet.
    pub(crate) values: Vec<FacetValue>,
    /// The selected row among those that are found.
    pub(crate) selected: usize,
    /// True if something has been chosen since the sheet was opened.
    pub(crate) is_touched: bool,
}

/// Returns the query `text` without those of `values` that have the facet.
pub(crate) fn without_facet(text: &str, values: &[FacetValue], facet: Facet) -> SearchBox {
    let mut rest = SearchBox::default();
    rest.set(text);
    for value in values.iter().filter(|value| value.facet == facet) {
        while let Some(nth) = value.position_in(rest.text()) {
            rest.remove_term(nth);
        }
    }
    rest
}

/// Returns the query `text` with `value` chosen, or no longer chosen if it was. Values of a facet
/// are alternatives, but only one amount is meant.
pub(crate) fn toggled(text: &str, values: &[FacetValue], value: &FacetValue, lang: Lang) -> String {
    let mut query = SearchBox::default();
    query.set(text);
    if let Some(nth) = value.position_in(text) {
        query.remove_term(nth);
        return query.text().to_owned();
    }
    let term = value.term(lang);
    if value.facet == Facet::Amount {
        let rest = without_facet(text, values, Facet::Amount);
        return format!("{} {term}", rest.text().trim()).trim().to_owned();
    }
    let ranges: Vec<_> = Query::parse(text).term_ranges().collect();
    let chosen = values.iter().filter(|other| other.facet == value.facet);
    let last = chosen.filter_map(|other| other.position_in(text)).max();
    match last.and_then(|nth| ranges.get(nth)) {
        Some(range) => {
            let mut text = text.to_owned();
            text.insert_str(range.end, &format!(" | {term}"));
            text
        }
        None => format!("{} {term}", text.trim()).trim().to_owned(),
    }
}
