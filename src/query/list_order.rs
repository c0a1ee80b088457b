//! The order of a list of projects: as found, or sorted by a key, with ties in the order of numbers.
//! A project without a value for the key comes last, whichever way the others are sorted.

use std::cmp::Ordering;

use super::Hit;
use crate::diagnostics::{ListField, named_enum};
use crate::lang::{Lang, Strings};
use crate::matcher::readings;
use crate::model::{Catalog, ProgressCriteria, Project, ProjectNo};

/// Maximum number of projects that the board sorts at once: with more of them the next key would
/// have to wait.
pub(crate) const SORT_MAX: usize = 20_000;

named_enum! {
    /// Key that a list is sorted by.
    #[derive(Default)]
    pub enum SortKey {
        /// No key: the best match first; without a query, the order of the file.
        #[default]
        Found = "found",
        /// Number of the project.
        Number = "number",
        /// Title, by pinyin or by the alphabet.
        Title = "title",
        /// Domain, in the order of the file.
        Domain = "domain",
        /// Number of the key figure, in whatever unit.
        Figure = "figure",
        /// Progress in percent.
        Progress = "progress",
        /// Last planned day.
        End = "end",
        /// Responsible offices, by pinyin or by the alphabet.
        Office = "office",
    }
}

impl SortKey {
    /// Returns the key with this name for programs.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|key| key.name() == name)
    }

    /// Returns the description of the key, for a menu.
    #[must_use]
    pub fn title(self, s: &Strings) -> &'static str {
        match self {
            Self::Found => s.sort_found,
            Self::Number => s.number,
            Self::Title => s.sort_title_key,
            Self::Domain => s.domain,
            Self::Figure => s.sort_figure,
            Self::Progress => s.sort_progress,
            Self::End => s.sort_end,
            Self::Office => s.sort_office,
        }
    }

    /// Returns the word for the key beside the list; empty for [`Self::Found`].
    #[must_use]
    pub fn word(self, s: &Strings) -> &'static str {
        match self {
            Self::Found => "",
            Self::Number => s.sorted_number,
            Self::Title => s.sorted_title,
            Self::Domain => s.sorted_domain,
            Self::Figure => s.sorted_figure,
            Self::Progress => s.sorted_progress,
            Self::End => s.sorted_end,
            Self::Office => s.sorted_office,
        }
    }

    /// Returns the value of `project`, if it has one.
    fn value(self, by: &OrderBy, catalog: &Catalog, project: &Project) -> Option<SortValue> {
        let number = |number: f64| Some(SortValue::Number(number));
        match self {
            Self::Found | Self::Number => number(project.no.0.into()),
            Self::Title => Some(SortValue::Text(collation_key(project.title.get(by.lang)))),
            // The domains of a town are few: each has a number of its own as a float, too.
            Self::Domain => number(u32::try_from(project.domain.0).unwrap_or(u32::MAX).into()),
            Self::Figure => number(project.headline()?.figure.amount().value()),
            Self::Progress => number(catalog.progress(project, by.criteria)?.percent()?),
            Self::End => Some(SortValue::Text(project.progress_record().end?.to_string())),
            Self::Office => {
                let offices = project.list(ListField::Responsible);
                let names = offices.iter().map(|office| collation_key(office.get(by.lang)));
                let names = names.collect::<Vec<_>>().join("\0");
                Some(SortValue::Text(names)).filter(|_| !offices.is_empty())
            }
        }
    }

    /// Returns true if the largest value comes first: the figure that people look for.
    fn begins_with_largest(self) -> bool {
        self == Self::Figure
    }
}

/// Order of a list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ListOrder {
    /// The key.
    pub key: SortKey,
    /// True if the usual direction of the key is turned round.
    pub reversed: bool,
}

impl ListOrder {
    /// Returns the order after `key` was chosen: chosen again, it is reversed.
    #[must_use]
    pub fn choose(self, key: SortKey) -> Self {
        let reversed = key == self.key && key != SortKey::Found && !self.reversed;
        Self { key, reversed }
    }

    /// Returns true if values descend.
    #[must_use]
    pub fn descends(self) -> bool {
        self.key.begins_with_largest() != self.reversed
    }
}

/// Order with everything that the values depend on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OrderBy {
    /// Order itself.
    pub order: ListOrder,
    /// Criteria of progress.
    pub criteria: ProgressCriteria,
    /// Language of titles and offices.
    pub lang: Lang,
}

