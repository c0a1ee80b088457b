//! Writes a target as a line of a spreadsheet cell, `新增公共停车位 不少于 600 个`, and parses it.
//!
//! ```text
//! line      = what? qualifier? amount unit? | '"' what '"' qualifier? amount '"' unit '"'
//! amount    = number ("-" number)?
//! number    = digits ("," ddd)* ("." digits)? ("万" | "亿")?
//! qualifier = 约 | 不少于 | 超 | about | at least | more than, and other common spellings
//! ```
//!
//! The last number of a line is its amount. If it is the end of a name, `T-5 个`, or has a minus
//! sign, the line is refused: neither an earlier number nor a part of the name is taken for the
//! amount.
//!
//! A target that would not be read back unchanged from the plain form is written in quotes instead;
//! the writer checks that by parsing its own output.

use crate::lang::Lang;
use crate::model::{Amount, Figure, NewTarget, OwnedText, Qualifier, Target};
use crate::text::to_half_width;

/// The parts of a line.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct TargetLine {
    pub what: String,
    pub figure: Figure,
    pub unit: String,
}

/// Reason why a line is no target that a catalog can hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum TargetLineError {
    /// It has no number, or its last number is the end of a name: `T-5`.
    NoNumber,
    /// A number that is no amount.
    BadAmount(String),
    /// A qualifier that a catalog does not have, such as 近 or 不超过, or one before a range.
    Qualifier(String),
    /// A range from the larger to the smaller number.
    Inverted,
    /// The two languages do not give the same figure; the strings are the two figures.
    Differ(String, String),
}

/// Qualifiers before an amount, and their meaning; `None` if a catalog has none such. Of two
/// that match, the longer comes first.
const PREFIX_QUALIFIERS: [(&str, Option<Qualifier>); 26] = [
    ("不少于", Some(Qualifier::AtLeast)),
    ("不低于", Some(Qualifier::AtLeast)),
    ("不超过", None),
    ("不多于", None),
    ("不高于", None),
    ("至少", Some(Qualifier::AtLeast)),
    ("至多", None),
    ("最多", None),
    ("接近", None),
    ("大约", Some(Qualifier::About)),
    ("超过", Some(Qualifier::MoreThan)),
    ("多于", Some(Qualifier::MoreThan)),
    ("约", Some(Qualifier::About)),
    ("超", Some(Qualifier::MoreThan)),
    ("逾", Some(Qualifier::MoreThan)),
    ("近", None),
    ("≥", Some(Qualifier::AtLeast)),
    (">", Some(Qualifier::MoreThan)),
    ("≤", None),
    ("<", None),
    ("at least", Some(Qualifier::AtLeast)),
    ("no less than", Some(Qualifier::AtLeast)),
    ("approximately", Some(Qualifier::About)),
    ("about", Some(Qualifier::About)),
    ("more than", Some(Qualifier::MoreThan)),
    ("up to", None),
];

/// Qualifiers after an amount, or at the end of its unit.
const SUFFIX_QUALIFIERS: [(&str, Qualifier); 4] = [
    ("余", Qualifier::MoreThan),
    ("多", Qualifier::MoreThan),
    ("以上", Qualifier::AtLeast),
    ("左右", Qualifier::About),
];

/// Words that end in 约, 超 or 近 but qualify nothing: 合约 5 份, 附近 3 处.
const FALSE_QUALIFIERS: [&str; 14] = [
    "合约", "预约", "签约", "节约", "契约", "公约", "条约", "履约", "违约", "集约", "高超", "附近",
    "就近", "邻近",
];

/// Writes a target in `lang` on one line; empty if only the other language has text for it.
#[must_use]
pub(crate) fn write(target: &Target, lang: Lang) -> String {
    let (what, unit) = (target.what.exactly(lang), target.unit.exactly(lang));
    if what.is_empty() && unit.is_empty() && !(target.what.is_empty() && target.unit.is_empty()) {
        return String::new();
    }
    let figure = figure_text(target.figure, lang);
    let parts = [what, &figure, unit].into_iter().filter(|part| !part.is_empty());
    let plain = parts.collect::<Vec<_>>().join(" ");
    let line = TargetLine { what: what.to_owned(), figure: target.figure, unit: unit.to_owned() };
    if read(&plain).as_ref() == Ok(&line) {
        plain
    } else {
        format!("{} {figure} {}", quote(what), quote(unit))
    }
}

