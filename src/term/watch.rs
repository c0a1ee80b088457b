//! Data files that are looked at again and again: what they say now comes to the board by itself.
//!
//! By `stat`, every two seconds and on a thread of its own. Whoever is told by the kernel hears nothing of a file on a network,
//! and nothing more once the file was replaced by renaming, or a folder or link on the way to it was: of seven ways to put a
//! file in place, watching the file saw one, watching its folder five, and looking all of them.

use std::io;
use std::os::fd::{AsFd, BorrowedFd};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::Duration;

use super::Crew;
use super::log::Log;
use super::reading::read_on;
use super::source::{Sight, Source, Stamp, Watched, tell_problems, tell_unknown};
use super::wire::{Inbox, Wire, wire};
use crate::app::{Freshness, Msg, Renewal};
use crate::catalog::{Catalog, Flaw, Problem, Queue, Volume, load};
use crate::lang::{Lang, fill};

/// How often the files are looked at. They must look the same twice before they are read: somebody may be writing them. Network file
/// systems tell times in whole seconds, so it must be more than one.
pub(super) const PERIOD: Duration = Duration::from_secs(2);

/// The thread that looks. It ends with this.
pub(super) struct Watch {
    news: Inbox<Msg>,
    /// Tells the thread that the rest of the files is not wanted.
    halt: Arc<AtomicBool>,
    /// Never used: that it is gone is what the thread waits for.
    _alive: Sender<()>,
}

impl Watch {
    /// Looks at the files; before that, the rest of them is read, if there is one.
    pub(super) fn start(source: Source, rest: Option<Queue>, log: Log, lang: Lang) -> io::Result<Self> {
        let (wire, news) = wire()?;
        let (alive, over) = channel();
        let mut watcher = Watcher { before: source.seen(), source, wire, log, lang };
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

    /// Has it read no more of the files than it has.
    pub(super) fn halt(&self) {
        self.halt.store(true, Ordering::Relaxed);
    }

    /// What has become of the files.
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
    /// How the files looked the last time.
    before: Sight,
    wire: Wire<Msg>,
    log: Log,
    lang: Lang,
}

impl Watcher {
    fn watch(mut self, over: &Receiver<()>) {
        while over.recv_timeout(PERIOD) == Err(RecvTimeoutError::Timeout) {
            for msg in self.look() {
                if !self.wire.tell(msg) {
                    return;
                }
            }
        }
    }

    /// Reads the rest of the files. In the place of those that have faults comes what was published last, if that is to be had. Where
    /// it is not, what has come of the only one stays; of several the others are shown.
    fn read_on(&mut self, rest: Queue, halt: &AtomicBool) {
        let Some(mut stock) = read_on(rest, halt, |msg| self.wire.tell(msg)) else { return };
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
        let stale = match catalog {
            _ if flaws.is_empty() => return,
            Some(catalog) => {
                let projects = catalog.len().to_string();
                self.log.note(&fill(self.lang.strings().log_shows, &[&self.source.shown(self.lang), &projects]));
                self.wire.tell(Msg::Renewed(Renewal::new(catalog)));
                self.source.freshness()
            }
            None => Freshness::Broken { faults: flaws.iter().map(|flaw| flaw.problems.len()).sum() },
        };
        self.wire.tell(Msg::Stale(stale));
    }

    /// What there is to tell, if something is.
    fn look(&mut self) -> Vec<Msg> {
        let now = self.source.look();
        let before = std::mem::replace(&mut self.before, now.clone());
        if now != before {
            return Vec::new();
        }
        match now {
            Ok(files) => self.look_into(&files),
            Err(flaws) if flaws == self.source.flaws => Vec::new(),
            Err(flaws) => {
                for flaw in &flaws {
                    tell_problems(&self.log, flaw, true, self.lang);
                }
                vec![Msg::Stale(self.source.refused(flaws))]
            }
        }
    }

    /// The same of files that have come to rest: reads those that are others than before, or new.
    fn look_into(&mut self, now: &[(PathBuf, Option<Stamp>)]) -> Vec<Msg> {
        let known: Vec<&PathBuf> = self.source.files.iter().map(|file| &file.volume.file).collect();
        let others = known.len() != now.len() || known.iter().zip(now).any(|(known, (file, _))| *known != file);
        let is_changed =
            |(watched, (_, stamp)): (&Watched, &(PathBuf, Option<Stamp>))| watched.read != *stamp || watched.may_pass();
        let recovered = !self.source.flaws.is_empty();
        if !others && !recovered && !self.source.files.iter().zip(now).any(is_changed) {
            return Vec::new();
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
                let read = load(file, &Crew::all(&|| false));
                if Stamp::of(file) != *stamp {
                    return Vec::new();
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
            msgs.push(Msg::Renewed(Renewal::new(self.source.catalog())));
        }
        if freshness != Freshness::Current && (news || freshness != before) {
            msgs.push(Msg::Stale(freshness));
        }
        msgs
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
