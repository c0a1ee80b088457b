//! A programme as a spreadsheet or as JSON, and back without loss.
//!
//! A spreadsheet has up to three tables, each known by its header and not by where it stands: the programme's own fields, the
//! domains, the projects, one a row. In a workbook each has a sheet of its own, in a CSV file they follow each other. Several
//! items in one cell stand in lines of their own, the English ones in the column beside, line for line.

mod columns;
mod csv;
mod export;
mod import;
mod json;
mod sizes;
mod target_text;
mod xlsx;

pub use columns::{Column, ProgrammeField, column_letters};
pub use export::origin_word;
pub use export::tables;
pub use import::{CellMap, import};
pub use json::{amount_value as json_number, from_json, to_json};
pub use sizes::SizeError;
pub use target_text::{stray_qualifier, write as written_target};

/// A grid of cells as text, from its first row and column.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    /// What its tab says; empty for a file that has only one.
    pub name: String,
    /// The cells, row by row.
    pub rows: Vec<Vec<String>>,
    /// Where there is an error instead of a value, such as `#REF!`: row and column, from 0.
    pub error_cells: Vec<(usize, usize)>,
    /// Blocks of cells that were merged downwards: first row, last row, column, from 0.
    pub merged: Vec<(usize, usize, usize)>,
}

/// Told how much is done of how much.
pub type ProgressFn<'a> = &'a mut dyn FnMut(usize, usize);

pub use self::csv::{read as read_csv, write as write_csv};
pub use self::xlsx::{read as read_xlsx, write as write_xlsx, write_alone as write_xlsx_alone};

/// A text that a spreadsheet would take for a formula, marked so that it does not: an apostrophe before it, as people type it
/// there themselves. `＝` and the like are taken for their half-width forms in some languages of the system.
#[must_use]
pub fn escape_formula(text: &str) -> std::borrow::Cow<'_, str> {
    if text.starts_with(FORMULA_STARTS) { format!("'{text}").into() } else { text.into() }
}

/// The text that was marked.
fn unescape_formula(text: &str) -> &str {
    text.strip_prefix('\'').filter(|rest| rest.starts_with(FORMULA_STARTS)).unwrap_or(text)
}

/// What a formula begins with, and the mark that takes the danger away.
const FORMULA_STARTS: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠', '\''];
