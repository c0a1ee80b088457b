//! Pinyin for tests: how a text may be typed. Read from the same table as the search reads, and
//! from the crate, but by itself.

use std::collections::HashMap;
use std::sync::LazyLock;

use minsheng::search::fold;
use pinyin::ToPinyin;

static POLYPHONES: LazyLock<HashMap<char, Vec<&str>>> = LazyLock::new(|| {
    let lines = include_str!("../../assets/search/readings.txt")
        .lines()
        .filter(|line| !line.starts_with('#'));
    let entry = |entry: &'static str| {
        let c = entry.chars().next().unwrap();
        (c, entry.strip_prefix(c).unwrap().split('/').collect())
    };
    lines.flat_map(str::split_whitespace).map(entry).collect()
});

static TRADITIONAL: LazyLock<HashMap<char, char>> = LazyLock::new(|| {
    let lines = include_str!("../../assets/search/variants.txt")
        .lines()
        .filter(|line| !line.starts_with('#'));
    let pair = |pair: &str| pair.chars().next().zip(pair.chars().nth(1)).unwrap();
    lines.flat_map(str::split_whitespace).map(pair).map(|(from, to)| (to, from)).collect()
});

pub(crate) fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{2fa1f}')
}

/// How `c` is typed in letters, in its `nth` way, counting round and round; as itself, if it is not
/// read.
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

/// A traditional form, where there is one.
pub(crate) fn traditional(c: char) -> char {
    TRADITIONAL.get(&c).copied().unwrap_or(c)
}

/// As an input method left in full width writes it.
pub(crate) fn full_width(c: char) -> char {
    if c.is_ascii_graphic() { char::from_u32(c as u32 + 0xfee0).unwrap() } else { c }
}

/// As somebody spells it who does not tell some sounds apart; `nth` says which.
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
    let (one, other) = SOUNDS[nth % SOUNDS.len()];
    let back = nth / SOUNDS.len() % 2 == 1;
    let (from, to) = if back { (other, one) } else { (one, other) };
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
