//! Prepares text for a terminal: sanitizes it, measures it in cells, breaks it into lines.

mod ambiguous;
mod clean;
mod glyphs;
mod width;
mod wrap;

pub use ambiguous::{Ambiguous, original_of};
pub use clean::clean;
pub use glyphs::Glyphs;
pub use width::{
    cells, first_words, fit, fits, graphemes, half_width, pad_end, pad_start, simple_width,
};
pub use wrap::wrap;
