//! Units of measurement that are converted into each other: 公里 and 米, 亩 and 公顷, 万元 and 元.

use super::decimal::Decimal;
use crate::text::{to_half_width, unified_ideograph};

/// Names of a unit, and its size in the base unit of its kind: digits and exponent of ten.
type UnitDef = (&'static str, u128, i32);

/// The kinds of units. Area counts in thirds of a square metre, in which a 亩 is whole.
const KINDS: [&[UnitDef]; 11] = [
    &[("米 m", 1, 0), ("公里 千米 km", 1, 3), ("厘米 cm", 1, -2), ("毫米 mm", 1, -3), ("里", 5, 2)],
    &[
        ("平方米 平米 米2 m2", 3, 0),
        ("平方公里 平方千米 公里2 千米2 km2", 3, 6),
        ("公顷 ha hm2", 3, 4),
        ("亩", 2, 3),
        ("平方厘米 cm2", 3, -4),
    ],
    &[("立方米 立方 方 米3 m3", 1, 0), ("升 l", 1, -3), ("毫升 ml", 1, -6)],
    &[("千克 公斤 kg", 1, 0), ("克 g", 1, -3), ("毫克", 1, -6), ("吨 t", 1, 3), ("斤", 5, -1)],
    &[("千瓦 kw", 1, 0), ("瓦", 1, -3), ("兆瓦 mw", 1, 3), ("吉瓦 gw", 1, 6)],
    &[("千瓦时 度 度电 kwh", 1, 0), ("兆瓦时 mwh", 1, 3), ("吉瓦时 gwh", 1, 6)],
    &[("千伏安 kva", 1, 0), ("兆伏安 mva", 1, 3)],
    &[("元 元钱", 1, 0)],
    &[("美元", 1, 0)],
    &[("天 日", 1, 0)],
    // From here on the units count things.
    &[("人 名", 1, 0)],
];

/// Number of [`KINDS`] whose units measure.
const MEASURING: usize = 10;

/// Other units of which there may be a part.
const DIVISIBLE: &str = "% ‰ °c ℃ c gb tb mb kv 千伏 倍 分 分钟 个月 个百分点 百分点 周 小时 学时 \
    课时 h min 人天 人日 年 月 里程";

/// Returns `value` of the unit `from` in the unit `to`; `None` if they are not of one kind, or if
/// the result is no decimal number.
pub(crate) fn convert(value: Decimal, from: &str, to: &str) -> Option<Decimal> {
    let UnitSizes { from, to } = sizes(from, to)?;
    value.times(from)?.divided_by(to)
}

/// Returns the size of the unit `from` in the unit `to`, as near as a float is; `None` if they are
/// not of one kind.
pub(crate) fn ratio(from: &str, to: &str) -> Option<f64> {
    let UnitSizes { from, to } = sizes(from, to)?;
    Some(from.to_amount()?.value() / to.to_amount()?.value())
}

/// The sizes of two units of one kind, in its base unit.
struct UnitSizes {
    from: Decimal,
    to: Decimal,
}

/// Returns the sizes of two units; `None` if they are not of one kind.
fn sizes(from: &str, to: &str) -> Option<UnitSizes> {
    if let (Some((kind, size)), Some((other_kind, other_size))) = (measure(from), measure(to)) {
        return (kind == other_kind).then_some(UnitSizes { from: size, to: other_size });
    }
    // 株 and 万株.
    let (from, to) = (unit_name(from), unit_name(to));
    let ((base, scale), (other_base, other_scale)) = (split_scale(&from), split_scale(&to));
    let is_same_base = !base.is_empty() && base == other_base;
    is_same_base.then_some(UnitSizes { from: scale, to: other_scale })
}

/// Returns the names of the smaller units of the same kind, the largest first.
pub(crate) fn smaller_units(unit: &str) -> Vec<&'static str> {
    let name = unit_name(unit);
    let find = |units: &&[UnitDef]| {
        units.iter().position(|(names, ..)| names.split(' ').any(|other| other == name))
    };
    let Some((units, nth)) = KINDS.iter().find_map(|units| Some((units, find(units)?))) else {
        return Vec::new();
    };
    let size = |(_, digits, exponent): &UnitDef| Decimal::new(*digits, *exponent).to_f64();
    let own = units.get(nth).map_or(0.0, size);
    let mut smaller: Vec<&UnitDef> = units.iter().filter(|unit| size(unit) < own).collect();
    smaller.sort_by(|a, b| size(b).total_cmp(&size(a)));
    smaller.iter().filter_map(|(names, ..)| names.split(' ').next()).collect()
}

