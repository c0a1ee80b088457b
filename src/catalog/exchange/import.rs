//! Imports tables as a [`Catalog`] and reports up to 100 errors in them, not only the first.

use std::collections::HashMap;

use super::columns::{Column, Table};
use super::target_text::{TargetLineError, parse_bilingual};
use super::{ProgressFn, Sheet};
use crate::catalog::Catalog;
use crate::catalog::diagnostic::{Diagnostic, Location, Note};
use crate::catalog::error::{FileErrorKind, helpful, nearest};
use crate::catalog::format::NUMBER_MAX;
use crate::catalog::model::{DomainIx, ProjectNo};
use crate::catalog::programmes::ProjectBatch;
use crate::catalog::store::{NewProject, NewTarget, OwnedText};
use crate::lang::Lang;
use crate::text::{clean, half_width};

mod cell_map;
mod domain_lookup;
mod programme;
mod updates;

pub(crate) use self::cell_map::CellMap;
use self::cell_map::{MergedCells, RowRef};
use self::domain_lookup::DomainLookup;

/// Most errors that are reported: more than a user fixes in one go.
const ERRORS_MAX: usize = 100;

/// A programme imported from a spreadsheet.
#[derive(Clone, Debug)]
pub(crate) struct Imported {
    /// The programme.
    pub catalog: Catalog,
    /// Notes for the user on how it was understood.
    pub notes: Vec<Diagnostic>,
    /// The cells that its parts were read from.
    pub cells: CellMap,
}

/// Imports the programme from the tables in `sheets`; `tick` is called with the number of projects
/// read and the total.
///
/// # Errors
/// All errors and notes, if at least one of them is an error.
pub(crate) fn import(sheets: &[Sheet], tick: ProgressFn) -> Result<Imported, Vec<Diagnostic>> {
    let cells = CellMap {
        sheet_names: sheets.iter().map(|sheet| sheet.name.clone()).collect(),
        ..CellMap::default()
    };
    let merged = sheets.iter().map(|sheet| MergedCells::new(&sheet.merged)).collect();
    let mut gather = Importer { sheets, merged, cells, diagnostics: Vec::new(), errors: 0 };
    let catalog = gather.catalog(tick);
    let faulty = gather.errors > 0;
    gather.diagnostics.sort_by(|a, b| a.location.cmp(&b.location));
    match catalog {
        Some(catalog) if !faulty => {
            Ok(Imported { catalog, notes: gather.diagnostics, cells: gather.cells })
        }
        _ => Err(gather.diagnostics),
    }
}

struct Importer<'a> {
    sheets: &'a [Sheet],
    /// The merged cells of each sheet.
    merged: Vec<MergedCells>,
    cells: CellMap,
    diagnostics: Vec<Diagnostic>,
    /// The errors among the diagnostics, at most [`ERRORS_MAX`]. Notes must not take their place:
    /// a table without an error is imported.
    errors: usize,
}

/// The rows of each table in the order of the file, and a title that stands above all tables.
#[derive(Default)]
struct TableRows {
    programme: Vec<RowRef>,
    domains: Vec<RowRef>,
    projects: Vec<RowRef>,
    updates: Vec<RowRef>,
    title: Option<(RowRef, String)>,
}

