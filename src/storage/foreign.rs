//! Recognises files that are no data files (RON), by their first bytes and their name: an error in
//! the syntax of RON would say nothing about them.

use std::path::Path;

use encoding_rs::GBK;
use memchr::memmem;

use crate::diagnostics::{FileErrorKind, ForeignFormat};
use ForeignFormat::{
    Archive, Binary, Csv, Document, Html, Json, OldOffice, OldWorkbook, OldestWorkbook,
    OpenDocument, OtherText, Pdf, Picture, SavedPage, Xml,
};

mod packed;

/// Number of bytes by which binary data are told from text.
const HEAD: usize = 1 << 10;

/// Number of bytes at the start of a text that has tags in which its kind is looked for.
const MARKUP_HEAD: usize = 16 << 10;

/// First bytes of formats that have nothing else at their start.
const SIGNATURES: [(&[u8], ForeignFormat); 23] = [
    (b"%PDF-", Pdf),
    (b"{\\rtf", Document),
    // Word 2 and Word for DOS.
    (&[0xdb, 0xa5], Document),
    (&[0x31, 0xbe], Document),
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
    // A ZIP without files, and one in several parts.
    (b"PK\x05\x06", Archive),
    (b"PK\x07\x08", Archive),
    (b"AC10", OldOffice),
    (b"SQLite format 3\0", Binary),
    (b"\x7fELF", Binary),
    (b"MZ\x90\0", Binary),
    (b"bplist00", Binary),
];

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
    content_format(bytes, &extension).or_else(|| text_format(text, &extension))
}

/// Returns the format of a file by its content: names lie, as with an `.xls` that is a web page.
/// Where the content leaves it open, the `extension` counts, which is in lower case. `bytes` are all
/// of the file or its beginning. Tables and other texts without tags have none.
pub(crate) fn content_format(bytes: &[u8], extension: &str) -> Option<ForeignFormat> {
    packed_format(bytes, extension)
        .or_else(|| signed_format(bytes))
        .or_else(|| is_binary(bytes).then_some(Binary))
        .or_else(|| markup_format(bytes))
}

/// True if the bytes are those of another format, whatever the name of the file.
pub(crate) fn is_foreign_content(bytes: &[u8]) -> bool {
    signed_format(bytes).is_some() || is_binary(bytes)
}

