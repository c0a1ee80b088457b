//! Differences between two versions of a programme, in words for people.

mod matched_pairs;
mod wording;

use std::collections::{HashMap, HashSet};

pub(super) use self::matched_pairs::MatchedPairs;
use crate::diagnostics::{
    Column, ContactField, InvestmentField, ListField, ProgrammeField, TextField,
};
use crate::exchange::{origin_word, programme_value, written_target};
use crate::lang::Lang;
use crate::model::{
    Catalog, Day, Details, Domain, Project, ProjectNo, Target, Targets, Text, Update,
};
use crate::text::join;

/// Subject of a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// The programme as a whole.
    Programme,
    /// A domain.
    Domain {
        /// Id of the domain.
        id: String,
        /// Name in Chinese and English; each is in the other language if it is missing.
        name: [String; 2],
    },
    /// The project with this number.
    Project(ProjectNo),
}

/// Kind of change, with its details. Pairs of texts are in Chinese and English; each is in the
/// other language if it is missing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ChangeKind {
    /// The subject is new; holds its name.
    Added([String; 2]),
    /// The subject is gone; holds its name.
    Removed([String; 2]),
    /// A text or word has changed.
    Changed {
        /// Bilingual label of the text.
        label: &'static str,
        /// Language of the text, if it may have one in each.
        text_lang: Option<Lang>,
        /// Old value.
        old: String,
        /// New value.
        new: String,
    },
    /// A project is in another domain: the ids and the names, old and new.
    DomainChanged([String; 2], [[String; 2]; 2]),
    /// A list has a new item: the bilingual label of the list, and the item.
    ItemAdded(&'static str, [String; 2]),
    /// An item of a list is gone: the bilingual label of the list, and the item.
    ItemRemoved(&'static str, [String; 2]),
    /// The amount of a target has changed: its description, the old amount and the new amount.
    AmountChanged([String; 2], [String; 2], [String; 2]),
}

/// Change from one version of a programme to the next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Subject of the change.
    pub subject: Subject,
    /// Kind of change, with its details.
    pub kind: ChangeKind,
}

/// Returns all changes from `old` to `new`: the programme first, then the domains, then the
/// projects by number.
#[must_use]
pub fn diff(old: &Catalog, new: &Catalog) -> Vec<Change> {
    let mut differ = Differ { changes: Vec::new(), subject: Subject::Programme };
    differ.compare_programme(old, new);
    differ.compare_domains(old, new);
    differ.compare_projects(old, new);
    differ.changes
}

/// Comparison of two catalogs, with the changes found so far.
struct Differ {
    changes: Vec<Change>,
    /// Subject of the changes that are found next.
    subject: Subject,
}

impl Differ {
    fn push(&mut self, kind: ChangeKind) {
        self.changes.push(Change { subject: self.subject.clone(), kind });
    }

    fn compare_programme(&mut self, old: &Catalog, new: &Catalog) {
        for field in ProgrammeField::ALL {
            let [old, new] = [old, new].map(|catalog| programme_value(&catalog.programme(), field));
            let is_neutral = matches!(field, ProgrammeField::Year | ProgrammeField::Published);
            for (lang, (old, new)) in Lang::ALL.into_iter().zip(old.iter().zip(&new)) {
                self.compare_in(field.label(), Some(lang).filter(|_| !is_neutral), old, new);
            }
        }
    }

