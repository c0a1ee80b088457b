//! Reads the amount done in a report, as clerks write it: `240`, 240个, 已完成 0.9公里, `40%`,
//! `240/600`.
//!
//! An amount is taken only if it is exact and in the unit of its target or in one that can be
//! converted into it. A share of a target becomes an amount. What may mean two things is refused.

use self::bare_scale::{BareScale, smaller_unit_meant};
pub(crate) use self::words::is_words;
use self::words::without_words;
use super::decimal::Decimal;
use super::labels::label_key;
use super::measures::{convert, has_scale, is_divisible, is_same_unit, is_whole_in};
use super::target_text::{TargetLine, TargetLineError, figure_text, read, written_unit};
use super::units;
use crate::diagnostics::FileErrorKind;
use crate::format::is_percent;
use crate::lang::Lang;
use crate::model::{Amount, Figure, NewTarget, Target};
use crate::text::to_half_width;

mod bare_scale;
mod words;

/// Number from which on one without a sign is certainly a percentage and no share.
const SHARE_MAX: f64 = 2.0;

/// Unit of an amount with the sign of the currency.
const YUAN: &str = "元";

/// An amount done, as it is written.
#[derive(Clone, Debug)]
pub(crate) struct Report {
    text: String,
    value: ReportValue,
}

#[derive(Clone, Debug)]
enum ReportValue {
    /// A percentage.
    Share(Decimal),
    /// An exact amount, with or without a unit and the words of the target.
    Amount { amount: Amount, unit: String, what: String },
    /// An amount, and the whole that it is a part of, with or without a unit.
    Part { done: Amount, whole: Amount, unit: String },
}

impl Report {
    /// Parses a text.
    ///
    /// # Errors
    /// It is no exact amount.
    pub(crate) fn read(text: &str) -> Result<Self, FileErrorKind> {
        let mut bare = without_words(text);
        let money = bare.strip_prefix(['¥', '￥']).map(str::trim_start);
        bare = money.unwrap_or(bare);
        let half: String = bare.chars().map(to_half_width).collect();
        let value = share(&half).map(ReportValue::Share).or_else(|| part(&half));
        let value = match value {
            Some(value) => value,
            None => match read(bare) {
                Ok(TargetLine { what, figure: Figure::Exact(amount), unit }) => {
                    let is_yuan = money.is_some() && unit.is_empty();
                    let unit = if is_yuan { YUAN.to_owned() } else { unit };
                    ReportValue::Amount { amount, unit, what }
                }
                Err(TargetLineError::NoNumber | TargetLineError::BadAmount(_)) => {
                    return Err(FileErrorKind::BadAmount(text.to_owned()));
                }
                _ => return Err(FileErrorKind::InexactReport(text.to_owned())),
            },
        };
        Ok(Self { text: text.to_owned(), value })
    }

    /// Returns true if the report is written in the unit of `target`.
    pub(crate) fn has_unit_of(&self, target: &NewTarget) -> bool {
        match &self.value {
            ReportValue::Share(_) => false,
            ReportValue::Amount { unit, .. } | ReportValue::Part { unit, .. } => {
                !unit.is_empty() && is_unit_of(target, unit)
            }
        }
    }

    /// Returns true if the report is a percentage.
    pub(crate) fn is_share(&self) -> bool {
        matches!(self.value, ReportValue::Share(_))
    }

    /// Returns the amount of a report that is a number and nothing else.
    pub(crate) fn bare_number(&self) -> Option<Amount> {
        match &self.value {
            ReportValue::Amount { amount, unit, what } if unit.is_empty() && what.is_empty() => {
                Some(*amount)
            }
            _ => None,
        }
    }

    /// Returns the text.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// Returns true if there are words before the amount, of a target or of something else.
    pub(crate) fn has_words(&self) -> bool {
        matches!(&self.value, ReportValue::Amount { what, .. } if !what.is_empty())
    }

