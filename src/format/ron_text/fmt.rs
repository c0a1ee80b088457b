//! Formats RON: four spaces per level, one line for a group that fits into one, a comma after every
//! item, comments where they were.
//!
//! Texts, names, numbers and comments stay as they are written; only the white space between them
//! and the commas at the ends change. A blank line between items is kept, several become one.

use std::borrow::Cow;
use std::iter::Peekable;

use self::item::{Comment, EXPANDED_LIST, FormatItem, FormatValue, INDENT, indent_continuation};
use super::lexer::{Token, TokenKind, Tokens, tokenize};

mod item;

/// Formats `text`, which must be free of syntax errors.
#[must_use]
pub fn format_ron(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    ItemParser::new(text).write_items(&mut out, 0, true, false);
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

/// Formats the items of a list at nesting depth `level`, each on several lines, as in
/// [`EXPANDED_LIST`].
pub(crate) fn format_items(text: &str, level: usize, out: &mut String) {
    ItemParser::new(text).write_items(out, level * INDENT, false, true);
}

/// Parser of items, one at a time.
struct ItemParser<'a> {
    tokens: Peekable<Tokens<'a>>,
    /// True if a colon follows the comments that come next; `None` if that is not known.
    is_colon_next: Option<bool>,
}

impl<'a> ItemParser<'a> {
    fn new(text: &'a str) -> Self {
        Self { tokens: tokenize(text).peekable(), is_colon_next: None }
    }

