//! Reasons why cells of a table were not read.

use super::named_enum::named_enum;
use crate::lang::Lang;

named_enum! {
    /// Reason why cells were not read.
    #[derive(PartialOrd, Ord, Hash)]
    pub enum UnreadReason {
        /// No header stands above them.
        NoHeader = "no-header",
        /// They are in columns past the last one that is read.
        BeyondColumns = "beyond-columns",
        /// They stand above the first table of their sheet, and are not the title.
        AboveTable = "above-table",
        /// Their row names a field that a row above it has named.
        RepeatedField = "repeated-field",
        /// Their column has a meaning, but not in their row.
        NoUse = "no-use",
    }
}

impl UnreadReason {
    /// Returns the reason, in a few words.
    #[must_use]
    pub fn text(self, lang: Lang) -> &'static str {
        let s = lang.strings();
        match self {
            Self::NoHeader => s.unread_no_header,
            Self::BeyondColumns => s.unread_beyond_columns,
            Self::AboveTable => s.unread_above_table,
            Self::RepeatedField => s.unread_repeated_field,
            Self::NoUse => s.unread_no_use,
        }
    }

    /// Returns what the user may do.
    pub(crate) fn remedy(self, lang: Lang) -> &'static str {
        let s = lang.strings();
        match self {
            Self::NoHeader => s.unread_no_header_remedy,
            Self::BeyondColumns => s.unread_beyond_columns_remedy,
            Self::AboveTable => s.unread_above_table_remedy,
            Self::RepeatedField => s.unread_repeated_field_remedy,
            Self::NoUse => s.unread_no_use_remedy,
        }
    }
}

/// Reason why cells of a known column were not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum UnreadCell {
    /// They repeat the target above of the same project.
    SameTarget,
    /// They have a unit or a name, and no target beside it.
    NoTarget,
    /// They have a start and an end, which have columns of their own.
    OtherDays,
    /// They are no start and end that is understood.
    NoDays,
    /// They say that there is no day, 长期.
    OpenEnded,
    /// They have no usable value: a formula error, or a text of which a part is struck through.
    Broken,
    /// They are merged into the amount of another project.
    SharedAmount,
}

impl UnreadCell {
    /// Returns the reason, in a few words.
    #[must_use]
    pub fn text(self, lang: Lang) -> &'static str {
        let s = lang.strings();
        match self {
            Self::SameTarget => s.cell_same_target,
            Self::NoTarget => s.cell_no_target,
            Self::OtherDays => s.cell_other_days,
            Self::NoDays => s.cell_no_days,
            Self::OpenEnded => s.cell_open_ended,
            Self::Broken => s.cell_broken,
            Self::SharedAmount => s.cell_shared_amount,
        }
    }
}
