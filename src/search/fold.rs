//! One character to one: what counts as the same letter when searching.

/// Stands for every mark and blank: ASCII, so that the scorer sees where words begin.
pub(super) const SEPARATOR: char = ' ';

/// The form of `c` in which texts and queries are compared.
///
/// Full-width forms become ASCII, capitals small, circled digits digits, and every punctuation mark, Chinese or not, a
/// separator. Never more than one character for one (NFKC makes `°C` of `℃`): a match index stays an index of the text.
///
/// ```
/// assert_eq!(['Ｐ', 'P', '。', '③', '停'].map(minsheng::search::fold), ['p', 'p', ' ', '3', '停']);
/// ```
#[must_use]
pub fn fold(c: char) -> char {
    let c = match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '①'..='⑨' => char::from_u32('1' as u32 + (c as u32 - '①' as u32)).unwrap_or(c),
        c => c,
    };
    if c.is_alphanumeric() {
        let mut small = c.to_lowercase();
        return match (small.next(), small.next()) {
            (Some(one), None) => one,
            _ => c,
        };
    }
    if c.is_whitespace() || c.is_ascii_punctuation() || is_mark(c) { SEPARATOR } else { c }
}

/// Punctuation outside ASCII, by block.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{a1}'..='\u{bf}' | '×' | '÷' | '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205e}' | '\u{3001}'..='\u{3003}'
        | '\u{3008}'..='\u{3011}' | '\u{3014}'..='\u{301f}' | '\u{30fb}' | '\u{fe10}'..='\u{fe1f}' | '\u{fe30}'..='\u{fe6f}' | '\u{ff5f}'..='\u{ff65}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_sounds_the_same_to_a_reader_folds_to_the_same() {
        for (a, b) in [('Ａ', 'a'), ('９', '9'), ('“', '"'), ('、', '·'), ('　', ' '), ('②', '2'), ('É', 'é'), ('（', '(')]
        {
            assert_eq!(fold(a), fold(b), "{a} {b}");
        }
        assert_ne!(fold('车'), fold('库'));
    }

    #[test]
    fn folding_twice_changes_nothing() {
        for c in '\0'..=char::MAX {
            assert_eq!(fold(fold(c)), fold(c), "{c:?}");
        }
    }
}
