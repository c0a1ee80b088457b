//! Amount filters: `amount>1000`, `数量<=5万`, `≥11万㎡`.

use crate::exchange::{is_divisible, is_known_unit, ratio};
use crate::lang::Lang;
use crate::matcher::fold;
use crate::model::{Figure, Target};
use crate::text::han_amount;

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
    /// Splits the operator off the start of `text`; returns it and the rest. Signs of any width
    /// count, also mixed, and so do the title marks that an input method types in place of `<` and
    /// `>`.
    pub(crate) fn parse_prefix(text: &str) -> Option<(Self, &str)> {
        let split = |text: &str| -> Option<char> { sign(text.chars().next()?) };
        let rest_of = |text: &'_ str| text.chars().next().map_or(0, char::len_utf8);
        let first = split(text)?;
        let rest = text.get(rest_of(text)..)?;
        let comparison = match (first, split(rest)) {
            ('<', Some('=')) | ('=', Some('<')) => Self::AtMost,
            ('>', Some('=')) | ('=', Some('>')) => Self::AtLeast,
            ('<', _) => return Some((Self::Less, rest)),
            ('>', _) => return Some((Self::More, rest)),
            ('=', _) => return Some((Self::Equal, rest)),
            ('≤', _) => return Some((Self::AtMost, rest)),
            _ => return Some((Self::AtLeast, rest)),
        };
        Some((comparison, rest.get(rest_of(rest)..)?))
    }

    /// Returns the operator as users type it.
    pub(super) fn sign(self) -> &'static str {
        match self {
            Self::Less => "<",
            Self::AtMost => "<=",
            Self::Equal => "=",
            Self::AtLeast => ">=",
            Self::More => ">",
        }
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
}

/// Returns true if `c` is a sign of a comparison, or stands for one.
pub(crate) fn is_comparison_sign(c: char) -> bool {
    sign(c).is_some()
}

/// Returns the sign that `c` stands for: `<`, `>`, `=`, `≤` or `≥`.
fn sign(c: char) -> Option<char> {
    match c {
        '<' | '＜' | '《' | '〈' | '﹤' => Some('<'),
        '>' | '＞' | '》' | '〉' | '﹥' => Some('>'),
        '=' | '＝' | '﹦' => Some('='),
        '≤' | '≦' | '⩽' => Some('≤'),
        '≥' | '≧' | '⩾' => Some('≥'),
        _ => None,
    }
}

/// A filter for the amounts of targets.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct AmountFilter {
    comparison: Comparison,
    pub(super) value: f64,
    /// The unit of the value; empty for the plain numbers of any unit.
    pub(super) unit: String,
}

/// Characters of amounts in Han numerals.
pub(super) const NUMERALS: &str = "〇零一二两三四五六七八九十百千万亿廿卅";

/// Multiples between a number and its unit, longest first where one begins with another.
const MULTIPLES: [(&str, f64); 6] =
    [("十", 1e1), ("百", 1e2), ("千", 1e3), ("万", 1e4), ("亿", 1e8), ("k", 1e3)];

impl AmountFilter {
    /// Parses the value of a comparison, with or without a unit; `None` if it is none, or if the
    /// unit is not one that offices use.
    pub(crate) fn parse(comparison: Comparison, text: &str) -> Option<Self> {
        let folded = folded_amount(text);
        let digits_len = folded.find(|c: char| !c.is_ascii_digit() && c != '.');
        let (digits, mut rest) = folded.split_at_checked(digits_len.unwrap_or(folded.len()))?;
        let mut value = match digits {
            // 五万, 两千: the numeral, up to where a unit begins.
            "" => {
                let len = rest.find(|c| !NUMERALS.contains(c)).unwrap_or(rest.len());
                let (numeral, after) = rest.split_at_checked(len)?;
                rest = after;
                han_amount(numeral)?
            }
            digits => digits.parse().ok()?,
        };
        // 千米 and 万元 are units of their own.
        while !(rest.is_empty() || is_known_unit(rest)) {
            let (multiple, size) = MULTIPLES.iter().find(|(word, _)| rest.starts_with(word))?;
            value *= size;
            rest = rest.strip_prefix(multiple)?;
        }
        Some(Self { comparison, value, unit: rest.to_owned() })
    }

    /// Returns true if the value has a unit.
    pub(crate) fn has_unit(&self) -> bool {
        !self.unit.is_empty()
    }

    /// Returns true if the target's amount compares so, in the unit of the filter if it has one;
    /// for a range, if any amount in it does.
    pub(crate) fn matches_target(&self, target: &Target) -> bool {
        let (min, max) = bounds(target.figure);
        if self.unit.is_empty() {
            return self.comparison.matches_range(min, max, self.value);
        }
        Lang::ALL.into_iter().filter_map(|lang| self.ratio(target.unit.exactly(lang))).any(
            |ratio| {
                let value = without_noise(self.value * ratio);
                self.comparison.matches_range(min, max, value)
            },
        )
    }

    /// Returns the size of the filter's unit in a target's unit; `None` if they are not of one
    /// kind.
    fn ratio(&self, unit: &str) -> Option<f64> {
        // 个 are also 个泊位, but m are not m².
        let is_counted = || !self.unit.is_ascii() && !is_divisible(&self.unit);
        let is_thing = || (is_counted() && unit.starts_with(&self.unit)).then_some(1.0);
        if unit.is_empty() { None } else { ratio(&self.unit, unit).or_else(is_thing) }
    }

