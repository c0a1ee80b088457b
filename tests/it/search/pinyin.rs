//! Pinyin spellings for tests. They come from the same table and crate as in the search, but by
//! code of their own.

use std::collections::HashMap;
use std::sync::LazyLock;

use minsheng::matcher::fold;
use pinyin::ToPinyin;

static POLYPHONES: LazyLock<HashMap<char, Vec<&str>>> = LazyLock::new(|| {
    let lines = include_str!("../../../assets/search/readings.txt")
        .lines()
        .filter(|line| !line.starts_with('#'));
    let entry = |entry: &'static str| {
        let c = entry.chars().next().unwrap();
        (c, entry.strip_prefix(c).unwrap().split('/').collect())
    };
    lines.flat_map(str::split_whitespace).map(entry).collect()
});

static TRADITIONAL: LazyLock<HashMap<char, char>> = LazyLock::new(|| {
    let lines = include_str!("../../../assets/search/variants.txt")
        .lines()
        .filter(|line| !line.starts_with('#'));
    let pair = |pair: &str| pair.chars().next().zip(pair.chars().nth(1)).unwrap();
    lines.flat_map(str::split_whitespace).map(pair).map(|(from, to)| (to, from)).collect()
});

pub(crate) fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{2fa1f}')
}

/// Returns the `nth` pinyin spelling of `c`, modulo their number; `c` itself if it has none.
pub(crate) fn spell(c: char, nth: usize) -> String {
    let simple = fold(c);
    if let Some(readings) = POLYPHONES.get(&c).or_else(|| POLYPHONES.get(&simple)) {
        return readings[nth % readings.len()].to_owned();
    }
    match simple.to_pinyin() {
        Some(only) if is_han(c) => {
            only.plain().replace('ü', if nth.is_multiple_of(2) { "v" } else { "u" })
        }
        _ => simple.to_string(),
    }
}

pub(crate) fn initial(c: char, nth: usize) -> char {
    spell(c, nth).chars().next().unwrap()
}

/// Returns the traditional form of `c`, if there is one, or else `c`.
pub(crate) fn traditional(c: char) -> char {
    TRADITIONAL.get(&c).copied().unwrap_or(c)
}

/// Returns the full-width form of `c`.
pub(crate) fn full_width(c: char) -> char {
    if c.is_ascii_graphic() { char::from_u32(c as u32 + 0xfee0).unwrap() } else { c }
}

/// Returns a syllable with one confusion of similar sounds, selected by `nth`.
pub(crate) fn dialect_spelling(spelt: &str, nth: usize) -> String {
    const SOUNDS: [(&str, &str); 7] = [
        ("zh", "z"),
        ("ch", "c"),
        ("sh", "s"),
        ("n", "l"),
        ("ang", "an"),
        ("eng", "en"),
        ("ing", "in"),
    ];
    let (left, right) = SOUNDS[nth % SOUNDS.len()];
    let back = nth / SOUNDS.len() % 2 == 1;
    let (from, to) = if back { (right, left) } else { (left, right) };
    let whole = nth % SOUNDS.len() < 4;
    let swapped = if whole {
        spelt.strip_prefix(from).map(|rest| format!("{to}{rest}"))
    } else {
        spelt.strip_suffix(from).map(|rest| format!("{rest}{to}"))
    };
    swapped.unwrap_or_else(|| spelt.to_owned())
}

#[test]
fn the_tests_spell_as_people_do() {
    assert_eq!(
        ['重', '重', '醫', '女', '女', '℃', 'Ａ', '浜'].map(|c| spell(c, 0)),
        ["zhong", "zhong", "yi", "nv", "nv", "℃", "a", "bang"]
    );
    assert_eq!(
        (spell('重', 1), spell('女', 1), spell('长', 3)),
        ("chong".into(), "nu".into(), "zhang".into())
    );
    assert_eq!((traditional('医'), full_width('a'), full_width('医')), ('醫', 'ａ', '医'));
    assert_eq!(
        [
            dialect_spelling("zhun", 0),
            dialect_spelling("nong", 3),
            dialect_spelling("long", 10),
            dialect_spelling("shan", 11)
        ],
        ["zun", "long", "nong", "shang"]
    );
}
