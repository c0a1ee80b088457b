//! Searches that found nothing and may not be written down yet: until one has come in three visits
//! on two days, only its fingerprint is kept.
//!
//! Many halls switch their terminals off at night, and over SSH each session is a program of its
//! own, so memory alone would never see a second day. The file beside the table therefore holds
//! fingerprints: no words, but whoever can read the file can check a guess. That is why only its
//! owner can read it, its key is random (no list made for one hall fits another), and a search
//! leaves it after a month.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;
use std::hash::{BuildHasher, DefaultHasher, Hash, Hasher, RandomState};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use crate::diagnostics::FileErrorKind;
use crate::model::Day;
use crate::storage::{create_draft, parent_folder, read_text};

/// Number of visits in which a search must have come before it is written down.
const VISITS_MIN: u64 = 3;

/// Number of days on which it must have come.
const DAYS_MIN: usize = 2;

/// Maximum length of a search that is written down, in characters.
const LENGTH_MAX: usize = 12;

/// Number of digits in a row from which a search is not written down: it may be a phone number.
const DIGITS_MAX: usize = 4;

/// Number of days after which a search that did not come again is forgotten.
const DAYS_KEPT: i64 = 31;

/// Maximum number of searches in the file. Of more, those that came last the longest ago go.
const SEARCHES_MAX: usize = 2000;

/// Permissions of the file.
const MODE: u32 = 0o600;

/// File name suffix.
const SUFFIX: &str = ".waiting";

/// The word in place of the visits of a search that is counted by its words.
const KNOWN: &str = "known";

/// Han digits, by which a phone number can be written, too.
const HAN_DIGITS: &str = "零〇一二两三四五六七八九幺";

/// Days, each with a number of visits.
pub(crate) type VisitsByDay = BTreeMap<Day, u64>;

