//! The limit of the errors that are listed one by one.

use super::error::{FileError, FileErrorKind};

/// Maximum number of errors that are listed: more than a user fixes in one go, even if the whole
/// file is wrong.
const ERRORS_MAX: usize = 100;

/// Number of the errors so far. The first are listed; of the others only the number is told, at the
/// place `P` of the first of them.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ErrorLimit<P> {
    listed: usize,
    further: Option<(P, usize)>,
}

/// No errors.
impl<P> Default for ErrorLimit<P> {
    fn default() -> Self {
        Self { listed: 0, further: None }
    }
}

impl<P> ErrorLimit<P> {
    /// Returns true if a further error is listed: only then are its details of use.
    pub(crate) fn lists_more(&self) -> bool {
        self.listed < ERRORS_MAX
    }

    /// Counts an error at `place`, and returns true if it is to be listed.
    pub(crate) fn count(&mut self, place: impl FnOnce() -> P) -> bool {
        let is_listed = self.lists_more();
        if is_listed {
            self.listed += 1;
        } else {
            self.further.get_or_insert_with(|| (place(), 0)).1 += 1;
        }
        is_listed
    }

    /// Returns the error that tells the number of those that are not listed, and its place.
    pub(crate) fn further(self) -> Option<(P, FileErrorKind)> {
        self.further.map(|(place, count)| (place, FileErrorKind::FurtherErrors(count)))
    }
}

/// Returns the number of errors, also of those that are not listed.
pub(crate) fn count_errors(errors: &[FileError]) -> usize {
    errors.iter().map(|error| error.kind.count()).sum()
}

impl FileErrorKind {
    /// Returns the number of errors that it stands for.
    pub(crate) fn count(&self) -> usize {
        if let Self::FurtherErrors(count) = self { *count } else { 1 }
    }
}
