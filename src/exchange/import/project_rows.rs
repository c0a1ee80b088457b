//! Reads what a project has in one or several rows.

use std::collections::HashSet;

use super::Importer;
use super::cell_map::RowRef;
use super::cell_text::{clean_line, clean_lines, owned_text};
use super::layout::{CellCount, ProjectRows};
use super::placeholders::is_ditto;
use crate::diagnostics::{Column, Diagnostic, FileErrorKind, Location, Note, UnreadCell};
use crate::lang::Lang;
use crate::model::{NewProject, OwnedText};

impl Importer<'_> {
    /// Returns the lines of a cell, each with its counterpart in the other language; lines that are
    /// empty in both are skipped. It is an error if it is not clear which lines belong together.
    pub(crate) fn bilingual_lines(
        &mut self,
        row: RowRef,
        column: impl Fn(Lang) -> Column,
    ) -> Vec<[String; 2]> {
        let cells = Lang::ALL.map(|lang| self.cell(row, column(lang)));
        let mut lines = cells.map(clean_lines);
        let is_office_table = self.exports.get(row.header) == Some(&false);
        if let Some(line) = lines.iter().flatten().find(|line| is_office_table && is_ditto(line))
            && lines.iter().any(|lines| lines.len() > 1)
        {
            self.error_at(row, column(Lang::Zh), FileErrorKind::Ditto(line.clone()));
            return Vec::new();
        }
        if !agree(cells, &lines) {
            let counts = lines.each_ref().map(Vec::len);
            for lines in &mut lines {
                lines.retain(|line| !line.is_empty());
            }
            // Lines that only set others apart do not count.
            if lines[0].len() != lines[1].len() {
                let cell = self.cells.location(Some(row), column(Lang::Zh)).cell_name();
                let kind = FileErrorKind::LinesDiffer(column(Lang::Zh), counts, cell);
                self.error_at(row, column(Lang::En), kind);
                return Vec::new();
            }
        }
        let [zh, en] = lines;
        let count = zh.len().max(en.len());
        let (mut zh, mut en) = (zh.into_iter(), en.into_iter());
        let pairs =
            (0..count).map(|_| [&mut zh, &mut en].map(|lines| lines.next().unwrap_or_default()));
        pairs.filter(|pair| pair.iter().any(|line| !line.is_empty())).collect()
    }

    /// Returns the text of a cell.
    pub(crate) fn text(&self, row: RowRef, column: impl Fn(Lang) -> Column) -> OwnedText<'static> {
        let [zh, en] = Lang::ALL.map(|lang| clean_line(self.cell(row, column(lang))));
        owned_text(zh, en)
    }

    /// Returns the texts of the cells of a project one after the other, each text once.
    pub(crate) fn joined_text(
        &mut self,
        rows: ProjectRows,
        column: impl Fn(Lang) -> Column,
    ) -> OwnedText<'static> {
        if rows.last == rows.first.index {
            let [zh, en] = Lang::ALL.map(|lang| {
                let text = clean_line(self.cell(rows.first, column(lang)));
                self.line_with_unit(rows.first, column(lang), text)
            });
            return owned_text(zh, en);
        }
        let [zh, en] = Lang::ALL.map(|lang| {
            let mut texts: Vec<String> = Vec::new();
            let mut seen = HashSet::new();
            for row in rows.rows() {
                let text = clean_line(self.cell(row, column(lang)));
                let text = self.line_with_unit(row, column(lang), text);
                if !text.is_empty() && seen.insert(text.clone()) {
                    texts.push(text);
                }
            }
            texts.join(" ")
        });
        owned_text(zh, en)
    }

    /// Returns the lines of the cells of a project. A line of a further row that is there already
    /// is skipped: merged cells may be filled in.
    pub(crate) fn joined_texts(
        &mut self,
        rows: ProjectRows,
        column: impl Fn(Lang) -> Column,
    ) -> Vec<OwnedText<'static>> {
        let mut lines = self.bilingual_lines(rows.first, &column);
        let mut seen: HashSet<[String; 2]> = HashSet::new();
        for row in rows.rows().skip(1) {
            if seen.is_empty() {
                seen.extend(lines.iter().cloned());
            }
            for line in self.bilingual_lines(row, &column) {
                if seen.insert(line.clone()) {
                    lines.push(line);
                }
            }
        }
        if let [[line, _]] = lines.as_mut_slice() {
            *line = self.line_with_unit(rows.first, column(Lang::Zh), std::mem::take(line));
        }
        lines.into_iter().map(|[zh, en]| owned_text(zh, en)).collect()
    }

    /// Records an error for each value in a further row of a project that differs from the first
    /// row's, where a project has only one.
    pub(crate) fn reject_different_rows(&mut self, rows: ProjectRows) {
        let single = [
            Column::Title(Lang::Zh),
            Column::Title(Lang::En),
            Column::Domain,
            Column::Start,
            Column::End,
            Column::Span,
        ];
        for row in rows.rows().skip(1) {
            for column in single {
                let [first, text] = [rows.first, row].map(|row| clean_line(self.cell(row, column)));
                if !text.is_empty() && text != first {
                    let line = rows.first.index + 1;
                    self.error_at(row, column, FileErrorKind::RowsDiffer(column, line));
                }
            }
        }
    }

    /// Counts a cell of a known column that is not read.
    pub(crate) fn leave_cell(&mut self, row: RowRef, column: Column, reason: UnreadCell) {
        if let Some(nth) = self.column_index(row, column) {
            self.leave_cell_at(row, nth, reason);
        }
    }

    /// Counts a cell in column `nth` that is not read.
    pub(crate) fn leave_cell_at(&mut self, row: RowRef, nth: usize, reason: UnreadCell) {
        let unread = self.unread.entry((row.header, nth, reason));
        unread.or_insert_with(|| (row, CellCount::default())).1.add(row.index, nth);
    }

    /// Notes the cells of known columns that are not read, once for each column.
    pub(crate) fn note_unread_cells(&mut self) {
        for ((header, column, reason), (row, cells)) in std::mem::take(&mut self.unread) {
            let meaning = self.cells.headers.get(header).and_then(|columns| columns.get(column));
            let name = meaning.copied().flatten().map_or("", |column| column.name(Lang::Zh));
            let name = self.details.label(header, column).unwrap_or(name);
            let sheet = self.cells.sheet_names.get(row.sheet).map_or("", String::as_str);
            let location = Location::cell(sheet, row.index + 1, column + 1);
            let CellCount { count, cells } = cells;
            let note = Note::UnreadCells { name: name.to_owned(), reason, count, cells };
            self.diagnostics.push(Diagnostic::new(location, note));
        }
    }

    /// Records an error if a report names another title than that of its project.
    pub(crate) fn check_title(&mut self, row: RowRef, project: &NewProject) {
        let column = Column::Title(Lang::Zh);
        let found = clean_line(self.cell(row, column));
        let title = project.title.as_text().get(Lang::Zh);
        let plain =
            |text: &str| -> String { text.chars().filter(|c| c.is_alphanumeric()).collect() };
        if !found.is_empty() && plain(&found) != plain(title) {
            let kind = FileErrorKind::TitleDiffers(found, title.to_owned());
            self.error_at(row, column, kind);
        }
    }
}

/// Returns true if two cells have as many lines, also counting empty ones at the end, or one has
/// none.
fn agree(cells: [&str; 2], lines: &[Vec<String>; 2]) -> bool {
    let [zh, en] = lines;
    let count = |cell: &str| {
        let breaks = cell.matches('\n').count();
        if breaks > 0 { breaks } else { cell.matches('\r').count() }
    };
    zh.is_empty() || en.is_empty() || zh.len() == en.len() || count(cells[0]) == count(cells[1])
}
