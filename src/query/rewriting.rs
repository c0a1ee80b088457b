//! Rewriting: what to search for when nothing is found as typed. A rewriting is a query of its own,
//! whose text says what was searched for.
//!
//! A part of the query is rewritten only if no project has it as it was typed.

use std::borrow::Cow;
use std::ops::Range;

use super::amount::is_comparison_sign;
use super::asking::{OR, without_asking};
use super::extent::Extent;
use super::short_units::with_short_units;
use super::spoken_amount::{SpokenComparison, split_at_han_amount};
use super::spoken_number::{SpokenNumber, is_of_number, split_year};
use super::syntax::Query;
use super::term::{Filter, Term, is_keyword};
use crate::lang::Lang;
use crate::matcher::{PUNCTUATION, SearchWord, fold};

/// Words within a word that join two.
const AND_WITHIN: [&str; 5] = ["以及", "和", "与", "及", "跟"];

/// Maximum length of a word that is split at 或 or 和, in bytes.
const SPLIT_LEN_MAX: usize = 180;

/// A function that returns true if any project matches a query as typed, to an extent.
pub(super) type HoldsFn<'a> = &'a dyn Fn(&Query, Extent) -> bool;

/// A word of a query that may be rewritten.
pub(super) struct TypedWord<'a> {
    /// The name of the field with its colon; empty if the word may be in any.
    pub(super) field: &'a str,
    pub(super) value: &'a str,
    range: Range<usize>,
}

impl Query {
    /// Returns the query with other readings of words that no project has: the parts between marks
    /// (`停车，城北`), alternatives (停车或消防), amounts and comparisons in words, years, words in
    /// Chinese quotes without them. `None` if there are none.
    pub(crate) fn respelled(&self, holds: HoldsFn) -> Option<Self> {
        let all_keys = self.typed.chars().all(|c| is_key(c) || c.is_whitespace());
        let with_units = with_short_units(&self.typed).map(|text| self.parse_like(&text));
        let query = with_units.as_ref().unwrap_or(self);
        let other = query.rewritten(|token| {
            let text = format!("{}{}", token.field, token.value);
            if !all_keys && holds(&query.parse_like(&text), Extent::Any) {
                return None;
            }
            if let Some(keys) = query.keys(token, holds) {
                return Some(keys);
            }
            let parts = parts_between_marks(token.value);
            let is_whole = parts.len() == 1;
            let parts = parts.into_iter().map(|part| {
                if !token.field.is_empty() {
                    return format!("{}{part}", token.field);
                }
                let is_held = || holds(&query.parse_like(part), Extent::Any);
                let other = if !is_whole && is_held() { None } else { query.respell(part, holds) };
                other.unwrap_or_else(|| part.to_owned())
            });
            Some(parts.collect::<Vec<_>>().join(" "))
        });
        let mut other = other.or(with_units)?;
        if all_keys {
            // The digits that the user typed, also where one was left out.
            let words = self.typed.split_whitespace().map(|word| format!("九键:{word}"));
            other.shown = Some(words.collect::<Vec<_>>().join(" "));
        }
        Some(other)
    }

    /// Returns another reading of a word without marks; `None` if there is none.
    fn respell(&self, word: &str, holds: HoldsFn) -> Option<String> {
        if SpokenNumber::parse(word).is_some() {
            return None;
        }
        self.with_year(word, holds)
            .or_else(|| with_comparison(word))
            .or_else(|| self.with_alternatives(word, holds))
            .or_else(|| self.with_both(word, holds))
            .or_else(|| {
                let (before, amount, after) = split_at_han_amount(word)?;
                Some(format!("{before}{amount}{after}"))
            })
    }

    /// Returns a word that begins with a year, or is one, with the filter for that: 年份:2025 停车 for
    /// `2025年停车`.
    fn with_year(&self, word: &str, holds: HoldsFn) -> Option<String> {
        let folded: String = word.chars().map(fold).collect();
        let is_year = folded.len() == 4 && folded.bytes().all(|byte| byte.is_ascii_digit());
        let bare = || Some((folded.parse().ok().filter(|_| is_year)?, ""));
        let (year, rest) = split_year(word).or_else(bare)?;
        let filter = format!("年份:{year}");
        // What follows may also be a month.
        let is_more = !rest.starts_with(is_of_number);
        (is_more && holds(&self.parse_like(&filter), Extent::Any))
            .then(|| format!("{filter} {rest}").trim().to_owned())
    }

    /// Returns the alternatives in a word: 停车|消防 for 停车或消防. None is left out.
    fn with_alternatives(&self, word: &str, holds: HoldsFn) -> Option<String> {
        let or =
            OR.iter().find(|or| word.contains(**or)).filter(|_| word.len() <= SPLIT_LEN_MAX)?;
        let parts: Vec<String> = word.split(or).map(without_asking).collect();
        let is_word = |part: &String| part.chars().count() > 1;
        let is_held = |part: &String| holds(&self.parse_like(part), Extent::Any);
        (parts.iter().all(is_word) && parts.iter().any(is_held)).then(|| parts.join("|"))
    }

