//! Words before and after an amount that qualify it.

use std::sync::LazyLock;

use crate::exchange::units;
use crate::model::Qualifier;

/// Qualifiers before an amount, and their meaning; `None` if a catalog has none such. Of two
/// that match, the longer comes first.
pub(super) const PREFIX_QUALIFIERS: [(&str, Option<Qualifier>); 114] = [
    ("大于或等于", Some(Qualifier::AtLeast)),
    ("小于或等于", None),
    ("大于等于", Some(Qualifier::AtLeast)),
    ("小于等于", None),
    ("不得少于", Some(Qualifier::AtLeast)),
    ("不得低于", Some(Qualifier::AtLeast)),
    ("不应少于", Some(Qualifier::AtLeast)),
    ("不应低于", Some(Qualifier::AtLeast)),
    ("不得超过", None),
    ("不得高于", None),
    ("不应超过", None),
    ("未达到", None),
    ("未超过", None),
    ("未突破", None),
    ("不突破", None),
    ("不大于", None),
    ("不少于", Some(Qualifier::AtLeast)),
    ("不低于", Some(Qualifier::AtLeast)),
    ("不小于", Some(Qualifier::AtLeast)),
    ("不超过", None),
    ("不多于", None),
    ("不高于", None),
    ("控制在", None),
    ("＋/－", None),
    ("未超", None),
    ("不超", None),
    ("至少", Some(Qualifier::AtLeast)),
    ("至多", None),
    ("最多", None),
    ("最少", Some(Qualifier::AtLeast)),
    ("接近", None),
    ("不到", None),
    ("未到", None),
    ("未达", None),
    ("未满", None),
    ("不满", None),
    ("小于", None),
    ("低于", None),
    ("少于", None),
    ("不足", None),
    ("大约", Some(Qualifier::About)),
    ("超过", Some(Qualifier::MoreThan)),
    ("突破", Some(Qualifier::MoreThan)),
    ("多于", Some(Qualifier::MoreThan)),
    (">=", Some(Qualifier::AtLeast)),
    ("＞＝", Some(Qualifier::AtLeast)),
    ("<=", None),
    ("＜＝", None),
    ("大于", Some(Qualifier::MoreThan)),
    ("高于", Some(Qualifier::MoreThan)),
    ("大概", Some(Qualifier::About)),
    ("几乎", None),
    ("将近", None),
    ("最低", Some(Qualifier::AtLeast)),
    ("起码", Some(Qualifier::AtLeast)),
    ("保底", Some(Qualifier::AtLeast)),
    ("下限", None),
    ("上限", None),
    ("最高", None),
    ("多达", None),
    ("约", Some(Qualifier::About)),
    ("超", Some(Qualifier::MoreThan)),
    ("逾", Some(Qualifier::MoreThan)),
    ("近", None),
    ("≥", Some(Qualifier::AtLeast)),
    ("≧", Some(Qualifier::AtLeast)),
    (">", Some(Qualifier::MoreThan)),
    ("＞", Some(Qualifier::MoreThan)),
    ("≤", None),
    ("≦", None),
    ("<", None),
    ("＜", None),
    ("±", None),
    ("~", Some(Qualifier::About)),
    ("～", Some(Qualifier::About)),
    ("≈", Some(Qualifier::About)),
    ("≒", Some(Qualifier::About)),
    ("﹥", Some(Qualifier::MoreThan)),
    ("﹤", None),
    ("not fewer than", Some(Qualifier::AtLeast)),
    ("approximately", Some(Qualifier::About)),
    ("not less than", Some(Qualifier::AtLeast)),
    ("no fewer than", Some(Qualifier::AtLeast)),
    ("not more than", None),
    ("no less than", Some(Qualifier::AtLeast)),
    ("a minimum of", Some(Qualifier::AtLeast)),
    ("a maximum of", None),
    ("no more than", None),
    ("greater than", Some(Qualifier::MoreThan)),
    ("minimum of", Some(Qualifier::AtLeast)),
    ("maximum of", None),
    ("fewer than", None),
    ("as many as", None),
    ("more than", Some(Qualifier::MoreThan)),
    ("less than", None),
    ("at least", Some(Qualifier::AtLeast)),
    ("close to", None),
    ("minimum", Some(Qualifier::AtLeast)),
    ("maximum", None),
    ("roughly", Some(Qualifier::About)),
    ("approx.", Some(Qualifier::About)),
    ("at most", None),
    ("nearly", None),
    ("around", Some(Qualifier::About)),
    ("approx", Some(Qualifier::About)),
    ("almost", None),
    ("about", Some(Qualifier::About)),
    ("up to", None),
    ("circa", Some(Qualifier::About)),
    ("under", None),
    ("below", None),
    ("above", Some(Qualifier::MoreThan)),
    ("over", Some(Qualifier::MoreThan)),
    ("some", Some(Qualifier::About)),
];

