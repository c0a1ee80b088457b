//! Finds the columns of progress whose day the header names, a line above the table, or the name of
//! the sheet; and the tables that have nothing but progress.

use super::columns::HeaderRow;
use super::row_text::section_name;
use crate::diagnostics::{Column, ExtraField, ProgressLabel, ProgressMeasure, Table, TableHeader};
use crate::exchange::date_text::{self, DateTextError};
use crate::exchange::import::cell_text::clean_line;
use crate::exchange::{Sheet, is_known_unit};
use crate::lang::Lang;
use crate::model::Day;
use crate::text::to_half_width;

/// Maximum number of rows that are looked at to decide on a table.
const SAMPLE_MAX: usize = 50;

/// Maximum length of a header of progress, in bytes.
const HEADER_MAX: usize = 100;

/// A year to try a time with that has none.
const ANY_YEAR: u16 = 2026;

/// A column of progress up to a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ProgressColumn {
    /// The index of the column.
    pub(crate) column: usize,
    /// Its header.
    pub(crate) name: String,
    /// The time up to which it counts, as it is written.
    pub(crate) time: String,
    /// True if the header names the time, false if the table or the sheet does.
    pub(crate) has_own_time: bool,
    pub(crate) measure: ProgressMeasure,
    /// The unit in the header; empty if there is none.
    pub(crate) unit: String,
}

/// A time up to which progress counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ProgressTime {
    pub(crate) day: Day,
    /// True if all counts that was done until the day, false if only a month or a quarter does.
    is_total: bool,
    /// True if it is a single day with its year.
    pub(crate) is_literal: bool,
}

impl ProgressTime {
    /// Parses 6月底, 1-8月, 上半年 or `2026-06-30`; `year` is that of the programme.
    pub(crate) fn parse(text: &str, year: Option<u16>) -> Result<Self, DateTextError> {
        let plain: String = text.chars().map(to_half_width).collect();
        let (plain, is_first) = without_first_month(&plain);
        let span = date_text::read(&plain, year)?;
        if span.is_range {
            return Err(DateTextError::NoDay);
        }
        let is_from_start = Day::new(span.first.year(), 1, 1) == Some(span.first);
        let is_total = is_first.unwrap_or(span.first == span.last || is_from_start);
        Ok(Self { day: span.last, is_total, is_literal: span.is_literal && is_first.is_none() })
    }
}

/// Returns a range of months as the last of them, and true if it begins in January: 8月 of 1-8月,
/// 三季度 of 前三季度. Any other text is returned as it is.
fn without_first_month(text: &str) -> (String, Option<bool>) {
    if let Some(rest) = text.strip_prefix("前三季度") {
        return (format!("三季度{rest}"), Some(true));
    }
    let (year, months) = text.split_once('年').map_or(("", text), |(year, rest)| (year, rest));
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let Some((first, rest)) = months.split_at_checked(digits(months)) else {
        return (text.to_owned(), None);
    };
    let rest = rest.strip_prefix('月').unwrap_or(rest);
    let marks = ["至", "到", "-", "—", "~", "–"];
    let last = marks.iter().find_map(|mark| rest.strip_prefix(mark));
    let is_month = |last: &&str| {
        digits(last) > 0 && last.get(digits(last)..).is_some_and(|rest| rest.starts_with('月'))
    };
    let Some(last) = last.filter(is_month).filter(|_| (1..=2).contains(&first.len())) else {
        return (text.to_owned(), None);
    };
    let year = if year.is_empty() { String::new() } else { format!("{year}年") };
    (format!("{year}{last}"), Some(first.trim_start_matches('0') == "1"))
}

/// Returns the time that a line above a table gives: 2026年6月30日 of （截至2026年6月30日）.
pub(super) fn time_in_line(line: &str) -> Option<String> {
    let plain: String = line.chars().map(to_half_width).filter(|c| !c.is_whitespace()).collect();
    let rest = ["截至", "截止"].iter().find_map(|word| Some(plain.split_once(word)?.1))?;
    let rest = rest.trim_start_matches(['到', '至', ':']);
    let is_part = |c: char| {
        c.is_ascii_digit() || "年月日号底末初上下旬中半季度第前一二三四五六七八九十-./".contains(c)
    };
    let end = rest.find(|c| !is_part(c)).unwrap_or(rest.len());
    let time = rest.get(..end)?;
    ProgressTime::parse(time, Some(ANY_YEAR)).is_ok().then(|| time.to_owned())
}

