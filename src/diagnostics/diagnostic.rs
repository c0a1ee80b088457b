//! Diagnostics about a data file of any kind, each with its location in the file.

use std::error::Error;
use std::fmt;
use std::path::{Path, PathBuf};

use super::column_letters::column_letters;
use super::error::{FileError, FileErrorKind, LineCol};
use super::lint::Lint;
use super::note::Note;
use super::severity::Severity;
use crate::lang::{Lang, fill};
use crate::text::clean;

/// Location in a file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Location {
    /// Position in a text.
    Text(LineCol),
    /// Cell of a spreadsheet.
    Cell {
        /// Name of the sheet; empty if the file has only one.
        sheet: String,
        /// Row, from 1, as the spreadsheet labels it.
        row: usize,
        /// Column, from 1.
        column: usize,
    },
    /// Field of a record in JSON.
    Record {
        /// Number of the record, from 1; 0 for the names of the fields.
        number: usize,
        /// Number of the field among all of the file, from 1.
        field: usize,
        /// Name of the field.
        key: Box<str>,
    },
}

impl Location {
    /// Returns the location of a cell; `row` and `column` count from 1.
    #[must_use]
    pub fn cell(sheet: &str, row: usize, column: usize) -> Self {
        Self::Cell { sheet: sheet.to_owned(), row, column }
    }

    /// Returns the name of the cell as spreadsheets show it, `C4`; empty for a position in a text.
    #[must_use]
    pub fn cell_name(&self) -> String {
        match self {
            Self::Cell { row, column, .. } => format!("{}{row}", column_letters(*column)),
            // Below a row with the names.
            Self::Record { number, field, .. } => {
                format!("{}{}", column_letters(*field), number + 1)
            }
            Self::Text(_) => String::new(),
        }
    }

    /// Returns the name of the cell, or the line of a position in a text.
    #[must_use]
    pub fn place_name(&self, lang: Lang) -> String {
        match self {
            Self::Cell { .. } | Self::Record { .. } => self.cell_name(),
            Self::Text(position) => fill(lang.strings().place_line, &[&position.line.to_string()]),
        }
    }

    /// Returns the name of the sheet; empty if the file has only one.
    #[must_use]
    pub fn sheet(&self) -> &str {
        match self {
            Self::Cell { sheet, .. } => sheet,
            Self::Text(_) | Self::Record { .. } => "",
        }
    }

    /// Returns the row and the column of the cell, from 1.
    #[must_use]
    pub fn row_and_column(&self) -> Option<(usize, usize)> {
        match self {
            Self::Cell { row, column, .. } => Some((*row, *column)),
            Self::Record { number, field, .. } => Some((number + 1, *field)),
            Self::Text(_) => None,
        }
    }

    /// Makes the cell of a list of records the field that it stands for, by the names of all fields.
    pub(crate) fn name_record(&mut self, keys: &[String]) {
        if let Self::Cell { row, column, .. } = self {
            let key =
                column.checked_sub(1).and_then(|nth| keys.get(nth)).map_or("", String::as_str);
            let (number, field) = (row.saturating_sub(1), *column);
            *self = Self::Record { number, field, key: key.into() };
        }
    }

    /// Returns the name of the cell, with its sheet if that is not the sheet of `other`.
    pub(crate) fn cell_name_beside(&self, other: &Self) -> String {
        match (self, other) {
            (Self::Cell { sheet, .. }, Self::Cell { sheet: other, .. }) if sheet != other => {
                format!("{sheet}!{}", self.cell_name())
            }
            _ => self.cell_name(),
        }
    }
}

/// Content of a diagnostic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DiagnosticKind {
    /// Error in the file.
    Error(FileErrorKind),
    /// Content that is allowed but hardly intended.
    Lint(Lint),
    /// Information on how the file was understood.
    Note(Note),
    /// Note that counts as an error because the caller accepts none of this kind.
    Refused(Note),
}

/// Message about a location in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Location in the file.
    pub location: Location,
    /// Content of the message.
    pub kind: DiagnosticKind,
}

/// Errors of one of several files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileDiagnostics {
    /// Path of the file.
    pub file: PathBuf,
    /// Errors in the order of the text.
    pub errors: Vec<FileError>,
}

impl FileDiagnostics {
    /// Creates an error of `file` as a whole.
    pub(crate) fn from_kind(file: &Path, kind: FileErrorKind) -> Self {
        let error = FileError { position: LineCol::START, kind };
        Self { file: file.to_owned(), errors: vec![error] }
    }
}

