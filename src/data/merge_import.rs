//! Merges an imported table into the programme that it belongs to: projects are matched by number,
//! and what the table has no column for stays.
//!
//! A cell wins, also an empty one. English for which the table has no column stays with its Chinese
//! text, and is dropped if that has changed: it would tell something else. Updates stay with their
//! target, which is matched by its Chinese description and unit, unless there is a table of
//! updates: then all updates come from it. Columns of progress add reports to those of other days,
//! and so does a spreadsheet that has nothing else.

mod details;
mod domains;
mod item_pairs;
mod items;
mod merge_item;
mod messages;
mod renumbered;
mod replaced;
mod reports;
mod totals;
mod updates;

use std::collections::{HashMap, HashSet};

use self::renumbered::{RenumberedProject, renumbered};
use self::replaced::{ReplacedProject, replaced};
use super::diff::Subject;
use crate::diagnostics::{
    Column, Diagnostic, FieldPath, FileErrorKind, Lint, ListField, Owner, ProgrammeField,
    TextField, label_in,
};
use crate::exchange::CellMap;
use crate::lang::Lang;
use crate::model::{
    Catalog, NewProject, OwnedText, ProgrammeHeader, Project, ProjectBatch, ProjectIx, ProjectNo,
};

/// Result of merging an imported table into a programme.
#[derive(Debug, Default)]
pub(crate) struct Merge {
    /// The merged programme.
    pub(crate) catalog: Catalog,
    /// Projects of the programme that the table lacks; they are not in the merged programme.
    pub(crate) removed: Vec<ProjectNo>,
    /// Projects whose title has belonged to another number; they have only what the table has.
    pub(crate) renumbered: Vec<RenumberedProject>,
    /// Projects that are others than those of their numbers; they have only what the table has.
    pub(crate) replaced: Vec<ReplacedProject>,
    /// Project or target of each update that is not in the merged programme, unless its project is
    /// removed or renumbered.
    pub(crate) lost_updates: Vec<MergedField>,
    /// Texts and lists that have lost English with their changed Chinese.
    pub(crate) dropped_english: Vec<MergedField>,
    /// Titles and lists in which the table differs only in blanks, width or brackets.
    pub(crate) same_labels: Vec<MergedField>,
    /// Lists with lines of English that stand beside other lines of Chinese than before.
    pub(crate) moved_english: Vec<MergedField>,
    /// Lists whose English lines cannot be matched with the Chinese ones, which the table lacks.
    pub(crate) unpaired: Vec<MergedField>,
    /// Figures of English targets that are not those of the programme, by their cells in the table.
    pub(crate) errors: Vec<Diagnostic>,
    /// Totals that fall, or are far above their targets, only beside the reports of the programme.
    pub(crate) odd_totals: Vec<(ProjectNo, Lint)>,
    /// True if the table has the projects in another order than the programme, which stays.
    pub(crate) is_reordered: bool,
}

/// Field that a merge has something to tell about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct MergedField {
    subject: Subject,
    /// Name of the field in Chinese and English.
    names: [String; 2],
}

impl MergedField {
    /// Formats the subject and the field: `项目 20 地点`.
    pub(crate) fn text(&self, lang: Lang) -> String {
        format!("{} {}", self.subject.text(lang), self.names[lang as usize]).trim_end().to_owned()
    }
}

