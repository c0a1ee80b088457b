//! RON files as source text: their tokens including comments, their formatting, and the positions
//! of their values.

mod excerpt;
mod fmt;
pub(crate) mod lexer;
pub(crate) mod outline;
mod tree;
mod write;

pub use self::excerpt::excerpt;
pub use self::fmt::{format_ron, has_same_tokens};
pub use self::write::to_ron;
