//! The lines of an announcement, and the numbers that they begin with.

use crate::text::to_half_width;

/// A paragraph of an announcement on one line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct PageLine {
    /// The text, without blanks at its ends.
    pub text: String,
    /// Its line in the file, from 1; in a Word document the number of the paragraph.
    pub line: usize,
    /// True if it is a heading by its format.
    pub is_heading: bool,
}

/// Style of the numbers of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum LabelStyle {
    /// `1.`, 1、, `1)` or `1` and a blank.
    Arabic,
    /// A number alone on its line.
    Alone,
    /// 一、
    Han,
    /// （一）
    HanBracket,
    /// `(1)`
    Bracket,
    /// ①
    Circle,
    /// 第一项：, 项目一：
    Item,
    /// 一是
    Is,
}

impl LabelStyle {
    /// All styles.
    pub(super) const ALL: [Self; 8] = [
        Self::Arabic,
        Self::Alone,
        Self::Han,
        Self::HanBracket,
        Self::Bracket,
        Self::Circle,
        Self::Item,
        Self::Is,
    ];
}

/// Number that a line begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct LineLabel {
    pub style: LabelStyle,
    pub number: u32,
    /// Number of characters of the line that it takes.
    pub length: usize,
}

/// Largest number of a list.
const NUMBER_MAX: u32 = 999;

/// Signs that may stand before a line of a list.
const BULLETS: &str = "●■◆▶►★☆◎○□▲△※•·☑✓✔√➤";

/// Removes the sign at the start of a line of a list.
pub(super) fn without_bullet(text: &str) -> &str {
    let is_sign = |c: char| BULLETS.contains(c) || c.is_whitespace();
    let rest = text.trim_start_matches(is_sign);
    // A dash is such a sign only before a blank.
    let dash = rest.strip_prefix(['-', '*', '—', '–']);
    dash.filter(|rest| rest.starts_with(' ')).map_or(rest, str::trim_start)
}

/// Parses the number at the start of `chars`, a line without blanks at its start.
pub(super) fn line_label(chars: &[char]) -> Option<LineLabel> {
    let at = |nth: usize| chars.get(nth).copied().map(to_half_width);
    let label = |style: LabelStyle, number: u32, length: usize| {
        (1..=NUMBER_MAX).contains(&number).then_some(LineLabel { style, number, length })
    };
    let first = at(0)?;
    if let Some(number) = circled(first) {
        return label(LabelStyle::Circle, number, 1);
    }
    if first == '(' {
        let (number, end, is_han) = numeral(chars, 1)?;
        let style = if is_han { LabelStyle::HanBracket } else { LabelStyle::Bracket };
        let mark = usize::from(matches!(at(end + 1), Some('、' | '.')));
        return (at(end) == Some(')')).then(|| label(style, number, end + 1 + mark)).flatten();
    }
    let word = ["第", "项目", "事项"].into_iter().find(|word| starts_with(chars, 0, word));
    if let Some(word) = word {
        let (number, end, _) = numeral(chars, word.chars().count())?;
        let end = if word == "第" {
            ["项", "件"].into_iter().find(|unit| starts_with(chars, end, unit)).map(|_| end + 1)?
        } else {
            end
        };
        let is_mark = matches!(at(end), Some(':' | '、' | '.' | ' ' | ','));
        return is_mark.then(|| label(LabelStyle::Item, number, end + 1)).flatten();
    }
    let (number, end, is_han) = numeral(chars, 0)?;
    if is_han {
        return match at(end) {
            Some('、' | '.') => label(LabelStyle::Han, number, end + 1),
            Some('是') if number <= 20 => label(LabelStyle::Is, number, end + 1),
            _ => None,
        };
    }
    let after = at(end + 1);
    match at(end) {
        None => label(LabelStyle::Alone, number, end),
        // 1.5公里 and 10:30 are no numbers of a list.
        Some('.' | ':') if after.is_some_and(|c| c.is_ascii_digit()) => None,
        Some('.' | '、' | '。' | ')' | ':') if after.is_none() => {
            label(LabelStyle::Alone, number, end + 1)
        }
        Some('.' | '、' | '。' | ')' | ':') => label(LabelStyle::Arabic, number, end + 1),
        Some(' ' | '\t') if after.is_some_and(is_title_start) => {
            label(LabelStyle::Arabic, number, end + 1)
        }
        _ => None,
    }
}

/// Returns true if a title can begin with the character.
fn is_title_start(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}' | '“' | '《' | '「' | ' ' | '"')
}

/// Returns the number of a circled digit.
fn circled(c: char) -> Option<u32> {
    let from = |first: char| (c as u32).checked_sub(first as u32).map(|nth| nth + 1);
    match c {
        '①'..='⑳' => from('①'),
        '❶'..='❿' => from('❶'),
        '㈠'..='㈩' => from('㈠'),
        '⑴'..='⒇' => from('⑴'),
        '⒈'..='⒛' => from('⒈'),
        _ => None,
    }
}

