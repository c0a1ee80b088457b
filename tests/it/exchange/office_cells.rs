//! Figures as offices write them in a cell, each read right or told, and never cut. The cells are
//! invented; each stands for a kind.

use minsheng::lang::Lang;

use super::{messages, read_bytes};

/// Returns the targets that a cell is read as, and the messages about the cell.
fn read(cell: &str) -> (Vec<String>, String) {
    let table = format!("2026年实事\n编号,领域,名称,目标\n1,养老,办事,\"{cell}\"\n");
    let result = read_bytes("a.csv", table.as_bytes());
    let lines = messages(&result, "a.csv", Lang::Zh);
    let of_cell = lines.into_iter().filter(|line| line.contains("D3（"));
    let targets = result.catalog.iter().flat_map(|catalog| {
        let targets = catalog.projects().flat_map(|(_, project)| project.targets.iter());
        targets.map(|target| target.text(Lang::Zh)).collect::<Vec<_>>()
    });
    (targets.collect(), of_cell.collect::<Vec<_>>().join("\n"))
}

#[test]
fn a_figure_with_its_qualifier_is_read() {
    for (cell, target) in [
        ("新增床位120张左右", "新增床位 约 120 张"),
        ("新增床位120张上下", "新增床位 约 120 张"),
        ("新增床位120余张", "新增床位 超 120 张"),
        ("新增床位120多张", "新增床位 超 120 张"),
        ("受益12345余人", "受益 超 12,345 人"),
        ("床位保底120张", "床位 不少于 120 张"),
        ("至少120张床位", "床位 不少于 120 张"),
        ("床位3～5个", "床位 3-5 个"),
        ("床位100至120张", "床位 100-120 张"),
        ("受益3-5万人", "受益 3 万-5 万 人"),
        ("惠及群众 1.2 万人", "惠及群众 1.2 万 人"),
        ("惠及群众1.2万余人次", "惠及群众 超 1.2 万 人次"),
        ("约1.2万人受益", "受益 约 1.2 万 人"),
        ("投资 1.5 亿元", "投资 1.5 亿元"),
        ("床位1，200张", "床位 1200 张"),
        ("床位 １２０ 张", "床位 120 张"),
        ("床位：120（张）", "床位 120 张"),
        ("床位120 张。", "床位 120 张"),
        ("农村公路 18.5km", "农村公路 18.5 km"),
        ("新增2.5万平方米绿地", "新增绿地 2.5 万 平方米"),
        ("新(改)建公厕3座", "新(改)建公厕 3 座"),
        ("绿化率提高5个百分点", "绿化率提高 5 个百分点"),
        ("3岁以下托位120个", "3岁以下托位 120 个"),
        ("打造15分钟养老圈12个", "打造15分钟养老圈 12 个"),
        ("90后青年公寓300套", "90后青年公寓 300 套"),
        ("12345热线座席20个", "12345热线座席 20 个"),
        ("5G基站30个", "5G基站 30 个"),
        ("4+X模式推广12个村", "4+X模式推广 12 个村"),
        ("K12+300处整治1处", "K12+300处整治 1 处"),
    ] {
        assert_eq!(read(cell).0, [target], "{cell}");
    }
}

#[test]
fn a_figure_that_is_not_clear_comes_with_what_to_write() {
    for (cell, proposed) in [
        ("床位3个以上5个以下", "床位 3-5 个"),
        ("床位120张以上，150张以内", "床位 120-150 张"),
        ("床位100张～120张", "床位 100-120 张"),
        ("床位一百至一百二十张", "床位 100-120 张"),
        ("新建幼儿园三所", "新建幼儿园 3 所"),
        ("道路3条12公里", "道路 3 条 / 道路 12 公里"),
        ("床位120张，力争150张", "床位 120 张，其余写到“更多”里"),
        ("新增20张，累计120张", "新增 20 张，其余写到“更多”里"),
        ("床位120张（其中护理型80张）", "床位 120 张，其余写到“更多”里"),
        ("床位120张（2026年）", "床位 120 张，其余写到“更多”里"),
        ("公厕3座（新建2座、改建1座）", "公厕 3 座，其余写到“更多”里"),
        ("6-18个月婴幼儿接种3000人", "“6-18个月婴幼儿接种” 3000 人"),
        ("（30人以下）班级50个", "“（30人以下）班级” 50 个"),
    ] {
        let (targets, line) = read(cell);
        assert!(
            targets.is_empty() && line.ends_with(&format!("可以写成：{proposed}")),
            "{cell} {targets:?} {line}"
        );
    }
}

#[test]
fn what_is_no_single_figure_is_told_without_a_wrong_proposal() {
    for (cell, told) in [
        ("新增床位120张以内", "以内"),
        ("新增床位不超过120张", "不超过"),
        ("床位120+张", "+"),
        ("床位约120～150张", "约"),
        ("植树12千株", "12千"),
        ("床位1 200张", "200张"),
        ("完成1/2", "1/2"),
        ("完成三分之一", "完成三分之一"),
        ("床位几十张", "床位几十张"),
        ("床位数百张", "床位数百张"),
        ("新建1个中心3个点", "3"),
        ("新增床位120张①", "①"),
        ("新增床位120张[1]", "[1]"),
        ("新增床位20张累计达到120张", "120"),
        ("床位由100张提升至120张", "120"),
        ("床位【120】张", "【"),
        ("1,2,3号楼加装电梯3部", "2,3号楼"),
        ("2025-2026年新增床位120张", "2025-2026年"),
        ("1所半学校", "半学校"),
    ] {
        let (targets, line) = read(cell);
        assert!(
            targets.is_empty() && line.contains(told) && !line.contains("可以写成："),
            "{cell} {targets:?} {line}"
        );
    }
    // A person's number is not to be moved to where everybody reads it.
    for cell in ["联系人：张某13800000000", "电话 0570-1234567"] {
        let (targets, line) = read(cell);
        assert!(targets.is_empty() && line.contains("内部联系人"), "{line}");
        assert!(!line.contains("更多"), "{line}");
    }
}

