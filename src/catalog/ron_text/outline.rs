//! Locates the parts of a programme in the text of a RON file, and finds the diagnostics that
//! comments in the file allow.

use std::cell::RefCell;
use std::collections::HashMap;
use std::ops::Range;

use super::lexer::{Token, TokenKind, tokenize};
use crate::catalog::error::LineCol;
use crate::catalog::exchange::{Column, ProgrammeField};
use crate::catalog::line_index::LineIndex;
use crate::catalog::lint::{FieldPath, Owner};
use crate::lang::Lang;

/// Text of a comment in front of the codes of the diagnostics that it allows.
const ALLOW: &str = "check: allow ";
/// The field with the updates of a project.
const UPDATES: &str = "updates";

/// A RON text with the positions of its domains and projects.
pub(crate) struct Outline<'a> {
    text: &'a str,
    places: LineIndex<'a>,
    tokens: Vec<Token<'a>>,
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
    /// The first token of its group, and its name.
    field: (usize, &'static str),
    /// The first token of its value, if it has one.
    value: Option<usize>,
    /// The first tokens of its items, if it is a list.
    items: Option<Vec<usize>>,
}

impl<'a> Outline<'a> {
    /// Creates the outline of a text that has no errors.
    pub(crate) fn new(text: &'a str) -> Self {
        let tokens = tokenize(text);
        let root =
            tokens.iter().position(|token| token.kind == TokenKind::Open).unwrap_or_default();
        let (domains, projects, allowed) = (Vec::new(), Vec::new(), HashMap::new());
        let places = LineIndex::new(text);
        let mut outline = Self {
            text,
            places,
            tokens,
            root,
            domains,
            projects,
            allowed,
            last: RefCell::default(),
        };
        let list = |name| {
            outline.field_value(root, name).map(|at| outline.list_items(at)).unwrap_or_default()
        };
        (outline.domains, outline.projects) = (list("domains"), list("projects"));
        outline.allowed = outline.parse_allowed();
        outline
    }

    /// Returns the byte offset of the text at `spot`, or of its owner if the text is missing.
    pub(crate) fn offset_of(&self, spot: FieldPath) -> usize {
        let owner = match spot.owner {
            Owner::Programme(_) => Some(self.root),
            Owner::Domain(nth) => self.domains.get(nth).copied(),
            Owner::Project(nth) => self.projects.get(nth).copied(),
        };
        let Some(owner) = owner else { return 0 };
        let at = self.value_token(owner, spot).unwrap_or(owner);
        self.tokens.get(at).map_or(0, |token| token.offset)
    }

    /// Converts a byte offset to a line and a column.
    pub(crate) fn line_col(&self, at: usize) -> LineCol {
        self.places.line_col(at)
    }

    /// Returns true if a comment allows the diagnostic with the code `name` at byte `at`.
    pub(crate) fn is_allowed(&self, name: &str, at: usize) -> bool {
        self.allowed.get(name).is_some_and(|ranges| ranges.contain(at))
    }

    /// Returns the first token of the value at `spot`.
    fn value_token(&self, owner: usize, spot: FieldPath) -> Option<usize> {
        let (name, lang) = match spot.column {
            Column::ValueZh | Column::ValueEn | Column::Field => {
                (programme_field(spot.owner)?, None)
            }
            Column::Id => ("id", None),
            Column::Name(lang) => ("name", Some(lang)),
            Column::Origin => ("origin", None),
            Column::No => ("no", None),
            Column::Domain => ("domain", None),
            Column::Title(lang) => ("title", Some(lang)),
            Column::Summary(lang) => ("summary", Some(lang)),
            Column::Targets(lang) => ("targets", Some(lang)),
            Column::Places(lang) => ("places", Some(lang)),
            Column::Partners(lang) => ("partners", Some(lang)),
            Column::Facts(lang) => ("facts", Some(lang)),
            Column::Start => ("start", None),
            Column::End => ("end", None),
            Column::Note(lang) => (UPDATES, Some(lang)),
            Column::Target | Column::Date | Column::Done => return None,
        };
        let mut at = self.item(owner, name, spot.nth)?;
        if name == UPDATES {
            at = self.field_value(at, "note")?;
        }
        let said = lang.and_then(|lang: Lang| self.field_value(at, lang.tag()));
        Some(said.unwrap_or(at))
    }

    /// Returns the value of a field, or item `nth` if the value is a list.
    fn item(&self, group: usize, name: &'static str, nth: usize) -> Option<usize> {
        let mut last = self.last.borrow_mut();
        if last.as_ref().is_none_or(|looked| looked.field != (group, name)) {
            let value = self.field_value(group, name);
            let begins =
                value.filter(|at| self.tokens.get(*at).is_some_and(|token| token.text == "["));
            *last = Some(CachedField {
                field: (group, name),
                value,
                items: begins.map(|at| self.list_items(at)),
            });
        }
        let looked = last.as_ref()?;
        looked.items.as_ref().map_or(looked.value, |items| items.get(nth).copied())
    }