    /// Returns true if the report has the words of `target`.
    pub(crate) fn names(&self, target: &NewTarget) -> bool {
        let ReportValue::Amount { what, .. } = &self.value else { return false };
        let key = label_key(what);
        !key.is_empty()
            && Lang::ALL
                .into_iter()
                .any(|lang| label_key(target.what.as_text().exactly(lang)) == key)
    }

    /// Returns the percentage of a project as a whole. A cell that shows 40% may hold 0.4, which
    /// could mean either, and so may one that shows 120%: a number above 0 and below 2 therefore
    /// needs its sign.
    pub(crate) fn percent(&self) -> Option<Amount> {
        let percent = match &self.value {
            ReportValue::Share(share) => share.to_amount(),
            ReportValue::Amount { amount, unit, what } if unit.is_empty() && what.is_empty() => {
                let is_clear = amount.value() == 0.0 || amount.value() >= SHARE_MAX;
                is_clear.then_some(*amount)
            }
            _ => None,
        };
        percent.filter(|percent| is_percent(*percent))
    }

    /// Returns the amount done of a target in its unit, and how that was found unless it is written
    /// so.
    ///
    /// # Errors
    /// The report is in another unit, is not exact or may mean two amounts.
    pub(crate) fn amount_of(
        &self,
        target: &NewTarget,
    ) -> Result<(Amount, Option<String>), FileErrorKind> {
        let unit = target.unit.as_text().get(Lang::Zh);
        match &self.value {
            ReportValue::Share(share) => self.share_of(target, *share),
            ReportValue::Amount { amount, unit: own, what } => {
                let key = label_key(what);
                let is_named = |lang| label_key(target.what.as_text().exactly(lang)) == key;
                if !what.is_empty() && !Lang::ALL.into_iter().any(is_named) {
                    return Err(FileErrorKind::InexactReport(self.text.clone()));
                }
                if own.is_empty() && !self.is_quoted() {
                    self.bare_amount(*amount, target)
                } else {
                    self.in_unit_of(target, *amount, own)
                }
            }
            ReportValue::Part { done, whole, unit: own } => {
                let is_whole =
                    *whole == target.figure.amount() && (own.is_empty() || is_unit_of(target, own));
                let meaning = format!("{} = {}", self.text, quantity(*done, unit));
                is_whole
                    .then_some((*done, Some(meaning)))
                    .ok_or_else(|| FileErrorKind::InexactReport(self.text.clone()))
            }
        }
    }

    /// Returns true if the text is in quotes, in which nothing is ambiguous.
    fn is_quoted(&self) -> bool {
        self.text.starts_with('"')
    }

    /// Returns the amount that is `share` percent of a target.
    fn share_of(
        &self,
        target: &NewTarget,
        share: Decimal,
    ) -> Result<(Amount, Option<String>), FileErrorKind> {
        let inexact = || FileErrorKind::InexactReport(self.text.clone());
        let percent = share.to_amount().ok_or_else(inexact)?;
        if is_unit_of(target, "%") {
            return Ok((percent, None));
        }
        if !is_percent(percent) {
            return Err(FileErrorKind::BadPercent(self.text.clone()));
        }
        let unit = target.unit.as_text().get(Lang::Zh);
        if unit.contains(['%', '‰', '％']) || unit.contains("百分点") {
            let [found, unit] = [self.text.as_str(), unit].map(Box::from);
            return Err(FileErrorKind::OtherUnit(found, "%".into(), unit));
        }
        let whole = Decimal::from_f64(target.figure.amount().value());
        let product = whole.and_then(|whole| whole.times(share)?.times(Decimal::new(1, -2)));
        let (product, amount) = product
            .and_then(|product| Some((product, product.to_amount()?)))
            .ok_or_else(inexact)?;
        self.check_whole(product, amount, unit)?;
        let figure = join(&figure_text(target.figure, Lang::Zh), unit);
        let meaning = format!("{figure} × {}% = {}", percent.value(), quantity(amount, unit));
        Ok((amount, Some(meaning)))
    }

