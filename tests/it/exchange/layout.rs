//! Rows that are no projects, sections, headers of two rows, and projects of several rows.

use std::fs;

use minsheng::data::read;
use minsheng::diagnostics::ListField;
use minsheng::exchange::ImportOptions;
use minsheng::lang::Lang;
use minsheng::model::Catalog;
use rust_xlsxwriter::{Format, Workbook};

use super::{messages, read_bytes, read_valid};

/// A sheet: its name, its rows, and its merged blocks by the first and the last row and column.
pub(super) type TestSheet<'a> = (&'a str, &'a [&'a [&'a str]], &'a [[u16; 4]]);

/// Returns a workbook.
pub(super) fn workbook(sheets: &[TestSheet]) -> Vec<u8> {
    let mut book = Workbook::new();
    for (name, rows, blocks) in sheets {
        let page = book.add_worksheet().set_name(*name).unwrap();
        let cell = |row: u16, column: u16| {
            rows.get(usize::from(row)).and_then(|row| row.get(usize::from(column))).copied()
        };
        for [first, left, last, right] in blocks.iter().copied() {
            let text = cell(first, left).unwrap_or_default();
            page.merge_range(first.into(), left, last.into(), right, text, &Format::new()).unwrap();
        }
        for (row, cells) in (0..).zip(*rows) {
            for (column, text) in (0..).zip(*cells).filter(|(_, text)| !text.is_empty()) {
                page.write_string(row, column, *text).unwrap();
            }
        }
    }
    book.save_to_buffer().unwrap()
}

/// Returns a line for each project: number, domain, title, targets and places.
fn projects(catalog: &Catalog) -> Vec<String> {
    let line = |project: minsheng::model::Project| {
        let targets: Vec<String> =
            project.targets.iter().map(|target| target.text(Lang::Zh)).collect();
        let places = project.list(ListField::Places);
        let places: Vec<&str> = places.iter().map(|place| place.get(Lang::Zh)).collect();
        let domain = catalog.domain(project.domain).name.get(Lang::Zh);
        let title = project.title.get(Lang::Zh);
        format!("{} {domain} {title} {} {}", project.no, targets.join("、"), places.join("、"))
    };
    catalog.projects().map(|(_, project)| line(project).trim_end().to_owned()).collect()
}

fn title(catalog: &Catalog) -> &str {
    catalog.programme().title.get(Lang::Zh)
}

/// Returns the messages without their severity and without the file's name.
fn texts(lines: &[String]) -> Vec<String> {
    let plain = |line: &String| {
        let (place, text) = line.split_once(": ").unwrap();
        let cell = place.split_once(':').unwrap().1.split('（').next().unwrap();
        format!("{cell} {}", text.replace("说明：", "").replace("提醒：", ""))
    };
    lines.iter().map(plain).collect()
}

const TABLE: &str = "序号,领域,项目名称,目标\n1,教育,改建托班,托班 5 所\n";

#[test]
fn the_title_is_the_line_that_says_so_and_the_others_are_told() {
    let expected = "云溪镇2026年民生实事项目清单";
    for (line, told) in [
        ("附件1", "A1 表格上面的一行不是项目，没有读入：附件1"),
        ("附件：", "A1 表格上面的一行不是项目，没有读入：附件："),
        ("表1", "A1 表格上面的一行不是项目，没有读入：表1"),
        ("单位：万元", "A1 表格上面的一行不是项目，没有读入：单位：万元"),
        ("2026年1月27日", "A1 表格上面的一行不是项目，没有读入：2026年1月27日"),
        ("机密★1年", "A1 表格上面的一行不是项目，没有读入：机密★1年"),
    ] {
        let table = format!("{line},,,\n{expected},,,\n{TABLE}");
        let (catalog, lines) = read_valid("a.csv", table.as_bytes());
        assert_eq!(title(&catalog), expected);
        assert_eq!(
            texts(&lines)[..2],
            [
                told.to_owned(),
                format!("A2 清单名称取自表头上面的一行：{expected}；年份取自名称：2026")
            ]
        );
        let table = format!("{expected},,,\n{line},,,\n{TABLE}");
        assert_eq!(title(&read_valid("a.csv", table.as_bytes()).0), expected, "{line}");
    }
    let table = "附件1：2026年民生实事项目清单,,单位：万元,\n序号,领域,项目名称\n1,教育,办学\n";
    let (catalog, lines) = read_valid("a.csv", table.as_bytes());
    assert_eq!(title(&catalog), "2026年民生实事项目清单");
    let told = "A1 表格上面的一行不是项目，没有读入：单位：万元".to_owned();
    assert!(texts(&lines).contains(&told), "{lines:?}");
    let table = "sep=;\n2026年民生实事项目清单;;\n序号;类别;项目名称\n1;教育;办学\n";
    assert_eq!(title(&read_valid("a.csv", table.as_bytes()).0), "2026年民生实事项目清单");
}