    fn compare_domains<'a>(&mut self, old: &'a Catalog, new: &'a Catalog) {
        let by_id = |catalog: &'a Catalog| {
            catalog.domains().map(|(_, domain)| (domain.id, domain)).collect::<HashMap<_, _>>()
        };
        let (old_by_id, new_by_id) = (by_id(old), by_id(new));
        for (_, domain) in old.domains() {
            self.subject = Subject::domain(&domain);
            match new_by_id.get(domain.id) {
                None => self.push(ChangeKind::Removed(in_both_langs(domain.name))),
                Some(new) => self.compare_domain(domain, *new),
            }
        }
        for (_, domain) in new.domains().filter(|(_, domain)| !old_by_id.contains_key(domain.id)) {
            self.subject = Subject::domain(&domain);
            self.push(ChangeKind::Added(in_both_langs(domain.name)));
        }
    }

    fn compare_domain(&mut self, old: Domain, new: Domain) {
        self.compare_column(Column::Name, old.name, new.name);
        if old.origin != new.origin {
            let [old, new] = [old.origin, new.origin].map(origin_word);
            self.compare(Column::Origin.header(), old, new);
        }
    }

    fn compare_projects<'a>(&mut self, old: &'a Catalog, new: &'a Catalog) {
        let numbers = |catalog: &Catalog| {
            catalog.projects().map(|(_, project)| project.no).collect::<HashSet<_>>()
        };
        let mut all: Vec<ProjectNo> = numbers(old).union(&numbers(new)).copied().collect();
        all.sort_unstable();
        for no in all {
            self.subject = Subject::Project(no);
            let project = |catalog: &'a Catalog| catalog.by_no(no).map(|at| catalog.project(at));
            match (project(old), project(new)) {
                (Some(old_project), Some(new_project)) => {
                    let domains = [old.domain(old_project.domain), new.domain(new_project.domain)];
                    let [old_domain, new_domain] = &domains;
                    if old_domain.id != new_domain.id {
                        let names = domains.map(|domain| in_both_langs(domain.name));
                        let ids = domains.map(|domain| domain.id.to_owned());
                        self.push(ChangeKind::DomainChanged(ids, names));
                    }
                    self.compare_project(&old_project, &new_project);
                }
                (Some(old), None) => self.push(ChangeKind::Removed(in_both_langs(old.title))),
                (None, Some(new)) => self.push(ChangeKind::Added(in_both_langs(new.title))),
                (None, None) => {}
            }
        }
    }

    fn compare_project(&mut self, old: &Project, new: &Project) {
        self.compare_column(Column::Title, old.title, new.title);
        for field in TextField::ALL {
            let column = |lang| Column::Text(field, lang);
            self.compare_column(column, old.text(field), new.text(field));
        }
        self.compare_targets(old.targets, new.targets);
        for field in ListField::ALL {
            let labels = Lang::ALL.map(|lang| Column::List(field, lang).header());
            let [old, new] =
                [old, new].map(|project| project.list(field).iter().collect::<Vec<_>>());
            self.compare_items(labels, &old, &new);
        }
        self.compare_details(&old.details(), &new.details());
        let day = |day: Option<Day>| day.map(|day| day.to_string()).unwrap_or_default();
        let [old_record, new_record] = [old, new].map(Project::progress_record);
        self.compare(Column::Start.header(), &day(old_record.start), &day(new_record.start));
        self.compare(Column::End.header(), &day(old_record.end), &day(new_record.end));
        let [old, new] = [old, new].map(update_texts);
        let [old, new] = [&old, &new]
            .map(|texts| texts.iter().map(|[zh, en]| Text::new(zh, en)).collect::<Vec<_>>());
        self.compare_items([UPDATES_LABEL; 2], &old, &new);
    }

    fn compare_details(&mut self, old: &Details, new: &Details) {
        for field in ContactField::ALL {
            let column = |lang| Column::Contact(field, lang);
            self.compare_column(column, old.contact(field), new.contact(field));
        }
        for field in InvestmentField::ALL {
            let [old, new] = [old, new].map(|details| {
                let money = details.investment(field);
                money.map(|money| format!("{} {}", money.amount.value(), money.unit))
            });
            let label = Column::Investment(field).header();
            self.compare(label, &old.unwrap_or_default(), &new.unwrap_or_default());
        }
        let [old, new] = [old, new].map(|details| {
            let notes = details.notes.iter();
            notes.map(|note| Lang::ALL.map(|lang| note.line(lang))).collect::<Vec<_>>()
        });
        let [old, new] = [&old, &new]
            .map(|lines| lines.iter().map(|[zh, en]| Text::new(zh, en)).collect::<Vec<_>>());
        self.compare_items(Lang::ALL.map(|lang| Column::Notes(lang).header()), &old, &new);
    }

    /// Compares targets, matched by their Chinese descriptions.
    fn compare_targets(&mut self, old: Targets, new: Targets) {
        let [old_targets, new_targets] =
            [old, new].map(|targets| targets.iter().collect::<Vec<_>>());
        let [old_keys, new_keys] = [&old_targets, &new_targets].map(|targets| {
            targets.iter().map(|target| target.what.get(Lang::Zh)).collect::<Vec<_>>()
        });
        let MatchedPairs { pairs, unmatched } = MatchedPairs::new(&old_keys, &new_keys);
        for (old, at) in old_targets.iter().zip(pairs) {
            let Some(new) = at.and_then(|at| new_targets.get(at)) else {
                self.push(ChangeKind::ItemRemoved(
                    Column::Targets(Lang::Zh).header(),
                    Lang::ALL.map(|lang| old.text(lang)),
                ));
                continue;
            };
            let amounts = |target: &Target| Lang::ALL.map(|lang| target.amount_text(lang));
            if old.figure != new.figure || amounts(old) != amounts(new) {
                self.push(ChangeKind::AmountChanged(
                    in_both_langs(old.what),
                    amounts(old),
                    amounts(new),
                ));
            } else if old != new {
                let [old, new] = [old, new].map(|target| written_target(target, Lang::En));
                let label = Column::Targets(Lang::En).header();
                self.compare_in(label, Some(Lang::En), &old, &new);
            }
        }
        for new in unmatched.into_iter().filter_map(|at| new_targets.get(at)) {
            self.push(ChangeKind::ItemAdded(
                Column::Targets(Lang::Zh).header(),
                Lang::ALL.map(|lang| new.text(lang)),
            ));
        }
    }

    /// Reports the items that are in only one of two lists, and those of which only the English has
    /// changed. `labels` are those of the list and of its English.
    fn compare_items(&mut self, labels: [&'static str; 2], old: &[Text], new: &[Text]) {
        let MatchedPairs { pairs, unmatched } = MatchedPairs::new(old, new);
        let open_old = old.iter().zip(pairs).filter(|(_, at)| at.is_none());
        let open_old: Vec<Text> = open_old.map(|(item, _)| *item).collect();
        let open_new: Vec<Text> = unmatched.iter().filter_map(|at| new.get(*at).copied()).collect();
        let [old_zh, new_zh] = [&open_old, &open_new]
            .map(|items| items.iter().map(|item| item.exactly(Lang::Zh)).collect::<Vec<_>>());
        let MatchedPairs { pairs, unmatched } = MatchedPairs::new(&old_zh, &new_zh);
        let [label, english_label] = labels;
        for (old, at) in open_old.iter().zip(pairs) {
            match at.and_then(|at| open_new.get(at)) {
                Some(new) => {
                    let [old, new] = [old, new].map(|item| item.exactly(Lang::En));
                    self.compare_in(english_label, Some(Lang::En), old, new);
                }
                None => self.push(ChangeKind::ItemRemoved(label, in_both_langs(*old))),
            }
        }
        for new in unmatched.into_iter().filter_map(|at| open_new.get(at)) {
            self.push(ChangeKind::ItemAdded(label, in_both_langs(*new)));
        }
    }

    fn compare_column(&mut self, column: impl Fn(Lang) -> Column, old: Text, new: Text) {
        for lang in Lang::ALL {
            let label = column(lang).header();
            self.compare_in(label, Some(lang), old.exactly(lang), new.exactly(lang));
        }
    }

    fn compare(&mut self, label: &'static str, old: &str, new: &str) {
        self.compare_in(label, None, old, new);
    }

    /// Compares a text that is in `text_lang`.
    fn compare_in(&mut self, label: &'static str, text_lang: Option<Lang>, old: &str, new: &str) {
        if old != new {
            let (old, new) = (old.to_owned(), new.to_owned());
            self.push(ChangeKind::Changed { label, text_lang, old, new });
        }
    }
}

/// Label of updates in both languages.
const UPDATES_LABEL: &str = "进展 Progress";

/// Returns the updates of a project and of its targets, each as a text in both languages:
/// `新增公共停车位 2026-05-31 240 个 已开工`.
fn update_texts(project: &Project) -> Vec<[String; 2]> {
    let update_text = |target: Option<Target>, update: &Update| {
        Lang::ALL.map(|lang| {
            let unit = target.map_or("%", |target| target.unit.get(lang));
            let done = update.done.map(|done| {
                format!("{}{}{unit}", done.value(), if target.is_some() { " " } else { "" })
            });
            let what = target.map_or("", |target| target.what.get(lang));
            let done = done.as_deref().unwrap_or_default().trim();
            join(&[what, &update.date.to_string(), done, update.note.get(lang)], " ")
        })
    };
    project.updates().map(|(target, update)| update_text(target, &update)).collect()
}

fn in_both_langs(text: Text) -> [String; 2] {
    Lang::ALL.map(|lang| text.get(lang).to_owned())
}
