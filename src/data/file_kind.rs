//! Kinds of data files, detected by name and content.

use std::path::Path;

use crate::diagnostics::{FileErrorKind, ForeignFormat};
use crate::exchange::{AnnouncementForm, is_page, is_table};
use crate::storage;

/// Kind of data file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum FileKind {
    Ron,
    Json,
    Csv,
    Workbook(ForeignFormat),
    /// The text of an announcement.
    Announcement(AnnouncementForm),
    /// Nothing that can be read.
    Refused(FileErrorKind),
}

impl FileKind {
    /// Detects the kind of the file at `path`, which contains `bytes`.
    pub(super) fn detect(path: &Path, bytes: &[u8]) -> Self {
        let extension = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
        let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
        let is_page = match storage::content_format(bytes, &extension) {
            Some(format) if format.is_workbook() => return Self::Workbook(format),
            Some(ForeignFormat::Word) => return Self::Announcement(AnnouncementForm::Document),
            Some(ForeignFormat::Locked) => return Self::Refused(FileErrorKind::LockedWorkbook),
            Some(ForeignFormat::Html) => true,
            // A page may be XML.
            Some(ForeignFormat::Xml) if extension.ends_with("html") => true,
            Some(format) => return Self::Refused(FileErrorKind::Foreign(format)),
            None => false,
        };
        match extension.as_str() {
            // A table of text under the name of a workbook, or a page, as some systems write it.
            "xlsx" | "xlsm" | "xls" | "et" | "xlsb" | "ods" | "fods" | "csv" | "tsv" => {
                if bytes.trim_ascii().is_empty() {
                    Self::Refused(FileErrorKind::EmptyTable)
                } else if is_page {
                    Self::Announcement(AnnouncementForm::Html)
                } else {
                    Self::Csv
                }
            }
            "json" => Self::Json,
            "docx" => Self::Announcement(AnnouncementForm::Document),
            "html" | "htm" | "xhtml" | "shtml" => Self::Announcement(AnnouncementForm::Html),
            "md" | "markdown" => Self::Announcement(AnnouncementForm::Markdown),
            // A .txt and what a pipe brings may be a table, a page, an announcement or RON.
            "txt" | "" => Self::from_text(bytes, extension.is_empty()),
            _ => match storage::foreign_format(path, bytes) {
                Some(ForeignFormat::Json) => Self::Json,
                Some(format) => Self::Refused(FileErrorKind::Foreign(format)),
                None if bytes.trim_ascii_start().starts_with(b"{") => Self::Json,
                None if is_named_ron(path) => Self::Ron,
                // Another name says nothing.
                None => Self::from_text(bytes, true),
            },
        }
    }

    /// Detects the kind of a text whose name says nothing, or nothing at all if `is_unnamed`.
    fn from_text(bytes: &[u8], is_unnamed: bool) -> Self {
        let start = bytes.trim_ascii_start();
        match start {
            [b'{', ..] => Self::Json,
            // Neither RON nor an announcement begins like a list of records.
            [b'[', rest @ ..] if rest.trim_ascii_start().starts_with(b"{") => Self::Json,
            _ if is_ron(start) => Self::Ron,
            [b'<', ..] if is_unnamed => Self::Announcement(AnnouncementForm::Html),
            _ if is_page(start) => Self::Announcement(AnnouncementForm::Html),
            _ if is_table(bytes) => Self::Csv,
            _ if is_unnamed && (!has_ideographs(start) || start.is_empty()) => Self::Ron,
            _ => Self::Announcement(AnnouncementForm::Text),
        }
    }
}

/// Returns true if the name is that of a data file or of a copy of one, as `a.ron.last-good`.
fn is_named_ron(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().to_lowercase().contains(".ron"))
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
