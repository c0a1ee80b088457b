//! The copy menu and the QR code, which cover the panes.

/// A view of the selected project in place of the panes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ProjectOverlay {
    /// The copy menu, with the index of the selected extract.
    Copy(usize),
    /// The QR code.
    Code,
}
