//! Formats RON: four spaces per level, one line for a group that fits into one, a comma after every
//! item, comments where they were.
//!
//! Texts, names, numbers and comments stay as they are written; only the white space between them
//! and the commas at the ends change. A blank line between items is kept, several become one.

use std::borrow::Cow;
use std::iter::Peekable;

use super::lexer::{Token, TokenKind, Tokens, tokenize};
use crate::text::cells;

/// Longest line in cells, unless a single text is longer.
pub(super) const WIDTH: usize = 128;
/// Number of spaces per level.
pub(super) const INDENT: usize = 4;
/// Name of the list whose items always take several lines, however short they are.
const EXPANDED_LIST: &str = "projects";

/// Formats `text`, which must be free of syntax errors.
#[must_use]
pub fn format_ron(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    Formatter { tokens: tokenize(text).peekable(), out: &mut out }.write_items(0, "", false);
    out
}

/// Returns true if two texts consist of the same tokens, apart from white space, comments and
/// commas.
#[must_use]
pub fn has_same_tokens(one: &str, other: &str) -> bool {
    let words =
        |text| tokenize(text).filter(|token| !token.is_comment() && token.kind != TokenKind::Comma);
    words(one)
        .map(|token| indent_continuation(token.text, 0))
        .eq(words(other).map(|token| indent_continuation(token.text, 0)))
}

/// A comment on a line of its own.
struct Comment<'a> {
    text: &'a str,
    /// True if there was a blank line before it.
    blank_before: bool,
}

/// A field, or an item of a list, up to the opening bracket of its value.
#[derive(Default)]
struct FormatItem<'a> {
    /// Comments before it.
    leading_comments: Vec<Comment<'a>>,
    /// True if there was a blank line before it.
    blank_before: bool,
    /// The name of a field, or the key of a map.
    name: Option<Cow<'a, str>>,
    /// Words and texts: the value, or a name before a bracket.
    words: Vec<&'a str>,
    /// Comments after the words.
    trailing_comments: Vec<&'a str>,
}

/// A group on one line.
struct GroupLine<'a> {
    text: String,
    comments: Vec<Comment<'a>>,
    /// The tokens after it.
    rest: Peekable<Tokens<'a>>,
}

/// Formatter of a text. Each item is written as soon as it is read: the items of a large file would
/// take twenty times its memory.
struct Formatter<'a, 'out> {
    tokens: Peekable<Tokens<'a>>,
    out: &'out mut String,
}

