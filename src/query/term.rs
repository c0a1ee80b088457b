//! The terms of a query: words and filters, with their further meanings.

use std::borrow::Cow;
use std::ops::{Range, RangeInclusive};

use super::amount::{AmountFilter, Comparison, is_comparison_sign, parse_amount};
use super::field_names::{field_by_name, is_name};
use super::hit::SearchField;
use super::number_list::NumberList;
use super::programme::ProgrammeFilter;
use super::spellings::{Spelling, other_spellings};
use super::spoken_amount::SpokenComparison;
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
    /// Project numbers from the first to the last.
    NumberRange(RangeInclusive<u32>),
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

    /// Returns the term with another filter.
    fn with(&self, filter: Filter) -> Self {
        Self { filter, ..self.clone() }
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
    ) -> Option<ParsedTerm> {
        let text = token.trim_start_matches(['!', '！']);
        let is_negated = text.len() < token.len();
        let (text, is_unequal) = with_colon(text);
        let term = Self {
            negated: is_negated != is_unequal,
            filter: Filter::parse(&text, criteria)?,
            range,
        };
        Some(ParsedTerm { meanings: Meanings::read(&text, &term, criteria), term })
    }
}

/// A term with its further meanings.
pub(super) struct ParsedTerm {
    term: Term,
    meanings: Meanings,
}

/// The further meanings of a term: numbers that it says, and other spellings.
#[derive(Default)]
struct Meanings {
    /// The year of the programme of the numbers.
    year: Option<u16>,
    numbers: Vec<Filter>,
    /// True if the numbers are all that the term means.
    only_numbers: bool,
    others: Vec<Filter>,
}

impl ParsedTerm {
    /// Makes the term one that must not match, or the reverse.
    pub(super) fn negate(&mut self) {
        self.term.negated = !self.term.negated;
    }

    /// Returns the term, with its further meanings as alternatives.
    pub(super) fn into_group(self) -> Vec<Term> {
        let Self { term, meanings } = self;
        let is_given = !term.negated && meanings.year.is_none();
        let numbers = meanings.numbers.into_iter().filter(|_| is_given);
        let others = meanings.others.into_iter().filter(|_| !term.negated);
        let filters: Vec<Filter> = numbers.chain(others).collect();
        let own = (!meanings.only_numbers || filters.is_empty()).then(|| term.clone());
        own.into_iter().chain(filters.into_iter().map(|filter| term.with(filter))).collect()
    }

    /// Returns the groups of the term: of one, or of a year and a number; if it is negated, none of
    /// its meanings may match.
    pub(super) fn into_groups(self) -> Vec<Vec<Term>> {
        let Self { term, meanings } = &self;
        if term.negated {
            let numbers = meanings.numbers.iter().filter(|_| meanings.year.is_none());
            let others = numbers.chain(&meanings.others).map(|filter| term.with(filter.clone()));
            let own = (!meanings.only_numbers).then(|| term.clone());
            return own.into_iter().chain(others).map(|term| vec![term]).collect();
        }
        let Some(year) = meanings.year else { return vec![self.into_group()] };
        let own = (!meanings.only_numbers).then(|| term.clone());
        let year = Filter::Programme(ProgrammeFilter::Year(year));
        [vec![year], meanings.numbers.clone()]
            .map(|filters| {
                let filters = filters.into_iter().map(|filter| term.with(filter));
                own.clone().into_iter().chain(filters).collect()
            })
            .to_vec()
    }
}

