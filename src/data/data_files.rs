//! Data paths: files, and folders of files.

use std::collections::HashSet;
use std::io::{self, ErrorKind};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use super::file_loader::{FileLoader, LoadStep};
use super::loader::{LoadedFiles, Loader};
use crate::diagnostics::{FileDiagnostics, FileError, FileErrorKind};
use crate::executor::Executor;
use crate::model::Catalog;
use crate::storage::file_names;

/// Returns true if `paths` is a single file and no folder: it holds the programme, whatever its
/// name.
#[must_use]
pub fn is_single_file(paths: &[PathBuf]) -> bool {
    matches!(paths, [path] if !path.is_dir())
}

/// Resolves `paths` to data files: files as they are, and for each folder the data files in it,
/// sorted by name.
///
/// # Errors
/// A folder cannot be read or has no data files, or a file is named twice. A symbolic link in a
/// folder to a file that is included anyway is skipped and not an error.
pub fn resolve_data_paths(paths: &[PathBuf]) -> Result<Vec<PathBuf>, Vec<FileDiagnostics>> {
    let (mut files, mut errors) = (Vec::new(), Vec::new());
    for path in paths {
        let is_folder = path.is_dir();
        match if is_folder { list_folder(path) } else { Ok(vec![path.clone()]) } {
            Ok(found) if found.is_empty() => {
                errors.push(FileDiagnostics::from_kind(path, FileErrorKind::NoFiles));
            }
            Ok(found) => {
                files.extend(found.into_iter().map(|file| (is_folder && file.is_symlink(), file)));
            }
            Err(error) => {
                let is_forbidden = error.kind() == ErrorKind::PermissionDenied;
                let kind = FileErrorKind::unreadable(&error);
                let kind = if is_forbidden { FileErrorKind::Forbidden } else { kind };
                errors.push(FileDiagnostics::from_kind(path, kind));
            }
        }
    }
    let mut seen = HashSet::new();
    let mut is_new =
        |path: &PathBuf| path.metadata().map_or(true, |data| seen.insert((data.dev(), data.ino())));
    let repeated = files.iter().filter(|(is_link, path)| !is_link && !is_new(path));
    errors.extend(
        repeated.map(|(_, path)| FileDiagnostics::from_kind(path, FileErrorKind::NamedTwice)),
    );
    files.retain(|(is_link, path)| !is_link || is_new(path));
    if errors.is_empty() {
        Ok(files.into_iter().map(|(_, path)| path).collect())
    } else {
        Err(errors)
    }
}

/// Returns the data files in a folder (`*.ron`), without hidden files and those that editors leave
/// there.
fn list_folder(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for name in file_names(folder)? {
        let name = name?;
        let path = folder.join(&name);
        let is_data = name.as_bytes().ends_with(b".ron")
            && !matches!(name.as_bytes().first(), Some(b'.' | b'#' | b'~'));
        // A link that leads nowhere is kept, so that the user gets an error about it.
        if is_data && path.metadata().map_or(true, |data| data.is_file()) {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

/// Loads the catalog in the files and folders `paths`.
///
/// # Errors
/// Returns the errors of all files; none if the executor was cancelled.
pub fn load_all(
    paths: &[PathBuf],
    workers: &impl Executor,
) -> Result<Catalog, Vec<FileDiagnostics>> {
    let mut loader = Loader::new(resolve_data_paths(paths)?, is_single_file(paths));
    while !loader.step(workers).ok_or(Vec::new())? {}
    let files: LoadedFiles = loader.into();
    let errors: Vec<FileDiagnostics> = files.diagnostics().collect();
    if errors.is_empty() { Ok(files.catalog()) } else { Err(errors) }
}

/// Loads the catalog in the file at `path`, read by `workers`.
///
/// # Errors
/// Returns every error found, of the file itself or of its text; none if the executor was
/// cancelled.
pub fn load(path: &Path, workers: &impl Executor) -> Result<Catalog, Vec<FileError>> {
    let mut file_loader = FileLoader::open(path)?;
    loop {
        if let LoadStep::Done(result) = file_loader.step(workers).ok_or(Vec::new())? {
            return result;
        }
    }
}
