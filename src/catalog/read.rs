//! Reading and validating a data file of any supported kind.

use std::cell::RefCell;
use std::path::Path;

use super::diagnostic::{Diagnostic, DiagnosticKind, Location, Note};
use super::error::LineCol;
use super::exchange::{CellMap, ProgressFn, Sheet, from_json, import, read_csv, read_xlsx};
use super::linter::lint;
use super::ron_text::outline::Outline;
use super::{Catalog, format, open};
use crate::executor::Executor;

/// Result of reading a file: its catalogue, or its errors.
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
}

/// Kind of data file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum FileKind {
    Ron,
    Json,
    Csv,
    Workbook,
}

/// Reads and validates the file at `path`: RON, JSON, CSV or an Excel workbook, detected by its
/// name and its first bytes. `tick` is called with the work done and the total work.
#[must_use]
pub fn read(path: &Path, tick: ProgressFn) -> ReadResult {
    let bytes = match open::read(path) {
        Ok(bytes) => bytes,
        Err(problem) => return ReadResult::from_errors(vec![problem.into()]),
    };
    match detect_kind(path, &bytes) {
        // Reading the rows of the sheets is one half of the work, interpreting them the other.
        FileKind::Workbook => match read_xlsx(&bytes, &mut |done, total| tick(done, 2 * total)) {
            Ok(sheets) => ReadResult::from_sheets(&sheets, Vec::new(), &mut |done, total| {
                tick(total + done, 2 * total);
            }),
            Err(finding) => ReadResult::from_errors(vec![finding]),
        },
        FileKind::Csv => match read_csv(&bytes) {
            Ok((sheet, notes)) => ReadResult::from_sheets(&[sheet], notes, tick),
            Err(finding) => ReadResult::from_errors(vec![finding]),
        },
        kind => match open::decode(&bytes) {
            Ok(text) => ReadResult::from_text(text, kind == FileKind::Json, tick),
            Err((at, fault)) => ReadResult::from_errors(vec![Diagnostic::new(
                Location::Text(LineCol::from_offset(&bytes, at)),
                fault,
            )]),
        },
    }
}

fn detect_kind(path: &Path, bytes: &[u8]) -> FileKind {
    let extension = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    match extension.as_str() {
        _ if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) => {
            FileKind::Workbook
        }
        "xlsx" | "xlsm" | "xls" | "et" => FileKind::Workbook,
        "csv" | "tsv" => FileKind::Csv,
        // A .txt may be a table or RON; a table does not begin with a bracket or a comment.
        "txt"
            if !bytes.trim_ascii_start().starts_with(b"(")
                && !bytes.trim_ascii_start().starts_with(b"/") =>
        {
            FileKind::Csv
        }
        "json" => FileKind::Json,
        _ if bytes.trim_ascii_start().starts_with(b"{") => FileKind::Json,
        _ => FileKind::Ron,
    }
}

impl ReadResult {
    /// Adds lint warnings to the result of a file without errors. Returns how many warnings and
    /// notes the file itself suppresses with `// check: allow …`.
    pub fn lint(&mut self) -> usize {
        let Some(catalog) = &self.catalog else { return 0 };
        let remarks = lint(catalog);
        let mut answered = 0;
        match (&self.cells, &self.text) {
            (Some(cells), _) => {
                self.diagnostics.extend(
                    remarks
                        .into_iter()
                        .map(|(spot, lint)| Diagnostic::new(cells.locate(spot), lint)),
                );
            }
            (None, Some(text)) => {
                let ron = self.is_json.then(|| from_json(text).unwrap_or_default());
                let outline = Outline::new(ron.as_ref().unwrap_or(text));
                let all = remarks.len();
                let placed =
                    remarks.into_iter().map(|(spot, lint)| (outline.offset_of(spot), lint));
                let open = placed.filter(|(at, lint)| !outline.is_allowed(lint.code(), *at));
                let open = open
                    .map(|(at, lint)| Diagnostic::new(Location::Text(outline.line_col(at)), lint));
                // The diagnostics so far are about unknown fields and ignore suppressions; they are
                // added anew below.
                self.diagnostics = open.collect();
                answered = all - self.diagnostics.len();
                for (_, unknown) in catalog.unknown() {
                    let is_answered =
                        |at: u32| outline.is_allowed(Note::UNKNOWN_FIELD, at as usize);
                    let (findings, allowed) = unknown.diagnostics_except(text, is_answered);
                    self.diagnostics.extend(findings);
                    answered += allowed;
                }
                if self.is_json {
                    for finding in &mut self.diagnostics {
                        finding.name_as_in(text);
                    }
                }
            }
            (None, None) => {}
        }
        self.diagnostics.sort_by(|a, b| a.location.cmp(&b.location));
        answered
    }

