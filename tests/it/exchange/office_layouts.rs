//! Years, units and marks in tables as offices make them, tables side by side, and lines of English.
//! All names are invented.

use minsheng::diagnostics::{ListField, TextField};
use minsheng::lang::Lang;
use minsheng::model::Catalog;
use rust_xlsxwriter::{Format, Workbook};

use super::{csv, messages, read_bytes, read_valid};

pub(super) const TITLE: &str = "云溪镇2026年民生实事项目清单\n";

/// Returns a line for each project: number, domain, title, summary, targets, places with their
/// English, and days.
pub(super) fn projects(catalog: &Catalog) -> Vec<String> {
    let line = |project: minsheng::model::Project| {
        let record = project.progress_record();
        let targets: Vec<String> =
            project.targets.iter().map(|target| target.text(Lang::Zh)).collect();
        let places = project.list(ListField::Places);
        let places: Vec<String> = places
            .iter()
            .map(|place| format!("{}{}", place.exactly(Lang::Zh), place.exactly(Lang::En)))
            .collect();
        let days = [record.start, record.end].map(|day| day.map(|day| day.to_string()));
        let domain = catalog.domain(project.domain).name.get(Lang::Zh);
        let parts = [
            project.no.0.to_string(),
            domain.to_owned(),
            project.title.get(Lang::Zh).to_owned(),
            project.text(TextField::Summary).get(Lang::Zh).to_owned(),
            targets.join("、"),
            places.join("、"),
            days.into_iter().flatten().collect::<Vec<_>>().join("–"),
        ];
        let parts = parts.into_iter().filter(|part| !part.is_empty());
        parts.collect::<Vec<_>>().join(" ")
    };
    catalog.projects().map(|(_, project)| line(project)).collect()
}

/// Returns the messages without the file's name and the words for the cell, except the usual ones.
pub(super) fn remarks(lines: &[String]) -> Vec<String> {
    let is_usual = |line: &&String| line.contains("清单名称取自") || line.contains("没有领域表");
    let plain = |line: &String| {
        let (place, text) = line.split_once(": ").unwrap();
        let cell = place.split_once(':').unwrap().1.split('（').next().unwrap();
        format!("{cell} {}", text.replace("说明：", "").replace("提醒：", ""))
    };
    lines.iter().filter(|line| !is_usual(line)).map(plain).collect()
}

/// Asserts what the projects below a title and a header are, and what is told about them.
pub(super) fn assert_table(table: &str, expected: &[&str], told: &[&str]) {
    let text = format!("{TITLE}{table}");
    let (catalog, lines) = read_valid("a.csv", text.as_bytes());
    assert_eq!(projects(&catalog), expected, "{table}");
    assert_eq!(remarks(&lines), told, "{table}");
}

/// Asserts the errors and notes about a table that is refused.
pub(super) fn assert_refused(text: &str, told: &[&str]) {
    let result = read_bytes("a.csv", text.as_bytes());
    assert!(result.catalog.is_none(), "{text}");
    assert_eq!(remarks(&messages(&result, "a.csv", Lang::Zh)), told, "{text}");
}

#[test]
fn lines_of_english_stand_beside_those_of_chinese_or_are_refused() {
    let table = |zh: &str, en: &str| {
        format!("序号,领域,项目名称,地点,英文地点\n1,教育,修路,\"{zh}\",\"{en}\"\n")
    };
    for (zh, en, expected) in [
        ("甲村\n乙村", "A\nB", "甲村A、乙村B"),
        ("甲村\r\n乙村\r\n", "A\nB", "甲村A、乙村B"),
        ("甲村\n乙村\n丙村", "A\n\nC", "甲村A、乙村、丙村C"),
        // A line of English that is left empty counts.
        ("甲村\n乙村\n丙村", "A\nB\n", "甲村A、乙村B、丙村"),
        ("甲村\n\n乙村", "A\nB", "甲村A、乙村B"),
        ("甲村\n乙村", "", "甲村、乙村"),
    ] {
        assert_table(&table(zh, en), &[&format!("1 教育 修路 {expected}")], &[]);
    }
    for (zh, en, counts) in [
        ("甲村\n新村\n乙村", "A\nB", [3, 2]),
        ("乙村", "A\nB", [1, 2]),
        ("甲村\n乙村\n丙村", "A\n\nB\nC\nD", [3, 5]),
    ] {
        let [zh_count, en_count] = counts;
        let told = format!(
            "E3 “地点”有 {zh_count} 行（D3），这里的英文有 {en_count} 行，对不上；请一行对一行，没有英文的那一行空着"
        );
        assert_refused(&format!("{TITLE}{}", table(zh, en)), &[&told]);
    }
    // Equal amounts do not hide it.
    assert_refused(
        &format!(
            "{TITLE}序号,领域,项目名称,目标,英文目标\n1,教育,修路,\"路灯 5 盏\n公厕 5 座\",Toilets 5\n"
        ),
        &["E3 “目标”有 2 行（D3），这里的英文有 1 行，对不上；请一行对一行，没有英文的那一行空着"],
    );
}

