//! Formats RON: four spaces per level, one line for a group that fits into one, a comma after every
//! item, comments where they were.
//!
//! Texts, names, numbers and comments stay as they are written; only the white space between them
//! and the commas at the ends change. A blank line between items is kept, several become one.

use std::borrow::Cow;
use std::iter::Peekable;
use std::vec::IntoIter;

use super::lexer::{Token, TokenKind, tokenize};
use crate::text::cells;

/// Longest line in cells, unless a single text is longer.
const WIDTH: usize = 128;
/// Number of spaces per level.
const INDENT: usize = 4;
/// Name of the list whose items always take several lines, however short they are.
const EXPANDED_LIST: &str = "projects";

/// Formats `text`, which must be free of syntax errors.
#[must_use]
pub fn format_ron(text: &str) -> String {
    let mut reader = ItemParser::new(text);
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    let (items, rest) = reader.items();
    for item in &items {
        item.write(&mut out, 0, true, false);
    }
    for comment in rest {
        comment.write(&mut out, 0);
    }
    out
}

/// Returns true if two texts consist of the same tokens, apart from white space, comments and
/// commas.
#[must_use]
pub fn says_same(one: &str, other: &str) -> bool {
    let words = |text| {
        tokenize(text)
            .into_iter()
            .filter(|token| !token.is_comment() && token.kind != TokenKind::Comma)
    };
    words(one)
        .map(|token| indent_continuation(token.text, 0))
        .eq(words(other).map(|token| indent_continuation(token.text, 0)))
}

/// Formats the items of a list at nesting depth `level`, each on several lines, as in
/// [`EXPANDED_LIST`].
pub(super) fn format_items(text: &str, level: usize, out: &mut String) {
    let mut reader = ItemParser::new(text);
    let (items, _) = reader.items();
    for item in &items {
        item.write(out, level * INDENT, false, true);
    }
}

/// A comment on a line of its own.
struct Comment<'a> {
    text: &'a str,
    blank_before: bool,
}

impl Comment<'_> {
    fn write(&self, out: &mut String, indent: usize) {
        if self.blank_before && !out.is_empty() && !out.ends_with("(\n") && !out.ends_with("[\n") {
            out.push('\n');
        }
        out.push_str(&" ".repeat(indent));
        out.push_str(self.text);
        out.push('\n');
    }
}

/// A field, or an item of a list, with the comments on it.
struct FormatItem<'a> {
    /// Comments before it.
    leading_comments: Vec<Comment<'a>>,
    /// True if there was a blank line before it.
    blank_before: bool,
    /// The name of a field, or the key of a map.
    name: Option<Cow<'a, str>>,
    value: FormatValue<'a>,
    /// Comments behind it, on its line.
    trailing_comments: Vec<&'a str>,
}

enum FormatValue<'a> {
    /// Words and texts.
    Plain(Vec<&'a str>),
    /// A pair of brackets and its contents, with a name that may stand in front.
    Group {
        name: Vec<&'a str>,
        open: &'a str,
        close: &'a str,
        items: Vec<FormatItem<'a>>,
        trailing_comments: Vec<Comment<'a>>,
    },
}

struct ItemParser<'a> {
    tokens: Peekable<IntoIter<Token<'a>>>,
    /// For each remaining token, in reverse order: true if a colon follows it, perhaps behind
    /// comments.
    named: Vec<bool>,
}

impl<'a> ItemParser<'a> {
    fn new(text: &'a str) -> Self {
        let tokens = tokenize(text);
        let (mut named, mut colon) = (Vec::with_capacity(tokens.len()), false);
        for token in tokens.iter().rev() {
            colon = if token.is_comment() { colon } else { token.kind == TokenKind::Colon };
            named.push(colon);
        }
        Self { tokens: tokens.into_iter().peekable(), named }
    }

