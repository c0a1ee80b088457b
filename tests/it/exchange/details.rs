//! Offices, contacts, investments and notes: in every format, and in tables as offices keep them.

use minsheng::diagnostics::{ContactField, InvestmentField, ListField};
use minsheng::exchange::to_json;
use minsheng::format::{parse, to_ron};
use minsheng::lang::Lang;
use minsheng::model::{Catalog, Project};

use super::xml_book::{XmlBook, cells, sheet};
use super::{csv, messages, read_bytes, read_valid, xlsx};

const EXAMPLE: &str = include_str!("../../examples/invented-contacts.ron");

#[test]
fn the_example_survives_every_format() {
    let catalog = parse(EXAMPLE).unwrap();
    for (name, bytes) in [
        ("a.ron", to_ron(&catalog).into_bytes()),
        ("a.json", to_json(&catalog).into_bytes()),
        ("a.csv", csv(&catalog)),
        ("a.xlsx", xlsx(&catalog)),
    ] {
        assert_eq!(read_valid(name, &bytes), (catalog.clone(), vec![]), "{name}");
    }
}

/// Returns the project of a table with this header and row, behind number, domain and title, and
/// the remarks.
fn imported(header: &str, row: &str) -> (Catalog, Vec<String>) {
    let text =
        format!("云溪镇2026年民生实事项目清单\n序号,类别,项目名称,{header}\n1,教育,修路,{row}\n");
    let (catalog, mut remarks) = read_valid("a.csv", text.as_bytes());
    remarks.retain(|remark| !remark.contains("清单名称") && !remark.contains("没有领域表"));
    (catalog, remarks)
}

/// Describes the details of the first project, each with its name.
fn details(catalog: &Catalog) -> Vec<String> {
    let (_, project): (_, Project) = catalog.projects().next().unwrap();
    let details = project.details();
    let mut found = Vec::new();
    for field in [ListField::Responsible, ListField::Supporting] {
        found.extend(
            project
                .list(field)
                .iter()
                .map(|text| format!("{}: {}", field.name(), text.get(Lang::Zh))),
        );
    }
    for field in ContactField::ALL {
        let text = details.contact(field).get(Lang::Zh);
        if !text.is_empty() {
            found.push(format!("{}: {text}", field.name()));
        }
    }
    for field in InvestmentField::ALL {
        let money = details.investment(field);
        found.extend(
            money.map(|money| format!("{}: {} {}", field.name(), money.amount.value(), money.unit)),
        );
    }
    found.extend(details.notes.iter().map(|note| format!("note: {}", note.line(Lang::Zh))));
    found
}

/// Parts of remarks: a cell that has something for the public and something for staff, a column or
/// an amount that became a note.
const SPLIT: &str = "一列里的内容分开读入";
const NOTE: &str = "一列读成项目备注，谁都看得到";
const NO_AMOUNT: &str = "不是带单位的一个数";

/// Asserts the details below each header, and the only remark, if there is any.
fn assert_details(rows: &[(&str, &str, &[&str], &str)]) {
    for (header, row, expected, remark) in rows {
        let (catalog, mut remarks) = imported(header, row);
        assert_eq!(details(&catalog), *expected, "{header} {row}");
        remarks.retain(|remark| !remark.contains('—'));
        let is_told = match remarks.as_slice() {
            [] => remark.is_empty(),
            [only] => !remark.is_empty() && only.contains(remark),
            _ => false,
        };
        assert!(is_told, "{header} {row}: {remarks:#?}");
    }
}

#[test]
fn tables_of_offices_have_them_under_many_headers() {
    assert_details(&[
        (
            "责任单位,牵头单位,配合单位",
            "镇建设局,镇城管办,\"镇财政所\n城北社区\"",
            &[
                "responsible: 镇建设局",
                "responsible: 镇城管办",
                "supporting: 镇财政所",
                "supporting: 城北社区",
            ],
            "",
        ),
        ("责任部门,协办单位", "镇建设局,—", &["responsible: 镇建设局"], ""),
        (
            "咨询窗口,咨询电话",
            "3号窗,0500-55550101、12345",
            &["office: 3号窗", "phone: 0500-55550101、12345"],
            "",
        ),
        ("责任人,联系电话", "甄无名,0500-55550101", &["phone: 0500-55550101", "name: 甄无名"], ""),
        ("分管领导,责任人", "贾示例,甄无名", &["name: 分管领导：贾示例；责任人：甄无名"], ""),
        ("手机", "10000000001", &["mobile: 10000000001"], ""),
        // A hotline for complaints answers no questions.
        ("监督电话", "0500-55550102", &["note: 监督电话：0500-55550102"], ""),
        ("备注", "分两期建设：先南后北", &["note: 备注：分两期建设：先南后北"], ""),
    ]);
}

