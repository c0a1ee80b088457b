//! The terms of a query: words and filters, with their further meanings.

use std::ops::Range;

use super::amount::{AmountFilter, Comparison, is_comparison_sign, parse_amount};
use super::hit::SearchField;
use super::programme::ProgrammeFilter;
use super::spellings::{Spelling, other_spellings};
use super::spoken_number::{SpokenNumber, parse_number_value};
use super::status_filter::StatusFilter;
use crate::matcher::{SearchWord, fold};
use crate::model::{ProgressCriteria, ProjectNo};

/// A term of a query: a filter, possibly negated.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Term {
    /// True if the filter must not match.
    pub(crate) negated: bool,
    pub(crate) filter: Filter,
    /// Byte range of the term in the typed text.
    pub(super) range: Range<usize>,
}

/// The condition of a term.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Filter {
    /// A word, in the given field only if there is one.
    Word(SearchWord, Option<SearchField>),
    /// The digits of the project's number.
    Number(String),
    /// A comparison with the amount of any of the project's targets.
    Amount(AmountFilter),
    /// The progress of the project.
    Status(StatusFilter),
    /// The programme of the project, by year or name.
    Programme(ProgrammeFilter),
}

impl Term {
    /// Returns true if every project that this term matches is sure to be matched by `earlier`.
    pub(super) fn narrows(&self, earlier: &Self) -> bool {
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
    pub(super) fn parse(
        token: &str,
        range: Range<usize>,
        criteria: ProgressCriteria,
    ) -> Option<ParsedTerm<'_>> {
        let text = token.trim_start_matches(['!', '！']);
        let negated = text.len() < token.len();
        let term = Self { negated, filter: Filter::parse(text, criteria)?, range };
        Some(ParsedTerm { text, term })
    }
}

/// A term with its text, which may have further meanings: a number, or another spelling.
pub(super) struct ParsedTerm<'a> {
    /// The token without its negation.
    text: &'a str,
    term: Term,
}

impl ParsedTerm<'_> {
    /// Returns the term, with its further meanings as alternatives.
    pub(super) fn into_group(self) -> Vec<Term> {
        let (number, spellings) = self.meanings();
        let number = number.filter(|number| number.year.is_none() && !self.term.negated);
        let spellings = spellings.into_iter().filter(|_| !self.term.negated);
        let numbers = number.map(|number| Filter::Number(number.no.to_string()));
        let others: Vec<Term> =
            numbers.into_iter().chain(spellings).map(|filter| self.with(filter)).collect();
        std::iter::once(self.term).chain(others).collect()
    }

    /// Returns the groups of the term: of one, or of a year and a number; if it is negated, none of
    /// its meanings may match.
    pub(super) fn into_groups(self) -> Vec<Vec<Term>> {
        let (number, spellings) = self.meanings();
        if self.term.negated {
            let numbers = number.filter(|number| number.year.is_none());
            let numbers = numbers.map(|number| Filter::Number(number.no.to_string()));
            let others: Vec<Vec<Term>> = numbers
                .into_iter()
                .chain(spellings)
                .map(|filter| vec![self.with(filter)])
                .collect();
            return std::iter::once(vec![self.term]).chain(others).collect();
        }
        let Some(SpokenNumber { year: Some(year), no }) = number else {
            return vec![self.into_group()];
        };
        let filters =
            [Filter::Programme(ProgrammeFilter::Year(year)), Filter::Number(no.to_string())];
        filters.map(|filter| vec![self.term.clone(), self.with(filter)]).to_vec()
    }

    /// Returns the number that a word says, and its other spellings.
    fn meanings(&self) -> (Option<SpokenNumber>, Vec<Filter>) {
        let Filter::Word(word, field) = &self.term.filter else { return (None, Vec::new()) };
        if word.is_literal() || word.is_keypad() {
            return (None, Vec::new());
        }
        let number = SpokenNumber::parse(self.text).filter(|_| field.is_none());
        let value = match field {
            Some(_) => self.text.split_once([':', '：']).map_or(self.text, |(_, value)| value),
            None => self.text,
        };
        let filter = |spelling: Spelling| {
            let word = if spelling.literal {
                SearchWord::quoted(&spelling.text)
            } else {
                SearchWord::new(&spelling.text)
            };
            (!word.is_empty()).then_some(Filter::Word(word, *field))
        };
        (number, other_spellings(value).into_iter().filter_map(filter).collect())
    }

    /// Returns the term with another filter.
    fn with(&self, filter: Filter) -> Term {
        Term { filter, ..self.term.clone() }
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
                "keys" | "九键" => Some(Self::parse_keys(value).or_else(word)),
                "domain" | "领域" => Some(Self::parse_word(value, Some(SearchField::Domain))),
                "place" | "地点" => Some(Self::parse_word(value, Some(SearchField::Place))),
                "by" | "责任" => Some(Self::parse_word(value, Some(SearchField::Office))),
                _ => None,
            };
            if let Some(filter) = filter {
                return filter.filter(|_| !value.is_empty());
            }
        }
        let Some((name, comparison, value)) = split_comparison(text) else { return word() };
        let amount = || AmountFilter::parse(comparison, value).map(Self::Amount);
        let filter = match fold_str(name).as_str() {
            "amount" | "数量" => amount(),
            // Without a name it compares amounts, if it is one; `=7` alone is a word.
            "" if !value.is_empty() => match AmountFilter::parse(comparison, value) {
                Some(filter) if comparison != Comparison::Equal || filter.has_unit() => {
                    Some(Self::Amount(filter))
                }
                _ => return word(),
            },
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

    /// Parses letters as the keys of a phone that have them.
    fn parse_keys(text: &str) -> Option<Self> {
        let keys = fold_str(text);
        let is_keys = !keys.is_empty() && keys.bytes().all(|key| (b'2'..=b'9').contains(&key));
        is_keys.then(|| Self::Word(SearchWord::on_keypad(&keys), None))
    }

    fn parse_number(text: &str) -> Option<Self> {
        let digits = fold_str(text);
        if !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()) {
            return Some(Self::Number(digits));
        }
        parse_number_value(text).map(|no| Self::Number(no.to_string()))
    }
}

/// Returns true if `name` is the name of a filter or a field.
pub(super) fn is_keyword(name: &str) -> bool {
    const KEYWORDS: &str = "status 状态 programme program year 清单 年份 no 编号 domain 领域 place 地点 \
        amount 数量 progress 进度 keys 九键";
    let name = fold_str(name);
    KEYWORDS.split_whitespace().any(|keyword| keyword == name)
}

/// Folds every character of `text`, so that keywords match in full width and in either script.
fn fold_str(text: &str) -> String {
    text.chars().map(fold).collect()
}

/// Returns true for the quotes around a phrase. An input method types those of Chinese.
pub(super) fn is_quote(c: char) -> bool {
    matches!(c, '"' | '＂') || is_han_quote(c)
}

pub(super) fn is_han_quote(c: char) -> bool {
    matches!(c, '“' | '”')
}

/// Splits a token at a comparison into the name before it, the comparison and the value.
fn split_comparison(text: &str) -> Option<(&str, Comparison, &str)> {
    let (name, rest) = text.split_at_checked(text.find(is_comparison_sign)?)?;
    let (comparison, value) = Comparison::parse_prefix(rest)?;
    Some((name, comparison, value))
}
