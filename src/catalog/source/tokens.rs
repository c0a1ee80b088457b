//! The tokens of a RON text, comments included.

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::catalog) enum Kind {
    /// `(`, `[` or `{`.
    Open,
    /// `)`, `]` or `}`.
    Close,
    /// `,`
    Comma,
    /// `:`
    Colon,
    /// A text in quotes, raw ones included.
    Text,
    /// A name, a number, anything else.
    Word,
    /// From `//` to the end of the line.
    LineComment,
    /// `/* … */`, which may hold others.
    BlockComment,
    /// `#![enable(…)]`
    Attribute,
}

/// A piece of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::catalog) struct Token<'a> {
    pub kind: Kind,
    pub text: &'a str,
    /// Where it begins, in bytes.
    pub at: usize,
    /// How many lines end in the white space before it.
    pub breaks: usize,
}

impl Token<'_> {
    pub(in crate::catalog) fn is_comment(&self) -> bool {
        matches!(self.kind, Kind::LineComment | Kind::BlockComment)
    }
}

/// The tokens of a text. What has no end goes on to the end of the text.
pub(in crate::catalog) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut at = 0;
    let mut breaks = 0;
    while let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) {
        let rest = text.get(at..).unwrap_or_default();
        if c.is_whitespace() || c == '\u{feff}' {
            breaks += usize::from(c == '\n');
            at += c.len_utf8();
            continue;
        }
        let (kind, length) = next(rest, c);
        let length = length.min(rest.len()).max(c.len_utf8());
        let token = rest.get(..length).unwrap_or(rest);
        let token = if kind == Kind::LineComment { token.trim_end() } else { token };
        tokens.push(Token { kind, text: token, at, breaks });
        breaks = 0;
        at += length;
    }
    tokens
}

/// The token that a text begins with; none where it begins with white space.
pub(in crate::catalog) fn first_token(text: &str) -> Option<Token<'_>> {
    let first = text.chars().next().filter(|c| !c.is_whitespace() && *c != '\u{feff}')?;
    let (kind, length) = next(text, first);
    Some(Token { kind, text: text.get(..length.max(first.len_utf8())).unwrap_or(text), at: 0, breaks: 0 })
}

/// What `rest`, which begins with `c`, begins with, and how long that is.
fn next(rest: &str, c: char) -> (Kind, usize) {
    match c {
        '(' | '[' | '{' => (Kind::Open, 1),
        ')' | ']' | '}' => (Kind::Close, 1),
        ',' => (Kind::Comma, 1),
        ':' => (Kind::Colon, 1),
        '/' if rest.starts_with("//") => (Kind::LineComment, rest.find('\n').unwrap_or(rest.len())),
        '/' if rest.starts_with("/*") => (Kind::BlockComment, block(rest)),
        '#' if rest.starts_with("#!") => (Kind::Attribute, rest.find(']').map_or(rest.len(), |end| end + 1)),
        '"' => (Kind::Text, quoted(rest, 0)),
        'b' if rest.starts_with("b\"") => (Kind::Text, quoted(rest, 1)),
        '\'' => (Kind::Word, character(rest)),
        'b' if rest.starts_with("b'") => (Kind::Word, 1 + character(rest.get(1..).unwrap_or_default())),
        _ => match raw(rest) {
            Some(length) => (Kind::Text, length),
            None => (Kind::Word, rest.find(ends_word).filter(|end| *end > 0).unwrap_or(rest.len())),
        },
    }
}

fn ends_word(c: char) -> bool {
    c.is_whitespace() || matches!(c, '(' | ')' | '[' | ']' | '{' | '}' | ',' | ':' | '"' | '/')
}

fn block(rest: &str) -> usize {
    let mut depth = 0_usize;
    let mut bytes = rest.bytes().enumerate().peekable();
    while let Some((at, byte)) = bytes.next() {
        let pair = (byte, bytes.peek().map(|(_, next)| *next));
        match pair {
            (b'/', Some(b'*')) => depth += 1,
            (b'*', Some(b'/')) => depth = depth.saturating_sub(1),
            _ => continue,
        }
        bytes.next();
        if depth == 0 {
            return at + 2;
        }
    }
    rest.len()
}

/// A text in quotes of which the first stands at `start`.
fn quoted(rest: &str, start: usize) -> usize {
    let mut escaped = false;
    for (at, byte) in rest.bytes().enumerate().skip(start + 1) {
        match byte {
            b'"' if !escaped => return at + 1,
            b'\\' => escaped = !escaped,
            _ => escaped = false,
        }
    }
    rest.len()
}

/// `'x'`, `'\''`, or else a lone quote.
fn character(rest: &str) -> usize {
    let inside = rest.get(1..).unwrap_or_default();
    let escape = usize::from(inside.starts_with('\\'));
    let end = inside.char_indices().skip(1 + escape).take(10).find(|(_, c)| *c == '\'');
    end.map_or(1, |(at, _)| at + 2)
}

/// `r"…"`, `r#"…"#`, `br"…"`.
fn raw(rest: &str) -> Option<usize> {
    let prefix = if rest.starts_with("br") { 2 } else { 1 };
    let after = rest.get(prefix..).filter(|_| rest.starts_with('r') || prefix == 2)?;
    let hashes = after.len() - after.trim_start_matches('#').len();
    let inside = after.get(hashes..)?.strip_prefix('"')?;
    let close = format!("\"{}", "#".repeat(hashes));
    Some(inside.find(&close).map_or(rest.len(), |end| prefix + hashes + 1 + end + close.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_what_ron_takes_them_for() {
        let text = "#![enable(x)]\n(a: \"b\\\"c\", // d\n\n  e: r#\"f\"g\"#, /* h /* i */ j */ 'k': -1.5)";
        let tokens: Vec<(Kind, &str, usize)> =
            tokens(text).iter().map(|token| (token.kind, token.text, token.breaks)).collect();
        assert_eq!(
            tokens,
            [
                (Kind::Attribute, "#![enable(x)]", 0),
                (Kind::Open, "(", 1),
                (Kind::Word, "a", 0),
                (Kind::Colon, ":", 0),
                (Kind::Text, "\"b\\\"c\"", 0),
                (Kind::Comma, ",", 0),
                (Kind::LineComment, "// d", 0),
                (Kind::Word, "e", 2),
                (Kind::Colon, ":", 0),
                (Kind::Text, "r#\"f\"g\"#", 0),
                (Kind::Comma, ",", 0),
                (Kind::BlockComment, "/* h /* i */ j */", 0),
                (Kind::Word, "'k'", 0),
                (Kind::Colon, ":", 0),
                (Kind::Word, "-1.5", 0),
                (Kind::Close, ")", 0),
            ]
        );
    }
}
