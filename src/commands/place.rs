//! Where the board was left, kept for the next time: for staff, never where strangers come by.

use std::fs;
use std::path::Path;

use anyhow::Context;
use serde::{Deserialize, Serialize};

use crate::app::{Model, Start};
use crate::catalog::{Catalog, ProjectNo, read_text, save};

/// A place in words that outlive a change of the data file.
#[derive(Debug, Default, Deserialize, Serialize)]
#[serde(default)]
struct Place {
    /// The number of the selected project.
    no: Option<u32>,
    /// The id of the domain that the list is narrowed to.
    domain: Option<String>,
    query: String,
}

/// Writes down where the board is.
pub(super) fn keep(file: &Path, model: &Model) -> anyhow::Result<()> {
    let domain = model.chosen_domain().map(|at| model.catalog().domain(at).id.to_owned());
    let no = model.awaited.or(model.selected().map(|project| project.no)).map(|no| no.0);
    let text = ron::to_string(&Place { no, domain, query: model.search.text().to_owned() })?;
    fs::create_dir_all(file.parent().context("a file lies in a folder")?)?;
    save(file, text.as_bytes(), true, &[]).map_err(|refusal| anyhow::anyhow!("{refusal:?}"))
}

/// Has the board begin where it was left; whether that is known. What is no longer there is nowhere.
pub(super) fn find(file: &Path, catalog: &Catalog, start: &mut Start) -> bool {
    let Some(place) = read_text(file).ok().and_then(|text| ron::from_str::<Place>(&text).ok()) else { return false };
    start.query = place.query;
    start.domain = place.domain.and_then(|id| catalog.domain_by_id(&id));
    let no = place.no.map(ProjectNo);
    start.project = no.and_then(|no| catalog.by_no(no));
    // Of a large file only the beginning may be there.
    start.awaited = no.filter(|_| start.project.is_none());
    true
}
