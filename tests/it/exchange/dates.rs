//! Days in the cells of a table: read as offices write them, with a note, or reported.

use minsheng::lang::Lang;
use minsheng::model::Day;

use super::{messages, read_bytes};

/// Reads a list of `title` whose projects have these cells for start and end. Returns the days of
/// the projects, and the messages about them.
fn read(title: &str, cells: &[(&str, &str)], lang: Lang) -> (Vec<String>, Vec<String>) {
    let rows = cells.iter().zip(1..);
    let rows: String = rows
        .map(|((start, end), no)| format!("{no},教育,第{no}项,\"{start}\",\"{end}\"\n"))
        .collect();
    let table = format!("{title}\n编号,领域,名称,开工时间,完成时限\n{rows}");
    let result = read_bytes("a.csv", table.as_bytes());
    let lines = messages(&result, "a.csv", lang);
    let lines = lines.into_iter().filter(|line| !line.contains("A1") && !line.contains("B2"));
    let day = |day: Option<Day>| day.map(|day| day.to_string()).unwrap_or_default();
    let days = result.catalog.iter().flat_map(|catalog| {
        catalog
            .projects()
            .map(|(_, project)| {
                let record = project.progress_record();
                format!("{} {}", day(record.start), day(record.end))
            })
            .collect::<Vec<_>>()
    });
    (days.collect(), lines.collect())
}

#[test]
fn a_deadline_is_the_last_day_of_its_time_and_a_note_says_so() {
    for (start, end, expected) in [
        ("2026-03-01", "2026-10-31", "2026-03-01 2026-10-31"),
        ("", "2026年3月1日至2026年12月31日", "2026-03-01 2026-12-31"),
        ("2026年3月-10月", "", "2026-03-01 2026-10-31"),
        ("2026年3月", "12月底前完成", "2026-03-01 2026-12-31"),
        ("26.3.1", "26-8-31", "2026-03-01 2026-08-31"),
        ("二季度", "", "2026-04-01 "),
        ("第二季度", "四季度", "2026-04-01 2026-12-31"),
        ("上半年", "年底前", "2026-01-01 2026-12-31"),
    ] {
        let (days, lines) = read("2026年民生实事", &[(start, end)], Lang::Zh);
        assert_eq!(days, [expected], "{start} {end} {lines:?}");
        assert_eq!(lines.is_empty(), start == "2026-03-01", "{lines:?}");
    }
}

#[test]
fn cells_with_the_same_text_share_a_note() {
    let cells = [("", "12月底"); 5];
    assert_eq!(
        read("2026年民生实事", &cells, Lang::Zh).1,
        ["a.csv:E3（第 3 行 E 列）: 说明：“12月底”按 2026-12-31 读入（共 5 处：E3，E4，E5，..）"]
    );
    assert_eq!(
        read("2026年民生实事", &[("2026年3月1日至12月31日", "")], Lang::En).1,
        [
            "a.csv:D3 (row 3, column D): note: 2026年3月1日至12月31日 is taken as 2026-03-01 – 2026-12-31"
        ]
    );
}

#[test]
fn what_is_no_day_is_told_with_what_to_write() {
    for (title, start, end, expected) in [
        (
            "民生实事",
            "",
            "12月底",
            "E3（第 3 行 E 列）: “12月底”没有写年份，清单也没有；请写成 2026-10-31 这样，或者给清单填上年份",
        ),
        (
            "2026年民生实事",
            "",
            "2026年6月30日完成主体",
            "E3（第 3 行 E 列）: 无法识别“主体”（2026年6月30日完成主体），只识别出 2026-06-30；请只写一天，如 2026-10-31，其余写到“更多”里",
        ),
        (
            "2026年民生实事",
            "2026-03-01",
            "2026年3月至5月",
            "E3（第 3 行 E 列）: “2026年3月至5月”里是起止两天，这里应该只有一天；请写成 2026-10-31 这样",
        ),
        (
            "2026年民生实事",
            "",
            "2026-02-30",
            "E3（第 3 行 E 列）: 日期 2026-02-30 不对；请写成 2026-12-31 这样",
        ),
    ] {
        let (days, lines) = read(title, &[(start, end)], Lang::Zh);
        assert_eq!((days, lines), (vec![], vec![format!("a.csv:{expected}")]), "{end}");
    }
}

#[test]
fn a_report_has_the_last_day_of_its_month_or_the_day_of_a_time() {
    for (written, day) in [
        ("2026年5月", "2026-05-31"),
        ("截至5月底", "2026-05-31"),
        ("2026-05-31T00:00:00", "2026-05-31"),
    ] {
        let table =
            format!("2026年实事\n编号,领域,名称\n1,教育,办学\n\n编号,日期,完成\n1,{written},40%\n");
        let catalog = read_bytes("a.csv", table.as_bytes()).catalog.unwrap();
        let (_, project) = catalog.projects().next().unwrap();
        let dates: Vec<String> = project
            .progress_record()
            .updates
            .iter()
            .map(|update| update.date.to_string())
            .collect();
        assert_eq!(dates, [day], "{written}");
    }
}

#[test]
fn a_date_cell_that_shows_a_month_is_that_month() {
    for (format, day) in [
        ("yyyy\"年\"m\"月\"", "2026-12-31"),
        ("[$-804]yyyy\"年\"m\"月\";@", "2026-12-31"),
        ("yyyy-mm", "2026-12-31"),
        ("yyyy-mm-dd", "2026-12-01"),
        ("yyyy\"年\"m\"月\"d\"日\"", "2026-12-01"),
    ] {
        let mut book = rust_xlsxwriter::Workbook::new();
        let page = book.add_worksheet();
        page.write_string(0, 0, "实事").unwrap();
        for (column, head) in (0..).zip(["编号", "领域", "名称", "完成时限"]) {
            page.write_string(1, column, head).unwrap();
            page.write_string(2, column, "1").unwrap();
        }
        let date = rust_xlsxwriter::ExcelDateTime::from_ymd(2026, 12, 1).unwrap();
        let format_of_cell = rust_xlsxwriter::Format::new().set_num_format(format);
        page.write_datetime_with_format(2, 3, date, &format_of_cell).unwrap();
        let result = read_bytes("a.xlsx", &book.save_to_buffer().unwrap());
        let lines = messages(&result, "a.xlsx", Lang::Zh);
        let catalog = result.catalog.unwrap_or_else(|| panic!("{format} {lines:?}"));
        let (_, project) = catalog.projects().next().unwrap();
        assert_eq!(
            project.progress_record().end.map(|end| end.to_string()).as_deref(),
            Some(day),
            "{format}"
        );
    }
}
