//! A RON file as the text that people keep: its tokens, comments included, its house style, and where in it things stand.

mod tidy;
pub(in crate::catalog) mod tokens;
mod write;

pub use tidy::tidy;
pub use write::ron;
