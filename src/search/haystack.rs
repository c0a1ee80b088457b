//! The texts of all projects once more, in codes, one after the other: what a search reads.

use std::ops::Range;

use bytes::Bytes;

use super::alphabet::Alphabet;
use super::block::{BLOCK_LEN, BLOCK_LOOKAHEAD, Boundaries};
use super::hit::SearchField;
use super::scan::BLOCKS_PER_STEP;
use super::symbol_encoding::{DOC_START, PAD, SymbolEncoding, WORD_BREAK};
use crate::paged_buf::PagedBuf;

/// So many projects are searched at a time: for one thread a fraction of a millisecond, after which it may be told to stop.
pub(super) const CHUNK_LEN: usize = 1 << 11;
const CHUNK_LEN_U32: u32 = 1 << 11;

/// How far past the last text it may be looked.
const PADDING: usize = BLOCKS_PER_STEP * BLOCK_LEN + BLOCK_LOOKAHEAD;

/// Texts of all projects: their titles, their places, or all others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Haystack {
    bytes: Bytes,
    /// Where the texts of each part of the projects begin.
    chunk_starts: Vec<usize>,
    /// How many projects begin before each [`BLOCK_LEN`] of codes, but for whole parts: numbers of two bytes, the lower one first.
    docs_before: Bytes,
}

/// An [`Haystack`] that is being written.
pub(super) struct HaystackBuilder {
    flushed: PagedBuf,
    chunk_starts: Vec<usize>,
    /// The last part.
    pending: Vec<u8>,
    docs: usize,
}

/// A position, and where its text begins.
#[derive(Clone, Copy, Debug)]
pub(super) struct CachedTextStart {
    pub(super) at: usize,
    pub(super) text: usize,
}

/// Where a word begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Occurrence {
    /// Its position in the texts.
    pub(super) offset: u32,
    /// In which project of the part.
    pub(super) doc: u16,
    pub(super) field: SearchField,
    /// Whether a text begins there.
    pub(super) at_text_start: bool,
}

impl HaystackBuilder {
    /// For about so many bytes.
    pub(super) fn with_capacity(bytes: usize) -> Self {
        Self { flushed: PagedBuf::with_capacity(bytes + PADDING), chunk_starts: Vec::new(), pending: Vec::new(), docs: 0 }
    }

    /// A project begins; those of its texts that belong here are added next.
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

    /// Adds a text to the project that was opened last.
    pub(super) fn push_text(&mut self, alphabet: &Alphabet, codes: &SymbolEncoding, field: SearchField, text: &str) {
        if field != SearchField::Title || self.pending.last() != Some(&DOC_START) {
            self.pending.push(SymbolEncoding::field_marker(field));
        }
        let (mut before, mut blank) = (None, false);
        for number in text.chars().map(|c| alphabet.id(c)) {
            if Alphabet::is_separator(number) {
                blank |= !Alphabet::is_punctuation(number);
                continue;
            }
            // Anywhere else a blank parts nothing.
            let latin = alphabet.is_ascii(number);
            if blank && latin && before == Some(true) {
                self.pending.push(WORD_BREAK);
            }
            self.pending.extend_from_slice(codes.encode(number));
            (before, blank) = (Some(latin), false);
        }
    }

    /// All projects are there.
    pub(super) fn build(mut self) -> Haystack {
        self.pending.extend([PAD; PADDING]);
        self.flush();
        let codes = self.flushed.freeze();
        let mut begun = PagedBuf::with_capacity(codes.len().div_ceil(BLOCK_LEN) * size_of::<u16>());
        let mut projects = 0_u32;
        for block in (0..codes.len()).step_by(BLOCK_LEN) {
            // Less than a part, and so than there are of these numbers.
            begun.extend_from_slice(&u16::try_from(projects).unwrap_or_default().to_le_bytes());
            projects = (projects + Boundaries::in_block(&codes, block).doc_starts.count_ones()) % CHUNK_LEN_U32;
        }
        Haystack { bytes: codes, chunk_starts: self.chunk_starts, docs_before: begun.freeze() }
    }
}

