//! Finds reports that can hardly be right: a total that falls, or one that is far above its target.

use super::measures::{is_divisible, is_whole_in};
use super::units;
use crate::diagnostics::Lint;
use crate::exchange::decimal::Decimal;
use crate::model::{Amount, Day};

/// Largest multiple of a target that may be done.
const SURPLUS_MAX: f64 = 3.0;

/// Amount that is done by a day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct DatedAmount {
    pub(crate) day: Day,
    pub(crate) done: Amount,
}

/// Reports on a target, or on a project as a whole.
#[derive(Debug)]
pub(crate) struct ReportSeries<'a> {
    /// Description of what is counted, or the title of the project.
    pub(crate) what: &'a str,
    /// The unit of all amounts.
    pub(crate) unit: &'a str,
    /// The amount of the target; `None` for a project as a whole.
    pub(crate) whole: Option<Amount>,
    /// The amounts in any order.
    pub(crate) reports: Vec<DatedAmount>,
}

/// Report that can hardly be right.
#[derive(Debug)]
pub(crate) struct OddReport {
    /// The report.
    pub(crate) report: DatedAmount,
    /// The earlier one of which it is less; `None` if it is far above the target.
    pub(crate) before: Option<DatedAmount>,
}

impl ReportSeries<'_> {
    /// Returns the first report that is less than an earlier one, and the first that is far above
    /// the target.
    pub(crate) fn odd_reports(&mut self) -> impl Iterator<Item = OddReport> {
        self.reports.sort_by_key(|report| report.day);
        let mut most: Option<DatedAmount> = None;
        let mut fallen = None;
        // Rates go up and down.
        let is_rate = self.unit.contains(['%', '％', '‰']) || self.unit.contains("百分点");
        for report in self.reports.iter().copied() {
            match most {
                Some(before) if report.done.value() < before.done.value() => {
                    if report.day > before.day && fallen.is_none() {
                        fallen = Some(OddReport { report, before: Some(before) });
                    }
                }
                _ => most = Some(report),
            }
        }
        let fallen = fallen.filter(|_| !is_rate || self.whole.is_none());
        let most = self.whole.map_or(f64::INFINITY, |whole| SURPLUS_MAX * whole.value());
        let is_far = |report: &&DatedAmount| report.done.value() > most && most > 0.0;
        let surplus = self.reports.iter().find(is_far);
        let surplus = surplus.map(|report| OddReport { report: *report, before: None });
        [fallen, surplus].into_iter().flatten()
    }

    /// Returns the lint of a report; `place` is the cell of the earlier one, or empty.
    pub(crate) fn lint(&self, odd: &OddReport, place: &str) -> Lint {
        let text = |DatedAmount { day, done }: DatedAmount| {
            format!("{day} {} {}", done.value(), self.unit).trim_end().to_owned()
        };
        let what = self.what.to_owned();
        match (odd.before, self.whole) {
            (Some(before), _) => {
                let place = if place.is_empty() { String::new() } else { format!(" ({place})") };
                Lint::FallingTotal(what, text(before) + &place, text(odd.report))
            }
            (None, whole) => {
                let whole = whole.map(|whole| format!("{} {}", whole.value(), self.unit));
                let whole = whole.unwrap_or_default().trim_end().to_owned();
                Lint::SurplusReport(what, text(odd.report), whole)
            }
        }
    }
}

/// Returns true if `amount` has a part of something that is counted in whole things, half a 张.
pub(crate) fn is_part_of_count(amount: Amount, unit: &str) -> bool {
    amount.value().fract() != 0.0
        && units::is_known(unit)
        && !is_divisible(unit)
        && !Decimal::from_f64(amount.value()).is_some_and(|value| is_whole_in(value, unit))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_total_that_falls_and_one_far_above_its_target_are_found() {
        let odd = |unit: &str, whole: Option<f64>, reports: &[(&str, f64)]| -> Vec<String> {
            let dated = |(day, done): &(&str, f64)| DatedAmount {
                day: Day::parse(day).unwrap(),
                done: Amount::new(*done).unwrap(),
            };
            let reports = reports.iter().map(dated).collect();
            let whole = whole.and_then(Amount::new);
            let mut series = ReportSeries { what: "床位", unit, whole, reports };
            let odd: Vec<_> = series.odd_reports().collect();
            odd.iter().map(|odd| series.lint(odd, "").code().to_owned()).collect()
        };
        let (march, june, september) = ("2026-03-31", "2026-06-30", "2026-09-30");
        for (unit, whole, reports, expected) in [
            ("张", Some(600.0), &[(march, 480.0), (june, 300.0)][..], &["falling-total"][..]),
            ("张", Some(600.0), &[(june, 480.0), (march, 300.0)], &[]),
            (
                "张",
                Some(600.0),
                &[(march, 80.0), (june, 60.0), (september, 70.0)],
                &["falling-total"],
            ),
            ("张", Some(600.0), &[(march, 80.0), (march, 60.0)], &[]),
            ("张", Some(540.0), &[(june, 54000.0)], &["surplus-report"]),
            ("张", Some(540.0), &[(june, 1620.0)], &[]),
            ("%", Some(95.0), &[(march, 96.0), (june, 94.0)], &[]),
            ("%", None, &[(march, 80.0), (june, 60.0)], &["falling-total"]),
        ] {
            assert_eq!(odd(unit, whole, reports), expected, "{unit} {reports:?}");
        }
        for (amount, unit, expected) in
            [(0.5, "张", true), (0.5, "公里", false), (1.5, "万人", false), (0.5, "beds", false)]
        {
            assert_eq!(is_part_of_count(Amount::new(amount).unwrap(), unit), expected, "{unit}");
        }
    }
}
