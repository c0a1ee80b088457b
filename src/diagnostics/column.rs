//! The tables of a spreadsheet and their columns.

use super::extra_field::ExtraField;
use super::field::{ContactField, InvestmentField, ListField, TextField};
use crate::lang::Lang::{self, En, Zh};

/// A kind of table, recognized by its header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Table {
    /// The fields of the programme as a whole, one per row.
    Programme,
    /// The domains.
    Domains,
    /// The projects.
    Projects,
    /// The updates of the projects, one per row.
    Updates,
}

/// A column of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Column {
    /// Programme table: the names of its fields.
    Field,
    /// Programme table: the values in Chinese.
    ValueZh,
    /// Programme table: the values in English.
    ValueEn,
    /// A domain's id.
    Id,
    /// A domain's name.
    Name(Lang),
    /// The origin of a domain: the announcement or the catalog.
    Origin,
    /// A project's number.
    No,
    /// A project's domain.
    Domain,
    /// A project's title.
    Title(Lang),
    /// A text of a project.
    Text(TextField, Lang),
    /// A project's targets, one per line.
    Targets(Lang),
    /// The texts of a list of a project, one per line.
    List(ListField, Lang),
    /// A text of the contact of a project.
    Contact(ContactField, Lang),
    /// An amount that is invested in a project.
    Investment(InvestmentField),
    /// The notes of a project, one per line, each after its label.
    Notes(Lang),
    /// A project's planned first day.
    Start,
    /// A project's planned last day.
    End,
    /// The target that an update is about; empty if it is about the whole project.
    Target,
    /// The day of an update.
    Date,
    /// The amount or percentage done by the day of an update.
    Done,
    /// The note of an update.
    Note(Lang),
    /// The unit of a project's targets, where it has a column of its own.
    Unit,
    /// The thing that a project's targets count, where it has a column of its own.
    TargetName,
    /// A project's planned first and last day in one cell.
    Span,
    /// The progress of a project up to a day that the header names, or that is named once for the
    /// table; the number tells several such columns of a table apart.
    Progress(u8),
    /// Content that a table of an office has beside the columns of this format.
    Extra(ExtraField),
}

impl Column {
    /// Returns the column of an export that has what is read from this one; `None` if nothing is.
    pub(crate) fn read_as(self) -> Option<Self> {
        match self {
            Self::Extra(field) => field.column(),
            column => Some(column),
        }
    }

    /// Returns true if one text may hold for several projects, as in cells that were merged: a day,
    /// a place, an office, but no figure, number or title.
    pub(crate) fn is_shared(self) -> bool {
        matches!(
            self,
            Self::Text(..)
                | Self::List(..)
                | Self::Contact(..)
                | Self::Notes(_)
                | Self::Start
                | Self::End
                | Self::Span
                | Self::Unit
                | Self::Date
        )
    }

    /// Returns true if `export` writes the column only where a project has something in it.
    pub(crate) fn is_optional(self) -> bool {
        matches!(self, Self::Contact(..) | Self::Investment(_) | Self::Notes(_))
            || matches!(self, Self::List(field, _) if field.is_office() || field == ListField::Aliases)
    }

    /// Returns the column with the Chinese texts that a column translates; `None` if it has no
    /// English texts.
    pub(crate) fn translated(self) -> Option<Self> {
        match self {
            Self::ValueEn => Some(Self::ValueZh),
            Self::Name(En) => Some(Self::Name(Zh)),
            Self::Title(En) => Some(Self::Title(Zh)),
            Self::Text(field, En) => Some(Self::Text(field, Zh)),
            Self::Targets(En) => Some(Self::Targets(Zh)),
            Self::List(field, En) => Some(Self::List(field, Zh)),
            Self::Contact(field, En) => Some(Self::Contact(field, Zh)),
            Self::Notes(En) => Some(Self::Notes(Zh)),
            Self::Note(En) => Some(Self::Note(Zh)),
            _ => None,
        }
    }
}

impl ExtraField {
    /// Returns the column of an export that has such content; `None` if it is left out.
    #[must_use]
    pub fn column(self) -> Option<Column> {
        Some(match self {
            Self::Responsible => Column::List(ListField::Responsible, Zh),
            Self::Supporting => Column::List(ListField::Supporting, Zh),
            Self::Window => Column::Contact(ContactField::Office, Zh),
            Self::Contacts => Column::Contact(ContactField::Name, Zh),
            Self::Phones => Column::Contact(ContactField::Phone, Zh),
            Self::TotalInvestment => Column::Investment(InvestmentField::Total),
            Self::YearInvestment => Column::Investment(InvestmentField::ThisYear),
            _ if self.is_note() => Column::Notes(Zh),
            _ => return None,
        })
    }

    /// Returns true if it becomes a note, with its header as the label.
    #[must_use]
    pub fn is_note(self) -> bool {
        matches!(self, Self::Remarks | Self::Offices | Self::Money | Self::Works | Self::Added)
    }
}
