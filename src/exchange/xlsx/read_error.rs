//! Errors of a workbook as a whole.

use calamine::XlsxError;

use crate::diagnostics::{Diagnostic, FileErrorKind, LineCol, Location};

/// Returns an error of the file as a whole.
pub(super) fn file_error(kind: FileErrorKind) -> Diagnostic {
    Diagnostic::new(Location::Text(LineCol::START), kind)
}

/// Converts an error of the library that reads workbooks.
pub(super) fn read_error(error: &XlsxError) -> Diagnostic {
    file_error(FileErrorKind::BadWorkbook(error.to_string()))
}
