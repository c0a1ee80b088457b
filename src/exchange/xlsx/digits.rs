//! The decimal digits of a number, and those of them that a cell shows.

/// Length of the longest number that a cell without a number format shows, with its point.
const GENERAL_MAX: usize = 11;

/// The digits of a number without its sign.
///
/// They are at most 15, as Excel keeps and shows ("Number precision: 15 digits" among its
/// specifications and limits): other programs write the 17 digits of 0.1 + 0.2.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::exchange) struct Digits {
    /// Significant digits, without zeros at either end.
    digits: String,
    /// Number of digits before the decimal point; negative if zeros follow that.
    point: i32,
}

impl Digits {
    /// Returns the digits of `value` with its decimal point moved by `shift` digits to the right.
    pub(in crate::exchange) fn new(value: f64, shift: i32) -> Self {
        if value == 0.0 {
            return Self { digits: String::new(), point: 0 };
        }
        let written = format!("{:.14e}", value.abs());
        let (digits, exponent) = written.split_once('e').unwrap_or((&written, "0"));
        let digits: String = digits.chars().filter(char::is_ascii_digit).collect();
        let digits = digits.trim_end_matches('0').to_owned();
        Self { digits, point: exponent.parse::<i32>().unwrap_or_default() + 1 + shift }
    }

    /// Formats the number.
    pub(in crate::exchange) fn text(&self) -> String {
        let Self { digits, point } = self;
        if digits.is_empty() {
            return "0".to_owned();
        }
        let zeros = |count: usize| "0".repeat(count);
        let before = usize::try_from(*point).unwrap_or_default();
        if *point <= 0 {
            let zeros = zeros(usize::try_from(point.unsigned_abs()).unwrap_or_default());
            format!("0.{zeros}{digits}")
        } else if let Some((whole, fraction)) =
            digits.split_at_checked(before).filter(|(_, fraction)| !fraction.is_empty())
        {
            format!("{whole}.{fraction}")
        } else {
            format!("{digits}{}", zeros(before.saturating_sub(digits.len())))
        }
    }

    /// Returns true if there are at most so many digits.
    pub(in crate::exchange) fn fits(&self, count: i32) -> bool {
        usize::try_from(count).is_ok_and(|count| self.digits.len() <= count)
    }

    /// Returns the number with at most so many `decimals`, half of one rounded up; `None` if it has
    /// no more.
    pub(in crate::exchange) fn rounded(&self, decimals: i32) -> Option<String> {
        let kept = self.point.saturating_add(decimals);
        let length = usize::try_from(kept).unwrap_or_default();
        if length >= self.digits.len() {
            return None;
        }
        let (head, tail) = self.digits.split_at_checked(length)?;
        if kept < 0 || !tail.starts_with(['5', '6', '7', '8', '9']) {
            let digits = head.trim_end_matches('0').to_owned();
            return Some(Self { digits, point: self.point }.text());
        }
        // 9.96 becomes 10.0: nines turn to zeros, and the digit before them goes up.
        let head = head.trim_end_matches('9');
        let (rest, last) = head.split_at_checked(head.len().saturating_sub(1))?;
        let rounded = match last.bytes().next() {
            Some(digit) => {
                Self { digits: format!("{rest}{}", digit + 1 - b'0'), point: self.point }
            }
            None => Self { digits: "1".to_owned(), point: self.point + 1 },
        };
        Some(rounded.text())
    }

    /// Returns the number as a cell without a number format shows it; `None` if it shows all of it.
    pub(in crate::exchange) fn rounded_as_general(&self) -> Option<String> {
        let before = usize::try_from(self.point).unwrap_or_default().max(1);
        // From 0.0001 down it is shown with an exponent, as is one with too many digits.
        if self.point < -3 || before >= GENERAL_MAX {
            return None;
        }
        self.rounded(i32::try_from(GENERAL_MAX - 1 - before).unwrap_or_default())
    }
}

/// Formats a number with all its digits.
pub(in crate::exchange) fn decimal(value: f64) -> String {
    if value.fract() == 0.0 {
        // Not -0.
        return (value + 0.0).to_string();
    }
    let sign = if value < 0.0 { "-" } else { "" };
    format!("{sign}{}", Digits::new(value, 0).text())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_15_digits_and_a_point_that_moves() {
        for (value, shift, expected) in [
            (0.6, 2, "60"),
            (0.07, 2, "7"),
            (0.125, 2, "12.5"),
            (0.000_5, 2, "0.05"),
            (1.0, 2, "100"),
            (-0.29, 2, "29"),
            (0.0, 2, "0"),
            (12.345, 2, "1234.5"),
            (0.1 + 0.2, 0, "0.3"),
            (2.999_999_999_999_999_6, 0, "3"),
            (1e20, 0, "100000000000000000000"),
            (1.5e-7, 0, "0.00000015"),
            (50_000.0, -4, "5"),
            (12_345.0, -4, "1.2345"),
            (5.0, -4, "0.0005"),
        ] {
            assert_eq!(Digits::new(value, shift).text(), expected);
        }
        assert_eq!([-0.29, -0.0, 1e20].map(decimal), ["-0.29", "0", "100000000000000000000"]);
    }

    #[test]
    fn rounding_goes_by_the_decimal_digits() {
        for (value, decimals, expected) in [
            (333.333, 0, Some("333")),
            (2.675, 2, Some("2.68")),
            (0.125, 2, Some("0.13")),
            (9.96, 1, Some("10")),
            (99.5, 0, Some("100")),
            (0.5, 0, Some("1")),
            (0.4, 0, Some("0")),
            (0.04, 0, Some("0")),
            (0.06, 1, Some("0.1")),
            (10.04, 1, Some("10")),
            (12.5, 1, None),
            (12.5, 2, None),
            (1.0, 0, None),
        ] {
            assert_eq!(Digits::new(value, 0).rounded(decimals).as_deref(), expected, "{value}");
        }
        for (value, expected) in [
            (200.0 / 3.0, Some("66.66666667")),
            (1.0 / 3.0, Some("0.333333333")),
            (12_345.678_901, Some("12345.6789")),
            (66.67, None),
            (0.000_012_345_678_901_2, None),
        ] {
            let digits = Digits::new(value, 0);
            assert_eq!(digits.rounded_as_general().as_deref(), expected, "{value}");
        }
    }
}
