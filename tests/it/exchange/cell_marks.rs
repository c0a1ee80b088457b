//! Cells with a dash or 同上, and domains with a number. All names are invented.

use minsheng::lang::Lang;

use super::office_layouts::{TITLE, assert_refused, assert_table, projects, remarks};
use super::{messages, read_bytes, read_valid};

#[test]
fn marks_for_nothing_are_empty_cells_and_those_for_the_cell_above_have_its_text() {
    for mark in ["—", "——", "/", "-", "…", "无"] {
        assert_table(
            &format!(
                "序号,领域,项目名称,目标,单位,地点,完成时限\n\
                 1,教育,办学,学校 2 所,所,东村,2026-10-31\n2,教育,建园,{mark},{mark},{mark},{mark}\n"
            ),
            &["1 教育 办学 学校 2 所 东村 2026-10-31", "2 教育 建园"],
            &[
                "E2 “单位”按目标的单位读入；没写数的是什么的，用项目名称",
                "D4 只写了“—”“/”“无”之类的单元格按空格读入：4 个单元格（D4，E4，F4，..）",
            ],
        );
        let result = read_bytes(
            "a.csv",
            format!("{TITLE}序号,领域,项目名称\n1,教育,{mark}\n{mark},教育,办学\n3,{mark},建园\n")
                .as_bytes(),
        );
        let lines = remarks(&messages(&result, "a.csv", Lang::Zh));
        assert!(result.catalog.is_none() && lines.len() == 4, "{lines:#?}");
    }
    for (mark, shown) in [("同上", "同上"), ("〃", "〃"), ("\"\"\"\"", "\"")] {
        assert_table(
            &format!(
                "序号,领域,项目名称,目标,地点,完成时限\n1,教育,办学,学校 2 所,东村,10月底\n\
                 2,{mark},建园,园 1 所,{mark},{mark}\n3,{mark},助学,,—,{mark}\n"
            ),
            &[
                "1 教育 办学 学校 2 所 东村 2026-10-31",
                "2 教育 建园 园 1 所 东村 2026-10-31",
                "3 教育 助学 2026-10-31",
            ],
            &[
                "F3 “10月底”按 2026-10-31 读入（共 3 处：F3，F4，F5）",
                &format!("B4 “{shown}”按上一行的内容读入：5 个单元格（B4，E4，F4，..）"),
                "E5 只写了“—”“/”“无”之类的单元格按空格读入：1 个单元格（E5）",
            ],
        );
        assert_refused(
            &format!("{TITLE}序号,领域,项目名称,地点\n1,教育,办学,\n2,教育,{mark},{mark}\n"),
            &[
                &format!("C4 “{shown}”看不出指的是什么；请把内容写全"),
                &format!("D4 “{shown}”看不出指的是什么；请把内容写全"),
            ],
        );
    }
    // A row of dashes is no project, and a line is no place.
    assert_table(
        "序号,领域,项目名称,单位,数量\n1,教育,办学,所,3\n—,—,—,—,—\n2,教育,建园,同上,5\n",
        &["1 教育 办学 办学 3 所", "2 教育 建园 建园 5 所"],
        &[
            "D2 “单位”按目标的单位读入；没写数的是什么的，用项目名称",
            "A4 只写了“—”“/”“无”之类的单元格按空格读入：5 个单元格（A4，B4，C4，..）",
            "D5 “同上”按上一行的内容读入：1 个单元格（D5）",
        ],
    );
    assert_refused(
        &format!("{TITLE}序号,领域,项目名称,地点\n1,教育,办学,\"东村\n同上\"\n"),
        &["D3 “同上”看不出指的是什么；请把内容写全"],
    );
    // A row of such marks goes on with the project above.
    let table = "序号,领域,项目名称,目标\n1,教育,办学,学校 2 所\n〃,〃,〃,学位 90 个\n";
    let (catalog, _) = read_valid("a.csv", format!("{TITLE}{table}").as_bytes());
    assert_eq!(projects(&catalog), ["1 教育 办学 学校 2 所、学位 90 个"]);
}

#[test]
fn a_domain_with_a_number_or_a_count_is_that_domain() {
    for cell in [
        "教育（2项）",
        "一、教育类",
        "（一）教育",
        "1.教育",
        "第一类：教育",
        "一、教育（共2项）",
        "①教育",
        "一 教育",
        "Ⅱ、教育；",
    ] {
        assert_table(
            &format!("序号,领域,项目名称\n1,教育,办学\n2,{cell},建园\n"),
            &["1 教育 办学", "2 教育 建园"],
            &[&format!("B4 “{cell}”按领域“教育”读入")],
        );
    }
    assert_table("序号,领域,项目名称\n1,3.15维权,办学\n", &["1 3.15维权 办学"], &[]);
}
