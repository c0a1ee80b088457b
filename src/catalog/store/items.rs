//! The lists of a project, decoded item by item.

use std::fmt;
use std::marker::PhantomData;

use super::Decoder;
use crate::catalog::{Target, Text, Update, Updates};

/// A thing that a project may have several of, decoded from where it is stored.
pub trait Decode<'a> {
    /// The next one.
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

/// The several texts or targets of a project.
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

    /// Those of which `head` says how many they are, and whether they are `MANY`.
    pub(super) fn with_head(head: usize, kept: &mut Decoder<'a>) -> Self {
        let (len, is_many) = (head >> 1, head & 1 == 1);
        let (shape, texts) = if is_many { (kept.read_len(), kept.read_len()) } else { (0, 0) };
        let items = Self { len, kept: *kept, what: PhantomData };
        // What comes behind them has to be found.
        if is_many {
            kept.pass(shape, texts);
        } else {
            (0..len).for_each(|_| drop(T::read(kept)));
        }
        items
    }

    /// How many.
    #[must_use]
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// One after the other, in the order of the file.
    #[must_use]
    pub fn iter(&self) -> impl ExactSizeIterator<Item = T> + use<'a, T> {
        let mut kept = self.kept;
        (0..self.len).map(move |_| T::read(&mut kept))
    }
}

/// None.
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
