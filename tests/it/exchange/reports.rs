//! Reports on targets and projects in the forms of clerks: converted exactly, or told with what to
//! write instead.

use minsheng::format::{parse, to_ron};
use minsheng::lang::Lang;

use super::{csv, messages, read_bytes, read_valid, xlsx};

/// Returns the amount that a report on a target gives with the note on it, or the error.
fn done(target: &str, cell: &str) -> (Option<f64>, String) {
    done_below("完成", target, cell)
}

/// Returns the same for a report below this header.
fn done_below(header: &str, target: &str, cell: &str) -> (Option<f64>, String) {
    let table = format!(
        "2026年实事\n编号,领域,名称,目标\n1,教育,办学,{target}\n\n编号,目标,日期,{header}\n1,#1,2026-05-31,\"{cell}\"\n"
    );
    let result = read_bytes("a.csv", table.as_bytes());
    let lines = messages(&result, "a.csv", Lang::Zh);
    let line = lines.iter().find_map(|line| line.strip_prefix("a.csv:D6（第 6 行 D 列）: "));
    let amount = result.catalog.and_then(|catalog| {
        let (_, project) = catalog.projects().next()?;
        let record = project.progress_record();
        let update = record.targets.iter().next()?.iter().next()?;
        update.done.map(minsheng::model::Amount::value)
    });
    (amount, line.unwrap_or_default().to_owned())
}

#[test]
fn a_report_in_the_words_of_a_clerk_is_the_amount() {
    for (target, cell, amount) in [
        ("车位 600 个", "240", 240.0),
        ("车位 600 个", "240个", 240.0),
        ("车位 600 个", "２４０ 个", 240.0),
        ("车位 600 个", "已完成240个", 240.0),
        ("车位 600 个", "累计完成：240 个。", 240.0),
        ("车位 600 个", "240个已完成", 240.0),
        ("车位 600 个", "车位240个", 240.0),
        ("车位 600 个", "250", 250.0),
        ("车位 600 个", "700", 700.0),
        ("设备 5 台（套）", "3套", 3.0),
        ("惠及 12000 人", "1.1万", 11_000.0),
        ("道路 10 公里", "0.4公里", 0.4),
        ("道路 10 公里", "0.4km", 0.4),
        ("覆盖率 95 %", "90%", 90.0),
        ("覆盖率 95 %", "90", 90.0),
        ("补贴 500 元/月", "300元/月", 300.0),
    ] {
        assert_eq!(done(target, cell), (Some(amount), String::new()), "{target}: {cell}");
    }
}

#[test]
fn a_share_or_another_unit_is_converted_with_a_note() {
    for (target, cell, amount, meaning) in [
        ("车位 600 个", "40%", 240.0, "600 个 × 40% = 240 个"),
        ("车位 600 个", "完成 60％", 360.0, "600 个 × 60% = 360 个"),
        ("车位 不少于 600 个", "完成率：12.5%", 75.0, "不少于 600 个 × 12.5% = 75 个"),
        ("车位 600 个", "240/600", 240.0, "240/600 = 240 个"),
        ("车位 600 个", "240个／600个", 240.0, "240个／600个 = 240 个"),
        ("管网 900 米", "0.9公里", 900.0, "900 米"),
        ("管网 900 米", "33.3%", 299.7, "900 米 × 33.3% = 299.7 米"),
        ("管网 3 km", "1100米", 1.1, "1.1 km"),
        ("绿化 2 公顷", "15亩", 1.0, "1 公顷"),
        ("绿化 4000 平方米", "3 亩", 2000.0, "2000 平方米"),
        ("建筑 11 万平方米", "1.1万㎡", 11_000.0, ""),
        ("建筑 11 平方公里", "1.1千米²", 1.1, ""),
        ("投资 1 亿元", "3300万元", 0.33, "0.33 亿元"),
        ("投资 3000 万元", "12000000元", 1200.0, "1200 万元"),
        ("粮食 5 吨", "2000斤", 1.0, "1 吨"),
        ("惠及 5000 人", "0.11万人", 1100.0, ""),
        ("光伏 3 兆瓦", "500千瓦", 0.5, "0.5 兆瓦"),
        ("道路 10 公里", "0.4", 0.4, "0.4 公里"),
        ("惠及 1.5 万人次", "3000人次", 3000.0, ""),
        ("车位 600", "240个", 240.0, "240"),
        // In the unit of the target, which counts in 万.
        ("投资 3000 万元", "1200", 1200.0, "1200 万元"),
        ("\"\"\"植树\"\" 3 \"\"万株\"\"\"", "2", 2.0, "2 万株"),
        ("\"\"\"植树\"\" 3 \"\"万株\"\"\"", "20000株", 2.0, "2 万株"),
        ("植树 3 万株", "2万株", 20_000.0, ""),
        ("植树 3 万株", "2万", 20_000.0, ""),
        ("植树 3 万株", "20000株", 20_000.0, ""),
        ("植树 3 万株", "20000", 20_000.0, ""),
        ("植树 3 万株", "2株", 2.0, ""),
        ("植树 3 万株", "2万/3万株", 20_000.0, "2万/3万株 = 20000 株"),
        ("补贴 600 元", "¥240", 240.0, ""),
        ("投资 600 万元", "￥240万元", 240.0, ""),
    ] {
        let (found, note) = done(target, cell);
        let expected = if meaning.is_empty() {
            String::new()
        } else {
            format!("说明：“{cell}”按 {meaning} 读入")
        };
        assert_eq!((found, note), (Some(amount), expected), "{target}: {cell}");
    }
}

