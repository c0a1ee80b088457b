//! Blanks and words between the terms of a query: `第 20 项` is one term, and so is
//! `> 1000 米`; `停车 或 消防` are alternatives, and so is what a bracket around bars holds.

use super::amount::is_comparison_sign;
use super::number_list::NumberList;
use super::spoken_amount::SpokenComparison;
use super::spoken_number::{SpokenNumber, is_of_number, is_weak_prefix, may_precede_number};
use super::term::{Filter, fold_str};
use crate::exchange::split_measure;
use crate::model::ProgressCriteria;

/// Words that stand between alternatives.
const OR: [&str; 5] = ["或", "或者", "还是", "抑或", "or"];

/// Words that stand between terms that must all match.
const AND: [&str; 7] = ["和", "与", "及", "以及", "并且", "and", "&"];

/// Words before an amount with a blank between.
const BEFORE_AMOUNT: &str = "数量 amount 进度 progress 完成率 大于 多于 高于 超过 不少于 不低于 至少 小于 少于 低于 \
    不到 不足 不超过 至多 最多 more less over under at up";

/// Maximum number of tokens of a phrase.
const TOKENS_MAX: usize = 6;

/// Maximum length of a phrase, in bytes.
const PHRASE_LEN_MAX: usize = 90;

/// Returns true if a whole token only says that what is around it are alternatives.
pub(super) fn is_or(token: &str) -> bool {
    OR.contains(&fold_str(token).as_str())
}

/// Returns true if the text between two terms makes them alternatives.
pub(crate) fn is_between_alternatives(gap: &str) -> bool {
    gap.contains(['|', '｜']) || gap.split_whitespace().any(is_or)
}

/// Returns true if a whole token only says that what is around it belongs together.
pub(super) fn is_and(token: &str) -> bool {
    AND.contains(&fold_str(token).as_str()) || token == "&"
}

/// A term of several tokens.
pub(super) struct Phrase {
    /// The tokens without the blanks between them.
    pub(super) text: String,
    /// The length in the typed text, in bytes.
    pub(super) len: usize,
}

impl Phrase {
    /// Finds the longest phrase at the start of `rest`, which begins with a token; `None` if the
    /// token is a term of its own. `is_first` is true if no term is before it.
    pub(super) fn find(rest: &str, is_first: bool, criteria: ProgressCriteria) -> Option<Self> {
        let ends = token_ends(rest);
        if ends.len() < 2 || !may_begin(rest.get(..*ends.first()?)?) {
            return None;
        }
        let whole_len = rest.trim_end().len();
        (2..=ends.len()).rev().find_map(|count| {
            let len = *ends.get(count - 1)?;
            let tokens: Vec<&str> = rest.get(..len)?.split_whitespace().collect();
            let is_whole = is_first && len == whole_len;
            let text = is_phrase(&tokens, is_whole, criteria).then(|| tokens.concat())?;
            Some(Self { text, len })
        })
    }
}

/// Returns the ends of the first tokens of a text, up to a bar, a quote or a bracket.
fn token_ends(text: &str) -> Vec<usize> {
    let mut ends = Vec::new();
    let mut is_in_token = false;
    for (at, c) in text.char_indices() {
        let is_bar = matches!(c, '|' | '｜');
        if is_in_token && (c.is_whitespace() || is_bar) {
            ends.push(at);
        }
        // A token that a quote or a bracket ends is not whole.
        let is_end = is_bar || matches!(c, '"' | '＂' | '“' | '(' | '（') || at > PHRASE_LEN_MAX;
        if is_end || ends.len() == TOKENS_MAX {
            return ends;
        }
        is_in_token = !c.is_whitespace();
    }
    if is_in_token {
        ends.push(text.len());
    }
    ends
}

/// Returns true if a phrase may begin with the token.
fn may_begin(token: &str) -> bool {
    let token = token.trim_start_matches(['!', '！']);
    let is_number_or_sign = |c| is_of_number(c) || is_comparison_sign(c);
    if token.len() > PHRASE_LEN_MAX {
        return false;
    }
    let folded = fold_str(token);
    let word = folded.trim_end_matches('-');
    token.contains(is_number_or_sign)
        || may_precede_number(word)
        || BEFORE_AMOUNT.split_whitespace().any(|other| other == word)
}

