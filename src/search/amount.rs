//! Amount filters: `amount>1000`, `数量<=5万`.

use crate::catalog::{Figure, Target};

/// A comparison operator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Comparison {
    Less,
    AtMost,
    Equal,
    AtLeast,
    More,
}

impl Comparison {
    /// Splits the operator off the start of `text`; returns it and the rest.
    pub(super) fn parse_prefix(text: &str) -> Option<(Self, &str)> {
        const SIGNS: [(&str, Comparison); 12] = [
            (">=", Comparison::AtLeast),
            ("<=", Comparison::AtMost),
            ("＞＝", Comparison::AtLeast),
            ("＜＝", Comparison::AtMost),
            ("≥", Comparison::AtLeast),
            ("≤", Comparison::AtMost),
            (">", Comparison::More),
            ("<", Comparison::Less),
            ("=", Comparison::Equal),
            ("＞", Comparison::More),
            ("＜", Comparison::Less),
            ("＝", Comparison::Equal),
        ];
        SIGNS
            .into_iter()
            .find_map(|(sign, comparison)| Some((comparison, text.strip_prefix(sign)?)))
    }

    /// Returns true if the target's amount compares so with `value`; for a range, if any amount in
    /// it does.
    pub(super) fn matches_target(self, target: &Target, value: f64) -> bool {
        self.matches_bounds(bounds(target.figure), value)
    }

    /// Returns true if `number` compares so with `value`.
    pub(super) fn matches_number(self, number: f64, value: f64) -> bool {
        self.matches_bounds((number, number), value)
    }

    fn matches_bounds(self, (least, most): (f64, f64), value: f64) -> bool {
        match self {
            Self::Less => least < value,
            Self::AtMost => least <= value,
            Self::Equal => (least..=most).contains(&value),
            Self::AtLeast => most >= value,
            Self::More => most > value,
        }
    }

    /// Returns true or false if the range alone decides whether any of its targets compares so with
    /// `value`; `None` if the targets have to be read.
    pub(super) fn check_range(self, extent: AmountRange, value: f64) -> Option<bool> {
        let value = CoarseAmount::from_value(value);
        let (below, above) = (extent.min < value, extent.max > value);
        match self {
            Self::Less | Self::AtMost if extent.min != value => Some(below),
            Self::AtLeast | Self::More if extent.max != value => Some(above),
            Self::Equal if extent.min > value || extent.max < value => Some(false),
            _ => None,
        }
    }
}

/// Returns the least and the greatest amount of a figure.
fn bounds(figure: Figure) -> (f64, f64) {
    let least = figure.amount();
    (least.value(), figure.max().unwrap_or(least).value())
}

/// An amount on a logarithmic scale of 256 steps, eight to each doubling: precise to about 12 %,
/// from 1 to 4 thousand million. Amounts outside saturate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct CoarseAmount(u8);

impl CoarseAmount {
    fn from_value(value: f64) -> Self {
        // The exponent and the top three bits of the mantissa: eight steps from a number to its
        // double.
        let step = |value: f64| value.max(0.0).to_bits() >> 49;
        Self(u8::try_from(step(value).saturating_sub(step(1.0))).unwrap_or(u8::MAX))
    }
}

/// The range of the amounts of a project's targets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct AmountRange {
    min: CoarseAmount,
    max: CoarseAmount,
}

impl AmountRange {
    /// Builds the range of the given figures; without any it is empty (`min > max`).
    pub(super) fn from_figures(figures: impl Iterator<Item = Figure>) -> Self {
        figures.map(bounds).fold(
            Self { min: CoarseAmount(u8::MAX), max: CoarseAmount(0) },
            |extent, (least, most)| Self {
                min: extent.min.min(CoarseAmount::from_value(least)),
                max: extent.max.max(CoarseAmount::from_value(most)),
            },
        )
    }
}

/// Parses a number as users write it: `1000`, `1,000`, `1.5万`, also in full width. `None` if it is
/// none.
pub(super) fn parse_amount(text: &str) -> Option<f64> {
    let plain: String = text
        .chars()
        .filter(|c| !matches!(c, ',' | '，' | '_'))
        .map(|c| if matches!(c, '.' | '．') { '.' } else { super::fold(c) })
        .collect();
    let (digits, size) = match plain
        .strip_suffix('万')
        .map(|digits| (digits, 1e4))
        .or(plain.strip_suffix('亿').map(|digits| (digits, 1e8)))
    {
        Some(split) => split,
        None => (plain.as_str(), 1.0),
    };
    let plain = digits.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    digits.parse::<f64>().ok().filter(|_| plain).map(|value| value * size)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::catalog::{Amount, Text};

    fn target(figure: Figure) -> Target<'static> {
        Target { what: Text::default(), figure, unit: Text::default() }
    }

    proptest! {
        #[test]
        fn a_decided_range_agrees_with_its_targets(amounts in prop::collection::vec((0.0..5e4_f64, 0.0..100_f64), 0..4), value in 0.0..5e4_f64, pick in 0..5_usize) {
            let amount = |value: f64| Amount::new(value).unwrap();
            let targets: Vec<Target> =
                amounts.iter().map(|(least, more)| target(Figure::Range(amount(*least), amount(least + more)))).collect();
            let value = if pick == 4 { amounts.first().map_or(value, |(least, _)| *least) } else { value.round() };
            for comparison in [Comparison::Less, Comparison::AtMost, Comparison::Equal, Comparison::AtLeast, Comparison::More] {
                if let Some(sure) = comparison.check_range(AmountRange::from_figures(targets.iter().map(|target| target.figure)), value) {
                    prop_assert_eq!(sure, targets.iter().any(|target| comparison.matches_target(target, value)), "{:?} {}", comparison, value);
                }
            }
        }
    }
}
