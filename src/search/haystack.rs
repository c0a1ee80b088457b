//! The encoded texts of all projects, end to end: what a search scans.

use std::ops::Range;

use bytes::Bytes;

use super::alphabet::Alphabet;
use super::block::{BLOCK_LEN, BLOCK_LOOKAHEAD, Boundaries};
use super::hit::SearchField;
use super::scan::BLOCKS_PER_STEP;
use super::symbol_encoding::{DOC_START, PAD, SymbolEncoding, WORD_BREAK};
use crate::paged_buf::PagedBuf;

/// The number of docs in a chunk, the unit of work: a fraction of a millisecond on one thread. A
/// search can be cancelled between chunks.
pub(super) const CHUNK_LEN: usize = 1 << 11;
const CHUNK_LEN_U32: u32 = 1 << 11;

/// The number of bytes after the last text that may be read.
const PADDING: usize = BLOCKS_PER_STEP * BLOCK_LEN + BLOCK_LOOKAHEAD;

/// Encoded texts of all docs: their titles, their places, or all other texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Haystack {
    bytes: Bytes,
    /// The offset of each chunk's first text.
    chunk_starts: Vec<usize>,
    /// For each block, the number of docs of its chunk that begin before it, as a little-endian
    /// `u16`.
    docs_before: Bytes,
}

/// Builds a [`Haystack`], doc by doc.
pub(super) struct HaystackBuilder {
    flushed: PagedBuf,
    chunk_starts: Vec<usize>,
    /// The chunk that is being written.
    pending: Vec<u8>,
    docs: usize,
}

/// A position whose text start is known. Passed from one lookup to the next, so that a long text is
/// not searched backwards again for each position in it.
#[derive(Clone, Copy, Debug)]
pub(super) struct CachedTextStart {
    pub(super) at: usize,
    pub(super) text: usize,
}

/// A position at which a word matches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Occurrence {
    /// Position in the haystack's bytes.
    pub(super) offset: u32,
    /// The doc, counted from the start of its chunk.
    pub(super) doc: u16,
    pub(super) field: SearchField,
    /// True if a text begins there.
    pub(super) at_text_start: bool,
}

impl HaystackBuilder {
    /// Creates a builder with room for about this many bytes of text.
    pub(super) fn with_capacity(bytes: usize) -> Self {
        Self {
            flushed: PagedBuf::with_capacity(bytes + PADDING),
            chunk_starts: Vec::new(),
            pending: Vec::new(),
            docs: 0,
        }
    }

    /// Begins the next doc; `push_text` then adds its texts.
    pub(super) fn start_doc(&mut self) {
        if self.docs.is_multiple_of(CHUNK_LEN) {
            self.flush();
            self.chunk_starts.push(self.flushed.len());
        }
        self.docs += 1;
        self.pending.push(DOC_START);
    }

    fn flush(&mut self) {
        self.flushed.extend_from_slice(&self.pending);
        self.pending.clear();
    }

    /// Adds a text to the doc begun last. The first title needs no marker of its own.
    pub(super) fn push_text(
        &mut self,
        alphabet: &Alphabet,
        codes: &SymbolEncoding,
        field: SearchField,
        text: &str,
    ) {
        if field != SearchField::Title || self.pending.last() != Some(&DOC_START) {
            self.pending.push(SymbolEncoding::field_marker(field));
        }
        let (mut before, mut blank) = (None, false);
        for number in text.chars().map(|c| alphabet.id(c)) {
            if Alphabet::is_separator(number) {
                blank |= !Alphabet::is_punctuation(number);
                continue;
            }
            // A blank next to a Han character separates nothing.
            let latin = alphabet.is_ascii(number);
            if blank && latin && before == Some(true) {
                self.pending.push(WORD_BREAK);
            }
            self.pending.extend_from_slice(codes.encode(number));
            (before, blank) = (Some(latin), false);
        }
    }

    /// Finishes the haystack.
    pub(super) fn build(mut self) -> Haystack {
        self.pending.extend([PAD; PADDING]);
        self.flush();
        let codes = self.flushed.freeze();
        let mut begun = PagedBuf::with_capacity(codes.len().div_ceil(BLOCK_LEN) * size_of::<u16>());
        let mut projects = 0_u32;
        for block in (0..codes.len()).step_by(BLOCK_LEN) {
            // Less than `CHUNK_LEN`, so it fits.
            begun.extend_from_slice(&u16::try_from(projects).unwrap_or_default().to_le_bytes());
            projects = (projects + Boundaries::in_block(&codes, block).doc_starts.count_ones())
                % CHUNK_LEN_U32;
        }
        Haystack { bytes: codes, chunk_starts: self.chunk_starts, docs_before: begun.freeze() }
    }
}

