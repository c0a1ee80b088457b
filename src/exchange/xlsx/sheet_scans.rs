//! The scans of all sheets of a workbook.

use std::collections::HashMap;
use std::io::{BufReader, Cursor, Read};

use super::sheet_marks::SheetMarks;
use super::sheet_scan::{ScanContext, SheetScan, scan};
use super::strike::{StruckTexts, struck_texts};
use super::workbook_parts::{WorkbookParts, normalized, open_part};
use crate::diagnostics::FileErrorKind;
use crate::exchange::sizes::MemoryBudget;

/// The scans of the sheets of a workbook, by their part.
#[derive(Debug)]
pub(super) struct SheetScans {
    parts: WorkbookParts,
    scans: HashMap<String, PartScan>,
}

/// Facts about a part that is a sheet.
#[derive(Debug, Default)]
struct PartScan {
    /// `None` if there is no such part.
    marks: Option<SheetMarks>,
    scan: Option<SheetScan>,
}

impl SheetScans {
    pub(super) fn new(parts: WorkbookParts) -> Self {
        let scans = parts.sheets.iter().map(|part| (part.clone(), PartScan::default())).collect();
        Self { parts, scans }
    }

    /// Looks for what must be scanned in what is unpacked as part `name` if it is a sheet.
    pub(super) fn look_at(&mut self, name: &str, part: &mut dyn Read) {
        if let Some(found) = self.scans.get_mut(&normalized(name)) {
            found.marks.get_or_insert_with(|| SheetMarks::find(part));
        }
    }

    /// Scans the sheets of the workbook `bytes` that need it: all if there are shared strings that
    /// are struck through.
    ///
    /// # Errors
    /// There is too much to be kept.
    pub(super) fn read(
        &mut self,
        bytes: &[u8],
        has_strikes: bool,
        budget: &mut MemoryBudget,
    ) -> Result<(), FileErrorKind> {
        let Ok(mut archive) = zip::ZipArchive::new(Cursor::new(bytes)) else { return Ok(()) };
        let mut struck = StruckTexts::new();
        if has_strikes && let Some(part) = open_part(&mut archive, "sharedstrings.xml") {
            struck = struck_texts(part, budget)?;
        }
        let context =
            ScanContext { is_uncalculated: self.parts.is_uncalculated, struck_texts: &struck };
        let needs_scan = |found: &PartScan| {
            let is_marked = found.marks.is_some_and(|marks| marks.needs_scan);
            found.scan.is_none() && (is_marked || !struck.is_empty())
        };
        for at in 0..archive.len() {
            let Some(Ok(name)) = archive.name_for_index(at) else { continue };
            let found = self.scans.get_mut(&normalized(&name)).filter(|found| needs_scan(found));
            let Some(found) = found else { continue };
            let Ok(file) = archive.by_index(at) else { continue };
            found.scan = Some(scan(BufReader::new(file), context, budget)?);
        }
        Ok(())
    }

    /// Removes the scan of the sheet with this index. Also returns true if the sheet may have merged
    /// cells.
    pub(super) fn take(&mut self, sheet: usize) -> (SheetScan, bool) {
        let part = self.parts.sheets.get(sheet).and_then(|part| self.scans.get_mut(part));
        let Some(found) = part else { return (SheetScan::default(), true) };
        let has_merged = found.marks.is_none_or(|marks| marks.has_merged);
        (found.scan.take().unwrap_or_default(), has_merged)
    }
}
