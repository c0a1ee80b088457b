//! The serde form of contact, investment and notes of a usual project.

use serde::Deserialize;

use super::fast_text::{BilingualText, PlainText};
use crate::diagnostics::{ContactField, InvestmentField};
use crate::model::{Amount, NewMoney};
use crate::text::clean;

/// A contact as it is deserialized; `T` is the type of its texts.
#[derive(Default, Deserialize)]
#[serde(
    rename = "",
    default,
    deny_unknown_fields,
    bound(deserialize = "T: Deserialize<'de> + Default")
)]
pub(crate) struct FastContact<T> {
    office: T,
    phone: T,
    internal: FastInternal<T>,
}

#[derive(Default, Deserialize)]
#[serde(
    rename = "",
    default,
    deny_unknown_fields,
    bound(deserialize = "T: Deserialize<'de> + Default")
)]
struct FastInternal<T> {
    name: T,
    mobile: T,
}

impl<'a, T: Into<BilingualText<'a>>> FastContact<T> {
    /// Returns the texts by [`ContactField`].
    pub(crate) fn into_texts(self) -> [BilingualText<'a>; ContactField::ALL.len()] {
        let Self { office, phone, internal: FastInternal { name, mobile } } = self;
        [office, phone, name, mobile].map(Into::into)
    }
}

/// An investment as it is deserialized.
#[derive(Default, Deserialize)]
#[serde(rename = "", default, deny_unknown_fields)]
pub(crate) struct FastInvestment<'a> {
    #[serde(borrow, deserialize_with = "deserialize_money")]
    total: Option<FastMoney<'a>>,
    #[serde(borrow, deserialize_with = "deserialize_money")]
    this_year: Option<FastMoney<'a>>,
}

#[derive(Deserialize)]
#[serde(rename = "", deny_unknown_fields)]
struct FastMoney<'a> {
    amount: f64,
    #[serde(borrow)]
    unit: PlainText<'a>,
}

/// Deserializes an amount that must be present: as an `Option` it could also be written `None`.
fn deserialize_money<'de: 'a, 'a, D: serde::Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<FastMoney<'a>>, D::Error> {
    FastMoney::deserialize(deserializer).map(Some)
}

impl FastInvestment<'_> {
    /// Returns the amounts by [`InvestmentField`]; `None` if the validator must look at one.
    pub(crate) fn convert(self) -> Option<[Option<NewMoney>; InvestmentField::ALL.len()]> {
        let money = |money: FastMoney| {
            let unit = clean(&money.unit.0).trim().to_owned();
            Some(NewMoney { amount: Amount::new(money.amount)?, unit })
                .filter(|money| !money.unit.is_empty())
        };
        let [mut total, mut this_year] = [None, None];
        for (from, to) in [(self.total, &mut total), (self.this_year, &mut this_year)] {
            if let Some(from) = from {
                *to = Some(money(from)?);
            }
        }
        Some([total, this_year])
    }
}

/// A note as it is deserialized; `T` is the type of its texts.
#[derive(Deserialize)]
#[serde(rename = "", deny_unknown_fields)]
pub(crate) struct FastNote<T> {
    pub(crate) label: T,
    pub(crate) text: T,
}
