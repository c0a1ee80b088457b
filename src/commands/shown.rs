//! Which programme the board opens with. A file that went wrong overnight must leave neither a clerk nor a hall without one.

use std::path::Path;

use super::{Report, faulty};
use crate::app::Freshness;
use crate::catalog::{self, Catalog, last_good};
use crate::lang::Lang;
use crate::term::{Crew, Log, Source, tell_problems};

/// What is shown, and how it stands to the data file.
pub(super) struct Shown {
    pub(super) catalog: Catalog,
    pub(super) source: Option<Source>,
    pub(super) freshness: Freshness,
}

/// The programme in `file`; where that is no good the last one that was published there, and where there is none of those either
/// and nobody is there who could do something about it, the programme that the board ships with.
pub(super) fn open(file: Option<&Path>, unattended: bool, log: &Log, lang: Lang) -> Result<Shown, Report> {
    let Some(file) = file else {
        return Ok(Shown { catalog: catalog::builtin(), source: None, freshness: Freshness::Current });
    };
    let load = |file: &Path| catalog::load(file, &Crew::all(&|| false));
    let source = Source::new(file);
    let problems = match load(file) {
        Ok(catalog) => return Ok(Shown { catalog, source: Some(source), freshness: Freshness::Current }),
        Err(problems) => problems,
    };
    tell_problems(log, file, &problems, lang);
    let older = last_good(file);
    let (catalog, source) = match load(&older) {
        Ok(catalog) => (catalog, source.standing_in(Some(&older))),
        Err(_) if unattended => (catalog::builtin(), source.standing_in(None)),
        Err(_) => return Err(faulty(&problems, &file.to_string_lossy(), lang)),
    };
    let freshness = source.stale(&problems);
    Ok(Shown { catalog, source: Some(source), freshness })
}
