//! Decodes the values of a project from the buffers of its block, as `store` encodes them.
//!
//! Each reader takes one value from the front of a buffer, or of both. Past the end of a buffer,
//! which only a bug reaches, it returns an empty value.

use super::day::Day;
use super::figure::{Amount, Figure, Qualifier};
use super::text::Text;

/// Reader of the two buffers of a block, from some offset on.
#[derive(Clone, Copy, Default)]
pub struct Decoder<'a> {
    texts: &'a str,
    encoded: &'a [u8],
}

impl<'a> Decoder<'a> {
    /// Creates a decoder at the start of the two buffers of a block.
    pub(crate) fn new(texts: &'a str, encoded: &'a [u8]) -> Self {
        Self { texts, encoded }
    }

    /// Returns true if no encoded bytes are left.
    pub(crate) fn is_at_end(&self) -> bool {
        self.encoded.is_empty()
    }

    /// Reads an encoded byte.
    pub(crate) fn read_byte(&mut self) -> u8 {
        debug_assert!(!self.encoded.is_empty(), "read past the block");
        let (first, rest) = self.encoded.split_first().unwrap_or((&0, &[]));
        self.encoded = rest;
        *first
    }

    /// Reads a number in LEB128: seven bits per byte, the lowest first.
    pub(crate) fn read_varint(&mut self) -> u64 {
        let (mut number, mut shift) = (0, 0);
        loop {
            let byte = self.read_byte();
            number |= u64::from(byte & 0x7f) << shift;
            shift += 7;
            if byte & 0x80 == 0 || shift >= 64 {
                return number;
            }
        }
    }

    /// Reads a length or a number of items.
    pub(crate) fn read_len(&mut self) -> usize {
        usize::try_from(self.read_varint()).unwrap_or_default()
    }

    /// Reads a text in one language: its length, then as many bytes of the texts.
    pub(crate) fn read_str(&mut self) -> &'a str {
        let length = self.read_len();
        debug_assert!(self.texts.is_char_boundary(length), "read past the texts");
        let (text, rest) = self.texts.split_at_checked(length).unwrap_or_default();
        self.texts = rest;
        text
    }

    /// Reads a text in both languages, Chinese first.
    pub(crate) fn read_text(&mut self) -> Text<'a> {
        let (zh, en) = (self.read_str(), self.read_str());
        Text::new(zh, en)
    }

    /// Reads an amount: the bits of its `f64`, bytes swapped, as a varint.
    pub(crate) fn read_amount(&mut self) -> Amount {
        let amount = Amount::new(f64::from_bits(self.read_varint().swap_bytes()));
        debug_assert!(amount.is_some(), "not an amount");
        amount.unwrap_or_default()
    }

    /// Reads a day as [`Day::to_packed`] packs it; `None` for 0, which is no day.
    pub(crate) fn read_day(&mut self) -> Option<Day> {
        u32::try_from(self.read_varint()).ok().and_then(Day::from_packed)
    }

    /// Skips `texts` bytes of text and `encoded` encoded bytes.
    pub(crate) fn skip(&mut self, texts: usize, encoded: usize) {
        debug_assert!(self.texts.is_char_boundary(texts), "skipped past the texts");
        debug_assert!(encoded <= self.encoded.len(), "skipped past the block");
        self.texts = self.texts.get(texts..).unwrap_or_default();
        self.encoded = self.encoded.get(encoded..).unwrap_or_default();
    }

    /// Reads a figure: its qualifier as a byte, then one amount or, for a range, two.
    pub(crate) fn read_figure(&mut self) -> Figure {
        let qualifier = self.read_byte();
        let amount = self.read_amount();
        let qualifier = Qualifier::ALL.into_iter().find(|known| *known as u8 == qualifier);
        debug_assert!(qualifier.is_some(), "not a qualifier");
        match qualifier.unwrap_or_default() {
            Qualifier::Exact => Figure::Exact(amount),
            Qualifier::About => Figure::About(amount),
            Qualifier::AtLeast => Figure::AtLeast(amount),
            Qualifier::MoreThan => Figure::MoreThan(amount),
            Qualifier::Range => Figure::Range(amount, self.read_amount()),
        }
    }
}
