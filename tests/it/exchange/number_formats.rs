//! Numbers of a workbook whose cells show more than the number.

use minsheng::lang::Lang;

use super::xml_book::{XmlBook, cells, outcome, sheet};

/// Reads a report of `value` in a cell with a number format. Returns what was done, and the
/// messages.
fn done(code: &str, value: &str) -> (Vec<String>, Vec<String>) {
    let cell = format!("<c s=\"1\"><v>{value}</v></c>");
    let rows = [
        &["2026年实事"][..],
        &["编号", "领域", "名称"],
        &["1", "教育", "办学"],
        &[],
        &["编号", "日期", "完成"],
        &["1", "2026-05-31", &cell],
    ]
    .map(cells);
    let rows = rows.each_ref().map(String::as_str);
    let sheets = vec![("项目", "visible", sheet("", &rows, ""))];
    let result = XmlBook { sheets, formats: &[code], ..XmlBook::default() }.read(false);
    let updates = result.catalog.iter().flat_map(|catalog| {
        let (_, project) = catalog.projects().next().unwrap();
        let done = |update: minsheng::model::Update| {
            update.done.map(|done| done.value().to_string()).unwrap_or_default()
        };
        project.progress_record().updates.iter().map(done).collect::<Vec<_>>()
    });
    (updates.collect(), outcome(&result).1)
}

#[test]
fn a_cell_that_shows_a_percentage_is_one() {
    for (code, value, expected) in [
        ("0%", "0.6", "60"),
        ("0.00%", "0.6", "60"),
        ("0.00%", "0.07", "7"),
        ("0.0%", "0.125", "12.5"),
        ("0%", "1", "100"),
        ("0%", "0.28999999999999998", "29"),
        ("0.00%;[Red]-0.00%", "0.4", "40"),
        ("0\"%\"", "40", "40"),
        ("General", "40", "40"),
    ] {
        assert_eq!(done(code, value), (vec![expected.to_owned()], vec![]), "{code} {value}");
    }
}

#[test]
fn a_duration_is_told_where_a_number_is_read() {
    let (done, lines) = done("[h]:mm", "1.5");
    assert!(done.is_empty() && lines[0].contains("36:00"), "{lines:?}");
}

/// Reads a place that is a number with a format. Returns it and the messages.
fn place(code: &str, value: &str) -> (String, Vec<String>) {
    let cell = format!("<c s=\"1\"><v>{value}</v></c>");
    let text = "<c s=\"1\" t=\"inlineStr\"><is><t>城北</t></is></c>";
    let rows = [
        &["2026年实事"][..],
        &["编号", "领域", "名称", "地点", "简介"],
        &["1", "教育", "办学", &cell, text],
    ]
    .map(cells);
    let rows = rows.each_ref().map(String::as_str);
    let sheets = vec![("项目", "visible", sheet("", &rows, ""))];
    let result = XmlBook { sheets, formats: &[code], ..XmlBook::default() }.read(false);
    let lines = outcome(&result).1;
    let catalog = result.catalog.unwrap_or_else(|| panic!("{lines:?}"));
    let (_, project) = catalog.projects().next().unwrap();
    let places = project.list(minsheng::diagnostics::ListField::Places);
    let places: Vec<&str> = places.iter().map(|place| place.get(Lang::Zh)).collect();
    (places.join("/"), lines)
}

#[test]
fn a_unit_in_the_format_is_not_lost() {
    for (code, value, expected) in [
        ("0\"所\"", "5", "5所"),
        ("#,##0\"万元\"", "12000", "12000万元"),
        ("\"约\"0\"户\"", "200", "约200户"),
        ("G/通用格式\"人\"", "3", "3人"),
        ("0.00", "2.9999999999999996", "3"),
        ("General", "0.30000000000000004", "0.3"),
        ("#,##0", "12000", "12000"),
        ("h:mm", "0.375", "09:00"),
        ("yyyy\"年\"", "46023", "2026年"),
    ] {
        assert_eq!(place(code, value), (expected.to_owned(), vec![]), "{code} {value}");
    }
}

#[test]
fn a_number_that_is_shown_as_another_one_is_told() {
    let (read, lines) = place("000-0000", "1234567");
    assert_eq!(read, "1234567");
    assert_eq!(
        lines,
        [
            "a.xlsx:项目!D3（第 3 行 D 列）: 提醒：读入的是单元格里的数 1234567，显示的不是这个数（数字格式 000-0000；共 1 处：D3）；请按显示的数和单位写成文字"
        ]
    );
}

#[test]
fn a_number_is_read_as_it_is_shown_and_a_rounded_or_hidden_one_is_told() {
    let rounded = |shown: &str, held: &str| {
        format!(
            "a.xlsx:项目!D3（第 3 行 D 列）: 提醒：显示的位数比存的少，按显示的 {shown} 读入（存的是 {held}；共 1 处：D3）；要按存的数，请先让单元格显示更多小数"
        )
    };
    for (code, value, expected, message) in [
        ("0.0,\"千\"", "5000", "5千", None),
        ("0!.0,\"万元\"", "56000", "5.6万元", None),
        ("[>=10000]0!.0,\"万\";0", "500", "500", None),
        ("0", "333.333", "333", Some(rounded("333", "333.333"))),
        ("0%", "0.666", "67%", Some(rounded("67%", "66.6%"))),
        ("#,##0", "12500.4", "12500", Some(rounded("12500", "12500.4"))),
        (
            "General",
            "66.6666666666666714",
            "66.66666667",
            Some(rounded("66.66666667", "66.6666666666667")),
        ),
        (
            ";;;",
            "5",
            "",
            Some(
                "a.xlsx:项目!D3（第 3 行 D 列）: 提醒：单元格里有数 5，但数字格式让它不显示，按空格读入（共 1 处：D3）；要读入就改数字格式".to_owned(),
            ),
        ),
    ] {
        let expected = (expected.to_owned(), message.into_iter().collect::<Vec<_>>());
        assert_eq!(place(code, value), expected, "{code} {value}");
    }
}

#[test]
fn a_column_of_rounded_numbers_has_one_remark() {
    let cells_of = |nth: usize| {
        let cell = format!("<c s=\"1\"><v>{}.25</v></c>", nth + 30);
        cells(&[&nth.to_string(), "教育", "办学", &cell])
    };
    let mut rows = vec![cells(&["2026年实事"]), cells(&["编号", "领域", "名称", "地点"])];
    rows.extend((1..=5).map(cells_of));
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let sheets = vec![("项目", "visible", sheet("", &rows, ""))];
    let result = XmlBook { sheets, formats: &["0.0"], ..XmlBook::default() }.read(false);
    assert_eq!(
        outcome(&result).1,
        [
            "a.xlsx:项目!D3（第 3 行 D 列）: 提醒：显示的位数比存的少，按显示的 31.3 读入（存的是 31.25；共 5 处：D3，D4，D5，..）；要按存的数，请先让单元格显示更多小数"
        ]
    );
}
