//! Reads a line of the commonest form in one pass: words, perhaps one of three qualifiers, a whole
//! number, a unit. Nearly all lines of a large table have it, and to look for everything else that a
//! line may hold takes ten times as long.

use std::sync::LazyLock;

use super::number::{CONTACT_MARKS, CONTACTS};
use super::qualifier::{COPULAS, PLAIN_CHARS, PREFIX_QUALIFIERS};
use super::reader::{EACH, TargetLine, TargetLineError, qualified_figure, read_any_line};
use crate::exchange::units;
use crate::model::{Amount, Figure, Qualifier};

/// Maximum number of digits: a longer number may be that of a telephone.
const DIGITS_MAX: usize = 9;

/// Qualifiers that stand between blanks, and their meaning.
const QUALIFIERS: [(&str, Qualifier); 3] =
    [(" 不少于", Qualifier::AtLeast), (" 约", Qualifier::About), (" 超", Qualifier::MoreThan)];

/// Characters that may begin the number of a line in a list, 一是.
const LIST_STARTS: &str = "一二三四五六七八九十第";

/// Last characters of words before a number that may say more than what is counted, sorted.
static LAST_CHARS: LazyLock<Vec<char>> = LazyLock::new(|| {
    let words = PREFIX_QUALIFIERS.iter().map(|(word, _)| *word);
    let words = words.chain(COPULAS).chain(CONTACTS).chain(EACH).chain([CONTACT_MARKS]);
    let mut chars: Vec<char> = words.filter_map(|word| word.chars().next_back()).collect();
    chars.extend(CONTACT_MARKS.chars().chain(['第']));
    chars.sort_unstable();
    chars.dedup();
    chars
});

/// Parses a line in either form.
pub(crate) fn read(line: &str) -> Result<TargetLine, TargetLineError> {
    read_plain_line(line).map_or_else(|| read_any_line(line), Ok)
}

/// Reads a line of this form; `None` for any other, which may be a target all the same.
fn read_plain_line(line: &str) -> Option<TargetLine> {
    let (before, number) =
        line.split_at_checked(line.bytes().position(|byte| byte.is_ascii_digit())?)?;
    let length = number.bytes().position(|byte| !byte.is_ascii_digit())?;
    let (digits, after) = number.split_at_checked(length)?;
    if length > DIGITS_MAX || (length > 1 && digits.starts_with('0')) {
        return None;
    }
    let unit = after.strip_prefix(' ').unwrap_or(after);
    let is_han = |c| matches!(c, '\u{4e00}'..='\u{9fff}');
    if !before.starts_with(is_han) || !before.chars().all(|c| is_han(c) || c == ' ') {
        return None;
    }
    let before = before.trim_end_matches(' ');
    let qualified =
        QUALIFIERS.iter().find_map(|(word, meaning)| Some((before.strip_suffix(word)?, *meaning)));
    let what = qualified.map_or(before, |(what, _)| what).trim_end_matches(' ');
    let last = what.chars().next_back()?;
    let is_unclear = LAST_CHARS.binary_search(&last).is_ok()
        || what.contains(PLAIN_CHARS)
        || what.starts_with(|c| LIST_STARTS.contains(c));
    if is_unclear || !units::is_measure(unit) {
        return None;
    }
    let amount = Amount::new(f64::from(digits.parse::<u32>().ok()?))?;
    let figure = qualified
        .map_or(Figure::Exact(amount), |(_, qualifier)| qualified_figure(qualifier, amount));
    Some(TargetLine { what: what.to_owned(), figure, unit: unit.to_owned() })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn agrees(line: &str) -> bool {
        read_plain_line(line).is_none_or(|target| read_any_line(line) == Ok(target))
    }

    #[test]
    fn a_plain_line_is_read_in_one_pass_and_no_other() {
        let read = |line: &str| {
            assert!(agrees(line), "{line}");
            read_plain_line(line).map(|target| (target.what, target.figure, target.unit))
        };
        let expected = |what: &str, figure, unit: &str| Some((what.into(), figure, unit.into()));
        let amount = |value| Amount::new(value).unwrap();
        let exact = |value| Figure::Exact(amount(value));
        assert_eq!(read("停车位 600 个"), expected("停车位", exact(600.0), "个"));
        assert_eq!(read("停车位600个"), expected("停车位", exact(600.0), "个"));
        assert_eq!(read("投资 3 万元"), expected("投资", exact(3.0), "万元"));
        let at_least = Figure::AtLeast(amount(600.0));
        assert_eq!(read("停车位 不少于 600 个"), expected("停车位", at_least, "个"));
        for line in [
            "停车位不少于600个",
            "签约 5 家",
            "公厕各3座",
            "第3处",
            "一是床位 5 张",
            "联系电话 12345 个",
            "床位 0570 张",
            "床位 5 万张",
            "床位 5 所幼儿园",
            "床位 5 张 6 个",
            "床位 1.5 张",
            "床位 5",
            "600 个",
            "不少于新建 5 所",
        ] {
            assert_eq!(read(line), None, "{line}");
        }
    }

    #[test]
    fn any_unit_is_read_as_in_other_lines() {
        for unit in units::measures() {
            for line in [format!("甲 5 {unit}"), format!("甲5{unit}"), format!("甲 约 5 {unit}")]
            {
                assert!(read_plain_line(&line).is_some() && agrees(&line), "{line}");
            }
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig {
            failure_persistence: None,
            cases: 4000,
            ..ProptestConfig::default()
        })]

        #[test]
        fn what_is_read_is_what_any_line_gives(
            words in proptest::collection::vec(0..80_usize, 0..4),
            number in "[0-9]{1,10}",
            unit in 0..24_usize,
            gaps in (0..3_usize, 0..3_usize),
        ) {
            const WORDS: &str = "新建 床位 不少于 约 超 近 合约 签约 附近 一是 第 一、 公厕 各 均 分别 \
                电话 手机 热线 咨询 号码 为 是 群 达 达到 有 在 由 至 增至 到 不超过 控制在 公交 班车 \
                两所 三 十 小时 老人 联系人 微信 邮编 路 国道 年 月 高超 技术突破 下限 保底 未满 累计";
            const UNITS: &str = "个 张 万元 公里 千米 起 路 号 岁 月 日 季度 时 年 班 班次 小时 m2 % 名 人次 \
                国道 热线 来";
            let list: Vec<&str> = WORDS.split_whitespace().collect();
            let units: Vec<&str> = UNITS.split_whitespace().collect();
            let mut line = String::new();
            for word in words {
                line += list[word % list.len()];
                if word % 3 == 0 {
                    line += " ";
                }
            }
            line += &" ".repeat(gaps.0);
            line += &number;
            line += &" ".repeat(gaps.1);
            line += units[unit % units.len()];
            prop_assert!(agrees(&line), "{line}");
        }
    }
}
