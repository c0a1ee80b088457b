//! The workbook that `export` writes for clerks: its look, and that all of it comes back.

use std::io::{Cursor, Read};

use minsheng::data::read;
use minsheng::exchange::{
    HiddenReason, ImportOptions, Sheet, about_sheet, tables, write_xlsx, write_xlsx_low_memory,
};
use minsheng::format::{builtin, parse};
use minsheng::lang::Lang;
use minsheng::model::Catalog;
use tempfile::TempDir;

use super::{messages, read_bytes, read_valid};

const EXAMPLE: &str = include_str!("../../examples/invented-progress.ron");

/// Returns the sheets that `export` writes.
fn sheets(catalog: &Catalog) -> Vec<Sheet> {
    let mut sheets = Vec::from(tables(catalog));
    sheets.push(about_sheet(false));
    sheets
}

fn book(sheets: &[Sheet]) -> Vec<u8> {
    write_xlsx(sheets, &mut |_, _| {}).unwrap()
}

/// Returns the text of a part of a workbook.
fn part(book: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(book)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

/// Returns the values of an attribute, in their order.
fn values<'a>(xml: &'a str, attribute: &str) -> Vec<&'a str> {
    let mark = format!(" {attribute}=\"");
    xml.split(&mark).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

/// A project with this summary, in a list of this name; invented.
fn invented(title: &str, summary: &str) -> Catalog {
    let text = format!(
        "(title: (zh: {title:?}), year: 2026, domains: [(id: \"a\", name: (zh: \"道路\"))],
        projects: [(no: 1, domain: \"a\", title: (zh: \"修路\"), summary: (zh: {summary:?}))])"
    );
    parse(&text).unwrap()
}

#[test]
fn all_that_is_exported_comes_back_and_nothing_need_be_said() {
    for catalog in [builtin(), parse(EXAMPLE).unwrap()] {
        let sheets = sheets(&catalog);
        let low_memory = write_xlsx_low_memory(&sheets, &mut |_, _| {}).unwrap();
        for bytes in [book(&sheets), low_memory] {
            assert_eq!(read_valid("a.xlsx", &bytes), (catalog.clone(), vec![]));
        }
    }
}

#[test]
fn a_sheet_prints_on_landscape_pages_with_its_header_and_page_numbers() {
    let bytes = book(&sheets(&builtin()));
    for nth in 1..=5 {
        let xml = part(&bytes, &format!("xl/worksheets/sheet{nth}.xml"));
        assert!(xml.contains("<pageSetUpPr fitToPage=\"1\"/>"), "{nth}");
        let setup = xml.split("<pageSetup ").nth(1).unwrap().split('>').next().unwrap();
        for expected in ["paperSize=\"9\"", "orientation=\"landscape\"", "fitToHeight=\"0\""] {
            assert!(setup.contains(expected), "{setup}");
        }
        assert!(xml.contains("&amp;P / &amp;N"), "{nth}");
        assert!(xml.contains("&amp;C&amp;\"宋体,Bold\"2026年“温暖+1℃”民生实事项目"), "{nth}");
    }
    let workbook = part(&bytes, "xl/workbook.xml");
    assert_eq!(workbook.matches("_xlnm.Print_Titles").count(), 5);
    assert!(workbook.contains("'项目 Projects'!$1:$1"));
    let styles = part(&bytes, "xl/styles.xml");
    assert!(styles.contains("<name val=\"宋体\"/>") && !styles.contains("Calibri"), "{styles}");
    assert!(styles.contains("<top style=\"thin\">"));
}

#[test]
fn header_and_names_stay_in_view_and_rows_can_be_filtered() {
    let bytes = book(&sheets(&builtin()));
    let xml = part(&bytes, "xl/worksheets/sheet1.xml");
    assert!(xml.contains("<pane xSplit=\"3\" ySplit=\"1\" topLeftCell=\"D2\""), "{xml}");
    assert!(xml.contains("<autoFilter ref=\"A1:P26\"/>"), "{xml}");
    // All cells have lines around them, also the empty ones.
    let second = xml.split("<row ").nth(2).unwrap();
    assert_eq!(second.matches("<c ").count(), 16, "{second}");
    let english =
        tables(&builtin())[0].rows[0].iter().filter(|cell| cell.contains("(English)")).count();
    let hidden = values(&xml, "hidden");
    assert_eq!((english, hidden), (6, vec!["1"; 6]));
    let programme = part(&bytes, "xl/worksheets/sheet4.xml");
    assert!(!programme.contains("autoFilter"));
}

#[test]
fn rows_are_as_high_as_their_texts() {
    let heights = |catalog: &Catalog| {
        let xml = part(&book(&sheets(catalog)), "xl/worksheets/sheet1.xml");
        values(&xml, "ht").into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    // Of 38 digits 37 are for text: 18 ideographs.
    for (characters, lines) in [(1, 1), (18, 1), (19, 2), (36, 2), (37, 3), (180, 10)] {
        let catalog = invented("虚构的清单", &"路".repeat(characters));
        assert_eq!(heights(&catalog)[1], (f64::from(lines) * 15.75).to_string(), "{characters}");
    }
    // The shipped list has 14 lines of places.
    assert!(heights(&builtin()).contains(&"220.5".to_owned()));
    // No row is higher than Excel allows; the column is wider instead.
    let long = invented("虚构的清单", &"路".repeat(900));
    let xml = part(&book(&sheets(&long)), "xl/worksheets/sheet1.xml");
    assert_eq!(values(&xml, "ht")[1], "378");
    let width: f64 = values(&xml, "width")[4].parse().unwrap();
    assert!(width > 75.0 && width < 90.0, "{width}");
}

#[test]
fn a_percentage_is_a_number_and_comes_back() {
    let text = "(title: (zh: \"虚构\"), year: 2026, domains: [(id: \"a\", name: (zh: \"道路\"))],
        projects: [(no: 1, domain: \"a\", title: (zh: \"修路\"), updates: [
        (on: \"2026-03-31\", percent: 40), (on: \"2026-04-30\", percent: 55.5),
        (on: \"2026-05-31\", percent: 66.66666666666667), (on: \"2026-06-30\", note: (zh: \"90%\")),
        ])])";
    let catalog = parse(text).unwrap();
    let bytes = book(&sheets(&catalog));
    let xml = part(&bytes, "xl/worksheets/sheet2.xml");
    assert!(xml.contains("<v>0.4</v>") && xml.contains("<v>0.555</v>"), "{xml}");
    assert!(part(&bytes, "xl/styles.xml").contains("formatCode=\"0.0%\""));
    assert_eq!(read_valid("a.xlsx", &bytes).0, catalog);
}

#[test]
fn domains_and_qualifiers_are_chosen_from_lists() {
    let bytes = book(&sheets(&builtin()));
    let projects = part(&bytes, "xl/worksheets/sheet1.xml");
    assert!(projects.contains("'领域 Domains'!$B$2:$B$213"), "{projects}");
    assert!(projects.contains("sqref=\"B2:B227\""), "{projects}");
    // Only where no target would be overwritten.
    assert!(projects.contains("sqref=\"G27:G227\""), "{projects}");
    for qualifier in ["约", "不少于", "超"] {
        assert!(projects.contains(&format!("（内容）{qualifier}（数）（单位）")), "{qualifier}");
    }
    let progress = part(&bytes, "xl/worksheets/sheet2.xml");
    assert!(progress.contains("'项目 Projects'!$A$2:$A$227"), "{progress}");
    assert!(progress.contains("\"0%,25%,50%,75%,100%\""), "{progress}");
    let domains = part(&bytes, "xl/worksheets/sheet3.xml");
    assert!(domains.contains("公告 announcement,本清单 catalogue"), "{domains}");
}

#[test]
fn a_form_that_is_not_filled_in_is_no_target() {
    for form in
        ["（内容）（数）（单位）", "（内容）约（数）（单位）", "（内容）（数）-（数）（单位）"]
    {
        let text = format!("虚构的清单\n编号,领域,名称,目标\n1,道路,修路,{form}\n");
        let result = read_bytes("a.csv", text.as_bytes());
        assert!(result.catalog.is_none(), "{form}");
    }
}

#[test]
fn other_hidden_columns_are_left_out_as_ever() {
    let catalog = builtin();
    // The Chinese of the titles is hidden, too: the English alone is no translation to be kept.
    let mut both = sheets(&catalog);
    both[0].hidden.columns.insert(4, HiddenReason::Hidden);
    let lines = messages(&read_bytes("a.xlsx", &book(&both)), "a.xlsx", Lang::Zh);
    for column in ["E1", "F1"] {
        let is_told = |line: &String| {
            line.contains(&format!(":项目 Projects!{column}")) || line.contains(column)
        };
        assert!(
            lines.iter().any(|line| is_told(line) && line.contains("隐藏的，没有读入")),
            "{lines:#?}"
        );
    }
    // A header that `export` does not write.
    let mut other = sheets(&catalog);
    other[0].rows[0][3] = "英文名称".to_owned();
    let lines = messages(&read_bytes("a.xlsx", &book(&other)), "a.xlsx", Lang::Zh);
    assert!(
        lines.iter().any(|line| line.contains("D1") && line.contains("没有读入")),
        "{lines:#?}"
    );
}

#[test]
fn the_sheet_with_explanations_is_no_table_and_told_only_if_it_was_written_to() {
    let catalog = builtin();
    let mut sheets = sheets(&catalog);
    assert_eq!(sheets[4].name, "说明 About");
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("a.xlsx");
    std::fs::write(&path, book(&sheets)).unwrap();
    let options = ImportOptions { with_hidden: true, ..ImportOptions::default() };
    let result = read(&path, &options, &mut |_, _| {});
    let lines = messages(&result, "a.xlsx", Lang::Zh);
    assert!(lines.iter().all(|line| !line.contains("About")), "{lines:?}");

    sheets[4].rows.push(vec![String::new(), "记得问老王".to_owned()]);
    let (read, lines) = read_valid("a.xlsx", &book(&sheets));
    assert!(read == catalog);
    let about: Vec<&String> = lines.iter().filter(|line| line.contains("About")).collect();
    assert_eq!(about.len(), 1, "{lines:#?}");
    assert!(about[0].contains("没有读入"), "{about:?}");
}

#[test]
fn the_title_above_each_page_is_text_and_no_code() {
    let catalog = invented("甲&P乙", "修");
    let xml = part(&book(&sheets(&catalog)), "xl/worksheets/sheet1.xml");
    assert!(xml.contains("甲＆P乙"), "{xml}");
    let long = invented(&"长".repeat(300), "修");
    let xml = part(&book(&sheets(&long)), "xl/worksheets/sheet1.xml");
    assert!(xml.contains(&"长".repeat(100)), "a title that is too long is cut, not left out");
}
