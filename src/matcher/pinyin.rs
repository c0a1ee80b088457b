//! Readings (pinyin) of Han characters, spelled as users type them.
//!
//! The `pinyin` crate gives one reading per character, without context: bai for 柏, shi for 似.
//! `assets/search/readings.txt` lists all modern readings of characters that have several, or whose
//! reading is wrong in the crate. Any of them matches; archaic ones, of which Unihan has many (事
//! zi, 家 gu), do not.
//!
//! `ib-matcher` and `ib-pinyin` are known alternatives; they have no similar sounds and no rank by
//! the start of a word.

use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

use pinyin::ToPinyin;

use super::fold::fold;
use crate::text::unified_ideograph;

/// Returns the readings of `c`, as it stands in a text, without tones; empty if it is no Han
/// character. A `ü` after `l` or `n` is given both as `v` and as `u`.
pub(crate) fn readings(c: char) -> Vec<&'static str> {
    if !('\u{2e80}'..='\u{2fa1f}').contains(&c) {
        return Vec::new();
    }
    let c = unified_ideograph(c);
    // 著 matches where 着 does, but is read zhu in 著名: a variant keeps its own readings, too.
    let simplified = fold(c);
    let of_variant = polyphones().get(&c).filter(|_| simplified != c);
    let listed = polyphones().get(&simplified).cloned();
    let mut readings = listed.unwrap_or_else(|| {
        let only = simplified.to_pinyin().map(pinyin::Pinyin::plain);
        let umlaut = UMLAUTS.iter().find(|(umlaut, ..)| only == Some(*umlaut));
        umlaut.map(|(_, v, _)| *v).or(only).into_iter().collect()
    });
    let of_variant = of_variant.into_iter().flatten().copied();
    let added: Vec<_> = of_variant.filter(|reading| !readings.contains(reading)).collect();
    readings.extend(added);
    let u_spelling = |reading: &&str| Some(UMLAUTS.iter().find(|(_, v, _)| v == reading)?.2);
    let added: Vec<_> = readings.iter().filter_map(u_spelling).collect();
    for reading in added {
        if !readings.contains(&reading) {
            readings.push(reading);
        }
    }
    readings
}

/// Readings with `ü`, with their spellings with `v`, as on a keyboard, and with `u`.
const UMLAUTS: [(&str, &str, &str); 4] =
    [("lü", "lv", "lu"), ("lüe", "lve", "lue"), ("nü", "nv", "nu"), ("nüe", "nve", "nue")];

/// Returns true if `text` is a syllable of pinyin, without a tone.
pub(crate) fn is_syllable(text: &str) -> bool {
    static SYLLABLES: OnceLock<HashSet<&'static str>> = OnceLock::new();
    SYLLABLES.get_or_init(|| ('一'..='龥').flat_map(readings).collect()).contains(text)
}

/// Returns the listed characters, each with its readings.
fn polyphones() -> &'static HashMap<char, Vec<&'static str>> {
    static POLYPHONES: OnceLock<HashMap<char, Vec<&'static str>>> = OnceLock::new();
    POLYPHONES.get_or_init(|| {
        let lines = include_str!("../../assets/search/readings.txt")
            .lines()
            .filter(|line| !line.starts_with('#'));
        lines
            .flat_map(str::split_whitespace)
            .filter_map(|entry| {
                let c = entry.chars().next()?;
                Some((c, entry.strip_prefix(c)?.split('/').collect()))
            })
            .collect()
    })
}

/// Returns spellings that speakers of other dialects type for `reading`: z for zh, l for n, an for
/// ang, and the reverse. Does not contain `reading` itself.
pub(crate) fn similar_sounds(reading: &str) -> Vec<String> {
    const INITIALS: [(&str, &str); 4] = [("zh", "z"), ("ch", "c"), ("sh", "s"), ("n", "l")];
    const FINALS: [(&str, &str); 3] = [("ang", "an"), ("eng", "en"), ("ing", "in")];
    let mut with_initials = vec![reading.to_owned()];
    for (one, other) in INITIALS {
        // `zh` comes before `z`: the longer initial decides.
        if let Some(rest) = reading.strip_prefix(one) {
            with_initials.push(format!("{other}{rest}"));
            break;
        }
        if let Some(rest) = reading.strip_prefix(other) {
            with_initials.push(format!("{one}{rest}"));
            break;
        }
    }
    let mut similar = with_initials.clone();
    for syllable in &with_initials {
        for (one, other) in FINALS {
            if let Some(rest) = syllable.strip_suffix(one) {
                similar.push(format!("{rest}{other}"));
            } else if let Some(rest) = syllable.strip_suffix(other) {
                similar.push(format!("{rest}{one}"));
            }
        }
    }
    similar.retain(|syllable| syllable != reading);
    similar
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn modern_readings_and_no_archaic_ones() {
        for (c, expected) in [
            ('医', "yi"),
            ('柏', "bai bo"),
            ('重', "zhong chong"),
            ('乐', "le yue"),
            ('长', "chang zhang"),
            ('绿', "lv lu"),
            ('女', "nv nu"),
            ('事', "shi"),
            ('浜', "bang"),
            ('圩', "wei xu"),
            ('著', "zhe zhao zhuo zhu"),
            ('⽼', "lao"),
            ('⻓', "chang zhang"),
            ('\u{f914}', "le yue"),
            ('a', ""),
            ('。', ""),
        ] {
            assert_eq!(readings(c).join(" "), expected, "{c}");
        }
    }

    #[test]
    fn similar_sounds_go_both_ways() {
        assert_eq!(similar_sounds("zhun"), ["zun"]);
        assert_eq!(similar_sounds("nong"), ["long"]);
        assert_eq!(similar_sounds("shang"), ["sang", "shan", "san"]);
        assert_eq!(similar_sounds("xin"), ["xing"]);
        assert!(similar_sounds("yi").is_empty());
    }
}
