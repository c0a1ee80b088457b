//! Tables of counts read line by line, as offices hand them in: saved again by a spreadsheet
//! program, and with lines that somebody has changed.

use super::rows::{bilingual, header};
use super::waiting::may_be_written;
use crate::exchange::unescape_formula;
use crate::model::Day;

/// Separators of cells, as spreadsheet programs write them.
const DELIMITERS: [u8; 3] = [b',', b'\t', b';'];

/// Digits of the number of a project.
const NUMBER_DIGITS: usize = 2;

/// A line of a table of counts.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct CountLine {
    pub(crate) day: Day,
    /// True for an opened project, false for a search that found nothing.
    pub(crate) is_opened: bool,
    /// Number of the project, or text of the search; empty for those counted without words.
    pub(crate) subject: String,
    pub(crate) times: u64,
    /// True if the text of the search was left out, because it is long or like a phone number.
    pub(crate) is_hidden: bool,
}

/// A line that is not understood.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct BrokenCountLine {
    /// Number of the line, from 1.
    pub(crate) line: u64,
    /// Position and text of the cell that is not understood; `None` if there are not four cells.
    pub(crate) cell: Option<(usize, String)>,
}

/// Parses a table of counts; returns `None` for any other text.
pub(crate) fn parse_lines(text: &str) -> Option<Vec<Result<CountLine, BrokenCountLine>>> {
    let text = text.trim_start_matches('\u{feff}');
    let records = DELIMITERS.into_iter().find_map(|delimiter| {
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(delimiter)
            .flexible(true)
            .from_reader(text.as_bytes());
        let head = reader.headers().ok()?;
        let cells = head.iter().map(str::trim).filter(|cell| !cell.is_empty());
        cells.eq(header().iter().map(String::as_str)).then(|| reader.into_records())
    })?;
    let lines = records.map(|record| {
        // The text is UTF-8 and lines of any length are allowed, so that there are no errors.
        let record = record.unwrap_or_default();
        let line = record.position().map_or(0, csv::Position::line);
        parse_line(&record).map_err(|cell| BrokenCountLine { line, cell })
    });
    Some(lines.collect())
}

/// Parses a line, or returns the cell that is not understood.
fn parse_line(record: &csv::StringRecord) -> Result<CountLine, Option<(usize, String)>> {
    let mut cells: Vec<&str> = record.iter().map(str::trim).collect();
    while cells.len() > header().len() && cells.last().is_some_and(|cell| cell.is_empty()) {
        cells.pop();
    }
    let [day, kind, subject, times] = cells[..] else { return Err(None) };
    let broken = |nth: usize, cell: &str| Some((nth, cell.to_owned()));
    let is_opened = kind == bilingual(|s| s.count_opened);
    if !is_opened && kind != bilingual(|s| s.count_nothing_found) {
        return Err(broken(1, kind));
    }
    let subject = unescape_formula(subject);
    let is_hidden = !is_opened && !may_be_written(subject);
    let is_number = is_opened && subject.bytes().all(|byte| byte.is_ascii_digit());
    let subject = match subject {
        _ if is_hidden => String::new(),
        super::OTHER_SUBJECTS => String::new(),
        // A spreadsheet program drops the zero.
        number if is_number => format!("{number:0>NUMBER_DIGITS$}"),
        subject => subject.to_owned(),
    };
    Ok(CountLine {
        day: parse_day(day).ok_or_else(|| broken(0, day))?,
        is_opened,
        subject,
        times: times.parse().map_err(|_| broken(3, times))?,
        is_hidden,
    })
}

/// Parses a day as written, or as a spreadsheet program shows it: `2026/3/5`.
fn parse_day(text: &str) -> Option<Day> {
    let mut parts = text.split(['-', '/']);
    let day = (parts.next()?, parts.next()?, parts.next()?);
    let (year, month, day) = (day.0.parse().ok()?, day.1.parse().ok()?, day.2.parse().ok()?);
    Day::new(year, month, day).filter(|_| parts.next().is_none())
}
