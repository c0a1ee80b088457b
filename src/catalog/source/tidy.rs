//! The house style: four spaces a level, one line for what fits into one, a comma after every item, comments where they were.
//!
//! Texts, names and numbers stay as they are written, and so do comments; only the white space between them changes, and
//! commas at the ends. An empty line between items stays one.

use std::borrow::Cow;
use std::iter::Peekable;
use std::vec::IntoIter;

use super::tokens::{Kind, Token, tokens};
use crate::text::cells;

/// The widest line, in cells, unless a text alone is wider.
const WIDTH: usize = 128;
/// A level's worth of blanks.
const INDENT: usize = 4;
/// The list of which each item takes several lines, however short it is.
const TALL: &str = "projects";

/// `text` in the house style. It must have been judged to be without fault of syntax.
#[must_use]
pub fn tidy(text: &str) -> String {
    let mut reader = Reader::new(text);
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

/// Whether two texts say the same, word for word: they may differ in white space, comments, and commas at the ends of lists.
#[must_use]
pub fn says_same(one: &str, other: &str) -> bool {
    let words = |text| tokens(text).into_iter().filter(|token| !token.is_comment() && token.kind != Kind::Comma);
    words(one).map(|token| continued(token.text, 0)).eq(words(other).map(|token| continued(token.text, 0)))
}

/// The items of a list in the house style, so many levels deep, each in several lines: those of [`TALL`].
pub(super) fn tidy_items(text: &str, level: usize, out: &mut String) {
    let mut reader = Reader::new(text);
    let (items, _) = reader.items();
    for item in &items {
        item.write(out, level * INDENT, false, true);
    }
}

/// A comment that has a line of its own.
struct Comment<'a> {
    text: &'a str,
    gap: bool,
}

impl Comment<'_> {
    fn write(&self, out: &mut String, indent: usize) {
        if self.gap && !out.is_empty() && !out.ends_with("(\n") && !out.ends_with("[\n") {
            out.push('\n');
        }
        out.push_str(&" ".repeat(indent));
        out.push_str(self.text);
        out.push('\n');
    }
}

/// A field, or an item of a list, with what was said about it.
struct Item<'a> {
    /// Comments before it.
    above: Vec<Comment<'a>>,
    /// Whether an empty line stood before it.
    gap: bool,
    /// The name of a field, or the key of a map.
    name: Option<Cow<'a, str>>,
    value: Value<'a>,
    /// Comments behind it, in its line.
    beside: Vec<&'a str>,
}

enum Value<'a> {
    /// Words and texts.
    Plain(Vec<&'a str>),
    /// What stands between brackets, with a name that may stand before them.
    Group { name: Vec<&'a str>, open: &'a str, close: &'a str, items: Vec<Item<'a>>, rest: Vec<Comment<'a>> },
}

struct Reader<'a> {
    tokens: Peekable<IntoIter<Token<'a>>>,
    /// For each token that is still to come, the last first: whether a colon follows, perhaps behind comments.
    named: Vec<bool>,
}

impl<'a> Reader<'a> {
    fn new(text: &'a str) -> Self {
        let tokens = tokens(text);
        let (mut named, mut colon) = (Vec::with_capacity(tokens.len()), false);
        for token in tokens.iter().rev() {
            colon = if token.is_comment() { colon } else { token.kind == Kind::Colon };
            named.push(colon);
        }
        Self { tokens: tokens.into_iter().peekable(), named }
    }

    fn next(&mut self) -> Option<Token<'a>> {
        self.named.pop();
        self.tokens.next()
    }

    /// Items up to a closing bracket or the end, and the comments after the last of them.
    fn items(&mut self) -> (Vec<Item<'a>>, Vec<Comment<'a>>) {
        let mut items: Vec<Item> = Vec::new();
        let mut above = Vec::new();
        while let Some(token) = self.tokens.peek().copied().filter(|token| token.kind != Kind::Close) {
            if token.is_comment() {
                self.next();
                match items.last_mut().filter(|_| token.breaks == 0 && above.is_empty()) {
                    Some(last) => last.beside.push(token.text),
                    None => above.push(Comment { text: token.text, gap: token.breaks > 1 }),
                }
            } else if token.kind == Kind::Comma {
                self.next();
            } else {
                items.push(self.item(std::mem::take(&mut above), token.breaks > 1));
            }
        }
        (items, above)
    }

    fn item(&mut self, above: Vec<Comment<'a>>, gap: bool) -> Item<'a> {
        let mut item = Item { above, gap, name: None, value: Value::Plain(Vec::new()), beside: Vec::new() };
        let mut words = Vec::new();
        while let Some(token) = self.tokens.peek().copied() {
            match token.kind {
                Kind::Comma | Kind::Close => break,
                Kind::LineComment | Kind::BlockComment => {
                    // Behind a value that is complete: it may be about the next item, in a line of its own.
                    let complete = !words.is_empty() && (item.name.is_some() || !self.is_name());
                    if complete && token.breaks > 0 {
                        break;
                    }
                    self.next();
                    if words.is_empty() {
                        item.above.push(Comment { text: token.text, gap: false });
                    } else {
                        item.beside.push(token.text);
                    }
                }
                Kind::Colon => {
                    self.next();
                    item.name = words.pop().map(Cow::Borrowed);
                }
                Kind::Open => {
                    self.next();
                    let (items, rest) = self.items();
                    let close = self.next().map_or("", |close| close.text);
                    let group = Value::Group { name: std::mem::take(&mut words), open: token.text, close, items, rest };
                    // The keys of a map may be anything.
                    if item.name.is_none() && self.is_name() {
                        item.name = Some(group.into_key(&mut item.above).into());
                        self.pass_colon(&mut item.above);
                        continue;
                    }
                    item.value = group;
                    return item;
                }
                Kind::Attribute => {
                    self.next();
                    item.value = Value::Plain(vec![token.text]);
                    return item;
                }
                Kind::Text | Kind::Word => {
                    self.next();
                    words.push(token.text);
                }
            }
        }
        item.value = Value::Plain(words);
        item
    }

    /// Goes past the colon behind a key, and the comments before it.
    fn pass_colon(&mut self, above: &mut Vec<Comment<'a>>) {
        while let Some(token) = self.next().filter(Token::is_comment) {
            above.push(Comment { text: token.text, gap: false });
        }
    }

    /// Whether what has been read is the name of a field: a colon follows, perhaps behind comments.
    fn is_name(&self) -> bool {
        self.named.last().copied().unwrap_or_default()
    }
}

