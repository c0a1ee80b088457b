//! Finds the numbers of projects that a table of updates names by their titles.

use std::collections::{BTreeSet, HashMap};

use super::Importer;
use super::cell_map::RowRef;
use super::cell_text::clean_line;
use super::layout::Layout;
use super::number::parse_number;
use crate::diagnostics::{Column, FileErrorKind, suggestions};
use crate::exchange::labels::label_key;
use crate::lang::Lang;

/// The numbers of projects by their titles in one spelling.
#[derive(Debug, Default)]
pub(super) struct ProjectNumbers {
    by_title: HashMap<String, BTreeSet<u32>>,
    titles: Vec<String>,
}

impl ProjectNumbers {
    fn add(&mut self, no: u32, title: &str) {
        self.by_title.entry(label_key(title)).or_default().insert(no);
        self.titles.push(title.to_owned());
    }
}

impl Importer<'_> {
    /// Returns the numbers of the projects in the tables, or if these have none, of those of the
    /// programme that they are merged into; of none if no table of updates needs them.
    pub(super) fn project_numbers(&self, rows: &Layout) -> ProjectNumbers {
        let mut numbers = ProjectNumbers::default();
        let is_by_title = |row: &RowRef| {
            self.column_index(*row, Column::No).is_none()
                || self.cell(*row, Column::No).trim().is_empty()
        };
        if !rows.updates.iter().any(is_by_title) {
            return numbers;
        }
        for project in &rows.projects {
            let title = clean_line(self.cell(project.first, Column::Title(Lang::Zh)));
            if let Some(no) = self.number_in(project.first) {
                numbers.add(no, &title);
            }
        }
        if let Some(base) = self.base().filter(|_| rows.projects.is_empty()) {
            for (_, project) in base.projects() {
                numbers.add(project.no.0, project.title.get(Lang::Zh));
            }
        }
        numbers
    }

    /// Returns the number of the project that a row of a table of updates names, by number or by
    /// title.
    pub(super) fn number_of_update(
        &mut self,
        row: RowRef,
        numbers: &ProjectNumbers,
    ) -> Option<u32> {
        let [text, title] = [Column::No, Column::Title(Lang::Zh)].map(|column| {
            // Several rows may share a number.
            let first = self.first_of_merged(row, column);
            clean_line(self.cell(first, column))
        });
        if !text.is_empty() {
            let no = parse_number(&text);
            if no.is_none() {
                self.error_at(row, Column::No, FileErrorKind::BadNumber(text));
            }
            return no;
        }
        if title.is_empty() {
            let has_number = self.column_index(row, Column::No).is_some();
            self.empty_cell(row, if has_number { Column::No } else { Column::Title(Lang::Zh) });
            return None;
        }
        let column = Column::Title(Lang::Zh);
        match numbers.by_title.get(&label_key(&title)) {
            Some(found) if found.len() == 1 => found.first().copied(),
            Some(found) => {
                let numbers: Vec<String> = found.iter().map(ToString::to_string).collect();
                let kind = FileErrorKind::SharedTitle(title, numbers.join("、"));
                self.error_at(row, column, kind);
                None
            }
            None => {
                let titles = numbers.titles.iter().map(String::as_str);
                let is_listed = self.lists_errors();
                let known = if is_listed { suggestions(&title, titles) } else { Vec::new() };
                self.error_at(row, column, FileErrorKind::UnknownTitle(title, known));
                None
            }
        }
    }
}
