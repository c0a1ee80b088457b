//! Excel 97 to 2003 (MS-XLS).

use super::*;

fn record(kind: u16, data: &[&[u8]]) -> Vec<u8> {
    let data = data.concat();
    let length = u16::try_from(data.len()).unwrap();
    [&kind.to_le_bytes()[..], &length.to_le_bytes(), &data].concat()
}

fn numbers(numbers: &[u16]) -> Vec<u8> {
    numbers.iter().copied().flat_map(u16::to_le_bytes).collect()
}

fn wide(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

fn length(text: &str) -> u16 {
    u16::try_from(text.encode_utf16().count()).unwrap()
}

fn begin() -> Vec<u8> {
    record(0x0809, &[&numbers(&[0x0600, 5, 0, 0, 0, 0, 0, 0])])
}

/// Records of styles: fonts, of which the last is struck through, formats and styles.
fn styles() -> Vec<u8> {
    let font = |flags: u16| record(0x31, &[&numbers(&[200, flags])]);
    // There is no font with the number 4.
    let fonts = [font(0), font(0), font(0), font(0), font(8)].concat();
    let code = "yyyy\"年\"m\"月\"";
    let format = record(0x041e, &[&numbers(&[164, length(code)]), &[1], &wide(code)]);
    let style = |font: u16, format: u16| record(0xe0, &[&numbers(&[font, format])]);
    [fonts, format, style(0, 0), style(0, 9), style(0, 164), style(5, 0)].concat()
}

/// Shared texts in two records, the second of which begins inside of a text with another width.
fn shared_texts() -> Vec<u8> {
    let text = |text: &str| [&length(text).to_le_bytes()[..], &[1], &wide(text)].concat();
    let first = [&[0; 8][..], &text("甲"), &numbers(&[4]), &[1], &wide("修路")].concat();
    [record(0xfc, &[&first]), record(0x3c, &[&[0], b"AB", &text("乙")])].concat()
}

fn cell(row: u16, column: u16, (content, style): (Content, u16)) -> Vec<u8> {
    let place = numbers(&[row, column, style]);
    match content {
        Number(number) if number.fract() == 0.0 && number < 100.0 => {
            // Packed, as a hundredth of an integer.
            #[expect(clippy::cast_possible_truncation, reason = "a small number")]
            let packed = ((number * 100.0) as i32) << 2 | 3;
            record(0x027e, &[&place, &packed.to_le_bytes()])
        }
        Number(number) => record(0x0203, &[&place, &number.to_le_bytes()]),
        Text("修路") => record(0x00fd, &[&place, &1_u32.to_le_bytes()]),
        Text(text) => record(0x0204, &[&place, &length(text).to_le_bytes(), &[1], &wide(text)]),
        Empty => record(0x0201, &[&place]),
    }
}

fn sheet(tab: &Tab) -> Vec<u8> {
    let mut records = begin();
    if let Some(column) = tab.hidden_column {
        let column = u16::try_from(column).unwrap();
        records.extend(record(0x7d, &[&numbers(&[column, column, 2000, 0, 1])]));
    }
    for row in &tab.hidden_rows {
        let row = u16::try_from(*row).unwrap();
        records.extend(record(0x0208, &[&numbers(&[row, 0, 9, 255, 0, 0, 0x20, 0])]));
    }
    for (cells, row) in tab.rows.iter().zip(0..) {
        for (content, column) in cells.iter().zip(0..) {
            records.extend(cell(row, column, *content));
        }
    }
    if let Some(merged) = tab.merged {
        let merged: Vec<u16> = merged.iter().map(|at| u16::try_from(*at).unwrap()).collect();
        records.extend(record(0xe5, &[&numbers(&[1]), &numbers(&merged)]));
    }
    records.extend(record(0x0a, &[]));
    records
}

/// Returns the stream of a workbook with these sheets: name, state and records.
fn stream(sheets: &[(&str, u8, Vec<u8>)], globals: &[u8]) -> Vec<u8> {
    let listed = |at: u32, (name, state, _): &(&str, u8, Vec<u8>)| {
        let count = u8::try_from(length(name)).unwrap();
        record(0x85, &[&at.to_le_bytes(), &[*state, 0, count, 1], &wide(name)])
    };
    let lengths: usize = sheets.iter().map(|sheet| listed(0, sheet).len()).sum();
    let before = begin().len() + globals.len() + lengths + 4;
    let mut at = u32::try_from(before).unwrap();
    let mut list = Vec::new();
    for sheet in sheets {
        list.extend(listed(at, sheet));
        at += u32::try_from(sheet.2.len()).unwrap();
    }
    let sheets: Vec<u8> = sheets.iter().flat_map(|(.., records)| records.clone()).collect();
    [begin(), globals.to_vec(), list, record(0x0a, &[]), sheets].concat()
}

/// Returns the compound file with this stream. `links` gives the next sector of each.
fn compound_file(stream: &[u8], links: impl Fn(u32, u32) -> u32) -> Vec<u8> {
    let mut stream = stream.to_vec();
    stream.resize(stream.len().max(4096).next_multiple_of(512), 0);
    let count = u32::try_from(stream.len() / 512).unwrap();
    let mut header = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1].to_vec();
    header.resize(512, 0);
    let mut set = |at: usize, bytes: &[u8]| header[at..at + bytes.len()].copy_from_slice(bytes);
    let none = u32::MAX;
    set(26, &numbers(&[3, 0xfffe, 9, 6]));
    set(44, &1_u32.to_le_bytes());
    set(48, &1_u32.to_le_bytes());
    set(60, &0xffff_fffe_u32.to_le_bytes());
    set(68, &0xffff_fffe_u32.to_le_bytes());
    for nth in 0..109 {
        set(76 + 4 * nth, &(if nth == 0 { 0 } else { none }).to_le_bytes());
    }
    // The table of sectors, the directory, and the stream.
    let table = (0..128).map(|sector: u32| match sector {
        0 => 0xffff_fffd,
        1 => 0xffff_fffe,
        sector if sector < count + 1 => links(sector, count),
        sector if sector == count + 1 => 0xffff_fffe,
        _ => none,
    });
    let table: Vec<u8> = table.flat_map(u32::to_le_bytes).collect();
    let entry = |name: &str, first: u32, size: u32| {
        let mut entry = wide(name);
        entry.resize(64, 0);
        entry.extend(numbers(&[2 * length(name) + 2]));
        entry.resize(116, 0);
        entry.extend([first, size, 0].into_iter().flat_map(u32::to_le_bytes));
        entry
    };
    let size = u32::try_from(stream.len()).unwrap();
    let mut directory = [entry("Root Entry", none - 1, 0), entry("WORKBOOK", 2, size)].concat();
    directory.resize(512, 0);
    [header, table, directory, stream].concat()
}

