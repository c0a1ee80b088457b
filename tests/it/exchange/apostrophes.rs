//! The apostrophe that our CSV puts before a text that would be a formula: removed on every way
//! back, and kept where it belongs to the text.

use minsheng::exchange::{tables, write_csv, write_xlsx};
use minsheng::lang::Lang;

use super::{read_bytes, read_valid};

const TITLES: [&str; 8] = ["-5 度以下供暖", "=1", "'-5", "''=1", "'引号", "''", "'", "＋1 服务"];

#[test]
fn every_text_comes_back_by_every_way() {
    let project = |(no, title): (usize, &str)| {
        format!("(no: {}, domain: \"d\", title: \"{title}\"),", no + 1)
    };
    let projects: String = TITLES.into_iter().enumerate().map(project).collect();
    let text =
        format!("(title: \"清单\", domains: [(id: \"d\", name: \"甲\")], projects: [{projects}])");
    let catalog = minsheng::format::parse(&text).unwrap();
    let sheets = tables(&catalog);
    let csv = write_csv(&sheets);
    let xlsx = write_xlsx(&sheets, &mut |_, _| {}).unwrap();
    // An office program opens the CSV file and saves it as a workbook: the cells are as they are in
    // the file. It opens the workbook and saves it as a CSV file: likewise.
    let detour = workbook_of(&csv);
    for (name, bytes) in [("a.csv", &csv), ("a.xlsx", &xlsx), ("b.xlsx", &detour)] {
        assert_eq!(read_valid(name, bytes).0, catalog, "{name}");
    }
    assert_eq!(read_valid("b.csv", &csv_of(&xlsx)).0, catalog);
}

/// Returns a workbook with the cells of a CSV file, unchanged.
fn workbook_of(csv: &[u8]) -> Vec<u8> {
    let text = std::str::from_utf8(csv).unwrap().trim_start_matches('\u{feff}');
    let mut reader =
        ::csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    let mut book = rust_xlsxwriter::Workbook::new();
    let page = book.add_worksheet();
    for (row, record) in (0..).zip(reader.records()) {
        for (column, cell) in (0..).zip(&record.unwrap()) {
            page.write_string(row, column, cell).unwrap();
        }
    }
    book.save_to_buffer().unwrap()
}

/// Returns a CSV file with the texts of the cells of a workbook, unchanged.
fn csv_of(xlsx: &[u8]) -> Vec<u8> {
    use calamine::Reader;
    let mut book: calamine::Xlsx<_> = calamine::Xlsx::new(std::io::Cursor::new(xlsx)).unwrap();
    let mut writer = ::csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
    for name in book.sheet_names() {
        for row in book.worksheet_range(&name).unwrap().rows() {
            writer.write_record(row.iter().map(ToString::to_string)).unwrap();
        }
        writer.write_record([""]).unwrap();
    }
    writer.into_inner().unwrap()
}

#[test]
fn an_apostrophe_in_an_office_table_is_not_shown() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let page = book.add_worksheet();
    page.write_string(0, 0, "清单").unwrap();
    for (column, (head, cell)) in
        (0..).zip([("编号", "1"), ("领域", "道路"), ("名称", "'-5 度以下供暖")])
    {
        page.write_string(1, column, head).unwrap();
        page.write_string(2, column, cell).unwrap();
    }
    let result = read_bytes("a.xlsx", &book.save_to_buffer().unwrap());
    let catalog = result.catalog.unwrap();
    let (_, project) = catalog.projects().next().unwrap();
    assert_eq!(project.title.get(Lang::Zh), "-5 度以下供暖");
}
