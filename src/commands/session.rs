//! The saved session: where the board was left, for the next start. For staff only, never on a
//! public screen.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;
use serde::{Deserialize, Serialize};

use crate::app::{Model, Scope, Start};
use crate::model::{Catalog, ProjectId, ProjectNo};
use crate::storage::{read_text, save};

/// A position on the board, in terms that survive a change of the data file. The query is not part
/// of it: the next citizen asks for something else.
#[derive(Debug, Default, Deserialize, Serialize)]
#[serde(default)]
struct SavedSession {
    /// Data files and folders that were shown; empty for the built-in catalog.
    data: Vec<String>,
    /// Number of the selected project.
    no: Option<u32>,
    /// File of the selected project's programme, if there are several.
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<String>,
    /// Id of the domain that the list is narrowed to.
    domain: Option<String>,
    /// File of the programme that the list is narrowed to or that `domain` belongs to, if there
    /// are several.
    #[serde(skip_serializing_if = "Option::is_none")]
    within: Option<String>,
}

/// Writes the current position on the board to `file`.
pub(crate) fn save_session(file: &Path, data: &[PathBuf], model: &Model) -> anyhow::Result<()> {
    let catalog = model.catalog();
    let if_several =
        |file: &str| Some(file.to_owned()).filter(|_| catalog.has_several_programmes());
    let domain = model.scope_domain().map(|at| catalog.domain(at).id.to_owned());
    let within = model.scope().programme(catalog).and_then(|at| if_several(catalog.file_of(at)));
    let project =
        model.pending_jump.clone().or(model.selected().map(|project| catalog.project_id(&project)));
    let text = ron::to_string(&SavedSession {
        data: absolute_paths(data),
        no: project.as_ref().map(|project| project.no.0),
        file: project.and_then(|project| if_several(&project.file)),
        domain,
        within,
    })?;
    fs::create_dir_all(file.parent().context("a file lies in a folder")?)?;
    save(file, text.as_bytes(), true, &[]).map_err(|error| anyhow::anyhow!("{error:?}"))
}

/// Restores the saved session into `start`; returns true if there was one for the same data files.
/// Projects and domains that no longer exist are ignored.
pub(crate) fn restore_session(
    file: &Path,
    data: &[PathBuf],
    catalog: &Catalog,
    start: &mut Start,
) -> bool {
    let saved = read_text(file).ok().and_then(|text| ron::from_str::<SavedSession>(&text).ok());
    let saved = saved.filter(|saved| saved.data == absolute_paths(data));
    let Some(saved) = saved else { return false };
    let within = saved.within.filter(|_| catalog.has_several_programmes());
    let within = within.and_then(|file| catalog.programme_by_file(&file));
    let scope = within.map_or(Scope::All, Scope::Programme);
    let domains = scope.domains(catalog);
    // A domain id says nothing without its programme: where the file is gone or not saved, it is
    // ignored.
    let id = saved.domain.filter(|_| within.is_some() || !catalog.has_several_programmes());
    let mut domains = catalog.domains().filter(|(at, _)| domains.contains(at));
    let domain = id.and_then(|id| domains.find(|(_, domain)| domain.id == id));
    start.scope = domain.map_or(scope, |(at, _)| Scope::Domain(at));
    let no = saved.no.map(ProjectNo);
    let id = no.zip(saved.file).map(|(no, file)| ProjectId { file: file.into(), no });
    start.project =
        id.as_ref().map_or_else(|| no.and_then(|no| catalog.by_no(no)), |id| catalog.by_id(id));
    // Only the beginning of a large file may be loaded: the jump is then made later.
    start.pending_jump = id.or(no.map(ProjectId::from)).filter(|_| start.project.is_none());
    true
}

/// Returns the paths in absolute form, which is the same wherever the board is started. A link
/// stays a link: it may lead to the next year's file tomorrow.
fn absolute_paths(data: &[PathBuf]) -> Vec<String> {
    let absolute =
        data.iter().map(|path| std::path::absolute(path).unwrap_or_else(|_| path.clone()));
    absolute.map(|path| path.to_string_lossy().into_owned()).collect()
}
