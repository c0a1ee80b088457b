//! The years that a list is for.

use crate::text::with_arabic_dates;

/// The first and the last year that a list is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ListYears {
    first: u16,
    last: u16,
}

impl ListYears {
    /// Returns the span of one year.
    pub(crate) fn new(year: u16) -> Self {
        Self { first: year, last: year }
    }

    /// Returns the years in a text, such as a title; `None` if there are none.
    pub(crate) fn from_text(text: &str) -> Option<Self> {
        let text = with_arabic_dates(text);
        let first = years_in(&text).min()?;
        let last = years_in(&text).max()?;
        Some(Self { first, last })
    }

    /// Returns true if the list is for `year`.
    pub(crate) fn contains(self, year: u16) -> bool {
        (self.first..=self.last).contains(&year)
    }
}

/// Returns the years in a text in digits, in their order.
pub(crate) fn years_in(text: &str) -> impl Iterator<Item = u16> {
    let numbers = text.split(|c: char| !c.is_ascii_digit()).filter(|digits| digits.len() == 4);
    numbers.filter_map(|digits| digits.parse().ok()).filter(|year| (1949..=2100).contains(year))
}