#[test]
fn lists_with_english_for_some_of_their_items_come_back() {
    let text = r#"(title: "清单", domains: [(id: "a", name: "甲")], projects: [(no: 1, domain: "a",
        title: "修路", places: [(zh: "东村", en: "East"), "西村"],
        targets: [(what: "灯", amount: 5, unit: "盏"), (what: (zh: "路", en: "Road"), amount: 2)],
        facts: ["一", (en: "two")])])"#;
    let catalog = minsheng::format::parse(text).unwrap();
    assert_eq!(read_valid("a.csv", &csv(&catalog)).0, catalog);
}

#[test]
fn of_columns_of_several_years_that_of_the_list_is_read() {
    let double = |cell: &str, other: &str, used: &str| {
        let at = if cell == "D" { "E2" } else { "D2" };
        format!(
            "{cell}2 “{other}”和“{used}”（{at}）都是“目标”，读入的是 {at}，这一列没有读入（1 格：{cell}3）"
        )
    };
    for (columns, used, lost) in [
        (["2025年数量", "2026年数量"], 1, 0),
        (["2026年数量", "2025年数量"], 0, 1),
        (["2026年度目标", "2027年度目标"], 0, 1),
        (["上年目标", "本年目标"], 1, 0),
        (["去年目标任务", "今年目标任务"], 1, 0),
        (["目标（2025年）", "目标（2026年）"], 1, 0),
        (["2025年目标", "目标"], 1, 0),
        (["目标任务", "2026年目标任务"], 1, 0),
        (["二〇二五年目标", "二〇二六年目标"], 1, 0),
        (["25年目标", "26年目标"], 1, 0),
        (["2025年计划", "2026年计划"], 1, 0),
    ] {
        let table =
            format!("序号,领域,项目名称,{}\n1,教育,办学,学校 1 所,学校 2 所\n", columns.join(","));
        let expected = format!("1 教育 办学 学校 {} 所", used + 1);
        let told = double(["D", "E"][lost], columns[lost], columns[used]);
        assert_table(&table, &[&expected], &[&told]);
    }
    for upper in ["目标任务,,", "目标任务,目标任务,目标任务"] {
        let table = format!(
            "序号,领域,项目名称,{upper}\n,,,2025年,2026年,2027年\n1,教育,办学,学校 3 所,学校 4 所,学校 5 所\n"
        );
        let (catalog, _) = read_valid("a.csv", format!("{TITLE}{table}").as_bytes());
        assert_eq!(projects(&catalog), ["1 教育 办学 学校 4 所"]);
    }
    let two_rows =
        "序号,领域,项目名称,2025年,,2026年,\n,,,数量,单位,数量,单位\n1,教育,办学,3,个,5,所\n";
    let (catalog, _) = read_valid("a.csv", format!("{TITLE}{two_rows}").as_bytes());
    assert_eq!(projects(&catalog), ["1 教育 办学 办学 5 所"]);
}

