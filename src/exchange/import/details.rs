//! Reads whom to ask about a project, what is invested in it, and what is noted.
//!
//! Our own tables have one column for each of these. Tables of offices may have several that mean
//! the same, 责任单位 and 牵头单位, and all of them are read.

use std::collections::HashSet;

use super::Importer;
use super::cell_map::{ReadDetails, RowRef};
use super::cell_text::{bare, clean_line, clean_lines, owned_text};
use super::contact_cells::{ContactCells, LISTS};
use super::layout::ProjectRows;
use super::list_years::years_in;
use super::money::{is_bare_amount, money_in};
use crate::diagnostics::{
    CellList, Column, ContactField, ExtraField, FileErrorKind, InvestmentField, Note, UnreadCell,
};
use crate::lang::Lang;
use crate::model::{NewDetails, NewNote, OwnedText};

/// Label of a line in our own column of notes that has none.
const NO_LABEL: &str = "备注";

impl Importer<'_> {
    /// Reads the details of a project; its offices are added to `lists`.
    pub(super) fn details(
        &mut self,
        rows: ProjectRows,
        lists: &mut [Vec<OwnedText<'static>>; LISTS],
    ) -> NewDetails<'static> {
        let mut details = NewDetails {
            contact: ContactField::ALL
                .map(|field| self.joined_text(rows, |lang| Column::Contact(field, lang))),
            ..NewDetails::default()
        };
        self.split_own_phone(rows.first, &mut details);
        let lines = self.joined_texts(rows, Column::Notes);
        details.notes = lines.iter().map(note_of_line).collect();
        let mut note_columns = vec![None; details.notes.len()];
        self.own_investment(rows.first, &mut details);
        let columns = self.details.of_header(rows.first.header);
        let mut contacts = ContactCells::default();
        for (nth, kind, label) in columns.iter() {
            // An amount for several projects together is that of none of them.
            let is_shared = kind.column().is_some_and(Column::is_shared);
            let lines = self.detail_lines(rows, *nth, is_shared);
            match kind {
                ExtraField::TotalInvestment | ExtraField::YearInvestment => {
                    self.investment(rows.first, *nth, lines.join(" "), &mut details);
                }
                _ if lines.is_empty() => {}
                _ if kind.is_note() => add_note(&mut details, label, &lines.join(" ")),
                _ => {
                    if contacts.add(*kind, label, &lines, &mut details, lists) {
                        let note =
                            Note::InternalContacts(label.as_str().into(), CellList::default());
                        self.note_at(format!("internal {label}"), rows.first, *nth, note);
                    }
                }
            }
            note_columns.resize(details.notes.len(), Some(*nth));
        }
        contacts.finish(&mut details);
        if note_columns.iter().any(Option::is_some) {
            self.cells.note_columns.insert(rows.first, note_columns);
        }
        details
    }

    /// Reads the amounts in our own columns, in which anything else is an error.
    fn own_investment(&mut self, row: RowRef, details: &mut NewDetails<'static>) {
        for (field, slot) in InvestmentField::ALL.into_iter().zip(&mut details.investment) {
            let column = Column::Investment(field);
            let text = clean_line(self.cell(row, column));
            *slot = money_in(&text, column.name(Lang::Zh));
            if text.is_empty() {
                if let Some(nth) = self.column_index(row, column) {
                    self.leave_shared_amount(row, nth);
                }
            } else if slot.is_none() {
                self.error_at(row, column, FileErrorKind::BadInvestment(text));
            }
        }
    }

    /// Reads an amount of an office's table. It becomes a note if it is no amount with a unit, there
    /// is one already, or it is of no year in question.
    fn investment(
        &mut self,
        row: RowRef,
        nth: usize,
        text: String,
        details: &mut NewDetails<'static>,
    ) {
        let columns = self.details.of_header(row.header);
        let Some((_, kind, label)) = columns.iter().find(|(other, ..)| *other == nth) else {
            return;
        };
        if text.is_empty() {
            return self.leave_shared_amount(row, nth);
        }
        let field = self.investment_field(*kind, label);
        let slot = field.and_then(|field| details.investment.get_mut(field as usize));
        let money = money_in(&text, label);
        let is_amount = money.is_some();
        if let Some((slot, money)) = slot.filter(|slot| slot.is_none()).zip(money) {
            *slot = Some(money);
            return;
        }
        // In the file it has an amount, which a number without a unit must not erase.
        if !is_amount && is_bare_amount(&text) && self.has_base_amount(row, field) {
            let location = self.cells.location_at(row, nth);
            return self.error(location, FileErrorKind::BadInvestment(text));
        }
        add_note(details, label, &text);
        let (name, shown) = (label.as_str().into(), text.as_str().into());
        let (key, cells) = (format!("investment {label}"), CellList::default());
        let note = if is_amount || field.is_none() {
            Note::ColumnAsNotes(name, cells)
        } else {
            Note::InvestmentText(name, shown, cells)
        };
        self.note_at(key, row, nth, note);
    }

    /// Returns true if the project of a row has an amount in the file that the table is merged into.
    fn has_base_amount(&self, row: RowRef, field: Option<InvestmentField>) -> bool {
        let project = self.base_project(row);
        project
            .zip(field)
            .is_some_and(|(project, field)| project.details().investment(field).is_some())
    }

    /// Counts a cell that is merged into one of a project above, to which its amount is given.
    fn leave_shared_amount(&mut self, row: RowRef, nth: usize) {
        let merged = self.merged.get(row.sheet);
        let first = merged.and_then(|merged| merged.first_row(nth, row.index));
        let is_filled = |first: usize| !self.text_at(row.sheet, first, nth).trim().is_empty();
        if first.is_some_and(is_filled) {
            self.leave_cell_at(row, nth, UnreadCell::SharedAmount);
        }
    }

    /// Returns what the columns of each header are read into.
    pub(super) fn read_details(&self) -> Vec<ReadDetails> {
        let of_header = |header: usize| {
            let mut read = ReadDetails::default();
            for (_, kind, label) in self.details.of_header(header).iter() {
                match kind {
                    ExtraField::TotalInvestment | ExtraField::YearInvestment => {
                        read.investment.extend(self.investment_field(*kind, label));
                    }
                    _ if kind.is_note() => {}
                    _ => continue,
                }
                read.note_labels.push(note_label(label));
            }
            read
        };
        (0..self.cells.headers.len()).map(of_header).collect()
    }

    /// Returns the lines of the cells of a project in column `nth`, each once. Of merged cells each
    /// has the text of the first if it `is_shared`.
    fn detail_lines(&mut self, rows: ProjectRows, nth: usize, is_shared: bool) -> Vec<String> {
        let (broken, whole): (Vec<RowRef>, Vec<RowRef>) =
            rows.rows().partition(|row| self.is_broken_at(*row, nth));
        for row in broken {
            // A formula error in a remark must not stop an import.
            self.account.mark_read(row, nth);
            self.leave_cell_at(row, nth, UnreadCell::Broken);
        }
        let mut seen = HashSet::new();
        let lines = whole.into_iter();
        let lines = lines.flat_map(|row| clean_lines(self.read_cell(row, nth, is_shared)));
        lines.filter(|line| !line.is_empty() && seen.insert(line.clone())).collect()
    }

    /// Returns the investment that a header means; `None` for that of another year.
    fn investment_field(&self, kind: ExtraField, label: &str) -> Option<InvestmentField> {
        const OTHER: [&str; 7] = ["上年", "上一年", "去年", "前年", "往年", "下年", "明年"];
        if kind == ExtraField::YearInvestment {
            return Some(InvestmentField::ThisYear);
        }
        if OTHER.iter().any(|word| label.contains(word)) {
            return None;
        }
        match years_in(label).next() {
            Some(year) if label.contains('总') || Some(year) != self.year => None,
            Some(_) => Some(InvestmentField::ThisYear),
            None if ["本年", "今年", "当年"].iter().any(|word| label.contains(word)) => {
                Some(InvestmentField::ThisYear)
            }
            None => Some(InvestmentField::Total),
        }
    }
}

/// Splits a line of our own column of notes into label and text.
fn note_of_line(line: &OwnedText) -> NewNote<'static> {
    let split = |line| {
        let parts = str::split_once(line, ['：', ':']);
        parts.map_or(("", line), |(label, text)| (label.trim(), text.trim()))
    };
    let [(mut zh_label, mut zh), (mut en_label, mut en)] = [split(&line.zh), split(&line.en)];
    if zh_label.is_empty() && en_label.is_empty() || zh.is_empty() && en.is_empty() {
        [(zh_label, zh), (en_label, en)] = [(NO_LABEL, &line.zh), ("", &line.en)];
    }
    NewNote {
        label: owned_text(zh_label.to_owned(), en_label.to_owned()),
        text: owned_text(zh.to_owned(), en.to_owned()),
    }
}

/// Returns the label of the notes in the column of an office below this header.
fn note_label(header: &str) -> String {
    let label = bare(header);
    if label.is_empty() { NO_LABEL.to_owned() } else { label }
}

fn add_note(details: &mut NewDetails<'static>, label: &str, text: &str) {
    let label = note_label(label);
    details.notes.push(NewNote {
        label: owned_text(label, String::new()),
        text: owned_text(text.to_owned(), String::new()),
    });
}
