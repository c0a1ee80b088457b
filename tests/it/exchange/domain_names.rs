//! Domains: none at all, several in a cell, with an office, and sections without a word of a domain.
//! All data is invented.

use minsheng::lang::Lang;
use minsheng::model::Catalog;

use super::layout::workbook;
use super::read_valid;

const TITLE: &str = "云溪镇2026年民生实事项目清单";

/// Returns the number and the domain of each project.
fn domains(catalog: &Catalog) -> Vec<String> {
    let domain = |project: minsheng::model::Project| {
        format!("{} {}", project.no.0, catalog.domain(project.domain).name.get(Lang::Zh))
    };
    catalog.projects().map(|(_, project)| domain(project)).collect()
}

fn read_table(rows: &str) -> (Vec<String>, Vec<String>) {
    let (catalog, notes) = read_valid("a.csv", format!("{TITLE}\n{rows}").as_bytes());
    (domains(&catalog), notes)
}

#[test]
fn a_list_without_domains_is_unsorted_and_told() {
    let rows = "序号,项目名称,项目内容,完成时限,牵头单位\n1,建园,建幼儿园,12月底,县教育局\n\
        2,修路,修乡道,12月底,县交通局\n";
    let (projects, notes) = read_table(rows);
    assert_eq!(projects, ["1 未分类", "2 未分类"]);
    let told = "提醒：2 个项目没有写领域，放在“未分类”里（共 2 处：A3，A4）；要分领域，就加上";
    assert_eq!(notes.iter().filter(|note| note.contains(told)).count(), 1, "{notes:#?}");
    // It is a doubt, which --strict makes an error.
    let result = super::read_bytes("a.csv", format!("{TITLE}\n{rows}").as_bytes());
    assert!(result.diagnostics.iter().any(minsheng::diagnostics::Diagnostic::is_doubt));
}

#[test]
fn a_project_above_the_first_section_is_unsorted() {
    let (projects, notes) =
        read_table("序号,项目名称\n1,建园\n一、养老类\n2,建院\n二、交通类\n3,修路\n");
    assert_eq!(projects, ["1 未分类", "2 养老", "3 交通"]);
    assert!(notes.iter().any(|note| note.contains("A3")), "{notes:#?}");
}

#[test]
fn several_domains_in_a_cell_are_told() {
    let (projects, notes) = read_table(
        "序号,类别,项目名称\n1,养老,建院\n2,养老、医疗,建站\n3,文化/体育,建馆\n4,交通,修路\n",
    );
    assert_eq!(projects, ["1 养老", "2 养老、医疗", "3 文化/体育", "4 交通"]);
    let has = |words: &str| notes.iter().any(|note| note.contains(words));
    assert!(has("提醒：“养老、医疗”按一个领域读入") && has("别的项目有“养老”"), "{notes:#?}");
    assert!(has("说明：“文化/体育”按一个领域读入"), "{notes:#?}");
}

#[test]
fn an_office_in_brackets_is_no_part_of_a_domain() {
    for name in
        ["养老（牵头：民政局）", "养老（县民政局）", "养老（民政局牵头）", "养老(责任单位:民政局)"]
    {
        let (projects, notes) =
            read_table(&format!("序号,类别,项目名称\n1,{name},建院\n2,养老,建站\n"));
        assert_eq!(projects, ["1 养老", "2 养老"], "{name}");
        assert!(notes.iter().any(|note| note.contains("按领域“养老”读入")), "{notes:#?}");
    }
    let (projects, _) =
        read_table("序号,类别,项目名称\n1,城乡建设（一）,建院\n2,城乡建设（二）,建站\n");
    assert_eq!(projects, ["1 城乡建设（一）", "2 城乡建设（二）"]);
}

#[test]
fn a_short_text_between_projects_is_a_section_like_the_others() {
    let rows: [&[&str]; 8] = [
        &[TITLE, "", ""],
        &["序号", "项目名称", "目标任务"],
        &["教育惠民", "", ""],
        &["1", "建园", "学位 540 个"],
        &["暖心行动", "", ""],
        &["2", "敬老院", "床位 80 张"],
        &["其他", "", ""],
        &["3", "修路", "公路 3 公里"],
    ];
    let merged = [[2, 0, 2, 2], [4, 0, 4, 2], [6, 0, 6, 2]];
    for blocks in [&merged[..], &[]] {
        let (catalog, notes) = read_valid("a.xlsx", &workbook(&[("清单", &rows, blocks)]));
        assert_eq!(domains(&catalog), ["1 教育惠民", "2 暖心行动", "3 其他"], "{notes:#?}");
    }
}

#[test]
fn sections_have_marks_letters_or_offices() {
    for sections in [
        ["A.教育", "B.养老"],
        ["【教育】", "【养老】"],
        ["—教育—", "—养老—"],
        ["★教育", "★养老"],
        ["一、教育（教育局牵头）", "二、养老（民政局牵头）"],
        ["教育类项目（共1项）", "养老类项目（共1项）"],
    ] {
        let [first, second] = sections;
        let (projects, notes) =
            read_table(&format!("序号,项目名称\n{first}\n1,建园\n{second}\n2,建院\n"));
        let shown: Vec<&str> = projects.iter().filter_map(|line| line.split(' ').nth(1)).collect();
        assert!(
            shown == ["教育", "养老"] || shown == ["教育托育", "养老"],
            "{sections:?} {shown:?} {notes:#?}"
        );
    }
    let rows = "序号,项目名称\n一、教育,由教育局牵头\n1,建园\n二、养老,由民政局牵头\n2,建院\n";
    let (projects, notes) = read_table(rows);
    assert!(projects[1] == "2 养老", "{projects:?}");
    assert!(notes.iter().any(|note| note.contains("由民政局牵头")), "{notes:#?}");
}

#[test]
fn other_headers_name_the_domain() {
    for header in ["板块", "大类", "一级类别", "重点领域", "门类"] {
        let (projects, _) = read_table(&format!("序号,{header},项目名称\n1,养老,建院\n"));
        assert_eq!(projects, ["1 养老"], "{header}");
    }
}
