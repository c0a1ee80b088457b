//! Imports planned days and the days of updates.

use super::Importer;
use super::cell_map::RowRef;
use super::cell_text::{clean_line, year_in};
use super::read_days::{DayMeaning, ReadDays};
use crate::diagnostics::{CellList, Column, FileErrorKind, Note, UnreadCell, YEARS_MAX};
use crate::exchange::NumberDisplay;
use crate::exchange::date_text::{self, DateSpan, DateTextError};
use crate::lang::Lang;
use crate::model::{Day, ProgrammeHeader};
use crate::text::{to_half_width, with_arabic_dates};

/// Maximum number of texts whose days are remembered: a table has few, unless it has a text for
/// each project.
const READ_DAYS_MAX: usize = 1_000;

impl Importer<'_> {
    /// Returns the planned first and last day of a project, each if given. A cell with both days
    /// gives the one that has no cell.
    pub(crate) fn planned_days(&mut self, row: RowRef) -> (Option<Day>, Option<Day>) {
        let [start, end] = [Column::Start, Column::End].map(|column| self.days(row, column));
        if !self.cell(row, Column::Span).trim().is_empty() {
            if start.is_none() && end.is_none() {
                return self.span(row);
            }
            self.leave_cell(row, Column::Span, UnreadCell::OtherDays);
        }
        for (span, other, column) in [(start, end, Column::Start), (end, start, Column::End)] {
            let Some(span) = span else { continue };
            if span.is_range && other.is_some() {
                let text = clean_line(self.cell(row, column));
                self.error_at(row, column, FileErrorKind::TwoDates(text));
                return (None, None);
            }
            let day = if column == Column::Start { span.first } else { span.last };
            self.note_day(row, column, span, day);
        }
        let range = start.or(end).filter(|span| span.is_range);
        let start = start.or(range).map(|span| span.first);
        let end = end.or(range).map(|span| span.last);
        if start.zip(end).is_some_and(|(start, end)| end < start) {
            self.error_at(row, Column::End, FileErrorKind::InvertedPlan);
        }
        (start, end)
    }

    /// Returns the first and the last day of a cell that holds both, 2026年3月至10月 or 2025-2027年.
    fn span(&mut self, row: RowRef) -> (Option<Day>, Option<Day>) {
        let text = clean_line(self.cell(row, Column::Span));
        if self.is_unclear_month(row, Column::Span, &text) {
            self.error_at(row, Column::Span, FileErrorKind::UnclearMonth(text));
            return (None, None);
        }
        if date_text::has_no_day(&text) {
            self.leave_cell(row, Column::Span, UnreadCell::OpenEnded);
            return (None, None);
        }
        let span = years(&text).or_else(|| date_text::read(&text, self.year).ok());
        let Some(span) = span else {
            self.leave_cell(row, Column::Span, UnreadCell::NoDays);
            return (None, None);
        };
        if span.first == span.last {
            self.note_day(row, Column::Span, span, span.last);
            return (None, Some(span.last));
        }
        let span = DateSpan { is_range: true, is_literal: false, ..span };
        self.note_day(row, Column::Span, span, span.last);
        (Some(span.first), Some(span.last))
    }

    /// Returns the day in a cell; of a longer time, its last day.
    pub(crate) fn day(&mut self, row: RowRef, column: Column) -> Option<Day> {
        let span = self.days(row, column)?;
        if span.is_range {
            let text = clean_line(self.cell(row, column));
            self.error_at(row, column, FileErrorKind::TwoDates(text));
            return None;
        }
        self.note_day(row, column, span, span.last);
        Some(span.last)
    }

    /// Returns the days in a cell; `None` if it is empty or has an error.
    fn days(&mut self, row: RowRef, column: Column) -> Option<DateSpan> {
        let text = self.date_with_unit(row, column);
        if text.is_empty() {
            return None;
        }
        if self.is_unclear_month(row, column, &text) {
            let kind = FileErrorKind::UnclearMonth(text);
            self.error_at(row, column, kind);
            return None;
        }
        if let Some(read) = self.read_days.get(&text) {
            return Some(read.span);
        }
        if column != Column::Date && date_text::has_no_day(&text) {
            self.leave_cell(row, column, UnreadCell::OpenEnded);
            return None;
        }
        let kind = match date_text::read(&text, self.year) {
            Ok(span) => {
                if self.read_days.len() < READ_DAYS_MAX {
                    self.read_days.insert(text, ReadDays { span, notes: Vec::new() });
                }
                return Some(span);
            }
            Err(DateTextError::NoDay) => FileErrorKind::BadDate(text),
            Err(DateTextError::NoYear) => FileErrorKind::DateWithoutYear(text),
            Err(DateTextError::Rest(day, rest)) => {
                FileErrorKind::PartialDate(rest.into(), text.into(), day.to_string().into())
            }
        };
        self.error_at(row, column, kind);
        None
    }

    /// Returns true if `text`, that of a cell, is a number such as 2026.1, which is also what
    /// becomes of a typed 2026.10. A CSV file does not tell numbers from texts.
    fn is_unclear_month(&self, row: RowRef, column: Column, text: &str) -> bool {
        let year = text.strip_suffix(".1").unwrap_or_default();
        if year.len() != 4 || !year.bytes().all(|byte| byte.is_ascii_digit()) {
            return false;
        }
        let is_csv = self.cells.sheet_names.get(row.sheet).is_none_or(String::is_empty);
        let row = self.first_of_merged(row, column);
        let number = self.column_index(row, column).zip(self.sheets.get(row.sheet));
        is_csv
            || number.is_some_and(|(column, sheet)| {
                sheet.displays.get(&(row.index, column)) == Some(&NumberDisplay::YearAndTenth)
            })
    }

    /// Notes the `day` that a cell was taken as, or both days of a range, unless it is written in
    /// full. Cells with the same text share a note.
    fn note_day(&mut self, row: RowRef, column: Column, span: DateSpan, day: Day) {
        self.note_far_day(row, column, day);
        if span.is_literal {
            self.count_day(false);
            return;
        }
        let meaning = if span.is_range { DayMeaning::Range(span) } else { DayMeaning::Day(day) };
        let text = clean_line(self.cell(row, column));
        let known = self.read_days.get(&text).map_or(&[][..], |read| &read.notes);
        let known = known.iter().find(|(other, _)| *other == meaning).map(|(_, note)| *note);
        if let Some(note) = known.filter(|_| !self.options.with_details) {
            self.count_day(true);
            self.add_cell(note, row, column);
            return;
        }
        let days = if span.is_range {
            format!("{} – {}", span.first, span.last)
        } else {
            day.to_string()
        };
        self.count_day(true);
        self.record_day(row, column, &days);
        let cells = CellList::default();
        let note = Note::ReadDay { text: text.as_str().into(), days: days.into(), cells };
        let note = self.note_cell(row, column, note);
        if let Some(read) = self.read_days.get_mut(&text) {
            read.notes.push((meaning, note));
        }
    }

    /// Notes a day that is many years from the programme's year.
    pub(super) fn note_far_day(&mut self, row: RowRef, column: Column, day: Day) {
        let Some(year) = self.year.filter(|year| day.year().abs_diff(*year) > YEARS_MAX) else {
            return;
        };
        let (day, cells) = (day.to_string().into(), CellList::default());
        self.note_cell(row, column, Note::FarDay(day, year, cells));
    }

    /// Remembers the year of the programme, or else the first one that its title names, or else that
    /// of the programme that the table is merged into, for days that have none.
    pub(crate) fn set_year(&mut self, header: &ProgrammeHeader) {
        let title = header.title.as_text();
        let from_title = || Lang::ALL.into_iter().find_map(|lang| year_in(title.get(lang)));
        let from_base = || Some(self.base()?.programme().year).filter(|year| *year > 0);
        let year = Some(header.year).filter(|year| *year > 0);
        self.year = year.or_else(from_title).or_else(from_base);
    }
}

/// Parses whole years: 2026, 2026年, 2025-2027, 2025年至2027年.
fn years(text: &str) -> Option<DateSpan> {
    let text = with_arabic_dates(text);
    let plain: String = text.chars().map(to_half_width).filter(|c| !c.is_whitespace()).collect();
    let mut numbers = plain.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty());
    let is_year_text = plain.chars().all(|c| c.is_ascii_digit() || "年度至到-—–~".contains(c));
    let year = |digits: &str| {
        let year = digits.parse().ok().filter(|year| (1949..=2100).contains(year));
        year.filter(|_| digits.len() == 4)
    };
    let first: u16 = year(numbers.next()?)?;
    let last = numbers.next().map_or(Some(first), year)?;
    if !is_year_text || numbers.next().is_some() {
        return None;
    }
    let (first, last) = (Day::new(first, 1, 1)?, Day::new(last, 12, 31)?);
    Some(DateSpan { first, last, is_range: true, is_literal: false })
}
