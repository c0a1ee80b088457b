//! The year of a list, as its title gives it.

use crate::lang::{Lang, fill};

/// The year in a title.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TitleYear {
    /// The title has none.
    Missing,
    /// The year that the list is for.
    One(u16),
    /// Several years of which any may be meant, in their order.
    Several(Box<str>),
    /// Not of interest: the year is given elsewhere.
    Given,
}

impl TitleYear {
    /// Returns the year, if there is one.
    pub(crate) fn year(&self) -> Option<u16> {
        if let Self::One(year) = self { Some(*year) } else { None }
    }

    /// Formats what a note on the title says of it.
    pub(super) fn text(&self, lang: Lang) -> String {
        let s = lang.strings();
        match self {
            Self::Missing => s.note_no_year_in_title.to_owned(),
            Self::One(year) => fill(s.note_year_in_title, &[&year.to_string()]),
            Self::Several(years) => fill(s.note_years_in_title, &[years]),
            Self::Given => String::new(),
        }
    }
}