#[test]
fn sections_are_domains_where_the_table_has_no_other() {
    let table = "2026年民生实事项目清单,,,\n序号,项目名称,建设内容,完成时限\n\
        一、教育类（2项）,,,\n1,新建幼儿园,,\n2,改建托班,,\n二、交通出行,,,\n3,新增停车位,,\n";
    let (catalog, lines) = read_valid("a.csv", table.as_bytes());
    assert_eq!(
        projects(&catalog),
        ["01 教育 新建幼儿园", "02 教育 改建托班", "03 交通出行 新增停车位"]
    );
    assert_eq!(
        texts(&lines),
        [
            "A1 清单名称取自表头上面的一行：2026年民生实事项目清单；年份取自名称：2026",
            "A2 领域取自表里的分段（共 2 个）：教育、交通出行"
        ]
    );
}

#[test]
fn a_section_may_have_a_number_and_a_sum() {
    let table = "2026年民生实事项目清单\n序号,项目名称,总投资\n一,教育类,300\n1,办学,\n2,修缮,\n";
    let (catalog, lines) = read_valid("a.csv", table.as_bytes());
    assert_eq!(projects(&catalog), ["01 教育 办学", "02 教育 修缮"]);
    assert!(
        texts(&lines).contains(&"C3 分段的一行不是项目，没有读入：300".to_owned()),
        "{lines:?}"
    );
}

#[test]
fn rows_that_are_no_projects_have_one_line_each() {
    let table = "云溪镇2026年民生实事项目,,,\n序号,领域,项目名称,目标\n\
        一、教育类（1项）,,,\n1,教育,改建托班,托班 5 所\n二、交通类（1项）,,,\n\
        2,交通出行,修路,路 3 条\n合计,,2 项,\n注：以上项目以实际实施为准。,,,\n\
        填报人：,,审核人：,\n,,,云溪镇人民政府\n,,,2026年1月27日\n";
    let (catalog, lines) = read_valid("a.csv", table.as_bytes());
    assert_eq!(projects(&catalog), ["01 教育 改建托班 托班 5 所", "02 交通出行 修路 路 3 条"]);
    assert_eq!(
        texts(&lines)[1..],
        [
            "B2 没有领域表；从“领域”一列得到 2 个领域",
            "A3 分段的一行不是项目，没有读入：一、教育类（1项）",
            "A5 分段的一行不是项目，没有读入：二、交通类（1项）",
            "A7 合计行不是项目，没有读入：合计 2 项",
            "A8 备注不是项目，没有读入：注：以上项目以实际实施为准。",
            "A9 签名、单位或日期不是项目，没有读入：填报人： 审核人：（第 9–11 行）",
        ]
        .map(str::to_owned)
    );
}

#[test]
fn a_row_that_may_be_a_project_keeps_its_errors() {
    for row in [",教育,修路,", ",,修路,", ",,,托班 5 所", "甲,教育,修路,"] {
        let table = format!("清单\n序号,领域,项目名称,目标\n{row}\n9,教育,办学,\n");
        assert!(read_bytes("a.csv", table.as_bytes()).catalog.is_none(), "{row}");
    }
    // An office above a project is none of a signature.
    let table = "清单\n序号,领域,项目名称,目标\n,,,镇教育局\n9,教育,办学,\n";
    assert!(read_bytes("a.csv", table.as_bytes()).catalog.is_none());
}

