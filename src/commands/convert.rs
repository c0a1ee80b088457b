//! `minsheng export` and `minsheng import`: the programme as a file for others, and what they have made of it.

use std::path::{Path, PathBuf};

use super::progress::Progress;
use super::{FAULT, Report, World, refused};
use crate::catalog::{self, Before, Catalog};
use crate::cli::{FORMATS, Output};
use crate::lang::{Lang, fill};
use crate::page;
use crate::term::Crew;
use crate::text::clean;

pub(super) fn export(
    catalog: &Catalog,
    data: &[PathBuf],
    format: Option<&str>,
    output: &Output,
    lang: Lang,
    world: &World,
) -> Result<Report, Report> {
    let s = lang.strings();
    if catalog.is_several() {
        let files: Vec<_> = catalog.programmes().map(|(at, _)| catalog.file_of(at)).collect();
        return Err(Report::complain(FAULT, &fill(s.one_programme, &[&files.join(", ")])));
    }
    let by_name = output.file.as_deref().and_then(Path::extension).map(|end| end.to_string_lossy().to_lowercase());
    let by_name = by_name.and_then(|end| FORMATS.into_iter().find(|format| *format == end));
    let format = format.or(by_name).unwrap_or("ron");
    if format == "xlsx" && output.file.is_none() && world.terminals.stdout {
        return Err(Report::complain(FAULT, s.export_needs_file));
    }
    let slot = Slot::new(output, data);
    let mut progress = Progress::begin(s.progress_write, world);
    let written = match format {
        "xlsx" => {
            let sheets = catalog::tables(catalog);
            let mut tick = |done, total| progress.tick(done, total);
            // The library takes a thread for each sheet, and panics where there is none.
            if Crew::can_start(sheets.len()) {
                catalog::write_xlsx(&sheets, &mut tick)
            } else {
                catalog::write_xlsx_alone(&sheets, &mut tick)
            }
        }
        "csv" => {
            let [projects, updates, domains, programme] = catalog::tables(catalog);
            Ok(catalog::write_csv(&[programme, domains, projects, updates]))
        }
        "json" => Ok(catalog::to_json(catalog).into_bytes()),
        "md" => Ok(page::programme(catalog, lang).into_bytes()),
        _ => Ok(catalog::ron(catalog).into_bytes()),
    };
    progress.end();
    let bytes = written.map_err(|finding| Report::complain(FAULT, &finding.text(&name_of(output), lang)))?;
    deliver(bytes, catalog, &slot, lang)
}

pub(super) fn import(file: &Path, output: &Output, lang: Lang, world: &World) -> Result<Report, Report> {
    let input = [file.to_owned()];
    let slot = Slot::new(output, &input);
    let mut progress = Progress::begin(lang.strings().progress_read, world);
    let reading = catalog::read(file, &mut |done, total| progress.tick(done, total));
    progress.end();
    let name = file.to_string_lossy();
    let err = reading.findings.iter().map(|finding| finding.text(&name, lang)).collect();
    let Some(found) = reading.catalog else { return Err(Report { err, code: FAULT, ..Report::default() }) };
    let text = catalog::ron(&found);
    // Whoever mends a year's work in a spreadsheet must find all of it in the file: it is read before it is given away.
    if catalog::parse(&text).as_ref() != Ok(&found.known()) {
        return Err(Report::complain(FAULT, lang.strings().import_differs));
    }
    let mut report = deliver(text.into_bytes(), &found, &slot, lang)?;
    report.err = err;
    Ok(report)
}

/// Where a result goes, as it was when the work on it began.
pub(super) struct Slot<'a> {
    output: &'a Output,
    before: Option<Before>,
    /// What must not be written over.
    inputs: &'a [PathBuf],
}

impl<'a> Slot<'a> {
    pub(super) fn new(output: &'a Output, inputs: &'a [PathBuf]) -> Self {
        Self { output, before: output.file.as_deref().filter(|_| output.force).map(Before::at), inputs }
    }
}

/// Writes the file and says so, or prints what would be in it.
pub(super) fn deliver(bytes: Vec<u8>, catalog: &Catalog, slot: &Slot, lang: Lang) -> Result<Report, Report> {
    let Some(path) = &slot.output.file else {
        return Ok(Report { bytes, ..Report::default() });
    };
    let inputs: Vec<PathBuf> = catalog::files(slot.inputs).unwrap_or_default();
    let inputs: Vec<&Path> = inputs.iter().map(PathBuf::as_path).collect();
    catalog::save_unless_newer(path, &bytes, slot.before, &inputs).map_err(|refusal| refused(path, &refusal, lang))?;
    let (projects, domains) = (catalog.projects().len().to_string(), catalog.domains().len().to_string());
    let text = fill(lang.strings().saved, &[&path.to_string_lossy(), &projects, &domains]);
    Ok(Report::print(clean(&text).into_owned() + "\n"))
}

fn name_of(output: &Output) -> String {
    output.file.as_deref().map_or_else(|| "-".to_owned(), |path| path.to_string_lossy().into_owned())
}
