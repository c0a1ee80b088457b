//! Prepares text for a terminal: sanitizes it, measures it in cells, breaks it into lines.

mod ambiguous;
mod clean;
mod glyphs;
mod width;
mod wrap;

pub use self::ambiguous::{Ambiguous, original_of};
pub use self::clean::clean;
pub use self::glyphs::Glyphs;
pub use self::width::{
    cells, first_words, fit, fits, graphemes, pad_end, pad_start, simple_width, to_half_width,
};
pub use self::wrap::wrap;
