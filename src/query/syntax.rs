//! The query language: parses typed text into groups of terms.
//!
//! ```text
//! 停车 城北         both            |  停车 | 泊位        either
//! !消防             not             |  "公共停车"         verbatim, no readings
//! domain:教育  领域:jy              |  place:菊园  地点:juyuan
//! by:住建局  责任:zjj                |  phone:12345  资金来源
//! no:7  编号:7  7号  第 7 项  No.7   |  amount>1000  数量<=5万  ≥11万㎡  大于1000米
//! 第1、2项  no:1-3  3号和4号         |  停车 或 消防  (停车|消防) 玉山
//! status:behind  状态:滞后  滞后     |  progress<50  进度<50
//! programme:2026  清单:玉山         |  year:2026  年份:2026
//! ```
//!
//! Parsing never fails: an unknown prefix, an unclosed quote and a lone operator are plain text.

use std::ops::Range;

use super::phrase::{Phrase, brackets_of_alternatives, is_and, is_or};
use super::status_filter::StatusFilter;
use super::term::{Filter, Term, is_han_quote, is_quote};
use crate::matcher::SearchWord;
use crate::model::ProgressCriteria;

/// A parsed query: every group must match, by at least one of its terms. Without groups it matches
/// every project.
#[derive(Clone, Debug, Default)]
pub struct Query {
    pub(crate) groups: Vec<Vec<Term>>,
    /// The text that was parsed.
    pub(super) typed: String,
    /// The criteria by which progress is judged.
    pub(super) criteria: ProgressCriteria,
    /// The text that readers see in place of it, if that is another.
    pub(super) shown: Option<String>,
}

/// Compares the terms: blanks around them make no other query.
impl PartialEq for Query {
    fn eq(&self, other: &Self) -> bool {
        self.groups == other.groups
    }
}

impl Query {
    /// Parses `text`; every text is a valid query. Progress is judged by the default criteria.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        Self::parse_with(text, ProgressCriteria::default())
    }

    /// Parses `text` like [`parse`](Self::parse), judging progress by the given criteria.
    #[must_use]
    pub fn parse_with(text: &str, criteria: ProgressCriteria) -> Self {
        let mut parser = QueryParser { text, criteria, ..QueryParser::default() };
        parser.brackets = brackets_of_alternatives(text);
        parser.run();
        Self { groups: parser.groups, typed: text.to_owned(), criteria, shown: None }
    }

    /// Parses `text` by the criteria of this query.
    pub(super) fn parse_like(&self, text: &str) -> Self {
        Self::parse_with(text, self.criteria)
    }

    /// Returns the text of the query.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.typed
    }

    /// Returns true if the query has no terms and therefore matches every project.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.groups.is_empty()
    }

    /// Returns true if every project that this query matches is sure to be matched by `earlier`,
    /// too: the user added letters to the last word, or further terms.
    #[must_use]
    pub fn narrows(&self, earlier: &Self) -> bool {
        let Some((earlier_last, earlier_others)) = earlier.groups.split_last() else {
            return true;
        };
        let Some((others, [last, ..])) = self.groups.split_at_checked(earlier_others.len()) else {
            return false;
        };
        let last_narrows = match (&**earlier_last, &**last) {
            ([earlier_last], [last]) => last.narrows(earlier_last),
            _ => earlier_last == last,
        };
        last_narrows && others == earlier_others
    }

    /// Returns true if the query consists of words only, not negated and without a field.
    pub(crate) fn is_words_only(&self) -> bool {
        let is_word = |term: &Term| !term.negated && matches!(term.filter, Filter::Word(_, None));
        !self.is_empty() && self.groups.iter().flatten().all(is_word)
    }

    /// Returns true if a word of its own, such as 和, joins two terms.
    pub(crate) fn has_and(&self) -> bool {
        self.typed.split_whitespace().any(is_and)
    }

    /// Returns true if a term is about progress, which not every programme reports.
    #[must_use]
    pub fn is_about_progress(&self) -> bool {
        self.groups.iter().flatten().any(|term| matches!(term.filter, Filter::Status(_)))
    }

    /// Returns true if there is exactly one group and none of its terms is negated.
    pub(crate) fn is_single_group(&self) -> bool {
        matches!(&self.groups[..], [group] if group.iter().all(|term| !term.negated))
    }

    /// Returns the byte ranges of the terms in the typed text, in order. A term with several
    /// meanings has one.
    pub fn term_ranges(&self) -> impl Iterator<Item = Range<usize>> {
        let mut end = 0;
        let ranges = self.groups.iter().flatten().map(|term| term.range.clone());
        ranges.filter(move |range| range.start >= std::mem::replace(&mut end, range.end))
    }

    /// Returns the words to highlight in texts: those of all terms that are not negated.
    pub(crate) fn words(&self) -> impl Iterator<Item = &SearchWord> {
        self.groups.iter().flatten().filter(|term| !term.negated).filter_map(Term::word)
    }
}

