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
        /// The places where the project happens.
        Places = "places",
        /// The partners that take part.
        Partners = "partners",
        /// Further facts from the announcement.
        Facts = "facts",
    }
}
