//! Formats numbers and texts as the cells of a workbook show them, as far as that changes what
//! they mean: percentages and units (ECMA-376 part 1, 18.8.31).

use std::iter::Peekable;
use std::str::Chars;

/// Longest code that is parsed, in bytes; Excel allows 255 characters.
const CODE_MAX: usize = 1_024;
/// Names of the format that shows a number as it is; WPS also writes the Chinese one.
const GENERAL: [&str; 3] = ["general", "g/通用格式", "通用格式"];

/// Length of the longest of these names, in characters.
const GENERAL_MAX: usize = 7;

/// A number format that changes what a number or a text means.
#[derive(Clone, Debug)]
pub(super) struct DisplayFormat {
    /// The sections for numbers: positive, negative, zero.
    numbers: Vec<Section>,
    text: Option<Section>,
    /// True if the code is too long to be parsed.
    is_unknown: bool,
}

/// A section of a number format.
#[derive(Clone, Debug, Default)]
struct Section {
    /// Text before the number.
    prefix: String,
    /// Text after the number.
    suffix: String,
    /// Number of digits by which the decimal point moves to the right.
    shift: i32,
    place: NumberPlace,
    /// True if the section is for texts.
    is_for_text: bool,
    /// True if the number that is shown is another one, or cannot be told.
    is_unclear: bool,
}

/// Part of a section that was read, seen from the place for the number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum NumberPlace {
    /// There is none yet.
    #[default]
    Before,
    Inside,
    /// After a comma, which divides by 1000 unless a digit follows.
    AfterComma,
    /// After a literal that stands after it.
    After,
}

impl DisplayFormat {
    /// Parses the code of a number format; `None` if it shows only the number or the text itself.
    pub(super) fn new(code: &str) -> Option<Self> {
        if code.len() > CODE_MAX {
            return Some(Self { numbers: Vec::new(), text: None, is_unknown: true });
        }
        let is_plain = |c: char| matches!(c, '0' | '#' | '?' | '.' | '@');
        if GENERAL.contains(&code.to_lowercase().as_str()) || code.chars().all(is_plain) {
            return None;
        }
        let (mut numbers, mut text) = (Vec::new(), None);
        let mut chars = code.chars().peekable();
        loop {
            let section = Section::parse(&mut chars);
            if section.is_for_text {
                text = Some(section);
            } else {
                numbers.push(section);
            }
            if chars.next().is_none() {
                return Some(Self { numbers, text, is_unknown: false });
            }
        }
    }

    /// Returns a number as it is shown, with all its digits; `None` if that is not clear.
    pub(super) fn number(&self, value: f64) -> Option<String> {
        if self.is_unknown {
            return None;
        }
        let nth = match self.numbers.len() {
            0 => return Some(decimal(value, 0)),
            2.. if value < 0.0 => 1,
            3.. if value == 0.0 => 2,
            _ => 0,
        };
        let section = self.numbers.get(nth)?;
        let is_sign = |c: char| matches!(c, '-' | '(' | ')' | '–' | '—') || c.is_whitespace();
        let is_dash = || section.prefix.chars().chain(section.suffix.chars()).all(is_sign);
        if value == 0.0 && nth == 2 && !section.prefix.is_empty() && is_dash() {
            return Some(decimal(value, 0));
        }
        if section.is_unclear || section.place == NumberPlace::Before {
            return None;
        }
        let digits = decimal(value.abs(), section.shift);
        if nth == 1 {
            // The sign of a negative number is a literal in a section of its own.
            let has_sign = section.prefix.contains(['-', '(']);
            let bare = |text: &str| text.replace(['-', '(', ')'], "");
            let (prefix, suffix) = (bare(&section.prefix), bare(&section.suffix));
            let sign = if has_sign { "-" } else { "" };
            return Some(format!("{sign}{}{digits}{}", prefix.trim(), suffix.trim_end()));
        }
        let sign = if value < 0.0 { "-" } else { "" };
        Some(format!("{sign}{}{digits}{}", section.prefix.trim_start(), section.suffix.trim_end()))
    }

    /// Returns a text as it is shown.
    pub(super) fn text(&self, text: &str) -> Option<String> {
        let section = self.text.as_ref().filter(|section| !section.is_unclear)?;
        let has_literal = !section.prefix.trim().is_empty() || !section.suffix.trim().is_empty();
        has_literal.then(|| format!("{}{text}{}", section.prefix, section.suffix))
    }
}

