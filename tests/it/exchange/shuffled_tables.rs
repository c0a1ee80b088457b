//! A property: a table of known columns in any order, with rows and columns that are no part of the
//! list, gives the projects in it, and all else is told. All data is invented.

use minsheng::diagnostics::ListField;
use minsheng::exchange::ImportOptions;
use minsheng::format::to_ron;
use minsheng::lang::Lang;
use minsheng::model::Catalog;
use proptest::prelude::*;
use rust_xlsxwriter::{Format, Workbook};

use super::{messages, open_document, read_with};

const TITLE: &str = "云溪镇2026年民生实事项目清单";

/// Columns of the list: their headers as offices write them.
const COLUMNS: [&[&str]; 6] = [
    &["序号", "编号", "项 目 编 号"],
    &["类别", "领域", "领域分类"],
    &["项目名称", "名称", "实事项目名称"],
    &["目标任务", "年度目标", "考核指标"],
    &["建设地点", "地点"],
    &["完成时限", "完成时间节点"],
];

/// Columns that are no part of it.
const OTHERS: [&str; 4] = ["责任单位", "联系电话", "总投资（万元）", "得票数"];

/// Rows that are no projects: the text, which stands in the column of the numbers, or alone in the
/// first.
const RUBBISH: [&str; 5] =
    ["合计", "注：以上项目以实际实施为准。", "填报人：王某", "", "第1页 共2页"];

#[derive(Clone, Debug)]
struct TestProject {
    domain: usize,
    amount: Option<u32>,
    place: bool,
    month: Option<u32>,
    hidden: bool,
}

#[derive(Clone, Debug)]
struct TestTable {
    projects: Vec<TestProject>,
    /// The names of the columns of the list.
    names: Vec<usize>,
    /// The order of all columns.
    order: Vec<usize>,
    /// For rows of rubbish: the row of the list above which they stand, and the text.
    rubbish: Vec<(usize, usize)>,
    annex: bool,
    merged: bool,
}

impl TestTable {
    /// Returns the header.
    fn header(&self) -> Vec<String> {
        let name = |column: &usize| match COLUMNS.get(*column) {
            Some(names) => names[self.names[*column] % names.len()].to_owned(),
            None => OTHERS[*column - COLUMNS.len()].to_owned(),
        };
        self.order.iter().map(name).collect()
    }

    /// Returns the cells of a project; `nth` counts from 0.
    fn cells(&self, nth: usize) -> Vec<String> {
        let project = &self.projects[nth];
        let cell = |column: &usize| match column {
            0 => (nth + 1).to_string(),
            1 => domain(project).to_owned(),
            2 => format!("项目{}号楼改造", nth + 1),
            3 => project.amount.map(|amount| format!("停车位 {amount} 个")).unwrap_or_default(),
            4 => if project.place { "城北" } else { "" }.to_owned(),
            5 => project.month.map(|month| format!("2026年{month}月底")).unwrap_or_default(),
            6 => "县教体局".to_owned(),
            7 => "0512-1234".to_owned(),
            8 => "320.5".to_owned(),
            _ => "77".to_owned(),
        };
        self.order.iter().map(cell).collect()
    }

    /// Returns all rows, with the number of the project in each, from 0.
    fn rows(&self) -> Vec<(Vec<String>, Option<usize>)> {
        let mut rows = Vec::new();
        if self.annex {
            rows.push((vec!["附件1".to_owned()], None));
        }
        rows.push((vec![TITLE.to_owned()], None));
        rows.push((self.header(), None));
        for nth in 0..=self.projects.len() {
            let rubbish = self.rubbish.iter().filter(|(above, _)| *above == nth);
            // A remark, a signature or a sum stands below the list.
            let is_allowed = |kind: usize| nth == self.projects.len() || RUBBISH[kind].is_empty();
            for (_, kind) in rubbish.filter(|(_, kind)| is_allowed(*kind)) {
                rows.push((vec![RUBBISH[*kind].to_owned()], None));
            }
            if nth < self.projects.len() {
                rows.push((self.cells(nth), Some(nth)));
            }
        }
        rows
    }

