//! A data file that is looked at again and again: what it says now comes to the board by itself.
//!
//! By `stat`, every two seconds and on a thread of its own. Whoever is told by the kernel hears nothing of a file on a network,
//! and nothing more once the file was replaced by renaming, or a folder or link on the way to it was: of seven ways to put a
//! file in place, watching the file saw one, watching its folder five, and looking all of them.

use std::io;
use std::os::fd::{AsFd, BorrowedFd};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::{Duration, SystemTime};

use super::Crew;
use super::date;
use super::log::Log;
use super::reading::read_on;
use super::wire::{Inbox, Wire, wire};
use crate::app::{Freshness, Msg, Renewal};
use crate::catalog::{Catalog, Fault, Loading, Problem, last_good, load};
use crate::lang::{Lang, fill};

/// How often the file is looked at. It must look the same twice before it is read: somebody may be writing it. Network file
/// systems tell times in whole seconds, so it must be more than one.
const PERIOD: Duration = Duration::from_secs(2);

/// So many faults of a file are told to the log: whoever wants all of them has `minsheng check`.
const TOLD: usize = 20;

/// The file that the board shows, or should.
#[derive(Clone, Debug)]
pub struct Source {
    path: PathBuf,
    /// What the file was like when it was last read.
    read: Option<Stamp>,
    /// When what is shown was written; nothing for the programme that the board ships with.
    of: Option<SystemTime>,
}

impl Source {
    /// The file at `path`, which is about to be read.
    #[must_use]
    pub fn new(path: &Path) -> Self {
        let read = Stamp::of(path);
        // What was written just now may still be written, in the same second and with the same length.
        let settled = read.filter(|stamp| stamp.age().is_some_and(|age| age > PERIOD));
        Self { path: path.to_owned(), read: settled, of: read.map(|stamp| stamp.written) }
    }

    /// The file is no good, and what it was before is shown, or the programme that the board ships with.
    #[must_use]
    pub fn standing_in(mut self, older: Option<&Path>) -> Self {
        self.of = older.and_then(Stamp::of).map(|stamp| stamp.written);
        self
    }

    /// What to say of a file with these problems, while what is shown is shown.
    #[must_use]
    pub fn stale(&self, problems: &[Problem]) -> Freshness {
        let of = self.of.map(date::minute);
        if problems.iter().any(|problem| is_about_reading(&problem.fault)) {
            Freshness::Unreadable { of }
        } else {
            Freshness::Faulty { of, faults: problems.len() }
        }
    }
}

/// Whether the file could not even be read.
fn is_about_reading(fault: &Fault) -> bool {
    matches!(fault, Fault::Missing | Fault::Forbidden | Fault::NotAFile) || may_pass(fault)
}

/// Whether that may be otherwise the next time, though the file stays as it is.
fn may_pass(fault: &Fault) -> bool {
    matches!(fault, Fault::Unreadable(_) | Fault::NoRoom { .. })
}

/// Tells `log` what is wrong with the file at `path`.
pub fn tell_problems(log: &Log, path: &Path, problems: &[Problem], lang: Lang) {
    let name = path.to_string_lossy();
    let s = lang.strings();
    log.warn(&fill(s.log_refused, &[&name, &problems.len().to_string()]));
    for problem in problems.iter().take(TOLD) {
        log.warn(&problem.text(&name, lang));
    }
}

/// What one sees of a file from outside, by which one knows that it is another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Stamp {
    file: (u64, u64),
    size: u64,
    written: SystemTime,
    /// Says also that the file was renamed, or given an older time.
    changed: (i64, i64),
}

impl Stamp {
    /// Of the file that the name leads to now.
    fn of(path: &Path) -> Option<Self> {
        let seen = path.metadata().ok()?;
        let written = seen.modified().ok()?;
        Some(Self { file: (seen.dev(), seen.ino()), size: seen.size(), written, changed: (seen.ctime(), seen.ctime_nsec()) })
    }

    /// How long ago it was written or put there. Nothing where that is still to come: clocks differ.
    fn age(self) -> Option<Duration> {
        let changed = u64::try_from(self.changed.0).ok()?;
        let changed = SystemTime::UNIX_EPOCH.checked_add(Duration::from_secs(changed))?;
        date::now().duration_since(self.written.max(changed)).ok()
    }
}