impl Section {
    /// Parses a section up to its semicolon, which is left.
    fn parse(chars: &mut Peekable<Chars>) -> Self {
        let mut section = Self::default();
        while let Some(c) = chars.next_if(|c| *c != ';') {
            match c {
                '"' => {
                    for c in chars.by_ref().take_while(|c| *c != '"') {
                        section.literal(c);
                    }
                }
                '\\' | '!' => {
                    if let Some(c) = chars.next() {
                        section.literal(c);
                    }
                }
                // A blank as wide as the next character, and a character that fills the cell.
                '_' | '*' => _ = chars.next(),
                '[' => {
                    section.bracket(&chars.by_ref().take_while(|c| *c != ']').collect::<String>());
                }
                '0' | '#' | '?' => section.digit(),
                '.' => {
                    section.is_unclear |= section.place == NumberPlace::AfterComma;
                    section.digit();
                }
                ',' => match section.place {
                    NumberPlace::Before => {}
                    NumberPlace::Inside => section.place = NumberPlace::AfterComma,
                    NumberPlace::AfterComma | NumberPlace::After => section.is_unclear = true,
                },
                '%' => {
                    section.shift += 2;
                    section.literal('%');
                }
                '@' => (section.is_for_text, section.place) = (true, NumberPlace::Inside),
                'E' | 'e' if chars.next_if(|c| matches!(c, '+' | '-')).is_some() => {}
                // A fraction.
                '/' if section.place == NumberPlace::Inside => {
                    while chars.next_if(char::is_ascii_digit).is_some() {}
                }
                ' ' if section.place == NumberPlace::Inside => {
                    if !matches!(chars.peek(), Some('0' | '#' | '?')) {
                        section.suffix.push(' ');
                    }
                }
                'G' | 'g' | '通' => section.general(c, chars),
                c => section.literal(c),
            }
        }
        // A comma after the last digit divides by 1000.
        section.is_unclear |= section.place == NumberPlace::AfterComma;
        section
    }

    fn literal(&mut self, c: char) {
        if self.place == NumberPlace::Before {
            self.prefix.push(c);
            return;
        }
        self.is_unclear |= self.place == NumberPlace::AfterComma;
        self.suffix.push(c);
        if !c.is_whitespace() {
            self.place = NumberPlace::After;
        }
    }

    /// Reads a place for a digit. One after a literal, as in 0"."0, shows another number.
    fn digit(&mut self) {
        self.is_unclear |= self.place == NumberPlace::After;
        self.place = NumberPlace::Inside;
    }

    /// Reads what stands in brackets: a currency with a language, a condition, or a color.
    fn bracket(&mut self, content: &str) {
        if let Some(currency) = content.strip_prefix('$') {
            let symbol = currency.rsplit_once('-').map_or(currency, |(symbol, _)| symbol);
            symbol.chars().for_each(|c| self.literal(c));
        }
        self.is_unclear |= content.starts_with(['<', '>', '=']);
    }

    /// Reads the name of the format that shows a number as it is, which begins with `first`.
    fn general(&mut self, first: char, chars: &mut Peekable<Chars>) {
        let rest: String = first.to_lowercase().chain(chars.clone().take(GENERAL_MAX)).collect();
        let rest = rest.to_lowercase();
        match GENERAL.iter().find(|name| rest.starts_with(**name)) {
            Some(name) => {
                chars.by_ref().take(name.chars().count() - 1).for_each(drop);
                self.digit();
            }
            None => self.literal(first),
        }
    }
}

