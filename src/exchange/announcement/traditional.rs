//! Traditional characters and their simplified forms.

use std::collections::HashMap;
use std::sync::LazyLock;

/// Pairs of a traditional character and its simplified form.
const PAIRS: &str = include_str!("../../../assets/traditional.txt");

/// Minimum number of traditional characters in a text that is written in them.
const FOUND_MIN: usize = 10;

static SIMPLIFIED: LazyLock<HashMap<char, char>> = LazyLock::new(|| {
    let lines = PAIRS.lines().filter(|line| !line.starts_with('#'));
    let pairs = lines.flat_map(str::split_whitespace).filter_map(|pair| {
        let mut chars = pair.chars();
        chars.next().zip(chars.next())
    });
    pairs.collect()
});

/// Returns the simplified form of a character; any other character as it is.
pub(super) fn simplified(c: char) -> char {
    SIMPLIFIED.get(&c).copied().unwrap_or(c)
}

/// Returns true if the character has a simplified form that differs from it.
pub(super) fn is_traditional(c: char) -> bool {
    SIMPLIFIED.contains_key(&c)
}

/// Returns true if the text is in traditional characters: it has several, and more than a few of
/// all that it has.
pub(super) fn is_text_traditional(text: &str) -> bool {
    const SHARE: usize = 12;
    let (mut traditional, mut ideographs) = (0, 0);
    for c in text.chars().filter(|c| matches!(c, '\u{4e00}'..='\u{9fff}')) {
        ideographs += 1;
        traditional += usize::from(is_traditional(c));
    }
    traditional >= FOUND_MIN && traditional * SHARE >= ideographs
}
