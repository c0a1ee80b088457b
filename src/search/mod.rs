//! How a project is found: by what people type, ranked by what they mean.
//!
//! A [`Query`] is read from what was typed. Texts and words are folded ([`fold()`]) one character to one, so the position of a
//! match is a position in the text as shown. A word matches characters by themselves or by how they are read (`sound`), in one
//! automaton (`term`). What matches decides the rank ([`Tier`]); the scorer of `fuzzy-matcher` orders within a tier.
//!
//! `place` says what a match is, in one project at a time, and `plain` what a query finds, text by text. [`Index`] says the same
//! of a whole catalogue, quickly: all texts in `code`s of a byte or two a letter (`arena`), which are looked through a `block` of
//! 64 at a time (`walk`) for where a word is at its rarest (`sieve`), or for titles over which it is `strewn`; what a letter makes
//! of a word is worked out once a query (`heard`). A search is cut in parts, and [`Executor`](crate::executor::Executor) do them: here
//! the thread that asks, or several elsewhere. What comes of it ([`SearchResults`]) is a byte for each project that says how good it is; a
//! row of the list is looked for when it is shown. What titles say comes before all else, and then what places say, so the best can
//! be told before the rest is read.

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
