//! Cells of a workbook with formulas that were never calculated, and with errors.

use super::xml_book::{XmlBook, cells, outcome, sheet};

const HEAD: [&str; 6] = ["编号", "领域", "名称", "地点", "完成时限", "总投资"];
/// As `openpyxl`, `XlsxWriter` and `rust_xlsxwriter` write it.
const UNCALCULATED: &str = "<calcPr calcId=\"124519\" fullCalcOnLoad=\"1\"/>";

/// Returns what is said of a table with these cells in its first row.
fn read(row: &[&str], calculation: &str) -> (Vec<String>, Vec<String>) {
    let rows = [&["2026年实事"][..], &HEAD, row, &["2", "教育", "办学"]].map(cells);
    let rows = rows.each_ref().map(String::as_str);
    let book = XmlBook {
        sheets: vec![("项目", "visible", sheet("", &rows, ""))],
        calculation,
        ..XmlBook::default()
    };
    let (projects, mut lines) = outcome(&book.read(false));
    // The last column is not known.
    lines.retain(|line| !line.contains("项目!F2"));
    (projects, lines)
}

fn told(cell: &str, column: &str, what: &str) -> String {
    format!("a.xlsx:项目!{cell}（第 3 行 {column} 列）: {what}")
}

const EMPTY: &str = "这一格是公式，里面没有计算结果；请用 Excel 或 WPS 打开这个文件，保存一次";
const ZERO: &str =
    "这一格是公式，里面的结果（0 或空）没有真正计算过；请用 Excel 或 WPS 打开这个文件，保存一次";

#[test]
fn a_formula_without_a_result_is_told_at_its_cell() {
    for formula in [
        "<c><f>ROW()-2</f><v/></c>",
        "<c><f>ROW()-2</f></c>",
        "<c><f t=\"shared\" si=\"0\"/><v></v></c>",
        "<c t=\"str\"><f>A1</f></c>",
    ] {
        for calculation in [UNCALCULATED, "<calcPr calcId=\"171027\"/>", ""] {
            let row = ["1", "教育", "办托班", formula, formula];
            let expected = (vec![], vec![told("D3", "D", EMPTY), told("E3", "E", EMPTY)]);
            assert_eq!(read(&row, calculation), expected, "{formula}");
            // Nothing else is said about the cell.
            let expected = (vec![], vec![told("A3", "A", EMPTY)]);
            assert_eq!(read(&[formula, "教育", "办托班"], calculation), expected, "{formula}");
        }
    }
}

#[test]
fn a_row_of_nothing_but_formulas_is_not_lost() {
    let formula = "<c><f>Sheet2!A1</f><v/></c>";
    let expected: Vec<String> =
        ["A", "B", "C"].map(|column| told(&format!("{column}3"), column, EMPTY)).into();
    assert_eq!(read(&[formula; 3], UNCALCULATED), (vec![], expected));
}

#[test]
fn a_zero_that_no_program_calculated_is_told() {
    for formula in [
        "<c><f>\"城\"&amp;\"北\"</f><v>0</v></c>",
        "<c t=\"str\"><f>\"城\"&amp;\"北\"</f><v></v></c>",
    ] {
        let row = ["1", "教育", "办托班", formula];
        assert_eq!(read(&row, UNCALCULATED), (vec![], vec![told("D3", "D", ZERO)]), "{formula}");
        // An office program that saved the file has calculated it.
        let (projects, lines) = read(&row, "<calcPr calcId=\"191029\"/>");
        assert_eq!((projects.len(), lines), (2, vec![]), "{formula}");
    }
    // A number that was typed, and a result that the writing program knew.
    let row = ["1", "教育", "办托班", "<c><v>0</v></c>", "", "<c><f>1+1</f><v>2</v></c>"];
    assert_eq!(read(&row, UNCALCULATED).0.len(), 2);
    // The other cells of an array formula have no formula themselves.
    let row =
        ["1", "教育", "<c><f t=\"array\" ref=\"C3:D3\">F1:G1</f><v>0</v></c>", "<c><v>0</v></c>"];
    let expected = vec![told("C3", "C", ZERO), told("D3", "D", ZERO)];
    assert_eq!(read(&row, UNCALCULATED), (vec![], expected));
}

#[test]
fn an_error_is_of_no_matter_where_it_is_not_read() {
    for broken in [
        "<c t=\"e\"><v>#REF!</v></c>",
        "<c t=\"e\"><f>A1</f><v>#DIV/0!</v></c>",
        // calamine does not know this one.
        "<c t=\"e\"><v>#SPILL!</v></c>",
        "<c><f>SUM(A1)</f><v/></c>",
    ] {
        let row = ["1", "教育", "办托班", "", "", broken];
        let (projects, lines) = read(&row, UNCALCULATED);
        assert_eq!(projects, ["1 办托班 教育", "2 办学 教育"], "{broken} {lines:?}");
        let row = ["1", "教育", "办托班", broken];
        let (projects, lines) = read(&row, UNCALCULATED);
        assert_eq!((projects.len(), lines.len()), (0, 1), "{broken} {lines:?}");
        // A row of totals is left out.
        let row = ["合计", "", "", broken];
        assert_eq!(read(&row, UNCALCULATED).0, ["2 办学 教育"], "{broken}");
    }
}

#[test]
fn a_header_without_a_result_is_told() {
    let head = ["编号", "领域", "名称", "<c><f>A1</f><v/></c>"];
    let rows = [&["2026年实事"][..], &head, &["1", "教育", "办学", "城北"]].map(cells);
    let rows = rows.each_ref().map(String::as_str);
    let sheets = vec![("项目", "visible", sheet("", &rows, ""))];
    let book = XmlBook { sheets, ..XmlBook::default() };
    let (projects, lines) = outcome(&book.read(false));
    assert!(projects.is_empty());
    // The column has no name without it.
    let header = format!("a.xlsx:项目!D2（第 2 行 D 列）: {EMPTY}");
    assert!(lines.contains(&header) && lines.len() == 2, "{lines:?}");
}