/// Words between a qualifier and its amount that change nothing: 约为 600 个.
pub(super) const COPULAS: [&str; 5] = ["达到", "为", "有", "达", "在"];

/// Qualifiers that begin the text after an amount, and their meaning.
const INNER_QUALIFIERS: [(&str, Option<Qualifier>); 14] = [
    ("余", Some(Qualifier::MoreThan)),
    ("多", Some(Qualifier::MoreThan)),
    ("几", None),
    ("+", None),
    ("＋", None),
    ("~", None),
    ("～", None),
    ("及以上", Some(Qualifier::AtLeast)),
    ("以上", Some(Qualifier::AtLeast)),
    ("左右", Some(Qualifier::About)),
    ("上下", Some(Qualifier::About)),
    ("以下", None),
    ("以内", None),
    ("之内", None),
];

/// Qualifier between an amount and a known unit, as in 200来个; before other words it is a part of
/// them, as in 来料加工厂.
const BEFORE_UNIT: QualifierMatch = ("来", Some(Qualifier::About));

/// Qualifier after a known unit, as in 5张起.
const AT_LEAST_AFTER_UNIT: QualifierMatch = ("起", Some(Qualifier::AtLeast));

/// Qualifiers that end the unit after an amount, and their meaning.
pub(crate) const SUFFIX_QUALIFIERS: [(&str, Option<Qualifier>); 13] = [
    ("（含）以上", Some(Qualifier::AtLeast)),
    ("(含)以上", Some(Qualifier::AtLeast)),
    ("及以上", Some(Qualifier::AtLeast)),
    ("以上", Some(Qualifier::AtLeast)),
    ("左右", Some(Qualifier::About)),
    ("上下", Some(Qualifier::About)),
    ("及以下", None),
    ("以下", None),
    ("以内", None),
    ("之内", None),
    ("不等", None),
    ("or more", Some(Qualifier::AtLeast)),
    ("or so", Some(Qualifier::About)),
];

/// Words that end in a qualifier but qualify nothing: 合约 5 份, 附近 3 处.
const FALSE_QUALIFIERS: [&str; 18] = [
    "合约",
    "预约",
    "签约",
    "节约",
    "契约",
    "公约",
    "条约",
    "履约",
    "违约",
    "集约",
    "高超",
    "附近",
    "就近",
    "邻近",
    "技术突破",
    "科技突破",
    "重点突破",
    "创新突破",
];

/// Qualifiers of an amount that are looked for anywhere in a text, because they mean nothing else.
const PLAIN_QUALIFIERS: [&str; 10] = [
    "不少于",
    "不低于",
    "不小于",
    "不超过",
    "不多于",
    "不高于",
    "不大于",
    "控制在",
    "至少",
    "至多",
];

/// Characters of which each of the [`PLAIN_QUALIFIERS`] has one.
pub(super) const PLAIN_CHARS: [char; 3] = ['不', '控', '至'];