/// Parses the lines of both languages as one target; `None` if both are empty.
pub(crate) fn parse_bilingual(
    zh: &str,
    en: &str,
) -> Result<Option<NewTarget<'static>>, TargetLineError> {
    let read_line = |line: &str| if line.is_empty() { Ok(None) } else { read(line).map(Some) };
    let (zh, en) = (read_line(zh)?, read_line(en)?);
    if let (Some(zh), Some(en)) = (&zh, &en)
        && zh.figure != en.figure
    {
        return Err(TargetLineError::Differ(
            figure_text(zh.figure, Lang::Zh),
            figure_text(en.figure, Lang::En),
        ));
    }
    let Some(figure) = zh.as_ref().or(en.as_ref()).map(|line| line.figure) else { return Ok(None) };
    let [zh, en] =
        [zh, en].map(|line| line.map_or_else(Default::default, |line| (line.what, line.unit)));
    let text = |zh: String, en: String| OwnedText { zh: zh.into(), en: en.into() };
    let (what, unit) = (text(zh.0, en.0), text(zh.1, en.1));
    Ok(Some(NewTarget { what, figure, unit, updates: Vec::new() }))
}

/// Writes a figure with its qualifier and in plain digits, `约 110000`, so that it is easy to edit.
pub(crate) fn figure_text(figure: Figure, lang: Lang) -> String {
    let number = |amount: Amount| amount.value().to_string();
    let number = figure.max().map_or_else(
        || number(figure.amount()),
        |max| format!("{}-{}", number(figure.amount()), number(max)),
    );
    match figure.qualifier().word(lang) {
        "" => number,
        word => format!("{word} {number}"),
    }
}

fn quote(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

/// Parses a line in either form.
pub(crate) fn read(line: &str) -> Result<TargetLine, TargetLineError> {
    if let Some(line) = read_quoted(line) {
        return Ok(line);
    }
    let chars: Vec<char> = line.chars().map(to_half_width).collect();
    let numbers = find_numbers(&chars);
    let Some(last) = numbers.last() else { return Err(TargetLineError::NoNumber) };
    let first = numbers.iter().rev().nth(1);
    let range =
        first.filter(|first| is_range_mark(chars.get(first.end..last.start).unwrap_or_default()));
    let start = range.map_or(last.start, |first| first.start);
    let text: Vec<char> = line.chars().collect();
    let piece =
        |from: usize, to: usize| text.get(from..to).unwrap_or_default().iter().collect::<String>();
    let (before, after) = (piece(0, start), piece(last.end, text.len()));
    if is_in_name(&chars, start) || is_in_name(&chars, last.start) {
        return Err(TargetLineError::NoNumber);
    }
    if chars.get(..start).and_then(<[char]>::last).copied().is_some_and(is_hyphen) {
        return Err(TargetLineError::BadAmount(piece(start - 1, last.end)));
    }
    let amount =
        last.amount().ok_or_else(|| TargetLineError::BadAmount(piece(last.start, last.end)))?;
    let (what, prefix) = split_prefix_qualifier(before.trim_end());
    let (unit, suffix) = split_suffix_qualifier(after.trim());
    let what = what.trim_end().trim_end_matches([':', '：']).trim().to_owned();
    let figure = match (prefix.or(suffix), range) {
        (Some((_, Some(qualifier))), None) => qualified_figure(qualifier, amount),
        (Some((word, _)), _) => return Err(TargetLineError::Qualifier(word.to_owned())),
        (None, None) => Figure::Exact(amount),
        (None, Some(first)) => {
            // In `3-5 万` both numbers are counted in 万.
            let scale = if first.scale > 1.0 { first.scale } else { last.scale };
            let min = NumberSpan { scale, ..*first }
                .amount()
                .ok_or_else(|| TargetLineError::BadAmount(piece(first.start, first.end)))?;
            if amount < min {
                return Err(TargetLineError::Inverted);
            }
            Figure::Range(min, amount)
        }
    };
    Ok(TargetLine { what, figure, unit: unit.to_owned() })
}

/// Parses the form with both texts in quotes, in which nothing is ambiguous.
fn read_quoted(line: &str) -> Option<TargetLine> {
    let (what, rest) = parse_quoted(line)?;
    let (prefix, figure) = rest.split_at_checked(rest.find(|c: char| c.is_ascii_digit())?)?;
    let (number, rest) = figure.split_once(' ')?;
    let (unit, rest) = parse_quoted(rest)?;
    let word = prefix.trim();
    let known = PREFIX_QUALIFIERS.iter().find(|(known, _)| *known == word);
    let qualifier = known.and_then(|(_, qualifier)| *qualifier);
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
fn qualified_figure(qualifier: Qualifier, amount: Amount) -> Figure {
    match qualifier {
        Qualifier::About => Figure::About(amount),
        Qualifier::AtLeast => Figure::AtLeast(amount),
        Qualifier::MoreThan => Figure::MoreThan(amount),
        Qualifier::Exact | Qualifier::Range => Figure::Exact(amount),
    }
}

/// A number in a line: its range in characters, its value, and the scale that 万 or 亿 gives it.
#[derive(Clone, Copy, Debug)]
struct NumberSpan {
    start: usize,
    end: usize,
    value: f64,
    scale: f64,
}

impl NumberSpan {
    fn amount(&self) -> Option<Amount> {
        Amount::new(self.value * self.scale)
    }
}

/// Finds all numbers of a line.
fn find_numbers(chars: &[char]) -> Vec<NumberSpan> {
    let mut numbers = Vec::new();
    let mut at = 0;
    while let Some(start) = (at..chars.len()).find(|at| is_digit(chars, *at)) {
        let (end, digits) = number_at(chars, start);
        let value = digits.parse().unwrap_or(f64::INFINITY);
        let gap = usize::from(chars.get(end) == Some(&' '));
        let after = chars.get(end + gap).zip(chars.get(end + gap + 1).or(Some(&' ')));
        // 万元 is a unit, and so is any other such unit of money (元, 美元).
        let scale = match after {
            Some((_, '元' | '美')) => 1.0,
            Some(('万', '亿')) => 1e12,
            Some(('万', _)) => 1e4,
            Some(('亿', _)) => 1e8,
            _ => 1.0,
        };
        let scale_length = if scale > 1e8 { 2 } else { usize::from(scale > 1.0) };
        let end = if scale_length > 0 { end + gap + scale_length } else { end };
        numbers.push(NumberSpan { start, end, value, scale });
        at = end;
    }
    numbers
}

/// Returns the end of the number that begins at `start`, and its digits without thousands
/// separators.
fn number_at(chars: &[char], start: usize) -> (usize, String) {
    let digits = |from: usize| (from..chars.len()).take_while(|at| is_digit(chars, *at)).count();
    let mut end = start + digits(start);
    let mut text: String = chars.get(start..end).unwrap_or_default().iter().collect();
    if end - start <= 3 {
        while chars.get(end) == Some(&',') && digits(end + 1) == 3 {
            text.extend(chars.get(end + 1..end + 4).unwrap_or_default());
            end += 4;
        }
    }
    if chars.get(end) == Some(&'.') && is_digit(chars, end + 1) {
        let fraction = 1 + digits(end + 1);
        text.extend(chars.get(end..end + fraction).unwrap_or_default());
        end += fraction;
    }
    (end, text)
}

fn is_digit(chars: &[char], at: usize) -> bool {
    chars.get(at).is_some_and(char::is_ascii_digit)
}

/// Returns true if the number that begins at `start` is the end of a name, such as `T-5` or
/// `G312-5`: a word that begins with a Latin letter, and a hyphen directly before the number.
fn is_in_name(chars: &[char], start: usize) -> bool {
    let before = chars.get(..start).unwrap_or_default();
    let word = before.iter().rev().take_while(|c| c.is_ascii_alphanumeric() || is_hyphen(**c));
    before.last().copied().is_some_and(is_hyphen)
        && word.last().is_some_and(char::is_ascii_alphabetic)
}

/// Returns true if `c`, a half-width character, is a hyphen or a minus sign.
fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '−')
}

