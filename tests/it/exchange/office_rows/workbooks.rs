//! Second tables about the same projects, and cells that are merged over several.

use minsheng::lang::Lang;
use rust_xlsxwriter::{Format, Workbook};

use super::lines;
use crate::exchange::{messages, read_bytes, read_valid};

/// A sheet: its name, its rows, and its merged cells: first row, last row and column.
type SheetCells<'a> = (&'a str, &'a [&'a [&'a str]], &'a [(u32, u32, u16)]);

/// Returns a workbook of these sheets.
fn workbook(sheets: &[SheetCells]) -> Vec<u8> {
    let mut book = Workbook::new();
    for (name, rows, merged) in sheets {
        let page = book.add_worksheet().set_name(*name).unwrap();
        for (row, cells) in (0..).zip(*rows) {
            for (column, text) in (0..).zip(*cells).filter(|(_, text)| !text.is_empty()) {
                page.write_string(row, column, *text).unwrap();
            }
        }
        for (first, last, column) in *merged {
            let text = rows[usize::try_from(*first).unwrap()][usize::from(*column)];
            page.merge_range(*first, *column, *last, *column, text, &Format::new()).unwrap();
        }
    }
    book.save_to_buffer().unwrap()
}

const LIST: &[&[&str]] = &[
    &["云溪镇2026年民生实事项目清单"],
    &["序号", "类别", "项目名称", "目标任务"],
    &["1", "教育", "建学校", "学位 360 个"],
    &["2", "养老", "建院", "床位 60 张"],
];

#[test]
fn a_second_table_about_the_same_projects_is_left_out() {
    let money: &[&[&str]] = &[
        &["附表：投资表"],
        &["序号", "项目名称", "总投资", "完成时限"],
        &["1", "建学校", "300", "2026-06-30"],
        &["2", "建院", "200", "2026-06-30"],
    ];
    let contents: &[&[&str]] =
        &[&["序号", "项目名称", "页码"], &["1", "建学校", "3"], &["2", "建院", "4"]];
    for sheets in [[("清单", LIST), ("投资", money)], [("目录", contents), ("清单", LIST)]]
    {
        let sheets = sheets.map(|(name, rows)| (name, rows, &[][..]));
        let (catalog, notes) = read_valid("a.xlsx", &workbook(&sheets));
        assert_eq!(lines(&catalog), ["1 教育 建学校 学位 360 个", "2 养老 建院 床位 60 张"]);
        let words = "这张表（2 行）的项目编号和名称在清单里都有，又没有领域、目标，没有读入";
        assert_eq!(notes.iter().filter(|note| note.contains(words)).count(), 1, "{notes:#?}");
        assert!(
            notes.iter().all(|note| !note.contains("总投资") && !note.contains("页码")),
            "{notes:#?}"
        );
    }
    // A project that the list does not have is no repetition.
    let other: &[&[&str]] = &[&["序号", "项目名称"], &["1", "建学校"], &["9", "修路"]];
    let sheets = [("清单", LIST), ("投资", other)].map(|(name, rows)| (name, rows, &[][..]));
    let result = read_bytes("a.xlsx", &workbook(&sheets));
    assert!(result.catalog.is_none());
}

#[test]
fn cells_that_are_merged_over_projects_are_named() {
    let merged: &[(u32, u32, u16)] = &[(2, 3, 3)];
    let rows: &[&[&str]] = &[LIST[0], LIST[1], LIST[2], &["2", "养老", "建院"]];
    let result = read_bytes("a.xlsx", &workbook(&[("清单", rows, merged)]));
    let notes = messages(&result, "a.xlsx", Lang::Zh);
    let words = "D3:D4 合并了，跨着几个项目；请拆开，每个项目各写自己的“目标”";
    assert!(notes.iter().any(|note| note.contains(words)), "{notes:#?}");
    let merged: &[(u32, u32, u16)] = &[(2, 3, 2)];
    let rows: &[&[&str]] = &[LIST[0], LIST[1], LIST[2], &["2", "养老", "", "床位 60 张"]];
    let result = read_bytes("a.xlsx", &workbook(&[("清单", rows, merged)]));
    let notes = messages(&result, "a.xlsx", Lang::Zh);
    assert!(notes.iter().any(|note| note.contains("C3:C4 合并了")), "{notes:#?}");
    let rows: &[&[&str]] = &[LIST[0], LIST[1], &["1", "教育", "", "学位 360 个"]];
    let result = read_bytes("a.xlsx", &workbook(&[("清单", rows, &[])]));
    let notes = messages(&result, "a.xlsx", Lang::Zh);
    assert!(notes.iter().any(|note| note.ends_with("“名称”是空的；请填写")), "{notes:#?}");
}
