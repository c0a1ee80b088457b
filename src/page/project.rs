//! Lays out the page about one project.

use std::borrow::Cow;
use std::ops::Range;

use super::details::{
    contact_lines, investment_lines, labelled, note_lines, notes_heading, office_lines,
};
use super::line::{Line, Role, Span, spans};
use super::paragraph::Paragraph;
use super::viewport::Viewport;
use crate::diagnostics::{ListField, TextField};
use crate::lang::{Lang, fill};
use crate::model::{Catalog, Origin, ProgressCriteria, Project, Target};
use crate::query::{MatchMode, Query};
use crate::text::{Ambiguous, Glyphs, cells, fit, pad_end, pad_start};

/// Prefix of each list item. ASCII: `·` and `•` are two cells wide on many Chinese terminals.
const BULLET: &str = "- ";

/// Options for laying out a page.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PageOptions<'a> {
    /// Language of the page.
    pub lang: Lang,
    /// Maximum width of a line, in cells.
    pub width: usize,
    /// Width of ambiguous characters on the terminal.
    pub ambiguous: Ambiguous,
    /// Glyphs for the main figure in large digits; `None` for a page without it.
    pub large_digits: Option<&'static Glyphs>,
    /// Glyphs for progress bars and statuses.
    pub glyphs: &'static Glyphs,
    /// Criteria by which progress is judged.
    pub criteria: ProgressCriteria,
    /// True if there is a blank line below each line of text.
    pub double_spaced: bool,
    /// The query whose matches are highlighted.
    pub query: &'a Query,
    /// The mode in which the query matched.
    pub match_mode: MatchMode,
}

/// Lays out everything about `project`, with the matches of the query highlighted. Returns only the
/// lines with an index in the range `visible`, and the number of all lines.
pub(crate) fn project(
    catalog: &Catalog,
    project: &Project,
    options: &PageOptions,
    visible: Range<usize>,
) -> Viewport {
    let mut page = PageBuilder::new(options, visible);
    page.head(catalog, project);
    page.progress(catalog, project);
    page.contact(project);
    page.headline(project);
    page.summary(project);
    page.targets(project);
    page.left_out(catalog, project);
    page.lists(project);
    page.investment(project);
    page.updates(project);
    page.source(catalog, project);
    Viewport { lines: page.lines, len: page.len }
}

/// Lays out `project` to be read from afar on an unattended kiosk: its programme, its main figure
/// in large digits (its summary if it has no figure), and its title. Returns at most `max_lines`
/// lines.
pub(crate) fn poster(
    catalog: &Catalog,
    project: &Project,
    options: &PageOptions,
    max_lines: usize,
) -> Vec<Line> {
    let mut page = PageBuilder::new(options, 0..max_lines);
    let lang = options.lang;
    let programme = catalog.programme_for(project.domain);
    page.text(programme.title.get(lang), "", Role::Title);
    page.text(programme.locality.get(lang), "", Role::Text);
    if project.headline().is_some() {
        page.headline(project);
    } else {
        page.summary(project);
    }
    page.blank();
    page.text(project.title.get(lang), &format!("{} ", project.no), Role::Title);
    page.lines
}

/// A page that is laid out part by part, from the top.
pub(crate) struct PageBuilder<'a> {
    pub(crate) options: PageOptions<'a>,
    /// Indexes of the lines that are built; all others are only counted.
    visible: Range<usize>,
    lines: Vec<Line>,
    len: usize,
    /// True if the last line is blank.
    blank: bool,
}

impl<'a> PageBuilder<'a> {
    fn new(options: &PageOptions<'a>, visible: Range<usize>) -> Self {
        let options = PageOptions { width: options.width.max(2), ..*options };
        Self { options, visible, lines: Vec::new(), len: 0, blank: false }
    }
}

