//! Hidden sheets, rows and columns, rows that a filter hides, and rows that are struck through.

use minsheng::lang::Lang;

use super::messages;
use super::xml_book::{XmlBook, cells, outcome, sheet};

const HEAD: [&str; 4] = ["编号", "领域", "名称", "地点"];
const ALL: [&str; 3] = ["1 办学 教育", "2 修路 交通出行", "3 修桥 交通出行"];

/// Returns the rows of a table, each with the attributes of its element.
fn rows(attributes: [&str; 5]) -> Vec<String> {
    let rows = [
        &["2026年实事"][..],
        &HEAD,
        &["1", "教育", "办学", "城北"],
        &["2", "交通出行", "修路", "城东"],
        &["3", "交通出行", "修桥", "城西"],
    ];
    rows.iter()
        .zip(attributes)
        .map(|(row, attributes)| format!("{attributes}|{}", cells(row)))
        .collect()
}

/// Returns a workbook with one sheet.
fn book<'a>(head: &str, rows: &[String], tail: &str) -> XmlBook<'a> {
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    XmlBook { sheets: vec![("项目", "visible", sheet(head, &rows, tail))], ..XmlBook::default() }
}

/// Asserts that `book` gives these projects and messages, and all projects with `--hidden`.
fn assert_left_out(book: &XmlBook, projects: &[&str], lines: &[&str], taken: &str) {
    let (found, said) = outcome(&book.read(false));
    assert_eq!((found, &said), (projects.iter().map(ToString::to_string).collect(), &said));
    assert_eq!(said, lines);
    let (found, said) = outcome(&book.read(true));
    assert_eq!(found.len(), 3, "{said:?}");
    let taken = format!("a.xlsx:1:1: 说明：隐藏或划了删除线的内容也读入了：{taken}");
    assert_eq!(said.first(), Some(&taken));
}

#[test]
fn hidden_rows_are_left_out_and_told() {
    for hidden in ["hidden=\"1\"", "hidden='true'", "ht=\"0\" customHeight=\"1\""] {
        assert_left_out(
            &book("", &rows(["", "", "", hidden, ""]), ""),
            &[ALL[0], ALL[2]],
            &[
                "a.xlsx:项目!A4（第 4 行 A 列）: 提醒：隐藏的行没有读入（共 1 处：4）；要读入，请用 import --hidden",
            ],
            "工作表 0 张，列 0 列，行 1 行",
        );
    }
    // Rows of a filter are told as such, in one line.
    let filter = "<autoFilter ref=\"A2:D5\"/>";
    assert_left_out(
        &book("", &rows(["", "", "hidden=\"1\"", "", "hidden=\"1\""]), filter),
        &[ALL[1]],
        &[
            "a.xlsx:项目!A3（第 3 行 A 列）: 提醒：筛选掉的行没有读入（共 2 处：3，5）；要读入，请用 import --hidden",
        ],
        "工作表 0 张，列 0 列，行 2 行",
    );
}

#[test]
fn an_empty_hidden_row_is_no_news() {
    let mut rows = rows([""; 5]);
    rows.push(format!("hidden=\"1\"|{}", cells(&[" "])));
    let (found, said) = outcome(&book("", &rows, "").read(false));
    assert_eq!((found.len(), said), (3, vec![]));
}

#[test]
fn a_hidden_column_is_left_out_and_told_once() {
    let hide = |column: usize| {
        format!("<cols><col min=\"{column}\" max=\"{column}\" width=\"9\" hidden=\"1\"/></cols>")
    };
    let all = rows([""; 5]);
    let told = "a.xlsx:项目!D2（第 2 行 D 列）: 提醒：这一列是隐藏的，没有读入：“地点”等（共 4 处：D2，D3，D4，..）；要读入，请用 import --hidden";
    let taken = "工作表 0 张，列 1 列，行 0 行";
    assert_left_out(&book(&hide(4), &all, ""), &ALL, &[told], taken);
    // The table is gone with a column that it needs, and the message says why.
    let (found, said) = outcome(&book(&hide(3), &all, "").read(false));
    assert!(found.is_empty() && said.len() == 2, "{said:?}");
    let told = "没有找到项目表；隐藏的工作表、行或列没有读入";
    assert!(said.iter().any(|line| line.contains(told)), "{said:?}");
    let english = messages(&book(&hide(1), &all, "").read(false), "a.xlsx", Lang::En).join("\n");
    assert!(english.contains("unhide them, or use import --hidden"), "{english}");
}

#[test]
fn all_rows_hidden_is_told_with_the_way_out() {
    let hidden = "hidden=\"1\"";
    let (found, said) = outcome(&book("", &rows(["", "", hidden, hidden, hidden]), "").read(false));
    assert!(found.is_empty());
    assert!(said.iter().any(|line| line.contains("一个项目也没有；隐藏的")), "{said:?}");
    assert!(said.iter().any(|line| line.contains("共 3 处：3–5")), "{said:?}");
}

