//! `minsheng counts`: the sum of the tables of counts of many halls.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::list::column;
use super::{CommandOutput, CommandResult, FAILURE, NOT_FOUND, OK};
use crate::diagnostics::short;
use crate::exchange::{decode_text, escape_formula};
use crate::host::{BrokenCountLine, CountLine, count_header, parse_count_lines};
use crate::lang::{Lang, fill};
use crate::model::Day;
use crate::storage::read;
use crate::text::{cells, clean, pad_start};

/// Maximum number of broken lines of a file that are told one by one.
const BROKEN_LINES_MAX: usize = 10;

/// The text in place of searches that are counted without their words.
const NO_WORDS: &str = "…";

/// The sum of all lines about the same.
struct CountSum {
    times: u64,
    /// Number of files with such a line, and the last of them.
    files: u64,
    last_file: usize,
    first: Day,
    last: Day,
}

/// The sums by event and subject: opened projects first.
type CountSums = BTreeMap<(bool, String), CountSum>;

pub(crate) fn run(files: &[PathBuf], format: &str, lang: Lang) -> CommandResult {
    let s = lang.strings();
    let (mut sums, mut err) = (CountSums::new(), Vec::new());
    let (mut paths, mut summed, mut hidden, mut is_whole) = (BTreeSet::new(), 0, 0_u64, true);
    for (nth, file) in files.iter().enumerate() {
        let name = file.to_string_lossy();
        // One file under two names would count twice.
        if !paths.insert(fs::canonicalize(file).unwrap_or_else(|_| file.clone())) {
            err.push(fill(s.counts_twice, &[&name]));
            continue;
        }
        let lines = match read_lines(file, lang) {
            Ok(lines) => lines,
            Err(error) => {
                err.push(error);
                is_whole = false;
                continue;
            }
        };
        summed += 1;
        let mut broken = Vec::new();
        for line in lines {
            match line {
                Ok(line) => {
                    hidden = hidden.saturating_add(if line.is_hidden { line.times } else { 0 });
                    add(&mut sums, line, nth);
                }
                Err(line) => broken.push(line),
            }
        }
        is_whole &= broken.is_empty();
        err.extend(broken.iter().take(BROKEN_LINES_MAX).map(|line| broken_text(line, &name, lang)));
        if let Some(more) = broken.len().checked_sub(BROKEN_LINES_MAX).filter(|more| *more > 0) {
            err.push(fill(s.counts_more_broken, &[&name, &more.to_string()]));
        }
    }
    if hidden > 0 {
        err.push(fill(s.counts_hidden, &[&hidden.to_string()]));
    }
    let err = err.iter().map(|line| clean(line).into_owned()).collect();
    if summed == 0 {
        return Err(CommandOutput { err, code: FAILURE, ..CommandOutput::default() });
    }
    let mut rows: Vec<_> = sums.into_iter().collect();
    // Those without words are the rest, and come last.
    rows.sort_by_key(|((is_search, subject), sum)| {
        (*is_search, subject.is_empty(), std::cmp::Reverse(sum.times))
    });
    let out = match format {
        "json" => format!("{:#}\n", rows.iter().map(to_json).collect::<Value>()),
        "csv" => csv(&rows),
        _ => table(&rows, summed, lang),
    };
    let code = if is_whole { OK } else { NOT_FOUND };
    Ok(CommandOutput { out, err, code, ..CommandOutput::default() })
}

/// Reads the lines of a table of counts, or says why it is none.
fn read_lines(file: &Path, lang: Lang) -> Result<Vec<Result<CountLine, BrokenCountLine>>, String> {
    let name = file.to_string_lossy();
    let bytes = read(file).map_err(|error| error.text(&name, lang))?;
    let strange = || fill(lang.strings().counts_strange, &[&name]);
    let (text, _) = decode_text(&bytes).map_err(|_| strange())?;
    parse_count_lines(&text).ok_or_else(strange)
}

fn broken_text(broken: &BrokenCountLine, name: &str, lang: Lang) -> String {
    let (s, line) = (lang.strings(), broken.line.to_string());
    match &broken.cell {
        None => fill(s.counts_cells, &[name, &line]),
        Some((nth, cell)) => {
            let columns = [s.count_day, s.count_what_happened, s.count_what, s.count_times];
            let column = columns.get(*nth).copied().unwrap_or_default();
            fill(s.counts_cell, &[name, &line, column, &short(cell)])
        }
    }
}

