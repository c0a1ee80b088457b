//! The query language: parses typed text into groups of terms.
//!
//! ```text
//! 停车 城北         both            |  停车 | 泊位        either
//! !消防             not             |  "公共停车"         verbatim, no readings
//! domain:教育  领域:jy              |  place:菊园  地点:juyuan
//! by:住建局  责任:zjj                |
//! no:7  编号:7                      |  amount>1000  数量<=5万
//! status:behind  状态:滞后           |  progress<50  进度<50
//! programme:2026  清单:玉山         |  year:2026  年份:2026
//! ```
//!
//! Parsing never fails: an unknown prefix, an unclosed quote and a lone operator are plain text.

use std::ops::Range;

use super::amount::{Comparison, parse_amount};
use super::hit::SearchField;
use super::programme::ProgrammeFilter;
use super::status_filter::StatusFilter;
use crate::matcher::{SearchWord, fold};
use crate::model::{ProgressCriteria, ProjectNo};

/// A parsed query: every group must match, by at least one of its terms. Without groups it matches
/// every project.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Query {
    pub(crate) groups: Vec<Vec<Term>>,
}

/// A term of a query: a filter, possibly negated.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Term {
    /// True if the filter must not match.
    pub(crate) negated: bool,
    pub(crate) filter: Filter,
    /// Byte range of the term in the typed text.
    range: Range<usize>,
}

/// The condition of a term.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Filter {
    /// A word, in the given field only if there is one.
    Word(SearchWord, Option<SearchField>),
    /// The digits of the project's number.
    Number(String),
    /// A comparison with the amount of any of the project's targets.
    Amount(Comparison, f64),
    /// The progress of the project.
    Status(StatusFilter),
    /// The programme of the project, by year or name.
    Programme(ProgrammeFilter),
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
            let range = offset..offset + token_len(rest);
            let end = range.end;
            let token = text.get(range.clone());
            if let Some(term) = token.and_then(|token| Term::parse(token, range, criteria)) {
                match groups.last_mut().filter(|_| after_bar) {
                    Some(group) => group.push(term),
                    None => groups.push(vec![term]),
                }
                after_bar = false;
            }
            offset = end;
        }
        Self { groups }
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

    /// Returns the byte ranges of the terms in the typed text, in order.
    #[must_use]
    pub fn term_ranges(&self) -> impl DoubleEndedIterator<Item = Range<usize>> {
        self.groups.iter().flatten().map(|term| term.range.clone())
    }

    /// Returns the words to highlight in texts: those of all terms that are not negated.
    pub(crate) fn words(&self) -> impl Iterator<Item = &SearchWord> {
        self.groups.iter().flatten().filter(|term| !term.negated).filter_map(Term::word)
    }
}

/// Folds every character of `text`, so that keywords match in full width and in either script.
fn fold_str(text: &str) -> String {
    text.chars().map(fold).collect()
}

fn is_bar(c: char) -> bool {
    matches!(c, '|' | '｜')
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '＂')
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
        if is_quote(c) && may_open && chars.clone().any(|(_, c)| is_quote(c)) {
            return chars
                .find(|(_, c)| is_quote(*c))
                .map_or(rest.len(), |(offset, c)| offset + c.len_utf8());
        }
    }
    rest.len()
}

impl Term {
    /// Returns true if every project that this term matches is sure to be matched by `earlier`.
    fn narrows(&self, earlier: &Self) -> bool {
        let narrows = match (&self.filter, &earlier.filter) {
            (Filter::Word(word, field), Filter::Word(earlier_word, earlier_field)) => {
                field == earlier_field && word.starts_with(earlier_word)
            }
            (filter, earlier_filter) => filter == earlier_filter,
        };
        self.negated == earlier.negated
            && if self.negated { self.filter == earlier.filter } else { narrows }
    }

    /// Returns the word of the term, if it is one.
    pub(crate) fn word(&self) -> Option<&SearchWord> {
        match &self.filter {
            Filter::Word(word, _) => Some(word),
            _ => None,
        }
    }

    /// Parses a token; `None` if there is nothing to search for yet, such as a field without a
    /// value.
    fn parse(token: &str, range: Range<usize>, criteria: ProgressCriteria) -> Option<Self> {
        let filter = token.trim_start_matches(['!', '！']);
        let negated = filter.len() < token.len();
        Some(Self { negated, filter: Filter::parse(filter, criteria)?, range })
    }
}

impl Filter {
    /// Returns true for a number filter whose number is `no`.
    pub(crate) fn matches_number(&self, no: ProjectNo) -> bool {
        matches!(self, Self::Number(digits) if digits.parse() == Ok(no.0))
    }

    /// Parses a token without its negation. An unknown prefix, and a value that a field cannot
    /// have, make it a word.
    fn parse(text: &str, criteria: ProgressCriteria) -> Option<Self> {
        let word = || Self::parse_word(text, None);
        if let Some((name, value)) = text.split_once([':', '：']) {
            let filter = match fold_str(name).as_str() {
                "status" | "状态" => {
                    let status = StatusFilter::for_status(value, criteria).map(Self::Status);
                    Some(status.or_else(word))
                }
                "programme" | "program" | "year" | "清单" | "年份" => {
                    Some(ProgrammeFilter::parse(value).map(Self::Programme))
                }
                "no" | "编号" => Some(Self::parse_number(value).or_else(word)),
                "domain" | "领域" => Some(Self::parse_word(value, Some(SearchField::Domain))),
                "place" | "地点" => Some(Self::parse_word(value, Some(SearchField::Place))),
                "by" | "责任" => Some(Self::parse_word(value, Some(SearchField::Office))),
                _ => None,
            };
            if let Some(filter) = filter {
                return filter.filter(|_| !value.is_empty());
            }
        }
        let comparison = text
            .find(['<', '>', '=', '≤', '≥', '＜', '＞', '＝'])
            .and_then(|offset| text.split_at_checked(offset))
            .and_then(|(name, rest)| Some((name, Comparison::parse_prefix(rest)?)));
        let Some((name, (comparison, value))) = comparison else { return word() };
        let filter = match fold_str(name).as_str() {
            "amount" | "数量" => parse_amount(value).map(|value| Self::Amount(comparison, value)),
            "progress" | "进度" => {
                let percent = parse_amount(value.trim_end_matches(['%', '％']));
                percent.map(|percent| {
                    Self::Status(StatusFilter::for_progress(comparison, percent, criteria))
                })
            }
            _ => return word(),
        };
        if value.is_empty() { None } else { filter.or_else(word) }
    }

    fn parse_word(text: &str, field: Option<SearchField>) -> Option<Self> {
        let quoted = text.strip_prefix(is_quote).and_then(|rest| rest.strip_suffix(is_quote));
        let word = quoted.map_or_else(|| SearchWord::new(text), SearchWord::quoted);
        (!word.is_empty()).then_some(Self::Word(word, field))
    }

    fn parse_number(text: &str) -> Option<Self> {
        let digits = fold_str(text);
        (!digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()))
            .then_some(Self::Number(digits))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(text: &str) -> String {
        let term = |term: &Term| {
            let filter = match &term.filter {
                Filter::Word(word, None) => word.text(),
                Filter::Word(word, Some(field)) => format!("{}={}", field.name(), word.text()),
                Filter::Number(digits) => format!("no={digits}"),
                Filter::Amount(comparison, value) => format!("{comparison:?} {value}"),
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
            ("amount>1000 数量<=5万 amount＝1,500.5", "More 1000; AtMost 50000; Equal 1500.5"),
            ("\"public parking\" spaces", "publicparking; spaces"),
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