#[test]
fn a_column_of_another_year_alone_is_left_out_and_what_is_unclear_is_refused() {
    let header = "序号,领域,项目名称";
    assert_table(
        &format!("{header},2025年目标\n1,教育,办学,学校 1 所\n"),
        &["1 教育 办学"],
        &["D2 看列名，“2025年目标”不是这份清单这一年的，没有读入（1 格：D3）"],
    );
    // Without a year it is the only one that there is.
    let table = format!("民生实事清单\n{header},2025年目标\n1,教育,办学,学校 1 所\n");
    assert_eq!(projects(&read_valid("a.csv", table.as_bytes()).0), ["1 教育 办学 学校 1 所"]);
    assert_refused(
        &format!("民生实事清单\n{header},2025年目标,2026年目标\n1,教育,办学,学校 1 所,学校 2 所\n"),
        &[
            "D2 这几列只差年份，看不出哪一列是这份清单的：2025年目标、2026年目标；请在清单名称或“年份”里写上年份，或者只留一列",
        ],
    );
    // The year of the list may stand in its own table, also below.
    let table = format!(
        "民生实事清单\n{header},2025年目标,2026年目标\n1,教育,办学,学校 1 所,学校 2 所\n\n清单,中文\n年份,2025\n"
    );
    assert_eq!(projects(&read_valid("a.csv", table.as_bytes()).0), ["1 教育 办学 学校 1 所"]);
}

#[test]
fn tables_side_by_side_are_read_one_after_the_other() {
    assert_table(
        "序号,领域,项目名称,目标,,序号,领域,项目名称,目标\n\
         1,教育,办学,学校 2 所,,3,医疗,建院,医院 1 所\n\
         2,教育,建园,,,4,医疗,义诊,\n\
         ,,,,,5,教育,助学,学位 9 个\n\
         合计,,,3 所,,,,,\n",
        &[
            "1 教育 办学 学校 2 所",
            "2 教育 建园",
            "3 医疗 建院 医院 1 所",
            "4 医疗 义诊",
            "5 教育 助学 学位 9 个",
        ],
        &["F2 这里有 2 张表左右并排，从左到右依次读入", "A6 合计行不是项目，没有读入：合计 3 所"],
    );
    // Sections, and a column that is told once.
    let (catalog, lines) = read_valid(
        "a.csv",
        format!(
            "{TITLE}序号,项目名称,下步计划,序号,项目名称,下步计划\n\
             一、教育类,,,二、医疗类,,\n1,办学,王某,3,建院,李某\n2,建园,,4,义诊,赵某\n"
        )
        .as_bytes(),
    );
    assert_eq!(projects(&catalog), ["1 教育 办学", "2 教育 建园", "3 医疗 建院", "4 医疗 义诊"]);
    assert_eq!(lines.iter().filter(|line| line.contains("下步计划")).count(), 2, "{lines:#?}");
    assert_refused(
        &format!(
            "{TITLE}序号,领域,项目名称,序号,领域,项目名称,地点\n1,教育,办学,2,医疗,建院,东村\n"
        ),
        &[
            "D2 “序号”和“序号”（A2）都是“编号”，读入的是 A2，这一列没有读入（1 格：D3）",
            "D2 这里像是左右并排的两张表，两边的列不一样：“序号”“项目名称” 重复出现；请把右边的表移到左边的下面",
            "E2 “领域”和“领域”（B2）都是“领域”，读入的是 B2，这一列没有读入（1 格：E3）",
            "F2 “项目名称”和“项目名称”（C2）都是“名称”，读入的是 C2，这一列没有读入（1 格：F3）",
        ],
    );
    // Titles of two names, in tables that have more in common.
    let table = "编号,领域,项目名称,编号,领域,名称\n1,教育,办学,2,医疗,建院\n";
    let (catalog, _) = read_valid("a.csv", format!("{TITLE}{table}").as_bytes());
    assert_eq!(projects(&catalog), ["1 教育 办学", "2 医疗 建院"]);
    // Two levels of names are one table.
    let table = "序号,领域,重点工作,序号,项目名称\n1,教育,学位,1,办学\n";
    let (catalog, _) = read_valid("a.csv", format!("{TITLE}{table}").as_bytes());
    assert_eq!(catalog.len(), 1);
}