    /// Returns true or false if the range alone decides whether any of its targets compares so;
    /// `None` if the targets have to be read.
    pub(crate) fn check_range(&self, range: AmountRange) -> Option<bool> {
        if !self.unit.is_empty() {
            return None;
        }
        let value = CoarseAmount::from_value(self.value);
        match self.comparison {
            Comparison::Less | Comparison::AtMost if range.min != value => Some(range.min < value),
            Comparison::AtLeast | Comparison::More if range.max != value => Some(range.max > value),
            Comparison::Equal if range.min > value || range.max < value => Some(false),
            _ => None,
        }
    }
}

/// Rounds to 12 digits: 0.3 km is 300 m, and not a little less.
fn without_noise(value: f64) -> f64 {
    format!("{value:.11e}").parse().unwrap_or(value)
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

/// Returns the text of an amount, folded, without the commas between digits.
pub(super) fn folded_amount(text: &str) -> String {
    let kept = text.chars().filter(|c| !matches!(c, ',' | '，' | '_') && !c.is_whitespace());
    kept.map(|c| match c {
        '.' | '．' => '.',
        '/' | '／' => '/',
        '%' | '％' => '%',
        '°' => '°',
        c => fold(c),
    })
    .collect()
}

/// Parses a plain number as users write it: `1000`, `1,000`, `1.5万`, also in full width. `None` if
/// it is none.
pub(crate) fn parse_amount(text: &str) -> Option<f64> {
    let filter = AmountFilter::parse(Comparison::Equal, text)?;
    filter.unit.is_empty().then_some(filter.value)
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
                let filter = AmountFilter { comparison, value, unit: String::new() };
                if let Some(decided) = filter.check_range(range) {
                    let any = targets.iter().any(|target| filter.matches_target(target));
                    prop_assert_eq!(decided, any, "{:?} {}", comparison, value);
                }
            }
        }
    }

    #[test]
    fn signs_of_any_width_compare() {
        for (text, comparison, rest) in [
            (">=1", Comparison::AtLeast, "1"),
            (">＝1", Comparison::AtLeast, "1"),
            ("＞=1", Comparison::AtLeast, "1"),
            ("》＝1", Comparison::AtLeast, "1"),
            ("=>1", Comparison::AtLeast, "1"),
            ("≥1", Comparison::AtLeast, "1"),
            ("《1", Comparison::Less, "1"),
            ("《=1", Comparison::AtMost, "1"),
            ("≦1", Comparison::AtMost, "1"),
            ("》1", Comparison::More, "1"),
            ("＝1", Comparison::Equal, "1"),
            (">", Comparison::More, ""),
        ] {
            assert_eq!(Comparison::parse_prefix(text), Some((comparison, rest)), "{text}");
        }
        assert_eq!(Comparison::parse_prefix("1>"), None);
    }

    #[test]
    fn amounts_have_multiples_and_units() {
        for (text, value, unit) in [
            ("1000", 1e3, ""),
            ("1，000", 1e3, ""),
            ("１．５万", 1.5e4, ""),
            ("1千", 1e3, ""),
            ("3百万", 3e6, ""),
            ("2亿", 2e8, ""),
            ("五万", 5e4, ""),
            ("两千", 2e3, ""),
            ("一百二十", 120.0, ""),
            ("11万㎡", 11.0, "万㎡"),
            ("1千米", 1.0, "千米"),
            ("0.5公里", 0.5, "公里"),
            ("3千个", 3e3, "个"),
            ("5万人次", 5.0, "万人次"),
            ("600 m²", 600.0, "m2"),
            ("10KM", 10.0, "km"),
        ] {
            let expected = AmountFilter { comparison: Comparison::More, value, unit: unit.into() };
            assert_eq!(AmountFilter::parse(Comparison::More, text), Some(expected), "{text}");
        }
        for text in ["", "x", "万", "1e3", "1x", "-1", "1.2.3", "inf", "3A", "5天内"] {
            assert_eq!(AmountFilter::parse(Comparison::More, text), None, "{text}");
        }
    }

    #[test]
    fn units_are_converted_within_their_kind() {
        let target = |amount: f64, unit: &'static str| Target {
            what: Text::default(),
            figure: Figure::Exact(Amount::new(amount).unwrap()),
            unit: Text::new(unit, ""),
        };
        for (typed, amount, unit, is_match) in [
            (">=1000米", 1.0, "公里", true),
            (">1000米", 1.0, "公里", false),
            ("=0.3km", 300.0, "米", true),
            ("<0.5公里", 680.0, "米", false),
            ("<0.7公里", 680.0, "m", true),
            ("≥11万㎡", 110_000.0, "平方米", true),
            (">3公顷", 50.0, "亩", true),
            ("=10亩", 2.0 / 3.0, "公顷", false),
            (">0.6公顷", 10.0, "亩", true),
            (">1万人", 20_000.0, "名", true),
            (">=3千个", 3000.0, "个泊位", true),
            (">1000米", 2000.0, "平方米", false),
            (">1000米", 2000.0, "个", false),
            (">1000米", 2000.0, "", false),
            ("<1000m", 470.0, "m²", false),
            ("<1000m", 3.0, "mechanisms", false),
            ("<1000m", 470.0, "m", true),
            ("<1000米", 470.0, "米²", false),
            (">十万平方米", 11.0, "万平方米", true),
        ] {
            let (comparison, value) = Comparison::parse_prefix(typed).unwrap();
            let filter = AmountFilter::parse(comparison, value).unwrap();
            assert_eq!(filter.matches_target(&target(amount, unit)), is_match, "{typed} {unit}");
        }
    }
}
