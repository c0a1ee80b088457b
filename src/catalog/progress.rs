//! Progress of projects, computed from their updates by rules that readers can check.

use super::store::Items;
use super::{Amount, Catalog, Day, Figure, Project, Target, Targets, Text};

/// Reported progress: the amount done by a day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Update<'a> {
    /// Day of the report.
    pub date: Day,
    /// Amount done by then: of a project in percent, of a target in its unit. An update may have
    /// only a note.
    pub done: Option<Amount>,
    /// Note in words; may be empty.
    pub note: Text<'a>,
}

/// List of updates.
pub type Updates<'a> = Items<'a, Update<'a>>;

/// Progress data of a project as the file gives it; empty for most projects.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct ProgressRecord<'a> {
    /// Planned start.
    pub start: Option<Day>,
    /// Planned end.
    pub end: Option<Day>,
    /// Updates about the project as a whole.
    pub updates: Updates<'a>,
    /// Updates about each target, in the order of the targets; empty if no target has any.
    pub targets: Items<'a, Updates<'a>>,
}

impl<'a> ProgressRecord<'a> {
    /// True if the file has no progress data for the project.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.start.is_none()
            && self.end.is_none()
            && self.updates.is_empty()
            && self.targets.is_empty()
    }

    /// Pairs each of the project's `targets` with its updates.
    pub fn beside(self, targets: Targets<'a>) -> impl Iterator<Item = (Target<'a>, Updates<'a>)> {
        let mut reported = self.targets.iter();
        targets.iter().map(move |target| (target, reported.next().unwrap_or_default()))
    }
}

/// Rules for when a project counts as behind plan, and its last update as stale.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ProgressRules {
    /// Percentage points below plan from which a project is behind; 0 counts as 1.
    pub behind: u32,
    /// Number of days after which an update is stale.
    pub stale: u32,
}

impl Default for ProgressRules {
    fn default() -> Self {
        Self { behind: 10, stale: 45 }
    }
}

/// Criteria for judging progress: the rules and the reference day. Without a day nothing is late.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ProgressCriteria {
    /// Rules to apply.
    pub rules: ProgressRules,
    /// Reference day; later updates do not count.
    pub day: Option<Day>,
}

/// Progress status of a project.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// No progress is reported.
    #[default]
    Unreported,
    /// Under way.
    UnderWay,
    /// Under way, and too far behind plan.
    Behind,
    /// Completely done.
    Done,
}

impl Status {
    /// All statuses.
    pub const ALL: [Self; 4] = [Self::Unreported, Self::UnderWay, Self::Behind, Self::Done];

    /// Returns the name used in JSON and queries.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Unreported => "unreported",
            Self::UnderWay => "under-way",
            Self::Behind => "behind",
            Self::Done => "done",
        }
    }

    /// Returns the word shown to the user.
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

/// Progress of a project on a day.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct ProjectProgress {
    /// Status in a word.
    pub status: Status,
    /// Share that is done, in percent.
    pub done: Option<f64>,
    /// Share that should be done by plan, in percent; `None` without a plan or a day.
    pub planned: Option<f64>,
    /// Day of the last update.
    pub last: Option<Day>,
    /// Age of the last update, in days.
    pub age: Option<u32>,
    /// True if the last update is stale and the project is not done.
    pub is_stale: bool,
}

impl ProjectProgress {
    /// Returns the number of whole percentage points that the project is behind plan; 0 if it is
    /// not.
    #[must_use]
    pub fn points_behind(&self) -> u32 {
        let lag = self.planned.zip(self.done).map_or(0.0, |(planned, done)| planned - done);
        floor_to_u32(lag)
    }

    /// Returns the share that is done in whole percent, rounded down: an unfinished project never
    /// has 100.
    #[must_use]
    pub fn percent(&self) -> Option<u32> {
        self.done.map(floor_to_u32)
    }
}

/// Rounds down to a whole number; negative numbers become 0.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "what is beyond is as the last"
)]
fn floor_to_u32(number: f64) -> u32 {
    number.max(0.0).floor() as u32
}

/// Returns day and amount of the last update up to `day` that has an amount.
fn last_done(updates: Updates, day: Option<Day>) -> Option<(Day, f64)> {
    let by_then = updates.iter().filter(|update| day.is_none_or(|day| update.date <= day));
    let said = by_then.filter_map(|update| Some((update.date, update.done?.value())));
    said.max_by_key(|(on, _)| *on)
}

