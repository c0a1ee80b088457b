//! Text as a terminal can show it: harmless, measured in cells, broken into lines.

mod ambiguous;
mod clean;
mod glyphs;
mod width;
mod wrap;

pub use ambiguous::{Ambiguous, stood_in_for};
pub use clean::clean;
pub use glyphs::Glyphs;
pub use width::{alone, cells, first_words, fit, fits, graphemes, half_width, pad_end, pad_start};
pub use wrap::wrap;
