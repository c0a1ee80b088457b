//! Reads a cell of a column of progress, which does not say what it is about.

use crate::diagnostics::{FileErrorKind, ProgressMeasure};
use crate::exchange::decimal::Decimal;
use crate::exchange::report_text::Report;
use crate::lang::Lang;
use crate::model::{Amount, NewTarget};

/// A cell of a column of progress.
pub(super) struct ProgressCell<'a> {
    pub(super) text: &'a str,
    /// The kind of number that its column has.
    pub(super) measure: ProgressMeasure,
    /// The unit that the header gives; empty if it gives none.
    pub(super) unit: &'a str,
    /// True if a percentage is a share of the target.
    pub(super) is_of_target: bool,
}

/// The content of a cell of progress.
#[derive(Debug)]
pub(super) enum CellReport {
    /// The amount of a target, or the percentage of the project; and how it was found, unless it is
    /// written so.
    Amount { target: Option<usize>, amount: Amount, meaning: Option<String> },
    /// No amount, but words.
    Text,
}

/// A target, and its position in its project.
type TargetAt<'a> = (usize, &'a NewTarget<'static>);

impl ProgressCell<'_> {
    /// Reads the cell; `targets` are those that it may be about.
    ///
    /// # Errors
    /// The number may mean two things, or is none that a report can have.
    pub(super) fn report(&self, targets: &[TargetAt]) -> Result<CellReport, FileErrorKind> {
        let report = match Report::read(self.text) {
            // A sentence about something else: 主体已封顶，完成投资300万元.
            Ok(report)
                if self.measure != ProgressMeasure::Amount
                    && report.has_words()
                    && !targets
                        .iter()
                        .any(|(_, target)| report.names(target) || report.has_unit_of(target)) =>
            {
                return Ok(CellReport::Text);
            }
            Ok(report) => report,
            Err(_) if self.text.contains(char::is_alphabetic) => return Ok(CellReport::Text),
            Err(kind) => return Err(kind),
        };
        if report.is_share() {
            // The target is itself a percentage: 覆盖率 95 %.
            let mut in_percent = targets.iter().filter(|(_, target)| is_percent_unit(target));
            if let Some((nth, target)) = in_percent.next()
                && in_percent.next().is_none()
                && self.measure != ProgressMeasure::Share
            {
                let (amount, _) = report.amount_of(target)?;
                let what = target.what.as_text().get(Lang::Zh);
                let meaning = Some(format!("{what} {}%", amount.value()));
                return Ok(CellReport::Amount { target: Some(*nth), amount, meaning });
            }
            let is_amount = self.is_of_target || self.measure == ProgressMeasure::Amount;
            return match targets {
                [target] if is_amount => amount_of(&report, *target),
                _ => self.percent(&report),
            };
        }
        let Some(number) = report.bare_number() else {
            return self.amount_with_unit(&report, targets);
        };
        match self.measure {
            ProgressMeasure::Share => self.share(&report, targets),
            _ if !self.unit.is_empty() => {
                let report = Report::read(&format!("{}{}", self.text, self.unit))?;
                self.amount_with_unit(&report, targets)
            }
            ProgressMeasure::Amount => self.only_target(&report, targets),
            ProgressMeasure::Any => match targets {
                [] => self.percent(&report),
                [target]
                    if number.value() > 100.0 || number.value() == 0.0 || self.is_of_target =>
                {
                    amount_of(&report, *target)
                }
                [(_, target)] if is_percent_unit(target) => self.only_target(&report, targets),
                [(_, target), ..] => {
                    let unit = target.unit.as_text().get(Lang::Zh);
                    let one = format!("{} {unit}", number.value());
                    // 0.4 may be 40%.
                    let share = Decimal::from_f64(number.value()).filter(|_| number.value() < 2.0);
                    let share = share.and_then(|share| share.times(Decimal::new(1, 2)));
                    let percent = share.map_or(number.value(), Decimal::to_f64);
                    let other = format!("{percent}%");
                    Err(FileErrorKind::UnclearReport(
                        self.text.into(),
                        one.trim_end().into(),
                        other.into(),
                    ))
                }
            },
        }
    }

    /// Reads a bare number in a column of percentages.
    fn share(&self, report: &Report, targets: &[TargetAt]) -> Result<CellReport, FileErrorKind> {
        match (targets, self.percent(report)?) {
            ([target], CellReport::Amount { amount, .. }) if self.is_of_target => {
                amount_of(&Report::read(&format!("{}%", amount.value()))?, *target)
            }
            (_, percent) => Ok(percent),
        }
    }

    /// Reads the percentage of the project as a whole.
    fn percent(&self, report: &Report) -> Result<CellReport, FileErrorKind> {
        let percent = report.percent();
        let amount = percent.ok_or_else(|| FileErrorKind::BadPercent(self.text.to_owned()))?;
        Ok(CellReport::Amount { target: None, amount, meaning: None })
    }

    /// Reads an amount that is written with its unit.
    fn amount_with_unit(
        &self,
        report: &Report,
        targets: &[TargetAt],
    ) -> Result<CellReport, FileErrorKind> {
        let mut same = targets.iter().filter(|(_, target)| report.has_unit_of(target));
        match (same.next(), same.next()) {
            (Some(only), None) => amount_of(report, *only),
            _ if targets.is_empty() => Ok(CellReport::Text),
            _ => self.only_target(report, targets),
        }
    }

    /// Reads the amount of the only target.
    fn only_target(
        &self,
        report: &Report,
        targets: &[TargetAt],
    ) -> Result<CellReport, FileErrorKind> {
        match targets {
            [only] => amount_of(report, *only),
            [] => Ok(CellReport::Text),
            _ => {
                let mut called = targets.iter().filter(|(_, target)| report.names(target));
                if let (Some(only), None) = (called.next(), called.next()) {
                    return amount_of(report, *only);
                }
                let names = targets.iter().map(|(_, target)| target.what.as_text().get(Lang::Zh));
                let names = names.collect::<Vec<_>>().join("、");
                Err(FileErrorKind::WhichTarget(self.text.into(), names.into()))
            }
        }
    }
}

fn amount_of(report: &Report, (nth, target): TargetAt) -> Result<CellReport, FileErrorKind> {
    let (amount, meaning) = report.amount_of(target)?;
    if let Some(kind) = report.part_of_one(target) {
        return Err(kind);
    }
    Ok(CellReport::Amount { target: Some(nth), amount, meaning })
}

fn is_percent_unit(target: &NewTarget) -> bool {
    target.unit.as_text().get(Lang::Zh).contains(['%', '％'])
}
