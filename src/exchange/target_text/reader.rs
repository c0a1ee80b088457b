//! Parses a target that is written on one line.

use super::bad_amount::bad_amount;
use super::bracketed_unit::{split_bracketed_unit, unit_in_brackets};
use super::list_mark::list_mark;
use super::number::{AmountSpan, NumberMeaning, NumberSpan, amount_spans};
use super::qualifier::{
    QualifierMatch, plain_qualifier, prefix_meaning, split_prefix_qualifier,
    split_qualifier_after_unit, split_suffix_qualifier,
};
use crate::exchange::measures::is_divisible;
use crate::exchange::units;
use crate::model::{Amount, Figure, Qualifier};
use crate::text::to_half_width;

/// The parts of a line.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct TargetLine {
    pub what: String,
    pub figure: Figure,
    pub unit: String,
}

/// Reason why a line is no target that a catalog can hold.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum TargetLineError {
    /// It has no number, or only those that are part of a name: `T-5`.
    NoNumber,
    /// A number that is no amount.
    BadAmount(String),
    /// A qualifier that a catalog does not have, such as 近 or 不超过, one before a range, or a
    /// second one that contradicts the first.
    Qualifier(String),
    /// A range from the larger to the smaller number.
    Inverted,
    /// The two languages do not give the same figure; the strings are the two figures.
    Differ(String, String),
    /// A part of the line is not understood.
    Partial(Box<PartialLine>),
}

/// A line of which a part is not understood.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct PartialLine {
    /// The target before that part, if there is one.
    pub understood: Option<TargetLine>,
    /// The part that is not understood, or where it begins.
    pub rest: String,
    /// The target if the part is the thing counted: 幼儿园 in 新建 3 所幼儿园.
    pub reordered: Option<TargetLine>,
}

/// Marks that may end a line and say nothing.
const FINAL_MARKS: [char; 6] = ['；', ';', '。', '，', ',', '、'];

/// Words before an amount that make it one of several.
pub(super) const EACH: [&str; 3] = ["分别", "各", "均"];

/// Brackets and quotes that come in pairs.
const PAIRS: [(char, char); 10] = [
    ('（', '）'),
    ('(', ')'),
    ('【', '】'),
    ('[', ']'),
    ('《', '》'),
    ('〈', '〉'),
    ('「', '」'),
    ('『', '』'),
    ('“', '”'),
    ('〔', '〕'),
];

/// Parses a line in either form.
pub(super) fn read_any_line(line: &str) -> Result<TargetLine, TargetLineError> {
    read_quoted(line).map_or_else(|| read_plain(line, true), Ok)
}

/// Parses a line in the plain form. With `explain`, an error has the part that is understood.
fn read_plain(line: &str, explain: bool) -> Result<TargetLine, TargetLineError> {
    let line = line.trim_end().trim_end_matches(FINAL_MARKS);
    // An iterator of characters knows no more than a third of their number.
    let mut text = Vec::with_capacity(line.len());
    text.extend(line.chars());
    let chars: Vec<char> = text.iter().copied().map(to_half_width).collect();
    if let Some(mark) = list_mark(line) {
        return Err(partial(None, mark));
    }
    let Some(span) = only_amount(&text, &chars, explain)? else {
        return Err(TargetLineError::NoNumber);
    };
    if chars.get(..span.start()).and_then(<[char]>::last).copied().is_some_and(is_sign) {
        return Err(TargetLineError::BadAmount(piece(&text, span.start() - 1, span.last.end)));
    }
    let (before, after) = (piece(&text, 0, span.start()), piece(&text, span.last.end, text.len()));
    let (what, prefix) = split_prefix_qualifier(before.trim_end());
    let (unit, suffix) = split_suffix_qualifier(after.trim());
    let unit = unit_in_brackets(unit);
    let what = what.trim_end().trim_end_matches([':', '：', '=', '＝']).trim();
    if let Some(found) = bad_amount(&piece(&text, span.start(), span.last.end), what, unit) {
        return Err(TargetLineError::BadAmount(found));
    }
    let figure = figure(&text, span, single_qualifier(prefix, suffix)?)?;
    if let Some(rest) = not_understood_in(what) {
        return Err(partial(None, rest));
    }
    let target = |unit: &str| {
        let (what, unit) = split_bracketed_unit(what, unit.trim());
        TargetLine { what: what.to_owned(), figure, unit: unit.to_owned() }
    };
    match split_unit(unit) {
        (_, "") if is_dotted_thousands(&text, span, unit) => {
            Err(TargetLineError::BadAmount(piece(&text, span.start(), span.last.end)))
        }
        (_, "") => Ok(target(unit)),
        (unit, rest) => Err(TargetLineError::Partial(Box::new(PartialLine {
            reordered: reordered(&target(unit), rest),
            understood: Some(target(unit)),
            rest: rest.trim().to_owned(),
        }))),
    }
}

