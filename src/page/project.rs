//! The page about one project.

use std::borrow::Cow;

use super::{Line, Role, Span, paragraph};
use crate::catalog::{Catalog, Origin, Project, Target, Yardstick};
use crate::lang::{Lang, fill};
use crate::search::{Manner, Query};
use crate::text::{Ambiguous, Glyphs, cells, pad_end, pad_start};

/// Before each item of a list. ASCII: `·` and `•` are two cells wide on many Chinese terminals.
const BULLET: &str = "- ";

/// How the page is set.
#[derive(Clone, Copy, Debug)]
pub struct Setting<'a> {
    /// In that language.
    pub lang: Lang,
    /// In lines of at most so many cells.
    pub width: usize,
    /// For a terminal that draws ambiguous characters so wide.
    pub ambiguous: Ambiguous,
    /// With its number in large digits of that kind.
    pub large: Option<&'static Glyphs>,
    /// With bars of that kind.
    pub glyphs: &'static Glyphs,
    /// With progress judged by that.
    pub yardstick: Yardstick,
    /// With a blank line below each line of text.
    pub airy: bool,
    /// What of it was searched for.
    pub query: &'a Query,
    /// In what manner that was found.
    pub manner: Manner,
}

/// Everything about `project` in lines, what the query matches lit.
#[must_use]
pub fn project(catalog: &Catalog, project: &Project, setting: &Setting) -> Vec<Line> {
    let page = Page { setting: Setting { width: setting.width.max(2), ..*setting }, lines: Vec::new() };
    page.head(catalog, project)
        .standing(catalog, project)
        .headline(project)
        .summary(project)
        .targets(project)
        .left_out(catalog, project)
        .lists(project)
        .reports(project)
        .source(catalog, project)
        .lines
}

/// What is shown of `project` from afar, while nobody is there: whose programme it is from, its number in large digits (or what it
/// is about, where there is none), and what it is called.
#[must_use]
pub fn poster(catalog: &Catalog, project: &Project, setting: &Setting) -> Vec<Line> {
    let mut page = Page { setting: Setting { width: setting.width.max(2), ..*setting }, lines: Vec::new() };
    let lang = setting.lang;
    let programme = catalog.programme_at(project.domain);
    page.text(programme.title.get(lang), "", Role::Title);
    page.text(programme.locality.get(lang), "", Role::Text);
    page = if project.headline().is_some() { page.headline(project) } else { page.summary(project) };
    page.blank();
    page.text(project.title.get(lang), &format!("{} ", project.no), Role::Title);
    page.lines
}

pub(super) struct Page<'a> {
    pub(super) setting: Setting<'a>,
    lines: Vec<Line>,
}

