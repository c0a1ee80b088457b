//! The account of an import: each cell that is not empty is in the catalog, or a note tells of it.

use minsheng::diagnostics::{CellList, DiagnosticKind, Note};
use minsheng::exchange::{Sheet, tables, write_csv, write_xlsx};
use minsheng::lang::Lang;
use minsheng::model::Catalog;
use proptest::prelude::*;
use rust_xlsxwriter::{Format, Workbook};

use super::{messages, read_bytes, read_valid};

/// Returns the messages about a table, in English and without the name of the file.
fn notes(name: &str, bytes: &[u8]) -> Vec<String> {
    let lines = messages(&read_bytes(name, bytes), name, Lang::En);
    lines.iter().map(|line| line.replacen(&format!("{name}:"), "", 1)).collect()
}

/// Returns the messages that contain `text`.
fn notes_with(table: &str, text: &str) -> Vec<String> {
    let mut notes = notes("a.csv", table.as_bytes());
    notes.retain(|note| note.contains(text));
    notes
}

#[test]
fn cells_without_a_header_are_told_once_a_column() {
    let mut table = "清单\n编号,领域,名称,,地点\n".to_owned();
    for no in 1..=5 {
        table += &format!("{no},道路,修路{no},散{no},城北,尾{no}\n");
    }
    assert_eq!(
        notes_with(&table, "no header"),
        [
            "D2 (row 2, column D): warning: this column has no header and was ignored (cells: 5; D3, D4, D5, ..)",
            "F2 (row 2, column F): warning: this column has no header and was ignored (cells: 5; F3, F4, F5, ..)",
        ]
    );
}

#[test]
fn a_column_that_is_left_out_says_how_much_went_with_it() {
    let table = "清单\n编号,领域,名称,填报单位,下步计划\n1,道路,修路,城管办,\n2,道路,修桥,,\n";
    assert_eq!(
        notes_with(table, "left out"),
        ["D2 (row 2, column D): warning: the column 填报单位 (offices) was left out: \
             this version does not keep it yet (cells: 1; D3); to show it, write it into the column 更多 More \
             (such as Paid by: the town)",]
    );
}

#[test]
fn rows_above_the_header_and_sums_are_told() {
    let table = "清单\n填报单位：,建设局\n单位：,万元\n编号,领域,名称\n1,道路,修路\n合计,,1 项\n";
    assert_eq!(
        notes_with(table, "left out"),
        [
            "A2 (row 2, column A): note: a line above the table is no project and was left out: \
             填报单位： 建设局 (rows 2-3)",
            "A6 (row 6, column A): note: a row of totals is no project and was left out: 合计 1 项",
        ]
    );
}

#[test]
fn a_title_that_is_not_used_is_told() {
    let table =
        |title: &str| format!("{title}\n清单,中文\n清单名称,实事\n编号,领域,名称\n1,道路,修路\n");
    assert_eq!(notes_with(&table("别的名称"), "left out").len(), 1);
    assert_eq!(notes_with(&table("实事"), "left out").len(), 0, "one and the same");
}

#[test]
fn what_a_row_of_the_programme_has_no_use_for_is_told() {
    let table = "清单,中文,英文\n清单名称,实事,Projects\n年份,2026,Year of the horse\n年份,2027,\n\
                 \n编号,领域,名称\n1,道路,修路\n";
    let (catalog, _) = read_valid("a.csv", table.as_bytes());
    assert_eq!(catalog.programme().year, 2026, "the first of two rows counts");
    assert_eq!(
        notes_with(table, "not read"),
        [
            "C3 (row 3, column C): warning: 1 cell (C3) not read: the column means nothing in this \
             row; delete them, or move them to another column",
            "A4 (row 4, column A): warning: 2 cells (A4, B4) not read: a row above has the same field; \
             keep one of the rows",
        ]
    );
}

