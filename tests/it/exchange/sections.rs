//! Numbers, titles and targets that stand in parts: sections, sheets, columns below one header. All
//! data is invented.

use minsheng::lang::Lang;
use minsheng::model::Catalog;

use super::layout::workbook;
use super::{messages, read_bytes, read_valid};

/// Returns a line for each project: number, domain, title and targets.
fn lines(catalog: &Catalog) -> Vec<String> {
    let line = |project: minsheng::model::Project| {
        let targets = project.targets.iter().map(|target| target.text(Lang::Zh));
        let targets = targets.collect::<Vec<_>>().join("、");
        let domain = catalog.domain(project.domain).name.get(Lang::Zh);
        let line = format!("{} {domain} {} {targets}", project.no.0, project.title.get(Lang::Zh));
        line.trim_end().to_owned()
    };
    catalog.projects().map(|(_, project)| line(project)).collect()
}

/// Returns the projects of a table without errors, and its notes.
fn read(rows: &str) -> (Vec<String>, Vec<String>) {
    let text = format!("云溪镇2026年民生实事项目清单\n{rows}");
    let (catalog, notes) = read_valid("a.csv", text.as_bytes());
    (lines(&catalog), notes)
}

/// Returns the errors of a file.
fn errors(name: &str, bytes: &[u8]) -> Vec<String> {
    let result = read_bytes(name, bytes);
    assert!(result.catalog.is_none(), "{result:?}");
    let notes = messages(&result, name, Lang::Zh);
    notes.into_iter().filter(|line| !line.contains("说明：") && !line.contains("提醒：")).collect()
}

fn errors_of(rows: &str) -> Vec<String> {
    errors("a.csv", format!("云溪镇2026年民生实事项目清单\n{rows}").as_bytes())
}

#[test]
fn numbers_go_on_where_each_domain_begins_with_one() {
    let rows = "序号,类别,项目名称,目标任务\n\
        1,教育,建园,学位 200 个\n2,教育,修校,校舍 3 处\n1,养老,建院,床位 60 张\n";
    let (projects, notes) = read(rows);
    assert_eq!(
        projects,
        ["1 教育 建园 学位 200 个", "2 教育 修校 校舍 3 处", "3 养老 建院 床位 60 张"]
    );
    let told = "“养老”的编号又从 1 开始；整份清单里的编号不能重复，已接着前面编号：1 改为 3";
    assert!(notes.iter().any(|note| note.contains(told)), "{notes:?}");
    // Not all begin with 1, or one project alone has a number twice.
    for rows in [
        rows.replace("1,养老", "2,养老"),
        "序号,类别,项目名称\n1,教育,建园\n1,养老,建院\n".to_owned(),
    ] {
        let errors = errors_of(&rows);
        assert!(errors.len() == 1 && errors[0].contains("重复，第"), "{errors:?}");
    }
}

#[test]
fn numbers_of_sections_do_not_go_on_if_reports_name_them() {
    let rows = "序号,项目名称\n一、教育类\n1,建园\n2,修校\n二、养老类\n1,建院\n\n\
        序号,日期,完成\n1,2026-06-30,40%\n";
    let errors = errors_of(rows);
    assert!(errors[0].contains("编号 1 在第 4 行已经用过：这一段的编号又从 1 开始"), "{errors:?}");
    let by_title = rows.replace("序号,日期,完成\n1,", "项目名称,日期,完成\n建院,");
    let text = format!("云溪镇2026年民生实事项目清单\n{by_title}");
    let (catalog, _) = read_valid("a.csv", text.as_bytes());
    assert_eq!(lines(&catalog), ["1 教育 建园", "2 教育 修校", "3 养老 建院"]);
    let (_, last) = catalog.projects().last().unwrap();
    assert_eq!(last.progress_record().updates.len(), 1);
}