impl Page<'_> {
    fn head(mut self, catalog: &Catalog, project: &Project) -> Self {
        let s = self.setting.lang.strings();
        self.text(project.title.get(self.setting.lang), &format!("{} ", project.no), Role::Title);
        // People quote the official title, whatever language they read.
        let other = project.title.exactly(self.setting.lang.other());
        if !other.is_empty() && other != project.title.get(self.setting.lang) {
            self.text(other, "   ", Role::Dim);
        }
        // Of several programmes: which.
        self.text(catalog.label(catalog.programme_of(project.domain)).get(self.setting.lang), "   ", Role::Figure);
        let domain = catalog.domain(project.domain);
        let name = domain.name.get(self.setting.lang);
        let sorted = fill(s.domain_sorted, &[name]);
        self.text(if domain.origin == Origin::Catalogue { &sorted } else { name }, "   ", Role::Text);
        self
    }

    /// The number that matters most, where there is room for large digits. It stands among the targets as well, where it can
    /// be read aloud and copied.
    fn headline(mut self, project: &Project) -> Self {
        let Some((glyphs, target)) = self.setting.large.zip(project.headline()) else { return self };
        let figure = target.amount_text(self.setting.lang);
        let rows = glyphs.large(&self.setting.ambiguous.laid_out(&figure));
        if rows.iter().all(|row| cells(row) <= self.setting.width) {
            self.blank();
            self.lines.extend(rows.map(|row| Line::of(row, Role::Figure)));
            self.text(target.what.get(self.setting.lang), "", Role::Text);
        }
        self
    }

    fn summary(mut self, project: &Project) -> Self {
        if !project.summary.is_empty() {
            self.blank();
            self.text(project.summary.get(self.setting.lang), "", Role::Text);
        }
        self
    }

    /// The figures as a table: what, qualifier, amount, unit. Where that is too wide, each goes below what it is about, and is
    /// broken like any text if it must be: a figure cut is a figure wrong.
    fn targets(mut self, project: &Project) -> Self {
        let targets = project.targets;
        if targets.is_empty() {
            return self;
        }
        self.heading(self.setting.lang.strings().targets);
        let rows: Vec<Row> = targets.iter().map(|target| Row::of(target, &self.setting)).collect();
        let [what, word, amount, unit] = widest(&rows);
        let figure = [word, amount, unit].into_iter().filter(|cells| *cells > 0).map(|cells| cells + 1).sum::<usize>();
        let beside = what + 1 + figure <= self.setting.width;
        for (nth, (row, target)) in rows.iter().zip(targets.iter()).enumerate() {
            if !beside {
                self.text(row.name, BULLET, Role::Text);
                self.text(&target.amount_text(self.setting.lang), "  ", Role::Figure);
                self.done(project, nth, &target);
                continue;
            }
            let positions = self.setting.query.positions_in(row.name, self.setting.manner);
            let mut line = super::spans(&row.what, 0..row.what.len(), Role::Text, &positions);
            line.push(Span { text: " ".repeat(what + 1 - cells(&row.what)), ..Span::default() });
            let mut text = String::new();
            for (part, room, right) in [(row.word, word, true), (row.amount.as_str(), amount, true), (&row.unit, unit, false)] {
                if room > 0 {
                    text.push(' ');
                    text.push_str(&if right { pad_start(part, room) } else { pad_end(part, room) });
                }
            }
            line.push(Span { text: text.trim_end().to_owned(), role: Role::Figure, lit: false });
            self.line(Line(line));
            self.done(project, nth, &target);
        }
        self
    }

    /// That there is more than is shown, and that it is not understood here.
    fn left_out(mut self, catalog: &Catalog, project: &Project) -> Self {
        let count = catalog.left_out_of(project);
        if count > 0 {
            self.blank();
            self.text(&fill(self.setting.lang.strings().page_left_out, &[&count.to_string()]), "", Role::Dim);
        }
        self
    }

    fn lists(mut self, project: &Project) -> Self {
        let s = self.setting.lang.strings();
        for (heading, texts) in [(s.places, project.places), (s.partners, project.partners), (s.facts, project.facts)] {
            if !texts.is_empty() {
                self.heading(heading);
            }
            for text in texts.iter() {
                self.text(text.get(self.setting.lang), BULLET, Role::Text);
            }
        }
        self
    }

    fn source(mut self, catalog: &Catalog, project: &Project) -> Self {
        let programme = catalog.programme_at(project.domain);
        let lines = [programme.source.get(self.setting.lang), programme.published, programme.note.get(self.setting.lang)];
        if lines.iter().any(|text| !text.is_empty()) {
            self.heading(self.setting.lang.strings().source);
            self.text(programme.title.get(self.setting.lang), "", Role::Dim);
            for text in lines {
                self.text(text, "", Role::Dim);
            }
        }
        self
    }

    pub(super) fn heading(&mut self, text: &str) {
        self.blank();
        self.lines.push(Line::of(crate::text::fit(text, self.setting.width), Role::Heading));
    }

    pub(super) fn blank(&mut self) {
        if self.lines.last() != Some(&Line::BLANK) {
            self.lines.push(Line::BLANK);
        }
    }

    pub(super) fn line(&mut self, line: Line) {
        self.lines.push(line);
        if self.setting.airy {
            self.blank();
        }
    }

    pub(super) fn text(&mut self, text: &str, first: &str, role: Role) {
        // Gaps count in titles only; anywhere else they would light letters here and there.
        let manner =
            if role == Role::Title || self.setting.manner == Manner::Near { self.setting.manner } else { Manner::Typed };
        let positions = self.setting.query.positions_in(text, manner);
        let text = self.setting.ambiguous.laid_out(text);
        for line in paragraph(&text, self.setting.width, first, role, &positions) {
            self.line(line);
        }
    }
}

/// A target in pieces, as they are laid out.
struct Row<'a> {
    /// What is counted, as the catalogue has it.
    name: &'a str,
    what: Cow<'a, str>,
    word: &'a str,
    amount: String,
    unit: Cow<'a, str>,
}

impl<'a> Row<'a> {
    fn of(target: Target<'a>, setting: &Setting) -> Self {
        let name = target.what.get(setting.lang);
        Self {
            name,
            what: setting.ambiguous.laid_out(name),
            word: target.figure.qualifier().word(setting.lang),
            amount: target.figure.amount_text(setting.lang),
            unit: setting.ambiguous.laid_out(target.unit.get(setting.lang)),
        }
    }
}

/// The widest of each of the four pieces.
fn widest(rows: &[Row]) -> [usize; 4] {
    rows.iter().fold([0; 4], |widest, row| {
        let pieces = [&row.what, row.word, &row.amount, &row.unit].map(cells);
        std::array::from_fn(|nth| widest[nth].max(pieces[nth]))
    })
}
