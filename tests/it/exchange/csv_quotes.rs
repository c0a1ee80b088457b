//! Quotes in CSV that lose text or join rows, what other programs write around cells, and errors
//! past those that are listed.

use minsheng::lang::Lang;

use super::{messages, read_bytes, read_valid};

fn table(rows: &str) -> String {
    format!("2026年清单\n序号,领域,项目名称,地点\n{rows}")
}

/// Returns the messages about a table that say something of quotes.
fn told(rows: &str) -> Vec<String> {
    let result = read_bytes("a.csv", table(rows).as_bytes());
    let mut lines = messages(&result, "a.csv", Lang::Zh);
    lines.retain(|line| line.contains("引号"));
    assert_eq!(result.catalog.is_none(), !lines.is_empty(), "{rows} {lines:?}");
    lines
}

#[test]
fn rows_that_quotes_have_joined_are_found_however_they_are_numbered() {
    for (rows, cell, line) in [
        ("1,教育,\"甲,东村\n2,教育,乙,西村\n3,教育,丙\",南村\n", "C3", "2,教育,乙,西村"),
        ("1,教育,\"甲,东村\n（二）,教育,乙,西村\n三,教育,丙\",南村\n", "C3", "（二）,教育,乙,西村"),
        ("1,教育,\"三好,东村\n,教育,乙,西村\n,教育,\"四好,南村\n", "C3", ",教育,乙,西村"),
        ("①,教育,\"甲,东村\n②,教育,乙\",西村\n", "C3", "②,教育,乙"),
    ] {
        let lines = told(rows);
        let expected = format!("{cell}（第 3 行 C 列）: 这一格里像是连进了另一行：{line}；");
        assert!(lines.iter().any(|line| line.contains(&expected)), "{rows} {lines:#?}");
    }
}

#[test]
fn a_quote_that_would_be_lost_is_told() {
    for (rows, cell) in [
        ("1,教育,\"三好\"学校,东村\n", "C3"),
        ("1,教育,甲,东村\n2,教育,建设\"三好,四好\"学校,西村\n", "C4"),
        ("1,教育,\"甲\",\"东村\"旁\n", "D3"),
    ] {
        let lines = told(rows);
        assert!(lines.iter().any(|line| line.starts_with(&format!("a.csv:{cell}"))), "{lines:#?}");
    }
}

#[test]
fn honest_quotes_and_lines_are_no_error() {
    for rows in [
        "1,教育,建设\"三好\"学校,东村\n",
        "1,教育,\"说\"\"好\"\"的\",\"东村\n西村\"\n",
        "1,教育,\"第一,做好,第二,再做\n二,三,四,五,六\",\"东村\n西村\"\n",
        "1,教育,\"A, B, C\nD, E\",x\n",
        "1,教育,甲,\"A, B and C\n12 May Road\"\n",
    ] {
        assert_eq!(told(rows), Vec::<String>::new(), "{rows}");
    }
}

#[test]
fn what_other_programs_write_around_cells_is_no_part_of_them() {
    let plain = read_valid("a.csv", table("1,教育,甲,东村\n").as_bytes()).0;
    let utf_16: Vec<u8> =
        table("1,教育,甲,东村\n").encode_utf16().flat_map(u16::to_le_bytes).collect();
    for text in [
        table("1,教育,甲,东村\n\u{1a}"),
        table("=\"01\",教育,=\"甲\",东村\n"),
        table("\"=\"\"01\"\"\",教育,\"=\"\"甲\"\"\",东村\n"),
        format!("sep=,\n{}", table("1,教育,甲,东村\n")),
        format!("sep=;\n{}", table("1,教育,甲,东村\n")).replace(',', ";"),
        format!("\"sep=|\"\n{}", table("1,教育,甲,东村\n")).replace(',', "|"),
        table("1,教育,甲,东村\n").replace(',', "|"),
    ] {
        let (catalog, lines) = read_valid("a.csv", text.as_bytes());
        assert_eq!((catalog, lines.len()), (plain.clone(), 2), "{text} {lines:?}");
    }
    let (catalog, lines) = read_valid("a.csv", &utf_16);
    assert_eq!(catalog, plain);
    assert!(lines.iter().any(|line| line.contains("UTF-16")), "{lines:?}");
}

#[test]
fn errors_past_those_that_are_listed_are_counted() {
    for (count, rest) in [(100, None), (101, Some(1)), (250, Some(150))] {
        let rows: String = (1..=count).map(|no| format!("{no},教育,,\n")).collect();
        let result = read_bytes("a.csv", table(&rows).as_bytes());
        let lines = messages(&result, "a.csv", Lang::En);
        let last = lines.last().unwrap();
        let expected = rest.map(|rest: i32| {
            format!("a.csv:C103 (row 103, column C): {rest} more errors are not listed; correct those above first")
        });
        assert_eq!(expected.as_ref().is_some_and(|text| text == last), rest.is_some(), "{last}");
        assert_eq!(lines.iter().any(|line| line.contains("more errors")), rest.is_some());
    }
}
