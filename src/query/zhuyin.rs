//! Zhuyin (注音, bopomofo) as pinyin: ㄊㄧㄥˊㄔㄜ is ting'che.

/// Initials, with their pinyin.
const INITIALS: [(char, &str); 21] = [
    ('ㄅ', "b"),
    ('ㄆ', "p"),
    ('ㄇ', "m"),
    ('ㄈ', "f"),
    ('ㄉ', "d"),
    ('ㄊ', "t"),
    ('ㄋ', "n"),
    ('ㄌ', "l"),
    ('ㄍ', "g"),
    ('ㄎ', "k"),
    ('ㄏ', "h"),
    ('ㄐ', "j"),
    ('ㄑ', "q"),
    ('ㄒ', "x"),
    ('ㄓ', "zh"),
    ('ㄔ', "ch"),
    ('ㄕ', "sh"),
    ('ㄖ', "r"),
    ('ㄗ', "z"),
    ('ㄘ', "c"),
    ('ㄙ', "s"),
];

/// Finals, with medials before them, with their pinyin after an initial and alone.
const FINALS: [(&str, &str, &str); 38] = [
    ("ㄧㄥ", "ing", "ying"),
    ("ㄧㄤ", "iang", "yang"),
    ("ㄧㄣ", "in", "yin"),
    ("ㄧㄢ", "ian", "yan"),
    ("ㄧㄡ", "iu", "you"),
    ("ㄧㄠ", "iao", "yao"),
    ("ㄧㄝ", "ie", "ye"),
    ("ㄧㄚ", "ia", "ya"),
    ("ㄧㄛ", "io", "yo"),
    ("ㄧㄞ", "iai", "yai"),
    ("ㄧ", "i", "yi"),
    ("ㄨㄥ", "ong", "weng"),
    ("ㄨㄤ", "uang", "wang"),
    ("ㄨㄣ", "un", "wen"),
    ("ㄨㄢ", "uan", "wan"),
    ("ㄨㄟ", "ui", "wei"),
    ("ㄨㄞ", "uai", "wai"),
    ("ㄨㄛ", "uo", "wo"),
    ("ㄨㄚ", "ua", "wa"),
    ("ㄨ", "u", "wu"),
    ("ㄩㄥ", "iong", "yong"),
    ("ㄩㄣ", "vn", "yun"),
    ("ㄩㄢ", "van", "yuan"),
    ("ㄩㄝ", "ve", "yue"),
    ("ㄩ", "v", "yu"),
    ("ㄚ", "a", "a"),
    ("ㄛ", "o", "o"),
    ("ㄜ", "e", "e"),
    ("ㄝ", "e", "e"),
    ("ㄞ", "ai", "ai"),
    ("ㄟ", "ei", "ei"),
    ("ㄠ", "ao", "ao"),
    ("ㄡ", "ou", "ou"),
    ("ㄢ", "an", "an"),
    ("ㄣ", "en", "en"),
    ("ㄤ", "ang", "ang"),
    ("ㄥ", "eng", "eng"),
    ("ㄦ", "er", "er"),
];

const TONES: [char; 5] = ['ˊ', 'ˇ', 'ˋ', '˙', 'ˉ'];

/// Returns `text` with pinyin in place of zhuyin; `None` if it has none.
pub(super) fn to_pinyin(text: &str) -> Option<String> {
    if !text.contains(|c| ('ㄅ'..='ㄩ').contains(&c)) {
        return None;
    }
    let mut pinyin = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let initial = INITIALS.iter().find(|(initial, _)| *initial == c).map(|(_, pinyin)| *pinyin);
        let after = rest.get(c.len_utf8()..).unwrap_or_default();
        let (rime, after) = rime(if initial.is_some() { after } else { rest }, initial);
        if initial.is_none() && rime.is_none() {
            if !TONES.contains(&c) {
                pinyin.push(c);
            }
            rest = rest.get(c.len_utf8()..).unwrap_or_default();
            continue;
        }
        let has_tone = after.starts_with(TONES);
        pinyin.push_str(initial.unwrap_or_default());
        match (initial, rime) {
            (_, Some(rime)) => pinyin.push_str(&rime),
            // ㄕˋ is shi; without a tone it may be any syllable that begins so.
            (Some("zh" | "ch" | "sh" | "r" | "z" | "c" | "s"), None) if has_tone => {
                pinyin.push('i');
            }
            _ => {}
        }
        rest = after.trim_start_matches(TONES);
        // The next syllable begins here, and no letter of it belongs to this one.
        let is_followed = rest.starts_with(|c: char| c.is_alphabetic());
        if is_followed && pinyin.ends_with(|c: char| c.is_ascii_lowercase()) {
            pinyin.push('\'');
        }
    }
    Some(pinyin)
}

/// Splits the final off the start of `text`; returns its pinyin after `initial`, and the rest.
fn rime<'a>(text: &'a str, initial: Option<&str>) -> (Option<String>, &'a str) {
    for (zhuyin, after_initial, alone) in FINALS {
        let Some(rest) = text.strip_prefix(zhuyin) else { continue };
        let rime = match initial {
            None => alone.to_owned(),
            // ü is written u after these, where there is no other u.
            Some("j" | "q" | "x") => after_initial.replace('v', "u"),
            Some(_) => after_initial.to_owned(),
        };
        return (Some(rime), rest);
    }
    (None, text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zhuyin_is_pinyin() {
        for (zhuyin, pinyin) in [
            ("ㄊㄧㄥˊ", "ting"),
            ("ㄔㄜ", "che"),
            ("ㄊㄧㄥˊㄔㄜ", "ting'che"),
            ("ㄊㄧㄥˊㄔㄜㄨㄟˋ", "ting'che'wei"),
            ("ㄌㄩˋㄉㄧˋ", "lv'di"),
            ("ㄋㄩˇ", "nv"),
            ("ㄩˋ", "yu"),
            ("ㄐㄩ ㄇㄧㄣˊ", "ju min"),
            ("ㄐㄩㄝˊ", "jue"),
            ("ㄌㄩㄝˋ", "lve"),
            ("ㄒㄩㄥˊ", "xiong"),
            ("ㄓㄨㄥ", "zhong"),
            ("ㄕˋ", "shi"),
            ("ㄕ", "sh"),
            ("ㄦˊ", "er"),
            ("ㄥ", "eng"),
            ("ㄊㄔ", "t'ch"),
            ("ㄊㄊ", "t't"),
            ("停ㄔㄜ", "停che"),
        ] {
            assert_eq!(to_pinyin(zhuyin).as_deref(), Some(pinyin), "{zhuyin}");
        }
        assert_eq!(to_pinyin("tingche停车ˊ"), None);
    }
}
