//! Reads the cells of columns other than that of the targets that have a unit in their header.

use super::Importer;
use super::cell_map::RowRef;
use super::cell_text::clean_line;
use super::header_units::HeaderUnit;
use super::unit_text::unit_in_cell;
use crate::diagnostics::{CellList, Column, FileErrorKind, Note};

/// Returns true if a text is a number and no more.
fn is_number(text: &str) -> bool {
    let has_digit = |c: char| c.is_ascii_digit();
    text.contains(has_digit) && text.chars().all(|c| has_digit(c) || c == '.' || c == ',')
}

impl Importer<'_> {
    /// Returns the text of a cell on one line, with the unit of its header if it is a number.
    pub(super) fn line_with_unit(&mut self, row: RowRef, column: Column, text: String) -> String {
        if !is_number(&text) {
            return text;
        }
        let Some((label, unit)) = self.unit_of_header(row, column).filter(|(_, unit)| unit != "月")
        else {
            return text;
        };
        let text = format!("{text}{unit}");
        let (name, cells) = (label.as_str().into(), CellList::default());
        let note = Note::UnitOfHeader(name, text.as_str().into(), cells);
        self.note_cell_as(format!("header-unit {label}"), row, column, note);
        text
    }

    /// Returns the text of a date, with 月 if that stands in the header and the cell is a number.
    pub(super) fn date_with_unit(&self, row: RowRef, column: Column) -> String {
        let text = clean_line(self.cell(row, column));
        let is_month = |(_, unit): &(String, String)| unit == "月";
        if is_number(&text) && self.unit_of_header(row, column).is_some_and(|unit| is_month(&unit))
        {
            return format!("{text}月");
        }
        text
    }

    /// Returns the amount in a cell of a report, with the unit of its header if it is a number. A
    /// percentage of a project as a whole needs none.
    ///
    /// # Errors
    /// A number up to 1 in a column of percentages may be a share.
    pub(super) fn done_with_unit(
        &self,
        row: RowRef,
        text: String,
        is_of_target: bool,
    ) -> Result<String, FileErrorKind> {
        let text = self.with_unit_beside(row, text)?;
        let unit = self.unit_of_header(row, Column::Done).filter(|_| is_number(&text));
        let Some((_, unit)) = unit.filter(|(_, unit)| is_of_target || unit != "%") else {
            return Ok(text);
        };
        let value: f64 = text.parse().unwrap_or_default();
        if unit == "%" && value > 0.0 && value <= 1.0 {
            let [one, other] = [value, value * 100.0].map(|value| format!("{value}%").into());
            return Err(FileErrorKind::UnclearReport(text.into(), one, other));
        }
        Ok(text + &unit)
    }

    /// Returns the amount in a cell of a table of reports, with the unit in the cell beside it if
    /// it is a number.
    ///
    /// # Errors
    /// It has another unit.
    pub(super) fn with_unit_beside(
        &self,
        row: RowRef,
        text: String,
    ) -> Result<String, FileErrorKind> {
        let unit = unit_in_cell(&clean_line(self.cell(row, Column::Unit)));
        if unit.is_empty() || text.ends_with(unit.as_str()) || text.ends_with(['%', '％']) {
            return Ok(text);
        }
        if is_number(&text) {
            return Ok(text + &unit);
        }
        Err(FileErrorKind::UnitDiffers(unit, text))
    }

    pub(super) fn unit_of_header(&self, row: RowRef, column: Column) -> Option<(String, String)> {
        let nth = self.column_index(row, column)?;
        let HeaderUnit { label, unit } = self.header_units.get(row.header, nth)?;
        Some((label.clone(), unit.clone()))
    }

    /// Notes the units in the headers of columns that have no figures.
    pub(super) fn note_unused_units(&mut self) {
        let mut found: Vec<(RowRef, Column, String)> = Vec::new();
        for row in self.account.header_rows() {
            for (nth, column) in
                self.cells.headers.get(row.header).into_iter().flatten().enumerate()
            {
                let unit = self.header_units.get(row.header, nth);
                if let (Some(column), Some(HeaderUnit { label, .. })) = (column, unit)
                    && matches!(column, Column::No | Column::Title(_) | Column::Domain)
                {
                    found.push((row, *column, label.clone()));
                }
            }
        }
        for (row, column, label) in found {
            let location = self.cells.location(Some(row), column);
            self.note(location, Note::UnusedUnit(label));
        }
    }
}