fn in_order(sector: u32, _: u32) -> u32 {
    sector + 1
}

fn whole() -> Vec<u8> {
    let calculated = record(0x01c1, &[&[0; 8]]);
    let globals = [styles(), shared_texts(), calculated].concat();
    let tabs = tabs();
    let sheets: Vec<_> =
        tabs.iter().map(|tab| (tab.name, u8::from(tab.is_hidden), sheet(tab))).collect();
    stream(&sheets, &globals)
}

#[test]
fn an_old_workbook_reads_as_it_is_shown() {
    let stream = whole();
    let text = "修路AB";
    for (name, bytes) in [
        ("a.xls", compound_file(&stream, in_order)),
        ("a.et", compound_file(&stream, in_order)),
        ("a.csv", compound_file(&stream, in_order)),
        ("a.xls", stream.clone()),
    ] {
        assert_read(name, &bytes);
        assert!(to_ron(&read_valid(name, &bytes).0).contains(text));
    }
}

/// Returns a list with this record for a cell as the target of its project.
fn with_target(globals: &[u8], target: &[u8]) -> Vec<u8> {
    let rows = vec![
        plain(&[Text("云溪镇2026年民生实事项目清单")]),
        plain(&["编号", "领域", "名称", "目标"].map(Text)),
        plain(&[Number(1.0), Text("教育"), Text("办学")]),
    ];
    let tab = Tab {
        name: "清单",
        is_hidden: false,
        rows,
        hidden_rows: Vec::new(),
        hidden_column: None,
        merged: None,
    };
    let mut records = sheet(&tab);
    records.truncate(records.len() - 4);
    records.extend(target);
    records.extend(record(0x0a, &[]));
    stream(&[("清单", 0, records)], globals)
}

