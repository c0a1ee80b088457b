//! Imports tables as a [`Catalog`] and reports up to 100 errors in them, not only the first.

use std::collections::{BTreeMap, HashMap, HashSet};

use self::account::Account;
use super::{ImportOptions, ImportSummary, ProgressFn, Sheet};
use crate::diagnostics::{
    CellList, Column, Diagnostic, ErrorLimit, FileErrorKind, ListField, Location, Note, TextField,
    UnreadCell, suggestions,
};
use crate::lang::Lang;
use crate::model::{Catalog, DomainIx, NewProject, ProjectBatch};

mod account;
mod base;
mod broken_cells;
mod cell_map;
mod cell_text;
mod cells;
mod checked_reports;
mod closing;
mod contact_cells;
mod dated_column;
mod days;
mod detail_columns;
mod details;
mod domain_lookup;
mod errors;
mod header_units;
mod known_years;
mod layout;
mod line_numbers;
mod list_years;
mod money;
mod number;
mod number_errors;
mod placeholder_cells;
mod placeholders;
mod places;
mod programme;
mod progress;
mod progress_cell;
mod progress_only;
mod project_numbers;
mod project_rows;
mod read_days;
mod repeated_notes;
mod repeated_targets;
mod report_cells;
mod restarted_numbers;
mod same_day_reports;
mod targets;
mod unit_cells;
mod unit_text;
mod updates;

