//! Full-text search over the projects of a catalogue: by characters, by pinyin, by initials.
//!
//! ```text
//!  typed text
//!      | Query::parse
//!      v
//!  query: groups of terms        every group must match, by any of its terms
//!      |                         a term is a word, or a filter such as amount>1000
//!      v
//!  word: compiled                what each character of the catalogue does to the word
//!      |
//!      v
//!  index -> prefilter -> scan    where the word's rarest bytes are; each place is then verified
//!      |
//!      v
//!  ranks: a byte per project     the best match per group, the worst of the groups
//!      |
//!      v
//!  results: hits, best first     a row is computed when it is shown
//! ```
//!
//! Words used here:
//!
//! - *folded*: in the form in which texts and queries are compared ([`fold()`]). One character
//!   folds to one, so the position of a match is a position in the text as shown.
//! - *word*: what the user typed between blanks. An automaton matches it against characters as they
//!   are or by their readings (`word`, `pinyin`).
//! - *mode*: how loosely a query matches ([`MatchMode`]): as typed, by similar sounds, or as a
//!   subsequence of a title. A looser mode is tried only if the stricter ones found nothing.
//! - *tier*, *rank*: how good a match is ([`Tier`]), and the tier as a small number. Within a tier
//!   the score of `fuzzy-matcher` orders the first 64 hits; equal ones, and all others, are in the
//!   order of title width, then of the file.
//! - *symbol*: a numbered character of the catalogue (`alphabet`), stored in one to four bytes,
//!   nearly always one or two (`symbol_encoding`).
//! - *haystack*: texts of all projects as symbols, end to end. There are three: titles, places and
//!   all other texts. Titles rank above places and places above the rest, so the best hits are
//!   known before the rest is scanned.
//! - *doc*: a project by its position in the index.
//! - *chunk*: 2,048 docs, the unit of work of an [`Executor`](crate::executor::Executor).
//! - *block*: 64 bytes of a haystack, compared together.
//!
//! The files come in three groups:
//!
//! - what a query means: `query`, `amount`, `number`, `status_filter`, `programme`, `hit`,
//!   `locate`; `naive` is the reference that reads text by text;
//! - how a word matches a text: `fold`, `pinyin`, `word`, `normalized_text`, `scorer`;
//! - the same for a million projects ([`Index`] to [`SearchResults`]): `alphabet`,
//!   `symbol_encoding`, `haystack`, `doc_columns`, `index`; `compiled_word`, `prefilter`, `block`,
//!   `scan`, `subsequence`; `term_matcher`, `searcher`, `results`.

mod alphabet;
mod amount;
mod block;
mod compiled_word;
mod doc_columns;
mod fold;
mod haystack;
mod hit;
mod index;
mod locate;
mod naive;
mod normalized_text;
mod number;
mod pinyin;
mod prefilter;
mod programme;
mod query;
mod results;
mod scan;
mod scorer;
mod searcher;
mod status_filter;
mod subsequence;
mod symbol_encoding;
mod term_matcher;
mod word;

pub use fold::fold;
pub use hit::{Hit, Match, MatchMode, SearchField, Tier};
pub use index::Index;
pub use naive::naive_search;
pub use programme::find_programmes;
pub use query::Query;
pub use results::SearchResults;
