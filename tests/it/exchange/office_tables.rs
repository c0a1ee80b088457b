//! Tables as offices lay them out: columns in any order, lines that are no projects, merged and
//! hidden cells, in every format. Each gives the same projects, and a note for all that is left out.

use std::fmt::Write as _;

use encoding_rs::GBK;
use minsheng::data::ReadResult;
use minsheng::diagnostics::{ListField, Location, TextField};
use minsheng::lang::Lang;
use minsheng::model::Catalog;
use proptest::prelude::*;
use rust_xlsxwriter::{Format, Workbook, Worksheet};

use super::{messages, read_bytes};

mod office_programs;

/// A column of an office's table, with headers that offices give it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Field {
    No,
    Domain,
    Title,
    Summary,
    Targets,
    Places,
    Start,
    End,
    /// A column that the program does not keep.
    Foreign,
}

impl Field {
    const ALL: [Self; 9] = [
        Self::No,
        Self::Domain,
        Self::Title,
        Self::Summary,
        Self::Targets,
        Self::Places,
        Self::Start,
        Self::End,
        Self::Foreign,
    ];

    fn headers(self) -> [&'static str; 3] {
        match self {
            Self::No => ["编号", "序号", "序 号"],
            Self::Domain => ["领域", "类别", "领域分类"],
            Self::Title => ["名称", "项目名称", "实事项目名称"],
            Self::Summary => ["简介", "项目内容", "建设内容及规模"],
            Self::Targets => ["目标", "年度目标", "年度目标任务"],
            Self::Places => ["地点", "建设地点", "实施地点"],
            Self::Start => ["计划开始", "开工时间", "计划开工"],
            Self::End => ["计划完成", "完成时限", "完成时间节点"],
            Self::Foreign => ["施工单位", "分管领导意见", "资金来源"],
        }
    }
}

/// The places of the domains' names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum DomainStyle {
    /// A column, filled in each row.
    Column,
    /// A column, merged over the rows of a domain.
    Merged,
    /// A row above the projects of each domain.
    Sections,
    /// A sheet for each domain.
    Sheets,
}

/// A project as the table gives it: one text a field.
#[derive(Clone, Debug)]
struct Entry {
    domain: usize,
    summary: &'static str,
    targets: Vec<&'static str>,
    places: Vec<&'static str>,
    days: (&'static str, &'static str),
}

/// Rows and columns that are no part of the catalog.
#[derive(Clone, Debug)]
struct Extras {
    /// Lines above the header, by index in [`ABOVE`].
    above: Vec<usize>,
    /// Lines below the projects, by index in [`BELOW`].
    below: Vec<usize>,
    /// The header as two rows of which the second is empty, if the format can merge cells.
    tall_header: bool,
    /// A row and a column that are hidden, in formats that can hide.
    hidden: bool,
}

/// A table as an office lays it out.
#[derive(Clone, Debug)]
struct OfficeTable {
    entries: Vec<Entry>,
    columns: Vec<Field>,
    header_names: usize,
    style: DomainStyle,
    extras: Extras,
}

const DOMAINS: [&str; 3] = ["教育", "交通出行", "绿色水利"];
const TITLE: &str = "云溪镇2026年民生实事项目清单";
const ABOVE: [&str; 4] = ["附件1", "表1", "单位：万元", "2026年1月8日"];
const BELOW: [&str; 4] =
    ["合计", "注：以上项目由区财政安排资金", "填报人：甲某  审核人：乙某", "云溪镇人民政府办公室"];

/// A grid of cells, with what a workbook says about them.
#[derive(Clone, Debug, Default)]
struct Grid {
    name: String,
    rows: Vec<Vec<String>>,
    /// First row, first column, last row, last column.
    merged: Vec<[usize; 4]>,
    hidden_rows: Vec<usize>,
    hidden_columns: Vec<usize>,
    /// Rows and columns that must be told.
    told_rows: Vec<usize>,
    told_columns: Vec<usize>,
}

impl OfficeTable {
    /// Returns one line per project: what its catalog must contain.
    fn expected(&self) -> Vec<String> {
        let mut lines: Vec<String> = self
            .entries
            .iter()
            .enumerate()
            .map(|(nth, entry)| {
                let (start, end) = entry.days;
                format!(
                    "{:02} {} 实事{} | {} | {} | {} | {start}..{end}",
                    nth + 1,
                    DOMAINS[entry.domain],
                    nth + 1,
                    entry.summary,
                    entry.targets.join(" / "),
                    entry.places.join(" / "),
                )
            })
            .collect();
        lines.sort();
        lines
    }

    /// Lays the table out; `can_mark` is true for formats with merged and hidden cells.
    fn grids(&self, can_mark: bool) -> Vec<Grid> {
        let order = self.entry_order();
        if self.style != DomainStyle::Sheets {
            return vec![self.grid("项目", &order, can_mark)];
        }
        let of_domain = |domain: usize| {
            order
                .iter()
                .copied()
                .filter(|at| self.entries[*at].domain == domain)
                .collect::<Vec<_>>()
        };
        (0..DOMAINS.len())
            .map(|domain| (DOMAINS[domain], of_domain(domain)))
            .filter(|(_, entries)| !entries.is_empty())
            .map(|(name, entries)| self.grid(name, &entries, can_mark))
            .collect()
    }

    /// Returns the positions of the entries, those of a domain next to each other.
    fn entry_order(&self) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.entries.len()).collect();
        order.sort_by_key(|at| self.entries[*at].domain);
        order
    }

    /// Returns the columns of the table.
    fn columns(&self) -> Vec<Field> {
        let has_domain = matches!(self.style, DomainStyle::Column | DomainStyle::Merged);
        self.columns.iter().copied().filter(|field| has_domain || *field != Field::Domain).collect()
    }

    fn grid(&self, name: &str, order: &[usize], can_mark: bool) -> Grid {
        let mut grid = Grid { name: name.to_owned(), ..Grid::default() };
        for nth in &self.extras.above {
            grid.told_rows.push(grid.rows.len());
            grid.rows.push(vec![ABOVE[*nth].to_owned()]);
        }
        grid.rows.push(vec![TITLE.to_owned()]);
        let columns = self.columns();
        let header = grid.rows.len();
        let header_texts =
            columns.iter().map(|field| field.headers()[self.header_names].to_owned());
        grid.rows.push(header_texts.collect());
        if self.extras.tall_header && can_mark {
            grid.rows.push(Vec::new());
            grid.merged
                .extend((0..columns.len()).map(|column| [header, column, header + 1, column]));
        }
        let foreign = columns.iter().position(|field| *field == Field::Foreign);
        grid.told_columns.extend(foreign);
        self.push_projects(&mut grid, order, can_mark);
        for nth in &self.extras.below {
            let mut cells = vec![String::new(); columns.len()];
            let no = columns.iter().position(|field| *field == Field::No).unwrap();
            BELOW[*nth].clone_into(&mut cells[no]);
            grid.told_rows.push(grid.rows.len());
            grid.rows.push(cells);
        }
        if self.extras.hidden && can_mark {
            self.push_hidden(&mut grid, header);
        }
        grid
    }

    fn push_projects(&self, grid: &mut Grid, order: &[usize], can_mark: bool) {
        let columns = self.columns();
        let domain_column = columns.iter().position(|field| *field == Field::Domain);
        let mut last_domain = None;
        for at in order {
            let domain = self.entries[*at].domain;
            if self.style == DomainStyle::Sections && last_domain != Some(domain) {
                let heading = ["一", "二", "三"][domain];
                grid.rows.push(vec![format!("{heading}、{}类", DOMAINS[domain])]);
            }
            let row = grid.rows.len();
            let mut cells: Vec<String> =
                columns.iter().map(|field| self.cell(*at, *field)).collect();
            if let (DomainStyle::Merged, true, Some(column)) = (self.style, can_mark, domain_column)
                && last_domain == Some(domain)
            {
                cells[column].clear();
                match grid.merged.iter_mut().find(|block| block[1] == column && block[2] + 1 == row)
                {
                    Some(block) => block[2] = row,
                    None => grid.merged.push([row - 1, column, row, column]),
                }
            }
            grid.rows.push(cells);
            last_domain = Some(domain);
        }
    }

    /// Adds a project that was given up and a column of old titles, both hidden.
    fn push_hidden(&self, grid: &mut Grid, header: usize) {
        let columns = self.columns();
        let row = grid.rows.len();
        let cells = columns.iter().map(|field| match field {
            Field::No => "77".to_owned(),
            Field::Domain => DOMAINS[0].to_owned(),
            Field::Title => "作废的项目".to_owned(),
            _ => String::new(),
        });
        grid.rows.push(cells.collect());
        grid.hidden_rows.push(row);
        grid.told_rows.push(row);
        for (nth, cells) in grid.rows.iter_mut().enumerate().skip(header) {
            if cells.len() == columns.len() {
                cells.push(if nth == header { "名称".to_owned() } else { "旧名".to_owned() });
            }
        }
        grid.hidden_columns.push(columns.len());
        grid.told_columns.push(columns.len());
    }

    fn cell(&self, at: usize, field: Field) -> String {
        let entry = &self.entries[at];
        match field {
            Field::No => (at + 1).to_string(),
            Field::Domain => DOMAINS[entry.domain].to_owned(),
            Field::Title => format!("实事{}", at + 1),
            Field::Summary => entry.summary.to_owned(),
            Field::Targets => entry.targets.join("\n"),
            Field::Places => entry.places.join("\n"),
            Field::Start => entry.days.0.to_owned(),
            Field::End => entry.days.1.to_owned(),
            Field::Foreign => "建设局".to_owned(),
        }
    }
}

