//! How Han characters are read, as people type it.
//!
//! The `pinyin` crate gives one reading a character, without context: 柏 is bai to it, 似 shi. `assets/search/readings.txt` has
//! all modern readings of those that have several, or whose one is wrong there. Any of them matches; archaic ones, of which
//! Unihan has plenty (事 zi, 家 gu), do not.

use std::collections::HashMap;
use std::sync::OnceLock;

use pinyin::ToPinyin;

use super::fold;

/// The readings of `c`, as it stands in a text, in letters without tones; none for what is no Han character. The `ü` of `lü`
/// and `nü` is there both as `v` and as `u`.
pub(super) fn readings(c: char) -> Vec<&'static str> {
    if !('\u{3400}'..='\u{2fa1f}').contains(&c) {
        return Vec::new();
    }
    // 著 is found where 着 is, but read zhu in 著名: what folds to something else keeps its own readings.
    let simple = fold(c);
    let own = polyphones().get(&c).filter(|_| simple != c);
    let listed = polyphones().get(&simple).cloned();
    let mut readings =
        listed.unwrap_or_else(|| simple.to_pinyin().map(|only| keyboard_spelling(only.plain())).into_iter().collect());
    let own = own.into_iter().flatten().filter(|reading| !readings.contains(reading)).copied().collect::<Vec<_>>();
    readings.extend(own);
    let twins: Vec<_> =
        readings.iter().filter_map(|reading| u_spelling(reading)).filter(|twin| !readings.contains(twin)).collect();
    readings.extend(twins);
    readings
}

/// `lü` as the keyboard has it.
fn keyboard_spelling(reading: &'static str) -> &'static str {
    match reading {
        "lü" => "lv",
        "lüe" => "lve",
        "nü" => "nv",
        "nüe" => "nve",
        other => other,
    }
}

fn u_spelling(reading: &str) -> Option<&'static str> {
    Some(match reading {
        "lv" => "lu",
        "lve" => "lue",
        "nv" => "nu",
        "nve" => "nue",
        _ => return None,
    })
}

fn polyphones() -> &'static HashMap<char, Vec<&'static str>> {
    static POLYPHONES: OnceLock<HashMap<char, Vec<&'static str>>> = OnceLock::new();
    POLYPHONES.get_or_init(|| {
        let lines = include_str!("../../assets/search/readings.txt").lines().filter(|line| !line.starts_with('#'));
        lines
            .flat_map(str::split_whitespace)
            .filter_map(|entry| {
                let c = entry.chars().next()?;
                Some((c, entry.strip_prefix(c)?.split('/').collect()))
            })
            .collect()
    })
}

/// What people from many places type for `reading`: z for zh, l for n, an for ang, and the other way round; not `reading` itself.
pub(super) fn similar_sounds(reading: &str) -> Vec<String> {
    const INITIALS: [(&str, &str); 4] = [("zh", "z"), ("ch", "c"), ("sh", "s"), ("n", "l")];
    const FINALS: [(&str, &str); 3] = [("ang", "an"), ("eng", "en"), ("ing", "in")];
    let mut initials = vec![reading.to_owned()];
    for (one, other) in INITIALS {
        // `zh` is asked before `z`: the longer one decides.
        if let Some(rest) = reading.strip_prefix(one) {
            initials.push(format!("{other}{rest}"));
            break;
        }
        if let Some(rest) = reading.strip_prefix(other) {
            initials.push(format!("{one}{rest}"));
            break;
        }
    }
    let mut near = initials.clone();
    for syllable in &initials {
        for (one, other) in FINALS {
            if let Some(rest) = syllable.strip_suffix(one) {
                near.push(format!("{rest}{other}"));
            } else if let Some(rest) = syllable.strip_suffix(other) {
                near.push(format!("{rest}{one}"));
            }
        }
    }
    near.retain(|syllable| syllable != reading);
    near
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
            ('a', ""),
            ('。', ""),
        ] {
            assert_eq!(readings(c).join(" "), expected, "{c}");
        }
    }

    #[test]
    fn near_sounds_go_both_ways() {
        assert_eq!(similar_sounds("zhun"), ["zun"]);
        assert_eq!(similar_sounds("nong"), ["long"]);
        assert_eq!(similar_sounds("shang"), ["sang", "shan", "san"]);
        assert_eq!(similar_sounds("xin"), ["xing"]);
        assert!(similar_sounds("yi").is_empty());
    }
}