/// Returns true if `between`, the text between two numbers, makes a range of them.
fn is_range_mark(between: &[char]) -> bool {
    let between: String = between.iter().collect();
    matches!(between.trim(), "-" | "–" | "—" | "--" | "——" | "~" | "～" | "至" | "到" | "to")
}

/// A qualifier as it is written, and its meaning if a catalog has it.
type QualifierMatch = (&'static str, Option<Qualifier>);

/// Splits the text before an amount into the thing counted and the qualifier.
fn split_prefix_qualifier(before: &str) -> (&str, Option<QualifierMatch>) {
    if FALSE_QUALIFIERS.iter().any(|word| before.ends_with(word)) {
        return (before, None);
    }
    let lower = before.to_ascii_lowercase();
    for (word, qualifier) in PREFIX_QUALIFIERS {
        // An English qualifier must be a word of its own: `roundabout 5` is not about 5.
        let is_word =
            |rest: &&str| !word.is_ascii() || !rest.ends_with(|c: char| c.is_ascii_alphanumeric());
        if let Some(rest) = lower.strip_suffix(word).filter(is_word) {
            return (before.get(..rest.len()).unwrap_or_default(), Some((word, qualifier)));
        }
    }
    (before, None)
}

/// Returns a qualifier among the words of a target, where it does not apply to the number.
#[must_use]
pub(crate) fn stray_qualifier(what: &str, unit: &str) -> Option<&'static str> {
    let (_, prefix) = split_prefix_qualifier(what);
    prefix.or_else(|| split_suffix_qualifier(unit).1).map(|(word, _)| word)
}

/// Splits the text after an amount into the unit and a qualifier.
fn split_suffix_qualifier(after: &str) -> (&str, Option<QualifierMatch>) {
    for (word, qualifier) in SUFFIX_QUALIFIERS {
        let rest = if matches!(word, "余" | "多") {
            after.strip_prefix(word)
        } else {
            after.strip_suffix(word)
        };
        if let Some(rest) = rest {
            return (rest.trim(), Some((word, Some(qualifier))));
        }
    }
    (after, None)
}

#[cfg(test)]
mod tests;
