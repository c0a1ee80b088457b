//! Reads workbooks of any kind into the same sheets.
//!
//! calamine reads `.xlsx`. Its readers of the other kinds (0.38) tell neither number formats nor
//! hidden rows and columns, leave out cells without a word, and may panic on a damaged file, which
//! ends this program. What they leave out decides what a cell means, so these kinds are read here,
//! from the records of the format itself.

use crate::diagnostics::{Diagnostic, FileErrorKind, ForeignFormat, LineCol, Location};
use crate::exchange::{ProgressFn, Sheet, xlsx};

mod binary_grid;
mod binary_styles;
mod bytes;
mod compound_file;
mod damaged;
mod ods;
mod packed;
mod text_runs;
mod xls;
mod xlsb;

/// Reads the sheets of the workbook `bytes`, which is of the given format; `on_progress` is called
/// with the work done and all of it, in a unit of its own.
///
/// # Errors
/// The bytes are no workbook of this format, or none that can be read.
pub(crate) fn read(
    format: ForeignFormat,
    bytes: &[u8],
    on_progress: ProgressFn,
) -> Result<Vec<Sheet>, Diagnostic> {
    match format {
        ForeignFormat::BinaryWorkbook => xlsb::read(bytes, on_progress),
        ForeignFormat::OldWorkbook => xls::read(bytes, on_progress),
        ForeignFormat::OpenDocument => ods::read(bytes, on_progress),
        _ => return xlsx::read(bytes, on_progress),
    }
    .map_err(|kind: FileErrorKind| Diagnostic::new(Location::Text(LineCol::START), kind))
}
