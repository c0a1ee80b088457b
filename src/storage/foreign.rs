//! Recognises files that are no data files (RON), by their first bytes and their name: an error in
//! the syntax of RON would say nothing about them.

use std::path::Path;

use encoding_rs::GBK;
use memchr::memmem;

use crate::diagnostics::{FileErrorKind, ForeignFormat};
use ForeignFormat::{
    Archive, Binary, Csv, Document, Html, Json, OldWorkbook, OpenDocument, OtherText, Pdf, Picture,
    Slides, Word, Workbook,
};

/// Number of bytes by which binary data are told from text.
const HEAD: usize = 1 << 10;

/// First bytes of formats that have nothing else at their start.
const SIGNATURES: [(&[u8], ForeignFormat); 18] = [
    (b"%PDF-", Pdf),
    (b"{\\rtf", Document),
    (b"\x89PNG\r\n", Picture),
    (b"\xff\xd8\xff", Picture),
    (b"GIF87a", Picture),
    (b"GIF89a", Picture),
    (b"II*\0", Picture),
    (b"MM\0*", Picture),
    (b"\x1f\x8b", Archive),
    (b"7z\xbc\xaf\x27\x1c", Archive),
    (b"Rar!\x1a\x07", Archive),
    (b"BZh", Archive),
    (b"\xfd7zXZ\0", Archive),
    (b"\x28\xb5\x2f\xfd", Archive),
    (b"PK\x05\x06", Archive),
    (b"SQLite format 3\0", Binary),
    (b"\x7fELF", Binary),
    (b"MZ\x90\0", Binary),
];

/// First bytes of a file within a ZIP archive.
const ZIP_ENTRY: &[u8] = b"PK\x03\x04";

/// Offset of the name from the start of a file within a ZIP archive, and of its length.
const ZIP_NAME_AT: usize = 30;
const ZIP_NAME_LEN_AT: usize = 26;

/// Returns the error for the file at `path` that begins with `bytes`, if it is no data file.
pub(crate) fn foreign_error(path: &Path, bytes: &[u8]) -> Option<FileErrorKind> {
    let format = foreign_format(path, bytes)?;
    if !format.is_convertible() {
        return Some(FileErrorKind::Foreign(format));
    }
    let quoted = |path: &Path| shell_words::quote(&path.to_string_lossy()).into_owned();
    let (from, to) = (quoted(path), quoted(&path.with_extension("ron")));
    Some(FileErrorKind::NotRon(format, from.into(), to.into()))
}

/// Returns the format of the file at `path` that begins with `bytes`, if it is no data file.
pub(crate) fn foreign_format(path: &Path, bytes: &[u8]) -> Option<ForeignFormat> {
    let text = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes).trim_ascii_start();
    let is_ron = text.is_empty() || text.starts_with(b"(") || text.starts_with(b"//");
    if is_ron || text.starts_with(b"/*") || text.starts_with(b"#!") {
        return None;
    }
    let extension = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    packed_format(bytes, &extension)
        .or_else(|| signed_format(bytes))
        .or_else(|| is_binary(bytes).then_some(Binary))
        .or_else(|| text_format(text, &extension))
}

/// True if the bytes are those of another format, whatever the name of the file.
pub(crate) fn is_foreign_content(bytes: &[u8]) -> bool {
    signed_format(bytes).is_some() || is_binary(bytes)
}

/// Returns the format of a ZIP archive or of a file of older office programs.
fn packed_format(bytes: &[u8], extension: &str) -> Option<ForeignFormat> {
    if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        return Some(match extension {
            "doc" | "dot" | "wps" | "wpt" | "docx" => Document,
            "ppt" | "pps" | "dps" | "pptx" => Slides,
            _ => OldWorkbook,
        });
    }
    if !bytes.starts_with(ZIP_ENTRY) {
        return None;
    }
    let by_content = memmem::find_iter(bytes, ZIP_ENTRY)
        .find_map(|at| zip_entry_format(bytes.get(at..).unwrap_or_default()));
    Some(by_content.unwrap_or(match extension {
        "xlsx" | "xlsm" | "xlsb" => Workbook,
        "docx" => Word,
        "pptx" => Slides,
        "ods" => OpenDocument,
        _ => Archive,
    }))
}