/// Returns true if a search may be written down once it came often enough: nothing long, and
/// nothing like a phone number, whatever marks part its digits.
pub(crate) fn may_be_written(query: &str) -> bool {
    let is_digit = |c: char| c.is_numeric() || HAN_DIGITS.contains(c);
    let (mut run, mut longest) = (0, 0);
    for c in query.chars().filter(|c| c.is_alphanumeric()) {
        run = if is_digit(c) { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    query.chars().count() <= LENGTH_MAX && longest < DIGITS_MAX
}

/// The searches that wait, and those that have come often enough, by their fingerprints.
#[derive(Debug, PartialEq)]
pub(crate) struct WaitingSearches {
    /// Random part of all fingerprints.
    key: u64,
    searches: BTreeMap<u64, WaitingSearch>,
}

/// The visits in which a search came.
#[derive(Debug, PartialEq)]
enum WaitingSearch {
    /// Not often enough yet.
    Waiting(VisitsByDay),
    /// Often enough; holds the last day.
    Known(Day),
}

impl WaitingSearch {
    fn last_day(&self) -> Option<Day> {
        match self {
            Self::Waiting(visits) => visits.keys().next_back().copied(),
            Self::Known(day) => Some(*day),
        }
    }

    /// Returns the visits that have not been counted.
    fn into_visits(self) -> VisitsByDay {
        match self {
            Self::Waiting(visits) => visits,
            Self::Known(_) => VisitsByDay::new(),
        }
    }

    fn parse(words: &[&str]) -> Option<Self> {
        if let [day, KNOWN] = words {
            return Day::parse(day).map(Self::Known);
        }
        let visits = words.chunks(2).map(|pair| match pair {
            [day, visits] => Some((Day::parse(day)?, visits.parse().ok()?)),
            _ => None,
        });
        visits.collect::<Option<_>>().map(Self::Waiting)
    }
}

impl WaitingSearches {
    /// Returns true if there is a file of them beside the table `file`.
    pub(crate) fn is_there(file: &Path) -> bool {
        path_beside(file).exists()
    }

    /// Reads those beside the table `file`. Without a file, or with a broken one, all begin anew.
    ///
    /// # Errors
    /// The file cannot be read.
    pub(crate) fn read(file: &Path) -> io::Result<Self> {
        match read_text(&path_beside(file)) {
            Ok(text) => Ok(Self::parse(&text).unwrap_or_else(Self::new)),
            Err(errors) if errors.iter().any(|error| error.kind == FileErrorKind::Forbidden) => {
                Err(ErrorKind::PermissionDenied.into())
            }
            Err(_) => Ok(Self::new()),
        }
    }

    fn new() -> Self {
        Self { key: RandomState::new().build_hasher().finish(), searches: BTreeMap::new() }
    }

    fn parse(text: &str) -> Option<Self> {
        let mut lines = text.lines();
        let key = u64::from_str_radix(lines.next()?, 16).ok()?;
        let searches = lines.map(|line| {
            let (fingerprint, rest) = line.split_once(' ')?;
            let words: Vec<&str> = rest.split(' ').collect();
            Some((u64::from_str_radix(fingerprint, 16).ok()?, WaitingSearch::parse(&words)?))
        });
        Some(Self { key, searches: searches.collect::<Option<_>>()? })
    }

    fn to_text(&self) -> String {
        let mut text = format!("{:016x}\n", self.key);
        for (fingerprint, search) in &self.searches {
            text.push_str(&format!("{fingerprint:016x}"));
            match search {
                WaitingSearch::Waiting(visits) => {
                    text.extend(visits.iter().map(|(day, visits)| format!(" {day} {visits}")));
                }
                WaitingSearch::Known(day) => text.push_str(&format!(" {day} {KNOWN}")),
            }
            text.push('\n');
        }
        text
    }

    /// The algorithm of `DefaultHasher` may change with a version of Rust: the searches then wait
    /// anew.
    fn fingerprint(&self, query: &str) -> u64 {
        let mut hasher = DefaultHasher::new();
        (self.key, query).hash(&mut hasher);
        hasher.finish()
    }

    /// Records that `query` came in `visits` visits on `day`. Returns the visits to count by its
    /// words now: none, or all so far once there are enough.
    pub(crate) fn record(&mut self, query: &str, day: Day, visits: u64) -> VisitsByDay {
        let fingerprint = self.fingerprint(query);
        let waiting = || WaitingSearch::Waiting(VisitsByDay::new());
        let search = self.searches.entry(fingerprint).or_insert_with(waiting);
        match search {
            WaitingSearch::Known(last_day) => {
                *last_day = day.max(*last_day);
                VisitsByDay::from([(day, visits)])
            }
            WaitingSearch::Waiting(by_day) => {
                let count = by_day.entry(day).or_default();
                *count = count.saturating_add(visits);
                let total = by_day.values().fold(0_u64, |sum, visits| sum.saturating_add(*visits));
                if total < VISITS_MIN || by_day.len() < DAYS_MIN {
                    return VisitsByDay::new();
                }
                let visits = std::mem::take(by_day);
                *search = WaitingSearch::Known(visits.keys().next_back().copied().unwrap_or(day));
                visits
            }
        }
    }

    /// Forgets searches that did not come again within a month, and those for which there is no
    /// room. Returns their visits, which are counted without words.
    pub(crate) fn forget(&mut self, today: Day) -> VisitsByDay {
        let is_old = |search: &WaitingSearch| {
            search.last_day().is_none_or(|day| today.days_since(day) > DAYS_KEPT)
        };
        let searches = std::mem::take(&mut self.searches);
        let (old, recent): (BTreeMap<_, _>, _) =
            searches.into_iter().partition(|(_, search)| is_old(search));
        let mut gone: Vec<WaitingSearch> = old.into_values().collect();
        self.searches = recent;
        let excess = self.searches.len().saturating_sub(SEARCHES_MAX);
        let mut oldest: Vec<(bool, Option<Day>, u64)> = self
            .searches
            .iter()
            .map(|(key, search)| {
                (matches!(search, WaitingSearch::Known(_)), search.last_day(), *key)
            })
            .collect();
        oldest.sort_unstable();
        let excess = oldest.iter().take(excess);
        gone.extend(excess.filter_map(|(.., fingerprint)| self.searches.remove(fingerprint)));
        merged(gone)
    }

    /// Forgets all searches, and returns their visits.
    pub(crate) fn forget_all(&mut self) -> VisitsByDay {
        merged(std::mem::take(&mut self.searches).into_values())
    }

    /// Replaces the file beside the table `file`, or removes it if nothing waits.
    ///
    /// # Errors
    /// The file could not be written; the old one is unchanged.
    pub(crate) fn write(&self, file: &Path) -> io::Result<()> {
        let path = path_beside(file);
        if self.searches.is_empty() {
            return match fs::remove_file(path) {
                Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
                _ => Ok(()),
            };
        }
        // A draft of the table, so that whoever replaces the table removes what is left of it.
        let mut draft =
            create_draft(parent_folder(file), file.file_name().unwrap_or_default(), MODE)?;
        draft.write_all(self.to_text().as_bytes())?;
        draft.as_file().sync_all()?;
        draft.persist(&path).map_err(|error| error.error)?;
        Ok(())
    }
}

/// Adds up the uncounted visits of searches.
fn merged(searches: impl IntoIterator<Item = WaitingSearch>) -> VisitsByDay {
    let mut all = VisitsByDay::new();
    for (day, visits) in searches.into_iter().flat_map(WaitingSearch::into_visits) {
        let count = all.entry(day).or_default();
        *count = count.saturating_add(visits);
    }
    all
}

/// Returns the path of the file beside the table `file`: `.NAME.waiting`.
fn path_beside(file: &Path) -> PathBuf {
    let mut name = OsString::from(".");
    name.push(file.file_name().unwrap_or_default());
    name.push(SUFFIX);
    parent_folder(file).join(name)
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    fn dates(visits: &VisitsByDay) -> Vec<(String, u64)> {
        visits.iter().map(|(day, visits)| (day.to_string(), *visits)).collect()
    }

    #[test]
    fn long_searches_and_numbers_of_persons_are_never_written() {
        for query in ["充电桩", "ranqi", "7号楼303室", "十二个字以内的都可以写", "2026", "a1b2c3d4"]
        {
            let may = query != "2026";
            assert_eq!(may_be_written(query), may, "{query}");
        }
        for query in [
            "zhenwuming 13900000000",
            "1390000",
            "139-00-00",
            "１３９０",
            "一三九〇",
            "13 90",
            "十三个字的搜索词就不写下来了",
        ] {
            assert!(!may_be_written(query), "{query}");
        }
    }

    #[test]
    fn a_search_is_counted_from_its_third_visit_on_its_second_day() {
        let mut waiting = WaitingSearches::new();
        let mut came = |query: &str, on: &str| dates(&waiting.record(query, day(on), 1));
        for _ in 0..5 {
            assert_eq!(came("地铁", "2026-11-25"), []);
        }
        let all = [("2026-11-25".to_owned(), 5), ("2026-11-26".to_owned(), 1)];
        assert_eq!(came("地铁", "2026-11-26"), all);
        assert_eq!(came("地铁", "2026-11-27"), [("2026-11-27".to_owned(), 1)]);
        assert_eq!(came("燃气", "2026-11-25"), []);
        assert_eq!(came("燃气", "2026-11-26"), []);
        assert_eq!(came("燃气", "2026-11-26").len(), 2);
    }

    #[test]
    fn the_file_has_no_words_and_only_its_owner_reads_it() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("counts.csv");
        let mut waiting = WaitingSearches::new();
        let _ = waiting.record("甄无名", day("2026-11-25"), 1);
        let _ = waiting.record("zhenwuming", day("2026-11-25"), 2);
        let _ = waiting.record("zhenwuming", day("2026-11-26"), 2);
        waiting.write(&file).unwrap();
        let text = fs::read_to_string(path_beside(&file)).unwrap();
        assert!(!text.contains('甄') && !text.contains("zhen"), "{text}");
        let mode = fs::metadata(path_beside(&file)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        assert_eq!(WaitingSearches::read(&file).unwrap(), waiting);
        assert_ne!(WaitingSearches::new().fingerprint("甄无名"), waiting.fingerprint("甄无名"));
        for text in ["", "x", "0\ny", "0\n1 2026-11-25", "0\n1 2026-13-25 1"] {
            fs::write(path_beside(&file), text).unwrap();
            assert!(WaitingSearches::read(&file).unwrap().searches.is_empty(), "{text:?}");
        }
        waiting.forget_all();
        waiting.write(&file).unwrap();
        assert!(!WaitingSearches::is_there(&file));
    }

    #[test]
    fn what_does_not_come_again_is_forgotten_and_there_is_never_too_much() {
        let mut waiting = WaitingSearches::new();
        let _ = waiting.record("地铁", day("2026-10-01"), 2);
        let _ = waiting.record("燃气", day("2026-11-01"), 1);
        let _ = waiting.record("燃气", day("2026-11-02"), 2);
        assert_eq!(dates(&waiting.forget(day("2026-11-01"))), []);
        assert_eq!(dates(&waiting.forget(day("2026-11-02"))), [("2026-10-01".to_owned(), 2)]);
        for nth in 0..3000 {
            let _ = waiting.record(&format!("x{nth}"), day("2026-11-25"), 1);
        }
        let gone = waiting.forget(day("2026-11-25"));
        assert_eq!(dates(&gone), [("2026-11-25".to_owned(), 1001)]);
        assert_eq!(waiting.searches.len(), SEARCHES_MAX);
        // What many ask for stays when one person types anything.
        assert_eq!(waiting.record("燃气", day("2026-11-25"), 1).len(), 1);
    }
}
