//! `minsheng export`: a programme to another format.

use std::path::{Path, PathBuf};

use super::progress_bar::ProgressBar;
use super::selection::chosen_programme;
use super::{CommandOutput, CommandResult, Environment, PrintContext, check_limits, refused};
use crate::cli::{ExportArgs, FORMATS, Output};
use crate::diagnostics::ContactField;
use crate::executor::Parallel;
use crate::lang::{Lang, fill};
use crate::model::Catalog;
use crate::storage::{FileVersion, MemoryNeed, SaveError};
use crate::{data, exchange, format, page, storage};

/// Number of sheets of a workbook.
const SHEETS: usize = 5;

/// Writes the chosen projects in another format.
pub(crate) fn export(
    context: PrintContext,
    data: &[PathBuf],
    args: &ExportArgs,
    env: &Environment,
) -> CommandResult {
    let (catalog, remark) = chosen_programme(context, &args.choice)?;
    let PrintContext { criteria, lang, .. } = context;
    let (catalog, s, output) = (&catalog, lang.strings(), &args.output);
    let format = match (&args.format, extension(output)) {
        (Some(format), _) => format.clone(),
        (None, Some(extension)) if FORMATS.contains(&&*extension) => extension,
        (None, Some(_)) => {
            let name = output.file.as_deref().unwrap_or(Path::new("-")).to_string_lossy();
            let formats = FORMATS.map(|format| format!(".{format}")).join(s.list_separator);
            return Err(CommandOutput::error(&fill(s.export_extension, &[&name, &formats])));
        }
        (None, None) => "ron".to_owned(),
    };
    let format = &*format;
    check_extension(output, format, lang)?;
    if format == "xlsx" && output.file.is_none() && env.terminals.stdout {
        return Err(CommandOutput::error(s.export_needs_file));
    }
    // rust_xlsxwriter starts a thread for each sheet and panics if it cannot.
    let has_threads = format == "xlsx" && Parallel::can_start(SHEETS);
    let need = match format {
        "xlsx" if has_threads => MemoryNeed::TO_XLSX,
        "xlsx" => MemoryNeed::TO_XLSX_ALONE,
        "csv" => MemoryNeed::TO_CSV,
        "json" => MemoryNeed::TO_JSON,
        _ => MemoryNeed::TEXT,
    };
    check_limits(need, catalog, lang)?;
    let target = OutputTarget::new(output, data);
    let mut progress = ProgressBar::new(s.progress_write, env);
    let written = match format {
        "xlsx" => {
            let mut sheets = Vec::from(exchange::tables(catalog));
            sheets.push(exchange::about_sheet(exchange::has_details(catalog)));
            let mut tick = |done, total| progress.update(done, total);
            if has_threads {
                exchange::write_xlsx(&sheets, &mut tick)
            } else {
                exchange::write_xlsx_low_memory(&sheets, &mut tick)
            }
        }
        "csv" => {
            let [projects, updates, domains, programme] = exchange::tables(catalog);
            Ok(exchange::write_csv(&[programme, domains, projects, updates]))
        }
        "json" => Ok(exchange::to_json(catalog).into_bytes()),
        "md" => Ok(page::programme(catalog, lang).into_bytes()),
        "html" => Ok(page::handout_html(catalog, criteria, lang).into_bytes()),
        _ => Ok(format::to_ron(catalog).into_bytes()),
    };
    progress.clear();
    let bytes = written.map_err(|diagnostic| {
        let name = output.file.as_deref().unwrap_or(Path::new("-")).to_string_lossy();
        CommandOutput::error(&diagnostic.text(&name, lang))
    })?;
    let mut written = write_output(bytes, catalog, &target, lang)?;
    if !matches!(format, "md" | "html") && has_internal(catalog) {
        written.err.push(s.export_internal.to_owned());
    }
    written.err.extend(remark);
    Ok(written)
}

/// Returns true if a project has a contact that only staff may see.
fn has_internal(catalog: &Catalog) -> bool {
    let audience = catalog.audience.for_public();
    let fields = ContactField::ALL.into_iter().filter(|field| audience.hides(*field));
    let fields: Vec<ContactField> = fields.collect();
    catalog.projects().any(|(_, project)| {
        let details = project.details();
        fields.iter().any(|field| !details.contact(*field).is_empty())
    })
}

/// Extensions of files that another program opens; none of them is a name for another format.
const FOREIGN: [&str; 8] = ["xls", "et", "ods", "xlsb", "doc", "docx", "wps", "pdf"];

/// Returns the extension of the file to write, in lower case.
fn extension(output: &Output) -> Option<String> {
    let extension = output.file.as_deref()?.extension()?;
    Some(extension.to_string_lossy().to_lowercase())
}

/// Refuses to write `format` into a file whose name says that it is of another.
pub(crate) fn check_extension(output: &Output, format: &str, lang: Lang) -> CommandResult<()> {
    let Some(extension) = extension(output).filter(|extension| {
        extension != format && (FORMATS.contains(&&**extension) || FOREIGN.contains(&&**extension))
    }) else {
        return Ok(());
    };
    let name = output.file.as_deref().unwrap_or(Path::new("-")).to_string_lossy();
    let s = lang.strings();
    Err(CommandOutput::error(&fill(s.save_extension, &[&name, format, &extension, format])))
}

/// The destination of a result, with the version of the file there when the work began.
pub(crate) struct OutputTarget<'a> {
    output: &'a Output,
    version: Result<Option<FileVersion>, SaveError>,
    /// Files that must not be overwritten.
    inputs: &'a [PathBuf],
}

impl<'a> OutputTarget<'a> {
    pub(crate) fn new(output: &'a Output, inputs: &'a [PathBuf]) -> Self {
        let version = output.file.as_deref().filter(|_| output.force).map(FileVersion::current);
        Self { output, version: version.transpose(), inputs }
    }
}

/// Writes `bytes` to the output file and reports that, or returns them for stdout if there is no
/// output file.
pub(crate) fn write_output(
    bytes: Vec<u8>,
    catalog: &Catalog,
    target: &OutputTarget,
    lang: Lang,
) -> CommandResult {
    let Some(path) = &target.output.file else {
        return Ok(CommandOutput { bytes, ..CommandOutput::default() });
    };
    save(path, &bytes, target, lang)?;
    let (projects, domains) = (catalog.len().to_string(), catalog.domains().len().to_string());
    let text = fill(lang.strings().saved, &[&path.to_string_lossy(), &projects, &domains]);
    Ok(CommandOutput::line(&text))
}

/// Writes `bytes` to the file at `path`, which is that of `target`.
pub(crate) fn save(
    path: &Path,
    bytes: &[u8],
    target: &OutputTarget,
    lang: Lang,
) -> CommandResult<()> {
    let inputs: Vec<PathBuf> = data::resolve_data_paths(target.inputs).unwrap_or_default();
    let inputs: Vec<&Path> = inputs.iter().map(PathBuf::as_path).collect();
    let version = target.version.clone();
    version
        .and_then(|version| storage::save_if_unchanged(path, bytes, version, &inputs))
        .map_err(|error| refused(path, &error, lang))
}
