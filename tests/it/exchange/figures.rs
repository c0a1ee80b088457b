//! Figures in the cells of a table: taken as a whole, or reported with what to write instead.

use minsheng::lang::Lang;

use super::{messages, read_bytes};

/// Returns the targets that a cell gives, or the messages about it.
fn targets(cell: &str, lang: Lang) -> Vec<String> {
    let table =
        format!("实事\n编号,领域,名称,目标\n1,教育,办学,\"{}\"\n", cell.replace('"', "\"\""));
    let result = read_bytes("a.csv", table.as_bytes());
    let Some(catalog) = &result.catalog else {
        let lines = messages(&result, "a.csv", lang);
        let lines = lines.iter().filter_map(|line| line.strip_prefix("a.csv:D3"));
        return lines.map(str::to_owned).collect();
    };
    let projects = catalog.projects();
    projects
        .flat_map(|(_, project)| {
            project.targets.iter().map(|target| target.text(lang)).collect::<Vec<_>>()
        })
        .collect()
}

#[test]
fn a_cell_gives_whole_figures_or_a_message() {
    for (cell, expected) in [
        ("托班 5 所\n学位 360 个", &["托班 5 所", "学位 360 个"][..]),
        ("新建5条道路；", &["新建 5 条道路"]),
        ("投资30余万元", &["投资 超 30 万元"]),
        (
            "新增床位100张（护理型80张）",
            &[
                "（第 3 行 D 列）: 无法识别“（护理型80张）”（新增床位100张（护理型80张）），只识别出“新增床位 100 张”；一行只写一个目标，可以写成：新增床位 100 张 / 护理型 80 张",
            ],
        ),
        (
            "每天8:00-20:00开放",
            &[
                "（第 3 行 D 列）: 无法识别“8:00-20:00”（每天8:00-20:00开放）；一行只写一个目标，写成“新增公共停车位 不少于 600 个”这样，其余写到“更多”里",
            ],
        ),
        (
            "改造老旧小区不少于10个（约5000户）\n托班 5 所",
            &[
                "（第 3 行 D 列）: 无法识别“（约5000户）”（改造老旧小区不少于10个（约5000户）），只识别出“改造老旧小区 不少于 10 个”；一行只写一个目标，写成“新增公共停车位 不少于 600 个”这样，其余写到“更多”里",
            ],
        ),
        ("新建3所托儿所", &["新建托儿所 3 所"]),
        (
            "约5所以上幼儿园",
            &[
                "（第 3 行 D 列）: 无法识别“以上幼儿园”（约5所以上幼儿园），只识别出“约 5 所”；一行只写一个目标，写成“新增公共停车位 不少于 600 个”这样，其余写到“更多”里",
            ],
        ),
    ] {
        assert_eq!(targets(cell, Lang::Zh), expected, "{cell}");
    }
    assert_eq!(
        targets("停车位600个（其中充电桩120个）", Lang::En),
        [
            " (row 3, column D): （其中充电桩120个） in 停车位600个（其中充电桩120个） is not understood, only 停车位 600 个 is; write one target per line: 停车位 600 个 / 其中充电桩 120 个"
        ]
    );
}

#[test]
fn the_thing_counted_may_stand_after_its_unit_if_nothing_else_can_be_meant() {
    for (cell, target) in [
        ("新建3所托儿所", "新建托儿所 3 所"),
        ("3所幼儿园", "幼儿园 3 所"),
        ("约5条道路", "道路 约 5 条"),
        ("新建5所以上幼儿园", "新建幼儿园 不少于 5 所"),
        ("改造12.5公里供水管网", "改造供水管网 12.5 公里"),
        ("发放30万元助学金", "发放助学金 30 万元"),
        ("培训３０名护士；", "培训护士 30 名"),
    ] {
        let table =
            format!("实事\n编号,领域,名称,目标\n1,教育,办学,{cell}\n2,教育,办学二,{cell}\n");
        let result = read_bytes("a.csv", table.as_bytes());
        let lines = messages(&result, "a.csv", Lang::Zh);
        let note =
            format!("a.csv:D3（第 3 行 D 列）: 说明：“{cell}”按“{target}”读入（共 2 处：D3，D4）");
        assert!(lines.contains(&note), "{note}\n{lines:?}");
        assert_eq!(targets(cell, Lang::Zh), [target], "{cell}");
    }
    for cell in [
        "为200户困难家庭改造厕所",
        "幼儿园由3所增至5所",
        "托位增至5个中心",
        "用3个月完成建设",
        "改造在3个月内完成",
        "建设2期工程",
        "新建3所学校和医院",
        "改造3所学校的操场",
        "每个村2名医生",
        "其中3所托儿所",
        "3公里，铺设沥青",
        "新建3所幼儿园5个班",
    ] {
        let found = targets(cell, Lang::Zh);
        assert!(found.len() == 1 && found[0].contains("无法识别"), "{cell}: {found:?}");
    }
}

#[test]
fn an_error_in_the_english_line_is_at_the_english_cell() {
    let table =
        "实事\n编号,领域,名称,目标,英文目标\n1,教育,办学,车位 5 个,\"Spaces 5, chargers 2\"\n";
    let lines = messages(&read_bytes("a.csv", table.as_bytes()), "a.csv", Lang::En);
    assert!(
        lines.iter().any(|line| line.starts_with("a.csv:E3 (row 3, column E): ")
            && line.ends_with("write one target per line: Spaces 5 / chargers 2")),
        "{lines:?}"
    );
}

#[test]
fn a_line_of_any_length_is_read_or_refused_at_once() {
    for part in ["1小时约", "A1", "1.", "1A", "（", "1，", "5 个", "和"] {
        let line = part.repeat(20_000);
        assert_eq!(targets(&line, Lang::Zh).len(), 1, "{part}");
    }
}
