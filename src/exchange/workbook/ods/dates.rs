//! Dates and times of `OpenDocument` cells (ODF 1.3 part 3, 19.387 and 19.398).

use crate::exchange::xlsx::clock_text;

/// Parts of a date that a style shows.
#[expect(clippy::struct_excessive_bools, reason = "they do not depend on each other")]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct DateParts {
    has_year: bool,
    has_month: bool,
    has_day: bool,
    has_hours: bool,
}

impl DateParts {
    /// Adds the part that an element of a style stands for.
    pub(super) fn add(&mut self, element: &str) {
        match element {
            "number:year" => self.has_year = true,
            "number:month" => self.has_month = true,
            "number:day" => self.has_day = true,
            _ => self.has_hours = true,
        }
    }
}

/// Formats a date, `2026-12-31` or `2026-12-31T08:00:00`, as far as it is shown.
pub(super) fn date_text(value: &str, parts: Option<DateParts>) -> String {
    let (day, time) = value.split_once('T').unwrap_or((value, ""));
    let time = time.trim_end_matches('Z');
    let time = time.split_once('.').map_or(time, |(whole, _)| whole);
    let has_time = !time.is_empty() && time != "00:00:00";
    let mut numbers = day.splitn(3, '-');
    let (year, month) = (numbers.next().unwrap_or_default(), numbers.next().unwrap_or_default());
    // The day from which times are counted.
    if day == "1899-12-30" && has_time {
        return time.strip_suffix(":00").unwrap_or(time).to_owned();
    }
    match parts {
        Some(parts) if !parts.has_day && !parts.has_hours && parts.has_month => {
            format!("{year}-{month}")
        }
        Some(parts) if !parts.has_day && !parts.has_hours && parts.has_year => format!("{year}年"),
        _ if has_time => format!("{day} {time}"),
        _ => day.to_owned(),
    }
}

/// Formats a time of day or a duration such as `PT08H30M00S`; `None` if it is another text.
pub(super) fn time_text(value: &str) -> Option<String> {
    let (sign, rest) = value.strip_prefix('-').map_or((1.0, value), |rest| (-1.0, rest));
    let (days, times) = rest.strip_prefix('P')?.split_once('T')?;
    let mut seconds = 0.0;
    let mut rest = format!("{days}{times}");
    for (unit, size) in [('D', 86_400.0), ('H', 3_600.0), ('M', 60.0), ('S', 1.0)] {
        if let Some((number, after)) = rest.clone().split_once(unit) {
            seconds += number.parse::<f64>().ok()? * size;
            after.clone_into(&mut rest);
        }
    }
    rest.is_empty().then(|| clock_text(sign * seconds / 86_400.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_has_the_parts_that_are_shown() {
        let mut month = DateParts::default();
        month.add("number:year");
        let year = month;
        month.add("number:month");
        let mut day = month;
        day.add("number:day");
        for (value, parts, expected) in [
            ("2026-12-31", Some(day), "2026-12-31"),
            ("2026-12-31T00:00:00", Some(day), "2026-12-31"),
            ("2026-12-31T08:30:00.5", Some(day), "2026-12-31 08:30:00"),
            ("2026-12-01", Some(month), "2026-12"),
            ("2026-12-01", Some(year), "2026年"),
            ("2026-12-01", None, "2026-12-01"),
            ("1899-12-30T08:00:00", None, "08:00"),
        ] {
            assert_eq!(date_text(value, parts), expected, "{value}");
        }
    }

    #[test]
    fn times_are_as_on_a_clock() {
        for (value, expected) in [
            ("PT08H30M00S", Some("08:30")),
            ("PT36H00M05S", Some("36:00:05")),
            ("P1DT2H", Some("26:00")),
            ("-PT1H", Some("-01:00")),
            ("8:30", None),
            ("PTxH", None),
        ] {
            assert_eq!(time_text(value).as_deref(), expected, "{value}");
        }
    }
}
