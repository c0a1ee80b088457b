//! Errors in a spreadsheet: sheet, row, column and the correction, in both languages.

use std::io::{Cursor, Write};

use minsheng::lang::Lang;

use super::{messages, read_bytes};

/// Asserts that these are all messages about a table, except notes.
fn assert_error(table: &str, zh: &[&str], en: &[&str]) {
    let result = read_bytes("a.csv", table.as_bytes());
    assert!(result.catalog.is_none(), "{table}");
    for (lang, expected) in [(Lang::Zh, zh), (Lang::En, en)] {
        let lines = messages(&result, "a.csv", lang);
        let lines: Vec<&str> = lines
            .iter()
            .map(String::as_str)
            .filter(|line| !line.contains("说明：") && !line.contains("note:"))
            .collect();
        assert_eq!(lines, expected, "{table}");
    }
}

/// Returns a table of projects with these rows.
fn table(rows: &str) -> String {
    format!("清单\n编号,领域,名称,目标,英文目标\n{rows}")
}

#[test]
fn a_file_without_a_header_is_told_what_one_is() {
    assert_error(
        "修路,1\n",
        &[
            "a.csv:A1（第 1 行 A 列）: 没有找到项目表；表头至少要有“编号”“领域”“名称”三列，样子可以用 minsheng export -o 样表.xlsx 得到",
        ],
        &[
            "a.csv:A1 (row 1, column A): there is no table of projects; its header needs at least No., Domain and Title; for a sample: minsheng export -o sample.xlsx",
        ],
    );
    assert_error(
        "清单\n编号,领域,名称\n",
        &["a.csv:A1（第 1 行 A 列）: 一个项目也没有；请至少写一个"],
        &["a.csv:A1 (row 1, column A): there are no projects; add at least one"],
    );
    assert_error(
        "编号,领域,名称\n1,道路,修路\n",
        &[
            "a.csv:A1（第 1 行 A 列）: 没有清单名称；请在表头上面加一行，只写名称，或加 --title 名称",
        ],
        &[
            "a.csv:A1 (row 1, column A): the programme has no name; add a row above the header that contains only its name, or add --title NAME",
        ],
    );
}

#[test]
fn notes_never_take_the_place_of_errors() {
    let unknown: String = (1..=150).map(|nth| format!(",栏{nth}")).collect();
    let table = format!("清单\n编号,领域,名称{unknown}\n1,道路,修路\n甲,道路,修桥\n");
    let result = read_bytes("a.csv", table.as_bytes());
    let lines = messages(&result, "a.csv", Lang::Zh);
    assert!(result.catalog.is_none());
    assert_eq!(
        lines.last().unwrap(),
        "a.csv:A4（第 4 行 A 列）: 编号 甲 不对；应该是 1 到 9999999 的整数"
    );
}

#[test]
fn all_faults_of_a_table_are_told_at_once() {
    assert_error(
        &table("1,道路,修路\n甲,道路,\n1,,修桥\n,道路,修灯\n"),
        &[
            "a.csv:A4（第 4 行 A 列）: 编号 甲 不对；应该是 1 到 9999999 的整数",
            "a.csv:C4（第 4 行 C 列）: “名称”是空的；请填写（合并的单元格在 CSV 里要逐行填写）",
            "a.csv:A5（第 5 行 A 列）: 编号 1 重复，第 3 行已经用过；请改成没用过的编号",
            "a.csv:B5（第 5 行 B 列）: “领域”是空的；请填写（合并的单元格在 CSV 里要逐行填写）",
            "a.csv:A6（第 6 行 A 列）: “编号”是空的；请填写（合并的单元格在 CSV 里要逐行填写）",
        ],
        &[
            "a.csv:A4 (row 4, column A): 甲 is not a project number; use a whole number from 1 to 9999999",
            "a.csv:C4 (row 4, column C): Title is empty; fill it in (in CSV, each row of a merged cell needs its own value)",
            "a.csv:A5 (row 5, column A): number 1 is already used in line 3; give this project another number",
            "a.csv:B5 (row 5, column B): Domain is empty; fill it in (in CSV, each row of a merged cell needs its own value)",
            "a.csv:A6 (row 6, column A): No. is empty; fill it in (in CSV, each row of a merged cell needs its own value)",
        ],
    );
}