#[test]
fn results_of_formulas_are_read_or_told() {
    let place = numbers(&[2, 3, 0]);
    let formula = |result: [u8; 8]| record(0x06, &[&place, &result, &[0; 6]]);
    let special = |kind: u8, value: u8| [kind, 0, value, 0, 0, 0, 0xff, 0xff];
    let calculated = [styles(), record(0x01c1, &[&[0; 8]])].concat();
    // A text in a record of its own, and an empty one.
    let text = "学校 3 所";
    let string = record(0x0207, &[&length(text).to_le_bytes(), &[1], &wide(text)]);
    let bytes = with_target(&calculated, &[formula(special(0, 0)), string].concat());
    assert!(to_ron(&read_valid("a.xls", &bytes).0).contains("amount: 3"));
    read_valid("a.xls", &with_target(&calculated, &formula(special(3, 0))));
    // A program that does not calculate writes an empty text for any formula.
    let lines = errors("a.xls", &with_target(&styles(), &formula(special(3, 0))));
    assert!(lines.iter().any(|line| line.contains("without a result")), "{lines:#?}");
    let lines = errors("a.xls", &with_target(&calculated, &formula(special(2, 0x17))));
    assert!(lines.iter().any(|line| line.contains("D3") && line.contains("#REF!")), "{lines:#?}");
}

#[test]
fn damaged_and_locked_workbooks_end_with_one_sentence() {
    let stream = whole();
    let circle = compound_file(&stream, |sector, _| sector.min(3));
    let outside = compound_file(&stream, |_, _| 99_999);
    let missing_text = with_target(&styles(), &record(0xfd, &[&numbers(&[2, 3, 0]), &[9; 4]]));
    let short = with_target(&styles(), &record(0x0203, &[&numbers(&[2, 3])]));
    for bytes in [
        circle,
        outside,
        missing_text,
        short,
        stream[..stream.len() - 9].to_vec(),
        stream[..200].to_vec(),
        compound_file(&stream, in_order)[..1500].to_vec(),
    ] {
        let lines = errors("a.xls", &bytes);
        assert_eq!(lines.len(), 1, "{lines:#?}");
        assert!(lines[0].contains("may be damaged"), "{lines:#?}");
    }
    let locked = record(0x2f, &[&[1, 0, 1, 0]]);
    let locked = self::stream(&[], &locked);
    let text = FileErrorKind::LockedWorkbook.text(Lang::En);
    assert!(errors("a.xls", &locked)[0].ends_with(&text));
}

#[test]
fn texts_before_excel_97_have_the_encoding_of_their_workbook() {
    let gbk = |text: &str| encoding_rs::GBK.encode(text).0.into_owned();
    let label = |row: u16, column: u16, text: &str| {
        let text = gbk(text);
        let count = u16::try_from(text.len()).unwrap();
        record(0x0204, &[&numbers(&[row, column, 0, count]), &text])
    };
    let begin = record(0x0809, &[&numbers(&[0x0500, 5, 0, 0])]);
    let cells = [
        label(0, 0, "云溪镇2026年民生实事项目清单"),
        label(1, 0, "编号"),
        label(1, 1, "领域"),
        label(1, 2, "名称"),
        label(2, 0, "1"),
        label(2, 1, "教育"),
        label(2, 2, "办学"),
    ];
    let head = [begin.clone(), record(0x42, &[&numbers(&[936])])].concat();
    let name = gbk("表");
    let at = u32::try_from(head.len() + 4 + 7 + name.len() + 4).unwrap();
    let listed = record(0x85, &[&at.to_le_bytes(), &[0, 0, 2], &name]);
    let end = record(0x0a, &[]);
    let bytes = [head, listed, end.clone(), begin, cells.concat(), end].concat();
    let (catalog, _) = read_valid("a.xls", &bytes);
    assert!(to_ron(&catalog).contains("办学"));
}

#[test]
fn a_byte_that_is_damaged_is_harmless() {
    assert_damage_is_harmless("a.xls", &whole());
    assert_damage_is_harmless("a.xls", &compound_file(&whole(), in_order));
}
