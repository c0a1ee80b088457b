//! Blocks that are full and do not change any more.

use bytes::Bytes;
use bytestring::ByteString;

use super::project::{DomainIx, Project, ProjectNo};
use super::store::{ProjectBlock, ProjectRow};
use crate::paged_buf::PagedBuf;

/// Length of an encoded row, in bytes.
const ROW_LEN: usize = 16;

/// Immutable [`ProjectBlock`] in memory of its own. It is cheap to clone.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct FrozenBlock {
    rows: Bytes,
    texts: ByteString,
    encoded: Bytes,
}

impl FrozenBlock {
    /// Copies the contents of `block`.
    pub(crate) fn from_block(block: &ProjectBlock) -> Self {
        let rows = ROW_LEN * block.len();
        let texts = rows + block.texts.len();
        let encoded = texts + block.encoded.len();
        let mut all = PagedBuf::with_capacity(encoded);
        block.rows.iter().for_each(|row| all.extend_from_slice(&row.to_bytes()));
        all.extend_from_slice(block.texts.as_bytes());
        all.extend_from_slice(&block.encoded);
        let all = all.freeze();
        let copied = ByteString::try_from(all.slice(rows..texts));
        debug_assert!(copied.is_ok(), "these bytes are the texts of the block");
        Self {
            rows: all.slice(..rows),
            texts: copied.unwrap_or_default(),
            encoded: all.slice(texts..encoded),
        }
    }

    /// Returns the project in that row.
    pub(crate) fn get(&self, row: usize) -> Project<'_> {
        self.row(row).decode(&self.texts, &self.encoded)
    }

    /// Returns number and domain of the project in that row.
    pub(crate) fn key(&self, row: usize) -> (ProjectNo, DomainIx) {
        self.row(row).key()
    }

    fn row(&self, row: usize) -> ProjectRow {
        ProjectRow::from_bytes(&self.rows[ROW_LEN * row..])
    }
}

impl ProjectRow {
    fn to_bytes(self) -> [u8; ROW_LEN] {
        let mut bytes = [0; ROW_LEN];
        let numbers = [self.no.0, self.domain, self.text_start, self.encoded_start];
        bytes
            .as_chunks_mut()
            .0
            .iter_mut()
            .zip(numbers)
            .for_each(|(bytes, number)| *bytes = number.to_le_bytes());
        bytes
    }

    /// Decodes the row at the start of `bytes`.
    fn from_bytes(bytes: &[u8]) -> Self {
        debug_assert!(bytes.len() >= ROW_LEN, "a row cut off");
        let number =
            |nth: usize| bytes.as_chunks().0.get(nth).copied().map_or(0, u32::from_le_bytes);
        Self {
            no: ProjectNo(number(0)),
            domain: number(1),
            text_start: number(2),
            encoded_start: number(3),
        }
    }
}