impl Item<'_> {
    /// In lines of its own. `tall` items of round brackets are never put into one line.
    fn write(&self, out: &mut String, indent: usize, root: bool, tall: bool) {
        for comment in &self.above {
            comment.write(out, indent);
        }
        if self.gap && self.above.is_empty() && !out.is_empty() && !out.ends_with("(\n") && !out.ends_with("[\n") {
            out.push('\n');
        }
        out.push_str(&" ".repeat(indent));
        if let Some(name) = &self.name {
            out.push_str(name);
            out.push_str(": ");
        }
        let column = indent + self.name.as_ref().map_or(0, |name| cells(name) + 2);
        self.value.write(out, indent, column, root || tall, self.name.as_deref() == Some(TALL));
        let attribute = matches!(&self.value, Value::Plain(words) if words.first().is_some_and(|word| word.starts_with("#!")));
        if !root && !attribute {
            out.push(',');
        }
        for comment in &self.beside {
            out.push(' ');
            out.push_str(comment);
        }
        out.push('\n');
    }

    /// In one line; nothing where that cannot be.
    fn flat(&self) -> Option<String> {
        if !self.above.is_empty() || !self.beside.is_empty() {
            return None;
        }
        let value = self.value.flat()?;
        Some(self.name.as_ref().map_or_else(|| value.clone(), |name| format!("{name}: {value}")))
    }
}

impl<'a> Value<'a> {
    /// In one line, whatever it is; the comments in it go before it.
    fn into_key(self, above: &mut Vec<Comment<'a>>) -> String {
        let (name, open, close, items, rest) = match self {
            Self::Plain(words) => return words.join(" "),
            Self::Group { name, open, close, items, rest } => (name, open, close, items, rest),
        };
        let items: Vec<String> = items
            .into_iter()
            .map(|item| {
                above.extend(item.above);
                let value = item.value.into_key(above);
                above.extend(item.beside.into_iter().map(|text| Comment { text, gap: false }));
                item.name.map_or_else(|| value.clone(), |name| format!("{name}: {value}"))
            })
            .collect();
        above.extend(rest);
        format!("{}{open}{}{close}", name.join(" "), items.join(", "))
    }

    fn write(&self, out: &mut String, indent: usize, column: usize, tall: bool, of_tall: bool) {
        match self {
            Self::Plain(words) => {
                let words: Vec<String> = words.iter().map(|word| continued(word, column)).collect();
                out.push_str(&words.join(" "));
            }
            Self::Group { name, open, close, items, rest } => {
                if let Some(flat) = self.flat_if(!tall).filter(|flat| column + cells(flat) < WIDTH) {
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

    fn flat_if(&self, wanted: bool) -> Option<String> {
        if wanted { self.flat() } else { None }
    }

    /// In one line: only fields, never the items of a list, and no text of several lines.
    fn flat(&self) -> Option<String> {
        match self {
            Self::Plain(words) if words.iter().all(|word| !word.contains('\n')) => Some(words.join(" ")),
            Self::Plain(_) => None,
            Self::Group { name, open, close, items, rest } => {
                if !rest.is_empty() || (*open == "[" && !items.is_empty()) {
                    return None;
                }
                let items: Vec<String> = items.iter().map(Item::flat).collect::<Option<_>>()?;
                Some(format!("{}{open}{}{close}", name.join(" "), items.join(", ")))
            }
        }
    }
}

/// A text that goes on behind a backslash at the end of a line: the blanks that follow are none of it, and line up with it.
fn continued(word: &str, column: usize) -> String {
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
            // What is blank up to the next character belongs to the break, empty lines too.
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