#[test]
fn a_number_has_the_unit_of_its_header() {
    for (header, target, cell, amount) in [
        ("完成率（%）", "车位 600 个", "40", 240.0),
        ("完成比例（%）", "车位 600 个", "40%", 240.0),
        ("完成率", "车位 600 个", "100", 600.0),
        ("累计完成（万人）", "惠及 12000 人", "1", 10_000.0),
        ("完成数（公里）", "管网 900 米", "0.4", 400.0),
        ("完成数（个）", "车位 600 个", "40", 40.0),
    ] {
        assert_eq!(done_below(header, target, cell).0, Some(amount), "{header}: {cell}");
    }
    for (header, target, cell, message) in [
        ("完成率", "管网 900 米", "0.4", "可能是 0.4%，也可能是 40%"),
        ("完成数（公里）", "车位 600 个", "2", "公里"),
    ] {
        let (amount, found) = done_below(header, target, cell);
        assert!(amount.is_none() && found.contains(message), "{header}: {found}");
    }
}

#[test]
fn what_may_mean_two_things_or_is_not_exact_is_told_with_what_to_write() {
    let inexact = |cell: &str| {
        format!("“{cell}”不是一个确切的数目；请写成 240 或 40% 这样，其余写到“说明”里")
    };
    let other_unit = |cell: &str, unit: &str, target: &str| {
        format!("“{cell}”的单位“{unit}”不能准确换算成目标的单位“{target}”；请按目标的单位填写")
    };
    let unclear = |cell: &str, one: &str, other: &str| {
        format!("“{cell}”可能是 {one}，也可能是 {other}；请写成其中一种")
    };
    for (target, cell, message) in [
        ("管网 900 米", "3万元", other_unit("3万元", "万元", "米")),
        ("居民 600 户", "240个", other_unit("240个", "个", "户")),
        ("投资 600 元", "3美元", other_unit("3美元", "美元", "元")),
        ("绿化 2 公顷", "10亩", other_unit("10亩", "亩", "公顷")),
        ("车位 600 个", "240个未完成", inexact("240个未完成")),
        ("车位 600", "240 未完成", inexact("240 未完成")),
        ("提升 10 个百分点", "5%", other_unit("5%", "%", "个百分点")),
        ("学校 7 所", "33%", "“33%”合 2.31 所，不是整数；请写实际完成的数目".to_owned()),
        ("学校 7 所", "0.4", unclear("0.4", "0.4 所", "40%")),
        ("覆盖率 95 %", "0.4", unclear("0.4", "0.4 %", "40%")),
        ("投资 3000 万元", "1.2万", unclear("1.2万", "12000 元", "12000 万元")),
        ("投资 3000 万元", "12000", unclear("12000", "12000 元", "12000 万元")),
        ("植树 3 万株", "2", unclear("2", "2 株", "2 万株")),
        ("植树 3 万株", "2.5", unclear("2.5", "2.5 株", "2.5 万株")),
        ("植树 3 万株", "2/3万株", inexact("2/3万株")),
        ("\"\"\"植树\"\" 3 \"\"万株\"\"\"", "20000", unclear("20000", "20000 株", "20000 万株")),
        ("投资 600 万元", "¥240", unclear("¥240", "240 元", "240 万元")),
        ("覆盖率 95 %", "1", unclear("1", "1 %", "100%")),
        (
            "车位 600 个",
            "120%",
            "完成比例 120% 不对；请写 0 到 100 的百分数，如 40（表格里写成文字 40%）".to_owned(),
        ),
        ("车位 600 个", "约240个", inexact("约240个")),
        ("车位 600 个", "240余个", inexact("240余个")),
        ("车位 600 个", "200-240个", inexact("200-240个")),
        ("车位 600 个", "近240个", inexact("近240个")),
        ("车位 600 个", "240个（40%）", inexact("240个（40%）")),
        ("车位 600 个", "240/700", inexact("240/700")),
        ("车位 600 个", "充电桩240个", inexact("充电桩240个")),
        ("车位 600 个", "未完成240个", inexact("未完成240个")),
        (
            "车位 600 个",
            "若干",
            "数量 若干 不对；应该是不小于 0 的普通数字，如 600；11 万写成 110000".to_owned(),
        ),
    ] {
        assert_eq!(done(target, cell), (None, message), "{target}: {cell}");
    }
}

