//! Makes a programme of the projects of an announcement.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::figures::{AnnouncedFigure, FIGURES_MAX, FigureReading, Plan, read_figures};
use super::page_head::PageHead;
use super::page_line::{PageLine, line_label};
use super::section::ProjectSection;
use crate::diagnostics::{LinePlaces, ListField, NoFigure, TextField};
use crate::exchange::labels::label_key;
use crate::exchange::unsorted::unsorted_domain;
use crate::format::{NUMBER_MAX, builtin};
use crate::lang::Lang;
use crate::model::{
    Catalog, DomainIx, NewDetails, NewDomain, NewProject, NewTarget, Origin, OwnedText,
    ProgrammeHeader, ProjectBatch, ProjectNo,
};
use crate::text::{clean, to_half_width};

/// A programme, and what its announcement left open.
#[derive(Debug, Default)]
pub(super) struct Draft {
    pub catalog: Catalog,
    /// The figures, each with its project, its position there and its line.
    pub figures: Vec<DraftFigure>,
    /// Numbers that are no figures, by reason.
    pub numbers_left: BTreeMap<NoFigure, LinePlaces>,
    /// Lines with persons.
    pub persons: LinePlaces,
    /// Number of projects that got another number than they had.
    pub renumbered: usize,
    /// Number of projects without a domain.
    pub unsorted: usize,
}

/// A figure of the draft.
#[derive(Clone, Debug)]
pub(super) struct DraftFigure {
    pub no: ProjectNo,
    /// Position among the targets of its project.
    pub nth: usize,
    pub line: usize,
    pub figure: AnnouncedFigure,
}

/// Makes a programme of `sections`.
pub(super) fn draft(sections: &[ProjectSection], head: &PageHead, title: &str) -> Draft {
    let mut draft = Draft::default();
    let numbers = numbers(sections);
    let own = sections.iter().zip(&numbers);
    draft.renumbered = own.filter(|(section, no)| section.number != Some(**no)).count();
    let plan = Plan { year: head.year, is_report: head.is_report };
    let mut domains = DraftDomains::new();
    let mut batch = ProjectBatch::default();
    for (section, no) in sections.iter().zip(numbers) {
        let domain = domains.add(section.domain.as_deref());
        draft.unsorted += usize::from(section.domain.is_none());
        let project = project(section, ProjectNo(no), domain, plan, &mut draft);
        batch.push(&project);
    }
    let header = ProgrammeHeader {
        title: zh(title),
        year: head.year,
        published: head.published.clone(),
        domains: domains.list,
        ..ProgrammeHeader::default()
    };
    draft.catalog = Catalog::new(header);
    draft.catalog.append(&batch);
    draft.catalog.sort();
    draft
}

/// Returns the numbers of the projects: their own, or if these are not clear their positions.
fn numbers(sections: &[ProjectSection]) -> Vec<u32> {
    let own: Vec<u32> = sections.iter().filter_map(|section| section.number).collect();
    let different: HashSet<&u32> = own.iter().collect();
    let is_valid = own.iter().all(|no| (1..=NUMBER_MAX).contains(no));
    if is_valid && different.len() == sections.len() {
        return own;
    }
    (1..).take(sections.len()).collect()
}

fn zh(text: &str) -> OwnedText<'static> {
    OwnedText { zh: clean(text).trim().to_owned().into(), en: String::new().into() }
}

/// Domains of a draft, in the order in which they occur.
struct DraftDomains {
    list: Vec<NewDomain>,
    by_key: HashMap<String, DomainIx>,
    /// Ids and names of the domains of the built-in list, by their keys.
    known: HashMap<String, (String, OwnedText<'static>)>,
}

impl DraftDomains {
    fn new() -> Self {
        let catalog = builtin();
        let known = catalog.domains().map(|(_, domain)| {
            let key = label_key(domain.name.exactly(Lang::Zh));
            (key, (domain.id.to_owned(), domain.name.into()))
        });
        Self { list: Vec::new(), by_key: HashMap::new(), known: known.collect() }
    }

