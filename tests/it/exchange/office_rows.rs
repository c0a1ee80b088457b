//! Rows, titles and tables of offices that are no plain list of projects. All data is invented.

use minsheng::exchange::ImportOptions;
use minsheng::lang::Lang;
use minsheng::model::Catalog;

use super::{messages, read_bytes, read_valid};

mod workbooks;

const TITLE: &str = "云溪镇2026年民生实事项目清单,,,";
const HEADER: &str = "序号,类别,项目名称,目标任务";

/// Returns a table with these rows below title and header.
fn table(rows: &str) -> String {
    format!("{TITLE}\n{HEADER}\n{rows}")
}

/// Returns a line for each project: number, domain, title and targets.
fn lines(catalog: &Catalog) -> Vec<String> {
    let line = |project: minsheng::model::Project| {
        let targets: Vec<String> =
            project.targets.iter().map(|target| target.text(Lang::Zh)).collect();
        let domain = catalog.domain(project.domain).name.get(Lang::Zh);
        let no = project.no.to_string();
        let no = no.trim_start_matches('0');
        format!("{no} {domain} {} {}", project.title.get(Lang::Zh), targets.join("、"))
    };
    catalog.projects().map(|(_, project)| line(project).trim_end().to_owned()).collect()
}

/// Returns the messages about a CSV file, without its name.
fn told(text: &str) -> Vec<String> {
    let result = read_bytes("a.csv", text.as_bytes());
    messages(&result, "a.csv", Lang::Zh)
}

/// Returns the projects of a table without errors; one of the messages about it has each of `words`.
fn projects(text: &str, words: &[&str]) -> Vec<String> {
    let (catalog, notes) = read_valid("a.csv", text.as_bytes());
    for words in words {
        assert!(notes.iter().any(|note| note.contains(words)), "{words}: {notes:#?}");
    }
    lines(&catalog)
}

/// Asserts that a table has one error, with these words.
fn refused(text: &str, words: &[&str]) {
    let result = read_bytes("a.csv", text.as_bytes());
    let notes = messages(&result, "a.csv", Lang::Zh);
    let errors: Vec<&String> =
        notes.iter().filter(|line| !line.contains("说明：") && !line.contains("提醒：")).collect();
    assert!(result.catalog.is_none() && errors.len() == words.len(), "{notes:#?}");
    for (error, words) in errors.iter().zip(words) {
        assert!(error.contains(words), "{words}: {notes:#?}");
    }
}

const FIRST: &str = "1,教育,建学校,学位 360 个\n";

#[test]
fn a_mark_in_the_column_of_numbers_is_no_remark() {
    for mark in ["★", "※", "▲", "*", "☆"] {
        refused(
            &table(&format!("{FIRST}{mark},养老,建食堂,食堂 3 所\n")),
            &[&format!("a.csv:A4（第 4 行 A 列）: 编号 {mark} 不对；应该是 1 到 9999999 的整数")],
        );
    }
    refused(&table(&format!("{FIRST}备注,养老,建食堂,食堂 3 所\n")), &["编号 备注 不对"]);
    let text = table(&format!("{FIRST}※ 以上项目以实际实施为准,,,\n"));
    assert_eq!(
        projects(&text, &["备注不是项目，没有读入：※ 以上项目以实际实施为准"]),
        ["1 教育 建学校 学位 360 个"]
    );
}

#[test]
fn a_line_between_projects_is_no_domain() {
    let header = "云溪镇2026年民生实事项目清单\n序号,项目名称,目标任务\n";
    for (line, kind) in [
        ("（接上页）", "页码、续表一类的标记"),
        ("续上页", "页码、续表一类的标记"),
        ("转下页", "页码、续表一类的标记"),
        ("此页无正文", "页码、续表一类的标记"),
        ("云溪镇2026年民生实事项目清单（续表）", "页码、续表一类的标记"),
        ("以下项目为备选项目", "其他文字"),
        ("请分管领导审阅", "其他文字"),
    ] {
        let text = format!("{header}教育,,\n1,建学校,学位 360 个\n{line},,\n2,建园,幼儿园 1 所\n");
        assert_eq!(
            projects(&text, &[&format!("{kind}不是项目，没有读入：{line}")]),
            ["1 教育 建学校 学位 360 个", "2 教育 建园 幼儿园 1 所"],
            "{line}"
        );
    }
    for (line, domain) in [
        ("二、出行便利（1项）", "出行便利"),
        ("二、便利", "便利"),
        ("出行便利类", "出行便利"),
        ("出行便利领域", "出行便利"),
        ("出行便利方面", "出行便利"),
        ("出行便利（1项）", "出行便利"),
        ("医疗卫生", "医疗卫生"),
        ("养老、托育", "养老、托育"),
    ] {
        let text = format!("{header}一、教育,,\n1,建学校,学位 360 个\n{line},,\n2,修路,路 3 条\n");
        assert_eq!(
            projects(&text, &[]),
            ["1 教育 建学校 学位 360 个".to_owned(), format!("2 {domain} 修路 路 3 条")]
        );
    }
}

