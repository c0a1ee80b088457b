//! The items of a RON text, with the comments on them, and how they are written.

use std::borrow::Cow;

use crate::text::cells;

/// Longest line in cells, unless a single text is longer.
const WIDTH: usize = 128;
/// Number of spaces per level.
pub(crate) const INDENT: usize = 4;
/// Name of the list whose items always take several lines, however short they are.
pub(crate) const EXPANDED_LIST: &str = "projects";

/// A comment on a line of its own.
pub(crate) struct Comment<'a> {
    pub(crate) text: &'a str,
    /// True if there was a blank line before it.
    pub(crate) blank_before: bool,
}

impl Comment<'_> {
    pub(crate) fn write(&self, out: &mut String, indent: usize) {
        if self.blank_before && !out.is_empty() && !out.ends_with("(\n") && !out.ends_with("[\n") {
            out.push('\n');
        }
        out.push_str(&" ".repeat(indent));
        out.push_str(self.text);
        out.push('\n');
    }
}

/// A field, or an item of a list, with the comments on it.
pub(crate) struct FormatItem<'a> {
    /// Comments before it.
    pub(crate) leading_comments: Vec<Comment<'a>>,
    /// True if there was a blank line before it.
    blank_before: bool,
    /// The name of a field, or the key of a map.
    pub(crate) name: Option<Cow<'a, str>>,
    pub(crate) value: FormatValue<'a>,
    /// Comments after it, on its line.
    pub(crate) trailing_comments: Vec<&'a str>,
}

/// The value of an item.
pub(crate) enum FormatValue<'a> {
    /// Words and texts.
    Plain(Vec<&'a str>),
    /// A pair of brackets with the items in it, and the words before it, such as a name.
    Group {
        name: Vec<&'a str>,
        open: &'a str,
        close: &'a str,
        items: Vec<FormatItem<'a>>,
        trailing_comments: Vec<Comment<'a>>,
    },
}

impl<'a> FormatItem<'a> {
    pub(crate) fn new(leading_comments: Vec<Comment<'a>>, blank_before: bool) -> Self {
        Self {
            leading_comments,
            blank_before,
            name: None,
            value: FormatValue::Plain(Vec::new()),
            trailing_comments: Vec::new(),
        }
    }
}

impl FormatItem<'_> {
    /// Writes the item on lines of its own, without the last line break. Its group is not put on
    /// one line if the item is the `root` or `expanded`.
    pub(crate) fn write(&self, out: &mut String, indent: usize, root: bool, expanded: bool) {
        let column = self.write_start(out, indent);
        let is_expanded_list = self.name.as_deref() == Some(EXPANDED_LIST);
        self.value.write(out, indent, column, root || expanded, is_expanded_list);
        self.write_end(out, root);
    }

    /// Writes the comments before the item, and its name. Returns the column at which its value
    /// begins.
    pub(crate) fn write_start(&self, out: &mut String, indent: usize) -> usize {
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
        indent + self.name.as_ref().map_or(0, |name| cells(name) + 2)
    }

    /// Writes what follows the value: a comma, and the comments on the same line.
    pub(crate) fn write_end(&self, out: &mut String, root: bool) {
        let is_attribute = match &self.value {
            FormatValue::Plain(words) => words.first().is_some_and(|word| word.starts_with("#!")),
            FormatValue::Group { .. } => false,
        };
        if !root && !is_attribute {
            out.push(',');
        }
        for comment in &self.trailing_comments {
            out.push(' ');
            out.push_str(comment);
        }
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
    /// Returns the value on one line, whatever it is; its comments are moved to `leading_comments`.
    pub(crate) fn into_key(self, leading_comments: &mut Vec<Comment<'a>>) -> String {
        let (name, open, close, items, trailing_comments) = match self {
            Self::Plain(words) => return words.join(" "),
            Self::Group { name, open, close, items, trailing_comments } => {
                (name, open, close, items, trailing_comments)
            }
        };
        let items: Vec<String> = items
            .into_iter()
            .map(|item| {
                leading_comments.extend(item.leading_comments);
                let value = item.value.into_key(leading_comments);
                leading_comments.extend(
                    item.trailing_comments
                        .into_iter()
                        .map(|text| Comment { text, blank_before: false }),
                );
                item.name.map_or_else(|| value.clone(), |name| format!("{name}: {value}"))
            })
            .collect();
        leading_comments.extend(trailing_comments);
        format!("{}{open}{}{close}", name.join(" "), items.join(", "))
    }

    /// Writes the value, which begins at `column`; on one line if that is possible and it is not
    /// `expanded`. Its items are expanded with `items_expanded`.
    fn write(
        &self,
        out: &mut String,
        indent: usize,
        column: usize,
        expanded: bool,
        items_expanded: bool,
    ) {
        match self {
            Self::Plain(words) => {
                for (nth, word) in words.iter().enumerate() {
                    out.push_str(if nth > 0 { " " } else { "" });
                    out.push_str(&indent_continuation(word, column));
                }
            }
            Self::Group { name, open, close, items, trailing_comments } => {
                if let Some(flat) =
                    self.single_line_if(!expanded).filter(|flat| column + cells(flat) < WIDTH)
                {
                    out.push_str(&flat);
                    return;
                }
                out.push_str(&name.join(" "));
                out.push_str(open);
                out.push('\n');
                for item in items {
                    item.write(out, indent + INDENT, false, items_expanded);
                    out.push('\n');
                }
                for comment in trailing_comments {
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
            Self::Group { name, open, close, items, trailing_comments } => {
                if !trailing_comments.is_empty() || (*open == "[" && !items.is_empty()) {
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
pub(crate) fn indent_continuation(word: &str, column: usize) -> Cow<'_, str> {
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
