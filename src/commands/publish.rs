//! `minsheng publish`: validates a new data file and replaces the old one with it in one step.

use std::path::{Path, PathBuf};

use super::{CommandOutput, FAILURE, file_errors_output, refused, unknown};
use crate::catalog::{
    self, FileVersion, LastGoodBefore, SaveError, StagedFile, is_same_file, keep_last_good,
    last_good_path,
};
use crate::lang::{Lang, fill};
use crate::term::Parallel;
use crate::text::clean;

pub(super) fn run(new: &Path, to: &[PathBuf], lang: Lang) -> Result<CommandOutput, CommandOutput> {
    let s = lang.strings();
    let [to] = to else { return Err(CommandOutput::error(FAILURE, s.publish_where)) };
    // In a folder the file keeps its own name.
    let inside = new.file_name().filter(|_| to.is_dir()).map(|name| to.join(name));
    let to = inside.as_deref().unwrap_or(to);
    // The text that is validated is the text that is written, even if the file changes meanwhile.
    let text = catalog::read_text(new);
    let judged = text.and_then(|text| catalog::parse(&text).map(|catalog| (text, catalog)));
    let (text, catalog) =
        judged.map_err(|problems| file_errors_output(&problems, &new.to_string_lossy(), lang))?;
    let refused = |path: &Path, refusal: &SaveError| refused(path, refusal, lang);
    if is_same_file(new, to) {
        return Err(refused(to, &SaveError::Input));
    }
    // `new` may be the last good copy itself, but it has been read by now.
    let staged = StagedFile::write(to, text.as_bytes(), Some(FileVersion::current(to)), &[])
        .map_err(|refusal| refused(to, &refusal))?;
    let private = staged.private_mode();
    // A faulty file is not worth keeping, least of all in the place of a good one.
    let good = catalog::load(to, &Parallel::with_all_cores(&|| false)).is_ok();
    let before = good.then(|| keep_last_good(to)).transpose();
    let before = before.map_err(|refusal| refused(&last_good_path(to), &refusal))?;
    if let Err(refusal) = staged.rename_into_place() {
        // Neither file changes, then; there is nothing more to do if even that fails.
        let _ = before.map(LastGoodBefore::restore);
        return Err(refused(to, &refusal));
    }
    let (projects, domains) = (catalog.len().to_string(), catalog.domains().len().to_string());
    let name = to.to_string_lossy();
    let mut out = fill(s.published, &[&name, &projects, &domains]);
    if good {
        out = fill(s.published_kept, &[&out, &last_good_path(to).to_string_lossy()]);
    }
    let mut err = unknown::warnings(&catalog, &[new.to_owned()], lang);
    let warning = private.map(|mode| {
        fill(s.published_private, &[&name, &format!("{mode:04o}"), &shell_words::quote(&name)])
    });
    err.extend(warning.map(|warning| clean(&warning).into_owned()));
    Ok(CommandOutput { out: clean(&out).into_owned() + "\n", err, ..CommandOutput::default() })
}