impl PageBuilder<'_> {
    fn head(&mut self, catalog: &Catalog, project: &Project) {
        let s = self.options.lang.strings();
        self.text(project.title.get(self.options.lang), &format!("{} ", project.no), Role::Title);
        // Users quote the official title, whatever language they read.
        let other = project.title.exactly(self.options.lang.other());
        if !other.is_empty() && other != project.title.get(self.options.lang) {
            self.text(other, "   ", Role::Dim);
        }
        // The label of the programme, if there are several.
        self.text(
            catalog.label(catalog.programme_ix_of(project.domain)).get(self.options.lang),
            "   ",
            Role::Figure,
        );
        let domain = catalog.domain(project.domain);
        let name = domain.name.get(self.options.lang);
        let sorted = fill(s.domain_sorted, &[name]);
        self.text(
            if domain.origin == Origin::Catalogue { &sorted } else { name },
            "   ",
            Role::Text,
        );
    }

    /// Adds the main figure in large digits, if there is room for them. It is also among the
    /// targets, where it can be read aloud and copied.
    fn headline(&mut self, project: &Project) {
        let Some((glyphs, target)) = self.options.large_digits.zip(project.headline()) else {
            return;
        };
        let figure = target.amount_text(self.options.lang);
        let rows = glyphs.large(&self.options.ambiguous.with_placeholders(&figure));
        if rows.iter().all(|row| cells(row) <= self.options.width) {
            self.blank();
            for row in rows {
                self.push(|| Line::new(row, Role::Figure));
            }
            self.text(target.what.get(self.options.lang), "", Role::Text);
        }
    }

    fn summary(&mut self, project: &Project) {
        let summary = project.text(TextField::Summary);
        if !summary.is_empty() {
            self.blank();
            self.text(summary.get(self.options.lang), "", Role::Text);
        }
    }

    /// Adds the targets as a table: name, qualifier, amount, unit. If that is too wide, each figure
    /// goes below its name, and is wrapped like any text if needed: a figure that is cut is a wrong
    /// figure.
    fn targets(&mut self, project: &Project) {
        let targets = project.targets;
        if targets.is_empty() {
            return;
        }
        self.heading(self.options.lang.strings().targets);
        let rows: Vec<TargetRow> =
            targets.iter().map(|target| TargetRow::new(target, &self.options)).collect();
        let widest = |nth: usize| rows.iter().map(|row| cells(&row.columns[nth])).max();
        let widths: [usize; 4] = std::array::from_fn(|nth| widest(nth).unwrap_or_default());
        // A blank after the name, and one before each other column that is not empty.
        let figure = widths[1..].iter().filter(|width| **width > 0).map(|width| width + 1);
        let fits = widths[0] + 1 + figure.sum::<usize>() <= self.options.width;
        let PageOptions { lang, query, match_mode, .. } = self.options;
        for (row, (target, updates)) in
            rows.iter().zip(project.progress_record().zip_targets(targets))
        {
            if fits {
                self.line(|| row.line(&query.positions_in(row.name, match_mode), widths));
            } else {
                self.text(row.name, BULLET, Role::Text);
                self.text(&target.amount_text(lang), "  ", Role::Figure);
            }
            self.target_progress(&target, updates);
        }
    }

    /// Adds a note that some entries are left out because this version does not understand them.
    fn left_out(&mut self, catalog: &Catalog, project: &Project) {
        let count = catalog.left_out_of(project);
        if count > 0 {
            self.blank();
            self.text(
                &fill(self.options.lang.strings().page_left_out, &[&count.to_string()]),
                "",
                Role::Dim,
            );
        }
    }

    fn lists(&mut self, project: &Project) {
        for field in ListField::ALL.into_iter().filter(|field| !field.is_office()) {
            let texts = project.list(field);
            if !texts.is_empty() {
                self.heading(field.label(self.options.lang));
            }
            for text in texts.iter() {
                self.text(text.get(self.options.lang), BULLET, Role::Text);
            }
        }
    }

    /// Adds who is responsible and whom to ask, near the top: this is what people come for.
    fn contact(&mut self, project: &Project) {
        let lang = self.options.lang;
        for line in office_lines(project, lang).iter().chain(&contact_lines(project, lang)) {
            self.text(&labelled(line, lang), "   ", Role::Text);
        }
    }

    /// Adds what is invested, and the notes.
    fn investment(&mut self, project: &Project) {
        let lang = self.options.lang;
        let amounts = investment_lines(project, lang);
        let amounts = amounts.iter().map(|line| labelled(line, lang)).collect();
        let parts = [
            (lang.strings().investment, amounts),
            (notes_heading(lang), note_lines(project, lang)),
        ];
        for (heading, lines) in parts.into_iter().filter(|(_, lines)| !lines.is_empty()) {
            self.heading(heading);
            for line in &lines {
                self.text(line, BULLET, Role::Text);
            }
        }
    }

    fn source(&mut self, catalog: &Catalog, project: &Project) {
        let programme = catalog.programme_for(project.domain);
        let lines = [
            programme.source.get(self.options.lang),
            programme.published,
            programme.note.get(self.options.lang),
        ];
        if lines.iter().any(|text| !text.is_empty()) {
            self.heading(self.options.lang.strings().source);
            self.text(programme.title.get(self.options.lang), "", Role::Dim);
            for text in lines {
                self.text(text, "", Role::Dim);
            }
        }
    }

    /// Adds a blank line and the heading of a part of the page.
    pub(crate) fn heading(&mut self, text: &str) {
        self.blank();
        let width = self.options.width;
        self.push(|| Line::new(fit(text, width), Role::Heading));
    }

    /// Adds a blank line, unless the last line is blank.
    pub(crate) fn blank(&mut self) {
        if !self.blank {
            self.push(|| Line::BLANK);
            self.blank = true;
        }
    }

    /// Adds a line of text, with a blank line below it on a double-spaced page.
    pub(crate) fn line(&mut self, line: impl FnOnce() -> Line) {
        self.push(line);
        if self.options.double_spaced {
            self.blank();
        }
    }

    /// Adds a line, which is built only if it is visible.
    fn push(&mut self, line: impl FnOnce() -> Line) {
        if self.visible.contains(&self.len) {
            self.lines.push(line());
        }
        self.len += 1;
        self.blank = false;
    }

    /// Adds `text`, with its matches of the query highlighted. The first line begins with `prefix`,
    /// the others with as many blanks.
    pub(crate) fn text(&mut self, text: &str, prefix: &str, role: Role) {
        // Subsequences count in titles only; elsewhere they would highlight letters at random.
        let match_mode =
            if role == Role::Title || self.options.match_mode == MatchMode::SimilarSound {
                self.options.match_mode
            } else {
                MatchMode::Exact
            };
        let displayed = self.options.ambiguous.with_placeholders(text);
        let paragraph = Paragraph::new(&displayed, self.options.width, prefix, role);
        let visible = self.visible_of(paragraph.len());
        (0..visible.start).for_each(|_| self.line(Line::default));
        if !visible.is_empty() {
            let positions = self.options.query.positions_in(text, match_mode);
            paragraph
                .lines(visible.clone(), &positions)
                .into_iter()
                .for_each(|line| self.line(|| line));
        }
        (visible.end..paragraph.len()).for_each(|_| self.line(Line::default));
    }

    /// Returns which of the next `count` lines of text are visible.
    fn visible_of(&self, count: usize) -> Range<usize> {
        let step = if self.options.double_spaced { 2 } else { 1 };
        let [start, end] = [self.visible.start, self.visible.end]
            .map(|line| line.saturating_sub(self.len).div_ceil(step).min(count));
        start..end.max(start)
    }
}

