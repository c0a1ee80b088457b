//! A file that the board writes.

/// A file to be written into the working folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExportFile {
    /// The name without the extension, to which a number is added if a file has it.
    pub stem: &'static str,
    /// The extension.
    pub extension: &'static str,
    /// The content.
    pub bytes: Vec<u8>,
}
