//! Decides on columns by what is in them, and finds the row that is nearly a header.

use std::borrow::Cow;
use std::ops::Range;

use super::row_words::is_works;
use crate::diagnostics::{
    Column, ExtraField, FileErrorKind, Location, Table, TableHeader, header_unit, is_plain_unit,
};
use crate::exchange::import::cell_text::clean_line;
use crate::exchange::import::placeholders::{is_blank_mark, is_ditto};
use crate::exchange::import::unit_text::unit_in_cell;
use crate::exchange::{Sheet, is_known_unit};
use crate::lang::Lang;
use crate::text::to_half_width;

/// Maximum number of rows that are looked at to decide on a column.
const SAMPLE_MAX: usize = 50;

/// A header, and where it stands.
#[derive(Clone, Debug)]
pub(super) struct HeaderRow {
    pub header: TableHeader,
    /// The index of its first row, from 0.
    pub row: usize,
    /// The number of its rows.
    pub length: usize,
    /// The texts of its cells; of two rows both.
    pub labels: Vec<String>,
    /// The columns of its table; all but for tables side by side.
    pub part: Range<usize>,
    /// The headers of the tables to the right.
    pub right: Vec<HeaderRow>,
    /// The columns of other years than that of the list.
    pub other_years: Vec<usize>,
    /// The adjusted columns, each with the one that counts where nothing was adjusted.
    pub adjusted: Vec<[usize; 2]>,
    /// The columns of which an error says that it is not clear which of them is meant.
    pub undecided: Vec<usize>,
}

impl HeaderRow {
    /// Creates the header in the rows that begin at `row`.
    pub(super) fn new(header: TableHeader, row: usize, length: usize, labels: Vec<String>) -> Self {
        let (part, right, other_years) = (0..usize::MAX, Vec::new(), Vec::new());
        let (adjusted, undecided) = (Vec::new(), Vec::new());
        Self { header, row, length, labels, part, right, other_years, adjusted, undecided }
    }

    /// Makes it the header of the first of several tables, with those of the others to the right.
    pub(super) fn split(&mut self, parts: &[Range<usize>]) {
        let part_header = |part: &Range<usize>| Self {
            part: part.clone(),
            ..Self::new(self.header.part(part), self.row, self.length, self.labels.clone())
        };
        let mut headers = parts.iter().map(part_header).collect::<Vec<_>>().into_iter();
        if let Some(first) = headers.next() {
            *self = Self { right: headers.collect(), ..first };
        }
    }

    /// Returns its columns, and those of the tables to the right.
    pub(super) fn all_columns(&self) -> Vec<Option<Column>> {
        let mut columns = self.header.columns.clone();
        for right in &self.right {
            // The projects to the left of a table of progress have no unit or note in it.
            let is_progress = right.header.table == Table::Updates;
            let is_own = |column: Column| match column {
                Column::No
                | Column::Title(_)
                | Column::Target
                | Column::Date
                | Column::Done
                | Column::Progress(_) => true,
                _ => !is_progress,
            };
            for (column, other) in columns.iter_mut().zip(&right.header.columns) {
                *column = column.or(other.filter(|other| is_own(*other)));
            }
        }
        columns
    }

    /// Returns the cells of a row without those of other tables.
    pub(super) fn part_of<'a>(&self, cells: &'a [String]) -> Cow<'a, [String]> {
        if self.part == (0..usize::MAX) {
            return Cow::Borrowed(cells);
        }
        let own = |(nth, cell): (usize, &String)| {
            if self.part.contains(&nth) { cell.clone() } else { String::new() }
        };
        cells.iter().enumerate().map(own).collect()
    }

    /// Returns the texts of its cells, empty ones for the cells of other tables.
    pub(super) fn part_labels(&self) -> Cow<'_, [String]> {
        self.part_of(&self.labels)
    }

    /// Returns true if this program has written it.
    pub(super) fn is_export(&self) -> bool {
        let own = self.header.table.columns().next();
        let column = own.and_then(|own| self.position(own));
        let label = column.and_then(|column| self.labels.get(column));
        own.zip(label).is_some_and(|(own, label)| label == own.header())
    }

    /// Returns true if it says the same as another.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        self.labels == other.labels
    }

    fn position(&self, column: Column) -> Option<usize> {
        self.header.columns.iter().position(|other| *other == Some(column))
    }

    /// Returns the unit in the header of the targets, 所 of 目标（所）.
    pub(super) fn target_unit(&self) -> Option<String> {
        let column = self.position(Column::Targets(Lang::Zh))?;
        let label = self.labels.get(column)?;
        let unit = label.rsplit(LABEL_SEPARATOR).find_map(header_unit)?;
        is_known_unit(unit).then(|| clean_line(unit))
    }

    /// Returns the column and the text of the header that gives the unit of the targets.
    pub(super) fn unit_label(&self) -> Option<(usize, String)> {
        if self.header.table != Table::Projects {
            return None;
        }
        let column = self.position(Column::Unit).or_else(|| {
            self.target_unit().and_then(|_| self.position(Column::Targets(Lang::Zh)))
        })?;
        Some((column, self.labels.get(column)?.clone()))
    }
}

