//! Finds the amounts of a clause, with their units.

use super::figure_words::has_numeral_verb;
use super::mirror::LOST;
use super::page_line::han_number;
use super::unit_span::{QualifierWord, UnitSpan, unit_after};
use crate::diagnostics::NoFigure;
use crate::exchange::target_text::{
    AmountSpan, NumberMeaning, NumberSpan, amount_spans, qualified_figure, split_prefix_qualifier,
};
use crate::model::{Amount, Figure};

/// An amount with its unit, in a clause.
#[derive(Clone, Debug)]
pub(super) struct ClauseAmount {
    /// Index of its first character, with the qualifier.
    pub start: usize,
    /// Index of the character after it, with the qualifier.
    pub end: usize,
    pub unit: String,
    /// The figure, or the reason why it is none.
    pub figure: Result<Figure, NoFigure>,
}

/// Characters after a number that make it a day, a time, an age or a part of a name.
const NO_UNITS: &str = "]】)年月日时点期级层届度岁号分秒周天里×+·:/∶°℃届环季世千";

/// Returns the amounts of the clause `text`; `chars` is the same in half-width characters.
pub(super) fn clause_amounts(text: &[char], chars: &[char]) -> Vec<ClauseAmount> {
    let quoted = quoted_parts(text);
    let is_quoted = |at: usize| quoted.iter().any(|(from, to)| (*from..*to).contains(&at));
    let mut amounts: Vec<ClauseAmount> = amount_spans(chars)
        .into_iter()
        .filter(|span| !is_quoted(span.start()) && span.meaning(chars) == NumberMeaning::Amount)
        .filter_map(|span| clause_amount(chars, span, false))
        .collect();
    for span in han_spans(chars) {
        let is_free =
            amounts.iter().all(|other| span.last.end <= other.start || span.start() >= other.end);
        if is_free && !is_quoted(span.start()) {
            amounts.extend(clause_amount(chars, span, true));
        }
    }
    amounts.sort_by_key(|amount| amount.start);
    if text.contains(&LOST) {
        for amount in &mut amounts {
            amount.figure = Err(NoFigure::BesideLost);
        }
    }
    amounts
}

fn clause_amount(chars: &[char], span: AmountSpan, is_han: bool) -> Option<ClauseAmount> {
    let before: String = chars.get(..span.start())?.iter().collect();
    let (head, prefix) = split_prefix_qualifier(before.trim_end());
    let start = if prefix.is_some() { head.trim_end().chars().count() } else { span.start() };
    let last = chars.get(..span.start()).and_then(<[char]>::last).copied();
    // A sign, a currency or a part of a ratio before it: no amount of anything.
    if last.is_some_and(|c| "-+−×:/∶·¥￥$第.".contains(c)) {
        return None;
    }
    let after = chars.get(span.last.end).copied();
    let Some(UnitSpan { unit, is_scaled, qualifier, end }) = unit_after(chars, span.last.end)
    else {
        let is_silent = is_han || after.is_some_and(|c| NO_UNITS.contains(c)) || is_year(&span);
        let (end, figure) = (span.last.end, Err(NoFigure::NoUnit));
        return (!is_silent).then_some(ClauseAmount { start, end, unit: String::new(), figure });
    };
    if is_han && !is_numeral(chars, span, end) {
        return None;
    }
    let scale = if is_scaled { 1e4 } else { 1.0 };
    let figure =
        figure(span, scale, prefix.map(|(_, meaning)| QualifierWord::new(meaning)), qualifier);
    Some(ClauseAmount { start, end, unit, figure })
}

/// Returns true for a number that may be a year.
fn is_year(span: &AmountSpan) -> bool {
    span.last.scale <= 1.0 && (1949.0..=2100.0).contains(&span.last.value)
}

fn figure(
    span: AmountSpan,
    scale: f64,
    prefix: Option<QualifierWord>,
    suffix: Option<QualifierWord>,
) -> Result<Figure, NoFigure> {
    let amount = |number: NumberSpan, own: f64| -> Result<Amount, NoFigure> {
        NumberSpan { scale: own * scale, ..number }.amount().ok_or(NoFigure::Unclear)
    };
    let qualifier = match (prefix, suffix) {
        (Some(before), Some(after)) if before != after => return Err(NoFigure::Limit),
        (before, after) => before.or(after),
    };
    let last = amount(span.last, span.last.scale)?;
    match (span.first, qualifier) {
        (_, Some(QualifierWord::Other)) | (Some(_), Some(_)) => Err(NoFigure::Limit),
        (None, Some(QualifierWord::Known(qualifier))) => Ok(qualified_figure(qualifier, last)),
        (None, None) => Ok(Figure::Exact(last)),
        (Some(first), None) => {
            let own = if first.scale > 1.0 { first.scale } else { span.last.scale };
            let first = amount(first, own)?;
            if last < first { Err(NoFigure::Unclear) } else { Ok(Figure::Range(first, last)) }
        }
    }
}

/// Returns the parts of a text in quotes, without the quotes.
fn quoted_parts(text: &[char]) -> Vec<(usize, usize)> {
    const QUOTED_MAX: usize = 60;
    let (mut parts, mut open) = (Vec::new(), None);
    for (at, c) in text.iter().enumerate() {
        match c {
            '“' | '《' | '「' | '‘' => open = Some(at),
            '”' | '》' | '」' | '’' => {
                if let Some(from) = open.take().filter(|from| at - from <= QUOTED_MAX) {
                    parts.push((from, at));
                }
            }
            _ => {}
        }
    }
    parts
}

/// Words of measure that a Han numeral may stand before.
const NUMERAL_UNITS: &str = "个 项 支 条 所 座 处 家 套 场 名 间 栋 台 辆 户 件 份 车道";

/// Finds the Han numerals of a clause.
fn han_spans(chars: &[char]) -> Vec<AmountSpan> {
    let is_numeral = |c: char| "一二三四五六七八九十两".contains(c);
    let mut spans = Vec::new();
    let mut at = 0;
    while let Some(length) = chars.get(at..).map(<[char]>::len).filter(|length| *length > 0) {
        let rest = chars.get(at..).unwrap_or_default();
        let numerals = rest.iter().take_while(|c| is_numeral(**c)).count();
        let text: String = rest.iter().take(numerals).collect();
        if let Some(number) =
            han_number(&text).filter(|_| (1..=3).contains(&numerals) && numerals < length)
        {
            let (start, end, value) = (at, at + numerals, f64::from(number));
            let last = NumberSpan { start, end, value, scale: 1.0 };
            spans.push(AmountSpan { first: None, last });
        }
        at += numerals.max(1);
    }
    spans
}

/// Returns true if a Han numeral with a unit that ends at `end` is an amount and no part of a set
/// phrase, such as 一户一策, 第三个 or 每一个.
fn is_numeral(chars: &[char], span: AmountSpan, end: usize) -> bool {
    let unit: String = chars.get(span.last.end..end).unwrap_or_default().iter().collect();
    let before: String = chars.get(..span.start()).unwrap_or_default().iter().collect();
    let after = chars.get(end).copied();
    NUMERAL_UNITS.split_whitespace().any(|other| other == unit)
        && !before.ends_with([
            '第', '每', '某', '之', '这', '同', '几', '数', '百', '千', '万', '了', '各',
        ])
        && !after.is_some_and(|c| "一二三四五六七八九十龙统层化人批".contains(c))
        && has_numeral_verb(&before, chars.get(end).is_none())
}