    /// Returns an amount that is written in the unit `own`, in that of a target.
    fn in_unit_of(
        &self,
        target: &NewTarget,
        amount: Amount,
        own: &str,
    ) -> Result<(Amount, Option<String>), FileErrorKind> {
        if is_unit_of(target, own) {
            return Ok((amount, None));
        }
        let unit = target.unit.as_text().get(Lang::Zh);
        if unit.is_empty() {
            let meaning = Some(amount.value().to_string());
            let is_amount = units::is_known(own).then_some((amount, meaning));
            return is_amount.ok_or_else(|| FileErrorKind::InexactReport(self.text.clone()));
        }
        if has_scale(unit) && own == YUAN && !self.text.contains(YUAN) {
            // The sign is that of the format of a cell, whose header may say 万元.
            let [one, other] = [own, unit].map(|unit| quantity(amount, unit).into());
            return Err(FileErrorKind::UnclearReport(self.text.as_str().into(), one, other));
        }
        let value = Decimal::from_f64(amount.value());
        let names = Lang::ALL.map(|lang| target.unit.as_text().exactly(lang));
        let converted = names.into_iter().find_map(|name| convert(value?, own, name));
        let converted = converted.and_then(|value| Some((value, value.to_amount()?)));
        let Some((value, converted)) = converted else {
            let [found, own, unit] = [self.text.as_str(), own, unit].map(Box::from);
            return Err(FileErrorKind::OtherUnit(found, own, unit));
        };
        self.check_whole(value, converted, unit)?;
        Ok((converted, Some(quantity(converted, unit))))
    }

    /// Returns an amount that is written without a unit.
    fn bare_amount(
        &self,
        amount: Amount,
        target: &NewTarget,
    ) -> Result<(Amount, Option<String>), FileErrorKind> {
        let unit = target.unit.as_text().get(Lang::Zh);
        let unclear = |one: String, other: String| {
            let found = self.text.as_str().into();
            FileErrorKind::UnclearReport(found, one.into(), other.into())
        };
        let base = unit.trim_start_matches(['万', '亿']);
        let value = amount.value();
        // 亿亿元 is no unit.
        let is_in_yi = unit.starts_with('亿') && self.text.contains('亿');
        let number = Decimal::from_f64(value).filter(|_| is_in_yi);
        let in_yi = number.and_then(|number| convert(number, base, unit)?.to_amount());
        if let Some(amount) = in_yi {
            return Ok((amount, Some(quantity(amount, unit))));
        }
        if has_scale(unit) && self.text.contains(['万', '亿']) {
            return Err(unclear(quantity(amount, base), quantity(amount, unit)));
        }
        let whole = target.figure.amount();
        match BareScale::of_bare(amount, whole, unit) {
            BareScale::Unclear if has_scale(unit) => {
                return Err(unclear(quantity(amount, base), quantity(amount, unit)));
            }
            BareScale::Unclear if !self.text.contains(['万', '亿']) => {
                let other = quantity(amount, &format!("万{unit}"));
                return Err(unclear(quantity(amount, unit), other));
            }
            BareScale::OfTarget => return Ok((amount, Some(quantity(amount, unit)))),
            BareScale::Unclear | BareScale::None => {}
        }
        if let Some(smaller) = smaller_unit_meant(amount, whole, unit) {
            return Err(unclear(quantity(amount, unit), quantity(amount, smaller)));
        }
        let is_percent = is_same_unit(unit, "%");
        let is_share = value > 0.0 && (value < 1.0 || is_percent && value <= 1.0);
        if !is_share {
            return Ok((amount, None));
        }
        let number = Decimal::from_f64(value);
        let percent = number.and_then(|number| number.times(Decimal::new(1, 2))?.to_amount());
        let is_clear = is_divisible(unit) || number.is_some_and(|number| is_whole_in(number, unit));
        if let Some(percent) = percent
            && (!is_clear || is_percent)
        {
            return Err(unclear(written_unit(amount, unit), format!("{}%", percent.value())));
        }
        Ok((amount, Some(quantity(amount, unit))))
    }

