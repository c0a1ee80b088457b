//! Words that only ask for something: questions, and the particles around them.

use super::amount::NUMERALS;
use crate::matcher::fold;

/// Words around the thing that people ask for, longest first where one begins with another.
const ASKING: &str = "我想问一下 我想问问 想问一下 我想了解一下 想了解一下 我想了解 想了解 我想知道 想知道 我想查一下 \
    我想查询 我想问 我想查 我想找 我想要 我想 想问问 想问 问一下 请问一下 请问 查一下 查询一下 查询 帮我查一下 帮我查 帮我 \
    麻烦 你好 您好 谢谢 告诉我 我要 需要 在什么地方 什么地方 在哪里 在哪儿 在哪 哪里有 哪儿有 哪里 哪儿 哪个 哪些 有哪些 \
    什么时候 有什么 是什么 什么 怎么办理 怎么办 怎么走 怎么样 怎么 怎样 如何 为什么 多少钱 多少 多久 几时 几点 有没有 \
    是不是 能不能 可不可以 可以 关于 一下 附近";

/// Words in English that only ask.
const ASKING_EN: &str = "a an and any are at can do does find for how i in is me my near of on please show tell the there \
    to what when where which who why";

/// Words between alternatives.
pub(super) const OR: [&str; 4] = ["或者", "还是", "抑或", "或"];

/// Particles with which no word begins.
pub(super) const PARTICLES: &str = "的吗呢吧啊呀嘛么";

/// Returns true if a word only asks for something.
pub(super) fn is_asking(word: &str) -> bool {
    let folded: String = word.chars().map(fold).filter(|c| *c != '-').collect();
    let is_in = |words: &str| words.split_whitespace().any(|other| other == folded);
    is_in(ASKING) || is_in(ASKING_EN)
}

/// Returns a text without the words at its ends that only ask for something.
pub(super) fn without_asking(text: &str) -> String {
    let units = han_units(text);
    let mut rest = &units[..];
    while let Some(after) = Some(asking_len(rest)).filter(|len| *len > 0) {
        rest = rest.get(after..).unwrap_or_default();
    }
    let is_asking_from = |start: &usize| {
        let mut rest = rest.get(*start..).unwrap_or_default();
        while let Some(len) = Some(asking_len(rest)).filter(|len| *len > 0) {
            rest = rest.get(len..).unwrap_or_default();
        }
        rest.is_empty()
    };
    let len = (0..rest.len()).find(is_asking_from).unwrap_or(rest.len());
    rest.get(..len).unwrap_or_default().concat()
}

/// Returns the number of units at the start that only ask for something.
pub(super) fn asking_len(units: &[&str]) -> usize {
    let text: String = units.iter().take(8).copied().collect();
    let asking = ASKING.split_whitespace().filter(|asking| text.starts_with(asking));
    let longest = asking.map(|asking| asking.chars().count()).max();
    let is_particle = || units.first().is_some_and(|first| PARTICLES.contains(first));
    longest.unwrap_or(usize::from(is_particle()))
}

/// Splits a text into its characters; a numeral of several, with 第 before it, is one of them, for
/// its parts are other numbers.
pub(super) fn han_units(text: &str) -> Vec<&str> {
    let mut units = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let ordinal = if first == '第' { first.len_utf8() } else { 0 };
        let from = rest.get(ordinal..).unwrap_or_default();
        let numeral = from.find(|c| !NUMERALS.contains(c)).unwrap_or(from.len());
        let len = if numeral > 0 { ordinal + numeral } else { first.len_utf8() };
        let Some((unit, after)) = rest.split_at_checked(len) else { break };
        units.push(unit);
        rest = after;
    }
    units
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_ask_stand_at_the_ends() {
        assert_eq!(without_asking("请问停车位在哪里"), "停车位");
        assert_eq!(without_asking("停车位"), "停车位");
        assert_eq!(without_asking("在哪里"), "");
    }
}
