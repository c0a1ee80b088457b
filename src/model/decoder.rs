//! Decodes the values of a project from the buffers of its block, as `store` encodes them.

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

    /// True if no encoded bytes are left.
    pub(crate) fn is_at_end(&self) -> bool {
        self.encoded.is_empty()
    }

    pub(crate) fn read_byte(&mut self) -> u8 {
        debug_assert!(!self.encoded.is_empty(), "read past the block");
        let (first, rest) = self.encoded.split_first().unwrap_or((&0, &[]));
        self.encoded = rest;
        *first
    }

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

    pub(crate) fn read_len(&mut self) -> usize {
        usize::try_from(self.read_varint()).unwrap_or_default()
    }

    pub(crate) fn read_str(&mut self) -> &'a str {
        let length = self.read_len();
        debug_assert!(self.texts.is_char_boundary(length), "read past the texts");
        let (text, rest) = self.texts.split_at_checked(length).unwrap_or_default();
        self.texts = rest;
        text
    }

    pub(crate) fn read_text(&mut self) -> Text<'a> {
        let (zh, en) = (self.read_str(), self.read_str());
        Text::new(zh, en)
    }

    pub(crate) fn read_amount(&mut self) -> Amount {
        let amount = Amount::new(f64::from_bits(self.read_varint().swap_bytes()));
        debug_assert!(amount.is_some(), "not an amount");
        amount.unwrap_or_default()
    }

    pub(crate) fn read_day(&mut self) -> Option<Day> {
        u32::try_from(self.read_varint()).ok().and_then(Day::from_packed)
    }

    /// Skips `encoded` encoded bytes and `texts` bytes of text.
    pub(crate) fn skip(&mut self, encoded: usize, texts: usize) {
        debug_assert!(encoded <= self.encoded.len(), "skipped past the block");
        debug_assert!(self.texts.is_char_boundary(texts), "skipped past the texts");
        self.encoded = self.encoded.get(encoded..).unwrap_or_default();
        self.texts = self.texts.get(texts..).unwrap_or_default();
    }

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