impl Haystack {
    /// Returns all texts, followed by at least [`PADDING`] bytes of padding.
    pub(super) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Returns the range of the texts of chunk `nth`.
    pub(super) fn chunk(&self, nth: usize) -> Range<usize> {
        let end = self.bytes.len() - PADDING;
        let start = |nth: usize| self.chunk_starts.get(nth).copied().unwrap_or(end);
        start(nth)..start(nth + 1)
    }

    /// Returns where the text around `at` begins: the offset of its marker, the byte before its
    /// first symbol. `known` is an earlier position whose text start is known; the search does not
    /// go further back than that.
    pub(super) fn text_start(&self, at: usize, known: Option<CachedTextStart>) -> usize {
        self.text_start_in(
            at,
            Boundaries::in_block(&self.bytes, at / BLOCK_LEN * BLOCK_LEN).text_starts,
            known,
        )
    }

    fn text_start_in(&self, at: usize, texts: u64, known: Option<CachedTextStart>) -> usize {
        let (mut block, mut texts) =
            (at / BLOCK_LEN * BLOCK_LEN, texts & !(u64::MAX << (at % BLOCK_LEN)));
        let last = known.map_or(0, |known| known.at);
        while texts == 0 && block > last {
            #[cfg(test)]
            tests::STEPS.set(tests::STEPS.get() + 1);
            block -= BLOCK_LEN;
            texts = Boundaries::in_block(&self.bytes, block).text_starts;
        }
        let begin = texts.checked_ilog2().map(|nth| block + nth as usize);
        begin.unwrap_or_else(|| known.map_or(block, |known| known.text))
    }

    fn doc_in(&self, at: usize, projects: u64) -> u16 {
        let here = projects & !(u64::MAX << (at % BLOCK_LEN));
        let begun = self
            .docs_before
            .as_chunks()
            .0
            .get(at / BLOCK_LEN)
            .map_or(0, |begun| u16::from_le_bytes(*begun));
        let begun = u32::from(begun) + here.count_ones();
        u16::try_from((begun + CHUNK_LEN_U32 - 1) % CHUNK_LEN_U32).unwrap_or_default()
    }

    /// Returns the occurrence at `at`, where a symbol must begin, and the start of its text.
    pub(super) fn occurrence(
        &self,
        at: usize,
        known: Option<CachedTextStart>,
    ) -> (Occurrence, CachedTextStart) {
        self.occurrence_in(at, Boundaries::in_block(&self.bytes, at / BLOCK_LEN * BLOCK_LEN), known)
    }

    /// Like [`occurrence`](Self::occurrence), with the boundaries of the block already known.
    pub(super) fn occurrence_in(
        &self,
        at: usize,
        marks: Boundaries,
        known: Option<CachedTextStart>,
    ) -> (Occurrence, CachedTextStart) {
        let text = self.text_start_in(at, marks.text_starts, known.filter(|known| known.at <= at));
        let spot = Occurrence {
            // A file may hold a fortieth of 4 GiB.
            offset: u32::try_from(at).unwrap_or(u32::MAX),
            doc: self.doc_in(at, marks.doc_starts),
            field: SymbolEncoding::marked_field(self.bytes.get(text).copied().unwrap_or_default()),
            at_text_start: text + 1 == at,
        };
        (spot, CachedTextStart { at, text })
    }

    /// Returns the memory used in bytes, without the padding.
    pub(super) fn memory_usage(&self) -> usize {
        self.bytes.len() - PADDING + self.docs_before.len()
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use crate::catalog::parse;
    use crate::search::{Index, Query};

    thread_local! {
        /// The number of blocks searched backwards for the start of a text.
        pub(super) static STEPS: Cell<u64> = const { Cell::new(0) };
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
            let strewn = steps(
                &format!("停{}", "，一二三四五六七八九十甲乙丙丁车".repeat(length)),
                "",
                "停二车x车",
            );
            (initials, strewn)
        };
        let (few, many) = (count(2_000), count(8_000));
        assert!(few.0 > 0 && many.0 <= 5 * few.0, "{few:?} steps, {many:?} for four times as much");
        assert!(many.1 <= 5 * few.1.max(1_000), "{few:?} steps, {many:?} for four times as much");
    }
}
