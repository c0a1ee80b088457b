//! Quirks of tables from Excel and WPS, and of their users.

use encoding_rs::GBK;
use minsheng::data::ReadResult;
use minsheng::diagnostics::ListField;
use minsheng::lang::Lang;
use minsheng::model::{Catalog, ProjectNo};
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, Worksheet};

use super::{messages, read_bytes, read_valid};

/// A table by a clerk who has never seen an export of this program.
const TABLE: &str = "2026年民生实事项目,,,,\n\
    填报单位：,建设局,,日期：,1月\n\
    序 号,类别,项目名称,年度目标,建设地点\n\
    1,交通出行,新增停车位,新增公共停车位不少于600个,城北\n\
    2,教育,改建托班,托班 5 所,\n\
    合计,,2 项,,\n";

fn lines(catalog: &Catalog) -> Vec<String> {
    let line = |project: minsheng::model::Project| {
        let targets: Vec<String> =
            project.targets.iter().map(|target| target.text(Lang::Zh)).collect();
        let places = project.list(ListField::Places);
        let places: Vec<&str> = places.iter().map(|place| place.get(Lang::Zh)).collect();
        let domain = catalog.domain(project.domain);
        format!(
            "{} {} {} {targets:?} {places:?}",
            project.no,
            domain.id,
            project.title.get(Lang::Zh)
        )
    };
    catalog.projects().map(|(_, project)| line(project)).collect()
}

const LINES: [&str; 2] = [
    "01 transport 新增停车位 [\"新增公共停车位 不少于 600 个\"] [\"城北\"]",
    "02 education 改建托班 [\"托班 5 所\"] []",
];

#[test]
fn a_table_that_was_never_meant_for_us_is_understood() {
    let (catalog, messages) = read_valid("实事.csv", TABLE.as_bytes());
    assert_eq!(lines(&catalog), LINES);
    assert_eq!(catalog.programme().title.get(Lang::Zh), "2026年民生实事项目");
    assert_eq!(
        messages,
        [
            "实事.csv:A1（第 1 行 A 列）: 说明：清单名称取自表头上面的一行：2026年民生实事项目；年份取自名称：2026",
            "实事.csv:A2（第 2 行 A 列）: 说明：表格上面的一行不是项目，没有读入：填报单位： 建设局 日期： 1月",
            "实事.csv:B3（第 3 行 B 列）: 说明：没有领域表；从“领域”一列得到 2 个领域",
            "实事.csv:A6（第 6 行 A 列）: 说明：合计行不是项目，没有读入：合计 2 项",
        ]
    );
}

