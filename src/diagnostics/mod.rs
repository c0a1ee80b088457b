//! Errors, warnings and notes about data and configuration files: what is wrong, where, and what to
//! do about it, in both languages.
//!
//! A [`Diagnostic`] has a severity, a code for programs, a [`Location`] and a message. A
//! [`FileError`] is an error at a position of a text.

mod cell_list;
mod column;
mod column_letters;
mod column_names;
mod columns;
mod diagnostic;
mod error;
mod error_limit;
mod extra_field;
mod field;
mod foreign_format;
mod header;
mod header_meaning;
mod limits;
mod line_index;
mod line_places;
mod lint;
mod locator;
mod message_table;
mod named_enum;
mod no_figure;
mod note;
mod note_severity;
mod note_words;
mod occurrences;
mod progress_label;
mod rows;
mod severity;
mod shortage;
mod title_year;
mod two_row_header;
mod unread_reason;

pub use cell_list::CellList;
pub use column::Column;
pub(crate) use column::Table;
pub(crate) use column_letters::column_letters;
pub use diagnostic::{Diagnostic, DiagnosticKind, FileDiagnostics, Location};
pub use error::{Expected, FileError, FileErrorKind, LineCol, PartialFigure};
pub(crate) use error::{label_in, likely_field, nearest, one_letter_off, short, suggestions};
pub(crate) use error_limit::{ErrorLimit, count_errors};
pub use extra_field::ExtraField;
pub(crate) use extra_field::is_public_header;
pub use field::{ContactField, InvestmentField, ListField, ProgrammeField, TextField};
pub use foreign_format::ForeignFormat;
pub(crate) use header::{TableHeader, header_unit, is_plain_unit};
pub use limits::{FILE_MAX, FORMAT};
pub use line_index::LineIndex;
pub use line_places::LinePlaces;
pub(crate) use lint::YEARS_MAX;
pub use lint::{FieldPath, Lint, Owner, TEXT_MAX, TITLE_MAX};
pub(crate) use locator::Locator;
pub(crate) use message_table::message_table;
pub(crate) use named_enum::named_enum;
pub use no_figure::NoFigure;
pub use note::Note;
pub(crate) use progress_label::{ProgressLabel, ProgressMeasure};
pub use rows::LeftOutRow;
pub use severity::Severity;
pub use shortage::Shortage;
pub use title_year::TitleYear;
pub use unread_reason::{UnreadCell, UnreadReason};
