//! The digits that a section of a number format shows, and the numbers that it is for.

use std::cmp::Ordering;

use super::super::digits::Digits;

/// Digits that a section shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Precision {
    /// Those of a whole number.
    #[default]
    Whole,
    /// Decimals after a point, or after a literal that looks like one, as in `0!.0,`.
    Decimals { count: i32, is_literal: bool },
    /// As many as there is room for.
    General,
    /// One digit and so many decimals of a mantissa, 1.5E+03.
    Scientific { decimals: i32 },
    /// Those of a fraction: its denominator, or the largest one.
    Fraction { denominator: u32, is_fixed: bool },
}

/// Comparison with a number, `[>=10000]`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Condition {
    comparison: &'static str,
    limit: f64,
}

/// Comparisons of conditions; of two that match, the longer comes first.
const COMPARISONS: [&str; 6] = ["<=", ">=", "<>", "<", ">", "="];

/// Largest denominator of a fraction that is looked for.
pub(super) const DENOMINATOR_MAX: u32 = 999;

impl Condition {
    /// Parses the inside of brackets, `>=10000`.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let comparison = COMPARISONS.into_iter().find(|sign| text.starts_with(sign))?;
        let limit = text.strip_prefix(comparison)?.trim().parse().ok()?;
        Some(Self { comparison, limit })
    }

    pub(super) fn holds(self, value: f64) -> bool {
        let is_equal = value.partial_cmp(&self.limit) == Some(Ordering::Equal);
        match self.comparison {
            "<=" => value <= self.limit,
            ">=" => value >= self.limit,
            "<>" => !is_equal,
            "<" => value < self.limit,
            ">" => value > self.limit,
            _ => is_equal,
        }
    }
}

impl Precision {
    /// Returns the number of decimals.
    pub(super) fn decimals(self) -> i32 {
        if let Self::Decimals { count, .. } = self { count } else { 0 }
    }

    /// Returns the digits that are shown of `digits`, those of `value`, if they are fewer.
    ///
    /// # Errors
    /// The number that is shown is another one.
    pub(super) fn rounded(self, digits: &Digits, value: f64) -> Result<Option<String>, ()> {
        match self {
            Self::Whole => Ok(digits.rounded(0)),
            Self::Decimals { count, .. } => Ok(digits.rounded(count)),
            Self::General => Ok(digits.rounded_as_general()),
            // To round the number itself is not meant.
            Self::Scientific { decimals } => digits.fits(decimals + 1).then_some(None).ok_or(()),
            Self::Fraction { denominator, is_fixed } => {
                let first = if is_fixed { denominator } else { 1 };
                let is_whole = |denominator: u32| {
                    let product = value * f64::from(denominator);
                    (product - product.round()).abs() < 1e-9
                };
                (first..=denominator).any(is_whole).then_some(None).ok_or(())
            }
        }
    }
}
