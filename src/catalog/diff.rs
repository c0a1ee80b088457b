//! What has changed from one programme to the next, as people tell it.

use std::collections::{HashMap, HashSet};
use std::hash::Hash;

use super::exchange::{Column, Field, written_target};
use super::{Catalog, Day, Domain, Project, ProjectNo, Target, Targets, Text, Texts, Update};
use crate::lang::{Lang, fill};

/// Whose change it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Party {
    /// The programme's as a whole.
    Programme,
    /// That domain's, by its id.
    Domain(String),
    /// That project's.
    Project(ProjectNo),
}

/// What has become of it. Texts are in Chinese and English, each in the other language where it is missing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// It is new, and is called so.
    Added([String; 2]),
    /// It is gone, and was called so.
    Removed([String; 2]),
    /// A text or word is another; what it is called in both languages, what it was and what it is.
    Set(&'static str, String, String),
    /// One more in a list.
    More(&'static str, [String; 2]),
    /// One less in a list.
    Less(&'static str, [String; 2]),
    /// A number is another: what is counted, what it was and what it is.
    Figure([String; 2], [String; 2], [String; 2]),
}

/// A change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Whose.
    pub party: Party,
    /// What.
    pub what: What,
}

/// All that is different in `new`: the programme first, then the domains, then the projects, by their numbers.
#[must_use]
pub fn diff(old: &Catalog, new: &Catalog) -> Vec<Change> {
    let mut changes = Changes { all: Vec::new(), party: Party::Programme };
    changes.programme(old, new);
    changes.domains(old, new);
    changes.projects(old, new);
    changes.all
}

struct Changes {
    all: Vec<Change>,
    party: Party,
}

impl Changes {
    fn say(&mut self, what: What) {
        self.all.push(Change { party: self.party.clone(), what });
    }

    fn programme(&mut self, old: &Catalog, new: &Catalog) {
        let (was, is) = (old.programme(), new.programme());
        self.text(Field::Title.label(), Field::Title.label(), was.title, is.title);
        self.text(Field::Locality.label(), Field::Locality.label(), was.locality, is.locality);
        let year = |year: u16| if year == 0 { String::new() } else { year.to_string() };
        self.set(Field::Year.label(), &year(was.year), &year(is.year));
        self.set(Field::Published.label(), was.published, is.published);
        self.text(Field::Source.label(), Field::Source.label(), was.source, is.source);
        self.text(Field::Note.label(), Field::Note.label(), was.note, is.note);
    }

    fn domains<'a>(&mut self, old: &'a Catalog, new: &'a Catalog) {
        let by_id = |catalog: &'a Catalog| catalog.domains().map(|(_, domain)| (domain.id, domain)).collect::<HashMap<_, _>>();
        let (was, is) = (by_id(old), by_id(new));
        for (_, domain) in old.domains() {
            self.party = Party::Domain(domain.id.to_owned());
            match is.get(domain.id) {
                None => self.say(What::Removed(both(domain.name))),
                Some(is) => self.domain(domain, *is),
            }
        }
        for (_, domain) in new.domains().filter(|(_, domain)| !was.contains_key(domain.id)) {
            self.party = Party::Domain(domain.id.to_owned());
            self.say(What::Added(both(domain.name)));
        }
    }

    fn domain(&mut self, was: Domain, is: Domain) {
        self.column(Column::Name, was.name, is.name);
        if was.origin != is.origin {
            let word = super::exchange::origin_word;
            self.set(Column::Origin.header(), word(was.origin), word(is.origin));
        }
    }

    fn projects(&mut self, old: &Catalog, new: &Catalog) {
        let numbers = |catalog: &Catalog| catalog.projects().map(|(_, project)| project.no).collect::<HashSet<_>>();
        let mut all: Vec<ProjectNo> = numbers(old).union(&numbers(new)).copied().collect();
        all.sort_unstable();
        for no in all {
            self.party = Party::Project(no);
            let of = |catalog: &Catalog| catalog.by_no(no);
            match (of(old), of(new)) {
                (Some(was), Some(is)) => {
                    let (was, is) = (old.project(was), new.project(is));
                    self.set(Column::Domain.header(), old.domain(was.domain).id, new.domain(is.domain).id);
                    self.project(&was, &is);
                }
                (Some(was), None) => self.say(What::Removed(both(old.project(was).title))),
                (None, Some(is)) => self.say(What::Added(both(new.project(is).title))),
                (None, None) => {}
            }
        }
    }

    fn project(&mut self, was: &Project, is: &Project) {
        self.column(Column::Title, was.title, is.title);
        self.column(Column::Summary, was.summary, is.summary);
        self.targets(was.targets, is.targets);
        self.texts(Column::Places(Lang::Zh).header(), was.places, is.places);
        self.texts(Column::Partners(Lang::Zh).header(), was.partners, is.partners);
        self.texts(Column::Facts(Lang::Zh).header(), was.facts, is.facts);
        let day = |day: Option<Day>| day.map(|day| day.to_string()).unwrap_or_default();
        self.set(Column::Start.header(), &day(was.course().start), &day(is.course().start));
        self.set(Column::End.header(), &day(was.course().end), &day(is.course().end));
        self.reports(&reports(was), &reports(is));
    }

    /// Reports that say the same are the same, however they are sorted.
    fn reports(&mut self, was: &[[String; 2]], is: &[[String; 2]]) {
        self.items(REPORTS, was.iter(), is.iter(), |said| (*said).clone());
    }

    /// Targets that count the same are the same target.
    fn targets(&mut self, was: Targets, is: Targets) {
        let [was, is] = [was, is].map(|targets| targets.iter().collect::<Vec<_>>());
        let [one, other] =
            [&was, &is].map(|targets| targets.iter().map(|target| target.what.get(Lang::Zh)).collect::<Vec<_>>());
        let Pairs { pairs, left } = Pairs::of(&one, &other);
        for (old, new) in was.iter().zip(pairs) {
            let Some(new) = new.and_then(|at| is.get(at)) else {
                self.say(What::Less(Column::Targets(Lang::Zh).header(), Lang::ALL.map(|lang| old.text(lang))));
                continue;
            };
            let amounts = |target: &Target| Lang::ALL.map(|lang| target.amount_text(lang));
            if old.figure != new.figure || amounts(old) != amounts(new) {
                self.say(What::Figure(both(old.what), amounts(old), amounts(new)));
            } else if old != new {
                let [old, new] = [old, new].map(|target| written_target(target, Lang::En));
                self.set(Column::Targets(Lang::En).header(), &old, &new);
            }
        }
        for new in left.into_iter().filter_map(|at| is.get(at)) {
            self.say(What::More(Column::Targets(Lang::Zh).header(), Lang::ALL.map(|lang| new.text(lang))));
        }
    }

    /// Texts that say the same, in whatever order, are the same.
    fn texts(&mut self, label: &'static str, was: Texts, is: Texts) {
        self.items(label, was.iter(), is.iter(), |text| both(*text));
    }

    /// What is in one list and not in the other.
    fn items<T: Copy + Eq + Hash>(
        &mut self,
        label: &'static str,
        was: impl Iterator<Item = T>,
        is: impl Iterator<Item = T>,
        said: impl Fn(&T) -> [String; 2],
    ) {
        let (was, is): (Vec<T>, Vec<T>) = (was.collect(), is.collect());
        let Pairs { pairs, left } = Pairs::of(&was, &is);
        for (old, _) in was.iter().zip(pairs).filter(|(_, new)| new.is_none()) {
            self.say(What::Less(label, said(old)));
        }
        for new in left.into_iter().filter_map(|at| is.get(at)) {
            self.say(What::More(label, said(new)));
        }
    }

    fn column(&mut self, column: fn(Lang) -> Column, was: Text, is: Text) {
        self.text(column(Lang::Zh).header(), column(Lang::En).header(), was, is);
    }

    fn text(&mut self, zh: &'static str, en: &'static str, was: Text, is: Text) {
        self.set(zh, was.exactly(Lang::Zh), is.exactly(Lang::Zh));
        self.set(en, was.exactly(Lang::En), is.exactly(Lang::En));
    }

    fn set(&mut self, label: &'static str, was: &str, is: &str) {
        if was != is {
            self.say(What::Set(label, was.to_owned(), is.to_owned()));
        }
    }
}