pub(crate) use self::cell_map::CellMap;
use self::cell_map::{MergedCells, RowRef};
use self::dated_column::DatedColumn;
use self::detail_columns::DetailColumns;
use self::domain_lookup::DomainLookup;
use self::header_units::HeaderUnits;
use self::layout::{CellCount, DomainSource, Layout, LayoutChoices, ProjectRows};
pub(crate) use self::number::{number_sign, parse_number};
use self::placeholders::DittoCells;
use self::read_days::ReadDays;
use self::report_cells::ReportCells;

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
        error_places: Vec::new(),
        error_limit: ErrorLimit::default(),
        year: None,
        notes_so_far: HashMap::new(),
        read_days: HashMap::new(),
        target_units: Vec::new(),
        target_names: Vec::new(),
        progress: Vec::new(),
        target_rows: Vec::new(),
        report_cells: ReportCells::default(),
        header_units: HeaderUnits::default(),
        details: DetailColumns::default(),
        dittos: DittoCells::default(),
        exports: Vec::new(),
        domain_labels: None,
        must_renumber: false,
        continued: HashMap::new(),
        restarts_on_sheets: false,
        repeated_tables: BTreeMap::new(),
        unread: BTreeMap::new(),
    };
    let catalog = importer.catalog(on_progress);
    let Importer { mut diagnostics, summary, cells, error_places, error_limit, .. } = importer;
    diagnostics.sort_by(|a, b| a.location.cmp(&b.location));
    diagnostics.extend(error_limit.further().map(|(at, kind)| Diagnostic::new(at, kind)));
    match catalog {
        Some(catalog) if error_places.is_empty() => {
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
    /// The places of the errors among the diagnostics. Notes must not take their place: a table
    /// without an error is imported.
    error_places: Vec<Location>,
    error_limit: ErrorLimit<Location>,
    /// The programme's year, if it is known yet.
    year: Option<u16>,
    /// The notes that cells may have in common, by their words: their indexes.
    notes_so_far: HashMap<String, usize>,
    /// The days of the texts so far.
    read_days: HashMap<String, ReadDays>,
    /// For each header, the unit of the targets that it names.
    target_units: Vec<Option<String>>,
    /// For each header, the thing that its targets count.
    target_names: Vec<Option<String>>,
    /// For each header, its columns of progress.
    progress: Vec<Vec<DatedColumn>>,
    /// For each target of the project that was read last, the index of its row.
    target_rows: Vec<usize>,
    report_cells: ReportCells,
    /// The units that the headers of other columns name.
    header_units: HeaderUnits,
    /// The columns of details that offices have named in their own way.
    details: DetailColumns,
    /// The cells that say 同上, with those that they refer to.
    dittos: DittoCells,
    /// For each header, true if this program has written it: its tables are taken literally.
    exports: Vec<bool>,
    /// The domains as the projects name them, unless there is a table of domains.
    domain_labels: Option<HashSet<String>>,
    /// True if an error says that the projects need other numbers.
    must_renumber: bool,
    /// The numbers of the projects, if those in the table begin anew in each section.
    continued: HashMap<RowRef, u32>,
    /// True if the numbers begin anew in each of several tables.
    restarts_on_sheets: bool,
    /// The headers of tables that repeat the projects of others; true if an error says so.
    repeated_tables: BTreeMap<usize, bool>,
    /// The cells of known columns that are not read, by the indexes of header and column, and the
    /// reason.
    unread: BTreeMap<(usize, usize, UnreadCell), (RowRef, CellCount)>,
}

impl Importer<'_> {
    /// Takes the headers and the notes of the layout, and accounts for the rows and columns that are
    /// no part of a table.
    fn take_layout(&mut self, layout: &mut Layout) {
        self.diagnostics.append(&mut layout.notes);
        self.details = DetailColumns::new(layout);
        self.cells.headers = std::mem::take(&mut layout.headers);
        self.cells.stand_ins = std::mem::take(&mut layout.stand_ins);
        for (sheet, index, column) in self.cells.stand_ins.keys().copied() {
            self.account.mark_read(RowRef { sheet, header: 0, index }, column);
        }
        self.target_units = std::mem::take(&mut layout.target_units);
        self.target_names = std::mem::take(&mut layout.target_names);
        self.exports = std::mem::take(&mut layout.exports);
        self.header_units = HeaderUnits::new(&layout.labels);
        for (location, kind) in layout.errors.drain(..) {
            self.error(location, kind);
        }
        if let Some((location, title)) = layout.other_list.take() {
            self.error(location, FileErrorKind::OtherList(title));
        }
        let mut above = None;
        for row in &layout.header_rows {
            // Of tables side by side the first stands for all.
            if above != Some((row.sheet, row.index)) {
                self.account.start_table(*row);
            }
            above = Some((row.sheet, row.index));
        }
        layout.read_rows.iter().for_each(|row| self.account.mark_row_read(*row));
        layout.second_rows.iter().for_each(|row| self.account.mark_second_row(*row));
        layout.told_rows.iter().for_each(|row| self.account.mark_row_told(*row, None));
        for (header, column) in &layout.told_columns {
            self.account.mark_column_told(*header, *column);
        }
        for sheet in &layout.skipped_sheets {
            self.account.mark_sheet_told(*sheet, self.diagnostics.len());
            let name = self.cells.sheet_names.get(*sheet).cloned().unwrap_or_default();
            let location = Location::cell(&name, 1, 1);
            self.note(location, Note::SkippedSheet(name, CellList::default()));
        }
    }

    fn catalog(&mut self, on_progress: ProgressFn) -> Option<Catalog> {
        let years = self.known_years();
        let has_base = self.base().is_some();
        let choices = LayoutChoices { has_base, with_hidden: self.options.with_hidden };
        let mut rows = layout::classify(self.sheets, &self.merged, years, choices);
        self.take_layout(&mut rows);
        self.broken_cells(&rows);
        self.read_placeholders(&rows);
        if let Some(catalog) = self.progress_of_base(&rows) {
            return Some(catalog);
        }
        if rows.projects.is_empty() {
            let has_table =
                self.cells.headers.iter().any(|header| header.contains(&Some(Column::No)));
            let name = self.sheets.first().map_or("", |sheet| &sheet.name);
            let kind = match (has_table, rows.updates.is_empty()) {
                (_, false) => FileErrorKind::ProgressOnly,
                (true, true) => FileErrorKind::NoProjects,
                (false, true) => FileErrorKind::NoTable,
            };
            let first = (Location::cell(name, 1, 1), kind);
            let (location, kind) =
                rows.near_header.filter(|_| !has_table && rows.updates.is_empty()).unwrap_or(first);
            self.error(location, kind);
            return None;
        }
        let mut header = self.programme(&rows);
        header.domains = self.domains(&rows);
        self.set_year(&header);
        self.read_progress_days(&rows);
        self.continue_numbers(&rows);
        self.cells.read_details = self.read_details();
        let mut updates = self.updates(&rows, &self.project_numbers(&rows));
        let mut numbers = HashMap::with_capacity(rows.projects.len());
        let mut batch = ProjectBatch::default();
        let (mut domain_above, domains) = (None, DomainLookup::new(&header.domains));
        for (done, project) in rows.projects.iter().copied().enumerate() {
            on_progress(done, rows.projects.len());
            let row = project.first;
            if self.reject_loose_row(row) {
                continue;
            }
            let domain = self.domain(project, &rows, &domains, &mut domain_above);
            let rows_of_project = project;
            if let Some(mut project) = self.project(project, domain, &mut numbers) {
                self.add_base_targets(row, &mut project);
                let updates = updates.remove(&project.no.0).unwrap_or_default();
                self.report_cells.start_project();
                self.attach_progress(rows_of_project, &mut project);
                self.attach_updates(Some(rows_of_project), &mut project, updates);
                self.check_reports(row, &project);
                batch.push(&project);
                self.cells.projects.push(row);
            }
        }
        // A project that was dropped for an error is in `numbers`, so its updates cause no second
        // error.
        self.reject_unknown_projects(updates, |no| numbers.contains_key(&no));
        self.note_progress_columns();
        self.note_unread_cells();
        self.note_unused_units();
        self.close_account(&rows);
        let mut catalog = Catalog::new(header);
        catalog.append(&batch);
        catalog.sort();
        Some(catalog)
    }

    /// Returns the domain of a project. Of merged cells only the first has the name; for the others
    /// it is `domain_above`, that of the project above, which is updated.
    fn domain(
        &mut self,
        project: ProjectRows,
        layout: &Layout,
        domains: &DomainLookup,
        domain_above: &mut Option<DomainIx>,
    ) -> Option<DomainIx> {
        let row = project.first;
        let text = self.domain_text(project, layout);
        if text.is_empty() {
            if self.is_merged(row, Column::Domain) {
                return *domain_above;
            }
            // A column that is missing is told once.
            if project.domain != DomainSource::Missing {
                self.empty_cell(row, Column::Domain);
            }
            return None;
        }
        let (domain, note) = domains.find(&text);
        if let Some(note) = note.map(|note| self.label_note(note)) {
            self.note_cell(row, Column::Domain, note);
        }
        // A domain of a table of them, or of the built-in list, may have any name.
        let is_new = domain.and_then(|DomainIx(nth)| domains.list.get(nth));
        let is_new = self.domain_labels.is_some()
            && is_new.is_some_and(|domain| domain.id.starts_with("domain-"));
        if let Some(others) = domains.parts(&text, domain).filter(|_| is_new) {
            let cells = Box::default();
            let note = Note::JoinedDomains(text.as_str().into(), others.into(), cells);
            self.note_cell(row, Column::Domain, note);
        }
        if domain.is_none() && !domains.list.is_empty() {
            let names = domains.list.iter().map(|domain| domain.name.as_text().get(Lang::Zh));
            let is_listed = self.lists_errors();
            let known = if is_listed { suggestions(&text, names) } else { Vec::new() };
            self.error_at(row, Column::Domain, FileErrorKind::NewDomain(text, known));
        }
        *domain_above = domain;
        domain
    }

    /// Imports the project in `rows`. `numbers` holds the numbers of the projects so far, and the
    /// rows in which they are.
    fn project(
        &mut self,
        rows: ProjectRows,
        domain: Option<DomainIx>,
        numbers: &mut HashMap<u32, ProjectRows>,
    ) -> Option<NewProject<'static>> {
        let row = rows.first;
        let no = self.number(rows, numbers);
        let title = self.text(row, Column::Title);
        if title.as_text().is_empty() {
            self.missing_cell(row, Column::Title(Lang::Zh));
        }
        for further in rows.rows().skip(1) {
            // It is that of the first row, or it would be another project.
            self.mark_read(further, Column::No);
        }
        self.reject_different_rows(rows);
        let (start, end) = self.planned_days(row);
        let mut lists =
            ListField::ALL.map(|field| self.joined_texts(rows, |lang| Column::List(field, lang)));
        let places = std::mem::take(&mut lists[ListField::Places as usize]);
        lists[ListField::Places as usize] = self.places(rows, places);
        let details = self.details(rows, &mut lists);
        Some(NewProject {
            start,
            end,
            updates: Vec::new(),
            texts: TextField::ALL
                .map(|field| self.joined_text(rows, |lang| Column::Text(field, lang))),
            targets: self.targets(rows, &title),
            lists,
            details,
            title,
            no: no?,
            domain: domain?,
        })
    }
}
