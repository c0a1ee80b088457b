//! How far projects are, by what has been reported and by rules that everybody can read.

use super::store::Items;
use super::{Amount, Catalog, Day, Figure, Project, Target, Targets, Text};

/// Something reported: on that day so much was done.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Update<'a> {
    /// When.
    pub date: Day,
    /// How much by then: of a project in percent, of a target in its unit. A report may be words alone.
    pub done: Option<Amount>,
    /// In words; may be empty.
    pub note: Text<'a>,
}

/// Several reports.
pub type Updates<'a> = Items<'a, Update<'a>>;

/// What a file says of how far a project is; nothing in most.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct ProgressRecord<'a> {
    /// When it is to begin.
    pub start: Option<Day>,
    /// When it is to be done.
    pub end: Option<Day>,
    /// What was reported of the project as a whole.
    pub updates: Updates<'a>,
    /// What was reported of each of its targets, in their order; none where none was.
    pub targets: Items<'a, Updates<'a>>,
}

impl<'a> ProgressRecord<'a> {
    /// Whether the file says nothing of it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.start.is_none() && self.end.is_none() && self.updates.is_empty() && self.targets.is_empty()
    }

    /// The targets of a project, each with what was reported of it.
    pub fn beside(self, targets: Targets<'a>) -> impl Iterator<Item = (Target<'a>, Updates<'a>)> {
        let mut reported = self.targets.iter();
        targets.iter().map(move |target| (target, reported.next().unwrap_or_default()))
    }
}

/// By what rules a project counts as behind, and a report as old.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ProgressRules {
    /// So many points behind plan is behind.
    pub behind: u32,
    /// After so many days without a report the last one is old.
    pub stale: u32,
}

impl Default for ProgressRules {
    fn default() -> Self {
        Self { behind: 10, stale: 45 }
    }
}

/// What progress is judged by: the rules, and the day that it is about. Without a day nothing is late.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ProgressCriteria {
    /// The rules.
    pub rules: ProgressRules,
    /// The day; later reports do not count.
    pub day: Option<Day>,
}

/// How a project stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// Nothing is known of it.
    #[default]
    Unreported,
    /// Under way.
    UnderWay,
    /// Under way, and too far behind plan.
    Behind,
    /// All of it is done.
    Done,
}

impl Status {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Unreported, Self::UnderWay, Self::Behind, Self::Done];

    /// As JSON and queries spell it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Unreported => "unreported",
            Self::UnderWay => "under-way",
            Self::Behind => "behind",
            Self::Done => "done",
        }
    }

    /// The word for it.
    #[must_use]
    pub fn word(self, lang: crate::lang::Lang) -> &'static str {
        let s = lang.strings();
        match self {
            Self::Unreported => s.status_unreported,
            Self::UnderWay => s.status_under_way,
            Self::Behind => s.status_behind,
            Self::Done => s.status_done,
        }
    }
}

/// How a project stands on a day.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct ProjectProgress {
    /// In a word.
    pub status: Status,
    /// How much of it is done, in percent.
    pub done: Option<f64>,
    /// How much of it should be, in percent, if there is a plan.
    pub planned: Option<f64>,
    /// When it was last reported on.
    pub last: Option<Day>,
    /// How many days ago that was.
    pub age: Option<u32>,
    /// Whether that is too long ago, for a project that is not done.
    pub is_stale: bool,
}

impl ProjectProgress {
    /// How many points it is behind plan; none where it is not.
    #[must_use]
    pub fn points_behind(&self) -> u32 {
        let lag = self.planned.zip(self.done).map_or(0.0, |(planned, done)| planned - done);
        floor_to_u32(lag)
    }

    /// How much of it is done, in whole percent that never say 100 of what is not done.
    #[must_use]
    pub fn percent(&self) -> Option<u32> {
        self.done.map(floor_to_u32)
    }
}

/// A number without what follows its point; none below zero.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "what is beyond is as the last")]
fn floor_to_u32(number: f64) -> u32 {
    number.max(0.0).floor() as u32
}

/// The last report by that day that says how much.
fn last_done(updates: Updates, day: Option<Day>) -> Option<(Day, f64)> {
    let by_then = updates.iter().filter(|update| day.is_none_or(|day| update.date <= day));
    let said = by_then.filter_map(|update| Some((update.date, update.done?.value())));
    said.max_by_key(|(on, _)| *on)
}

/// How much of what a figure promises is done, in percent, where so much is: of a range the lower end is the promise.
#[must_use]
pub fn percent_done(figure: Figure, done: f64) -> f64 {
    let promised = figure.amount().value();
    if promised > 0.0 { (done / promised * 100.0).min(100.0) } else { 100.0 }
}