/// Returns a workbook with a table of these rows on each sheet.
fn sheets(sheets: &[(&str, [[&str; 4]; 2]); 2]) -> Vec<u8> {
    const TITLE: &[&str] = &["云溪镇2026年民生实事项目清单"];
    const HEADER: &[&str] = &["序号", "类别", "项目名称", "目标任务"];
    let rows = sheets.each_ref().map(|(_, rows)| [TITLE, HEADER, &rows[0], &rows[1]]);
    workbook(&[(sheets[0].0, &rows[0], &[]), (sheets[1].0, &rows[1], &[])])
}

#[test]
fn a_sheet_with_the_projects_of_another_one_is_told_once() {
    let list = [["1", "教育", "建园", "学位 200 个"], ["2", "教育", "修校", "校舍 3 处"]];
    let (catalog, notes) = read_valid("a.xlsx", &sheets(&[("清单", list), ("清单 (2)", list)]));
    assert_eq!(lines(&catalog), ["1 教育 建园 学位 200 个", "2 教育 修校 校舍 3 处"]);
    let told =
        "清单 (2)!A2（第 2 行 A 列）: 提醒：这张表（2 行）和 清单!A2 起的表完全一样，没有读入";
    assert!(notes.iter().any(|note| note.contains(told)), "{notes:?}");

    let other = [["1", "教育", "建园", "学位 240 个"], list[1]];
    assert_eq!(
        errors("a.xlsx", &sheets(&[("清单", list), ("清单（定稿）", other)])),
        ["a.xlsx:清单（定稿）!A3（第 3 行 A 列）: 编号 1 重复，工作表“清单”第 3 行已经用过：\
          两张工作表列着同样的项目，内容却不同；请只留一张，隐藏或删去另一张"]
    );
    let other = [["1", "养老", "建院", "床位 60 张"], ["2", "养老", "助餐", "食堂 3 所"]];
    assert_eq!(
        errors("a.xlsx", &sheets(&[("第一批", list), ("第二批", other)])),
        ["a.xlsx:第二批!A3（第 3 行 A 列）: 编号 1 重复，工作表“第一批”第 3 行已经用过：\
          各张工作表的编号都从 1 开始；整份清单里的编号不能重复，请从头到尾连续编号"]
    );
}

#[test]
fn a_sheet_or_a_table_that_is_no_part_of_the_list_is_not_taken() {
    let list = [["1", "教育", "建园", "学位 200 个"], ["2", "教育", "修校", "校舍 3 处"]];
    let other = [["8", "养老", "建院", "床位 60 张"], ["9", "养老", "助餐", "食堂 3 所"]];
    for name in ["作废", "备选项目", "填写示例", "旧", "底稿"] {
        let errors = errors("a.xlsx", &sheets(&[("清单", list), (name, other)]));
        let told = format!("“{name}”看名称不是这份清单的内容");
        assert!(errors.len() == 1 && errors[0].contains(&told), "{errors:?}");
    }
    let errors_2025 = errors("a.xlsx", &sheets(&[("清单", list), ("2025年", other)]));
    assert!(errors_2025[0].contains("这里是另一年的清单：2025年"), "{errors_2025:?}");
    let (catalog, _) = read_valid("a.xlsx", &sheets(&[("清单", list), ("老旧小区", other)]));
    assert_eq!(catalog.len(), 4);
    let errors = errors_of(
        "序号,类别,项目名称\n1,教育,建园\n\n云溪镇备选项目表\n序号,类别,项目名称\n2,养老,建院\n",
    );
    assert!(errors[0].contains("“云溪镇备选项目表”看名称不是这份清单的内容"), "{errors:?}");
}

