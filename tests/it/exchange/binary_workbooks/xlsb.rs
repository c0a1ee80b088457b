//! Binary workbooks since 2007 (MS-XLSB).

use super::*;

/// Returns a number in groups of seven bits.
fn groups(mut number: usize) -> Vec<u8> {
    let mut bytes = Vec::new();
    loop {
        let group = u8::try_from(number % 128).unwrap();
        number /= 128;
        bytes.push(group | if number > 0 { 0x80 } else { 0 });
        if number == 0 {
            return bytes;
        }
    }
}

fn record(kind: usize, data: &[&[u8]]) -> Vec<u8> {
    let data = data.concat();
    [groups(kind), groups(data.len()), data].concat()
}

fn numbers(numbers: &[u32]) -> Vec<u8> {
    numbers.iter().copied().flat_map(u32::to_le_bytes).collect()
}

fn text(text: &str) -> Vec<u8> {
    let units: Vec<u16> = text.encode_utf16().collect();
    let count = u32::try_from(units.len()).unwrap();
    let units = units.into_iter().flat_map(u16::to_le_bytes);
    count.to_le_bytes().into_iter().chain(units).collect()
}

fn styles() -> Vec<u8> {
    let short = |numbers: &[u16]| -> Vec<u8> {
        numbers.iter().copied().flat_map(u16::to_le_bytes).collect()
    };
    let style = |font: u16, format: u16| record(0x2f, &[&short(&[0, format, font])]);
    [
        record(0x2b, &[&short(&[200, 0])]),
        record(0x2b, &[&short(&[200, 8])]),
        record(0x2c, &[&short(&[164]), &text("yyyy\"年\"m\"月\"")]),
        // A style that no cell has.
        style(0, 14),
        record(0x0269, &[&numbers(&[4])]),
        style(0, 0),
        style(0, 9),
        style(0, 164),
        style(1, 0),
        record(0x026a, &[]),
    ]
    .concat()
}

/// Returns the record of a cell; one that is short does not tell its column.
fn cell(column: u32, (content, style): (Content, u16), is_short: bool) -> Vec<u8> {
    let style = u32::from(style).to_le_bytes();
    let column = if is_short { Vec::new() } else { column.to_le_bytes().to_vec() };
    let kind = |long: usize, short: usize| if is_short { short } else { long };
    match content {
        Number(number) if number < 10.0 && number.fract() == 0.0 => {
            #[expect(clippy::cast_possible_truncation, reason = "a small number")]
            let packed = (number as i32) << 2 | 2;
            record(kind(2, 13), &[&column, &style, &packed.to_le_bytes()])
        }
        Number(number) => record(kind(5, 16), &[&column, &style, &number.to_le_bytes()]),
        Text("修路") => record(kind(7, 18), &[&column, &style, &numbers(&[1])]),
        Text(value) => record(kind(6, 17), &[&column, &style, &text(value)]),
        Empty => record(kind(1, 12), &[&column, &style]),
    }
}

fn sheet(tab: &Tab, is_short: bool) -> Vec<u8> {
    let mut records = record(0x81, &[]);
    if let Some(column) = tab.hidden_column {
        records.extend(record(0x3c, &[&numbers(&[column, column, 2000, 0]), &[1, 0]]));
    }
    records.extend(record(0x91, &[]));
    for (cells, row) in tab.rows.iter().zip(0..) {
        let flags = if tab.hidden_rows.contains(&row) { 0x10 } else { 0 };
        records.extend(record(0x00, &[&numbers(&[row, 0]), &[0, 1, 0, flags, 0, 0, 0, 0, 0]]));
        for (content, column) in cells.iter().zip(0..) {
            records.extend(cell(column, *content, is_short && column > 0));
        }
    }
    records.extend(record(0x92, &[]));
    if let Some(merged) = tab.merged {
        records.extend(record(0xb0, &[&numbers(&merged)]));
    }
    records.extend(record(0x82, &[]));
    records
}