#[test]
fn merged_rows_are_one_project() {
    let rows: &[&[&str]] = &[
        &["2026年民生实事项目清单"],
        &["序号", "类别", "项目名称", "目标任务", "建设地点"],
        &["1", "教育", "新建幼儿园", "幼儿园 2 所", "城北"],
        &["", "", "", "新增学位 600 个", "城南"],
        &["2", "交通出行", "新增停车位", "停车位 不少于 600 个", "城西"],
    ];
    let blocks = [[0, 0, 0, 4], [2, 0, 3, 0], [2, 1, 3, 1], [2, 2, 3, 2]];
    let (catalog, _) = read_valid("a.xlsx", &workbook(&[("项目", rows, &blocks)]));
    let expected = [
        "01 教育 新建幼儿园 幼儿园 2 所、新增学位 600 个 城北、城南",
        "02 交通出行 新增停车位 停车位 不少于 600 个 城西",
    ];
    assert_eq!(projects(&catalog), expected);

    let table = "2026年民生实事项目清单,,,,\n序号,类别,项目名称,目标任务,建设地点\n\
        1,教育,新建幼儿园,幼儿园 2 所,城北\n1,教育,新建幼儿园,新增学位 600 个,城南\n\
        2,交通出行,新增停车位,停车位 不少于 600 个,城西\n";
    let (catalog, lines) = read_valid("a.csv", table.as_bytes());
    assert_eq!(projects(&catalog), expected);
    assert!(
        texts(&lines).contains(&"A4 编号和名称都一样的行，并成一个项目（1 格：A4）".to_owned()),
        "{lines:?}"
    );
    let result =
        read_bytes("a.csv", table.replace("1,教育,新建幼儿园,新", "1,教育,办学,新").as_bytes());
    let lines = texts(&messages(&result, "a.csv", Lang::Zh));
    assert!(
        lines.contains(&"A4 编号 1 重复，第 3 行已经用过；请改成没用过的编号".to_owned()),
        "{lines:?}"
    );
}

#[test]
fn a_header_of_two_rows_is_known_with_and_without_merged_cells() {
    let rows: &[&[&str]] = &[
        &["云溪镇2026年民生实事项目"],
        &["序号", "领域", "项目名称", "年度目标"],
        &["", "", "", "数量", "单位"],
        &["1", "教育", "改建托班", "5", "所"],
    ];
    let blocks = [[1, 0, 2, 0], [1, 1, 2, 1], [1, 2, 2, 2], [1, 3, 1, 4]];
    let expected = ["01 教育 改建托班 改建托班 5 所"];
    let book = workbook(&[("项目", rows, &blocks)]);
    assert_eq!(projects(&read_valid("a.xlsx", &book).0), expected);
    let table = rows.iter().map(|row| row.join(",")).collect::<Vec<_>>().join("\n");
    let (catalog, lines) = read_valid("a.csv", table.as_bytes());
    assert_eq!(projects(&catalog), expected);
    assert!(
        texts(&lines).contains(
            &"E2 “年度目标 / 单位”按目标的单位读入；没写数的是什么的，用项目名称".to_owned()
        ),
        "{lines:?}"
    );
}

#[test]
fn a_unit_stands_in_the_header_or_in_a_column() {
    for (header, cells, target) in [
        ("目标（所）", "5", "改建托班 5 所"),
        ("目标（所）", "托班 5", "托班 5 所"),
        ("目标（所）", "学位 200 个", "学位 200 个"),
        ("数量,单位", "5,所", "改建托班 5 所"),
        ("数量,计量单位", "托班 5,所", "托班 5 所"),
        ("指标名称,数量,单位", "托班,5,所", "托班 5 所"),
        ("单位,目标", "镇教育局,托班 5 所", "托班 5 所"),
    ] {
        let table = format!("清单\n序号,领域,项目名称,{header}\n1,教育,改建托班,{cells}\n");
        let (catalog, lines) = read_valid("a.csv", table.as_bytes());
        assert_eq!(projects(&catalog), [format!("01 教育 改建托班 {target}")], "{header} {cells}");
        let (_, project) = catalog.projects().next().unwrap();
        let is_office = !project.list(ListField::Responsible).is_empty();
        assert_eq!(is_office, header.starts_with("单位"), "{lines:?}");
    }
    for (cells, told) in
        [("托班 5 个,所", "“所”和“托班 5 个”的单位或名称对不上"), ("5,", "没说数的是什么")]
    {
        let table = format!(
            "清单\n序号,领域,项目名称,数量,单位\n1,教育,改建托班,{cells}\n2,教育,办学,3,所\n"
        );
        let lines = messages(&read_bytes("a.csv", table.as_bytes()), "a.csv", Lang::Zh);
        assert!(lines.iter().any(|line| line.contains(told)), "{lines:?}");
    }
}

