//! Progress of projects, computed from their updates by rules that readers can check.

use super::catalog::Catalog;
use super::day::Day;
use super::figure::{Amount, Figure};
use super::project::{Project, Target, Update, Updates};
use crate::diagnostics::named_enum;

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

named_enum! {
    /// Progress status of a project.
    #[derive(Default, PartialOrd, Ord, Hash)]
    pub enum Status {
        /// No progress is reported.
        #[default]
        Unreported = "unreported",
        /// A report that says so may have been left out because this program does not understand
        /// it.
        Unclear = "unclear",
        /// Under way.
        UnderWay = "under-way",
        /// Under way, and too far behind plan.
        Behind = "behind",
        /// Completely done.
        Done = "done",
    }
}

impl Status {
    /// Returns the word shown to the user.
    #[must_use]
    pub fn word(self, lang: crate::lang::Lang) -> &'static str {
        let s = lang.strings();
        match self {
            Self::Unreported => s.status_unreported,
            Self::Unclear => s.status_unclear,
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

    /// Returns the share that is done in percent, [rounded](round_percent).
    #[must_use]
    pub fn percent(&self) -> Option<f64> {
        self.done.map(round_percent)
    }
}

/// Rounds a percentage to one decimal, as offices do: 66.7 for two of three. Below 100 it stays
/// below 100.
#[must_use]
pub fn round_percent(percent: f64) -> f64 {
    let rounded = (percent * 10.0).round() / 10.0;
    if percent < 100.0 { rounded.min(99.9) } else { rounded }
}

/// Rounds down to a whole number; negative numbers become 0.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the cast saturates")]
pub(crate) fn floor_to_u32(number: f64) -> u32 {
    number.max(0.0).floor() as u32
}

/// Returns day and amount of the last update up to `day` that has an amount.
fn last_done(updates: Updates, day: Option<Day>) -> Option<(Day, f64)> {
    let until_day = updates.iter().filter(|update| day.is_none_or(|day| update.date <= day));
    let amounts = until_day.filter_map(|update| Some((update.date, update.done?.value())));
    amounts.max_by_key(|(date, _)| *date)
}

/// Returns the share of `figure` that the amount `done` is, in percent up to 100. The promise of a
/// range is its lower end.
#[must_use]
pub fn percent_done(figure: Figure, done: f64) -> f64 {
    let promised = figure.amount().value();
    if promised > 0.0 { (done / promised * 100.0).min(100.0) } else { 100.0 }
}

impl<'a> Project<'a> {
    /// Iterates over the updates of the project, then those of its targets with the target.
    pub(crate) fn updates(
        &self,
    ) -> impl Iterator<Item = (Option<Target<'a>>, Update<'a>)> + use<'a> {
        let record = self.progress_record();
        let of_targets = self.targets.iter().zip(record.targets.iter());
        let of_targets = of_targets
            .flat_map(|(target, updates)| updates.iter().map(move |update| (Some(target), update)));
        record.updates.iter().map(|update| (None, update)).chain(of_targets)
    }
}

impl Catalog {
    /// Computes the progress of a project.
    ///
    /// The share done is the last one reported for the project, or else the mean over its targets;
    /// a target without updates counts as not begun. The planned share is what a straight line from
    /// start to end has reached on the day; a missing start or end is that of the programme's year,
    /// and if both are missing there is no plan.
    ///
    /// If an entry of the project was [left out](Self::left_out_of), it may be a report. Nothing is
    /// said then that it may refute: there is no mean over targets, and the project is neither
    /// unreported nor behind, and its last update not stale.
    ///
    /// Returns `None` until the programme has its first report: a deadline alone is no progress.
    #[must_use]
    pub fn progress(
        &self,
        project: &Project,
        criteria: ProgressCriteria,
    ) -> Option<ProjectProgress> {
        let programme = self.programmes.get(self.programme_ix_of(project.domain).0)?;
        has_begun(programme.first_report, criteria.day).then(|| self.judge(project, criteria))
    }

