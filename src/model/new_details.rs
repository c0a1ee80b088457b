//! Details of a project that are not stored yet.

use super::details::{Details, LabelledText, Money};
use super::figure::Amount;
use super::text::OwnedText;
use crate::diagnostics::{ContactField, InvestmentField};

/// Amount of money that is not stored yet.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct NewMoney {
    pub(crate) amount: Amount,
    pub(crate) unit: String,
}

/// Labelled text that is not stored yet.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct NewNote<'a> {
    pub(crate) label: OwnedText<'a>,
    pub(crate) text: OwnedText<'a>,
}

/// Details that are not stored yet.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct NewDetails<'a> {
    pub(crate) contact: [OwnedText<'a>; ContactField::ALL.len()],
    pub(crate) investment: [Option<NewMoney>; InvestmentField::ALL.len()],
    pub(crate) notes: Vec<NewNote<'a>>,
}

impl NewDetails<'_> {
    /// Returns true if there are none.
    pub(crate) fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl From<Details<'_>> for NewDetails<'static> {
    fn from(details: Details<'_>) -> Self {
        let money = |money: Money| NewMoney { amount: money.amount, unit: money.unit.to_owned() };
        let note =
            |note: LabelledText| NewNote { label: note.label.into(), text: note.text.into() };
        Self {
            contact: details.contact.map(OwnedText::from),
            investment: details.investment.map(|amount| amount.map(money)),
            notes: details.notes.iter().map(note).collect(),
        }
    }
}