impl Importer<'_> {
    fn catalog(&mut self, tick: ProgressFn) -> Option<Catalog> {
        let rows = self.rows();
        for (nth, sheet) in self.sheets.iter().enumerate() {
            for (row, column) in sheet.error_cells.clone() {
                let whence = Location::cell(&self.sheets[nth].name, row + 1, column + 1);
                self.error(whence, FileErrorKind::BrokenCell);
            }
        }
        if rows.projects.is_empty() {
            let at = self.cells.headers.iter().any(|heads| heads.contains(&Some(Column::No)));
            let name = self.sheets.first().map_or("", |sheet| &sheet.name);
            self.error(
                Location::cell(name, 1, 1),
                if at { FileErrorKind::NoProjects } else { FileErrorKind::NoTable },
            );
            return None;
        }
        let mut head = self.programme(&rows);
        head.domains = self.domains(&rows);
        let mut reports = self.updates(&rows);
        let mut numbers = HashMap::new();
        let mut batch = ProjectBatch::default();
        let (mut above, called) = (None, DomainLookup::new(&head.domains));
        for (done, at) in rows.projects.iter().enumerate() {
            tick(done, rows.projects.len());
            let domain = self.domain(*at, &called, &mut above);
            if let Some(mut project) = self.project(*at, domain, &mut numbers) {
                let reports = reports.remove(&project.no.0).unwrap_or_default();
                self.attach_updates(&mut project, reports);
                batch.push(&project);
                self.cells.projects.push(*at);
            }
        }
        // A project that was dropped for an error is in `numbers`, so its updates cause no second
        // error.
        self.report_unknown_projects(reports, &numbers);
        let mut catalog = Catalog::new(head);
        catalog.append(&batch);
        catalog.sort();
        Some(catalog)
    }

    /// Assigns each row to its table. Rows before the first table, and rows of totals, belong to
    /// none.
    fn rows(&mut self) -> TableRows {
        let mut rows = TableRows::default();
        let sheets = self.sheets;
        for (sheet, content) in sheets.iter().enumerate() {
            let mut open: Option<(Table, usize)> = None;
            for (row, cells) in content.rows.iter().enumerate() {
                let said = cells.iter().filter(|cell| !cell.trim().is_empty());
                if said.clone().next().is_none() {
                    continue;
                }
                if let Some((table, heads)) = Table::from_header(cells) {
                    self.note_unknown_columns(content, row, &heads, table);
                    open = Some((table, self.cells.headers.len()));
                    self.cells.headers.push(heads);
                    continue;
                }
                let at = |head| RowRef { sheet, header: head, row };
                match open {
                    Some((Table::Programme, head)) => rows.programme.push(at(head)),
                    Some((Table::Domains, head)) => rows.domains.push(at(head)),
                    Some((Table::Updates, head)) => rows.updates.push(at(head)),
                    Some((Table::Projects, head)) => {
                        rows.projects.extend((!self.is_total_row(at(head))).then_some(at(head)));
                    }
                    // A title above a table is one cell, or the same in all the cells that were
                    // merged into one.
                    None if said.clone().all(|cell| Some(cell) == said.clone().next())
                        && rows.title.is_none() =>
                    {
                        rows.title = said.clone().next().map(|cell| (at(0), clean_line(cell)));
                    }
                    None => {}
                }
            }
            if open.is_none() && !content.rows.is_empty() && sheets.len() > 1 {
                self.note(
                    Location::cell(&content.name, 1, 1),
                    Note::SkippedSheet(content.name.clone()),
                );
            }
        }
        rows
    }

    /// Notes the columns that are not known, whose contents are lost.
    fn note_unknown_columns(
        &mut self,
        sheet: &Sheet,
        row: usize,
        heads: &[Option<Column>],
        table: Table,
    ) {
        let known: Vec<&'static str> =
            table.columns().flat_map(|column| [column.header(), column.name(Lang::Zh)]).collect();
        for (column, _) in heads.iter().enumerate().filter(|(_, head)| head.is_none()) {
            let header = sheet
                .rows
                .get(row)
                .and_then(|cells| cells.get(column))
                .map(|cell| clean_line(cell))
                .unwrap_or_default();
            if !header.is_empty() {
                let meant = nearest(&header, &known);
                let meant = known.iter().find(|known| Some(**known) == meant).copied();
                self.note(
                    Location::cell(&sheet.name, row + 1, column + 1),
                    Note::UnknownColumn(header, meant),
                );
            }
        }
    }

    /// Returns true if the row adds up the others.
    fn is_total_row(&self, at: RowRef) -> bool {
        let cells = self.sheets.get(at.sheet).and_then(|sheet| sheet.rows.get(at.row));
        let first = cells.and_then(|cells| cells.iter().find(|cell| !cell.trim().is_empty()));
        let first: String = first
            .map(|cell| cell.chars().filter(|c| !c.is_whitespace()).collect())
            .unwrap_or_default();
        matches!(first.trim_end_matches([':', '：']), "合计" | "总计" | "小计" | "共计")
            && self.cell(at, Column::Domain).is_empty()
    }

    /// Returns the domain of a project. Of merged cells only the first has the name; for the others
    /// it is the domain of the project `above`.
    fn domain(
        &mut self,
        at: RowRef,
        domains: &DomainLookup,
        above: &mut Option<DomainIx>,
    ) -> Option<DomainIx> {
        let said = clean_line(self.cell(at, Column::Domain));
        if said.is_empty() {
            if self.is_merged(at, Column::Domain) {
                return *above;
            }
            self.error_at(at, Column::Domain, FileErrorKind::EmptyCell(Column::Domain));
            return None;
        }
        let found = domains.get(&said);
        if found.is_none() && !domains.list.is_empty() && self.errors < ERRORS_MAX {
            let known = helpful(
                &said,
                domains.list.iter().map(|domain| domain.name.as_text().get(Lang::Zh)),
            );
            self.error_at(at, Column::Domain, FileErrorKind::UnknownDomain(said, known));
        }
        *above = found;
        found
    }

    fn project(
        &mut self,
        at: RowRef,
        domain: Option<DomainIx>,
        numbers: &mut HashMap<u32, usize>,
    ) -> Option<NewProject<'static>> {
        let no = self.number(at, numbers);
        let title = self.text(at, Column::Title);
        if title.as_text().is_empty() {
            self.error_at(
                at,
                Column::Title(Lang::Zh),
                FileErrorKind::EmptyCell(Column::Title(Lang::Zh)),
            );
        }
        let (start, end) = self.planned_days(at);
        Some(NewProject {
            start,
            end,
            updates: Vec::new(),
            summary: self.text(at, Column::Summary),
            targets: self.targets(at),
            places: self.list(at, Column::Places),
            partners: self.list(at, Column::Partners),
            facts: self.list(at, Column::Facts),
            title,
            no: no?,
            domain: domain?,
        })
    }

    /// Reads the number of a project, in any usual form: `7`, `07`, `７`, `7.0`, `No.7`, `第7项`.
    fn number(&mut self, at: RowRef, numbers: &mut HashMap<u32, usize>) -> Option<ProjectNo> {
        let said = clean_line(self.cell(at, Column::No));
        if said.is_empty() {
            self.error_at(at, Column::No, FileErrorKind::EmptyCell(Column::No));
            return None;
        }
        let bare: String = said.chars().map(half_width).filter(|c| !c.is_whitespace()).collect();
        let bare = bare
            .trim_start_matches(['第', '#'])
            .trim_start_matches("No.")
            .trim_start_matches("NO.");
        let bare = bare.trim_end_matches(['号', '项', '.', '、']);
        let Some(no) = parse_integer(bare.strip_suffix(".0").unwrap_or(bare))
            .filter(|no| (1..=NUMBER_MAX).contains(no))
        else {
            self.error_at(at, Column::No, FileErrorKind::BadNumber(said));
            return None;
        };
        if let Some(first) = numbers.insert(no, at.row + 1) {
            self.error_at(at, Column::No, FileErrorKind::RepeatedNumber(no, first));
            return None;
        }
        Some(ProjectNo(no))
    }

    fn targets(&mut self, at: RowRef) -> Vec<NewTarget<'static>> {
        let mut targets = Vec::new();
        for [zh, en] in self.bilingual_lines(at, Column::Targets) {
            let column = Column::Targets(if zh.is_empty() { Lang::En } else { Lang::Zh });
            match parse_bilingual(&zh, &en) {
                Ok(Some(target)) if target.what.as_text().is_empty() => {
                    self.error_at(
                        at,
                        column,
                        FileErrorKind::BareFigure(if zh.is_empty() { en } else { zh }),
                    );
                }
                Ok(target) => targets.extend(target),
                Err(why) => {
                    let said = if zh.is_empty() { en } else { zh };
                    let fault = match why {
                        TargetLineError::NoNumber => FileErrorKind::NoFigure(said),
                        TargetLineError::BadAmount(found) => FileErrorKind::BadAmount(found),
                        TargetLineError::Qualifier(word) => {
                            FileErrorKind::UnknownQualifier(word, said)
                        }
                        TargetLineError::Inverted => FileErrorKind::FallingRange(said),
                        TargetLineError::Differ(zh, en) => FileErrorKind::FiguresDiffer(zh, en),
                    };
                    self.error_at(at, column, fault);
                }
            }
        }
        targets
    }

    fn list(&self, at: RowRef, column: fn(Lang) -> Column) -> Vec<OwnedText<'static>> {
        self.bilingual_lines(at, column).into_iter().map(|[zh, en]| owned_text(zh, en)).collect()
    }

    /// Returns the lines of a cell, each with its counterpart in the other language; lines that are
    /// empty in both are skipped.
    fn bilingual_lines(&self, at: RowRef, column: fn(Lang) -> Column) -> Vec<[String; 2]> {
        let [zh, en] = Lang::ALL.map(|lang| clean_lines(self.cell(at, column(lang))));
        let nth = |lines: &[String], nth: usize| lines.get(nth).cloned().unwrap_or_default();
        let pairs = (0..zh.len().max(en.len())).map(|at| [nth(&zh, at), nth(&en, at)]);
        pairs.filter(|pair| pair.iter().any(|line| !line.is_empty())).collect()
    }

    fn text(&self, at: RowRef, column: fn(Lang) -> Column) -> OwnedText<'static> {
        let [zh, en] = Lang::ALL.map(|lang| clean_line(self.cell(at, column(lang))));
        owned_text(zh, en)
    }

    /// Returns the text in a column; empty if the table has no such column.
    fn cell(&self, at: RowRef, column: Column) -> &str {
        let Some(nth) = self.column_index(at, column) else { return "" };
        let cells = self.sheets.get(at.sheet).and_then(|sheet| sheet.rows.get(at.row));
        cells.and_then(|cells| cells.get(nth)).map_or("", String::as_str)
    }

    fn column_index(&self, at: RowRef, column: Column) -> Option<usize> {
        self.cells.headers.get(at.header)?.iter().position(|head| *head == Some(column))
    }

    fn is_merged(&self, at: RowRef, column: Column) -> bool {
        let nth = self.column_index(at, column);
        nth.zip(self.merged.get(at.sheet))
            .is_some_and(|(column, merged)| merged.has(column, at.row))
    }

    /// Returns the location of the first cell of a row.
    fn first_cell(&self, at: RowRef) -> Location {
        Location::cell(
            self.cells.sheet_names.get(at.sheet).map_or("", String::as_str),
            at.row + 1,
            1,
        )
    }

    fn error_at(&mut self, at: RowRef, column: Column, fault: FileErrorKind) {
        let whence = self.cells.location(Some(at), column);
        self.error(whence, fault);
    }

    fn error(&mut self, whence: Location, fault: FileErrorKind) {
        if self.errors < ERRORS_MAX {
            self.errors += 1;
            self.diagnostics.push(Diagnostic::new(whence, fault));
        }
    }

    fn note(&mut self, whence: Location, note: Note) {
        self.diagnostics.push(Diagnostic::new(whence, note));
    }
}

fn owned_text(zh: String, en: String) -> OwnedText<'static> {
    OwnedText { zh: zh.into(), en: en.into() }
}

/// Returns the text of a cell on one line, sanitized.
fn clean_line(cell: &str) -> String {
    clean(cell).trim().to_owned()
}

/// Returns the lines of a cell, each as by [`clean_line()`], without empty ones at the end.
fn clean_lines(cell: &str) -> Vec<String> {
    let cell = cell.replace("\r\n", "\n").replace('\r', "\n");
    let mut lines: Vec<String> = cell.split('\n').map(clean_line).collect();
    while lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
    lines
}

/// Parses a whole number in half-width or full-width digits.
fn parse_integer(text: &str) -> Option<u32> {
    let digits: String = text.trim().chars().map(half_width).collect();
    digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok()).flatten()
}