#[test]
fn persons_and_their_mobile_numbers_are_told_from_offices_and_theirs() {
    assert_details(&[
        (
            "联系电话",
            "10000000001/0500-55550101",
            &["phone: 0500-55550101", "mobile: 10000000001"],
            SPLIT,
        ),
        (
            "咨询电话",
            "0500-55550101、10000000001",
            &["phone: 0500-55550101", "mobile: 10000000001"],
            SPLIT,
        ),
        // Our own column, too.
        (
            "咨询电话 Phone",
            "0500-55550101、10000000001",
            &["phone: 0500-55550101", "mobile: 10000000001"],
            SPLIT,
        ),
        ("联系电话", "10000000001", &["mobile: 10000000001"], SPLIT),
        ("联系电话", "甄无名 0500-55550101", &["phone: 0500-55550101", "name: 甄无名"], SPLIT),
        ("联系人及电话", "甄无名 0500-55550101", &["phone: 0500-55550101", "name: 甄无名"], SPLIT),
        ("联系方式", "甄无名 10000000001", &["name: 甄无名 10000000001"], SPLIT),
        (
            "联系方式",
            "镇民政办公室（0500-55550101）",
            &["office: 镇民政办公室", "phone: 0500-55550101"],
            SPLIT,
        ),
        (
            "责任单位",
            "镇建设局（甄无名 10000000001）",
            &["responsible: 镇建设局", "name: 甄无名 10000000001"],
            SPLIT,
        ),
        (
            "责任单位",
            "镇建设局（甄无名 10000000001）、镇城管办（贾示例，10000000002）",
            &[
                "responsible: 镇建设局",
                "responsible: 镇城管办",
                "name: 甄无名 10000000001 贾示例，10000000002",
            ],
            SPLIT,
        ),
        (
            "责任单位",
            "镇建设局 0500-55550101",
            &["responsible: 镇建设局", "phone: 0500-55550101"],
            SPLIT,
        ),
        ("责任单位", "甄无名 10000000001", &["name: 甄无名 10000000001"], SPLIT),
        ("责任单位及责任人", "镇建设局：甄无名", &["responsible: 镇建设局", "name: 甄无名"], SPLIT),
        ("责任单位及责任人", "甄无名", &["name: 甄无名"], SPLIT),
    ]);
}

#[test]
fn an_investment_is_an_amount_with_a_unit_and_anything_else_a_note_that_is_told() {
    assert_details(&[
        (
            "总投资（万元）,年度投资",
            "1200,800万元",
            &["total: 1200 万元", "this_year: 800 万元"],
            "",
        ),
        (
            "2026年投资（万元）,总投资(亿元)",
            "800,\"1.2\"",
            &["total: 1.2 亿元", "this_year: 800 万元"],
            "",
        ),
        ("总投资（亿）", "2", &["total: 2 亿元"], ""),
        ("总投资", "200万", &["total: 200 万元"], ""),
        ("2025年投资（万元）", "300", &["note: 2025年投资（万元）：300"], NOTE),
        ("总投资", "1200", &["note: 总投资：1200"], NO_AMOUNT),
        ("总投资（万元）", "约1200", &["note: 总投资（万元）：约1200"], NO_AMOUNT),
        (
            "总投资",
            "3000万元（其中中央100万元）",
            &["note: 总投资：3000万元（其中中央100万元）"],
            NO_AMOUNT,
        ),
        ("总投资（万元）", "待定", &["note: 总投资（万元）：待定"], NO_AMOUNT),
        ("总投资 Total investment", "1200万元", &["total: 1200 万元"], ""),
    ]);
}

#[test]
fn in_our_own_column_anything_else_is_an_error() {
    let text =
        "云溪镇2026年民生实事项目清单\n编号,类别,名称,总投资 Total investment\n1,教育,修路,300\n";
    let remarks = messages(&read_bytes("a.csv", text.as_bytes()), "a.csv", Lang::Zh);
    let is_told = |remark: &String| remark.contains("“300”看不出是多少钱；请写成一个数加单位");
    assert!(remarks.iter().any(is_told), "{remarks:#?}");
}

