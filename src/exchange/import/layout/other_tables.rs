//! Finds tables below or beside the list that are no part of it.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::LayoutBuilder;
use super::result::{DomainSource, ProjectRows};
use super::row_text::plain;
use super::row_words::is_domain_name;
use super::table_state::{OtherTable, TableState};
use crate::diagnostics::{Column, Diagnostic, Location, Note};
use crate::exchange::import::cell_map::RowRef;
use crate::exchange::import::number::parse_number;
use crate::lang::Lang;

/// Maximum number of tables that are compared with each other, more than a list has.
const TABLES_MAX: usize = 20;

/// Maximum length, in characters, of a header of another table.
const HEADER_MAX: usize = 12;

impl LayoutBuilder<'_> {
    /// Returns true if a row of a table of projects is that of another table, which begins below
    /// the projects with a row that looks like a header.
    pub(super) fn is_of_other_table(
        &self,
        row: RowRef,
        texts: &[(usize, &str)],
        table: &mut TableState,
    ) -> bool {
        if table.numbers.is_empty() {
            return false;
        }
        let no = self.cell(row, table.no);
        let number = parse_number(no);
        let is_new_project = number.is_some_and(|number| !table.numbers.contains(&number))
            && !self.cell(row, table.title).is_empty();
        if table.is_below_gap || is_new_project {
            table.other_table = OtherTable::None;
        }
        if table.other_table != OtherTable::None {
            let is_single = texts.len() < 2;
            let is_over = is_single && number.is_none();
            if is_over {
                table.other_table = OtherTable::None;
            }
            return !is_over;
        }
        if number.is_some() || texts.len() < 2 {
            return false;
        }
        let is_header_text = |text: &str| {
            let plain = plain(text);
            plain.chars().count() <= HEADER_MAX
                && !plain.contains(|c: char| c.is_ascii_digit() || c == ':')
        };
        let are_headers = texts.iter().all(|(_, text)| is_header_text(text));
        let has_number_header =
            texts.iter().any(|(_, text)| ["序号", "编号", "项次"].contains(&plain(text).as_str()));
        let is_word = no.chars().count() > 1 && no.chars().any(char::is_alphabetic);
        let is_apart = table.is_below_gap || table.is_below_remark;
        let domain = table.domain.filter(|column| *column != table.no);
        let domain = domain.map_or("", |column| self.cell(row, column));
        table.other_table = if !are_headers {
            OtherTable::None
        } else if has_number_header {
            OtherTable::Numbered
        } else if is_word && is_apart && !is_sum_row(texts) && !is_domain_name(domain) {
            OtherTable::Plain
        } else {
            OtherTable::None
        };
        table.other_table != OtherTable::None
    }

    /// Leaves out the tables whose projects are all those of another table, and that have no
    /// domains or targets of their own: a list of investments or of duties, a table of contents.
    pub(super) fn leave_out_repeated_tables(&mut self) {
        let mut tables: Vec<usize> =
            self.layout.projects.iter().map(|project| project.first.header).collect();
        tables.dedup();
        if !(2..=TABLES_MAX).contains(&tables.len()) {
            return;
        }
        let has = |header: usize, column: Column| {
            let columns = self.layout.headers.get(header);
            columns.is_some_and(|columns| columns.contains(&Some(column)))
        };
        // Those without domains go first, and of them the last.
        let mut candidates: Vec<(bool, usize)> = tables
            .iter()
            .filter(|header| !has(**header, Column::Targets(Lang::Zh)))
            .map(|header| (has(*header, Column::Domain), usize::MAX - header))
            .collect();
        candidates.sort_unstable();
        let mut left_out = BTreeSet::new();
        let mut copies = BTreeMap::new();
        for header in tables.iter().rev().copied() {
            if let Some(original) = self.original_of(header, &left_out) {
                copies.insert(header, original);
                left_out.insert(header);
            }
        }
        candidates.retain(|(_, nth)| !left_out.contains(&(usize::MAX - nth)));
        for (has_domain, header) in candidates.iter().map(|(has, nth)| (*has, usize::MAX - nth)) {
            if self.repeats_others(header, has_domain, &left_out) {
                left_out.insert(header);
            }
        }
        for header in left_out {
            self.leave_out_table(header, copies.get(&header).copied());
            self.layout.left_out_headers.insert(header);
        }
    }

    /// Returns true if the projects of a table are those of the others.
    fn repeats_others(&self, header: usize, has_domain: bool, left_out: &BTreeSet<usize>) -> bool {
        let key = |row: RowRef| {
            let columns = self.layout.headers.get(row.header).map_or(&[][..], Vec::as_slice);
            let at = |column| columns.iter().position(|other| *other == Some(column));
            let text = |column| at(column).map_or("", |nth| self.cell(row, nth));
            let title = plain(text(Column::Title(Lang::Zh)));
            parse_number(text(Column::No)).map(|number| (number, title))
        };
        let in_sections = self.layout.projects.iter().filter(|project| project.section.is_some());
        let with_sections: BTreeSet<usize> =
            in_sections.map(|project| project.first.header).collect();
        // Two tables that have no more than each other are two parts of a list.
        let is_list = |row: RowRef| {
            let columns = self.layout.headers.get(row.header);
            let has = |column| columns.is_some_and(|columns| columns.contains(&Some(column)));
            let has_domains = has(Column::Domain) || with_sections.contains(&row.header);
            has(Column::Targets(Lang::Zh)) || !has_domain && has_domains
        };
        let is_other =
            |row: RowRef| row.header != header && !left_out.contains(&row.header) && is_list(row);
        let projects = || self.layout.projects.iter().map(|project| project.first);
        let others: HashMap<u32, String> =
            projects().filter(|row| is_other(*row)).filter_map(key).collect();
        let own = || projects().filter(|row| row.header == header);
        let is_section = with_sections.contains(&header);
        let count = own().count();
        let numbers = own().filter_map(key).filter(|(no, _)| others.contains_key(no)).count();
        let titles = own().filter_map(key).filter(|(no, title)| others.get(no) == Some(title));
        let titles = titles.count();
        let is_enough =
            if has_domain || is_section { titles == count } else { titles * 2 >= count };
        numbers == count && is_enough && count > 0
    }

    /// Returns the header of the table above that says all that a table says about its projects. A
    /// single project may be another one of the same name.
    fn original_of(&self, header: usize, left_out: &BTreeSet<usize>) -> Option<usize> {
        // Also columns that are not read: they may be all that is new in a table.
        let labels = |header: usize| {
            let labels = self.layout.labels.get(header).map_or(&[][..], Vec::as_slice);
            labels.iter().enumerate().filter(|(_, label)| !label.is_empty())
        };
        let number_column = |header: usize| {
            let columns = self.layout.headers.get(header)?;
            columns.iter().position(|column| *column == Some(Column::No))
        };
        let projects = |header: usize| {
            self.layout.projects.iter().filter(move |project| project.first.header == header)
        };
        let number =
            |project: &ProjectRows, column: usize| parse_number(self.cell(project.first, column));
        let domain = |project: &ProjectRows| match project.domain {
            DomainSource::Section(nth) => self.layout.domain_names.get(nth),
            _ => None,
        };
        let repeats = |other: &usize| {
            let place = |label: &String| labels(*other).find(|(_, known)| *known == label);
            let pairs: Option<Vec<(usize, usize)>> =
                labels(header).map(|(nth, label)| Some((nth, place(label)?.0))).collect();
            let numbers = number_column(*other).zip(number_column(header));
            let (Some(pairs), Some((no, own_no))) = (pairs, numbers) else { return false };
            let others: HashMap<u32, &ProjectRows> = projects(*other)
                .filter_map(|project| Some((number(project, no)?, project)))
                .collect();
            let is_same = |project: &ProjectRows| {
                let other = number(project, own_no).and_then(|no| others.get(&no));
                other.is_some_and(|other| {
                    let mut rows = project.rows().zip(other.rows());
                    project.rows().count() == other.rows().count()
                        && domain(project) == domain(other)
                        && rows.all(|(row, other)| {
                            pairs.iter().all(|(nth, place)| {
                                self.cell(row, *nth) == self.cell(other, *place)
                            })
                        })
                })
            };
            projects(header).all(is_same)
        };
        let is_table = projects(header).nth(1).is_some();
        let mut others = (0..header).filter(|other| is_table && !left_out.contains(other));
        others.find(repeats)
    }

    /// Leaves out a table, with a note that it repeats the list, or `original`.
    fn leave_out_table(&mut self, header: usize, original: Option<usize>) {
        let Some(start) = self.layout.header_rows.get(header).copied() else { return };
        let next = self.layout.header_rows.get(header + 1).filter(|next| next.sheet == start.sheet);
        let end = next.map_or(usize::MAX, |next| next.index);
        let rows = || self.layout.projects.iter().filter(|project| project.first.header == header);
        let count = rows().map(|project| project.rows().count()).sum();
        let told: Vec<RowRef> = rows().flat_map(|project| project.rows()).collect();
        self.layout.told_rows.extend(told);
        self.layout.projects.retain(|project| project.first.header != header);
        let name = self.sheets.get(start.sheet).map_or("", |sheet| sheet.name.as_str());
        let is_in = |location: &Location| match location {
            Location::Cell { sheet, row, .. } => {
                sheet == name && (start.index + 1..=end).contains(row)
            }
            Location::Text(_) | Location::Record { .. } => false,
        };
        self.layout.notes.retain(|note: &Diagnostic| !is_in(&note.location));
        let location = self.location(start.sheet, start.index, 0);
        let original = original.and_then(|nth| self.layout.header_rows.get(nth).copied());
        let note = original.map_or(Note::RepeatedTable(count), |row| {
            let other = self.location(row.sheet, row.index, 0);
            Note::CopiedTable(count, other.cell_name_beside(&location))
        });
        self.note(location, note);
    }
}

/// Returns true if a row adds up others.
fn is_sum_row(texts: &[(usize, &str)]) -> bool {
    texts.iter().any(|(_, text)| super::row_text::is_sum(&plain(text)))
}
