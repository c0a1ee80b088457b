//! The query language: parses typed text into groups of terms.
//!
//! ```text
//! 停车 城北         both            |  停车 | 泊位        either
//! !消防             not             |  "公共停车"         verbatim, no readings
//! domain:教育  领域:jy              |  place:菊园  地点:juyuan
//! by:住建局  责任:zjj                |
//! no:7  编号:7  7号  第七项  No.7    |  amount>1000  数量<=5万  ≥11万㎡
//! status:behind  状态:滞后           |  progress<50  进度<50
//! programme:2026  清单:玉山         |  year:2026  年份:2026
//! ```
//!
//! Parsing never fails: an unknown prefix, an unclosed quote and a lone operator are plain text.

use std::ops::Range;

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
    criteria: ProgressCriteria,
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
        let mut groups: Vec<Vec<Term>> = Vec::new();
        let mut after_bar = false;
        let mut offset = 0;
        while let Some(rest) = text.get(offset..).filter(|rest| !rest.is_empty()) {
            let first = rest.chars().next().unwrap_or(' ');
            if first.is_whitespace() || is_bar(first) {
                after_bar |= is_bar(first);
                offset += first.len_utf8();
                continue;
            }
            let (token, after) = rest.split_at_checked(token_len(rest)).unwrap_or((rest, ""));
            let range = offset..offset + token.len();
            offset = range.end;
            let Some(term) = Term::parse(token, range, criteria) else { continue };
            let is_alternative = after_bar || after.trim_start().starts_with(is_bar);
            match groups.last_mut().filter(|_| after_bar) {
                Some(group) => group.extend(term.into_group()),
                None if is_alternative => groups.push(term.into_group()),
                None => groups.extend(term.into_groups()),
            }
            after_bar = false;
        }
        Self { groups, typed: text.to_owned(), criteria }
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

fn is_bar(c: char) -> bool {
    matches!(c, '|' | '｜')
}

/// Returns the length in bytes of the token at the start of `rest`: up to the next blank or bar
/// outside a pair of quotes.
fn token_len(rest: &str) -> usize {
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
