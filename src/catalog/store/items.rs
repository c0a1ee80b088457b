//! Lists of a project, decoded item by item.

use std::fmt;
use std::marker::PhantomData;

use super::Decoder;
use crate::catalog::{Target, Text, Update, Updates};

/// Item type of a list, decoded from its storage.
pub trait Decode<'a> {
    /// Reads the next item.
    fn read(kept: &mut Decoder<'a>) -> Self;
}

impl<'a> Decode<'a> for Text<'a> {
    fn read(kept: &mut Decoder<'a>) -> Self {
        kept.read_text()
    }
}

impl<'a> Decode<'a> for Target<'a> {
    fn read(kept: &mut Decoder<'a>) -> Self {
        let figure = kept.read_figure();
        Self { figure, what: kept.read_text(), unit: kept.read_text() }
    }
}

impl<'a> Decode<'a> for Update<'a> {
    fn read(kept: &mut Decoder<'a>) -> Self {
        let on = kept.read_day().unwrap_or_default();
        let done = (kept.read_varint() > 0).then(|| kept.read_amount());
        Self { date: on, done, note: kept.read_text() }
    }
}

impl<'a> Decode<'a> for Updates<'a> {
    fn read(kept: &mut Decoder<'a>) -> Self {
        Self::take(kept)
    }
}

/// List of texts, targets or updates, decoded during iteration.
#[derive(Clone, Copy)]
pub struct Items<'a, T> {
    len: usize,
    kept: Decoder<'a>,
    what: PhantomData<T>,
}

impl<'a, T: Decode<'a>> Items<'a, T> {
    pub(super) fn take(kept: &mut Decoder<'a>) -> Self {
        let head = kept.read_len();
        Self::with_head(head, kept)
    }

    /// Creates a list from its `head`: the number of items, and in the lowest bit a flag for lists
    /// with their encoded size stored (`MANY` items or more). Moves `kept` past the list.
    pub(super) fn with_head(head: usize, kept: &mut Decoder<'a>) -> Self {
        let (len, is_many) = (head >> 1, head & 1 == 1);
        let (shape, texts) = if is_many { (kept.read_len(), kept.read_len()) } else { (0, 0) };
        let items = Self { len, kept: *kept, what: PhantomData };
        // Moves past the items, to what follows them.
        if is_many {
            kept.pass(shape, texts);
        } else {
            (0..len).for_each(|_| drop(T::read(kept)));
        }
        items
    }

    /// Returns the number of items.
    #[must_use]
    pub fn len(&self) -> usize {
        self.len
    }

    /// True if there are no items.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Iterates over the items in the order of the file.
    #[must_use]
    pub fn iter(&self) -> impl ExactSizeIterator<Item = T> + use<'a, T> {
        let mut kept = self.kept;
        (0..self.len).map(move |_| T::read(&mut kept))
    }
}

/// Creates an empty list.
impl<T> Default for Items<'_, T> {
    fn default() -> Self {
        Self { len: 0, kept: Decoder::default(), what: PhantomData }
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