    fn next(&mut self) -> Option<Token<'a>> {
        self.named.pop();
        self.tokens.next()
    }

    /// Parses items up to a closing bracket or the end. Also returns the comments behind the last
    /// item.
    fn items(&mut self) -> (Vec<FormatItem<'a>>, Vec<Comment<'a>>) {
        let mut items: Vec<FormatItem> = Vec::new();
        let mut above = Vec::new();
        while let Some(token) =
            self.tokens.peek().copied().filter(|token| token.kind != TokenKind::Close)
        {
            if token.is_comment() {
                self.next();
                match items.last_mut().filter(|_| token.line_breaks == 0 && above.is_empty()) {
                    Some(last) => last.trailing_comments.push(token.text),
                    None => above
                        .push(Comment { text: token.text, blank_before: token.line_breaks > 1 }),
                }
            } else if token.kind == TokenKind::Comma {
                self.next();
            } else {
                items.push(self.item(std::mem::take(&mut above), token.line_breaks > 1));
            }
        }
        (items, above)
    }

    fn item(&mut self, above: Vec<Comment<'a>>, gap: bool) -> FormatItem<'a> {
        let mut item = FormatItem {
            leading_comments: above,
            blank_before: gap,
            name: None,
            value: FormatValue::Plain(Vec::new()),
            trailing_comments: Vec::new(),
        };
        let mut words = Vec::new();
        while let Some(token) = self.tokens.peek().copied() {
            match token.kind {
                TokenKind::Comma | TokenKind::Close => break,
                TokenKind::LineComment | TokenKind::BlockComment => {
                    // Behind a complete value, a comment on a line of its own may be about the next
                    // item.
                    let complete = !words.is_empty() && (item.name.is_some() || !self.is_name());
                    if complete && token.line_breaks > 0 {
                        break;
                    }
                    self.next();
                    if words.is_empty() {
                        item.leading_comments
                            .push(Comment { text: token.text, blank_before: false });
                    } else {
                        item.trailing_comments.push(token.text);
                    }
                }
                TokenKind::Colon => {
                    self.next();
                    item.name = words.pop().map(Cow::Borrowed);
                }
                TokenKind::Open => {
                    self.next();
                    let (items, rest) = self.items();
                    let close = self.next().map_or("", |close| close.text);
                    let group = FormatValue::Group {
                        name: std::mem::take(&mut words),
                        open: token.text,
                        close,
                        items,
                        trailing_comments: rest,
                    };
                    // The keys of a map may be anything.
                    if item.name.is_none() && self.is_name() {
                        item.name = Some(group.into_key(&mut item.leading_comments).into());
                        self.pass_colon(&mut item.leading_comments);
                        continue;
                    }
                    item.value = group;
                    return item;
                }
                TokenKind::Attribute => {
                    self.next();
                    item.value = FormatValue::Plain(vec![token.text]);
                    return item;
                }
                TokenKind::Text | TokenKind::Word => {
                    self.next();
                    words.push(token.text);
                }
            }
        }
        item.value = FormatValue::Plain(words);
        item
    }

    /// Skips the colon behind a key; comments before the colon are moved `above` the item.
    fn pass_colon(&mut self, above: &mut Vec<Comment<'a>>) {
        while let Some(token) = self.next().filter(Token::is_comment) {
            above.push(Comment { text: token.text, blank_before: false });
        }
    }

    /// Returns true if the tokens just read are the name of a field: a colon follows, perhaps
    /// behind comments.
    fn is_name(&self) -> bool {
        self.named.last().copied().unwrap_or_default()
    }
}

impl FormatItem<'_> {
    /// Writes the item on lines of its own. If it is `tall`, its group is never put on one line.
    fn write(&self, out: &mut String, indent: usize, root: bool, tall: bool) {
        for comment in &self.leading_comments {
            comment.write(out, indent);
        }
        if self.blank_before
            && self.leading_comments.is_empty()
            && !out.is_empty()
            && !out.ends_with("(\n")
            && !out.ends_with("[\n")
        {
            out.push('\n');
        }
        out.push_str(&" ".repeat(indent));
        if let Some(name) = &self.name {
            out.push_str(name);
            out.push_str(": ");
        }
        let column = indent + self.name.as_ref().map_or(0, |name| cells(name) + 2);
        self.value.write(
            out,
            indent,
            column,
            root || tall,
            self.name.as_deref() == Some(EXPANDED_LIST),
        );
        let attribute = matches!(&self.value, FormatValue::Plain(words) if words.first().is_some_and(|word| word.starts_with("#!")));
        if !root && !attribute {
            out.push(',');
        }
        for comment in &self.trailing_comments {
            out.push(' ');
            out.push_str(comment);
        }
        out.push('\n');
    }

    /// Returns the item on one line; `None` if that is impossible.
    fn single_line(&self) -> Option<String> {
        if !self.leading_comments.is_empty() || !self.trailing_comments.is_empty() {
            return None;
        }
        let value = self.value.single_line()?;
        Some(self.name.as_ref().map_or_else(|| value.clone(), |name| format!("{name}: {value}")))
    }
}

