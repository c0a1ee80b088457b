//! Paths without a file, and files that are not text.

use std::fs::{self, File, Permissions};
use std::os::unix::fs::{PermissionsExt, symlink};
use std::os::unix::net::UnixListener;
use std::path::Path;

use minsheng::data::{load, read};
use minsheng::diagnostics::{Diagnostic, FILE_MAX};
use minsheng::exchange::ImportOptions;
use minsheng::executor::Sequential;
use minsheng::lang::Lang;
use minsheng::storage::read_text;
use rustix::fs::{CWD, FileType, Mode, mknodat};
use tempfile::TempDir;

use super::{VALID, messages, replaced};

/// Asserts that loading the file fails with exactly this message, after its name.
fn assert_file_error(path: &Path, zh: &str, en: &str) {
    let errors = load(path, &Sequential).expect_err("a fault");
    assert_eq!(messages(&errors, Lang::Zh), format!("data.ron:{zh}\n"), "{}", path.display());
    assert_eq!(messages(&errors, Lang::En), format!("data.ron:{en}\n"), "{}", path.display());
}

fn assert_bytes_error(bytes: &[u8], zh: &str, en: &str) {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("data.ron");
    fs::write(&path, bytes).unwrap();
    assert_file_error(&path, zh, en);
}

#[test]
fn a_file_that_is_not_there_is_missing() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("data.ron");
    fs::write(&file, VALID).unwrap();
    let dangling = folder.path().join("dangling");
    symlink("nowhere", &dangling).unwrap();
    let too_long = folder.path().join("长".repeat(100));
    for path in [
        folder.path().join("no.ron"),
        file.join("inside"),
        dangling,
        too_long,
        Path::new("").to_owned(),
    ] {
        assert_file_error(
            &path,
            "1:1: 找不到这个文件；请检查路径和文件名",
            "1:1: there is no such file; check the path and the name",
        );
    }
}

#[test]
fn what_is_no_regular_file_is_refused_at_once() {
    let folder = TempDir::new().unwrap();
    let [pipe, socket, circle] = ["pipe", "socket", "circle"].map(|name| folder.path().join(name));
    mknodat(CWD, &pipe, FileType::Fifo, Mode::RWXU, 0).unwrap();
    let _listener = UnixListener::bind(&socket).unwrap();
    symlink("circle", &circle).unwrap();
    let devices = ["/dev/null", "/dev/zero"].map(Into::into);
    for path in [folder.path().to_owned(), pipe, socket, circle].iter().chain(&devices) {
        assert_file_error(
            path,
            "1:1: 这是文件夹、管道或设备，不是文件；请写出一个文件的名称",
            "1:1: this is a folder, pipe or device, not a file; name a single file",
        );
    }
}

#[test]
fn a_file_that_one_may_not_read_is_forbidden() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("data.ron");
    fs::write(&path, VALID).unwrap();
    fs::set_permissions(&path, Permissions::from_mode(0o000)).unwrap();
    if File::open(&path).is_ok() {
        eprintln!("skipped: this account may read everything");
        return;
    }
    assert_file_error(
        &path,
        "1:1: 没有读取权限；请管理员开放读取，例如 chmod a+r",
        "1:1: no permission to read it; ask an administrator to make it readable, for example with chmod a+r",
    );
}

#[test]
fn a_file_beyond_measure_is_refused_unread() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("data.ron");
    // It takes no room on the disk.
    File::create(&path).unwrap().set_len(FILE_MAX + 1).unwrap();
    assert_file_error(
        &path,
        "1:1: 文件太大，上限是 1280 MiB；请拆成几个文件",
        "1:1: the file is larger than the limit of 1280 MiB; split it",
    );
}

#[test]
fn utf_16_is_called_that_with_and_without_a_byte_order_mark() {
    for mark in ["", "\u{feff}"] {
        for list in [VALID.to_owned(), format!("// 清单\n{VALID}")] {
            let units: Vec<u16> = format!("{mark}{list}").encode_utf16().collect();
            for bytes in [u16::to_le_bytes, u16::to_be_bytes] {
                let bytes: Vec<u8> = units.iter().copied().flat_map(bytes).collect();
                assert_bytes_error(
                    &bytes,
                    "1:1: 文件编码是 UTF-16，不是 UTF-8；请在编辑器里“另存为 UTF-8”",
                    "1:1: the file is encoded as UTF-16, not as UTF-8; save it as UTF-8 in your editor",
                );
            }
        }
    }
}

