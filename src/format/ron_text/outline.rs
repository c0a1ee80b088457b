//! Locates the parts of a programme in the text of a RON file, and finds the diagnostics that
//! comments in the file allow.

use std::cell::RefCell;
use std::collections::HashMap;
use std::ops::Range;

use super::lexer::{TokenKind, tokenize};
use super::tree::Group;
use crate::diagnostics::{Column, FieldPath, LineCol, LineIndex, Owner};
use crate::format::detail_fields::{CONTACT, INTERNAL, INVESTMENT, NOTES};
use crate::lang::Lang;

/// Text of a comment in front of the codes of the diagnostics that it allows.
const ALLOW: &str = "check: allow ";
/// The field with the updates of a project.
const UPDATES: &str = "updates";

/// A RON text with the byte offsets of its domains and projects. Only of those: its tokens take up
/// to twenty times its memory.
pub(crate) struct Outline<'a> {
    text: &'a str,
    line_index: LineIndex<'a>,
    root: usize,
    domains: Vec<usize>,
    projects: Vec<usize>,
    allowed: HashMap<&'a str, RangeSet>,
    /// The last field looked up: many diagnostics may be about one list, and each would search it
    /// again.
    last: RefCell<Option<CachedField>>,
}

/// A field that was looked up.
struct CachedField {
    /// The byte offset of its group, and its name.
    field: (usize, &'static str),
    /// The byte offset of its value, if it has one.
    value: Option<usize>,
    /// The byte offsets of its items, if it is a list.
    items: Option<Vec<usize>>,
}

impl<'a> Outline<'a> {
    /// Creates the outline of a text that has no errors.
    pub(crate) fn new(text: &'a str) -> Self {
        let root = tokenize(text).find(|token| token.kind == TokenKind::Open);
        let root = root.map_or(0, |token| token.offset);
        let mut outline = Self {
            text,
            line_index: LineIndex::new(text),
            root,
            domains: Vec::new(),
            projects: Vec::new(),
            allowed: HashMap::new(),
            last: RefCell::default(),
        };
        outline.scan();
        outline
    }

    /// Finds the domains, the projects and the diagnostics that comments allow, in one pass.
    fn scan(&mut self) {
        let root = Group::at(self.text, self.root);
        let lists = ["domains", "projects"].map(|name| root.field(name));
        let mut items = [Vec::new(), Vec::new()];
        let mut allowed = AllowedRanges::default();
        let mut depth = 0_usize;
        // The list whose next item is expected.
        let mut list = None;
        // The list around the tokens.
        let mut current = None;
        for (nth, token) in tokenize(self.text).enumerate() {
            if depth == 2
                && token.begins_item()
                && let Some(items) = list.take().and_then(|list: usize| items.get_mut(list))
            {
                items.push(token.offset);
            }
            match token.kind {
                TokenKind::LineComment | TokenKind::BlockComment => {
                    let Some((_, codes)) = token.text.split_once(ALLOW) else { continue };
                    let is_after = token.line_breaks == 0 && nth > 0;
                    let start = is_after.then(|| self.line_index.line_start(token.offset));
                    allowed.push(
                        codes,
                        start.map(|start| start..token.offset),
                        token.offset,
                        depth,
                    );
                }
                TokenKind::Open => {
                    depth += 1;
                    if depth == 2 {
                        current = lists.iter().position(|list| *list == Some(token.offset));
                        list = current;
                    }
                }
                TokenKind::Close => {
                    allowed.end_items(depth, token.offset);
                    depth = depth.saturating_sub(1);
                }
                TokenKind::Comma => {
                    allowed.end_items(depth, token.offset);
                    list = current.filter(|_| depth == 2);
                }
                _ => {}
            }
        }
        [self.domains, self.projects] = items;
        self.allowed = allowed.finish(self.text.len());
    }

    /// Returns the byte offset of the text at `path`, or of its owner if the text is missing.
    pub(crate) fn offset_of(&self, path: FieldPath) -> usize {
        let owner = match path.owner {
            Owner::Programme(_) => Some(self.root),
            Owner::Domain(nth) => self.domains.get(nth).copied(),
            Owner::Project(nth) => self.projects.get(nth).copied(),
        };
        let Some(owner) = owner else { return 0 };
        self.value_at(owner, path).unwrap_or(owner)
    }

    /// Converts a byte offset to a line and a column.
    pub(crate) fn line_col(&self, at: usize) -> LineCol {
        self.line_index.line_col(at)
    }

    /// Returns true if a comment allows the diagnostic with the code `name` at byte `at`.
    pub(crate) fn is_allowed(&self, name: &str, at: usize) -> bool {
        self.allowed.get(name).is_some_and(|ranges| ranges.contain(at))
    }