/// Which items of one list are which of another.
struct Pairs {
    /// For each of the one its place in the other, if it is there: of several that are equal, the first that is left.
    pairs: Vec<Option<usize>>,
    /// What is left of the other.
    left: Vec<usize>,
}

impl Pairs {
    fn of<T: Copy + Eq + Hash>(one: &[T], other: &[T]) -> Self {
        // Most lists are as they were, or have more at their end.
        let same = one.iter().zip(other).take_while(|(one, other)| one == other).count();
        let mut pairs: Vec<Option<usize>> = (0..same).map(Some).collect();
        // For each item the first place where it is, and for each place the next one where the same is.
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
        let left = is_left.into_iter().enumerate().filter(|(_, is_left)| *is_left).map(|(at, _)| at).collect();
        Self { pairs, left }
    }
}

/// What reports are called in both languages.
const REPORTS: &str = "进展 Progress";

/// The reports on a project and on its targets, each in both languages: `新增公共停车位 2026-05-31 240 个 已开工`.
fn reports(project: &Project) -> Vec<[String; 2]> {
    let said = |what: Option<Target>, update: &Update| {
        Lang::ALL.map(|lang| {
            let unit = what.map_or("%", |target| target.unit.get(lang));
            let done = update.done.map(|done| format!("{}{}{unit}", done.value(), if what.is_some() { " " } else { "" }));
            let parts = [
                what.map_or("", |target| target.what.get(lang)),
                &update.on.to_string(),
                done.as_deref().unwrap_or_default().trim(),
                update.note.get(lang),
            ];
            parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
        })
    };
    let of_targets = project.targets.iter().zip(project.course().targets.iter());
    let of_targets = of_targets.flat_map(|(target, updates)| updates.iter().map(move |update| (Some(target), update)));
    let of_project = project.course().updates.iter().map(|update| (None, update));
    of_project.chain(of_targets).map(|(target, update)| said(target, &update)).collect()
}