/// The thread that looks. It ends with this.
pub(super) struct Watch {
    news: Inbox<Msg>,
    /// Tells the thread that the rest of the file is not wanted.
    halt: Arc<AtomicBool>,
    /// Never used: that it is gone is what the thread waits for.
    _alive: Sender<()>,
}

impl Watch {
    /// Looks at the file; before that, the rest of it is read, if there is one.
    pub(super) fn start(source: Source, rest: Option<Loading>, log: Log, lang: Lang) -> io::Result<Self> {
        let (wire, news) = wire()?;
        let (alive, over) = channel();
        let mut watcher = Watcher { before: source.read, source, told: Vec::new(), wire, log, lang };
        let halt = Arc::new(AtomicBool::new(false));
        let halted = Arc::clone(&halt);
        let work = move || {
            if let Some(rest) = rest {
                watcher.read_on(rest, &halted);
            }
            watcher.watch(&over);
        };
        thread::Builder::new().name("watch".to_owned()).spawn(work)?;
        Ok(Self { news, halt, _alive: alive })
    }

    /// Has it read no more of the file than it has.
    pub(super) fn halt(&self) {
        self.halt.store(true, Ordering::Relaxed);
    }

    /// What has become of the file.
    pub(super) fn news(&mut self) -> impl Iterator<Item = Msg> {
        self.news.take()
    }
}

impl AsFd for Watch {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.news.as_fd()
    }
}

struct Watcher {
    source: Source,
    /// How the file looked the last time.
    before: Option<Stamp>,
    /// What was told last to be wrong with it.
    told: Vec<Problem>,
    wire: Wire<Msg>,
    log: Log,
    lang: Lang,
}

impl Watcher {
    fn watch(mut self, over: &Receiver<()>) {
        while over.recv_timeout(PERIOD) == Err(RecvTimeoutError::Timeout) {
            let Some(msg) = self.look() else { continue };
            if !self.wire.tell(msg) {
                return;
            }
        }
    }

    /// Reads the rest of the file. Where that has faults, what was published last takes the place of what has come of it, if
    /// that is to be had.
    fn read_on(&mut self, rest: Loading, halt: &AtomicBool) {
        let Err(problems) = read_on(rest, halt, |msg| self.wire.tell(msg)) else { return };
        tell_problems(&self.log, &self.source.path, &problems, self.lang);
        let older = last_good(&self.source.path);
        let stale = match load(&older, &Crew::all(&|| false)) {
            Ok(catalog) => {
                self.source.of = Stamp::of(&older).map(|stamp| stamp.written);
                self.wire.tell(Msg::Renewed(Renewal::new(catalog)));
                self.source.stale(&problems)
            }
            Err(_) => Freshness::Broken { faults: problems.len() },
        };
        self.wire.tell(Msg::Stale(stale));
        self.told = problems;
    }

    /// What there is to tell, if something is.
    fn look(&mut self) -> Option<Msg> {
        let now = Stamp::of(&self.source.path);
        let before = std::mem::replace(&mut self.before, now);
        if now == self.source.read && self.told.is_empty() || now != before {
            return None;
        }
        // Nothing to be done about a file that is known to be faulty, until it is another one.
        if now == self.source.read && !self.told.iter().any(|problem| may_pass(&problem.fault)) {
            return None;
        }
        let read = load(&self.source.path, &Crew::all(&|| false));
        if Stamp::of(&self.source.path) != now {
            return None;
        }
        self.source.read = now;
        match read {
            Ok(catalog) => Some(self.renew(catalog, now)),
            Err(problems) => self.complain(problems),
        }
    }

    fn renew(&mut self, catalog: Catalog, now: Option<Stamp>) -> Msg {
        self.source.of = now.map(|stamp| stamp.written);
        self.told.clear();
        let name = self.source.path.to_string_lossy();
        self.log.note(&fill(self.lang.strings().log_renewed, &[&name, &catalog.len().to_string()]));
        Msg::Renewed(Renewal::new(catalog))
    }

    fn complain(&mut self, problems: Vec<Problem>) -> Option<Msg> {
        if problems == self.told {
            return None;
        }
        tell_problems(&self.log, &self.source.path, &problems, self.lang);
        let msg = Msg::Stale(self.source.stale(&problems));
        self.told = problems;
        Some(msg)
    }
}
