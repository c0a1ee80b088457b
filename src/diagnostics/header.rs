//! Recognizes the headers of tables and the labels of fields as users write them.

use std::collections::HashMap;
use std::ops::Range;

use super::column::{Column, Table};
use super::field::ProgrammeField;
use super::header_meaning::{
    HEADER_MAX, HeaderMeaning, all_meanings, has_meaning, meanings_by_name, normalized_label,
    split_bracket,
};
use super::two_row_header::two_row_meanings;
use crate::lang::Lang::Zh;

impl ProgrammeField {
    /// Returns the field that `text` names, in either language or both.
    pub(crate) fn from_label(text: &str) -> Option<Self> {
        let text = normalized_label(text);
        Self::ALL.into_iter().find(|field| matches_label(field.label(), &text))
    }
}

/// The header of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TableHeader {
    /// The table.
    pub table: Table,
    /// The column that each cell names, if it is known.
    pub columns: Vec<Option<Column>>,
    /// Cells that name a column which another cell names better: their index, and that of the other.
    pub doubles: Vec<(usize, usize)>,
    /// The meaning of each cell, also of those that another one names better.
    named: Vec<Option<HeaderMeaning>>,
    /// True if the titles stand in a column that is named otherwise, 工作任务, because none has 名称.
    pub has_task_titles: bool,
}

impl Table {
    /// Returns the columns without which a row is no header of this table.
    pub(crate) fn required_columns(self) -> &'static [Column] {
        match self {
            Self::Programme => &[Column::Field, Column::ValueZh],
            Self::Domains => &[Column::Id, Column::Name(Zh)],
            Self::Projects => &[Column::No, Column::Title(Zh)],
            Self::Updates => &[Column::No, Column::Date],
        }
    }
}

impl TableHeader {
    /// Returns the header that these cells are.
    pub(crate) fn from_row(cells: &[String]) -> Option<Self> {
        // Nearly every row is no header; that shows before the columns are collected.
        let is_known = |cell: &&String| cell.len() <= HEADER_MAX && has_meaning(cell);
        cells.iter().filter(is_known).nth(1)?;
        Self::from_meanings(&cells.iter().map(|cell| all_meanings(cell)).collect::<Vec<_>>())
    }

    /// Returns the header of two rows. `labels` has the upper and the lower text of each column;
    /// the upper one may stand above several.
    pub(crate) fn from_two_rows(labels: &[[&str; 2]]) -> Option<Self> {
        let meanings = labels.iter().map(|[upper, lower]| two_row_meanings(upper, lower));
        Self::from_meanings(&meanings.collect::<Vec<_>>())
    }

    /// Returns the meanings that `cells` have in a table of projects, of which they are no header.
    pub(crate) fn project_columns(cells: &[String]) -> Vec<Option<Column>> {
        let meanings: Vec<_> = cells.iter().map(|cell| all_meanings(cell)).collect();
        columns_of(&named(Table::Projects, &meanings).0).0
    }

    /// Returns the header of a table of updates that these cells are if they need no column for the
    /// day, because each update has a column of its own.
    pub(crate) fn from_wide_updates(cells: &[String]) -> Option<Self> {
        let names_project = |cell: &String| {
            cell.len() <= HEADER_MAX
                && meanings_by_name(cell).iter().copied().any(is_update_of_project)
        };
        if !cells.iter().any(names_project) {
            return None;
        }
        let meanings: Vec<_> = cells.iter().map(|cell| all_meanings(cell)).collect();
        let updates = Self::new(Table::Updates, &meanings);
        let has = |column| updates.columns.contains(&Some(column));
        let is_wide = !has(Column::Date) && (has(Column::No) || has(Column::Title(Zh)));
        (is_wide && !Self::new(Table::Projects, &meanings).is_plan()).then_some(updates)
    }

    fn new(table: Table, meanings: &[Vec<HeaderMeaning>]) -> Self {
        let (named, has_task_titles) = named(table, meanings);
        let (columns, doubles) = columns_of(&named);
        Self { table, columns, doubles, named, has_task_titles }
    }