#[test]
fn the_names_of_sheets_are_domains_and_a_repeated_number_names_both() {
    let sheet = |no| -> Vec<Vec<&str>> {
        vec![vec!["2026年民生实事项目清单"], vec!["序号", "项目名称"], vec![no, "办学"]]
    };
    let read = |names: [&str; 2], numbers: [&'static str; 2]| {
        let rows = numbers.map(sheet);
        let rows: Vec<Vec<&[&str]>> =
            rows.iter().map(|rows| rows.iter().map(Vec::as_slice).collect()).collect();
        read_bytes("a.xlsx", &workbook(&[(names[0], &rows[0], &[]), (names[1], &rows[1], &[])]))
    };
    let result = read(["教育", "交通出行"], ["1", "2"]);
    let lines = texts(&messages(&result, "a.xlsx", Lang::Zh));
    assert_eq!(projects(&result.catalog.unwrap()), ["01 教育 办学", "02 交通出行 办学"]);
    assert_eq!(
        lines,
        [
            "教育!A1 清单名称取自表头上面的一行：2026年民生实事项目清单；年份取自名称：2026",
            "教育!A2 表里没有“领域”一列，工作表的名称就是领域，如“教育”；共 2 个领域"
        ]
    );
    let result = read(["教育", "交通出行"], ["1", "1"]);
    let lines = texts(&messages(&result, "a.xlsx", Lang::Zh));
    assert!(
        lines.contains(
            &"交通出行!A3 编号 1 重复，工作表“教育”第 3 行已经用过；请改成没用过的编号".to_owned()
        ),
        "{lines:?}"
    );
    let lines = texts(&messages(&read(["Sheet1", "Sheet2"], ["1", "2"]), "a.xlsx", Lang::Zh));
    let missing = lines.iter().filter(|line| line.contains("放在“未分类”里")).count();
    assert_eq!((missing, lines.len()), (1, 2), "{lines:?}");
}

#[test]
fn a_given_title_goes_before_any_in_the_file() {
    let folder = tempfile::TempDir::new().unwrap();
    let path = folder.path().join("a.csv");
    let options =
        ImportOptions { title: Some("云溪镇实事".into()), ..ImportOptions::default() };
    for (above, told) in
        [("", &[][..]), ("清单\n", &["A1 表格上面的一行不是项目，没有读入：清单".to_owned()][..])]
    {
        fs::write(&path, format!("{above}{TABLE}")).unwrap();
        let result = read(&path, &options, &mut |_, _| {});
        let lines = texts(&messages(&result, "a.csv", Lang::Zh));
        assert_eq!(title(&result.catalog.unwrap()), "云溪镇实事");
        let about_year = |line: &String| line.contains("清单没有年份");
        assert!(lines.iter().any(about_year), "{lines:?}");
        let others: Vec<String> = lines.into_iter().filter(|line| !about_year(line)).collect();
        assert_eq!(others[..others.len() - 1], *told);
    }
}

/// Returns the projects of a table below a header, and the messages; no projects if it is refused.
fn outcome(rows: &str) -> (Vec<String>, Vec<String>) {
    let table = format!("2026年民生实事\n编号,领域,名称,目标\n{rows}");
    let result = read_bytes("a.csv", table.as_bytes());
    let lines = messages(&result, "a.csv", Lang::Zh);
    (result.catalog.as_ref().map(projects).unwrap_or_default(), texts(&lines))
}

