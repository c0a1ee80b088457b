//! The fields of a programme and its projects that hold texts, with their names in data files.

use super::named_enum::named_enum;

named_enum! {
    /// A field of the programme as a whole.
    pub enum ProgrammeField {
        /// The programme's name.
        Title = "title",
        /// The locality whose programme it is.
        Locality = "locality",
        /// The year it is for.
        Year = "year",
        /// The day it was published.
        Published = "published",
        /// Its source.
        Source = "source",
        /// A note for readers.
        Note = "note",
    }
}

named_enum! {
    /// A field of a project that is a text and may be empty.
    #[derive(Hash)]
    pub enum TextField {
        /// The summary in this catalog's own words.
        Summary = "summary",
    }
}

named_enum! {
    /// A field of a project that is a list of texts.
    #[derive(Hash)]
    pub enum ListField {
        /// Other names of what the project is about, as people say them.
        Aliases = "aliases",
        /// The offices that are responsible.
        Responsible = "responsible",
        /// The offices that support them.
        Supporting = "supporting",
        /// The places where the project happens.
        Places = "places",
        /// The partners that take part.
        Partners = "partners",
        /// Further facts from the announcement.
        Facts = "facts",
    }
}

named_enum! {
    /// A text of the contact of a project.
    #[derive(Hash)]
    pub enum ContactField {
        /// The window or office that answers questions.
        Office = "office",
        /// Its phone number.
        Phone = "phone",
        /// The names of persons, for staff only.
        Name = "name",
        /// Their mobile numbers, for staff only.
        Mobile = "mobile",
    }
}

impl ListField {
    /// Returns true for offices, which are named before the contents of a project.
    #[must_use]
    pub fn is_office(self) -> bool {
        matches!(self, Self::Responsible | Self::Supporting)
    }
}

impl ContactField {
    /// True if the field is for staff only.
    #[must_use]
    pub fn is_internal(self) -> bool {
        matches!(self, Self::Name | Self::Mobile)
    }
}

named_enum! {
    /// An amount that is invested in a project.
    #[derive(Hash)]
    pub enum InvestmentField {
        /// The investment in all years together.
        Total = "total",
        /// The investment in the year of the programme.
        ThisYear = "this_year",
    }
}