#[test]
fn of_two_levels_of_sections_the_outer_one_is_the_domain() {
    let header = "云溪镇2026年民生实事项目清单\n序号,项目名称,目标任务\n";
    let text = format!(
        "{header}一、教育,,\n（一）学前教育,,\n1,建园,幼儿园 1 所\n（二）义务教育,,\n2,建学校,学位 360 \
         个\n二、养老,,\n（一）机构养老,,\n3,建院,床位 60 张\n"
    );
    assert_eq!(
        projects(&text, &["下一级的分段（领域取上一级）不是项目，没有读入：（一）学前教育"]),
        ["1 教育 建园 幼儿园 1 所", "2 教育 建学校 学位 360 个", "3 养老 建院 床位 60 张"]
    );
    // The outer level says what kind of projects they are.
    let text = format!(
        "{header}一、新建项目,,\n（一）教育,,\n1,建园,幼儿园 1 所\n二、2025年结转项目（1项）,,\n\
         （一）养老,,\n2,建院,床位 60 张\n"
    );
    assert_eq!(
        projects(
            &text,
            &["分段的一行不是项目，没有读入：一、新建项目", "二、2025年结转项目（1项）"]
        ),
        ["1 教育 建园 幼儿园 1 所", "2 养老 建院 床位 60 张"]
    );
    // One numbered amiss is a section like the others.
    let text = format!("{header}一、教育,,\n1,建园,幼儿园 1 所\n（二）养老,,\n2,建院,床位 60 张\n");
    assert_eq!(projects(&text, &[]), ["1 教育 建园 幼儿园 1 所", "2 养老 建院 床位 60 张"]);
    let text = format!("{header}一、教育惠民工程（共2项，总投资3000万元）,,\n1,建园,幼儿园 1 所\n");
    assert_eq!(
        projects(&text, &["分段的一行不是项目，没有读入：共2项，总投资3000万元"]),
        ["1 教育惠民工程 建园 幼儿园 1 所"]
    );
    let text = table(&format!("{FIRST}二、2025年结转项目（1项）,,,\n2,养老,建院,床位 60 张\n"));
    assert_eq!(
        projects(&text, &["分段的一行不是项目，没有读入：二、2025年结转项目（1项）"]),
        ["1 教育 建学校 学位 360 个", "2 养老 建院 床位 60 张"]
    );
    let text = format!("{header}一、教育,,3200.5\n1,建园,幼儿园 1 所\n");
    assert!(told(&text).iter().any(|line| line.starts_with("a.csv:C3") && line.contains("3200.5")));
}

#[test]
fn the_year_of_the_list_is_certain_or_asked_for() {
    let year = |title: &str| {
        let text = format!("{title},,,\n{HEADER}\n{FIRST}");
        let (catalog, notes) = read_valid("a.csv", text.as_bytes());
        (catalog.programme().year, notes.first().cloned().unwrap_or_default())
    };
    let two = "云溪镇2025年民生实事完成情况暨2026年民生实事项目清单";
    assert_eq!(year(two).0, 2026);
    assert_eq!(year("云溪镇2026年民生实事项目清单（2025年12月31日）").0, 2026);
    let (found, note) = year("云溪镇2025-2026年民生实事项目清单");
    assert_eq!(found, 0);
    assert!(
        note.contains("提醒：清单名称取自")
            && note.contains("几个年份（2025、2026），看不出是哪一年的清单，没有取：请加“年份”一行，或用 --title 写明"),
        "{note}"
    );
    let (found, note) = year("云溪镇民生实事项目清单");
    assert!(found == 0 && note.contains("名称里没有年份"), "{note}");
}

#[test]
fn a_title_in_two_rows_is_one() {
    for [first, second] in [
        ["云溪镇2026年", "民生实事项目清单"],
        ["云溪镇2026年度", "十件民生实事"],
        ["云溪镇2026年民生实事", "项目清单"],
    ] {
        let text = format!("{first},,,\n{second},,,\n{HEADER}\n{FIRST}");
        let (catalog, notes) = read_valid("a.csv", text.as_bytes());
        let programme = catalog.programme();
        let title = format!("{first}{second}");
        assert_eq!((programme.title.get(Lang::Zh), programme.year), (&*title, 2026), "{notes:?}");
    }
}

