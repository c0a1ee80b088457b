//! Splits a unit in brackets off what is counted.

use crate::exchange::units;

/// Takes the unit from the brackets at the end of what is counted, 新增床位（张）, if there is none
/// after the amount.
pub(super) fn split_bracketed_unit<'a>(what: &'a str, unit: &'a str) -> (&'a str, &'a str) {
    if !unit.is_empty() {
        return (what, unit);
    }
    bracketed_unit(what).unwrap_or((what, unit))
}

/// Splits a name with a unit of measure in brackets at its end into both: 新增床位（张）.
pub(crate) fn bracketed_unit(name: &str) -> Option<(&str, &str)> {
    let inside = name.trim_end().strip_suffix(['）', ')'])?;
    let (head, unit) = inside.rsplit_once(['（', '('])?;
    let unit =
        ["单位：", "单位:"].iter().find_map(|label| unit.strip_prefix(label)).unwrap_or(unit);
    let (head, unit) = (head.trim_end(), unit.trim());
    let is_measure = units::split_measure(unit).is_some_and(|(_, rest)| rest.is_empty());
    (!head.is_empty() && is_measure).then_some((head, unit))
}

/// Returns the unit in brackets after an amount, 150（张）; any other text unchanged.
pub(super) fn unit_in_brackets(text: &str) -> &str {
    let inside = text.strip_prefix(['（', '(']).and_then(|text| text.strip_suffix(['）', ')']));
    inside.map(str::trim).filter(|unit| units::is_known(unit)).unwrap_or(text)
}