/// Returns true if both are names of the same unit, as km and 公里 are; 台（套） is 台 or 套.
pub(crate) fn is_same_unit(one: &str, other: &str) -> bool {
    let (one, other) = (unit_name(one), unit_name(other));
    let is_part = |whole: &str, part: &str| {
        let parts = whole.strip_suffix(')').and_then(|whole| whole.split_once('('));
        parts.is_some_and(|(first, second)| first == part || second == part)
    };
    let is_same_size = || measure(&one).is_some_and(|size| measure(&other) == Some(size));
    one == other || is_part(&one, &other) || is_part(&other, &one) || is_same_size()
}

/// Returns true if there may be a part of the unit, as of a 公里, but not of a 户.
pub(crate) fn is_divisible(unit: &str) -> bool {
    let name = unit_name(unit);
    let (base, _) = split_scale(&name);
    measure(unit).is_some_and(|(kind, _)| kind < MEASURING)
        || DIVISIBLE.split_whitespace().any(|other| other == base)
        || name.contains('/')
}

/// Returns true if amounts of the unit `unit` are whole numbers in the single thing: 1.5 万人 are,
/// 1.5 人 are not.
pub(crate) fn is_whole_in(value: Decimal, unit: &str) -> bool {
    let name = unit_name(unit);
    let (_, scale) = split_scale(&name);
    value.times(scale).is_some_and(Decimal::is_whole)
}

/// Returns true if the unit counts in 万 or 亿.
pub(crate) fn has_scale(unit: &str) -> bool {
    unit.trim_start().starts_with(['万', '亿'])
}

/// Returns the kind of a unit and its size.
fn measure(unit: &str) -> Option<(usize, Decimal)> {
    let name = unit_name(unit);
    let (base, scale) = split_scale(&name);
    KINDS.iter().enumerate().find_map(|(kind, units)| {
        let unit = units.iter().find(|(names, ..)| names.split(' ').any(|other| other == base))?;
        Some((kind, Decimal::new(unit.1, unit.2).times(scale)?))
    })
}

/// Splits the 万 and 亿 off the start of a unit.
fn split_scale(name: &str) -> (&str, Decimal) {
    let base = name.trim_start_matches(['万', '亿']);
    let scale = name.strip_suffix(base).unwrap_or_default();
    let exponent = scale.chars().map(|c| if c == '万' { 4 } else { 8 }).sum::<i32>();
    (base, Decimal::new(1, exponent))
}

/// Returns a unit in one spelling: without blanks, in half width and lower case.
fn unit_name(unit: &str) -> String {
    let mut name = String::with_capacity(unit.len());
    for c in unit.chars().map(unified_ideograph).map(to_half_width) {
        match c {
            '²' => name.push('2'),
            '³' => name.push('3'),
            '㎡' => name.push_str("m2"),
            '㎥' => name.push_str("m3"),
            '㎞' => name.push_str("km"),
            '㎢' => name.push_str("km2"),
            '㎏' => name.push_str("kg"),
            c if c.is_whitespace() => {}
            c => name.extend(c.to_lowercase()),
        }
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_of_one_kind_are_converted_exactly_and_others_not_at_all() {
        for (value, from, to, expected) in [
            ("0.9", "公里", "米", Some("900")),
            ("900", "m", "千米", Some("0.9")),
            ("1.1", "万平方米", "㎡", Some("11000")),
            ("30", "亩", "公顷", Some("2")),
            ("10", "亩", "公顷", None),
            ("3", "亩", "平方米", Some("2000")),
            ("2", "千米²", "公顷", Some("200")),
            ("3.3", "亿元", "万元", Some("33000")),
            ("5", "吨", "斤", Some("10000")),
            ("1.5", "MW", "千瓦", Some("1500")),
            ("0.5", "万人", "名", Some("5000")),
            ("20000", "株", "万株", Some("2")),
            ("2", "万株", "株", Some("20000")),
            ("3", "万", "株", None),
            ("3", "万元", "米", None),
            ("3", "美元", "元", None),
            ("3", "个", "户", None),
        ] {
            let expected = expected.and_then(Decimal::parse);
            let value = Decimal::parse(value).unwrap();
            assert_eq!(convert(value, from, to), expected, "{value:?} {from} {to}");
        }
        assert!(is_same_unit("台（套）", "套") && is_same_unit("M²", "㎡"));
        assert!(!is_same_unit("个", "户") && !is_same_unit("台", "台次"));
        for (unit, divisible) in [
            ("公里", true),
            ("万元", true),
            ("元/月", true),
            ("%", true),
            ("所", false),
            ("人", false),
        ] {
            assert_eq!(is_divisible(unit), divisible, "{unit}");
        }
        assert!(is_whole_in(Decimal::parse("0.4").unwrap(), "万人"));
        assert!(!is_whole_in(Decimal::parse("0.4").unwrap(), "人"));
    }
}
