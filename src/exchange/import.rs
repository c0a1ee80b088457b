//! Imports tables as a [`Catalog`] and reports up to 100 errors in them, not only the first.

use std::collections::HashMap;

use self::account::Account;
use super::{ImportOptions, ImportSummary, ProgressFn, Sheet};
use crate::diagnostics::{
    CellOccurrences, Column, Diagnostic, FileErrorKind, ListField, Location, Note, Table,
    TextField, UnreadReason, nearest, suggestions,
};
use crate::format::NUMBER_MAX;
use crate::lang::Lang;
use crate::model::{Catalog, DomainIx, NewProject, OwnedText, ProjectBatch, ProjectNo};
use crate::text::to_half_width;

mod account;
mod base;
mod broken_cells;
mod cell_map;
mod cell_text;
mod closing;
mod days;
mod domain_lookup;
mod programme;
mod repeated_notes;
mod targets;
mod updates;

pub(crate) use self::cell_map::CellMap;
use self::cell_map::{MergedCells, RowRef};
use self::cell_text::{clean_line, clean_lines, owned_text, parse_integer};
use self::domain_lookup::DomainLookup;

/// Maximum number of errors that are reported: more than a user fixes in one go.
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
    /// Summary of the import.
    pub summary: ImportSummary,
}

/// Tables with errors.
#[derive(Clone, Debug)]
pub(crate) struct FaultyTables {
    /// All errors and notes.
    pub diagnostics: Vec<Diagnostic>,
    /// Summary of the import, as far as it went.
    pub summary: ImportSummary,
}

/// Imports the programme from the tables in `sheets`; `on_progress` is called with the number of
/// projects read and the total.
///
/// # Errors
/// All errors and notes and the summary, if there is at least one error.
pub(crate) fn import(
    sheets: &[Sheet],
    options: &ImportOptions,
    on_progress: ProgressFn,
) -> Result<Imported, Box<FaultyTables>> {
    let cells = CellMap {
        sheet_names: sheets.iter().map(|sheet| sheet.name.clone()).collect(),
        ..CellMap::default()
    };
    let merged = sheets.iter().map(|sheet| MergedCells::new(&sheet.merged)).collect();
    let mut importer = Importer {
        sheets,
        options,
        merged,
        account: Account::new(sheets),
        summary: ImportSummary::default(),
        cells,
        diagnostics: Vec::new(),
        errors: 0,
        year: None,
        notes_so_far: HashMap::new(),
    };
    let catalog = importer.catalog(on_progress);
    let Importer { mut diagnostics, summary, cells, errors, .. } = importer;
    diagnostics.sort_by(|a, b| a.location.cmp(&b.location));
    match catalog {
        Some(catalog) if errors == 0 => {
            Ok(Imported { catalog, notes: diagnostics, cells, summary })
        }
        _ => Err(Box::new(FaultyTables { diagnostics, summary })),
    }
}

