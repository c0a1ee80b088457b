//! Formats numbers and texts as the cells of a workbook show them, as far as that changes what
//! they mean: percentages and units (ECMA-376 part 1, 18.8.31).

use std::iter::Peekable;
use std::str::Chars;

use self::precision::{Condition, DENOMINATOR_MAX, Precision};
use super::digits::{Digits, decimal};

mod precision;

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
    /// Number of digits by which the decimal point moves to the right; negative if it moves to the
    /// left.
    shift: i32,
    place: NumberPlace,
    /// Numbers that the section is for, if it says so.
    condition: Option<Condition>,
    precision: Precision,
    /// Commas since the last digit: each divides by 1000 unless a digit follows.
    commas: i32,
    /// True if it has a place for a digit that is shown even if it is a zero.
    has_zero: bool,
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
    /// After a literal that stands after it.
    After,
}

/// Number as a cell shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum ShownText {
    /// With all its digits.
    Whole(String),
    /// With fewer digits than the number has: as shown, and as held.
    Rounded(String, String),
    /// Nothing.
    Hidden,
    /// The cell shows another number.
    Unclear,
}

impl DisplayFormat {
    /// Parses the code of a number format; `None` if it shows only the number or the text itself.
    pub(super) fn new(code: &str) -> Option<Self> {
        if code.len() > CODE_MAX {
            return Some(Self { numbers: Vec::new(), text: None, is_unknown: true });
        }
        if GENERAL.contains(&code.to_lowercase().as_str()) || code == "@" {
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

    /// Returns a number as it is shown.
    pub(super) fn number(&self, value: f64) -> ShownText {
        if self.is_unknown {
            return ShownText::Unclear;
        }
        if self.numbers.is_empty() {
            return general_number(value);
        }
        let Some((nth, section)) = self.section_for(value) else { return ShownText::Unclear };
        if section.is_unclear {
            return ShownText::Unclear;
        }
        if section.place == NumberPlace::Before || value == 0.0 && section.shows_no_zero() {
            let words = format!("{}{}", section.prefix, section.suffix).trim().to_owned();
            return if words.is_empty() { ShownText::Hidden } else { ShownText::Whole(words) };
        }
        let is_scientific = matches!(section.precision, Precision::Scientific { .. });
        let is_fast = section.shift == 0 && value.fract() == 0.0 && !is_scientific;
        let (digits, rounded) = if is_fast {
            (value.abs().to_string(), None)
        } else {
            let digits = Digits::new(value, section.shift);
            let Ok(rounded) = section.precision.rounded(&digits, value) else {
                return ShownText::Unclear;
            };
            (digits.text(), rounded)
        };
        let text = |digits: String| section.text(digits, value < 0.0, nth == 1);
        match rounded {
            None => ShownText::Whole(text(digits)),
            Some(shown) => ShownText::Rounded(text(shown), text(digits)),
        }
    }

    /// Returns the section that shows a number, and its position; `None` if none does.
    fn section_for(&self, value: f64) -> Option<(usize, &Section)> {
        let sections = &self.numbers;
        if sections.iter().all(|section| section.condition.is_none()) {
            let nth = match sections.len() {
                2.. if value < 0.0 => 1,
                3.. if value == 0.0 => 2,
                _ => 0,
            };
            return Some((nth, sections.get(nth)?));
        }
        // Which of them has a sign of its own is not certain.
        if value < 0.0 {
            return None;
        }
        let last = sections.len() - 1;
        let has = |nth: usize, section: &Section| match section.condition {
            Some(condition) => condition.holds(value),
            // Without a condition the middle one is for negative numbers.
            None => nth == last && last > 0,
        };
        let found = sections.iter().enumerate().find(|(nth, section)| has(*nth, section))?;
        Some((0, found.1))
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
                '0' | '#' | '?' => {
                    section.has_zero |= c == '0';
                    section.digit();
                }
                '.' => section.point(),
                ',' => match section.place {
                    NumberPlace::Before => {}
                    NumberPlace::Inside => section.commas += 1,
                    NumberPlace::After => section.is_unclear = true,
                },
                '%' => {
                    section.shift += 2;
                    section.literal('%');
                }
                '@' => (section.is_for_text, section.place) = (true, NumberPlace::Inside),
                'E' | 'e' if chars.next_if(|c| matches!(c, '+' | '-')).is_some() => {
                    let decimals = section.precision.decimals();
                    section.precision = Precision::Scientific { decimals };
                }
                '/' if section.place == NumberPlace::Inside => section.fraction(chars),
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
        section.shift -= 3 * section.commas;
        section
    }

    /// Returns true if a zero is not shown, as by `#` or by the `??` of `"-"??`.
    fn shows_no_zero(&self) -> bool {
        let has_digits = matches!(self.precision, Precision::Whole | Precision::Decimals { .. });
        has_digits && !self.has_zero
    }

    /// Writes `digits` with the texts around them. In a section for negative numbers,
    /// `has_own_sign`, the sign is a literal.
    fn text(&self, digits: String, is_negative: bool, has_own_sign: bool) -> String {
        if !is_negative && self.prefix.is_empty() && self.suffix.is_empty() {
            return digits;
        }
        let minus = if digits == "0" { "" } else { "-" };
        if has_own_sign {
            let has_sign = self.prefix.contains(['-', '(']);
            let bare = |text: &str| text.replace(['-', '(', ')'], "");
            let (prefix, suffix) = (bare(&self.prefix), bare(&self.suffix));
            let sign = if has_sign { minus } else { "" };
            return format!("{sign}{}{digits}{}", prefix.trim(), suffix.trim_end());
        }
        let sign = if is_negative { minus } else { "" };
        format!("{sign}{}{digits}{}", self.prefix.trim_start(), self.suffix.trim_end())
    }

    fn literal(&mut self, c: char) {
        if self.place == NumberPlace::Before {
            self.prefix.push(c);
            return;
        }
        self.suffix.push(c);
        if !c.is_whitespace() {
            self.place = NumberPlace::After;
        }
    }

    /// Reads a place for a digit. One after a literal, as in 000-0000, shows another number, unless
    /// the literal looks like a decimal point.
    fn digit(&mut self) {
        if self.place == NumberPlace::After {
            let is_point = self.suffix == "." && self.precision == Precision::Whole;
            self.is_unclear |= !is_point;
            self.suffix.clear();
            self.precision = Precision::Decimals { count: 0, is_literal: true };
        }
        match &mut self.precision {
            Precision::Decimals { count, is_literal } => {
                *count += 1;
                self.shift -= i32::from(*is_literal);
                self.is_unclear |= self.commas > 0;
            }
            // The comma stood between the thousands.
            _ => self.commas = 0,
        }
        self.place = NumberPlace::Inside;
    }

    /// Reads the decimal point.
    fn point(&mut self) {
        self.is_unclear |= self.place == NumberPlace::After || self.precision != Precision::Whole;
        self.shift -= 3 * self.commas;
        self.commas = 0;
        self.precision = Precision::Decimals { count: 0, is_literal: false };
        self.place = NumberPlace::Inside;
    }

    /// Reads the denominator of a fraction, in digits or places for them.
    fn fraction(&mut self, chars: &mut Peekable<Chars>) {
        let is_place = |c: &char| c.is_ascii_digit() || matches!(c, '#' | '?');
        let mut text = String::new();
        while let Some(c) = chars.next_if(is_place) {
            text.push(c);
        }
        let fixed = text.parse().ok().filter(|denominator| *denominator > 0);
        let largest = || 10_u32.saturating_pow(u32::try_from(text.len()).unwrap_or(3)) - 1;
        let denominator = fixed.unwrap_or_else(|| largest().min(DENOMINATOR_MAX));
        self.is_unclear |= text.is_empty();
        self.precision = Precision::Fraction { denominator, is_fixed: fixed.is_some() };
    }

    /// Reads what stands in brackets: a currency with a language, a condition, or a color.
    fn bracket(&mut self, content: &str) {
        if let Some(currency) = content.strip_prefix('$') {
            let symbol = currency.rsplit_once('-').map_or(currency, |(symbol, _)| symbol);
            symbol.chars().for_each(|c| self.literal(c));
        }
        if content.starts_with(['<', '>', '=']) {
            self.condition = Condition::parse(content);
            self.is_unclear |= self.condition.is_none();
        }
    }

    /// Reads the name of the format that shows a number as it is, which begins with `first`.
    fn general(&mut self, first: char, chars: &mut Peekable<Chars>) {
        let rest: String = first.to_lowercase().chain(chars.clone().take(GENERAL_MAX)).collect();
        let rest = rest.to_lowercase();
        match GENERAL.iter().find(|name| rest.starts_with(**name)) {
            Some(name) => {
                chars.by_ref().take(name.chars().count() - 1).for_each(drop);
                self.digit();
                self.precision = Precision::General;
            }
            None => self.literal(first),
        }
    }
}

/// Returns a number as a cell without a number format shows it.
pub(super) fn general_number(value: f64) -> ShownText {
    if value.fract() == 0.0 {
        return ShownText::Whole(decimal(value));
    }
    let digits = Digits::new(value, 0);
    let sign = if value < 0.0 { "-" } else { "" };
    let text = |digits: &str| format!("{sign}{digits}");
    match digits.rounded_as_general() {
        None => ShownText::Whole(text(&digits.text())),
        Some(shown) => ShownText::Rounded(text(&shown), text(&digits.text())),
    }
}

#[cfg(test)]
mod tests;