fn both(text: Text) -> [String; 2] {
    Lang::ALL.map(|lang| text.get(lang).to_owned())
}

/// The half of a label that a reader of that language needs.
fn half(label: &'static str, lang: Lang) -> &'static str {
    let (zh, en) = label.split_once(' ').unwrap_or((label, label));
    if lang == Lang::Zh { zh } else { en }
}

impl Party {
    /// `项目 20`
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
    /// Whose it is and what, in one line: `项目 20 新增公共停车位：不少于 600 个 → 不少于 650 个`.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        let gap = if matches!(self.what, What::Added(_) | What::Removed(_)) { lang.strings().colon } else { " " };
        format!("{}{gap}{}", self.party.text(lang), self.what.text(lang))
    }
}

impl What {
    /// What it is, without whose.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        let s = lang.strings();
        let in_lang = |both: &[String; 2]| -> String { both[usize::from(lang == Lang::En)].clone() };
        let said = |text: &str| if text.is_empty() { s.diff_nothing.to_owned() } else { text.to_owned() };
        match self {
            Self::Added(name) => fill(s.diff_added, &[&in_lang(name)]),
            Self::Removed(name) => fill(s.diff_removed, &[&in_lang(name)]),
            Self::Set(label, was, is) => fill(s.diff_set, &[half(label, lang), &said(was), &said(is)]),
            Self::More(label, item) => fill(s.diff_more, &[half(label, lang), &in_lang(item)]),
            Self::Less(label, item) => fill(s.diff_less, &[half(label, lang), &in_lang(item)]),
            Self::Figure(what, was, is) => fill(s.diff_set, &[&in_lang(what), &in_lang(was), &in_lang(is)]),
        }
    }

    /// What programs call it.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Added(_) => "added",
            Self::Removed(_) => "removed",
            Self::Set(..) => "set",
            Self::More(..) => "more",
            Self::Less(..) => "less",
            Self::Figure(..) => "figure",
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
            let Pairs { pairs, left } = Pairs::of(&one, &other);
            (pairs, left)
        };
        assert_eq!(pairs("abca", "aaxcab"), (vec![Some(0), Some(5), Some(3), Some(1)], vec![2, 4]));
        assert_eq!(pairs("aa", "a"), (vec![Some(0), None], Vec::new()));
        assert_eq!(pairs("ab", "abb"), (vec![Some(0), Some(1)], vec![2]));
        assert_eq!(pairs("xbaa", "aabb"), (vec![None, Some(2), Some(0), Some(1)], vec![3]));
    }
}