/// Returns the format that a file within a ZIP archive is part of; `entry` begins with its header.
fn zip_entry_format(entry: &[u8]) -> Option<ForeignFormat> {
    let length = entry.get(ZIP_NAME_LEN_AT..)?.first_chunk().copied().map(u16::from_le_bytes)?;
    let (name, content) = entry.get(ZIP_NAME_AT..)?.split_at_checked(length.into())?;
    let is_below = |folder: &str| name.starts_with(folder.as_bytes());
    match name {
        _ if is_below("xl/") => Some(Workbook),
        _ if is_below("word/") => Some(Word),
        _ if is_below("ppt/") => Some(Slides),
        b"mimetype" => {
            let kind = content.strip_prefix(b"application/vnd.oasis.opendocument.")?;
            Some(match kind {
                _ if kind.starts_with(b"spreadsheet") => OpenDocument,
                _ if kind.starts_with(b"presentation") => Slides,
                _ => Document,
            })
        }
        _ => None,
    }
}

/// Returns the format that the first bytes are the sign of.
fn signed_format(bytes: &[u8]) -> Option<ForeignFormat> {
    let has = |at: usize, word: &[u8]| bytes.get(at..).is_some_and(|rest| rest.starts_with(word));
    let signed = SIGNATURES.iter().find(|(start, _)| bytes.starts_with(start));
    let is_picture = || {
        has(0, b"RIFF") && has(8, b"WEBP")
            || has(0, b"BM") && has(6, &[0; 4])
            || has(4, b"ftyp") && [&b"heic"[..], b"mif1", b"avif"].iter().any(|kind| has(8, kind))
    };
    signed.map(|(_, format)| *format).or_else(|| is_picture().then_some(Picture))
}

/// True if the bytes are no text in any encoding: there are many control characters among them.
fn is_binary(bytes: &[u8]) -> bool {
    if matches!(bytes, [0xff, 0xfe, ..] | [0xfe, 0xff, ..] | [0, ..] | [_, 0, ..]) {
        return false;
    }
    let head = bytes.get(..HEAD.min(bytes.len())).unwrap_or_default();
    let is_control = |byte: &&u8| matches!(**byte, 1..=8 | 14..=26 | 28..=31);
    let controls = head.iter().filter(is_control).count();
    let zeros = memchr::memchr_iter(0, head).count();
    // A few stray ones in a text are an error at their place.
    20 * controls > head.len() - zeros && (zeros > 0 || !is_known_text(head))
}

/// True if the bytes, which may end within a character, are UTF-8 or GBK.
fn is_known_text(bytes: &[u8]) -> bool {
    let is_gbk = |bytes| GBK.decode_without_bom_handling_and_without_replacement(bytes).is_some();
    let without_last = bytes.get(..bytes.len().saturating_sub(1)).unwrap_or_default();
    std::str::from_utf8(bytes).map_or_else(|error| error.valid_up_to() + 4 > bytes.len(), |_| true)
        || is_gbk(bytes)
        || is_gbk(without_last)
}

