//! Days of the calendar. Which one is today is for the outside to say.

use std::fmt;

use jiff::civil::Date;

/// A day, from the year 0 on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(Date);

impl Day {
    /// That day; `None` if the calendar has none such.
    #[must_use]
    pub fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
        Date::new(i16::try_from(year).ok()?, month, day).ok().map(Self)
    }

    /// The day that is written `YYYY-MM-DD`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let is_one = text.bytes().enumerate().all(|(at, b)| if at == 4 || at == 7 { b == b'-' } else { b.is_ascii_digit() });
        text.parse().ok().map(Self).filter(|_| is_one && text.len() == 10)
    }

    /// The first day of a year.
    #[must_use]
    pub fn first_of_year(year: u16) -> Option<Self> {
        Self::new(year, 1, 1)
    }

    /// The last day of a year.
    #[must_use]
    pub fn last_of_year(year: u16) -> Option<Self> {
        Self::new(year, 12, 31)
    }

    /// How many days it is after `other`; fewer than none if it is before.
    #[must_use]
    pub fn days_since(self, other: Self) -> i64 {
        self.0.duration_since(other.0).as_hours() / 24
    }

    /// As one number that is larger for a later day, and small enough to be kept in three bytes.
    pub(super) fn to_packed(self) -> u32 {
        let part = |number: i16| u32::from(number.unsigned_abs());
        (part(self.0.year()) << 9) | (part(self.0.month().into()) << 5) | part(self.0.day().into())
    }

    /// What [`Self::to_packed`] made a number of.
    pub(super) fn from_packed(packed: u32) -> Option<Self> {
        let small = |number: u32| u8::try_from(number).unwrap_or_default();
        Self::new(u16::try_from(packed >> 9).ok()?, small(packed >> 5 & 0xf), small(packed & 0x1f))
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    #[test]
    fn days_are_those_of_the_calendar() {
        for text in ["2026-01-27", "2024-02-29", "2000-02-29", "0001-12-31"] {
            assert_eq!(day(text).to_string(), text);
            assert_eq!(Day::from_packed(day(text).to_packed()), Some(day(text)));
        }
        for text in
            ["2026-02-29", "1900-02-29", "2026-13-01", "2026-00-10", "2026-1-27", "27-01-2026", "2026/01/27", "", "+026-01-01"]
        {
            assert_eq!(Day::parse(text), None, "{text}");
        }
    }

    #[test]
    fn days_are_counted() {
        for (later, earlier, days) in [
            ("2026-03-01", "2026-02-28", 1),
            ("2024-03-01", "2024-02-28", 2),
            ("2027-01-01", "2026-01-01", 365),
            ("2026-11-25", "1970-01-01", 20_782),
            ("2026-01-01", "2026-01-31", -30),
            ("2100-03-01", "2100-02-28", 1),
        ] {
            assert_eq!(day(later).days_since(day(earlier)), days, "{later}");
            assert_eq!(day(later) > day(earlier), days > 0);
        }
    }
}
