//! What is named as data: files, and folders of them.

use std::collections::HashSet;
use std::fs;
use std::io::{self, ErrorKind};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use super::error::{FileError, FileErrorKind, LineCol};
use super::loader::{LoadedFiles, Loader};
use super::{Catalog, FileLoader, LoadStep};
use crate::executor::Executor;

/// What is wrong with one of several files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileDiagnostics {
    /// Which.
    pub file: PathBuf,
    /// What, in the order of its text.
    pub errors: Vec<FileError>,
}

impl FileDiagnostics {
    /// Of the file as a whole.
    fn from_kind(file: &Path, fault: FileErrorKind) -> Self {
        Self { file: file.to_owned(), errors: vec![FileError { position: LineCol::START, kind: fault }] }
    }
}

/// Whether one file is named, and no folder: what it holds is the programme, whatever the file is called.
#[must_use]
pub fn is_single_file(named: &[PathBuf]) -> bool {
    matches!(named, [one] if !one.is_dir())
}

/// The data files that are meant: those named, and of a folder those in it, by their names.
///
/// # Errors
/// A folder that cannot be read or has none; a file that is named twice. A link in a folder to a file that is meant anyway is no more
/// than another name of it.
pub fn resolve_data_paths(named: &[PathBuf]) -> Result<Vec<PathBuf>, Vec<FileDiagnostics>> {
    let (mut files, mut flaws) = (Vec::new(), Vec::new());
    for path in named {
        let is_folder = path.is_dir();
        match if is_folder { list_folder(path) } else { Ok(vec![path.clone()]) } {
            Ok(inside) if inside.is_empty() => flaws.push(FileDiagnostics::from_kind(path, FileErrorKind::NoFiles)),
            Ok(inside) => files.extend(inside.into_iter().map(|file| (is_folder && file.is_symlink(), file))),
            Err(error) if error.kind() == ErrorKind::PermissionDenied => {
                flaws.push(FileDiagnostics::from_kind(path, FileErrorKind::Forbidden));
            }
            Err(error) => flaws.push(FileDiagnostics::from_kind(path, FileErrorKind::unreadable(&error))),
        }
    }
    let mut seen = HashSet::new();
    let mut is_new = |path: &PathBuf| path.metadata().map_or(true, |file| seen.insert((file.dev(), file.ino())));
    let again = files.iter().filter(|(is_link, path)| !is_link && !is_new(path));
    flaws.extend(again.map(|(_, path)| FileDiagnostics::from_kind(path, FileErrorKind::NamedTwice)));
    files.retain(|(is_link, path)| !is_link || is_new(path));
    if flaws.is_empty() { Ok(files.into_iter().map(|(_, path)| path).collect()) } else { Err(flaws) }
}

/// The data files in a folder. What is hidden, or an editor has left there, is none.
fn list_folder(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let name = entry?.file_name();
        let path = folder.join(&name);
        let is_data = name.as_bytes().ends_with(b".ron") && !matches!(name.as_bytes().first(), Some(b'.' | b'#' | b'~'));
        // A link that leads nowhere is worth telling.
        if is_data && path.metadata().map_or(true, |found| found.is_file()) {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

/// The catalogue in the files that are meant.
///
/// # Errors
/// All that is wrong with any of them.
pub fn load_all(named: &[PathBuf], workers: &impl Executor) -> Result<Catalog, Vec<FileDiagnostics>> {
    let mut queue = Loader::new(resolve_data_paths(named)?, is_single_file(named));
    loop {
        match queue.step(workers) {
            Some(false) => {}
            Some(true) => break,
            None => return Err(Vec::new()),
        }
    }
    let stock: LoadedFiles = queue.into();
    let flaws: Vec<FileDiagnostics> = stock.diagnostics().collect();
    if flaws.is_empty() { Ok(stock.catalog()) } else { Err(flaws) }
}

/// The catalogue in the file at `path`, read by `workers` whom nobody tells to stop.
///
/// # Errors
/// Every problem found: of the file itself, or else of its text.
pub fn load(path: &Path, workers: &impl Executor) -> Result<Catalog, Vec<FileError>> {
    let mut loading = FileLoader::open(path)?;
    loop {
        match loading.step(workers) {
            Some(LoadStep::More) => {}
            Some(LoadStep::Done(result)) => return result,
            None => return Err(Vec::new()),
        }
    }
}