/// Adds a line of the file at position `file` to its sum.
fn add(sums: &mut CountSums, line: CountLine, file: usize) {
    let sum = sums.entry((!line.is_opened, line.subject)).or_insert(CountSum {
        times: 0,
        files: 1,
        last_file: file,
        first: line.day,
        last: line.day,
    });
    sum.times = sum.times.saturating_add(line.times);
    sum.files += u64::from(sum.last_file != file);
    sum.last_file = file;
    sum.first = sum.first.min(line.day);
    sum.last = sum.last.max(line.day);
}

fn to_json(((is_search, subject), sum): &((bool, String), CountSum)) -> Value {
    json!({
        "event": if *is_search { "nothing_found" } else { "opened" },
        "subject": (!subject.is_empty()).then_some(subject),
        "times": sum.times,
        "files": sum.files,
        "first": sum.first.to_string(),
        "last": sum.last.to_string(),
    })
}

/// Returns the cells of a row.
fn row_cells(
    ((is_search, subject), sum): &((bool, String), CountSum),
    event: impl Fn(bool) -> String,
) -> [String; 6] {
    let subject = if subject.is_empty() { NO_WORDS } else { subject };
    let (times, files) = (sum.times.to_string(), sum.files.to_string());
    [
        event(*is_search),
        subject.to_owned(),
        times,
        files,
        sum.first.to_string(),
        sum.last.to_string(),
    ]
}

/// Formats the sums as CSV, headings and events in both languages as in the tables themselves.
fn csv(rows: &[((bool, String), CountSum)]) -> String {
    let both = |text: fn(Lang) -> &'static str| Lang::ALL.map(text).join(" ");
    let event = |is_search: bool| {
        both(if is_search {
            |lang| lang.strings().count_nothing_found
        } else {
            |lang| lang.strings().count_opened
        })
    };
    let [_, what_happened, what, times] = count_header();
    let head = [
        what_happened,
        what,
        times,
        both(|lang| lang.strings().counts_files),
        both(|lang| lang.strings().counts_first),
        both(|lang| lang.strings().counts_last),
    ];
    let quoted = |cell: &String| {
        let cell = escape_formula(cell);
        let needs_quotes = cell.contains([',', '"', '\n', '\r']);
        if needs_quotes { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell.into_owned() }
    };
    let rows = rows.iter().map(|row| row_cells(row, event));
    let lines = std::iter::once(head).chain(rows).map(|row| row.each_ref().map(quoted).join(","));
    // The byte order mark by which Excel recognizes UTF-8.
    "\u{feff}".to_owned() + &lines.map(|line| line + "\n").collect::<String>()
}

/// Formats the sums as a table for reading, with the total of each event.
fn table(rows: &[((bool, String), CountSum)], files: usize, lang: Lang) -> String {
    let s = lang.strings();
    let event =
        |is_search| if is_search { s.count_nothing_found } else { s.count_opened }.to_owned();
    let head = [
        s.count_what_happened,
        s.count_what,
        s.count_times,
        s.counts_files,
        s.counts_first,
        s.counts_last,
    ];
    let mut table = vec![head.map(str::to_owned)];
    table
        .extend(rows.iter().map(|row| row_cells(row, event).map(|cell| clean(&cell).into_owned())));
    for is_search in [false, true] {
        let times = rows.iter().filter(|((row, _), _)| *row == is_search);
        let times = times.fold(0_u64, |total, (_, sum)| total.saturating_add(sum.times));
        let [files, first, last] = [(); 3].map(|()| String::new());
        let name = s.all_of_them.to_owned();
        table.push([event(is_search), name, times.to_string(), files, first, last]);
    }
    let width = |nth: usize| {
        table
            .iter()
            .filter_map(|row| row.get(nth))
            .map(|cell| cells(cell))
            .max()
            .unwrap_or_default()
    };
    let widths: Vec<usize> = (0..head.len()).map(width).collect();
    let line = |row: &[String; 6]| {
        let cells = row.iter().zip(&widths).enumerate().map(|(nth, (cell, width))| match nth {
            2 | 3 => pad_start(cell, *width),
            _ => column(cell, *width),
        });
        cells.collect::<Vec<_>>().join("  ").trim_end().to_owned() + "\n"
    };
    table.iter().map(line).collect::<String>()
        + &format!("\n{}\n", fill(s.counts_summed, &[&files.to_string()]))
}