    fn csv(&self) -> Vec<u8> {
        let line = |(cells, _): (Vec<String>, _)| cells.join(",") + "\n";
        self.rows().into_iter().map(line).collect::<String>().into_bytes()
    }

    /// Returns a workbook. Of projects of one domain in a run the cells of the domain may be merged.
    fn workbook(&self) -> Vec<u8> {
        let mut book = Workbook::new();
        let page = book.add_worksheet();
        let rows = self.rows();
        for (row, (cells, project)) in (0..).zip(&rows) {
            for (column, text) in (0..).zip(cells).filter(|(_, text)| !text.is_empty()) {
                page.write_string(row, column, text).unwrap();
            }
            if project.is_some_and(|nth| self.projects[nth].hidden) {
                page.set_row_hidden(row).unwrap();
            }
        }
        let column = self.order.iter().position(|column| *column == 1).unwrap();
        let domain_at =
            |row: usize| rows.get(row).and_then(|(_, nth)| Some(domain(&self.projects[(*nth)?])));
        let mut row = 0;
        while self.merged && row < rows.len() {
            let length =
                (row..rows.len()).take_while(|other| domain_at(*other) == domain_at(row)).count();
            if let (Some(text), true) = (domain_at(row), length > 1) {
                let (first, last) = (u32::try_from(row).unwrap(), u32::try_from(length).unwrap());
                let at = u16::try_from(column).unwrap();
                page.merge_range(first, at, first + last - 1, at, text, &Format::new()).unwrap();
            }
            row += if domain_at(row).is_some() { length } else { 1 };
        }
        book.save_to_buffer().unwrap()
    }

    /// Returns the rows as an `OpenDocument` table, in which some may be hidden.
    fn open_document(&self) -> String {
        let rows: Vec<Vec<String>> = self
            .rows()
            .into_iter()
            .map(|(cells, project)| {
                let is_hidden = project.is_some_and(|nth| self.projects[nth].hidden);
                let attribute = is_hidden.then(|| "table:visibility=\"collapse\"|".to_owned());
                attribute.into_iter().chain(cells).collect()
            })
            .collect();
        let rows: Vec<Vec<&str>> =
            rows.iter().map(|cells| cells.iter().map(String::as_str).collect()).collect();
        let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
        open_document::table("清单", "", &rows)
    }

    /// Returns the projects as a list of records.
    fn records(&self) -> Vec<u8> {
        let header = self.header();
        let record = |nth: usize| {
            let cells = self.cells(nth);
            let fields = header.iter().zip(&cells);
            let fields = fields.map(|(name, cell)| format!("\"{name}\": \"{cell}\""));
            format!("{{{}}}", fields.collect::<Vec<_>>().join(", "))
        };
        let records: Vec<String> = (0..self.projects.len()).map(record).collect();
        format!("[{}]", records.join(", ")).into_bytes()
    }

    /// Returns what is expected of the projects; those that are hidden are left out of a workbook.
    fn expected(&self, is_workbook: bool) -> Vec<String> {
        let projects = self.projects.iter().enumerate();
        let shown = projects.filter(|(_, project)| !(is_workbook && project.hidden));
        let line = |(nth, project): (usize, &TestProject)| {
            let target =
                project.amount.map(|amount| format!("停车位 {amount} 个")).unwrap_or_default();
            let place = if project.place { "城北" } else { "" };
            let end = project.month.map(last_day).unwrap_or_default();
            let no = nth + 1;
            format!("{no} {} 项目{no}号楼改造 {target} {place} {end}", domain(project))
        };
        shown.map(line).collect()
    }
}

fn domain(project: &TestProject) -> &'static str {
    ["教育", "养老", "交通出行"][project.domain]
}

fn last_day(month: u32) -> String {
    let day = if month == 11 { 30 } else { 31 };
    format!("2026-{month:02}-{day}")
}

