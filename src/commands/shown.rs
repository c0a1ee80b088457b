//! Which programme the board opens with. A file that went wrong overnight must leave neither a clerk nor a hall without one.

use std::path::Path;
use std::sync::Arc;

use super::{Report, faulty};
use crate::app::{Coming, Freshness};
use crate::catalog::{self, Catalog, Loading, Problem, Step, last_good};
use crate::lang::Lang;
use crate::term::{Crew, Log, Source, tell_problems};
use crate::work::Alone;

/// What is shown, and how it stands to the data file.
pub(super) struct Shown {
    pub(super) catalog: Arc<Catalog>,
    /// What is still to be read, where it is the beginning of a large file.
    pub(super) rest: Option<Loading>,
    pub(super) source: Option<Source>,
    pub(super) freshness: Freshness,
}

/// The programme in `file`; where that is no good the last one that was published there, and where there is none of those either
/// and nobody is there who could do something about it, the programme that the board ships with. Of a large file the beginning
/// is `enough`, if somebody is there who sees how far it is.
pub(super) fn open(
    file: Option<&Path>,
    unattended: bool,
    enough: impl Fn(&Catalog) -> bool,
    log: &Log,
    lang: Lang,
) -> Result<Shown, Report> {
    let shown = |catalog, source, freshness| Shown { catalog: Arc::new(catalog), rest: None, source, freshness };
    let Some(file) = file else { return Ok(shown(catalog::builtin(), None, Freshness::Current)) };
    let source = Source::new(file);
    let problems = match begin(file, |catalog| !unattended && enough(catalog)) {
        Ok((catalog, rest)) => {
            let coming = |rest: &Loading| Freshness::Coming(Coming { progress: rest.progress(), left: None });
            let freshness = rest.as_ref().map_or(Freshness::Current, coming);
            return Ok(Shown { catalog, rest, source: Some(source), freshness });
        }
        Err(problems) => problems,
    };
    tell_problems(log, file, &problems, lang);
    let older = last_good(file);
    let (catalog, source) = match catalog::load(&older, &Crew::all(&|| false)) {
        Ok(catalog) => (catalog, source.standing_in(Some(&older))),
        Err(_) if unattended => (catalog::builtin(), source.standing_in(None)),
        Err(_) => return Err(faulty(&problems, &file.to_string_lossy(), lang)),
    };
    let freshness = source.stale(&problems);
    Ok(shown(catalog, Some(source), freshness))
}

/// What is in the file, or so much of it as is `enough`, and the rest.
fn begin(file: &Path, enough: impl Fn(&Catalog) -> bool) -> Result<(Arc<Catalog>, Option<Loading>), Vec<Problem>> {
    let mut loading = Loading::open(file)?;
    // One hand is enough for the first piece, and how many more there are takes a while to find out.
    let mut step = loading.step(&Alone);
    let mut crew = None;
    loop {
        match step {
            Some(Step::Done(read)) => return read.map(|catalog| (Arc::new(catalog), None)),
            Some(Step::More) | None => {}
        }
        if let Some(so_far) = loading.so_far().filter(|so_far| !so_far.is_empty() && enough(so_far)) {
            return Ok((so_far, Some(loading)));
        }
        step = loading.step(crew.get_or_insert_with(|| Crew::all(&|| false)));
    }
}
