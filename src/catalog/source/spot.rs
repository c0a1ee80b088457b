//! Where in the text of a RON file a part of the programme stands, and which remarks about it the file itself has answered.

use std::ops::Range;

use super::tokens::{Kind, Token, tokens};
use crate::catalog::exchange::{Column, Field};
use crate::catalog::lint::{Owner, Spot};
use crate::catalog::problem::Place;
use crate::lang::Lang;

/// What stands in a comment before the names of the remarks that it answers.
const ALLOW: &str = "check: allow ";

/// A text, and where in it the projects and domains begin.
pub(in crate::catalog) struct Outline<'a> {
    text: &'a str,
    /// Where its lines begin.
    lines: Vec<usize>,
    tokens: Vec<Token<'a>>,
    root: usize,
    domains: Vec<usize>,
    projects: Vec<usize>,
    allowed: Vec<(&'a str, Range<usize>)>,
}

impl<'a> Outline<'a> {
    /// Of a text without faults.
    pub(in crate::catalog) fn of(text: &'a str) -> Self {
        let tokens = tokens(text);
        let root = tokens.iter().position(|token| token.kind == Kind::Open).unwrap_or_default();
        let lines = std::iter::once(0).chain(memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1)).collect();
        let mut outline = Self { text, lines, tokens, root, domains: Vec::new(), projects: Vec::new(), allowed: Vec::new() };
        let list = |name| outline.field(root, name).map(|at| outline.items(at)).unwrap_or_default();
        (outline.domains, outline.projects) = (list("domains"), list("projects"));
        outline.allowed = outline.allowances();
        outline
    }

    /// Where that is, in bytes.
    pub(in crate::catalog) fn find(&self, spot: Spot) -> usize {
        let owner = match spot.owner {
            Owner::Programme(_) => Some(self.root),
            Owner::Domain(nth) => self.domains.get(nth).copied(),
            Owner::Project(nth) => self.projects.get(nth).copied(),
        };
        let Some(owner) = owner else { return 0 };
        let at = self.value(owner, spot).unwrap_or(owner);
        self.tokens.get(at).map_or(0, |token| token.at)
    }

    /// A byte as a line and a column.
    pub(in crate::catalog) fn place(&self, at: usize) -> Place {
        let line = self.lines.partition_point(|start| *start <= at);
        let start = line.checked_sub(1).and_then(|line| self.lines.get(line)).copied().unwrap_or_default();
        let column = self.text.get(start..at).unwrap_or_default().chars().count() + 1;
        Place { line: line.max(1), column }
    }

    /// Whether a comment answers remarks of that name about that byte.
    pub(in crate::catalog) fn allows(&self, name: &str, at: usize) -> bool {
        self.allowed.iter().any(|(allowed, range)| *allowed == name && range.contains(&at))
    }

    /// The token that the value of a spot begins with.
    fn value(&self, owner: usize, spot: Spot) -> Option<usize> {
        let (name, lang) = match spot.column {
            Column::SaysZh | Column::SaysEn | Column::Field => (programme_field(spot.owner)?, None),
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
            // Of reports nothing is remarked so far.
            Column::Target | Column::On | Column::Done | Column::Note(_) => return None,
        };
        let mut at = self.field(owner, name)?;
        if self.tokens.get(at)?.text == "[" {
            at = *self.items(at).get(spot.nth)?;
        }
        let said = lang.and_then(|lang: Lang| self.field(at, lang.tag()));
        Some(said.unwrap_or(at))
    }

    /// The value of a field of the group that begins with that token.
    fn field(&self, group: usize, name: &str) -> Option<usize> {
        let is_name = |at: &usize| {
            let next = self.tokens.get(at + 1..)?.iter().find(|token| !token.is_comment())?;
            Some(self.tokens.get(*at)?.text == name && next.kind == Kind::Colon)
        };
        let name = self.inside(group).find(|at| is_name(at) == Some(true))?;
        let behind = name + 1..self.tokens.len();
        let colon = behind.clone().find(|at| self.tokens.get(*at).is_some_and(|token| token.kind == Kind::Colon))?;
        (colon + 1..behind.end).find(|at| self.tokens.get(*at).is_some_and(|token| !token.is_comment()))
    }

    /// The tokens that the items of a list begin with.
    fn items(&self, list: usize) -> Vec<usize> {
        let mut items = Vec::new();
        let mut fresh = true;
        for at in self.inside(list) {
            match self.tokens.get(at).map(|token| token.kind) {
                Some(Kind::Comma) => fresh = true,
                Some(Kind::LineComment | Kind::BlockComment) | None => {}
                Some(_) if fresh => {
                    items.push(at);
                    fresh = false;
                }
                Some(_) => {}
            }
        }
        items
    }

    /// The tokens of a group that are in no other group within it, but for the brackets of those.
    fn inside(&self, group: usize) -> impl Iterator<Item = usize> + '_ {
        let mut depth = 0_usize;
        let open = self.tokens.get(group).is_some_and(|token| token.kind == Kind::Open);
        let rest = self.tokens.iter().enumerate().skip(group + 1).take_while(move |_| open);
        rest.map_while(move |(at, token)| {
            let outside = depth == 0;
            match token.kind {
                Kind::Open => depth += 1,
                Kind::Close => depth = depth.checked_sub(1)?,
                _ => {}
            }
            Some((at, outside))
        })
        .filter(|(_, outside)| *outside)
        .map(|(at, _)| at)
    }

    /// What comments answer, and for which part of the text: the line that they stand behind, or what follows below them.
    fn allowances(&self) -> Vec<(&'a str, Range<usize>)> {
        let mut allowed = Vec::new();
        for (nth, token) in self.tokens.iter().enumerate().filter(|(_, token)| token.is_comment()) {
            let Some((_, said)) = token.text.split_once(ALLOW) else { continue };
            let range = if token.breaks == 0 && nth > 0 {
                let line = self.text.get(..token.at).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
                line..token.at
            } else {
                token.at..self.end_of_item(nth)
            };
            let names = said.split(|c: char| !(c.is_ascii_lowercase() || c == '-' || c == ',' || c == ' '));
            let names = names.take(1).flat_map(|names| names.split([',', ' '])).filter(|name| !name.is_empty());
            allowed.extend(names.map(|name| (name, range.clone())));
        }
        allowed
    }

    /// Where the item ends that follows a comment.
    fn end_of_item(&self, comment: usize) -> usize {
        let mut depth = 0_usize;
        for token in self.tokens.get(comment..).unwrap_or_default() {
            match token.kind {
                Kind::Open => depth += 1,
                Kind::Close | Kind::Comma if depth == 0 => return token.at,
                Kind::Close => depth -= 1,
                _ => {}
            }
        }
        self.text.len()
    }
}

fn programme_field(owner: Owner) -> Option<&'static str> {
    let Owner::Programme(field) = owner else { return None };
    Some(match field {
        Field::Title => "title",
        Field::Locality => "locality",
        Field::Year => "year",
        Field::Published => "published",
        Field::Source => "source",
        Field::Note => "note",
    })
}
