//! Amount filters: `amount>1000`, `数量<=5万`.

use crate::matcher::fold;
use crate::model::{Figure, Target};

/// A comparison operator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Comparison {
    Less,
    AtMost,
    Equal,
    AtLeast,
    More,
}

impl Comparison {
    /// Splits the operator off the start of `text`; returns it and the rest.
    pub(crate) fn parse_prefix(text: &str) -> Option<(Self, &str)> {
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
    pub(crate) fn matches_target(self, target: &Target, value: f64) -> bool {
        let (min, max) = bounds(target.figure);
        self.matches_range(min, max, value)
    }

    /// Returns true if `number` compares so with `value`.
    pub(crate) fn matches_number(self, number: f64, value: f64) -> bool {
        self.matches_range(number, number, value)
    }

    fn matches_range(self, min: f64, max: f64, value: f64) -> bool {
        match self {
            Self::Less => min < value,
            Self::AtMost => min <= value,
            Self::Equal => (min..=max).contains(&value),
            Self::AtLeast => max >= value,
            Self::More => max > value,
        }
    }

    /// Returns true or false if the range alone decides whether any of its targets compares so with
    /// `value`; `None` if the targets have to be read.
    pub(crate) fn check_range(self, range: AmountRange, value: f64) -> Option<bool> {
        let value = CoarseAmount::from_value(value);
        match self {
            Self::Less | Self::AtMost if range.min != value => Some(range.min < value),
            Self::AtLeast | Self::More if range.max != value => Some(range.max > value),
            Self::Equal if range.min > value || range.max < value => Some(false),
            _ => None,
        }
    }
}

/// Returns the least and the greatest amount of a figure.
fn bounds(figure: Figure) -> (f64, f64) {
    let min = figure.amount();
    (min.value(), figure.max().unwrap_or(min).value())
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
pub(crate) struct AmountRange {
    min: CoarseAmount,
    max: CoarseAmount,
}

impl AmountRange {
    /// Builds the range of the given figures; without any it is empty (`min > max`).
    pub(crate) fn from_figures(figures: impl Iterator<Item = Figure>) -> Self {
        figures.map(bounds).fold(
            Self { min: CoarseAmount(u8::MAX), max: CoarseAmount(0) },
            |range, (min, max)| Self {
                min: range.min.min(CoarseAmount::from_value(min)),
                max: range.max.max(CoarseAmount::from_value(max)),
            },
        )
    }
}

/// Parses a number as users write it: `1000`, `1,000`, `1.5万`, also in full width. `None` if it is
/// none.
pub(crate) fn parse_amount(text: &str) -> Option<f64> {
    let folded: String = text
        .chars()
        .filter(|c| !matches!(c, ',' | '，' | '_'))
        .map(|c| if matches!(c, '.' | '．') { '.' } else { fold(c) })
        .collect();
    let (digits, unit) = folded
        .strip_suffix('万')
        .map(|digits| (digits, 1e4))
        .or(folded.strip_suffix('亿').map(|digits| (digits, 1e8)))
        .unwrap_or((&folded, 1.0));
    // `parse` also reads signs, exponents, `inf` and `nan`.
    let is_plain = digits.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    digits.parse::<f64>().ok().filter(|_| is_plain).map(|value| value * unit)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::{Amount, Text};

    fn target(figure: Figure) -> Target<'static> {
        Target { what: Text::default(), figure, unit: Text::default() }
    }

    const COMPARISONS: [Comparison; 5] = [
        Comparison::Less,
        Comparison::AtMost,
        Comparison::Equal,
        Comparison::AtLeast,
        Comparison::More,
    ];

    proptest! {
        #![proptest_config(crate::proptest_config())]

        #[test]
        fn a_decided_range_agrees_with_its_targets(
            amounts in prop::collection::vec((0.0..5e4_f64, 0.0..100_f64), 0..4),
            value in 0.0..5e4_f64,
            pick in 0..5_usize,
        ) {
            let amount = |value: f64| Amount::new(value).unwrap();
            let figures = amounts
                .iter()
                .map(|(min, span)| Figure::Range(amount(*min), amount(min + span)));
            let targets: Vec<Target> = figures.map(target).collect();
            let value = if pick == 4 {
                amounts.first().map_or(value, |(min, _)| *min)
            } else {
                value.round()
            };
            let range = AmountRange::from_figures(targets.iter().map(|target| target.figure));
            for comparison in COMPARISONS {
                if let Some(decided) = comparison.check_range(range, value) {
                    let any = targets.iter().any(|target| comparison.matches_target(target, value));
                    prop_assert_eq!(decided, any, "{:?} {}", comparison, value);
                }
            }
        }
    }
}