impl<'a> FormatValue<'a> {
    /// Returns the value on one line, whatever it is; its comments are moved `above` the item.
    fn into_key(self, above: &mut Vec<Comment<'a>>) -> String {
        let (name, open, close, items, rest) = match self {
            Self::Plain(words) => return words.join(" "),
            Self::Group { name, open, close, items, trailing_comments: rest } => {
                (name, open, close, items, rest)
            }
        };
        let items: Vec<String> = items
            .into_iter()
            .map(|item| {
                above.extend(item.leading_comments);
                let value = item.value.into_key(above);
                above.extend(
                    item.trailing_comments
                        .into_iter()
                        .map(|text| Comment { text, blank_before: false }),
                );
                item.name.map_or_else(|| value.clone(), |name| format!("{name}: {value}"))
            })
            .collect();
        above.extend(rest);
        format!("{}{open}{}{close}", name.join(" "), items.join(", "))
    }

    fn write(&self, out: &mut String, indent: usize, column: usize, tall: bool, of_tall: bool) {
        match self {
            Self::Plain(words) => {
                let words: Vec<String> =
                    words.iter().map(|word| indent_continuation(word, column)).collect();
                out.push_str(&words.join(" "));
            }
            Self::Group { name, open, close, items, trailing_comments: rest } => {
                if let Some(flat) =
                    self.single_line_if(!tall).filter(|flat| column + cells(flat) < WIDTH)
                {
                    out.push_str(&flat);
                    return;
                }
                out.push_str(&name.join(" "));
                out.push_str(open);
                out.push('\n');
                for item in items {
                    item.write(out, indent + INDENT, false, of_tall);
                }
                for comment in rest {
                    comment.write(out, indent + INDENT);
                }
                out.push_str(&" ".repeat(indent));
                out.push_str(close);
            }
        }
    }

    fn single_line_if(&self, wanted: bool) -> Option<String> {
        if wanted { self.single_line() } else { None }
    }

    /// Returns the value on one line: only fields, never the items of a list, and no text of
    /// several lines.
    fn single_line(&self) -> Option<String> {
        match self {
            Self::Plain(words) if words.iter().all(|word| !word.contains('\n')) => {
                Some(words.join(" "))
            }
            Self::Plain(_) => None,
            Self::Group { name, open, close, items, trailing_comments: rest } => {
                if !rest.is_empty() || (*open == "[" && !items.is_empty()) {
                    return None;
                }
                let items: Vec<String> =
                    items.iter().map(FormatItem::single_line).collect::<Option<_>>()?;
                Some(format!("{}{open}{}{close}", name.join(" "), items.join(", ")))
            }
        }
    }
}

/// Indents the lines of a text that is continued by a backslash at the end of a line. The blanks
/// that follow are not part of the text; they are aligned with its start.
fn indent_continuation(word: &str, column: usize) -> String {
    if !word.starts_with('"') || !word.contains('\n') {
        return word.to_owned();
    }
    let mut out = String::with_capacity(word.len());
    let mut lines = word.split('\n').peekable();
    while let Some(line) = lines.next() {
        let bare = line.trim_end_matches('\r');
        let slashes = bare.len() - bare.trim_end_matches('\\').len();
        out.push_str(if slashes % 2 == 1 { bare } else { line });
        if lines.peek().is_none() {
            break;
        }
        out.push('\n');
        if slashes % 2 == 1 {
            // RON skips all white space up to the next character, blank lines included.
            while lines.peek().is_some_and(|next| next.trim().is_empty()) {
                lines.next();
            }
            out.push_str(&" ".repeat(column + 1));
            if let Some(next) = lines.peek_mut() {
                *next = next.trim_start();
            }
        }
    }
    out
}
