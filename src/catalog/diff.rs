//! Differences between two versions of a programme, in words for people.

use std::collections::{HashMap, HashSet};
use std::hash::Hash;

use super::exchange::{Column, ProgrammeField, written_target};
use super::{Catalog, Day, Domain, Project, ProjectNo, Target, Targets, Text, Texts, Update};
use crate::lang::{Lang, fill};

/// Subject of a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// The programme as a whole.
    Programme,
    /// The domain with this id.
    Domain(String),
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
    /// A text or word has changed: its bilingual label, the old value and the new value.
    Changed(&'static str, String, String),
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
    let mut changes = Differ { changes: Vec::new(), subject: Subject::Programme };
    changes.compare_programme(old, new);
    changes.compare_domains(old, new);
    changes.compare_projects(old, new);
    changes.changes
}

struct Differ {
    changes: Vec<Change>,
    subject: Subject,
}

impl Differ {
    fn push(&mut self, what: ChangeKind) {
        self.changes.push(Change { subject: self.subject.clone(), kind: what });
    }

    fn compare_programme(&mut self, old: &Catalog, new: &Catalog) {
        let (was, is) = (old.programme(), new.programme());
        self.compare_text(
            ProgrammeField::Title.label(),
            ProgrammeField::Title.label(),
            was.title,
            is.title,
        );
        self.compare_text(
            ProgrammeField::Locality.label(),
            ProgrammeField::Locality.label(),
            was.locality,
            is.locality,
        );
        let year = |year: u16| if year == 0 { String::new() } else { year.to_string() };
        self.compare(ProgrammeField::Year.label(), &year(was.year), &year(is.year));
        self.compare(ProgrammeField::Published.label(), was.published, is.published);
        self.compare_text(
            ProgrammeField::Source.label(),
            ProgrammeField::Source.label(),
            was.source,
            is.source,
        );
        self.compare_text(
            ProgrammeField::Note.label(),
            ProgrammeField::Note.label(),
            was.note,
            is.note,
        );
    }