#[test]
fn the_titles_stand_in_a_column_of_tasks_if_none_is_named_so() {
    for header in ["工作任务", "主要任务", "主 要 工 作 任 务", "任务内容"] {
        let (projects, notes) = read(&format!(
            "序号,类别,{header},年度目标,责任科室\n1,教育,建园,学位 200 个,教育科\n"
        ));
        assert_eq!(projects, ["1 教育 建园 学位 200 个"]);
        let told = format!("表里没有“名称”一列，“{header}”一列作为名称读入");
        assert!(notes.iter().any(|note| note.contains(&told)), "{notes:?}");
    }
    let (projects, notes) = read("序号,类别,项目名称,工作任务\n1,教育,建园,新建一所\n");
    assert_eq!(projects, ["1 教育 建园"]);
    assert!(!notes.iter().any(|note| note.contains("作为名称")), "{notes:?}");
    // A table of tasks below the list is no part of it.
    let (projects, _) =
        read("序号,类别,项目名称\n1,教育,建园\n\n序号,工作任务,责任单位\n1,选址,县局\n");
    assert_eq!(projects, ["1 教育 建园"]);
}

#[test]
fn of_several_columns_of_targets_below_one_header_that_of_the_year_is_read() {
    let table = |below: &str, cells: &str| {
        format!("序号,类别,项目名称,目标任务,,备注\n,,,{below},\n1,养老,养老服务提升,{cells},x\n")
    };
    for (below, cells, targets) in [
        ("上半年,全年", "床位 40 张,床位 80 张", "床位 80 张"),
        ("总任务,年度任务", "床位 200 张,床位 80 张", "床位 80 张"),
        ("新增床位,单位", "80,张", "新增床位 80 张"),
        ("数量,单位", "80,张", "养老服务提升 80 张"),
    ] {
        let (projects, _) = read(&table(below, cells));
        assert_eq!(projects, [format!("1 养老 养老服务提升 {targets}")], "{below}");
    }
    for below in ["一季度,二季度", "新建,改造", "床位（张）,食堂（个）"] {
        let errors = errors_of(&table(below, "40,80"));
        let told = errors.iter().filter(|error| error.contains("目标下面分了几列")).count();
        assert_eq!(told, 1, "{below}: {errors:?}");
    }
}

#[test]
fn a_row_without_number_and_title_is_one_error() {
    let errors = errors_of("序号,类别,项目名称,建设内容\n1,教育,建园,主楼\n,,,食堂\n");
    assert!(
        errors.len() == 1 && errors[0].contains("A4（第 4 行 A 列）: 这一行没有编号，也没有名称"),
        "{errors:?}"
    );
}

#[test]
fn headers_with_numbers_or_english_are_known() {
    for header in [
        "1.序号,2.类别,3.项目名称,4.目标任务",
        "序号 No.,类别 Category,项目名称 Project name,目标任务 Targets",
        "序號,類別,項目名稱,目標任務",
    ] {
        let (projects, _) = read(&format!("{header}\n1,教育,建园,学位 200 个\n"));
        assert_eq!(projects, ["1 教育 建园 学位 200 个"], "{header}");
    }
}

#[test]
fn the_office_of_a_section_is_no_signature() {
    let (projects, notes) = read(
        "序号,项目名称,目标任务\n一、教育（牵头单位：县教体局）,,\n1,建园,学位 200 个\n\
         二、文旅融合（责任单位：县文旅局）,,\n2,修馆,场馆 1 处\n",
    );
    assert_eq!(projects, ["1 教育 建园 学位 200 个", "2 文旅融合 修馆 场馆 1 处"]);
    for office in ["牵头单位：县教体局", "责任单位：县文旅局"] {
        assert!(notes.iter().any(|note| note.contains(office)), "{notes:?}");
    }
}

#[test]
fn a_list_of_investments_is_no_copy_of_the_list() {
    let (projects, notes) = read(
        "序号,类别,项目名称\n1,教育,建园\n2,养老,建院\n\n\
         序号,项目名称,总投资（万元）\n1,建园,300\n2,建院,500\n",
    );
    assert_eq!(projects, ["1 教育 建园", "2 养老 建院"]);
    let told = "这张表（2 行）的项目编号和名称在清单里都有，又没有领域、目标，没有读入";
    assert!(notes.iter().any(|note| note.contains(told)), "{notes:?}");
}