    fn has_all(&self, columns: &[Column]) -> bool {
        columns.iter().all(|column| self.columns.contains(&Some(*column)))
    }

    /// Returns the header of a table of updates that names the projects by their titles.
    fn from_named_updates(meanings: &[Vec<HeaderMeaning>]) -> Option<Self> {
        let updates = Self::new(Table::Updates, meanings);
        let is_header = updates.has_all(&[Column::Title(Zh), Column::Date, Column::Done]);
        (is_header && !Self::new(Table::Projects, meanings).is_plan()).then_some(updates)
    }

    fn from_meanings(meanings: &[Vec<HeaderMeaning>]) -> Option<Self> {
        let header = |table: Table| {
            let header = Self::new(table, meanings);
            header.has_all(table.required_columns()).then_some(header)
        };
        let projects = header(Table::Projects);
        let updates = header(Table::Updates).or_else(|| Self::from_named_updates(meanings));
        if let (Some(projects), Some(updates)) = (&projects, &updates)
            && updates.is_progress()
            && !projects.is_plan()
        {
            return Some(updates.clone());
        }
        projects.or(updates).or_else(|| header(Table::Domains)).or_else(|| header(Table::Programme))
    }

    /// Returns the header that the cells in `part` are alone.
    pub(crate) fn part(&self, part: &Range<usize>) -> Self {
        let is_in = |(nth, meaning): (usize, &Option<HeaderMeaning>)| {
            meaning.filter(|_| part.contains(&nth))
        };
        let named: Vec<_> = self.named.iter().enumerate().map(is_in).collect();
        let (columns, doubles) = columns_of(&named);
        let (table, has_task_titles) = (self.table, self.has_task_titles);
        Self { table, columns, doubles, named, has_task_titles }
    }

    /// Returns the cells that name `column`.
    pub(crate) fn cells_that_name(&self, column: Column) -> Vec<usize> {
        let is_named = |(_, meaning): &(usize, &Option<HeaderMeaning>)| {
            meaning.is_some_and(|meaning| meaning.column == column)
        };
        self.named.iter().enumerate().filter(is_named).map(|(nth, _)| nth).collect()
    }

    /// Makes the cell `nth` the one that is read of those that mean its column, instead of `used`.
    pub(crate) fn prefer(&mut self, nth: usize, used: usize) {
        if nth == used {
            return;
        }
        for double in &mut self.doubles {
            if *double == (nth, used) {
                *double = (used, nth);
            } else if double.1 == used {
                double.1 = nth;
            }
        }
        self.columns.swap(nth, used);
    }

    /// Gives a cell that another one names better a meaning of its own.
    pub(crate) fn rename_double(&mut self, nth: usize, column: Column) {
        self.doubles.retain(|(double, _)| *double != nth);
        if let Some(cell) = self.columns.get_mut(nth) {
            *cell = Some(column);
        }
    }

    /// Returns true if a table of updates says how far a project is.
    fn is_progress(&self) -> bool {
        let is_progress = |column: &Option<Column>| {
            matches!(column, Some(Column::Done | Column::Note(_) | Column::Target))
        };
        self.columns.iter().any(is_progress)
    }

    /// Returns true if a table of projects has a column that reports of progress do not have.
    pub(crate) fn is_plan(&self) -> bool {
        let is_plan = |column: &Option<Column>| {
            matches!(
                column,
                Some(
                    Column::Domain
                        | Column::Text(..)
                        | Column::List(..)
                        | Column::Start
                        | Column::End
                        | Column::Span
                )
            )
        };
        self.columns.iter().any(is_plan)
    }
}

/// Returns the meaning in `table` that each cell has, and true if the titles of projects stand in a
/// column that is named otherwise.
fn named(table: Table, meanings: &[Vec<HeaderMeaning>]) -> (Vec<Option<HeaderMeaning>>, bool) {
    let in_table = |meanings: &Vec<HeaderMeaning>| {
        meanings.iter().find(|meaning| meaning.table == table).copied()
    };
    let mut named: Vec<_> = meanings.iter().map(in_table).collect();
    let has_titles = named.iter().flatten().any(|meaning| meaning.column == Column::Title(Zh));
    let task = named.iter_mut().flatten().find(|meaning| meaning.may_be_title && !has_titles);
    let has_task_titles = task.is_some();
    if let Some(task) = task {
        task.column = Column::Title(Zh);
    }
    (named, has_task_titles)
}