    /// Computes the progress of a project whose programme has reports.
    fn judge(&self, project: &Project, criteria: ProgressCriteria) -> ProjectProgress {
        let ProgressCriteria { rules, day } = criteria;
        let record = project.progress_record();
        let is_complete = self.left_out_of(project) == 0;
        let done = last_done(record.updates, day)
            .map(|(_, done)| done)
            .or_else(|| mean_target_percent(project, day).filter(|_| is_complete));
        let planned = day.and_then(|day| self.planned_percent(project, day));
        let lists = record.targets.iter().chain([record.updates]);
        let dates = lists.flat_map(|updates| updates.iter()).map(|update| update.date);
        let last = dates.filter(|date| day.is_none_or(|day| *date <= day)).max();
        let age = last.zip(day).map(|(last, day)| {
            debug_assert!(last <= day, "an update after the day");
            u32::try_from(day.days_since(last)).unwrap_or_default()
        });
        let mut progress =
            ProjectProgress { done, planned, last, age, ..ProjectProgress::default() };
        progress.status = match done {
            None if is_complete => Status::Unreported,
            None => Status::Unclear,
            Some(done) if done >= 100.0 => Status::Done,
            Some(_) if is_complete && progress.points_behind() >= rules.behind.max(1) => {
                Status::Behind
            }
            Some(_) => Status::UnderWay,
        };
        progress.is_stale = is_complete
            && progress.status != Status::Done
            && age.is_some_and(|age| age > rules.stale);
        progress
    }

    /// Returns true if any programme has a report by the day of the `criteria`. If not, the board
    /// shows no progress but the planned days.
    #[must_use]
    pub fn has_progress(&self, criteria: ProgressCriteria) -> bool {
        self.programmes.iter().any(|entry| has_begun(entry.first_report, criteria.day))
    }

    /// Returns true if any programme has a report, on whatever day.
    #[must_use]
    pub fn has_reports(&self) -> bool {
        self.programmes.iter().any(|entry| entry.first_report.is_some())
    }

    /// Returns the share of a project that should be done on `day`, in percent; `None` without a
    /// plan.
    fn planned_percent(&self, project: &Project, day: Day) -> Option<f64> {
        let year = Some(self.programme_for(project.domain).year).filter(|year| *year > 0);
        let (start, end) = match (project.progress_record().start, project.progress_record().end) {
            (None, None) => return None,
            (start, end) => {
                (start.or_else(|| Day::new(year?, 1, 1))?, end.or_else(|| Day::new(year?, 12, 31))?)
            }
        };
        let (elapsed, all) = (day.days_since(start), end.days_since(start));
        #[expect(clippy::cast_precision_loss, reason = "numbers of days are small")]
        let share = if elapsed >= all { 100.0 } else { elapsed.max(0) as f64 / all as f64 * 100.0 };
        Some(share)
    }

    /// Returns a summary of the progress of each domain, in the order of the domains.
    #[must_use]
    pub fn progress_by_domain(&self, criteria: ProgressCriteria) -> Vec<ProgressSummary> {
        let mut summaries = vec![ProgressSummary::default(); self.domains().len()];
        for (_, project) in self.projects() {
            debug_assert!(project.domain.0 < summaries.len(), "a project of an unknown domain");
            if let Some(summary) = summaries.get_mut(project.domain.0) {
                // What was left out may be the first report.
                let unclear = || self.left_out_of(&project) > 0;
                let progress = self.progress(&project, criteria);
                let progress =
                    progress.or_else(|| unclear().then(|| self.judge(&project, criteria)));
                summary.add(progress);
            }
        }
        summaries
    }
}

/// Returns true if reports had begun by `day`, of which the first is that of `first_report`.
fn has_begun(first_report: Option<Day>, day: Option<Day>) -> bool {
    first_report.is_some_and(|first| day.is_none_or(|day| first <= day))
}