#[test]
fn a_title_of_the_user_without_a_year_leaves_that_of_the_sheet() {
    let folder = tempfile::TempDir::new().unwrap();
    let path = folder.path().join("a.csv");
    let options = ImportOptions { title: Some("实事".to_owned()), ..ImportOptions::default() };
    let read = |text: String| {
        std::fs::write(&path, text).unwrap();
        let result = minsheng::data::read(&path, &options, &mut |_, _| {});
        let notes = messages(&result, "a.csv", Lang::Zh);
        (result.catalog.unwrap(), notes)
    };
    let (catalog, notes) = read(table(FIRST));
    assert_eq!((catalog.programme().title.get(Lang::Zh), catalog.programme().year), ("实事", 2026));
    let expected = "没有用作清单名称，年份取自它：2026";
    assert!(notes.iter().any(|note| note.contains(expected)), "{notes:?}");
    let (catalog, notes) = read(format!("{HEADER}\n{FIRST}"));
    assert_eq!(catalog.programme().year, 0);
    assert!(notes.iter().any(|note| note.contains("清单没有年份")), "{notes:?}");
}

#[test]
fn a_comma_that_splits_a_cell_is_an_error() {
    refused(
        &table(&format!("{FIRST}2,养老,食堂,食堂1,200个\n")),
        &[
            "a.csv:D4（第 4 行 D 列）: 这一行比表头多 1 格：“食堂1,200个”被逗号分成了两格；请写成“食堂1200个”",
        ],
    );
    refused(
        &table(&format!("{FIRST}2,养老,食堂,新建食堂,3 所\n3,养老,建院,床位 60 张\n")),
        &["a.csv:A4（第 4 行 A 列）: 这一行比表头多 1 格，多半是格里有逗号", "新建食堂"],
    );
    refused(
        &table(&format!("{FIRST}2,养老,食堂,1,200\n")),
        &["“1,200”被逗号分成了两格；请写成“1200”", "a.csv:D4"],
    );
    // A column without a header is no comma.
    let text = table("1,教育,建学校,学位 360 个,甲\n2,养老,建院,床位 60 张,300\n");
    assert_eq!(projects(&text, &["这一列没有列名"]).len(), 2);
    let text = table("1,教育,建学校,\"食堂 1,200 个\"\n");
    assert_eq!(projects(&text, &[]), ["1 教育 建学校 食堂 1200 个"]);
}

#[test]
fn the_column_with_the_better_name_is_read() {
    let text = "2026年实事清单\n序号,类别,实事项目,项目名称\n1,教育,办好教育,建学校\n2,教育,办好教育,建园\n";
    assert_eq!(
        projects(text, &["“实事项目”和“项目名称”（D2）都是“名称”，读入的是 D2，这一列没有读入"]),
        ["1 教育 建学校", "2 教育 建园"]
    );
    let text =
        "2026年实事清单\n序号,项目类型,类别,项目名称\n1,新建,教育,建学校\n2,续建,养老,建院\n";
    assert_eq!(projects(text, &["“项目类型”"]), ["1 教育 建学校", "2 养老 建院"]);
    let text = "2026年实事清单\n序号,项目类别,项目名称\n一、教育\n1,新建,建学校\n2,续建,建院\n";
    assert_eq!(projects(text, &["“项目类别”"]), ["1 教育 建学校", "2 教育 建院"]);
    let text = "2026年实事清单\n序号,项目类型,项目名称\n1,教育,建学校\n2,养老,建院\n";
    assert_eq!(projects(text, &[]), ["1 教育 建学校", "2 养老 建院"]);
    let text = table("1,教育,建学校,\n2,教育领域,建园,\n");
    assert_eq!(projects(&text, &["“教育领域”和“教育”只差"]).len(), 2);
}

#[test]
fn prepared_rows_are_one_line() {
    use std::fmt::Write;
    let mut text = table(FIRST);
    for no in 2..=50 {
        writeln!(text, "{no},,,").unwrap();
    }
    let (catalog, notes) = read_valid("a.csv", text.as_bytes());
    assert_eq!(catalog.projects().count(), 1);
    let about: Vec<&String> = notes.iter().filter(|note| note.contains("只有编号的空行")).collect();
    assert!(about.len() == 1 && about[0].contains('4') && about[0].contains("52"), "{notes:?}");
}

#[test]
fn signatures_are_left_out_wherever_they_stand() {
    for line in [
        "主要领导签字：,,分管领导签字：,单位（盖章）：",
        "审定：,审核：,制表：,",
        "党委书记：,,镇长：,",
        "签发人：,,,",
        ",,签发人：张某某,",
        ",分管领导签字：,,",
        "审定：  审核：  制表：,,,",
    ] {
        let text = table(&format!("{FIRST}{line}\n"));
        let kind = "签名、单位或日期不是项目，没有读入";
        assert_eq!(projects(&text, &[kind]), ["1 教育 建学校 学位 360 个"], "{line}");
    }
}