impl Catalog {
    /// How that project stands.
    ///
    /// Done is what was last reported of the project, or else the mean of its targets, of which one that was never reported on
    /// counts as not begun. Planned is what a straight line from start to end has reached on that day; an end or start that is
    /// not said is that of the programme's year, and where neither is said there is no plan.
    #[must_use]
    pub fn progress(&self, project: &Project, yardstick: ProgressCriteria) -> ProjectProgress {
        let ProgressCriteria { rules, day } = yardstick;
        let course = project.progress_record();
        let done = last_done(course.updates, day).map(|(_, done)| done).or_else(|| mean_target_percent(project, day));
        let planned = day.and_then(|day| self.planned_percent(project, day));
        let reports = course.targets.iter().chain([course.updates]);
        let last = reports.flat_map(|updates| updates.iter()).map(|update| update.date);
        let last = last.filter(|on| day.is_none_or(|day| *on <= day)).max();
        let age = last.zip(day).map(|(last, day)| u32::try_from(day.days_since(last)).unwrap_or_default());
        let mut standing = ProjectProgress { done, planned, last, age, ..ProjectProgress::default() };
        standing.status = match done {
            None => Status::Unreported,
            Some(done) if done >= 100.0 => Status::Done,
            Some(_) if standing.points_behind() >= rules.behind.max(1) => Status::Behind,
            Some(_) => Status::UnderWay,
        };
        standing.is_stale = standing.status != Status::Done && age.is_some_and(|age| age > rules.stale);
        standing
    }

    /// How much of a project should be done on that day, in percent, if there is a plan.
    fn planned_percent(&self, project: &Project, day: Day) -> Option<f64> {
        let year = Some(self.programme_for(project.domain).year).filter(|year| *year > 0);
        let (start, end) = match (project.progress_record().start, project.progress_record().end) {
            (None, None) => return None,
            (start, end) => (start.or(year.and_then(Day::first_of_year))?, end.or(year.and_then(Day::last_of_year))?),
        };
        let (gone, all) = (day.days_since(start), end.days_since(start));
        #[expect(clippy::cast_precision_loss, reason = "days")]
        let share = if gone >= all { 100.0 } else { gone.max(0) as f64 / all as f64 * 100.0 };
        Some(share)
    }

    /// How many projects of each domain stand how, and how much of them is done.
    #[must_use]
    pub fn progress_by_domain(&self, yardstick: ProgressCriteria) -> Vec<ProgressSummary> {
        let mut tallies = vec![ProgressSummary::default(); self.domains().len()];
        for (_, project) in self.projects() {
            if let Some(tally) = tallies.get_mut(project.domain.0) {
                tally.add(&self.progress(&project, yardstick));
            }
        }
        tallies
    }
}

/// The mean of what is done of each target; nothing where none was ever reported on.
fn mean_target_percent(project: &Project, day: Option<Day>) -> Option<f64> {
    let reported = project.progress_record().targets.iter().map(|updates| last_done(updates, day));
    let shares: Vec<Option<f64>> = project
        .targets
        .iter()
        .zip(reported)
        .map(|(target, reported)| reported.map(|(_, done)| percent_done(target.figure, done)))
        .collect();
    #[expect(clippy::cast_precision_loss, reason = "nobody has so many targets")]
    let mean = shares.iter().flatten().sum::<f64>() / shares.len().max(1) as f64;
    shares.iter().any(Option::is_some).then_some(mean)
}

/// How much is done of what a figure promises by that day, given what was reported of it: the number and its share in percent.
#[must_use]
pub fn target_done(figure: Figure, updates: Updates, day: Option<Day>) -> Option<(Amount, f64)> {
    let (_, done) = last_done(updates, day)?;
    Some((Amount::new(done)?, percent_done(figure, done)))
}

/// How many projects stand how.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct ProgressSummary {
    /// By [`Status::ALL`].
    pub counts: [usize; 4],
    /// How many have not been reported on for too long.
    pub stale: usize,
    /// How many have begun: something of them is done.
    pub begun: usize,
    /// The percent that are done of each, added up; a project that was never reported on has none.
    percent_sum: f64,
}

impl ProgressSummary {
    /// Of all of them together.
    #[must_use]
    pub fn total(tallies: &[Self]) -> Self {
        tallies.iter().fold(Self::default(), |sum, tally| Self {
            counts: std::array::from_fn(|at| sum.counts[at] + tally.counts[at]),
            stale: sum.stale + tally.stale,
            begun: sum.begun + tally.begun,
            percent_sum: sum.percent_sum + tally.percent_sum,
        })
    }

    fn add(&mut self, standing: &ProjectProgress) {
        if let Some(count) = self.counts.get_mut(standing.status as usize) {
            *count += 1;
        }
        self.stale += usize::from(standing.is_stale);
        self.begun += usize::from(standing.done.is_some_and(|done| done > 0.0));
        self.percent_sum += standing.done.unwrap_or_default();
    }

    /// How many projects there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.counts.iter().sum()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many stand so.
    #[must_use]
    pub fn count(&self, status: Status) -> usize {
        self.counts.get(status as usize).copied().unwrap_or_default()
    }

    /// How many of a hundred projects are done (完成率).
    #[must_use]
    pub fn done_rate(&self) -> usize {
        self.count(Status::Done) * 100 / self.len().max(1)
    }

    /// How many of a hundred projects have begun (开工率).
    #[must_use]
    pub fn begun_rate(&self) -> usize {
        self.begun * 100 / self.len().max(1)
    }

    /// The mean of what is done, in whole percent.
    #[must_use]
    pub fn mean(&self) -> u32 {
        #[expect(clippy::cast_precision_loss, reason = "below 2^53")]
        floor_to_u32(self.percent_sum / self.len().max(1) as f64)
    }
}