    /// Returns the domain of a project by its heading, which is added if it is new.
    fn add(&mut self, name: Option<&str>) -> DomainIx {
        let key = label_key(name.unwrap_or_default());
        if let Some(domain) = self.by_key.get(&key) {
            return *domain;
        }
        let domain = DomainIx(self.list.len());
        let new = self.new_domain(name, &key);
        self.list.push(new);
        self.by_key.insert(key, domain);
        domain
    }

    /// Returns the domain of a heading: that of the built-in list, if it has it.
    fn new_domain(&self, name: Option<&str>, key: &str) -> NewDomain {
        let Some(name) = name else { return unsorted_domain() };
        let known = self.known.get(key).cloned();
        let (id, name) =
            known.unwrap_or_else(|| (format!("domain-{}", self.list.len() + 1), zh(name)));
        NewDomain { id, name, origin: Origin::Announced }
    }
}

/// Makes a project of a section.
fn project(
    section: &ProjectSection,
    no: ProjectNo,
    domain: DomainIx,
    plan: Plan,
    draft: &mut Draft,
) -> NewProject<'static> {
    let mut lists: [Vec<OwnedText>; ListField::ALL.len()] = Default::default();
    let mut texts: Vec<&str> = Vec::new();
    let mut targets = ProjectFigures { no, title: &section.title, plan, draft, list: Vec::new() };
    let body = joined(&section.body);
    for line in &body {
        match labelled(&line.text) {
            Some((Labelled::Person, _)) => targets.draft.persons.push(line.line, &line.text),
            Some((Labelled::Places, names)) => add_names(&mut lists, ListField::Places, names),
            Some((Labelled::Offices(field), names)) => add_item(&mut lists, field, names),
            Some((Labelled::Fact, _)) => add_item(&mut lists, ListField::Facts, &line.text),
            None => {
                texts.push(&line.text);
                targets.read(line);
            }
        }
    }
    let PageLine { text, line, .. } =
        &PageLine { text: section.title.clone(), line: section.line, is_heading: false };
    targets.read_title(text, *line);
    let list = targets.list.into_iter();
    let targets = list.map(|figure| NewTarget {
        what: zh(&figure.what),
        figure: figure.figure,
        unit: zh(&figure.unit),
        updates: Vec::new(),
    });
    NewProject {
        no,
        domain,
        title: zh(&section.title),
        texts: TextField::ALL.map(|_| zh(&texts.join(""))),
        targets: targets.collect(),
        lists,
        start: None,
        end: None,
        updates: Vec::new(),
        details: NewDetails::default(),
    }
}

/// Joins lines that were broken within a sentence: before a number, or after a word that leads to
/// one. A qualifier must not be lost.
fn joined(lines: &[PageLine]) -> Vec<PageLine> {
    const OPEN: [&str; 14] = [
        "，",
        ",",
        "、",
        "约",
        "不少于",
        "不低于",
        "超",
        "超过",
        "近",
        "达",
        "达到",
        "共",
        "至",
        "-",
    ];
    let mut joined: Vec<PageLine> = Vec::new();
    for line in lines {
        let first = line.text.chars().next();
        let is_number = first.is_some_and(|c| to_half_width(c).is_ascii_digit());
        let chars: Vec<char> = line.text.chars().take(16).collect();
        let is_list = line_label(&chars).is_some();
        match joined.last_mut().filter(|_| !is_list) {
            Some(last)
                if OPEN.iter().any(|word| last.text.ends_with(word))
                    || (line.text.starts_with(['（', '('])
                        && !last.text.ends_with(['。', '；', ';']))
                    || (is_number
                        && !last.text.ends_with(['。', '；', ';', '！', '：', ':', '）', ')'])) =>
            {
                last.text.push_str(&line.text);
            }
            _ => joined.push(line.clone()),
        }
    }
    joined
}