/// Returns the mean share done over the targets, in percent; `None` if no target has a reported
/// amount.
fn mean_target_percent(project: &Project, day: Option<Day>) -> Option<f64> {
    let lists = project.progress_record().targets.iter();
    let amounts = lists.map(|updates| last_done(updates, day));
    let shares: Vec<Option<f64>> = project
        .targets
        .iter()
        .zip(amounts)
        .map(|(target, amount)| amount.map(|(_, done)| percent_done(target.figure, done)))
        .collect();
    #[expect(clippy::cast_precision_loss, reason = "below 2^53")]
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
    pub counts: [usize; Status::ALL.len()],
    /// Number of projects whose last update is stale.
    pub stale: usize,
    /// Number of projects that have begun: more than 0 percent is done.
    pub begun: usize,
    /// Number of projects of programmes that have no report yet; they have no status.
    pub silent: usize,
    /// Number of projects of which a share done is known.
    reported: usize,
    /// Sum of the shares done of all projects, in percent; a project without updates adds 0.
    percent_sum: f64,
}

impl ProgressSummary {
    /// Adds up several summaries.
    #[must_use]
    pub fn total(summaries: &[Self]) -> Self {
        summaries.iter().fold(Self::default(), |sum, next| Self {
            counts: std::array::from_fn(|at| sum.counts[at] + next.counts[at]),
            stale: sum.stale + next.stale,
            begun: sum.begun + next.begun,
            silent: sum.silent + next.silent,
            reported: sum.reported + next.reported,
            percent_sum: sum.percent_sum + next.percent_sum,
        })
    }

    /// Adds a project; `None` if its programme has no report yet.
    fn add(&mut self, progress: Option<ProjectProgress>) {
        let Some(progress) = progress else {
            self.silent += 1;
            return;
        };
        self.counts[progress.status as usize] += 1;
        self.stale += usize::from(progress.is_stale);
        self.begun += usize::from(progress.done.is_some_and(|done| done > 0.0));
        self.reported += usize::from(progress.done.is_some());
        self.percent_sum += progress.done.unwrap_or_default();
    }

    /// Returns the number of projects.
    #[must_use]
    pub fn len(&self) -> usize {
        self.counts.iter().sum::<usize>() + self.silent
    }

    /// Returns true if there are no projects.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Returns the number of projects with that status.
    #[must_use]
    pub fn count(&self, status: Status) -> usize {
        self.counts[status as usize]
    }

    /// Iterates over the statuses to list: all of them, but [`Status::Unclear`] only if a project
    /// has it.
    pub fn statuses(&self) -> impl Iterator<Item = Status> {
        let has_unclear = self.count(Status::Unclear) > 0;
        Status::ALL.into_iter().filter(move |status| *status != Status::Unclear || has_unclear)
    }

    /// Divides a sum over projects, in percent, by the number of projects that are rated: those with
    /// [`Status::Unclear`] and those without a status are not. `None` if there is no report.
    #[expect(clippy::cast_precision_loss, reason = "below 2^53")]
    fn rate(&self, percent_sum: f64) -> Option<f64> {
        let rated = self.len() - self.count(Status::Unclear) - self.silent;
        (self.reported > 0 && rated > 0).then(|| round_percent(percent_sum / rated as f64))
    }

    /// Returns the share of projects that are done, in percent (完成率); `None` without reports.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "below 2^53")]
    pub fn done_rate(&self) -> Option<f64> {
        self.rate(self.count(Status::Done) as f64 * 100.0)
    }

    /// Returns the share of projects that have begun, in percent (开工率); `None` without reports.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "below 2^53")]
    pub fn begun_rate(&self) -> Option<f64> {
        self.rate(self.begun as f64 * 100.0)
    }

    /// Returns the mean share done, in percent; `None` without reports.
    #[must_use]
    pub fn mean(&self) -> Option<f64> {
        self.rate(self.percent_sum)
    }
}

/// Formats a rate: `66.7%`, or a dash if there is none.
#[must_use]
pub fn rate_text(rate: Option<f64>) -> String {
    rate.map_or_else(|| "–".to_owned(), |rate| format!("{rate}%"))
}
