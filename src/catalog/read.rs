//! A file of any kind that a programme is kept in, judged.

use std::cell::RefCell;
use std::path::Path;

use super::diagnostic::{Diagnostic, DiagnosticKind, Location, Note};
use super::error::LineCol;
use super::exchange::{CellMap, ProgressFn, Sheet, from_json, import, read_csv, read_xlsx};
use super::lint::lint;
use super::ron_text::outline::Outline;
use super::{Catalog, format, open};
use crate::executor::Executor;

/// What a file says, or what is wrong with it.
#[derive(Debug, Default)]
pub struct ReadResult {
    /// The programme; none where there is a fault.
    pub catalog: Option<Catalog>,
    /// What there is to say about the file, in its order.
    pub diagnostics: Vec<Diagnostic>,
    /// The text of the file, where it is one that places are told in.
    pub text: Option<String>,
    /// The cells, where it is a spreadsheet.
    pub cells: Option<CellMap>,
    /// Whether that text is JSON.
    pub is_json: bool,
}

/// What kind of file it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum FileKind {
    Ron,
    Json,
    Csv,
    Workbook,
}

/// Judges the file at `path`: RON, JSON, CSV or an Excel workbook, by its name and by what it begins with.
#[must_use]
pub fn read(path: &Path, tick: ProgressFn) -> ReadResult {
    let bytes = match open::read(path) {
        Ok(bytes) => bytes,
        Err(problem) => return ReadResult::from_errors(vec![problem.into()]),
    };
    match detect_kind(path, &bytes) {
        // The rows of the sheets are one half of the work, what they say the other.
        FileKind::Workbook => match read_xlsx(&bytes, &mut |done, total| tick(done, 2 * total)) {
            Ok(sheets) => ReadResult::from_sheets(&sheets, Vec::new(), &mut |done, total| tick(total + done, 2 * total)),
            Err(finding) => ReadResult::from_errors(vec![finding]),
        },
        FileKind::Csv => match read_csv(&bytes) {
            Ok((sheet, notes)) => ReadResult::from_sheets(&[sheet], notes, tick),
            Err(finding) => ReadResult::from_errors(vec![finding]),
        },
        kind => match open::decode(&bytes) {
            Ok(text) => ReadResult::from_text(text, kind == FileKind::Json, tick),
            Err((at, fault)) => {
                ReadResult::from_errors(vec![Diagnostic::new(Location::Text(LineCol::from_offset(&bytes, at)), fault)])
            }
        },
    }
}

fn detect_kind(path: &Path, bytes: &[u8]) -> FileKind {
    let extension = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    match extension.as_str() {
        _ if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) => FileKind::Workbook,
        "xlsx" | "xlsm" | "xls" | "et" => FileKind::Workbook,
        "csv" | "tsv" => FileKind::Csv,
        // A .txt may be either; a table does not begin with a bracket or a comment.
        "txt" if !bytes.trim_ascii_start().starts_with(b"(") && !bytes.trim_ascii_start().starts_with(b"/") => FileKind::Csv,
        "json" => FileKind::Json,
        _ if bytes.trim_ascii_start().starts_with(b"{") => FileKind::Json,
        _ => FileKind::Ron,
    }
}

impl ReadResult {
    /// Reads a file without faults over as a colleague would, and adds what there is to remark. How many remarks the file
    /// itself has answered, by `// check: allow …`.
    pub fn lint(&mut self) -> usize {
        let Some(catalog) = &self.catalog else { return 0 };
        let remarks = lint(catalog);
        let mut answered = 0;
        match (&self.cells, &self.text) {
            (Some(cells), _) => {
                self.diagnostics.extend(remarks.into_iter().map(|(spot, lint)| Diagnostic::new(cells.locate(spot), lint)));
            }
            (None, Some(text)) => {
                let ron = self.is_json.then(|| from_json(text).unwrap_or_default());
                let outline = Outline::new(ron.as_ref().unwrap_or(text));
                let all = remarks.len();
                let placed = remarks.into_iter().map(|(spot, lint)| (outline.offset_of(spot), lint));
                let open = placed.filter(|(at, lint)| !outline.is_allowed(lint.code(), *at));
                let open = open.map(|(at, lint)| Diagnostic::new(Location::Text(outline.line_col(at)), lint));
                // What is unknown in it was told before anybody looked for answers.
                self.diagnostics = open.collect();
                answered = all - self.diagnostics.len();
                for (_, unknown) in catalog.unknown() {
                    let is_answered = |at: u32| outline.is_allowed(Note::UNKNOWN_FIELD, at as usize);
                    let (findings, allowed) = unknown.findings_but(text, is_answered);
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

    /// Takes fields that are unknown for faults: whoever asks for that wants none.
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
            // What the file as a whole is accused of counts even where the rest of it fits together.
            Ok(gathered) => {
                let sound = findings.iter().all(|finding| finding.severity() > super::Severity::Error);
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
            match format::judge(text, &reader) {
                Ok(catalog) => {
                    let findings = catalog.unknown().flat_map(|(_, unknown)| unknown.findings()).collect();
                    (Some(catalog), findings)
                }
                Err(doubts) => {
                    let (problems, unknown) = *doubts;
                    let mut findings: Vec<_> = problems.into_iter().map(Diagnostic::from).collect();
                    findings.extend(unknown.findings());
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
        Self { catalog, diagnostics: findings, text: Some(text.to_owned()), cells: None, is_json: json }
    }
}

/// Somebody who reads a text of so many bytes alone and tells how far they are.
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
