//! Exact decimal numbers, for the conversion of amounts: 0.9 公里 is 900 米, without the noise of
//! floats.

use crate::model::Amount;

/// Maximum number of decimals that a division may add.
const DECIMALS_MAX: u32 = 9;

/// The number `digits` · 10^`exponent`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Decimal {
    digits: u128,
    exponent: i32,
}

impl Decimal {
    /// Returns `digits` · 10^`exponent`.
    pub(crate) const fn new(digits: u128, exponent: i32) -> Self {
        Self { digits, exponent }
    }

    /// Parses plain digits with or without a fraction; `None` for anything else, or for more
    /// digits than are kept.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
        let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || text.ends_with('.') || !is_number(whole) || !is_number(fraction) {
            return None;
        }
        let digits = format!("{whole}{fraction}").parse().ok()?;
        Some(Self::new(digits, -i32::try_from(fraction.len()).ok()?).reduced())
    }

    /// Returns the number that `value` is written as; `None` if it is negative or infinite.
    pub(crate) fn from_f64(value: f64) -> Option<Self> {
        Self::parse(&value.to_string())
    }

    /// Returns the float that is nearest to the number.
    pub(crate) fn to_f64(self) -> f64 {
        self.to_amount().map_or(0.0, Amount::value)
    }

    /// Returns the amount that is nearest to the number; `None` if it is too large.
    pub(crate) fn to_amount(self) -> Option<Amount> {
        format!("{}e{}", self.digits, self.exponent).parse().ok().and_then(Amount::new)
    }

    /// Returns the product; `None` if it has too many digits.
    pub(crate) fn times(self, other: Self) -> Option<Self> {
        let digits = self.digits.checked_mul(other.digits)?;
        Some(Self::new(digits, self.exponent + other.exponent).reduced())
    }

    /// Returns the quotient; `None` if it is no decimal number of a few decimals.
    pub(crate) fn divided_by(self, other: Self) -> Option<Self> {
        let scaled = |decimals| self.digits.checked_mul(10_u128.checked_pow(decimals)?);
        let quotient = (0..=DECIMALS_MAX).find_map(|decimals| {
            let digits = scaled(decimals)?;
            let is_exact = digits.checked_rem(other.digits)? == 0;
            is_exact.then(|| Some((digits / other.digits, i32::try_from(decimals).ok()?)))?
        });
        let (digits, decimals) = quotient?;
        Some(Self::new(digits, self.exponent - other.exponent - decimals).reduced())
    }

    /// Returns true if the number has no fraction.
    pub(crate) fn is_whole(self) -> bool {
        self.reduced().exponent >= 0
    }

    /// Moves zeros at the end of the digits to the exponent.
    fn reduced(self) -> Self {
        let Self { mut digits, mut exponent } = self;
        if digits == 0 {
            return Self::new(0, 0);
        }
        while digits.is_multiple_of(10) {
            (digits, exponent) = (digits / 10, exponent + 1);
        }
        Self::new(digits, exponent)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn products_and_quotients_have_no_noise() {
        let parse = |text| Decimal::parse(text).unwrap();
        let value = |number: Option<Decimal>| number.and_then(Decimal::to_amount).unwrap().value();
        for (text, factor, product) in
            [("0.9", "1000", 900.0), ("1.1", "10000", 11_000.0), ("33.3", "7", 233.1)]
        {
            assert_eq!(value(parse(text).times(parse(factor))).to_string(), product.to_string());
        }
        assert_eq!(value(parse("12").divided_by(parse("15"))).to_string(), "0.8");
        assert_eq!(parse("10").divided_by(parse("15")), None);
        assert_eq!(parse("10").divided_by(parse("0")), None);
        assert!(parse("2.0").is_whole() && parse("1200").is_whole() && !parse("2.31").is_whole());
        for text in ["", ".5", "5.", "-1", "1e3", "inf", "1.2.3", "１"] {
            assert_eq!(Decimal::parse(text), None, "{text}");
        }
        for value in [0.1, 0.25, 1.0 / 3.0, 1e15, 123_456.789, 5e-324] {
            let back = Decimal::from_f64(value).and_then(Decimal::to_amount).unwrap();
            assert_eq!(back.value().to_bits(), value.to_bits(), "{value}");
        }
    }
}
