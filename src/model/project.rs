//! Data types of a programme. All values have been validated and can be shown as they are.
//!
//! They borrow from the [`Catalog`](super::Catalog) that stores them and are cheap to copy.

use std::fmt;

use super::day::Day;
use super::decoder::Decoder;
use super::details::{Details, DetailsRef};
use super::figure::{Amount, Figure};
use super::items::{Decode, Items};
use super::text::Text;
use crate::diagnostics::{ListField, TextField};
use crate::lang::Lang;

/// List of texts.
pub type Texts<'a> = Items<'a, Text<'a>>;

/// List of targets.
pub type Targets<'a> = Items<'a, Target<'a>>;

/// Number of a project, as the announcement gives it and as people quote it. Unique within a
/// programme.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ProjectNo(pub u32);

impl fmt::Display for ProjectNo {
    /// Writes at least two digits, as typed on the board: `07`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}", self.0)
    }
}

/// Position of a project in one [`Catalog`](super::Catalog); meaningless in another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ProjectIx(pub(crate) u32);

/// Position of a domain in one [`Catalog`](super::Catalog); meaningless in another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DomainIx(pub(crate) usize);

/// Position of a programme in one [`Catalog`](super::Catalog); meaningless in another.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ProgrammeIx(pub(crate) usize);

/// Header of a programme: the data about it as a whole.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Programme<'a> {
    /// Official title.
    pub title: Text<'a>,
    /// Place whose programme it is.
    pub locality: Text<'a>,
    /// Year of the programme; 0 if the file gives none.
    pub year: u16,
    /// Date of publication, `YYYY-MM-DD`; empty if the file gives none.
    pub published: &'a str,
    /// Publisher.
    pub source: Text<'a>,
    /// Note for readers of this catalog; may be empty.
    pub note: Text<'a>,
}

/// Origin of a domain's name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// The announcement itself uses the name.
    #[default]
    Announced,
    /// This catalog grouped projects under the name; the announcement does not use it.
    Catalogue,
}

/// Field of public life that projects are grouped under.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Domain<'a> {
    /// Identifier in files, options and JSON: `transport`.
    pub id: &'a str,
    /// Name shown to people.
    pub name: Text<'a>,
    /// Origin of the name.
    pub origin: Origin,
}

/// Promise in numbers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Target<'a> {
    /// Description of the things that are counted.
    pub what: Text<'a>,
    /// Amount with its qualifier.
    pub figure: Figure,
    /// Unit of the amount; may be empty.
    pub unit: Text<'a>,
}

impl Target<'_> {
    /// Formats the description and the amount on one line: `新增公共停车位 不少于 600 个`.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        format!("{} {}", self.what.get(lang), self.amount_text(lang))
    }

    /// Formats qualifier, amount and unit on one line: `不少于 600 个`.
    #[must_use]
    pub fn amount_text(&self, lang: Lang) -> String {
        [self.figure.qualifier().word(lang), &self.figure.amount_text(lang), self.unit.get(lang)]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(" ")
    }
}

