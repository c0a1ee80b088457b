//! Data files that are looked at again and again: what they say now comes to the board by itself.
//!
//! By `stat`, every two seconds and on a thread of its own, or on the loop where none can be started. Whoever is told by the
//! kernel hears nothing of a file on a network, and nothing more once the file was replaced by renaming, or a folder or link on the
//! way to it was: of seven ways to put a file in place, watching the file saw one, watching its folder five, and looking all of
//! them.

use std::os::fd::{AsFd, BorrowedFd};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use super::Crew;
use super::log::Log;
use super::reading::{Reading, Step, read_on};
use super::source::{Sight, Source, Stamp, Watched, tell_problems, tell_unknown};
use super::threads::Threads;
use super::wire::{Inbox, Wire, wire};
use crate::app::{Freshness, Msg, Renewal};
use crate::catalog::{Catalog, Flaw, Problem, Queue, Shortage, Stock, Volume, load};
use crate::lang::{Lang, fill};

/// How often the files are looked at. They must look the same twice before they are read: somebody may be writing them. Network file
/// systems tell times in whole seconds, so it must be more than one.
pub(super) const PERIOD: Duration = Duration::from_secs(2);

/// Looks at the files: on a thread, or on the loop as long as none can be started.
pub(super) struct Watch {
    threads: Threads,
    side: Side,
    /// Tells whoever reads that the rest of the files is not wanted.
    halt: Arc<AtomicBool>,
}

enum Side {
    /// On a thread, which ends with this.
    Beside {
        news: Inbox<Msg>,
        /// Never used: that it is gone is what the thread waits for.
        _alive: Sender<()>,
    },
    Here(Here),
}

/// Looking at the files from the loop.
struct Here {
    /// Always there, but while a thread is about to take it.
    watcher: Option<Box<Watcher>>,
    /// Why there is no thread.
    short: Shortage,
    /// When the next look is due, and the next attempt to start a thread.
    due: Instant,
    retry: Instant,
    /// How long a file is read before a key may interrupt that; twice as long each time.
    patience: Duration,
}

/// The first [`patience`](Here::patience).
const PATIENCE: Duration = Duration::from_millis(200);

impl Watch {
    /// Looks at the files; before that, the rest of them is read, if there is one.
    pub(super) fn start(threads: Threads, source: Source, rest: Option<Queue>, log: Log, lang: Lang) -> Self {
        let rest = rest.map(Reading::on);
        let watcher = Box::new(Watcher { before: source.seen(), source, rest, is_beside: false, log, lang });
        let halt = Arc::default();
        let side = start(threads, watcher, &halt).unwrap_or_else(|(watcher, short)| {
            let due = Instant::now() + PERIOD;
            Side::Here(Here { watcher: Some(watcher), short, due, retry: due, patience: PATIENCE })
        });
        Self { threads, side, halt }
    }

    /// Has it read no more of the files than it has.
    pub(super) fn halt(&self) {
        self.halt.store(true, Ordering::Relaxed);
    }

    /// What has become of the files, by the thread.
    pub(super) fn news(&mut self) -> impl Iterator<Item = Msg> {
        let news = match &mut self.side {
            Side::Beside { news, .. } => Some(news.take()),
            Side::Here(_) => None,
        };
        news.into_iter().flatten()
    }