/// Returns the format of a ZIP archive or of a file of older office programs.
fn packed_format(bytes: &[u8], extension: &str) -> Option<ForeignFormat> {
    match bytes {
        _ if packed::is_zip(bytes) => Some(packed::zip_format(bytes, extension)),
        _ if packed::is_compound(bytes) => Some(packed::compound_format(bytes, extension)),
        // Records of a workbook without a compound file: BIFF 5 and 8, then BIFF 2 to 4.
        [0x09, 0x08, 0x08 | 0x10, 0, 0, 0x05 | 0x06, ..] => Some(OldWorkbook),
        [0x09, 0x00 | 0x02 | 0x04, 0x04 | 0x06, 0, ..] => Some(OldestWorkbook),
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

/// Returns the format of a text that begins with a tag, or with the head of a saved page.
fn markup_format(bytes: &[u8]) -> Option<ForeignFormat> {
    // UTF-16 has zeros between the letters.
    let head = bytes.get(..MARKUP_HEAD.min(bytes.len())).unwrap_or_default();
    let head: Vec<u8> = head.iter().filter(|byte| **byte != 0).copied().collect();
    let marks = [&b"\xef\xbb\xbf"[..], b"\xff\xfe", b"\xfe\xff"];
    let without_mark = marks.iter().find_map(|mark| head.strip_prefix(*mark)).unwrap_or(&head);
    let text = without_mark.trim_ascii_start().to_ascii_lowercase();
    let has = |word: &[u8]| memmem::find(&text, word).is_some();
    if text.starts_with(b"mime-version:") || text.starts_with(b"from:") && has(b"\nmime-version:") {
        return Some(SavedPage);
    }
    if !matches!(text.as_slice(), [b'<', b'!' | b'?' | b'a'..=b'z', ..]) {
        return None;
    }
    // A page has the namespaces of office programs if one of these saved it.
    let tags = [&b"<html"[..], b"<!doctype html", b"<head", b"<body", b"<table>", b"<table "];
    Some(if has(b"<workbook") && text.starts_with(b"<?xml") {
        // Excel 2003; its tables are no tables of a page.
        Xml
    } else if tags.iter().any(|tag| has(tag)) {
        Html
    } else if has(b"<office:document") {
        let is_sheet = has(b"opendocument.spreadsheet") || !has(b"office:mimetype");
        if is_sheet { OpenDocument } else { Document }
    } else if text.starts_with(b"<?xml") || has(b"xmlns") {
        Xml
    } else {
        Html
    })
}

/// Returns the format of a text, without blanks at its start, that has no tags there.
fn text_format(text: &[u8], extension: &str) -> Option<ForeignFormat> {
    let after = |mark: &[u8]| text.strip_prefix(mark).map(<[u8]>::trim_ascii_start);
    let is_json =
        matches!(after(b"{"), Some([b'"' | b'}', ..])) || matches!(after(b"["), Some([b'{', ..]));
    match extension {
        "json" => Some(Json),
        // A table of text under the name of a workbook, as some systems write it.
        "csv" | "tsv" | "txt" | "xls" | "et" | "xlsx" | "xlsm" | "xlsb" | "ods" | "fods" => {
            Some(Csv)
        }
        "md" | "yaml" | "yml" | "toml" | "ini" | "log" | "sql" | "sh" | "py" | "dif" | "slk" => {
            Some(OtherText)
        }
        _ => is_json.then_some(Json),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ForeignFormat::{Apple, BinaryWorkbook, Slides, Word, Workbook};

    /// Returns the beginning of a ZIP archive with a file of this name.
    fn zip(name: &str, content: &[u8]) -> Vec<u8> {
        let mut bytes = [&b"PK\x03\x04"[..], &[0; 22]].concat();
        bytes.extend(u16::try_from(name.len()).unwrap().to_le_bytes());
        [&bytes, &[0, 0][..], name.as_bytes(), content].concat()
    }

    #[test]
    fn a_format_is_known_by_its_content_before_its_name() {
        let opendocument = |kind: &str| {
            zip("mimetype", format!("application/vnd.oasis.opendocument.{kind}").as_bytes())
        };
        let utf_16 =
            |text: &str| -> Vec<u8> { text.encode_utf16().flat_map(u16::to_le_bytes).collect() };
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
            ("a.xlsx", b"PK\x03\x04".to_vec(), Some(Workbook)),
            ("a.xls", b"\xd0\xcf\x11\xe0".to_vec(), Some(OldWorkbook)),
            ("a.wps", b"\xd0\xcf\x11\xe0".to_vec(), Some(Document)),
            ("a.xls", b"<html><table>".to_vec(), Some(Html)),
            ("a", b"\n <!DOCTYPE html>".to_vec(), Some(Html)),
            ("a", b"<?xml version=\"1.0\"?>".to_vec(), Some(Xml)),
            ("a", b"<?xml version=\"1.0\"?><html>".to_vec(), Some(Html)),
            ("a.xls", utf_16("<html><table>"), Some(Html)),
            ("a", b"<?xml?><Workbook xmlns=\"a\"><Table>".to_vec(), Some(Xml)),
            ("a.slk", "ID;PSCALC3".into(), Some(OtherText)),
            ("a.xls", b"MIME-Version: 1.0\n".to_vec(), Some(SavedPage)),
            ("a", b"<?xml?><office:document xmlns:a=\"b\">".to_vec(), Some(OpenDocument)),
            ("a", b"\x09\x08\x10\0\0\x06\x05\0".to_vec(), Some(OldWorkbook)),
            ("a.xls", b"\x09\x04\x06\0\0\0\x10\0".to_vec(), Some(OldestWorkbook)),
            ("a", b"\xd0\xcf\x11\xe0".to_vec(), Some(OldOffice)),
            ("a.xls", "编号\t领域".into(), Some(Csv)),
            ("a.numbers", zip("index.dat", b""), Some(Apple)),
            ("a", zip("Index/Document.iwa", b""), Some(Apple)),
            ("a", zip("xl/workbook.bin", b""), Some(BinaryWorkbook)),
            ("a", zip("OFD.xml", b""), Some(Pdf)),
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