#[test]
fn a_target_that_cannot_be_kept_is_told_how_to_be_written() {
    assert_error(
        &table(
            "1,道路,修路,新增若干\n2,道路,修桥,近 600 个\n3,道路,修灯,8000-3000 盏灯\n4,道路,修坡,600 个\n5,道路,修井,\"井 5 口\n井盖 6 个\",\"Wells 5\nLids 7\"\n",
        ),
        &[
            "a.csv:D3（第 3 行 D 列）: “新增若干”里看不出数目；请写成“新增公共停车位 不少于 600 个”这样，没有数目的写到“更多”里",
            "a.csv:D4（第 4 行 D 列）: “近”这样的数没有办法表示（近 600 个）；可以写 约、不少于、超，或 3000-8000，都不合适就写到“更多”里",
            "a.csv:D5（第 5 行 D 列）: “8000-3000 盏灯”从大到小；请对调",
            "a.csv:D6（第 6 行 D 列）: “600 个”没说数的是什么；请写成“新增公共停车位 不少于 600 个”这样",
            "a.csv:D7（第 7 行 D 列）: 中文写的是 6，英文写的是 7；请改成一样",
        ],
        &[
            "a.csv:D3 (row 3, column D): there is no number in 新增若干; write it like New parking spaces at least 600 spaces, or move what has no number to More",
            "a.csv:D4 (row 4, column D): 近 beside a number has no equivalent here (近 600 个); use about, at least, more than or a range such as 3000-8000, or move it to More",
            "a.csv:D5 (row 5, column D): 8000-3000 盏灯 runs from high to low; swap the numbers",
            "a.csv:D6 (row 6, column D): 600 个 does not say what is counted; write it like New parking spaces at least 600 spaces",
            "a.csv:D7 (row 7, column D): the Chinese says 6, the English says 7; make them the same",
        ],
    );
}

#[test]
fn faults_of_domains_and_of_the_programme_are_told_where_they_stand() {
    assert_error(
        "清单,中文\n清单名称,实事\n年份,今年\n发布日期,2026-02-30\n地名,城北\n领域代号,领域名称,由谁命名\nroads,道路,\nroads,路,\n,桥,\nB!,桥,谁\n编号,领域,名称\n1,道路,修路\n2,公路,修路\n",
        &[
            "a.csv:B3（第 3 行 B 列）: 年份 今年 不对；应该写成 2026 这样的整数",
            "a.csv:B4（第 4 行 B 列）: 日期 2026-02-30 不对；请写成 2026-12-31 这样",
            "a.csv:A5（第 5 行 A 列）: 没有 地名 这个字段；可以写：清单名称 Title, 地区 Locality, 年份 Year, 发布日期 Published, 来源 Source, 说明 Note",
            "a.csv:A8（第 8 行 A 列）: 领域 roads 定义了两次；请改掉一个",
            "a.csv:A9（第 9 行 A 列）: “领域代号”是空的；请填写（合并的单元格在 CSV 里要逐行填写）",
            "a.csv:A10（第 10 行 A 列）: 领域代号 B! 不合规；只用小写字母、数字、- 和 _",
            "a.csv:C10（第 10 行 C 列）: 谁 在这里无效；可以写：公告 announcement, 本清单 catalogue",
            "a.csv:B13（第 13 行 B 列）: 没有 公路 这个领域；可以写：道路, 桥, 桥；新的领域请加到领域表里",
        ],
        &[
            "a.csv:B3 (row 3, column B): 今年 is not a year; write a whole number such as 2026",
            "a.csv:B4 (row 4, column B): 2026-02-30 is not a date; write it like 2026-12-31",
            "a.csv:A5 (row 5, column A): there is no field 地名; possible values: 清单名称 Title, 地区 Locality, 年份 Year, 发布日期 Published, 来源 Source, 说明 Note",
            "a.csv:A8 (row 8, column A): the domain roads is defined twice; rename one",
            "a.csv:A9 (row 9, column A): Domain ID is empty; fill it in (in CSV, each row of a merged cell needs its own value)",
            "a.csv:A10 (row 10, column A): B! is not a domain id; use only lower-case letters, digits, - and _",
            "a.csv:C10 (row 10, column C): 谁 is not valid here; possible values: 公告 announcement, 本清单 catalogue",
            "a.csv:B13 (row 13, column B): there is no domain 公路; possible values: 道路, 桥, 桥; add a new domain to the table of domains",
        ],
    );
}