/// Returns the targets of a table, and the messages about the cells below its header.
fn table(rows: &str) -> (Vec<String>, Vec<String>) {
    let result = read_bytes("a.csv", format!("2026年实事\n{rows}").as_bytes());
    let lines = messages(&result, "a.csv", Lang::Zh);
    let is_header = |line: &String| ["A1（", "B2（"].iter().any(|cell| line.contains(cell));
    let targets = result.catalog.iter().flat_map(|catalog| {
        let targets = catalog.projects().flat_map(|(_, project)| project.targets.iter());
        targets.map(|target| target.text(Lang::Zh)).collect::<Vec<_>>()
    });
    (targets.collect(), lines.into_iter().filter(|line| !is_header(line)).collect())
}

#[test]
fn reports_that_can_hardly_be_right_are_told_at_their_cells() {
    let header = "编号,领域,名称,目标,截至3月底完成,截至6月底完成\n";
    for (row, cell, told) in [
        ("床位 600 张,480张,300张", "F3（", "2026-03-31 480 张 (E3) → 2026-06-30 300 张"),
        ("床位 540 张,,54000张", "F3（", "2026-06-30 54000 张 远远超过目标 540 张"),
        ("床位 540 张,60%,40%", "F3（", "2026-03-31 60 % (E3) → 2026-06-30 40 %"),
    ] {
        let (targets, lines) = table(&format!("{header}1,养老,甲,{row}\n"));
        let line = lines.iter().find(|line| line.contains(told)).map(String::as_str);
        assert!(line.is_some_and(|line| line.contains(cell)), "{row} {lines:?}");
        assert_eq!(targets.len(), 1, "it is read all the same");
    }
    for row in ["床位 600 张,300张,480张", "优良率 95 %,96%,94%"] {
        let (_, lines) = table(&format!("{header}1,养老,甲,{row}\n"));
        assert!(!lines.iter().any(|line| line.contains("提醒")), "{row} {lines:?}");
    }
    let header = "编号,领域,名称,目标,截至2027年6月底完成\n";
    let (_, lines) =
        table(&format!("{header}1,养老,甲,床位 600 张,300张\n2,养老,乙,床位 6 张,3张\n"));
    let told: Vec<_> = lines.iter().filter(|line| line.contains("不在清单的年份 2026")).collect();
    assert!(told.len() == 1 && told[0].contains("E3，E4"), "{lines:?}");
    // A project of several years has reports of these.
    let header = "编号,领域,名称,目标,开始,完成时限,截至2027年6月底完成\n";
    let (_, lines) = table(&format!("{header}1,养老,甲,床位 600 张,2025-03-01,2027-12-31,300张\n"));
    assert!(!lines.iter().any(|line| line.contains("不在清单的年份")), "{lines:?}");
}

#[test]
fn the_same_target_of_two_places_is_two_figures_or_asked_about() {
    let header = "编号,领域,名称,目标,建设地点,责任单位\n1,养老,甲,床位 120 张,城东,民政局\n";
    let (targets, lines) = table(&format!("{header}1,养老,甲,床位 120 张,城西,民政局\n"));
    assert_eq!(targets, ["床位（城东） 120 张", "床位（城西） 120 张"], "{lines:?}");
    assert!(lines.iter().any(|line| line.contains("提醒") && line.contains("如果一共只有这么多")));
    let (targets, lines) = table(&format!(
        "{header}1,养老,甲,床位 120 张,城西,民政局\n1,养老,甲,床位 120 张,城南,民政局\n"
    ));
    assert_eq!(targets.len(), 3, "{lines:?}");
    let (targets, lines) = table(&format!("{header}1,养老,甲,床位 120 张,城东,住建局\n"));
    assert!(targets.is_empty() && lines.iter().any(|line| line.contains("D4（")), "{lines:?}");
    // Nothing else differs: the row is there twice.
    let (targets, _) = table(&format!("{header}1,养老,甲,床位 120 张,城东,民政局\n"));
    assert_eq!(targets, ["床位 120 张"]);
}

#[test]
fn the_target_by_the_end_of_the_year_is_that_of_the_year() {
    for [first, second] in [["6月底", "12月底"], ["2026年6月", "年底"]] {
        let table_text = format!(
            "序号,类别,项目名称,2026年目标,\n,,,{first},{second}\n1,养老,甲,床位 40 张,床位 80 张\n"
        );
        let (targets, lines) = table(&table_text);
        assert_eq!(targets, ["床位 80 张"], "{lines:?}");
        assert!(lines.iter().any(|line| line.contains("D2（") && line.contains("E2")), "{lines:?}");
    }
}

#[test]
fn half_a_thing_is_told() {
    for (cell, is_told) in [
        ("床位 0.5 张", true),
        ("学校 1.5 所", true),
        ("公路 1.5 公里", false),
        ("受益 1.5 万人", false),
    ] {
        let mut result = read_bytes(
            "a.csv",
            format!("2026年实事\n编号,领域,名称,目标\n1,养老,办事,{cell}\n").as_bytes(),
        );
        result.lint();
        let lines = messages(&result, "a.csv", Lang::Zh);
        assert_eq!(lines.iter().any(|line| line.contains("没有零头")), is_told, "{cell} {lines:?}");
    }
}