/// The state of a parse.
#[derive(Default)]
struct QueryParser<'a> {
    text: &'a str,
    criteria: ProgressCriteria,
    offset: usize,
    groups: Vec<Vec<Term>>,
    /// The positions of brackets around alternatives.
    brackets: Vec<usize>,
    /// True if the next term is an alternative of the last one.
    after_bar: bool,
    /// True within a negated bracket.
    in_negation: bool,
}

impl QueryParser<'_> {
    fn run(&mut self) {
        while let Some(rest) = self.text.get(self.offset..).filter(|rest| !rest.is_empty()) {
            let first = rest.chars().next().unwrap_or(' ');
            let bracket = self.brackets.iter().position(|at| *at == self.offset);
            if first.is_whitespace() || is_bar(first) || bracket.is_some() {
                self.after_bar |= is_bar(first);
                // Each opening bracket is followed by its closing one.
                let is_closing = bracket.is_some_and(|nth| nth % 2 == 1);
                self.after_bar &= !is_closing;
                self.in_negation &= !is_closing;
                self.offset += first.len_utf8();
                continue;
            }
            self.read_term(rest);
        }
    }

    /// Reads the term at the start of `rest`.
    fn read_term(&mut self, rest: &str) {
        let start = self.offset;
        let next_bracket = self.brackets.iter().find(|at| **at > start);
        let len_max = next_bracket.map_or(rest.len(), |at| at - start);
        let len = token_len(rest).min(len_max);
        let (mut token, mut after) = rest.split_at_checked(len).unwrap_or((rest, ""));
        let is_between = !self.groups.is_empty() && !after.trim_start().is_empty();
        self.offset = start + token.len();
        if is_between && after.starts_with(char::is_whitespace) && (is_or(token) || is_and(token)) {
            self.after_bar |= is_or(token);
            return;
        }
        if len == len_max && !token.is_empty() && token.chars().all(is_negation) {
            self.in_negation = true;
            return;
        }
        let is_first = self.groups.is_empty();
        let phrase =
            rest.get(..len_max).and_then(|rest| Phrase::find(rest, is_first, self.criteria));
        if let Some((_, rest)) =
            phrase.as_ref().and_then(|phrase| rest.split_at_checked(phrase.len))
        {
            after = rest;
            self.offset = self.text.len() - rest.len();
        }
        token = phrase.as_ref().map_or(token, |phrase| phrase.text.as_str());
        let Some(mut term) = Term::parse(token, start..self.offset, self.criteria) else { return };
        if self.in_negation {
            term.negate();
        }
        let is_alternative = self.after_bar || is_before_or(after);
        match self.groups.last_mut().filter(|_| self.after_bar && !self.in_negation) {
            Some(group) => group.extend(term.into_group()),
            None if is_alternative && !self.in_negation => self.groups.push(term.into_group()),
            None => self.groups.extend(term.into_groups()),
        }
        self.after_bar = false;
    }
}

/// Returns true if a bar or a word for one follows, with another term after it.
fn is_before_or(after: &str) -> bool {
    let mut words = after.split_whitespace();
    after.trim_start().starts_with(is_bar)
        || after.starts_with(char::is_whitespace)
            && words.next().is_some_and(is_or)
            && words.next().is_some()
}

fn is_negation(c: char) -> bool {
    matches!(c, '!' | '！')
}

fn is_bar(c: char) -> bool {
    matches!(c, '|' | '｜')
}

/// Returns the length in bytes of the token at the start of `rest`: up to the next blank or bar
/// outside a pair of quotes, and outside a status of several words.
fn token_len(rest: &str) -> usize {
    if let Some(len) = StatusFilter::long_word_len(rest) {
        return len;
    }
    let mut chars = rest.char_indices();
    while let Some((offset, c)) = chars.next() {
        if c.is_whitespace() || is_bar(c) {
            return offset;
        }
        // A quote opens a phrase only at the start of a token or value, and only if it is closed.
        let may_open = rest
            .get(..offset)
            .unwrap_or_default()
            .chars()
            .next_back()
            .is_none_or(|before| ":：!！".contains(before));
        let end = || {
            let end = chars.clone().find(|(_, c)| is_quote(*c))?;
            Some(end.0 + end.1.len_utf8())
        };
        if is_quote(c)
            && may_open
            && let Some(end) = end()
            && (!is_han_quote(c) || ends_token(rest.get(end..).unwrap_or_default()))
        {
            return end;
        }
    }
    rest.len()
}

