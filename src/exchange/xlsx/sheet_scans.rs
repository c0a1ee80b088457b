//! The scans of all sheets of a workbook.

use std::collections::HashMap;
use std::io::{BufReader, Cursor, Read};

use super::sheet_scan::{ScanContext, SheetScan, scan};
use super::strike::{StruckTexts, struck_texts};
use super::workbook_parts::{WorkbookParts, normalized, open_part};
use crate::diagnostics::FileErrorKind;
use crate::exchange::sizes::MemoryBudget;

/// The scans of the sheets that were unpacked so far.
#[derive(Debug)]
pub(super) struct SheetScans {
    parts: WorkbookParts,
    scans: HashMap<String, Option<SheetScan>>,
}

impl SheetScans {
    pub(super) fn new(parts: WorkbookParts) -> Self {
        let scans = parts.sheets.iter().map(|part| (part.clone(), None)).collect();
        Self { parts, scans }
    }

    /// Scans what is unpacked as part `name` if it is a sheet.
    ///
    /// # Errors
    /// There is too much to be kept.
    pub(super) fn read(
        &mut self,
        name: &str,
        part: &mut dyn Read,
        budget: &mut MemoryBudget,
    ) -> Result<(), FileErrorKind> {
        let struck_texts = &StruckTexts::new();
        let context = ScanContext { is_uncalculated: self.parts.is_uncalculated, struck_texts };
        if let Some(slot @ None) = self.scans.get_mut(&normalized(name)) {
            *slot = Some(scan(BufReader::new(part), context, budget)?);
        }
        Ok(())
    }

    /// Scans the sheets of the workbook `bytes` once more, for shared strings that are struck
    /// through: these may be unpacked after the sheets, and few workbooks have any.
    ///
    /// # Errors
    /// There is too much to be kept.
    pub(super) fn read_strikes(
        &mut self,
        bytes: &[u8],
        budget: &mut MemoryBudget,
    ) -> Result<(), FileErrorKind> {
        let Ok(mut archive) = zip::ZipArchive::new(Cursor::new(bytes)) else { return Ok(()) };
        let Some(part) = open_part(&mut archive, "sharedstrings.xml") else { return Ok(()) };
        let struck_texts = &struck_texts(part, budget)?;
        let context = ScanContext { is_uncalculated: self.parts.is_uncalculated, struck_texts };
        if struck_texts.is_empty() {
            return Ok(());
        }
        for at in 0..archive.len() {
            let Ok(file) = archive.by_index(at) else { continue };
            let name = file.name().map(|name| normalized(&name)).unwrap_or_default();
            if let Some(slot) = self.scans.get_mut(&name) {
                *slot = Some(scan(BufReader::new(file), context, budget)?);
            }
        }
        Ok(())
    }

    /// Removes the scan of the sheet with this index.
    pub(super) fn take(&mut self, sheet: usize) -> SheetScan {
        let part = self.parts.sheets.get(sheet);
        part.and_then(|part| self.scans.get_mut(part)?.take()).unwrap_or_default()
    }
}
