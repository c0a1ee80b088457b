//! Characters that look like a unified ideograph: Kangxi radicals and CJK compatibility ideographs.
//! Text that was copied from a PDF has them in place of the characters of the language, since one
//! glyph of a font serves for both.

use std::borrow::Cow;
use std::ops::RangeInclusive;
use std::sync::OnceLock;

/// The blocks that have such characters, by code point: CJK Radicals Supplement and Kangxi
/// Radicals, CJK Compatibility Ideographs, and the supplement of these.
const BLOCKS: [RangeInclusive<u32>; 3] = [0x2e80..=0x2fd5, 0xf900..=0xfaff, 0x2f800..=0x2fa1f];

/// Returns the unified ideograph that `c` looks like, `⽼` to 老; any other character unchanged.
///
/// From Unicode 14.0: `EquivalentUnifiedIdeograph.txt`, and the decompositions of
/// `UnicodeData.txt`.
#[must_use]
pub fn unified_ideograph(c: char) -> char {
    let code_point = u32::from(c);
    let Some(nth) = BLOCKS.iter().position(|block| block.contains(&code_point)) else { return c };
    let block = BLOCKS.iter().zip(tables()).nth(nth);
    let unified = block.and_then(|(block, table)| {
        table.get(code_point.wrapping_sub(*block.start()) as usize).copied()
    });
    unified.unwrap_or(c)
}

/// Returns `text` with unified ideographs in place of the characters that look like them.
#[must_use]
pub fn with_unified_ideographs(text: &str) -> Cow<'_, str> {
    if has_lookalikes(text) {
        text.chars().map(unified_ideograph).collect::<String>().into()
    } else {
        text.into()
    }
}

/// Returns true if `text` has a character that looks like a unified ideograph.
pub(crate) fn has_lookalikes(text: &str) -> bool {
    // Nearly no text has a character of these blocks, whose first bytes in UTF-8 tell.
    let bytes = text.as_bytes();
    let is_start = |at| {
        matches!(
            bytes.get(at..at + 2),
            Some([0xe2, 0xba..=0xbf] | [0xef, 0xa4..=0xab] | [0xf0, 0xaf])
        )
    };
    memchr::memchr3_iter(0xe2, 0xef, 0xf0, bytes).any(is_start)
        && text.chars().any(|c| unified_ideograph(c) != c)
}

/// Returns the ideographs of each block, by offset.
fn tables() -> &'static [Vec<char>; 3] {
    static TABLES: OnceLock<[Vec<char>; 3]> = OnceLock::new();
    TABLES.get_or_init(|| {
        let mut tables =
            BLOCKS.map(|block| block.map(|c| char::from_u32(c).unwrap_or_default()).collect());
        for (from, to) in pairs() {
            for (block, table) in BLOCKS.iter().zip(&mut tables) {
                let table: &mut Vec<char> = table;
                if let Some(entry) = table.get_mut(from.wrapping_sub(*block.start()) as usize) {
                    *entry = to;
                }
            }
        }
        tables
    })
}

/// Returns pairs of a code point and its unified ideograph.
fn pairs() -> impl Iterator<Item = (u32, char)> {
    let lines = include_str!("../../assets/search/unified.txt").lines();
    lines.filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once(' ')).flat_map(
        |(first, run)| {
            let first = u32::from_str_radix(first, 16).unwrap_or_default();
            (first..).zip(run.chars())
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_like_an_ideograph_becomes_it_and_nothing_else_changes() {
        for (text, expected) in [
            ("⽼旧⼩区改造，⾼新区", "老旧小区改造，高新区"),
            ("⻢路⻓⻔，用⼾", "马路长门，用户"),
            ("\u{f914}園\u{f9d1}合路", "樂園六合路"),
            ("\u{2f804}", "你"),
            (
                "“plain” 文字 —— ！\u{2e80}\u{2e9a}\u{fa0e}𠀀",
                "“plain” 文字 —— ！\u{2e80}\u{2e9a}\u{fa0e}𠀀",
            ),
        ] {
            assert_eq!(with_unified_ideographs(text), expected, "{text}");
        }
        let changed = ('\0'..=char::MAX).filter(|c| unified_ideograph(*c) != *c);
        assert_eq!(changed.count(), pairs().count());
        assert!(('\0'..=char::MAX).map(unified_ideograph).all(|c| unified_ideograph(c) == c));
        assert_eq!(pairs().count(), 1330);
    }
}
