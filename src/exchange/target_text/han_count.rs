//! Finds amounts in Han numerals: 两所, 一百二十户.

use crate::exchange::units;

/// Digits of Han numerals, by their value from 0.
const DIGITS: [char; 10] = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/// Multipliers within a number below ten thousand.
const MULTIPLIERS: [(char, u64); 3] = [('千', 1_000), ('百', 100), ('十', 10)];

/// Words after a numeral that make it no amount: 一批, 二期, 三级, 一体化.
const NO_COUNTS: [&str; 15] = [
    "批", "期", "级", "类", "届", "层", "面", "度", "体", "系列", "条龙", "站式", "号", "次性",
    "分之",
];

/// Characters before a numeral that make it a part of another number, or no certain one: 几十.
const UNSURE: [char; 7] = ['第', '星', '之', '几', '数', '好', '上'];

/// Maximum length of the second numeral of a range, in bytes.
const NUMERAL_MAX: usize = 30;

/// Marks and words between both numerals of a range.
const RANGE_MARKS: [&str; 6] = ["至", "到", "-", "—", "~", "～"];

/// Returns the line with its counted Han numerals in digits, 新建幼儿园2所 for 新建幼儿园两所; `None`
/// if it has none.
pub(crate) fn with_digits(line: &str) -> Option<String> {
    let mut out = String::with_capacity(line.len());
    let (mut rest, mut has_number) = (line, false);
    while let Some(at) = rest.find(is_numeral) {
        let (before, from) = rest.split_at_checked(at)?;
        let end = from.find(|c| !is_numeral(c)).unwrap_or(from.len());
        let (numeral, after) = from.split_at_checked(end)?;
        out.push_str(before);
        let is_alone = before.is_empty() && out.is_empty() && after.trim().is_empty();
        let is_ordinal = before.ends_with(UNSURE);
        let number = number(numeral).filter(|_| is_alone || (!is_ordinal && is_counted(after)));
        match number {
            Some(number) => out.push_str(&number.to_string()),
            None => out.push_str(numeral),
        }
        has_number |= number.is_some();
        rest = after;
    }
    out.push_str(rest);
    has_number.then_some(out)
}

fn is_numeral(c: char) -> bool {
    DIGITS.contains(&c) || "两〇十百千万".contains(c)
}

/// Returns true if a unit follows a numeral.
fn is_counted(after: &str) -> bool {
    let after = after.trim_start();
    let last = RANGE_MARKS.iter().find_map(|mark| after.strip_prefix(mark)).unwrap_or_default();
    // 一百至一百二十张; a numeral is short.
    let end = last.find(|c| !is_numeral(c)).filter(|end| (1..=NUMERAL_MAX).contains(end));
    let after = end.and_then(|end| last.get(end..)).unwrap_or(after);
    let is_unit = units::split_measure(after).is_some() || units::is_known(after);
    is_unit && !NO_COUNTS.iter().any(|word| after.starts_with(word))
}

/// Parses a number in Han numerals.
fn number(text: &str) -> Option<u64> {
    if let Some((head, tail)) = text.split_once('万') {
        let tail = if tail.is_empty() { 0 } else { below_ten_thousand(tail)? };
        // 一万二 is 12000, and 一万二百 is not.
        let is_clear = tail == 0 || tail >= 10;
        return is_clear.then_some(below_ten_thousand(head)? * 10_000 + tail);
    }
    below_ten_thousand(text)
}

fn below_ten_thousand(text: &str) -> Option<u64> {
    let (mut sum, mut rest, mut above) = (0, text, 10_000);
    for (name, factor) in MULTIPLIERS {
        let Some((head, tail)) = rest.split_once(name) else { continue };
        let head = head.trim_start_matches(['零', '〇']);
        let count = if head.is_empty() && factor == 10 { 1 } else { digit(head)? };
        sum += count * factor;
        (rest, above) = (tail, factor);
    }
    if rest.is_empty() {
        return (!text.is_empty()).then_some(sum);
    }
    let ones = rest.trim_start_matches(['零', '〇']);
    // 二百五 is 250.
    let is_clear = above <= 10 || above == 10_000 || ones.len() < rest.len();
    digit(ones).filter(|_| is_clear).map(|ones| sum + ones)
}

fn digit(text: &str) -> Option<u64> {
    let mut chars = text.chars();
    let (c, None) = (chars.next()?, chars.next()) else { return None };
    let nth = DIGITS.iter().position(|digit| *digit == c).or((c == '两').then_some(2))?;
    u64::try_from(nth).ok().filter(|digit| *digit > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counted_numerals_get_digits_and_other_words_stay() {
        for (line, expected) in [
            ("新建幼儿园两所", Some("新建幼儿园2所")),
            ("改造三个小区", Some("改造3个小区")),
            ("十二处", Some("12处")),
            ("惠及一百二十户", Some("惠及120户")),
            ("一百零五人", Some("105人")),
            ("一千二百人次", Some("1200人次")),
            ("三万株", Some("30000株")),
            ("两", Some("2")),
            ("幼儿园两所、小学三所", Some("幼儿园2所、小学3所")),
            ("第一小学", None),
            ("一批道路", None),
            ("二期工程", None),
            ("一体化平台", None),
            ("二百五人", None),
            ("一老一小", None),
            ("一二个", None),
            ("床位一百至一百二十张", Some("床位100至120张")),
            ("完成三分之一", None),
            ("床位几十张", None),
            ("床位数百张", None),
            ("道路", None),
        ] {
            assert_eq!(with_digits(line).as_deref(), expected, "{line}");
        }
    }
}