/// Returns a line for each project.
fn lines(catalog: &Catalog) -> Vec<String> {
    let line = |project: minsheng::model::Project| {
        let targets = project.targets.iter().map(|target| target.text(Lang::Zh));
        let targets = targets.collect::<Vec<_>>().join("、");
        let places = project.list(ListField::Places);
        let places: Vec<&str> = places.iter().map(|place| place.get(Lang::Zh)).collect();
        let end = project.progress_record().end.map(|day| day.to_string()).unwrap_or_default();
        let domain = catalog.domain(project.domain).name.get(Lang::Zh);
        let title = project.title.get(Lang::Zh);
        format!("{} {domain} {title} {targets} {} {end}", project.no.0, places.join("、"))
    };
    catalog.projects().map(|(_, project)| line(project)).collect()
}

fn project() -> impl Strategy<Value = TestProject> {
    (
        0..3_usize,
        prop::option::of(1..5_000_u32),
        any::<bool>(),
        prop::option::of(prop_oneof![Just(10_u32), Just(11), Just(12)]),
        prop::bool::weighted(0.15),
    )
        .prop_map(|(domain, amount, place, month, hidden)| TestProject {
            domain,
            amount,
            place,
            month,
            hidden,
        })
}

fn table() -> impl Strategy<Value = TestTable> {
    let others = COLUMNS.len()..COLUMNS.len() + OTHERS.len();
    let order = prop::sample::subsequence(others.collect::<Vec<_>>(), 0..=OTHERS.len());
    let order = order.prop_map(|others| (0..COLUMNS.len()).chain(others).collect::<Vec<_>>());
    (
        prop::collection::vec(project(), 1..7),
        prop::collection::vec(0..3_usize, COLUMNS.len()),
        order.prop_shuffle(),
        prop::collection::vec((0..7_usize, 0..RUBBISH.len()), 0..4),
        any::<bool>(),
        any::<bool>(),
    )
        .prop_map(|(mut projects, names, order, rubbish, annex, merged)| {
            // A list whose projects are all hidden has none.
            projects[0].hidden = false;
            let last = projects.len();
            let rubbish = rubbish.into_iter().map(|(row, kind)| (row.min(last), kind)).collect();
            TestTable { projects, names, order, rubbish, annex, merged }
        })
}

/// Checks that a file gives the projects of the table, and that all else is named in a message.
fn check(table: &TestTable, name: &str, bytes: &[u8]) -> Result<(), TestCaseError> {
    let (is_records, is_text) = (name.ends_with("json"), name.ends_with("csv"));
    let is_workbook = !is_records && !is_text;
    let title = is_records.then(|| TITLE.to_owned());
    let result = read_with(name, bytes, &ImportOptions { title, ..ImportOptions::default() });
    let notes = messages(&result, name, Lang::Zh);
    let Some(catalog) = &result.catalog else {
        return Err(TestCaseError::fail(format!("{notes:#?}\n{table:?}")));
    };
    prop_assert_eq!(lines(catalog), table.expected(is_workbook), "{:#?}", notes);
    let has = |words: &str| notes.iter().any(|note| note.contains(words));
    let ron = to_ron(catalog);
    for (header, cell) in table.header().iter().zip(table.cells(0)) {
        let is_told = has(&format!("“{header}”")) || ron.contains(&cell);
        prop_assert!(!OTHERS.contains(&header.as_str()) || is_told, "{header}: {notes:#?}");
    }
    let rows = table.rows();
    let rubbish = rows.iter().filter(|(cells, _)| cells.len() == 1 && !is_records);
    for (cells, _) in rubbish {
        let is_told = cells[0].is_empty()
            || has(&cells[0])
            || notes.iter().any(|note| note.contains("不是项目"));
        prop_assert!(is_told, "{cells:?}: {notes:#?}");
    }
    if is_workbook && table.projects.iter().any(|project| project.hidden) {
        prop_assert!(has("隐藏"), "{notes:#?}");
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_list_is_found_and_all_else_is_told(table in table()) {
        check(&table, "a.csv", &table.csv())?;
        check(&table, "a.xlsx", &table.workbook())?;
        check(&table, "a.json", &table.records())?;
        for (name, bytes) in open_document::books(&table.open_document()) {
            check(&table, name, &bytes)?;
        }
    }
}
