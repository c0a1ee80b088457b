//! Docs and chunks: positions of projects in the index.

/// The number of docs in a chunk, the unit of work: a fraction of a millisecond on one thread. A
/// search can be cancelled between chunks.
pub(crate) const CHUNK_LEN: usize = 1 << 11;

/// A doc: a project by its position in the index. Docs are in the order of
/// [`DocColumns`](crate::index::doc_columns::DocColumns).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct DocIx(u32);

/// A chunk by its position in the index.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct ChunkIx(usize);

/// A doc by its position in its chunk, below [`CHUNK_LEN`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct DocInChunk(u16);

impl DocIx {
    /// Creates the doc at position `doc`. An index has as many docs as the catalog has projects,
    /// and these are numbered by a `u32`.
    #[inline]
    pub(crate) fn new(doc: usize) -> Self {
        debug_assert!(u32::try_from(doc).is_ok(), "doc {doc} is beyond the largest catalog");
        Self(u32::try_from(doc).unwrap_or(u32::MAX))
    }

    /// Returns the position for an index column.
    #[inline]
    pub(crate) fn get(self) -> usize {
        self.0 as usize
    }

    /// Returns the chunk of the doc, and its position in that.
    #[inline]
    pub(crate) fn split(self) -> (ChunkIx, DocInChunk) {
        (ChunkIx(self.get() / CHUNK_LEN), DocInChunk::new(self.get() % CHUNK_LEN))
    }
}

impl ChunkIx {
    /// Creates the chunk at position `chunk`.
    #[inline]
    pub(crate) fn new(chunk: usize) -> Self {
        debug_assert!(
            chunk <= u32::MAX as usize / CHUNK_LEN,
            "chunk {chunk} is beyond the largest catalog"
        );
        Self(chunk)
    }

    /// Returns the number of chunks of an index with `doc_count` docs.
    #[inline]
    pub(crate) fn count(doc_count: usize) -> usize {
        doc_count.div_ceil(CHUNK_LEN)
    }

    /// Returns the position among the chunks.
    #[inline]
    pub(crate) fn get(self) -> usize {
        self.0
    }

    /// Returns the part of an index column that belongs to the chunk.
    #[inline]
    pub(crate) fn slice<T>(self, column: &[T]) -> &[T] {
        column.chunks(CHUNK_LEN).nth(self.0).unwrap_or_default()
    }

    /// Returns the doc at a position in the chunk.
    #[inline]
    pub(crate) fn doc(self, doc: DocInChunk) -> DocIx {
        DocIx::new(self.0 * CHUNK_LEN + doc.get())
    }
}

impl DocInChunk {
    /// Creates the doc at position `doc` of a chunk.
    #[inline]
    pub(crate) fn new(doc: usize) -> Self {
        debug_assert!(doc < CHUNK_LEN, "doc {doc} of a chunk of {CHUNK_LEN}");
        Self(u16::try_from(doc).unwrap_or(u16::MAX))
    }

    /// Returns the position in a column of the chunk.
    #[inline]
    pub(crate) fn get(self) -> usize {
        usize::from(self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_doc_is_where_its_chunk_says() {
        let column: Vec<usize> = (0..2 * CHUNK_LEN + 3).collect();
        for at in [0, 1, CHUNK_LEN - 1, CHUNK_LEN, 2 * CHUNK_LEN, 2 * CHUNK_LEN + 2] {
            let (chunk, doc) = DocIx::new(at).split();
            assert_eq!(chunk.doc(doc), DocIx::new(at));
            assert_eq!(chunk.slice(&column).get(doc.get()), Some(&at));
        }
        let lens =
            (0..ChunkIx::count(column.len())).map(|chunk| ChunkIx::new(chunk).slice(&column).len());
        assert_eq!(lens.collect::<Vec<_>>(), [CHUNK_LEN, CHUNK_LEN, 3]);
    }

    #[test]
    fn positions_are_as_small_as_numbers() {
        assert_eq!([size_of::<DocIx>(), size_of::<ChunkIx>(), size_of::<DocInChunk>()], [4, 8, 2]);
    }
}