    fn next(&mut self) -> Option<Token<'a>> {
        let token = self.tokens.next();
        if !token.as_ref().is_some_and(Token::is_comment) {
            self.is_colon_next = None;
        }
        token
    }

    /// Formats the items up to a closing bracket or the end, each as soon as it is parsed: the
    /// items of a large file would take twenty times its memory. With `root` they get no commas,
    /// with `expanded` the group of each takes several lines.
    fn write_items(&mut self, out: &mut String, indent: usize, root: bool, expanded: bool) {
        let mut is_line_open = false;
        let mut leading_comments = Vec::new();
        while let Some(token) =
            self.tokens.peek().copied().filter(|token| token.kind != TokenKind::Close)
        {
            if token.is_comment() {
                self.next();
                if is_line_open && token.line_breaks == 0 && leading_comments.is_empty() {
                    out.push(' ');
                    out.push_str(token.text);
                } else {
                    leading_comments
                        .push(Comment { text: token.text, blank_before: token.line_breaks > 1 });
                }
            } else if token.kind == TokenKind::Comma {
                self.next();
            } else {
                if is_line_open {
                    out.push('\n');
                }
                is_line_open = true;
                let item =
                    FormatItem::new(std::mem::take(&mut leading_comments), token.line_breaks > 1);
                self.write_item(item, out, indent, root, expanded);
            }
        }
        if is_line_open {
            out.push('\n');
        }
        for comment in leading_comments {
            comment.write(out, indent);
        }
    }

    /// Parses the rest of `item` and formats it, without the line break after it.
    fn write_item(
        &mut self,
        mut item: FormatItem<'a>,
        out: &mut String,
        indent: usize,
        root: bool,
        expanded: bool,
    ) {
        let mut words = Vec::new();
        let open = self.item_start(&mut item, &mut words);
        let is_empty =
            |this: &mut Self| this.tokens.peek().is_none_or(|token| token.kind == TokenKind::Close);
        // Groups that take several lines whatever is in them; those in braces may be keys.
        let group = open.filter(|open| match open.text {
            "(" => root || expanded,
            "[" => !is_empty(self),
            _ => false,
        });
        let Some(group) = group else {
            self.finish_item(item, words, open).write(out, indent, root, expanded);
            return;
        };
        item.write_start(out, indent);
        out.push_str(&words.join(" "));
        out.push_str(group.text);
        out.push('\n');
        let is_expanded_list = item.name.as_deref() == Some(EXPANDED_LIST);
        self.write_items(out, indent + INDENT, false, is_expanded_list);
        out.push_str(&" ".repeat(indent));
        out.push_str(self.next().map_or("", |close| close.text));
        item.write_end(out, root);
    }

    /// Parses items up to a closing bracket or the end. Also returns the comments after the last
    /// item.
    fn items(&mut self) -> (Vec<FormatItem<'a>>, Vec<Comment<'a>>) {
        let mut items: Vec<FormatItem> = Vec::new();
        let mut leading_comments = Vec::new();
        while let Some(token) =
            self.tokens.peek().copied().filter(|token| token.kind != TokenKind::Close)
        {
            if token.is_comment() {
                self.next();
                match items
                    .last_mut()
                    .filter(|_| token.line_breaks == 0 && leading_comments.is_empty())
                {
                    Some(last) => last.trailing_comments.push(token.text),
                    None => leading_comments
                        .push(Comment { text: token.text, blank_before: token.line_breaks > 1 }),
                }
            } else if token.kind == TokenKind::Comma {
                self.next();
            } else {
                items.push(self.item(std::mem::take(&mut leading_comments), token.line_breaks > 1));
            }
        }
        (items, leading_comments)
    }

    fn item(&mut self, leading_comments: Vec<Comment<'a>>, blank_before: bool) -> FormatItem<'a> {
        let mut item = FormatItem::new(leading_comments, blank_before);
        let mut words = Vec::new();
        let open = self.item_start(&mut item, &mut words);
        self.finish_item(item, words, open)
    }

    /// Parses an item up to its end, or up to the opening bracket of a group, which is returned.
    /// The name and the comments are added to `item`, the rest to `words`.
    fn item_start(
        &mut self,
        item: &mut FormatItem<'a>,
        words: &mut Vec<&'a str>,
    ) -> Option<Token<'a>> {
        while let Some(token) = self.tokens.peek().copied() {
            match token.kind {
                TokenKind::Comma | TokenKind::Close => break,
                TokenKind::LineComment | TokenKind::BlockComment => {
                    // After a complete value, a comment on a line of its own may be about the next
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
                TokenKind::Open => return self.next(),
                TokenKind::Attribute => {
                    self.next();
                    *words = vec![token.text];
                    break;
                }
                TokenKind::Text | TokenKind::Word => {
                    self.next();
                    words.push(token.text);
                }
            }
        }
        None
    }

    /// Parses the rest of `item`, of which `words` and the opening bracket `open` have been read.
    fn finish_item(
        &mut self,
        mut item: FormatItem<'a>,
        mut words: Vec<&'a str>,
        mut open: Option<Token<'a>>,
    ) -> FormatItem<'a> {
        while let Some(bracket) = open {
            let (items, trailing_comments) = self.items();
            let group = FormatValue::Group {
                name: std::mem::take(&mut words),
                open: bracket.text,
                close: self.next().map_or("", |close| close.text),
                items,
                trailing_comments,
            };
            // The keys of a map may be anything.
            if item.name.is_some() || !self.is_name() {
                item.value = group;
                return item;
            }
            item.name = Some(group.into_key(&mut item.leading_comments).into());
            self.skip_colon(&mut item.leading_comments);
            open = self.item_start(&mut item, &mut words);
        }
        item.value = FormatValue::Plain(words);
        item
    }

    /// Skips the colon after a key; comments before the colon are added to `leading_comments`.
    fn skip_colon(&mut self, leading_comments: &mut Vec<Comment<'a>>) {
        while let Some(token) = self.next().filter(Token::is_comment) {
            leading_comments.push(Comment { text: token.text, blank_before: false });
        }
    }

    /// Returns true if the tokens just read are the name of a field: a colon follows, perhaps
    /// after comments.
    fn is_name(&mut self) -> bool {
        let Some(next) = self.tokens.peek() else { return false };
        if !next.is_comment() {
            return next.kind == TokenKind::Colon;
        }
        let tokens = &self.tokens;
        *self.is_colon_next.get_or_insert_with(|| {
            let next = tokens.clone().find(|token| !token.is_comment());
            next.is_some_and(|token| token.kind == TokenKind::Colon)
        })
    }
}