#[test]
fn a_quote_without_its_pair_is_told_and_nothing_is_taken() {
    for (rows, told) in [
        (
            "1,道路,\"修路\n",
            "a.csv:C3（第 3 行 C 列）: 这一格的引号 \" 不成对，或者后面还有字，内容可能丢失或连到别的行；请补上或删去，正文里的引号请用“ ”",
        ),
        (
            "1,道路,\"修路\n2,道路,修桥\n",
            "a.csv:C3（第 3 行 C 列）: 这一格里像是连进了另一行：2,道路,修桥；多半是引号 \" 不成对，请检查这几行的引号",
        ),
    ] {
        let result = read_bytes("a.csv", table(rows).as_bytes());
        assert!(result.catalog.is_none());
        let lines = messages(&result, "a.csv", Lang::Zh);
        assert!(lines.iter().any(|line| line == told), "{lines:#?}");
    }
}

#[test]
fn empty_lines_count_as_rows() {
    assert_error(
        "清单\r\n\r\n编号,领域,名称\r\n\r\n\r\n零,道路,修路\r\n",
        &["a.csv:A6（第 6 行 A 列）: 编号 零 不对；应该是 1 到 9999999 的整数"],
        &[
            "a.csv:A6 (row 6, column A): 零 is not a project number; use a whole number from 1 to 9999999",
        ],
    );
}

#[test]
fn what_is_no_workbook_is_told_what_to_save_it_as() {
    for (bytes, zh) in [
        (
            &b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old"[..],
            "a.xlsx:1:1: 这是旧版 Office 一类的文件，读不了；",
        ),
        (b"", "a.xlsx:1:1: 文件是空的（0 字节）"),
        (b"PK\x03\x04 broken", "a.xlsx:1:1: 这个表格打不开，可能已经损坏"),
    ] {
        let lines = messages(&read_bytes("a.xlsx", bytes), "a.xlsx", Lang::Zh);
        assert!(lines.len() == 1 && lines[0].starts_with(zh), "{lines:?}");
    }
}

#[test]
fn a_workbook_that_unfolds_without_end_is_refused_before_it_does() {
    use std::io::Write;
    let mut book = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default()
        .compression_method(zip::CompressionMethod::Deflated);
    book.start_file("xl/sharedStrings.xml", options.large_file(true)).unwrap();
    let chunk = vec![b' '; 1 << 20];
    for _ in 0..1030 {
        book.write_all(&chunk).unwrap();
    }
    let bytes = book.finish().unwrap().into_inner();
    assert!(bytes.len() < 4 << 20, "{}", bytes.len());
    let lines = messages(&read_bytes("a.xlsx", &bytes), "a.xlsx", Lang::Zh);
    // 24 MiB, and 64 times the size of the file.
    let unpacked = 24 + 64 * bytes.len() / (1 << 20);
    assert_eq!(
        lines,
        [format!(
            "a.xlsx:1:1: 这个表格解压后超过 {unpacked} MiB，比同样大小的表格多得多；请用 Excel、WPS \
             或 LibreOffice 打开，再另存一次"
        )]
    );
}

#[test]
fn a_cell_that_holds_an_error_is_told() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let page = book.add_worksheet().set_name("项目").unwrap();
    page.write_string(0, 0, "清单").unwrap();
    for (column, head) in (0..).zip(["编号", "领域", "名称"]) {
        page.write_string(1, column, head).unwrap();
        page.write_string(2, column, "1").unwrap();
    }
    page.write_formula(2, 2, rust_xlsxwriter::Formula::new("=1/0").set_result("#DIV/0!")).unwrap();
    let lines =
        messages(&read_bytes("a.xlsx", &book.save_to_buffer().unwrap()), "a.xlsx", Lang::Zh);
    assert!(
        lines
            .iter()
            .any(|line| line.starts_with("a.xlsx:项目!C3（第 3 行 C 列）: 这一格是公式错误")),
        "{lines:?}"
    );
}

