//! Data paths: files, and folders of files.

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

/// Errors of one of several files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileDiagnostics {
    /// Path of the file.
    pub file: PathBuf,
    /// Errors in the order of the text.
    pub errors: Vec<FileError>,
}

impl FileDiagnostics {
    /// Creates an error of the file as a whole.
    fn from_kind(file: &Path, fault: FileErrorKind) -> Self {
        Self {
            file: file.to_owned(),
            errors: vec![FileError { position: LineCol::START, kind: fault }],
        }
    }
}

/// True if a single file is named and no folder: it holds the programme, whatever its name.
#[must_use]
pub fn is_single_file(named: &[PathBuf]) -> bool {
    matches!(named, [one] if !one.is_dir())
}

/// Resolves `named` to data files: files as they are, and for each folder the data files in it,
/// sorted by name.
///
/// # Errors
/// A folder cannot be read or has no data files, or a file is named twice. A symbolic link in a
/// folder to a file that is included anyway is skipped and not an error.
pub fn resolve_data_paths(named: &[PathBuf]) -> Result<Vec<PathBuf>, Vec<FileDiagnostics>> {
    let (mut files, mut flaws) = (Vec::new(), Vec::new());
    for path in named {
        let is_folder = path.is_dir();
        match if is_folder { list_folder(path) } else { Ok(vec![path.clone()]) } {
            Ok(inside) if inside.is_empty() => {
                flaws.push(FileDiagnostics::from_kind(path, FileErrorKind::NoFiles));
            }
            Ok(inside) => {
                files.extend(inside.into_iter().map(|file| (is_folder && file.is_symlink(), file)));
            }
            Err(error) if error.kind() == ErrorKind::PermissionDenied => {
                flaws.push(FileDiagnostics::from_kind(path, FileErrorKind::Forbidden));
            }
            Err(error) => {
                flaws.push(FileDiagnostics::from_kind(path, FileErrorKind::unreadable(&error)));
            }
        }
    }
    let mut seen = HashSet::new();
    let mut is_new =
        |path: &PathBuf| path.metadata().map_or(true, |file| seen.insert((file.dev(), file.ino())));
    let again = files.iter().filter(|(is_link, path)| !is_link && !is_new(path));
    flaws
        .extend(again.map(|(_, path)| FileDiagnostics::from_kind(path, FileErrorKind::NamedTwice)));
    files.retain(|(is_link, path)| !is_link || is_new(path));
    if flaws.is_empty() {
        Ok(files.into_iter().map(|(_, path)| path).collect())
    } else {
        Err(flaws)
    }
}

/// Returns the data files in a folder (`*.ron`), without hidden files and those that editors leave
/// there.
fn list_folder(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let name = entry?.file_name();
        let path = folder.join(&name);
        let is_data = name.as_bytes().ends_with(b".ron")
            && !matches!(name.as_bytes().first(), Some(b'.' | b'#' | b'~'));
        // A link that leads nowhere is kept, so that the user gets an error about it.
        if is_data && path.metadata().map_or(true, |found| found.is_file()) {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

/// Loads the catalogue in the files and folders `named`.
///
/// # Errors
/// Returns the errors of all files; none if the executor was cancelled.
pub fn load_all(
    named: &[PathBuf],
    workers: &impl Executor,
) -> Result<Catalog, Vec<FileDiagnostics>> {
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

/// Loads the catalogue in the file at `path`, read by `workers`.
///
/// # Errors
/// Returns every error found, of the file itself or of its text; none if the executor was
/// cancelled.
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
