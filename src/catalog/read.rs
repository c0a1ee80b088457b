//! A file of any kind that a programme is kept in, judged.

use std::cell::RefCell;
use std::path::Path;

use super::exchange::{Cells, Sheet, Tick, from_json, gather, read_csv, read_xlsx};
use super::finding::{Finding, Note, Remark, Whence};
use super::lint::lint;
use super::problem::Place;
use super::source::spot::Outline;
use super::{Catalog, file, format};
use crate::work::Workers;

/// What a file says, or what is wrong with it.
#[derive(Debug, Default)]
pub struct Reading {
    /// The programme; none where there is a fault.
    pub catalog: Option<Catalog>,
    /// What there is to say about the file, in its order.
    pub findings: Vec<Finding>,
    /// The text of the file, where it is one that places are told in.
    pub text: Option<String>,
    /// The cells, where it is a spreadsheet.
    pub cells: Option<Cells>,
    /// Whether that text is JSON.
    pub json: bool,
}

/// What kind of file it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Ron,
    Json,
    Csv,
    Workbook,
}

/// Judges the file at `path`: RON, JSON, CSV or an Excel workbook, by its name and by what it begins with.
#[must_use]
pub fn read(path: &Path, tick: Tick) -> Reading {
    let bytes = match file::read(path) {
        Ok(bytes) => bytes,
        Err(problem) => return Reading::faulty(vec![problem.into()]),
    };
    match kind(path, &bytes) {
        // The rows of the sheets are one half of the work, what they say the other.
        Kind::Workbook => match read_xlsx(&bytes, &mut |done, total| tick(done, 2 * total)) {
            Ok(sheets) => Reading::gathered(&sheets, Vec::new(), &mut |done, total| tick(total + done, 2 * total)),
            Err(finding) => Reading::faulty(vec![finding]),
        },
        Kind::Csv => match read_csv(&bytes) {
            Ok((sheet, notes)) => Reading::gathered(&[sheet], notes, tick),
            Err(finding) => Reading::faulty(vec![finding]),
        },
        kind => match file::decode(&bytes) {
            Ok(text) => Reading::of_text(text, kind == Kind::Json, tick),
            Err((at, fault)) => Reading::faulty(vec![Finding::of(Whence::Text(Place::of(&bytes, at)), fault)]),
        },
    }
}

fn kind(path: &Path, bytes: &[u8]) -> Kind {
    let extension = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    match extension.as_str() {
        _ if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) => Kind::Workbook,
        "xlsx" | "xlsm" | "xls" | "et" => Kind::Workbook,
        "csv" | "tsv" => Kind::Csv,
        // A .txt may be either; a table does not begin with a bracket or a comment.
        "txt" if !bytes.trim_ascii_start().starts_with(b"(") && !bytes.trim_ascii_start().starts_with(b"/") => Kind::Csv,
        "json" => Kind::Json,
        _ if bytes.trim_ascii_start().starts_with(b"{") => Kind::Json,
        _ => Kind::Ron,
    }
}

impl Reading {
    /// Reads a file without faults over as a colleague would, and adds what there is to remark. How many remarks the file
    /// itself has answered, by `// check: allow …`.
    pub fn review(&mut self) -> usize {
        let Some(catalog) = &self.catalog else { return 0 };
        let remarks = lint(catalog);
        let mut answered = 0;
        match (&self.cells, &self.text) {
            (Some(cells), _) => {
                self.findings.extend(remarks.into_iter().map(|(spot, lint)| Finding::of(cells.find(spot), lint)));
            }
            (None, Some(text)) => {
                let ron = self.json.then(|| from_json(text).unwrap_or_default());
                let outline = Outline::of(ron.as_ref().unwrap_or(text));
                let all = remarks.len();
                let placed = remarks.into_iter().map(|(spot, lint)| (outline.find(spot), lint));
                let open = placed.filter(|(at, lint)| !outline.allows(lint.name(), *at));
                let open = open.map(|(at, lint)| Finding::of(Whence::Text(outline.place(at)), lint));
                // What is unknown in it was told before anybody looked for answers.
                self.findings = open.collect();
                answered = all - self.findings.len();
                for (_, unknown) in catalog.unknown() {
                    let is_answered = |at: u32| outline.allows(Note::UNKNOWN_FIELD, at as usize);
                    let (findings, allowed) = unknown.findings_but(text, is_answered);
                    self.findings.extend(findings);
                    answered += allowed;
                }
                if self.json {
                    for finding in &mut self.findings {
                        finding.name_as_in(text);
                    }
                }
            }
            (None, None) => {}
        }
        self.findings.sort_by(|a, b| a.whence.cmp(&b.whence));
        answered
    }

    /// Takes fields that are unknown for faults: whoever asks for that wants none.
    pub fn refuse_unknown(&mut self) {
        for finding in &mut self.findings {
            if let Remark::Note(note @ Note::UnknownField { .. }) = &finding.remark {
                finding.remark = Remark::Refused(note.clone());
                self.catalog = None;
            }
        }
    }

    fn faulty(findings: Vec<Finding>) -> Self {
        Self { findings, ..Self::default() }
    }

    fn gathered(sheets: &[Sheet], mut findings: Vec<Finding>, tick: Tick) -> Self {
        match gather(sheets, tick) {
            // What the file as a whole is accused of counts even where the rest of it fits together.
            Ok(gathered) => {
                let sound = findings.iter().all(|finding| finding.severity() > super::Severity::Fault);
                findings.extend(gathered.notes);
                Self { catalog: sound.then_some(gathered.catalog), findings, cells: Some(gathered.cells), ..Self::default() }
            }
            Err(faults) => {
                findings.extend(faults);
                Self::faulty(findings)
            }
        }
    }

    fn of_text(text: &str, json: bool, tick: Tick) -> Self {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let mut judge = |text: &str| {
            let reader = Telling { size: text.len(), tick: RefCell::new(tick) };
            match format::judge(text, &reader) {
                Ok(catalog) => {
                    let findings = catalog.unknown().flat_map(|(_, unknown)| unknown.findings()).collect();
                    (Some(catalog), findings)
                }
                Err(doubts) => {
                    let (problems, unknown) = *doubts;
                    let mut findings: Vec<_> = problems.into_iter().map(Finding::from).collect();
                    findings.extend(unknown.findings());
                    findings.sort_by(|a, b| a.whence.cmp(&b.whence));
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
        Self { catalog, findings, text: Some(text.to_owned()), cells: None, json }
    }
}

/// Somebody who reads a text of so many bytes alone and tells how far they are.
struct Telling<'a> {
    size: usize,
    tick: RefCell<Tick<'a>>,
}

impl Workers for Telling<'_> {
    fn map<T: Send>(&self, parts: usize, work: impl Fn(usize) -> T + Sync) -> Option<Vec<T>> {
        let work = |nth| {
            self.tick.borrow_mut()(self.size / parts * nth, self.size);
            work(nth)
        };
        Some((0..parts).map(work).collect())
    }
}
