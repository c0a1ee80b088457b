//! Reasons why a number of an announcement is no figure.

use super::named_enum::named_enum;
use crate::lang::Lang;

named_enum! {
    /// Reason why a number of an announcement is no figure.
    #[derive(PartialOrd, Ord, Hash)]
    pub enum NoFigure {
        /// It has no unit that is known.
        NoUnit = "no-unit",
        /// It is one of each thing or of each day.
        Rate = "rate",
        /// It is one end of a change, from 4 to 6.
        Change = "change",
        /// It is done already, or of another year.
        Done = "done",
        /// It is a share of something.
        Share = "share",
        /// Its limit has no equivalent: 近, 不超过.
        Limit = "limit",
        /// It counts the projects themselves, or who voted.
        ListSize = "list-size",
        /// It is not certain what it counts.
        Unclear = "unclear",
        /// It stands beside characters that are lost.
        BesideLost = "beside-lost",
    }
}

impl NoFigure {
    /// Returns the reason, in a few words.
    #[must_use]
    pub fn text(self, lang: Lang) -> &'static str {
        let s = lang.strings();
        match self {
            Self::NoUnit => s.no_figure_no_unit,
            Self::Rate => s.no_figure_rate,
            Self::Change => s.no_figure_change,
            Self::Done => s.no_figure_done,
            Self::Share => s.no_figure_share,
            Self::Limit => s.no_figure_limit,
            Self::ListSize => s.no_figure_list_size,
            Self::Unclear => s.no_figure_unclear,
            Self::BesideLost => s.no_figure_beside_lost,
        }
    }
}
