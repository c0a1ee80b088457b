//! Calendar days. The caller provides today's date.

use std::fmt;

use jiff::civil::Date;

/// Calendar day, in the year 0 or later.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(Date);

impl Day {
    /// Returns the given day; `None` if the calendar does not have it.
    #[must_use]
    pub fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
        Date::new(i16::try_from(year).ok()?, month, day).ok().map(Self)
    }

    /// Parses a day written `YYYY-MM-DD`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let is_well_formed = text
            .bytes()
            .enumerate()
            .all(|(at, b)| if at == 4 || at == 7 { b == b'-' } else { b.is_ascii_digit() });
        text.parse().ok().map(Self).filter(|_| is_well_formed && text.len() == 10)
    }

    /// Returns the last day of a month; `None` if the calendar does not have the month.
    pub(crate) fn last_of_month(year: u16, month: u8) -> Option<Self> {
        Self::new(year, month, 1).map(|day| Self(day.0.last_of_month()))
    }

    /// Returns the year.
    pub(crate) fn year(self) -> u16 {
        self.0.year().unsigned_abs()
    }

    /// Returns the number of days from `other` to this day; negative if this day comes first.
    #[must_use]
    pub fn days_since(self, other: Self) -> i64 {
        self.0.duration_since(other.0).as_hours() / 24
    }

    /// Packs year, month and day into one number of at most 23 bits; later days give larger
    /// numbers.
    pub(crate) fn to_packed(self) -> u32 {
        let bits = |number: i16| u32::from(number.unsigned_abs());
        (bits(self.0.year()) << 9) | (bits(self.0.month().into()) << 5) | bits(self.0.day().into())
    }

    /// Unpacks a number made by [`Self::to_packed`].
    pub(crate) fn from_packed(packed: u32) -> Option<Self> {
        let byte = |number: u32| u8::try_from(number).unwrap_or_default();
        Self::new(u16::try_from(packed >> 9).ok()?, byte(packed >> 5 & 0xf), byte(packed & 0x1f))
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
        for text in [
            "2026-02-29",
            "1900-02-29",
            "2026-13-01",
            "2026-00-10",
            "2026-1-27",
            "27-01-2026",
            "2026/01/27",
            "",
            "+026-01-01",
        ] {
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
