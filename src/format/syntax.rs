//! Translates the errors of the `ron` crate to [`FileErrorKind`]s that say what is expected
//! instead.

use ron::error::{Error, SpannedError};
use unicode_width::UnicodeWidthChar;

use super::ron_text::lexer::{TokenKind, Tokens, tokenize};
use super::values::is_date;
use crate::diagnostics::{Expected, FileErrorKind};

/// Maximum length of a quotation from the text in a message, in characters.
const QUOTED_MAX: usize = 20;

/// Translates `error`, which the parser returned for `raw`. Returns its byte offset in `raw` and
/// its meaning.
pub(crate) fn explain(raw: &str, error: &SpannedError) -> (usize, FileErrorKind) {
    let start = offset(raw, error.span.start.line, error.span.start.col);
    let end = offset(raw, error.span.end.line, error.span.end.col);
    // The parser places an error before or after the white space in front of the offending token.
    let gap = raw.get(start..end).unwrap_or_default();
    let at = if gap.trim().is_empty() { end } else { start + (gap.len() - gap.trim_start().len()) };
    match &error.code {
        Error::ExceededRecursionLimit => (at, FileErrorKind::TooDeep),
        Error::NoSuchEnumVariant { expected, found, .. } => {
            (at, FileErrorKind::UnknownWord(found.clone(), expected.to_vec()))
        }
        Error::InvalidEscape(_) => {
            (prefix(raw, at + 1).rfind('\\').unwrap_or(at), FileErrorKind::BadEscape)
        }
        Error::ExpectedStringEnd => (at, unclosed('"', None)),
        Error::Eof | Error::UnclosedBlockComment => {
            let delimiters = OpenDelimiters::scan(raw);
            match delimiters.unterminated.or(delimiters.open.last().copied()) {
                Some((start, open)) => (start, unclosed(open, None)),
                None => {
                    (at, FileErrorKind::Expected { what: Expected::More, found: String::new() })
                }
            }
        }
        // The parser has already consumed the `r` of `roads`, or the `b` of `bus`, which might have
        // begun a raw or a byte string.
        Error::ExpectedString => {
            let at = prefix(raw, at).trim_end_matches(is_word).len();
            (at, error_kind(suffix(raw, at), &error.code))
        }
        _ => common_mistake(raw, at)
            .unwrap_or_else(|| (at, error_kind(suffix(raw, at), &error.code))),
    }
}

/// Returns the meaning of `error`, after which the text goes on with `rest`.
fn error_kind(rest: &str, error: &Error) -> FileErrorKind {
    let found = quote_start(rest);
    let expected = |what| FileErrorKind::Expected { what, found: found.clone() };
    match error {
        Error::ExpectedStructLike | Error::ExpectedNamedStructLike(_) if rest.is_empty() => {
            FileErrorKind::Empty
        }
        Error::ExpectedFloat if is_date(&found) => expected(Expected::Text),
        Error::ExpectedArray => expected(Expected::List),
        Error::ExpectedArrayEnd => expected(Expected::ListEnd),
        Error::ExpectedComma => expected(Expected::Comma),
        Error::ExpectedMapColon => expected(Expected::Colon),
        Error::ExpectedStructLike | Error::ExpectedNamedStructLike(_) | Error::ExpectedMap => {
            expected(Expected::Fields)
        }
        Error::ExpectedStructLikeEnd | Error::ExpectedMapEnd | Error::ExpectedOptionEnd => {
            expected(Expected::FieldsEnd)
        }
        Error::ExpectedString | Error::ExpectedChar => expected(Expected::Text),
        Error::ExpectedInteger
        | Error::ExpectedFloat
        | Error::IntegerOutOfBounds
        | Error::InvalidIntegerDigit { .. } => expected(Expected::Number),
        Error::ExpectedIdentifier
        | Error::InvalidIdentifier(_)
        | Error::SuggestRawIdentifier(_) => expected(Expected::Name),
        Error::TrailingCharacters => expected(Expected::End),
        _ => FileErrorKind::Unexpected(found),
    }
}

/// Recognizes common mistakes that the parser detects late and reports as something else: Chinese
/// punctuation, a quote or bracket that is never closed, quotes in a text, `110,000`,
/// `11 万`. Returns the byte offset of the mistake.
fn common_mistake(raw: &str, at: usize) -> Option<(usize, FileErrorKind)> {
    let (before, rest) = (prefix(raw, at), suffix(raw, at));
    let delimiters = OpenDelimiters::scan(before);
    let unexpected = rest.chars().next()?;
    let may_follow_text =
        matches!(half_width(unexpected).unwrap_or(unexpected), ',' | ')' | ']' | '}' | ':')
            || unexpected.is_whitespace();
    if delimiters.last_text.end == at && at > 0 && !may_follow_text {
        let text = raw.get(delimiters.last_text.clone()).unwrap_or_default();
        return Some(if text.contains('\n') {
            (delimiters.last_text.start, unclosed('"', None))
        } else {
            (at, FileErrorKind::QuoteInText)
        });
    }
    if let Some(half) = half_width(unexpected) {
        return Some((at, FileErrorKind::FullWidth(unexpected, half)));
    }
    if unexpected.is_whitespace() || unexpected.is_control() || unexpected.width() == Some(0) {
        return Some((at, FileErrorKind::Invisible(unexpected)));
    }
    if let Some(&(start, open)) = delimiters.open.last()
        && (matches!(unexpected, ')' | ']' | '}') && unexpected != closing(open)
            || unexpected == ':' && open == '[')
    {
        let line = before.matches('\n').count() + 1;
        return Some((start, unclosed(open, Some((unexpected, line)))));
    }
    let start =
        before.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, ',' | ' ')).len();
    let digits = before.get(start..)?.trim_start();
    let is_grouped = unexpected.is_ascii_digit() && digits.ends_with(',') && digits.len() > 1;
    if is_grouped
        || (matches!(unexpected, '十' | '百' | '千' | '万' | '亿')
            && digits.ends_with(|c: char| c.is_ascii_digit() || c == ' '))
    {
        return Some((
            at - digits.len(),
            FileErrorKind::BadAmount(format!("{digits}{}", quote_start(rest))),
        ));
    }
    None
}