    /// Returns two words that 和 or the like joins; `None` if they are not both held.
    fn with_both(&self, word: &str, holds: HoldsFn) -> Option<String> {
        let is_held =
            |part: &str| part.chars().count() > 1 && holds(&self.parse_like(part), Extent::Any);
        let mut splits = AND_WITHIN.iter().filter_map(|and| word.split_once(and));
        let (before, after) = splits.find_map(|(before, after)| {
            let (before, after) = (without_asking(before), without_asking(after));
            (word.len() <= SPLIT_LEN_MAX && is_held(&before) && is_held(&after))
                .then_some((before, after))
        })?;
        Some(format!("{before} {after}"))
    }

    /// Returns the text of a rewriting as readers of `lang` would type it.
    pub(crate) fn shown_text(&self, lang: Lang) -> Cow<'_, str> {
        let text = self.shown.as_ref().unwrap_or(&self.typed);
        match lang {
            Lang::Zh => text.as_str().into(),
            Lang::En => text.replace("九键:", "keys:").replace("年份:", "year:").into(),
        }
    }

    /// Returns a word of digits as the keys of a phone, if any project has what it spells, or would
    /// with one of two equal digits; a query of less than four digits spells too much.
    fn keys(&self, token: &TypedWord, holds: HoldsFn) -> Option<String> {
        let typed_len = self.typed.chars().filter(|c| is_key(*c)).count();
        if typed_len < KEYS_MIN || !token.value.chars().all(is_key) {
            return None;
        }
        let digits: Vec<char> = token.value.chars().map(fold).collect();
        let single = (1..digits.len()).filter(|nth| digits.get(*nth) == digits.get(*nth - 1));
        let others = std::iter::once(None).chain(single.map(Some)).map(|left_out| {
            let kept = (0..).zip(&digits).filter(|(nth, _)| Some(*nth) != left_out);
            format!("九键:{}", kept.map(|(_, digit)| *digit).collect::<String>())
        });
        others.into_iter().find(|keys| holds(&self.parse_like(keys), Extent::Any))
    }

    /// Returns the query on the keys of a phone, whatever its length; `None` if it has anything but
    /// digits.
    #[must_use]
    pub fn on_keypad(&self) -> Option<Self> {
        let is_keys = self.typed.chars().all(|c| is_key(c) || c.is_whitespace());
        let words = self.typed.split_whitespace().map(|word| format!("九键:{word}"));
        let keys = self.parse_like(&words.collect::<Vec<_>>().join(" "));
        (is_keys && !keys.is_empty()).then_some(keys)
    }

    /// Returns the query with the text that `rewrite` returns in place of each word that may be
    /// rewritten; `None` if that changes nothing.
    pub(super) fn rewritten(&self, rewrite: impl Fn(&TypedWord) -> Option<String>) -> Option<Self> {
        let mut text = String::new();
        let mut copied = 0;
        for range in self.word_ranges() {
            let Some(token) = self.token(range) else { continue };
            let Some(other) = rewrite(&token).filter(|_| token.range.start >= copied) else {
                continue;
            };
            text.push_str(self.typed.get(copied..token.range.start)?);
            text.push_str(&other);
            copied = token.range.end;
        }
        text.push_str(self.typed.get(copied..)?);
        // A word that was left out leaves its blanks.
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let rewritten = self.parse_like(&text);
        (rewritten.groups != self.groups && !rewritten.is_empty()).then_some(rewritten)
    }

    /// Returns the range of each word that is not negated and has no alternatives by `|`.
    fn word_ranges(&self) -> impl Iterator<Item = Range<usize>> {
        let is_word = |term: &Term| !term.negated && matches!(term.filter, Filter::Word(..));
        self.groups.iter().filter_map(move |group| {
            let first = group.first().filter(|term| is_word(term))?;
            let is_alone = group.iter().all(|term| term.range == first.range);
            is_alone.then(|| first.range.clone())
        })
    }

    fn token(&self, range: Range<usize>) -> Option<TypedWord<'_>> {
        let text = self.typed.get(range.clone())?;
        let name_end = text.find(|c| is_comparison_sign(c) || matches!(c, ':' | '：'));
        let (name, rest) = text.split_at_checked(name_end.unwrap_or_default())?;
        let token = if is_keyword(name) {
            // Only a field has a word for its value; any other filter with one is misspelt.
            let value = rest.strip_prefix([':', '：'])?;
            let is_field = self.word(text) == self.word(value);
            is_field.then_some(TypedWord { field: text.strip_suffix(value)?, value, range })?
        } else {
            TypedWord { field: "", value: text, range }
        };
        let is_quoted = token.value.starts_with(['"', '＂']);
        (!is_quoted).then_some(token)
    }

    /// Returns the folded characters of the first word of `text`.
    fn word(&self, text: &str) -> String {
        self.parse_like(text).words().next().map(SearchWord::text).unwrap_or_default()
    }
}