    /// Returns the error of an amount above 1 with a part of something that is counted, 80.5 张.
    pub(crate) fn part_of_one(&self, target: &NewTarget) -> Option<FileErrorKind> {
        let ReportValue::Amount { amount, .. } = self.value else { return None };
        let (unit, value) = (target.unit.as_text().get(Lang::Zh), amount.value());
        let has_own_unit = matches!(&self.value, ReportValue::Amount { unit: own, .. }
            if !own.is_empty() && !is_unit_of(target, own));
        if has_own_unit || value < 1.0 || value.fract() == 0.0 || !units::is_known(unit) {
            return None;
        }
        if target.figure.amount().value().fract() != 0.0 || is_divisible(unit) {
            return None;
        }
        self.check_whole(Decimal::from_f64(value)?, amount, unit).err()
    }

    /// Checks that there is no part of something that is counted.
    fn check_whole(
        &self,
        number: Decimal,
        amount: Amount,
        unit: &str,
    ) -> Result<(), FileErrorKind> {
        if is_divisible(unit) || is_whole_in(number, unit) {
            return Ok(());
        }
        let [found, number] = [self.text.clone(), quantity(amount, unit)].map(Box::from);
        Err(FileErrorKind::PartOfCount(found, number))
    }
}

/// Writes an amount done of a target, so that [`Report::read`] gives it back. It has its unit where
/// the number alone could mean something else: 0.4 could be 40%, and 2 of 30000 could be 2 万.
pub(crate) fn write(done: Amount, target: &Target) -> String {
    let unit = Lang::ALL.map(|lang| target.unit.exactly(lang)).into_iter().find(|u| !u.is_empty());
    let unit = unit.unwrap_or_default();
    let is_share = done.value() > 0.0 && done.value() <= 1.0 && is_same_unit(unit, "%");
    let is_part = done.value() > 0.0 && done.value() < 1.0 || is_share;
    let is_bare = BareScale::of_bare(done, target.figure.amount(), unit) == BareScale::None
        && smaller_unit_meant(done, target.figure.amount(), unit).is_none()
        && !is_part;
    if is_bare { done.value().to_string() } else { written_unit(done, unit) }
}

/// Returns true if `unit` is that of the target, or its word of measure: 所 of 所幼儿园.
fn is_unit_of(target: &NewTarget, unit: &str) -> bool {
    Lang::ALL.into_iter().any(|lang| {
        let own = target.unit.as_text().exactly(lang);
        let measure = || units::split_measure(own).filter(|_| units::is_known(own));
        is_same_unit(own, unit) || measure().is_some_and(|(measure, _)| measure == unit)
    })
}

fn quantity(amount: Amount, unit: &str) -> String {
    join(&amount.value().to_string(), unit)
}

fn join(number: &str, unit: &str) -> String {
    if unit.is_empty() { number.to_owned() } else { format!("{number} {unit}") }
}

/// Parses a percentage, `40%` or 百分之40.
fn share(text: &str) -> Option<Decimal> {
    let digits = text.strip_suffix('%').or_else(|| text.strip_prefix("百分之"))?;
    Decimal::parse(digits.trim())
}

/// Parses an amount and the whole that it is a part of, `240/600 个`.
fn part(text: &str) -> Option<ReportValue> {
    let exact = |text: &str| match read(text) {
        Ok(TargetLine { what, figure: Figure::Exact(amount), unit }) if what.is_empty() => {
            Some((amount, unit))
        }
        _ => None,
    };
    let (done, whole) = text.split_once('/')?;
    let ((done, done_unit), (whole, unit)) = (exact(done.trim())?, exact(whole.trim())?);
    // 2/3万 may be 2 or 20000.
    let has_scale = |text: &str| text.contains(['万', '亿']);
    if has_scale(text) && done_unit.is_empty() && !text.split('/').all(has_scale) {
        return None;
    }
    let is_same = done_unit.is_empty() || is_same_unit(&done_unit, &unit);
    is_same.then_some(ReportValue::Part { done, whole, unit })
}
