//! Tells packed files apart by the names of what is in them: ZIP archives, and the compound files of
//! office programs before 2007.

use std::io::{Cursor, Read};

use memchr::memmem;

use crate::diagnostics::ForeignFormat;

/// First bytes of a file within a ZIP archive.
const ZIP_ENTRY: &[u8] = b"PK\x03\x04";
/// Offset of the name from the start of a file within a ZIP archive, and of its length.
const ZIP_NAME_AT: usize = 30;
const ZIP_NAME_LEN_AT: usize = 26;
/// Number of bytes of a type or a list of files that are read.
const LIST_MAX: u64 = 1 << 20;
const TYPE_MAX: usize = 256;
/// First bytes of a compound file.
const COMPOUND: [u8; 4] = [0xd0, 0xcf, 0x11, 0xe0];
/// Size of an entry of the directory of a compound file, which begins with its name in UTF-16.
const COMPOUND_ENTRY: usize = 128;

/// The names of the files in an archive, in lower case, and the type that it names.
#[derive(Default)]
struct Contents {
    names: Vec<String>,
    mimetype: Vec<u8>,
    is_locked: bool,
}

pub(super) fn is_zip(bytes: &[u8]) -> bool {
    bytes.starts_with(ZIP_ENTRY)
}

pub(super) fn is_compound(bytes: &[u8]) -> bool {
    bytes.starts_with(&COMPOUND)
}

/// Returns the format of a ZIP archive, or of the beginning of one, whose name may tell more.
pub(super) fn zip_format(bytes: &[u8], extension: &str) -> ForeignFormat {
    let listed = Contents::listed(bytes);
    let is_whole = listed.is_some();
    let by_content = listed.unwrap_or_else(|| Contents::scanned(bytes)).format();
    by_content.unwrap_or(match extension {
        "numbers" | "pages" | "key" => ForeignFormat::Apple,
        _ if is_whole => ForeignFormat::Archive,
        "xlsx" | "xlsm" | "xls" | "et" => ForeignFormat::Workbook,
        "xlsb" => ForeignFormat::BinaryWorkbook,
        "ods" => ForeignFormat::OpenDocument,
        "docx" => ForeignFormat::Word,
        "pptx" => ForeignFormat::Slides,
        _ => ForeignFormat::Archive,
    })
}

impl Contents {
    /// Reads the list at the end of an archive, if it has one.
    fn listed(bytes: &[u8]) -> Option<Self> {
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).ok()?;
        let mut part = |name: &str| {
            let mut content = Vec::new();
            if let Ok(part) = archive.by_name(name) {
                // As far as it can be unpacked.
                let _ = part.take(LIST_MAX).read_to_end(&mut content);
            }
            content
        };
        let mimetype = part("mimetype");
        let manifest = if mimetype.is_empty() { Vec::new() } else { part("META-INF/manifest.xml") };
        let is_locked = memmem::find(&manifest, b"encryption-data").is_some();
        let names = archive.file_names().flatten().map(|name| plain_name(&name)).collect();
        Some(Self { names, mimetype, is_locked })
    }

    /// Reads the names before the files of an archive that is not whole.
    fn scanned(bytes: &[u8]) -> Self {
        let mut contents = Self::default();
        for at in memmem::find_iter(bytes, ZIP_ENTRY) {
            let entry = bytes.get(at..).unwrap_or_default();
            let length = entry.get(ZIP_NAME_LEN_AT..).and_then(<[u8]>::first_chunk);
            let length = length.map_or(0, |length| u16::from_le_bytes(*length).into());
            let rest = entry.get(ZIP_NAME_AT..).and_then(|rest| rest.split_at_checked(length));
            let Some((name, content)) = rest else { break };
            if name == b"mimetype" {
                // The type is followed by the next file.
                content.get(..TYPE_MAX).unwrap_or(content).clone_into(&mut contents.mimetype);
            }
            contents.names.push(plain_name(&String::from_utf8_lossy(name)));
        }
        contents
    }

    fn format(&self) -> Option<ForeignFormat> {
        let has = |name: &str| self.names.iter().any(|other| other == name);
        let has_in = |folder: &str| self.names.iter().any(|name| name.starts_with(folder));
        let has_end = |end: &str| self.names.iter().any(|name| name.ends_with(end));
        if self.is_locked {
            return Some(ForeignFormat::Locked);
        }
        if let Some(kind) = self.mimetype.strip_prefix(b"application/vnd.oasis.opendocument.") {
            return Some(match kind {
                _ if kind.starts_with(b"spreadsheet") => ForeignFormat::OpenDocument,
                _ if kind.starts_with(b"presentation") => ForeignFormat::Slides,
                _ => ForeignFormat::Document,
            });
        }
        Some(if has("xl/workbook.bin") {
            ForeignFormat::BinaryWorkbook
        } else if has_in("xl/") {
            ForeignFormat::Workbook
        } else if has_in("word/") {
            ForeignFormat::Word
        } else if has_in("ppt/") {
            ForeignFormat::Slides
        } else if has_end(".iwa") || has("index.apxl") || has("index.zip") {
            ForeignFormat::Apple
        } else if has("ofd.xml") {
            ForeignFormat::Pdf
        } else if has("content.xml") && has("meta-inf/manifest.xml") {
            // Written by a tool that leaves out the type.
            ForeignFormat::OpenDocument
        } else if has("[content_types].xml") && has_end("workbook.xml") {
            ForeignFormat::Workbook
        } else {
            return None;
        })
    }
}

fn plain_name(name: &str) -> String {
    name.replace('\\', "/").to_lowercase()
}

/// Returns the format of a compound file by the names of its streams, else by its own.
pub(super) fn compound_format(bytes: &[u8], extension: &str) -> ForeignFormat {
    let has = |name: &str| {
        let name: Vec<u8> = name.encode_utf16().chain([0]).flat_map(u16::to_le_bytes).collect();
        memmem::find_iter(bytes, &name).any(|at| at % COMPOUND_ENTRY == 0)
    };
    let is_document = has("WordDocument");
    let is_workbook = ["Workbook", "Book", "WORKBOOK", "BOOK"].into_iter().any(has);
    let is_named_workbook = matches!(extension, "xls" | "et" | "xlt" | "ett");
    if has("EncryptedPackage") {
        return ForeignFormat::Locked;
    }
    if has("PowerPoint Document") {
        return ForeignFormat::Slides;
    }
    // A document may be inside of a workbook, and the other way round.
    if is_workbook && (!is_document || is_named_workbook) {
        return ForeignFormat::OldWorkbook;
    }
    match extension {
        _ if is_document => ForeignFormat::Document,
        "doc" | "dot" | "wps" | "wpt" => ForeignFormat::Document,
        "ppt" | "pps" | "dps" => ForeignFormat::Slides,
        _ if is_named_workbook => ForeignFormat::OldWorkbook,
        _ => ForeignFormat::OldOffice,
    }
}