/// Returns true if a token that `rest` follows is complete: Chinese quotes are also part of a
/// title, “护蕾”行动.
fn ends_token(rest: &str) -> bool {
    rest.chars().next().is_none_or(|c| c.is_whitespace() || is_bar(c))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::programme::ProgrammeFilter;

    fn shape(text: &str) -> String {
        let term = |term: &Term| {
            let filter = match &term.filter {
                Filter::Word(word, None) => word.text(),
                Filter::Word(word, Some(field)) => format!("{}={}", field.name(), word.text()),
                Filter::Number(digits) => format!("no={digits}"),
                Filter::NumberRange(numbers) => format!("no={numbers:?}"),
                Filter::Amount(amount) => format!("{amount:?}")
                    .replace("AmountFilter { comparison: ", "")
                    .replace(", value: ", " ")
                    .replace(", unit: \"\" }", ""),
                Filter::Status(status) => format!("{status:?}"),
                Filter::Programme(ProgrammeFilter::Year(year)) => format!("of {year}"),
                Filter::Programme(ProgrammeFilter::Word(word)) => format!("of {}", word.text()),
            };
            if term.negated { format!("not {filter}") } else { filter }
        };
        let group = |group: &Vec<Term>| group.iter().map(term).collect::<Vec<_>>().join(" or ");
        Query::parse(text).groups.iter().map(group).collect::<Vec<_>>().join("; ")
    }

    #[test]
    fn what_is_typed_is_what_is_asked() {
        for (typed, asked) in [
            ("  停车　Ｐ+R “护蕾” ", "停车; pr; 护蕾"),
            ("停车 | 泊位 城北", "停车 or 泊位; 城北"),
            ("停车|泊位｜车库", "停车 or 泊位 or 车库"),
            ("!消防 ！道路", "not 消防; not 道路"),
            (
                "domain:教育 领域：jy place:\"a b\" 地點:x",
                "domain=教育; domain=jy; place=ab; place=x",
            ),
            ("by:住建 責任:zjj", "office=住建; office=zjj"),
            ("no:07 编号：７", "no=07; no=7"),
            ("programme:２０２６ 年份:2025 清单:玉山", "of 2026; of 2025; of 玉山"),
            ("amount>1000 数量<=5万 amount＝1,500.5", "More 1000.0; AtMost 50000.0; Equal 1500.5"),
            ("\"public parking\" spaces", "publicparking; spaces"),
            ("“public parking” spaces", "publicparking; spaces"),
            ("“护蕾”行动", "护蕾行动"),
            ("7号 | 8号", "7号 or no=7 or 8号 or no=8"),
            ("!7号", "not 7号; not no=7"),
            (">7 =7 =2+3", "More 7.0; 7; 23"),
            ("2026年第7项 x", "2026年第7项 or of 2026; 2026年第7项 or no=7; x"),
            ("第1、2项 x", "no=1..=1 or no=2..=2; x"),
            ("!1-3号", "not no=1..=3"),
            ("2026年第1、2项", "of 2026; no=1..=1 or no=2..=2"),
            ("第 20 项 x", "第20项 or no=20; x"),
            ("停车 或 消防 x", "停车 or 消防; x"),
            ("停车 or 7号 或者 x", "停车 or 7号 or no=7 or x"),
            ("停车 和 消防", "停车; 消防"),
            ("停车 or", "停车; or"),
            ("or 停车", "or; 停车"),
            ("（停车｜消防）玉山", "停车 or 消防; 玉山"),
            ("玉山(停车 or 消防)", "玉山; 停车 or 消防"),
            ("!(停车|消防)玉山", "not 停车; not 消防; 玉山"),
            ("停车（一期）", "停车一期"),
            ("地点=水秀 领域≠教育", "place=水秀; not domain=教育"),
            ("数量!=5 状态!=x", "not Equal 5.0; not 状态x"),
            ("责任单位：建设局 电话:12345", "office=建设局; contact=12345"),
            ("数量 > 1000 x", "More 1000.0; x"),
            ("大于1000", "大于1000 or More 1000.0"),
            ("m2", "m2 or 平方米 or 平米 or ㎡"),
            ("!m2", "not m2; not 平方米; not 平米; not ㎡"),
            ("!\"public parking\"", "not publicparking"),
        ] {
            assert_eq!(shape(typed), asked, "{typed}");
        }
    }

    #[test]
    fn it_never_gets_in_the_way() {
        for (typed, asked) in [
            ("", ""),
            ("''  、　。 ! | \"", ""),
            ("\"停车", "停车"),
            ("停\"车", "停车"),
            ("http://x.cn", "httpxcn"),
            ("colour:red", "colourred"),
            ("no:seven", "noseven"),
            ("amount>x", "amountx"),
            ("amount", "amount"),
            // Incomplete filters match everything instead of emptying the list while the user
            // types.
            ("停车 domain:", "停车"),
            ("停车 年份:", "停车"),
            ("停车 amount>", "停车"),
            ("停车 |", "停车"),
            ("| 停车", "停车"),
        ] {
            assert_eq!(shape(typed), asked, "{typed}");
        }
    }

    #[test]
    fn terms_know_where_they_stand() {
        let text = "停车 | \"a b\"  !x";
        let terms: Vec<&str> =
            Query::parse(text).term_ranges().filter_map(|range| text.get(range)).collect();
        assert_eq!(terms, ["停车", "\"a b\"", "!x"]);
    }
}
