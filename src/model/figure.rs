//! Figures as the programme gives them: amounts that never lose their qualifier.

use serde::Deserialize;

use crate::diagnostics::named_enum;
use crate::lang::Lang;

/// Largest amount that a catalog may hold. Past 2^53 a float can no longer count in ones.
pub const AMOUNT_MAX: f64 = 1e15;

/// Finite quantity from 0 to [`AMOUNT_MAX`].
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd)]
pub struct Amount(f64);

impl Amount {
    /// Returns `value` as an amount; `None` if it is not finite, negative or past [`AMOUNT_MAX`].
    #[must_use]
    pub fn new(value: f64) -> Option<Self> {
        // `+ 0.0` turns the -0 that a file may contain into 0.
        (value.is_finite() && (0.0..=AMOUNT_MAX).contains(&value)).then_some(Self(value + 0.0))
    }

    /// Returns the number itself.
    #[must_use]
    pub fn value(self) -> f64 {
        self.0
    }

    /// Formats the number grouped as readers of `lang` expect: `11 万`, `1523`; `110,000`, `1,523`.
    ///
    /// Chinese groups by 万 and 亿, but only where two decimals are enough to lose no digit.
    #[must_use]
    pub fn text(self, lang: Lang) -> String {
        let text = |number: f64| if number < 1e4 { decimal(number) } else { thousands(number) };
        match lang {
            Lang::En => thousands(self.0),
            Lang::Zh => [(1e8, "亿"), (1e4, "万")]
                .into_iter()
                .filter(|&(size, _)| self.0 >= size)
                .map(|(size, name)| (self.0 / size, name))
                .find(|&(count, _)| is_whole(count * 100.0))
                .map_or_else(|| text(self.0), |(count, name)| format!("{} {name}", text(count))),
        }
    }
}

/// Amount with its qualifier, or the two ends of a range.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Figure {
    /// Exactly this amount.
    Exact(Amount),
    /// About this amount (约).
    About(Amount),
    /// At least this amount (不少于).
    AtLeast(Amount),
    /// More than this amount (超).
    MoreThan(Amount),
    /// Range from the first amount to the second, which is not smaller.
    Range(Amount, Amount),
}

named_enum! {
    /// Qualifier of a figure.
    #[derive(Default, Deserialize)]
    #[serde(rename_all = "snake_case")]
    pub enum Qualifier {
        /// No word: exactly this amount.
        #[default]
        Exact = "exact",
        /// 约, about.
        About = "about",
        /// 不少于, at least.
        AtLeast = "at_least",
        /// 超, more than.
        MoreThan = "more_than",
        /// A range a–b.
        Range = "range",
    }
}

impl Qualifier {
    /// Returns the word that stands before the amount; empty for exact amounts and ranges.
    #[must_use]
    pub fn word(self, lang: Lang) -> &'static str {
        let s = lang.strings();
        match self {
            Self::Exact | Self::Range => "",
            Self::About => s.about,
            Self::AtLeast => s.at_least,
            Self::MoreThan => s.more_than,
        }
    }
}

impl Figure {
    /// Returns the qualifier.
    #[must_use]
    pub fn qualifier(self) -> Qualifier {
        match self {
            Self::Exact(_) => Qualifier::Exact,
            Self::About(_) => Qualifier::About,
            Self::AtLeast(_) => Qualifier::AtLeast,
            Self::MoreThan(_) => Qualifier::MoreThan,
            Self::Range(..) => Qualifier::Range,
        }
    }

    /// Returns the amount; for a range, its lower end.
    #[must_use]
    pub fn amount(self) -> Amount {
        match self {
            Self::Exact(amount)
            | Self::About(amount)
            | Self::AtLeast(amount)
            | Self::MoreThan(amount)
            | Self::Range(amount, _) => amount,
        }
    }

    /// Returns the upper end of a range; `None` for other figures.
    #[must_use]
    pub fn max(self) -> Option<Amount> {
        match self {
            Self::Range(_, max) => Some(max),
            _ => None,
        }
    }

    /// Formats the amount without the word of the qualifier: `11 万`, `3000-8000`. The dash is
    /// ASCII because `–` is two cells wide on many Chinese terminals.
    #[must_use]
    pub fn amount_text(self, lang: Lang) -> String {
        let amount = self.amount().text(lang);
        self.max().map_or_else(|| amount.clone(), |max| format!("{amount}-{}", max.text(lang)))
    }
}

fn is_whole(value: f64) -> bool {
    (value - value.round()).abs() < 1e-6
}

/// Formats `value` with at most two decimals and no trailing zeros.
fn decimal(value: f64) -> String {
    let text = format!("{value:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn thousands(value: f64) -> String {
    let text = decimal(value);
    let whole_len = text.find('.').unwrap_or(text.len());
    let mut grouped = String::with_capacity(text.len() + whole_len / 3);
    for (nth, c) in text.chars().enumerate() {
        if (1..whole_len).contains(&nth) && (whole_len - nth).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(c);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(value: f64) -> (String, String) {
        let amount = Amount::new(value).unwrap();
        (amount.text(Lang::Zh), amount.text(Lang::En))
    }

    #[test]
    fn amounts_are_grouped_as_people_read_them() {
        for (value, zh, en) in [
            (0.0, "0", "0"),
            (7.5, "7.5", "7.5"),
            (680.0, "680", "680"),
            (1523.0, "1523", "1,523"),
            (10_000.0, "1 万", "10,000"),
            (110_000.0, "11 万", "110,000"),
            (12_345.0, "12,345", "12,345"),
            (23_400.0, "2.34 万", "23,400"),
            (150_000_000.0, "1.5 亿", "150,000,000"),
            (123_450_000.0, "12,345 万", "123,450,000"),
            (1e15, "10,000,000 亿", "1,000,000,000,000,000"),
        ] {
            assert_eq!(texts(value), (zh.to_owned(), en.to_owned()), "{value}");
        }
    }

    #[test]
    fn values_that_are_not_quantities_are_refused() {
        for value in [f64::NAN, f64::INFINITY, -1.0, 2e15] {
            assert_eq!(Amount::new(value), None, "{value}");
        }
        assert!(Amount::new(-0.0).is_some_and(|zero| zero.value().is_sign_positive()));
    }

    #[test]
    fn a_range_shows_both_ends() {
        let figure = Figure::Range(Amount(3000.0), Amount(8000.0));
        assert_eq!(figure.amount_text(Lang::Zh), "3000-8000");
        assert_eq!(figure.amount_text(Lang::En), "3,000-8,000");
    }
}
