//! Finds the numbers of a line, and tells amounts from names, days and times.

use crate::exchange::decimal::Decimal;
use crate::exchange::units;
use crate::model::Amount;
use crate::text::to_half_width;

/// Words after a number that make it a part of a name, of an age or of a telephone number.
const NAME_ENDS: [&str; 8] = ["号", "岁", "周岁", "热线", "国道", "省道", "县道", "#"];

/// Words before a number that make it, with 路 after it, the name of a bus.
const BUSES: [[char; 2]; 3] = [['公', '交'], ['巴', '士'], ['班', '车']];

/// Units that make a number a part of a name if the name goes on after them: 24小时图书馆.
const SPECIFICATIONS: [&str; 5] = ["分钟", "小时", "千伏", "kv", "班"];

/// Telephone numbers of services, which are parts of names: 120急救站. Those of five digits, such as
/// 12345, begin with [`SERVICE_STARTS`].
const SERVICE_NUMBERS: [f64; 5] = [110.0, 114.0, 119.0, 120.0, 122.0];

/// First two digits of the telephone numbers of services that have five.
const SERVICE_STARTS: [f64; 3] = [12.0, 95.0, 96.0];

/// Quotes around a name, in which no number is an amount: “1+6+N”.
const QUOTES: [(char, char); 4] = [('“', '”'), ('「', '」'), ('『', '』'), ('《', '》')];

/// Words after a specification that do not go on with a name: 40小时以上.
const NO_NAMES: [&str; 6] = ["以上", "以下", "以内", "之内", "左右", "不等"];

/// Words after a number that make it a part of a date or a time.
const TIMES: [&str; 5] = ["月", "日", "季度", "年度", "时"];

/// Words before the number of a telephone or an account.
pub(super) const CONTACTS: [&str; 11] =
    ["电话", "手机", "热线", "咨询", "联系人", "联系方式", "传真", "微信", "QQ", "qq", "邮编"];

/// Marks and words between those words and the number.
pub(super) const CONTACT_MARKS: &str = ":：号码为是群";

/// Number of characters beside a number that are looked at: no name is longer, and a line may be as
/// long as a file.
const WORD_MAX: usize = 32;

/// A number in a line: its range in characters, its value, and the scale that 万 or 亿 gives it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NumberSpan {
    pub start: usize,
    pub end: usize,
    pub value: f64,
    pub scale: f64,
}

impl NumberSpan {
    pub(crate) fn amount(&self) -> Option<Amount> {
        let product = self.value * self.scale;
        // Whole numbers of so few digits are exact.
        if self.value.fract() == 0.0 && (0.0..1e15).contains(&product) {
            return Amount::new(product);
        }
        let scale = Decimal::from_f64(self.scale)?;
        Decimal::from_f64(self.value)?.times(scale)?.to_amount()
    }
}

/// A number, or a range of two.
#[derive(Clone, Copy, Debug)]
pub(crate) struct AmountSpan {
    /// The smaller number of a range.
    pub first: Option<NumberSpan>,
    /// The number, or the larger one of a range.
    pub last: NumberSpan,
}

/// Meaning of a number within a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NumberMeaning {
    /// An amount.
    Amount,
    /// Part of a name: `T-5`, `G312`, 3号楼, 65岁.
    Name,
    /// Part of a date, a time, a fraction or a ratio, or the number of a line in a list.
    Unclear,
}

impl AmountSpan {
    pub(crate) fn start(&self) -> usize {
        self.first.map_or(self.last.start, |first| first.start)
    }

