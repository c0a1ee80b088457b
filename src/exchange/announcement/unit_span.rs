//! The unit after an amount in a sentence.

use super::figure_words::starts_with_verb;
use crate::exchange::target_text::SUFFIX_QUALIFIERS;
use crate::exchange::units::{is_known, split_measure};
use crate::model::Qualifier;

/// A word that qualifies an amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum QualifierWord {
    /// One that a catalog has.
    Known(Qualifier),
    /// Another one.
    Other,
}

impl QualifierWord {
    /// Returns the word of a table with this meaning.
    pub(super) fn new(meaning: Option<Qualifier>) -> Self {
        meaning.map_or(Self::Other, Self::Known)
    }
}

/// A unit with the qualifiers on either side of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct UnitSpan {
    /// The unit; 万 is no part of it unless it counts money.
    pub unit: String,
    /// True if 万 before the unit multiplies the amount.
    pub is_scaled: bool,
    /// Qualifier on either side of it.
    pub qualifier: Option<QualifierWord>,
    /// Index of the character after it.
    pub end: usize,
}

/// Units that give a rank, a size or a time rather than an amount.
const NO_AMOUNTS: &str = "级 层 期 届 度 天 小时 周 分 分钟 个月 里 起 千伏 千伏安 kv kva v 学时 课时 min h °c ℃ \
    席 面 轮 票 遍 代表 省 市 县 年";

/// Words that begin like a unit and are none.
const NO_UNITS: &str = "方面 人民 年 条例 条款 本级 层次 面积 分之 部分 门口 级以 点 分钟 天然 个月 口径 套房 道路 方便 场所 \
    期 个工作日 个小时 个学时 个季度 个昼夜 个交易日";

/// Qualifiers between the amount and its unit.
const BEFORE_UNIT: [(char, Option<Qualifier>); 5] = [
    ('余', Some(Qualifier::MoreThan)),
    ('多', Some(Qualifier::MoreThan)),
    ('来', Some(Qualifier::About)),
    ('+', Some(Qualifier::MoreThan)),
    ('几', None),
];

/// Number of characters after an amount that are looked at.
const LOOK_MAX: usize = 12;

/// Returns the unit after the amount that ends at `end` in `chars`, in half-width characters.
pub(super) fn unit_after(chars: &[char], end: usize) -> Option<UnitSpan> {
    let blank = |at: usize| {
        let rest = chars.get(at..).unwrap_or_default();
        at + rest.iter().take(2).take_while(|c| c.is_whitespace()).count()
    };
    let start = blank(end);
    let (mut qualifier, mut at) = (None, start);
    let inner = chars.get(start).and_then(|c| BEFORE_UNIT.iter().find(|(word, _)| word == c));
    if let Some((_, meaning)) = inner
        && unit_at(chars, blank(start + 1)).is_some()
    {
        qualifier = Some(QualifierWord::new(*meaning));
        at = blank(start + 1);
    }
    let (mut unit, mut end) = unit_at(chars, at)?;
    let is_money = unit.contains('元');
    let scaled = unit.strip_prefix('万').filter(|_| !is_money).map(str::to_owned);
    let is_scaled = scaled.is_some();
    unit = scaled.unwrap_or(unit);
    if chars.get(end) == Some(&'/') {
        let rest = chars.get(end..).unwrap_or_default().iter().take(LOOK_MAX);
        let rate: String = rest.take_while(|c| **c == '/' || c.is_alphabetic()).collect();
        let lengths = (2..=rate.chars().count()).rev();
        let known = lengths.map(|length| rate.chars().take(length).collect::<String>());
        let rate =
            known.map(|rate| (unit.clone() + &rate, rate)).find(|(unit, _)| is_known(unit))?;
        end += rate.1.chars().count();
        unit = rate.0;
    }
    let rest: String = chars.get(end..).unwrap_or_default().iter().take(LOOK_MAX).collect();
    if let Some((word, meaning)) = SUFFIX_QUALIFIERS.iter().find(|(word, _)| rest.starts_with(word))
    {
        // Two that differ are none.
        let found = QualifierWord::new(*meaning);
        let is_same = qualifier.is_none_or(|before| before == found);
        qualifier = Some(if is_same { found } else { QualifierWord::Other });
        end += word.chars().count();
    }
    Some(UnitSpan { unit, is_scaled, qualifier, end })
}

/// Returns the unit at `at` and its end.
fn unit_at(chars: &[char], at: usize) -> Option<(String, usize)> {
    let text: String = chars.get(at..)?.iter().take(LOOK_MAX).collect();
    let unscaled = text.trim_start_matches(['万', '亿']);
    if NO_UNITS.split_whitespace().any(|word| unscaled.starts_with(word)) {
        return None;
    }
    if let Some((unit, rest)) = split_measure(&text) {
        let lower = unit.to_ascii_lowercase();
        let base = lower.trim_start_matches(['万', '亿']);
        if NO_AMOUNTS.split_whitespace().any(|other| other == base) {
            return None;
        }
        // 栋楼 is one word, and 户次 too.
        let word = ["楼", "次", "套"].into_iter().find(|word| rest.starts_with(word));
        let longer = word.map(|word| format!("{unit}{word}")).filter(|unit| is_known(unit));
        let unit = longer.unwrap_or_else(|| unit.to_owned());
        let end = at + unit.chars().count();
        return Some((unit, end));
    }
    // A thing is a unit only where nothing goes on: 31村, 6 乡镇.
    let lengths = (1..=4).rev().filter(|length| *length <= text.chars().count());
    let nouns = lengths.map(|length| text.chars().take(length).collect::<String>());
    let noun = nouns.into_iter().find(|noun| is_known(noun))?;
    let end = at + noun.chars().count();
    let rest: String = chars.get(end..).unwrap_or_default().iter().take(LOOK_MAX).collect();
    let is_end =
        starts_with_verb(&rest) || chars.get(end).is_none_or(|c| !c.is_alphabetic() || *c == '的');
    let is_amount = !NO_AMOUNTS.split_whitespace().any(|other| other == noun);
    (is_amount && (is_end || noun == "车道")).then_some((noun, end))
}
