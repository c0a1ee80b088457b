//! A RON file as the text that people keep: its tokens, comments included, its house style, and where in it things stand.

mod excerpt;
mod fmt;
pub(in crate::catalog) mod lexer;
pub(in crate::catalog) mod outline;
mod write;

pub use excerpt::excerpt;
pub use fmt::{format_ron, says_same};
pub use write::to_ron;
