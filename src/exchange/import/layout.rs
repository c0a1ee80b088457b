//! Classifies the rows of all sheets before any of them is read: titles, headers, sections,
//! projects, sums, remarks and signatures.

use std::cell::OnceCell;

use super::cell_map::{MergedCells, RowRef};
use super::cell_text::year_in;
use super::list_years::ListYears;
use super::number::parse_number;
use super::placeholders::is_blank_mark;
use crate::diagnostics::{Diagnostic, LeftOutRow, Location, Note, Table};
use crate::exchange::Sheet;

mod added_columns;
mod adjusted_columns;
mod columns;
mod continuation;
mod day_below;
mod left_out;
mod lines_above;
mod list_names;
mod other_tables;
mod place_columns;
mod progress_columns;
mod progress_table;
mod result;
mod row_kind;
mod row_text;
mod row_words;
mod section_levels;
mod section_row;
mod sections;
mod side_tables;
mod table_state;
mod tables;
mod target_columns;
mod two_rows;
mod unread;
mod wide_rows;
mod year_columns;

use self::columns::HeaderRow;
pub(super) use self::columns::LABEL_SEPARATOR;
use self::day_below::DayLine;
use self::left_out::LeftOutRows;
use self::lines_above::{LineAbove, is_list_title, is_spare};
pub(crate) use self::progress_columns::{ProgressColumn, ProgressTime};
pub(crate) use self::result::{DomainSource, Layout, LayoutChoices, ProjectRows};
use self::row_kind::{ProjectCells, RowKind};
pub(super) use self::row_text::numbered_domain;
use self::section_row::{SectionRow, joined};
use self::table_state::TableState;
pub(crate) use self::unread::CellCount;

/// Classifies the rows of `sheets`, whose merged cells are `merged`. `known_years` are those of the
/// list in its own table, and in the programme that it is merged into.
pub(crate) fn classify(
    sheets: &[Sheet],
    merged: &[MergedCells],
    known_years: [Option<ListYears>; 2],
    choices: LayoutChoices,
) -> Layout {
    let mut builder = LayoutBuilder {
        sheets,
        merged,
        choices,
        has_plan: OnceCell::new(),
        layout: Layout::default(),
        left_out: LeftOutRows::default(),
        sections: Vec::new(),
        has_named_titles: false,
        known_years,
        title_years: None,
        lines: Vec::new(),
        list_titles: Vec::new(),
        joined: None,
    };
    for sheet in 0..sheets.len() {
        builder.sheet(sheet);
    }
    builder.finish()
}

struct LayoutBuilder<'a> {
    sheets: &'a [Sheet],
    merged: &'a [MergedCells],
    choices: LayoutChoices,
    /// True if a sheet has a plan of projects; found when it is asked for.
    has_plan: OnceCell<bool>,
    layout: Layout,
    left_out: LeftOutRows,
    sections: Vec<SectionRow>,
    /// True if a header so far has 名称: then a table of tasks below is no part of the list.
    has_named_titles: bool,
    /// The years of the list in its own table, and in the programme that it is merged into.
    known_years: [Option<ListYears>; 2],
    /// The years in the first title above a table.
    title_years: Option<ListYears>,
    /// The lines above the first table of each sheet that has one.
    lines: Vec<Vec<LineAbove>>,
    /// The rows of tables that name a list and its year.
    list_titles: Vec<(RowRef, usize, String)>,
    /// The rows that repeat the number and the title of the row above, and the first of them.
    joined: Option<(CellCount, RowRef)>,
}

/// Returns the cells with content, each with its column.
fn texts(cells: &[String]) -> Vec<(usize, &str)> {
    let texts = cells.iter().enumerate().map(|(column, cell)| (column, cell.trim()));
    texts.filter(|(_, text)| !text.is_empty()).collect()
}