impl From<FileErrorKind> for DiagnosticKind {
    fn from(error: FileErrorKind) -> Self {
        Self::Error(error)
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
    fn from(error: FileError) -> Self {
        Self::new(Location::Text(error.position), error.kind)
    }
}

impl Diagnostic {
    /// Creates a diagnostic of `kind` about a location.
    #[must_use]
    pub fn new(location: Location, kind: impl Into<DiagnosticKind>) -> Self {
        Self { location, kind: kind.into() }
    }

    /// Renames an unknown field to its name in the source `json`, which may be a name that RON
    /// cannot have.
    pub(crate) fn name_as_in(&mut self, json: &str) {
        if let (Location::Text(position), DiagnosticKind::Note(Note::UnknownField { name, .. })) =
            (&self.location, &mut self.kind)
        {
            let line = json.split('\n').nth(position.line.saturating_sub(1)).unwrap_or_default();
            let at = line.char_indices().nth(position.column.saturating_sub(1)).map(|(at, _)| at);
            let rest = at.and_then(|at| line.get(at..)).unwrap_or_default();
            if let Some(Ok(json_name)) =
                serde_json::Deserializer::from_str(rest).into_iter::<String>().next()
            {
                *name = json_name;
            }
        }
    }

    /// Returns the severity.
    #[must_use]
    pub fn severity(&self) -> Severity {
        match &self.kind {
            DiagnosticKind::Error(_) | DiagnosticKind::Refused(_) => Severity::Error,
            DiagnosticKind::Lint(_) => Severity::Warning,
            DiagnosticKind::Note(note) => note.severity(),
        }
    }

    /// Returns true if it is an error, or says that something was left out, guessed or interpreted.
    #[must_use]
    pub fn is_doubt(&self) -> bool {
        match &self.kind {
            DiagnosticKind::Note(note) => note.is_doubt(),
            _ => true,
        }
    }

    /// Returns the message without the location.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        let message = match &self.kind {
            DiagnosticKind::Error(error) => error.text(lang),
            DiagnosticKind::Lint(lint) => lint.text(lang),
            DiagnosticKind::Note(note) | DiagnosticKind::Refused(note) => note.text(lang),
        };
        clean(&message).into_owned()
    }

    /// Returns the code for programs: kebab case, and stable across versions.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match &self.kind {
            DiagnosticKind::Error(error) => error.code(),
            DiagnosticKind::Lint(lint) => lint.code(),
            DiagnosticKind::Note(note) | DiagnosticKind::Refused(note) => note.code(),
        }
    }

    /// Returns the name of the cell as spreadsheets show it, `C4`; empty for a position in a text.
    #[must_use]
    pub fn cell_name(&self) -> String {
        self.location.cell_name()
    }

    /// Formats the location without the path of the file: `line:col`, or sheet and cell as the
    /// spreadsheet shows them.
    fn location_in_file(&self, lang: Lang) -> String {
        match &self.location {
            Location::Text(position) => position.to_string(),
            Location::Cell { sheet, row, column } => {
                let (row, column) = (row.to_string(), column_letters(*column));
                let cell = fill(lang.strings().at_cell, &[&self.cell_name(), &row, &column]);
                if sheet.is_empty() { cell } else { format!("{sheet}!{cell}") }
            }
            Location::Record { number: 0, key, .. } => {
                fill(lang.strings().at_field, &[&self.cell_name(), key])
            }
            Location::Record { number, key, .. } => {
                let number = number.to_string();
                fill(lang.strings().at_record, &[&self.cell_name(), &number, key])
            }
        }
    }

    /// Formats location and message on one line, safe to print to a terminal.
    #[must_use]
    pub fn text(&self, path: &str, lang: Lang) -> String {
        let location = format!("{path}:{}", self.location_in_file(lang));
        format!("{}: {}", clean(&location), self.labelled_message(lang))
    }

    /// Returns the message after its severity, except that of an error.
    fn labelled_message(&self, lang: Lang) -> String {
        let (s, message) = (lang.strings(), self.message(lang));
        match self.severity() {
            Severity::Error => message,
            Severity::Warning => fill(s.warning, &[&message]),
            Severity::Note => fill(s.remark, &[&message]),
        }
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let location = self.location_in_file(Lang::En);
        write!(f, "{}: {}", clean(&location), self.labelled_message(Lang::En))
    }
}

impl Error for Diagnostic {}

impl fmt::Display for FileDiagnostics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let file = self.file.to_string_lossy();
        let errors: Vec<_> = self.errors.iter().map(|e| e.text(&file, Lang::En)).collect();
        f.write_str(&errors.join("\n"))
    }
}

impl Error for FileDiagnostics {}