/// Text between the upper and the lower part of a label.
pub(crate) const LABEL_SEPARATOR: &str = " / ";

/// Takes a column 单位 for that of the responsible offices unless most of its cells are units of
/// measure and the table has targets or reports.
pub(super) fn unit_column(sheet: &Sheet, header: &mut HeaderRow) {
    let Some(column) = header.position(Column::Unit) else { return };
    let is_plain = header.labels.get(column).is_some_and(|label| is_plain_unit(label));
    let cells = sheet.rows.iter().skip(header.row + header.length).take(SAMPLE_MAX);
    let cells = cells.filter_map(|cells| cells.get(column)).map(|cell| cell.trim());
    let (mut units, mut others) = (0, 0);
    let is_mark = |cell: &str| cell.is_empty() || is_blank_mark(cell) || is_ditto(cell);
    for cell in cells.filter(|cell| !is_mark(cell)) {
        let is_unit = cell.lines().all(|line| is_known_unit(&unit_in_cell(line.trim())));
        units += usize::from(is_unit);
        others += usize::from(!is_unit);
    }
    let is_update = header.header.table == Table::Updates;
    let has_targets = is_update || header.position(Column::Targets(Lang::Zh)).is_some();
    if belongs_to_other_column(sheet, header, column)
        && let Some(cell) = header.header.columns.get_mut(column)
    {
        *cell = None;
        return;
    }
    if let Some(cell) = header.header.columns.get_mut(column)
        && (!has_targets || (is_plain && others >= units))
    {
        *cell = (others >= units).then_some(Column::Extra(ExtraField::Responsible));
    }
}

/// Returns true if a column of units stands beside numbers that are no figures: 总投资, 单位.
fn belongs_to_other_column(sheet: &Sheet, header: &HeaderRow, column: usize) -> bool {
    let rows = || sheet.rows.iter().skip(header.row + header.length).take(SAMPLE_MAX);
    let is_number = |cell: &str| {
        cell.starts_with(|c: char| c.is_ascii_digit())
            && cell.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ','))
    };
    let has_numbers = |nth: usize| {
        let cells = rows().filter_map(|cells| cells.get(nth)).map(|cell| cell.trim());
        let (numbers, others): (Vec<&str>, Vec<&str>) =
            cells.filter(|cell| !cell.is_empty()).partition(|cell| is_number(cell));
        numbers.len() > others.len()
    };
    let meaning = |nth: usize| header.header.columns.get(nth).copied();
    let is_other = |nth: usize| {
        let is_field = !matches!(meaning(nth), Some(None | Some(Column::Extra(_))));
        !is_field && has_numbers(nth)
    };
    let left = column.checked_sub(1);
    let has_figures = |nth: usize| {
        matches!(
            meaning(nth).flatten(),
            Some(Column::Targets(_) | Column::TargetName | Column::Target | Column::Done)
        )
    };
    match left {
        Some(left) if has_figures(left) => false,
        Some(left) if is_other(left) => true,
        _ => !has_figures(column + 1) && is_other(column + 1),
    }
}