/// Returns the format of a text, without blanks at its start.
fn text_format(text: &[u8], extension: &str) -> Option<ForeignFormat> {
    let after = |mark: &[u8]| text.strip_prefix(mark).map(<[u8]>::trim_ascii_start);
    let is_markup = matches!(text, [b'<', b'!' | b'?' | b'a'..=b'z' | b'A'..=b'Z', ..]);
    let is_json =
        matches!(after(b"{"), Some([b'"' | b'}', ..])) || matches!(after(b"["), Some([b'{', ..]));
    match extension {
        _ if is_markup => Some(Html),
        "json" => Some(Json),
        "csv" | "tsv" | "txt" => Some(Csv),
        "xls" | "et" => Some(OldWorkbook),
        "xlsx" | "xlsm" => Some(Workbook),
        "md" | "yaml" | "yml" | "toml" | "ini" | "log" | "sql" | "sh" | "py" => Some(OtherText),
        _ => is_json.then_some(Json),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns a ZIP archive that begins with an empty file of this name.
    fn zip(name: &str, content: &[u8]) -> Vec<u8> {
        let mut bytes = [ZIP_ENTRY, &[0; ZIP_NAME_LEN_AT - 4]].concat();
        bytes.extend(u16::try_from(name.len()).unwrap().to_le_bytes());
        [&bytes, &[0, 0][..], name.as_bytes(), content].concat()
    }

    #[test]
    fn a_format_is_known_by_its_content_before_its_name() {
        let opendocument = |kind: &str| {
            zip("mimetype", format!("application/vnd.oasis.opendocument.{kind}").as_bytes())
        };
        let both = [zip("_rels/.rels", b"x"), zip("xl/workbook.xml", b"x")].concat();
        for (name, bytes, format) in [
            ("a.xlsx", both.clone(), Some(Workbook)),
            ("a.ron", both, Some(Workbook)),
            ("a.zip", zip("word/document.xml", b""), Some(Word)),
            ("a", zip("ppt/presentation.xml", b""), Some(Slides)),
            ("a", opendocument("spreadsheet"), Some(OpenDocument)),
            ("a", opendocument("text"), Some(Document)),
            ("a.ron", zip("a.ron", b""), Some(Archive)),
            ("a.xlsx", zip("a.ron", b""), Some(Workbook)),
            ("a.xlsx", ZIP_ENTRY.to_vec(), Some(Workbook)),
            ("a.xls", b"\xd0\xcf\x11\xe0".to_vec(), Some(OldWorkbook)),
            ("a.wps", b"\xd0\xcf\x11\xe0".to_vec(), Some(Document)),
            ("a.xls", b"<html><table>".to_vec(), Some(Html)),
            ("a", b"\n <!DOCTYPE html>".to_vec(), Some(Html)),
            ("a", b"<?xml version=\"1.0\"?>".to_vec(), Some(Html)),
            ("a.ron", b"%PDF-1.7".to_vec(), Some(Pdf)),
            ("a.ron", b"\xff\xd8\xff\xe0".to_vec(), Some(Picture)),
            ("a", b"RIFF\x01\x02\x03\x04WEBPVP8 ".to_vec(), Some(Picture)),
            ("a.csv", "编号,领域".into(), Some(Csv)),
            ("a.csv", b"\xb1\xe0\xba\xc5,\xc1\xec".to_vec(), Some(Csv)),
            ("a.CSV", "\u{feff}编号,领域".into(), Some(Csv)),
            ("a.json", "(".into(), None),
            ("a.json", "nonsense".into(), Some(Json)),
            ("a.ron", "{ \"title\": 1 }".into(), Some(Json)),
            ("a", "[ {".into(), Some(Json)),
            ("a.md", "# 清单".into(), Some(OtherText)),
            ("a", b"\x7fELF\x02\x01".to_vec(), Some(Binary)),
            ("a", b"\x91\x01\x02\xfe\x03\x04\xff".to_vec(), Some(Binary)),
            ("a", b"\x91a\0\x02\x03\0\0\x04".to_vec(), Some(Binary)),
        ] {
            assert_eq!(foreign_format(name.as_ref(), &bytes), format, "{name} {bytes:?}");
        }
    }

    #[test]
    fn what_may_be_a_data_file_gets_the_errors_of_one() {
        let utf_16 = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        for bytes in [
            "(title: \"清单\")".into(),
            "\u{feff}\n// 注\n(".into(),
            "/* 注 */ (".into(),
            "#![enable(implicit_some)]".into(),
            "title: \"清单\"".into(),
            "{title: \"清单\"}".into(),
            "[(title: \"清单\")]".into(),
            "（title: “清单”）".into(),
            "<<<<<<< HEAD\n(".into(),
            "\u{3}title".into(),
            "".into(),
            vec![0; 5000],
            [b"title: 1\n".repeat(20), vec![0; 500]].concat(),
            utf_16("(title: \"清单\")"),
            utf_16("\u{feff}编号"),
        ] {
            for name in ["a.ron", "a", "a.ron.last-good"] {
                assert_eq!(foreign_format(name.as_ref(), &bytes), None, "{name} {bytes:?}");
            }
        }
    }

    #[test]
    fn the_way_to_a_data_file_can_be_pasted_into_a_shell() {
        let error = foreign_error("/tmp/实事 2026.csv".as_ref(), "编号,领域".as_bytes()).unwrap();
        assert_eq!(
            error.text(crate::lang::Lang::En),
            "this is a CSV table, not a data file (RON); convert it first: \
             minsheng import '/tmp/实事 2026.csv' -o '/tmp/实事 2026.ron'"
        );
    }
}
