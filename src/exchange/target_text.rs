//! Writes a target as a line of a spreadsheet cell, `新增公共停车位 不少于 600 个`, and parses it.
//!
//! ```text
//! line      = what? qualifier? amount unit? | '"' what '"' qualifier? amount '"' unit '"'
//! amount    = number ("-" number)?
//! number    = digits ("," ddd)* ("." digits)? ("万" | "亿")?
//! qualifier = 约 | 不少于 | 超 | about | at least | more than, and other common spellings
//! ```
//!
//! A line is a target only if all of it is understood: it has one amount, and all other numbers are
//! parts of names, `T-5`, 3号楼. A second amount, a day, half a bracket or words after the unit are
//! an error, with the part that was understood and, where possible, the lines to write instead.
//!
//! A target that would not be read back unchanged from the plain form is written in quotes instead;
//! the writer checks that by parsing its own output.

use crate::exchange::units;
use crate::lang::Lang;
use crate::model::{Amount, NewTarget, OwnedText, Target};

mod advice;
mod amount_pairs;
mod bad_amount;
mod bracketed_unit;
mod han_count;
mod list_mark;
mod number;
mod plain_line;
mod qualifier;
mod quoted_name;
mod reader;
mod writer;

pub(crate) use self::advice::{Proposal, proposed_lines, proposed_with_digits, reordered_line};
pub(crate) use self::bracketed_unit::bracketed_unit;
pub(crate) use self::han_count::with_digits;
pub(crate) use self::number::{
    AmountSpan, NumberMeaning, NumberSpan, amount_spans, has_contact, stray_number,
};
pub(crate) use self::plain_line::read;
pub(crate) use self::qualifier::{
    SUFFIX_QUALIFIERS, split_prefix_qualifier, stray_qualifier, stray_unit_qualifier,
};
pub(crate) use self::reader::{TargetLine, TargetLineError, half_bracket, qualified_figure};
pub(crate) use self::writer::{figure_text, line_text};

/// Writes a target in `lang` on one line; empty if only the other language has text for it.
#[must_use]
pub(crate) fn write(target: &Target, lang: Lang) -> String {
    let (what, unit) = (target.what.exactly(lang), target.unit.exactly(lang));
    if what.is_empty() && unit.is_empty() && !(target.what.is_empty() && target.unit.is_empty()) {
        return String::new();
    }
    let line = TargetLine { what: what.to_owned(), figure: target.figure, unit: unit.to_owned() };
    let plain = line_text(&line, lang);
    if read(&plain).as_ref() == Ok(&line) {
        plain
    } else {
        format!("{} {} {}", quote(what), figure_text(target.figure, lang), quote(unit))
    }
}

/// Writes an amount with its unit so that [`read()`] gives both back: in quotes if need be.
pub(crate) fn written_unit(amount: Amount, unit: &str) -> String {
    if units::is_known(unit) {
        format!("{} {unit}", amount.value())
    } else {
        format!("{} {} {}", quote(""), amount.value(), quote(unit))
    }
}

fn quote(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

/// Parses the lines of both languages as one target; `None` if both are empty.
///
/// # Errors
/// The language of the line with the error, and the error.
pub(crate) fn parse_bilingual(
    zh: &str,
    en: &str,
) -> Result<Option<NewTarget<'static>>, (Lang, TargetLineError)> {
    let read_line = |line: &str, lang: Lang| {
        if line.is_empty() { Ok(None) } else { read(line).map(Some).map_err(|error| (lang, error)) }
    };
    let (zh, en) = (read_line(zh, Lang::Zh)?, read_line(en, Lang::En)?);
    if let (Some(zh), Some(en)) = (&zh, &en)
        && zh.figure != en.figure
    {
        let [zh, en] =
            [(zh, Lang::Zh), (en, Lang::En)].map(|(line, lang)| figure_text(line.figure, lang));
        return Err((Lang::Zh, TargetLineError::Differ(zh, en)));
    }
    let Some(figure) = zh.as_ref().or(en.as_ref()).map(|line| line.figure) else { return Ok(None) };
    let [zh, en] =
        [zh, en].map(|line| line.map_or_else(Default::default, |line| (line.what, line.unit)));
    let text = |zh: String, en: String| OwnedText { zh: zh.into(), en: en.into() };
    let (what, unit) = (text(zh.0, en.0), text(zh.1, en.1));
    Ok(Some(NewTarget { what, figure, unit, updates: Vec::new() }))
}

#[cfg(test)]
mod tests;
