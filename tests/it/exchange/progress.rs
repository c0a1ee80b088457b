//! Progress in a spreadsheet: one report a row, as clerks write it down month by month.

use minsheng::format::to_ron;
use minsheng::lang::Lang;

use super::{messages, read_bytes, read_valid};

const EXAMPLE: &str = include_str!("../../examples/invented-progress.ron");

fn table(updates: &str) -> String {
    format!(
        "清单\n编号,领域,名称,目标,开工时间,竣工时间\n1,道路,修路,\"车位 600 个\n车道 4 条\",2026/3/1,2026年11月30日\n2,道路,修桥,,,\n\n编号,目标,日期,完成,说明\n{updates}"
    )
}

#[test]
fn the_example_comes_back_from_a_spreadsheet_and_says_what_it_is() {
    assert!(EXAMPLE.contains("虚构的例子") && EXAMPLE.contains("An invented example"));
    let catalog = minsheng::format::parse(EXAMPLE).unwrap();
    for (name, bytes) in [("a.csv", super::csv(&catalog)), ("a.xlsx", super::xlsx(&catalog))] {
        assert_eq!(read_valid(name, &bytes), (catalog.clone(), vec![]), "{name}");
    }
    let text = String::from_utf8(super::csv(&catalog)).unwrap();
    assert!(
        text.contains("1,公共停车位,2026-05-31,240,城北两处已开放,Two sites in the north are open"),
        "{text}"
    );
    assert!(text.contains("2,,2026-05-31,15%,"), "{text}");
}

#[test]
fn reports_are_understood_as_people_write_them() {
    let updates = "1,车位,2026.5.31,240 个,\n1,#2,2026-05-31,２,\n1,,2026-05-31,40％,过半\n02,,2026/5/31,55,\n2,,2026-06-30,,报批\n";
    let (catalog, notes) = read_valid("a.csv", table(updates).as_bytes());
    // About the title and the domains, and about no column.
    assert_eq!(notes.len(), 2, "{notes:?}");
    let text = to_ron(&catalog);
    for expected in [
        "start: \"2026-03-01\"",
        "end: \"2026-11-30\"",
        "(on: \"2026-05-31\", done: 240)",
        "(on: \"2026-05-31\", done: 2)",
        "(on: \"2026-05-31\", percent: 40, note: (zh: \"过半\"))",
        "(on: \"2026-05-31\", percent: 55)",
        "(on: \"2026-06-30\", note: (zh: \"报批\"))",
    ] {
        assert!(text.contains(expected), "{expected}\n{text}");
    }
}

#[test]
fn a_report_that_cannot_be_is_told_where_it_stands() {
    let updates = "9,,2026-05-31,40%,\n1,车为,2026-05-31,3,\n1,,,40%,\n1,,2026-05-31,0.4,\n1,车位,2026-05-31,两个,\n1,,2026-05-31,,\n,,2026-05-31,1%,\n";
    let result = read_bytes("a.csv", table(updates).as_bytes());
    let lines = messages(&result, "a.csv", Lang::Zh);
    let lines: Vec<&str> =
        lines.iter().map(String::as_str).filter(|line| !line.contains("说明：")).collect();
    assert_eq!(
        lines,
        [
            "a.csv:A7（第 7 行 A 列）: 没有 9 号项目；请改成项目表里有的编号",
            "a.csv:B8（第 8 行 B 列）: 这个项目没有“车为”这个目标；可以写：车位, 车道",
            "a.csv:C9（第 9 行 C 列）: “日期”是空的；请填写（合并的单元格在 CSV 里要逐行填写）",
            "a.csv:D10（第 10 行 D 列）: 完成比例 0.4 不对；请写 0 到 100 的百分数，如 40（表格里写成文字 40%）",
            "a.csv:D11（第 11 行 D 列）: 数量 两个 不对；应该是不小于 0 的普通数字，如 600；11 万写成 110000",
            "a.csv:D12（第 12 行 D 列）: 提醒：这些行的进展没有写完成了多少，也没有说明，没有读入：1 个单元格（D12）",
            "a.csv:A13（第 13 行 A 列）: “编号”是空的；请填写（合并的单元格在 CSV 里要逐行填写）",
        ]
    );
}