impl Meanings {
    /// Reads the further meanings of a term from its text.
    fn read(text: &str, term: &Term, criteria: ProgressCriteria) -> Self {
        let Filter::Word(word, field) = &term.filter else { return Self::default() };
        if word.is_literal() || word.is_keypad() {
            return Self::default();
        }
        let value = match field {
            Some(_) => text.split_once([':', '：']).map_or(text, |(_, value)| value),
            None => text,
        };
        let filter = |spelling: Spelling| {
            let word = if spelling.literal {
                SearchWord::quoted(&spelling.text)
            } else {
                SearchWord::new(&spelling.text)
            };
            (!word.is_empty()).then_some(Filter::Word(word, *field))
        };
        let others = other_spellings(value).into_iter().filter_map(filter);
        if field.is_some() {
            return Self { others: others.collect(), ..Self::default() };
        }
        let list = Some(text).filter(|text| !text.contains(is_comparison_sign));
        if let Some(list) = list.and_then(NumberList::parse) {
            let numbers = list.ranges.into_iter().map(Filter::NumberRange).collect();
            return Self { year: list.year, numbers, only_numbers: true, ..Self::default() };
        }
        let number = SpokenNumber::parse(text);
        // The list shows the status of a project in this word.
        let status = StatusFilter::for_shown_word(text, criteria).map(Filter::Status);
        Self {
            year: number.and_then(|number| number.year),
            numbers: number.iter().map(|number| Filter::Number(number.no.to_string())).collect(),
            only_numbers: false,
            others: others.chain(Filter::in_words(text, criteria)).chain(status).collect(),
        }
    }
}

impl Filter {
    /// Returns true for a number filter that `no` passes.
    pub(crate) fn matches_number(&self, no: ProjectNo) -> bool {
        match self {
            Self::Number(digits) => digits.parse() == Ok(no.0),
            Self::NumberRange(numbers) => numbers.contains(&no.0),
            _ => false,
        }
    }

    /// Parses a comparison in words: `大于1000米`, `600个以上`, `进度不到50%`.
    pub(super) fn in_words(text: &str, criteria: ProgressCriteria) -> Option<Self> {
        let found = SpokenComparison::find(text)?;
        let filter = AmountFilter::parse(found.comparison, &found.amount)?;
        // In English, what is over 60 may be a person.
        let may_be_age = text.is_ascii() && !filter.has_unit();
        match found.before.as_str() {
            _ if !matches!(found.after.as_str(), "" | "的" | "的项目") || may_be_age => None,
            "" | "数量" | "amount" => Some(Self::Amount(filter)),
            "进度" | "完成率" | "progress" => {
                let percent = parse_amount(found.amount.trim_end_matches('%'))?;
                let filter = StatusFilter::for_progress(found.comparison, percent, criteria);
                Some(Self::Status(filter))
            }
            _ => None,
        }
    }

    /// Parses a token without its negation. An unknown prefix, and a value that a field cannot
    /// have, make it a word.
    pub(super) fn parse(text: &str, criteria: ProgressCriteria) -> Option<Self> {
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
                name => field_by_name(name).map(|field| Self::parse_word(value, Some(field))),
            };
            if let Some(filter) = filter {
                return filter.filter(|_| !value.is_empty());
            }
        }
        let Some((name, comparison, value)) = split_comparison(text) else { return word() };
        let amount = || AmountFilter::parse(comparison, value).map(Self::Amount);
        let filter = match fold_str(name.trim_end_matches([':', '：'])).as_str() {
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
    is_name(&fold_str(name))
}

/// Returns the text with a colon in place of the sign of equality after the name of a field, and
/// true if it says that they are not equal: `地点=水秀`, `状态≠滞后`, `数量!=5`.
fn with_colon(text: &str) -> (Cow<'_, str>, bool) {
    let is_equality = |c: char| matches!(c, '=' | '＝' | '﹦' | '≠' | '!' | '！');
    let split = text.find(is_equality).and_then(|at| text.split_at_checked(at));
    let Some((name, rest)) = split.filter(|(name, _)| is_keyword(name)) else {
        return (text.into(), false);
    };
    let value = rest.trim_start_matches(is_equality);
    let sign = rest.strip_suffix(value).unwrap_or_default();
    let is_unequal = sign.contains(['≠', '!', '！']);
    let is_number = matches!(fold_str(name).as_str(), "amount" | "数量" | "progress" | "进度");
    match (is_number, is_unequal) {
        (true, false) => (text.into(), false),
        (true, true) => (format!("{name}={value}").into(), true),
        (false, _) => (format!("{name}:{value}").into(), is_unequal),
    }
}

/// Folds every character of `text`, so that keywords match in full width and in either script.
pub(super) fn fold_str(text: &str) -> String {
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