#[test]
fn json_is_validated_like_ron_with_the_places_of_the_json() {
    let json = "{\n  \"title\": \"清单\\n\\u4e00\", \"x\": null, \"y\": 1,\n  \"domains\": [{\"id\": \"roads\", \"name\": {\"zh\": \"道路\"}}],\n  \
                \"projects\": [{\"no\": 0, \"domain\": \"raods\", \"title\": \"修\\/路\",\n    \"targets\": [{\"what\": \"长\", \"amount\": 1, \"qualifier\": \"abut\"}]}]\n}";
    let result = read_bytes("a.json", json.as_bytes());
    assert_eq!(
        messages(&result, "a.json", Lang::Zh),
        [
            "a.json:2:38: 提醒：未知字段 y，没有读入",
            "a.json:4:23: 编号 0 不对；应该是 1 到 9999999 的整数",
            "a.json:4:36: 没有 raods 这个领域；你是不是想写 roads？",
            "a.json:5:58: abut 在这里无效；你是不是想写 about？",
        ]
    );
    for (json, location) in [
        ("{\"title\": \"清单\",}", "1:16"),
        ("{\n  \"修路\": 1 2}", "2:11"),
        ("[1,", "1:3"),
        ("", "1:1"),
    ] {
        let lines = messages(&read_bytes("a.json", json.as_bytes()), "a.json", Lang::Zh);
        assert!(lines[0].starts_with(&format!("a.json:{location}: ")), "{lines:?}");
    }
}

/// Returns a workbook of `sheets` sheets, all stored in the same part if `shared`.
fn workbook(sheets: usize, shared: bool) -> Vec<u8> {
    const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let mut add_file = |name: &str, text: &str| {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    };
    let relationship = |nth: usize, kind: &str, target: &str| {
        format!("<Relationship Id=\"r{nth}\" Type=\"{OFFICE}/{kind}\" Target=\"{target}\"/>")
    };
    let relations = |text: &str| {
        format!(
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{text}</Relationships>"
        )
    };
    let part = |nth: usize| if shared { 1 } else { nth };
    add_file("_rels/.rels", &relations(&relationship(1, "officeDocument", "xl/workbook.xml")));
    let names: String = (1..=sheets)
        .map(|nth| format!("<sheet name=\"S{nth}\" sheetId=\"{nth}\" r:id=\"r{}\"/>", part(nth)))
        .collect();
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    add_file(
        "xl/workbook.xml",
        &format!(
            "<workbook xmlns=\"{main}\" xmlns:r=\"{OFFICE}\"><sheets>{names}</sheets></workbook>"
        ),
    );
    let parts = if shared { 1 } else { sheets };
    let links: String = (1..=parts)
        .map(|nth| relationship(nth, "worksheet", &format!("worksheets/sheet{nth}.xml")))
        .collect();
    add_file("xl/_rels/workbook.xml.rels", &relations(&links));
    for nth in 1..=parts {
        add_file(
            &format!("xl/worksheets/sheet{nth}.xml"),
            &format!("<worksheet xmlns=\"{main}\"><sheetData/></worksheet>"),
        );
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn a_workbook_of_more_sheets_than_any_office_has_is_refused() {
    for (sheets, shared) in [(4_097, false), (50_000, true)] {
        let result = read_bytes("a.xlsx", &workbook(sheets, shared));
        let zh =
            format!("a.xlsx:1:1: 这个工作簿有 {sheets} 张工作表，最多能读 4096 张；请删去不用的");
        let en = format!(
            "a.xlsx:1:1: this workbook has {sheets} sheets, but at most 4096 are read; delete those that are not needed"
        );
        assert_eq!(
            [Lang::Zh, Lang::En].map(|lang| messages(&result, "a.xlsx", lang)),
            [[zh], [en]]
        );
    }
    let lines = messages(&read_bytes("a.xlsx", &workbook(100, false)), "a.xlsx", Lang::Zh);
    assert!(lines.iter().any(|line| line.contains("没有找到项目表")), "{lines:?}");
}
