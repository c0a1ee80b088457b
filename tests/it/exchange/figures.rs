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
                "（第 3 行 D 列）: 无法识别“（护理型80张）”（新增床位100张（护理型80张）），只识别出“新增床位 100 张”；一行只写一个目标，可以写成：新增床位 100 张，其余写到“更多”里",
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
                "（第 3 行 D 列）: 无法识别“（约5000户）”（改造老旧小区不少于10个（约5000户）），只识别出“改造老旧小区 不少于 10 个”；一行只写一个目标，可以写成：改造老旧小区 不少于 10 个，其余写到“更多”里",
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
            " (row 3, column D): （其中充电桩120个） in 停车位600个（其中充电桩120个） is not understood, only 停车位 600 个 is; write one target per line: 停车位 600 个, and move the rest to More"
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

#[test]
fn lines_in_the_manner_of_announcements_are_right_or_told() {
    let mut wrong: Vec<(&str, Vec<String>)> = Vec::new();
    for (cell, target) in [
        ("新增床位（张）200", "新增床位 200 张"),
        ("新增床位=100张", "新增床位 100 张"),
        ("新建幼儿园3—5所", "新建幼儿园 3-5 所"),
        ("新建幼儿园3至5所", "新建幼儿园 3-5 所"),
        ("新建幼儿园３～５所", "新建幼儿园 3-5 所"),
        ("新增学位3万-5万个", "新增学位 3 万-5 万 个"),
        ("新增学位1.5万余个", "新增学位 超 1.5 万 个"),
        ("新增学位1，000个", "新增学位 1000 个"),
        ("地铁3号线延伸5公里", "地铁3号线延伸 5 公里"),
        ("第3期小区改造12个", "第3期小区改造 12 个"),
        ("G312国道改造5公里", "G312国道改造 5 公里"),
        ("A1栋加装电梯2部", "A1栋加装电梯 2 部"),
        ("优化公交线路101路等3条", "优化公交线路101路等 3 条"),
        ("安装监控200路", "安装监控 200 路"),
        ("三、四年级学生参与1000人", "三、四年级学生参与 1000 人"),
        ("（三期）新增床位100张", "（三期）新增床位 100 张"),
        ("65岁以上老人体检1.2万人", "65岁以上老人体检 1.2 万 人"),
        ("新建3个全民健身中心", "新建全民健身中心 3 个"),
        ("覆盖率95%以上", "覆盖率 不少于 95 %"),
        ("建筑面积1.500公里", "建筑面积 1.5 公里"),
        ("①新建幼儿园3所", "新建幼儿园 3 所"),
        ("（1）新建幼儿园3所", "新建幼儿园 3 所"),
        ("（一）新建幼儿园3所", "新建幼儿园 3 所"),
        ("一、新建幼儿园3所", "新建幼儿园 3 所"),
    ] {
        if targets(cell, Lang::Zh) != [target] {
            wrong.push((cell, targets(cell, Lang::Zh)));
        }
    }
    assert_eq!(wrong, []);
    for cell in [
        "新建幼儿园1所半",
        "60元/月",
        "2000平方米/个",
        "3个工作日内办结",
        "500米半径内覆盖",
        "新增床位100张完成",
        "新增床位100张达到标准",
        "新增床位100-张",
        "新增床位5.张",
        "新增床位100×2张",
        "新增学位1.500个",
        "新增学位1,00个",
        "新增学位1,5万个",
        "开通公交101路",
        "一是新建幼儿园3所",
        "第一，新建幼儿园3所",
        "1/3",
        "每月2次，全年24次",
        "由3所增至5所",
        "新建幼儿园十余所",
        "新建幼儿园近百所",
        "新建幼儿园若干所",
        "新增学位近600个",
        "2026年新增停车位600个",
        "停车位600个（其中充电桩120个",
    ] {
        let found = targets(cell, Lang::Zh);
        assert!(found.len() == 1 && found[0].contains("列）: "), "{cell}: {found:?}");
    }
    assert!(targets("新建幼儿园1所半", Lang::Zh)[0].ends_with("其余写到“更多”里"));
    let line = "①新建幼儿园3所；②改造小学2所";
    assert!(targets(line, Lang::Zh)[0].ends_with("可以写成：新建幼儿园 3 所 / 改造小学 2 所"));
}

#[test]
fn a_number_beside_the_unit_of_percentages_needs_its_sign() {
    let table = |cell: &str| {
        format!("2026年实事\n编号,领域,名称,指标名称,目标,单位\n1,教育,办学,覆盖率,{cell},%\n")
    };
    for cell in ["0.95", "1"] {
        let result = read_bytes("a.csv", table(cell).as_bytes());
        let lines = messages(&result, "a.csv", Lang::Zh);
        let is_told = |line: &String| line.contains(&format!("“{cell}”可能是 {cell}%，也可能是 "));
        assert!(result.catalog.is_none() && lines.iter().any(is_told), "{lines:?}");
    }
    for cell in ["95", "95%", "0.95%"] {
        assert!(read_bytes("a.csv", table(cell).as_bytes()).catalog.is_some(), "{cell}");
    }
}