/// Returns true if the point of a number may stand between thousands: 1.500 of things of which
/// there is no part.
fn is_dotted_thousands(text: &[char], span: AmountSpan, unit: &str) -> bool {
    let is_dotted = |number: NumberSpan| {
        let chars = text.get(number.start..number.end).unwrap_or_default();
        let digits = || chars.iter().copied().map(to_half_width);
        let Some(point) = digits().position(|c| c == '.') else { return false };
        let fraction = chars.len() - point - 1;
        fraction == 3
            && digits().skip(point + 1).all(|c| c.is_ascii_digit())
            && !digits().take(point).eq(['0'])
    };
    // The unit is looked up only for the few numbers that look so.
    (is_dotted(span.last) || span.first.is_some_and(is_dotted))
        && units::is_known(unit)
        && !is_divisible(unit)
}

/// Returns the only amount of a line; `None` if there is none. `chars` is `text` in half-width
/// characters.
///
/// # Errors
/// There are several, or a part of a date or a time.
fn only_amount(
    text: &[char],
    chars: &[char],
    explain: bool,
) -> Result<Option<AmountSpan>, TargetLineError> {
    let mut amount = None;
    for span in amount_spans(chars) {
        match span.meaning(chars) {
            NumberMeaning::Name => {}
            NumberMeaning::Amount if amount.is_none() => amount = Some(span),
            NumberMeaning::Amount | NumberMeaning::Unclear => {
                return Err(if explain {
                    partial_at(text, chars, span.start())
                } else {
                    TargetLineError::NoNumber
                });
            }
        }
    }
    Ok(amount)
}

/// Returns the error that the line is not understood from the number at `start` on.
fn partial_at(text: &[char], chars: &[char], start: usize) -> TargetLineError {
    let before = piece(text, 0, start);
    let (head, _) = split_prefix_qualifier(before.trim_end());
    let is_open = |c: char| FINAL_MARKS.contains(&c) || PAIRS.iter().any(|(open, _)| *open == c);
    // What the number counts, as in （护理型80张）, may stand between the mark and it.
    let clause = head.rfind(is_open).and_then(|at| head.get(..at)).unwrap_or_default();
    for head in [head, clause] {
        let head = head.trim_end_matches(|c: char| c.is_whitespace() || is_hyphen(c) || is_open(c));
        if let Ok(target) = read_plain(head, false) {
            let rest = piece(text, head.chars().count(), text.len());
            return partial(Some(target), &rest);
        }
    }
    let in_number = |c: &&char| c.is_ascii_digit() || ":/.,-–~年月日时季度".contains(**c);
    let length = chars.iter().skip(start).take_while(in_number).count();
    partial(None, &piece(text, start, start + length))
}

fn partial(understood: Option<TargetLine>, rest: &str) -> TargetLineError {
    let rest = rest.trim().to_owned();
    TargetLineError::Partial(Box::new(PartialLine { understood, rest, reordered: None }))
}

/// Returns the figure of an amount or a range with a qualifier.
fn figure(
    text: &[char],
    span: AmountSpan,
    qualifier: Option<QualifierMatch>,
) -> Result<Figure, TargetLineError> {
    let AmountSpan { first, last } = span;
    let to_amount = |number: NumberSpan| {
        let found = || TargetLineError::BadAmount(piece(text, number.start, number.end));
        number.amount().ok_or_else(found)
    };
    let amount = to_amount(last)?;
    match (qualifier, first) {
        (Some((_, Some(qualifier))), None) => Ok(qualified_figure(qualifier, amount)),
        (Some((word, _)), _) => Err(TargetLineError::Qualifier(word.to_owned())),
        (None, None) => Ok(Figure::Exact(amount)),
        (None, Some(first)) => {
            // In `3-5 万` both numbers are counted in 万.
            let scale = if first.scale > 1.0 { first.scale } else { last.scale };
            let min = to_amount(NumberSpan { scale, ..first })?;
            if amount < min {
                return Err(TargetLineError::Inverted);
            }
            Ok(Figure::Range(min, amount))
        }
    }
}

/// Returns the qualifier of an amount that may have one on either side of it.
fn single_qualifier(
    prefix: Option<QualifierMatch>,
    suffix: Option<QualifierMatch>,
) -> Result<Option<QualifierMatch>, TargetLineError> {
    match (prefix, suffix) {
        (Some((_, before)), Some((word, after))) if before != after => {
            Err(TargetLineError::Qualifier(word.to_owned()))
        }
        _ => Ok(prefix.or(suffix)),
    }
}

/// Returns a half of a bracket, or a qualifier that does not stand before the amount, in what is
/// counted.
fn not_understood_in(what: &str) -> Option<&str> {
    // How many there are in all is not said: 公厕各3座.
    if let Some(word) = EACH.iter().find(|word| what.ends_with(**word)) {
        return Some(word);
    }
    let word = half_bracket(what).or_else(|| plain_qualifier(what).map(str::to_owned))?;
    let at = what.find(&word)?;
    what.get(at..)
}

