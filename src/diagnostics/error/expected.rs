//! Elements of the RON grammar that an error message can name as expected.

use crate::lang::Lang;

/// Element of the RON grammar that was expected where another was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expected {
    /// A text in quotes.
    Text,
    /// A number.
    Number,
    /// A list in square brackets.
    List,
    /// Fields in round brackets.
    Fields,
    /// A closing `]` or a comma.
    ListEnd,
    /// A closing `)` or a comma.
    FieldsEnd,
    /// A comma.
    Comma,
    /// A colon.
    Colon,
    /// The name of a field.
    Name,
    /// End of the text.
    End,
    /// More text: the file ends too early.
    More,
}

impl Expected {
    /// Returns the name of the element.
    pub(super) fn text(self, lang: Lang) -> &'static str {
        let s = lang.strings();
        match self {
            Self::Text => s.expected_text,
            Self::Number => s.expected_number,
            Self::List => s.expected_list,
            Self::Fields => s.expected_fields,
            Self::ListEnd => s.expected_list_end,
            Self::FieldsEnd => s.expected_fields_end,
            Self::Comma => s.expected_comma,
            Self::Colon => s.expected_colon,
            Self::Name => s.expected_name,
            Self::End => s.expected_end,
            Self::More => s.expected_more,
        }
    }
}
