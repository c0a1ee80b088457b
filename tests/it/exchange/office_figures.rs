//! Figures, deadlines and reports as offices write them in tables, each read or told. The data is
//! invented.

use minsheng::lang::Lang;
use minsheng::model::Day;

use super::{messages, read_bytes};

/// Reads a table. Returns its targets, days and reports, and the errors and warnings.
fn read(table: &str) -> (Vec<String>, Vec<String>) {
    let result = read_bytes("a.csv", table.as_bytes());
    let lines = messages(&result, "a.csv", Lang::Zh);
    let is_of_matter =
        |line: &String| !line.contains("A1（") && !line.contains("B2（") && !line.contains("E2（");
    let lines = lines.into_iter().filter(is_of_matter).collect();
    let Some(catalog) = result.catalog else { return (Vec::new(), lines) };
    let mut found = Vec::new();
    for (_, project) in catalog.projects() {
        let record = project.progress_record();
        let days =
            [record.start, record.end].map(|day: Option<Day>| day.map(|day| day.to_string()));
        found.extend(days.into_iter().flatten());
        let update = |update: minsheng::model::Update| {
            let done = update.done.map(|done| done.value().to_string()).unwrap_or_default();
            format!("{} {done}{}", update.date, update.note.get(Lang::Zh))
        };
        found.extend(project.targets.iter().map(|target| target.text(Lang::Zh)));
        for updates in record.targets.iter() {
            found.extend(updates.iter().map(update));
        }
        found.extend(record.updates.iter().map(update));
    }
    (found, lines)
}

/// Reads the line of a cell of targets.
fn target(cell: &str) -> (Vec<String>, String) {
    let table = format!("2026年实事\n编号,领域,名称,目标\n1,教育,办学,\"{cell}\"\n");
    let (found, lines) = read(&table);
    (found, lines.join("\n"))
}

#[test]
fn a_line_that_is_not_clear_comes_with_the_lines_to_write() {
    for (cell, proposed) in [
        ("新建幼儿园两所", "新建幼儿园 2 所"),
        ("改造三个小区", "改造 3 个小区"),
        ("惠及一百二十户", "惠及 120 户"),
        ("硬化道路7条16公里", "硬化道路 7 条 / 硬化道路 16 公里"),
        ("改造小区4个、900户", "改造小区 4 个 / 改造小区 900 户"),
        ("停车位600个（其中120个）", "停车位 600 个，其余写到“更多”里"),
        ("学位 540 个（含20个）", "学位 540 个，其余写到“更多”里"),
        ("床位150张至200张", "床位 150-200 张"),
    ] {
        let (found, line) = target(cell);
        assert!(
            found.is_empty() && line.ends_with(&format!("可以写成：{proposed}")),
            "{cell} {line}"
        );
    }
    for cell in ["公厕各3座", "联系人：张某13800000000", "电话0570-1234567", "投诉热线12345"]
    {
        let (found, line) = target(cell);
        assert!(
            found.is_empty() && !line.is_empty() && !line.contains("可以写成"),
            "{cell} {line}"
        );
    }
    for (cell, expected) in [
        ("新增床位 150 （张）", "新增床位 150 张"),
        ("新增床位5张起", "新增床位 不少于 5 张"),
        ("健身点≈3处", "健身点 约 3 处"),
        ("●床位 120 张", "床位 120 张"),
        ("- 床位 120 张", "床位 120 张"),
    ] {
        assert_eq!(target(cell).0, [expected], "{cell}");
    }
}

#[test]
fn several_numbers_must_say_what_each_counts() {
    let table = |cell: &str| {
        format!("2026年实事\n编号,领域,名称,目标任务,单位\n1,教育,建园,\"{cell}\",所\n")
    };
    assert_eq!(read(&table("5")).0, ["建园 5 所"]);
    let (found, lines) = read(&table("5\n6"));
    assert!(found.is_empty() && lines[0].contains("“5”和“6”都没说数的是什么"), "{lines:?}");
    // A share in a column of percentages, also if the sign stands after the name.
    let table = "2026年实事\n编号,领域,名称,目标任务\n1,健康,覆盖率（%）,0.95\n";
    assert!(read(table).1[0].contains("可能是 0.95%，也可能是 95%"));
    // The unit is that of the investment beside it.
    let table = "2026年实事\n编号,领域,名称,目标任务,总投资,单位\n1,养老,甲,床位 300 张,200,万元\n";
    assert_eq!(read(table).0, ["床位 300 张"]);
}

