//! Numbers as the cells of an `OpenDocument` file show them: beside the number stands the text that
//! is shown, with percent signs, units and rounding.

use crate::exchange::xlsx::{Digits, decimal};

/// Number of a cell as a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum ShownNumber {
    /// The number as it is shown, with all its digits.
    Clear(String),
    /// The number as it is shown, and with all its digits.
    Rounded(String, String),
    /// The number itself, which is shown as another one.
    Unclear(String),
}

/// Formats a number that is shown as `shown`, which is empty if the file does not tell, with its
/// decimal point moved by `scale` digits to the left.
pub(super) fn shown_number(
    value: f64,
    shown: &str,
    is_percentage: bool,
    scale: i32,
) -> ShownNumber {
    let shown = shown.trim();
    let is_blank = shown.is_empty() || shown.chars().all(|c| c == '#');
    if is_blank {
        let shift = if is_percentage { 2 } else { 0 };
        let sign = if is_percentage { "%" } else { "" };
        let minus = if value < 0.0 { "-" } else { "" };
        return ShownNumber::Clear(format!("{minus}{}{sign}", Digits::new(value, shift).text()));
    }
    let is_digit = |c: char| c.is_ascii_digit();
    let Some((prefix, rest)) = shown.find(is_digit).and_then(|at| shown.split_at_checked(at))
    else {
        // A dash for 0, as in accounts.
        let is_dash = value == 0.0 && shown.chars().all(|c| matches!(c, '-' | '–' | '—' | ' '));
        return if is_dash {
            ShownNumber::Clear(shown.to_owned())
        } else {
            ShownNumber::Unclear(decimal(value))
        };
    };
    let end = rest.find(|c: char| !c.is_ascii_digit() && c != '.' && c != ',');
    let (digits, suffix) = end.and_then(|end| rest.split_at_checked(end)).unwrap_or((rest, ""));
    let (suffix, exponent) = without_exponent(suffix);
    // A percent sign may also be a mere word, as in 0"%".
    let is_percentage = is_percentage || shown.contains(['%', '％']);
    let shifts = if is_percentage { &[2, 0][..] } else { &[0] };
    let mut shifts = shifts.iter().map(|shift| *shift - scale);
    let shift = shifts.find(|shift| is_rounded(value.abs(), digits, *shift - exponent));
    let Some(shift) = shift.filter(|_| !suffix.contains(is_digit)) else {
        return ShownNumber::Unclear(decimal(value));
    };
    let number = Digits::new(value, shift);
    // The sign is where the format puts it.
    let bare = |text: &str| {
        if value < 0.0 { text.replace(['-', '−', '(', ')'], "") } else { text.to_owned() }
    };
    let sign = if value < 0.0 { "-" } else { "" };
    let (prefix, suffix) = (bare(prefix), bare(suffix));
    let text = |number: &str| format!("{sign}{}{number}{}", prefix.trim_start(), suffix.trim_end());
    match number.rounded(decimals(digits) - exponent) {
        None => ShownNumber::Clear(text(&number.text())),
        Some(shown) => ShownNumber::Rounded(text(&shown), text(&number.text())),
    }
}

/// Splits an exponent such as `E+03` from the text after the digits.
fn without_exponent(suffix: &str) -> (&str, i32) {
    let exponent = suffix.strip_prefix(['E', 'e']).filter(|rest| rest.starts_with(['+', '-']));
    let Some(rest) = exponent else { return (suffix, 0) };
    let end = rest.find(|c: char| !c.is_ascii_digit() && c != '+' && c != '-');
    let (number, after) = end.and_then(|at| rest.split_at_checked(at)).unwrap_or((rest, ""));
    number.parse().map_or((suffix, 0), |exponent: i32| (after, exponent.clamp(-400, 400)))
}

/// Returns true if `digits` are the value with its decimal point moved by `shift` digits to the
/// right, rounded to as many decimals as they have.
fn is_rounded(value: f64, digits: &str, shift: i32) -> bool {
    let decimals = decimals(digits);
    let digits = digits.trim_end_matches('.').replace(',', "");
    let Ok(shown) = digits.parse::<f64>() else { return false };
    let value = value * 10_f64.powi(shift);
    // Rounding, and the last digits of a number in binary.
    let tolerance = 0.500_001 * 10_f64.powi(-decimals) + value * 1e-9;
    (shown - value).abs() <= tolerance
}

/// Returns the number of digits after the point.
fn decimals(digits: &str) -> i32 {
    let decimals = digits.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    i32::try_from(decimals).unwrap_or(i32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_as_it_is_shown_with_all_its_digits() {
        for (value, shown, expected) in [
            (0.4, "40%", "40%"),
            (40.0, "40%", "40%"),
            (1.0, "100.00%", "100%"),
            (0.4, "0.4", "0.4"),
            (5.0, "5所", "5所"),
            (5.0, "5 户", "5 户"),
            (200.0, "约200户", "约200户"),
            (12000.0, "12,000万元", "12000万元"),
            (1234.5, "1,234.50", "1234.5"),
            (-3.5, "-3.50万元", "-3.5万元"),
            (-8.0, "(8)", "-8"),
            (5000.0, "¥5,000.00", "¥5000"),
            (1500.0, "1.50E+003", "1500"),
            (0.0, "-", "-"),
            (7.0, "007", "7"),
            (0.6, "###", "0.6"),
            (0.6, "", "0.6"),
            (2.999_999_999_999_999_6, "3", "3"),
        ] {
            let found = shown_number(value, shown, false, 0);
            assert_eq!(found, ShownNumber::Clear(expected.to_owned()), "{value} {shown}");
        }
        for (value, shown, text, held) in [
            (0.125, "13%", "13%", "12.5%"),
            (333.333, "333", "333", "333.333"),
            (-2.0 / 3.0, "-0.67万元", "-0.67万元", "-0.666666666666667万元"),
        ] {
            let expected = ShownNumber::Rounded(text.to_owned(), held.to_owned());
            assert_eq!(shown_number(value, shown, false, 0), expected, "{value} {shown}");
        }
        assert_eq!(shown_number(0.6, "", true, 0), ShownNumber::Clear("60%".to_owned()));
        assert_eq!(shown_number(0.6, "60", true, 0), ShownNumber::Clear("60".to_owned()));
        // In thousands.
        for (value, shown, expected) in [(12_000.0, "12.0", "12"), (12_300.0, "12.3", "12.3")] {
            let found = shown_number(value, shown, false, 3);
            assert_eq!(found, ShownNumber::Clear(expected.to_owned()), "{value}");
        }
        let rounded = ShownNumber::Rounded("12.3".to_owned(), "12.345".to_owned());
        assert_eq!(shown_number(12_345.0, "12.3", false, 3), rounded);
    }

    #[test]
    fn what_shows_another_number_is_unclear() {
        for (value, shown) in [
            (5000.0, "5.0千"),
            (5e6, "5"),
            (0.5, "1/2"),
            (5.0, "五所"),
            (1.0, "有"),
            (12.0, "1.2"),
            (1234.56, "1.234,56"),
        ] {
            let found = shown_number(value, shown, false, 0);
            assert!(matches!(found, ShownNumber::Unclear(_)), "{value} {shown} {found:?}");
        }
    }
}