#[test]
fn columns_past_the_last_that_is_read_are_told() {
    let blanks = ",".repeat(254);
    let table = format!("清单\n编号,领域,名称{blanks}\n1,道路,修路{blanks}远\n");
    let expected = "warning: 1 cell (IX3) not read: only the first 256 columns are read; move them to \
                    the left, or delete them";
    let told = notes_with(&table, "256 columns");
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(
        told[0].contains(&expected.replace("IX", "IW")) || told[0].contains(expected),
        "{told:?}"
    );
    let mut book = Workbook::new();
    let page = book.add_worksheet();
    page.write_string(0, 0, "清单").unwrap();
    for (column, text) in (0..).zip(["编号", "领域", "名称"]) {
        page.write_string(1, column, text).unwrap();
    }
    for (column, text) in [(0, "1"), (1, "道路"), (2, "修路"), (300, "远"), (256, "近")] {
        page.write_string(2, column, text).unwrap();
    }
    let notes = notes("a.xlsx", &book.save_to_buffer().unwrap());
    assert!(notes.iter().any(|note| note.contains("2 cells (IW3, KO3) not read")), "{notes:?}");
}

#[test]
fn a_sheet_without_a_table_says_how_much_it_has() {
    let row = |cells: &[&str]| cells.iter().map(ToString::to_string).collect::<Vec<_>>();
    let sheets = [
        Sheet {
            name: "项目".into(),
            rows: vec![row(&["清单"]), row(&["编号", "领域", "名称"]), row(&["1", "道路", "修路"])],
            ..Sheet::default()
        },
        Sheet {
            name: "说明".into(),
            rows: vec![row(&["请按", "时"]), row(&["填写"])],
            ..Sheet::default()
        },
    ];
    let notes = notes("a.xlsx", &write_xlsx(&sheets, &mut |_, _| {}).unwrap());
    assert!(
        notes.contains(
            &"说明!A1 (row 1, column A): note: the sheet 说明 has no header that is recognised, and was \
              ignored: 3 cells (A1, B1, A2)"
                .to_owned()
        ),
        "{notes:?}"
    );
}

#[test]
fn characters_that_are_taken_out_are_told() {
    let table = "清单\n编号,领域,名称,地点\n1,道路,修\u{200b}路,城\u{7}北\n2,道路,修桥,城南\n";
    assert_eq!(
        notes_with(table, "invisible"),
        [
            "C3 (row 3, column C): warning: 2 cells (C3, D3) had control or invisible characters, which \
             were removed or replaced by \u{fffd}; check what is left"
        ]
    );
    // A line break in a list parts its items; elsewhere it is a blank.
    let table = "清单\n编号,领域,名称,地点\n1,道路,\"修\n路\",\"城北\n城南\n\"\n";
    assert_eq!(
        notes_with(table, "line breaks"),
        [
            "C3 (row 3, column C): note: line breaks in 1 cell (C3) were read as blanks: the column has \
             one line"
        ]
    );
}

#[test]
fn cells_under_merged_cells_are_told_if_they_have_another_text() {
    let mut book = Workbook::new();
    let page = book.add_worksheet();
    page.write_string(0, 0, "清单").unwrap();
    for (column, text) in (0..).zip(["编号", "领域", "名称", "简介", "地点"]) {
        page.write_string(1, column, text).unwrap();
    }
    page.merge_range(2, 2, 2, 4, "修路", &Format::new()).unwrap();
    for (column, text) in [(0, "1"), (1, "道路"), (3, "修路"), (4, "内部")] {
        page.write_string(2, column, text).unwrap();
    }
    let mut notes = notes("a.xlsx", &book.save_to_buffer().unwrap());
    notes.retain(|note| note.contains("under merged cells"));
    assert_eq!(notes.len(), 1);
    assert!(notes[0].contains("1 cell (E3) under merged cells"), "{notes:?}");
}

#[test]
fn our_own_exports_have_nothing_to_tell() {
    let catalog = minsheng::format::builtin();
    for (name, bytes) in [("a.csv", super::csv(&catalog)), ("a.xlsx", super::xlsx(&catalog))] {
        assert_eq!(notes(name, &bytes), Vec::<String>::new());
    }
}

/// A table for the property: its cells, and the texts that must be somewhere.
#[derive(Clone, Debug)]
struct RandomTable {
    rows: Vec<Vec<String>>,
    /// The texts below the headers, each only once in the table.
    texts: Vec<String>,
}

/// The headers to choose from after the three that a table needs; the last are unknown.
const HEADERS: [&str; 9] =
    ["简介", "地点", "合作方", "更多", "责任单位", "备注", "联系电话", "", "第几批"];

