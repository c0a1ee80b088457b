//! The days of texts that were read before: most tables have a few deadlines for all projects.

use crate::exchange::date_text::DateSpan;
use crate::model::Day;

/// The days that a text was read as.
#[derive(Debug)]
pub(crate) struct ReadDays {
    pub(crate) span: DateSpan,
    /// Its meanings so far, and the indexes of the notes on them.
    pub(crate) notes: Vec<(DayMeaning, usize)>,
}

/// The days that a cell was taken as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DayMeaning {
    Day(Day),
    Range(DateSpan),
}