impl OrderBy {
    /// Sorts hits. Returns the number of hits that have a value for the
    /// key.
    pub fn sort_hits(&self, catalog: &Catalog, hits: &mut Vec<Hit>) -> usize {
        let key = self.order.key;
        if key == SortKey::Found {
            if self.order.reversed {
                hits.reverse();
            }
            return hits.len();
        }
        let row = |hit: Hit| {
            let project = catalog.project(hit.project);
            SortedRow { value: key.value(self, catalog, &project), no: project.no, hit }
        };
        let mut rows: Vec<SortedRow> = hits.drain(..).map(row).collect();
        let descends = self.order.descends();
        rows.sort_by(|one, other| one.compare(other, descends));
        let value_count = rows.iter().filter(|row| row.value.is_some()).count();
        hits.extend(rows.into_iter().map(|row| row.hit));
        value_count
    }
}

/// Value that projects are compared by.
#[derive(Clone, Debug, PartialEq, PartialOrd)]
enum SortValue {
    Number(f64),
    Text(String),
}

/// Hit with what it is sorted by.
struct SortedRow {
    value: Option<SortValue>,
    no: ProjectNo,
    hit: Hit,
}

impl SortedRow {
    fn compare(&self, other: &Self, descends: bool) -> Ordering {
        let by_value = match (&self.value, &other.value) {
            (Some(one), Some(other)) => {
                let ordering = one.partial_cmp(other).unwrap_or(Ordering::Equal);
                if descends { ordering.reverse() } else { ordering }
            }
            (one, other) => other.is_some().cmp(&one.is_some()),
        };
        let by_number = || (self.no, self.hit.project).cmp(&(other.no, other.hit.project));
        by_value.then_with(by_number)
    }
}

/// Returns a text by which others are sorted as in a dictionary: Han characters by their first
/// reading, letters without case, and no punctuation.
fn collation_key(text: &str) -> String {
    let mut key = String::with_capacity(text.len() * 2);
    for c in text.chars() {
        if let Some(reading) = readings(c).first() {
            // The separator sorts before letters, so that `xi'an` comes before `xian`.
            key.push_str(reading);
            key.push('\u{1}');
            key.push(c);
        } else if c.is_alphanumeric() {
            key.extend(c.to_lowercase());
        } else if c.is_whitespace() {
            key.push(' ');
        }
    }
    key
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::builtin;

    fn numbers(key: SortKey, reversed: bool, lang: Lang) -> Vec<u32> {
        let catalog = builtin();
        let order = ListOrder { key, reversed };
        let by = OrderBy { order, criteria: ProgressCriteria::default(), lang };
        let mut hits: Vec<Hit> = catalog.projects().map(|(at, _)| Hit::unranked(at)).collect();
        by.sort_hits(&catalog, &mut hits);
        hits.iter().map(|hit| catalog.key(hit.project).0.0).collect()
    }

    #[test]
    fn titles_are_sorted_as_in_a_dictionary() {
        let catalog = builtin();
        let titles: Vec<&str> = numbers(SortKey::Title, false, Lang::Zh)
            .into_iter()
            .take(6)
            .map(|no| {
                let project = catalog.project(catalog.by_no(ProjectNo(no)).unwrap());
                project.title.get(Lang::Zh)
            })
            .collect();
        let first = [
            "泵站设施改造工程",
            "高标准农田建设工程",
            "高新区企业重整服务中心建设工程",
            "公共资源扩圈工程",
            "管网、地块改造工程",
            "河道挡墙隐患整治工程",
        ];
        assert_eq!(titles, first);
        assert!(collation_key("急救") < collation_key("家校"));
        assert!(collation_key("“家门口”设施") > collation_key("家"));
        assert_eq!(collation_key("Safe BOLU"), "safe bolu");
    }

    #[test]
    fn the_largest_figure_comes_first_and_none_comes_last_both_ways() {
        let down = numbers(SortKey::Figure, false, Lang::Zh);
        let up = numbers(SortKey::Figure, true, Lang::Zh);
        assert_eq!(down[..4], [13, 23, 14, 9]);
        assert_eq!(up[..4], [4, 8, 5, 25]);
        assert_eq!((&down[20..], &up[20..]), (&[1, 15, 17, 21, 24][..], &[1, 15, 17, 21, 24][..]));
    }

    #[test]
    fn ties_are_in_the_order_of_numbers_both_ways() {
        for reversed in [false, true] {
            let none = numbers(SortKey::Office, reversed, Lang::Zh);
            assert_eq!(none, (1..=25).collect::<Vec<_>>());
        }
    }

    #[test]
    fn a_key_chosen_again_is_reversed() {
        let order = ListOrder::default().choose(SortKey::Figure);
        assert!(order.descends() && !order.reversed);
        let order = order.choose(SortKey::Figure);
        assert!(!order.descends() && order.reversed);
        assert!(!order.choose(SortKey::Title).reversed);
        assert!(!order.choose(SortKey::Found).choose(SortKey::Found).reversed);
    }
}
