//! Impossible sizes that a workbook declares. No test asks for more than a few thousand of
//! anything.

use std::cell::Cell;
use std::io::{Cursor, Read, Write};

use minsheng::format::builtin;
use minsheng::lang::Lang;

use super::{messages, read_bytes, read_valid, xlsx};

/// Returns the built-in programme as a workbook with one part changed.
fn with_part(name: &str, change: impl Fn(&str) -> String) -> Vec<u8> {
    let mut before = zip::ZipArchive::new(Cursor::new(xlsx(&builtin()))).unwrap();
    let mut after = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let mut found = false;
    for at in 0..before.len() {
        let mut part = before.by_index(at).unwrap();
        let mut text = String::new();
        part.read_to_string(&mut text).unwrap();
        let path = part.name().unwrap().into_owned();
        if path == name {
            found = true;
            let changed = change(&text);
            assert_ne!(changed, text, "{name}");
            text = changed;
        }
        after.start_file(path, zip::write::SimpleFileOptions::default()).unwrap();
        after.write_all(text.as_bytes()).unwrap();
    }
    assert!(found, "{name}");
    after.finish().unwrap().into_inner()
}

/// Returns the messages about a refused workbook in both languages.
fn refusal_messages(bytes: &[u8]) -> [String; 2] {
    let result = read_bytes("a.xlsx", bytes);
    assert!(result.catalog.is_none());
    [Lang::Zh, Lang::En].map(|lang| messages(&result, "a.xlsx", lang).join("\n"))
}

const STRINGS: &str = "xl/sharedStrings.xml";

/// Returns a workbook whose number of shared strings is `declared(max)`, and `max`, the largest
/// number that can be declared.
fn with_string_count(declared: impl Fn(u64) -> String) -> (Vec<u8>, u64) {
    let max = Cell::new(0);
    let bytes = with_part(STRINGS, |text| {
        let (before, rest) = text.split_once("uniqueCount=\"").unwrap();
        let (_, after) = rest.split_once('"').unwrap();
        let with = |declared: &str| format!("{before}{declared}{after}");
        // Each string takes at least five bytes and a tag. All numbers here have the same number of
        // digits, so the length of the text is the same.
        let text = with(&declared(1000));
        max.set((text.len() as u64 / 5).min(text.matches('<').count() as u64));
        assert!((1000..9900).contains(&max.get()), "{}", max.get());
        with(&declared(max.get()))
    });
    (bytes, max.get())
}

#[test]
fn a_number_of_shared_strings_that_the_bytes_have_room_for_is_read() {
    for (bytes, _) in [
        with_string_count(|max| format!("uniqueCount=\"{max}\"")),
        with_string_count(|_| "uniqueCount=\"0\"".to_owned()),
        with_string_count(|_| "uniqueCount=\"many\"".to_owned()),
        with_string_count(|_| String::new()),
        // No memory is reserved for this number.
        with_string_count(|max| format!("totalCount=\"{}\"", max + 1)),
    ] {
        assert_eq!(read_valid("a.xlsx", &bytes), (builtin(), vec![]));
    }
}

#[test]
fn a_few_shared_strings_more_than_the_bytes_have_room_for_are_refused() {
    let (bytes, max) = with_string_count(|max| format!("uniqueCount=\"{}\"", max + 1));
    let declared = max + 1;
    assert_eq!(
        refusal_messages(&bytes),
        [
            format!(
                "a.xlsx:1:1: xl/sharedStrings.xml 声明有 {declared} 条文字，但最多只能容纳 {max} 条；请用 Excel、WPS 或 LibreOffice 打开，再另存一次"
            ),
            format!(
                "a.xlsx:1:1: xl/sharedStrings.xml declares {declared} texts, but has room for {max} at most; open the workbook in Excel, WPS or LibreOffice and save it again"
            ),
        ]
    );
    for written in [
        "uniqueCount='{}'",
        "uniqueCount = \"{}\"",
        "uniqueCount=\"1\" uniqueCount=\"{}\"",
        "uniqueCount=\"0{}\"",
    ] {
        let (bytes, _) = with_string_count(|max| written.replace("{}", &(max + 20).to_string()));
        assert!(refusal_messages(&bytes)[1].contains(" texts, but has room for "), "{written}");
    }
}