    /// Returns the meaning of the number in the line `chars`, which is in half-width characters.
    pub(crate) fn meaning(&self, chars: &[char]) -> NumberMeaning {
        let after = chars.get(self.last.end..).unwrap_or_default();
        let mut word = String::with_capacity(4 * WORD_MAX);
        word.extend(after.iter().take(WORD_MAX));
        let after = word;
        let is_part = self.first.is_some_and(|first| is_in_name(chars, first.start))
            || is_in_name(chars, self.last.start);
        let is_name = is_part
            || is_name_end(&after)
            || self.is_service_number(&after)
            || is_bus(chars, self.start(), &after)
            || self.is_contact(chars)
            || self.is_generation(&after)
            || is_formula(chars, self.start(), self.last.end)
            || is_quoted(chars, self.start());
        if is_name {
            NumberMeaning::Name
        } else if is_split(chars, self.start(), self.last.end)
            || self.is_time(&after)
            || self.is_list_number(&after)
        {
            NumberMeaning::Unclear
        } else {
            NumberMeaning::Amount
        }
    }

    /// Returns true if the number counts the lines of a list: `1.` or 1、 at the start.
    fn is_list_number(&self, after: &str) -> bool {
        self.start() == 0 && after.starts_with(['.', '、', ')'])
    }

    /// Returns true for the telephone number of a service directly before what it names.
    fn is_service_number(&self, after: &str) -> bool {
        let NumberSpan { start, end, value, scale } = self.last;
        let is_long = end - start == 5 && SERVICE_STARTS.contains(&(value / 1_000.0).floor());
        let is_short = end - start == 3 && SERVICE_NUMBERS.contains(&value);
        // 120余张.
        let unit = after.trim_start_matches(['余', '多', '来', '几']);
        let is_counted = || units::is_known(unit) || units::split_measure(unit).is_some();
        (is_long || is_short)
            && self.first.is_none()
            && scale < 10.0
            && after.starts_with(|c: char| c.is_alphabetic() && !c.is_ascii())
            && !NO_NAMES.iter().any(|word| after.starts_with(word))
            && !is_counted()
    }

    /// Returns true for the years in which people were born: 90后青年.
    fn is_generation(&self, after: &str) -> bool {
        let NumberSpan { start, end, value, .. } = self.last;
        let is_word =
            after.strip_prefix('后').is_some_and(|rest| rest.starts_with(char::is_alphabetic));
        is_word && self.first.is_none() && end - start == 2 && value % 5.0 == 0.0
    }

    /// Returns true for the number of a telephone or an account: 0570-1234567, 13800000000,
    /// QQ123456.
    fn is_contact(&self, chars: &[char]) -> bool {
        let first = self.first.unwrap_or(self.last);
        let length = first.end - first.start;
        let digits = chars.get(first.start..first.end).unwrap_or_default();
        let is_area = digits.first() == Some(&'0') && digits.iter().all(char::is_ascii_digit);
        let is_mobile = length == 11 && digits.first() == Some(&'1') && self.first.is_none();
        if length < 3 {
            return false;
        }
        let before = chars.get(..first.start).unwrap_or_default();
        let before: String = before.iter().rev().take(WORD_MAX).rev().collect();
        let word =
            before.trim_end_matches(|c: char| c.is_whitespace() || CONTACT_MARKS.contains(c));
        is_area
            || is_mobile && !before.is_empty()
            || CONTACTS.iter().any(|contact| word.ends_with(contact))
    }

    fn is_time(&self, after: &str) -> bool {
        let is_year = (1900.0..=2100.0).contains(&self.last.value) && after.starts_with('年');
        let is_hour = after.strip_prefix('点').is_some_and(|rest| !rest.trim().is_empty());
        is_year || is_hour || TIMES.iter().any(|word| after.trim_start().starts_with(word))
    }
}

/// Finds all numbers of a line, of which two with a range mark between them are one.
pub(crate) fn amount_spans(chars: &[char]) -> Vec<AmountSpan> {
    let mut spans: Vec<AmountSpan> = Vec::new();
    for last in find_numbers(chars) {
        let first = spans.last().filter(|before| {
            before.first.is_none()
                && is_range_mark(chars.get(before.last.end..last.start).unwrap_or_default())
        });
        let first = first.map(|before| before.last);
        if first.is_some() {
            spans.pop();
        }
        spans.push(AmountSpan { first, last });
    }
    spans
}

