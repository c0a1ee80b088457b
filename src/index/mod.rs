//! Full-text search over the projects of a catalog, for one project or a million.
//!
//! ```text
//!   "tingche amount>1000"         the typed text
//!         |  Query::parse
//!         v
//!   Query: groups of terms        every group must match, by any of its terms; a term is a
//!         |                       SearchWord or a filter such as amount>1000
//!         |  Index::search_with: as typed in one MatchMode, then rewritten or in the next, until
//!         |  a stage finds something (`stages`)
//!         |  TermMatcher::new, WordMatcher::new
//!         v
//!   CompiledWord                  what each symbol of the catalog does to the word: an NFA
//!         |  Prefilter::new
//!         v
//!   Prefilter                     the bytes that are rarest among those that a match must have
//!         |  scan: of each haystack, chunk by chunk
//!         v
//!   positions                     where the word may begin
//!         |  CompiledWord::match_at: is it there, and how well?
//!         v
//!   ChunkRanks                    the best rank of each doc by one group
//!         |  Searcher::search_chunk: the worst rank of the groups
//!         v
//!   ChunkHits                     the rank of each doc of the chunk, and the number of hits
//!         |  RankedHits::from_chunks: the best 64, by score within their tier
//!         v
//!   SearchResults                 rows, best first; a row is computed when it is shown
//! ```
//!
//! Another way leads from the query to a single project: `Query::locate` says where it matches,
//! and `Query::positions_in` what to highlight in a text. Both read the text itself
//! (`NormalizedText::find`), and so does [`naive_search`], which needs no index and defines what an
//! index has to find.
//!
//! Words used here:
//!
//! - *word*: the text between two blanks of a query, an automaton of [`matcher`](crate::matcher).
//! - *mode*: how loosely a query matches ([`MatchMode`](crate::query::MatchMode)): as typed, by
//!   similar sounds, or as a subsequence of a title. A looser mode is tried only if the stricter
//!   ones found nothing.
//! - *level*: how loosely a word matches by readings, within a mode (`MatchLevel`).
//! - *tier*, *rank*: how good a match is ([`Tier`](crate::query::Tier)), and the tier as a byte
//!   (`Rank`). Within a tier, hits are in the order of title width, then of the file; those among
//!   the best 64 of all are sorted by their scores from `fuzzy-matcher` first.
//! - *symbol*: a numbered character of the catalog (`SymbolId`), stored in one to four bytes,
//!   nearly always one or two (`symbol_encoding`).
//! - *haystack*: texts of all projects as symbols, end to end. There are three: titles, places and
//!   all other texts. Titles rank above places and places above the rest, so the best hits are
//!   known before the rest is scanned.
//! - *position*: a byte offset in a haystack; in a text as shown, a character offset.
//! - *doc*: a project by its position in the index (`DocIx`), or in its chunk (`DocInChunk`).
//! - *chunk*: 2,048 docs (`ChunkIx`), the unit of work of an
//!   [`Executor`](crate::executor::Executor).
//! - *block*: 64 bytes of a haystack, compared together.
//!
//! The index: `alphabet`, `symbol_encoding`, `haystack`, `doc`, `doc_columns`, `catalog_index`. A
//! word in it: `compiled_word`, `prefilter`, `block`, `scan`, `subsequence`, `word_matcher`. A
//! query in it: `rank`, `chunk_ranks`, `term_matcher`, `searcher`, `chunk_hits`, `ranked_hits`,
//! `results`, `index_search`. `naive` searches without an index. `stages` says for both what to
//! search for if nothing is found as typed.

mod alphabet;
mod block;
mod catalog_index;
mod chunk_hits;
mod chunk_ranks;
mod compiled_word;
mod doc;
mod doc_columns;
mod haystack;
mod index_search;
mod naive;
mod prefilter;
mod rank;
mod ranked_hits;
mod results;
mod scan;
mod searcher;
mod stages;
mod subsequence;
mod symbol_encoding;
mod term_matcher;
mod word_matcher;

pub use catalog_index::Index;
pub use naive::naive_search;
pub use results::SearchResults;