#[test]
fn a_hidden_sheet_is_left_out_and_told() {
    for state in ["hidden", "veryHidden"] {
        let mut book = book("", &rows([""; 5])[..4], "");
        let old = [&["2025年实事"][..], &HEAD, &["3", "交通出行", "修桥"]].map(cells);
        let old = old.each_ref().map(String::as_str);
        book.sheets.push(("2025", state, sheet("", &old, "")));
        assert_left_out(
            &book,
            &ALL[..2],
            &[
                "a.xlsx:2025!A1（第 1 行 A 列）: 提醒：工作表“2025”是隐藏的，没有读入（3 行有内容）；要读入，请用 import --hidden",
            ],
            "工作表 1 张，列 0 列，行 0 行",
        );
    }
}

#[test]
fn merged_cells_keep_their_value_when_their_first_row_is_hidden() {
    let mut table = rows(["", "", "", "hidden=\"1\"", ""]);
    table[4] = format!("|{}", cells(&["3", "", "修桥", "城西"]));
    let merged = "<mergeCells><mergeCell ref=\"B4:B5\"/></mergeCells>";
    let (found, _) = outcome(&book("", &table, merged).read(false));
    assert_eq!(found, [ALL[0], ALL[2]]);
    // A title over all columns, the first of which is hidden.
    let mut table = rows([""; 5]);
    for row in &mut table[1..] {
        *row = format!("|{}{}", cells(&["x"]), row.trim_start_matches('|'));
    }
    let merged = "<mergeCells><mergeCell ref=\"A1:E1\"/></mergeCells>";
    let head = "<cols><col min=\"1\" max=\"1\" hidden=\"1\"/></cols>";
    let result = book(head, &table, merged).read(false);
    let (found, said) = outcome(&result);
    assert_eq!(found, ALL, "{said:?}");
    assert_eq!(result.catalog.unwrap().programme().title.get(Lang::Zh), "2026年实事");
}

#[test]
fn a_row_that_is_struck_through_is_left_out_and_told() {
    let told = "a.xlsx:项目!A4（第 4 行 A 列）: 提醒：划了删除线的行没有读入（共 1 处：4）；要读入，请用 import --hidden";
    let taken = "工作表 0 张，列 0 列，行 1 行";
    let texts = "<si><r><t>2</t></r></si><si><r><rPr><strike/></rPr><t>2</t></r></si>\
        <si><r><rPr><strike/></rPr><t>交通</t></r><r><rPr><strike val=\"1\"/></rPr><t>出行</t></r></si>";
    let by_font = ["2", "交通出行", "修路"]
        .map(|text| format!("<c t=\"inlineStr\" s=\"1\"><is><t>{text}</t></is></c>"));
    let run = "<c t=\"inlineStr\"><is><r><rPr><strike/></rPr><t>修路</t></r></is></c>";
    let by_runs = ["<c t=\"s\"><v>1</v></c>", "<c t=\"s\"><v>2</v></c>", run].map(str::to_owned);
    for row in [by_font, by_runs] {
        let mut table = rows([""; 5]);
        table[3] = format!("|{}", row.concat());
        let book = XmlBook { texts, ..book("", &table, "") };
        assert_left_out(&book, &[ALL[0], ALL[2]], &[told], taken);
    }
}

#[test]
fn a_text_that_is_struck_through_in_part_is_told() {
    let runs = "<r><rPr><strike/></rPr><t>修600米</t></r><r><t>修路</t></r>";
    let texts = format!("<si>{runs}</si>");
    for cell in ["<c t=\"s\"><v>0</v></c>", &format!("<c t=\"inlineStr\"><is>{runs}</is></c>")] {
        let mut table = rows([""; 5]);
        table[3] = format!("|{}", cells(&["2", "交通出行", cell]));
        let book = XmlBook { texts: &texts, ..book("", &table, "") };
        let (found, said) = outcome(&book.read(false));
        let expected = "a.xlsx:项目!C4（第 4 行 C 列）: 这一格里有一部分文字划了删除线；请删去那部分，或去掉删除线";
        assert_eq!((found, said), (vec![], vec![expected.to_owned()]));
    }
    // A whole cell of a row that is not.
    let mut table = rows([""; 5]);
    let cell = "<c t=\"inlineStr\" s=\"1\"><is><t>城南</t></is></c>";
    table[3] = format!("|{}", cells(&["2", "交通出行", "修路", cell]));
    let (found, said) = outcome(&book("", &table, "").read(false));
    let expected = "a.xlsx:项目!D4（第 4 行 D 列）: 提醒：划了删除线的单元格照常读入了，所在的行没有全部划掉（共 1 处：D4）；如果作废，请清空";
    assert_eq!((found.len(), said), (3, vec![expected.to_owned()]));
}
