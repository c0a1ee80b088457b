//! Files that hold no table: each is told for what it is, with what to do, whatever its name.

use super::*;
use minsheng::diagnostics::ForeignFormat as F;
use minsheng::diagnostics::{DiagnosticKind, FileErrorKind};

const COMPOUND: [u8; 8] = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

/// Returns what begins like a compound file with this stream in its directory.
fn compound(stream: &str) -> Vec<u8> {
    let mut bytes = [&COMPOUND[..], &[0; 504]].concat();
    bytes.extend(stream.encode_utf16().flat_map(u16::to_le_bytes));
    bytes.resize(1024, 0);
    bytes
}

fn kind(name: &str, bytes: &[u8]) -> FileErrorKind {
    let result = read_bytes(name, bytes);
    assert!(result.catalog.is_none(), "{name}");
    match &result.diagnostics[..] {
        [diagnostic] => match &diagnostic.kind {
            DiagnosticKind::Error(kind) => kind.clone(),
            other => panic!("{name}: {other:?}"),
        },
        other => panic!("{name}: {other:#?}"),
    }
}

#[test]
fn the_content_decides_what_a_file_is() {
    let office = |folder: &str| packed(&[("[Content_Types].xml", b"<a/>"), (folder, b"<a/>")]);
    let open = |kind: &str| {
        let mimetype = format!("application/vnd.oasis.opendocument.{kind}");
        packed(&[("mimetype", mimetype.as_bytes()), ("content.xml", b"<a/>")])
    };
    let flat = b"<?xml version=\"1.0\"?><office:document office:mimetype=\"application/vnd.oasis.opendocument.text\">";
    let mail = b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n";
    for (bytes, file) in [
        (b"%PDF-1.7\n%\xe2\xe3\n".to_vec(), F::Pdf),
        (packed(&[("OFD.xml", b"<a/>")]), F::Pdf),
        (compound("WordDocument"), F::Document),
        (b"{\\rtf1\\ansi}".to_vec(), F::Document),
        (open("text"), F::Document),
        (flat.to_vec(), F::Document),
        (compound("PowerPoint Document"), F::Slides),
        (office("ppt/presentation.xml"), F::Slides),
        (open("presentation"), F::Slides),
        (b"\x89PNG\r\n\x1a\n".to_vec(), F::Picture),
        (b"\xff\xd8\xff\xe0".to_vec(), F::Picture),
        (packed(&[("Index/Document.iwa", b"a")]), F::Apple),
        (mail.to_vec(), F::SavedPage),
        (b"<?xml version=\"1.0\"?><Workbook xmlns=\"urn:x\">".to_vec(), F::Xml),
        (packed(&[("list.xlsx", b"a")]), F::Archive),
        (b"Rar!\x1a\x07\0".to_vec(), F::Archive),
        (b"\x09\x00\x04\x00\x07\x00\x10\x00".to_vec(), F::OldestWorkbook),
    ] {
        for name in ["a.xls", "a.xlsx", "a.csv", "a.et", "a"] {
            assert_eq!(kind(name, &bytes), FileErrorKind::Foreign(file), "{name}");
        }
    }
}

#[test]
fn the_name_decides_where_the_content_tells_nothing() {
    for (name, file) in [
        ("a.doc", F::Document),
        ("a.wps", F::Document),
        ("a.dps", F::Slides),
        ("a.unknown", F::OldOffice),
    ] {
        assert_eq!(kind(name, &compound("?")), FileErrorKind::Foreign(file), "{name}");
    }
    let archive = packed(&[("a", b"a")]);
    assert_eq!(kind("a.numbers", &archive), FileErrorKind::Foreign(F::Apple));
    assert!(matches!(kind("a.xls", &compound("?")), FileErrorKind::BadWorkbook(_)));
}

#[test]
fn a_password_and_an_empty_file_are_told() {
    let locked = packed(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", b"<manifest:encryption-data/>"),
    ]);
    for (name, bytes) in [("a.xlsx", compound("EncryptedPackage")), ("a.ods", locked)] {
        assert_eq!(kind(name, &bytes), FileErrorKind::LockedWorkbook, "{name}");
    }
    for name in ["a.xlsx", "a.xls", "a.ods", "a.csv"] {
        assert_eq!(kind(name, b""), FileErrorKind::EmptyTable, "{name}");
    }
}

#[test]
fn a_table_of_text_under_the_name_of_a_workbook_is_read() {
    let text = "云溪镇2026年民生实事项目清单\n编号\t领域\t名称\n1\t教育\t办学\n";
    for name in ["a.xls", "a.et", "a.xlsx", "a.ods"] {
        assert_eq!(read_valid(name, text.as_bytes()).0.len(), 1, "{name}");
    }
    // And a workbook under the name of a text.
    assert_eq!(read_valid("a.csv", &xlsx(&builtin())).0, builtin());
}

#[test]
fn a_page_under_the_name_of_a_workbook_is_read() {
    let page = "<html><body><p>云溪镇2026年民生实事项目清单</p><table><tr><td>编号</td><td>领域</td>\
        <td>名称</td></tr><tr><td>1</td><td>教育</td><td>办学</td></tr></table></body></html>";
    let utf_16: Vec<u8> =
        format!("\u{feff}{page}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    for bytes in [page.as_bytes(), &utf_16] {
        for name in ["a.xls", "a.et", "a.xlsx", "a.csv"] {
            assert_eq!(read_valid(name, bytes).0.len(), 1, "{name}");
        }
    }
}

#[test]
fn only_data_files_are_told_about_round_brackets() {
    let table = "云溪镇2026年民生实事项目清单\n编号\t领域\t名称\n1\t教育\t办学\n";
    for name in ["a.prn", "a.tab", "a.dat"] {
        assert_eq!(read_valid(name, table.as_bytes()).0.len(), 1, "{name}");
    }
    let sylk = messages(&read_bytes("a.slk", b"ID;PSCALC3\nE\n"), "a.slk", Lang::En);
    assert!(sylk[0].contains("this is a text file of another kind"), "{sylk:#?}");
}
