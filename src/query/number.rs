//! Project numbers as users type them: `7`, `07` and `七` match 7; `2` matches 20 by its beginning.

use crate::matcher::SearchWord;
use crate::model::ProjectNo;

/// Returns how many characters of the displayed number `word` matches, the whole number or its
/// beginning; `None` if it does not match.
pub(crate) fn matched_len(no: ProjectNo, word: &SearchWord) -> Option<usize> {
    if word.is_keypad() {
        return None;
    }
    let (typed, shown) = (word.text(), no.to_string());
    let no = no.0;
    if no.to_string() == typed || shown == typed || chinese_numeral(no) == typed {
        return Some(shown.len());
    }
    let beginning_len =
        |form: &str| form.starts_with(&typed).then_some(typed.len().min(shown.len() - 1));
    beginning_len(&no.to_string())
        .or_else(|| beginning_len(&shown))
        .or_else(|| beginning_len(&chinese_numeral(no)).map(|_| 1))
}

/// Returns the Chinese numeral of `no` (`二十五`) below [`NUMERAL_LIMIT`], else its digits.
fn chinese_numeral(no: u32) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let digit = |digit: u32| DIGITS.get(digit as usize).copied().unwrap_or_default();
    match (no / 10, no % 10) {
        (10.., _) => no.to_string(),
        (0, ones) => digit(ones).to_owned(),
        (1, ones) => format!("十{}", digit(ones)),
        (tens, ones) => format!("{}十{}", digit(tens), digit(ones)),
    }
}

/// Numbers below this have a Chinese numeral and are displayed with a leading zero.
const NUMERAL_LIMIT: u32 = 100;

/// The numbers that a word matches, precomputed: the results of [`matched_len`] for many projects.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct NumberMatcher {
    /// By number, below [`NUMERAL_LIMIT`]: the match of the word.
    below_limit: Vec<Option<NumberMatch>>,
    /// Set if the word may be the beginning of larger numbers.
    digits: Option<TypedDigits>,
    /// True if only whole numbers match.
    whole_only: bool,
}

/// The part of a number that a word matches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NumberMatch {
    Whole,
    Beginning,
}

/// A word of digits without a leading zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct TypedDigits {
    value: u32,
    /// The power of ten with as many zeros as the word has digits.
    limit: u32,
}

impl NumberMatcher {
    /// Precomputes the numbers that `word` matches.
    pub(crate) fn for_word(word: &SearchWord) -> Self {
        if word.is_keypad() {
            return Self::default();
        }
        let is_digits = word.chars().iter().all(char::is_ascii_digit);
        if !is_digits && !word.chars().iter().all(|c| "一二三四五六七八九十".contains(*c))
        {
            return Self::default();
        }
        let below_limit = (0..NUMERAL_LIMIT).map(|no| {
            let no = ProjectNo(no);
            let is_whole = matched_len(no, word)? == no.to_string().len();
            Some(if is_whole { NumberMatch::Whole } else { NumberMatch::Beginning })
        });
        let text = word.text();
        // Numbers from the limit on are displayed without a leading zero.
        let digits = Some(text).filter(|text| is_digits && !text.starts_with('0'));
        let digits = digits.and_then(|digits| {
            let limit = 10_u32.checked_pow(u32::try_from(digits.len()).ok()?)?;
            Some(TypedDigits { value: digits.parse().ok()?, limit })
        });
        Self { below_limit: below_limit.collect(), digits, whole_only: false }
    }

    /// Drops the numbers that only begin with the word.
    pub(crate) fn require_whole(&mut self) {
        self.below_limit
            .iter_mut()
            .filter(|found| **found == Some(NumberMatch::Beginning))
            .for_each(|found| *found = None);
        self.whole_only = true;
    }

    /// Returns true if no number matches.
    pub(crate) fn is_empty(&self) -> bool {
        self.digits.is_none() && self.below_limit.iter().all(Option::is_none)
    }

    /// Returns the match of the word in the number `no`, if there is one.
    pub(crate) fn find(&self, no: ProjectNo) -> Option<NumberMatch> {
        if no.0 < NUMERAL_LIMIT {
            return self.below_limit.get(no.0 as usize).copied().flatten();
        }
        let digits = self.digits?;
        let mut beginning = no.0;
        while beginning >= digits.limit {
            beginning /= 10;
        }
        if beginning != digits.value {
            return None;
        }
        let found = if beginning == no.0 { NumberMatch::Whole } else { NumberMatch::Beginning };
        Some(found).filter(|found| *found == NumberMatch::Whole || !self.whole_only)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_chinese_names() {
        assert_eq!(
            [1, 9, 10, 11, 20, 25, 99].map(chinese_numeral),
            ["一", "九", "十", "十一", "二十", "二十五", "九十九"]
        );
        assert_eq!(chinese_numeral(2843), "2843");
    }

    #[test]
    fn many_numbers_are_told_like_one() {
        for typed in [
            "7",
            "07",
            "0",
            "00",
            "2",
            "25",
            "250",
            "2500",
            "099",
            "100",
            "七",
            "二",
            "二十",
            "二十五",
            "百",
            "9999999999999",
            "1a",
        ] {
            let word = SearchWord::new(typed);
            let numbers = NumberMatcher::for_word(&word);
            for no in (0..3000).chain([25_000, 9_999_999]).map(ProjectNo) {
                let alone = matched_len(no, &word).map(|len| len == no.to_string().len());
                let found = numbers.find(no).map(|found| found == NumberMatch::Whole);
                assert_eq!(found, alone, "{typed} {no}");
            }
        }
    }
}
