//! Units as people write them with blanks or in full: `1523 metres` is `1523m`, `50 场活动` is
//! `50场活动`.

use super::spoken_number::is_of_number;
use super::term::is_quote;
use crate::exchange::split_measure;
use crate::matcher::fold;

/// Units in English and their signs. Several words come before their parts.
const UNITS: [(&str, &str); 20] = [
    ("square metres", "m2"),
    ("square meters", "m2"),
    ("square metre", "m2"),
    ("square meter", "m2"),
    ("sq m", "m2"),
    ("sq. m", "m2"),
    ("sqm", "m2"),
    ("kilometres", "km"),
    ("kilometers", "km"),
    ("kilometre", "km"),
    ("kilometer", "km"),
    ("metres", "m"),
    ("meters", "m"),
    ("metre", "m"),
    ("meter", "m"),
    ("hectares", "公顷"),
    ("hectare", "公顷"),
    ("percent", "%"),
    ("per cent", "%"),
    ("yuan", "元"),
];

/// Returns `text` with the signs of units right after their numbers, or alone; `None` if it has no
/// other units.
pub(super) fn with_short_units(text: &str) -> Option<String> {
    if text.contains(is_quote) {
        return None;
    }
    let with_digits = |c: char| if fold(c).is_ascii_digit() { fold(c) } else { c };
    let folded: String = text.chars().map(with_digits).collect();
    let mut words: Vec<String> =
        folded.to_ascii_lowercase().split_whitespace().map(str::to_owned).collect();
    let mut is_other = false;
    for (name, sign) in UNITS {
        let parts: Vec<&str> = name.split(' ').collect();
        let find = |words: &[String]| words.windows(parts.len()).position(|some| some == parts);
        while let Some(at) = find(&words) {
            // `m` alone would be the beginning of anything.
            let is_alone = at == 0 || !words.get(at - 1).is_some_and(|word| ends_in_number(word));
            if is_alone && sign.chars().count() == 1 {
                break;
            }
            words.splice(at..at + parts.len(), [sign.to_owned()]);
            is_other = true;
        }
    }
    let mut joined = String::with_capacity(text.len());
    for word in &words {
        let is_unit = UNITS.iter().any(|(_, sign)| sign == word)
            || split_measure(word).is_some() && !word.is_ascii();
        if is_unit && ends_in_number(&joined) {
            is_other = true;
        } else if !joined.is_empty() {
            joined.push(' ');
        }
        joined.push_str(word);
    }
    is_other.then_some(joined)
}

fn ends_in_number(word: &str) -> bool {
    word.ends_with(is_of_number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_stand_right_after_their_numbers() {
        for (typed, short) in [
            ("1523 metres", Some("1523m")),
            ("> 1000 Metres", Some("> 1000m")),
            ("square metres", Some("m2")),
            ("470 square meters hall", Some("470m2 hall")),
            ("470 sqm", Some("470m2")),
            ("1 km", Some("1km")),
            ("50 场活动", Some("50场活动")),
            ("停车 600 个", Some("停车 600个")),
            ("metres", None),
            ("water meter", None),
            ("停车 城北", None),
            ("50", None),
        ] {
            assert_eq!(with_short_units(typed).as_deref(), short, "{typed}");
        }
    }
}
