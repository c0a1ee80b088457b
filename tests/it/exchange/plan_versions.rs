//! Columns of a plan and of its change, units and places in several forms. All data is invented.

use minsheng::format::to_ron;
use minsheng::lang::Lang;

use super::layout::workbook;
use super::{messages, read_bytes, read_valid};

const TITLE: &str = "云溪镇2026年民生实事项目清单";

/// Returns the data file of a table on one line, and the notes on it.
fn read(header: &str, rows: &str) -> (String, Vec<String>) {
    let text = format!("{TITLE}\n序号,类别,项目名称,{header}\n{rows}\n");
    let (catalog, notes) = read_valid("a.csv", text.as_bytes());
    (to_ron(&catalog).split_whitespace().collect::<Vec<_>>().join(" "), notes)
}

#[test]
fn the_adjusted_plan_counts() {
    for (first, adjusted) in [
        ("年度目标", "调整后年度目标"),
        ("年度目标", "年度目标（调整后）"),
        ("原目标", "现目标"),
        ("原目标", "调整后目标"),
        ("调整前目标", "调整后目标"),
        ("调整前", "调整后"),
        ("计划数", "调整数"),
        ("年度计划", "调整计划"),
        ("目标任务", "变更后目标任务"),
        ("年度目标", "调整后"),
    ] {
        let row = "1,养老,敬老院提升,床位 100 张,床位 120 张";
        let swapped = "1,养老,敬老院提升,床位 120 张,床位 100 张";
        let mut orders = vec![(format!("{first},{adjusted}"), row)];
        if adjusted.chars().count() > 3 {
            orders.push((format!("{adjusted},{first}"), swapped));
        }
        for (header, row) in orders {
            let (ron, notes) = read(&header, row);
            assert!(ron.contains("amount: 120") && !ron.contains("amount: 100"), "{header} {ron}");
            let told = format!("“{first}”和“{adjusted}”");
            assert!(notes.iter().any(|note| note.contains(&told)), "{told} {notes:#?}");
        }
    }
    let (ron, _) = read("原完成时限,调整后完成时限", "1,养老,敬老院提升,6月底,12月底");
    assert!(ron.contains("end: \"2026-12-31\""), "{ron}");
}

#[test]
fn the_first_plan_counts_where_nothing_was_adjusted() {
    for unchanged in ["", "—", "不变"] {
        let rows = format!(
            "1,养老,敬老院提升,床位 100 张,床位 120 张\n2,养老,老年食堂,食堂 6 个,{unchanged}"
        );
        let (ron, notes) = read("年度目标,调整后年度目标", &rows);
        assert!(ron.contains("amount: 120") && ron.contains("amount: 6"), "{ron}");
        assert!(!ron.contains("amount: 100"), "{ron}");
        // Only one cell was left out.
        assert!(notes.iter().any(|note| note.contains("没有读入（1 格：D3）")), "{notes:#?}");
    }
    // An error names the cell that was read.
    let text =
        format!("{TITLE}\n序号,类别,项目名称,年度目标,调整后年度目标\n1,养老,食堂,若干个,\n");
    let lines = messages(&read_bytes("a.csv", text.as_bytes()), "a.csv", Lang::Zh);
    assert!(lines.iter().any(|line| line.contains("D3")), "{lines:#?}");
}

#[test]
fn a_unit_stands_in_brackets_or_behind_its_name() {
    for unit in ["（个）", "单位：个", "(个)", "计量单位：个", "【个】", "（单位：个）"]
    {
        for header in ["年度目标,单位", "年度目标,计量单位"] {
            let (ron, _) = read(header, &format!("1,养老,老年食堂,6,{unit}"));
            let target = "amount: 6, unit: (zh: \"个\")";
            assert!(ron.contains(target) && !ron.contains("responsible"), "{unit} {ron}");
        }
    }
    let (ron, _) = read("年度目标,单位", "1,养老,老年食堂,食堂 6 个,（县民政局）");
    assert!(ron.contains("responsible"), "{ron}");
}

#[test]
fn two_columns_give_the_places_together() {
    let head = ["序号", "类别", "项目名称"];
    let rows: [&[&str]; 4] = [
        &[TITLE],
        &[head[0], head[1], head[2], "建设地点", ""],
        &["", "", "", "乡镇", "村"],
        &["1", "养老", "敬老院提升", "城东镇", "甲村\n乙村"],
    ];
    let merged = [[1, 0, 2, 0], [1, 1, 2, 1], [1, 2, 2, 2], [1, 3, 1, 4]];
    let (catalog, notes) = read_valid("a.xlsx", &workbook(&[("清单", &rows, &merged)]));
    let ron = to_ron(&catalog);
    assert!(ron.contains("城东镇甲村") && ron.contains("城东镇乙村"), "{ron}");
    assert!(notes.iter().any(|note| note.contains("两列合起来读作地点")), "{notes:#?}");
    for (cells, places) in [
        ("城东镇,甲村", "[ (zh: \"城东镇甲村\"), ]"),
        ("城东镇,城东镇甲村", "[ (zh: \"城东镇甲村\"), ]"),
        (",甲村", "[ (zh: \"甲村\"), ]"),
        ("城东镇,", "[ (zh: \"城东镇\"), ]"),
    ] {
        let (ron, _) = read("所在乡镇,建设地点", &format!("1,养老,敬老院提升,{cells}"));
        assert!(ron.contains(places), "{cells} {ron}");
    }
    let (ron, _) = read("建设地点", "1,养老,敬老院提升,\"1.城东\n2.城西\"");
    assert!(ron.contains("[ (zh: \"城东\"), (zh: \"城西\"), ]"), "{ron}");
}

#[test]
fn full_width_commas_separate_the_cells_of_a_csv() {
    let text =
        format!("{TITLE}\n序号，类别，项目名称，目标任务\n1，养老，敬老院提升，床位 100 张\n");
    let (catalog, notes) = read_valid("a.csv", text.as_bytes());
    assert!(to_ron(&catalog).contains("amount: 100"), "{notes:#?}");
    assert!(notes.iter().any(|note| note.contains("全角逗号")), "{notes:#?}");
}

#[test]
fn a_column_that_counts_without_a_header_has_the_numbers() {
    let text = format!(
        "{TITLE}\n,类别,项目名称,目标任务\n1,养老,敬老院提升,床位 100 张\n2,养老,老年食堂,食堂 6 个\n"
    );
    let (catalog, notes) = read_valid("a.csv", text.as_bytes());
    assert_eq!(catalog.projects().count(), 2, "{notes:#?}");
    assert!(
        notes.iter().any(|note| note.contains("A2") && note.contains("按“编号”读入")),
        "{notes:#?}"
    );
    // Other cells below an empty one are no numbers.
    let text = format!("{TITLE}\n,类别,项目名称\n★,养老,敬老院提升\n★,养老,老年食堂\n");
    assert!(read_bytes("a.csv", text.as_bytes()).catalog.is_none());
}