impl Haystack {
    /// All texts; behind the last are at least [`PADDING`] bytes of nothing.
    pub(super) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Where the texts of a part of the projects are.
    pub(super) fn chunk(&self, nth: usize) -> Range<usize> {
        let end = self.bytes.len() - PADDING;
        let start = |nth: usize| self.chunk_starts.get(nth).copied().unwrap_or(end);
        start(nth)..start(nth + 1)
    }

    /// Where the text begins in which that position is: the code before its first letter. It is looked for no further back than needed:
    /// of a position before it may be `known` where its text begins.
    pub(super) fn text_start(&self, at: usize, known: Option<CachedTextStart>) -> usize {
        self.text_start_in(at, Boundaries::in_block(&self.bytes, at / BLOCK_LEN * BLOCK_LEN).text_starts, known)
    }

    fn text_start_in(&self, at: usize, texts: u64, known: Option<CachedTextStart>) -> usize {
        let (mut block, mut texts) = (at / BLOCK_LEN * BLOCK_LEN, texts & !(u64::MAX << (at % BLOCK_LEN)));
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
        let begun = self.docs_before.as_chunks().0.get(at / BLOCK_LEN).map_or(0, |begun| u16::from_le_bytes(*begun));
        let begun = u32::from(begun) + here.count_ones();
        u16::try_from((begun + CHUNK_LEN_U32 - 1) % CHUNK_LEN_U32).unwrap_or_default()
    }

    /// What is at a position that is of a letter, and where its text begins.
    pub(super) fn occurrence(&self, at: usize, known: Option<CachedTextStart>) -> (Occurrence, CachedTextStart) {
        self.occurrence_in(at, Boundaries::in_block(&self.bytes, at / BLOCK_LEN * BLOCK_LEN), known)
    }

    /// The same, where the marks of its block are known.
    pub(super) fn occurrence_in(
        &self,
        at: usize,
        marks: Boundaries,
        known: Option<CachedTextStart>,
    ) -> (Occurrence, CachedTextStart) {
        let text = self.text_start_in(at, marks.text_starts, known.filter(|known| known.at <= at));
        let spot = Occurrence {
            // 4 GiB of codes are forty times as much as a file may hold.
            offset: u32::try_from(at).unwrap_or(u32::MAX),
            doc: self.doc_in(at, marks.doc_starts),
            field: SymbolEncoding::marked_field(self.bytes.get(text).copied().unwrap_or_default()),
            at_text_start: text + 1 == at,
        };
        (spot, CachedTextStart { at, text })
    }

    /// Its memory, in bytes, but for what is behind the last text.
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
        /// The blocks that were gone back over in search of the beginning of a text.
        pub(super) static STEPS: Cell<u64> = const { Cell::new(0) };
    }

    /// The blocks that are gone back over where `query` is searched for in a project of that title and summary.
    fn steps(title: &str, summary: &str, query: &str) -> u64 {
        let project = format!("(no: 1, domain: \"d\", title: \"{title}\", summary: \"{summary}\")");
        let text = format!("(title: \"t\", domains: [(id: \"d\", name: \"n\")], projects: [{project}])");
        let catalog = parse(&text).unwrap();
        STEPS.set(0);
        let _ = Index::new(&catalog).search(&catalog, &Query::parse(query), None);
        STEPS.get()
    }

    #[test]
    fn a_long_text_is_not_gone_through_again_for_each_place_of_a_word() {
        let count = |length: usize| {
            // By first letters only, as better ones may follow; and with others between them, but never near enough.
            let initials = steps("p", &"停a".repeat(length), "tatata");
            let strewn = steps(&format!("停{}", "，一二三四五六七八九十甲乙丙丁车".repeat(length)), "", "停二车x车");
            (initials, strewn)
        };
        let (few, many) = (count(2_000), count(8_000));
        assert!(few.0 > 0 && many.0 <= 5 * few.0, "{few:?} steps, {many:?} for four times as much");
        assert!(many.1 <= 5 * few.1.max(1_000), "{few:?} steps, {many:?} for four times as much");
    }
}
