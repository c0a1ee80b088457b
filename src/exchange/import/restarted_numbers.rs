//! Numbers on the projects of a list whose sections each begin with number 1.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::Importer;
use super::cell_map::RowRef;
use super::cell_text::clean_line;
use super::layout::{Layout, ProjectRows};
use super::number::parse_number;
use crate::diagnostics::{Column, Note};
use crate::exchange::labels::label_key;
use crate::lang::Lang;

/// Projects in a row of one section, or of one domain.
struct NumberedRun {
    first: RowRef,
    name: String,
    /// Number of projects.
    count: u32,
}

impl Importer<'_> {
    /// Numbers the projects on from section to section if each of these begins with 1, and notes
    /// that. Nothing else may name a project by its number.
    pub(super) fn continue_numbers(&mut self, layout: &Layout) {
        let numbers: Vec<Option<u32>> =
            layout.projects.iter().map(|project| self.written_number(project.first)).collect();
        let mut seen = HashSet::new();
        // So nearly all lists are numbered.
        if numbers.is_sorted_by(|above, no| above < no) {
            return;
        }
        if numbers.iter().flatten().all(|no| seen.insert(*no)) {
            return;
        }
        let is_named_by_number = |row: &RowRef| !self.cell(*row, Column::No).trim().is_empty();
        let headers: HashSet<usize> =
            layout.projects.iter().map(|project| project.first.header).collect();
        if headers.len() > 1 {
            self.find_repeated_tables(layout);
            self.restarts_on_sheets = self.restarted_groups(layout, &numbers).is_some();
            return;
        }
        let Some(groups) = self.restarted_groups(layout, &numbers) else { return };
        if layout.updates.iter().any(is_named_by_number) {
            return;
        }
        let rows = layout.projects.iter().map(|project| project.first);
        self.continued = (1..).zip(rows).map(|(no, row)| (row, no)).collect();
        let mut start = 0;
        for NumberedRun { first, name, count } in groups {
            if start > 0 {
                let range = |from: u32| {
                    let to = from + count - 1;
                    if from == to { from.to_string() } else { format!("{from}-{to}") }
                };
                let note =
                    Note::ContinuedNumbers(name.into(), range(1).into(), range(start + 1).into());
                let location = self.cells.location(Some(first), Column::No);
                self.note(location, note);
            }
            start += count;
        }
    }

    /// Finds the tables that have two projects or more, all of which stand in tables above.
    fn find_repeated_tables(&mut self, layout: &Layout) {
        let mut first: HashMap<(u32, String), usize> = HashMap::new();
        // For each header the number of its projects, and of those that stand above.
        let mut counts: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
        for row in layout.projects.iter().map(|project| project.first) {
            let title = label_key(&clean_line(self.cell(row, Column::Title(Lang::Zh))));
            let Some(no) = self.written_number(row).filter(|_| !title.is_empty()) else { continue };
            let above = *first.entry((no, title)).or_insert(row.header);
            let (all, repeated) = counts.entry(row.header).or_default();
            *all += 1;
            *repeated += usize::from(above != row.header);
        }
        let are_repeated =
            |(_, (all, repeated)): &(usize, (usize, usize))| *all > 1 && all == repeated;
        let headers = counts.into_iter().filter(are_repeated).map(|(header, _)| (header, false));
        self.repeated_tables = headers.collect();
    }

    /// Returns the number of a project: that of its cell, or of its place in the list if the numbers
    /// in the table begin anew in each section.
    pub(super) fn number_in(&self, row: RowRef) -> Option<u32> {
        self.continued.get(&row).copied().or_else(|| self.written_number(row))
    }

    fn written_number(&self, row: RowRef) -> Option<u32> {
        parse_number(&clean_line(self.cell(row, Column::No)))
    }

    /// Returns the sections, or else the runs of projects with one domain, if each of them has the
    /// numbers from 1 on.
    fn restarted_groups(
        &self,
        layout: &Layout,
        numbers: &[Option<u32>],
    ) -> Option<Vec<NumberedRun>> {
        let has_parts = layout.projects.iter().any(|project| project.part > 0);
        let mut groups: Vec<NumberedRun> = Vec::new();
        let mut above: Option<ProjectRows> = None;
        for (project, no) in layout.projects.iter().zip(numbers) {
            let text = self.domain_text(*project, layout);
            let is_new = above.is_none_or(|above| {
                (above.first.header, above.part) != (project.first.header, project.part)
            });
            let is_other_domain = !has_parts
                && !text.is_empty()
                && groups.last().is_some_and(|group| group.name != text);
            if is_new || is_other_domain {
                groups.push(NumberedRun { first: project.first, name: text, count: 0 });
            }
            above = Some(*project);
            let group = groups.last_mut()?;
            group.count += 1;
            if *no != Some(group.count) {
                return None;
            }
        }
        // Two projects with number 1 may also be a slip.
        let is_run = has_parts || groups.iter().any(|group| group.count > 1);
        (groups.len() > 1 && is_run).then_some(groups)
    }
}
