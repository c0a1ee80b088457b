//! The macro by which a table of messages defines an enum.

/// Defines an enum of messages, one row a variant: `Variant(fields) = code, words(values);`.
///
/// The code is for programs: JSON and `check: allow` comments. The words are a row of the table of
/// [`crate::lang`], and the values, which may use `lang`, fill its blanks.
macro_rules! message_table {
    ($(#[$meta:meta])* pub enum $name:ident in $lang:ident {$(
        $(#[$doc:meta])*
        $variant:ident
        $(($($item:ident: $item_type:ty),+))?
        $({$($(#[$field_doc:meta])* $field:ident: $field_type:ty,)+})?
        = $code:literal, $words:ident $(($($value:expr),+))?;
    )+}) => {
        $(#[$meta])*
        pub enum $name {$(
            $(#[$doc])*
            $variant $(($($item_type),+))? $({$($(#[$field_doc])* $field: $field_type),+})?,
        )+}

        impl $name {
            /// Returns the code for programs: kebab case, and stable across versions.
            #[must_use]
            pub fn code(&self) -> &'static str {
                match self { $(Self::$variant { .. } => $code,)+ }
            }

            /// Returns the message: what is wrong and what to do about it.
            #[must_use]
            pub fn text(&self, $lang: $crate::lang::Lang) -> String {
                let s = $lang.strings();
                match self {
                    $(Self::$variant $(($($item),+))? $({$($field),+})? => {
                        $crate::lang::fill(s.$words, &[$($(&$value.to_string()),+)?])
                    })+
                }
            }

            /// Returns the rows of the table: code, and message with `{}` for each value.
            #[must_use]
            pub fn rows(lang: $crate::lang::Lang) -> Vec<(&'static str, &'static str)> {
                let s = lang.strings();
                vec![$(($code, s.$words)),+]
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&$crate::text::clean(&self.text($crate::lang::Lang::En)))
            }
        }
    };
}

pub(crate) use message_table;
