//! The records of a part of a binary workbook, one after the other (MS-XLSB 2.1.4).

use crate::exchange::workbook::bytes::Bytes;

/// A record: its type and its content.
#[derive(Clone, Copy, Debug)]
pub(super) struct BinaryRecord<'a> {
    pub(super) kind: u16,
    pub(super) data: Bytes<'a>,
}

/// The records of a part, up to its end or the first that is cut off.
#[derive(Clone, Debug)]
pub(super) struct BinaryRecords<'a> {
    bytes: Bytes<'a>,
}

impl<'a> BinaryRecords<'a> {
    pub(super) fn new(part: &'a [u8]) -> Self {
        Self { bytes: Bytes(part) }
    }

    /// Takes a number in up to four groups of seven bits.
    fn number(&mut self, groups: u32) -> Option<u32> {
        let mut number = 0;
        for group in 0..groups {
            let byte = self.bytes.u8()?;
            number |= u32::from(byte & 0x7f) << (7 * group);
            if byte & 0x80 == 0 {
                break;
            }
        }
        Some(number)
    }
}

impl<'a> Iterator for BinaryRecords<'a> {
    type Item = BinaryRecord<'a>;

    fn next(&mut self) -> Option<Self::Item> {
        let kind = u16::try_from(self.number(2)?).ok()?;
        let length = self.number(4)? as usize;
        Some(BinaryRecord { kind, data: Bytes(self.bytes.take(length)?) })
    }
}
