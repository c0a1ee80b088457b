//! The catalog: the data types of a programme, reading it from a file, and writing it back.
//!
//! [`load()`] opens a file defensively (a FIFO or a 20 GB file must not stop the board), [`parse`]
//! validates its text and reports every error in it, and [`Catalog`] is the result if there is
//! none. [`read()`] does the same for spreadsheets and JSON as well; [`tables`], [`to_json`] and
//! [`to_ron`] convert a catalog back, and [`save()`] writes the result atomically.

mod atomic_write;
mod bilingual_text;
mod builtin;
mod data_files;
mod day;
mod decoder;
mod diagnostic;
mod diff;
mod error;
mod exchange;
mod figure;
mod file_loader;
mod format;
mod frozen_block;
mod headline;
mod items;
mod label;
mod limits;
mod line_index;
mod lint;
mod linter;
mod loader;
mod locator;
mod memory;
mod merge;
mod model;
mod new_project;
mod open;
mod programmes;
mod progress;
mod read;
mod ron_text;
mod shortage;
mod size_error;
mod store;
mod unknown_content;
mod unknown_fields;

pub use atomic_write::{
    FileVersion, LastGoodBefore, LostAccess, SaveError, StagedFile, is_same_file, keep_last_good,
    last_good_path, save, save_if_unchanged,
};
pub use bilingual_text::Text;
pub use builtin::builtin;
pub use data_files::{is_single_file, load, load_all, resolve_data_paths};
pub use day::Day;
pub use diagnostic::{Diagnostic, DiagnosticKind, FileDiagnostics, Location, Note, Severity};
pub use diff::{Change, ChangeKind, Subject, diff};
pub use error::{ConfigErrorKind, FileError, FileErrorKind, LineCol, ProgressErrorKind};
pub use exchange::{
    Column, ProgrammeField, Sheet, escape_formula, json_number, tables, to_json, write_csv,
    write_xlsx, write_xlsx_low_memory,
};
pub use figure::{AMOUNT_MAX, Amount, Figure, Qualifier};
pub use file_loader::{FileLoader, LoadStep, ReadProgress};
pub use format::{Fields, Validator, parse, parse_in_parts, parse_reference, parse_with};
pub use items::Items;
pub use limits::{FILE_MAX, FORMAT};
pub use line_index::LineIndex;
pub use lint::{FieldPath, Lint, Owner, TEXT_MAX, TITLE_MAX};
pub use loader::{LoadedFile, LoadedFiles, Loader};
pub(crate) use memory::{DataSize, MemoryNeed};
pub use merge::ProjectId;
pub use model::{
    Domain, DomainIx, Origin, Programme, ProgrammeIx, ProgressRecord, Project, ProjectIx,
    ProjectNo, Target, Targets, Texts, Update, Updates,
};
pub use open::read_text;
pub use programmes::Catalog;
pub use progress::{
    ProgressCriteria, ProgressRules, ProgressSummary, ProjectProgress, Status, percent_done,
    target_done,
};
pub use read::{ReadResult, read};
pub use ron_text::{excerpt, format_ron, has_same_tokens, to_ron};
pub use shortage::Shortage;
pub use unknown_fields::{UnknownFields, UnknownPolicy};