#[test]
fn remarks_go_on_and_other_texts_are_no_projects() {
    let text = table(&format!(
        "{FIRST}说明：1.以上为重点项目。,,,\n2.完成时限为竣工时间,,,\n3.另行通知,,,\n"
    ));
    assert_eq!(projects(&text, &["备注不是项目"]), ["1 教育 建学校 学位 360 个"]);
    let text = table(&format!("{FIRST},,,,同意。\n"));
    assert_eq!(projects(&text, &["其他文字不是项目，没有读入：同意。"]).len(), 1);
    let text = table(&format!("甲,乙,丙,1\n{FIRST}"));
    assert_eq!(projects(&text, &["表头下面的列号不是项目，没有读入：甲 乙 丙 1"]).len(), 1);
    let text = table(&format!("{FIRST}\n资金来源,金额,,\n县级财政,300,,\n社会资本,200,,\n"));
    let about = "清单下面的另一张表不是项目，没有读入：资金来源 金额";
    assert_eq!(projects(&text, &[about]).len(), 1);
    let text = table(&format!("{FIRST}序号,资金来源,金额,\n1,县级财政,300,\n"));
    assert_eq!(projects(&text, &["清单下面的另一张表"]).len(), 1);
}

#[test]
fn numbers_by_section_have_a_remedy() {
    let header = "2026年实事清单\n序号,项目名称,目标\n";
    let text = format!(
        "{header}一,教育类（2项）,\n（一）,建园,幼儿园 1 所\n（二）,建学校,学位 360 个\n二,养老类,\n（三）,建院,床位 60 张\n"
    );
    assert_eq!(
        projects(&text, &[]),
        ["1 教育 建园 幼儿园 1 所", "2 教育 建学校 学位 360 个", "3 养老 建院 床位 60 张"]
    );
    let text = format!(
        "{header}一,教育类,\n（一）,建园,幼儿园 1 所\n（二）,建学校,学位 360 个\n二,养老类,\n（一）,建院,床位 60 张\n（二）,助餐,食堂 3 所\n"
    );
    let told = "A7（第 7 行 A 列）: 提醒：“养老”的编号又从 1 开始；整份清单里的编号不能重复，\
        已接着前面编号：1-2 改为 3-4";
    assert_eq!(
        projects(&text, &[told]),
        [
            "1 教育 建园 幼儿园 1 所",
            "2 教育 建学校 学位 360 个",
            "3 养老 建院 床位 60 张",
            "4 养老 助餐 食堂 3 所"
        ]
    );
    let text = text.replace("（二）,助餐", "（三）,助餐");
    refused(
        &text,
        &[
            "编号 1 在第 4 行已经用过：这一段的编号又从 1 开始；整份清单里的编号不能重复，请从头到尾连续编号",
        ],
    );
    let text = format!(
        "{header}1,教育类,\n1.1,建园,幼儿园 1 所\n1.2,建学校,学位 360 个\n2,养老类,\n2.1,建院,床位 60 张\n"
    );
    refused(&text, &["编号 1.1 是分级的"]);
}

#[test]
fn numbers_of_lines_are_no_part_of_the_targets() {
    for lines in [
        ["1、幼儿园 1 所", "2、学位 360 个"],
        ["（1）幼儿园 1 所", "（2）学位 360 个"],
        ["①幼儿园 1 所", "②学位 360 个"],
        ["1. 幼儿园 1 所", "2. 学位 360 个"],
    ] {
        let text = table(&format!("1,教育,办学,\"{}\n{}\"\n", lines[0], lines[1]));
        assert_eq!(
            projects(&text, &["一格里几行前面的序号"]),
            ["1 教育 办学 幼儿园 1 所、学位 360 个"],
            "{lines:?}"
        );
    }
    let text = table("1,教育,办学,①幼儿园 1 所\n");
    assert_eq!(projects(&text, &["（①…）"]), ["1 教育 办学 幼儿园 1 所"]);
}

#[test]
fn notes_on_domains_name_what_the_table_has() {
    let text = table("1,教育类,建学校,\n2,Health,建院,\n");
    let (_, notes) = read_valid("a.csv", text.as_bytes());
    assert!(notes.iter().all(|note| !note.contains("只差")), "{notes:#?}");
    assert!(
        notes.iter().any(|note| note.contains("“教育类”按自带清单里的领域“教育”读入")),
        "{notes:#?}"
    );
}
