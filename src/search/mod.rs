//! How a project is found: by what people type, ranked by what they mean.
//!
//! A [`Query`] is read from what was typed. Texts and words are folded ([`fold()`]) one character to one, so the position of a
//! match is a position in the text as shown. A word matches characters by themselves or by how they are read (`sound`), in one
//! automaton (`term`). What matches decides the rank ([`Tier`]); the scorer of `fuzzy-matcher` orders within a tier.
//!
//! `place` says what a match is, in one project at a time; [`Index`] says the same of a whole catalogue, quickly.

mod alphabet;
mod amount;
mod arena;
mod asked;
mod code;
mod find;
mod fold;
mod heard;
mod hit;
mod index;
mod letters;
mod number;
mod place;
mod plain;
mod query;
mod scorer;
mod sieve;
mod sound;
mod term;

pub use find::{Alone, Workers};
pub use fold::fold;
pub use hit::{Field, Found, Hit, Manner, Match, Tier};
pub use index::Index;
pub use plain::search_plainly;
pub use query::Query;