#[test]
fn shared_strings_are_found_under_any_name_that_the_library_finds_them_under() {
    let (bytes, _) = with_string_count(|max| format!("uniqueCount=\"{}\"", max + 20));
    for name in ["xl/SHAREDSTRINGS.XML", "xl\\sharedStrings.xml", "other/sharedStrings.xml"] {
        let mut before = zip::ZipArchive::new(Cursor::new(&bytes)).unwrap();
        let mut after = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for at in 0..before.len() {
            let mut part = before.by_index(at).unwrap();
            let mut content = Vec::new();
            part.read_to_end(&mut content).unwrap();
            let path = part.name().unwrap().into_owned();
            let path = if path == STRINGS { name.to_owned() } else { path };
            after.start_file(path, zip::write::SimpleFileOptions::default()).unwrap();
            after.write_all(&content).unwrap();
        }
        assert!(
            refusal_messages(&after.finish().unwrap().into_inner())[1]
                .contains(" texts, but has room for "),
            "{name}"
        );
    }
    for (before, after) in
        [("<sst ", "<x:sst xmlns:x=\"a\" "), ("<sst ", "<!--<sst uniqueCount=\"1\">--><sst ")]
    {
        let bytes = with_part(STRINGS, |text| {
            let (head, rest) = text.split_once("uniqueCount=\"").unwrap();
            let (_, tail) = rest.split_once('"').unwrap();
            let declared = text.len();
            format!("{head}uniqueCount=\"{declared}\"{tail}").replace(before, after)
        });
        assert!(refusal_messages(&bytes)[1].contains(" texts, but has room for "), "{after}");
    }
}

const SHEET: &str = "xl/worksheets/sheet1.xml";

#[test]
fn a_cell_outside_of_any_sheet_is_refused_and_told() {
    for (cell, name) in [
        ("<c r=\"A1048577\"><v>1</v></c>", "A1048577"),
        ("<c r='B99999999999'><v>1</v></c>", "B99999999999"),
        ("<c r=\"XFE1\"><v>1</v></c>", "XFE1"),
        ("</row><row r=\"4294967295\"><c><v>1</v></c>", "4294967295"),
    ] {
        let bytes = with_part(SHEET, |text| {
            text.replacen("</row></sheetData>", &format!("{cell}</row></sheetData>"), 1)
        });
        assert_eq!(
            refusal_messages(&bytes),
            [
                format!(
                    "a.xlsx:1:1: {SHEET} {name} 不在工作表里：一张表最多 1048576 行、16384 列；请用 Excel、WPS 或 LibreOffice 打开，再另存一次"
                ),
                format!(
                    "a.xlsx:1:1: {SHEET} {name} is outside the sheet, which has at most 1048576 rows and 16384 columns; open the workbook in Excel, WPS or LibreOffice and save it again"
                ),
            ]
        );
    }
}

#[test]
fn a_place_that_the_first_look_does_not_see_is_refused_when_it_is_read() {
    let bytes = with_part(SHEET, |text| {
        text.replacen(
            "</row></sheetData>",
            "</row><row r = \"2000000\"><c><v>1</v></c></row></sheetData>",
            1,
        )
    });
    assert!(
        refusal_messages(&bytes)[1].contains(" R2000000C1 is outside the sheet"),
        "{:?}",
        refusal_messages(&bytes)
    );
}

#[test]
fn what_is_large_and_asks_for_nothing_is_read_as_ever() {
    for (before, after) in [
        ("</row></sheetData>", "<c r=\"XFD1\"><v>1</v></c></row></sheetData>"),
        (
            "</row></sheetData>",
            "<c r=\"IW1\" t=\"inlineStr\"><is><t>r=A99999999999</t></is></c></row></sheetData>",
        ),
        ("<sheetData>", "<dimension ref=\"A1:XFD1048576\"/><sheetData>"),
        (
            "</sheetData>",
            "</sheetData><mergeCells count=\"4000000\"><mergeCell ref=\"H3:H2000000\"/></mergeCells>",
        ),
        (
            "</sheetData>",
            "</sheetData><mergeCells><mergeCell ref=\"XFD1:XFE1048577\"/></mergeCells>",
        ),
    ] {
        let bytes = with_part(SHEET, |text| text.replacen(before, after, 1));
        assert_eq!(read_valid("a.xlsx", &bytes).0, builtin(), "{after}");
    }
    let bytes = with_part("xl/styles.xml", |text| {
        text.replacen("<cellXfs count=\"", "<cellXfs count=\"400000000", 1)
    });
    assert_eq!(read_valid("a.xlsx", &bytes), (builtin(), vec![]));
}

#[test]
fn more_sheets_than_there_are_files_are_refused() {
    let sheets: String = (0..40)
        .map(|nth| format!("<sheet name=\"再{nth}\" sheetId=\"{}\" r:id=\"rId1\"/>", nth + 50))
        .collect();
    let bytes = with_part("xl/workbook.xml", |text| {
        text.replacen("</sheets>", &format!("{sheets}</sheets>"), 1)
    });
    let [zh, en] = refusal_messages(&bytes);
    assert!(zh.contains("这个表格声明有 44 张工作表，但里面总共只有 "), "{zh}");
    assert!(en.contains("the workbook declares 44 sheets, but contains "), "{en}");
}