impl<'a> Formatter<'a, '_> {
    /// Formats the items up to a closing bracket or the end. `parent` is the bracket around them;
    /// without one they get no commas. With `expanded` the group of each takes several lines.
    fn write_items(&mut self, indent: usize, parent: &str, expanded: bool) {
        let mut is_line_open = false;
        let mut leading_comments = Vec::new();
        while let Some(token) =
            self.tokens.peek().copied().filter(|token| token.kind != TokenKind::Close)
        {
            let blank_before = token.line_breaks > 1;
            if token.is_comment() {
                self.tokens.next();
                if is_line_open && token.line_breaks == 0 && leading_comments.is_empty() {
                    self.out.push(' ');
                    self.out.push_str(token.text);
                } else {
                    leading_comments.push(Comment { text: token.text, blank_before });
                }
            } else if token.kind == TokenKind::Comma {
                self.tokens.next();
            } else {
                if is_line_open {
                    self.out.push('\n');
                }
                is_line_open = true;
                let leading_comments = std::mem::take(&mut leading_comments);
                let item = FormatItem { leading_comments, blank_before, ..FormatItem::default() };
                self.write_item(item, indent, parent, expanded);
            }
        }
        if is_line_open {
            self.out.push('\n');
        }
        for comment in leading_comments {
            self.write_comment(&comment, indent);
        }
    }

    /// Reads `item` and formats it, without the line break after it.
    fn write_item(
        &mut self,
        mut item: FormatItem<'a>,
        indent: usize,
        parent: &str,
        expanded: bool,
    ) {
        let mut open = self.read_start(&mut item);
        // The keys of a map may be anything.
        if let Some(bracket) = open.filter(|_| parent == "{" && item.name.is_none())
            && let Some(key) = self.group_line(bracket, None).and_then(GroupLine::into_key)
        {
            item.name = Some((item.words.join(" ") + &key.text).into());
            item.words.clear();
            item.leading_comments.extend(key.comments);
            self.tokens = key.rest;
            open = self.read_start(&mut item);
        }
        let column = self.write_start(&item, indent);
        if let Some(open) = open {
            let name = item.words.join(" ");
            self.out.push_str(&name);
            let max = WIDTH.saturating_sub(column + cells(&name));
            if !expanded
                && !parent.is_empty()
                && let Some(line) = self.group_line(open, Some(max))
            {
                self.out.push_str(&line.text);
                self.tokens = line.rest;
            } else {
                self.write_group(open, indent, item.name.as_deref() == Some(EXPANDED_LIST));
            }
        } else {
            for (nth, word) in item.words.iter().enumerate() {
                self.out.push_str(if nth > 0 { " " } else { "" });
                self.out.push_str(&indent_continuation(word, column));
            }
        }
        let is_attribute =
            open.is_none() && item.words.first().is_some_and(|word| word.starts_with("#!"));
        if !parent.is_empty() && !is_attribute {
            self.out.push(',');
        }
        for comment in item.trailing_comments {
            self.out.push(' ');
            self.out.push_str(comment);
        }
    }

    /// Reads an item up to its end, or up to the opening bracket of a group, which is returned.
    fn read_start(&mut self, item: &mut FormatItem<'a>) -> Option<Token<'a>> {
        // True if a colon follows the comments that come next.
        let mut is_name = None;
        while let Some(token) = self.tokens.peek().copied() {
            match token.kind {
                TokenKind::Comma | TokenKind::Close => break,
                TokenKind::LineComment | TokenKind::BlockComment => {
                    // After a complete value, a comment on a line of its own may be about the next
                    // item.
                    let is_complete = !item.words.is_empty()
                        && (item.name.is_some()
                            || !*is_name.get_or_insert_with(|| is_colon_next(self.tokens.clone())));
                    if is_complete && token.line_breaks > 0 {
                        break;
                    }
                    if item.words.is_empty() {
                        let comment = Comment { text: token.text, blank_before: false };
                        item.leading_comments.push(comment);
                    } else {
                        item.trailing_comments.push(token.text);
                    }
                }
                TokenKind::Colon => item.name = item.words.pop().map(Cow::Borrowed),
                TokenKind::Open => return self.tokens.next(),
                TokenKind::Attribute => {
                    self.tokens.next();
                    item.words = vec![token.text];
                    break;
                }
                TokenKind::Text | TokenKind::Word => {
                    is_name = None;
                    item.words.push(token.text);
                }
            }
            self.tokens.next();
        }
        None
    }

    /// Reads ahead the group after its opening bracket. With `max`, it must be less than that many
    /// cells wide, and have only fields, never the items of a list, no comments and no text of
    /// several lines.
    fn group_line(&self, open: Token<'a>, max: Option<usize>) -> Option<GroupLine<'a>> {
        let mut rest = self.tokens.clone();
        let (mut text, mut comments) = (open.text.to_owned(), Vec::new());
        let (mut depth, mut width, mut last) = (1, 1, open);
        while depth > 0 {
            let token = rest.next()?;
            let is_item = last.text == "[" && token.kind != TokenKind::Close;
            if max.is_some() && (is_item || token.is_comment() || token.text.contains('\n')) {
                return None;
            }
            let gap = match (last.kind, token.kind) {
                (_, TokenKind::LineComment | TokenKind::BlockComment) => {
                    let blank_before = token.line_breaks > 1;
                    comments.push(Comment { text: token.text, blank_before });
                    continue;
                }
                (_, TokenKind::Comma | TokenKind::Close | TokenKind::Colon) => "",
                (TokenKind::Comma, _) => ", ",
                (TokenKind::Colon, _)
                | (TokenKind::Text | TokenKind::Word, TokenKind::Text | TokenKind::Word) => " ",
                _ => "",
            };
            match token.kind {
                TokenKind::Open => depth += 1,
                TokenKind::Close => depth -= 1,
                _ => {}
            }
            // A comma is written with the item that follows it.
            let shown = if token.kind == TokenKind::Comma { "" } else { token.text };
            width += gap.len() + cells(shown);
            if max.is_some_and(|max| width >= max) {
                return None;
            }
            text.push_str(gap);
            text.push_str(shown);
            last = token;
        }
        Some(GroupLine { text, comments, rest })
    }

    /// Formats the group after its opening bracket on several lines, in an item at `indent`.
    fn write_group(&mut self, open: Token, indent: usize, expanded: bool) {
        self.out.push_str(open.text);
        self.out.push('\n');
        self.write_items(indent + INDENT, open.text, expanded);
        self.out.push_str(&" ".repeat(indent));
        self.out.push_str(self.tokens.next().map_or("", |close| close.text));
    }

    /// Writes the comments before the item, and its name. Returns the column at which its value
    /// begins.
    fn write_start(&mut self, item: &FormatItem, indent: usize) -> usize {
        for comment in &item.leading_comments {
            self.write_comment(comment, indent);
        }
        if item.blank_before && item.leading_comments.is_empty() {
            self.write_blank_line();
        }
        self.out.push_str(&" ".repeat(indent));
        let Some(name) = &item.name else { return indent };
        self.out.push_str(name);
        self.out.push_str(": ");
        indent + cells(name) + 2
    }

    fn write_comment(&mut self, comment: &Comment, indent: usize) {
        if comment.blank_before {
            self.write_blank_line();
        }
        self.out.push_str(&" ".repeat(indent));
        self.out.push_str(comment.text);
        self.out.push('\n');
    }

    /// Writes a blank line, unless it would be the first in the text or in a group.
    fn write_blank_line(&mut self) {
        if !self.out.is_empty() && !self.out.ends_with("(\n") && !self.out.ends_with("[\n") {
            self.out.push('\n');
        }
    }
}

impl GroupLine<'_> {
    /// Skips the colon after the group, with the comments before it; `None` if there is none.
    fn into_key(mut self) -> Option<Self> {
        loop {
            let token = self.rest.next()?;
            if !token.is_comment() {
                return (token.kind == TokenKind::Colon).then_some(self);
            }
            self.comments.push(Comment { text: token.text, blank_before: false });
        }
    }
}

/// Returns true if the first of `tokens` that is no comment is a colon.
fn is_colon_next(mut tokens: Peekable<Tokens>) -> bool {
    tokens.find(|token| !token.is_comment()).is_some_and(|token| token.kind == TokenKind::Colon)
}

/// Indents the lines of a text that is continued by a backslash at the end of a line. The blanks
/// that follow are not part of the text; they are aligned with its start.
fn indent_continuation(word: &str, column: usize) -> Cow<'_, str> {
    if !word.starts_with('"') || !word.contains('\n') {
        return word.into();
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
    out.into()
}