/// Returns true if a text has the number of a telephone or an account, or says that one follows.
pub(crate) fn has_contact(text: &str) -> bool {
    let chars: Vec<char> = text.chars().map(to_half_width).collect();
    let spans = amount_spans(&chars);
    let has_word = ["联系人", "联系方式", "电话", "手机"].iter().any(|word| text.contains(word));
    !spans.is_empty() && (has_word || spans.iter().any(|span| span.is_contact(&chars)))
}

/// Returns a number among the words of a target that is no part of a name.
pub(crate) fn stray_number(text: &str) -> Option<String> {
    let mut chars = text.chars().map(to_half_width);
    // Nearly no text has a digit.
    if !chars.any(|c| c.is_ascii_digit()) {
        return None;
    }
    let mut half_width = Vec::with_capacity(text.len());
    half_width.extend(text.chars().map(to_half_width));
    let span = amount_spans(&half_width)
        .into_iter()
        .find(|span| span.meaning(&half_width) != NumberMeaning::Name)?;
    Some(half_width.get(span.start()..span.last.end).unwrap_or_default().iter().collect())
}

/// Returns true if the text after a number makes it a part of a name: 3号楼, 65岁, `5G`.
fn is_name_end(after: &str) -> bool {
    let is_ascii_word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '²' | '³');
    let word: String = after.chars().take_while(|c| is_ascii_word(*c)).collect();
    let goes_on = |rest: &str| {
        rest.starts_with(char::is_alphabetic) && !NO_NAMES.iter().any(|word| rest.starts_with(word))
    };
    let is_specification = |unit: &str| {
        let (head, rest) = after.split_at_checked(unit.len()).unwrap_or_default();
        // 班次 is a unit of its own.
        let is_longer =
            || units::split_measure(after).is_some_and(|(word, _)| word.len() > unit.len());
        head.eq_ignore_ascii_case(unit) && goes_on(rest) && !is_longer()
    };
    (word.starts_with(|c: char| c.is_ascii_alphabetic()) && !units::is_known(&word))
        || NAME_ENDS.iter().any(|end| after.trim_start().starts_with(end))
        || SPECIFICATIONS.into_iter().any(is_specification)
}

/// Returns true if the number that begins at `start` is that of a bus: 公交101路.
fn is_bus(chars: &[char], start: usize, after: &str) -> bool {
    if !after.starts_with('路') {
        return false;
    }
    let before = chars.get(..start).unwrap_or_default().iter().rev().take(WORD_MAX);
    let before: Vec<char> = before.copied().collect();
    BUSES.iter().any(|[first, second]| before.windows(2).any(|pair| pair == [*second, *first]))
}

/// Returns true if the number that begins at `start` is the end of a name, such as `T-5`, `A1` or
/// `G312-5`: a word that begins with a Latin letter, and directly before the number a letter or a
/// hyphen; or 第. The 2 of `5.2hm2` follows a letter, too.
fn is_in_name(chars: &[char], start: usize) -> bool {
    let before = chars.get(..start).unwrap_or_default();
    let in_word = |c: &&char| c.is_ascii_alphanumeric() || matches!(**c, '-' | '−' | '.');
    let word = before.iter().rev().take(WORD_MAX).take_while(in_word);
    word.last().is_some_and(char::is_ascii_alphabetic)
        || before.last().is_some_and(char::is_ascii_alphabetic)
        || before.ends_with(&['第'])
}

/// Returns true if the text from `start` to `end` is a part of a formula with letters, which is a
/// name: 4+X, K12+300.
fn is_formula(chars: &[char], start: usize, end: usize) -> bool {
    let in_formula = |c: &&char| c.is_ascii_alphanumeric() || **c == '+';
    let before = chars.get(..start).unwrap_or_default();
    let before = before.iter().rev().take(WORD_MAX).take_while(in_formula).count();
    let after = chars.get(end..).unwrap_or_default();
    let after = after.iter().take(WORD_MAX).take_while(in_formula).count();
    let formula = chars.get(start - before..end + after).unwrap_or_default();
    before + after > 0 && formula.contains(&'+') && formula.iter().any(char::is_ascii_alphabetic)
}

