//! `minsheng publish`: validates a new data file and replaces the old one with it in one step.

use std::path::{Path, PathBuf};

use super::{CommandOutput, CommandResult, file_errors_output, refused, unknown};
use crate::data::LostReports;
use crate::diagnostics::{FileError, FileErrorKind, LineCol};
use crate::executor::Parallel;
use crate::lang::{Lang, fill};
use crate::model::Catalog;
use crate::storage::{
    DataSize, FileVersion, LastGoodBefore, MemoryNeed, SaveError, StagedFile, is_same_file,
    keep_last_good, last_good_path,
};
use crate::text::clean;
use crate::{data, format, storage};

pub(crate) fn run(new: &Path, to: &[PathBuf], allow_removals: bool, lang: Lang) -> CommandResult {
    let s = lang.strings();
    let [to] = to else { return Err(CommandOutput::error(s.publish_where)) };
    // In a folder the file keeps its own name.
    let inside = new.file_name().filter(|_| to.is_dir()).map(|name| to.join(name));
    let to = inside.as_deref().unwrap_or(to);
    // The text that is validated is the text that is written, even if the file changes meanwhile.
    let text = storage::read_text(new);
    let text = text.and_then(|text| {
        let size = || DataSize::from_bytes(text.len());
        let fits = MemoryNeed::PARSE.check(text.len(), size);
        fits.map(|()| text).map_err(|kind| vec![FileError { position: LineCol::START, kind }])
    });
    let parsed = text.and_then(|text| format::parse(&text).map(|catalog| (text, catalog)));
    let (text, catalog) = parsed.map_err(|errors| {
        let name = new.to_string_lossy();
        if data::is_convertible(new) {
            let word = shell_words::quote(&name);
            return CommandOutput::error(&fill(s.publish_ron_only, &[&name, &word]));
        }
        let foreign =
            data::foreign_error(new).map(|kind| vec![FileError { position: LineCol::START, kind }]);
        file_errors_output(&foreign.unwrap_or(errors), &name, lang)
    })?;
    let save_error = |path: &Path, error: &SaveError| refused(path, error, lang);
    if is_same_file(new, to) {
        return Err(save_error(to, &SaveError::Input));
    }
    // Taken first: what is written to the file from here on must not be lost.
    let version = FileVersion::current(to).map_err(|error| save_error(to, &error))?;
    let old = data::load(to, &Parallel::with_all_cores(&|| false));
    // Who goes back to the version before knows that it has fewer reports.
    let is_back = is_same_file(new, &last_good_path(to));
    if let (Ok(old), false) = (&old, allow_removals || is_back) {
        check_reports(old, &catalog, to, lang)?;
    }
    // `new` may be the last good copy itself, but it has been read by now.
    let staged = StagedFile::write(to, text.as_bytes(), Some(version), &[])
        .map_err(|error| save_error(to, &error))?;
    let private = staged.private_mode();
    // A faulty file is not worth keeping, least of all in the place of a good one. One that does not
    // fit into the memory may be good.
    let is_short = |error: &FileError| matches!(error.kind, FileErrorKind::NoRoom { .. });
    let (is_good, old_errors) = (old.is_ok(), old.err().unwrap_or_default());
    if old_errors.iter().any(is_short) {
        return Err(file_errors_output(&old_errors, &to.to_string_lossy(), lang));
    }
    let last_good = is_good.then(|| keep_last_good(to)).transpose();
    let last_good = last_good.map_err(|error| save_error(&last_good_path(to), &error))?;
    if let Err(error) = staged.rename_into_place() {
        // Neither file changes, then; there is nothing more to do if even that fails.
        let _ = last_good.map(LastGoodBefore::restore);
        return Err(save_error(to, &error));
    }
    let (projects, domains) = (catalog.len().to_string(), catalog.domains().len().to_string());
    let name = to.to_string_lossy();
    let mut out = fill(s.published, &[&name, &projects, &domains]);
    if is_good {
        out = fill(s.published_kept, &[&out, &last_good_path(to).to_string_lossy()]);
    }
    let mut err = unknown::warnings(&catalog, &[new.to_owned()], lang);
    let warning = private.map(|mode| {
        fill(s.published_private, &[&name, &format!("{mode:04o}"), &shell_words::quote(&name)])
    });
    err.extend(warning.map(|warning| clean(&warning).into_owned()));
    Ok(CommandOutput { err, ..CommandOutput::line(&out) })
}

/// Refuses to publish a list that lacks reports on progress which the file in its place has.
fn check_reports(old: &Catalog, new: &Catalog, to: &Path, lang: Lang) -> CommandResult<()> {
    let LostReports { lost, all } = LostReports::new(old, new);
    if lost == 0 {
        return Ok(());
    }
    let (lost, all) = (lost.to_string(), all.to_string());
    let text = lang.strings().publish_loses_reports;
    Err(CommandOutput::error(&fill(text, &[&to.to_string_lossy(), &all, &lost])))
}