    /// What wakes the loop, if there is a thread.
    pub(super) fn fd(&self) -> Option<BorrowedFd<'_>> {
        match &self.side {
            Side::Beside { news, .. } => Some(news.as_fd()),
            Side::Here(_) => None,
        }
    }

    /// Why there is no thread, if there is none.
    pub(super) fn short(&self) -> Option<Shortage> {
        match &self.side {
            Side::Beside { .. } => None,
            Side::Here(here) => Some(here.short),
        }
    }

    /// When there is something to do on the loop, if there is no thread.
    pub(super) fn due(&self) -> Option<Instant> {
        match &self.side {
            Side::Beside { .. } => None,
            Side::Here(here) if here.watcher.as_ref().is_some_and(|watcher| watcher.rest.is_some()) => Some(Instant::now()),
            Side::Here(here) => Some(here.due),
        }
    }

    /// Does a piece of that, unless a thread can be started by now: until it is done, or something else is wanted of the loop.
    pub(super) fn work_here(&mut self, is_wanted: &(dyn Fn() -> bool + Sync)) -> Vec<Msg> {
        let (now, is_due) = (Instant::now(), self.due().is_some_and(|due| due <= Instant::now()));
        let Side::Here(here) = &mut self.side else { return Vec::new() };
        if !is_due {
            return Vec::new();
        }
        if here.retry <= now
            && let Some(watcher) = here.watcher.take()
        {
            here.retry = now + PERIOD;
            match start(self.threads, watcher, &self.halt) {
                Ok(side) => {
                    self.side = side;
                    return Vec::new();
                }
                Err((watcher, short)) => (here.watcher, here.short) = (Some(watcher), short),
            }
        }
        here.work(&self.halt, is_wanted)
    }
}

/// Starts the thread.
///
/// # Errors
/// There is no thread or no descriptor to be had.
fn start(threads: Threads, mut watcher: Box<Watcher>, halt: &Arc<AtomicBool>) -> Result<Side, (Box<Watcher>, Shortage)> {
    let (wire, news) = match wire() {
        Ok(ends) => ends,
        Err(short) => return Err((watcher, short)),
    };
    let (alive, over) = channel();
    watcher.is_beside = true;
    let halted = Arc::clone(halt);
    let builder = thread::Builder::new().name("watch".to_owned());
    let started = threads.start(builder, (watcher, wire), move |(watcher, wire)| watcher.run(wire, &over, &halted));
    match started {
        Ok(()) => Ok(Side::Beside { news, _alive: alive }),
        Err((mut watcher, _)) => {
            watcher.is_beside = false;
            Err((watcher, Shortage::Threads))
        }
    }
}

impl Here {
    fn work(&mut self, halt: &AtomicBool, is_wanted: &(dyn Fn() -> bool + Sync)) -> Vec<Msg> {
        let Some(watcher) = &mut self.watcher else { return Vec::new() };
        if let Some(rest) = watcher.rest.take() {
            let told = |arrival: Option<_>| arrival.map(Msg::Arrived).into_iter().collect();
            return match rest.step(halt) {
                Step::More(rest, arrival) => {
                    watcher.rest = Some(rest);
                    told(arrival)
                }
                Step::Halted(arrival) => told(arrival),
                Step::Done(stock, arrival) => {
                    let mut msgs: Vec<Msg> = told(arrival);
                    msgs.extend(watcher.take_in(stock));
                    msgs
                }
            };
        }
        let (begun, patience) = (Instant::now(), self.patience);
        let found = watcher.look(&|| begun.elapsed() >= patience && is_wanted());
        self.due = Instant::now() + PERIOD;
        self.patience = if found.is_some() { PATIENCE } else { 2 * patience };
        found.unwrap_or_default()
    }
}

struct Watcher {
    source: Source,
    /// How the files looked the last time.
    before: Sight,
    /// The rest of the files, if only their beginning has been read.
    rest: Option<Box<Reading>>,
    /// Whether it has a thread of its own, which has the time to make a catalogue quick to search.
    is_beside: bool,
    log: Log,
    lang: Lang,
}

impl Watcher {
    /// Reads the rest of the files, and then looks at them until it is `over`.
    fn run(mut self, mut wire: Wire<Msg>, over: &Receiver<()>, halt: &AtomicBool) {
        let stock = self.rest.take().and_then(|rest| read_on(rest, halt, |msg| wire.tell(msg)));
        let mut msgs = stock.map(|stock| self.take_in(stock)).unwrap_or_default();
        loop {
            for msg in msgs {
                if !wire.tell(msg) {
                    return;
                }
            }
            if over.recv_timeout(PERIOD) != Err(RecvTimeoutError::Timeout) {
                return;
            }
            msgs = self.look(&|| false).unwrap_or_default();
        }
    }

