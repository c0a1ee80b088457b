//! Headers as offices write them.

use minsheng::diagnostics::ListField;
use minsheng::lang::Lang;

use super::{messages, read_bytes, read_valid};

/// Returns the messages in Chinese about a table of one project, without the notes on title and
/// domains.
fn notes(header: &str, cells: &str) -> Vec<String> {
    let table = format!("2026年民生实事清单\n{header}\n{cells}\n");
    let lines = messages(&read_bytes("a.csv", table.as_bytes()), "a.csv", Lang::Zh);
    let is_usual = |line: &&String| line.contains("清单名称取自") || line.contains("没有领域表");
    lines
        .iter()
        .filter(|line| !is_usual(line))
        .map(|line| line.split("列）: ").nth(1).unwrap().to_owned())
        .collect()
}

#[test]
fn the_headers_of_offices_are_columns() {
    let table = "2026年民生实事清单\n\
        序 号,领域分类,实事项目名称,建设内容及规模,年度目标任务,建 设 地 点,完成时间节点（2026年）\n\
        （一）,教育,新建幼儿园,新建2所,幼儿园 2 所,城北,2026年12月\n";
    let (catalog, lines) = read_valid("a.csv", table.as_bytes());
    let (_, project) = catalog.projects().next().unwrap();
    assert_eq!(project.no.0, 1);
    assert_eq!(project.title.get(Lang::Zh), "新建幼儿园");
    assert_eq!(project.targets.iter().next().unwrap().text(Lang::Zh), "幼儿园 2 所");
    assert_eq!(project.list(ListField::Places).iter().next().unwrap().get(Lang::Zh), "城北");
    let end = project.progress_record().end;
    assert_eq!(end.map(|day| day.to_string()).as_deref(), Some("2026-12-31"));
    assert!(!lines.iter().any(|line| line.contains("提醒")), "{lines:?}");
}

#[test]
fn what_is_not_kept_yet_is_named_with_its_kind() {
    for (header, kind) in [
        ("填 报 单 位", "单位"),
        ("累计完成投资（万元）", "投资"),
        ("截至6月底投资完成率", "投资"),
        ("下步计划", "问题和下一步"),
    ] {
        let advice = if ["单位", "投资"].contains(&kind) {
            "；要显示就写进“更多”一列（如 资金来源：镇财政）"
        } else {
            ""
        };
        assert_eq!(
            notes(&format!("序号,领域,项目名称,{header}"), "1,教育,办学,x"),
            [format!(
                "提醒：“{header}”一列（{kind}）这个版本还不保存，没有读入（1 格：D3）{advice}"
            )]
        );
        assert_eq!(notes(&format!("序号,领域,项目名称,{header}"), "1,教育,办学,").len(), 0);
    }
    for header in ["进展情况", "完成情况", "当前进度（%）", "已完成数量", "完成比例"]
    {
        assert_eq!(
            notes(&format!("序号,领域,项目名称,{header}"), "1,教育,办学,x"),
            [format!(
                "提醒：“{header}”一列（进展）这个版本还不保存，没有读入（1 格：D3）；要读入就把日期写进表头（如 截至2026年6月30日进展），或写在单独的进展表里"
            )]
        );
    }
}

#[test]
fn of_two_columns_of_one_meaning_the_better_name_wins() {
    for (header, used, cell, title) in [
        ("序号,领域,项目名称,名称", "名称", "D2", "乙"),
        ("序号,领域,名称,项目名称", "名称", "C2", "甲"),
    ] {
        let table = format!("清单\n{header}\n1,教育,甲,乙\n");
        let (catalog, lines) = read_valid("a.csv", table.as_bytes());
        let (_, project) = catalog.projects().next().unwrap();
        assert_eq!(project.title.get(Lang::Zh), title);
        assert!(
            lines.iter().any(|line| line.contains(&format!(
                "“项目名称”和“{used}”（{cell}）都是“名称”，读入的是 {cell}，这一列没有读入（1 格："
            ))),
            "{lines:?}"
        );
    }
}

#[test]
fn start_and_end_may_share_a_cell() {
    for (cell, days) in [
        ("2026年3月-2026年12月", "2026-03-01 2026-12-31"),
        ("2025-2027", "2025-01-01 2027-12-31"),
        ("2026年", "2026-01-01 2026-12-31"),
        ("2026年12月31日", " 2026-12-31"),
    ] {
        let table = format!("2026年清单\n序号,领域,名称,起止年限\n1,教育,办学,{cell}\n");
        let (catalog, _) = read_valid("a.csv", table.as_bytes());
        let (_, project) = catalog.projects().next().unwrap();
        let record = project.progress_record();
        let day = |day: Option<minsheng::model::Day>| day.map(|day| day.to_string());
        let found =
            [record.start, record.end].map(|found| day(found).unwrap_or_default()).join(" ");
        assert_eq!(found, days, "{cell}");
    }
    assert_eq!(
        notes("序号,领域,名称,建设工期", "1,教育,办学,12个月"),
        [
            "提醒：“起止年限”里有的内容不是看得懂的起止时间（如 2026年3月至10月），没有读入（1 格：D3）"
        ]
    );
}

#[test]
fn a_column_without_a_header_is_told() {
    assert_eq!(
        notes("序号,领域,名称,,", "1,教育,办学,内部,"),
        ["提醒：这一列没有列名，没有读入（1 格：D3）"]
    );
    assert_eq!(
        notes("序号,领域,名称", "1,教育,办学,内部"),
        ["提醒：这一列没有列名，没有读入（1 格：D3）"]
    );
}

#[test]
fn a_table_of_progress_with_names_is_one() {
    let table = |title: &str| {
        format!(
            "清单\n序号,领域,名称\n1,教育,办学\n\n序号,项目名称,时间,进度\n1,{title},2026-05-31,40%\n"
        )
    };
    let (catalog, _) = read_valid("a.csv", table("办学").as_bytes());
    let (_, project) = catalog.projects().next().unwrap();
    assert_eq!(project.progress_record().updates.iter().count(), 1);
    let lines = messages(&read_bytes("a.csv", table("修路").as_bytes()), "a.csv", Lang::Zh);
    assert!(
        lines.iter().any(|line| line.contains("“修路”和这个编号的项目名称“办学”不一样")),
        "{lines:?}"
    );
}

#[test]
fn a_row_that_is_nearly_a_header_is_named() {
    assert_eq!(
        notes("序号,类别,工程项目名,责任单位", "1,教育,办学,x"),
        [
            "没有找到项目表；这一行有“序号”，像是表头，但没有“名称”；是不是“工程项目名”？是就请把列名改成“名称”"
        ]
    );
    assert_eq!(
        notes("项目名称,建设内容", "办学,x"),
        ["没有找到项目表；这一行有“项目名称”，像是表头，但没有“编号”；请加上这一列"]
    );
}