#[test]
fn start_and_end_may_stand_below_one_header() {
    for (upper, start, end) in [
        ("建设时间", "开工", "完工"),
        ("起止时间", "开始", "结束"),
        ("起止年限", "起", "止"),
        ("建设工期", "开工时间", "竣工时间"),
        ("计划时间", "开工", "竣工"),
        ("时间节点", "启动", "完成"),
    ] {
        let rows = [["2026-03-01", "2026-10-31"], ["2026年3月1日", "10月底"]];
        for days in rows {
            let table = format!(
                "序号,领域,项目名称,{upper},\n,,,{start},{end}\n1,教育,办学,{}\n",
                days.join(",")
            );
            let (catalog, _) = read_valid("a.csv", format!("{TITLE}{table}").as_bytes());
            assert_eq!(projects(&catalog), ["1 教育 办学 2026-03-01–2026-10-31"], "{table}");
        }
        let mut book = Workbook::new();
        let page = book.add_worksheet();
        let plain = Format::new();
        page.write(0, 0, TITLE.trim()).unwrap();
        for (column, name) in (0..).zip(["序号", "领域", "项目名称"]) {
            page.merge_range(1, column, 2, column, name, &plain).unwrap();
        }
        page.merge_range(1, 3, 1, 4, upper, &plain).unwrap();
        page.write_row(2, 3, [start, end]).unwrap();
        page.write_row(3, 0, ["1", "教育", "办学", "2026-03-01", "2026-10-31"]).unwrap();
        let (catalog, _) = read_valid("a.xlsx", &book.save_to_buffer().unwrap());
        assert_eq!(projects(&catalog), ["1 教育 办学 2026-03-01–2026-10-31"], "{upper}");
    }
}

#[test]
fn a_unit_in_brackets_is_that_of_the_number_or_told() {
    for (header, cells, expected, told) in [
        (
            "数量（个）",
            "办学,5",
            "办学 办学 5 个",
            "D2 “数量（个）”按目标的单位读入；没写数的是什么的，用项目名称",
        ),
        (
            "数量",
            "新增床位（张）,200",
            "新增床位（张） 新增床位 200 张",
            "D3 名称末尾括号里的单位按旁边那个数的单位读入，如“新增床位（张）”读成“新增床位 200 张”",
        ),
        (
            "数量",
            "新建学校（所）,5所",
            "新建学校（所） 新建学校 5 所",
            "D3 名称末尾括号里的单位按旁边那个数的单位读入，如“新建学校（所）”读成“新建学校 5 所”",
        ),
        (
            "建设规模（平方米）",
            "办学,200",
            "办学 200平方米",
            "D3 “建设规模（平方米）”一列里只有数的，补上列名里的单位，如“200平方米”",
        ),
        (
            "床位（张）",
            "办学,200",
            "办学",
            "D2 未知的列“床位（张）”，没有读入（1 格：D3）；要显示这些数，请写进“目标”，如“床位 600 张”",
        ),
        ("完成时间（月）", "办学,10", "办学 2026-10-31", "D3 “10”按 2026-10-31 读入"),
    ] {
        let table = format!("序号,领域,项目名称,{header}\n1,教育,{cells}\n");
        assert_table(&table, &[&format!("1 教育 {expected}")], &[told]);
    }
    assert_refused(
        &format!("{TITLE}序号,领域,项目名称,指标名称,单位,数量\n1,教育,办学,公厕（座）,个,5\n"),
        &[
            "E2 “单位”按目标的单位读入；没写数的是什么的，用项目名称",
            "F3 “公厕（座）”和“5”的单位或名称对不上；请改成一样，或只写一处",
        ],
    );
    assert_table(
        "序号,领域,项目名称,考核指标,单位,计划完成数\n1,教育,办学,新增学位,个,300\n",
        &["1 教育 办学 新增学位 300 个"],
        &["E2 “单位”按目标的单位读入；没写数的是什么的，用项目名称"],
    );
    assert_table(
        "序号,领域,项目名称（个）,目标\n1,教育,养老,新增床位（张）：200\n",
        &["1 教育 养老 新增床位 200 张"],
        &["C2 列名“项目名称（个）”里的单位没有用上：这一列不是数"],
    );
}