impl LayoutBuilder<'_> {
    /// Returns the cells of a row.
    fn cells(&self, row: RowRef) -> &[String] {
        let rows = self.sheets.get(row.sheet).map_or(&[][..], |sheet| sheet.rows.as_slice());
        rows.get(row.index).map_or(&[], Vec::as_slice)
    }

    /// Returns the text of a cell; empty for a mark that stands for nothing.
    fn cell(&self, row: RowRef, column: usize) -> &str {
        let text = self.cells(row).get(column).map_or("", |cell| cell.trim());
        let is_literal = self.layout.exports.get(row.header) == Some(&true);
        if is_blank_mark(text) && !is_literal { "" } else { text }
    }

    /// Classifies the rows of a sheet.
    fn sheet(&mut self, sheet: usize) {
        let Some(content) = self.sheets.get(sheet) else { return };
        let blocks = two_rows::WideBlocks::new(&content.merged);
        let mut table: Option<TableState> = None;
        let mut lines = Vec::new();
        let mut below = None;
        let mut body = 0;
        for (index, cells) in content.rows.iter().enumerate() {
            if index < body || cells.iter().all(|cell| cell.trim().is_empty()) {
                continue;
            }
            let is_row = table.as_ref().is_some_and(|table| table.is_export_row(cells));
            let above = day_below::lines_above(table.is_some(), &lines, below.as_ref());
            let header = (!is_row).then(|| two_rows::header_at(content, index, &blocks, &above));
            let is_in_list =
                |header: &HeaderRow| !(header.header.has_task_titles && self.has_named_titles);
            if let Some(header) = header.flatten().filter(is_in_list) {
                body = index + header.length;
                let next = self.layout.headers.len();
                let rows = (index..body).map(|index| RowRef { sheet, header: next, index });
                self.layout.second_rows.extend(rows.clone().skip(1));
                self.layout.read_rows.extend(rows);
                // A header that is repeated on each page begins nothing, unless it has a day of its own.
                let is_same = |table: &TableState| below.is_none() && table.header.is_same(&header);
                if !table.as_ref().is_some_and(is_same) {
                    self.end_table(sheet, table.take(), &blocks);
                    table = Some(self.begin_tables(sheet, header, above.lines));
                }
                self.close_day_line(below.take());
                continue;
            }
            let row = RowRef { sheet, header: self.layout.headers.len().saturating_sub(1), index };
            if index == body && table.is_some() && row_text::are_column_numbers(cells) {
                self.leave_out(row, LeftOutRow::ColumnNumbers, &texts(cells));
                continue;
            }
            if let Some(line) = table.as_ref().and_then(|table| DayLine::new(row, cells, table)) {
                let line = line.find_header(content, &blocks);
                let is_apart = line.is_apart;
                below = Some(line);
                if is_apart {
                    continue;
                }
            }
            let count = self.layout.projects.len() + self.layout.updates.len();
            match table.as_mut() {
                None => lines.push(LineAbove::new(row, &texts(cells))),
                Some(table) if table.header.right.is_empty() => {
                    self.table_row(row, cells, table, &blocks);
                }
                Some(table) => {
                    table.rows.push(index);
                    let part = table.header.part_of(cells);
                    if part.iter().any(|cell| !cell.trim().is_empty()) {
                        self.table_row(row, &part, table, &blocks);
                    }
                }
            }
            if self.layout.projects.len() + self.layout.updates.len() > count {
                below = None;
            }
        }
        if table.is_none() && !content.rows.is_empty() && self.sheets.len() > 1 {
            self.layout.skipped_sheets.push(sheet);
        } else if table.is_some() {
            self.lines.push(lines);
        }
        self.end_table(sheet, table, &blocks);
    }

    /// Classifies a row of a table.
    fn table_row(
        &mut self,
        row: RowRef,
        cells: &[String],
        table: &mut TableState,
        blocks: &two_rows::WideBlocks,
    ) {
        match table.table() {
            Table::Programme => self.layout.programme.push(row),
            Table::Domains => self.layout.domains.push(row),
            Table::Updates => {
                let texts = self.row_texts(row, cells);
                if texts.is_empty() {
                    self.layout.blank_rows.push(row);
                    return;
                }
                let is_numbered = parse_number(self.cell(row, table.no)).is_some();
                let kind = self.project_cells(row, &texts, table, false).kind();
                let kind = table.left_out_kind(&kind).filter(|_| !is_numbered);
                if let Some(kind) = kind {
                    self.leave_out(row, kind, &texts);
                    return;
                }
                self.layout.updates.push(row);
            }
            Table::Projects => {
                self.project_row(row, cells, table, blocks);
                return;
            }
        }
        table.unread.add_row(row.index, cells);
    }

    /// Classifies a row of a table of projects.
    fn project_row(
        &mut self,
        row: RowRef,
        cells: &[String],
        table: &mut TableState,
        blocks: &two_rows::WideBlocks,
    ) {
        if self.is_continuation(row, table) {
            if let Some(project) = self.layout.projects.last_mut() {
                project.last = row.index;
            }
            table.last_row = row.index;
            self.add_cells(row, cells, table);
            return;
        }
        table.is_below_gap = row.index > table.last_row + 1;
        table.last_row = row.index;
        let texts = self.row_texts(row, cells);
        if texts.is_empty() {
            self.layout.blank_rows.push(row);
            return;
        }
        let first = texts.first().map_or(0, |(column, _)| *column);
        let is_wide = blocks.covers(row.index, first, table.title);
        if self.is_of_other_table(row, &texts, table) {
            self.leave_out(row, LeftOutRow::OtherTable, &texts);
            table.is_below_project = false;
            return;
        }
        let kind = self.project_cells(row, &texts, table, is_wide).kind();
        table.is_below_remark = kind == RowKind::LeftOut(LeftOutRow::Remark);
        match kind {
            RowKind::Project => {
                for (index, ..) in std::mem::take(&mut table.footers) {
                    self.push_project(RowRef { index, ..row }, table);
                }
                self.push_project(row, table);
                return;
            }
            RowKind::Footer => {
                table.footers.push((row.index, first, joined(&texts)));
            }
            RowKind::LeftOut(kind) => {
                let text = joined(&texts);
                if is_list_title(&text)
                    && (year_in(&text).is_some() || is_spare(&text) && !text.starts_with("以"))
                {
                    self.list_titles.push((row, first, text));
                }
                self.leave_out(row, kind, &texts);
            }
            RowKind::Section(section) => self.section_row(row, &texts, &section, table),
        }
        table.is_below_project = false;
    }

    /// Returns the cells of a row of a table that have content, without marks that stand for
    /// nothing.
    fn row_texts<'c>(&self, row: RowRef, cells: &'c [String]) -> Vec<(usize, &'c str)> {
        let mut texts = texts(cells);
        if self.layout.exports.get(row.header) != Some(&true) {
            texts.retain(|(_, text)| !is_blank_mark(text));
        }
        texts
    }

    fn push_project(&mut self, row: RowRef, table: &mut TableState) {
        let has_cell = table.domain.is_some_and(|column| {
            !self.cell(row, column).is_empty() || self.is_merged(row, column)
        });
        let mut domain = DomainSource::Cell;
        if let Some(section) = table.section.and_then(|nth| self.sections.get_mut(nth))
            && !has_cell
        {
            section.is_used = true;
            domain = DomainSource::Section(section.name);
        } else if table.domain.is_none() {
            domain = DomainSource::Missing;
        }
        let (last, section, part) = (row.index, table.section, table.part);
        self.layout.projects.push(ProjectRows { first: row, last, domain, section, part });
        table.is_below_project = true;
        let sheets = self.sheets;
        let cells = sheets.get(row.sheet).and_then(|sheet| sheet.rows.get(row.index));
        let cells = cells.map_or(&[][..], Vec::as_slice);
        table.add_project(row.index, cells);
        table.numbers.extend(parse_number(self.cell(row, table.no)));
        self.add_cells(row, cells, table);
    }

    /// Notes which cells of a project are not read, and which stand in for others.
    fn add_cells(&mut self, row: RowRef, cells: &[String], table: &mut TableState) {
        let cells = table.header.part_of(cells);
        for [adjusted, first] in table.unread.stand_ins(&cells) {
            self.layout.stand_ins.insert((row.sheet, row.index, adjusted), first);
        }
        table.unread.add_row(row.index, &cells);
    }

    /// Returns a row of a table of projects, to be classified.
    fn project_cells<'c>(
        &'c self,
        row: RowRef,
        texts: &'c [(usize, &'c str)],
        table: &TableState,
        is_wide: bool,
    ) -> ProjectCells<'c> {
        let next = RowRef { index: row.index + 1, ..row };
        let is_title_merged = self.is_merged(row, table.title);
        ProjectCells {
            texts,
            no: table.no,
            title: table.title,
            is_wide,
            domain: table.domain,
            next_no: self.cell(next, table.no),
            is_title_merged,
            is_unread: texts.iter().all(|(column, _)| !table.unread.reads(*column)),
            is_below_remark: table.is_below_remark,
            has_sections: table.part > 0,
            is_export: table.header.is_export(),
        }
    }

    fn leave_out(&mut self, row: RowRef, kind: LeftOutRow, texts: &[(usize, &str)]) {
        let column = texts.first().map_or(0, |(column, _)| *column);
        self.left_out.add(row, column, kind, &joined(texts));
    }

    fn location(&self, sheet: usize, row: usize, column: usize) -> Location {
        let name = self.sheets.get(sheet).map_or("", |sheet| sheet.name.as_str());
        Location::cell(name, row + 1, column + 1)
    }

    fn note(&mut self, location: Location, note: Note) {
        self.layout.notes.push(Diagnostic::new(location, note));
    }

    fn finish(mut self) -> Layout {
        self.leave_out_repeated_tables();
        self.choose_title();
        self.name_sheets();
        for section in std::mem::take(&mut self.sections) {
            let (column, text) =
                if section.is_used { &section.rest } else { &(section.column, section.text) };
            if text.is_empty() {
                self.layout.read_rows.push(section.row);
            } else {
                self.left_out.add(section.row, *column, LeftOutRow::Section, text);
            }
        }
        if let Some((CellCount { count, cells }, row)) = self.joined.take() {
            let location = self.location(row.sheet, row.index, 0);
            self.note(location, Note::JoinedRows(count, cells));
        }
        if self.layout.projects.is_empty() {
            self.layout.near_header = columns::near_header(self.sheets);
        }
        let (notes, rows) = self.left_out.notes(self.sheets);
        self.layout.notes.extend(notes);
        self.layout.told_rows.extend(rows);
        self.layout
    }
}
