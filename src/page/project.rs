//! The page about one project.

use std::borrow::Cow;
use std::ops::Range;

use super::{Line, Paragraph, Role, Span, Viewport};
use crate::catalog::{Catalog, Origin, ProgressCriteria, Project, Target};
use crate::lang::{Lang, fill};
use crate::search::{MatchMode, Query};
use crate::text::{Ambiguous, Glyphs, cells, pad_end, pad_start};

/// Before each item of a list. ASCII: `·` and `•` are two cells wide on many Chinese terminals.
const BULLET: &str = "- ";

/// How the page is set.
#[derive(Clone, Copy, Debug)]
pub struct PageOptions<'a> {
    /// In that language.
    pub lang: Lang,
    /// In lines of at most so many cells.
    pub width: usize,
    /// For a terminal that draws ambiguous characters so wide.
    pub ambiguous: Ambiguous,
    /// With its number in large digits of that kind.
    pub large_digits: Option<&'static Glyphs>,
    /// With bars of that kind.
    pub glyphs: &'static Glyphs,
    /// With progress judged by that.
    pub criteria: ProgressCriteria,
    /// With a blank line below each line of text.
    pub double_spaced: bool,
    /// What of it was searched for.
    pub query: &'a Query,
    /// In what manner that was found.
    pub match_mode: MatchMode,
}

/// Everything about `project` in lines, what the query matches lit: those of the lines that are in `sight`, and how many there are.
#[must_use]
pub fn project(catalog: &Catalog, project: &Project, setting: &PageOptions, sight: Range<usize>) -> Viewport {
    let page = PageBuilder::new(setting, sight)
        .head(catalog, project)
        .progress(catalog, project)
        .headline(project)
        .summary(project)
        .targets(project)
        .left_out(catalog, project)
        .lists(project)
        .updates(project)
        .source(catalog, project);
    Viewport { lines: page.lines, len: page.len }
}

/// What is shown of `project` from afar, while nobody is there: whose programme it is from, its number in large digits (or what it
/// is about, where there is none), and what it is called: so many lines at most.
#[must_use]
pub fn poster(catalog: &Catalog, project: &Project, setting: &PageOptions, most: usize) -> Vec<Line> {
    let mut page = PageBuilder::new(setting, 0..most);
    let lang = setting.lang;
    let programme = catalog.programme_for(project.domain);
    page.text(programme.title.get(lang), "", Role::Title);
    page.text(programme.locality.get(lang), "", Role::Text);
    page = if project.headline().is_some() { page.headline(project) } else { page.summary(project) };
    page.blank();
    page.text(project.title.get(lang), &format!("{} ", project.no), Role::Title);
    page.lines
}

pub(super) struct PageBuilder<'a> {
    pub(super) options: PageOptions<'a>,
    /// Which of the lines are wanted: all others are counted.
    sight: Range<usize>,
    lines: Vec<Line>,
    len: usize,
    /// Whether the last line is blank.
    blank: bool,
}

impl<'a> PageBuilder<'a> {
    fn new(setting: &PageOptions<'a>, sight: Range<usize>) -> Self {
        let setting = PageOptions { width: setting.width.max(2), ..*setting };
        Self { options: setting, sight, lines: Vec::new(), len: 0, blank: false }
    }
}

