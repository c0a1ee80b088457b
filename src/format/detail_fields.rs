//! Names of the fields that hold contact, investment and notes of a project.

use crate::model::NewNote;

/// Name of the contact in data files.
pub(crate) const CONTACT: &str = "contact";
/// Name of the part of the contact that is for staff only.
pub(crate) const INTERNAL: &str = "internal";
/// Name of the investment.
pub(crate) const INVESTMENT: &str = "investment";
/// Name of the notes.
pub(crate) const NOTES: &str = "notes";

/// The fields of a project that hold details, in the order of data files.
pub(crate) const DETAIL_FIELDS: [&str; 3] = [CONTACT, INVESTMENT, NOTES];

/// Returns true if the label of a note has a colon, which would end it in a table.
pub(crate) fn has_colon(note: &NewNote) -> bool {
    [&note.label.zh, &note.label.en].iter().any(|label| label.contains([':', '：']))
}