/// Returns how much of `figure` is done, in percent up to 100, if the amount `done` is. Of a range,
/// the lower end is the promise.
#[must_use]
pub fn percent_done(figure: Figure, done: f64) -> f64 {
    let promised = figure.amount().value();
    if promised > 0.0 { (done / promised * 100.0).min(100.0) } else { 100.0 }
}

impl Catalog {
    /// Computes the progress of a project.
    ///
    /// The share done is the last one reported for the project, or else the mean over its targets,
    /// of which one without updates counts as not begun. The planned share is what a straight line
    /// from start to end has reached on the day; a missing start or end is that of the programme's
    /// year, and if both are missing there is no plan.
    #[must_use]
    pub fn progress(&self, project: &Project, yardstick: ProgressCriteria) -> ProjectProgress {
        let ProgressCriteria { rules, day } = yardstick;
        let course = project.progress_record();
        let done = last_done(course.updates, day)
            .map(|(_, done)| done)
            .or_else(|| mean_target_percent(project, day));
        let planned = day.and_then(|day| self.planned_percent(project, day));
        let reports = course.targets.iter().chain([course.updates]);
        let last = reports.flat_map(|updates| updates.iter()).map(|update| update.date);
        let last = last.filter(|on| day.is_none_or(|day| *on <= day)).max();
        let age = last
            .zip(day)
            .map(|(last, day)| u32::try_from(day.days_since(last)).unwrap_or_default());
        let mut standing =
            ProjectProgress { done, planned, last, age, ..ProjectProgress::default() };
        standing.status = match done {
            None => Status::Unreported,
            Some(done) if done >= 100.0 => Status::Done,
            Some(_) if standing.points_behind() >= rules.behind.max(1) => Status::Behind,
            Some(_) => Status::UnderWay,
        };
        standing.is_stale =
            standing.status != Status::Done && age.is_some_and(|age| age > rules.stale);
        standing
    }

    /// Returns the share of a project that should be done on `day`, in percent; `None` without a
    /// plan.
    fn planned_percent(&self, project: &Project, day: Day) -> Option<f64> {
        let year = Some(self.programme_for(project.domain).year).filter(|year| *year > 0);
        let (start, end) = match (project.progress_record().start, project.progress_record().end) {
            (None, None) => return None,
            (start, end) => (
                start.or(year.and_then(Day::first_of_year))?,
                end.or(year.and_then(Day::last_of_year))?,
            ),
        };
        let (gone, all) = (day.days_since(start), end.days_since(start));
        #[expect(clippy::cast_precision_loss, reason = "days")]
        let share = if gone >= all { 100.0 } else { gone.max(0) as f64 / all as f64 * 100.0 };
        Some(share)
    }

    /// Returns a summary of the progress of each domain, in the order of the domains.
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

/// Returns the mean share done over the targets, in percent; `None` if no target has a reported
/// amount.
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

/// Returns the amount done of `figure` by `day` according to `updates`, and its share in percent;
/// `None` if no amount was reported.
#[must_use]
pub fn target_done(figure: Figure, updates: Updates, day: Option<Day>) -> Option<(Amount, f64)> {
    let (_, done) = last_done(updates, day)?;
    Some((Amount::new(done)?, percent_done(figure, done)))
}

/// Number of projects by status, and their mean progress.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct ProgressSummary {
    /// Number of projects with each status, in the order of [`Status::ALL`].
    pub counts: [usize; 4],
    /// Number of projects whose last update is stale.
    pub stale: usize,
    /// Number of projects that have begun: more than 0 percent is done.
    pub begun: usize,
    /// Sum of the shares done of all projects, in percent; a project without updates adds 0.
    percent_sum: f64,
}

impl ProgressSummary {
    /// Adds up several summaries.
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

    /// Returns the number of projects.
    #[must_use]
    pub fn len(&self) -> usize {
        self.counts.iter().sum()
    }

    /// True if there are no projects.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Returns the number of projects with that status.
    #[must_use]
    pub fn count(&self, status: Status) -> usize {
        self.counts.get(status as usize).copied().unwrap_or_default()
    }

    /// Returns the share of projects that are done, in whole percent (完成率).
    #[must_use]
    pub fn done_rate(&self) -> usize {
        self.count(Status::Done) * 100 / self.len().max(1)
    }

    /// Returns the share of projects that have begun, in whole percent (开工率).
    #[must_use]
    pub fn begun_rate(&self) -> usize {
        self.begun * 100 / self.len().max(1)
    }

    /// Returns the mean share done, in whole percent.
    #[must_use]
    pub fn mean(&self) -> u32 {
        #[expect(clippy::cast_precision_loss, reason = "below 2^53")]
        floor_to_u32(self.percent_sum / self.len().max(1) as f64)
    }
}
