//! Numbers and texts in the records of binary workbooks.

use std::borrow::Cow;

use encoding_rs::UTF_16LE;

/// Bytes of a record that are read one after the other, little end first. Nothing is read past
/// their end.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bytes<'a>(pub(super) &'a [u8]);

impl<'a> Bytes<'a> {
    /// Takes the next `count` bytes.
    pub(super) fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        self.take(N)?.try_into().ok()
    }

    pub(super) fn u8(&mut self) -> Option<u8> {
        self.array::<1>().map(|[byte]| byte)
    }

    pub(super) fn u16(&mut self) -> Option<u16> {
        self.array().map(u16::from_le_bytes)
    }

    pub(super) fn u32(&mut self) -> Option<u32> {
        self.array().map(u32::from_le_bytes)
    }

    pub(super) fn f64(&mut self) -> Option<f64> {
        self.array().map(f64::from_le_bytes)
    }

    /// Takes a number packed into four bytes (MS-XLS 2.5.217).
    pub(super) fn packed_number(&mut self) -> Option<f64> {
        let packed = self.u32()?;
        let (is_integer, is_hundredth) = (packed & 2 != 0, packed & 1 != 0);
        let number = if is_integer {
            f64::from(packed.cast_signed() >> 2)
        } else {
            f64::from_bits(u64::from(packed & !3) << 32)
        };
        Some(if is_hundredth { number / 100.0 } else { number })
    }

    /// Takes a text of UTF-16 with its length before it, in four bytes.
    pub(super) fn wide_text(&mut self) -> Option<Cow<'a, str>> {
        let count = usize::try_from(self.u32()?).ok()?;
        let bytes = self.take(count.checked_mul(2)?)?;
        Some(UTF_16LE.decode_without_bom_handling(bytes).0)
    }
}

/// Reads a number of two bytes at the given place.
pub(super) fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Bytes(bytes.get(at..)?).u16()
}

/// Reads a number of four bytes at the given place.
pub(super) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Bytes(bytes.get(at..)?).u32()
}
