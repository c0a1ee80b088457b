//! Blocks that are full.

use bytes::Bytes;
use bytestring::ByteString;

use super::{Block, Row};
use crate::bulk::Bulk;
use crate::catalog::{DomainIx, Project, ProjectNo};

/// How long a row is.
const ROW: usize = 16;

/// A [`Block`] to which nothing is added any more, in memory of its own. It is cheap to clone.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::catalog) struct Sealed {
    rows: Bytes,
    texts: ByteString,
    shape: Bytes,
}

impl Sealed {
    /// What that block holds.
    pub(in crate::catalog) fn of(block: &Block) -> Self {
        let rows = ROW * block.len();
        let (texts, shape) = (rows + block.texts.len(), rows + block.texts.len() + block.shape.len());
        let mut all = Bulk::with_room(shape);
        block.rows.iter().for_each(|row| all.put(&row.to_bytes()));
        all.put(block.texts.as_bytes());
        all.put(&block.shape);
        let all = all.finish();
        Self {
            rows: all.slice(..rows),
            // The same texts as above.
            texts: all.slice(rows..texts).try_into().unwrap_or_default(),
            shape: all.slice(texts..shape),
        }
    }

    /// The project in that row.
    pub(in crate::catalog) fn get(&self, row: usize) -> Project<'_> {
        self.row(row).project(&self.texts, &self.shape)
    }

    /// The number of the project in that row, and its domain.
    pub(in crate::catalog) fn key(&self, row: usize) -> (ProjectNo, DomainIx) {
        self.row(row).key()
    }

    fn row(&self, row: usize) -> Row {
        Row::of_bytes(&self.rows[ROW * row..])
    }
}

impl Row {
    fn to_bytes(self) -> [u8; ROW] {
        let mut bytes = [0; ROW];
        let numbers = [self.no.0, self.domain, self.text, self.shape];
        bytes.as_chunks_mut().0.iter_mut().zip(numbers).for_each(|(bytes, number)| *bytes = number.to_le_bytes());
        bytes
    }

    /// Of the row with which those begin.
    fn of_bytes(bytes: &[u8]) -> Self {
        let number = |nth: usize| bytes.as_chunks().0.get(nth).copied().map_or(0, u32::from_le_bytes);
        Self { no: ProjectNo(number(0)), domain: number(1), text: number(2), shape: number(3) }
    }
}
