//! Opens the parts of a packed workbook, none of which may unpack to more than is plausible.

use std::collections::HashMap;
use std::io::{Cursor, Read};

use super::damaged::damaged;
use crate::diagnostics::{FileErrorKind, Shortage};
use crate::exchange::sizes::unpacked_max;
use crate::storage::{DataSize, MemoryNeed};

/// A workbook that is a ZIP.
pub(super) struct PackedFile<'a> {
    archive: zip::ZipArchive<Cursor<&'a [u8]>>,
    /// The indexes of the parts by their names, in lower case.
    indexes: HashMap<String, usize>,
    /// Number of bytes that may still be unpacked.
    left: u64,
    max: u64,
}

impl<'a> PackedFile<'a> {
    /// Opens the workbook `bytes`.
    ///
    /// # Errors
    /// The bytes are no ZIP.
    pub(super) fn new(bytes: &'a [u8]) -> Result<Self, FileErrorKind> {
        let archive = zip::ZipArchive::new(Cursor::new(bytes));
        let archive = archive.map_err(|error| FileErrorKind::BadWorkbook(error.to_string()))?;
        let max = unpacked_max(bytes.len());
        let lower = |name: &str| name.replace('\\', "/").to_lowercase();
        let names = archive.file_names().map(|name| name.map(|name| lower(&name)));
        let indexes = names.zip(0..).filter_map(|(name, at)| Some((name.ok()?, at))).collect();
        Ok(Self { archive, indexes, left: max, max })
    }

    /// Unpacks the part with this name, whose case does not matter; `None` if there is none.
    ///
    /// # Errors
    /// It is damaged, or too much.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<Vec<u8>>, FileErrorKind> {
        let Some(at) = self.indexes.get(&name.to_lowercase()).copied() else { return Ok(None) };
        let (left, max) = (self.left, self.max);
        let file = self.archive.by_index(at).map_err(|error| bad_part(name, &error))?;
        let declared = file.size();
        if declared > left {
            return Err(FileErrorKind::Bomb(max));
        }
        let size = usize::try_from(declared).unwrap_or(usize::MAX);
        MemoryNeed::READ.check(size, || DataSize::from_bytes(size))?;
        let mut content = Vec::new();
        content.try_reserve_exact(size).map_err(|_| FileErrorKind::Short(Shortage::Memory))?;
        let read = file.take(declared + 1).read_to_end(&mut content);
        read.map_err(|error| bad_part(name, &error))?;
        if content.len() > size {
            return Err(damaged(name));
        }
        self.left = left - declared;
        Ok(Some(content))
    }
}

fn bad_part(name: &str, error: &dyn std::fmt::Display) -> FileErrorKind {
    FileErrorKind::BadWorkbook(format!("{name}: {error}"))
}
