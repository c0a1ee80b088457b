//! Reads the places of a project, which may stand in two columns and have numbers.

use std::collections::HashSet;

use super::Importer;
use super::cell_text::{clean_lines, owned_text};
use super::layout::ProjectRows;
use super::line_numbers::without_numbers;
use crate::diagnostics::{CellList, Column, ListField, Note};
use crate::lang::Lang;
use crate::model::OwnedText;

/// The column of the places.
const PLACES: Column = Column::List(ListField::Places, Lang::Zh);

impl Importer<'_> {
    /// Returns the places of a project. Without a column for their second part, and without
    /// numbers, they are those in `read`.
    pub(super) fn places(
        &mut self,
        rows: ProjectRows,
        read: Vec<OwnedText<'static>>,
    ) -> Vec<OwnedText<'static>> {
        let header = rows.first.header;
        if self.exports.get(header) == Some(&true) {
            return read;
        }
        let columns = self.cells.headers.get(header).map_or(&[][..], Vec::as_slice);
        let is_place = |(_, column): &(usize, &Option<Column>)| **column == Some(PLACES);
        let parts: Vec<usize> =
            columns.iter().enumerate().filter(is_place).map(|(nth, _)| nth).collect();
        if let [left, right] = parts.as_slice() {
            return self.joined_places(rows, [*left, *right]);
        }
        let lines = || read.iter().map(|place| [place.zh.to_string(), place.en.to_string()]);
        if read.len() < 2 {
            return read;
        }
        let Some((bare, mark)) = without_numbers(&lines().collect::<Vec<_>>()) else { return read };
        let note = Note::LineNumbers(format!("{mark}…").into(), CellList::default());
        self.note_cell(rows.first, PLACES, note);
        bare.into_iter().map(|[zh, en]| owned_text(zh, en)).collect()
    }

    /// Returns the places of which each column has a part.
    fn joined_places(&self, rows: ProjectRows, parts: [usize; 2]) -> Vec<OwnedText<'static>> {
        let mut places: Vec<String> = Vec::new();
        for row in rows.rows() {
            let [left, right] =
                parts.map(|nth| clean_lines(self.read_cell(row, nth, PLACES.is_shared())));
            let both = if left.len() == right.len() {
                left.iter().zip(&right).map(|(left, right)| joined(left, right)).collect()
            } else if let [region] = left.as_slice() {
                let all = right.iter().map(|place| joined(region, place)).collect();
                if right.is_empty() { left } else { all }
            } else {
                [left, right].concat()
            };
            places.extend(both);
        }
        let mut seen = HashSet::new();
        places.retain(|place| seen.insert(place.clone()));
        places.into_iter().map(|place| owned_text(place, String::new())).collect()
    }
}

/// Returns a place with the region before it, unless it begins with that.
fn joined(region: &str, place: &str) -> String {
    if place.starts_with(region) { place.to_owned() } else { format!("{region}{place}") }
}
