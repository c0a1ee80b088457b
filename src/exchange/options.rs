//! The choices that a user makes for an import.

use crate::model::Catalog;

/// Choices for the import of a spreadsheet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImportOptions {
    /// Title of the programme; goes before any title in the file.
    pub title: Option<String>,
    /// True to take hidden sheets, rows and columns, and rows that are struck through.
    pub with_hidden: bool,
    /// True to keep each figure, day and row for a report, not only the first and their number.
    pub with_details: bool,
    /// Programme that the table is merged into; it has what the table leaves open.
    pub base: Option<BaseProgramme>,
}

/// Programme that a table is merged into.
#[derive(Clone, Debug, PartialEq)]
pub struct BaseProgramme(pub(crate) Catalog);

/// A programme equals itself: its amounts are numbers.
impl Eq for BaseProgramme {}