/// Parses a number in digits or Han numerals that begins at `start`. Returns it, its end, and true
/// if it is in Han numerals.
fn numeral(chars: &[char], start: usize) -> Option<(u32, usize, bool)> {
    let is_digit =
        |at: usize| chars.get(at).copied().map(to_half_width).filter(char::is_ascii_digit);
    let digits: String = (start..start + 4).map_while(is_digit).collect();
    if !digits.is_empty() {
        let number = digits.parse().ok().filter(|_| digits.len() <= 3)?;
        return Some((number, start + digits.len(), false));
    }
    let rest = chars.get(start..)?;
    let length =
        rest.iter().take(4).take_while(|c| HAN_DIGITS.contains(**c) || **c == '十').count();
    let text: String = rest.get(..length)?.iter().collect();
    Some((han_number(&text)?, start + length, true))
}

/// Han digits, in their order.
const HAN_DIGITS: &str = "〇一二三四五六七八九";

/// Parses a number from 1 to 99 in Han numerals.
pub(super) fn han_number(text: &str) -> Option<u32> {
    let digit = |text: &str| -> Option<u32> {
        let mut chars = text.chars();
        let c = chars.next().filter(|_| chars.next().is_none())?;
        let c = if c == '两' { '二' } else { c };
        HAN_DIGITS.chars().position(|other| other == c).and_then(|nth| u32::try_from(nth).ok())
    };
    match text.split_once('十') {
        None => digit(text),
        Some((tens, ones)) => {
            let tens = if tens.is_empty() { 1 } else { digit(tens)? };
            let ones = if ones.is_empty() { 0 } else { digit(ones)? };
            Some(10 * tens + ones)
        }
    }
}

/// Returns true if `word` stands at `at`.
pub(super) fn starts_with(chars: &[char], at: usize, word: &str) -> bool {
    word.chars().enumerate().all(|(nth, c)| chars.get(at + nth) == Some(&c))
}

/// Splits lines in which the numbers of a list run on: `1.修路；2.建桥；3.种树`.
pub(super) fn split_lists(lines: Vec<PageLine>) -> Vec<PageLine> {
    lines.into_iter().flat_map(split_line).collect()
}

fn split_line(line: PageLine) -> Vec<PageLine> {
    let chars: Vec<char> = line.text.chars().collect();
    let starts = list_starts(&chars);
    if starts.len() < 3 {
        return vec![line];
    }
    let mut pieces = Vec::new();
    let bounds: Vec<usize> = std::iter::once(0).chain(starts).chain([chars.len()]).collect();
    for (from, to) in bounds.iter().zip(bounds.iter().skip(1)) {
        let text: String = chars.get(*from..*to).unwrap_or_default().iter().collect();
        if !text.trim().is_empty() {
            let text = text.trim().to_owned();
            pieces.push(PageLine { text, line: line.line, is_heading: false });
        }
    }
    pieces
}

/// Returns the starts of the numbers 1, 2, 3 … of one style within a line, or none.
fn list_starts(chars: &[char]) -> Vec<usize> {
    let mut by_style: [Vec<usize>; LabelStyle::ALL.len()] = Default::default();
    for at in 0..chars.len() {
        let before = at.checked_sub(1).and_then(|at| chars.get(at).copied());
        let is_start = before.is_none_or(|c| "。；;：:，,！!）) \u{3000}\t".contains(c));
        let rest = chars.get(at..).unwrap_or_default();
        let label = Some(rest).filter(|_| is_start).and_then(line_label);
        let Some(label) = label.filter(|label| label.length < rest.len()) else { continue };
        // 一、 within a line is rather a part of the sentence.
        if matches!(label.style, LabelStyle::Alone | LabelStyle::Han) {
            continue;
        }
        let nth = LabelStyle::ALL.iter().position(|style| *style == label.style);
        if let Some(starts) = nth.and_then(|nth| by_style.get_mut(nth))
            && label.number as usize == starts.len() + 1
        {
            starts.push(at);
        }
    }
    by_style.into_iter().find(|starts| starts.len() >= 3).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_lists_are_told_from_other_numbers() {
        for (line, expected) in [
            ("1.修路", Some((LabelStyle::Arabic, 1, 2))),
            ("10。修路", Some((LabelStyle::Arabic, 10, 3))),
            ("３、修路", Some((LabelStyle::Arabic, 3, 2))),
            ("7. 修路", Some((LabelStyle::Arabic, 7, 2))),
            ("2 “幸福”工程", Some((LabelStyle::Arabic, 2, 2))),
            ("01", Some((LabelStyle::Alone, 1, 2))),
            ("12.", Some((LabelStyle::Alone, 12, 3))),
            ("十二、修路", Some((LabelStyle::Han, 12, 3))),
            ("（二十）修路", Some((LabelStyle::HanBracket, 20, 4))),
            ("(3)修路", Some((LabelStyle::Bracket, 3, 3))),
            ("③修路", Some((LabelStyle::Circle, 3, 1))),
            ("第五项：修路", Some((LabelStyle::Item, 5, 4))),
            ("项目三：修路", Some((LabelStyle::Item, 3, 4))),
            ("三是修路", Some((LabelStyle::Is, 3, 2))),
            ("1.5公里道路", None),
            ("2025年修路", None),
            ("3个小区", None),
            ("一体化", None),
            ("第二幼儿园", None),
            ("10:30", None),
            ("", None),
        ] {
            let chars: Vec<char> = line.chars().collect();
            let label = line_label(&chars).map(|label| (label.style, label.number, label.length));
            assert_eq!(label, expected, "{line}");
        }
    }
}
