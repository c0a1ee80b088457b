//! Opens the data for the board. A file that went wrong overnight must leave neither staff nor a
//! kiosk without a board.

use std::path::PathBuf;
use std::sync::Arc;

use super::{CommandOutput, all_errors_output};
use crate::app::{DataStatus, LoadProgress};
use crate::catalog::{self, Catalog, FileDiagnostics, LoadedFiles, Loader};
use crate::executor::Sequential;
use crate::lang::Lang;
use crate::term::{Log, Parallel, WatchedFiles, log_diagnostics};

/// The catalog to show, and its relation to the data files.
pub(super) struct OpenedData {
    pub(super) catalog: Arc<Catalog>,
    /// The rest of the load, if `catalog` is only the beginning of large files.
    pub(super) loader: Option<Loader>,
    pub(super) source: Option<WatchedFiles>,
    pub(super) status: DataStatus,
}

/// Loads the data files in `named`, or the built-in catalog if there are none.
///
/// A faulty file is replaced by its `.last-good` copy. If one has no such copy, the board does not
/// open, unless it is `unattended` (a kiosk): then it opens with the other files, or with the
/// built-in catalog. An attended board opens before large files are complete, as soon as the
/// catalog read so far is `enough`.
pub(super) fn open(
    named: &[PathBuf],
    unattended: bool,
    enough: impl Fn(&Catalog) -> bool,
    log: &Log,
    lang: Lang,
) -> Result<OpenedData, CommandOutput> {
    let shown = |catalog, source, freshness| OpenedData {
        catalog: Arc::new(catalog),
        loader: None,
        source,
        status: freshness,
    };
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
            return if unattended {
                Ok(shown(catalog::builtin(), Some(source), freshness))
            } else {
                Err(report)
            };
        }
    };
    let mut queue = Loader::new(files, catalog::is_single_file(named));
    if let Some(catalog) = load_beginning(&mut queue, |catalog| !unattended && enough(catalog)) {
        let freshness =
            DataStatus::Loading(LoadProgress { progress: queue.progress(), time_left: None });
        return Ok(OpenedData {
            catalog,
            loader: Some(queue),
            source: Some(source),
            status: freshness,
        });
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

/// Loads until the catalog read so far is `enough`, and returns it. Returns `None` if that takes
/// all of the files, or if one has errors.
fn load_beginning(queue: &mut Loader, enough: impl Fn(&Catalog) -> bool) -> Option<Arc<Catalog>> {
    // One thread is enough for the first piece, and counting the cores takes a while.
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
