//! Kinds of data files, detected by name and content.

use std::path::Path;

use crate::exchange::{AnnouncementForm, is_document, is_page, is_table};

/// Kind of data file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FileKind {
    Ron,
    Json,
    Csv,
    Workbook,
    /// The text of an announcement.
    Announcement(AnnouncementForm),
}

impl FileKind {
    /// Detects the kind of the file at `path`, which contains `bytes`.
    pub(super) fn detect(path: &Path, bytes: &[u8]) -> Self {
        let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
        let extension = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
        match extension.as_str() {
            _ if bytes.starts_with(b"PK\x03\x04") => {
                let is_document = extension.starts_with("docx") || is_document(bytes);
                if is_document {
                    Self::Announcement(AnnouncementForm::Document)
                } else {
                    Self::Workbook
                }
            }
            _ if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) => Self::Workbook,
            "xlsx" | "xlsm" | "xls" | "et" => Self::Workbook,
            "csv" | "tsv" => Self::Csv,
            "json" => Self::Json,
            "docx" => Self::Announcement(AnnouncementForm::Document),
            "html" | "htm" | "xhtml" | "shtml" => Self::Announcement(AnnouncementForm::Html),
            "md" | "markdown" => Self::Announcement(AnnouncementForm::Markdown),
            // A .txt and what a pipe brings may be a table, a page, an announcement or RON.
            "txt" | "" => Self::from_text(bytes, extension.is_empty()),
            _ if bytes.trim_ascii_start().starts_with(b"{") => Self::Json,
            _ => Self::Ron,
        }
    }

    /// Detects the kind of a text whose name says nothing, or nothing at all if `is_unnamed`.
    fn from_text(bytes: &[u8], is_unnamed: bool) -> Self {
        let start = bytes.trim_ascii_start();
        match start {
            [b'{', ..] => Self::Json,
            _ if is_ron(start) => Self::Ron,
            [b'<', ..] if is_unnamed => Self::Announcement(AnnouncementForm::Html),
            _ if is_page(start) => Self::Announcement(AnnouncementForm::Html),
            _ if is_table(bytes) => Self::Csv,
            _ if is_unnamed && (!has_ideographs(start) || start.is_empty()) => Self::Ron,
            _ => Self::Announcement(AnnouncementForm::Text),
        }
    }
}

/// Returns true if a text begins as a data file does: with a comment, or with a bracket and the name
/// of a field. An announcement may begin with a bracket, too.
fn is_ron(start: &[u8]) -> bool {
    match start {
        [b'/', b'/' | b'*', ..] | [b'#', b'!', ..] | [b'('] => true,
        [b'(', rest @ ..] => {
            let next = rest.trim_ascii_start().first().copied();
            next.is_none_or(|byte| byte.is_ascii_alphabetic() || matches!(byte, b'/' | b')'))
        }
        _ => false,
    }
}

/// Returns true if a text may be Chinese: it begins with more than a few bytes that are no ASCII.
fn has_ideographs(bytes: &[u8]) -> bool {
    const START: usize = 4096;
    const BYTES_MIN: usize = 30;
    bytes.iter().take(START).filter(|byte| !byte.is_ascii()).count() >= BYTES_MIN
}
