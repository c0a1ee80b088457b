//! Tells what a number without a unit may be besides so many of the unit of its target.

use crate::exchange::decimal::Decimal;
use crate::exchange::measures::{convert, has_scale, smaller_units};
use crate::model::Amount;

/// Largest multiple of a target that is done without a doubt about the unit.
const SURPLUS_MAX: f64 = 3.0;

/// Scale of a number without a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum BareScale {
    /// There is none to think of.
    None,
    /// That of the unit of the target, as 2 of 3 万株 is 2 万株.
    OfTarget,
    /// It may be 1 or 10,000: 2 of 30000 株, or 20000 of 3 万株.
    Unclear,
}

impl BareScale {
    /// Returns the scale of `amount`, which is done of `whole`.
    pub(super) fn of_bare(amount: Amount, whole: Amount, unit: &str) -> Self {
        // As much again as the target may be done, but hardly more.
        let [value, most] = [amount.value(), 2.0 * whole.value()];
        if value <= 0.0 {
            Self::None
        } else if has_scale(unit) {
            if value > most { Self::Unclear } else { Self::OfTarget }
        } else if whole.value() >= 1e4 && value * 1e4 <= most {
            Self::Unclear
        } else {
            Self::None
        }
    }
}

/// Returns a smaller unit than that of the target that a number may be in: 5400 of 18 公里 may be
/// metres.
pub(super) fn smaller_unit_meant(
    amount: Amount,
    whole: Amount,
    unit: &str,
) -> Option<&'static str> {
    let (value, whole) = (amount.value(), whole.value());
    if value <= SURPLUS_MAX * whole {
        return None;
    }
    let number = Decimal::from_f64(value)?;
    smaller_units(unit).into_iter().find(|smaller| {
        let converted = convert(number, smaller, unit).map(Decimal::to_f64);
        converted.is_some_and(|value| value <= 2.0 * whole)
    })
}