/// Merges `new`, which was imported from `cells`, into `old`; both hold one programme.
pub(crate) fn merge_import(old: &Catalog, new: &Catalog, cells: &CellMap) -> Merge {
    if cells.has_only_progress {
        return Merge::from_reports(old, new, cells).with_odd_totals(old, new);
    }
    let mut merger = Merger {
        cells,
        subject: Subject::Programme,
        unequal_figures: Vec::new(),
        merge: Merge::default(),
    };
    let renumbered = renumbered(old, new);
    let mut has_moved: HashSet<ProjectNo> = renumbered.iter().map(|project| project.no).collect();
    let mut replaced = replaced(old, new);
    replaced.retain(|project| !has_moved.contains(&project.no));
    has_moved.extend(replaced.iter().map(|project| project.no));
    let mut header = merger.header(old, new);
    let positions;
    (header.domains, positions) = merger.domains(old, new);
    let mut batch = ProjectBatch::default();
    let (order, is_reordered) = merger.order(old, new);
    for at in order {
        let new_project = new.project(at);
        merger.subject = Subject::Project(new_project.no);
        let mut project = NewProject::from_project(&new_project);
        let owner = Owner::Project(at.0 as usize);
        match old.by_no(project.no) {
            Some(_) if has_moved.contains(&project.no) => merger.drop_targets(&mut project, owner),
            Some(at_old) => merger.project(&old.project(at_old), &mut project, owner),
            None => {}
        }
        if let Some(domain) = positions.get(project.domain.0) {
            project.domain = *domain;
        }
        batch.push(&project);
    }
    let mut catalog = Catalog::new(header);
    catalog.append(&batch);
    catalog.sort();
    Merge { catalog, renumbered, replaced, is_reordered, ..merger.merge }.with_odd_totals(old, new)
}

/// Merge in progress, with what there is to tell so far.
struct Merger<'a> {
    cells: &'a CellMap,
    /// Subject of the fields that are merged next.
    subject: Subject,
    /// Figures of the list that was merged last that differ from those in the programme.
    unequal_figures: Vec<UnequalFigure>,
    /// Its result so far; the catalog comes last.
    merge: Merge,
}

/// Figure that a line of English has changed.
struct UnequalFigure {
    /// Position of the line in its list.
    nth: usize,
    /// Figure of the Chinese line, in Chinese.
    zh: String,
    /// Figure of the English line, in English.
    en: String,
}