#[test]
fn a_sum_a_page_and_the_numbers_of_columns_are_no_projects() {
    let only = ["01 教育 办学 幼儿园 2 所"];
    for (row, told) in [
        ("4,教育,合计,幼儿园 2 所", "合计行"),
        ("2,教育,项目合计,", "合计行"),
        ("第1页 共2页,,,", "页码"),
        ("（续表）,,,", "页码"),
    ] {
        let (found, lines) = outcome(&format!("1,教育,办学,幼儿园 2 所\n{row}\n"));
        assert_eq!(found, only, "{row} {lines:?}");
        assert!(lines.iter().any(|line| line.starts_with(&format!("A4 {told}"))), "{lines:?}");
    }
    for numbers in ["1,2,3,4", "（一）,（二）,（三）,（四）"] {
        let (found, lines) = outcome(&format!("{numbers}\n1,教育,办学,幼儿园 2 所\n"));
        assert_eq!(found, only, "{numbers} {lines:?}");
        assert!(lines.iter().any(|line| line.contains("列号")), "{lines:?}");
    }
}

#[test]
fn a_row_that_may_be_a_project_is_none_in_silence() {
    for row in ["★2,教育,修桥,桥 1 座", "2.乙楼改造,,,"] {
        let (found, lines) = outcome(&format!("1,教育,办学,\n{row}\n3,教育,修路,\n"));
        assert!(found.is_empty(), "{row} {lines:?}");
        assert!(
            lines.iter().any(|line| line.starts_with("A4") && line.contains('编')),
            "{lines:?}"
        );
    }
    // Quotes that do not belong together.
    let (found, lines) = outcome("1,教育,\"甲楼,\n2,教育,乙楼,\n3,教育,丙楼\",\n");
    assert!(found.is_empty(), "{lines:?}");
    assert!(lines.iter().any(|line| line.contains("引号")), "{lines:?}");
    let (found, _) = outcome("1,教育,办学,\"幼儿园 2 所\n学位 30 个\"\n");
    assert_eq!(found, ["01 教育 办学 幼儿园 2 所、学位 30 个"]);
}

#[test]
fn the_list_of_another_year_is_refused() {
    let one = ["序号", "领域", "项目名称"];
    let sheets = |title: &'static str| {
        let first: &[&[&str]] = &[&["2026年民生实事项目清单"], &one, &["1", "教育", "办学"]];
        let second = [vec![title], one.to_vec(), vec!["2", "教育", "修路"]];
        let second: Vec<&[&str]> = second.iter().map(Vec::as_slice).collect();
        read_bytes("a.xlsx", &workbook(&[("甲", first, &[]), ("乙", &second, &[])]))
    };
    let result = sheets("2025年民生实事项目清单");
    let lines = messages(&result, "a.xlsx", Lang::Zh);
    assert!(result.catalog.is_none());
    assert!(
        lines.iter().any(|line| line.contains("乙!A1") && line.contains("另一年")),
        "{lines:?}"
    );
    assert!(sheets("2026年民生实事项目清单").catalog.is_some());
}

#[test]
fn merged_cells_hold_for_all_their_projects() {
    let rows: &[&[&str]] = &[
        &["2026年民生实事"],
        &["编号", "领域", "名称", "地点", "完成时限", "目标"],
        &["1", "教育", "办学", "城北", "2026-12-31", "幼儿园 2 所"],
        &["2", "教育", "修路", "", "", "路 3 条"],
    ];
    let shared = workbook(&[("表", rows, &[[2, 3, 3, 3], [2, 4, 3, 4]])]);
    let (catalog, lines) = read_valid("a.xlsx", &shared);
    assert_eq!(
        projects(&catalog),
        ["01 教育 办学 幼儿园 2 所 城北", "02 教育 修路 路 3 条 城北"],
        "{lines:?}"
    );
    let mut ends = catalog.projects().map(|(_, project)| project.progress_record().end);
    assert!(ends.all(|end| end.is_some_and(|end| end.to_string() == "2026-12-31")));
    // Nobody knows how much of a figure is whose.
    let rows: &[&[&str]] = &[
        &["2026年民生实事"],
        &["编号", "领域", "名称", "目标"],
        &["1", "教育", "办学", "幼儿园 2 所"],
        &["2", "教育", "修路", ""],
    ];
    let result = read_bytes("a.xlsx", &workbook(&[("表", rows, &[[2, 3, 3, 3]])]));
    let lines = messages(&result, "a.xlsx", Lang::Zh);
    assert!(result.catalog.is_none() && lines.iter().any(|line| line.contains("D4")), "{lines:?}");
}