/// Takes a column of targets without any number for that of their names, if another one that means
/// targets has numbers: 考核指标 beside 计划完成数.
pub(super) fn name_column(sheet: &Sheet, header: &mut HeaderRow) {
    let targets = Column::Targets(Lang::Zh);
    let Some(used) = header.position(targets) else { return };
    let others = header.header.doubles.iter().filter(|(_, other)| *other == used);
    let all: Vec<usize> = others.map(|(nth, _)| *nth).chain([used]).take(SAMPLE_MAX).collect();
    if all.len() != 2 || header.position(Column::TargetName).is_some() {
        return;
    }
    let rows = || sheet.rows.iter().skip(header.row + header.length).take(SAMPLE_MAX);
    let cells = |nth: usize| {
        let cells = rows().filter_map(move |cells| cells.get(nth)).map(|cell| cell.trim());
        cells.filter(|cell| !cell.is_empty() && !is_blank_mark(cell))
    };
    let has_digit = |cell: &str| cell.contains(|c: char| to_half_width(c).is_ascii_digit());
    let is_named = |nth: &&usize| cells(**nth).next().is_some() && !cells(**nth).any(has_digit);
    let is_number = |nth: &&usize| {
        let starts = |cell: &str| has_digit(cell.get(..1).unwrap_or_default());
        cells(**nth).next().is_some() && cells(**nth).all(starts)
    };
    let (name, number) = (all.iter().find(is_named), all.iter().find(is_number));
    if let (Some(name), Some(number)) = (name.copied(), number.copied()) {
        header.header.prefer(number, used);
        header.header.rename_double(name, Column::TargetName);
    }
}

/// Reads the titles from a column whose header says 名称 if another one without that is in its place:
/// 项目名称, and not 实事项目 beside it.
pub(super) fn title_column(header: &mut HeaderRow) {
    let Some(column) = header.position(Column::Title(Lang::Zh)) else { return };
    let is_name = |nth: usize| header.labels.get(nth).is_some_and(|label| label.contains("名称"));
    let others = header.header.cells_that_name(Column::Title(Lang::Zh)).into_iter();
    let other = others.filter(|nth| *nth != column).find(|nth| is_name(*nth));
    if let (Some(other), false) = (other, is_name(column) || header.is_export()) {
        header.header.prefer(other, column);
    }
}

/// Takes a column of domains for one of the kind of works if most of its cells are such: 新建, 续建.
/// Another column that may name the domains is read instead.
pub(super) fn domain_column(sheet: &Sheet, header: &mut HeaderRow) {
    let Some(column) = header.position(Column::Domain) else { return };
    let rows = || sheet.rows.iter().skip(header.row + header.length).take(SAMPLE_MAX);
    let are_works = |column: usize| {
        let cells = rows().filter_map(|cells| cells.get(column)).map(|cell| cell.trim());
        let cells: Vec<&str> = cells.filter(|cell| !cell.is_empty()).collect();
        let works = cells.iter().filter(|cell| is_works(cell)).count();
        works > 0 && works * 2 >= cells.len()
    };
    if !are_works(column) {
        return;
    }
    let others = header.header.cells_that_name(Column::Domain).into_iter();
    let other = others.filter(|nth| *nth != column).find(|nth| !are_works(*nth));
    if let Some(other) = other {
        header.header.prefer(other, column);
        header.header.doubles.retain(|(nth, _)| *nth != column);
    }
    if let Some(cell) = header.header.columns.get_mut(column) {
        *cell = Some(Column::Extra(ExtraField::Works));
    }
}

/// Returns the row that has most of the headers of a table of projects, and what it lacks.
pub(super) fn near_header(sheets: &[Sheet]) -> Option<(Location, FileErrorKind)> {
    let (mut best, mut best_count) = (None, 1);
    for sheet in sheets {
        for (row, cells) in sheet.rows.iter().enumerate().take(SAMPLE_MAX) {
            let columns = TableHeader::project_columns(cells);
            let count = columns.iter().flatten().count();
            let required = Table::Projects.required_columns();
            let lacks = required.iter().find(|column| !columns.contains(&Some(**column)));
            if let Some(lacks) = lacks
                && count > best_count
            {
                best_count = count;
                best = Some((sheet, row, columns, *lacks));
            }
        }
    }
    let (sheet, row, columns, lacks) = best?;
    let cells = sheet.rows.get(row)?;
    let known = columns.iter().position(Option::is_some)?;
    let words: &[&str] = if lacks == Column::No {
        &["号", "序", "No"]
    } else {
        &["名称", "项目", "事项", "任务", "工作", "工程"]
    };
    let is_meant = |(nth, cell): &(usize, &String)| {
        columns.get(*nth) == Some(&None) && words.iter().any(|word| cell.contains(*word))
    };
    let meant = cells.iter().enumerate().find(is_meant).map(|(_, cell)| clean_line(cell));
    let has = cells.get(known).map(|cell| clean_line(cell)).unwrap_or_default();
    let location = Location::cell(&sheet.name, row + 1, known + 1);
    Some((location, FileErrorKind::NearTable(has, lacks, meant)))
}
