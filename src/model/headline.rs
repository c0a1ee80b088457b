//! The most telling number of a project or a domain, chosen by a rule that readers can check.
//!
//! People and households come first, then uses of a service (a person helped twice counts twice),
//! then countable things, then measures such as lengths and areas: 874 households say more than
//! 110,000 m². Within a kind the larger number wins (for a range, its lower end counts), and of
//! equal numbers the first in the file. The number itself is not changed: it keeps its qualifier
//! and its unit.

use super::figure::Figure;
use super::project::{Project, ProjectIx, Target};
use super::text::Text;
use crate::lang::Lang;

/// Kind of thing that a unit counts, from the least to the most telling.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum UnitKind {
    /// A length, an area, money, a time or another measure.
    Measure,
    /// A countable thing: everything that is none of the others.
    Thing,
    /// A use of a service, by whomever.
    Use,
    /// A person or a household.
    Person,
}

/// The units of people and households, in both languages.
const PEOPLE: [&str; 10] =
    ["人", "名", "户", "位", "家庭", "people", "persons", "households", "families", "residents"];
/// The units of uses of a service, in both languages.
const USES: [&str; 4] = ["人次", "户次", "service uses", "visits"];
/// The units of measures, in both languages.
const MEASURES: [&str; 34] = [
    "米",
    "公里",
    "千米",
    "平方米",
    "平方公里",
    "立方米",
    "亩",
    "公顷",
    "吨",
    "元",
    "万元",
    "亿元",
    "千瓦",
    "千瓦时",
    "小时",
    "天",
    "%",
    "m",
    "km",
    "m²",
    "km²",
    "m³",
    "mu",
    "ha",
    "t",
    "yuan",
    "million yuan",
    "billion yuan",
    "kW",
    "kWh",
    "h",
    "hours",
    "days",
    "percent",
];

impl UnitKind {
    /// Returns the kind of a unit by its name in either language.
    fn from_unit(unit: Text) -> Self {
        let is_among =
            |units: &[&str]| Lang::ALL.iter().any(|lang| units.contains(&unit.exactly(*lang)));
        if is_among(&PEOPLE) {
            Self::Person
        } else if is_among(&USES) {
            Self::Use
        } else if is_among(&MEASURES) {
            Self::Measure
        } else {
            Self::Thing
        }
    }
}

/// Rank of a number as a headline: first by kind of unit, then by amount.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub(crate) struct HeadlineRank {
    // The derived order compares the kind first.
    kind: UnitKind,
    /// Amount; of a range, its lower end.
    amount: f64,
}

impl HeadlineRank {
    /// Returns the rank of `figure`, counted in `unit`.
    pub(crate) fn new(unit: Text, figure: Figure) -> Self {
        Self { kind: UnitKind::from_unit(unit), amount: figure.amount().value() }
    }
}

impl<'a> Project<'a> {
    /// Returns the most telling number of the project, if it has any.
    #[must_use]
    pub fn headline(&self) -> Option<Target<'a>> {
        let rank = |target: Target| HeadlineRank::new(target.unit, target.figure);
        self.targets.iter().reduce(|best, next| if rank(next) > rank(best) { next } else { best })
    }
}

/// Projects and headline of a domain, computed once: a large programme has too many projects to
/// scan for each frame.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct DomainSummary {
    /// Projects of the domain, ascending.
    pub(crate) projects: Vec<ProjectIx>,
    /// Rank of the most telling number, and the project it belongs to.
    pub(crate) headline: Option<(HeadlineRank, ProjectIx)>,
}

impl DomainSummary {
    /// Returns the summary for a catalog in which `shift` gives the projects' positions.
    pub(crate) fn shifted(&self, shift: impl Fn(ProjectIx) -> ProjectIx) -> Self {
        Self {
            projects: self.projects.iter().map(|at| shift(*at)).collect(),
            headline: self.headline.map(|(rank, at)| (rank, shift(at))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::builtin;
    use crate::model::project::ProjectNo;

    #[test]
    fn people_come_before_things_and_things_before_measures() {
        let catalog = builtin();
        let headlines: Vec<String> = catalog
            .domains()
            .map(|(at, domain)| {
                let number = catalog.headline(at).map(|(project, target)| {
                    format!("{} {}", catalog.key(project).0, target.text(Lang::Zh))
                });
                format!("{} {}", domain.id, number.unwrap_or_default())
            })
            .collect();
        assert_eq!(
            headlines,
            [
                "education 06 托班改建 5 所",
                "health 14 单个医生工作室覆盖员工 3000-8000 名",
                "jobs 23 城镇新增就业 超 2 万 人",
                "safety 10 改建建筑面积 约 1500 平方米",
                "rural 12 农机无人化改造 6 台套",
                "renewal 07 居民 874 户",
                "care 11 家庭就医服务覆盖 300 户",
                "water 16 截污闸自动化改造 173 个",
                "transport 20 新增公共停车位 不少于 600 个",
                "culture 02 小型休闲健身设施新设 5 处",
                "business "
            ]
        );
    }

    #[test]
    fn no_measure_of_the_builtin_programme_counts_as_a_thing() {
        let catalog = builtin();
        let units = catalog
            .projects()
            .flat_map(|(_, project)| project.targets.iter())
            .map(|target| target.unit);
        let things: std::collections::BTreeSet<&str> = units
            .filter(|unit| UnitKind::from_unit(*unit) == UnitKind::Thing)
            .map(|unit| unit.get(Lang::En))
            .collect();
        assert!(
            !things.iter().any(|unit| ["m", "m²", "mu", "people", "households"].contains(unit)),
            "{things:?}"
        );
        assert!(things.contains("spaces") && things.contains("pumps"), "{things:?}");
    }

    #[test]
    fn the_first_of_equal_numbers_is_the_headline() {
        let catalog = builtin();
        let care = catalog.project(catalog.by_no(ProjectNo(4)).unwrap());
        assert_eq!(care.headline().map(|target| target.what.get(Lang::Zh)), Some("柏龄驿站改造"));
        let none = catalog.project(catalog.by_no(ProjectNo(24)).unwrap());
        assert_eq!(none.headline(), None);
    }
}