/// Generates a table of known and unknown columns in any order, with stray cells above it, beside it
/// and in it.
fn random_table() -> impl Strategy<Value = RandomTable> {
    let columns =
        prop::sample::subsequence((0..HEADERS.len()).collect::<Vec<_>>(), 0..=HEADERS.len());
    let columns = columns.prop_flat_map(|columns| {
        let headers: Vec<String> = ["编号", "领域", "名称"]
            .into_iter()
            .chain(columns.into_iter().map(|nth| HEADERS[nth]))
            .map(ToOwned::to_owned)
            .collect();
        Just(headers).prop_shuffle()
    });
    let filled = prop::collection::vec(any::<bool>(), 80);
    (columns, 1..6_usize, 0..3_usize, any::<bool>(), filled).prop_map(
        |(headers, projects, above, has_sum, filled)| {
            let mut filled = filled.into_iter().cycle();
            let mut texts = Vec::new();
            let mut stray = |place: String| {
                let text = if filled.next() == Some(true) { place } else { String::new() };
                texts.extend((!text.is_empty()).then(|| text.clone()));
                text
            };
            let mut rows = vec![vec!["清单".to_owned()]];
            for nth in 0..above {
                rows.push(vec![
                    stray(format!("上{nth}甲号")),
                    String::new(),
                    stray(format!("上{nth}乙号")),
                ]);
            }
            rows.push(headers.clone());
            for no in 1..=projects {
                let mut cells: Vec<String> = headers
                    .iter()
                    .enumerate()
                    .map(|(nth, header)| match header.as_str() {
                        "编号" => no.to_string(),
                        "领域" => "道路".to_owned(),
                        "名称" => format!("修路{no}号"),
                        _ => stray(format!("格{no}之{nth}号")),
                    })
                    .collect();
                cells.extend((0..2).map(|nth| stray(format!("旁{no}之{nth}号"))));
                rows.push(cells);
            }
            if has_sum {
                let no = headers.iter().position(|header| header == "编号").unwrap_or_default();
                let mut cells = vec![String::new(); headers.len()];
                "合计".clone_into(&mut cells[no]);
                // The word must be the first in its row.
                if no == 0 && headers.get(1).is_some_and(|header| header != "领域") {
                    cells[1] = stray("总数".to_owned());
                }
                rows.push(cells);
                texts.push("合计".to_owned());
            }
            RandomTable { rows, texts }
        },
    )
}

/// Returns all texts of a catalog.
fn all_texts(catalog: &Catalog) -> String {
    tables(catalog)
        .iter()
        .flat_map(|sheet| &sheet.rows)
        .flatten()
        .cloned()
        .collect::<Vec<_>>()
        .join("\n")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn each_cell_is_in_the_catalog_or_told(table in random_table()) {
        let sheets = [Sheet { name: "表".into(), rows: table.rows.clone(), ..Sheet::default() }];
        for (name, bytes) in [
            ("a.csv", write_csv(&sheets)),
            ("a.xlsx", write_xlsx(&sheets, &mut |_, _| {}).unwrap()),
        ] {
            let result = read_bytes(name, &bytes);
            let lines = messages(&result, name, Lang::En);
            let catalog = result.catalog.as_ref().unwrap_or_else(|| panic!("{lines:#?}"));
            let kept = all_texts(catalog);
            let mut lost: Vec<&String> =
                table.texts.iter().filter(|text| !kept.contains(*text)).collect();
            let mut told = 0;
            for diagnostic in &result.diagnostics {
                let DiagnosticKind::Note(note) = &diagnostic.kind else { continue };
                match note {
                    Note::LeftOutRows(.., first, last) => {
                        let rows = &table.rows[first - 1..*last];
                        lost.retain(|text| !rows.iter().flatten().any(|cell| cell == *text));
                    }
                    Note::CellsNotRead(_, cells) => told += CellList::count(cells),
                    Note::UnknownColumn { count, .. }
                    | Note::UnkeptColumn { count, .. }
                    | Note::DoubleColumn { count, .. }
                    | Note::NoHeader(count, _)
                    | Note::UnreadCells { count, .. } => told += count,
                    _ => {}
                }
            }
            prop_assert_eq!(told, lost.len(), "{}: {:?} {:#?}", name, lost, lines);
        }
    }
}
