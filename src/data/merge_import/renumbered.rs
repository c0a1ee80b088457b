//! Finds projects that seem to have another number than before.

use std::collections::HashMap;

use crate::exchange::label_key;
use crate::lang::Lang;
use crate::model::{Catalog, ProjectNo};

/// Project of a table whose title belongs to another number of the programme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct RenumberedProject {
    /// Number in the table.
    pub(crate) no: ProjectNo,
    /// Title in Chinese and English.
    pub(crate) title: [String; 2],
    /// Number in the programme.
    pub(crate) old_no: ProjectNo,
}

/// Returns the projects of `new` with a title that `old` has under another number: instead of the
/// one there, or in place of one that has another title now.
pub(crate) fn renumbered(old: &Catalog, new: &Catalog) -> Vec<RenumberedProject> {
    let titles = |catalog: &Catalog| -> HashMap<ProjectNo, String> {
        let title = |no, title: &str| (no, label_key(title));
        catalog.projects().map(|(_, it)| title(it.no, it.title.get(Lang::Zh))).collect()
    };
    let (old_titles, new_titles) = (titles(old), titles(new));
    let mut numbers: HashMap<&str, ProjectNo> = HashMap::new();
    for (_, project) in old.projects() {
        if let Some(title) = old_titles.get(&project.no).filter(|title| !title.is_empty()) {
            numbers.entry(title).or_insert(project.no);
        }
    }
    let mut found = Vec::new();
    for (_, project) in new.projects() {
        let title = new_titles.get(&project.no);
        let Some(old_no) = title.and_then(|title| numbers.get(title.as_str())).copied() else {
            continue;
        };
        let old_title = old_titles.get(&project.no);
        // A second project of the same title has moved nowhere.
        let is_new = old_title.is_none() && new_titles.get(&old_no) != title;
        if is_new || old_title.is_some() && old_title != title {
            let title = Lang::ALL.map(|lang| project.title.get(lang).to_owned());
            found.push(RenumberedProject { no: project.no, title, old_no });
        }
    }
    found
}