/// The figures of a project while it is read.
struct ProjectFigures<'a> {
    no: ProjectNo,
    title: &'a str,
    plan: Plan,
    draft: &'a mut Draft,
    list: Vec<AnnouncedFigure>,
}

impl ProjectFigures<'_> {
    fn read(&mut self, line: &PageLine) {
        let FigureReading { figures, left } = read_figures(&line.text, self.title, self.plan);
        for (reason, words) in left {
            self.draft.numbers_left.entry(reason).or_default().push(line.line, &words);
        }
        for figure in figures {
            self.add(figure, line.line);
        }
    }

    /// Reads the title, which often says what the text says again.
    fn read_title(&mut self, title: &str, line: usize) {
        for figure in read_figures(title, "", self.plan).figures {
            let is_same = |other: &AnnouncedFigure| {
                (other.figure, &other.unit) == (figure.figure, &figure.unit)
            };
            if !self.list.iter().any(is_same) {
                self.add(figure, line);
            }
        }
    }

    fn add(&mut self, figure: AnnouncedFigure, line: usize) {
        if self.list.len() >= FIGURES_MAX {
            return;
        }
        let nth = self.list.len();
        self.list.push(figure.clone());
        self.draft.figures.push(DraftFigure { no: self.no, nth, line, figure });
    }
}

/// Kind of a line that begins with a label.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Labelled {
    Places,
    Person,
    /// Offices, for the list that they belong into.
    Offices(ListField),
    Fact,
}

/// Returns the kind of a line that begins with a label, 建设地点：…, and the text after that.
fn labelled(text: &str) -> Option<(Labelled, &str)> {
    const PLACES: [&str; 6] = ["建设地点", "实施地点", "项目地点", "地点", "建设位置", "项目位置"];
    const PERSONS: [&str; 9] = [
        "责任人",
        "联系人",
        "联系电话",
        "责任领导",
        "分管领导",
        "牵头领导",
        "负责人",
        "咨询电话",
        "联系方式",
    ];
    const RESPONSIBLE: [&str; 7] =
        ["责任单位", "牵头单位", "责任部门", "牵头部门", "实施单位", "建设单位", "主管部门"];
    const SUPPORTING: [&str; 4] = ["配合单位", "协办单位", "配合部门", "配合责任单位"];
    const FACTS: [&str; 4] = ["完成时限", "完成时间", "时间节点", "资金来源"];
    let (label, rest) = text.split_once(['：', ':'])?;
    let label = label.trim_matches(|c: char| "（(【[ \u{3000}".contains(c));
    let rest = rest.trim().trim_end_matches(['。', '；', ')', '）', '】']);
    let is = |labels: &[&str]| labels.iter().any(|word| label == *word || label.ends_with(word));
    if label.chars().count() > 10 || rest.is_empty() {
        return None;
    }
    let kinds = [
        (is(&PERSONS), Labelled::Person),
        (is(&PLACES), Labelled::Places),
        (is(&SUPPORTING), Labelled::Offices(ListField::Supporting)),
        (is(&RESPONSIBLE), Labelled::Offices(ListField::Responsible)),
        (is(&FACTS), Labelled::Fact),
    ];
    kinds.into_iter().find(|(is_kind, _)| *is_kind).map(|(_, kind)| (kind, rest))
}

type DraftLists = [Vec<OwnedText<'static>>; ListField::ALL.len()];

fn add_names(lists: &mut DraftLists, field: ListField, names: &str) {
    for name in names.split(['、', '；', ';', '，', ',']).filter(|name| !name.trim().is_empty())
    {
        add_item(lists, field, name);
    }
}

fn add_item(lists: &mut DraftLists, field: ListField, text: &str) {
    let nth = ListField::ALL.iter().position(|other| *other == field);
    if let Some(list) = nth.and_then(|nth| lists.get_mut(nth)) {
        list.push(zh(text));
    }
}