#[test]
fn a_project_as_a_whole_is_reported_in_percent_only() {
    for (cell, percent) in [
        ("40%", Some(40.0)),
        ("完成 60 ％", Some(60.0)),
        ("已完成60%", Some(60.0)),
        ("百分之60", Some(60.0)),
        ("55", Some(55.0)),
        ("0", Some(0.0)),
        ("0.5%", Some(0.5)),
        ("1", None),
        ("0.4", None),
        ("120%", None),
        ("240个", None),
        ("约40%", None),
        ("40-50%", None),
        ("已完成", None),
        ("3/5", None),
    ] {
        let table = format!(
            "2026年实事\n编号,领域,名称\n1,教育,办学\n\n编号,日期,完成,说明\n1,2026-05-31,{cell},x\n"
        );
        let result = read_bytes("a.csv", table.as_bytes());
        let lines = messages(&result, "a.csv", Lang::Zh);
        let found = result.catalog.and_then(|catalog| {
            let (_, project) = catalog.projects().next()?;
            project
                .progress_record()
                .updates
                .iter()
                .next()?
                .done
                .map(minsheng::model::Amount::value)
        });
        assert_eq!(found, percent, "{cell}: {lines:?}");
        assert_eq!(
            lines.iter().any(|line| line.contains("完成比例")),
            percent.is_none(),
            "{cell}: {lines:?}"
        );
    }
}

#[test]
fn amounts_below_one_come_back_from_a_table() {
    let target = |unit: &str, done: f64| {
        format!(
            "(what: \"甲{done}{}\", amount: 5, unit: \"{unit}\", updates: [(on: \"2026-05-31\", done: {done})])",
            unit.len()
        )
    };
    let units = ["个", "公里", "万元", "%", "", "个已完成", "完成", "/600", "万", "x y"];
    let targets: Vec<String> = units
        .iter()
        .flat_map(|unit| [0.25, 1.0, 0.0, 2.5].map(|done| target(unit, done)))
        .collect();
    let catalog = parse(&format!(
        "(title: \"清单\", domains: [(id: \"d\", name: \"甲\")], projects: [(no: 1, domain: \"d\", title: \"乙\", targets: [{}])])",
        targets.join(", ")
    ))
    .unwrap();
    for (name, bytes) in [("a.csv", csv(&catalog)), ("a.xlsx", xlsx(&catalog))] {
        let (read, notes) = read_valid(name, &bytes);
        assert_eq!(to_ron(&read), to_ron(&catalog), "{name}");
        assert_eq!(notes, Vec::<String>::new(), "{name}");
    }
}

/// Returns the messages about the reports `reports` on a project with the targets `targets`.
fn report_errors(targets: &str, reports: &str) -> Vec<String> {
    let table = format!(
        "2026年实事\n编号,领域,名称,目标\n1,教育,办学,\"{targets}\"\n\n编号,目标,日期,完成\n{reports}"
    );
    let lines = messages(&read_bytes("a.csv", table.as_bytes()), "a.csv", Lang::Zh);
    lines.into_iter().filter(|line| !line.contains("说明：")).collect()
}

#[test]
fn a_name_of_several_targets_needs_a_position_or_a_unit() {
    let targets = "道路 3 条\n道路 2 公里\n桥 1 座";
    for report in ["1", "40%", "3 个"] {
        let found = report_errors(targets, &format!("1,道路,2026-05-31,{report}\n"));
        let expected = "a.csv:B6（第 6 行 B 列）: 这个项目有几个目标都叫“道路”；请按它们的顺序写成其中一个：#1 / #2";
        assert_eq!(found, [expected], "{report}");
    }
    for (name, report) in [("#2", "1"), ("道路", "2 条"), ("道路", "1.5公里"), ("桥", "1")]
    {
        let found = report_errors(targets, &format!("1,{name},2026-05-31,{report}\n"));
        assert_eq!(found, Vec::<String>::new(), "{name} {report}");
    }
}

#[test]
fn a_report_on_a_target_with_an_error_causes_no_second_error() {
    let reports = "1,车位,2026-05-31,1\n1,#1,2026-05-31,1\n";
    let found = report_errors("车位近 600 个\n桥 1 座", reports);
    assert!(found.len() == 1 && found[0].contains("D3"), "{found:?}");
}