#[test]
fn the_encodings_that_excel_saves_are_read_and_told() {
    let gbk = GBK.encode(TABLE).0.into_owned();
    let utf16: Vec<u8> = std::iter::once(0xfeff)
        .chain(TABLE.replace(',', "\t").encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    let marked = [b"\xef\xbb\xbf", TABLE.as_bytes()].concat();
    for (bytes, encoding) in [(gbk, Some("GBK")), (utf16, Some("UTF-16")), (marked, None)] {
        let (catalog, messages) = read_valid("实事.csv", &bytes);
        assert_eq!(lines(&catalog), LINES);
        let expected =
            encoding.map(|name| format!("实事.csv:1:1: 说明：文件编码是 {name}，已按它读入"));
        assert_eq!(messages.iter().find(|line| line.contains("编码")), expected.as_ref());
    }
}

#[test]
fn cells_are_parted_by_whatever_parts_the_header() {
    for by in [";", "\t"] {
        let (catalog, _) =
            read_valid("实事.txt", TABLE.replace(',', by).replace('\n', "\r\n").as_bytes());
        assert_eq!(lines(&catalog), LINES, "{by:?}");
    }
}

#[test]
fn columns_come_in_any_order_and_what_is_not_known_is_named() {
    let table = "民生实事\n下步计划,名称,目标任物,编 号,领域\n内部,修路,,１,道路\n";
    let result = read_bytes("a.csv", table.as_bytes());
    let notes = messages(&result, "a.csv", Lang::Zh);
    assert!(
        notes.contains(
            &"a.csv:A2（第 2 行 A 列）: 提醒：“下步计划”一列（问题和下一步）这个版本还不保存，没有读入（1 格：A3）"
                .to_owned()
        ),
        "{notes:?}"
    );
    assert!(notes.iter().any(|note| note.contains("未知的列“目标任物”，没有读入")), "{notes:?}");
    let catalog = result.catalog.unwrap();
    assert_eq!(lines(&catalog), ["01 domain-1 修路 [] []"]);
    let notes = messages(&read_bytes("a.csv", table.as_bytes()), "a.csv", Lang::En);
    assert!(
        notes.contains(
            &"a.csv:A2 (row 2, column A): warning: the column 下步计划 (problems and next steps) was left out: this version does not keep it yet (cells: 1; A3)"
                .to_owned()
        )
    );
}

#[test]
fn numbers_are_read_in_whatever_dress() {
    for (written, no) in [
        ("7", 7),
        ("07", 7),
        ("７", 7),
        (" 7 ", 7),
        ("7.0", 7),
        ("No.7", 7),
        ("第7项", 7),
        ("7、", 7),
    ] {
        let (catalog, _) =
            read_valid("a.csv", format!("清单\n编号,领域,名称\n{written},道路,修路\n").as_bytes());
        assert!(catalog.by_no(ProjectNo(no)).is_some(), "{written}");
    }
}

#[test]
fn lines_of_a_cell_may_end_as_on_windows_and_blank_ones_at_the_end_say_nothing() {
    let table = "清单\n编号,领域,名称,地点,英文地点\n1,道路,\"修\n路\",\"城北 \r\n城南\r\n\r\n\",\"North\r\nSouth\"\n";
    let (catalog, _) = read_valid("a.csv", table.as_bytes());
    assert_eq!(lines(&catalog), ["01 domain-1 修 路 [] [\"城北\", \"城南\"]"]);
}

/// Reads a workbook with one sheet, which `fill` writes.
fn workbook(fill: impl FnOnce(&mut Worksheet)) -> ReadResult {
    let mut book = Workbook::new();
    fill(book.add_worksheet());
    read_bytes("实事.xlsx", &book.save_to_buffer().unwrap())
}

fn row(page: &mut Worksheet, row: u32, cells: &[&str]) {
    for (column, cell) in (0..).zip(cells) {
        page.write_string(row, column, *cell).unwrap();
    }
}

#[test]
fn a_workbook_with_merged_cells_and_real_numbers_is_understood() {
    let result = workbook(|page| {
        page.merge_range(0, 0, 0, 4, "2026年民生实事项目", &Format::new()).unwrap();
        row(page, 1, &["编号", "领域", "名称", "目标"]);
        for no in 1..=3_u8 {
            page.write_number(u32::from(no) + 1, 0, no).unwrap();
        }
        page.merge_range(2, 1, 3, 1, "交通出行", &Format::new()).unwrap();
        page.write_string(2, 2, "修路").unwrap();
        page.write_string(3, 2, "修桥").unwrap();
        page.write_string(4, 1, "教育").unwrap();
        page.write_string(4, 2, "办学").unwrap();
        page.write_formula(
            4,
            3,
            rust_xlsxwriter::Formula::new("=\"托班 \"&5&\" 所\"").set_result("托班 5 所"),
        )
        .unwrap();
    });
    let catalog = result.catalog.unwrap();
    assert_eq!(
        lines(&catalog),
        [
            "01 transport 修路 [] []",
            "02 transport 修桥 [] []",
            "03 education 办学 [\"托班 5 所\"] []"
        ]
    );
    assert_eq!(catalog.programme().title.get(Lang::Zh), "2026年民生实事项目");
}

#[test]
fn a_day_is_a_day_however_excel_keeps_it() {
    for written in ["2026-01-27", "2026/1/27", "2026年1月27日", "2026.1.27", "２０２６－１－２７"]
    {
        let table = format!(
            "清单,中文\n清单名称,实事\n年份,2026年\n发布日期,{written}\n编号,领域,名称\n1,道路,修路\n"
        );
        let (catalog, _) = read_valid("a.csv", table.as_bytes());
        assert_eq!(
            (catalog.programme().published, catalog.programme().year),
            ("2026-01-27", 2026),
            "{written}"
        );
    }
    let mut book = Workbook::new();
    let page = book.add_worksheet();
    row(page, 0, &["清单", "中文"]);
    row(page, 1, &["清单名称", "实事"]);
    row(page, 2, &["发布日期"]);
    let day = Format::new().set_num_format("yyyy-mm-dd");
    page.write_datetime_with_format(2, 1, ExcelDateTime::from_ymd(2026, 1, 27).unwrap(), &day)
        .unwrap();
    row(book.add_worksheet(), 0, &["随便"]);
    let page = book.add_worksheet();
    row(page, 0, &["编号", "领域", "名称"]);
    row(page, 1, &["1", "道路", "修路"]);
    let (catalog, messages) = read_valid("a.xlsx", &book.save_to_buffer().unwrap());
    assert_eq!(catalog.programme().published, "2026-01-27");
    assert!(
        messages.iter().any(|line| line.contains("工作表“Sheet2”里没有可识别的表头，没有读入")),
        "{messages:?}"
    );
}

#[test]
fn a_cell_at_the_far_end_of_a_sheet_costs_nothing() {
    let result = workbook(|page| {
        row(page, 0, &["清单"]);
        row(page, 1, &["编号", "领域", "名称"]);
        row(page, 2, &["1", "道路", "修路"]);
        page.write_string(1_048_575, 16_383, "x").unwrap();
    });
    assert!(result.catalog.is_some());
}
