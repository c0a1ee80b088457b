//! Finds amounts that are not written in plain digits: ￥500, 2百.

use crate::exchange::units;

/// Signs of currencies before an amount.
const CURRENCY_SIGNS: [char; 7] = ['¥', '￥', '$', '＄', '€', '£', '￡'];

/// Han numerals that multiply the amount before them.
const NUMERALS: &str = "十百千拾佰仟";

/// English numerals that multiply the amount before them.
const ENGLISH_NUMERALS: [&str; 5] = ["hundred", "thousand", "million", "billion", "dozen"];

/// Characters after a numeral that make it a part of the amount: 2百余个.
const AFTER_NUMERALS: [char; 6] = ['余', '多', '来', '几', '万', '亿'];

/// Returns an amount of money with a sign, `￥500`, or one in tens, hundreds or thousands, 2百, with
/// the text `what` before it and `unit` after it.
pub(super) fn bad_amount(number: &str, what: &str, unit: &str) -> Option<String> {
    if let Some(sign) = what.chars().next_back().filter(|c| CURRENCY_SIGNS.contains(c)) {
        return Some(format!("{sign}{number}"));
    }
    let word = unit.split_whitespace().next().unwrap_or_default();
    if ENGLISH_NUMERALS.iter().any(|numeral| word.eq_ignore_ascii_case(numeral)) {
        return Some(format!("{number} {word}"));
    }
    let numeral = unit.chars().next().filter(|c| NUMERALS.contains(*c))?;
    let rest = unit.strip_prefix(numeral)?;
    let is_unit = |text: &str| units::is_known(text) || units::split_measure(text).is_some();
    let is_amount = rest.is_empty() || rest.starts_with(AFTER_NUMERALS) || is_unit(rest);
    (is_amount && !is_unit(unit)).then(|| format!("{number}{numeral}"))
}
