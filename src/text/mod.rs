//! Prepares text for a terminal: sanitizes it, measures it in cells, breaks it into lines.

mod ambiguous;
mod clean;
mod glyphs;
mod han_numerals;
mod phone;
mod unified;
mod width;
mod wrap;

pub use self::ambiguous::{Ambiguous, original_of};
pub use self::clean::clean;
pub(crate) use self::clean::is_plain;
pub use self::glyphs::Glyphs;
pub(crate) use self::han_numerals::{han_amount, han_integer, han_number, with_arabic_dates};
pub(crate) use self::phone::{
    find_mobile, has_mobile, is_mobile, is_phone, phone_numbers, split_landlines,
};
pub(crate) use self::unified::has_lookalikes;
pub use self::unified::{unified_ideograph, with_unified_ideographs};
pub use self::width::{
    cells, first_words, fit, fits, graphemes, pad_end, pad_start, prefix, simple_width,
    to_half_width,
};
pub use self::wrap::wrap;

/// Joins the texts among `parts` that are not empty, with `separator` between them.
#[must_use]
pub fn join(parts: &[impl AsRef<str>], separator: &str) -> String {
    let parts = parts.iter().map(AsRef::as_ref).filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join(separator)
}
