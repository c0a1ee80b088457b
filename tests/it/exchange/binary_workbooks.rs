//! Workbooks of Excel 97 to 2003 and of WPS, and binary ones of later versions, made record by
//! record. Invented data.

use minsheng::diagnostics::FileErrorKind;
use minsheng::lang::Lang;

use super::*;

mod xls;
mod xlsb;

/// A cell: its text or number, and the index of its style.
#[derive(Clone, Copy, Debug)]
enum Content {
    Text(&'static str),
    Number(f64),
    /// An empty cell.
    None,
}

use Content::{None as Empty, Number, Text};

/// Index of the style that shows per cent, of the one that shows a month, and of the one that is
/// struck through.
const PERCENT: u16 = 1;
const MONTH: u16 = 2;
const STRUCK: u16 = 3;

/// A sheet: its name, whether it is hidden, and its rows.
struct Tab {
    name: &'static str,
    is_hidden: bool,
    rows: Vec<Vec<(Content, u16)>>,
    hidden_rows: Vec<u32>,
    hidden_column: Option<u32>,
    /// First row, last row, first column, last column.
    merged: Option<[u32; 4]>,
}

fn plain(contents: &[Content]) -> Vec<(Content, u16)> {
    contents.iter().map(|content| (*content, 0)).collect()
}

/// Returns a list with merged, hidden and struck cells, its reports, and a hidden sheet.
fn tabs() -> [Tab; 3] {
    let day = 46_357.0;
    let list = vec![
        plain(&[Text("云溪镇2026年民生实事项目清单")]),
        plain(&["编号", "领域", "名称", "目标", "计划完成", "联系人"].map(Text)),
        [
            plain(&[
                Number(1.0),
                Text("交通出行"),
                Text("停车位"),
                Text("车位 600 个\n充电桩 9 个"),
            ]),
            vec![(Number(day), MONTH), (Text("某某"), 0)],
        ]
        .concat(),
        plain(&[Number(2.0), Empty, Text("修路"), Text("道路 5 条")]),
        plain(&[Number(3.0), Text("教育"), Text("隐藏")]),
        [Text("4"), Text("教育"), Text("划掉")].map(|text| (text, STRUCK)).to_vec(),
    ];
    let reports = vec![
        plain(&["编号", "日期", "完成"].map(Text)),
        vec![(Number(1.0), 0), (Text("2026-05-31"), 0), (Number(0.4), PERCENT)],
        vec![(Number(2.0), 0), (Text("2026-05-31"), 0), (Number(0.125), PERCENT)],
    ];
    let tab = |name, rows| Tab {
        name,
        is_hidden: false,
        rows,
        hidden_rows: Vec::new(),
        hidden_column: None,
        merged: None,
    };
    [
        Tab {
            hidden_rows: vec![4],
            hidden_column: Some(5),
            merged: Some([2, 3, 1, 1]),
            ..tab("清单", list)
        },
        tab("进展", reports),
        Tab { is_hidden: true, ..tab("旧表", vec![plain(&[Text("旧"), Number(0.5)])]) },
    ]
}

/// Fails unless the file gives what [`tabs()`] show.
fn assert_read(name: &str, bytes: &[u8]) {
    let (catalog, lines) = read_valid(name, bytes);
    let ron = to_ron(&catalog);
    assert_eq!(catalog.len(), 2, "{name}: {ron}");
    for part in ["停车位", "amount: 600", "充电桩", "amount: 5", "2026-12-31", "40", "percent: 13"]
    {
        assert!(ron.contains(part), "{name}: {part}: {ron}");
    }
    assert_eq!(ron.matches("交通出行").count(), 1, "{name}: {ron}");
    for part in ["隐藏的行没有读入", "12.5%", "这一列是隐藏的", "删除线", "工作表“旧表”是隐藏的"]
    {
        assert!(lines.iter().any(|line| line.contains(part)), "{name}: {part}: {lines:#?}");
    }
}

/// Returns the errors of a file in English.
fn errors(name: &str, bytes: &[u8]) -> Vec<String> {
    let result = read_bytes(name, bytes);
    assert!(result.catalog.is_none());
    messages(&result, name, Lang::En)
}

/// Fails if a change of a single byte does more than to give another table or an error.
fn assert_damage_is_harmless(name: &str, bytes: &[u8]) {
    for at in (0..bytes.len()).step_by(23) {
        let mut damaged = bytes.to_vec();
        damaged[at] = !damaged[at];
        let result = read_bytes(name, &damaged);
        assert!(result.catalog.is_some() || !result.diagnostics.is_empty(), "{name} {at}");
    }
}