impl Grid {
    /// Writes the grid as CSV, a blank line before it unless it is the first.
    fn csv(&self, delimiter: u8) -> String {
        let width = self.rows.iter().map(Vec::len).max().unwrap_or_default();
        let mut writer = csv::WriterBuilder::new().delimiter(delimiter).from_writer(Vec::new());
        for row in &self.rows {
            let blanks = std::iter::repeat_n("", width - row.len());
            writer.write_record(row.iter().map(String::as_str).chain(blanks)).unwrap();
        }
        String::from_utf8(writer.into_inner().unwrap()).unwrap()
    }

    fn write_to(&self, sheet: &mut Worksheet) {
        sheet.set_name(&self.name).unwrap();
        for (row, cells) in self.rows.iter().enumerate() {
            for (column, text) in cells.iter().enumerate().filter(|(_, text)| !text.is_empty()) {
                let (row, column) = (u32::try_from(row).unwrap(), u16::try_from(column).unwrap());
                match text.parse::<f64>() {
                    Ok(number) => sheet.write_number(row, column, number).unwrap(),
                    Err(_) => sheet.write_string(row, column, text).unwrap(),
                };
            }
        }
        for [first_row, first_column, last_row, last_column] in &self.merged {
            let text = &self.rows[*first_row][*first_column];
            let row = |row: &usize| u32::try_from(*row).unwrap();
            let column = |column: &usize| u16::try_from(*column).unwrap();
            sheet
                .merge_range(
                    row(first_row),
                    column(first_column),
                    row(last_row),
                    column(last_column),
                    text,
                    &Format::new(),
                )
                .unwrap();
        }
        for row in &self.hidden_rows {
            sheet.set_row_hidden(u32::try_from(*row).unwrap()).unwrap();
        }
        for column in &self.hidden_columns {
            sheet.set_column_hidden(u16::try_from(*column).unwrap()).unwrap();
        }
    }
}

fn xlsx(grids: &[Grid]) -> Vec<u8> {
    let mut book = Workbook::new();
    for grid in grids {
        grid.write_to(book.add_worksheet());
    }
    book.save_to_buffer().unwrap()
}

/// Returns one line per project of a catalog.
fn lines(catalog: &Catalog) -> Vec<String> {
    let mut lines: Vec<String> = catalog
        .projects()
        .map(|(_, project)| {
            let targets: Vec<String> =
                project.targets.iter().map(|target| target.text(Lang::Zh)).collect();
            let places: Vec<String> = project
                .list(ListField::Places)
                .iter()
                .map(|place| place.get(Lang::Zh).to_owned())
                .collect();
            let day = |day: Option<minsheng::model::Day>| {
                day.map(|day| day.to_string()).unwrap_or_default()
            };
            let mut line = String::new();
            write!(
                line,
                "{} {} {} | {} | {} | {} | {}..{}",
                project.no,
                catalog.domain(project.domain).name.get(Lang::Zh),
                project.title.get(Lang::Zh),
                project.text(TextField::Summary).get(Lang::Zh),
                targets.join(" / "),
                places.join(" / "),
                day(project.progress_record().start),
                day(project.progress_record().end),
            )
            .unwrap();
            line
        })
        .collect();
    lines.sort();
    lines
}

