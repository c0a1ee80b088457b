//! Which programmes the board opens with. A file that went wrong overnight must leave neither a clerk nor a hall without one.

use std::path::PathBuf;
use std::sync::Arc;

use super::{Report, all_faulty};
use crate::app::{Coming, Freshness};
use crate::catalog::{self, Catalog, Flaw, Queue, Stock};
use crate::lang::Lang;
use crate::term::{Crew, Log, Source, tell_problems};
use crate::work::Alone;

/// What is shown, and how it stands to the data files.
pub(super) struct Shown {
    pub(super) catalog: Arc<Catalog>,
    /// What is still to be read, where it is the beginning of large files.
    pub(super) rest: Option<Queue>,
    pub(super) source: Option<Source>,
    pub(super) freshness: Freshness,
}

/// What the files hold that are `named`. In the place of one that is no good the last is shown that was published there; where there
/// is none of those either, nothing opens, but where nobody is there who could do something about it: then the others are shown, or
/// the programme that the board ships with. Of large files the beginning is `enough`, if somebody is there who sees how far it is.
pub(super) fn open(
    named: &[PathBuf],
    unattended: bool,
    enough: impl Fn(&Catalog) -> bool,
    log: &Log,
    lang: Lang,
) -> Result<Shown, Report> {
    let shown = |catalog, source, freshness| Shown { catalog: Arc::new(catalog), rest: None, source, freshness };
    if named.is_empty() {
        return Ok(shown(catalog::builtin(), None, Freshness::Current));
    }
    let mut source = Source::new(named);
    let refused = |flaws: &[Flaw]| {
        for flaw in flaws {
            tell_problems(log, flaw, false, lang);
        }
        all_faulty(flaws, lang)
    };
    let files = match catalog::files(named) {
        Ok(files) => files,
        Err(flaws) => {
            let report = refused(&flaws);
            let freshness = source.refused(flaws);
            return if unattended { Ok(shown(catalog::builtin(), Some(source), freshness)) } else { Err(report) };
        }
    };
    let mut queue = Queue::new(files, catalog::is_one(named));
    if let Some(catalog) = begin(&mut queue, |catalog| !unattended && enough(catalog)) {
        let freshness = Freshness::Coming(Coming { progress: queue.progress(), left: None });
        return Ok(Shown { catalog, rest: Some(queue), source: Some(source), freshness });
    }
    let mut stock: Stock = queue.into();
    let flaws: Vec<Flaw> = stock.flaws().collect();
    let report = refused(&flaws);
    source.stand_in(&mut stock);
    if !stock.is_complete() && !unattended {
        return Err(report);
    }
    let nothing = stock.volumes.iter().all(|volume| volume.catalog.is_none());
    let catalog = if nothing { catalog::builtin() } else { stock.catalog() };
    source.take_in(stock);
    let freshness = source.freshness();
    Ok(shown(catalog, Some(source), freshness))
}

/// So much of what is in the files as is `enough`, if there is more; not where something is wrong with them.
fn begin(queue: &mut Queue, enough: impl Fn(&Catalog) -> bool) -> Option<Arc<Catalog>> {
    // One hand is enough for the first piece, and how many more there are takes a while to find out.
    let mut is_done = queue.step(&Alone);
    let mut crew = None;
    loop {
        if is_done == Some(true) {
            return None;
        }
        let so_far = queue.so_far().filter(|so_far| !so_far.is_empty() && enough(so_far));
        if let Some(so_far) = so_far.filter(|_| !queue.is_faulty()) {
            return Some(so_far);
        }
        is_done = queue.step(crew.get_or_insert_with(|| Crew::all(&|| false)));
    }
}
