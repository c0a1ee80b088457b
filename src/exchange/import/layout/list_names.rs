//! Chooses the title of the list and the domains that the names of sheets are.

use std::collections::BTreeSet;

use super::lines_above::{LineAbove, is_list_title, is_spare, title_line, without_spacing};
use super::row_text::section_name;
use super::row_words::{is_carried_over, is_domain_name, is_kind_of_works};
use super::{DomainSource, LayoutBuilder};
use crate::diagnostics::{FileErrorKind, LeftOutRow};
use crate::exchange::import::cell_map::RowRef;
use crate::exchange::import::cell_text::{clean_line, year_in};
use crate::exchange::import::list_years::ListYears;

/// Last words of the names of sheets that are parts of a list, and no domains: 第一批, 分工表.
const NO_DOMAINS: [&str; 9] = ["批", "批次", "表", "清单", "附件", "汇总", "台账", "明细", "分工"];

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
        let title = chosen.and_then(|line| {
            Some((line.row, without_spacing(&clean_line(line.candidate.as_ref()?))))
        });
        // The first half of a title that stands in two rows.
        let before =
            chosen.and_then(|chosen| lines.iter().flatten().find(|line| line.begins(chosen)));
        for line in lines.iter().flatten() {
            let is_title = title.as_ref().is_some_and(|(_, title)| {
                let text = line.candidate.as_deref().map(clean_line);
                text.is_some_and(|text| without_spacing(&text) == *title)
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
        self.reject_spare_lists(&lines, title.as_ref());
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

    /// Records an error for each table below the list, or sheet beside it, that is no part of the
    /// list by its title or name. `lines` are those above the tables, and `title` is that of the
    /// list.
    fn reject_spare_lists(&mut self, lines: &[Vec<LineAbove>], title: Option<&(RowRef, String)>) {
        let below = self.list_titles.iter().filter(|(_, _, text)| is_spare(text));
        let mut found: Vec<(RowRef, usize, String)> = below.cloned().collect();
        let sheets: BTreeSet<usize> =
            self.layout.projects.iter().map(|project| project.first.sheet).collect();
        let year = title.and_then(|(_, title)| year_in(title));
        let is_of_other_year =
            |name: &str| year_in(name).is_some_and(|other| year.is_some_and(|year| year != other));
        let is_other =
            |name: &str| is_spare(name) || is_of_other_year(name) && !is_carried_over(name);
        let is_asked = sheets.len() > 1 && !self.choices.with_hidden;
        for sheet in sheets.iter().copied().filter(|_| is_asked) {
            let row = RowRef { sheet, ..RowRef::default() };
            let name = self.sheets.get(sheet).map_or("", |sheet| sheet.name.as_str());
            let above = lines.iter().flatten().filter(|line| line.row.sheet == sheet);
            let above = above.filter(|line| title.is_none_or(|(row, _)| *row != line.row));
            let above = above.filter(|line| line.candidate.is_some());
            // A whole title of another year is told in any case.
            let is_told = above.clone().any(|line| line.is_list() && is_of_other_year(&line.text));
            let names = std::iter::once((row, name)).filter(|(_, name)| is_spare(name) || !is_told);
            let names = names.chain(
                above
                    .filter(|line| is_spare(&line.text))
                    .map(|line| (line.row, line.text.as_str())),
            );
            let spare = names.into_iter().find(|(_, name)| is_other(name));
            found.extend(spare.map(|(row, name)| (row, 0, clean_line(name))));
        }
        for (row, column, name) in found {
            let location = self.location(row.sheet, row.index, column);
            let kind =
                if is_spare(&name) { FileErrorKind::SpareList } else { FileErrorKind::OtherList };
            self.layout.errors.push((location, kind(name)));
        }
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
            name.is_empty()
                || ["sheet", "工作表", "表", "项目"].contains(&name.as_str())
                || NO_DOMAINS
                    .iter()
                    .any(|end| name.strip_suffix(end).is_some_and(|head| !is_domain_name(head)))
                || is_kind_of_works(&name)
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