/// Returns the texts of `grids` that must be told and are not: rows and columns without a
/// diagnostic that begins at them or names a cell of them.
fn untold(result: &ReadResult, grids: &[Grid]) -> Vec<String> {
    let texts = messages(result, "", Lang::Zh);
    let is_at = |sheet: &str, row: Option<usize>, column: Option<usize>| {
        result.diagnostics.iter().any(|diagnostic| match &diagnostic.location {
            Location::Cell { sheet: other, row: other_row, column: other_column } => {
                (other.is_empty() || other == sheet)
                    && row.is_none_or(|row| *other_row == row + 1)
                    && column.is_none_or(|column| *other_column == column + 1)
            }
            Location::Text(_) | Location::Record { .. } => false,
        })
    };
    let mut untold = Vec::new();
    for grid in grids {
        for row in &grid.told_rows {
            let names =
                [format!("A{}", row + 1), format!("{} 行", row + 1), format!("第 {} ", row + 1)];
            let is_named = texts.iter().any(|text| names.iter().any(|name| text.contains(name)));
            if !is_at(&grid.name, Some(*row), None) && !is_named {
                untold.push(format!("{} row {}", grid.name, row + 1));
            }
        }
        for column in &grid.told_columns {
            if !is_at(&grid.name, None, Some(*column)) {
                untold.push(format!("{} column {}", grid.name, column + 1));
            }
        }
    }
    untold
}

fn entry() -> impl Strategy<Value = Entry> {
    let targets = prop::sample::subsequence(
        vec!["公共停车位 不少于 600 个", "幼儿园 3 所", "道路 约 1.5 公里", "新增绿地 2-3 公顷"],
        0..3,
    );
    let places =
        prop::sample::subsequence(vec!["城北", "环庆路（中华园路至孔巷路段）", "仁宝小区"], 0..3);
    let summary = prop::sample::select(vec!["", "改善出行条件。", "新建一所幼儿园，设12个班。"]);
    let days =
        prop::sample::select(vec![("", ""), ("2026-03-01", "2026-11-30"), ("", "2026-12-31")]);
    (0..DOMAINS.len(), summary, targets, places, days).prop_map(
        |(domain, summary, targets, places, days)| Entry { domain, summary, targets, places, days },
    )
}

fn office_table() -> impl Strategy<Value = OfficeTable> {
    let style = prop::sample::select(vec![
        DomainStyle::Column,
        DomainStyle::Merged,
        DomainStyle::Sections,
        DomainStyle::Sheets,
    ]);
    let extras = (
        prop::sample::subsequence((0..ABOVE.len()).collect::<Vec<_>>(), 0..3),
        prop::sample::subsequence((0..BELOW.len()).collect::<Vec<_>>(), 0..4),
        any::<bool>(),
        any::<bool>(),
    )
        .prop_map(|(above, below, tall_header, hidden)| Extras {
            above,
            below,
            tall_header,
            hidden,
        });
    let columns = Just(Field::ALL.to_vec()).prop_shuffle();
    (prop::collection::vec(entry(), 1..6), columns, 0..3_usize, style, extras).prop_map(
        |(entries, columns, header_names, style, extras)| {
            // The name of a single sheet is no domain.
            let is_one = entries.iter().all(|entry| entry.domain == entries[0].domain);
            let is_sheets = style == DomainStyle::Sheets;
            let style = if is_one && is_sheets { DomainStyle::Column } else { style };
            OfficeTable { entries, columns, header_names, style, extras }
        },
    )
}

/// Fails unless the file has the projects of `table`, and notes for what is left out.
fn assert_imported(
    table: &OfficeTable,
    grids: &[Grid],
    name: &str,
    bytes: &[u8],
) -> Result<(), TestCaseError> {
    let result = read_bytes(name, bytes);
    let said = messages(&result, name, Lang::Zh);
    let Some(catalog) = &result.catalog else {
        return Err(TestCaseError::fail(format!("{name} is refused: {said:#?}\n{grids:#?}")));
    };
    prop_assert_eq!(lines(catalog), table.expected(), "{} {:#?}\n{:#?}", name, said, grids);
    prop_assert_eq!(catalog.programme().title.get(Lang::Zh), TITLE, "{} {:#?}", name, said);
    let untold = untold(&result, grids);
    prop_assert!(untold.is_empty(), "{name} does not tell of {untold:?}: {said:#?}\n{grids:#?}");
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_office_table_in_any_layout_gives_the_same_projects(table in office_table()) {
        let grids = table.grids(true);
        assert_imported(&table, &grids, "a.xlsx", &xlsx(&grids))?;
        // A CSV file has one sheet, and can neither merge nor hide.
        if table.style == DomainStyle::Sheets {
            return Ok(());
        }
        let grids = table.grids(false);
        for (delimiter, name) in [(b',', "a.csv"), (b';', "b.csv"), (b'\t', "c.txt")] {
            assert_imported(&table, &grids, name, grids[0].csv(delimiter).as_bytes())?;
        }
        let text = grids[0].csv(b',');
        let (gbk, ..) = GBK.encode(&text);
        assert_imported(&table, &grids, "gbk.csv", &gbk)?;
    }
}