    /// Returns the value of the field `name` in the group whose first token is `group`.
    fn field_value(&self, group: usize, name: &str) -> Option<usize> {
        let is_name = |at: &usize| {
            self.tokens.get(*at).filter(|token| token.text == name)?;
            let next = self.tokens.get(at + 1..)?.iter().find(|token| !token.is_comment())?;
            Some(next.kind == TokenKind::Colon)
        };
        let name = self.children(group).find(|at| is_name(at) == Some(true))?;
        let behind = name + 1..self.tokens.len();
        let colon = behind
            .clone()
            .find(|at| self.tokens.get(*at).is_some_and(|token| token.kind == TokenKind::Colon))?;
        (colon + 1..behind.end)
            .find(|at| self.tokens.get(*at).is_some_and(|token| !token.is_comment()))
    }

    /// Returns the first tokens of the items of a list.
    fn list_items(&self, list: usize) -> Vec<usize> {
        let mut items = Vec::new();
        let mut fresh = true;
        for at in self.children(list) {
            match self.tokens.get(at).map(|token| token.kind) {
                Some(TokenKind::Comma) => fresh = true,
                Some(TokenKind::LineComment | TokenKind::BlockComment) | None => {}
                Some(_) if fresh => {
                    items.push(at);
                    fresh = false;
                }
                Some(_) => {}
            }
        }
        items
    }

    /// Iterates over the tokens directly in a group; of the groups nested in it, over the opening
    /// brackets alone.
    fn children(&self, group: usize) -> impl Iterator<Item = usize> + '_ {
        let mut depth = 0_usize;
        let open = self.tokens.get(group).is_some_and(|token| token.kind == TokenKind::Open);
        let rest = self.tokens.iter().enumerate().skip(group + 1).take_while(move |_| open);
        rest.map_while(move |(at, token)| {
            let outside = depth == 0;
            match token.kind {
                TokenKind::Open => depth += 1,
                TokenKind::Close => depth = depth.checked_sub(1)?,
                _ => {}
            }
            Some((at, outside))
        })
        .filter(|(_, outside)| *outside)
        .map(|(at, _)| at)
    }

    /// Collects the codes that comments allow, with the part of the text for which they do: the
    /// line that the comment ends, or the item below the comment.
    fn parse_allowed(&self) -> HashMap<&'a str, RangeSet> {
        let mut allowed: HashMap<&str, Vec<Range<usize>>> = HashMap::new();
        let answers = |token: &Token<'a>| {
            token.text.split_once(ALLOW).filter(|_| token.is_comment()).map(|(_, said)| said)
        };
        let all: Vec<(usize, &Token, &str)> = self
            .tokens
            .iter()
            .enumerate()
            .filter_map(|(nth, token)| Some((nth, token, answers(token)?)))
            .collect();
        let ends = if all.is_empty() { Vec::new() } else { self.ends() };
        for (nth, token, said) in all {
            let range = if token.line_breaks == 0 && nth > 0 {
                self.places.line_start(token.offset)..token.offset
            } else {
                token.offset..ends.get(nth).copied().unwrap_or_default()
            };
            let names =
                said.split(|c: char| !(c.is_ascii_lowercase() || c == '-' || c == ',' || c == ' '));
            let names = names
                .take(1)
                .flat_map(|names| names.split([',', ' ']))
                .filter(|name| !name.is_empty());
            names.for_each(|name| allowed.entry(name).or_default().push(range.clone()));
        }
        allowed.into_iter().map(|(name, ranges)| (name, RangeSet::new(ranges))).collect()
    }

    /// Returns for each token the end of the item that it is in or that follows it: the next comma
    /// or closing bracket of its group.
    fn ends(&self) -> Vec<usize> {
        let mut ends = vec![self.text.len(); self.tokens.len()];
        // The ends of the groups around a token, the innermost last.
        let mut open = vec![self.text.len()];
        for (token, end) in self.tokens.iter().zip(&mut ends).rev() {
            match token.kind {
                TokenKind::Close => open.push(token.offset),
                TokenKind::Open if open.len() > 1 => drop(open.pop()),
                TokenKind::Comma => open.last_mut().into_iter().for_each(|end| *end = token.offset),
                _ => {}
            }
            *end = open.last().copied().unwrap_or(self.text.len());
        }
        ends
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

fn programme_field(owner: Owner) -> Option<&'static str> {
    let Owner::Programme(field) = owner else { return None };
    Some(match field {
        ProgrammeField::Title => "title",
        ProgrammeField::Locality => "locality",
        ProgrammeField::Year => "year",
        ProgrammeField::Published => "published",
        ProgrammeField::Source => "source",
        ProgrammeField::Note => "note",
    })
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
