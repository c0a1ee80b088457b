//! `minsheng export` and `minsheng import`: a programme to another format, and back to a data file.

use std::path::{Path, PathBuf};

use super::progress_bar::ProgressBar;
use super::{CommandOutput, Environment, FAILURE, refused};
use crate::catalog::{self, Catalog, FileVersion};
use crate::cli::{FORMATS, Output};
use crate::lang::{Lang, fill};
use crate::page;
use crate::term::Parallel;
use crate::text::clean;

pub(super) fn export(
    catalog: &Catalog,
    data: &[PathBuf],
    format: Option<&str>,
    output: &Output,
    lang: Lang,
    world: &Environment,
) -> Result<CommandOutput, CommandOutput> {
    let s = lang.strings();
    if catalog.has_several_programmes() {
        let files: Vec<_> = catalog.programmes().map(|(at, _)| catalog.file_of(at)).collect();
        return Err(CommandOutput::error(FAILURE, &fill(s.one_programme, &[&files.join(", ")])));
    }
    let by_name = output
        .file
        .as_deref()
        .and_then(Path::extension)
        .map(|end| end.to_string_lossy().to_lowercase());
    let by_name = by_name.and_then(|end| FORMATS.into_iter().find(|format| *format == end));
    let format = format.or(by_name).unwrap_or("ron");
    if format == "xlsx" && output.file.is_none() && world.terminals.stdout {
        return Err(CommandOutput::error(FAILURE, s.export_needs_file));
    }
    let slot = OutputTarget::new(output, data);
    let mut progress = ProgressBar::new(s.progress_write, world);
    let written = match format {
        "xlsx" => {
            let sheets = catalog::tables(catalog);
            let mut tick = |done, total| progress.update(done, total);
            // rust_xlsxwriter starts a thread for each sheet and panics if it cannot.
            if Parallel::can_start(sheets.len()) {
                catalog::write_xlsx(&sheets, &mut tick)
            } else {
                catalog::write_xlsx_low_memory(&sheets, &mut tick)
            }
        }
        "csv" => {
            let [projects, updates, domains, programme] = catalog::tables(catalog);
            Ok(catalog::write_csv(&[programme, domains, projects, updates]))
        }
        "json" => Ok(catalog::to_json(catalog).into_bytes()),
        "md" => Ok(page::programme(catalog, lang).into_bytes()),
        _ => Ok(catalog::to_ron(catalog).into_bytes()),
    };
    progress.clear();
    let bytes = written.map_err(|finding| {
        CommandOutput::error(FAILURE, &finding.text(&output_name(output), lang))
    })?;
    write_output(bytes, catalog, &slot, lang)
}

pub(super) fn import(
    file: &Path,
    output: &Output,
    lang: Lang,
    world: &Environment,
) -> Result<CommandOutput, CommandOutput> {
    let input = [file.to_owned()];
    let slot = OutputTarget::new(output, &input);
    let mut progress = ProgressBar::new(lang.strings().progress_read, world);
    let reading = catalog::read(file, &mut |done, total| progress.update(done, total));
    progress.clear();
    let name = file.to_string_lossy();
    let err = reading.diagnostics.iter().map(|finding| finding.text(&name, lang)).collect();
    let Some(found) = reading.catalog else {
        return Err(CommandOutput { err, code: FAILURE, ..CommandOutput::default() });
    };
    let text = catalog::to_ron(&found);
    // The result is read back before it is handed over: a user who has corrected a year's work in a
    // spreadsheet must find all of it in the data file.
    if catalog::parse(&text).as_ref() != Ok(&found.known()) {
        return Err(CommandOutput::error(FAILURE, lang.strings().import_differs));
    }
    let mut report = write_output(text.into_bytes(), &found, &slot, lang)?;
    report.err = err;
    Ok(report)
}

/// The destination of a result, with the version of the file there when the work began.
pub(super) struct OutputTarget<'a> {
    output: &'a Output,
    version: Option<FileVersion>,
    /// Files that must not be overwritten.
    inputs: &'a [PathBuf],
}

impl<'a> OutputTarget<'a> {
    pub(super) fn new(output: &'a Output, inputs: &'a [PathBuf]) -> Self {
        Self {
            output,
            version: output.file.as_deref().filter(|_| output.force).map(FileVersion::current),
            inputs,
        }
    }
}

/// Writes `bytes` to the output file and reports that, or returns them for stdout if there is no
/// output file.
pub(super) fn write_output(
    bytes: Vec<u8>,
    catalog: &Catalog,
    slot: &OutputTarget,
    lang: Lang,
) -> Result<CommandOutput, CommandOutput> {
    let Some(path) = &slot.output.file else {
        return Ok(CommandOutput { bytes, ..CommandOutput::default() });
    };
    let inputs: Vec<PathBuf> = catalog::resolve_data_paths(slot.inputs).unwrap_or_default();
    let inputs: Vec<&Path> = inputs.iter().map(PathBuf::as_path).collect();
    catalog::save_if_unchanged(path, &bytes, slot.version, &inputs)
        .map_err(|refusal| refused(path, &refusal, lang))?;
    let (projects, domains) =
        (catalog.projects().len().to_string(), catalog.domains().len().to_string());
    let text = fill(lang.strings().saved, &[&path.to_string_lossy(), &projects, &domains]);
    Ok(CommandOutput::stdout(clean(&text).into_owned() + "\n"))
}

fn output_name(output: &Output) -> String {
    output
        .file
        .as_deref()
        .map_or_else(|| "-".to_owned(), |path| path.to_string_lossy().into_owned())
}
