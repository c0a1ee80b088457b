//! How a project is found: by what people type, ranked by what they mean.
//!
//! A [`Query`] is read from what was typed. Texts and words are folded ([`fold()`]) one character to one, so the position of a
//! match is a position in the text as shown. A word matches characters by themselves or by how they are read (`sound`), in one
//! automaton (`term`). What matches decides the rank ([`Tier`]); the scorer of `fuzzy-matcher` orders within a tier.
//!
//! `place` says what a match is, in one project at a time, and `plain` what a query finds, text by text. [`Index`] says the same
//! of a whole catalogue, quickly: all texts in `code`s of a byte or two a letter (`arena`), which are looked through a `block` of
//! 64 at a time (`walk`) for where a word is at its rarest (`sieve`), or for titles over which it is `strewn`; what a letter makes
//! of a word is worked out once a query (`heard`). A search is cut in parts, and [`Workers`](crate::work::Workers) do them: here
//! the thread that asks, or several elsewhere. What comes of it ([`Found`]) is a byte for each project that says how good it is; a
//! row of the list is looked for when it is shown. What titles say comes before all else, and then what places say, so the best can
//! be told before the rest is read.

mod alphabet;
mod amount;
mod arena;
mod asked;
mod block;
mod code;
mod find;
mod fold;
mod found;
mod heard;
mod hit;
mod index;
mod letters;
mod number;
mod place;
mod plain;
mod programme;
mod query;
mod rows;
mod scorer;
mod sieve;
mod sound;
mod standing;
mod strewn;
mod term;
mod walk;

pub use fold::fold;
pub use found::Found;
pub use hit::{Field, Hit, Manner, Match, Tier};
pub use index::Index;
pub use plain::search_plainly;
pub use programme::programmes_named;
pub use query::Query;