    fn compare_domains<'a>(&mut self, old: &'a Catalog, new: &'a Catalog) {
        let by_id = |catalog: &'a Catalog| {
            catalog.domains().map(|(_, domain)| (domain.id, domain)).collect::<HashMap<_, _>>()
        };
        let (was, is) = (by_id(old), by_id(new));
        for (_, domain) in old.domains() {
            self.subject = Subject::Domain(domain.id.to_owned());
            match is.get(domain.id) {
                None => self.push(ChangeKind::Removed(in_both_langs(domain.name))),
                Some(is) => self.compare_domain(domain, *is),
            }
        }
        for (_, domain) in new.domains().filter(|(_, domain)| !was.contains_key(domain.id)) {
            self.subject = Subject::Domain(domain.id.to_owned());
            self.push(ChangeKind::Added(in_both_langs(domain.name)));
        }
    }

    fn compare_domain(&mut self, was: Domain, is: Domain) {
        self.compare_column(Column::Name, was.name, is.name);
        if was.origin != is.origin {
            let word = super::exchange::origin_word;
            self.compare(Column::Origin.header(), word(was.origin), word(is.origin));
        }
    }

    fn compare_projects(&mut self, old: &Catalog, new: &Catalog) {
        let numbers = |catalog: &Catalog| {
            catalog.projects().map(|(_, project)| project.no).collect::<HashSet<_>>()
        };
        let mut all: Vec<ProjectNo> = numbers(old).union(&numbers(new)).copied().collect();
        all.sort_unstable();
        for no in all {
            self.subject = Subject::Project(no);
            let of = |catalog: &Catalog| catalog.by_no(no);
            match (of(old), of(new)) {
                (Some(was), Some(is)) => {
                    let (was, is) = (old.project(was), new.project(is));
                    self.compare(
                        Column::Domain.header(),
                        old.domain(was.domain).id,
                        new.domain(is.domain).id,
                    );
                    self.compare_project(&was, &is);
                }
                (Some(was), None) => {
                    self.push(ChangeKind::Removed(in_both_langs(old.project(was).title)));
                }
                (None, Some(is)) => {
                    self.push(ChangeKind::Added(in_both_langs(new.project(is).title)));
                }
                (None, None) => {}
            }
        }
    }

    fn compare_project(&mut self, was: &Project, is: &Project) {
        self.compare_column(Column::Title, was.title, is.title);
        self.compare_column(Column::Summary, was.summary, is.summary);
        self.compare_targets(was.targets, is.targets);
        self.compare_texts(Column::Places(Lang::Zh).header(), was.places, is.places);
        self.compare_texts(Column::Partners(Lang::Zh).header(), was.partners, is.partners);
        self.compare_texts(Column::Facts(Lang::Zh).header(), was.facts, is.facts);
        let day = |day: Option<Day>| day.map(|day| day.to_string()).unwrap_or_default();
        self.compare(
            Column::Start.header(),
            &day(was.progress_record().start),
            &day(is.progress_record().start),
        );
        self.compare(
            Column::End.header(),
            &day(was.progress_record().end),
            &day(is.progress_record().end),
        );
        self.compare_updates(&update_texts(was), &update_texts(is));
    }

    /// Compares lists of updates regardless of their order.
    fn compare_updates(&mut self, was: &[[String; 2]], is: &[[String; 2]]) {
        self.items(UPDATES_LABEL, was.iter(), is.iter(), |said| (*said).clone());
    }

    /// Compares targets, matched by their Chinese descriptions.
    fn compare_targets(&mut self, was: Targets, is: Targets) {
        let [was, is] = [was, is].map(|targets| targets.iter().collect::<Vec<_>>());
        let [one, other] = [&was, &is].map(|targets| {
            targets.iter().map(|target| target.what.get(Lang::Zh)).collect::<Vec<_>>()
        });
        let MatchedPairs { pairs, left } = MatchedPairs::new(&one, &other);
        for (old, new) in was.iter().zip(pairs) {
            let Some(new) = new.and_then(|at| is.get(at)) else {
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
                self.compare(Column::Targets(Lang::En).header(), &old, &new);
            }
        }
        for new in left.into_iter().filter_map(|at| is.get(at)) {
            self.push(ChangeKind::ItemAdded(
                Column::Targets(Lang::Zh).header(),
                Lang::ALL.map(|lang| new.text(lang)),
            ));
        }
    }

    /// Compares lists of texts regardless of their order.
    fn compare_texts(&mut self, label: &'static str, was: Texts, is: Texts) {
        self.items(label, was.iter(), is.iter(), |text| in_both_langs(*text));
    }

    /// Reports the items that are in only one of the two lists.
    fn items<T: Copy + Eq + Hash>(
        &mut self,
        label: &'static str,
        was: impl Iterator<Item = T>,
        is: impl Iterator<Item = T>,
        said: impl Fn(&T) -> [String; 2],
    ) {
        let (was, is): (Vec<T>, Vec<T>) = (was.collect(), is.collect());
        let MatchedPairs { pairs, left } = MatchedPairs::new(&was, &is);
        for (old, _) in was.iter().zip(pairs).filter(|(_, new)| new.is_none()) {
            self.push(ChangeKind::ItemRemoved(label, said(old)));
        }
        for new in left.into_iter().filter_map(|at| is.get(at)) {
            self.push(ChangeKind::ItemAdded(label, said(new)));
        }
    }

    fn compare_column(&mut self, column: fn(Lang) -> Column, was: Text, is: Text) {
        self.compare_text(column(Lang::Zh).header(), column(Lang::En).header(), was, is);
    }

    fn compare_text(&mut self, zh: &'static str, en: &'static str, was: Text, is: Text) {
        self.compare(zh, was.exactly(Lang::Zh), is.exactly(Lang::Zh));
        self.compare(en, was.exactly(Lang::En), is.exactly(Lang::En));
    }

    fn compare(&mut self, label: &'static str, was: &str, is: &str) {
        if was != is {
            self.push(ChangeKind::Changed(label, was.to_owned(), is.to_owned()));
        }
    }
}

/// Matches between the items of two lists.
struct MatchedPairs {
    /// Position in the second list of each item of the first, if it is there: of several equal
    /// items, the first that is not matched yet.
    pairs: Vec<Option<usize>>,
    /// Positions in the second list that are not matched.
    left: Vec<usize>,
}

impl MatchedPairs {
    fn new<T: Copy + Eq + Hash>(one: &[T], other: &[T]) -> Self {
        // Most lists are unchanged, or have more items at their end.
        let same = one.iter().zip(other).take_while(|(one, other)| one == other).count();
        let mut pairs: Vec<Option<usize>> = (0..same).map(Some).collect();
        // `first` is the first position of each item, and `next` the next position of the same item
        // after each position.
        let mut first: HashMap<T, usize> = HashMap::new();
        let mut next: Vec<Option<usize>> = vec![None; other.len()];
        for (at, item) in other.iter().enumerate().skip(same).rev() {
            next[at] = first.insert(*item, at);
        }
        let mut is_left = vec![true; other.len()];
        is_left.iter_mut().take(same).for_each(|is_left| *is_left = false);
        for item in one.iter().skip(same) {
            let at = first.get(item).copied();
            pairs.push(at);
            if let Some(at) = at {
                is_left[at] = false;
                match next[at] {
                    Some(next) => first.insert(*item, next),
                    None => first.remove(item),
                };
            }
        }
        let left = is_left
            .into_iter()
            .enumerate()
            .filter(|(_, is_left)| *is_left)
            .map(|(at, _)| at)
            .collect();
        Self { pairs, left }
    }
}