/// Returns the error for `open`, which is never closed; `found_instead` is the closing bracket
/// found in place of its own, and its line.
fn unclosed(open: char, found_instead: Option<(char, usize)>) -> FileErrorKind {
    let (open, close) = match open {
        '/' => ("/*", "*/"),
        '[' => ("[", "]"),
        '{' => ("{", "}"),
        '(' => ("(", ")"),
        _ => ("\"", "\""),
    };
    FileErrorKind::Unclosed { open, close, found_instead }
}

fn closing(open: char) -> char {
    match open {
        '(' => ')',
        '[' => ']',
        _ => '}',
    }
}

/// Returns the half-width mark or digit meant by `c`, which the Chinese input method produces in
/// its place.
fn half_width(c: char) -> Option<char> {
    Some(match c {
        '“' | '”' | '‘' | '’' | '「' | '」' | '＂' | '＇' => '"',
        '，' | '、' | '；' => ',',
        '【' => '[',
        '】' => ']',
        '！'..='～' => char::from_u32(u32::from(c) - 0xfee0)?,
        _ => return None,
    })
}

/// The delimiters that are still open at the end of a piece of text.
#[derive(Default)]
struct OpenDelimiters {
    /// The open brackets with their byte offsets, the innermost last.
    open: Vec<(usize, char)>,
    /// Byte range of the last complete text in quotes, including the quotes.
    last_text: std::ops::Range<usize>,
    /// The text (`"`) or block comment (`/`) that has no end, with the byte offset of its start.
    unterminated: Option<(usize, char)>,
}

impl OpenDelimiters {
    fn scan(text: &str) -> Self {
        let mut delimiters = Self::default();
        let mut tokens = tokenize(text);
        while let Some(token) = tokens.next() {
            // A raw or byte string has letters before its quote.
            let is_text = token.kind == TokenKind::Text;
            let before = if is_text { token.text.find('"').unwrap_or_default() } else { 0 };
            let start = token.offset + before;
            let delimiter = suffix(text, start).chars().next().map(|c| (start, c));
            match token.kind {
                TokenKind::Open => delimiters.open.extend(delimiter),
                TokenKind::Close => drop(delimiters.open.pop()),
                TokenKind::Text | TokenKind::BlockComment if !token.is_closed => {
                    delimiters.unterminated = delimiter;
                }
                TokenKind::Text => {
                    delimiters.last_text = start..token.offset + token.text.len();
                }
                // The brackets of an attribute may be open, too.
                TokenKind::Attribute => tokens = Tokens::starting_at(text, token.offset + 2),
                _ => {}
            }
        }
        delimiters
    }
}

/// Quotes the start of `rest` for a message: a text in quotes, a word, a number, or else one
/// character; cut after [`QUOTED_MAX`] characters.
pub(crate) fn quote_start(rest: &str) -> String {
    let is_part = |c: char| is_word(c) || matches!(c, '-' | '+' | '.');
    let length = match rest.chars().next() {
        None => return String::new(),
        Some('"') => tokenize(rest)
            .next()
            .filter(|text| text.is_closed && !text.text.contains('\n'))
            .map_or(1, |text| text.text.len()),
        Some(c) if is_part(c) => rest.find(|c| !is_part(c)).unwrap_or(rest.len()),
        Some(c) => c.len_utf8(),
    };
    let found = prefix(rest, length);
    let short: String = found.chars().take(QUOTED_MAX).collect();
    if short.len() < found.len() { short + "…" } else { short }
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

fn prefix(raw: &str, at: usize) -> &str {
    raw.get(..at).unwrap_or(raw)
}

fn suffix(raw: &str, at: usize) -> &str {
    raw.get(at..).unwrap_or_default()
}

/// Converts a line and column to a byte offset in `raw`; both count from 1, the column in
/// characters.
fn offset(raw: &str, line: usize, column: usize) -> usize {
    let start: usize = raw.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let rest = raw.get(start..).unwrap_or_default();
    start + rest.chars().take(column.saturating_sub(1)).map(char::len_utf8).sum::<usize>()
}
