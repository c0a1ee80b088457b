//! Severities of diagnostics.

/// Severity of a diagnostic.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The file cannot be used.
    Error,
    /// The file can be used, but the user should look at this location.
    Warning,
    /// Information on how the file was understood.
    Note,
}
