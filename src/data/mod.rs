//! Data files of any kind, as the commands and the board need them: found, read, checked, compared.
//!
//! [`Loader`] reads data files step by step, so that the board can show the first projects of a
//! large file at once; [`load()`] reads one as a whole. [`read()`] reads spreadsheets and JSON as
//! well. `linter` warns of what is valid but probably wrong, and [`diff()`] compares two catalogs.
//! `merge_import` merges a table into the programme that it belongs to.

mod data_files;
mod diff;
mod file_kind;
mod file_loader;
mod linter;
mod loader;
mod lost_reports;
mod merge_import;
mod read;

pub use data_files::{is_single_file, load, load_all, resolve_data_paths};
pub use diff::{Change, ChangeKind, Subject, diff};
pub use file_loader::{FileLoader, LoadStep, ReadProgress};
pub use loader::{LoadedFile, LoadedFiles, Loader};
pub(crate) use lost_reports::LostReports;
pub(crate) use merge_import::merge_import;
pub use read::{ReadResult, read};
pub(crate) use read::{foreign_error, is_convertible};