    /// Takes in the files when all are read. A faulty one gives way to its last published copy; where there is none, what has come of
    /// an only file stays, and of several the others are shown.
    fn take_in(&mut self, mut stock: Stock) -> Vec<Msg> {
        let flaws: Vec<Flaw> = stock.flaws().collect();
        self.source.stand_in(&mut stock);
        for volume in &stock.volumes {
            let name = volume.file.to_string_lossy();
            volume.catalog.iter().for_each(|catalog| tell_unknown(&self.log, catalog, &name, self.lang));
        }
        let stays = self.source.is_one() && !stock.is_complete();
        for flaw in &flaws {
            tell_problems(&self.log, flaw, stays, self.lang);
        }
        let catalog = (!flaws.is_empty() && !stays).then(|| stock.catalog()).filter(|catalog| !catalog.is_empty());
        self.source.take_in(stock);
        match catalog {
            _ if flaws.is_empty() => Vec::new(),
            Some(catalog) => {
                let projects = catalog.len().to_string();
                self.log.note(&fill(self.lang.strings().log_shows, &[&self.source.shown(self.lang), &projects]));
                vec![Msg::Renewed(self.renewal(catalog)), Msg::Stale(self.source.freshness())]
            }
            None => vec![Msg::Stale(Freshness::Broken { faults: flaws.iter().map(|flaw| flaw.problems.len()).sum() })],
        }
    }

    fn renewal(&self, catalog: Catalog) -> Renewal {
        if self.is_beside { Renewal::new(catalog) } else { Renewal::unindexed(catalog) }
    }

    /// What there is to tell, if something is; `None` if it was told to `stop`, and then the same is there to be told the next time.
    fn look(&mut self, stop: &(dyn Fn() -> bool + Sync)) -> Option<Vec<Msg>> {
        let now = self.source.look();
        let before = std::mem::replace(&mut self.before, now.clone());
        if now != before {
            return Some(Vec::new());
        }
        match now {
            Ok(files) => self.look_into(&files, stop),
            Err(flaws) if flaws == self.source.flaws => Some(Vec::new()),
            Err(flaws) => {
                for flaw in &flaws {
                    tell_problems(&self.log, flaw, true, self.lang);
                }
                Some(vec![Msg::Stale(self.source.refused(flaws))])
            }
        }
    }

    /// The same of files that have come to rest: reads those that are others than before, or new.
    fn look_into(&mut self, now: &[(PathBuf, Option<Stamp>)], stop: &(dyn Fn() -> bool + Sync)) -> Option<Vec<Msg>> {
        let known: Vec<&PathBuf> = self.source.files.iter().map(|file| &file.volume.file).collect();
        let others = known.len() != now.len() || known.iter().zip(now).any(|(known, (file, _))| *known != file);
        let is_changed =
            |(watched, (_, stamp)): (&Watched, &(PathBuf, Option<Stamp>))| watched.read != *stamp || watched.may_pass();
        let recovered = !self.source.flaws.is_empty();
        if !others && !recovered && !self.source.files.iter().zip(now).any(is_changed) {
            return Some(Vec::new());
        }
        let before = self.source.freshness();
        let mut files: Vec<Watched> = Vec::new();
        let mut news = others || recovered;
        for (file, stamp) in now {
            let known = self.source.files.iter().find(|watched| watched.volume.file == *file).cloned();
            let mut watched = known.unwrap_or_else(|| Watched::new(file.clone()));
            // What was never read is read now, the reading was halted or it is new; and what was not kept, to be shown with others or again.
            let unread = watched.volume.catalog.is_none() && watched.volume.problems.is_empty();
            if watched.read != *stamp || watched.may_pass() || unread {
                let read = load(file, &Crew::all(stop));
                // No fault is told of what was given up.
                if read.as_ref().is_err_and(Vec::is_empty) {
                    return None;
                }
                if Stamp::of(file) != *stamp {
                    return Some(Vec::new());
                }
                news |= self.read(&mut watched, read, *stamp);
            }
            files.push(watched);
        }
        self.source.files = files;
        self.source.flaws.clear();
        let freshness = self.source.freshness();
        let mut msgs = Vec::new();
        // Where nothing is left that can be read, what is shown stays.
        if news && self.source.files.iter().any(|file| file.volume.catalog.is_some()) {
            let catalog = self.source.catalog();
            msgs.push(Msg::Renewed(self.renewal(catalog)));
        }
        if freshness != Freshness::Current && (news || freshness != before) {
            msgs.push(Msg::Stale(freshness));
        }
        Some(msgs)
    }