/// Returns true if a line above a table gives a time and nothing else: （截至2026年6月30日）.
pub(super) fn is_only_time(line: &str) -> bool {
    let Some(time) = time_in_line(line) else { return false };
    let plain: String = line.chars().map(to_half_width).filter(|c| !c.is_whitespace()).collect();
    let rest = plain.replace(&time, "");
    let words = ["截至", "截止", "数据", "进展", "情况"];
    words
        .iter()
        .fold(rest, |rest, word| rest.replace(word, ""))
        .chars()
        .all(|c| !c.is_alphanumeric())
}

/// Returns the time that the lines above a table give, if they give one, or else the name of the
/// sheet.
pub(super) fn time_of_table<'a>(
    lines: impl DoubleEndedIterator<Item = &'a str>,
    sheet: &str,
) -> Option<String> {
    let mut times = lines.rev().filter_map(time_in_line);
    if let Some(time) = times.next() {
        // Two different days leave it open which one counts.
        return times.all(|other| other == time).then_some(time);
    }
    let label = ProgressLabel::parse(sheet)?;
    ProgressTime::parse(&label.time, Some(ANY_YEAR)).is_ok().then_some(label.time)
}

/// Returns the header of a table of progress that has no column for the day, because each column
/// has one of its own, or because `has_time` tells that the table has one.
pub(super) fn wide_header(cells: &[String], has_time: impl Fn() -> bool) -> Option<TableHeader> {
    let header = TableHeader::from_wide_updates(cells)?;
    // The row of a project has its number.
    let is_number = |cell: &String| {
        let mut digits = cell.trim().chars().map(to_half_width);
        !cell.trim().is_empty() && digits.all(|c| c.is_ascii_digit())
    };
    if cells.iter().any(is_number) {
        return None;
    }
    let is_dated = |cell: &String| label_with_time(cell).is_some();
    let is_progress = || {
        let has_words =
            |cell: &String| ProgressLabel::parse(cell).is_some_and(|label| label.has_words);
        cells.iter().any(has_words) && has_time()
    };
    (cells.iter().any(is_dated) || is_progress()).then_some(header)
}

/// Returns true if a header is a time and no more: 6月底.
pub(super) fn is_time_label(header: &str) -> bool {
    let label = ProgressLabel::parse(header).filter(|label| !label.has_words);
    let is_header =
        |time: &str| ['月', '季', '半', '底', '末'].iter().any(|word| time.contains(*word));
    label.is_some_and(|label| {
        is_header(&label.time) && ProgressTime::parse(&label.time, Some(ANY_YEAR)).is_ok()
    })
}

/// Parses a header of progress that names its time: all that counts so far if it has no words of
/// progress.
fn label_with_time(header: &str) -> Option<ProgressLabel> {
    if header.len() > HEADER_MAX {
        return None;
    }
    let label = ProgressLabel::parse(header).filter(|label| !label.time.is_empty())?;
    let time = ProgressTime::parse(&label.time, Some(ANY_YEAR)).ok()?;
    // A day in digits alone may be the cell of a project.
    let is_header = ['月', '季', '半', '底', '日'].iter().any(|word| label.time.contains(*word));
    let is_total = label.is_total || time.is_total;
    (label.has_words || is_total && is_header).then_some(label)
}

