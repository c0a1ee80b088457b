//! Whom to ask about a project, what is invested in it, and what else its office notes.

use std::fmt;

use super::audience::Audience;
use super::decoder::Decoder;
use super::figure::Amount;
use super::items::{Decode, Items};
use super::text::Text;
use crate::diagnostics::{ContactField, InvestmentField};
use crate::lang::Lang;

/// Amount of money with its unit, such as 1200 万元.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Money<'a> {
    /// Amount in the unit.
    pub amount: Amount,
    /// Unit as written.
    pub unit: &'a str,
}

/// The units of money and the number of yuan in each.
const YUAN_UNITS: [(&str, f64); 3] = [("元", 1.0), ("万元", 1e4), ("亿元", 1e8)];

impl Money<'_> {
    /// Formats the amount in yuan as readers of `lang` expect: `1200 万元`, `12,000,000 yuan`. An
    /// amount in another unit keeps that.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        let yuan = YUAN_UNITS.iter().find(|(unit, _)| *unit == self.unit);
        let yuan = yuan.and_then(|(_, yuan)| Amount::new(self.amount.value() * yuan));
        match yuan.map(|yuan| yuan.text(lang)) {
            Some(yuan) if lang == Lang::En => format!("{yuan} yuan"),
            Some(yuan) if yuan.ends_with(['万', '亿']) => yuan + "元",
            Some(yuan) => yuan + " 元",
            None => format!("{} {}", self.amount.text(lang), self.unit).trim_end().to_owned(),
        }
    }
}

/// A text with a label, such as the content of a column that an office has added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LabelledText<'a> {
    /// Label; never empty, and without a colon.
    pub label: Text<'a>,
    /// Text; never empty.
    pub text: Text<'a>,
}

impl LabelledText<'_> {
    /// Formats label and text on one line: `资金来源：县财政`.
    #[must_use]
    pub fn line(&self, lang: Lang) -> String {
        format!("{}{}{}", self.label.get(lang), lang.strings().colon, self.text.get(lang))
    }
}

impl<'a> Decode<'a> for LabelledText<'a> {
    fn read(decoder: &mut Decoder<'a>) -> Self {
        Self { label: decoder.read_text(), text: decoder.read_text() }
    }
}

/// Details of a project; empty for most projects.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Details<'a> {
    /// Texts by [`ContactField`].
    pub(super) contact: [Text<'a>; ContactField::ALL.len()],
    /// Amounts by [`InvestmentField`].
    pub(super) investment: [Option<Money<'a>>; InvestmentField::ALL.len()],
    /// Notes in the order of the file.
    pub notes: Items<'a, LabelledText<'a>>,
}

impl<'a> Details<'a> {
    /// Returns a text of the contact; it may be empty.
    #[must_use]
    pub fn contact(&self, field: ContactField) -> Text<'a> {
        self.contact[field as usize]
    }

    /// Returns an amount that is invested.
    #[must_use]
    pub fn investment(&self, field: InvestmentField) -> Option<Money<'a>> {
        self.investment[field as usize]
    }

    /// Iterates over all texts that are not empty.
    pub(crate) fn texts(self) -> impl Iterator<Item = Text<'a>> {
        let notes = self.notes.iter().flat_map(|note| [note.label, note.text]);
        self.contact.into_iter().chain(notes).filter(|text| !text.is_empty())
    }
}

/// Location of the details of a project, which are decoded only on demand.
#[derive(Clone, Copy, Default)]
pub(crate) struct DetailsRef<'a> {
    decoder: Decoder<'a>,
    pub(crate) audience: Audience,
}

impl<'a> DetailsRef<'a> {
    /// Reads the location of details, which are stored with their size, and moves `decoder` past
    /// them.
    pub(crate) fn skip_in(decoder: &mut Decoder<'a>) -> Self {
        let (encoded, texts) = (decoder.read_len(), decoder.read_len());
        let details = Self { decoder: *decoder, audience: Audience::default() };
        decoder.skip(texts, encoded);
        details
    }

    /// Decodes the details, as far as their audience may see them; empty if the project has none.
    pub(crate) fn decode(self) -> Details<'a> {
        let Self { mut decoder, audience } = self;
        if decoder.is_at_end() {
            return Details::default();
        }
        let mut details = Details {
            contact: ContactField::ALL.map(|_| decoder.read_text()),
            investment: InvestmentField::ALL.map(|_| read_money(&mut decoder)),
            notes: Items::decode(&mut decoder),
        };
        for field in ContactField::ALL.into_iter().filter(|field| audience.hides(*field)) {
            details.contact[field as usize] = Text::default();
        }
        details
    }
}

/// Reads an amount after a byte that tells if there is one.
fn read_money<'a>(decoder: &mut Decoder<'a>) -> Option<Money<'a>> {
    (decoder.read_byte() > 0)
        .then(|| Money { amount: decoder.read_amount(), unit: decoder.read_str() })
}

impl fmt::Debug for DetailsRef<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.decode().fmt(f)
    }
}

impl PartialEq for DetailsRef<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.decode() == other.decode()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_is_read_in_yuan() {
        for (amount, unit, zh, en) in [
            (1200.0, "万元", "1200 万元", "12,000,000 yuan"),
            (1.2, "亿元", "1.2 亿元", "120,000,000 yuan"),
            (8000.0, "元", "8000 元", "8,000 yuan"),
            (12_000.0, "万元", "1.2 亿元", "120,000,000 yuan"),
            (0.5, "万元", "5000 元", "5,000 yuan"),
            (3.0, "万美元", "3 万美元", "3 万美元"),
        ] {
            let money = Money { amount: Amount::new(amount).unwrap(), unit };
            assert_eq!([Lang::Zh, Lang::En].map(|lang| money.text(lang)), [zh, en]);
        }
    }
}