/// Minimum number of digits in a query that are read as the keys of a phone.
const KEYS_MIN: usize = 4;

/// Returns true if `c` is a digit on whose key a phone has letters.
fn is_key(c: char) -> bool {
    ('2'..='9').contains(&fold(c))
}

/// Returns the parts of a word between its marks. An apostrophe parts syllables of a word, and other
/// marks between digits are part of a figure.
fn parts_between_marks(word: &str) -> Vec<&str> {
    let chars: Vec<(usize, char)> = word.char_indices().collect();
    let is_digit = |nth: Option<usize>| {
        nth.and_then(|nth| chars.get(nth)).is_some_and(|(_, c)| fold(*c).is_ascii_digit())
    };
    let (mut parts, mut start) = (Vec::new(), 0);
    for (nth, (at, c)) in chars.iter().enumerate() {
        let is_in_figure =
            is_digit(nth.checked_sub(1)) && is_digit(Some(nth + 1)) && !"、；;".contains(*c);
        if fold(*c) == PUNCTUATION && !matches!(c, '\'' | '’' | '＇') && !is_in_figure {
            parts.extend(word.get(start..*at));
            start = at + c.len_utf8();
        }
    }
    parts.extend(word.get(start..));
    parts.retain(|part| !part.is_empty());
    parts
}

/// Returns a comparison in words with signs, and the words around it: `长度 >1000米` for
/// `长度超过1000米`.
fn with_comparison(word: &str) -> Option<String> {
    let found = SpokenComparison::find(word)?;
    let before = found.before.trim_end_matches(['的', '在', '有', '-']);
    let before = if matches!(before, "数量" | "总数") { "" } else { before };
    let after = found.after.trim_start_matches(['的', '-']);
    let after = if after == "项目" { "" } else { after };
    if before.is_empty() && after.is_empty() {
        return None;
    }
    let signs = found.with_signs();
    let words = [before, &signs, after].into_iter().filter(|word| !word.is_empty());
    Some(words.collect::<Vec<_>>().join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns the rewriting of a query in a catalog that has just these words.
    fn respelled(typed: &str, words: &[&str]) -> String {
        let holds = |query: &Query, _| {
            query.words().any(|word| words.iter().any(|held| held.contains(&word.text())))
        };
        let rewritten = Query::parse(typed).respelled(&holds);
        rewritten.map_or("-".to_owned(), |query| query.text().to_owned())
    }

    #[test]
    fn marks_part_words_that_are_not_found_joined() {
        for mark in ["，", "、", "；", "/", "＋", "+", ",", "·", "——", "。", "&", "："] {
            assert_eq!(respelled(&format!("停车{mark}城北"), &[]), "停车 城北", "{mark}");
        }
        let held = &["管网地块", "停车"];
        for (typed, rewritten) in [
            ("管网、地块", "-"),
            ("停车 管网、地块", "-"),
            ("管网、地块 停车，城北", "管网、地块 停车 城北"),
            ("地点:菊园/柏庐", "地点:菊园 地点:柏庐"),
            ("“公共 泊位” x", "公共 泊位 x"),
            ("1，000，城北", "1，000 城北"),
            ("7、8年", "7 8年"),
            ("xi'an", "-"),
            ("!a，b", "-"),
            ("\"a，b\"", "-"),
            ("x | a，b", "-"),
            ("no:7x", "-"),
            ("amount>x", "-"),
            ("status:x-y", "-"),
            ("amount>1 a，b", "amount>1 a b"),
            ("七项", "-"),
            ("第十二个实事，停车", "第十二个实事 停车"),
            ("停车或消防", "停车|消防"),
            ("停车还是消防", "停车|消防"),
            ("请问停车或者消防在哪里", "停车|消防"),
            ("教育或消防", "-"),
            ("停车和管网", "停车 管网"),
            ("停车以及管网", "停车 管网"),
            ("停车和消防", "-"),
            ("长度超过1000米的停车", "长度 >1000米 停车"),
            ("停车位数量大于1，000", "停车位数量 >1000"),
            ("1000米以上的项目", "-"),
            ("大于1000米", "-"),
            ("六百个停车位", "600个停车位"),
            ("50 场活动", "50场活动"),
            ("1523 metres", "1523m"),
            ("square metres", "m2"),
        ] {
            assert_eq!(respelled(typed, held), rewritten, "{typed}");
        }
    }

    #[test]
    fn digits_are_keys_of_a_phone_where_they_are_not_found() {
        let held = &["8464", "243", "2028"];
        for (typed, rewritten) in [
            ("8464", "九键:8464"),
            ("8464 243", "九键:8464 九键:243"),
            ("84664 243", "九键:8464 九键:243"),
            ("８４６４", "九键:8464"),
            ("2028 x", "-"),
            ("243", "-"),
            ("9999", "-"),
            ("no:8464", "-"),
        ] {
            assert_eq!(respelled(typed, held), rewritten, "{typed}");
        }
    }
}