    /// Returns the byte offset of the value at `path` in the group of its owner.
    fn value_at(&self, owner: usize, path: FieldPath) -> Option<usize> {
        let (name, lang) = match path.column {
            Column::ValueZh | Column::ValueEn | Column::Field => {
                let Owner::Programme(field) = path.owner else { return None };
                (field.name(), None)
            }
            Column::Id => ("id", None),
            Column::Name(lang) => ("name", Some(lang)),
            Column::Origin => ("origin", None),
            Column::No => ("no", None),
            Column::Domain => ("domain", None),
            Column::Title(lang) => ("title", Some(lang)),
            Column::Text(field, lang) => (field.name(), Some(lang)),
            Column::Targets(lang) => ("targets", Some(lang)),
            Column::List(field, lang) => (field.name(), Some(lang)),
            Column::Contact(..) => (CONTACT, None),
            Column::Investment(_) => (INVESTMENT, None),
            Column::Notes(lang) => (NOTES, Some(lang)),
            Column::Start => ("start", None),
            Column::End => ("end", None),
            Column::Note(lang) => (UPDATES, Some(lang)),
            Column::Target
            | Column::Date
            | Column::Done
            | Column::Unit
            | Column::TargetName
            | Column::Span
            | Column::Progress(_)
            | Column::Extra(_) => return None,
        };
        let mut at = self.item(owner, name, path.nth)?;
        let field = |at: usize, name: &'static str| Group::at(self.text, at).field(name);
        match path.column {
            Column::Note(_) => at = field(at, "note")?,
            Column::Notes(_) => at = field(at, "text")?,
            Column::Investment(amount) => at = field(at, amount.name())?,
            Column::Contact(text, _) if text.is_internal() => {
                at = field(field(at, INTERNAL)?, text.name())?;
            }
            Column::Contact(text, _) => at = field(at, text.name())?,
            _ => {}
        }
        let text = lang.and_then(|lang: Lang| Group::at(self.text, at).field(lang.tag()));
        Some(text.unwrap_or(at))
    }

    /// Returns the byte offset of the value of a field, or of item `nth` if the value is a list.
    fn item(&self, group: usize, name: &'static str, nth: usize) -> Option<usize> {
        let mut last = self.last.borrow_mut();
        if last.as_ref().is_none_or(|cached| cached.field != (group, name)) {
            let value = Group::at(self.text, group).field(name);
            let is_list =
                |at: &usize| self.text.as_bytes().get(*at).is_some_and(|byte| *byte == b'[');
            *last = Some(CachedField {
                field: (group, name),
                value,
                items: value.filter(is_list).map(|at| Group::at(self.text, at).items()),
            });
        }
        let cached = last.as_ref()?;
        cached.items.as_ref().map_or(cached.value, |items| items.get(nth).copied())
    }
}

/// The codes that comments allow, with the part of the text for which they do: the line that the
/// comment ends, or the item after the comment, up to the next comma or the end of its group.
#[derive(Default)]
struct AllowedRanges<'a> {
    comments: Vec<(&'a str, Range<usize>)>,
    /// The comments of items whose end is not known yet, with the depth of their groups.
    open: Vec<(usize, usize)>,
}

impl<'a> AllowedRanges<'a> {
    /// Adds a comment at byte `offset` that allows `codes`, for a range on its `line` or else for
    /// the item after it, in a group at nesting `depth`.
    fn push(&mut self, codes: &'a str, line: Option<Range<usize>>, offset: usize, depth: usize) {
        if line.is_none() {
            self.open.push((depth, self.comments.len()));
        }
        self.comments.push((codes, line.unwrap_or(offset..usize::MAX)));
    }

    /// Ends the items in groups at nesting `depth` or deeper, at byte `offset`.
    fn end_items(&mut self, depth: usize, offset: usize) {
        while let Some((_, nth)) = self.open.pop_if(|(nesting, _)| *nesting >= depth) {
            if let Some((_, range)) = self.comments.get_mut(nth) {
                range.end = offset;
            }
        }
    }

    /// Returns the ranges for each code, in a text of `length` bytes.
    fn finish(mut self, length: usize) -> HashMap<&'a str, RangeSet> {
        self.end_items(0, length);
        let mut allowed: HashMap<&str, Vec<Range<usize>>> = HashMap::new();
        for (codes, range) in self.comments {
            let codes = codes
                .split(|c: char| !(c.is_ascii_lowercase() || c == '-' || c == ',' || c == ' '));
            let codes = codes.take(1).flat_map(|codes| codes.split([',', ' ']));
            for code in codes.filter(|code| !code.is_empty()) {
                allowed.entry(code).or_default().push(range.clone());
            }
        }
        allowed.into_iter().map(|(code, ranges)| (code, RangeSet::new(ranges))).collect()
    }
}

/// Byte ranges, which may overlap.
struct RangeSet(Vec<Range<usize>>);

impl RangeSet {
    /// Extends each range to the furthest end of those that begin before it, so that the last range
    /// that begins before a byte tells whether any contains it.
    fn new(mut ranges: Vec<Range<usize>>) -> Self {
        ranges.sort_unstable_by_key(|range| range.start);
        let mut reach = 0;
        for range in &mut ranges {
            reach = reach.max(range.end);
            range.end = reach;
        }
        Self(ranges)
    }

    fn contain(&self, at: usize) -> bool {
        let begun = self.0.partition_point(|range| range.start <= at);
        begun.checked_sub(1).and_then(|last| self.0.get(last)).is_some_and(|range| at < range.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_that_overlap_have_what_any_of_them_has() {
        let ranges = vec![10..20, 0..3, 12..14, 19..25, 30..30];
        let all = RangeSet::new(ranges.clone());
        for at in 0..40 {
            assert_eq!(all.contain(at), ranges.iter().any(|range| range.contains(&at)), "{at}");
        }
        assert!(!RangeSet::new(Vec::new()).contain(0));
    }
}
