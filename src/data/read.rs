//! Reading and validating a data file of any supported kind.

use std::cell::RefCell;
use std::collections::HashMap;
use std::path::Path;

use super::file_kind::FileKind;
use super::linter::{lint, lint_figures};
use crate::diagnostics::{
    Diagnostic, DiagnosticKind, FieldPath, FileErrorKind, LineCol, Lint, Location, Note,
};
use crate::exchange::{
    AnnouncementContent, AnnouncementDraft, CellMap, FigureWords, ImportOptions, ImportSummary,
    ProgressFn, Sheet, from_json, import, leave_out_hidden, mention_hidden, read_announcement,
    read_csv, read_records, read_workbook, unify,
};
use crate::executor::Executor;
use crate::format::Outline;
use crate::model::Catalog;
use crate::storage::{DataSize, MemoryNeed};
use crate::{format, storage};

/// Result of reading a file: its catalog, or its errors.
#[derive(Debug, Default)]
pub struct ReadResult {
    /// Catalogue in the file; `None` if there is an error.
    pub catalog: Option<Catalog>,
    /// Diagnostics about the file, in the order of the file.
    pub diagnostics: Vec<Diagnostic>,
    /// Text of the file, if the diagnostics refer to lines and columns of it.
    pub text: Option<String>,
    /// Cells of the file, if it is a spreadsheet.
    pub cells: Option<CellMap>,
    /// True if `text` is JSON.
    pub is_json: bool,
    /// Summary of the import, if the file is a spreadsheet or an announcement.
    pub summary: Option<ImportSummary>,
    /// The words that the targets were read from, if the file is an announcement.
    pub words: Option<FigureWords>,
    /// Names of the fields, if the file is a list of records.
    keys: Vec<String>,
}

/// Name by which a user means standard input.
const STDIN: &str = "-";

/// Reads and validates the file at `path`, or standard input if that is `-`: RON, JSON, CSV, an
/// Excel workbook or an announcement, detected by its name and its first bytes. `options` are for
/// an import; `tick` is called with the work done and the total work.
#[must_use]
pub fn read(path: &Path, options: &ImportOptions, tick: ProgressFn) -> ReadResult {
    let is_stdin = path == Path::new(STDIN);
    match if is_stdin { storage::read_stdin() } else { storage::read(path) } {
        Ok(bytes) => read_bytes(path, bytes, options, tick),
        Err(problem) => ReadResult::from_errors(vec![problem.into()]),
    }
}

/// Reads `bytes` as [`read`] does the file at `path`, whose name they have.
fn read_bytes(
    path: &Path,
    bytes: Vec<u8>,
    options: &ImportOptions,
    tick: ProgressFn,
) -> ReadResult {
    let kind = FileKind::detect(path, &bytes);
    let need = match kind {
        // The cells of a workbook are counted as they are unpacked; announcements have limits of
        // their own.
        FileKind::Workbook(_) | FileKind::Announcement(_) | FileKind::Refused(_) => None,
        FileKind::Csv => Some(MemoryNeed::CSV),
        FileKind::Json => Some(MemoryNeed::JSON),
        FileKind::Ron => Some(MemoryNeed::PARSE),
    };
    let check = |need: MemoryNeed| need.check(bytes.len(), || DataSize::from_text(&bytes));
    if let Some(Err(kind)) = need.map(check) {
        return ReadResult::from_error(kind);
    }
    match kind {
        FileKind::Refused(kind) => ReadResult::from_error(kind),
        // Reading the rows of the sheets is one half of the work, interpreting them the other.
        FileKind::Workbook(format) => {
            let half: ProgressFn = &mut |done, total| tick(done, 2 * total);
            match read_workbook(format, &bytes, half) {
                Ok(mut sheets) => {
                    let notes = leave_out_hidden(&mut sheets, options);
                    let tick: ProgressFn = &mut |done, total| tick(total + done, 2 * total);
                    ReadResult::from_sheets(sheets, options, notes, tick)
                }
                Err(diagnostic) => ReadResult::from_errors(vec![diagnostic]),
            }
        }
        FileKind::Csv => match read_csv(&bytes) {
            Ok((sheet, notes)) => ReadResult::from_sheets(vec![sheet], options, notes, tick),
            Err(diagnostic) => ReadResult::from_errors(vec![diagnostic]),
        },
        FileKind::Announcement(form) => match read_announcement(&bytes, form, options) {
            Ok(AnnouncementContent::Tables(sheets, notes)) => {
                ReadResult::from_sheets(sheets, options, notes, tick)
            }
            Ok(AnnouncementContent::Draft(draft)) => ReadResult::from_draft(*draft),
            Err(diagnostic) => ReadResult::from_errors(vec![diagnostic]),
        },
        FileKind::Json => match storage::decode_owned(bytes) {
            Ok(text) => match read_records(text.trim_start_matches('\u{feff}')) {
                Ok(Some(sheet)) => ReadResult::from_records(sheet, options, tick),
                Ok(None) => ReadResult::from_text(text, true, tick),
                Err(kind) => ReadResult::from_error(kind),
            },
            Err(error) => ReadResult::from_errors(vec![error.into()]),
        },
        FileKind::Ron => match storage::decode_owned(bytes) {
            Ok(text) => ReadResult::from_text(text, false, tick),
            Err(error) => ReadResult::from_errors(vec![error.into()]),
        },
    }
}