/// Returns true if a table that looks like one of projects has only their numbers, titles and
/// progress.
pub(super) fn has_only_progress(sheet: &Sheet, header: &HeaderRow) -> bool {
    let columns = &header.header.columns;
    let has = |column| columns.contains(&Some(column));
    if header.header.table != Table::Projects
        || header.header.is_plan()
        || has(Column::Unit)
        || has(Column::TargetName)
    {
        return false;
    }
    let targets = columns.iter().position(|other| *other == Some(Column::Targets(Lang::Zh)));
    if let Some(targets) = targets {
        let names = TableHeader::from_wide_updates(&header.part_labels());
        let is_name =
            names.is_some_and(|names| names.columns.get(targets) == Some(&Some(Column::Target)));
        let is_figure = |cell: &str| cell.contains(|c: char| to_half_width(c).is_ascii_digit());
        let cells = body(sheet, header).take(SAMPLE_MAX).filter_map(|cells| cells.get(targets));
        let (figures, others): (Vec<_>, Vec<_>) =
            cells.filter(|cell| !cell.trim().is_empty()).partition(|cell| is_figure(cell));
        if !is_name || figures.len() >= others.len() {
            return false;
        }
    }
    header.part_labels().iter().any(|label| {
        ProgressLabel::parse(label).is_some_and(|label| label.has_words)
            || label_with_time(label).is_some()
    })
}

/// Returns true if the table has rows that begin a section, which may be the domains of projects.
pub(super) fn has_sections(sheet: &Sheet, header: &HeaderRow) -> bool {
    body(sheet, header).take(SAMPLE_MAX).any(|cells| {
        let mut texts = cells.iter().map(|cell| cell.trim()).filter(|cell| !cell.is_empty());
        let Some(first) = texts.next() else { return false };
        texts.all(|text| text == first)
            && section_name(first).is_some_and(|section| section.is_marked)
    })
}

/// Returns true if a sheet has the header of a table of projects that says more than their
/// progress.
pub(super) fn has_plan(sheet: &Sheet) -> bool {
    sheet.rows.iter().take(SAMPLE_MAX).any(|cells| {
        TableHeader::from_row(cells)
            .is_some_and(|header| header.table == Table::Projects && header.is_plan())
    })
}

/// Returns true if a header of progress below the list is about its projects: it names them or
/// their targets, or has nothing but their numbers and their progress. 1 beside an office is the
/// number of the office.
pub(super) fn is_about_projects(header: &HeaderRow) -> bool {
    let columns = &header.header.columns;
    let names = |column| columns.contains(&Some(column));
    let is_known = |(label, column): (&String, &Option<Column>)| {
        label.trim().is_empty()
            || ProgressLabel::parse(label).is_some()
            || column.is_some_and(|column| !matches!(column, Column::Unit | Column::Extra(_)))
    };
    header.header.table != Table::Updates
        || names(Column::Title(Lang::Zh))
        || names(Column::Target)
        || header.labels.iter().zip(columns).all(is_known)
}

fn body<'a>(sheet: &'a Sheet, header: &HeaderRow) -> impl Iterator<Item = &'a Vec<String>> {
    sheet.rows.iter().skip(header.row + header.length)
}

/// Turns the header of a table of projects into that of a table of updates.
pub(super) fn into_updates(header: &mut HeaderRow) {
    if let Some(updates) = TableHeader::from_wide_updates(&header.part_labels()) {
        header.header = updates;
    }
}

