//! The encoded texts of all projects, end to end: what a search scans.

use std::ops::Range;

use bytes::Bytes;

use super::alphabet::Alphabet;
use super::block::{BLOCK_LEN, BLOCK_LOOKAHEAD, BLOCKS_PER_STEP, Boundaries};
use super::doc::{CHUNK_LEN, ChunkIx, DocInChunk};
use super::symbol_encoding::{DOC_START, PAD, SymbolEncoding, WORD_BREAK};
use crate::paged_buf::PagedBuf;
use crate::query::SearchField;

/// The number of haystacks: titles with other names, places, and all other texts.
pub(crate) const HAYSTACK_COUNT: usize = 3;

/// Returns the position of the haystack that holds the texts of `field`.
pub(crate) fn haystack_of(field: SearchField) -> usize {
    match field {
        SearchField::Title | SearchField::Alias => 0,
        SearchField::Place => 1,
        _ => 2,
    }
}

/// The number of bytes after the last text that may be read.
const PADDING: usize = BLOCKS_PER_STEP * BLOCK_LEN + BLOCK_LOOKAHEAD;

/// Encoded texts of all docs: their titles and other names, their places, or all other texts.
/// Positions in it are byte offsets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Haystack {
    bytes: Bytes,
    /// The position of each chunk's first text.
    chunk_starts: Vec<usize>,
    /// For each block, the number of docs of its chunk that begin before it, as a little-endian
    /// `u16`.
    docs_before: Bytes,
}

/// Builds a [`Haystack`], doc by doc.
pub(crate) struct HaystackBuilder {
    flushed: PagedBuf,
    chunk_starts: Vec<usize>,
    /// The chunk that is being written.
    pending: Vec<u8>,
    doc_count: usize,
}

/// A position whose text start is known. Passed from one lookup to the next, so that a long text is
/// not searched backwards again for each position in it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct CachedTextStart {
    pub(crate) position: usize,
    /// The position of the marker that begins the text around `position`.
    pub(crate) text_start: usize,
}

/// A position at which a word matches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Occurrence {
    /// The position in the haystack, in half the memory.
    position: u32,
    pub(crate) doc: DocInChunk,
    pub(crate) field: SearchField,
    /// True if a text begins there.
    pub(crate) at_text_start: bool,
}

/// The occurrences of a word in a chunk, by haystack.
pub(crate) type Occurrences = [Vec<Occurrence>; HAYSTACK_COUNT];

impl Occurrence {
    /// Returns the position in the haystack.
    pub(crate) fn position(self) -> usize {
        self.position as usize
    }
}

impl HaystackBuilder {
    /// Creates a builder with room for about this many bytes of text.
    pub(crate) fn with_capacity(bytes: usize) -> Self {
        Self {
            flushed: PagedBuf::with_capacity(bytes + PADDING),
            chunk_starts: Vec::new(),
            pending: Vec::new(),
            doc_count: 0,
        }
    }

    /// Begins the next doc; `push_text` then adds its texts.
    pub(crate) fn start_doc(&mut self) {
        if self.doc_count.is_multiple_of(CHUNK_LEN) {
            self.flush();
            self.chunk_starts.push(self.flushed.len());
        }
        self.doc_count += 1;
        self.pending.push(DOC_START);
    }

    fn flush(&mut self) {
        self.flushed.extend_from_slice(&self.pending);
        self.pending.clear();
    }

    /// Adds a text to the doc begun last. The first title needs no marker of its own.
    pub(crate) fn push_text(
        &mut self,
        alphabet: &Alphabet,
        encoding: &SymbolEncoding,
        field: SearchField,
        text: &str,
    ) {
        if field != SearchField::Title || self.pending.last() != Some(&DOC_START) {
            self.pending.push(SymbolEncoding::field_marker(field));
        }
        let (mut latin_before, mut blank_before) = (false, false);
        for symbol in text.chars().map(|c| alphabet.id(c)) {
            if Alphabet::is_separator(symbol) {
                blank_before |= !Alphabet::is_punctuation(symbol);
                continue;
            }
            // A blank next to a Han character separates nothing.
            let latin = alphabet.is_ascii(symbol);
            if blank_before && latin && latin_before {
                self.pending.push(WORD_BREAK);
            }
            self.pending.extend_from_slice(encoding.encode(symbol));
            (latin_before, blank_before) = (latin, false);
        }
    }

    /// Finishes the haystack.
    pub(crate) fn build(mut self) -> Haystack {
        self.pending.extend([PAD; PADDING]);
        self.flush();
        let bytes = self.flushed.freeze();
        let block_count = bytes.len().div_ceil(BLOCK_LEN);
        let mut docs_before = PagedBuf::with_capacity(block_count * size_of::<u16>());
        let mut count = 0;
        for block in (0..bytes.len()).step_by(BLOCK_LEN) {
            debug_assert!(count < CHUNK_LEN, "{count} docs of a chunk");
            docs_before.extend_from_slice(&u16::try_from(count).unwrap_or_default().to_le_bytes());
            let doc_starts = Boundaries::in_block(&bytes, block).doc_starts;
            count = (count + doc_starts.count_ones() as usize) % CHUNK_LEN;
        }
        Haystack { bytes, chunk_starts: self.chunk_starts, docs_before: docs_before.freeze() }
    }
}