/// Returns true if the file is a table, JSON or an announcement by its name or its first bytes;
/// false also if it cannot be read.
pub(crate) fn is_convertible(path: &Path) -> bool {
    let kind = storage::read(path).map(|bytes| FileKind::detect(path, &bytes));
    kind.is_ok_and(|kind| !matches!(kind, FileKind::Ron | FileKind::Refused(_)))
}

/// Returns the error for a file that is neither a data file nor converted.
pub(crate) fn foreign_error(path: &Path) -> Option<FileErrorKind> {
    match FileKind::detect(path, &storage::read(path).ok()?) {
        FileKind::Refused(kind) => Some(kind),
        _ => None,
    }
}

impl ReadResult {
    /// Adds lint warnings to the result of a file without errors. Returns how many warnings and
    /// notes the file itself suppresses with `// check: allow …`.
    pub fn lint(&mut self) -> usize {
        let Some(catalog) = &self.catalog else { return 0 };
        let bytes = self.text.as_ref().map_or(0, String::len);
        let size = || DataSize { bytes: bytes as u64, ..DataSize::from_catalog(catalog) };
        let lints = match MemoryNeed::LINT.check(bytes, size).and_then(|()| lint(catalog)) {
            Ok(lints) => lints,
            Err(kind) => {
                *self = Self::from_error(kind);
                return 0;
            }
        };
        let mut allowed_count = 0;
        match (&self.cells, &self.text) {
            (Some(cells), _) => {
                // The import has told of far days and odd reports, each at its own cell.
                let lints = lints.into_iter().filter(|(_, lint)| !is_told_by_import(lint));
                self.diagnostics.extend(lints_of_cells(lints, cells));
            }
            (None, Some(text)) => {
                let ron = self.is_json.then(|| from_json(text).unwrap_or_default());
                let outline = Outline::new(ron.as_ref().unwrap_or(text));
                let all = lints.len();
                let located = lints.into_iter().map(|(path, lint)| (outline.offset_of(path), lint));
                let open = located.filter(|(at, lint)| !outline.is_allowed(lint.code(), *at));
                let open = open
                    .map(|(at, lint)| Diagnostic::new(Location::Text(outline.line_col(at)), lint));
                // The diagnostics so far are about unknown fields and ignore suppressions; they are
                // added anew below.
                self.diagnostics = open.collect();
                allowed_count = all - self.diagnostics.len();
                for (_, unknown) in catalog.unknown() {
                    let is_allowed = |at: u32| outline.is_allowed("unknown-field", at as usize);
                    let (diagnostics, allowed) = unknown.diagnostics_except(text, is_allowed);
                    self.diagnostics.extend(diagnostics);
                    allowed_count += allowed;
                }
                if self.is_json {
                    for diagnostic in &mut self.diagnostics {
                        diagnostic.name_as_in(text);
                    }
                }
            }
            (None, None) => {}
        }
        self.sort_by_row();
        allowed_count
    }