fn book(tabs: &[Tab], is_short: bool) -> Vec<u8> {
    let (mut list, mut links, mut parts) = (Vec::new(), String::new(), Vec::new());
    for (tab, nth) in tabs.iter().zip(1..) {
        let id = format!("rId{nth}");
        let state = numbers(&[u32::from(tab.is_hidden), nth]);
        list.extend(record(0x9c, &[&state, &text(&id), &text(tab.name)]));
        links += &format!("<Relationship Id=\"{id}\" Target=\"worksheets/sheet{nth}.bin\"/>");
        parts.push((format!("xl/worksheets/sheet{nth}.bin"), sheet(tab, is_short)));
    }
    let links = format!("<Relationships>{links}</Relationships>");
    let shared = [
        record(0x9f, &[&numbers(&[2, 2])]),
        record(0x13, &[&[0], &text("甲")]),
        record(0x13, &[&[0], &text("修路")]),
    ]
    .concat();
    let (styles, list) = (styles(), [record(0x99, &[&[0; 8]]), list].concat());
    let mut all = vec![
        ("[Content_Types].xml", &b"<Types/>"[..]),
        ("xl/workbook.bin", &list),
        ("xl/_rels/workbook.bin.rels", links.as_bytes()),
        ("xl/styles.bin", &styles),
        ("xl/sharedStrings.bin", &shared),
    ];
    all.extend(parts.iter().map(|(name, part)| (name.as_str(), part.as_slice())));
    packed(&all)
}

#[test]
fn a_binary_workbook_reads_as_it_is_shown() {
    for is_short in [false, true] {
        let bytes = book(&tabs(), is_short);
        for name in ["a.xlsb", "a.xlsx", "a.xls"] {
            assert_read(name, &bytes);
        }
    }
}

#[test]
fn errors_in_cells_are_told_and_damaged_parts_refused() {
    let rows = vec![
        plain(&[Text("云溪镇2026年民生实事项目清单")]),
        plain(&["编号", "领域", "名称"].map(Text)),
        plain(&[Number(1.0), Text("教育"), Text("修路")]),
    ];
    let [first, ..] = tabs();
    let tab = Tab { rows, hidden_rows: Vec::new(), hidden_column: None, merged: None, ..first };
    let whole = book(&[tab], false);
    read_valid("a.xlsb", &whole);
    // The error of a formula in place of the title.
    let sheet_with = |cell: &[u8]| {
        let [first, ..] = tabs();
        let rows = vec![
            plain(&[Text("云溪镇2026年民生实事项目清单")]),
            plain(&["编号", "领域", "名称"].map(Text)),
            plain(&[Number(1.0), Text("教育")]),
        ];
        let tab = Tab { rows, hidden_rows: Vec::new(), hidden_column: None, merged: None, ..first };
        let mut records = sheet(&tab, false);
        let end = [record(0x92, &[]), record(0x82, &[])].concat();
        records.truncate(records.len() - end.len());
        records.extend(cell);
        records.extend(end);
        let list = record(0x9c, &[&numbers(&[0, 1]), &text("rId1"), &text("清单")]);
        let links = "<Relationships><Relationship Id=\"rId1\" Target=\"worksheets/sheet1.bin\"/></Relationships>";
        packed(&[
            ("xl/workbook.bin", &list),
            ("xl/_rels/workbook.bin.rels", links.as_bytes()),
            ("xl/worksheets/sheet1.bin", &records),
        ])
    };
    for kind in [0x03, 0x0b] {
        let lines = errors("a.xlsb", &sheet_with(&record(kind, &[&numbers(&[2, 0]), &[0x17]])));
        assert!(
            lines.iter().any(|line| line.contains("C3") && line.contains("#REF!")),
            "{lines:#?}"
        );
    }
    for cell in [record(0x07, &[&numbers(&[2, 0, 99])]), record(0x05, &[&numbers(&[2, 0])])] {
        let lines = errors("a.xlsb", &sheet_with(&cell));
        assert!(lines.len() == 1 && lines[0].contains("may be damaged"), "{lines:#?}");
    }
}

#[test]
fn a_byte_that_is_damaged_is_harmless() {
    assert_damage_is_harmless("a.xlsb", &book(&tabs(), true));
}