struct Importer<'a> {
    sheets: &'a [Sheet],
    options: &'a ImportOptions,
    /// The merged cells of each sheet.
    merged: Vec<MergedCells>,
    account: Account,
    summary: ImportSummary,
    cells: CellMap,
    diagnostics: Vec<Diagnostic>,
    /// The errors among the diagnostics, at most [`ERRORS_MAX`]. Notes must not take their place:
    /// a table without an error is imported.
    errors: usize,
    /// The programme's year, if it is known yet.
    year: Option<u16>,
    /// The notes that cells may have in common, by their words: their indexes.
    notes_so_far: HashMap<String, usize>,
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
    fn catalog(&mut self, on_progress: ProgressFn) -> Option<Catalog> {
        let rows = self.rows();
        self.broken_cells(&rows);
        if rows.projects.is_empty() {
            let has_table =
                self.cells.headers.iter().any(|header| header.contains(&Some(Column::No)));
            let name = self.sheets.first().map_or("", |sheet| &sheet.name);
            let kind = if has_table { FileErrorKind::NoProjects } else { FileErrorKind::NoTable };
            self.error(Location::cell(name, 1, 1), kind);
            return None;
        }
        let mut header = self.programme(&rows);
        header.domains = self.domains(&rows);
        self.set_year(&header);
        let mut updates = self.updates(&rows);
        let mut numbers = HashMap::new();
        let mut batch = ProjectBatch::default();
        let (mut domain_above, domains) = (None, DomainLookup::new(&header.domains));
        for (done, row) in rows.projects.iter().copied().enumerate() {
            on_progress(done, rows.projects.len());
            let domain = self.domain(row, &domains, &mut domain_above);
            if let Some(mut project) = self.project(row, domain, &mut numbers) {
                self.add_base_targets(row, &mut project);
                let updates = updates.remove(&project.no.0).unwrap_or_default();
                self.attach_updates(&mut project, updates);
                batch.push(&project);
                self.cells.projects.push(row);
            }
        }
        // A project that was dropped for an error is in `numbers`, so its updates cause no second
        // error.
        self.reject_unknown_projects(updates, &numbers);
        self.close_account(&rows);
        let mut catalog = Catalog::new(header);
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
            // The table that the rows belong to, and the index of its header.
            let mut table_above: Option<(Table, usize)> = None;
            for (index, cells) in content.rows.iter().enumerate() {
                let texts = cells.iter().filter(|cell| !cell.trim().is_empty());
                if texts.clone().next().is_none() {
                    continue;
                }
                if let Some((table, columns)) = Table::from_header(cells) {
                    let header = self.cells.headers.len();
                    self.note_unknown_columns(content, index, &columns, table);
                    self.account.start_table(RowRef { sheet, header, index });
                    table_above = Some((table, header));
                    self.cells.headers.push(columns);
                    continue;
                }
                let row = |header| RowRef { sheet, header, index };
                match table_above {
                    Some((Table::Programme, header)) => rows.programme.push(row(header)),
                    Some((Table::Domains, header)) => rows.domains.push(row(header)),
                    Some((Table::Updates, header)) => rows.updates.push(row(header)),
                    Some((Table::Projects, header)) => {
                        let row = row(header);
                        if self.is_total_row(row) {
                            self.account.leave_out_row(row, UnreadReason::Sum);
                        } else {
                            rows.projects.push(row);
                        }
                    }
                    // A title above a table is one cell, or the same in all the cells that were
                    // merged into one.
                    None if texts.clone().all(|cell| Some(cell) == texts.clone().next())
                        && rows.title.is_none() =>
                    {
                        rows.title = texts.clone().next().map(|cell| (row(0), clean_line(cell)));
                    }
                    None => {}
                }
            }
            if table_above.is_none() && !content.rows.is_empty() && sheets.len() > 1 {
                // A sheet may hold only the title.
                if rows.title.as_ref().is_none_or(|(row, _)| row.sheet != sheet) {
                    self.account.mark_sheet_told(sheet, self.diagnostics.len());
                }
                let note = Note::SkippedSheet(content.name.clone(), CellOccurrences::default());
                self.note(Location::cell(&content.name, 1, 1), note);
            }
        }
        rows
    }

    /// Notes the columns of `table` that are not known, whose contents are lost. `row` is the index
    /// of its header, and `columns` are the columns that the cells of the header name.
    fn note_unknown_columns(
        &mut self,
        sheet: &Sheet,
        row: usize,
        columns: &[Option<Column>],
        table: Table,
    ) {
        let known: Vec<&'static str> =
            table.columns().flat_map(|column| [column.header(), column.name(Lang::Zh)]).collect();
        for (column, _) in columns.iter().enumerate().filter(|(_, column)| column.is_none()) {
            let header = sheet.rows.get(row).and_then(|cells| cells.get(column));
            let header = header.map(|cell| clean_line(cell)).unwrap_or_default();
            if !header.is_empty() {
                let nearest = nearest(&header, &known);
                let nearest = known.iter().find(|known| Some(**known) == nearest).copied();
                let location = Location::cell(&sheet.name, row + 1, column + 1);
                let table_header = self.cells.headers.len();
                self.account.mark_column_told(table_header, column, self.diagnostics.len());
                let cells = CellOccurrences::default();
                self.note(location, Note::UnknownColumn(header.into(), nearest, cells));
            }
        }
    }

    /// Returns true if the row adds up the others.
    fn is_total_row(&self, row: RowRef) -> bool {
        let cells = self.sheets.get(row.sheet).and_then(|sheet| sheet.rows.get(row.index));
        let first = cells.and_then(|cells| cells.iter().find(|cell| !cell.trim().is_empty()));
        let first = first.map_or("", String::as_str).split_whitespace().collect::<String>();
        matches!(first.trim_end_matches([':', '：']), "合计" | "总计" | "小计" | "共计")
            && self.cell(row, Column::Domain).is_empty()
    }

    /// Returns the domain of a project. Of merged cells only the first has the name; for the others
    /// it is `domain_above`, that of the project above, which is updated.
    fn domain(
        &mut self,
        row: RowRef,
        domains: &DomainLookup,
        domain_above: &mut Option<DomainIx>,
    ) -> Option<DomainIx> {
        let text = clean_line(self.cell(row, Column::Domain));
        if text.is_empty() {
            if self.is_merged(row, Column::Domain) {
                return *domain_above;
            }
            self.empty_cell(row, Column::Domain);
            return None;
        }
        let (domain, is_exact) = domains.get(&text);
        if let Some(domain) = domain.and_then(|DomainIx(ix)| domains.list.get(ix))
            && !is_exact
        {
            let known = domain.name.as_text().get(Lang::Zh).into();
            let note = Note::SameLabel(text.as_str().into(), known, CellOccurrences::default());
            self.note_cell(row, Column::Domain, note);
        }
        if domain.is_none() && !domains.list.is_empty() && self.errors < ERRORS_MAX {
            let names = domains.list.iter().map(|domain| domain.name.as_text().get(Lang::Zh));
            let known = suggestions(&text, names);
            self.error_at(row, Column::Domain, FileErrorKind::UnknownDomain(text, known));
        }
        *domain_above = domain;
        domain
    }

    /// Imports the project in `row`. `numbers` holds the projects so far: their numbers, and the
    /// rows in which they are, from 1.
    fn project(
        &mut self,
        row: RowRef,
        domain: Option<DomainIx>,
        numbers: &mut HashMap<u32, usize>,
    ) -> Option<NewProject<'static>> {
        let no = self.number(row, numbers);
        let title = self.text(row, Column::Title);
        if title.as_text().is_empty() {
            self.empty_cell(row, Column::Title(Lang::Zh));
        }
        let (start, end) = self.planned_days(row);
        Some(NewProject {
            start,
            end,
            updates: Vec::new(),
            texts: TextField::ALL.map(|field| self.text(row, |lang| Column::Text(field, lang))),
            targets: self.targets(row),
            lists: ListField::ALL.map(|field| self.texts(row, |lang| Column::List(field, lang))),
            title,
            no: no?,
            domain: domain?,
        })
    }

    /// Reads the number of a project, in any usual form: `7`, `07`, `７`, `7.0`, `No.7`, `第7项`.
    fn number(&mut self, row: RowRef, numbers: &mut HashMap<u32, usize>) -> Option<ProjectNo> {
        let text = clean_line(self.cell(row, Column::No));
        if text.is_empty() {
            self.empty_cell(row, Column::No);
            return None;
        }
        let bare: String = text.chars().map(to_half_width).filter(|c| !c.is_whitespace()).collect();
        let bare = bare.trim_start_matches(['第', '#']).trim_start_matches("No.");
        let bare = bare.trim_start_matches("NO.").trim_end_matches(['号', '项', '.', '、']);
        let no = parse_integer(bare.strip_suffix(".0").unwrap_or(bare));
        let Some(no) = no.filter(|no| (1..=NUMBER_MAX).contains(no)) else {
            self.error_at(row, Column::No, FileErrorKind::BadNumber(text));
            return None;
        };
        if let Some(first) = numbers.insert(no, row.index + 1) {
            self.error_at(row, Column::No, FileErrorKind::RepeatedNumber(no, first));
            return None;
        }
        Some(ProjectNo(no))
    }

    fn texts(&self, row: RowRef, column: impl Fn(Lang) -> Column) -> Vec<OwnedText<'static>> {
        self.bilingual_lines(row, column).into_iter().map(|[zh, en]| owned_text(zh, en)).collect()
    }

    /// Returns the lines of a cell, each with its counterpart in the other language; lines that are
    /// empty in both are skipped.
    fn bilingual_lines(&self, row: RowRef, column: impl Fn(Lang) -> Column) -> Vec<[String; 2]> {
        let [zh, en] = Lang::ALL.map(|lang| clean_lines(self.cell(row, column(lang))));
        let line = |lines: &[String], nth: usize| lines.get(nth).cloned().unwrap_or_default();
        let pairs = (0..zh.len().max(en.len())).map(|nth| [line(&zh, nth), line(&en, nth)]);
        pairs.filter(|pair| pair.iter().any(|line| !line.is_empty())).collect()
    }

    fn text(&self, row: RowRef, column: impl Fn(Lang) -> Column) -> OwnedText<'static> {
        let [zh, en] = Lang::ALL.map(|lang| clean_line(self.cell(row, column(lang))));
        owned_text(zh, en)
    }

    /// Returns the text in a column, which counts as read; empty if the table has no such column.
    fn cell(&self, row: RowRef, column: Column) -> &str {
        let Some(nth) = self.column_index(row, column) else { return "" };
        self.account.mark_read(row, nth);
        let cells = self.sheets.get(row.sheet).and_then(|sheet| sheet.rows.get(row.index));
        cells.and_then(|cells| cells.get(nth)).map_or("", String::as_str)
    }

    fn column_index(&self, row: RowRef, column: Column) -> Option<usize> {
        self.cells.headers.get(row.header)?.iter().position(|other| *other == Some(column))
    }

    /// Returns true if the cell is merged into one above it.
    fn is_merged(&self, row: RowRef, column: Column) -> bool {
        let nth = self.column_index(row, column);
        nth.zip(self.merged.get(row.sheet))
            .is_some_and(|(column, merged)| merged.has(column, row.index))
    }

    /// Returns the location of the first cell of a row.
    fn first_cell(&self, row: RowRef) -> Location {
        let sheet = self.cells.sheet_names.get(row.sheet).map_or("", String::as_str);
        Location::cell(sheet, row.index + 1, 1)
    }

    /// Records an error at a cell, unless the cell has no usable value: that is an error already.
    fn error_at(&mut self, row: RowRef, column: Column, kind: FileErrorKind) {
        if self.is_broken(row, column) {
            return;
        }
        let location = self.cells.location(Some(row), column);
        self.error(location, kind);
    }

    /// Records that a cell is empty which must not be.
    fn empty_cell(&mut self, row: RowRef, column: Column) {
        self.error_at(row, column, FileErrorKind::EmptyCell(column));
    }

    /// Records an error, unless there are [`ERRORS_MAX`] of them.
    fn error(&mut self, location: Location, kind: FileErrorKind) {
        if self.errors < ERRORS_MAX {
            self.errors += 1;
            self.diagnostics.push(Diagnostic::new(location, kind));
        }
    }

    fn note(&mut self, location: Location, note: Note) {
        self.diagnostics.push(Diagnostic::new(location, note));
    }
}