    /// Adds the lints of the words of targets to the result of a table without errors.
    pub(crate) fn lint_figures(&mut self) {
        let (Some(catalog), Some(cells)) = (&self.catalog, &self.cells) else { return };
        match lint_figures(catalog) {
            Ok(lints) if lints.is_empty() => {}
            Ok(lints) => {
                let lints = lints_of_cells(lints.into_iter(), cells);
                self.diagnostics.extend(lints);
                self.sort_by_row();
            }
            Err(kind) => *self = Self::from_error(kind),
        }
    }

    fn sort_by_row(&mut self) {
        // Lints come row by row. With the few of each row in order, nothing is left to sort.
        self.name_records();
        let row = |diagnostic: &Diagnostic| match diagnostic.location {
            Location::Text(position) => position.line,
            _ => diagnostic.location.row_and_column().unwrap_or_default().0,
        };
        for in_row in self.diagnostics.chunk_by_mut(|a, b| row(a) == row(b)) {
            in_row.sort_by(|a, b| a.location.cmp(&b.location));
        }
        self.diagnostics.sort_by(|a, b| a.location.cmp(&b.location));
    }

    /// Turns notes about unknown fields into errors, for callers that accept none, and drops the
    /// catalog if there are any.
    pub fn refuse_unknown(&mut self) {
        for diagnostic in &mut self.diagnostics {
            if let DiagnosticKind::Note(note @ Note::UnknownField { .. }) = &diagnostic.kind {
                diagnostic.kind = DiagnosticKind::Refused(note.clone());
                self.catalog = None;
            }
        }
    }

    /// Returns the result for a file with an error of the file as a whole.
    pub(crate) fn from_error(kind: FileErrorKind) -> Self {
        Self::from_errors(vec![Diagnostic::new(Location::Text(LineCol::START), kind)])
    }

    fn from_errors(diagnostics: Vec<Diagnostic>) -> Self {
        Self { diagnostics, ..Self::default() }
    }

    fn from_sheets(
        mut sheets: Vec<Sheet>,
        options: &ImportOptions,
        mut diagnostics: Vec<Diagnostic>,
        tick: ProgressFn,
    ) -> Self {
        let rows = || sheets.iter().flat_map(|sheet| &sheet.rows);
        let bytes = rows().flatten().map(String::len).sum();
        let size = || DataSize { rows: rows().count() as u64, ..DataSize::from_bytes(bytes) };
        if let Err(kind) = MemoryNeed::IMPORT.check(bytes, size) {
            return Self::from_error(kind);
        }
        diagnostics.extend(unify(&mut sheets));
        match import(&sheets, options, tick) {
            // Errors of the file as a whole count even if its sheets form a catalog.
            Ok(imported) => {
                let is_valid = diagnostics
                    .iter()
                    .all(|diagnostic| diagnostic.severity() > crate::diagnostics::Severity::Error);
                diagnostics.extend(imported.notes);
                Self {
                    catalog: is_valid.then_some(imported.catalog),
                    diagnostics,
                    cells: Some(imported.cells),
                    summary: Some(imported.summary),
                    ..Self::default()
                }
            }
            Err(mut faulty) => {
                mention_hidden(&mut faulty.diagnostics, &diagnostics);
                diagnostics.extend(faulty.diagnostics);
                Self { summary: Some(faulty.summary), ..Self::from_errors(diagnostics) }
            }
        }
    }

    /// Imports a list of records, whose first row are the names of their fields.
    fn from_records(sheet: Sheet, options: &ImportOptions, tick: ProgressFn) -> Self {
        let keys = sheet.rows.first().cloned().unwrap_or_default();
        let mut result = Self::from_sheets(vec![sheet], options, Vec::new(), tick);
        result.keys = keys;
        result.name_records();
        result
    }