#[test]
fn a_deadline_is_understood_or_told_without_a_day() {
    let table = |end: &str| {
        format!("2026年实事\n编号,领域,名称,开工时间,完成时限\n1,教育,办学,,\"{end}\"\n")
    };
    for (end, expected) in [
        ("3-11月", &["2026-03-01", "2026-11-30"][..]),
        ("2026年3月开工，10月完工", &["2026-03-01", "2026-10-31"]),
        ("全年推进", &["2026-12-31"]),
        ("力争10月底前", &["2026-10-31"]),
        ("20261031", &["2026-10-31"]),
        ("2026.10", &["2026-10-31"]),
        ("2026Q4", &["2026-12-31"]),
        ("2026年Q3", &["2026-09-30"]),
        ("Q4", &["2026-12-31"]),
        ("2026Q2-2026Q4", &["2026-04-01", "2026-12-31"]),
        ("26.12", &["2026-12-31"]),
        ("26.03", &["2026-03-31"]),
    ] {
        assert_eq!(read(&table(end)).0, expected, "{end}");
    }
    for end in ["长期", "常年", "持续推进", "每季度"] {
        let (found, lines) = read(&table(end));
        assert!(found.is_empty() && lines[0].contains("没有具体日期"), "{end} {lines:?}");
        assert!(!lines[0].contains("2026"), "{lines:?}");
    }
    let (found, lines) = read(&table("2026.1"));
    assert!(found.is_empty() && lines[0].ends_with("请写成 2026-01 或 2026-10"), "{lines:?}");
}

#[test]
fn a_day_has_one_report_and_a_row_without_one_is_told() {
    let table = |rows: &str| {
        format!(
            "2026年实事\n编号,领域,名称,目标\n1,交通,修路,道路 18 公里\n\n编号,目标,日期,完成,单位,说明\n{rows}"
        )
    };
    let (found, lines) = read(&table("1,道路,2026-06-30,5,,\n1,道路,2026-06-30,6,,\n"));
    assert!(found.is_empty(), "{found:?}");
    assert_eq!(
        lines,
        [
            "a.csv:D7（第 7 行 D 列）: 同一天（2026-06-30）的进展写了两个数：这里是 6，D6 里是 5；请只留一个"
        ]
    );
    let (found, lines) = read(&table("1,道路,2026-06-30,5,,\n1,道路,2026-06-30,5公里,,\n"));
    assert_eq!(found, ["道路 18 公里", "2026-06-30 5"]);
    assert!(lines[0].contains("只读入一次"), "{lines:?}");
    // Words are the note of a report, and a row without anything is left out.
    let (found, lines) = read(&table("1,道路,2026-06-30,正在施工,,夜间\n1,道路,2026-07-31,,,\n"));
    assert_eq!(found, ["道路 18 公里", "2026-06-30 正在施工；夜间"]);
    assert_eq!(lines.len(), 2, "{lines:?}");
    // The unit beside the number counts, and a number that only fits metres is asked about.
    let (found, lines) = read(&table("1,道路,2026-06-30,5400,米,\n"));
    assert_eq!(found, ["道路 18 公里", "2026-06-30 5.4"], "{lines:?}");
    for (row, told) in [
        ("1,道路,2026-06-30,5400,,\n", "可能是 5400 公里，也可能是 5400 米"),
        ("1,,2026-06-30,9,,\n", "可能是 9 公里，也可能是 9%"),
        ("1,道路,2026-06-30,9,个,\n", "单位“个”不能准确换算"),
    ] {
        let (found, lines) = read(&table(row));
        assert!(found.is_empty() && lines[0].contains(told), "{row} {lines:?}");
    }
    assert_eq!(read(&table("1,,2026-06-30,9公里,,\n")).0, ["道路 18 公里", "2026-06-30 9"]);
    assert_eq!(read(&table("1,,2026-06-30,9%,,\n")).0, ["道路 18 公里", "2026-06-30 9"]);
}

#[test]
fn a_column_of_progress_gives_targets_in_percent_their_share_and_names_its_words() {
    let table = |cell: &str| {
        format!(
            "2026年实事\n编号,领域,名称,目标,截至2026年6月30日完成情况\n1,健康,筛查,覆盖率 95 %,{cell}\n"
        )
    };
    assert_eq!(read(&table("60%")).0, ["覆盖率 95 %", "2026-06-30 60"]);
    assert_eq!(
        read(&table("主体已封顶，完成投资300万元")).0,
        ["覆盖率 95 %", "2026-06-30 主体已封顶，完成投资300万元"]
    );
    let result = read_bytes("a.csv", table("正在筛查").as_bytes());
    let lines = messages(&result, "a.csv", Lang::Zh);
    assert!(lines.iter().any(|line| line.contains("不是数目的 1 格作为说明：E3")), "{lines:?}");
}