/// Project of a programme.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Project<'a> {
    /// Project number.
    pub no: ProjectNo,
    /// Domain of the project.
    pub domain: DomainIx,
    /// Official title; never empty.
    pub title: Text<'a>,
    /// Texts by [`TextField`].
    pub(crate) texts: [Text<'a>; TextField::ALL.len()],
    /// Promises in numbers.
    pub targets: Targets<'a>,
    /// Lists of texts by [`ListField`].
    pub(crate) lists: [Texts<'a>; ListField::ALL.len()],
    /// Location of the stored progress data.
    pub(crate) progress_ref: ProgressRef<'a>,
    /// Location of the stored details.
    pub(crate) details_ref: DetailsRef<'a>,
}

impl<'a> Project<'a> {
    /// Returns the text in a field; it may be empty.
    #[must_use]
    pub fn text(&self, field: TextField) -> Text<'a> {
        self.texts[field as usize]
    }

    /// Returns the texts in a field.
    #[must_use]
    pub fn list(&self, field: ListField) -> Texts<'a> {
        self.lists[field as usize]
    }

    /// Iterates over all texts but those of targets and updates.
    pub fn texts(&self) -> impl Iterator<Item = Text<'a>> + use<'a> {
        let lists = self.lists.into_iter().flat_map(|texts| texts.iter());
        std::iter::once(self.title).chain(self.texts).chain(lists).chain(self.details().texts())
    }

    /// Returns contact, investment and notes, as far as the catalog's audience may see them.
    #[must_use]
    pub fn details(&self) -> Details<'a> {
        self.details_ref.decode()
    }

    /// Returns the project as the public may see it.
    #[must_use]
    pub fn for_public(mut self) -> Self {
        self.details_ref.audience = self.details_ref.audience.for_public();
        self
    }

    /// Returns the progress data; empty if the file has none.
    #[must_use]
    pub fn progress_record(&self) -> ProgressRecord<'a> {
        self.progress_ref.decode()
    }
}

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
    /// Returns true if the file has no progress data for the project.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.start.is_none()
            && self.end.is_none()
            && self.updates.is_empty()
            && self.targets.is_empty()
    }

    /// Pairs each of the project's `targets` with its updates.
    #[must_use]
    pub fn zip_targets(
        self,
        targets: Targets<'a>,
    ) -> impl ExactSizeIterator<Item = (Target<'a>, Updates<'a>)> {
        let mut lists = self.targets.iter();
        targets.iter().map(move |target| (target, lists.next().unwrap_or_default()))
    }
}

impl<'a> Decode<'a> for Target<'a> {
    fn read(decoder: &mut Decoder<'a>) -> Self {
        let figure = decoder.read_figure();
        Self { figure, what: decoder.read_text(), unit: decoder.read_text() }
    }
}

impl<'a> Decode<'a> for Update<'a> {
    fn read(decoder: &mut Decoder<'a>) -> Self {
        let date = decoder.read_day();
        debug_assert!(date.is_some(), "an update without a day");
        let done = (decoder.read_varint() > 0).then(|| decoder.read_amount());
        Self { date: date.unwrap_or_default(), done, note: decoder.read_text() }
    }
}

impl<'a> Decode<'a> for Updates<'a> {
    fn read(decoder: &mut Decoder<'a>) -> Self {
        Self::decode(decoder)
    }
}

/// Location of the progress data of a project. It is decoded only on demand: scans of all projects
/// do not need it.
#[derive(Clone, Copy, Default)]
pub(crate) struct ProgressRef<'a>(Decoder<'a>);

impl<'a> ProgressRef<'a> {
    /// Reads the targets of a project and returns them with the locations of its details and its
    /// progress data. Two bits of the head of the targets tell if there are any.
    pub(crate) fn decode_with_targets(
        decoder: &mut Decoder<'a>,
    ) -> (Targets<'a>, DetailsRef<'a>, Self) {
        let count = decoder.read_len();
        let targets = Items::with_head(count >> 2, decoder);
        let details =
            if count & 2 == 0 { DetailsRef::default() } else { DetailsRef::skip_in(decoder) };
        (targets, details, Self(if count & 1 == 0 { Decoder::default() } else { *decoder }))
    }

    /// Decodes the progress data; empty if the project has none.
    pub(crate) fn decode(self) -> ProgressRecord<'a> {
        let Self(mut decoder) = self;
        if decoder.is_at_end() {
            return ProgressRecord::default();
        }
        ProgressRecord {
            start: decoder.read_day(),
            end: decoder.read_day(),
            updates: Items::decode(&mut decoder),
            targets: Items::decode(&mut decoder),
        }
    }
}

impl fmt::Debug for ProgressRef<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.decode().fmt(f)
    }
}

impl PartialEq for ProgressRef<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.decode() == other.decode()
    }
}
