//! Saving an export into the working folder, under a name that no file has yet.

use std::path::Path;

use crate::app::ExportFile;
use crate::lang::Lang;
use crate::storage::{SaveError, save};
use crate::text::clean;

/// Maximum number of files with names of one stem.
const NAMES_MAX: u32 = 99;

/// Saves `export` and returns its path. It never replaces a file.
///
/// # Errors
/// Nothing is saved; holds the reason in `lang`.
pub(crate) fn save_export(export: &ExportFile, lang: Lang) -> Result<String, String> {
    let ExportFile { stem, extension, bytes } = export;
    let mut result = Err(String::new());
    for nth in 1..=NAMES_MAX {
        let name = if nth == 1 {
            format!("{stem}.{extension}")
        } else {
            format!("{stem}-{nth}.{extension}")
        };
        let path = Path::new(&name);
        match save(path, bytes, false, &[]) {
            Ok(()) => {
                let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
                return Ok(clean(&path.to_string_lossy()).into_owned());
            }
            Err(error) => {
                result = Err(clean(&error.text(path, lang)).into_owned());
                if error != SaveError::Exists {
                    break;
                }
            }
        }
    }
    result
}