/// Returns true if the tokens are one term; `is_whole` is true if they are the whole query.
fn is_phrase(tokens: &[&str], is_whole: bool, criteria: ProgressCriteria) -> bool {
    let text = tokens.concat();
    let text = text.trim_start_matches(['!', '！']);
    // 20 and 7号 are not 207号.
    let is_joined_number = tokens.windows(2).any(|two| match two {
        [before, after] => before.ends_with(is_of_number) && after.starts_with(is_of_number),
        _ => false,
    });
    if is_joined_number || tokens.iter().any(|token| is_or(token)) {
        return false;
    }
    let first = tokens.first().map(|first| fold_str(first)).unwrap_or_default();
    let is_colon = text.contains([':', '：']) && !may_precede_number(first.trim_end_matches('-'));
    let is_number = || SpokenNumber::parse(text).is_some() && (is_whole || !is_weak_prefix(&first));
    let has_sign = text.contains(is_comparison_sign);
    if !has_sign && !is_colon && (NumberList::parse(text).is_some() || is_number()) {
        return true;
    }
    // 路 in `>1000 路` is a word of its own, not the unit.
    let is_closed = tokens.last().is_some_and(|last| {
        last.contains(is_of_number)
            || split_measure(last).is_some_and(|(_, rest)| rest.is_empty())
            || SpokenComparison::find(&format!("1{last}")).is_some()
    });
    let is_comparison = || match Filter::parse(text, criteria) {
        Some(Filter::Amount(_) | Filter::Status(_)) => has_sign,
        _ => Filter::in_words(text, criteria).is_some(),
    };
    is_closed && is_comparison()
}

/// Returns the positions of the brackets around alternatives, `（停车｜消防）`, in order: each opening
/// one and its closing one. Others are part of the texts.
pub(super) fn brackets_of_alternatives(text: &str) -> Vec<usize> {
    let mut brackets = Vec::new();
    let mut open = None;
    for (at, c) in text.char_indices() {
        match (c, open) {
            ('(' | '（', _) => open = Some(at),
            (')' | '）', Some(start)) => {
                let inside = text.get(start..at).unwrap_or_default();
                if is_between_alternatives(inside) {
                    brackets.extend([start, at]);
                }
                open = None;
            }
            _ => {}
        }
    }
    brackets
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_comparisons_may_have_blanks() {
        for (typed, phrase) in [
            ("第 20 项", "第20项"),
            ("20 号", "20号"),
            ("20 号 停车", "20号"),
            ("20 号项目", "20号项目"),
            ("编号 20", "编号20"),
            ("编号： 20", "编号：20"),
            ("项目 7", "项目7"),
            ("项目 7 停车", ""),
            ("number seven", "numberseven"),
            ("No. 7", "No.7"),
            ("2026 年 第 7 项", "2026年第7项"),
            ("20, 21", "20,21"),
            ("3号 和 4号", "3号和4号"),
            ("> 1000米", ">1000米"),
            (">1000 米", ">1000米"),
            ("数量 >= 1000 米", "数量>=1000米"),
            ("数量： > 1000", "数量：>1000"),
            ("进度 < 50", "进度<50"),
            ("大于 1000 米", "大于1000米"),
            ("1000 米 以上", "1000米以上"),
            ("more than 1 km", "morethan1km"),
            (">1000 路", ""),
            (">1000 停车", ""),
            ("20 21", ""),
            ("20 7号", ""),
            ("6 号线", ""),
            ("600 个", ""),
            ("停车 城北", ""),
            ("第 \"20\"", ""),
            ("第 | 20", ""),
            ("7", ""),
        ] {
            let found = Phrase::find(typed, true, ProgressCriteria::default());
            let found = found.map(|phrase| phrase.text).unwrap_or_default();
            assert_eq!(found, phrase, "{typed}");
        }
    }

    #[test]
    fn brackets_count_around_bars_only() {
        assert_eq!(brackets_of_alternatives("(a|b) c"), [0, 4]);
        assert_eq!(brackets_of_alternatives("a (b or c)"), [2, 9]);
        assert!(brackets_of_alternatives("a (b) | c").is_empty());
        assert!(brackets_of_alternatives("(a | b").is_empty());
    }
}