    /// Names the fields of records in place of cells.
    fn name_records(&mut self) {
        if !self.keys.is_empty() {
            let locations = self.diagnostics.iter_mut().map(|diagnostic| &mut diagnostic.location);
            locations.for_each(|location| location.name_record(&self.keys));
        }
    }

    fn from_draft(draft: AnnouncementDraft) -> Self {
        let AnnouncementDraft { catalog, mut diagnostics, summary, words } = draft;
        diagnostics.sort_by(|a, b| a.location.cmp(&b.location));
        let (summary, words) = (Some(summary), Some(words));
        Self { catalog, diagnostics, summary, words, ..Self::default() }
    }

    fn from_text(mut text: String, is_json: bool, tick: ProgressFn) -> Self {
        if text.starts_with('\u{feff}') {
            text.remove(0);
        }
        let mut parse = |text: &str| {
            let executor = ProgressExecutor { size: text.len(), on_progress: RefCell::new(tick) };
            match format::parse_on(text, &executor) {
                Ok(catalog) => {
                    let diagnostics =
                        catalog.unknown().flat_map(|(_, unknown)| unknown.diagnostics()).collect();
                    (Some(catalog), diagnostics)
                }
                Err(errors_and_unknown) => {
                    let (errors, unknown) = *errors_and_unknown;
                    let mut diagnostics: Vec<_> =
                        errors.into_iter().map(Diagnostic::from).collect();
                    diagnostics.extend(unknown.diagnostics());
                    diagnostics.sort_by(|a, b| a.location.cmp(&b.location));
                    (None, diagnostics)
                }
            }
        };
        let (catalog, mut diagnostics) = match is_json.then(|| from_json(&text)) {
            Some(Err(diagnostic)) => (None, vec![diagnostic]),
            Some(Ok(ron)) => parse(&ron),
            None => parse(&text),
        };
        if is_json {
            for diagnostic in &mut diagnostics {
                diagnostic.name_as_in(&text);
            }
        }
        Self { catalog, diagnostics, text: Some(text), is_json, ..Self::default() }
    }
}

/// Returns true for a lint that an import tells of at the cell that it is about.
fn is_told_by_import(lint: &Lint) -> bool {
    matches!(
        lint,
        Lint::FarDay(..) | Lint::FallingTotal(..) | Lint::SurplusReport(..) | Lint::ReportYear(..)
    )
}

/// Returns the lints of a table at their cells; those of one unknown unit are one, with its cells.
fn lints_of_cells(
    lints: impl Iterator<Item = (FieldPath, Lint)>,
    cells: &CellMap,
) -> Vec<Diagnostic> {
    let mut found: Vec<Diagnostic> = Vec::new();
    let mut by_unit: HashMap<String, usize> = HashMap::new();
    for (path, lint) in lints {
        let mut new = Diagnostic::new(cells.locate(path), lint);
        if let DiagnosticKind::Lint(Lint::UnknownUnit(unit, list)) = &mut new.kind {
            if let Some(first) = by_unit.get(unit.as_str()).and_then(|at| found.get_mut(*at)) {
                if let DiagnosticKind::Lint(Lint::UnknownUnit(_, list)) = &mut first.kind {
                    list.push(new.location.cell_name_beside(&first.location));
                }
                continue;
            }
            list.push(new.location.cell_name());
            by_unit.insert(unit.clone(), found.len());
        }
        found.push(new);
    }
    found
}

/// [`Executor`] that works on the calling thread alone and reports its progress through a text of
/// `size` bytes.
struct ProgressExecutor<'a> {
    size: usize,
    on_progress: RefCell<ProgressFn<'a>>,
}

impl Executor for ProgressExecutor<'_> {
    fn map<T: Send>(&self, parts: usize, work: impl Fn(usize) -> T + Sync) -> Option<Vec<T>> {
        let work = |part| {
            self.on_progress.borrow_mut()(self.size / parts * part, self.size);
            work(part)
        };
        Some((0..parts).map(work).collect())
    }
}
