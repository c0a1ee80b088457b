//! Texts of cells, by their styles.

use std::sync::Arc;

use calamine::{Data, DataRef, ExcelDateTime, Style};

use super::digits::decimal;
use super::number_format::{DisplayFormat, ShownText, general_number};
use crate::exchange::{NumberDisplay, unescape_formula};

/// Seconds in a day, the unit of a time in a cell.
const SECONDS: f64 = 86_400.0;

/// Facts about a style that change how a cell is read.
#[derive(Clone, Debug)]
pub(in crate::exchange) struct SheetStyle {
    /// True if its font has a line through it.
    pub(super) is_struck: bool,
    /// The code of its number format.
    pub(super) code: Arc<str>,
    date: DateForm,
    format: Option<DisplayFormat>,
}

/// Part of a date that a cell shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum DateForm {
    Day,
    /// A month without its day, 2026年12月.
    Month,
    /// A year alone, 2026年.
    Year,
}

/// Text of a cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::exchange) struct CellText {
    pub(in crate::exchange) text: String,
    /// The way in which the cell shows its number, if that is of matter.
    pub(in crate::exchange) display: Option<NumberDisplay>,
}

impl SheetStyle {
    pub(super) fn from_style(style: &Style) -> Self {
        let code = style.number_format.as_ref().map_or("", |format| format.format_code.as_str());
        Self::new(code, style.font.as_ref().is_some_and(|font| font.strikethrough))
    }

    /// Creates a style from the code of its number format.
    pub(in crate::exchange) fn new(code: &str, is_struck: bool) -> Self {
        Self {
            is_struck,
            code: code.into(),
            date: DateForm::from_code(code),
            format: if code.is_empty() { None } else { DisplayFormat::new(code) },
        }
    }

    /// Returns the text of a cell of this style; `None` if it is empty or an error.
    pub(super) fn text(&self, value: &DataRef) -> Option<CellText> {
        let format = self.format.as_ref();
        let as_shown = |text: &str| format.and_then(|format| format.text(text));
        let text = match value {
            DataRef::Empty | DataRef::Error(_) => return None,
            DataRef::DateTime(time) => self.date.text(time),
            DataRef::SharedString(text) => {
                as_shown(text).unwrap_or_else(|| unescape_formula(text).to_owned())
            }
            DataRef::String(text) if text.is_empty() => return None,
            DataRef::String(text) => {
                as_shown(text).unwrap_or_else(|| unescape_formula(text).to_owned())
            }
            DataRef::Float(number) => return Some(self.number(*number)),
            other => Data::from(other.clone()).to_string(),
        };
        Some(CellText { text, display: None })
    }

    fn number(&self, number: f64) -> CellText {
        let format = self.format.as_ref();
        let shown = format.map_or_else(|| general_number(number), |format| format.number(number));
        let (text, display) = match shown {
            ShownText::Whole(text) => {
                let display = is_year_and_tenth(number).then_some(NumberDisplay::YearAndTenth);
                (text, display)
            }
            ShownText::Rounded(text, held) => (text, Some(NumberDisplay::Rounded(held.into()))),
            ShownText::Hidden => {
                (String::new(), Some(NumberDisplay::Hidden(decimal(number).into())))
            }
            ShownText::Unclear => {
                (decimal(number), Some(NumberDisplay::Unclear(self.code.clone())))
            }
        };
        CellText { text, display }
    }
}

/// Returns true for a number such as 2026.1, which is also what becomes of a typed 2026.10.
pub(in crate::exchange) fn is_year_and_tenth(number: f64) -> bool {
    (1900.0..2100.0).contains(&number) && (number - number.floor() - 0.1).abs() < 1e-9
}

impl DateForm {
    /// Returns the part of a date that the code of a number format shows.
    fn from_code(code: &str) -> Self {
        // Quoted words stand between the letters that mean something, and a language before them.
        let mut letters = String::new();
        let (mut is_quoted, mut is_in_brackets) = (false, false);
        for c in code.chars().take_while(|c| *c != ';') {
            match c {
                '"' => is_quoted = !is_quoted,
                '[' | ']' if !is_quoted => is_in_brackets = c == '[',
                _ if is_quoted || is_in_brackets => {}
                _ => letters.push(c.to_ascii_lowercase()),
            }
        }
        if letters.contains(['d', 'h', 's']) {
            Self::Day
        } else if letters.contains('m') {
            Self::Month
        } else if letters.contains('y') {
            Self::Year
        } else {
            Self::Day
        }
    }

    /// Formats a date as far as it is shown, with the time of day if there is one; or a time.
    fn text(self, time: &ExcelDateTime) -> String {
        let value = time.as_f64();
        if time.is_duration() || (0.0..1.0).contains(&value) {
            return clock_text(value);
        }
        let (year, month, day, hour, minute, second, _) = time.to_ymd_hms_milli();
        match self {
            Self::Year => format!("{year:04}年"),
            Self::Month => format!("{year:04}-{month:02}"),
            Self::Day if (hour, minute, second) == (0, 0, 0) => {
                format!("{year:04}-{month:02}-{day:02}")
            }
            Self::Day => {
                format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}")
            }
        }
    }
}

/// Formats a time of day or a duration in days: `36:00`, or `36:00:05` with seconds.
pub(in crate::exchange) fn clock_text(days: f64) -> String {
    let seconds = (days.abs() * SECONDS).round();
    let sign = if days < 0.0 { "-" } else { "" };
    let (hours, minutes) = ((seconds / 3_600.0).floor(), (seconds / 60.0).floor() % 60.0);
    let rest = seconds % 60.0;
    let clock = format!("{sign}{hours:02.0}:{minutes:02.0}");
    if rest > 0.0 { format!("{clock}:{rest:02.0}") } else { clock }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_has_the_form_of_its_format() {
        for (code, form) in [
            ("yyyy\"年\"m\"月\";@", DateForm::Month),
            ("[$-804]yyyy\"年\"m\"月\"d\"日\"", DateForm::Day),
            ("m\"月\"", DateForm::Month),
            ("yyyy\"年\"", DateForm::Year),
            ("h:mm", DateForm::Day),
            ("mmm-yy", DateForm::Month),
        ] {
            assert_eq!(DateForm::from_code(code), form, "{code}");
        }
    }

    #[test]
    fn a_duration_is_no_date() {
        assert_eq!(
            [1.5, 0.375, 2.0 + 5.0 / SECONDS, -0.5].map(clock_text),
            ["36:00", "09:00", "48:00:05", "-12:00"]
        );
    }
}
