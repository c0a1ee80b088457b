//! The changes between two versions of the data, project by project.

use std::collections::HashSet;

use crate::data::{Change, Subject, diff};
use crate::lang::Lang;
use crate::model::{Catalog, ProjectId, ProjectNo};

/// The changes of a project, of a domain, or of the programme as a whole. Pairs of texts are in
/// Chinese and English.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ProjectChanges {
    /// The project, if it is one.
    pub(crate) id: Option<ProjectId>,
    pub(crate) heading: [String; 2],
    pub(crate) lines: Vec<[String; 2]>,
}

/// The changes between the version of the data before and the one shown.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct DataChanges {
    /// All changes; `None` as long as there is nothing to compare with.
    pub(crate) all: Option<Vec<ProjectChanges>>,
    /// The projects that have changed and have not been seen since.
    pub(crate) unseen: HashSet<ProjectId>,
}

impl DataChanges {
    /// Returns true if the project has changed and has not been seen since.
    pub(crate) fn is_unseen(&self, id: impl FnOnce() -> ProjectId) -> bool {
        !self.unseen.is_empty() && self.unseen.contains(&id())
    }

    /// Returns the number of projects that have changed and have not been seen since.
    pub(crate) fn unseen_len(&self) -> usize {
        self.unseen.len()
    }
}

/// Returns the changes, subject by subject.
pub(crate) fn compare(before: &Catalog, after: &Catalog) -> Vec<ProjectChanges> {
    if !before.has_several_programmes() && !after.has_several_programmes() {
        return by_subject(before, after, &diff(before, after), |no| {
            let project = after.by_no(no)?;
            Some(after.project_id(&after.project(project)))
        });
    }
    let programmes = after.programmes().filter_map(|(at, _)| {
        let file = after.file_of(at);
        let before_at = before.programme_by_file(file)?;
        Some((file, before.single_programme(before_at), after.single_programme(at)))
    });
    programmes
        .flat_map(|(file, before, after)| {
            let id = |no| Some(ProjectId { file: file.into(), no });
            by_subject(&before, &after, &diff(&before, &after), id)
        })
        .collect()
}

/// Groups `changes` by their subjects. `id` gives the id of the project with a number.
fn by_subject(
    before: &Catalog,
    after: &Catalog,
    changes: &[Change],
    id: impl Fn(ProjectNo) -> Option<ProjectId>,
) -> Vec<ProjectChanges> {
    let title = |no: ProjectNo, lang: Lang| {
        let of = |catalog: &Catalog| {
            let project = catalog.by_no(no).map(|at| catalog.project(at));
            project.map(|project| project.title.get(lang).to_owned())
        };
        of(after).or_else(|| of(before)).unwrap_or_default()
    };
    let subjects = changes.chunk_by(|change, next| change.subject == next.subject);
    let of_subject = |changes: &[Change]| {
        let subject = changes.first().map(|change| &change.subject)?;
        let (no, heading) = match subject {
            Subject::Project(no) => {
                (Some(*no), Lang::ALL.map(|lang| format!("{no} {}", title(*no, lang))))
            }
            subject => (None, Lang::ALL.map(|lang| subject.text(lang))),
        };
        let lines = changes.iter().map(|change| Lang::ALL.map(|lang| change.kind.text(lang)));
        Some(ProjectChanges { id: no.and_then(&id), heading, lines: lines.collect() })
    };
    subjects.filter_map(of_subject).collect()
}