/// Label of updates in both languages.
const UPDATES_LABEL: &str = "进展 Progress";

/// Returns the updates of a project and of its targets, each as a text in both languages:
/// `新增公共停车位 2026-05-31 240 个 已开工`.
fn update_texts(project: &Project) -> Vec<[String; 2]> {
    let said = |what: Option<Target>, update: &Update| {
        Lang::ALL.map(|lang| {
            let unit = what.map_or("%", |target| target.unit.get(lang));
            let done = update.done.map(|done| {
                format!("{}{}{unit}", done.value(), if what.is_some() { " " } else { "" })
            });
            let parts = [
                what.map_or("", |target| target.what.get(lang)),
                &update.date.to_string(),
                done.as_deref().unwrap_or_default().trim(),
                update.note.get(lang),
            ];
            parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
        })
    };
    let of_targets = project.targets.iter().zip(project.progress_record().targets.iter());
    let of_targets = of_targets
        .flat_map(|(target, updates)| updates.iter().map(move |update| (Some(target), update)));
    let of_project = project.progress_record().updates.iter().map(|update| (None, update));
    of_project.chain(of_targets).map(|(target, update)| said(target, &update)).collect()
}

fn in_both_langs(text: Text) -> [String; 2] {
    Lang::ALL.map(|lang| text.get(lang).to_owned())
}

/// Returns the half of a bilingual label that is in `lang`.
fn label_in(label: &'static str, lang: Lang) -> &'static str {
    let (zh, en) = label.split_once(' ').unwrap_or((label, label));
    if lang == Lang::Zh { zh } else { en }
}

impl Subject {
    /// Formats the subject: `项目 20`.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        let s = lang.strings();
        match self {
            Self::Programme => s.diff_programme.to_owned(),
            Self::Domain(id) => fill(s.diff_domain, &[id]),
            Self::Project(no) => fill(s.diff_project, &[&no.to_string()]),
        }
    }
}

impl Change {
    /// Formats subject and change on one line:
    /// `项目 20 新增公共停车位：不少于 600 个 → 不少于 650 个`.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        let gap = if matches!(self.kind, ChangeKind::Added(_) | ChangeKind::Removed(_)) {
            lang.strings().colon
        } else {
            " "
        };
        format!("{}{gap}{}", self.subject.text(lang), self.kind.text(lang))
    }
}

impl ChangeKind {
    /// Formats the change without its subject.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        let s = lang.strings();
        let in_lang =
            |both: &[String; 2]| -> String { both[usize::from(lang == Lang::En)].clone() };
        let said =
            |text: &str| if text.is_empty() { s.diff_nothing.to_owned() } else { text.to_owned() };
        match self {
            Self::Added(name) => fill(s.diff_added, &[&in_lang(name)]),
            Self::Removed(name) => fill(s.diff_removed, &[&in_lang(name)]),
            Self::Changed(label, was, is) => {
                fill(s.diff_set, &[label_in(label, lang), &said(was), &said(is)])
            }
            Self::ItemAdded(label, item) => {
                fill(s.diff_more, &[label_in(label, lang), &in_lang(item)])
            }
            Self::ItemRemoved(label, item) => {
                fill(s.diff_less, &[label_in(label, lang), &in_lang(item)])
            }
            Self::AmountChanged(what, was, is) => {
                fill(s.diff_set, &[&in_lang(what), &in_lang(was), &in_lang(is)])
            }
        }
    }

    /// Returns the code for programs.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Added(_) => "added",
            Self::Removed(_) => "removed",
            Self::Changed(..) => "set",
            Self::ItemAdded(..) => "more",
            Self::ItemRemoved(..) => "less",
            Self::AmountChanged(..) => "figure",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_item_is_another_one_of_the_other_list() {
        let pairs = |one: &str, other: &str| {
            let [one, other] = [one, other].map(|text| text.chars().collect::<Vec<_>>());
            let MatchedPairs { pairs, left } = MatchedPairs::new(&one, &other);
            (pairs, left)
        };
        assert_eq!(pairs("abca", "aaxcab"), (vec![Some(0), Some(5), Some(3), Some(1)], vec![2, 4]));
        assert_eq!(pairs("aa", "a"), (vec![Some(0), None], Vec::new()));
        assert_eq!(pairs("ab", "abb"), (vec![Some(0), Some(1)], vec![2]));
        assert_eq!(pairs("xbaa", "aabb"), (vec![None, Some(2), Some(0), Some(1)], vec![3]));
    }
}
