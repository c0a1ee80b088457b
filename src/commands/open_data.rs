//! Which programmes the board opens with. A file that went wrong overnight must leave neither a clerk nor a hall without one.

use std::path::PathBuf;
use std::sync::Arc;

use super::{CommandOutput, all_errors_output};
use crate::app::{DataStatus, LoadProgress};
use crate::catalog::{self, Catalog, FileDiagnostics, LoadedFiles, Loader};
use crate::executor::Sequential;
use crate::lang::Lang;
use crate::term::{Log, Parallel, WatchedFiles, log_diagnostics};

/// What is shown, and how it stands to the data files.
pub(super) struct OpenedData {
    pub(super) catalog: Arc<Catalog>,
    /// What is still to be read, where it is the beginning of large files.
    pub(super) loader: Option<Loader>,
    pub(super) source: Option<WatchedFiles>,
    pub(super) status: DataStatus,
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
) -> Result<OpenedData, CommandOutput> {
    let shown = |catalog, source, freshness| OpenedData { catalog: Arc::new(catalog), loader: None, source, status: freshness };
    if named.is_empty() {
        return Ok(shown(catalog::builtin(), None, DataStatus::Current));
    }
    let mut source = WatchedFiles::new(named);
    let refused = |flaws: &[FileDiagnostics]| {
        for flaw in flaws {
            log_diagnostics(log, flaw, false, lang);
        }
        all_errors_output(flaws, lang)
    };
    let files = match catalog::resolve_data_paths(named) {
        Ok(files) => files,
        Err(flaws) => {
            let report = refused(&flaws);
            let freshness = source.set_unreadable(flaws);
            return if unattended { Ok(shown(catalog::builtin(), Some(source), freshness)) } else { Err(report) };
        }
    };
    let mut queue = Loader::new(files, catalog::is_single_file(named));
    if let Some(catalog) = load_beginning(&mut queue, |catalog| !unattended && enough(catalog)) {
        let freshness = DataStatus::Loading(LoadProgress { progress: queue.progress(), time_left: None });
        return Ok(OpenedData { catalog, loader: Some(queue), source: Some(source), status: freshness });
    }
    let mut stock: LoadedFiles = queue.into();
    let flaws: Vec<FileDiagnostics> = stock.diagnostics().collect();
    let report = refused(&flaws);
    source.use_last_good(&mut stock);
    if !stock.is_complete() && !unattended {
        return Err(report);
    }
    let nothing = stock.files.iter().all(|volume| volume.catalog.is_none());
    let catalog = if nothing { catalog::builtin() } else { stock.catalog() };
    source.update(stock);
    let freshness = source.data_status();
    Ok(shown(catalog, Some(source), freshness))
}

/// So much of what is in the files as is `enough`, if there is more; not where something is wrong with them.
fn load_beginning(queue: &mut Loader, enough: impl Fn(&Catalog) -> bool) -> Option<Arc<Catalog>> {
    // One hand is enough for the first piece, and how many more there are takes a while to find out.
    let mut is_done = queue.step(&Sequential);
    let mut crew = None;
    loop {
        if is_done == Some(true) {
            return None;
        }
        let so_far = queue.partial_catalog().filter(|so_far| !so_far.is_empty() && enough(so_far));
        if let Some(so_far) = so_far.filter(|_| !queue.has_errors()) {
            return Some(so_far);
        }
        is_done = queue.step(crew.get_or_insert_with(|| Parallel::with_all_cores(&|| false)));
    }
}
