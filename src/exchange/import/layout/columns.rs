//! Decides on columns by what is in them, and finds the row that is nearly a header.

use crate::diagnostics::{
    Column, FileErrorKind, Location, Table, TableHeader, UnkeptField, header_unit, is_plain_unit,
};
use crate::exchange::import::cell_text::clean_line;
use crate::exchange::{Sheet, is_known_unit};
use crate::lang::Lang;

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
}

impl HeaderRow {
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
        let column = self.position(Column::Unit).or_else(|| {
            self.target_unit().and_then(|_| self.position(Column::Targets(Lang::Zh)))
        })?;
        Some((column, self.labels.get(column)?.clone()))
    }
}

/// Text between the upper and the lower part of a label.
pub(super) const LABEL_SEPARATOR: &str = " / ";

/// Takes a column 单位 for that of the responsible offices unless most of its cells are units of
/// measure and the table has targets.
pub(super) fn unit_column(sheet: &Sheet, header: &mut HeaderRow) {
    let Some(column) = header.position(Column::Unit) else { return };
    let is_plain = header.labels.get(column).is_some_and(|label| is_plain_unit(label));
    let cells = sheet.rows.iter().skip(header.row + header.length).take(SAMPLE_MAX);
    let cells = cells.filter_map(|cells| cells.get(column)).map(|cell| cell.trim());
    let (mut units, mut others) = (0, 0);
    for cell in cells.filter(|cell| !cell.is_empty()) {
        let is_unit = cell.lines().all(|line| is_known_unit(line.trim()));
        units += usize::from(is_unit);
        others += usize::from(!is_unit);
    }
    let has_targets = header.position(Column::Targets(Lang::Zh)).is_some();
    if let Some(cell) = header.header.columns.get_mut(column)
        && (!has_targets || (is_plain && others >= units))
    {
        *cell = (others >= units).then_some(Column::Unkept(UnkeptField::Offices));
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
