//! The readers of a catalog.

use crate::diagnostics::ContactField;

/// The readers of a catalog, by whom it is decided whether internal contacts are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Audience {
    /// Staff, who see internal contacts. What they pass on to others has none.
    #[default]
    Staff,
    /// Anybody: there are no internal contacts.
    Public,
    /// Anybody; the office has said that internal contacts are public.
    PublicWithContacts,
}

impl Audience {
    /// Returns the audience of what is passed on to the public.
    #[must_use]
    pub fn for_public(self) -> Self {
        if self == Self::Staff { Self::Public } else { self }
    }

    /// Returns true if this audience may not see `field`.
    pub(crate) fn hides(self, field: ContactField) -> bool {
        self == Self::Public && field.is_internal()
    }
}
