//! How a project is found: by what people type, ranked by what they mean.
//!
//! A [`Query`] is split into terms, all of which must match. Texts and terms are folded ([`fold()`]) one character to one, so
//! the position of a match is a position in the text as shown. What matches decides the rank ([`Tier`]); the scorer of
//! `fuzzy-matcher` orders within a tier, and finds scattered matches only where nothing matches as typed.
//!
//! The one place that says how a term matches a text is `matcher`: another way of typing (pinyin) joins there.

mod fold;
mod index;
mod matcher;
mod query;

pub use fold::fold;
pub use index::{Field, Found, Hit, Index, Match, Tier};
pub use query::Query;
