//! Character folding: which characters count as equal when searching.

use std::sync::OnceLock;

use crate::text::{to_half_width, unified_ideograph};

/// The folded form of every blank. ASCII like [`PUNCTUATION`], so that the scorer sees word
/// boundaries.
pub(crate) const SPACE: char = ' ';
/// The folded form of every punctuation mark.
pub(crate) const PUNCTUATION: char = '-';

/// Returns the form of `c` in which texts and queries are compared.
///
/// Full-width forms become ASCII, capitals lower case, traditional and variant Han characters
/// simplified, radicals and compatibility ideographs the characters that they look like, circled
/// and superscript digits digits, letters with the marks of tones plain ones, and every punctuation
/// mark, Chinese or not, the same mark.
/// One character always folds to one (NFKC makes `°C` of `℃`), so that a match position stays a
/// position in the text.
///
/// ```
/// let folded = ['Ｐ', 'P', '③', '醫', '。', '“'].map(minsheng::matcher::fold);
/// assert_eq!(folded, ['p', 'p', '3', '医', '-', '-']);
/// ```
#[must_use]
pub fn fold(c: char) -> char {
    let c = match to_half_width(c) {
        '①'..='⑨' => char::from_u32('1' as u32 + (c as u32 - '①' as u32)).unwrap_or(c),
        c => c,
    };
    if c.is_ascii_alphanumeric() {
        return c.to_ascii_lowercase();
    }
    if HAN.contains(&(c as usize)) {
        let simplified =
            simplified_table().get(c as usize - HAN.start).copied().unwrap_or_default();
        return if simplified == 0 { c } else { char::from_u32(simplified.into()).unwrap_or(c) };
    }
    let unified = unified_ideograph(c);
    if unified != c {
        return fold(unified);
    }
    if c.is_alphanumeric() {
        let mut lowercase = c.to_lowercase();
        return match (lowercase.next(), lowercase.next()) {
            (Some(single), None) => plain_letter(single),
            _ => c,
        };
    }
    if c.is_whitespace() {
        SPACE
    } else if c.is_ascii_punctuation() || is_punctuation(c) {
        PUNCTUATION
    } else {
        c
    }
}

/// Returns a letter without the mark of its tone in pinyin, with `v` for `ü`, and a digit for a
/// superscript one; any other character unchanged.
fn plain_letter(c: char) -> char {
    match c {
        'ā' | 'á' | 'ǎ' | 'à' | 'ɑ' => 'a',
        'ē' | 'é' | 'ě' | 'è' | 'ê' => 'e',
        'ī' | 'í' | 'ǐ' | 'ì' => 'i',
        'ō' | 'ó' | 'ǒ' | 'ò' => 'o',
        'ū' | 'ú' | 'ǔ' | 'ù' => 'u',
        'ü' | 'ǖ' | 'ǘ' | 'ǚ' | 'ǜ' => 'v',
        'ń' | 'ň' | 'ǹ' => 'n',
        'ḿ' => 'm',
        'ɡ' => 'g',
        '¹' => '1',
        '²' => '2',
        '³' => '3',
        c => c,
    }
}

/// Returns true if `c`, folded, is a blank or a punctuation mark.
pub(crate) fn is_separator(c: char) -> bool {
    c == SPACE || c == PUNCTUATION
}

/// Code points of the Han characters that have variants, all in the basic plane; compatibility
/// ideographs follow.
const HAN: std::ops::Range<usize> = 0x3400..0xf900;

/// Returns the simplified form of each character of [`HAN`], by offset; 0 means itself. A plain
/// table, because every character of every text is looked up.
fn simplified_table() -> &'static [u16] {
    static VARIANTS: OnceLock<Vec<u16>> = OnceLock::new();
    VARIANTS.get_or_init(|| {
        let mut table = vec![0; HAN.len()];
        for (from, to) in variant_pairs() {
            let entry = table.get_mut((from as usize).wrapping_sub(HAN.start));
            debug_assert!(entry.is_some(), "{from} is outside of the table");
            if let (Some(entry), Ok(to)) = (entry, u16::try_from(to as u32)) {
                *entry = to;
            }
        }
        table
    })
}

/// Returns pairs of a traditional or variant character and its simplified form.
fn variant_pairs() -> impl Iterator<Item = (char, char)> {
    let lines = include_str!("../../assets/search/variants.txt")
        .lines()
        .filter(|line| !line.starts_with('#'));
    lines.flat_map(str::split_whitespace).filter_map(|pair| {
        let mut pair = pair.chars();
        Some((pair.next()?, pair.next()?))
    })
}

/// Returns true for punctuation outside ASCII, by block.
fn is_punctuation(c: char) -> bool {
    matches!(
        c,
        '\u{a1}'..='\u{bf}' | '×' | '÷'
            | '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205e}'
            | '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3011}' | '\u{3014}'..='\u{301f}'
            | '\u{30fb}'
            | '\u{fe10}'..='\u{fe1f}' | '\u{fe30}'..='\u{fe6f}' | '\u{ff5f}'..='\u{ff65}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_sounds_the_same_to_a_reader_folds_to_the_same() {
        for (a, b) in [
            ('Ａ', 'a'),
            ('９', '9'),
            ('“', '"'),
            ('、', '·'),
            ('　', ' '),
            ('②', '2'),
            ('É', 'e'),
            ('ǐ', 'i'),
            ('Ǚ', 'v'),
            ('²', '2'),
            ('（', '('),
            ('療', '疗'),
            ('護', '护'),
            ('衞', '卫'),
            ('稅', '税'),
            ('⽼', '老'),
            ('⻢', '马'),
            ('⾞', '车'),
            ('\u{f914}', '乐'),
            ('\u{2f804}', '你'),
        ] {
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

    #[test]
    fn the_table_has_pairs_only() {
        assert!(variant_pairs().count() > 2500);
        for (from, to) in variant_pairs() {
            assert_ne!(from, to);
            assert_eq!((fold(from), fold(to)), (to, to), "{from} leads to {to} and no further");
        }
    }
}
