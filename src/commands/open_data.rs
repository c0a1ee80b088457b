//! Loads the data for commands and for the board. A file that was damaged overnight must leave
//! neither staff nor a kiosk without a board.

use std::path::PathBuf;
use std::sync::Arc;

use super::CommandResult;
use super::output::all_errors_output;
use crate::app::{DataStatus, LoadProgress};
use crate::data::{LoadedFiles, Loader};
use crate::diagnostics::FileDiagnostics;
use crate::executor::{Parallel, Sequential};
use crate::host::{Log, WatchedFiles, log_diagnostics};
use crate::lang::Lang;
use crate::model::{Audience, Catalog};
use crate::{data, format};

/// The catalog to show, and its relation to the data files.
pub(crate) struct OpenedData {
    pub(crate) catalog: Arc<Catalog>,
    /// The loader for the rest, if `catalog` is only the beginning of large files.
    pub(crate) loader: Option<Loader>,
    /// The data files to watch; `None` for the built-in catalog.
    pub(crate) files: Option<WatchedFiles>,
    pub(crate) status: DataStatus,
}

/// The board for which data is loaded.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Opening {
    /// True for a kiosk, which opens whatever is wrong with the files.
    pub(crate) is_unattended: bool,
    /// Readers of the board.
    pub(crate) audience: Audience,
}

/// Loads the data files, or the built-in catalog if `data` is empty.
pub(crate) fn load_catalog(data: &[PathBuf], lang: Lang) -> CommandResult<Catalog> {
    if data.is_empty() {
        return Ok(format::builtin());
    }
    data::load_all(data, &Parallel::with_all_cores(&|| false))
        .map_err(|diagnostics| all_errors_output(&diagnostics, lang))
}

/// Loads the data files in `named` for the board, or the built-in catalog if there are none.
///
/// A faulty file is replaced by its `.last-good` copy. If one has no such copy, the board does not
/// open, unless it `is_unattended` (a kiosk): then it opens with the other files, or with the
/// built-in catalog. An attended board opens before large files are complete, as soon as the
/// catalog read so far `is_enough`.
pub(crate) fn open(
    named: &[PathBuf],
    Opening { is_unattended, audience }: Opening,
    is_enough: impl Fn(&Catalog) -> bool,
    log: &Log,
    lang: Lang,
) -> CommandResult<OpenedData> {
    let opened = |catalog, files, status| OpenedData {
        catalog: Arc::new(catalog),
        loader: None,
        files,
        status,
    };
    if named.is_empty() {
        return Ok(opened(format::builtin(), None, DataStatus::Current));
    }
    let mut watched = WatchedFiles::new(named, audience);
    let log_errors = |diagnostics: &[FileDiagnostics]| {
        for file in diagnostics {
            log_diagnostics(log, file, false, lang);
        }
        all_errors_output(diagnostics, lang)
    };
    let files = match data::resolve_data_paths(named) {
        Ok(files) => files,
        Err(diagnostics) => {
            let output = log_errors(&diagnostics);
            let status = watched.set_unreadable(diagnostics);
            return if is_unattended {
                Ok(opened(format::builtin(), Some(watched), status))
            } else {
                Err(output)
            };
        }
    };
    let mut loader = Loader::new(files, data::is_single_file(named)).with_audience(audience);
    if let Some(catalog) =
        load_beginning(&mut loader, |catalog| !is_unattended && is_enough(catalog))
    {
        let progress = LoadProgress { progress: loader.progress(), time_left: None };
        return Ok(OpenedData {
            catalog,
            loader: Some(loader),
            files: Some(watched),
            status: DataStatus::Loading(progress),
        });
    }
    let mut results: LoadedFiles = loader.into();
    let diagnostics: Vec<FileDiagnostics> = results.diagnostics().collect();
    let output = log_errors(&diagnostics);
    watched.use_last_good(&mut results);
    if !results.is_complete() && !is_unattended {
        return Err(output);
    }
    let has_none = results.files.iter().all(|file| file.catalog.is_none());
    let catalog = if has_none { format::builtin() } else { results.catalog() };
    watched.update(results);
    let status = watched.data_status();
    Ok(opened(catalog, Some(watched), status))
}

/// Loads until the catalog read so far `is_enough`, and returns it. Returns `None` if that takes
/// all of the files, or if one has errors.
fn load_beginning(
    loader: &mut Loader,
    is_enough: impl Fn(&Catalog) -> bool,
) -> Option<Arc<Catalog>> {
    // One thread is enough for the first piece, and counting the cores takes a while.
    let mut is_done = loader.step(&Sequential);
    let mut executor = None;
    loop {
        if is_done == Some(true) {
            return None;
        }
        let partial =
            loader.partial_catalog().filter(|partial| !partial.is_empty() && is_enough(partial));
        if let Some(partial) = partial.filter(|_| !loader.has_errors()) {
            return Some(partial);
        }
        is_done = loader.step(executor.get_or_insert_with(|| Parallel::with_all_cores(&|| false)));
    }
}
