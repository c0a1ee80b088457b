//! Where in the text of a RON file a part of the programme stands, and which remarks about it the file itself has answered.

use std::cell::RefCell;
use std::collections::HashMap;
use std::ops::Range;

use super::tokens::{Kind, Token, tokens};
use crate::catalog::exchange::{Column, Field};
use crate::catalog::lint::{Owner, Spot};
use crate::catalog::places::Places;
use crate::catalog::problem::Place;
use crate::lang::Lang;

/// What stands in a comment before the names of the remarks that it answers.
const ALLOW: &str = "check: allow ";
/// The list of the reports on a project.
const UPDATES: &str = "updates";

/// A text, and where in it the projects and domains begin.
pub(in crate::catalog) struct Outline<'a> {
    text: &'a str,
    places: Places<'a>,
    tokens: Vec<Token<'a>>,
    root: usize,
    domains: Vec<usize>,
    projects: Vec<usize>,
    allowed: HashMap<&'a str, Ranges>,
    /// The field that was looked for last: of many remarks about one list each would look for it again.
    last: RefCell<Option<Looked>>,
}

/// A field that was looked for.
struct Looked {
    /// The token that its group begins with, and its name.
    field: (usize, &'static str),
    /// The token that its value begins with, if there is one.
    value: Option<usize>,
    /// Those of its items, where it is a list.
    items: Option<Vec<usize>>,
}

impl<'a> Outline<'a> {
    /// Of a text without faults.
    pub(in crate::catalog) fn of(text: &'a str) -> Self {
        let tokens = tokens(text);
        let root = tokens.iter().position(|token| token.kind == Kind::Open).unwrap_or_default();
        let (domains, projects, allowed) = (Vec::new(), Vec::new(), HashMap::new());
        let places = Places::of(text);
        let mut outline = Self { text, places, tokens, root, domains, projects, allowed, last: RefCell::default() };
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
        self.places.place(at)
    }

    /// Whether a comment answers remarks of that name about that byte.
    pub(in crate::catalog) fn allows(&self, name: &str, at: usize) -> bool {
        self.allowed.get(name).is_some_and(|ranges| ranges.contain(at))
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
            Column::Note(lang) => (UPDATES, Some(lang)),
            Column::Target | Column::On | Column::Done => return None,
        };
        let mut at = self.item(owner, name, spot.nth)?;
        if name == UPDATES {
            at = self.field(at, "note")?;
        }
        let said = lang.and_then(|lang: Lang| self.field(at, lang.tag()));
        Some(said.unwrap_or(at))
    }

    /// The value of a field, or where that is a list, the nth of its items.
    fn item(&self, group: usize, name: &'static str, nth: usize) -> Option<usize> {
        let mut last = self.last.borrow_mut();
        if last.as_ref().is_none_or(|looked| looked.field != (group, name)) {
            let value = self.field(group, name);
            let begins = value.filter(|at| self.tokens.get(*at).is_some_and(|token| token.text == "["));
            *last = Some(Looked { field: (group, name), value, items: begins.map(|at| self.items(at)) });
        }
        let looked = last.as_ref()?;
        looked.items.as_ref().map_or(looked.value, |items| items.get(nth).copied())
    }

    /// The value of a field of the group that begins with that token.
    fn field(&self, group: usize, name: &str) -> Option<usize> {
        let is_name = |at: &usize| {
            self.tokens.get(*at).filter(|token| token.text == name)?;
            let next = self.tokens.get(at + 1..)?.iter().find(|token| !token.is_comment())?;
            Some(next.kind == Kind::Colon)
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
    fn allowances(&self) -> HashMap<&'a str, Ranges> {
        let mut allowed: HashMap<&str, Vec<Range<usize>>> = HashMap::new();
        let answers = |token: &Token<'a>| token.text.split_once(ALLOW).filter(|_| token.is_comment()).map(|(_, said)| said);
        let all: Vec<(usize, &Token, &str)> =
            self.tokens.iter().enumerate().filter_map(|(nth, token)| Some((nth, token, answers(token)?))).collect();
        let ends = if all.is_empty() { Vec::new() } else { self.ends() };
        for (nth, token, said) in all {
            let range = if token.breaks == 0 && nth > 0 {
                self.places.line_start(token.at)..token.at
            } else {
                token.at..ends.get(nth).copied().unwrap_or_default()
            };
            let names = said.split(|c: char| !(c.is_ascii_lowercase() || c == '-' || c == ',' || c == ' '));
            let names = names.take(1).flat_map(|names| names.split([',', ' '])).filter(|name| !name.is_empty());
            names.for_each(|name| allowed.entry(name).or_default().push(range.clone()));
        }
        allowed.into_iter().map(|(name, ranges)| (name, Ranges::of(ranges))).collect()
    }

    /// For each token where the item ends that it is in, or that follows it: at the next comma or bracket that closes its group.
    fn ends(&self) -> Vec<usize> {
        let mut ends = vec![self.text.len(); self.tokens.len()];
        // Of the groups around a token, the innermost last.
        let mut open = vec![self.text.len()];
        for (token, end) in self.tokens.iter().zip(&mut ends).rev() {
            match token.kind {
                Kind::Close => open.push(token.at),
                Kind::Open if open.len() > 1 => drop(open.pop()),
                Kind::Comma => open.last_mut().into_iter().for_each(|end| *end = token.at),
                _ => {}
            }
            *end = open.last().copied().unwrap_or(self.text.len());
        }
        ends
    }
}

/// Parts of a text that may overlap.
struct Ranges(Vec<Range<usize>>);

impl Ranges {
    /// Each is made to reach as far as any that begins before it: so the last that begins before a byte tells whether one has it.
    fn of(mut ranges: Vec<Range<usize>>) -> Self {
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
        Field::Title => "title",
        Field::Locality => "locality",
        Field::Year => "year",
        Field::Published => "published",
        Field::Source => "source",
        Field::Note => "note",
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_that_overlap_have_what_any_of_them_has() {
        let ranges = vec![10..20, 0..3, 12..14, 19..25, 30..30];
        let all = Ranges::of(ranges.clone());
        for at in 0..40 {
            assert_eq!(all.contain(at), ranges.iter().any(|range| range.contains(&at)), "{at}");
        }
        assert!(!Ranges::of(Vec::new()).contain(0));
    }
}