#[test]
fn gbk_is_called_that_where_it_begins() {
    let (bytes, ..) = encoding_rs::GBK.encode(VALID);
    assert_bytes_error(
        &bytes,
        "2:13: 文件编码是 GBK，不是 UTF-8；请在编辑器里“另存为 UTF-8”",
        "2:13: the file is encoded as GBK, not as UTF-8; save it as UTF-8 in your editor",
    );
}

#[test]
fn bytes_of_no_encoding_are_named_where_they_are() {
    let zh = "这里不是 UTF-8 文字；请在编辑器里“另存为 UTF-8”";
    let en = "this is not UTF-8 text; save the file as UTF-8 in your editor";
    let latin =
        |text: &str| text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect::<Vec<u8>>();
    assert_bytes_error(
        &latin("(title: \"caf\u{e9}\")"),
        &format!("1:13: {zh}"),
        &format!("1:13: {en}"),
    );
    // Nearly all of it is valid UTF-8: it is not GBK, even if the broken part could be.
    let mut broken = replaced("修路", "修@路").into_bytes();
    let at = broken.iter().position(|byte| *byte == b'@').unwrap();
    broken.splice(at..=at, [0xb5, 0xc0]);
    assert_bytes_error(&broken, &format!("5:43: {zh}"), &format!("5:43: {en}"));
    assert_bytes_error(&[0xff; 64], &format!("1:1: {zh}"), &format!("1:1: {en}"));
}

#[test]
fn zero_bytes_that_a_power_cut_left_are_named_where_they_begin() {
    let zh = "从这里起是一串零字节，不是文字，像是断电造成的；请换回完好的一份，例如旁边的 .last-good 文件或备份";
    let en = "from here on there are zero bytes instead of text, probably after a power cut; restore a good copy, such as the .last-good file beside it or a backup";
    let long = format!("(title: \"测试清单\", // {}\n", "说".repeat(1 << 20));
    let many: String =
        (2..9_000).map(|no| format!("(no: {no}, domain: \"roads\", title: \"修路\"),\n")).collect();
    let projects = replaced("    ],\n)", &many);
    let heads = [
        ("", "1:1"),
        ("(title: \"测试", "1:12"),
        (VALID, "8:1"),
        (&long, "2:1"),
        (&projects, "9005:1"),
    ];
    for (head, location) in heads {
        let folder = TempDir::new().unwrap();
        let path = folder.path().join("data.ron");
        fs::write(&path, head).unwrap();
        // It takes no room on the disk, and is not read.
        File::options()
            .write(true)
            .open(&path)
            .unwrap()
            .set_len(head.len() as u64 + (300 << 20))
            .unwrap();
        assert_file_error(&path, &format!("{location}: {zh}"), &format!("{location}: {en}"));
        let errors = read_text(&path).unwrap_err();
        assert_eq!(messages(&errors, Lang::En), format!("data.ron:{location}: {en}\n"));
        for name in ["data.ron", "data.json", "data.csv", "data.xlsx"] {
            let renamed = folder.path().join(name);
            fs::rename(&path, &renamed).unwrap();
            let diagnostics = read(&renamed, &ImportOptions::default(), &mut |_, _| {}).diagnostics;
            assert_eq!(
                diagnostics
                    .iter()
                    .map(|diagnostic| diagnostic.text("data.ron", Lang::En))
                    .collect::<Vec<_>>(),
                [format!("data.ron:{location}: {en}")]
            );
            fs::rename(&renamed, &path).unwrap();
        }
    }
}

#[test]
fn a_workbook_that_ends_in_zero_bytes_is_called_that() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("data.xlsx");
    fs::write(&path, b"PK\x03\x04 and so on").unwrap();
    File::options().write(true).open(&path).unwrap().set_len(300 << 20).unwrap();
    let diagnostics = read(&path, &ImportOptions::default(), &mut |_, _| {}).diagnostics;
    assert_eq!(diagnostics.iter().map(Diagnostic::code).collect::<Vec<_>>(), ["zero-bytes"]);
}
