//! RON files as source text: their tokens including comments, their formatting, and the positions
//! of their values.
//!
//! The `lexer` alone knows what a comment or a string is; the parser of the data is the `ron` crate.

mod excerpt;
mod fmt;
pub(crate) mod lexer;
pub(crate) mod outline;
pub(crate) mod tree;
mod write;

pub use self::excerpt::excerpt;
pub use self::fmt::{format_ron, has_same_tokens};
pub(crate) use self::write::to_commented_ron;
pub use self::write::to_ron;
