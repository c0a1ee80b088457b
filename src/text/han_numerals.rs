//! Reads numbers in Han numerals: 十二, 二〇二六年.

use std::borrow::Cow;

/// Characters of a number in Han numerals.
const NUMERALS: &str = "一二三四五六七八九十〇零○廿卅";

/// Characters that stand for the zero of a year between two numerals: 二O二六.
const ZEROS: &str = "〇零○OＯo0０";

/// Parses a number from 1 to 99 in Han numerals.
pub(crate) fn han_number(text: &str) -> Option<u32> {
    let digit = |text: &str| {
        let mut chars = text.chars();
        let (c, None) = (chars.next()?, chars.next()) else { return None };
        digit(c).filter(|digit| *digit > 0)
    };
    let Some((tens, ones)) = text.split_once('十') else { return digit(text) };
    let tens = if tens.is_empty() { 1 } else { digit(tens)? };
    let ones = if ones.is_empty() { 0 } else { digit(ones)? };
    Some(10 * tens + ones)
}

/// Parses a number from 1 to 9,999 in Han numerals as they are said: 廿五, 一百零五, 两千, 二〇.
pub(crate) fn han_integer(text: &str) -> Option<u32> {
    if text.chars().count() > 1 && text.chars().all(|c| digit(c).is_some()) {
        let digits: Option<String> =
            text.chars().map(|c| char::from_digit(digit(c)?, 10)).collect();
        return digits?.parse().ok().filter(|number| *number > 0 && text.chars().count() <= 4);
    }
    let spelled = text.replace('廿', "二十").replace('卅', "三十").replace('两', "二");
    let (mut total, mut rest, mut is_gapless) = (0, spelled.as_str(), false);
    for (sign, size) in [('千', 1000), ('百', 100)] {
        if let Some((count, after)) = rest.split_once(sign) {
            total += size * han_number(count).filter(|count| *count < 10)?;
            rest = after.trim_start_matches(['零', '〇']);
            is_gapless = rest == after;
        }
    }
    if rest.is_empty() {
        return (total > 0).then_some(total);
    }
    let number = han_number(rest)?;
    // 一百五 is 150 to some and 105 to others.
    (!is_gapless || number >= 10).then_some(total + number)
}

/// Parses an amount in Han numerals, also with 万 and 亿: 十一万, 一万五千, 三亿.
pub(crate) fn han_amount(text: &str) -> Option<f64> {
    let (mut total, mut rest, mut is_gapless) = (0.0, text, false);
    for (sign, size) in [('亿', 1e8), ('万', 1e4)] {
        if let Some((count, after)) = rest.split_once(sign) {
            total += f64::from(han_integer(count)?) * size;
            rest = after.trim_start_matches(['零', '〇']);
            is_gapless = rest == after;
        }
    }
    if rest.is_empty() {
        return (total > 0.0).then_some(total);
    }
    let number = f64::from(han_integer(rest)?);
    // 一万五 is 15,000 to some and 10,005 to others.
    (!is_gapless || number >= 1e3).then_some(total + number)
}

/// Returns `text` with its years, months, days and quarters in digits: 2026年12月31日 for
/// 二〇二六年十二月三十一日. Other numbers stay: 三所.
pub(crate) fn with_arabic_dates(text: &str) -> Cow<'_, str> {
    if !text.contains(|c| NUMERALS.contains(c)) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(|c| NUMERALS.contains(c)) {
        let (before, from) = rest.split_at_checked(at).unwrap_or((rest, ""));
        let is_end = |c: char| !NUMERALS.contains(c) && !ZEROS.contains(c);
        let length = from.find(is_end).unwrap_or(from.len());
        let (run, after) = from.split_at_checked(length).unwrap_or((from, ""));
        out.push_str(before);
        match number_before(run, after) {
            Some(number) => out.push_str(&number),
            None => out.push_str(run),
        }
        rest = after;
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// Returns a number in digits if what follows it says that it is a year, a month, a day or a
/// quarter.
fn number_before(run: &str, after: &str) -> Option<String> {
    let digits =
        || -> Option<String> { run.chars().map(|c| char::from_digit(digit(c)?, 10)).collect() };
    let is_range = after.is_empty() || after.starts_with(['-', '—', '–', '－', '~', '至', '到']);
    match run.chars().count() {
        4 if is_range || after.starts_with('年') => digits(),
        2 if after.starts_with('年') && !run.contains('十') => digits(),
        _ if after.starts_with(['月', '日', '号']) || after.starts_with("季度") => {
            let spelled = run.replace('廿', "二十").replace('卅', "三十");
            han_number(&spelled).map(|number| number.to_string())
        }
        _ => None,
    }
}

fn digit(c: char) -> Option<u32> {
    if ZEROS.contains(c) {
        return Some(0);
    }
    let at = "一二三四五六七八九".chars().position(|digit| digit == c)?;
    u32::try_from(at + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_they_are_said() {
        for (text, number) in [
            ("七", Some(7)),
            ("十", Some(10)),
            ("二十五", Some(25)),
            ("廿五", Some(25)),
            ("卅", Some(30)),
            ("二〇", Some(20)),
            ("一百", Some(100)),
            ("一百零五", Some(105)),
            ("一百一十二", Some(112)),
            ("两千", Some(2000)),
            ("三千零二十一", Some(3021)),
            ("一百五", None),
            ("百", None),
            ("〇", None),
            ("", None),
            ("七号", None),
        ] {
            assert_eq!(han_integer(text), number, "{text}");
        }
    }

    #[test]
    fn amounts_count_in_ten_thousands() {
        for (text, amount) in [
            ("十一万", Some(1.1e5)),
            ("一万五千", Some(1.5e4)),
            ("三亿", Some(3e8)),
            ("三亿五千万", Some(3.5e8)),
            ("两千万", Some(2e7)),
            ("一万零五百", Some(10_500.0)),
            ("八百七十四", Some(874.0)),
            ("一万五", None),
            ("万", None),
            ("", None),
        ] {
            assert_eq!(han_amount(text), amount, "{text}");
        }
    }

    #[test]
    fn dates_in_han_numerals_get_digits_and_other_numbers_stay() {
        for (text, expected) in [
            ("二〇二六年十二月三十一日", "2026年12月31日"),
            ("二零二六年六月", "2026年6月"),
            ("二O二六年", "2026年"),
            ("二○二六年十月廿五日前", "2026年10月25日前"),
            ("二〇二五—二〇二七年", "2025—2027年"),
            ("二〇二六", "2026"),
            ("二六年五月一号", "26年5月1号"),
            ("2026年十二月底", "2026年12月底"),
            ("第一季度", "第1季度"),
            ("十月中旬", "10月中旬"),
            ("云溪镇二〇二六年十件实事", "云溪镇2026年十件实事"),
            ("一老一小", "一老一小"),
            ("三所", "三所"),
            ("三十三月", "33月"),
            ("十年", "十年"),
            ("一百日", "一百日"),
            ("", ""),
        ] {
            assert_eq!(with_arabic_dates(text), expected, "{text}");
        }
    }
}
