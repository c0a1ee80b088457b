//! Lists of a project, decoded item by item.

use std::fmt;
use std::marker::PhantomData;

use super::decoder::Decoder;
use super::text::Text;

/// Minimum number of items of a list whose encoded size is stored before it.
pub(crate) const SIZED_MIN: usize = 64;

/// Item type of a list, decoded from its storage.
pub trait Decode<'a> {
    /// Reads the next item.
    fn read(decoder: &mut Decoder<'a>) -> Self;
}

impl<'a> Decode<'a> for Text<'a> {
    fn read(decoder: &mut Decoder<'a>) -> Self {
        decoder.read_text()
    }
}

/// List of texts, targets or updates, decoded during iteration.
#[derive(Clone, Copy)]
pub struct Items<'a, T> {
    len: usize,
    /// Decoder at the first item.
    decoder: Decoder<'a>,
    item: PhantomData<T>,
}

impl<'a, T: Decode<'a>> Items<'a, T> {
    /// Reads the head of the list and moves `decoder` past the list.
    pub(crate) fn decode(decoder: &mut Decoder<'a>) -> Self {
        let head = decoder.read_len();
        Self::with_head(head, decoder)
    }

    /// Creates a list from its `head`: the number of items, and in the lowest bit a flag for lists
    /// with their encoded size stored (`SIZED_MIN` items or more). Moves `decoder` past the list.
    pub(crate) fn with_head(head: usize, decoder: &mut Decoder<'a>) -> Self {
        let (len, is_sized) = (head >> 1, head & 1 == 1);
        let (encoded, texts) =
            if is_sized { (decoder.read_len(), decoder.read_len()) } else { (0, 0) };
        let items = Self { len, decoder: *decoder, item: PhantomData };
        if is_sized {
            decoder.skip(texts, encoded);
        } else {
            (0..len).for_each(|_| drop(T::read(decoder)));
        }
        items
    }

    /// Returns the number of items.
    #[must_use]
    pub fn len(&self) -> usize {
        self.len
    }

    /// Returns true if there are no items.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Iterates over the items in the order of the file.
    #[must_use]
    pub fn iter(&self) -> impl ExactSizeIterator<Item = T> + use<'a, T> {
        let mut decoder = self.decoder;
        (0..self.len).map(move |_| T::read(&mut decoder))
    }
}

/// Creates an empty list.
impl<T> Default for Items<'_, T> {
    fn default() -> Self {
        Self { len: 0, decoder: Decoder::default(), item: PhantomData }
    }
}

impl<'a, T: Decode<'a> + fmt::Debug> fmt::Debug for Items<'a, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

impl<'a, T: Decode<'a> + PartialEq> PartialEq for Items<'a, T> {
    fn eq(&self, other: &Self) -> bool {
        self.len == other.len && self.iter().eq(other.iter())
    }
}
