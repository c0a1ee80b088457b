//! Sizes that a workbook declares or reaches.

use crate::lang::{Lang, fill};
use crate::text::clean;

/// A size that is impossible or too large.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SizeError {
    /// A part declares more texts than its bytes have room for.
    TooManyTexts {
        /// The name of the part.
        part: String,
        /// The number of texts that it declares.
        declared: u64,
        /// The largest number that its bytes have room for.
        max: u64,
    },
    /// The workbook declares more sheets than there are files in it.
    MoreSheetsThanParts {
        /// The number of sheets that it declares.
        declared: usize,
        /// The number of files in it.
        max: usize,
    },
    /// The workbook has more sheets than are read.
    TooManySheets {
        /// The number of its sheets.
        count: usize,
        /// The largest number of sheets that are read.
        max: usize,
    },
    /// A cell is outside of any sheet; the string says where.
    CellOutsideSheet(String),
    /// The cells take more memory than this, in bytes.
    TooMuchMemory(u64),
}

impl SizeError {
    /// Returns the message: what is wrong and what to do about it.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        let s = lang.strings();
        match self {
            Self::TooManyTexts { part, declared, max } => fill(
                s.fault_overstated_texts,
                &[&clean(part), &declared.to_string(), &max.to_string()],
            ),
            Self::MoreSheetsThanParts { declared, max } => {
                fill(s.fault_overstated_sheets, &[&declared.to_string(), &max.to_string()])
            }
            Self::TooManySheets { count, max } => {
                fill(s.fault_many_sheets, &[&count.to_string(), &max.to_string()])
            }
            Self::CellOutsideSheet(place) => fill(s.fault_outside, &[&clean(place)]),
            Self::TooMuchMemory(max) => fill(s.fault_sprawl, &[&(max >> 20).to_string()]),
        }
    }
}
