//! The `ron` crate's errors as [`Fault`]s that say what should have stood there.

use ron::error::{Error, SpannedError};

use super::{Expected, Fault};

/// What `error` means, and where in `raw` (a byte offset).
pub(super) fn explain(raw: &str, error: &SpannedError) -> (usize, Fault) {
    let start = offset(raw, error.span.start.line, error.span.start.col);
    let end = offset(raw, error.span.end.line, error.span.end.col);
    // The parser notes its errors on either side of the white space before the thing it did not like.
    let gap = raw.get(start..end).unwrap_or_default();
    let at = if gap.trim().is_empty() { end } else { start + (gap.len() - gap.trim_start().len()) };
    (at, fault(raw.get(at..).unwrap_or_default(), &error.code))
}

fn fault(rest: &str, error: &Error) -> Fault {
    let expected = |what| Fault::Expected { what, found: found(rest) };
    match error {
        Error::Eof | Error::UnclosedBlockComment | Error::UnclosedLineComment => expected(Expected::More),
        Error::ExpectedArray => expected(Expected::List),
        Error::ExpectedArrayEnd => expected(Expected::ListEnd),
        Error::ExpectedComma => expected(Expected::Comma),
        Error::ExpectedMapColon => expected(Expected::Colon),
        Error::ExpectedStructLike | Error::ExpectedNamedStructLike(_) | Error::ExpectedMap => expected(Expected::Fields),
        Error::ExpectedStructLikeEnd | Error::ExpectedMapEnd | Error::ExpectedOptionEnd => expected(Expected::FieldsEnd),
        Error::ExpectedString => expected(Expected::Text),
        Error::ExpectedStringEnd => expected(Expected::TextEnd),
        Error::ExpectedInteger | Error::ExpectedFloat | Error::IntegerOutOfBounds | Error::InvalidIntegerDigit { .. } => {
            expected(Expected::Number)
        }
        Error::ExpectedIdentifier | Error::InvalidIdentifier(_) | Error::SuggestRawIdentifier(_) => expected(Expected::Name),
        Error::TrailingCharacters => expected(Expected::End),
        Error::ExceededRecursionLimit => Fault::TooDeep,
        Error::NoSuchEnumVariant { expected, found, .. } => Fault::UnknownWord(found.clone(), expected.to_vec()),
        other => Fault::Syntax(other.to_string()),
    }
}

/// A little of what stands there: up to the end of the word, at most 20 characters.
fn found(rest: &str) -> String {
    let mut word = 0;
    rest.chars()
        .take_while(|c| {
            word += 1;
            word == 1 || (word <= 20 && (c.is_alphanumeric() || *c == '_'))
        })
        .collect::<String>()
        .trim()
        .to_owned()
}

/// The byte offset in `raw` of a line and column, both from 1, the column in characters.
fn offset(raw: &str, line: usize, column: usize) -> usize {
    let start: usize = raw.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let rest = raw.get(start..).unwrap_or_default();
    start + rest.chars().take(column.saturating_sub(1)).map(char::len_utf8).sum::<usize>()
}
