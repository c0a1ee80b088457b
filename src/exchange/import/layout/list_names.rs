//! Chooses the title of the list and the domains that the names of sheets are.

use std::collections::BTreeSet;

use super::lines_above::{LineAbove, is_list_title, title_line};
use super::row_text::section_name;
use super::row_words::is_carried_over;
use super::{DomainSource, LayoutBuilder};
use crate::diagnostics::LeftOutRow;
use crate::exchange::import::cell_text::{clean_line, year_in};
use crate::exchange::import::list_years::ListYears;

impl LayoutBuilder<'_> {
    /// Returns the years that the list is for, as far as they are known at a header below `lines`.
    pub(super) fn years_below(&mut self, lines: &[LineAbove]) -> Option<ListYears> {
        let [given, base] = self.known_years;
        if self.title_years.is_none() {
            let title = title_line(lines).and_then(|nth| lines.get(nth));
            let first = title.and_then(|title| lines.iter().find(|line| line.begins(title)));
            let title = first.or(title).and_then(|line| line.candidate.as_deref());
            self.title_years = title.and_then(ListYears::from_text);
        }
        given.or(self.title_years).or(base)
    }

    /// Chooses the title among the lines above the tables. The others are left out, unless they
    /// repeat it.
    pub(super) fn choose_title(&mut self) {
        let lines = std::mem::take(&mut self.lines);
        let best = lines.iter().find_map(|lines| {
            let line = title_line(lines).and_then(|nth| lines.get(nth))?;
            line.is_list().then_some(line)
        });
        let first = || lines.iter().find_map(|lines| lines.get(title_line(lines)?));
        let chosen = best.or_else(first);
        let title = chosen.and_then(|line| Some((line.row, clean_line(line.candidate.as_ref()?))));
        // The first half of a title that stands in two rows.
        let before =
            chosen.and_then(|chosen| lines.iter().flatten().find(|line| line.begins(chosen)));
        for line in lines.iter().flatten() {
            let is_title = title.as_ref().is_some_and(|(_, title)| {
                line.candidate.as_deref().map(clean_line).as_ref() == Some(title)
            });
            let is_first_half = before.is_some_and(|before| before.row == line.row);
            let text = self.rest_of_line(line, is_title || is_first_half);
            if text.is_empty() {
                self.layout.read_rows.push(line.row);
            } else {
                self.left_out.add(line.row, line.column, LeftOutRow::AboveTable, text);
            }
        }
        let title = title.map(|(row, title)| {
            let first = before.and_then(|line| line.candidate.as_deref()).map(clean_line);
            (before.map_or(row, |line| line.row), first.unwrap_or_default() + &title)
        });
        let sections = self.sections.iter().map(|row| (row.row, row.column, row.text.as_str()));
        let lines = lines.iter().flatten().map(|line| (line.row, line.column, line.text.as_str()));
        let year = title.as_ref().and_then(|(_, title)| year_in(title));
        let titles = self.list_titles.iter().map(|(row, at, text)| (*row, *at, text.as_str()));
        let other = lines.chain(sections).chain(titles).find(|(_, _, text)| {
            is_list_title(text)
                && !is_carried_over(text)
                && year.zip(year_in(text)).is_some_and(|(year, other)| year != other)
        });
        self.layout.other_list =
            other.map(|(row, at, text)| (self.location(row.sheet, row.index, at), text.to_owned()));
        self.layout.title = title;
    }

    /// Takes the names of the sheets as the domains of projects without one, if there are several
    /// sheets with projects.
    pub(super) fn name_sheets(&mut self) {
        let sheets: BTreeSet<usize> =
            self.layout.projects.iter().map(|project| project.first.sheet).collect();
        let names: Vec<String> = sheets
            .iter()
            .filter_map(|sheet| self.sheets.get(*sheet))
            .map(|sheet| section_name(&sheet.name).map_or_else(String::new, |name| name.name))
            .collect();
        let is_default = |name: &String| {
            let name = name.trim_end_matches(|c: char| c.is_ascii_digit()).to_lowercase();
            name.is_empty() || ["sheet", "工作表", "表", "项目"].contains(&name.as_str())
        };
        if sheets.len() < 2 || names.iter().any(is_default) {
            return;
        }
        let start = self.layout.domain_names.len();
        self.layout.domain_names.extend(names);
        for project in &mut self.layout.projects {
            if project.domain == DomainSource::Missing {
                let nth = sheets.range(..project.first.sheet).count();
                project.domain = DomainSource::Sheet(start + nth);
            }
        }
    }
}