/// Formats a number with its decimal point moved by `shift` digits to the right. It is rounded to
/// 15 significant digits, as Excel keeps and shows ("Number precision: 15 digits" among its
/// specifications and limits): other programs write the 17 digits of 0.1 + 0.2.
pub(super) fn decimal(value: f64, shift: i32) -> String {
    if value == 0.0 {
        return "0".to_owned();
    }
    if value.fract() == 0.0 && shift == 0 {
        return value.to_string();
    }
    let written = format!("{:.14e}", value.abs());
    let (digits, exponent) = written.split_once('e').unwrap_or((&written, "0"));
    let digits: String = digits.chars().filter(char::is_ascii_digit).collect();
    let digits = digits.trim_end_matches('0');
    let point = exponent.parse::<i32>().unwrap_or_default() + 1 + shift;
    let sign = if value < 0.0 { "-" } else { "" };
    let zeros = |count: usize| "0".repeat(count);
    let before = usize::try_from(point).unwrap_or_default();
    if point <= 0 {
        let zeros = zeros(usize::try_from(point.unsigned_abs()).unwrap_or_default());
        format!("{sign}0.{zeros}{digits}")
    } else if let Some((whole, fraction)) =
        digits.split_at_checked(before).filter(|(_, fraction)| !fraction.is_empty())
    {
        format!("{sign}{whole}.{fraction}")
    } else {
        format!("{sign}{digits}{}", zeros(before.saturating_sub(digits.len())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(code: &str, value: f64) -> String {
        let format = DisplayFormat::new(code);
        let text = format.map_or_else(|| Some(decimal(value, 0)), |format| format.number(value));
        text.unwrap_or_else(|| "?".to_owned())
    }

    #[test]
    fn numbers_have_15_digits_and_a_point_that_moves() {
        for (value, shift, expected) in [
            (0.6, 2, "60"),
            (0.07, 2, "7"),
            (0.125, 2, "12.5"),
            (0.000_5, 2, "0.05"),
            (1.0, 2, "100"),
            (-0.29, 2, "-29"),
            (0.0, 2, "0"),
            (12.345, 2, "1234.5"),
            (0.1 + 0.2, 0, "0.3"),
            (2.999_999_999_999_999_6, 0, "3"),
            (1e20, 0, "100000000000000000000"),
            (1.5e-7, 0, "0.00000015"),
        ] {
            assert_eq!(decimal(value, shift), expected);
        }
    }

    #[test]
    fn percentages_and_units_are_as_they_are_shown() {
        for (code, value, expected) in [
            ("0%", 0.6, "60%"),
            ("0.00%", 0.07, "7%"),
            ("0.0%;[Red]-0.0%", -0.05, "-5%"),
            ("0%\"完成\"", 0.4, "40%完成"),
            ("0\"%\"", 40.0, "40%"),
            ("0\"所\"", 5.0, "5所"),
            ("0 \"户\"", 5.0, "5 户"),
            ("0户", 5.0, "5户"),
            ("0\\个", 5.0, "5个"),
            ("0!个", 5.0, "5个"),
            ("#,##0\"万元\"", 12000.0, "12000万元"),
            ("#,##0.00\"万元\";[Red]-#,##0.00\"万元\"", -3.5, "-3.5万元"),
            ("General\"人\"", 1.5, "1.5人"),
            ("G/通用格式\"人\"", 7.0, "7人"),
            ("\"约\"0\"户\"", 200.0, "约200户"),
            ("[$¥-804]#,##0.00", 5000.0, "¥5000"),
            ("[DBNum1][$-804]0\"所\"", 5.0, "5所"),
            ("0\"所\";-0\"所\";\"-\"", 0.0, "0"),
            ("0\"所\";@", 3.0, "3所"),
            ("_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * \"-\"??_ ;_ @_ ", 1234.5, "1234.5"),
            ("_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * \"-\"??_ ;_ @_ ", -2.0, "-2"),
            ("_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * \"-\"??_ ;_ @_ ", 0.0, "0"),
            ("#,##0_);(#,##0)", -8.0, "-8"),
            ("0.00E+00", 1500.0, "1500"),
            ("# ?/?", 0.5, "0.5"),
            ("# ?/4", 0.25, "0.25"),
            ("000", 7.0, "7"),
            ("General", 2.5, "2.5"),
            ("@", 2.5, "2.5"),
        ] {
            assert_eq!(shown(code, value), expected, "{code} {value}");
        }
    }

    #[test]
    fn what_shows_another_number_is_unclear() {
        for (code, value) in [
            ("0.0,\"千\"", 5000.0),
            ("#,##0,,", 5e6),
            ("0!.0,\"万元\"", 50000.0),
            ("0\".\"0", 12.0),
            ("000-0000", 1_234_567.0),
            (";;;", 5.0),
            ("0;-0;;@", 0.0),
            ("[>=10000]0.0,\"千\";0", 5.0),
            ("\"有\";\"无\"", 1.0),
        ] {
            assert_eq!(shown(code, value), "?", "{code} {value}");
        }
    }

    #[test]
    fn texts_have_the_words_of_their_section() {
        let shown = |code, text| DisplayFormat::new(code).and_then(|format| format.text(text));
        assert_eq!(shown("@\"镇\"", "云溪").as_deref(), Some("云溪镇"));
        assert_eq!(shown("0;-0;0;\"第\"@\"项\"", "一").as_deref(), Some("第一项"));
        assert_eq!(shown("0\"所\"", "三"), None);
        assert_eq!(shown("_ @_ ", "三"), None);
    }
}
