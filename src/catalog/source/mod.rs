//! A RON file as the text that people keep: its tokens, comments included, its house style, and where in it things stand.

mod excerpt;
pub(in crate::catalog) mod spot;
mod tidy;
pub(in crate::catalog) mod tokens;
mod write;

pub use excerpt::excerpt;
pub use tidy::{says_same, tidy};
pub use write::ron;