/// A qualifier as it is written, and its meaning if a catalog has it.
pub(crate) type QualifierMatch = (&'static str, Option<Qualifier>);

/// Returns the meaning of a qualifier before an amount; `None` if the word is none that a catalog
/// has.
pub(super) fn prefix_meaning(word: &str) -> Option<Qualifier> {
    PREFIX_QUALIFIERS.iter().find(|(known, _)| *known == word).and_then(|(_, meaning)| *meaning)
}

/// Splits the text before an amount into the thing counted and the qualifier.
pub(crate) fn split_prefix_qualifier(before: &str) -> (&str, Option<QualifierMatch>) {
    let found = split_bracketed(before).unwrap_or_else(|| split_plain_prefix(before));
    if found.1.is_some() {
        return found;
    }
    let mut without_copula = COPULAS.iter().filter_map(|word| before.strip_suffix(word));
    without_copula
        .next()
        .map(|rest| split_plain_prefix(rest.trim_end()))
        .filter(|(_, qualifier)| qualifier.is_some())
        .unwrap_or((before, None))
}

/// Splits off a qualifier in brackets, （约）.
fn split_bracketed(before: &str) -> Option<(&str, Option<QualifierMatch>)> {
    let (rest, word) = before.strip_suffix(['）', ')'])?.rsplit_once(['（', '('])?;
    let found = PREFIX_QUALIFIERS.into_iter().find(|(known, _)| *known == word.trim())?;
    Some((rest, Some(found)))
}

/// Last characters of the [`PREFIX_QUALIFIERS`], sorted.
static LAST_CHARS: LazyLock<Vec<char>> = LazyLock::new(|| {
    let last = PREFIX_QUALIFIERS.iter().filter_map(|(word, _)| word.chars().next_back());
    let mut chars: Vec<char> = last.collect();
    chars.sort_unstable();
    chars.dedup();
    chars
});

fn split_plain_prefix(before: &str) -> (&str, Option<QualifierMatch>) {
    let last = before.chars().next_back().map(|last| last.to_ascii_lowercase());
    if last.is_none_or(|last| LAST_CHARS.binary_search(&last).is_err()) {
        return (before, None);
    }
    if FALSE_QUALIFIERS.iter().any(|word| before.ends_with(word)) {
        return (before, None);
    }
    let lower = before.to_ascii_lowercase();
    for (word, qualifier) in PREFIX_QUALIFIERS {
        // An English qualifier must be a word of its own: `roundabout 5` is not about 5.
        let is_word =
            |rest: &&str| !word.is_ascii() || !rest.ends_with(|c: char| c.is_ascii_alphanumeric());
        if let Some(rest) = lower.strip_suffix(word).filter(is_word) {
            return (before.get(..rest.len()).unwrap_or_default(), Some((word, qualifier)));
        }
    }
    (before, None)
}

/// Splits the text after an amount into the unit and a qualifier.
pub(super) fn split_suffix_qualifier(after: &str) -> (&str, Option<QualifierMatch>) {
    let inner = INNER_QUALIFIERS
        .into_iter()
        .find_map(|found| after.strip_prefix(found.0).map(|rest| (rest.trim(), Some(found))));
    let is_unit = |rest: &&str| units::is_known(rest) || units::split_measure(rest).is_some();
    // 5 张起, but 5 起 are cases.
    let start = after
        .strip_suffix(AT_LEAST_AFTER_UNIT.0)
        .map(str::trim)
        .filter(|unit| units::is_known(unit));
    if let Some(unit) = start {
        return (unit, Some(AT_LEAST_AFTER_UNIT));
    }
    let before_unit = after.strip_prefix(BEFORE_UNIT.0).map(str::trim).filter(is_unit);
    inner.or_else(|| before_unit.map(|rest| (rest, Some(BEFORE_UNIT)))).unwrap_or_else(|| {
        SUFFIX_QUALIFIERS
            .into_iter()
            .find_map(|found| after.strip_suffix(found.0).map(|rest| (rest.trim(), Some(found))))
            .unwrap_or((after, None))
    })
}

/// Splits off a qualifier between a unit and the thing counted, 以上 in 400 家以上文化礼堂.
pub(super) fn split_qualifier_after_unit(rest: &str) -> (&str, Option<QualifierMatch>) {
    SUFFIX_QUALIFIERS
        .into_iter()
        .chain(INNER_QUALIFIERS)
        .find_map(|found| rest.strip_prefix(found.0).map(|rest| (rest.trim(), Some(found))))
        .unwrap_or((rest, None))
}

/// Returns a qualifier that stands among words and not before an amount.
pub(super) fn plain_qualifier(text: &str) -> Option<&'static str> {
    // Nearly no text has one of these.
    if !text.contains(PLAIN_CHARS) {
        return None;
    }
    PLAIN_QUALIFIERS.into_iter().find(|word| text.contains(word))
}

/// Returns a qualifier at the end of what a target counts, where it does not apply to the number.
#[must_use]
pub(crate) fn stray_qualifier(what: &str) -> Option<&'static str> {
    split_plain_prefix(what).1.map(|(word, _)| word)
}

/// Returns a qualifier in a unit, where it does not apply to the number.
#[must_use]
pub(crate) fn stray_unit_qualifier(unit: &str) -> Option<&'static str> {
    split_suffix_qualifier(unit).1.map(|(word, _)| word)
}
