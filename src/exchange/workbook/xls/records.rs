//! The records of an old workbook, one after the other.

use crate::exchange::workbook::bytes::Bytes;

/// Record that goes on with the one before it.
const CONTINUE: u16 = 0x3c;

/// A record: its type, its content, and its place in the stream.
#[derive(Clone, Copy, Debug)]
pub(super) struct BiffRecord<'a> {
    pub(super) kind: u16,
    pub(super) data: &'a [u8],
    pub(super) at: usize,
}

/// The records of a stream from a place on, up to its end or the first that is cut off.
#[derive(Clone, Debug)]
pub(super) struct BiffRecords<'a> {
    stream: &'a [u8],
    at: usize,
}

impl<'a> BiffRecords<'a> {
    pub(super) fn new(stream: &'a [u8], at: usize) -> Self {
        Self { stream, at }
    }

    /// Takes the records that go on with the last one; the result is their contents.
    pub(super) fn continued(&mut self) -> Vec<&'a [u8]> {
        let mut parts = Vec::new();
        loop {
            let mut ahead = self.clone();
            match ahead.next() {
                Some(record) if record.kind == CONTINUE => parts.push(record.data),
                _ => return parts,
            }
            *self = ahead;
        }
    }
}

impl<'a> Iterator for BiffRecords<'a> {
    type Item = BiffRecord<'a>;

    fn next(&mut self) -> Option<Self::Item> {
        let at = self.at;
        let mut bytes = Bytes(self.stream.get(at..)?);
        let kind = bytes.u16()?;
        let length = usize::from(bytes.u16()?);
        let data = bytes.take(length)?;
        self.at = at + 4 + length;
        Some(BiffRecord { kind, data, at })
    }
}
