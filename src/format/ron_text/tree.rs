//! The tree of the brackets in a RON text. It is not stored, which would take up to twenty times
//! the memory of the text: a part of it is read from the tokens when it is asked for.

use super::lexer::{Token, TokenKind, Tokens};

/// A pair of brackets in a text, with everything between them.
#[derive(Clone, Copy)]
pub(crate) struct Group<'a> {
    text: &'a str,
    /// Byte offset of the opening bracket.
    offset: usize,
}

impl<'a> Group<'a> {
    /// Returns the group in `text` whose opening bracket is at byte `offset`; it is empty if there
    /// is none.
    pub(crate) fn at(text: &'a str, offset: usize) -> Self {
        Self { text, offset }
    }

    /// Returns the byte offset of the value of the field `name`.
    pub(crate) fn field(self, name: &str) -> Option<usize> {
        let mut tokens = self.children().filter(|token| !token.is_comment());
        let mut before = "";
        loop {
            let token = tokens.next()?;
            if token.kind == TokenKind::Colon && before == name {
                return tokens.next().map(|value| value.offset);
            }
            before = token.text;
        }
    }

    /// Returns the byte offsets of the items of a list.
    pub(crate) fn items(self) -> Vec<usize> {
        let mut is_item_next = true;
        let starts = self.children().filter(|token| {
            let is_start = is_item_next && token.begins_item();
            is_item_next = token.kind == TokenKind::Comma || is_item_next && !is_start;
            is_start
        });
        starts.map(|token| token.offset).collect()
    }

    /// Returns the byte offset of what comes first in the group and is no comment.
    pub(crate) fn first(self) -> Option<usize> {
        self.children().find(|token| !token.is_comment()).map(|token| token.offset)
    }

    /// Iterates over the tokens directly in the group; of the groups nested in it, over the opening
    /// brackets alone.
    fn children(self) -> impl Iterator<Item = Token<'a>> {
        let mut tokens = Tokens::starting_at(self.text, self.offset);
        let is_group = tokens.next().is_some_and(|token| token.kind == TokenKind::Open);
        let mut depth = 0_usize;
        tokens
            .take_while(move |_| is_group)
            .map_while(move |token| {
                let is_child = depth == 0;
                match token.kind {
                    TokenKind::Open => depth += 1,
                    TokenKind::Close => depth = depth.checked_sub(1)?,
                    _ => {}
                }
                Some((token, is_child))
            })
            .filter(|(_, is_child)| *is_child)
            .map(|(token, _)| token)
    }
}