/// Returns true if the number that begins at `start` stands in quotes.
fn is_quoted(chars: &[char], start: usize) -> bool {
    let before = chars.get(..start).unwrap_or_default();
    let after = chars.get(start..).unwrap_or_default();
    QUOTES.into_iter().any(|(open, close)| {
        let last = before.iter().rev().take(WORD_MAX).find(|c| [open, close].contains(*c));
        last == Some(&open) && after.iter().take(WORD_MAX).any(|c| *c == close)
    })
}

/// Returns true if the text from `start` to `end` is a part of a time, a fraction or a ratio: a
/// mark and a digit are on either side of it.
fn is_split(chars: &[char], start: usize, end: usize) -> bool {
    let is_mark = |at: usize| chars.get(at).is_some_and(|c| matches!(c, ':' | '/' | '∶' | '·'));
    let ends_split = start.checked_sub(2).is_some_and(|at| is_digit(chars, at));
    (is_mark(end) && is_digit(chars, end + 1))
        || (start.checked_sub(1).is_some_and(is_mark) && ends_split)
}

/// Finds all numbers of a line.
fn find_numbers(chars: &[char]) -> Vec<NumberSpan> {
    let mut numbers = Vec::new();
    let mut at = 0;
    while let Some(digit) = (at..chars.len()).find(|at| is_digit(chars, *at)) {
        let (start, end, value) = number_at(chars, at, digit);
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

/// Returns the start, the end and the value of the number whose first digit is at `digit`, and no
/// part of which is before `from`. The value is infinite if the number is not certain: `1e3`, which
/// may be a name, or `.5` directly after a word.
fn number_at(chars: &[char], from: usize, digit: usize) -> (usize, usize, f64) {
    let char_before = |at: usize| at.checked_sub(1).and_then(|at| chars.get(at)).copied();
    let is_word = |c: char| c.is_ascii_alphanumeric() || c == '.';
    let has_point = digit > from
        && char_before(digit) == Some('.')
        && !char_before(digit - 1).is_some_and(is_word);
    let start = if has_point { digit - 1 } else { digit };
    let (mut end, mut text) = digits_at(chars, digit);
    let mut is_certain = true;
    if has_point {
        is_certain = !text.contains('.') && char_before(start).is_none_or(char::is_whitespace);
        text.insert_str(0, "0.");
    }
    if let Some(exponent) = exponent_end(chars, end) {
        is_certain &= chars.get(end + 1) == Some(&'+');
        text.extend(chars.get(end..exponent).unwrap_or_default());
        end = exponent;
    }
    let value = text.parse().ok().filter(|_| is_certain);
    (start, end, value.unwrap_or(f64::INFINITY))
}

/// Returns the end of the exponent `E+05` that begins at `at`.
fn exponent_end(chars: &[char], at: usize) -> Option<usize> {
    chars.get(at).filter(|c| matches!(c, 'e' | 'E'))?;
    let digits = at + 1 + usize::from(matches!(chars.get(at + 1), Some('+' | '-' | '−')));
    let length = (digits..chars.len()).take_while(|at| is_digit(chars, *at)).count();
    (length > 0).then_some(digits + length)
}

/// Returns the end of the digits that begin at `start`, with a fraction, and these without
/// thousands separators.
fn digits_at(chars: &[char], start: usize) -> (usize, String) {
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

/// Returns true if `between`, the text between two numbers, makes a range of them.
pub(super) fn is_range_mark(between: &[char]) -> bool {
    let between: String = between.iter().collect();
    matches!(between.trim(), "-" | "–" | "—" | "--" | "——" | "~" | "～" | "至" | "到" | "to")
}
