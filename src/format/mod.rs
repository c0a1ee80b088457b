//! The data format, a subset of RON: parsing it with every error in it, formatting and writing it.
//!
//! [`parse()`] reads a text into a [`Catalog`](crate::model::Catalog). `stream` reads a text in
//! parts, `split` each part on several threads, and `fast` a usual project of it; another project
//! goes to the [`Validator`] (`split::parse_one`), and so does a whole text with an error
//! (`validate_programme`). All of these read RON with the `ron` crate. `ron_text` is the only other
//! reader, for comments and positions: it formats ([`format_ron`]), writes ([`to_ron`]) and finds
//! places (`outline`).

mod builtin;
mod detail_fields;
mod details;
mod domains;
mod fast;
mod fast_details;
mod fast_project;
mod fast_text;
mod fields;
mod newer_format;
mod parse;
mod progress;
mod prologue;
mod ron_text;
mod split;
mod stream;
mod syntax;
mod validate_programme;
mod validator;
mod values;

pub use builtin::builtin;
pub(crate) use detail_fields::{CONTACT, INTERNAL, INVESTMENT, NOTES};
pub use fields::Fields;
pub(crate) use parse::parse_on;
pub use parse::{parse, parse_in_parts, parse_reference, parse_with};
pub(crate) use progress::is_percent;
pub(crate) use ron_text::lexer::{Token, TokenKind, tokenize};
pub(crate) use ron_text::outline::Outline;
pub(crate) use ron_text::to_commented_ron;
pub use ron_text::{excerpt, format_ron, has_same_tokens, to_ron};
pub(crate) use stream::StreamParser;
pub use validator::Validator;
pub(crate) use values::{NUMBER_MAX, is_id};