impl Haystack {
    /// Returns all texts, followed by at least [`PADDING`] bytes of padding.
    pub(crate) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Returns the range of positions of the texts of a chunk.
    pub(crate) fn chunk(&self, chunk: ChunkIx) -> Range<usize> {
        let end = self.bytes.len() - PADDING;
        let start = |chunk: usize| self.chunk_starts.get(chunk).copied().unwrap_or(end);
        start(chunk.get())..start(chunk.get() + 1)
    }

    /// Returns where the text around `position` begins: the position of its marker, the byte before
    /// its first symbol. `known` is an earlier position whose text start is known; the search does
    /// not go further back than that.
    pub(crate) fn text_start(&self, position: usize, known: Option<CachedTextStart>) -> usize {
        let text_starts = Boundaries::in_block(&self.bytes, block_of(position)).text_starts;
        self.text_start_in(position, text_starts, known)
    }

    /// Like `text_start`, with the text starts of the block around `position` already known.
    fn text_start_in(
        &self,
        position: usize,
        text_starts: u64,
        known: Option<CachedTextStart>,
    ) -> usize {
        let mut block = block_of(position);
        let mut before = text_starts & !(u64::MAX << (position % BLOCK_LEN));
        let limit = known.map_or(0, |known| known.position);
        while before == 0 && block > limit {
            #[cfg(test)]
            tests::STEPS.set(tests::STEPS.get() + 1);
            block -= BLOCK_LEN;
            before = Boundaries::in_block(&self.bytes, block).text_starts;
        }
        let start = before.checked_ilog2().map(|nth| block + nth as usize);
        start.unwrap_or_else(|| known.map_or(block, |known| known.text_start))
    }

    /// Returns the doc at `position`; `doc_starts` are those of the block around it.
    fn doc_in(&self, position: usize, doc_starts: u64) -> DocInChunk {
        let in_block = doc_starts & !(u64::MAX << (position % BLOCK_LEN));
        let before_block = self
            .docs_before
            .as_chunks()
            .0
            .get(position / BLOCK_LEN)
            .map_or(0, |count| u16::from_le_bytes(*count));
        let begun = usize::from(before_block) + in_block.count_ones() as usize;
        DocInChunk::new((begun + CHUNK_LEN - 1) % CHUNK_LEN)
    }

    /// Returns the occurrence at `position`, where a symbol must begin, and the start of its text.
    pub(crate) fn occurrence(
        &self,
        position: usize,
        known: Option<CachedTextStart>,
    ) -> (Occurrence, CachedTextStart) {
        let boundaries = Boundaries::in_block(&self.bytes, block_of(position));
        self.occurrence_in(position, boundaries, known)
    }

    /// Like [`occurrence`](Self::occurrence), with the boundaries of the block already known.
    pub(crate) fn occurrence_in(
        &self,
        position: usize,
        boundaries: Boundaries,
        known: Option<CachedTextStart>,
    ) -> (Occurrence, CachedTextStart) {
        let known = known.filter(|known| known.position <= position);
        let text_start = self.text_start_in(position, boundaries.text_starts, known);
        let marker = self.bytes.get(text_start).copied().unwrap_or_default();
        // A file may hold a fortieth of 4 GiB.
        debug_assert!(u32::try_from(position).is_ok(), "haystack of {}", self.bytes.len());
        let occurrence = Occurrence {
            position: u32::try_from(position).unwrap_or(u32::MAX),
            doc: self.doc_in(position, boundaries.doc_starts),
            field: SymbolEncoding::marked_field(marker),
            at_text_start: text_start + 1 == position,
        };
        (occurrence, CachedTextStart { position, text_start })
    }

    /// Returns the memory used in bytes, without the padding.
    pub(crate) fn memory_usage(&self) -> usize {
        self.bytes.len() - PADDING + self.docs_before.len()
    }
}

/// Returns the position of the block around `position`.
fn block_of(position: usize) -> usize {
    position / BLOCK_LEN * BLOCK_LEN
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use crate::format::parse;
    use crate::index::catalog_index::Index;
    use crate::query::Query;

    thread_local! {
        /// The number of blocks searched backwards for the start of a text.
        pub(crate) static STEPS: Cell<u64> = const { Cell::new(0) };
    }

    /// Returns how many blocks are searched backwards for `query` in a project with that title and
    /// summary.
    fn steps(title: &str, summary: &str, query: &str) -> u64 {
        let project = format!("(no: 1, domain: \"d\", title: \"{title}\", summary: \"{summary}\")");
        let text =
            format!("(title: \"t\", domains: [(id: \"d\", name: \"n\")], projects: [{project}])");
        let catalog = parse(&text).unwrap();
        STEPS.set(0);
        let _ = Index::new(&catalog).search(&catalog, &Query::parse(query), None);
        STEPS.get()
    }

    #[test]
    fn a_long_text_is_not_gone_through_again_for_each_place_of_a_word() {
        let count = |length: usize| {
            // Matches by initials only, as better ones may follow; and a subsequence that is never
            // close enough.
            let initials = steps("p", &"停a".repeat(length), "tatata");
            let subsequence = steps(
                &format!("停{}", "，一二三四五六七八九十甲乙丙丁车".repeat(length)),
                "",
                "停二车x车",
            );
            (initials, subsequence)
        };
        let (few, many) = (count(2_000), count(8_000));
        assert!(few.0 > 0 && many.0 <= 5 * few.0, "{few:?} steps, {many:?} for four times as much");
        assert!(many.1 <= 5 * few.1.max(1_000), "{few:?} steps, {many:?} for four times as much");
    }
}
