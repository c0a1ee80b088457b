//! Splits RON text into tokens, including comments.

/// The kind of a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TokenKind {
    /// `(`, `[` or `{`.
    Open,
    /// `)`, `]` or `}`.
    Close,
    /// `,`
    Comma,
    /// `:`
    Colon,
    /// A string in quotes, including raw strings.
    Text,
    /// A name, a number, or anything else.
    Word,
    /// From `//` to the end of the line.
    LineComment,
    /// `/* … */`, which may hold others.
    BlockComment,
    /// `#![enable(…)]`
    Attribute,
}

/// A token of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Token<'a> {
    pub kind: TokenKind,
    pub text: &'a str,
    /// Byte offset of its start.
    pub offset: usize,
    /// Number of line breaks in the white space before it.
    pub line_breaks: usize,
    /// False if it is a string or comment without an end, which extends to the end of the text.
    pub is_closed: bool,
}

impl Token<'_> {
    pub(crate) fn is_comment(&self) -> bool {
        matches!(self.kind, TokenKind::LineComment | TokenKind::BlockComment)
    }

    /// Returns true if an item of a list can begin with the token.
    pub(crate) fn begins_item(&self) -> bool {
        !self.is_comment() && !matches!(self.kind, TokenKind::Comma | TokenKind::Close)
    }
}

/// Returns an iterator over the tokens of `text`. A string or comment without an end extends to the
/// end of the text.
pub(crate) fn tokenize(text: &str) -> Tokens<'_> {
    Tokens { text, offset: 0 }
}

/// Iterator over the tokens of a text. A list of them would take up to twenty times its memory.
#[derive(Clone, Debug)]
pub(crate) struct Tokens<'a> {
    text: &'a str,
    /// Byte offset of the end of the last token.
    offset: usize,
}

impl<'a> Tokens<'a> {
    /// Returns an iterator over the tokens from byte `offset` on, where a token begins.
    pub(crate) fn starting_at(text: &'a str, offset: usize) -> Self {
        Self { text, offset }
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        let rest = self.text.get(self.offset..)?;
        let after = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
        let space = rest.get(..rest.len() - after.len()).unwrap_or_default();
        let line_breaks = space.bytes().filter(|byte| *byte == b'\n').count();
        let offset = self.offset + space.len();
        let c = after.chars().next()?;
        let (kind, length) = next_token(after, c);
        let is_closed = length.is_some();
        let length = length.unwrap_or(after.len()).min(after.len()).max(c.len_utf8());
        let text = after.get(..length).unwrap_or(after);
        let text = if kind == TokenKind::LineComment { text.trim_end() } else { text };
        self.offset = offset + length;
        Some(Token { kind, text, offset, line_breaks, is_closed })
    }
}

/// Returns the kind and the length of the token at the start of `rest`, whose first character is
/// `c`. There is no length if the token has no end.
fn next_token(rest: &str, c: char) -> (TokenKind, Option<usize>) {
    match c {
        '(' | '[' | '{' => (TokenKind::Open, Some(1)),
        ')' | ']' | '}' => (TokenKind::Close, Some(1)),
        ',' => (TokenKind::Comma, Some(1)),
        ':' => (TokenKind::Colon, Some(1)),
        '/' if rest.starts_with("//") => {
            (TokenKind::LineComment, Some(rest.find('\n').unwrap_or(rest.len())))
        }
        '/' if rest.starts_with("/*") => (TokenKind::BlockComment, block_comment_len(rest)),
        '#' if rest.starts_with("#!") => (TokenKind::Attribute, rest.find(']').map(|end| end + 1)),
        '"' => (TokenKind::Text, quoted_len(rest, 0)),
        'b' if rest.starts_with("b\"") => (TokenKind::Text, quoted_len(rest, 1)),
        '\'' => (TokenKind::Word, Some(char_len(rest))),
        'b' if rest.starts_with("b'") => {
            (TokenKind::Word, Some(1 + char_len(rest.get(1..).unwrap_or_default())))
        }
        _ => {
            let Some((start, close)) = raw_string_quotes(rest) else {
                let end = rest.find(ends_word).filter(|end| *end > 0);
                return (TokenKind::Word, Some(end.unwrap_or(rest.len())));
            };
            let inside = rest.get(start..).unwrap_or_default();
            (TokenKind::Text, inside.find(&close).map(|end| start + end + close.len()))
        }
    }
}

fn ends_word(c: char) -> bool {
    c.is_whitespace() || matches!(c, '(' | ')' | '[' | ']' | '{' | '}' | ',' | ':' | '"' | '/')
}

fn block_comment_len(rest: &str) -> Option<usize> {
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
            return Some(at + 2);
        }
    }
    None
}

/// Returns the length of `rest` up to the end of the string whose opening quote is at `start`.
fn quoted_len(rest: &str, start: usize) -> Option<usize> {
    let mut at = start + 1;
    loop {
        let inside = rest.as_bytes().get(at..)?;
        at += memchr::memchr2(b'"', b'\\', inside)?;
        if rest.as_bytes().get(at) == Some(&b'"') {
            return Some(at + 1);
        }
        at += 2;
    }
}

/// Returns the length of a character literal, `'x'` or `'\''`, or else of a lone quote.
fn char_len(rest: &str) -> usize {
    let inside = rest.get(1..).unwrap_or_default();
    let escape = usize::from(inside.starts_with('\\'));
    let end = inside.char_indices().skip(1 + escape).take(10).find(|(_, c)| *c == '\'');
    end.map_or(1, |(at, _)| at + 2)
}

/// Returns the offset behind the opening quote of a raw string, `r"…"`, `r#"…"#` or `br"…"`, and
/// what closes it.
fn raw_string_quotes(rest: &str) -> Option<(usize, String)> {
    let prefix = if rest.starts_with("br") { 2 } else { 1 };
    let after = rest.get(prefix..).filter(|_| rest.starts_with('r') || prefix == 2)?;
    let hashes = after.len() - after.trim_start_matches('#').len();
    after.get(hashes..).filter(|quoted| quoted.starts_with('"'))?;
    Some((prefix + hashes + 1, format!("\"{}", "#".repeat(hashes))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_what_ron_takes_them_for() {
        let text =
            "#![enable(x)]\n(a: \"b\\\"c\", // d\n\n  e: r#\"f\"g\"#, /* h /* i */ j */ 'k': -1.5)";
        let tokens: Vec<(TokenKind, &str, usize)> =
            tokenize(text).map(|token| (token.kind, token.text, token.line_breaks)).collect();
        assert_eq!(
            tokens,
            [
                (TokenKind::Attribute, "#![enable(x)]", 0),
                (TokenKind::Open, "(", 1),
                (TokenKind::Word, "a", 0),
                (TokenKind::Colon, ":", 0),
                (TokenKind::Text, "\"b\\\"c\"", 0),
                (TokenKind::Comma, ",", 0),
                (TokenKind::LineComment, "// d", 0),
                (TokenKind::Word, "e", 2),
                (TokenKind::Colon, ":", 0),
                (TokenKind::Text, "r#\"f\"g\"#", 0),
                (TokenKind::Comma, ",", 0),
                (TokenKind::BlockComment, "/* h /* i */ j */", 0),
                (TokenKind::Word, "'k'", 0),
                (TokenKind::Colon, ":", 0),
                (TokenKind::Word, "-1.5", 0),
                (TokenKind::Close, ")", 0),
            ]
        );
    }
}
