//! What there is to say about a file, of whatever kind, and where in it.

use super::error::{FileError, FileErrorKind, LineCol, meant, short};
use super::exchange::column_letters;
use super::lint::Lint;
use super::unknown_fields::FORMAT;
use crate::lang::{Lang, fill};
use crate::text::clean;

/// Where in a file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Location {
    /// In a text.
    Text(LineCol),
    /// In a spreadsheet.
    Cell {
        /// The sheet's name; empty where a file has only one.
        sheet: String,
        /// Row, from 1, as its edge says.
        row: usize,
        /// Column, from 1.
        column: usize,
    },
}

impl Location {
    /// A cell by its sheet, row and column, both from 1.
    #[must_use]
    pub fn cell(sheet: &str, row: usize, column: usize) -> Self {
        Self::Cell { sheet: sheet.to_owned(), row, column }
    }
}

/// How much it matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The file cannot be used.
    Error,
    /// It can, but somebody should look at it.
    Warning,
    /// How it was understood.
    Note,
}

/// What is said of a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DiagnosticKind {
    /// It is wrong.
    Error(FileErrorKind),
    /// It is allowed and yet hardly meant.
    Lint(Lint),
    /// It was understood so.
    Note(Note),
    /// It was understood so, and whoever asked wants that to count as a fault.
    Refused(Note),
}

/// How a file was understood, where that was not plain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Note {
    /// Its encoding is this, not UTF-8.
    Encoding(&'static str),
    /// A column of that name is not of ours; the header that may have been meant.
    UnknownColumn(String, Option<&'static str>),
    /// A sheet has no table of ours.
    SkippedSheet(String),
    /// The domains are those that the projects name.
    GatheredDomains(usize),
    /// The first row that says one thing only is the title.
    TitleFromRow(String),
    /// The file is of this format, which is later than the one that this program knows.
    NewerFormat(u64),
    /// A field is not known.
    UnknownField {
        /// How it is called.
        name: String,
        /// The fields that there are.
        known: &'static [&'static str],
        /// How often it is there.
        count: usize,
        /// Where, the first few times.
        places: Vec<LineCol>,
    },
    /// So many more fields are not known.
    FurtherFields(usize),
    /// A target or report is left out, because of what would be a fault for whoever can mend it.
    LeftOut(FileErrorKind),
}

/// One remark and where it belongs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Where.
    pub location: Location,
    /// What.
    pub kind: DiagnosticKind,
}

impl From<FileErrorKind> for DiagnosticKind {
    fn from(fault: FileErrorKind) -> Self {
        Self::Error(fault)
    }
}

impl From<Note> for DiagnosticKind {
    fn from(note: Note) -> Self {
        Self::Note(note)
    }
}

impl From<Lint> for DiagnosticKind {
    fn from(lint: Lint) -> Self {
        Self::Lint(lint)
    }
}

impl From<FileError> for Diagnostic {
    fn from(problem: FileError) -> Self {
        Self::new(Location::Text(problem.position), problem.kind)
    }
}

impl Diagnostic {
    /// A remark about a place.
    #[must_use]
    pub fn new(whence: Location, remark: impl Into<DiagnosticKind>) -> Self {
        Self { location: whence, kind: remark.into() }
    }

    /// Calls an unknown field as it is called in that JSON, which may be by a name that RON does not have.
    pub(super) fn name_as_in(&mut self, json: &str) {
        if let (Location::Text(place), DiagnosticKind::Note(Note::UnknownField { name, .. })) = (&self.location, &mut self.kind)
        {
            let line = json.split('\n').nth(place.line.saturating_sub(1)).unwrap_or_default();
            let at = line.char_indices().nth(place.column.saturating_sub(1)).map(|(at, _)| at);
            let rest = at.and_then(|at| line.get(at..)).unwrap_or_default();
            if let Some(Ok(said)) = serde_json::Deserializer::from_str(rest).into_iter::<String>().next() {
                *name = said;
            }
        }
    }

    /// How much it matters.
    #[must_use]
    pub fn severity(&self) -> Severity {
        match &self.kind {
            DiagnosticKind::Error(_) | DiagnosticKind::Refused(_) => Severity::Error,
            DiagnosticKind::Lint(_) => Severity::Warning,
            DiagnosticKind::Note(note) => note.severity(),
        }
    }

