//! Reads the cells of a column of units.

use crate::exchange::is_known_unit;

/// Brackets around a unit.
const BRACKETS: [(char, char); 4] = [('（', '）'), ('(', ')'), ('【', '】'), ('[', ']')];

/// Returns the unit in a cell of units, 公里 for `公 里`, 张 for 单位：张 and 个 for （个）; a text that
/// is no known unit stays.
pub(super) fn unit_in_cell(text: &str) -> String {
    let spaceless: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let mut bare = spaceless.as_str();
    while let Some(inner) = without_label(bare).or_else(|| without_brackets(bare)) {
        bare = inner;
    }
    if is_known_unit(bare) { bare.to_owned() } else { text.to_owned() }
}

fn without_label(text: &str) -> Option<&str> {
    let rest = text.strip_prefix("计量").unwrap_or(text).strip_prefix("单位")?;
    rest.strip_prefix([':', '：'])
}

fn without_brackets(text: &str) -> Option<&str> {
    let mut pairs = BRACKETS.iter();
    pairs.find_map(|(open, close)| text.strip_prefix(*open)?.strip_suffix(*close))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_unit_stands_without_brackets_and_label() {
        for (text, unit) in [
            ("个", "个"),
            ("（个）", "个"),
            ("(公里)", "公里"),
            ("【张】", "张"),
            ("单位：个", "个"),
            ("计量单位:公里", "公里"),
            ("（单位：万 人次）", "万人次"),
            ("公 里", "公里"),
            ("（县教育局）", "（县教育局）"),
            ("单位：县教育局", "单位：县教育局"),
            ("", ""),
        ] {
            assert_eq!(unit_in_cell(text), unit, "{text}");
        }
    }
}