    /// Turns notes about unknown fields into errors, for callers that accept none, and drops the
    /// catalogue if there are any.
    pub fn refuse_unknown(&mut self) {
        for finding in &mut self.diagnostics {
            if let DiagnosticKind::Note(note @ Note::UnknownField { .. }) = &finding.kind {
                finding.kind = DiagnosticKind::Refused(note.clone());
                self.catalog = None;
            }
        }
    }

    fn from_errors(findings: Vec<Diagnostic>) -> Self {
        Self { diagnostics: findings, ..Self::default() }
    }

    fn from_sheets(sheets: &[Sheet], mut findings: Vec<Diagnostic>, tick: ProgressFn) -> Self {
        match import(sheets, tick) {
            // Errors of the file as a whole count even if its sheets form a catalogue.
            Ok(gathered) => {
                let sound =
                    findings.iter().all(|finding| finding.severity() > super::Severity::Error);
                findings.extend(gathered.notes);
                Self {
                    catalog: sound.then_some(gathered.catalog),
                    diagnostics: findings,
                    cells: Some(gathered.cells),
                    ..Self::default()
                }
            }
            Err(faults) => {
                findings.extend(faults);
                Self::from_errors(findings)
            }
        }
    }

    fn from_text(text: &str, json: bool, tick: ProgressFn) -> Self {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let mut judge = |text: &str| {
            let reader = ProgressExecutor { size: text.len(), on_progress: RefCell::new(tick) };
            match format::parse_on(text, &reader) {
                Ok(catalog) => {
                    let findings =
                        catalog.unknown().flat_map(|(_, unknown)| unknown.diagnostics()).collect();
                    (Some(catalog), findings)
                }
                Err(doubts) => {
                    let (problems, unknown) = *doubts;
                    let mut findings: Vec<_> = problems.into_iter().map(Diagnostic::from).collect();
                    findings.extend(unknown.diagnostics());
                    findings.sort_by(|a, b| a.location.cmp(&b.location));
                    (None, findings)
                }
            }
        };
        let (catalog, mut findings) = match json.then(|| from_json(text)) {
            Some(Err(finding)) => (None, vec![finding]),
            Some(Ok(ron)) => judge(&ron),
            None => judge(text),
        };
        if json {
            for finding in &mut findings {
                finding.name_as_in(text);
            }
        }
        Self {
            catalog,
            diagnostics: findings,
            text: Some(text.to_owned()),
            cells: None,
            is_json: json,
        }
    }
}

/// [`Executor`] that works on the calling thread alone and reports its progress through a text of
/// `size` bytes.
struct ProgressExecutor<'a> {
    size: usize,
    on_progress: RefCell<ProgressFn<'a>>,
}

impl Executor for ProgressExecutor<'_> {
    fn map<T: Send>(&self, parts: usize, work: impl Fn(usize) -> T + Sync) -> Option<Vec<T>> {
        let work = |nth| {
            self.on_progress.borrow_mut()(self.size / parts * nth, self.size);
            work(nth)
        };
        Some((0..parts).map(work).collect())
    }
}