impl Merger<'_> {
    /// Returns the field of the current subject that `label` names in both languages.
    fn field(&self, label: &'static str) -> MergedField {
        let names = Lang::ALL.map(|lang| label_in(label, lang).to_owned());
        MergedField { subject: self.subject.clone(), names }
    }

    /// Returns for each language if the table of `owner` has a column for it.
    fn langs(&self, owner: Owner, column: impl Fn(Lang) -> Column) -> [bool; 2] {
        Lang::ALL.map(|lang| self.cells.reads_into(owner, column(lang)))
    }

    /// Merges the header, without its domains.
    fn header(&mut self, old: &Catalog, new: &Catalog) -> ProgrammeHeader {
        let (old, new) = (old.programme(), new.programme());
        let langs = |field, lang| {
            let column = if lang == Lang::Zh { Column::ValueZh } else { Column::ValueEn };
            self.cells.has_column(Owner::Programme(field), column)
        };
        let has = |field| Lang::ALL.map(|lang| langs(field, lang));
        let [title, locality, source, note] = [
            (ProgrammeField::Title, old.title, new.title),
            (ProgrammeField::Locality, old.locality, new.locality),
            (ProgrammeField::Source, old.source, new.source),
            (ProgrammeField::Note, old.note, new.note),
        ]
        .map(|(field, old, new)| {
            // A title may stand above the tables.
            let [zh, en] = has(field);
            (field.label(), OwnedText::from(old), OwnedText::from(new), [zh || !new.is_empty(), en])
        });
        let has_year = has(ProgrammeField::Year)[0] || new.year > 0;
        let has_day = has(ProgrammeField::Published)[0] || !new.published.is_empty();
        let [title, locality, source, note] = [title, locality, source, note]
            .map(|(label, old, new, langs)| self.text(label, old, new, langs));
        ProgrammeHeader {
            title,
            locality,
            source,
            note,
            year: if has_year { new.year } else { old.year },
            published: if has_day { new.published } else { old.published }.to_owned(),
            domains: Vec::new(),
        }
    }

    /// Merges a text called `label`. `langs` tells for each language if the table has a column for
    /// it.
    fn text(
        &mut self,
        label: &'static str,
        old: OwnedText<'static>,
        new: OwnedText<'static>,
        langs: [bool; 2],
    ) -> OwnedText<'static> {
        match langs {
            [true, true] => new,
            [true, false] if !new.en.is_empty() => new,
            [true, false] if new.zh == old.zh => old,
            [true, false] => {
                // A text that the user has emptied needs no translation.
                if !old.en.is_empty() && !new.zh.is_empty() {
                    self.merge.dropped_english.push(self.field(label));
                }
                new
            }
            [false, true] => OwnedText { zh: old.zh, en: new.en },
            [false, false] => old,
        }
    }

    /// Returns the projects of `new` in the order of `old`, each new project after the one above it
    /// in the table; and true if the table has them in another order. Records those of `old` that
    /// are gone.
    fn order(&mut self, old: &Catalog, new: &Catalog) -> (Vec<ProjectIx>, bool) {
        // New projects, by the project above them that is in both.
        let mut added: HashMap<Option<ProjectNo>, Vec<ProjectIx>> = HashMap::new();
        let (mut above, mut last, mut is_reordered) = (None, None, false);
        for (at, project) in new.projects() {
            match old.by_no(project.no) {
                Some(at_old) => {
                    is_reordered |= last > Some(at_old);
                    (above, last) = (Some(project.no), Some(at_old));
                }
                None => added.entry(above).or_default().push(at),
            }
        }
        let mut order = added.remove(&None).unwrap_or_default();
        for (_, project) in old.projects() {
            match new.by_no(project.no) {
                Some(at) => order.push(at),
                None => self.merge.removed.push(project.no),
            }
            order.extend(added.remove(&Some(project.no)).unwrap_or_default());
        }
        (order, is_reordered)
    }

    /// Merges `old` into `new`, a project that was read from the row of `owner`.
    fn project(&mut self, old: &Project, new: &mut NewProject<'static>, owner: Owner) {
        let label = |column: fn(Lang) -> Column| column(Lang::Zh).header();
        let [_, has_english] = self.langs(owner, Column::Title);
        let mut title = std::mem::take(&mut new.title);
        if merge_item::take_spelling(&mut title, &old.title.into()) {
            self.merge.same_labels.push(self.field(label(Column::Title)));
        }
        new.title = self.text(label(Column::Title), old.title.into(), title, [true, has_english]);
        for (field, text) in TextField::ALL.into_iter().zip(&mut new.texts) {
            let langs = self.langs(owner, |lang| Column::Text(field, lang));
            let label = Column::Text(field, Lang::Zh).header();
            *text = self.text(label, old.text(field).into(), std::mem::take(text), langs);
        }
        for (field, texts) in ListField::ALL.into_iter().zip(&mut new.lists) {
            let langs = self.langs(owner, |lang| Column::List(field, lang));
            let label = Column::List(field, Lang::Zh).header();
            let old = old.list(field).iter().map(OwnedText::from).collect();
            *texts = self.items(label, old, std::mem::take(texts), langs);
        }
        self.details(old, new, owner);
        let mut copy = NewProject::from_project(old);
        let before = NewProject::from_project(old);
        if self.cells.has_updates() || self.cells.has_progress_columns() {
            // They have come with the table.
            for target in &mut copy.targets {
                target.updates.clear();
            }
        } else {
            new.updates = std::mem::take(&mut copy.updates);
        }
        let langs = self.langs(owner, Column::Targets);
        let targets = std::mem::take(&mut new.targets);
        new.targets = self.items(label(Column::Targets), copy.targets, targets, langs);
        for UnequalFigure { nth, zh, en } in std::mem::take(&mut self.unequal_figures) {
            let path = FieldPath { owner, column: Column::Targets(Lang::En), nth };
            let kind = FileErrorKind::FiguresDiffer(zh, en);
            self.merge.errors.push(Diagnostic::new(self.cells.locate(path), kind));
        }
        if !self.cells.has_column(owner, Column::Start) {
            new.start = new.start.or(copy.start);
        }
        if !self.cells.has_column(owner, Column::End) {
            new.end = new.end.or(copy.end);
        }
        self.updates(&before, new);
    }

    /// Removes targets that `project` has from the project that had its number, if its table has no
    /// column for targets; those stay that its updates name.
    fn drop_targets(&self, project: &mut NewProject<'static>, owner: Owner) {
        if self.langs(owner, Column::Targets) == [false, false] {
            project.targets.retain(|target| !target.updates.is_empty());
        }
    }
}