    /// What is said, without the place.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        let message = match &self.kind {
            DiagnosticKind::Error(fault) => fault.text(lang),
            DiagnosticKind::Lint(lint) => lint.text(lang),
            DiagnosticKind::Note(note) | DiagnosticKind::Refused(note) => note.text(lang),
        };
        clean(&message).into_owned()
    }

    /// What programs call it: lower case, the same for ever.
    #[must_use]
    pub fn code(&self) -> String {
        match &self.kind {
            // The names of the variants are part of what is promised: a test holds them.
            DiagnosticKind::Error(fault) => kebab_case(&format!("{fault:?}")),
            DiagnosticKind::Lint(lint) => lint.code().to_owned(),
            DiagnosticKind::Note(note) | DiagnosticKind::Refused(note) => kebab_case(&format!("{note:?}")),
        }
    }

    /// The cell as spreadsheets call it, `C4`; empty for a place in a text.
    #[must_use]
    pub fn cell_name(&self) -> String {
        match &self.location {
            Location::Cell { row, column, .. } => format!("{}{row}", column_letters(*column)),
            Location::Text(_) => String::new(),
        }
    }

    /// `path:line:col`, or for a spreadsheet sheet and cell as they are called there.
    #[must_use]
    pub fn location_text(&self, path: &str, lang: Lang) -> String {
        let s = lang.strings();
        let place = match &self.location {
            Location::Text(LineCol { line, column }) => format!("{path}:{line}:{column}"),
            Location::Cell { sheet, row, column } => {
                let (row, column) = (row.to_string(), column_letters(*column));
                let cell = fill(s.at_cell, &[&self.cell_name(), &row, &column]);
                if sheet.is_empty() { format!("{path}:{cell}") } else { format!("{path}:{sheet}!{cell}") }
            }
        };
        clean(&place).into_owned()
    }

    /// Place and message in one line, harmless to a terminal.
    #[must_use]
    pub fn text(&self, path: &str, lang: Lang) -> String {
        let s = lang.strings();
        let (place, message) = (self.location_text(path, lang), self.message(lang));
        match self.severity() {
            Severity::Error => format!("{place}: {message}"),
            Severity::Warning => format!("{place}: {}", fill(s.warning, &[&message])),
            Severity::Note => format!("{place}: {}", fill(s.remark, &[&message])),
        }
    }
}

impl Note {
    /// What comments and programs call an unknown field.
    pub(super) const UNKNOWN_FIELD: &'static str = "unknown-field";

    fn severity(&self) -> Severity {
        match self {
            Self::Encoding(_) | Self::SkippedSheet(_) | Self::GatheredDomains(_) | Self::TitleFromRow(_) => Severity::Note,
            _ => Severity::Warning,
        }
    }

    fn text(&self, lang: Lang) -> String {
        let s = lang.strings();
        match self {
            Self::Encoding(name) => fill(s.note_encoding, &[name]),
            Self::UnknownColumn(name, None) => fill(s.note_unknown_column, &[name]),
            Self::UnknownColumn(name, Some(meant)) => fill(s.note_misspelt_column, &[name, meant]),
            Self::SkippedSheet(name) => fill(s.note_skipped_sheet, &[name]),
            Self::GatheredDomains(count) => fill(s.note_gathered_domains, &[&count.to_string()]),
            Self::TitleFromRow(title) => fill(s.note_title_from_row, &[title]),
            Self::NewerFormat(format) => fill(s.note_newer_format, &[&format.to_string(), &FORMAT.to_string()]),
            Self::UnknownField { name, known, count, places } => {
                let mut places: Vec<String> = places.iter().map(|place| format!("{}:{}", place.line, place.column)).collect();
                if places.len() < *count {
                    places.push("..".to_owned());
                }
                let often = fill(s.note_times, &[&count.to_string(), &places.join(s.comma)]);
                let meant = meant(name, known).map(|name| format!("{}{}", s.semicolon, fill(s.fault_did_you_mean, &[name])));
                let often = if *count > 1 { often } else { String::new() };
                fill(s.note_unknown_field, &[&short(name), &often, &meant.unwrap_or_default()])
            }
            Self::FurtherFields(count) => fill(s.note_further_fields, &[&count.to_string()]),
            Self::LeftOut(cause) => fill(s.note_left_out, &[&cause.text(lang)]),
        }
    }
}

/// `RepeatedNumber(7, 4)` as `repeated-number`.
fn kebab_case(debug: &str) -> String {
    let mut out = String::new();
    for c in debug.chars().take_while(char::is_ascii_alphanumeric) {
        if c.is_ascii_uppercase() && !out.is_empty() {
            out.push('-');
        }
        out.push(c.to_ascii_lowercase());
    }
    out
}