/// A target in the table.
struct TargetRow<'a> {
    /// The name as the catalog has it, without placeholders.
    name: &'a str,
    /// Name, qualifier, amount and unit, with placeholders.
    columns: [Cow<'a, str>; 4],
}

impl<'a> TargetRow<'a> {
    fn new(target: Target<'a>, options: &PageOptions) -> Self {
        let PageOptions { lang, ambiguous, .. } = *options;
        let name = target.what.get(lang);
        let columns = [
            ambiguous.with_placeholders(name),
            target.figure.qualifier().word(lang).into(),
            target.figure.amount_text(lang).into(),
            ambiguous.with_placeholders(target.unit.get(lang)),
        ];
        Self { name, columns }
    }

    /// Returns the columns side by side, padded to `widths`; those of width 0 are left out. The
    /// characters of the name at `positions` are highlighted.
    fn line(&self, positions: &[usize], widths: [usize; 4]) -> Line {
        let [name, figure @ ..] = &self.columns;
        let mut line = spans(name, 0, Role::Text, positions);
        line.push(Span { text: " ".repeat(widths[0] + 1 - cells(name)), ..Span::default() });
        let mut text = String::new();
        // The unit is aligned at the left.
        let pads = [pad_start, pad_start, pad_end];
        for ((column, width), pad) in figure.iter().zip(&widths[1..]).zip(pads) {
            if *width > 0 {
                text.push(' ');
                text.push_str(&pad(column, *width));
            }
        }
        text.truncate(text.trim_end().len());
        line.push(Span { text, role: Role::Figure, highlighted: false });
        Line(line)
    }
}
