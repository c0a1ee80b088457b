//! Days of the calendar. Which one is today is for the outside to say.

use std::fmt;

/// A day, from the year 0 on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day {
    year: u16,
    month: u8,
    of_month: u8,
}

impl Day {
    /// That day; `None` if the calendar has none such.
    #[must_use]
    pub fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
        let days = match month {
            2 => 28 + u8::from(leap),
            4 | 6 | 9 | 11 => 30,
            1..=12 => 31,
            _ => 0,
        };
        (year <= 9999 && (1..=days).contains(&day)).then_some(Self { year, month, of_month: day })
    }

    /// The day that is written `YYYY-MM-DD`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let is_one = text.bytes().enumerate().all(|(at, b)| if at == 4 || at == 7 { b == b'-' } else { b.is_ascii_digit() });
        let mut parts = text.split('-').map(|part| part.parse::<u16>().ok());
        let mut next = || parts.next().flatten();
        let (year, month, day) = (next()?, u8::try_from(next()?).ok()?, u8::try_from(next()?).ok()?);
        Self::new(year, month, day).filter(|_| is_one && text.len() == 10)
    }

    /// The first day of a year.
    #[must_use]
    pub fn first_of(year: u16) -> Self {
        Self { year, month: 1, of_month: 1 }
    }

    /// The last day of a year.
    #[must_use]
    pub fn last_of(year: u16) -> Self {
        Self { year, month: 12, of_month: 31 }
    }

    /// How many days it is after `other`; fewer than none if it is before.
    #[must_use]
    pub fn since(self, other: Self) -> i64 {
        self.count() - other.count()
    }

    /// How many days there were before it. Years are counted from March: a leap day is then the last of its year.
    fn count(self) -> i64 {
        let early = i64::from(self.month <= 2);
        let year = i64::from(self.year) - early;
        let month = (i64::from(self.month) + 9) % 12;
        year * 365 + year.div_euclid(4) - year.div_euclid(100)
            + year.div_euclid(400)
            + (month * 153 + 2) / 5
            + i64::from(self.of_month)
    }

    /// As one number that is larger for a later day, and small enough to be kept in three bytes.
    pub(super) fn packed(self) -> u32 {
        (u32::from(self.year) << 9) | (u32::from(self.month) << 5) | u32::from(self.of_month)
    }

    /// What [`Self::packed`] made a number of.
    pub(super) fn unpacked(packed: u32) -> Option<Self> {
        let small = |number: u32| u8::try_from(number).unwrap_or_default();
        Self::new(u16::try_from(packed >> 9).unwrap_or(u16::MAX), small(packed >> 5 & 0xf), small(packed & 0x1f))
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.of_month)
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
            assert_eq!(Day::unpacked(day(text).packed()), Some(day(text)));
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
            assert_eq!(day(later).since(day(earlier)), days, "{later}");
            assert_eq!(day(later) > day(earlier), days > 0);
        }
    }
}
