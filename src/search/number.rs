//! Project numbers as users type them: `7`, `07` and `七` match 7; `2` matches 20 by its beginning.

use super::word::SearchWord;
use crate::catalog::ProjectNo;

/// Returns how many characters of the displayed number `word` matches, the whole number or its
/// beginning; `None` if it does not match.
pub(super) fn matched_len(no: ProjectNo, word: &SearchWord) -> Option<usize> {
    let (typed, shown) = (word.text(), no.to_string());
    let no = no.0;
    if no.to_string() == typed || shown == typed || chinese_numeral(no) == typed {
        return Some(shown.len());
    }
    let begins = |form: &str| form.starts_with(&typed).then_some(typed.len().min(shown.len() - 1));
    begins(&no.to_string())
        .or_else(|| begins(&shown))
        .or_else(|| begins(&chinese_numeral(no)).map(|_| 1))
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
pub(super) struct NumberMatcher {
    /// By number, below [`NUMERAL_LIMIT`]: `Some(true)` if the word matches the whole number,
    /// `Some(false)` if its beginning.
    small: Vec<Option<bool>>,
    /// For digits: the power of ten with as many zeros as the word has digits, and its value.
    digits: Option<(u32, u32)>,
    /// True if only whole numbers match.
    whole_only: bool,
}

impl NumberMatcher {
    pub(super) fn for_word(word: &SearchWord) -> Self {
        let digits = word.chars().iter().all(char::is_ascii_digit);
        if !digits && !word.chars().iter().all(|c| "一二三四五六七八九十".contains(*c)) {
            return Self::default();
        }
        let small = (0..NUMERAL_LIMIT).map(|no| {
            let no = ProjectNo(no);
            matched_len(no, word).map(|covered| covered == no.to_string().len())
        });
        let typed = word.text();
        // Numbers from the limit on are displayed without a leading zero.
        let typed = Some(typed).filter(|typed| digits && !typed.starts_with('0'));
        let value = typed.and_then(|typed| {
            Some((10_u32.checked_pow(u32::try_from(typed.len()).ok()?)?, typed.parse().ok()?))
        });
        Self { small: small.collect(), digits: value, whole_only: false }
    }

    /// Drops the numbers that only begin with the word.
    pub(super) fn require_whole(&mut self) {
        self.small
            .iter_mut()
            .filter(|known| **known == Some(false))
            .for_each(|known| *known = None);
        self.whole_only = true;
    }

    /// Returns true if no number matches.
    pub(super) fn is_empty(&self) -> bool {
        self.digits.is_none() && self.small.iter().all(Option::is_none)
    }

    /// Returns `Some(true)` if the word matches the whole of `no`, `Some(false)` if its beginning,
    /// and `None` if it does not match.
    pub(super) fn matches_whole(&self, no: ProjectNo) -> Option<bool> {
        if no.0 < NUMERAL_LIMIT {
            return self.small.get(no.0 as usize).copied().flatten();
        }
        let (beyond, typed) = self.digits?;
        let mut first = no.0;
        while first >= beyond {
            first /= 10;
        }
        (first == typed).then_some(first == no.0).filter(|all| *all || !self.whole_only)
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
                let one = matched_len(no, &word).map(|covered| covered == no.to_string().len());
                assert_eq!(numbers.matches_whole(no), one, "{typed} {no}");
            }
        }
    }
}
