//! The error of a workbook that is damaged.

use crate::diagnostics::FileErrorKind;

/// Returns the error of a workbook that is cut off or damaged at the given place of its file.
pub(super) fn damaged(place: &str) -> FileErrorKind {
    FileErrorKind::BadWorkbook(place.to_owned())
}