impl PageBuilder<'_> {
    fn head(mut self, catalog: &Catalog, project: &Project) -> Self {
        let s = self.options.lang.strings();
        self.text(project.title.get(self.options.lang), &format!("{} ", project.no), Role::Title);
        // People quote the official title, whatever language they read.
        let other = project.title.exactly(self.options.lang.other());
        if !other.is_empty() && other != project.title.get(self.options.lang) {
            self.text(other, "   ", Role::Dim);
        }
        // Of several programmes: which.
        self.text(catalog.label(catalog.programme_ix_of(project.domain)).get(self.options.lang), "   ", Role::Figure);
        let domain = catalog.domain(project.domain);
        let name = domain.name.get(self.options.lang);
        let sorted = fill(s.domain_sorted, &[name]);
        self.text(if domain.origin == Origin::Catalogue { &sorted } else { name }, "   ", Role::Text);
        self
    }

    /// The number that matters most, where there is room for large digits. It stands among the targets as well, where it can
    /// be read aloud and copied.
    fn headline(mut self, project: &Project) -> Self {
        let Some((glyphs, target)) = self.options.large_digits.zip(project.headline()) else { return self };
        let figure = target.amount_text(self.options.lang);
        let rows = glyphs.large(&self.options.ambiguous.with_placeholders(&figure));
        if rows.iter().all(|row| cells(row) <= self.options.width) {
            self.blank();
            for row in rows {
                self.push(|| Line::new(row, Role::Figure));
            }
            self.text(target.what.get(self.options.lang), "", Role::Text);
        }
        self
    }

    fn summary(mut self, project: &Project) -> Self {
        if !project.summary.is_empty() {
            self.blank();
            self.text(project.summary.get(self.options.lang), "", Role::Text);
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
        self.heading(self.options.lang.strings().targets);
        let rows: Vec<TargetRow> = targets.iter().map(|target| TargetRow::new(target, &self.options)).collect();
        let [what, word, amount, unit] = widest(&rows);
        let figure = [word, amount, unit].into_iter().filter(|cells| *cells > 0).map(|cells| cells + 1).sum::<usize>();
        let beside = what + 1 + figure <= self.options.width;
        let PageOptions { lang, query, match_mode: manner, .. } = self.options;
        for (row, (target, updates)) in rows.iter().zip(project.progress_record().beside(targets)) {
            if beside {
                self.line(|| row.line(&query.positions_in(row.name, manner), [what, word, amount, unit]));
            } else {
                self.text(row.name, BULLET, Role::Text);
                self.text(&target.amount_text(lang), "  ", Role::Figure);
            }
            self.target_progress(&target, updates);
        }
        self
    }

    /// That there is more than is shown, and that it is not understood here.
    fn left_out(mut self, catalog: &Catalog, project: &Project) -> Self {
        let count = catalog.left_out_of(project);
        if count > 0 {
            self.blank();
            self.text(&fill(self.options.lang.strings().page_left_out, &[&count.to_string()]), "", Role::Dim);
        }
        self
    }

    fn lists(mut self, project: &Project) -> Self {
        let s = self.options.lang.strings();
        for (heading, texts) in [(s.places, project.places), (s.partners, project.partners), (s.facts, project.facts)] {
            if !texts.is_empty() {
                self.heading(heading);
            }
            for text in texts.iter() {
                self.text(text.get(self.options.lang), BULLET, Role::Text);
            }
        }
        self
    }

    fn source(mut self, catalog: &Catalog, project: &Project) -> Self {
        let programme = catalog.programme_for(project.domain);
        let lines = [programme.source.get(self.options.lang), programme.published, programme.note.get(self.options.lang)];
        if lines.iter().any(|text| !text.is_empty()) {
            self.heading(self.options.lang.strings().source);
            self.text(programme.title.get(self.options.lang), "", Role::Dim);
            for text in lines {
                self.text(text, "", Role::Dim);
            }
        }
        self
    }

    pub(super) fn heading(&mut self, text: &str) {
        self.blank();
        let width = self.options.width;
        self.push(|| Line::new(crate::text::fit(text, width), Role::Heading));
    }

    pub(super) fn blank(&mut self) {
        if !self.blank {
            self.push(|| Line::BLANK);
            self.blank = true;
        }
    }

    pub(super) fn line(&mut self, line: impl FnOnce() -> Line) {
        self.push(line);
        if self.options.double_spaced {
            self.blank();
        }
    }

    /// The next line: nobody makes one that is not in sight.
    fn push(&mut self, line: impl FnOnce() -> Line) {
        if self.sight.contains(&self.len) {
            self.lines.push(line());
        }
        self.len += 1;
        self.blank = false;
    }

    pub(super) fn text(&mut self, text: &str, first: &str, role: Role) {
        // Gaps count in titles only; anywhere else they would light letters here and there.
        let manner = if role == Role::Title || self.options.match_mode == MatchMode::SimilarSound {
            self.options.match_mode
        } else {
            MatchMode::Exact
        };
        let laid_out = self.options.ambiguous.with_placeholders(text);
        let paragraph = Paragraph::new(&laid_out, self.options.width, first, role);
        let seen = self.seen(paragraph.len());
        (0..seen.start).for_each(|_| self.line(Line::default));
        if !seen.is_empty() {
            let positions = self.options.query.positions_in(text, manner);
            paragraph.lines(seen.clone(), &positions).into_iter().for_each(|line| self.line(|| line));
        }
        (seen.end..paragraph.len()).for_each(|_| self.line(Line::default));
    }

    /// Which of the next so many lines of text are in sight.
    fn seen(&self, count: usize) -> Range<usize> {
        let step = if self.options.double_spaced { 2 } else { 1 };
        let [start, end] = [self.sight.start, self.sight.end].map(|at| at.saturating_sub(self.len).div_ceil(step).min(count));
        start..end.max(start)
    }
}

/// A target in pieces, as they are laid out.
struct TargetRow<'a> {
    /// What is counted, as the catalogue has it.
    name: &'a str,
    what: Cow<'a, str>,
    qualifier: &'a str,
    amount: String,
    unit: Cow<'a, str>,
}

impl<'a> TargetRow<'a> {
    fn new(target: Target<'a>, setting: &PageOptions) -> Self {
        let name = target.what.get(setting.lang);
        Self {
            name,
            what: setting.ambiguous.with_placeholders(name),
            qualifier: target.figure.qualifier().word(setting.lang),
            amount: target.figure.amount_text(setting.lang),
            unit: setting.ambiguous.with_placeholders(target.unit.get(setting.lang)),
        }
    }

    /// The pieces side by side, each as wide as is said.
    fn line(&self, positions: &[usize], [what, word, amount, unit]: [usize; 4]) -> Line {
        let mut line = super::spans(&self.what, 0..self.what.len(), Role::Text, positions);
        line.push(Span { text: " ".repeat(what + 1 - cells(&self.what)), ..Span::default() });
        let mut text = String::new();
        for (part, room, right) in
            [(self.qualifier, word, true), (self.amount.as_str(), amount, true), (&self.unit, unit, false)]
        {
            if room > 0 {
                text.push(' ');
                text.push_str(&if right { pad_start(part, room) } else { pad_end(part, room) });
            }
        }
        line.push(Span { text: text.trim_end().to_owned(), role: Role::Figure, highlighted: false });
        Line(line)
    }
}

/// The widest of each of the four pieces.
fn widest(rows: &[TargetRow]) -> [usize; 4] {
    rows.iter().fold([0; 4], |widest, row| {
        let pieces = [&row.what, row.qualifier, &row.amount, &row.unit].map(cells);
        std::array::from_fn(|nth| widest[nth].max(pieces[nth]))
    })
}
