//! Rows of counts, and their CSV form.

use std::collections::BTreeMap;
use std::io::{self, ErrorKind};
use std::path::Path;

use crate::app::UsageEvent;
use crate::diagnostics::FileErrorKind;
use crate::exchange::escape_formula;
use crate::lang::{Lang, Strings};
use crate::storage::read_text;

/// Maximum number of rows per day. Random typing makes a row of each word; beyond the limit, each
/// kind of event has one common row.
const ROWS_PER_DAY_MAX: usize = 1000;

/// The subject of a common row.
pub(crate) const OTHER_SUBJECTS: &str = "…";

/// The key of a row: day, kind of event, and its subject.
pub(crate) type CountRow = (String, String, String);

/// The count of each row.
pub(crate) type CountRows = BTreeMap<CountRow, u64>;

/// Returns the total of all counts.
pub(crate) fn total(rows: &CountRows) -> u64 {
    rows.values().fold(0, |total, times| total.saturating_add(*times))
}

/// Returns the row of an event, its text escaped against CSV formula injection.
pub(crate) fn row(event: UsageEvent, day: String) -> CountRow {
    let (kind, subject) = match event {
        UsageEvent::Opened(no) => (bilingual(|s| s.count_opened), no),
        UsageEvent::NothingFound(query) => (bilingual(|s| s.count_nothing_found), query),
    };
    (day, kind, escape_formula(&subject).into_owned())
}

/// Adds `times` to the count of a row, or to the common row if the day is full.
pub(crate) fn add(rows: &mut CountRows, row: CountRow, times: u64) {
    let is_full = rows.len() >= ROWS_PER_DAY_MAX
        && rows.keys().filter(|(day, ..)| *day == row.0).count() >= ROWS_PER_DAY_MAX;
    let row = if is_full && !rows.contains_key(&row) {
        (row.0, row.1, OTHER_SUBJECTS.to_owned())
    } else {
        row
    };
    let count = rows.entry(row).or_default();
    *count = count.saturating_add(times);
}

/// Returns a text in both languages, since readers of either open the table.
pub(crate) fn bilingual(text: impl Fn(&'static Strings) -> &'static str) -> String {
    Lang::ALL.map(|lang| text(lang.strings())).join(" ")
}

/// Returns the headings of the table.
pub(crate) fn header() -> [String; 4] {
    [
        bilingual(|s| s.count_day),
        bilingual(|s| s.count_what_happened),
        bilingual(|s| s.count_what),
        bilingual(|s| s.count_times),
    ]
}

/// Reads a table; a missing or empty file has no rows. Any other file that is no table of counts is
/// an error, so that it is not replaced.
pub(crate) fn read(file: &Path) -> io::Result<CountRows> {
    let text = match read_text(file) {
        Ok(text) => text,
        Err(errors) if errors.iter().any(|error| error.kind == FileErrorKind::Missing) => {
            return Ok(CountRows::new());
        }
        Err(errors) => {
            let messages =
                errors.iter().flat_map(|error| Lang::ALL.map(|lang| error.kind.text(lang)));
            let messages = messages.collect::<Vec<_>>().join(" ");
            return Err(io::Error::new(ErrorKind::InvalidData, messages));
        }
    };
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let foreign = || io::Error::new(ErrorKind::InvalidData, bilingual(|s| s.count_strange));
    let is_ours =
        reader.headers().map_err(|_| foreign())?.iter().eq(header().iter().map(String::as_str));
    if !is_ours && !text.trim().is_empty() {
        return Err(foreign());
    }
    let rows = reader.deserialize().map(|row| {
        let (day, kind, subject, times) = row.map_err(|_| foreign())?;
        Ok(((day, kind, subject), times))
    });
    rows.collect()
}

/// Returns the rows as CSV with a header.
pub(crate) fn to_csv(rows: &CountRows) -> io::Result<Vec<u8>> {
    // Starts with the byte order mark by which Excel recognizes UTF-8.
    let mut writer = csv::Writer::from_writer("\u{feff}".as_bytes().to_vec());
    writer.write_record(header())?;
    for ((day, kind, subject), times) in rows {
        writer.write_record([day, kind, subject, &times.to_string()])?;
    }
    writer.into_inner().map_err(|error| io::Error::other(error.to_string()))
}
