//! A line of a cell that is a target only in part.

/// A line of a cell that is a target only in part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartialFigure {
    /// The whole line.
    pub line: String,
    /// The part that is not understood.
    pub rest: String,
    /// The part that is understood, if any.
    pub understood: Option<String>,
    /// Lines to write instead, if they are clear.
    pub proposed: Vec<String>,
    /// True if these lines leave out a part of a target, 其中120个.
    pub leaves_part: bool,
}