#[test]
fn an_amount_merged_over_two_projects_is_that_of_the_first_and_told() {
    for header in ["总投资（万元）", "总投资 Total investment"] {
        let rows = [
            &["云溪镇2026年民生实事项目清单"][..],
            &["序号", "类别", "项目名称", header],
            &["1", "教育", "修路", "1200万元"],
            &["2", "教育", "建校"],
        ];
        let rows = rows.map(cells);
        let rows = rows.each_ref().map(String::as_str);
        let merged = "<mergeCells count=\"1\"><mergeCell ref=\"D3:D4\"/></mergeCells>";
        let sheets = vec![("项目", "visible", sheet("", &rows, merged))];
        let result = XmlBook { sheets, ..XmlBook::default() }.read(false);
        let remarks = messages(&result, "a.xlsx", Lang::Zh);
        let catalog = result.catalog.unwrap_or_else(|| panic!("{remarks:#?}"));
        let total = |nth: usize| {
            let (_, project) = catalog.projects().nth(nth).unwrap();
            project.details().investment(InvestmentField::Total).map(|total| total.amount.value())
        };
        assert_eq!([total(0), total(1)], [Some(1200.0), None], "{header}");
        let is_told = |remark: &&String| {
            remark.contains("D4") && remark.contains("和上面的项目合并成一格，只算给那个项目")
        };
        assert_eq!(remarks.iter().filter(is_told).count(), 1, "{remarks:#?}");
    }
}

#[test]
fn columns_that_a_town_has_added_become_notes_and_are_told() {
    assert_details(&[
        ("施工单位", "某公司", &["note: 施工单位：某公司"], NOTE),
        ("资金来源", "镇财政", &["note: 资金来源：镇财政"], NOTE),
        ("建设性质", "新建", &["note: 建设性质：新建"], NOTE),
        ("受益人口", "3万人", &["note: 受益人口：3万人"], NOTE),
        // What is for staff, out of date tomorrow or perhaps a misspelt header is left out.
        ("填报单位", "某局", &[], "没有读入"),
        ("累计完成投资（万元）", "300", &[], "没有读入"),
        ("领导批示", "抓紧", &[], "没有读入"),
        ("存在问题", "用地", &[], "没有读入"),
        ("目标任物", "x", &[], "是不是“目标”"),
    ]);
}

#[test]
fn a_column_that_the_town_adds_to_our_own_table_becomes_a_note() {
    let catalog = parse(EXAMPLE).unwrap();
    let text = String::from_utf8(csv(&catalog)).unwrap();
    let header = "项目备注 Notes";
    assert!(text.contains(header), "{text}");
    let text = text.replace("资金来源：镇财政", "资金来源：区财政\n没有标签");
    let (read, _) = read_valid(
        "a.csv",
        text.replace("Paid by: the town", "Paid by: the district\n").as_bytes(),
    );
    let found = details(&read);
    assert!(found.contains(&"note: 资金来源：区财政".to_owned()), "{found:?}");
    assert!(found.contains(&"note: 备注：没有标签".to_owned()), "{found:?}");
}

#[test]
fn without_details_a_table_has_the_columns_that_it_always_had() {
    let text = String::from_utf8(csv(&minsheng::format::builtin())).unwrap();
    for header in ["责任单位", "咨询", "内部", "总投资", "项目备注"] {
        assert!(!text.contains(&format!(",{header}")), "{header}");
    }
}

#[test]
fn a_formula_error_in_a_remark_is_told_and_stops_nothing() {
    let broken = "<c t=\"e\"><v>#REF!</v></c>";
    let rows = [
        &["云溪镇2026年民生实事项目清单"][..],
        &["序号", "类别", "项目名称", "备注", "总投资（万元）"],
        &["1", "教育", "修路", broken, "1200"],
    ];
    let rows = rows.map(cells);
    let rows = rows.each_ref().map(String::as_str);
    let sheets = vec![("项目", "visible", sheet("", &rows, ""))];
    let result = XmlBook { sheets, ..XmlBook::default() }.read(false);
    let remarks = messages(&result, "a.xlsx", Lang::Zh);
    let catalog = result.catalog.unwrap_or_else(|| panic!("{remarks:#?}"));
    assert_eq!(details(&catalog), ["total: 1200 万元"]);
    let is_told = |remark: &&String| remark.contains("没有可用的值") && remark.contains("备注");
    assert_eq!(remarks.iter().filter(is_told).count(), 1, "{remarks:#?}");
}