    /// Takes in what was read of a file, and tells the log; whether that is something to show.
    fn read(&self, watched: &mut Watched, read: Result<Catalog, Vec<Problem>>, stamp: Option<Stamp>) -> bool {
        let told = std::mem::take(&mut watched.volume.problems);
        let len = read.as_ref().map_or(0, Catalog::len);
        let good = watched.take_in(read, stamp);
        let Volume { file, problems, catalog } = &watched.volume;
        if good {
            let name = file.to_string_lossy();
            self.log.note(&fill(self.lang.strings().log_renewed, &[&name, &len.to_string()]));
            if let Some(catalog) = catalog {
                tell_unknown(&self.log, catalog, &name, self.lang);
            }
        } else if *problems != told {
            tell_problems(&self.log, &Flaw { file: file.clone(), problems: problems.clone() }, true, self.lang);
        }
        good
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::*;
    use crate::catalog::files;
    use crate::work::Alone;

    fn programme(word: &str, projects: usize) -> String {
        let projects: String =
            (1..=projects).map(|no| format!("(no: {no}, domain: \"d\", title: \"{word}{no}\"),\n")).collect();
        format!("(title: \"清单\", domains: [(id: \"d\", name: \"领域\")], projects: [\n{projects}])")
    }

    fn watch(path: &Path, rest: Option<Queue>) -> Watch {
        Watch::start(Threads::Exhausted, Source::new(&[path.to_owned()]), rest, Log::Nowhere, Lang::En)
    }

    /// What is done when the time for it has come.
    fn next(watch: &mut Watch, is_wanted: bool) -> Vec<Msg> {
        let Side::Here(here) = &mut watch.side else { panic!("there is a thread") };
        (here.due, here.retry) = (Instant::now(), Instant::now());
        watch.work_here(&|| is_wanted)
    }

    #[test]
    fn where_no_thread_can_be_started_the_loop_takes_in_new_data_and_a_key_interrupts_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.ron");
        fs::write(&path, programme("旧", 2)).unwrap();
        let mut watch = watch(&path, None);
        assert!(watch.fd().is_none() && watch.short() == Some(Shortage::Threads) && watch.due().is_some());
        fs::write(&path, programme("新", 3)).unwrap();
        assert!(next(&mut watch, false).is_empty(), "somebody may be writing it");
        let Side::Here(here) = &mut watch.side else { panic!("there is a thread") };
        here.patience = Duration::ZERO;
        assert!(next(&mut watch, true).is_empty(), "a key goes first");
        let msgs = next(&mut watch, false);
        let new = parse(&path);
        assert_eq!(msgs, [Msg::Renewed(Renewal::unindexed(new))]);
        assert!(next(&mut watch, false).is_empty());
        watch.threads = Threads::System;
        assert!(next(&mut watch, false).is_empty() && watch.fd().is_some(), "there is a thread again");
    }

    fn parse(path: &Path) -> Catalog {
        load(path, &Alone).unwrap()
    }

    #[test]
    fn where_no_thread_can_be_started_the_loop_reads_the_rest_of_a_large_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.ron");
        fs::write(&path, programme("第", 30_000)).unwrap();
        let mut queue = Queue::new(files(std::slice::from_ref(&path)).unwrap(), true);
        assert_eq!(queue.step(&Alone), Some(false));
        let mut watch = watch(&path, Some(queue));
        let mut told = Vec::new();
        while watch.due().is_some_and(|due| due <= Instant::now()) {
            told.extend(next(&mut watch, true));
        }
        let Some(Msg::Arrived(last)) = told.pop() else { panic!("nothing was told") };
        let whole = crate::app::Arrival::new(Arc::new(parse(&path)), Freshness::Current);
        assert!(last == whole && !told.is_empty());
    }
}