/// Returns the column that each cell names, and the cells that name one which another names better:
/// by the name that this program writes, or else the first.
fn columns_of(named: &[Option<HeaderMeaning>]) -> (Vec<Option<Column>>, Vec<(usize, usize)>) {
    let mut best: HashMap<Column, (usize, bool)> = HashMap::new();
    for (nth, meaning) in named.iter().enumerate() {
        let Some(HeaderMeaning { column, is_own_name, .. }) = *meaning else { continue };
        let current = best.entry(column).or_insert((nth, is_own_name));
        if is_own_name && !current.1 {
            *current = (nth, true);
        }
    }
    let (mut columns, mut doubles) = (Vec::with_capacity(named.len()), Vec::new());
    for (nth, meaning) in named.iter().enumerate() {
        let column = meaning.map(|meaning| meaning.column);
        let is_extra = matches!(column, Some(Column::Extra(_)));
        let chosen = column.and_then(|column| best.get(&column)).map(|(nth, _)| *nth);
        match chosen.filter(|chosen| *chosen != nth && !is_extra) {
            Some(chosen) => {
                doubles.push((nth, chosen));
                columns.push(None);
            }
            None => columns.push(column),
        }
    }
    (columns, doubles)
}

/// Returns the unit in the bracket at the end of a header, if there is a bracket: 所 of 目标（所）.
pub(crate) fn header_unit(header: &str) -> Option<&str> {
    let (_, inside) = split_bracket(header)?;
    let unit = inside.trim();
    Some(unit.strip_prefix("单位").map_or(unit, |unit| unit.trim_start_matches([':', '：'])).trim())
}

/// Returns true if a header says 单位 and no more, which may be a unit or an office.
pub(crate) fn is_plain_unit(header: &str) -> bool {
    normalized_label(header) == "单位"
}

/// Returns true if `text`, a [`normalized_label`], matches `label`, which is in both languages: all
/// of it or either half.
fn matches_label(label: &str, text: &str) -> bool {
    let (zh, en) = label.split_once(' ').unwrap_or((label, ""));
    normalized_label(label) == text || normalized_label(zh) == text || normalized_label(en) == text
}

/// Returns true for the number or the title of the project that an update is about.
fn is_update_of_project(meaning: HeaderMeaning) -> bool {
    meaning.table == Table::Updates && matches!(meaning.column, Column::No | Column::Title(Zh))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::ExtraField;

    #[test]
    fn headers_are_known_by_many_names() {
        let header = |cells: &[&str]| {
            TableHeader::from_row(&cells.iter().map(ToString::to_string).collect::<Vec<_>>())
                .map(|header| (header.table, header.columns))
        };
        let all: Vec<&str> = Table::Projects.columns().map(Column::header).collect();
        assert_eq!(
            header(&all).map(|(table, columns)| (table, columns.iter().flatten().count())),
            Some((Table::Projects, all.len()))
        );
        let (table, found) =
            header(&["序 号", "项目名称", "备注", "类别（领域）", "指标：", "ＮＯ．"]).unwrap();
        assert_eq!(table, Table::Projects);
        assert_eq!(
            found,
            [
                // Of two columns of one meaning that with the plain name counts.
                None,
                Some(Column::Title(Zh)),
                Some(Column::Extra(ExtraField::Remarks)),
                Some(Column::Domain),
                Some(Column::Targets(Zh)),
                Some(Column::No)
            ]
        );
        assert_eq!(header(&["代号", "名称"]).map(|(table, _)| table), Some(Table::Domains));
        assert_eq!(
            header(&["清单", "中文", "英文"]).map(|(table, _)| table),
            Some(Table::Programme)
        );
        assert_eq!(header(&["2026年民生实事", "", ""]), None);
    }
}