/// Returns a bracket or quote in `text` that lacks its other half.
pub(crate) fn half_bracket(text: &str) -> Option<String> {
    // Nearly no text has a bracket.
    let is_plain =
        |c: char| c.is_ascii_alphanumeric() || matches!(c, ' ' | '\u{4e00}'..='\u{9fff}');
    if text.chars().all(is_plain) {
        return None;
    }
    for (open, close) in PAIRS {
        let mut unclosed = 0_usize;
        for c in text.chars() {
            if c == open {
                unclosed += 1;
            } else if c == close {
                match unclosed.checked_sub(1) {
                    Some(fewer) => unclosed = fewer,
                    None => return Some(close.to_string()),
                }
            }
        }
        if unclosed > 0 {
            return Some(open.to_string());
        }
    }
    None
}

/// Splits the text after an amount into its unit and what is not understood. A unit that is not
/// known may be any text of letters, except after a word of measure, as in 户改造厕所.
fn split_unit(text: &str) -> (&str, &str) {
    if units::is_known(text) {
        return (text, "");
    }
    if text.starts_with(|c: char| ['-', '−', '.', '·', '/', '\''].contains(&to_half_width(c))) {
        return ("", text);
    }
    let is_mark = |c: char| {
        to_half_width(c).is_ascii_digit()
            || FINAL_MARKS.contains(&c)
            || "：:！!？?…—+=×*".contains(c)
            || PAIRS.iter().any(|(open, close)| [*open, *close].contains(&c))
    };
    let (head, marked) =
        text.split_at_checked(text.find(is_mark).unwrap_or(text.len())).unwrap_or((text, ""));
    let is_clean = |text: &str| text.trim().is_empty() || units::is_known(text.trim());
    if is_clean(head) {
        return (head, marked);
    }
    match units::split_measure(head) {
        Some((measure, rest)) if !(marked.is_empty() && measure.is_ascii() && rest.is_ascii()) => {
            text.split_at_checked(measure.len()).unwrap_or((text, ""))
        }
        _ => (head, marked),
    }
}

/// Returns the target with the thing counted before the amount, if `rest` is that thing.
fn reordered(target: &TargetLine, rest: &str) -> Option<TargetLine> {
    let (thing, qualifier) = split_qualifier_after_unit(rest.trim());
    let figure = match (target.figure, qualifier) {
        (figure, None) => figure,
        (Figure::Exact(amount), Some((_, Some(qualifier)))) => qualified_figure(qualifier, amount),
        _ => return None,
    };
    let is_thing = !thing.is_empty() && thing.chars().all(char::is_alphabetic);
    let what = format!("{}{thing}", target.what);
    is_thing.then_some(TargetLine { what, figure, unit: target.unit.clone() })
}

/// Parses the form with both texts in quotes, in which nothing is ambiguous.
fn read_quoted(line: &str) -> Option<TargetLine> {
    let (what, rest) = parse_quoted(line)?;
    let (prefix, figure) = rest.split_at_checked(rest.find(|c: char| c.is_ascii_digit())?)?;
    let (number, rest) = figure.split_once(' ')?;
    let (unit, rest) = parse_quoted(rest)?;
    let word = prefix.trim();
    let qualifier = prefix_meaning(word);
    let amount = |text: &str| text.parse().ok().and_then(Amount::new);
    let figure = match (number.split_once('-'), qualifier) {
        (Some((first, last)), None) if word.is_empty() => {
            Figure::Range(amount(first)?, amount(last)?)
        }
        (None, None) if word.is_empty() => Figure::Exact(amount(number)?),
        (None, Some(qualifier)) => qualified_figure(qualifier, amount(number)?),
        _ => return None,
    };
    rest.trim().is_empty().then_some(TargetLine { what, figure, unit })
}

/// Parses the quoted text at the start of `line`. Returns it, and the rest of the line.
fn parse_quoted(line: &str) -> Option<(String, &str)> {
    let inside = line.strip_prefix('"')?;
    let mut text = String::new();
    let mut rest = inside;
    loop {
        let (piece, after) = rest.split_once('"')?;
        text.push_str(piece);
        match after.strip_prefix('"') {
            Some(continued) => {
                text.push('"');
                rest = continued;
            }
            None => return Some((text, after)),
        }
    }
}

/// Returns the figure of one amount with a qualifier.
pub(crate) fn qualified_figure(qualifier: Qualifier, amount: Amount) -> Figure {
    match qualifier {
        Qualifier::About => Figure::About(amount),
        Qualifier::AtLeast => Figure::AtLeast(amount),
        Qualifier::MoreThan => Figure::MoreThan(amount),
        Qualifier::Exact | Qualifier::Range => Figure::Exact(amount),
    }
}

/// Returns the characters from `from` to `to` as a text.
fn piece(text: &[char], from: usize, to: usize) -> String {
    let chars = text.get(from..to).unwrap_or_default();
    let mut piece = String::with_capacity(3 * chars.len());
    piece.extend(chars);
    piece
}

/// Returns true if `c`, a half-width character, is a sign of a number.
fn is_sign(c: char) -> bool {
    is_hyphen(c) || c == '+'
}

/// Returns true if `c`, a half-width character, is a hyphen or a minus sign.
fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '−')
}