/// Finds the columns of progress of a table and gives them their meaning. `time` is that of the
/// whole table, if it has one.
pub(super) fn find(
    sheet: &Sheet,
    header: &mut HeaderRow,
    time: Option<&str>,
) -> Vec<ProgressColumn> {
    let mut found: Vec<ProgressColumn> = Vec::new();
    let table = header.header.table;
    let has_date = header.header.columns.contains(&Some(Column::Date));
    if !matches!(table, Table::Projects | Table::Updates) || has_date {
        return found;
    }
    for nth in (0..header.labels.len()).filter(|nth| header.part.contains(nth)) {
        let meaning = header.header.columns.get(nth).copied().flatten();
        let is_open = match meaning {
            None | Some(Column::Extra(ExtraField::Progress)) => true,
            Some(Column::Done | Column::Note(Lang::Zh)) => table == Table::Updates,
            _ => false,
        };
        let Some(name) = header.labels.get(nth).filter(|_| is_open).cloned() else { continue };
        let label =
            label_with_time(&name).filter(|label| label.has_words || may_be_bare(&name, table));
        let own_time = label.is_some();
        let undated = || {
            let is_double = header.header.doubles.iter().any(|(double, _)| *double == nth);
            let is_known = meaning.is_some() || is_double;
            ProgressLabel::parse(&name)
                .filter(|label| is_known && label.has_words && label.time.is_empty())
        };
        let Some(label) = label.or_else(undated) else { continue };
        let time_text = if own_time { Some(label.time.as_str()) } else { time };
        let Some(time_text) = time_text else { continue };
        let is_total = label.is_total
            || !own_time
            || ProgressTime::parse(time_text, Some(ANY_YEAR)).is_ok_and(|time| time.is_total);
        let column = if is_total || !has_figures(sheet, header, nth) {
            u8::try_from(found.len()).map_or(Column::Extra(ExtraField::Progress), Column::Progress)
        } else {
            Column::Extra(ExtraField::PeriodProgress)
        };
        if let Some(meaning) = header.header.columns.get_mut(nth) {
            *meaning = Some(column);
        }
        header.header.doubles.retain(|(double, _)| *double != nth);
        if matches!(column, Column::Progress(_)) {
            let is_unit = !label.unit.is_empty() && is_known_unit(&label.unit);
            found.push(ProgressColumn {
                column: nth,
                time: time_text.to_owned(),
                has_own_time: own_time,
                measure: label.measure,
                unit: if is_unit { label.unit } else { String::new() },
                name: clean_line(&name),
            });
        }
    }
    found
}

/// Returns true if a header that has only a time is one of progress: 截至6月底, but in a table of
/// projects not 6月底, which may be a plan.
fn may_be_bare(header: &str, table: Table) -> bool {
    table == Table::Updates || ["截至", "截止"].iter().any(|word| header.contains(word))
}

/// Returns true if a column has cells that begin with a digit.
fn has_figures(sheet: &Sheet, header: &HeaderRow, column: usize) -> bool {
    let is_figure =
        |cell: &String| cell.trim_start().starts_with(|c: char| to_half_width(c).is_ascii_digit());
    body(sheet, header).filter_map(|cells| cells.get(column)).any(is_figure)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_of_progress_is_its_last_day() {
        for (text, day, is_total) in [
            ("6月底", "2026-06-30", true),
            ("2026年6月30日", "2026-06-30", true),
            ("6月", "2026-06-30", false),
            ("上半年", "2026-06-30", true),
            ("一季度", "2026-03-31", true),
            ("第二季度", "2026-06-30", false),
            ("前三季度", "2026-09-30", true),
            ("1-8月", "2026-08-31", true),
            ("1月至8月", "2026-08-31", true),
            ("2025年1-8月", "2025-08-31", true),
            ("4-6月", "2026-06-30", false),
            ("2026-06-30", "2026-06-30", true),
        ] {
            let time = ProgressTime::parse(text, Some(2026)).unwrap();
            assert_eq!((time.day.to_string().as_str(), time.is_total), (day, is_total), "{text}");
        }
        for text in ["", "进展", "13月", "6月1日至6月30日"] {
            assert!(ProgressTime::parse(text, Some(2026)).is_err(), "{text}");
        }
    }

    #[test]
    fn a_line_or_a_sheet_gives_the_time_of_a_table() {
        for (lines, sheet, time) in [
            (&["进展情况表（截至2026年6月30日）"][..], "", Some("2026年6月30日")),
            (&["进展情况表", "截至：6月底"], "6月", Some("6月底")),
            (&["进展情况表"], "6月底", Some("6月底")),
            (&["进展情况表"], "6月进展", Some("6月")),
            (&["截至目前进展情况"], "Sheet1", None),
            (&["截至5月底", "截至6月底"], "", None),
            (&["填报日期：2026-07-05"], "", None),
        ] {
            let found = time_of_table(lines.iter().copied(), sheet);
            assert_eq!(found.as_deref(), time, "{lines:?} {sheet}");
        }
    }
}
